"""A dossier's cover and index: which papers, from whom, on which pages; a document without number."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from doc_templates.contexts import DossierIndexContext, IndexRow
from doc_templates.contexts.awards import counted, counts_text
from doc_templates.rendering import RENDERER_VERSION
from models.awards.checklist import ITEM_STATE_NAMES, ChecklistItem, ItemState, part_title
from models.awards.dossiers import DossierPart, part_in
from models.awards.regulations import PartKind, Regulation
from models.campaign import Campaign
from models.documents import (
    DocumentKind,
    DocumentRecord,
    DocumentRequest,
    IssueKey,
    Numbering,
    TemplateVersion,
    issue_key,
)
from models.organisation import Unit
from models.plan import Plan
from models.ports import Transaction
from workflows.steps.awards.award_words import award_name, council_name, listed
from workflows.steps.awards.dossier_parts import DossierView
from workflows.steps.documents.citing import full_name, lower_first, movement_name
from workflows.steps.documents.composing import as_context, heading

MAKER = ("NGƯỜI LẬP HỒ SƠ",)
_BY_HAND = ""
"""Whoever puts the dossier together writes their name on paper; nobody is asked for it here."""


@dataclass(frozen=True)
class Paper:
    """One paper of a dossier with what an index says about it."""

    item: ChecklistItem
    part: DossierPart
    record: DocumentRecord | None
    """Absent for a paper that was made elsewhere."""

    @property
    def title(self) -> str:
        """Return the paper's name: ``Báo cáo thành tích của bà Trần Thị B``."""
        return part_title(self.item.part, whom=self.item.of_whom)


@dataclass(frozen=True)
class IndexFacts:
    """All that a dossier's cover and index are made of."""

    campaign: Campaign
    plan: Plan
    unit: Unit
    issuer: Unit
    view: DossierView
    regulation: Regulation
    papers: tuple[Paper, ...]
    template: TemplateVersion


def papers_of(tx: Transaction, view: DossierView) -> tuple[Paper, ...]:
    """Return the papers that lie in the dossier, in the order of the rule."""
    found = []
    for item in view.items:
        part = part_in(view.dossier, kind=item.part, nominee=item.nominee)
        if part is not None and part.is_there:
            record = tx.register.get(part.document) if part.document is not None else None
            found.append(Paper(item=item, part=part, record=record))
    return tuple(found)


def index_key(facts: IndexFacts, *, with_pages: bool) -> IssueKey:
    """Return the key of the index over exactly these papers: other papers, or page numbers, make another one."""
    said = [
        [[one.part.kind, one.part.nominee, one.part.document, one.part.sha256] for one in facts.papers],
        missing(facts),
        facts.view.regulation,
        with_pages,
    ]
    digest = hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()
    dossier = facts.view.dossier
    return issue_key(
        facts.campaign.id,
        DocumentKind.DOSSIER_INDEX,
        subject=dossier.unit,
        period=f"{dossier.form.value}.{digest[:16]}",
    )


def missing(facts: IndexFacts) -> list[str]:
    """Return what the dossier lacks, each as one line."""
    return [_lack(item) for item in facts.view.items if item.is_open]


def _lack(item: ChecklistItem) -> str:
    """Return one line under "Thành phần còn thiếu": a paper that is not there needs no other word."""
    named = part_title(item.part, whom=item.of_whom) if item.of_whom else item.what
    return named if item.state is ItemState.MISSING else f"{named}: {ITEM_STATE_NAMES[item.state]}"


def index_request(
    facts: IndexFacts, *, key: IssueKey, pages: Sequence[tuple[int, int]] | None, total: int | None, as_of: date
) -> DocumentRequest:
    """Return the request for the index; ``pages`` hold first and last page of each paper, absent without a PDF."""
    context = _context(facts, pages=pages, total=total, as_of=as_of)
    return DocumentRequest(
        key=key,
        campaign_id=facts.campaign.id,
        kind=DocumentKind.DOSSIER_INDEX,
        issuer=facts.unit.id,
        subject=facts.unit.id,
        numbering=Numbering.NONE,
        issued_on=as_of,
        title=f"{context.subject} của {full_name(facts.unit)}",
        type_name="Bìa và mục lục",
        context=as_context(context),
        template=facts.template,
        renderer=RENDERER_VERSION,
        as_of=as_of,
    )


def _context(
    facts: IndexFacts, *, pages: Sequence[tuple[int, int]] | None, total: int | None, as_of: date
) -> DossierIndexContext:
    award = award_name(facts.view.dossier.form, issuer=facts.issuer)
    fields = heading(facts.unit, campaign=facts.campaign, symbol="", subject=f"Hồ sơ đề nghị tặng {award}")
    movement = movement_name(facts.plan)
    return DossierIndexContext(
        **(fields | {"authority": MAKER, "archive_line": "", "signer_name": fields["signer_name"] or _BY_HAND}),
        issued_on=as_of,
        unit_name=full_name(facts.unit),
        award_name=award,
        campaign_name=f"{movement[:1].upper()}{movement[1:]}",
        counts=counts_text(counted([listed(one) for one in facts.view.nominations])),
        regulation=_rule(facts),
        rows=tuple(
            _row(facts, paper, pages[place] if pages is not None else None) for place, paper in enumerate(facts.papers)
        ),
        missing=tuple(missing(facts)),
        page_total=total,
    )


def _rule(facts: IndexFacts) -> str:
    rule = facts.regulation.dossier_rule(facts.view.dossier.form)
    words = ", ".join(f"{part.words[:1].lower()}{part.words[1:]}" for part in rule.parts)
    sets = f"; {rule.sets:02d} bộ bản chính" if rule.sets else ""
    return f"{words}{sets} ({facts.regulation.title})"


def _row(facts: IndexFacts, paper: Paper, pages: tuple[int, int] | None) -> IndexRow:
    record = paper.record
    return IndexRow(
        code=record.code if record else "",
        dated=record.issued_on if record else paper.part.received_on,
        title=f"{record.type_name} {lower_first(record.title)}" if record and record.code else paper.title,
        author=_author(facts, paper),
        first_page=pages[0] if pages else None,
        last_page=pages[1] if pages else None,
        note=_note(paper),
    )


def _author(facts: IndexFacts, paper: Paper) -> str:
    if paper.part.kind is PartKind.REPORT:
        return paper.item.whom
    return council_name(facts.unit) if paper.part.kind is PartKind.MINUTES else facts.unit.name


def _note(paper: Paper) -> str:
    told = []
    if paper.part.kind is PartKind.REPORT:
        told.append("Đã xác nhận" if paper.part.confirmed else "Chưa xác nhận")
    if paper.record is None:
        told.append("bản nộp ngoài hệ thống")
    return "; ".join(told)
