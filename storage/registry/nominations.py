"""Nominations and council sessions: the unit's own until its dossier lies with the Board."""

from typing import Any

from sqlalchemy import Table, select
from sqlalchemy.dialects.postgresql import insert as upsert

from models.awards.councils import CouncilSession
from models.awards.dossiers import dossier_id
from models.awards.nominations import AwardForm, Nomination, NominationId, NominationState
from models.base import Value
from models.documents import CampaignId
from models.errors import NotFound
from models.organisation import UnitId
from storage.registry.award_tables import councils, nominations
from storage.registry.bodies import value_in
from storage.registry.dossiers import require_at_unit
from storage.registry.session import Session
from storage.registry.tables import NOW


class UnknownNomination(NotFound):
    """No nomination has that id."""

    code = "unknown-nomination"


class NominationRepository:
    """``models.ports.Nominations`` over PostgreSQL."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def keep(self, nomination: Nomination) -> bool:
        """Add it or keep its new state; tell whether anything changed. ``DossierClosed`` once it was submitted."""
        values = {
            "id": nomination.id,
            "campaign_id": nomination.campaign_id,
            "unit": nomination.unit,
            "form": nomination.form,
            "state": nomination.state,
            "order": nomination.order,
        }
        return _keep(self._session, nominations, values, value=nomination)

    def get(self, nomination_id: NominationId) -> Nomination:
        """Return it, or raise ``UnknownNomination``."""
        row = self._session.row(select(nominations.c.body).where(nominations.c.id == nomination_id))
        if row is None:
            raise UnknownNomination(
                f"Không có đề nghị khen thưởng “{nomination_id}”.", remedy="xem lại danh sách đề nghị của đơn vị."
            )
        return value_in(row["body"], of=Nomination)

    def list(
        self,
        campaign_id: CampaignId,
        *,
        unit: UnitId | None = None,
        form: AwardForm | None = None,
        state: NominationState | None = None,
    ) -> tuple[Nomination, ...]:
        """Return nominations by unit, form and place in the unit's list."""
        columns = nominations.c
        statement = (
            select(columns.body)
            .where(columns.campaign_id == campaign_id)
            .order_by(columns.unit, columns.form, columns.order, columns.id)
        )
        for column, wanted in ((columns.unit, unit), (columns.form, form), (columns.state, state)):
            if wanted is not None:
                statement = statement.where(column == wanted)
        return tuple(value_in(row["body"], of=Nomination) for row in self._session.rows(statement))


class CouncilRepository:
    """``models.ports.Councils`` over PostgreSQL."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def keep(self, session: CouncilSession) -> bool:
        """Add it or put it in the place of an earlier one; tell whether anything changed."""
        values = {"campaign_id": session.campaign_id, "unit": session.unit, "form": session.form}
        return _keep(self._session, councils, values, value=session)

    def find(self, campaign_id: CampaignId, *, unit: UnitId, form: AwardForm) -> CouncilSession | None:
        """Return the session, if one was recorded."""
        row = self._session.row(
            select(councils.c.body).where(
                councils.c.campaign_id == campaign_id, councils.c.unit == unit, councils.c.form == form
            )
        )
        return None if row is None else value_in(row["body"], of=CouncilSession)

    def list(self, campaign_id: CampaignId) -> tuple[CouncilSession, ...]:
        """Return sessions by unit and form."""
        statement = (
            select(councils.c.body)
            .where(councils.c.campaign_id == campaign_id)
            .order_by(councils.c.unit, councils.c.form)
        )
        return tuple(value_in(row["body"], of=CouncilSession) for row in self._session.rows(statement))


def _keep(session: Session, table: Table, values: dict[str, Any], *, value: Value) -> bool:
    """Write a row where it is new or differs; tell whether it was written."""
    body = value.model_dump(mode="json")
    key = [column.name for column in table.primary_key]
    row = session.row(select(table.c.body).where(*(table.c[name] == values[name] for name in key)).with_for_update())
    if row is not None and row["body"] == body:
        return False
    dossier = dossier_id(campaign=values["campaign_id"], unit=values["unit"], form=values["form"])
    require_at_unit(session, dossier)
    offered = upsert(table).values(values | {"body": body})
    changed = {name: offered.excluded[name] for name in (*values, "body") if name not in key}
    return bool(session.run(offered.on_conflict_do_update(index_elements=key, set_=changed | {"changed_at": NOW})))
