"""Which version of each template a campaign uses: those it started with, until somebody says otherwise."""

from datetime import date

from models.base import Value
from models.campaign import Campaign
from models.documents import KIND_NAMES, CampaignId, DocumentKind, DraftState
from models.events import NewEvent
from workflows.services import Services
from workflows.steps.accounts.rights import require_office
from workflows.steps.templates.template_versions import Edition, all_editions, find_edition

CHOSEN = "template.chosen"


class PinnedTemplate(Value):
    """The version of one kind's template that a campaign uses, beside the newest."""

    kind: DocumentKind
    name: str
    used: Edition | None
    """Absent while the store has none, or where the store lost it."""
    newest: Edition | None
    pinned: bool
    """The campaign keeps to this version; before its start it takes the newest of the day."""

    @property
    def behind(self) -> bool:
        """Tell whether there is a newer version than the one that the campaign uses."""
        return self.used is not None and self.newest is not None and self.used.number < self.newest.number


class Moved(Value):
    """What came of giving a campaign another version."""

    edition: Edition
    drafts: int
    """Drafts that nobody has confirmed yet and that have the version now."""
    confirmed: int
    """Drafts that are confirmed and keep the version that people have read."""


def campaign_templates(services: Services, *, campaign_id: CampaignId) -> tuple[PinnedTemplate, ...]:
    """Return what a campaign uses for each kind of document; raises ``NotFound``."""
    with services.registry.begin() as tx:
        campaign = tx.campaigns.get(campaign_id)
    return tuple(_pinned(campaign, kind, known) for kind, known in all_editions(services).items())


def campaigns_behind(services: Services, *, kind: DocumentKind) -> tuple[tuple[Campaign, int], ...]:
    """Return the campaigns that keep to an older version of the kind's template, each with its number."""
    known = all_editions(services)[kind]
    numbers = {edition.version.version: edition.number for edition in known[1:]}
    with services.registry.begin() as tx:
        running = tx.campaigns.list()
    pins = ((campaign, campaign.template_versions.get(kind.value, "")) for campaign in running)
    return tuple((campaign, numbers[version]) for campaign, version in pins if version in numbers)


def use_template(
    services: Services,
    *,
    campaign_id: CampaignId,
    kind: DocumentKind,
    number: int | None = None,
    actor: str,
    as_of: date,
) -> Moved:
    """Have a campaign use a version (the newest where none is named) from now on; the same again changes nothing.

    What is issued stays what it is, and a confirmed draft keeps the version that people have read; other drafts take
    the new one. Raises ``NotFound``, ``NoEdition``, ``Forbidden``.
    """
    edition = find_edition(services, kind=kind, number=number)
    with services.registry.begin() as tx:
        require_office(tx, actor=actor)
        campaign = tx.campaigns.get(campaign_id, to_change=True)
        before = campaign.template_versions.get(kind.value, "")
        pins = campaign.template_versions | {kind.value: edition.version.version}
        moved = tx.drafts.move_template(campaign_id, template=edition.version)
        if pins != campaign.template_versions:
            tx.campaigns.update(campaign.model_copy(update={"template_versions": pins}))
            tx.events.append(
                NewEvent(
                    kind=CHOSEN,
                    campaign_id=campaign_id,
                    subject=kind.value,
                    as_of=as_of,
                    actor=actor,
                    data={"number": edition.number, "version": edition.version.version, "before": before},
                )
            )
        confirmed = tx.drafts.list(campaign_id, state=DraftState.CONFIRMED, kind=kind)
        kept = sum(draft.template != edition.version for draft in confirmed)
    return Moved(edition=edition, drafts=moved, confirmed=kept)


def _pinned(campaign: Campaign, kind: DocumentKind, known: tuple[Edition, ...]) -> PinnedTemplate:
    pin = campaign.template_versions.get(kind.value)
    newest = known[0] if known else None
    used = newest if pin is None else next((one for one in known if one.version.version == pin), None)
    return PinnedTemplate(kind=kind, name=KIND_NAMES[kind], used=used, newest=newest, pinned=pin is not None)
