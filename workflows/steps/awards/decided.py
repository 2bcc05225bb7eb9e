"""Which dossiers a decision decides on, and that they stay with the Board from the check to the number."""

from collections.abc import Iterable, Mapping
from typing import Any

from models.accounts import Scope
from models.awards.dossiers import DOSSIER_STATE_NAMES, Dossier, DossierId, DossierState, dossier_id
from models.awards.nominations import AwardForm
from models.documents import CampaignId, DocumentKind, EntryState
from models.errors import Conflict
from models.organisation import UnitId
from models.ports import DocumentFilter, Transaction
from workflows.steps.awards.certificates import form_of

_MOST_DECISIONS = 1000


class DossiersGoneBack(Conflict):
    """A dossier that a decision lists no longer lies with the Board when its number is to be given."""

    code = "dossiers-gone-back"


class DossierDecided(Conflict):
    """A dossier is to be sent back whose nominees a decision with a number lists."""

    code = "dossier-decided"


def decided_dossiers(campaign_id: CampaignId, *, form: AwardForm, context: Mapping[str, Any]) -> tuple[DossierId, ...]:
    """Return the dossiers whose nominees a decision's context lists, in the order in which they are locked."""
    units = {UnitId(row["nominee"].split("/")[0]) for row in context["nominees"]}
    return tuple(sorted(dossier_id(campaign=campaign_id, unit=unit, form=form) for unit in units))


def hold_submitted(tx: Transaction, dossiers: Iterable[DossierId]) -> None:
    """Lock the dossiers until the transaction ends; raise ``DossiersGoneBack`` unless all lie with the Board."""
    held = [tx.dossiers.get(one, to_change=True) for one in dossiers]
    gone = [one for one in held if one.state is not DossierState.SUBMITTED]
    if gone:
        directory = tx.units.directory()
        told = "; ".join(f"{directory.unit(one.unit).name} ({_why(one)})" for one in gone)
        raise DossiersGoneBack(
            f"Quyết định chưa lấy số vì {len(gone)} hồ sơ có tên trong đó không còn ở trạng thái đã nộp: {told}.",
            remedy="chờ đơn vị nộp lại rồi lập lại dự thảo quyết định, hoặc lập lại dự thảo không có các hồ sơ đó.",
        )


def refuse_decided(tx: Transaction, dossier: Dossier) -> None:
    """Raise ``DossierDecided`` where a decision that has its number lists the dossier's nominees.

    Asked with the dossier locked: whoever gives the number holds the same lock.
    """
    where = DocumentFilter(campaign_id=dossier.campaign_id, kind=DocumentKind.AWARD_DECISION)
    for decision in tx.register.list(where, scope=Scope(), limit=_MOST_DECISIONS):
        if decision.state is EntryState.VOIDED or form_of(decision.key) is not dossier.form:
            continue
        if dossier.id in decided_dossiers(dossier.campaign_id, form=dossier.form, context=decision.context):
            raise DossierDecided(
                f"Quyết định số {decision.code} đã lấy số và có tên trong hồ sơ này nên không trả lại được nữa.",
                place=dossier.id,
                remedy="chờ quyết định ban hành xong; nếu quyết định sai, hủy số hoặc ban hành quyết định thay thế.",
            )


def _why(dossier: Dossier) -> str:
    reason = f": {dossier.return_reason}" if dossier.state is DossierState.RETURNED else ""
    return f"{DOSSIER_STATE_NAMES[dossier.state]}{reason}"
