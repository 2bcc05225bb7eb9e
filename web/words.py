"""States and roles as pages say them: a word and the tone it is shown in."""

from collections.abc import Callable, Mapping
from enum import StrEnum

from models.accounts import ROLE_NAMES, Role
from models.awards.checklist import ItemState
from models.awards.dossiers import DossierState
from models.awards.nominations import SHORT_AWARD_NAMES, AwardForm
from models.awards.nominees import NOMINEE_KIND_NAMES, NomineeKind
from models.campaign import CampaignState, Clock
from models.documents import DRAFT_STATE_NAMES, KIND_NAMES, DocumentKind, DraftState, EntryState
from models.operations import OPERATION_NAMES, OPERATION_STATE_NAMES, OperationKind, OperationState
from models.text import fold

_CAMPAIGN: dict[CampaignState, tuple[str, str]] = {
    CampaignState.PREPARING: ("Đang chuẩn bị", "wait"),
    CampaignState.LAUNCHED: ("Đang thực hiện", "good"),
    CampaignState.CLOSED: ("Đã kết thúc", "quiet"),
}
_CLOCK: dict[Clock, str] = {
    Clock.LIVE: "Theo ngày hiện tại",
    Clock.REPLAY: "Diễn lại theo ngày đã chọn",
}
_ENTRY: dict[EntryState, tuple[str, str]] = {
    EntryState.NUMBERED: ("Đã cấp số", "wait"),
    EntryState.STORED: ("Đã lưu, chờ ban hành", "wait"),
    EntryState.ISSUED: ("Đã ban hành", "good"),
    EntryState.VOIDED: ("Đã hủy số", "bad"),
}
_DRAFT: dict[DraftState, tuple[str, str]] = {
    DraftState.DRAFTED: (DRAFT_STATE_NAMES[DraftState.DRAFTED], "wait"),
    DraftState.CONFIRMED: (DRAFT_STATE_NAMES[DraftState.CONFIRMED], "info"),
    DraftState.ISSUED: (DRAFT_STATE_NAMES[DraftState.ISSUED], "good"),
    DraftState.WITHDRAWN: (DRAFT_STATE_NAMES[DraftState.WITHDRAWN], "quiet"),
}
_OPERATION: dict[OperationState, tuple[str, str]] = {
    OperationState.WAITING: (OPERATION_STATE_NAMES[OperationState.WAITING], "wait"),
    OperationState.DISPATCHED: (OPERATION_STATE_NAMES[OperationState.DISPATCHED], "wait"),
    OperationState.RUNNING: (OPERATION_STATE_NAMES[OperationState.RUNNING], "info"),
    OperationState.SUCCEEDED: (OPERATION_STATE_NAMES[OperationState.SUCCEEDED], "good"),
    OperationState.FAILED: (OPERATION_STATE_NAMES[OperationState.FAILED], "bad"),
}
_DEADLINE: dict[str, tuple[str, str]] = {
    "met": ("Đúng hạn", "good"),
    "late": ("Nộp muộn", "warn"),
    "missing": ("Quá hạn, chưa nộp", "bad"),
    "not_due": ("Chưa đến hạn", "quiet"),
    "gap": ("Chưa xác định hạn", "wait"),
    "exempt": ("Được miễn", "quiet"),
}
_DOSSIER: dict[DossierState, tuple[str, str]] = {
    DossierState.ASSEMBLING: ("Đang lập", "wait"),
    DossierState.INCOMPLETE: ("Còn thiếu", "warn"),
    DossierState.COMPLETE: ("Đủ thành phần, chưa nộp", "info"),
    DossierState.SUBMITTED: ("Đã nộp", "good"),
    DossierState.RETURNED: ("Bị trả lại", "bad"),
    DossierState.CLOSED: ("Đã kết thúc", "quiet"),
}
_ITEM: dict[ItemState, tuple[str, str]] = {
    ItemState.PRESENT: ("Đã có", "good"),
    ItemState.MISSING: ("Còn thiếu", "bad"),
    ItemState.UNCONFIRMED: ("Chưa xác nhận", "warn"),
}
_PAIRS: dict[type[StrEnum], Mapping[StrEnum, tuple[str, str]]] = {
    CampaignState: _CAMPAIGN,  # type: ignore[dict-item]  # a mapping's key type is invariant
    EntryState: _ENTRY,  # type: ignore[dict-item]  # as above
    DraftState: _DRAFT,  # type: ignore[dict-item]  # as above
    OperationState: _OPERATION,  # type: ignore[dict-item]  # as above
    DossierState: _DOSSIER,  # type: ignore[dict-item]  # as above
    ItemState: _ITEM,  # type: ignore[dict-item]  # as above
}


def plain(text: str) -> str:
    """Return ``text`` in ASCII, for the old half of a download's file name; capitals are lost."""
    return fold(text).encode("ascii", "replace").decode()


def state_word(state: StrEnum) -> str:
    """Return the word for a state of a campaign, entry, draft, operation, dossier, part or deadline."""
    return _pair(state)[0]


def state_tone(state: StrEnum) -> str:
    """Return the tone (style class) of a state: good, info, wait, warn, bad or quiet."""
    return _pair(state)[1]


def clock_name(clock: Clock) -> str:
    """Return how a campaign's time moves."""
    return _CLOCK[clock]


def kind_name(kind: DocumentKind) -> str:
    """Return a document kind's name."""
    return KIND_NAMES[kind]


def operation_name(kind: OperationKind) -> str:
    """Return an operation's name."""
    return OPERATION_NAMES[kind]


def role_name(role: Role) -> str:
    """Return a role's name."""
    return ROLE_NAMES[role]


def award_name(form: AwardForm) -> str:
    """Return the short name of a form of award."""
    return SHORT_AWARD_NAMES[form]


def nominee_kind_name(kind: NomineeKind) -> str:
    """Return what a kind of nominee is called."""
    return NOMINEE_KIND_NAMES[kind]


def _pair(state: StrEnum) -> tuple[str, str]:
    table = _PAIRS.get(type(state))
    return table[state] if table is not None else _DEADLINE[state.value]


FILTERS: dict[str, Callable[..., str]] = {
    "chu": state_word,
    "sac": state_tone,
    "dong_ho": clock_name,
    "loai": kind_name,
    "viec": operation_name,
    "vai_tro": role_name,
    "khen": award_name,
    "doi_tuong": nominee_kind_name,
}
