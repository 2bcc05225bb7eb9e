"""Checks of what the plan is: number, date, signature, and its name where it is repeated."""

import re
from difflib import SequenceMatcher

from models.body import without_brackets
from models.organisation import Directory
from models.plan.gaps import GAP_REASON_NAMES, Gap, GapReason
from models.plan.plan import Plan
from models.plan.readings import decided
from models.plan_checks.warning import PlanWarning, listed

_MIN_COMMON_WORDS = 8
_MIN_RUN_BEFORE = 3
_MAX_CHANGED_WORDS = 2
_NOT_WORD = re.compile(r"[“”\"'(),.:;]")


def identity_unread(plan: Plan, _: Directory) -> PlanWarning | None:
    """Warn where number or date stand in the source but cannot be read or were lost: a person must say them."""
    named = (("document.number", "số", plan.document.number), ("document.date", "ngày", plan.document.date))
    found = [
        (path, name, gap) for path, name, gap in named if isinstance(gap, Gap) and gap.reason is not GapReason.INFERRED
    ]
    if not found:
        return None
    points = [
        f"{name} {GAP_REASON_NAMES[gap.reason]}"
        + (f" (khả năng: {', '.join(str(one) for one in gap.candidates)})" if gap.candidates else "")
        for _, name, gap in found
    ]
    return PlanWarning(
        code="identity-unread",
        message=f"Chưa có đủ số và ngày của văn bản: {listed(points)}.",
        places=tuple(path for path, _, _ in found),
        line=next((gap.line for _, _, gap in found if gap.line), None),
        remedy="người có trách nhiệm đối chiếu bản gốc rồi điền; hệ thống không tự đặt số, ngày",
    )


def letter_launched(plan: Plan, _: Directory) -> PlanWarning | None:
    """Warn where a công văn launches the movement: it has no type name, and is not made here (NĐ 30/2020, Điều 7)."""
    if plan.document.type_name:
        return None
    return PlanWarning(
        code="letter-launched",
        message="Văn bản phát động là công văn (không có tên loại), hệ thống không tự lập.",
        places=("document.type_name",),
        remedy="ban hành công văn ở ngoài rồi nhập số đã cấp, hoặc ghi tên loại nếu văn bản có tên loại",
    )


def signature_missing(plan: Plan, _: Directory) -> PlanWarning | None:
    """Warn where the signing block or the signer's name is missing (NĐ 30/2020, PL I, II.7)."""
    parts = (("signature.authority", plan.signature.authority), ("signature.name", plan.signature.name))
    found = [(path, gap) for path, gap in parts if isinstance(gap, Gap)]
    if not found:
        return None
    blocks = [" / ".join(one) if isinstance(one, tuple) else str(one) for _, gap in found for one in gap.candidates]
    hint = f" Khả năng: {listed(blocks)}." if blocks else ""
    return PlanWarning(
        code="signature-missing",
        message=f"Thiếu quyền hạn, chức vụ hoặc họ tên người ký ({GAP_REASON_NAMES[found[0][1].reason]}).{hint}",
        places=tuple(path for path, _ in found),
        line=found[0][1].line,
        remedy="đối chiếu bản gốc rồi điền đúng quyền hạn, chức vụ của người ký",
    )


def name_variants(plan: Plan, _: Directory) -> PlanWarning | None:
    """Warn where the opening repeats the plan's title almost, but not quite, word for word."""
    subject = _words(without_brackets(plan.document.subject))
    found = []
    for paragraph in decided(plan).opening:
        for segment in paragraph.split(";"):
            unsure = ", chỗ này bản quét chưa rõ" if "⟦" in segment else ""
            changed = _changes(subject, _words(without_brackets(segment)))
            found += [f"trích yếu ghi “{ours}”, phần mở đầu ghi “{theirs}”{unsure}" for ours, theirs in changed]
    if not found:
        return None
    basis_lines = [line for citation in plan.citations if citation.basis for line in citation.lines]
    return PlanWarning(
        code="name-variants",
        message=f"Tên gọi ghi không thống nhất: {listed(dict.fromkeys(found))}.",
        places=("document.subject", "opening"),
        line=min(basis_lines, default=None),
        remedy="đối chiếu văn bản được viện dẫn, xác nhận cách đọc và dùng một tên gọi",
    )


def _words(text: str) -> list[str]:
    return _NOT_WORD.sub(" ", text).split()


def _changes(ours: list[str], theirs: list[str]) -> list[tuple[str, str]]:
    """Return small differences inside a long common stretch, each with a word of context on both sides."""
    matcher = SequenceMatcher(None, [word.lower() for word in ours], [word.lower() for word in theirs], autojunk=False)
    steps = matcher.get_opcodes()
    if sum(end - start for tag, start, end, _, _ in steps if tag == "equal") < _MIN_COMMON_WORDS:
        return []
    found = []
    for before, step, after in zip(steps, steps[1:], steps[2:], strict=False):
        tag, start, end, other_start, other_end = step
        small = max(end - start, other_end - other_start) <= _MAX_CHANGED_WORDS
        anchored = before[0] == after[0] == "equal" and before[2] - before[1] >= _MIN_RUN_BEFORE
        if tag != "equal" and small and anchored:
            found.append((" ".join(ours[start - 1 : end + 1]), " ".join(theirs[other_start - 1 : other_end + 1])))
    return found
