"""Act: the archive is read whole and what was seen is written in the log, for pages to tell."""

from collections.abc import Iterable
from datetime import date, datetime

from models.base import Value
from models.documents import CampaignId
from models.events import Event, NewEvent
from models.ports import Transaction
from workflows.services import Services
from workflows.steps.verifying import ArchiveReport, Told, verify_archive

VERIFIED = "archive.verified"
_MOST_FAULTS = 50


class Verification(Value):
    """One reading of a campaign's archive, as the log keeps it."""

    campaign_id: CampaignId
    at: datetime
    actor: str
    records: int
    verified: int
    faults: tuple[str, ...]
    """As staff read them; the first fifty."""
    fault_count: int

    @property
    def sound(self) -> bool:
        """Tell whether nothing was wrong."""
        return not self.fault_count


def verify_and_tell(
    services: Services, *, campaign_id: CampaignId | None, actor: str, as_of: date, told: Told | None = None
) -> ArchiveReport:
    """Return what reading the archive (one campaign's, or all of it) saw, and write it in the log.

    A reading of everything is written for every campaign that has something archived.
    """
    report = verify_archive(services, campaign_id=campaign_id, told=told)
    with services.registry.begin() as tx:
        named = {row.campaign_id for row in tx.archive.named(campaign_id=campaign_id)}
        for one in sorted(named):
            tx.events.append(_event(report, one, actor=actor, as_of=as_of))
    return report


def last_verifications(tx: Transaction, campaigns: Iterable[CampaignId]) -> tuple[Verification, ...]:
    """Return the newest reading of each campaign that was ever read."""
    found = (next(iter(tx.events.list(one, kinds=(VERIFIED,), limit=1)), None) for one in campaigns)
    return tuple(_verification(event) for event in found if event is not None)


def _event(report: ArchiveReport, campaign_id: CampaignId, *, actor: str, as_of: date) -> NewEvent:
    faults = [str(fault) for fault in report.faults]
    return NewEvent(
        kind=VERIFIED,
        campaign_id=campaign_id,
        subject=campaign_id,
        as_of=as_of,
        actor=actor,
        data={
            "records": report.records,
            "verified": report.verified,
            "faults": faults[:_MOST_FAULTS],
            "fault_count": len(faults),
        },
    )


def _verification(event: Event) -> Verification:
    return Verification(
        campaign_id=CampaignId(event.subject),
        at=event.at,
        actor=event.actor,
        **event.data,
    )
