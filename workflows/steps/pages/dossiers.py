"""Dossiers as pages show them: all of a campaign's, and one with its live checklist and its package."""

from collections import Counter
from datetime import date

from models.accounts import Scope
from models.awards.checklist import ChecklistItem
from models.awards.dossiers import Dossier, DossierState, part_in
from models.awards.nominations import AwardForm
from models.awards.regulations import PART_NAMES
from models.base import Value
from models.documents import CampaignId, DocumentRecord
from models.errors import NotFound
from models.findings import unverified
from models.organisation import Unit, UnitId
from models.ports import Transaction
from models.text import sort_key, squeeze
from workflows.services import Services
from workflows.steps.archive.archive_copies import obstacles_of
from workflows.steps.awards.dossier_parts import DossierView, subjects, view_in
from workflows.steps.documents.files import DocumentFile
from workflows.steps.files.law_files import shipped_law
from workflows.steps.pages.campaigns import CampaignHead, head_in
from workflows.steps.pages.paging import Pages, page_of

_NAMED = 3
"""How many lacking papers a sentence names; the checklist names them all."""


class NoPackage(NotFound):
    """The dossier has not been bound yet, or the reader may not see it."""

    code = "no-package"


class DossierFilter(Value):
    """Which dossiers; absent means any."""

    state: DossierState | None = None
    form: AwardForm | None = None
    unit: UnitId | None = None


class DossierRow(Value):
    """One dossier of the list."""

    view: DossierView
    unit_name: str

    @property
    def open_items(self) -> int:
        """Return how many papers are lacking."""
        return sum(item.is_open for item in self.view.items)


class DossierList(Value):
    """One page of a campaign's dossiers, and how many there are in each state."""

    head: CampaignHead
    rows: tuple[DossierRow, ...]
    pages: Pages
    counts: tuple[tuple[DossierState, int], ...]
    units: tuple[tuple[UnitId, str], ...]


class PartRow(Value):
    """One paper that the rule asks for, with where it lies."""

    item: ChecklistItem
    owed_by: str
    """The unit's name."""
    ground: str
    """How well the rule is known, where it is not found in its source."""
    record: DocumentRecord | None = None
    from_outside: bool = False

    @property
    def key(self) -> str:
        """Return what stands for it in a form, whatever else the list holds by then."""
        return f"{self.item.part.value}|{self.item.nominee or ''}"


class DossierPage(Value):
    """One dossier."""

    head: CampaignHead
    unit: Unit
    view: DossierView
    regulation: str
    """The rule set's title."""
    rows: tuple[PartRow, ...]
    not_archival: tuple[str, ...] = ()
    """Which papers keep its bound PDF from being PDF/A, each with its reason."""

    @property
    def dossier(self) -> Dossier:
        """Return the dossier itself."""
        return self.view.dossier

    @property
    def form(self) -> AwardForm:
        """Return the form of award."""
        return self.view.dossier.form

    @property
    def stops(self) -> tuple[PartRow, ...]:
        """Return the open items that stop the submission."""
        return tuple(row for row in self.rows if row.item.is_open and row.item.blocking)

    @property
    def warns(self) -> tuple[PartRow, ...]:
        """Return the open items that only warn."""
        return tuple(row for row in self.rows if row.item.is_open and not row.item.blocking)

    @property
    def why_not_submit(self) -> str:
        """Return why the unit cannot hand it in now; empty where it can."""
        if not self.view.nominations:
            return "chưa có tập thể, cá nhân nào được đề nghị."
        if self.stops:
            return f"còn thiếu {len(self.stops)} thành phần bắt buộc: {_named(self.stops)}."
        return ""


def dossier_list(
    services: Services, *, campaign_id: CampaignId, today: date, day: date | None, where: DossierFilter, page: int = 1
) -> DossierList:
    """Return one page of a campaign's dossiers, by the unit's name in Vietnamese order and form."""
    with services.registry.begin() as tx:
        head = head_in(tx, campaign_id, today=today, day=day)
        names = {unit.id: unit.name for unit in tx.units.directory()}
        known = [_row_in(tx, campaign_id, unit, form, names, head) for unit, form in subjects(tx, campaign_id)]
    known.sort(key=lambda row: (sort_key(row.unit_name), row.view.dossier.form))
    shown = [row for row in known if _matches(row.view.dossier, where)]
    pages = page_of(len(shown), wanted=page)
    found = Counter(row.view.dossier.state for row in known)
    return DossierList(
        head=head,
        rows=tuple(shown[pages.offset : pages.offset + pages.per_page]),
        pages=pages,
        counts=tuple((state, found[state]) for state in DossierState if found[state]),
        units=tuple(dict.fromkeys((row.view.dossier.unit, row.unit_name) for row in known)),
    )


def dossier_page(
    services: Services, *, campaign_id: CampaignId, unit: UnitId, form: AwardForm, today: date, day: date | None
) -> DossierPage:
    """Return one dossier with its live checklist; raises ``UnknownUnit`` or ``NotFound``."""
    with services.registry.begin() as tx:
        head = head_in(tx, campaign_id, today=today, day=day)
        return dossier_page_in(tx, head=head, unit=unit, form=form)


def dossier_page_in(tx: Transaction, *, head: CampaignHead, unit: UnitId, form: AwardForm) -> DossierPage:
    """Return the same within a transaction that is already open."""
    directory = tx.units.directory()
    view = view_in(tx, campaign_id=head.campaign.id, unit=unit, form=form, as_of=head.work_day)
    return DossierPage(
        head=head,
        unit=directory.unit(unit),
        view=view,
        regulation=shipped_law().regulation(view.regulation).title,
        rows=tuple(_part_row(tx, view.dossier, item, owed_by=directory.unit(item.owed_by).name) for item in view.items),
        not_archival=obstacles_of(tx, view.dossier.id, campaign_id=head.campaign.id) if view.dossier.pdf_sha256 else (),
    )


def package_of(
    services: Services, *, campaign_id: CampaignId, unit: UnitId, form: AwardForm, ending: str, scope: Scope
) -> DocumentFile:
    """Return the bound dossier as ``pdf`` or ``zip``; raises ``NoPackage`` where there is none for the reader."""
    with services.registry.begin() as tx:
        mine = [one for one in tx.dossiers.list(campaign_id, unit=unit) if one.form is form]
        name = tx.units.directory().unit(unit).name
    seen = scope.units is None or unit in scope.units
    digest = getattr(mine[0], f"{ending}_sha256") if mine and seen else None
    if digest is None:
        raise NoPackage(
            "Hồ sơ này chưa được đóng quyển, hoặc thuộc đơn vị khác.",
            remedy="chờ bước Đóng hồ sơ hoàn thành rồi tải lại.",
        )
    stem = squeeze(f"Hồ sơ khen thưởng {name} lần {mine[0].edition}")
    return DocumentFile(name=f"{stem}.{ending}", data=services.documents.get(digest))


def _row_in(
    tx: Transaction,
    campaign_id: CampaignId,
    unit: UnitId,
    form: AwardForm,
    names: dict[UnitId, str],
    head: CampaignHead,
) -> DossierRow:
    view = view_in(tx, campaign_id=campaign_id, unit=unit, form=form, as_of=head.work_day)
    return DossierRow(view=view, unit_name=names.get(unit, unit))


def _matches(dossier: Dossier, where: DossierFilter) -> bool:
    wanted = ((where.state, dossier.state), (where.form, dossier.form), (where.unit, dossier.unit))
    return all(asked in (None, held) for asked, held in wanted)


def _part_row(tx: Transaction, dossier: Dossier, item: ChecklistItem, *, owed_by: str) -> PartRow:
    held = part_in(dossier, kind=item.part, nominee=item.nominee)
    return PartRow(
        item=item,
        owed_by=owed_by,
        ground=unverified(item.confidence),
        record=tx.register.get(held.document) if held and held.document is not None else None,
        from_outside=held is not None and held.document is None and held.is_there,
    )


def _named(rows: tuple[PartRow, ...]) -> str:
    called = [f"{PART_NAMES[row.item.part]}{f' của {row.item.of_whom}' if row.item.of_whom else ''}" for row in rows]
    more = len(called) - _NAMED
    return "; ".join(called[:_NAMED]) + (f" và {more} thành phần khác" if more > 0 else "")
