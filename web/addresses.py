"""Where a request comes from, as far as a network tells."""

from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

from fastapi import Request

_IPV6_PREFIX = 64
"""A subscriber of IPv6 has this much of it, with more addresses than anybody could count one by one."""


def network_address(request: Request) -> str:
    """Return the address that tries of passwords are counted for: an IPv4 address, or an IPv6 network of one office."""
    host = request.client.host if request.client else ""
    try:
        address = ip_address(host)
    except ValueError:
        return host
    return _counted(address)


def _counted(address: IPv4Address | IPv6Address) -> str:
    if isinstance(address, IPv4Address):
        return str(address)
    if address.ipv4_mapped is not None:
        return str(address.ipv4_mapped)
    return str(IPv6Network((int(address), _IPV6_PREFIX), strict=False))
