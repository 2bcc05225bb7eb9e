"""Checks against rules of the field; each names its rule and how well that rule is known."""

import re
from datetime import date
from itertools import takewhile

from models.body import BlockStyle
from models.dates import short_date
from models.organisation import Confidence, Directory
from models.plan.citing import Citation
from models.plan.plan import Plan
from models.plan.readings import decided
from models.plan.wording import OPENING
from models.plan_checks.warning import PlanWarning, listed
from models.text import fold

_BASIS = re.compile(r"Căn cứ .*;\s*$")
_EMULATION_LAW = "luat thi dua, khen thuong"
_HIGHER_AWARD = re.compile(r"là cơ sở để (?:xét, )?đề nghị[^.;]*khen thưởng[^.;]*cao hơn", re.IGNORECASE)
_NO_BASIS_FOR_HIGHER_FROM = date(2025, 7, 1)


def legal_basis(plan: Plan, _: Directory) -> PlanWarning | None:
    """Warn where a plan that promises awards cites no Luật Thi đua, khen thưởng, or its bases end wrongly.

    Bases stand one a line, each ends with ``;``, the last with a full stop (NĐ 30/2020, PL I, II.6).
    """
    points = []
    opening = fold(" ".join(plan.opening))
    if plan.awards and _EMULATION_LAW not in opening:
        sections = sorted({cite.part.split(".")[0] for award in plan.awards for cite in award.cites})
        points.append(
            f"không viện dẫn Luật Thi đua, khen thưởng, tuy phần {', '.join(sections)} về khen thưởng dựa vào đó"
        )
    bases = [paragraph for paragraph in plan.opening if paragraph.startswith("Căn cứ")]
    if bases and bases[-1].rstrip().endswith(";"):
        points.append("căn cứ cuối cùng kết thúc bằng dấu chấm phẩy, không phải dấu chấm")
    if not points:
        return None
    lines = [line for citation in plan.citations if citation.basis for line in citation.lines]
    return PlanWarning(
        code="legal-basis",
        message=f"Căn cứ ban hành: {listed(points)}.",
        places=(OPENING,),
        line=max(lines, default=None),
        remedy="bổ sung căn cứ và sửa dấu câu ở lần ban hành sau; văn bản đã ban hành giữ nguyên",
        source="NĐ 30/2020/NĐ-CP, Phụ lục I, phần I, mục II.6",
        confidence=Confidence.FOUND,
    )


def basis_in_body(plan: Plan, _: Directory) -> PlanWarning | None:
    """Warn of legal bases that the file has at the head of the body, where they would be printed as its text."""
    head = takewhile(lambda block: block.style is BlockStyle.PARAGRAPH, decided(plan).body)
    found = [f"“{block.text}”" for block in head if _BASIS.match(block.text)]
    if not found:
        return None
    return PlanWarning(
        code="basis-in-body",
        message=f"Căn cứ ban hành nằm ở đầu mục body nên in như nội dung, chữ đứng: {listed(found)}.",
        places=("body",),
        remedy="chuyển các dòng đó lên mục opening, mỗi căn cứ một dòng",
        source="NĐ 30/2020/NĐ-CP, Phụ lục I, phần I, mục II.6",
        confidence=Confidence.FOUND,
    )


def citation_incomplete(plan: Plan, _: Directory) -> PlanWarning | None:
    """Warn where a document is cited first without its date (NĐ 30/2020, PL I, II.6.b: the first time in full)."""
    found = [one for one in plan.citations if one.date is None and not one.is_law]
    if not found:
        return None
    return PlanWarning(
        code="citation-incomplete",
        message=f"Viện dẫn lần đầu chưa đầy đủ: {listed(_lacking(one) for one in found)}.",
        places=("citations",),
        line=min((line for one in found for line in one.lines), default=None),
        remedy="lần đầu viện dẫn ghi đủ tên loại, số, ký hiệu, ngày tháng, cơ quan ban hành và trích yếu",
        source="NĐ 30/2020/NĐ-CP, Phụ lục I, phần I, mục II.6.b",
        confidence=Confidence.FOUND,
    )


def _lacking(citation: Citation) -> str:
    absent = [
        name
        for name, value in (("ngày", citation.date), ("cơ quan ban hành", citation.issuer), ("tên", citation.subject))
        if value is None
    ]
    return f"{citation.called} thiếu {', '.join(absent)}"


def higher_award(plan: Plan, _: Directory) -> PlanWarning | None:
    """Warn where the plan makes its awards a basis for higher ones, which NĐ 152/2025 Điều 4(3) rules out.

    The decree took effect on 01/7/2025: for an older plan the warning speaks of reuse only.
    """
    for part in plan.parts:
        if found := _HIGHER_AWARD.search(part.text):
            since = short_date(_NO_BASIS_FOR_HIGHER_FROM)
            older = plan.reference_day < _NO_BASIS_FOR_HIGHER_FROM
            when = f"nếu dùng lại từ ngày {since}" if older else "từ khi ban hành"
            return PlanWarning(
                code="higher-award",
                message=f"Mục {part.address} ghi kết quả khen thưởng “{found[0]}”; {when} trái quy định: khen thưởng "
                "theo chuyên đề không là căn cứ đề nghị hình thức cao hơn.",
                places=(f"body.{part.address}",),
                remedy="bỏ câu này khi dùng lại kế hoạch",
                source="NĐ 152/2025/NĐ-CP, Điều 4, khoản 3 (hiệu lực từ 01/7/2025)",
                confidence=Confidence.FOUND,
            )
    return None


def budget_missing(plan: Plan, _: Directory) -> PlanWarning | None:
    """Warn where the plan says nothing of money."""
    heading = any("kinh phi" in fold(part.heading) for part in plan.parts)
    if plan.budget is not None or heading:
        return None
    return PlanWarning(
        code="budget-missing",
        message="Kế hoạch không có phần kinh phí.",
        places=("body",),
        remedy="xác nhận nguồn kinh phí tổ chức và khen thưởng trước khi triển khai",
    )
