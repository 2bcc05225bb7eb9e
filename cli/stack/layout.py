"""Where the local stack keeps what under THIDUA_HOME."""

import hashlib
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

from cli.stack.lending import reachable_folder
from models.errors import ThiduaError
from models.system_errors import reason_of

SOCKET_PATH_LIMIT = 100
"""Linux takes 107 bytes for a socket's path."""


class HomeUnusable(ThiduaError):
    """The folder of data cannot be made or written."""

    code = "home-unusable"
    exit_code = 4


@dataclass(frozen=True)
class Layout:
    """The folders and files of one home."""

    home: Path

    @property
    def run(self) -> Path:
        """Files of running processes; of no worth after a stop."""
        return self.home / "run"

    @property
    def logs(self) -> Path:
        """One log per part."""
        return self.home / "log"

    @property
    def lock(self) -> Path:
        """The lock of the home."""
        return self.run / "stack.lock"

    @property
    def ready(self) -> Path:
        """Is there while the whole stack answers; holds the address of the pages."""
        return self.run / "ready"

    @property
    def memory(self) -> Path:
        """Ports and secrets."""
        return self.home / "stack.json"

    @property
    def local_env(self) -> Path:
        """The settings that any other shell's ``thidua`` reads."""
        return self.home / "local.env"

    @property
    def supervisor_configuration(self) -> Path:
        """Made anew at each start."""
        return self.run / "supervisord.conf"

    @property
    def supervisor_socket(self) -> Path:
        """Through which the supervisor is told what to start; beside the home where that lies too deep."""
        near = self.run / "supervisor.sock"
        if len(os.fsencode(near)) <= SOCKET_PATH_LIMIT:
            return near
        return Path(tempfile.gettempdir()) / f"thidua-{os.geteuid()}-{self._digest}" / "supervisor.sock"

    @property
    def postgres(self) -> Path:
        """The cluster's folder: in the home, or in root's shelter where PostgreSQL's user cannot reach the home."""
        return reachable_folder(self.home / "postgres", otherwise=self._digest)

    @property
    def seaweed(self) -> Path:
        """The object store's folder."""
        return self.home / "seaweedfs"

    @property
    def prefect(self) -> Path:
        """PREFECT_HOME."""
        return self.home / "prefect"

    @property
    def _digest(self) -> str:
        return hashlib.sha256(os.fsencode(self.home)).hexdigest()[:12]

    def prepare(self) -> None:
        """Make the folders; others may pass through a new home (root lends PostgreSQL to a user) and read nothing.

        Raises ``HomeUnusable``.
        """
        try:
            self.home.parent.mkdir(parents=True, exist_ok=True)
            self.home.mkdir(exist_ok=True, mode=0o711)
            for folder in (self.run, self.logs, self.prefect, self.supervisor_socket.parent):
                folder.mkdir(exist_ok=True, mode=0o700)
                folder.chmod(0o700)
        except OSError as error:
            raise HomeUnusable(
                f"Không dùng được thư mục dữ liệu {self.home}: {reason_of(error)}.",
                remedy="đặt THIDUA_HOME ở một thư mục mà tài khoản này ghi được, trên ổ còn chỗ.",
            ) from error
