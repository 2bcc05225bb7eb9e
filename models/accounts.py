"""People who sign in, and what each may do."""

from datetime import datetime
from enum import StrEnum

from models.base import Value
from models.organisation import UnitId


class Role(StrEnum):
    """What a person may do."""

    ADMIN = "admin"
    """Everything, and accounts."""
    STAFF = "staff"
    """The office that runs campaigns: starts every step, sees everything."""
    UNIT = "unit"
    """A unit's clerk: confirms and hands in for their own unit, sees its documents and the campaign's plan."""
    BOARD = "board"
    """Emulation Board: sees everything, sends back dossiers that it finds wanting; changes nothing else."""
    ARCHIVIST = "archivist"
    """Searches and downloads everything issued; has the archive read against its hashes; changes nothing."""


ROLE_NAMES: dict[Role, str] = {
    Role.ADMIN: "Quản trị hệ thống",
    Role.STAFF: "Cơ quan chủ trì phong trào",
    Role.UNIT: "Cán bộ đơn vị",
    Role.BOARD: "Hội đồng Thi đua - Khen thưởng",
    Role.ARCHIVIST: "Lưu trữ",
}


class Account(Value):
    """One account; the password is kept only as an argon2 hash."""

    name: str
    display_name: str
    role: Role
    unit: UnitId | None = None
    password_hash: str
    must_change_password: bool = False
    failed_attempts: int = 0
    locked_until: datetime | None = None
    active: bool = True


class Scope(Value):
    """What a reader may see; ``units`` absent means everything."""

    units: tuple[UnitId, ...] | None = None
