"""Documents and drafts as pages list them; what a reader may see is decided in the registry's query."""

from models.accounts import Scope
from models.base import Value
from models.documents import CampaignId, DocumentRecord, Draft, DraftState, EntryState, IssueKey
from models.errors import NotFound
from models.organisation import UnitId
from models.ports import DocumentFilter
from workflows.services import Services
from workflows.steps.documents.files import visible_record
from workflows.steps.pages.paging import Pages, page_of


class DocumentRow(Value):
    """One register entry with the names a page shows."""

    record: DocumentRecord
    issuer_name: str
    subject_name: str
    """Empty where the document is about nobody but its issuer."""
    campaign_name: str

    @property
    def issued(self) -> bool:
        """Tell whether the document is out and can be downloaded."""
        return self.record.state is EntryState.ISSUED


class DocumentList(Value):
    """One page of documents."""

    rows: tuple[DocumentRow, ...]
    pages: Pages


class DraftRow(Value):
    """One draft with the names a page shows."""

    draft: Draft
    issuer_name: str
    campaign_name: str

    @property
    def open_for_change(self) -> bool:
        """Tell whether the unit can still change and confirm it; until it is issued it may confirm again."""
        return self.draft.state in (DraftState.DRAFTED, DraftState.CONFIRMED)


class UnseenDraft(NotFound):
    """There is no such draft, or it is another unit's; which of the two is not told."""

    code = "unseen-draft"


def document_list(services: Services, *, where: DocumentFilter, scope: Scope, page: int = 1) -> DocumentList:
    """Return one page of the documents that a reader may see."""
    with services.registry.begin() as tx:
        names = {unit.id: unit.name for unit in tx.units.directory()}
        campaigns = {campaign.id: campaign.name for campaign in tx.campaigns.list()}
        pages = page_of(tx.register.count(where, scope=scope), wanted=page)
        records = tx.register.list(where, scope=scope, offset=pages.offset, limit=pages.per_page)
    return DocumentList(rows=tuple(_row(one, names, campaigns) for one in records), pages=pages)


def document_view(services: Services, *, record_id: int, scope: Scope) -> DocumentRow:
    """Return one document that a reader may see, or raise ``UnknownDocument``."""
    record = visible_record(services, record_id=record_id, scope=scope)
    with services.registry.begin() as tx:
        names = {unit.id: unit.name for unit in tx.units.directory()}
        campaigns = {campaign.id: campaign.name for campaign in tx.campaigns.list()}
    return _row(record, names, campaigns)


def draft_list(
    services: Services, *, campaign_id: CampaignId, scope: Scope, state: DraftState | None = None
) -> tuple[DraftRow, ...]:
    """Return a campaign's drafts that a reader may see, those that wait for confirmation first."""
    with services.registry.begin() as tx:
        names = {unit.id: unit.name for unit in tx.units.directory()}
        title = tx.campaigns.get(campaign_id).name
        units: tuple[UnitId | None, ...] = (None,) if scope.units is None else scope.units
        drafts = [draft for unit in units for draft in tx.drafts.list(campaign_id, state=state, issuer=unit)]
    drafts.sort(key=lambda draft: (draft.state is not DraftState.DRAFTED, draft.kind, names.get(draft.issuer, "")))
    return tuple(
        DraftRow(draft=draft, issuer_name=names.get(draft.issuer, draft.issuer), campaign_name=title)
        for draft in drafts
    )


def draft_view(services: Services, *, key: IssueKey, scope: Scope) -> DraftRow:
    """Return one draft, or raise ``UnseenDraft``."""
    with services.registry.begin() as tx:
        names = {unit.id: unit.name for unit in tx.units.directory()}
        try:
            draft = tx.drafts.get(key)
        except NotFound:
            raise _unseen_draft() from None
        if scope.units is not None and draft.issuer not in scope.units:
            raise _unseen_draft()
        title = tx.campaigns.get(draft.campaign_id).name
    return DraftRow(draft=draft, issuer_name=names.get(draft.issuer, draft.issuer), campaign_name=title)


def _unseen_draft() -> UnseenDraft:
    return UnseenDraft(
        "Không có dự thảo này, hoặc dự thảo thuộc đơn vị khác.", remedy="mở lại danh sách dự thảo của phong trào."
    )


def _row(record: DocumentRecord, names: dict[UnitId, str], campaigns: dict[CampaignId, str]) -> DocumentRow:
    return DocumentRow(
        record=record,
        issuer_name=names.get(record.issuer, record.issuer),
        subject_name=names.get(record.subject, record.subject) if record.subject else "",
        campaign_name=campaigns.get(record.campaign_id, record.campaign_id),
    )
