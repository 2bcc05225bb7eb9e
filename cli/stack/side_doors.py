"""Trying the object store's side doors at every start; all must be shut.

The tests repeat the attacks themselves; here each door is only knocked at, which harms nothing.
"""

import socket
import ssl
from urllib.error import URLError
from urllib.request import urlopen

from cli.stack.processes import listens
from cli.stack.seaweed import Seaweed

HTTP2_PREFACE = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + bytes((0, 0, 0, 4, 0, 0, 0, 0, 0))
SETTINGS_FRAME = 4


def open_side_doors(store: Seaweed) -> tuple[str, ...]:
    """Return what stands open, in Vietnamese; empty where nothing does."""
    ports = store.ports
    doors = (
        ("S3 không cần thông tin đăng nhập", _served(f"http://{store.endpoint}/")),
        ("filer nhận lệnh qua HTTP", _served(f"http://127.0.0.1:{ports.filer}/")),
        ("master nhận lệnh qua HTTP", _served(f"http://127.0.0.1:{ports.master}/dir/status")),
        *(
            (f"gRPC cổng {port} không đòi chứng thư", _speaks_plain_grpc(port) or _takes_strangers(port))
            for port in (ports.filer_grpc, ports.master_grpc, ports.volume_grpc)
        ),
    )
    return tuple(name for name, is_open in doors if is_open)


def _served(address: str) -> bool:
    """Tell whether the address answers somebody who shows no key."""
    try:
        with urlopen(address, timeout=3):  # noqa: S310  loopback, the scheme is fixed
            return True
    except (URLError, OSError):
        return False


def _speaks_plain_grpc(port: int) -> bool:
    """Tell whether the port answers unencrypted HTTP/2 with its settings, as an open gRPC server does."""
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=2) as line:
            line.sendall(HTTP2_PREFACE)
            answer = line.recv(9)
    except OSError:
        return False
    return _is_settings(answer)


def _takes_strangers(port: int) -> bool:
    """Tell whether the port serves somebody who shows no certificate."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    context.set_alpn_protocols(["h2"])
    if not listens(port):
        return False
    try:
        with (
            socket.create_connection(("127.0.0.1", port), timeout=2) as line,
            context.wrap_socket(line) as encrypted,
        ):
            encrypted.sendall(HTTP2_PREFACE)
            answer = encrypted.recv(9)
    except OSError:
        return False
    return _is_settings(answer)


def _is_settings(frame: bytes) -> bool:
    """Tell whether bytes begin with HTTP/2's settings frame (its type is the fourth byte)."""
    return len(frame) > 3 and frame[3] == SETTINGS_FRAME
