"""Checks of the plan's words: spelling of the source, references inside the plan, text said twice."""

import re
from collections import defaultdict
from itertools import combinations

from models.organisation import Directory
from models.plan.plan import Plan
from models.plan.readings import decided
from models.plan_checks.warning import PlanWarning, first_line, listed
from models.text import fold, squeeze

_GLUED = re.compile(r"\b(?:[A-ZĐ]+[A-Za-zĐđ]*ngày|[a-zà-ỹđ]{3,}\d{4})\b")
_MIXED = re.compile(r"\b[A-Z]+[a-z]+[A-Za-z]*[A-Z][A-Za-z]*\b")
_REFERENCE = re.compile(
    r"(?:tiết (?P<point>[a-zđ]),? )?(?:(?P<word>tiểu mục|mục) (?P<sub>\d+(?:\.\d+)+),? )?"
    r"mục (?P<clause>\d+),? phần (?P<part>⟦[^⟧]*⟧|[IVX]+)"
)
_MIN_SENTENCE_WORDS = 8


def source_corrected(plan: Plan, _: Directory) -> PlanWarning | None:
    """Warn of spelling in the source: places mended in the plan's text, and places that still look wrong."""
    mended = [f"dòng {one.line}: “{one.written}” ghi lại là “{one.restored}”" for one in plan.corrections]
    texts = [*decided(plan).opening, *(block.text for block in decided(plan).body)]
    glued = [f"“{found[0]}” có thể thiếu dấu cách" for text in texts for found in _GLUED.finditer(text)]
    points = mended + glued + _spelt_differently(texts)
    if not points:
        return None
    return PlanWarning(
        code="source-corrected",
        message=f"Bản gốc có chỗ viết sai hoặc quét sai: {listed(dict.fromkeys(points))}.",
        places=("corrections",) if mended else ("body",),
        line=min((one.line for one in plan.corrections), default=None),
        remedy="đối chiếu bản gốc; nếu bản gốc sai thì đính chính bằng công văn (NĐ 30/2020, Điều 18)",
    )


def _spelt_differently(texts: list[str]) -> list[str]:
    """Return names such as VNeID that stand in several spellings, where capital I and small l are easily mixed."""
    spellings: dict[str, set[str]] = defaultdict(set)
    for text in texts:
        for found in _MIXED.findall(text):
            spellings[found.lower().replace("l", "i")].add(found)
    return [f"một tên viết nhiều cách: {', '.join(sorted(ways))}" for ways in spellings.values() if len(ways) > 1]


def cross_references(plan: Plan, _: Directory) -> PlanWarning | None:
    """Warn where a reference inside the plan leads nowhere, may lead nowhere, or names levels in two ways."""
    known = {part.address for part in plan.parts}
    points: list[str] = []
    words: dict[str, str] = {}
    for block in decided(plan).body:
        for found in _REFERENCE.finditer(block.text):
            points += _leads_nowhere(found, known=known)
            if found["word"]:
                words.setdefault(found["word"], f"“{found['word']} {found['sub']}”")
    if len(words) > 1:
        points.append(f"cùng một cấp gọi hai cách: {' và '.join(words.values())}")
    if not points:
        return None
    cites = [cite for award in plan.awards for cite in award.cites if any(one.part for one in award.criteria)]
    return PlanWarning(
        code="cross-reference",
        message=f"Viện dẫn trong kế hoạch cần xem lại: {listed(dict.fromkeys(points))}.",
        places=("body",),
        line=first_line(cites),
        remedy="xác nhận cách đọc hoặc sửa viện dẫn cho trỏ đúng phần, mục có thật",
    )


def _leads_nowhere(found: re.Match[str], *, known: set[str]) -> list[str]:
    bare = found["part"].strip("⟦⟧")
    below = [found["sub"] or found["clause"], *([found["point"]] if found["point"] else [])]
    missing = [part for part in bare.split("|") if ".".join([part.strip(), *below]) not in known]
    good = [part for part in bare.split("|") if part not in missing]
    says = found[0].replace(found["part"], bare.replace("|", " hoặc "))
    return [
        f"“{says}”: phần {part} không có mục {'.'.join(below)}" + (f" (phần {good[0]} có)" if good else "")
        for part in missing
    ]


def repeated_text(plan: Plan, _: Directory) -> PlanWarning | None:
    """Warn where one duty stands in two parts in the same whole sentences: it is kept once, with both places."""
    sentences = {part.address: _sentences(part.text) for part in plan.parts}
    found = []
    for one in plan.obligations:
        parts = list(dict.fromkeys(cite.part for cite in one.cites if cite.part in sentences))
        pairs = [(left, right) for left, right in combinations(parts, 2) if sentences[left] & sentences[right]]
        found += [(one, f"{one.id} “{one.title}” ở {left} và {right}") for left, right in pairs]
    if not found:
        return None
    return PlanWarning(
        code="repeated-text",
        message=f"Cùng một việc viết lại ở hai nơi: {listed(text for _, text in found)}; hệ thống giữ một nghĩa vụ.",
        places=tuple(f"obligations.{one.id}.cites" for one, _ in found),
        line=first_line(cite for one, _ in found for cite in one.cites),
        remedy="không cần sửa; khi thay đổi thì sửa cả hai nơi",
    )


def _sentences(text: str) -> set[str]:
    pieces = (piece for line in text.split("\n") for piece in re.split(r"(?<=[.;])\s", line))
    folded = (fold(squeeze(piece)).strip(" .;/") for piece in pieces)
    return {piece for piece in folded if len(piece.split()) >= _MIN_SENTENCE_WORDS}
