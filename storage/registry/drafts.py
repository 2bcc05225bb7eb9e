"""Documents before their number."""

from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert as upsert

from models.documents import CampaignId, DocumentKind, Draft, DraftState, EntryState, IssueKey, TemplateVersion
from models.errors import Conflict, NotFound
from models.organisation import UnitId
from storage.registry.bodies import value_in
from storage.registry.session import Session
from storage.registry.tables import NOW, drafts, entries


class UnknownDraft(NotFound):
    """No draft has that key."""

    code = "unknown-draft"


class DraftClosed(Conflict):
    """The draft has its number already, or was withdrawn: its words can no longer change."""

    code = "draft-closed"


class DraftRepository:
    """``models.ports.Drafts`` over PostgreSQL."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, draft: Draft) -> bool:
        """Keep a draft unless its key is there already; tell whether it was added."""
        return bool(self._session.run(upsert(drafts).values(_row(draft)).on_conflict_do_nothing()))

    def get(self, key: IssueKey) -> Draft:
        """Return it, or raise ``UnknownDraft``."""
        row = self._session.row(select(drafts.c.body).where(drafts.c.key == key))
        if row is None:
            raise _unknown(key)
        return value_in(row["body"], of=Draft)

    def replace(self, draft: Draft) -> None:
        """Keep the draft's new content or state.

        ``DraftClosed`` once it is issued or withdrawn. Once its number is taken the register entry's frozen words
        count: the draft can then only follow the entry, to issued or, when the entry is voided, to withdrawn.
        """
        held = self._session.row(select(drafts.c.state).where(drafts.c.key == draft.key).with_for_update())
        if held is None:
            raise _unknown(draft.key)
        if self.get(draft.key) == draft:
            return
        if held["state"] in _CLOSED or draft.state not in self._open_to(draft.key):
            raise DraftClosed(
                f"Dự thảo “{draft.title}” đã lấy số, đã ban hành hoặc đã rút nên không sửa được nữa.",
                remedy="mở văn bản trong sổ đăng ký; nếu nội dung sai, ban hành văn bản sửa đổi, thay thế.",
            )
        self._session.run(update(drafts).where(drafts.c.key == draft.key).values(_row(draft)).values(changed_at=NOW))

    def _open_to(self, key: IssueKey) -> tuple[DraftState, ...]:
        """Return the states that a draft may be given, by how far its register entry has come."""
        entry = self._session.row(select(entries.c.state).where(entries.c.key == key))
        if entry is None:
            return (DraftState.DRAFTED, DraftState.CONFIRMED, DraftState.WITHDRAWN)
        follows = {EntryState.ISSUED: (DraftState.ISSUED,), EntryState.VOIDED: (DraftState.WITHDRAWN,)}
        return follows.get(EntryState(entry["state"]), ())

    def move_template(self, campaign_id: CampaignId, *, template: TemplateVersion) -> int:
        """Give the unconfirmed drafts of the template's kind this version; return how many had another."""
        mine = (drafts.c.campaign_id == campaign_id) & (drafts.c.kind == template.kind)
        waiting = select(drafts.c.body).where(mine & (drafts.c.state == DraftState.DRAFTED)).with_for_update()
        moved = 0
        for row in self._session.rows(waiting):
            draft = value_in(row["body"], of=Draft)
            if draft.template != template:
                values = _row(draft.model_copy(update={"template": template}))
                self._session.run(update(drafts).where(drafts.c.key == draft.key).values(values | {"changed_at": NOW}))
                moved += 1
        return moved

    def list(
        self,
        campaign_id: CampaignId,
        *,
        state: DraftState | None = None,
        kind: DocumentKind | None = None,
        issuer: UnitId | None = None,
    ) -> tuple[Draft, ...]:
        """Return drafts in the order of their keys."""
        statement = select(drafts.c.body).where(drafts.c.campaign_id == campaign_id).order_by(drafts.c.key)
        for column, wanted in ((drafts.c.state, state), (drafts.c.kind, kind), (drafts.c.issuer, issuer)):
            if wanted is not None:
                statement = statement.where(column == wanted)
        return tuple(value_in(row["body"], of=Draft) for row in self._session.rows(statement))


_CLOSED = (DraftState.ISSUED, DraftState.WITHDRAWN)


def _row(draft: Draft) -> dict[str, object]:
    return {
        "key": draft.key,
        "campaign_id": draft.campaign_id,
        "kind": draft.kind,
        "issuer": draft.issuer,
        "state": draft.state,
        "body": draft.model_dump(mode="json"),
    }


def _unknown(key: IssueKey) -> UnknownDraft:
    return UnknownDraft(f"Không có dự thảo “{key}”.", remedy="xem lại danh sách dự thảo để lấy đúng khóa.")
