"""The last steps of a campaign: the final report, dossiers, the decision, the archive."""

from collections.abc import Iterator
from datetime import date

from models.awards.dossiers import DossierState
from models.base import Value
from models.documents import CampaignId, DocumentKind, Draft, DraftState
from models.operations import OPERATION_NAMES, OperationKind
from models.ports import Transaction
from workflows.services import Services
from workflows.steps.pages.next_steps import NextStep, StepForm, refusal
from workflows.steps.pages.operations import OperationView, views_in
from workflows.steps.pages.papers import Paper, paper_of
from workflows.steps.work import STEPS

_LOOKED_AT = 40
_SHOWN = 3
_EXPLAINED: dict[OperationKind, str] = {
    OperationKind.SUMMARISE_REPORTS: (
        "Tổng hợp đơn vị nào đã báo cáo, muộn, chưa báo cáo; lập dự thảo để bổ sung hạn chế, nguyên nhân, bài học."
    ),
    OperationKind.ASSEMBLE_DOSSIERS: (
        "Lập bìa, mục lục, một PDF có mục lục và một tệp ZIP cho mỗi hồ sơ; hồ sơ không đổi thì giữ nguyên."
    ),
    OperationKind.ARCHIVE_CAMPAIGN: (
        "Đưa văn bản đã ban hành và hồ sơ đã kết thúc vào kho có khóa; khóa rồi thì không ai xóa hay rút ngắn được."
    ),
}
"""The steps of the end that need nothing but a button, in their order."""

_LAST_KINDS = (*_EXPLAINED, OperationKind.ISSUE_AWARDS)


class CampaignEnd(Value):
    """What the office sees above the list of dossiers."""

    steps: tuple[NextStep, ...]
    final_report: Paper | None
    operations: tuple[OperationView, ...]


def campaign_end(services: Services, *, campaign_id: CampaignId, as_of: date) -> CampaignEnd:
    """Return the last steps as they stand on a day; a step that this service cannot do yet is not shown."""
    with services.registry.begin() as tx:
        report = _newest(tx.drafts.list(campaign_id, kind=DocumentKind.FINAL_REPORT))
        ended = [
            one for one in tx.operations.list(campaign_id=campaign_id, limit=_LOOKED_AT) if one.kind in _LAST_KINDS
        ]
        return CampaignEnd(
            steps=tuple(_steps(tx, campaign_id, as_of=as_of)),
            final_report=paper_of(tx, report) if report else None,
            operations=views_in(tx, ended[:_SHOWN]),
        )


def _steps(tx: Transaction, campaign_id: CampaignId, *, as_of: date) -> Iterator[NextStep]:
    for kind in _EXPLAINED:
        if kind is OperationKind.ARCHIVE_CAMPAIGN:
            yield _decision(tx, campaign_id)
        if kind in STEPS:
            yield _step(tx, campaign_id, kind, as_of=as_of)


def _decision(tx: Transaction, campaign_id: CampaignId) -> NextStep:
    drafts = tx.drafts.list(campaign_id, kind=DocumentKind.AWARD_DECISION)
    submitted = len(tx.dossiers.list(campaign_id, state=DossierState.SUBMITTED))
    return NextStep(
        key="quyet-dinh",
        title="Quyết định khen thưởng và bằng",
        explain="Lập dự thảo từ các hồ sơ đã nộp, xem kết quả kiểm tra, xác nhận để ban hành; in bằng.",
        form=StepForm.LINK,
        address="/khen-thuong/quyet-dinh",
        done=not submitted and any(draft.state is DraftState.ISSUED for draft in drafts),
    )


def _step(tx: Transaction, campaign_id: CampaignId, kind: OperationKind, *, as_of: date) -> NextStep:
    reason, remedy = refusal(tx, campaign_id=campaign_id, as_of=as_of, kind=kind, params={})
    return NextStep(
        key=kind,
        title=OPERATION_NAMES[kind],
        explain=_EXPLAINED[kind],
        form=StepForm.PLAIN,
        why_not=reason,
        remedy=remedy,
    )


def _newest(drafts: tuple[Draft, ...]) -> Draft | None:
    standing = [draft for draft in drafts if draft.state is not DraftState.WITHDRAWN]
    return max(standing, key=lambda draft: int(draft.key.rsplit(":", 1)[1]), default=None)
