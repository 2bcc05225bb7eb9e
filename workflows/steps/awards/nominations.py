"""Acts of nominating: a unit proposes a nominee, changes the words, takes a proposal back, or brings a whole list."""

from collections.abc import Iterable
from datetime import date

from models.awards.nominations import AwardForm, Nomination, NominationId, NominationState, ReportWords, nomination_id
from models.awards.nominees import Nominee, NomineeId, NomineeKind, nominee_id
from models.base import Value
from models.campaign import CampaignState
from models.documents import CampaignId
from models.entered import entered_lines
from models.errors import Conflict, NotFound, ThiduaError
from models.events import NewEvent
from models.organisation import UnitId
from models.ports import Transaction
from models.text import squeeze
from workflows.services import Services
from workflows.steps.accounts.rights import require_may_act_for
from workflows.steps.awards.award_words import common_achievement
from workflows.steps.campaigns.campaigns import printed_plan


class NomineeUnnamed(ThiduaError):
    """A nominee without a name, or a person without a place of work."""

    code = "nominee-unnamed"


class NotLaunched(Conflict):
    """Nobody can be proposed before the campaign's plan is issued."""

    code = "not-launched"


class UnknownNominee(NotFound):
    """The unit has no nominee of that id."""

    code = "unknown-nominee"


class NomineeEntry(Value):
    """What a unit writes about one nominee."""

    kind: NomineeKind
    name: str
    honorific: str = ""
    position: str = ""
    organisation: str = ""
    body: UnitId | None = None
    """A collective's own entry in the directory, where it has one."""
    achievement: str = ""
    """Left blank, the movement's common phrase is taken."""
    report: ReportWords | None = None
    nominee: NomineeId | None = None
    """Whom the words are about, where the nominee is known already; a new name then is the same nominee."""


def record_nomination(
    services: Services,
    *,
    campaign_id: CampaignId,
    unit: UnitId,
    form: AwardForm,
    entry: NomineeEntry,
    actor: str,
    as_of: date,
) -> Nomination:
    """Return the nomination as kept; the same entry again changes nothing.

    Raises ``NomineeUnnamed``, ``NotLaunched``, ``Forbidden``, ``UnknownNominee``, and ``DossierClosed`` once the
    unit's dossier was submitted.
    """
    (kept,) = record_nominations(
        services, campaign_id=campaign_id, unit=unit, form=form, entries=(entry,), actor=actor, as_of=as_of
    )
    return kept


def record_nominations(
    services: Services,
    *,
    campaign_id: CampaignId,
    unit: UnitId,
    form: AwardForm,
    entries: Iterable[NomineeEntry],
    actor: str,
    as_of: date,
) -> tuple[Nomination, ...]:
    """Keep a list of entries in its order, all or none; return the nominations."""
    with services.registry.begin() as tx:
        require_may_act_for(tx, actor=actor, unit=unit)
        tx.units.hold(unit)
        _require_launched(tx, campaign_id)
        tx.units.directory().unit(unit)
        phrase = common_achievement(printed_plan(tx, campaign_id))
        return tuple(
            _keep(tx, campaign_id, unit, form, _tidy(entry, phrase=phrase), actor=actor, as_of=as_of)
            for entry in entries
        )


def withdraw_nomination(
    services: Services, *, nomination: NominationId, reason: str, actor: str, as_of: date
) -> Nomination:
    """Return the nomination taken back; papers already made keep their words until they are drafted anew."""
    with services.registry.begin() as tx:
        known = tx.nominations.get(nomination)
        require_may_act_for(tx, actor=actor, unit=known.unit)
        tx.units.hold(known.unit)
        known = tx.nominations.get(nomination)  # as it is now that nobody else writes it
        withdrawn = known.model_copy(update={"state": NominationState.WITHDRAWN})
        if tx.nominations.keep(withdrawn):
            _tell(tx, withdrawn, kind="nomination.withdrawn", actor=actor, as_of=as_of, note=reason)
        return withdrawn


def _require_launched(tx: Transaction, campaign_id: CampaignId) -> None:
    if tx.campaigns.get(campaign_id).state is CampaignState.PREPARING:
        raise NotLaunched(
            "Kế hoạch của phong trào chưa được ban hành nên chưa ghi đề nghị khen thưởng được.",
            remedy="ban hành kế hoạch trước.",
        )


def _tidy(entry: NomineeEntry, *, phrase: str) -> NomineeEntry:
    name, organisation = squeeze(entry.name), squeeze(entry.organisation)
    if not name:
        raise NomineeUnnamed(
            "Đối tượng đề nghị khen thưởng chưa có tên.", place="tên", remedy="ghi tên tập thể hoặc họ tên cá nhân."
        )
    if entry.kind is NomineeKind.PERSON and not organisation:
        raise NomineeUnnamed(
            f"“{name}” chưa có nơi công tác.", place="nơi công tác", remedy="ghi đủ tên cơ quan, đơn vị công tác."
        )
    (achievement,) = entered_lines([entry.achievement])
    return entry.model_copy(
        update={
            "name": name,
            "organisation": organisation,
            "honorific": squeeze(entry.honorific),
            "position": squeeze(entry.position),
            "achievement": achievement.rstrip(" .;,") or phrase,
        }
    )


def _keep(
    tx: Transaction,
    campaign_id: CampaignId,
    unit: UnitId,
    form: AwardForm,
    entry: NomineeEntry,
    *,
    actor: str,
    as_of: date,
) -> Nomination:
    nominee = _nominee(tx, unit, entry)
    listed = tx.nominations.list(campaign_id, unit=unit, form=form)
    known = next((one for one in listed if one.nominee.id == nominee.id), None)
    nomination = Nomination(
        id=nomination_id(campaign=campaign_id, nominee=nominee.id, form=form),
        campaign_id=campaign_id,
        unit=unit,
        form=form,
        nominee=nominee,
        achievement=entry.achievement,
        report=entry.report or (known.report if known else None),
        order=known.order if known else max((one.order for one in listed), default=0) + 1,
    )
    if tx.nominations.keep(nomination):
        _tell(tx, nomination, kind="nomination.recorded", actor=actor, as_of=as_of, note=nominee.listed)
    return nomination


def _nominee(tx: Transaction, unit: UnitId, entry: NomineeEntry) -> Nominee:
    """Return who is meant: the one whose id is given, the unit's own of the very same name and place, or a new one."""
    known = _known_of(tx, unit)
    if entry.nominee is not None:
        if entry.nominee not in {one.id for one in known}:
            raise UnknownNominee(
                f"Đơn vị không có đối tượng “{entry.nominee}”.",
                place=unit,
                remedy="chọn đối tượng trong danh sách của đơn vị, hoặc bỏ trống mã để ghi đối tượng mới.",
            )
        return _written(entry, unit=unit, known_as=entry.nominee)
    written = _written(entry, unit=unit, known_as=NomineeId("?"))
    for one in known:
        if one.model_copy(update={"id": written.id, "body": written.body}) == written:
            return _written(entry, unit=unit, known_as=one.id)
    taken = {one.id for one in known}
    number = 1
    while (fresh := nominee_id(unit=unit, kind=entry.kind, number=number)) in taken:
        number += 1
    return written.model_copy(update={"id": fresh})


def _known_of(tx: Transaction, unit: UnitId) -> tuple[Nominee, ...]:
    """Return everybody whom the unit ever proposed, in any campaign, each as last written."""
    campaigns = sorted(tx.campaigns.list(), key=lambda one: one.id)
    found = (one.nominee for each in campaigns for one in tx.nominations.list(each.id, unit=unit))
    return tuple({one.id: one for one in found}.values())


def _written(entry: NomineeEntry, *, unit: UnitId, known_as: NomineeId) -> Nominee:
    return Nominee(
        id=known_as,
        kind=entry.kind,
        name=entry.name,
        honorific=entry.honorific,
        position=entry.position,
        organisation=entry.organisation,
        unit=unit,
        body=entry.body,
    )


def _tell(tx: Transaction, nomination: Nomination, *, kind: str, actor: str, as_of: date, note: str) -> None:
    tx.events.append(
        NewEvent(
            kind=kind,
            campaign_id=nomination.campaign_id,
            subject=nomination.id,
            as_of=as_of,
            actor=actor,
            data={"unit": nomination.unit, "form": nomination.form.value, "note": note},
        )
    )
