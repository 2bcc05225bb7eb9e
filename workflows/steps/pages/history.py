"""What happened in a campaign, in sentences: for the office all of it, for a unit its own part."""

from collections.abc import Callable, Mapping
from datetime import date, datetime

from models.base import Value
from models.dates import short_date
from models.documents import KIND_NAMES, CampaignId, DocumentKind
from models.events import Event
from models.organisation import UnitId
from models.plan import open_gaps
from models.plan.due_gaps import unit_in
from models.ports import Transaction
from workflows.services import Services
from workflows.steps.campaigns.campaigns import stated_plan
from workflows.steps.files.law_files import shipped_law

_MOST = 300


class HistoryRow(Value):
    """One thing that happened."""

    as_of: date
    at: datetime
    actor: str
    text: str


class _Names(Value):
    """What ids are called in sentences."""

    units: Mapping[str, str]
    questions: Mapping[str, str]
    duties: Mapping[str, str]

    def unit(self, unit: object) -> str:
        """Return a unit's name."""
        return self.units.get(str(unit), str(unit))


def campaign_history(services: Services, *, campaign_id: CampaignId) -> tuple[HistoryRow, ...]:
    """Return what happened in a campaign, newest first."""
    with services.registry.begin() as tx:
        return history_in(tx, campaign_id, unit=None)


def history_in(tx: Transaction, campaign_id: CampaignId, *, unit: UnitId | None) -> tuple[HistoryRow, ...]:
    """Return the same within an open transaction, only a unit's part where one is named."""
    plan = stated_plan(tx, campaign_id)
    names = _Names(
        units={known.id: known.name for known in tx.units.directory()},
        questions={gap.path: gap.question for gap in open_gaps(plan)},
        duties={one.id: one.title for one in plan.obligations},
    )
    events = tx.events.list(campaign_id, kinds=tuple(_SENTENCES), concerning=unit, limit=_MOST)
    return tuple(
        HistoryRow(as_of=event.as_of, at=event.at, actor=event.actor, text=_SENTENCES[event.kind](event, names))
        for event in events
    )


def _kind(event: Event) -> str:
    kind = str(event.data.get("kind", ""))
    return KIND_NAMES[DocumentKind(kind)] if kind in tuple(DocumentKind) else "văn bản"


def _document(verb: str) -> Callable[[Event, _Names], str]:
    def sentence(event: Event, names: _Names) -> str:
        reason, code = event.data.get("reason"), event.data.get("code")
        return f"{verb} {_kind(event)}{f' {code}' if code else _whose(event, names)}" + (
            f": {reason}" if reason else ""
        )

    return sentence


def _whose(event: Event, names: _Names) -> str:
    """Return whose document it is, as its key says: of those without a number there are many alike."""
    about = event.subject.split(":")[2:3]
    unit = about[0].split("/")[0] if about else ""
    return f" của {names.units[unit]}" if unit in names.units else ""


def _numbered(event: Event, names: _Names) -> str:
    verb = "Cấp số cho" if event.data.get("code") else "Ghi vào sổ"
    return _document(verb)(event, names)


def _draft(verb: str) -> Callable[[Event, _Names], str]:
    return lambda event, names: f"{verb} {_kind(event)} của {names.unit(event.data.get('unit', ''))}"


def _plain(text: str) -> Callable[[Event, _Names], str]:
    return lambda _event, _names: text


def _told(event: Event) -> str:
    return str(event.data.get("message", ""))


def _filled(event: Event, names: _Names) -> str:
    own_day = unit_in(event.subject)
    if own_day:
        day, note = str(event.data.get("value", "")), event.data.get("note")
        verb = f"Đặt ngày riêng {_spoken(day)}" if day else "Bỏ ngày riêng"
        about = f"{verb} của {names.unit(own_day[1])}: {names.duties.get(own_day[0], own_day[0])}"
        return f"{about}. Căn cứ: {note}" if note else about
    question = names.questions.get(event.subject)
    if question:
        return f"Trả lời câu hỏi: {question}" if event.data.get("value") != "" else f"Bỏ câu trả lời: {question}"
    return "Xác nhận một chỗ đọc chưa chắc"


def _spoken(day: str) -> str:
    """Return a day as a person reads it, however the command that kept it was typed."""
    try:
        return short_date(date.fromisoformat(day))
    except ValueError:
        return day


def _regulation(event: Event, _names: _Names) -> str:
    chosen, note = event.data.get("regulation"), event.data.get("note")
    told = f"Ấn định quy định khen thưởng {_title(chosen)}" if chosen else "Bỏ ấn định quy định khen thưởng"
    return f"{told}. Căn cứ: {note}" if note else told


def _title(regulation: str) -> str:
    titles = {one.id: one.title for one in shipped_law().regulations}
    return titles.get(regulation, regulation)


def _dossier(verb: str) -> Callable[[Event, _Names], str]:
    def sentence(event: Event, names: _Names) -> str:
        reason = event.data.get("reason")
        told = f"{verb} hồ sơ khen thưởng của {names.unit(event.data.get('unit', ''))}"
        return f"{told}. Lý do: {reason}" if reason else told

    return sentence


def _nomination(verb: str) -> Callable[[Event, _Names], str]:
    return lambda event, names: (
        f"{verb} của {names.unit(event.data.get('unit', ''))}: {event.data.get('note', '')}".rstrip(": ")
    )


def _verified(event: Event, _names: _Names) -> str:
    faults = event.data.get("fault_count", 0)
    return f"Đối chiếu kho lưu trữ: {f'{faults} sai lệch' if faults else 'nguyên vẹn'}"


def _template(event: Event, _names: _Names) -> str:
    name = KIND_NAMES[DocumentKind(event.subject)]
    return f"Dùng phiên bản {event.data.get('number', '')} của mẫu {name}"


_SENTENCES: dict[str, Callable[[Event, _Names], str]] = {
    "campaign.created": _plain("Tạo phong trào"),
    "gap.filled": _filled,
    "regulation.pinned": _regulation,
    "group.joined": lambda event, names: f"Xếp {names.unit(event.subject)} vào nhóm {event.data.get('group', '')}",
    "operation.requested": lambda event, _names: f"Yêu cầu: {event.data.get('name', '')}",
    "plan.renewed": lambda event, _names: f"Thay tệp kế hoạch: {event.data.get('file', '')}",
    "plan.launched": _plain("Phát động phong trào"),
    "draft.made": _draft("Lập dự thảo"),
    "draft.confirmed": _draft("Xác nhận dự thảo"),
    "document.numbered": _numbered,
    "document.issued": _document("Ban hành"),
    "document.voided": _document("Hủy số của"),
    "document.stuck": lambda event, _names: f"Chưa lập xong văn bản {event.data.get('code', '')}: {_told(event)}",
    "progress.recorded": lambda event, names: f"Ghi nhận báo cáo đã gửi của {names.unit(event.subject)}",
    "deadlines.swept": _plain("Rà soát thời hạn"),
    "template.chosen": _template,
    "nomination.recorded": _nomination("Ghi đề nghị khen thưởng"),
    "nomination.withdrawn": _nomination("Rút đề nghị khen thưởng"),
    "council.recorded": lambda event, names: f"Ghi phiên họp Hội đồng của {names.unit(event.subject)}",
    "dossier.submitted": _dossier("Nộp"),
    "dossier.returned": _dossier("Trả lại"),
    "dossier.part_received": _dossier("Đưa một văn bản ngoài vào"),
    "campaign.archived": _plain("Đưa vào lưu trữ"),
    "archive.verified": _verified,
}
