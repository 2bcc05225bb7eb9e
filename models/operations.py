"""A person's act that needs work done: one row that pages, dispatcher and steps all look at."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from models.base import Value
from models.documents import CampaignId
from models.errors import Conflict

MAX_ATTEMPTS = 3
SILENT_AFTER_SECONDS = 60


class OperationKind(StrEnum):
    """What is to be done; each kind has one step and one flow."""

    PUBLISH_TEMPLATES = "publish_templates"
    ISSUE_PLAN = "issue_plan"
    DISTRIBUTE_SUB_PLANS = "distribute_sub_plans"
    ISSUE_CONFIRMED = "issue_confirmed"
    SWEEP_DEADLINES = "sweep_deadlines"
    PRINT_REGISTERS = "print_registers"
    MAKE_PDFS = "make_pdfs"
    SUMMARISE_REPORTS = "summarise_reports"
    ASSEMBLE_DOSSIERS = "assemble_dossiers"
    ISSUE_AWARDS = "issue_awards"
    ARCHIVE_CAMPAIGN = "archive_campaign"
    VERIFY_ARCHIVE = "verify_archive"


OPERATION_NAMES: dict[OperationKind, str] = {
    OperationKind.PUBLISH_TEMPLATES: "Đưa mẫu văn bản vào kho",
    OperationKind.ISSUE_PLAN: "Ban hành kế hoạch",
    OperationKind.DISTRIBUTE_SUB_PLANS: "Giao đơn vị xây dựng kế hoạch triển khai",
    OperationKind.ISSUE_CONFIRMED: "Ban hành các văn bản đã xác nhận",
    OperationKind.SWEEP_DEADLINES: "Rà soát thời hạn",
    OperationKind.PRINT_REGISTERS: "In sổ đăng ký văn bản đi",
    OperationKind.MAKE_PDFS: "Tạo bản PDF",
    OperationKind.SUMMARISE_REPORTS: "Tổng hợp báo cáo, dự thảo báo cáo tổng kết",
    OperationKind.ASSEMBLE_DOSSIERS: "Đóng hồ sơ đề nghị khen thưởng",
    OperationKind.ISSUE_AWARDS: "Ban hành quyết định khen thưởng và lập bằng",
    OperationKind.ARCHIVE_CAMPAIGN: "Đưa vào lưu trữ",
    OperationKind.VERIFY_ARCHIVE: "Đối chiếu kho lưu trữ",
}


class OperationState(StrEnum):
    """How far an operation has come."""

    WAITING = "waiting"
    """Asked for; no run yet for this attempt."""
    DISPATCHED = "dispatched"
    """The orchestrator accepted the run."""
    RUNNING = "running"
    SUCCEEDED = "succeeded"
    FAILED = "failed"
    """Given up after the last attempt, or refused for a reason only a person can mend."""


OPERATION_STATE_NAMES: dict[OperationState, str] = {
    OperationState.WAITING: "Đang chờ thực hiện",
    OperationState.DISPATCHED: "Đã giao thực hiện",
    OperationState.RUNNING: "Đang thực hiện",
    OperationState.SUCCEEDED: "Hoàn thành",
    OperationState.FAILED: "Không thành",
}

OPEN_STATES = (OperationState.WAITING, OperationState.DISPATCHED, OperationState.RUNNING)


class OperationRequest(Value):
    """An act's wish for work; an open operation of the same kind, subject and day is joined, not doubled."""

    kind: OperationKind
    subject: str
    """What it is about: a campaign's id, ``templates``, or ``archive``."""
    campaign_id: CampaignId | None = None
    as_of: date
    params: dict[str, Any] = {}
    """Ids and dates only; never a person's data."""
    requested_by: str


class Operation(OperationRequest):
    """One operation as the registry keeps it."""

    id: str
    attempt: int
    state: OperationState
    done: int = 0
    total: int = 0
    message: str = ""
    """The Vietnamese sentence that says what is going on or came of it."""
    error_code: str | None = None
    run_id: str | None = None
    created_at: datetime
    started_at: datetime | None = None
    """When the present attempt was taken up; absent until then."""
    heartbeat_at: datetime
    finished_at: datetime | None = None


class StaleAttempt(Conflict):
    """A newer attempt has taken this operation over; the older one must stop without a trace."""

    code = "stale-attempt"
