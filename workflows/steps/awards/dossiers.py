"""Acts on a dossier: its live checklist, handing in, sending back, and a paper that was made elsewhere."""

from datetime import date

from doc_templates.pdf import page_count
from models.accounts import ROLE_NAMES, Role
from models.awards.checklist import submitted
from models.awards.dossiers import DOSSIER_STATE_NAMES, Dossier, DossierId, DossierPart, DossierState, returned
from models.awards.dossiers import with_part as with_one_part
from models.awards.nominations import AwardForm
from models.awards.nominees import NomineeId
from models.awards.regulations import PartKind
from models.documents import CampaignId
from models.errors import ThiduaError
from models.events import NewEvent
from models.organisation import UnitId
from models.ports import Notice, Transaction
from workflows.services import Services
from workflows.steps.accounts.rights import require_appraiser, require_may_act_for
from workflows.steps.awards.decided import refuse_decided
from workflows.steps.awards.dossier_parts import DossierView, subjects, view_in
from workflows.steps.awards.proposals import PaperOutdated
from workflows.steps.campaigns.live_days import refuse_day_ahead
from workflows.steps.documents.issuing import DOCX
from workflows.steps.documents.papers import listed_nominees
from workflows.steps.documents.pdfs import PDF


class PartUnreadable(ThiduaError):
    """A paper that was brought is neither a PDF nor a Word file."""

    code = "part-unreadable"


def view_dossier(
    services: Services, *, campaign_id: CampaignId, unit: UnitId, form: AwardForm, as_of: date
) -> DossierView:
    """Return a unit's dossier with its live checklist by the regulation in force; nothing is written."""
    with services.registry.begin() as tx:
        return view_in(tx, campaign_id=campaign_id, unit=unit, form=form, as_of=as_of)


def campaign_dossiers(services: Services, *, campaign_id: CampaignId, as_of: date) -> tuple[DossierView, ...]:
    """Return every dossier of a campaign that has nominations or papers, by unit and form."""
    with services.registry.begin() as tx:
        return tuple(
            view_in(tx, campaign_id=campaign_id, unit=unit, form=form, as_of=as_of)
            for unit, form in subjects(tx, campaign_id)
        )


def submit_dossier(
    services: Services, *, campaign_id: CampaignId, unit: UnitId, form: AwardForm, actor: str, as_of: date
) -> DossierView:
    """Return the dossier handed in, now or before; what it lacks under an unverified rule is written in the log.

    Raises ``DossierIncomplete`` while a paper is missing that a rule found in its source asks for,
    ``PaperOutdated`` where minutes or proposal list others than the unit proposes, ``Forbidden``.
    """
    with services.registry.begin() as tx:
        require_may_act_for(tx, actor=actor, unit=unit)
        tx.units.hold(unit)
        refuse_day_ahead(tx, campaign_id=campaign_id, day=as_of, place="ngày nộp hồ sơ")
        view = view_in(tx, campaign_id=campaign_id, unit=unit, form=form, as_of=as_of)
        if not view.dossier.at_unit:
            return view
        handed_in = submitted(view.dossier, items=view.items, nominations=view.nominations, on=as_of)
        _refuse_other_list(tx, view)
        keep_dossier(tx, handed_in)
        _tell(
            tx,
            handed_in,
            kind="dossier.submitted",
            actor=actor,
            as_of=as_of,
            data={"edition": handed_in.edition, "warnings": [str(one) for one in view.lacking]},
        )
        return view.model_copy(update={"dossier": handed_in})


def return_dossier(services: Services, *, dossier: DossierId, reason: str, actor: str, as_of: date) -> Dossier:
    """Return the dossier sent back to its unit by the Board or the office, with the reason, which the unit is told.

    Raises ``NoReturnReason``, ``DossierClosed`` where it does not lie with the Board, ``DossierDecided`` where a
    decision that has its number lists it, ``Forbidden``.
    """
    with services.registry.begin() as tx:
        require_appraiser(tx, actor=actor)
        held = tx.dossiers.get(dossier, to_change=True)
        refuse_decided(tx, held)
        back = returned(held, reason=reason)
        tx.dossiers.replace(back)
        _tell(tx, back, kind="dossier.returned", actor=actor, as_of=as_of, data={"reason": back.return_reason})
        tx.outbox.post(
            Notice(
                key=f"dossier.returned:{back.id}:{back.edition}",
                campaign_id=back.campaign_id,
                unit=back.unit,
                subject="Hồ sơ đề nghị khen thưởng bị trả lại",
                text=f"{_who(tx, actor)} trả lại ngày {as_of:%d/%m/%Y}. Lý do: {back.return_reason}",
                as_of=as_of,
            )
        )
        return back


def receive_part(
    services: Services,
    *,
    campaign_id: CampaignId,
    unit: UnitId,
    form: AwardForm,
    part: PartKind,
    nominee: NomineeId | None = None,
    data: bytes,
    confirmed: bool,
    actor: str,
    as_of: date,
) -> DossierView:
    """Return the dossier with a paper that was made outside this service, a PDF or Word file, put in.

    ``confirmed`` tells that the submitting level has signed its confirmation on it. Raises ``PartUnreadable``,
    ``PdfUnreadable`` for a PDF that is broken or opens with a password only, ``DossierClosed``, ``Forbidden``.
    """
    with services.registry.begin() as tx:
        require_may_act_for(tx, actor=actor, unit=unit)
    sha256 = services.documents.put(data, content_type=_type_of(data))
    with services.registry.begin() as tx:
        tx.units.hold(unit)
        view = view_in(tx, campaign_id=campaign_id, unit=unit, form=form, as_of=as_of)
        brought = DossierPart(kind=part, nominee=nominee, confirmed=confirmed, sha256=sha256, received_on=as_of)
        keep_dossier(tx, with_one_part(view.dossier, brought))
        _tell(
            tx,
            view.dossier,
            kind="dossier.part_received",
            actor=actor,
            as_of=as_of,
            data={"part": part.value, "nominee": nominee, "sha256": sha256},
        )
        return view_in(tx, campaign_id=campaign_id, unit=unit, form=form, as_of=as_of)


def keep_dossier(tx: Transaction, dossier: Dossier) -> None:
    """Write the dossier's state and parts; what is the same is not written."""
    if not tx.dossiers.add(dossier):
        tx.dossiers.replace(dossier)


def _who(tx: Transaction, actor: str) -> str:
    account = tx.accounts.find(actor)
    return ROLE_NAMES[Role.BOARD if account is not None and account.role is Role.BOARD else Role.STAFF]


def _type_of(data: bytes) -> str:
    if data.startswith(b"%PDF") and page_count(data):
        return PDF
    if data.startswith(b"PK"):
        return DOCX
    raise PartUnreadable(
        "Tệp đưa vào hồ sơ không phải PDF có trang nào, cũng không phải Word (.docx).",
        remedy="quét hoặc lưu văn bản thành tệp PDF rồi nộp lại.",
    )


def _refuse_other_list(tx: Transaction, view: DossierView) -> None:
    """Raise ``PaperOutdated`` where a paper of this service lists others than are proposed by now."""
    stand = {one.nominee.id for one in view.nominations}
    for part in view.dossier.parts:
        if part.document is None or part.nominee is not None:
            continue
        record = tx.register.get(part.document)
        if set(listed_nominees(record.context)) != stand:
            raise PaperOutdated(
                f"“{record.type_name} số {record.code}” không đúng danh sách đơn vị đang đề nghị.",
                place=view.dossier.id,
                remedy="ghi lại phiên họp Hội đồng, ban hành biên bản và tờ trình theo danh sách hiện nay, rồi nộp.",
            )


def _tell(tx: Transaction, dossier: Dossier, *, kind: str, actor: str, as_of: date, data: dict[str, object]) -> None:
    tx.events.append(
        NewEvent(
            kind=kind,
            campaign_id=dossier.campaign_id,
            subject=dossier.id,
            as_of=as_of,
            actor=actor,
            data={"unit": dossier.unit, "form": dossier.form.value, "state": DOSSIER_STATE_NAMES[dossier.state]} | data,
        )
    )


__all__ = [
    "DossierState",
    "DossierView",
    "PartUnreadable",
    "campaign_dossiers",
    "keep_dossier",
    "receive_part",
    "return_dossier",
    "submit_dossier",
    "view_dossier",
]
