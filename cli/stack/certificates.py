"""A certificate authority of the stack's own, for the mutual TLS between the parts of the object store."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

LIFE = timedelta(days=3650)
RENEW_BEFORE = timedelta(days=60)


def ensure_certificates(folder: Path, *, now: datetime | None = None) -> None:
    """Make ``ca.crt``, ``node.crt`` and ``node.key`` in ``folder`` unless they are there and last long enough.

    The authority's own key is never written: nobody can make a second certificate from it.
    """
    moment = now or datetime.now(UTC)
    node = folder / "node.crt"
    if node.exists() and (folder / "node.key").exists() and (folder / "ca.crt").exists():
        certificate = x509.load_pem_x509_certificate(node.read_bytes())
        if certificate.not_valid_after_utc - moment > RENEW_BEFORE:
            return
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    authority_key, node_key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    authority = _certificate("thidua-ca", issuer="thidua-ca", key=authority_key, signer=authority_key, moment=moment)
    signed = _certificate("thidua-store", issuer="thidua-ca", key=node_key, signer=authority_key, moment=moment)
    _write(folder / "ca.crt", authority.public_bytes(serialization.Encoding.PEM))
    _write(
        folder / "node.key",
        node_key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        ),
    )
    _write(node, signed.public_bytes(serialization.Encoding.PEM))


def _certificate(
    name: str,
    *,
    issuer: str,
    key: ec.EllipticCurvePrivateKey,
    signer: ec.EllipticCurvePrivateKey,
    moment: datetime,
) -> x509.Certificate:
    own = name == issuer
    usage = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH, ExtendedKeyUsageOID.CLIENT_AUTH])
    builder = (
        x509.CertificateBuilder()
        .subject_name(_name(name))
        .issuer_name(_name(issuer))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(moment - timedelta(days=1))
        .not_valid_after(moment + LIFE)
        .add_extension(x509.BasicConstraints(ca=own, path_length=0 if own else None), critical=True)
    )
    if not own:
        builder = builder.add_extension(usage, critical=False)
    return builder.sign(signer, hashes.SHA256())


def _name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


def _write(path: Path, data: bytes) -> None:
    path.unlink(missing_ok=True)
    path.touch(mode=0o600)
    path.write_bytes(data)
