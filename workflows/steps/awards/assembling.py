"""Work step: dossiers are bound. What is bound already, with the same papers, is left alone."""

from collections.abc import Sequence
from dataclasses import dataclass

from models.awards.dossiers import DossierState
from models.awards.nominations import AwardForm
from models.campaign import Campaign
from models.documents import DocumentKind, EntryState, TemplateVersion
from models.errors import Conflict
from models.organisation import Directory, UnitId
from models.plan import Plan
from models.ports import Transaction
from workflows.steps.awards.dossier_binding import Job, bind_together, with_indexes
from workflows.steps.awards.dossier_index import IndexFacts, index_key, papers_of
from workflows.steps.awards.dossier_parts import regulation_of, subjects, view_in
from workflows.steps.awards.dossiers import keep_dossier
from workflows.steps.campaigns.campaign_law import law_for
from workflows.steps.campaigns.campaigns import printed_plan
from workflows.steps.campaigns.templates_in_use import template_in_use
from workflows.steps.documents.papers import open_key
from workflows.steps.documents.pdfs import lacking_converter
from workflows.steps.operations.held_up import HeldUp, listed, ways_out
from workflows.steps.operations.preconditions import require_ready
from workflows.steps.operations.progress import Work

AT_ONCE = 20
"""Dossiers whose papers are converted in one call."""


class SomeNotBound(Conflict):
    """Some dossiers could not be bound whole; all others are there."""

    code = "some-not-bound"

    def __init__(self, held: Sequence[HeldUp]) -> None:
        units = len({one.name for one in held})
        super().__init__(
            f"Chưa đóng đủ {units} hồ sơ, các hồ sơ khác đã đóng xong:\n{listed(held)}",
            remedy=f"{ways_out(held) or 'Sửa rồi thực hiện lại.'} Hồ sơ đã có tệp ZIP thì vẫn dùng được.",
        )


@dataclass(frozen=True)
class _Round:
    """What one run of the step looks at once."""

    campaign: Campaign
    plan: Plan
    directory: Directory
    template: TemplateVersion
    wanted: tuple[tuple[UnitId, AwardForm], ...]


def assemble_dossiers(work: Work) -> str:
    """Bind the dossiers of a campaign, or of the unit in the parameters, that have changed since they were bound.

    Without LibreOffice a dossier gets its ZIP of Word files, and the lack of the PDF is told; a later run makes it.
    """
    now = _look(work)
    wanted = now.wanted
    lacking = lacking_converter(work.services)
    converter = not lacking
    jobs = [job for unit, form in wanted if (job := _job(work, now, unit, form, with_pages=converter)) is not None]
    held: list[HeldUp] = []
    for start in range(0, len(jobs), AT_ONCE):
        batch = jobs[start : start + AT_ONCE]
        work.progress(start, len(jobs), f"Đang lập mục lục của {len(batch)} hồ sơ.")
        ready = with_indexes(work.services, batch, converter=converter, held=held)
        for place, _ in enumerate(bind_together(work.services, ready, held=held), start + 1):
            work.progress(place, len(jobs), f"Đã đóng {place}/{len(jobs)} hồ sơ.")
    if held:
        raise SomeNotBound(held)
    told = f" {lacking}" if lacking else ""
    return f"Có {len(wanted)} hồ sơ; đóng mới {len(jobs)} hồ sơ.{told}"


def _look(work: Work) -> _Round:
    with work.services.registry.begin() as tx:
        params = work.operation.params
        require_ready(tx, kind=work.operation.kind, campaign_id=work.campaign_id, as_of=work.as_of, params=params)
        campaign = tx.campaigns.get(work.campaign_id)
        only = params.get("unit")
        return _Round(
            campaign=campaign,
            plan=printed_plan(tx, work.campaign_id),
            directory=tx.units.directory(),
            template=template_in_use(work.services, campaign, DocumentKind.DOSSIER_INDEX),
            wanted=tuple((unit, form) for unit, form in subjects(tx, work.campaign_id) if only in (None, unit)),
        )


def _job(work: Work, now: _Round, unit: UnitId, form: AwardForm, *, with_pages: bool) -> Job | None:
    """Return what is to be bound, None where the dossier has no papers or is bound as it stands."""
    with work.services.registry.begin() as tx:
        tx.units.hold(unit)
        view = view_in(tx, campaign_id=work.campaign_id, unit=unit, form=form, as_of=work.as_of)
        papers = papers_of(tx, view)
        if not papers:
            return None
        if view.dossier.at_unit:
            keep_dossier(tx, view.dossier)
        facts = IndexFacts(
            campaign=now.campaign,
            plan=now.plan,
            unit=now.directory.unit(unit),
            issuer=now.directory.unit(now.plan.issuer),
            view=view,
            regulation=regulation_of(law_for(tx, work.campaign_id), view.dossier, as_of=work.as_of),
            papers=papers,
            template=now.template,
        )
        if _is_bound(tx, facts, with_pages=with_pages):
            return None
    return Job(facts=facts, as_of=work.as_of, actor=work.actor)


def _is_bound(tx: Transaction, facts: IndexFacts, *, with_pages: bool) -> bool:
    """Tell whether the dossier's package holds exactly these papers; one with pages is not bound anew without."""
    dossier = facts.view.dossier
    if dossier.zip_sha256 is None:
        return False
    if dossier.state is DossierState.CLOSED:
        return True
    for paged in (True, False):
        index = tx.register.find(open_key(tx, index_key(facts, with_pages=paged)))
        if index is not None and index.id == dossier.index_document and index.state is EntryState.ISSUED:
            return not with_pages or (paged and dossier.pdf_sha256 is not None)
    return False
