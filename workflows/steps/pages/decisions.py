"""The award decision as its page shows it: what the checks find, the list with its money, the certificates."""

from datetime import date

from doc_templates.contexts import AwardDecisionContext
from models.awards.dossiers import DossierState
from models.awards.nominations import AwardForm, Nomination
from models.awards.nominees import alike
from models.base import Value
from models.documents import CampaignId, DocumentKind, DocumentRecord, Draft, DraftState
from models.errors import ThiduaError
from models.findings import Finding, refusing
from models.ports import Transaction
from workflows.services import Services
from workflows.steps.awards.certificates import certificates_of
from workflows.steps.awards.decisions import decision_in, review_decision
from workflows.steps.pages.campaigns import CampaignHead, head_in
from workflows.steps.pages.operations import OperationView, views_in
from workflows.steps.pages.previews import DraftLook, draft_look

_LOOKED_AT = 20


class IssuedDecision(Value):
    """One issued decision with its certificates."""

    record: DocumentRecord
    certificates: tuple[DocumentRecord, ...]

    @property
    def complete(self) -> bool:
        """Tell whether there is a certificate for every line of the list."""
        return len(self.certificates) == len(self.record.context.get("nominees", ()))


class DecisionPage(Value):
    """What the office needs to decide."""

    head: CampaignHead
    form: AwardForm
    submitted: int
    """Dossiers that lie with the Board."""
    draft: Draft | None
    """The newest decision that is not issued yet."""
    context: AwardDecisionContext | None
    stops: tuple[Finding, ...] = ()
    """What must be mended before it can be issued."""
    warns: tuple[Finding, ...] = ()
    problem: str = ""
    """Why the draft cannot even be checked, with the way out."""
    like: tuple[tuple[Nomination, Nomination], ...] = ()
    """Pairs that may be one person; only a person can tell."""
    issued: tuple[IssuedDecision, ...] = ()
    operation: OperationView | None = None
    """The last run that issued, while it is of interest."""
    look: DraftLook | None = None
    """The draft's words and what the format check says of them."""

    @property
    def why_not_draft(self) -> str:
        """Return why no decision can be drafted; empty where one can."""
        return "" if self.submitted else "Chưa có hồ sơ nào được nộp. Cách xử lý: chờ đơn vị nộp hồ sơ."

    @property
    def why_not_confirm(self) -> str:
        """Return why the draft cannot be confirmed; empty where it can."""
        if self.problem:
            return self.problem
        return f"còn {len(self.stops)} chỗ sai nêu ở mục Kết quả kiểm tra." if self.stops else ""


def decision_page(
    services: Services, *, campaign_id: CampaignId, form: AwardForm, today: date, day: date | None
) -> DecisionPage:
    """Return where the decision on a form of award stands; nothing is written."""
    with services.registry.begin() as tx:
        head = head_in(tx, campaign_id, today=today, day=day)
        drafts = [one for one in tx.drafts.list(campaign_id, kind=DocumentKind.AWARD_DECISION) if _is(one, form)]
        waiting = _newest([one for one in drafts if one.state in (DraftState.DRAFTED, DraftState.CONFIRMED)])
        lying = [one for one in tx.dossiers.list(campaign_id, state=DossierState.SUBMITTED) if one.form is form]
        units = {one.unit for one in lying}
        listed = [one for one in tx.nominations.list(campaign_id, form=form) if one.unit in units]
        page = DecisionPage(
            head=head,
            form=form,
            submitted=len(lying),
            draft=waiting,
            context=decision_in(waiting) if waiting else None,
            issued=tuple(_issued(tx, one) for one in drafts if one.state is DraftState.ISSUED),
            operation=_last_run(tx, campaign_id),
        )
    return page if waiting is None else _checked(services, page, waiting, listed)


def _checked(services: Services, page: DecisionPage, draft: Draft, listed: list[Nomination]) -> DecisionPage:
    try:
        review = review_decision(services, key=draft.key)
    except ThiduaError as error:
        return page.model_copy(update={"problem": f"{error.message} Cách xử lý: {error.remedy or 'lập lại dự thảo.'}"})
    stops = refusing(review.findings)
    look = draft_look(services, draft=draft)
    doubled = any(one.code == "award-twice" for one in review.findings)
    return page.model_copy(
        update={
            "stops": stops,
            "warns": (*(one for one in review.findings if one not in stops), *review.notes),
            "like": _like(listed) if doubled else (),
            "look": look,
        }
    )


def _like(listed: list[Nomination]) -> tuple[tuple[Nomination, Nomination], ...]:
    return tuple(
        (one, other)
        for place, one in enumerate(listed)
        for other in listed[place + 1 :]
        if alike(one.nominee, other.nominee)
    )


def _issued(tx: Transaction, draft: Draft) -> IssuedDecision:
    record = tx.register.find(draft.key)
    assert record is not None  # an issued draft has its entry
    return IssuedDecision(record=record, certificates=certificates_of(tx, record))


def _last_run(tx: Transaction, campaign_id: CampaignId) -> OperationView | None:
    runs = [one for one in tx.operations.list(campaign_id=campaign_id, limit=_LOOKED_AT) if one.kind == "issue_awards"]
    return next(iter(views_in(tx, runs[:1])), None)


def _is(draft: Draft, form: AwardForm) -> bool:
    return draft.key.split(":")[3] == form


def _newest(drafts: list[Draft]) -> Draft | None:
    return max(drafts, key=lambda draft: int(draft.key.rsplit(":", 1)[1]), default=None)
