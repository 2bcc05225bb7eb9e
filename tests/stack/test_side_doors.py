"""The object lock has side doors in a careless installation; here each attack that once worked is repeated."""

import subprocess
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import httpx
import pytest
from minio import Minio
from minio.commonconfig import COMPLIANCE
from minio.error import S3Error
from minio.retention import Retention

from cli.stack.certificates import ensure_certificates
from cli.stack.seaweed import ObjectSettings, Seaweed

CONTENT = b"kept"
KEY = "decisions/01.docx"


class LockedObject:
    """One object under a COMPLIANCE lock."""

    def __init__(self, client: Minio, bucket: str) -> None:
        self.client, self.bucket = client, bucket
        client.make_bucket(bucket, object_lock=True)
        until = datetime.now(UTC) + timedelta(minutes=5)
        written = client.put_object(bucket, KEY, BytesIO(CONTENT), len(CONTENT), retention=Retention(COMPLIANCE, until))
        assert written.version_id
        self.version = written.version_id

    @property
    def intact(self) -> bool:
        """Tell whether the locked version, and the newest one, still hold what was written."""
        for version in (self.version, None):
            answer = self.client.get_object(self.bucket, KEY, version_id=version)
            if answer.read() != CONTENT:
                return False
        return True


@pytest.fixture(scope="module")
def locked(object_settings: ObjectSettings) -> LockedObject:
    """Return a locked object in a bucket of this module's own."""
    client = Minio(
        object_settings.endpoint,
        access_key=object_settings.access_key,
        secret_key=object_settings.secret_key,
        secure=False,
    )
    return LockedObject(client, f"{object_settings.bucket_prefix}locked")


def test_the_lock_itself_refuses_a_deletion(locked: LockedObject) -> None:
    """With the right credentials, too, a locked version cannot be deleted."""
    with pytest.raises(S3Error, match="AccessDenied"):
        locked.client.remove_object(locked.bucket, KEY, version_id=locked.version)
    assert locked.intact


def test_s3_without_credentials_is_refused(seaweed: Seaweed, locked: LockedObject) -> None:
    """Nobody reads, writes or deletes through S3 without a key."""
    address = f"http://{seaweed.endpoint}/{locked.bucket}/{KEY}"
    answers = [httpx.request(method, address, content=b"x") for method in ("GET", "PUT", "DELETE")]
    assert {answer.status_code for answer in answers} == {403}
    assert locked.intact


def test_only_the_given_ports_listen_and_only_on_loopback(seaweed: Seaweed) -> None:
    """No door opens beside the ports that were given, so WebDAV (7333) is none of them."""
    listening = subprocess.run(["ss", "-Hlntp"], capture_output=True, text=True, check=True).stdout.splitlines()
    ours = _process_of(seaweed)
    addresses = {line.split()[3] for line in listening if f"pid={ours}," in line}
    assert addresses
    assert addresses <= {f"127.0.0.1:{port}" for port in seaweed.ports.all}


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PROPFIND", "MOVE"])
def test_webdav_does_not_get_past_the_lock(method: str, seaweed: Seaweed, locked: LockedObject) -> None:
    """WebDAV's verbs are served on no port of the store."""
    for port in seaweed.ports.all:
        for path in (f"/buckets/{locked.bucket}/{KEY}", f"/{locked.bucket}/{KEY}"):
            assert not _succeeds(method, f"http://127.0.0.1:{port}{path}")
    assert locked.intact


def test_the_shell_over_grpc_is_refused(seaweed: Seaweed, locked: LockedObject, tmp_path: Path) -> None:
    """``weed shell`` deletes nothing through the filer, neither without a certificate nor with a forged one."""
    attack = f"lock\nfs.rm -rf /buckets/{locked.bucket}\ns3.bucket.delete -name {locked.bucket}\nexit\n"
    bare, forged = tmp_path / "bare", tmp_path / "forged"
    bare.mkdir()
    ensure_certificates(forged / "tls")
    (forged / "security.toml").write_text(_client_security(forged / "tls"))
    with ThreadPoolExecutor() as both:
        said = tuple(both.map(lambda home: _shell(seaweed, attack, home=home), (bare, forged)))
    assert not any(locked.bucket in words for words in said)
    assert locked.intact


def test_the_shell_with_the_stores_own_certificate_gets_in(
    seaweed: Seaweed, locked: LockedObject, tmp_path: Path
) -> None:
    """The attack above fails for want of the certificate, not for a mistake in its command line."""
    (tmp_path / "security.toml").write_text(_client_security(seaweed.folder / "tls"))
    assert locked.bucket in _shell(seaweed, "fs.ls /buckets\nexit\n", home=tmp_path)


def test_the_master_deletes_no_collection_without_a_key(seaweed: Seaweed, locked: LockedObject) -> None:
    """The request that once destroyed a bucket, ``/col/delete`` on the master's HTTP port, is refused."""
    for port in (seaweed.ports.master, seaweed.ports.volume, seaweed.ports.admin):
        address = f"http://127.0.0.1:{port}/col/delete?collection={locked.bucket}"
        assert not _succeeds("GET", address)
    assert locked.intact


@pytest.mark.parametrize("method", ["DELETE", "PUT", "POST"])
def test_the_filer_touches_no_locked_bucket_over_http(method: str, seaweed: Seaweed, locked: LockedObject) -> None:
    """The filer's HTTP port neither deletes nor overwrites without its key."""
    for path in (f"/buckets/{locked.bucket}", f"/buckets/{locked.bucket}/{KEY}"):
        address = f"http://127.0.0.1:{seaweed.ports.filer}{path}?recursive=true&ignoreRecursiveError=true"
        assert not _succeeds(method, address)
        assert not _succeeds(method, address, socket=seaweed.folder / "filer.sock")
    assert locked.intact


def _succeeds(method: str, address: str, *, socket: Path | None = None) -> bool:
    """Tell whether the server did what was asked; no connection at all is a refusal too."""
    transport = httpx.HTTPTransport(uds=str(socket) if socket else None)
    with httpx.Client(transport=transport) as client:
        try:
            return client.request(method, address, content=b"overwritten").status_code < 400
        except httpx.TransportError:
            return False


def _process_of(seaweed: Seaweed) -> int:
    """Return the pid of the running store."""
    (found,) = (
        int(folder.name)
        for folder in Path("/proc").glob("[0-9]*")
        if f"-dir={seaweed.data}".encode() in (folder / "cmdline").read_bytes().split(b"\0")
    )
    return found


def _shell(seaweed: Seaweed, commands: str, *, home: Path) -> str:
    """Return what ``weed shell`` printed; where it is not let in it tries for ever, so it is given 4 seconds."""
    ports = seaweed.ports
    shell = subprocess.Popen(
        [
            seaweed.program,
            "shell",
            f"-master=127.0.0.1:{ports.master}.{ports.master_grpc}",
            f"-filer=127.0.0.1:{ports.filer}.{ports.filer_grpc}",
        ],
        cwd=home,
        env={"HOME": str(home), "TMPDIR": str(home)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        return shell.communicate(commands, timeout=4)[0]
    except subprocess.TimeoutExpired:
        shell.kill()
        return shell.communicate()[0]


def _client_security(tls: Path) -> str:
    return f"[grpc]\nca = '{tls}/ca.crt'\n[grpc.client]\ncert = '{tls}/node.crt'\nkey = '{tls}/node.key'\n"
