"""The draft of a unit's sub-plan: what it answers to, its tasks in the plan's words, and what it may fill in itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from doc_templates.contexts import AwardStandard, SubPlanContext
from models.body import Block, BlockStyle
from models.campaign import Campaign
from models.dates import short_date
from models.deadlines import Deadline
from models.documents import DocumentKind, DocumentRecord
from models.organisation import Directory, Unit, UnitKind
from models.plan import Obligation, Plan
from models.plan.due import DueWording
from workflows.steps.documents.citing import area_of, citation, full_name, named
from workflows.steps.documents.composing import heading
from workflows.steps.reporting.unit_tasks import group_words, tasks_of

SAMPLE_MARK = "(mẫu, đơn vị thay bằng tiêu chuẩn của mình)"
"""Stands in each award standard that nobody of the unit has written."""


@dataclass(frozen=True)
class SubPlanFacts:
    """All that a unit's sub-plan is made of."""

    campaign: Campaign
    plan: Plan
    plan_record: DocumentRecord
    unit: Unit
    owed: tuple[Obligation, ...]
    """Every obligation of the unit, in the plan's order."""
    deadlines: tuple[Deadline, ...]
    """Its dated ones."""
    group: str | None
    """The plan's group that the unit belongs to."""
    directory: Directory
    symbol: str


def sub_plan_title(plan: Plan, unit: Unit) -> str:
    """Return the subject of a unit's sub-plan."""
    area = area_of(unit)
    where = f" trên địa bàn {area}" if area else ""
    return f"Triển khai thực hiện {plan.movement.kind} “{plan.name}”{where}"


def sub_plan_context(facts: SubPlanFacts) -> SubPlanContext:
    """Return the draft's context; date, number and (outside a show) the signer's name are still blank."""
    standards = _standards(facts)
    return SubPlanContext(
        **heading(
            facts.unit,
            campaign=facts.campaign,
            symbol=facts.symbol,
            subject=sub_plan_title(facts.plan, facts.unit),
            recipients=_recipients(facts),
        ),
        issuer_name=facts.unit.name,
        opening=_opening(facts),
        body=_numbered(_sections(facts, with_standards=bool(standards))),
        criteria=standards,
    )


def _opening(facts: SubPlanFacts) -> tuple[str, ...]:
    cited = citation(facts.plan_record, facts.directory.unit(facts.plan.issuer))
    return (
        f"Thực hiện {cited}, {full_name(facts.unit)} xây dựng Kế hoạch triển khai thực hiện với các nội dung như sau:",
    )


def _sections(facts: SubPlanFacts, *, with_standards: bool) -> list[tuple[str, tuple[Block, ...]]]:
    sections = [("MỤC ĐÍCH, YÊU CẦU", _purpose(facts))]
    if facts.group is not None and (words := group_words(facts.plan, facts.group)):
        sections.append(("NỘI DUNG THI ĐUA", words))
    sections.append(("NHIỆM VỤ", _tasks(facts)))
    if with_standards:
        sections.append(("TIÊU CHUẨN BÌNH XÉT, KHEN THƯỞNG", (_standards_sentence(),)))
    sections.append(("THỜI GIAN THỰC HIỆN, CHẾ ĐỘ BÁO CÁO", _times(facts)))
    sections.append(("TỔ CHỨC THỰC HIỆN", _carrying_out(facts)))
    return sections


def _numbered(sections: list[tuple[str, tuple[Block, ...]]]) -> tuple[Block, ...]:
    romans = ("I", "II", "III", "IV", "V", "VI", "VII")
    blocks: list[Block] = []
    for roman, (title, words) in zip(romans, sections, strict=False):
        blocks += [Block(style=BlockStyle.PART, text=f"{roman}. {title}"), *words]
    return tuple(blocks)


def _purpose(facts: SubPlanFacts) -> tuple[Block, ...]:
    plan = facts.plan
    return _items(
        f"Triển khai kịp thời, đầy đủ các nhiệm vụ được giao tại {named(facts.plan_record)}; góp phần"
        f" thực hiện thắng lợi {plan.movement.kind} “{plan.name}”.",
        "Xác định rõ nội dung công việc, trách nhiệm và thời hạn của từng tập thể, cá nhân; việc bình xét, khen thưởng"
        " bảo đảm khách quan, công khai, công bằng, đúng quy định của pháp luật.",
    )


def _tasks(facts: SubPlanFacts) -> tuple[Block, ...]:
    """Return the unit's tasks in the plan's words, told to be the plan's; the unit never works with itself."""
    plan, unit = named(facts.plan_record), facts.unit.name
    lead_in = Block(style=BlockStyle.PARAGRAPH, text=f"Thực hiện các nhiệm vụ được giao tại {plan}, cụ thể:")
    told = {f"{facts.plan_record.type_name} này": plan, f"Phối hợp {unit} và ": "Phối hợp ", f" (thông qua {unit})": ""}
    return (lead_in, *(_reworded(task, told) for task in tasks_of(facts.plan, facts.unit, owed=facts.owed)))


def _reworded(block: Block, told: Mapping[str, str]) -> Block:
    text = block.text
    for words, instead in told.items():
        text = text.replace(words, instead)
    return Block(style=block.style, text=text)


def _times(facts: SubPlanFacts) -> tuple[Block, ...]:
    end = facts.plan.movement.end
    lines = [f"Thời gian thực hiện: từ ngày ban hành Kế hoạch này đến hết {_until(end.spoken)}."] if end else []
    lines += [_report_line(facts, one) for one in _once(facts.deadlines)]
    return _items(*lines) or _items("Theo yêu cầu của cơ quan chủ trì phong trào thi đua.")


def _until(spoken: str) -> str:
    return f"ngày {spoken}" if spoken[:1].isdigit() else spoken


def _once(deadlines: tuple[Deadline, ...]) -> list[Deadline]:
    """Return what the unit still has to hand in once; the duty that this very sub-plan fulfils is not listed in it."""
    return [
        one
        for one in deadlines
        if one.period == "-"
        and one.due is not None
        and one.exempt_reason is None
        and one.fulfilled_by is not DocumentKind.SUB_PLAN
    ]


def _report_line(facts: SubPlanFacts, deadline: Deadline) -> str:
    obligation = facts.plan.obligation(deadline.obligation_id)
    due = obligation.due if obligation else None
    wording = due.wording if isinstance(due, DueWording) and due.wording else f"chậm nhất ngày {_day(deadline.due)}"
    receiver = f", gửi {facts.directory.unit(deadline.receiver).name}" if deadline.receiver else ""
    via = _through(facts, deadline)
    return f"{deadline.title}{receiver}{via} {wording}."


def _through(facts: SubPlanFacts, deadline: Deadline) -> str:
    if deadline.via in (None, facts.unit.id):
        return ""
    return f" (thông qua {facts.directory.unit(deadline.via).name})"


def _day(day: date | None) -> str:
    return short_date(day) if day else "..."


def _carrying_out(facts: SubPlanFacts) -> tuple[Block, ...]:
    lead = facts.directory.unit(facts.plan.lead)
    lines = [
        "Người đứng đầu các đơn vị, bộ phận trực thuộc căn cứ Kế hoạch này tổ chức thực hiện, thường xuyên kiểm tra,"
        " kịp thời tháo gỡ khó khăn."
    ]
    if facts.unit.id == lead.id:
        lines.append("Văn phòng theo dõi, đôn đốc và tổng hợp kết quả thực hiện Kế hoạch này.")
    else:
        lines.append(
            "Trong quá trình thực hiện, nếu có khó khăn, vướng mắc thì kịp thời phản ánh về"
            f" {lead.name} để được hướng dẫn."
        )
    return tuple(Block(style=BlockStyle.PARAGRAPH, text=line) for line in lines)


def _standards_sentence() -> Block:
    text = "Tiêu chuẩn cụ thể để bình xét, khen thưởng theo thẩm quyền quy định tại Phụ lục kèm theo Kế hoạch này."
    return Block(style=BlockStyle.PARAGRAPH, text=text)


def _standards(facts: SubPlanFacts) -> tuple[AwardStandard, ...]:
    """District units are asked for standards of their own; these rows only show where they go."""
    if facts.unit.kind is not UnitKind.DISTRICT:
        return ()
    rows = (
        (
            "Tập thể",
            "Hoàn thành đầy đủ, đúng thời hạn các nhiệm vụ của phong trào thi đua được giao; dữ liệu chính xác",
        ),
        ("Cá nhân", "Trực tiếp thực hiện, hoàn thành xuất sắc phần việc được giao; được tập thể bình chọn"),
    )
    return tuple(
        AwardStandard(award="Khen thưởng theo thẩm quyền", subjects=subjects, standard=f"{standard} {SAMPLE_MARK}.")
        for subjects, standard in rows
    )


def _recipients(facts: SubPlanFacts) -> tuple[str, ...]:
    issuer, lead = facts.directory.unit(facts.plan.issuer), facts.directory.unit(facts.plan.lead)
    upward = [issuer.name, *([lead.name] if lead.id != facts.unit.id else [])]
    return (*dict.fromkeys(upward), "Các đơn vị, bộ phận có liên quan")


def _items(*texts: str) -> tuple[Block, ...]:
    return tuple(Block(style=BlockStyle.ITEM, text=text) for text in texts)
