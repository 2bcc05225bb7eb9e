"""Which papers a dossier holds: what the unit issued on this service takes its place by itself."""

from collections.abc import Iterator
from datetime import date

from models.awards.checklist import ChecklistItem, checklist, lacking, may_submit, with_standing
from models.awards.dossiers import Dossier, DossierPart, dossier_id, part_in, with_part, without_part
from models.awards.nominations import AwardForm, Nomination, standing
from models.awards.nominees import NomineeId
from models.awards.regulations import Law, PartKind, Regulation
from models.base import Value
from models.documents import CampaignId, DocumentKind, DocumentRecord
from models.findings import Finding
from models.organisation import UnitId
from models.ports import Transaction
from workflows.steps.campaigns.campaign_law import law_for
from workflows.steps.documents.papers import newest_issued, paper_key

PAPERS: dict[PartKind, DocumentKind] = {
    PartKind.PROPOSAL: DocumentKind.AWARD_PROPOSAL,
    PartKind.MINUTES: DocumentKind.COUNCIL_MINUTES,
    PartKind.REPORT: DocumentKind.ACHIEVEMENT_REPORT,
}


class DossierView(Value):
    """A dossier as it stands on a day, with its live checklist."""

    dossier: Dossier
    nominations: tuple[Nomination, ...]
    items: tuple[ChecklistItem, ...]
    regulation: str
    """The rule set by which the checklist was made."""

    @property
    def lacking(self) -> tuple[Finding, ...]:
        """Return a finding for each open item; those that refuse stop a submission."""
        return lacking(self.items)

    @property
    def may_submit(self) -> bool:
        """Tell whether the unit may hand it in now."""
        return self.dossier.at_unit and bool(self.nominations) and may_submit(self.items)


def view_in(tx: Transaction, *, campaign_id: CampaignId, unit: UnitId, form: AwardForm, as_of: date) -> DossierView:
    """Return the unit's dossier for a form of award as it stands; nothing is written."""
    nominations = standing(tx.nominations.list(campaign_id, unit=unit, form=form), unit=unit, form=form)
    dossier = _held(tx, campaign_id=campaign_id, unit=unit, form=form)
    if dossier.at_unit:
        dossier = _synced(tx, dossier, nominations)
    regulation = regulation_of(law_for(tx, campaign_id), dossier, as_of=as_of)
    items = checklist(dossier, nominations=nominations, regulation=regulation)
    return DossierView(
        dossier=with_standing(dossier, items=items) if nominations else dossier,
        nominations=nominations,
        items=items,
        regulation=regulation.id,
    )


def regulation_of(law: Law, dossier: Dossier, *, as_of: date) -> Regulation:
    """Return a dossier's rule set: the one pinned for its campaign, else that of the day it was handed in, or now."""
    day = as_of if dossier.at_unit or dossier.submitted_on is None else dossier.submitted_on
    return law.regulation_on(day)


def subjects(tx: Transaction, campaign_id: CampaignId) -> tuple[tuple[UnitId, AwardForm], ...]:
    """Return each unit and form for which somebody is proposed or a dossier lies there, in a fixed order."""
    proposed = {(one.unit, one.form) for one in standing(tx.nominations.list(campaign_id))}
    held = {(one.unit, one.form) for one in tx.dossiers.list(campaign_id)}
    return tuple(sorted(proposed | held))


def _held(tx: Transaction, *, campaign_id: CampaignId, unit: UnitId, form: AwardForm) -> Dossier:
    for one in tx.dossiers.list(campaign_id, unit=unit):
        if one.form is form:
            return one
    return Dossier(
        id=dossier_id(campaign=campaign_id, unit=unit, form=form), campaign_id=campaign_id, unit=unit, form=form
    )


def _synced(tx: Transaction, dossier: Dossier, nominations: tuple[Nomination, ...]) -> Dossier:
    """Return the dossier with the newest issued papers in their places and nothing of who was withdrawn."""
    stand = {one.nominee.id for one in nominations}
    for part in dossier.parts:
        if part.nominee is not None and part.nominee not in stand:
            dossier = without_part(dossier, kind=part.kind, nominee=part.nominee)
    for kind, nominee in _owed(nominations):
        record = _issued(tx, dossier, kind=kind, nominee=nominee)
        if record is not None and _is_new(dossier, record, kind=kind, nominee=nominee):
            dossier = with_part(dossier, _part(record, kind=kind, nominee=nominee))
    return dossier


def _owed(nominations: tuple[Nomination, ...]) -> Iterator[tuple[PartKind, NomineeId | None]]:
    yield PartKind.PROPOSAL, None
    yield PartKind.MINUTES, None
    yield from ((PartKind.REPORT, one.nominee.id) for one in nominations)


def _issued(tx: Transaction, dossier: Dossier, *, kind: PartKind, nominee: NomineeId | None) -> DocumentRecord | None:
    first = paper_key(dossier.campaign_id, PAPERS[kind], subject=nominee or dossier.unit, form=dossier.form)
    return newest_issued(tx, first)


def _is_new(dossier: Dossier, record: DocumentRecord, *, kind: PartKind, nominee: NomineeId | None) -> bool:
    """Tell whether the paper is not there yet; what came from outside later than it was issued stays."""
    held = part_in(dossier, kind=kind, nominee=nominee)
    if held is None or held.document == record.id:
        return held is None
    return held.document is not None or held.received_on is None or held.received_on <= record.issued_on


def _part(record: DocumentRecord, *, kind: PartKind, nominee: NomineeId | None) -> DossierPart:
    return DossierPart(
        kind=kind,
        nominee=nominee,
        document=record.id,
        confirmed=True,
        sha256=record.sha256,
        received_on=record.issued_on,
    )
