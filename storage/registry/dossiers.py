"""Dossiers: a row each, a row for each paper in them; what did not change is not written."""

from typing import Any

from sqlalchemy import ColumnElement, RowMapping, delete, insert, select, update
from sqlalchemy.dialects.postgresql import insert as upsert

from models.awards.dossiers import (
    DOSSIER_STATE_NAMES,
    Dossier,
    DossierClosed,
    DossierId,
    DossierPart,
    DossierState,
)
from models.documents import CampaignId
from models.errors import NotFound
from models.organisation import UnitId
from storage.registry.award_tables import dossier_parts, dossiers
from storage.registry.session import Session
from storage.registry.tables import NOW

_OWN = tuple(name for name in Dossier.model_fields if name != "parts")
_FIELDS = [dossiers.c[name] for name in _OWN]
_PART_FIELDS = [dossier_parts.c[name] for name in DossierPart.model_fields]

AT_UNIT = (DossierState.ASSEMBLING, DossierState.INCOMPLETE, DossierState.COMPLETE, DossierState.RETURNED)
_AFTER: dict[DossierState, tuple[DossierState, ...]] = {
    **dict.fromkeys(AT_UNIT, (*AT_UNIT, DossierState.SUBMITTED)),
    DossierState.SUBMITTED: (DossierState.SUBMITTED, DossierState.RETURNED, DossierState.CLOSED),
    DossierState.CLOSED: (DossierState.CLOSED,),
}
_BOUND_ONCE = ("zip_sha256", "pdf_sha256", "index_document")


class UnknownDossier(NotFound):
    """No dossier has that id."""

    code = "unknown-dossier"


class DossierRepository:
    """``models.ports.Dossiers`` over PostgreSQL."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, dossier: Dossier) -> bool:
        """Keep a new dossier unless its id is there already; tell whether it was added."""
        fresh = _row(dossier) | {"state": DossierState.ASSEMBLING}
        if not self._session.run(upsert(dossiers).values(fresh).on_conflict_do_nothing()):
            return False
        self.replace(dossier)
        return True

    def get(self, dossier_id: DossierId, *, to_change: bool = False) -> Dossier:
        """Return it, or raise ``UnknownDossier``; ``to_change`` locks its row for the transaction."""
        wanted = select(*_FIELDS).where(dossiers.c.id == dossier_id)
        row = self._session.row(wanted.with_for_update() if to_change else wanted)
        if row is None:
            raise UnknownDossier(
                f"Không có hồ sơ “{dossier_id}”.", remedy="xem lại danh sách hồ sơ khen thưởng của phong trào."
            )
        return self._whole((row,))[0]

    def replace(self, dossier: Dossier) -> int:
        """Keep the dossier's new state and parts; return how many rows were written, 0 where nothing changed."""
        held = self.get(dossier.id, to_change=True)
        if dossier.state not in _AFTER[held.state] or not _still_fits(held, dossier):
            raise _refusal(held.state, dossier.id)
        before, after = set(held.parts), set(dossier.parts)
        if before != after and not (held.at_unit or dossier.at_unit):
            raise _refusal(held.state, dossier.id)
        parts_first = held.at_unit  # the guard looks at the row's state when a part is written
        written = self._keep_parts(dossier, before=before) if parts_first else 0
        written += self._keep_row(held, dossier)
        return written if parts_first else written + self._keep_parts(dossier, before=before)

    def list(
        self, campaign_id: CampaignId, *, unit: UnitId | None = None, state: DossierState | None = None
    ) -> tuple[Dossier, ...]:
        """Return dossiers by unit and form."""
        statement = (
            select(*_FIELDS).where(dossiers.c.campaign_id == campaign_id).order_by(dossiers.c.unit, dossiers.c.form)
        )
        for column, wanted in ((dossiers.c.unit, unit), (dossiers.c.state, state)):
            if wanted is not None:
                statement = statement.where(column == wanted)
        return self._whole(self._session.rows(statement))

    def _keep_row(self, held: Dossier, dossier: Dossier) -> int:
        values = _row(dossier)
        if values == _row(held):
            return 0
        renewed = update(dossiers).where(dossiers.c.id == dossier.id).values(values | {"changed_at": NOW})
        return self._session.run(renewed)

    def _keep_parts(self, dossier: Dossier, *, before: set[DossierPart]) -> int:
        """Take out what is gone or differs, put in what is new; a part that is the same keeps its row."""
        gone = [part for part in before if part not in dossier.parts]
        fresh = [part for part in dossier.parts if part not in before]
        for part in gone:
            self._session.run(delete(dossier_parts).where(*_is(dossier.id, part)))
        if fresh:
            self._session.run(insert(dossier_parts), [{"dossier": dossier.id} | part.model_dump() for part in fresh])
        replaced = {(part.kind, part.nominee) for part in gone} & {(part.kind, part.nominee) for part in fresh}
        return len(gone) + len(fresh) - len(replaced)

    def _whole(self, rows: "Any") -> tuple[Dossier, ...]:
        """Return the dossiers of those rows with their parts, in the order in which the parts came."""
        parts: dict[str, list[DossierPart]] = {row["id"]: [] for row in rows}
        statement = (
            select(dossier_parts.c.dossier, *_PART_FIELDS)
            .where(dossier_parts.c.dossier.in_(parts))
            .order_by(dossier_parts.c.id)
        )
        for row in self._session.rows(statement) if parts else ():
            values = dict(row)
            parts[values.pop("dossier")].append(DossierPart.model_validate(values))
        return tuple(Dossier.model_validate(dict(row) | {"parts": tuple(parts[row["id"]])}) for row in rows)


def require_at_unit(session: Session, dossier_id: DossierId) -> None:
    """Raise ``DossierClosed`` where the dossier lies with the Board or is closed; it stays so until the commit."""
    row: RowMapping | None = session.row(
        select(dossiers.c.state).where(dossiers.c.id == dossier_id).with_for_update(read=True)
    )
    if row is not None and row["state"] not in AT_UNIT:
        raise _refusal(DossierState(row["state"]), dossier_id)


def _still_fits(held: Dossier, dossier: Dossier) -> bool:
    """Tell whether the change keeps whose dossier it is and, once closed, all but a package that it lacked."""
    if (held.campaign_id, held.unit, held.form) != (dossier.campaign_id, dossier.unit, dossier.form):
        return False
    if held.state is not DossierState.CLOSED:
        return held.edition <= dossier.edition
    late = {name: getattr(dossier, name) for name in _BOUND_ONCE if getattr(held, name) is None}
    return held.model_copy(update=late | {"parts": dossier.parts}) == dossier


def _refusal(state: DossierState, dossier_id: DossierId) -> DossierClosed:
    return DossierClosed(
        f"Hồ sơ {DOSSIER_STATE_NAMES[state]} nên không thay đổi như vậy được.",
        place=dossier_id,
        remedy="tải lại trang; muốn sửa hồ sơ đã nộp, đề nghị cơ quan nhận trả lại kèm lý do.",
    )


def _row(dossier: Dossier) -> dict[str, Any]:
    return {name: getattr(dossier, name) for name in _OWN}


def _is(dossier_id: DossierId, part: DossierPart) -> tuple[ColumnElement[bool], ...]:
    return (
        dossier_parts.c.dossier == dossier_id,
        dossier_parts.c.kind == part.kind,
        dossier_parts.c.nominee.is_not_distinct_from(part.nominee),
    )
