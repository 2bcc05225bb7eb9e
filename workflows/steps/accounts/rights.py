"""Who may act for a unit, or ask for work. A name without an account is someone at the server's own terminal."""

from models.accounts import Role
from models.errors import Forbidden
from models.operations import OperationKind
from models.organisation import UnitId
from models.ports import Transaction


def require_may_act_for(tx: Transaction, *, actor: str, unit: UnitId) -> None:
    """Raise ``Forbidden`` unless ``actor`` is of the office or signs in for that very unit."""
    account = tx.accounts.find(actor)
    if account is None or account.role in (Role.ADMIN, Role.STAFF):
        return
    if account.role is Role.UNIT and account.unit == unit:
        return
    raise Forbidden(
        f"Tài khoản “{actor}” không được làm việc này thay cho {tx.units.directory().unit(unit).name}.",
        remedy="đăng nhập bằng tài khoản của chính đơn vị đó, hoặc đề nghị cơ quan chủ trì thực hiện.",
    )


def require_appraiser(tx: Transaction, *, actor: str) -> None:
    """Raise ``Forbidden`` unless ``actor`` is of the Board, which appraises dossiers, or of the office."""
    account = tx.accounts.find(actor)
    if account is None or account.role in (Role.ADMIN, Role.STAFF, Role.BOARD):
        return
    raise Forbidden(
        f"Tài khoản “{actor}” không thẩm định hồ sơ khen thưởng.",
        remedy="đề nghị Hội đồng Thi đua - Khen thưởng hoặc cơ quan chủ trì thực hiện.",
    )


def require_office(tx: Transaction, *, actor: str) -> None:
    """Raise ``Forbidden`` unless ``actor`` is of the office that runs campaigns."""
    account = tx.accounts.find(actor)
    if account is None or account.role in (Role.ADMIN, Role.STAFF):
        return
    raise Forbidden(
        f"Tài khoản “{actor}” không có quyền điều hành phong trào.",
        remedy="đề nghị cán bộ của cơ quan chủ trì hoặc quản trị viên thực hiện.",
    )


def require_may_ask(tx: Transaction, *, actor: str, kind: OperationKind) -> None:
    """Raise ``Forbidden`` unless ``actor`` may ask for such work: the office for all, an archivist to verify."""
    account = tx.accounts.find(actor)
    if account is not None and account.role is Role.ARCHIVIST and kind is OperationKind.VERIFY_ARCHIVE:
        return
    require_office(tx, actor=actor)
