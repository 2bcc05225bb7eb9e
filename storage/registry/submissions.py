"""What units handed in."""

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert as upsert

from models.campaign import Submission
from models.documents import CampaignId
from models.organisation import UnitId
from storage.registry.session import Session
from storage.registry.tables import submissions

_FIELDS = [submissions.c[name] for name in Submission.model_fields]


class SubmissionRepository:
    """``models.ports.Submissions`` over PostgreSQL."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def record(self, submission: Submission) -> bool:
        """Keep a hand-in; the first for a unit's deadline counts (also a deadline without date), later ones: False."""
        return bool(self._session.run(upsert(submissions).values(submission.model_dump()).on_conflict_do_nothing()))

    def list(
        self, campaign_id: CampaignId, *, unit: UnitId | None = None, obligation_id: str | None = None
    ) -> tuple[Submission, ...]:
        """Return hand-ins by date, then in the order in which they were recorded."""
        statement = (
            select(*_FIELDS)
            .where(submissions.c.campaign_id == campaign_id)
            .order_by(submissions.c.handed_in, submissions.c.id)
        )
        if unit is not None:
            statement = statement.where(submissions.c.unit == unit)
        if obligation_id is not None:
            statement = statement.where(submissions.c.obligation_id == obligation_id)
        return tuple(Submission.model_validate(dict(row)) for row in self._session.rows(statement))
