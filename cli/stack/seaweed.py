"""SeaweedFS from the locked package: S3 with object lock, every side door around the lock shut.

S3 asks for credentials only where some are in the server's environment; WebDAV, the filer's ports and
the master's HTTP port go around the lock unless they are switched off, keyed, or behind mutual TLS.
"""

import os
import secrets
import signal
import sys
from dataclasses import astuple, dataclass, fields
from pathlib import Path
from typing import Self, TypedDict
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

from cli.stack.certificates import ensure_certificates
from cli.stack.processes import Child, free_ports, guarded, listens

GROWTH = "[master.volume_growth]\ncopy_1 = 1\n"
"""One volume at a time for a bucket: by default it takes seven at once, and few buckets fill the store's count."""
ROLES = ("volume", "master", "filer", "s3", "msg_broker", "msg_agent", "admin", "worker", "mq", "client")


class ObjectArguments(TypedDict):
    """The keyword arguments of ``storage.objects.open_objects``."""

    endpoint: str
    access_key: str
    secret_key: str
    secure: bool
    bucket_prefix: str


@dataclass(frozen=True, kw_only=True)
class ObjectSettings:
    """How to reach an S3 store."""

    endpoint: str
    """``host:port`` without a scheme."""
    access_key: str
    secret_key: str
    secure: bool
    bucket_prefix: str

    def arguments(self) -> ObjectArguments:
        """Return the same as keyword arguments."""
        return ObjectArguments(
            endpoint=self.endpoint,
            access_key=self.access_key,
            secret_key=self.secret_key,
            secure=self.secure,
            bucket_prefix=self.bucket_prefix,
        )


def is_taken(port: int) -> bool:
    """Tell whether the store cannot use a port: something listens there, or its socket is another person's."""
    return listens(port) or any(_is_strange(one) for one in _shared_sockets(port))


def _shared_sockets(port: int) -> tuple[Path, ...]:
    """Return sockets that a killed store left in the place that SeaweedFS has fixed for them."""
    place = Path("/tmp")  # noqa: S108  fixed in the program
    return tuple(place.glob(f"seaweedfs-*-{port}.sock"))


def _is_strange(socket: Path) -> bool:
    """Tell whether a file is another person's, so that this one cannot take it away."""
    try:
        return socket.lstat().st_uid != os.geteuid() != 0
    except FileNotFoundError:
        return False


@dataclass(frozen=True, kw_only=True)
class SeaweedPorts:
    """Every port by name: one left out, or taken, would silently become another."""

    s3: int
    s3_grpc: int
    master: int
    master_grpc: int
    volume: int
    volume_grpc: int
    filer: int
    filer_grpc: int
    admin: int

    @classmethod
    def free(cls) -> Self:
        """Return ports on which nothing listens now, and for which no other person's store has left a socket."""
        while True:
            ports = cls(**dict(zip((field.name for field in fields(cls)), free_ports(9), strict=True)))
            if ports.admin_grpc < 65536 and not any(map(is_taken, ports.all)):
                return ports

    @property
    def admin_grpc(self) -> int:
        """The port that the store's own worker dials: always 10000 above the admin port."""
        return self.admin + 10_000

    @property
    def all(self) -> tuple[int, ...]:
        """Every port the store may listen on."""
        return (*astuple(self), self.admin_grpc)


@dataclass(frozen=True, kw_only=True)
class SeaweedKeys:
    """Secrets of one store, made once and kept by the stack."""

    access_key: str
    secret_key: str
    volume_jwt: str
    filer_jwt: str
    filer_read_jwt: str

    @classmethod
    def fresh(cls) -> Self:
        """Return new random secrets."""
        return cls(**{field.name: secrets.token_hex(24) for field in fields(cls)})


@dataclass(frozen=True, kw_only=True)
class Seaweed:
    """One store in ``folder``; S3 on ``127.0.0.1:ports.s3``."""

    folder: Path
    ports: SeaweedPorts
    keys: SeaweedKeys
    volume_megabytes: int = 128
    """How large a volume grows; the free disk divided by it is how many volumes there may be."""

    @property
    def data(self) -> Path:
        """Where objects lie."""
        return self.folder / "data"

    @property
    def log(self) -> Path:
        """Where ``start`` writes what the server says."""
        return self.folder / "seaweedfs.log"

    @property
    def program(self) -> Path:
        """The ``weed`` program of the locked package, beside this interpreter."""
        return Path(sys.executable).parent / "weed"

    @property
    def endpoint(self) -> str:
        """``host:port`` of S3."""
        return f"127.0.0.1:{self.ports.s3}"

    def settings(self, *, bucket_prefix: str) -> ObjectSettings:
        """Return how clients reach the store."""
        return ObjectSettings(
            endpoint=self.endpoint,
            access_key=self.keys.access_key,
            secret_key=self.keys.secret_key,
            secure=False,
            bucket_prefix=bucket_prefix,
        )

    def prepare(self) -> None:
        """Make folders, certificates and the store's own settings; data that are there stay."""
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.data.mkdir(exist_ok=True, mode=0o700)
        ensure_certificates(self.folder / "tls")
        security = self.folder / "security.toml"
        security.touch(mode=0o600)
        security.write_text(self._security(), encoding="utf-8")
        (self.folder / "master.toml").write_text(GROWTH, encoding="utf-8")
        left = (one for port in self.ports.all for one in _shared_sockets(port))
        for socket in (*self.folder.glob("*.sock"), *left):
            socket.unlink(missing_ok=True)
        (self.data / "mini.options").unlink(missing_ok=True)

    def environment(self) -> dict[str, str]:
        """Return the variables without which S3 would ask nobody for a key."""
        return {
            "AWS_ACCESS_KEY_ID": self.keys.access_key,
            "AWS_SECRET_ACCESS_KEY": self.keys.secret_key,
            "HOME": str(self.folder),
        }

    def command(self) -> tuple[str, ...]:
        """Return what runs the store in the foreground, with ``folder`` as its working folder."""
        ports = self.ports
        return guarded(
            (
                str(self.program),
                "-logtostderr=true",
                "mini",
                f"-dir={self.data}",
                "-ip=127.0.0.1",
                "-ip.bind=127.0.0.1",
                f"-master.volumeSizeLimitMB={self.volume_megabytes}",
                f"-master.port={ports.master}",
                f"-master.port.grpc={ports.master_grpc}",
                f"-volume.port={ports.volume}",
                f"-volume.port.grpc={ports.volume_grpc}",
                f"-filer.port={ports.filer}",
                f"-filer.port.grpc={ports.filer_grpc}",
                f"-s3.port={ports.s3}",
                f"-s3.port.grpc={ports.s3_grpc}",
                f"-admin.port={ports.admin}",
                f"-admin.port.grpc={ports.admin_grpc}",
                "-filer.localSocket=filer.sock",
                "-s3.localSocket=s3.sock",
                "-webdav=false",
                "-admin.ui=false",
                "-s3.port.iceberg=0",
                "-s3.port.lance=0",
                "-disableHttp",
                "-master.telemetry=false",
            )
        )

    def start(self) -> Child:
        """Start the store as a child of this process; return it once S3 answers."""
        self.prepare()
        child = Child(
            self.command(), log=self.log, cwd=self.folder, environment=self.environment(), stop_signal=signal.SIGTERM
        )
        return child.once_it(self.answers, what="SeaweedFS", log=self.log)

    def answers(self) -> bool:
        """Tell whether S3 answers (a refusal without credentials is an answer)."""
        try:
            with urlopen(f"http://{self.endpoint}/", timeout=2):
                return True
        except HTTPError as refused:
            return refused.code in (401, 403)
        except (URLError, OSError):
            return False

    def _security(self) -> str:
        tls = self.folder.absolute() / "tls"
        pair = f"cert = '{tls / 'node.crt'}'\nkey = '{tls / 'node.key'}'\n"
        roles = "\n".join(f"[grpc.{role}]\n{pair}" for role in ROLES)
        return (
            f'[jwt.signing]\nkey = "{self.keys.volume_jwt}"\n'
            f'[jwt.filer_signing]\nkey = "{self.keys.filer_jwt}"\n'
            f'[jwt.filer_signing.read]\nkey = "{self.keys.filer_read_jwt}"\n'
            f"[grpc]\nca = '{tls / 'ca.crt'}'\n{roles}"
        )
