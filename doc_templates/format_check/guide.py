"""The office's list of rules, written from the rules themselves: ``python -m doc_templates.format_check.guide``."""

import sys
from pathlib import Path

from doc_templates.format_check.roles.parts import FORM_NAMES, Form
from doc_templates.format_check.rules.catalogue import RULE_SETS, RULES
from doc_templates.format_check.values import Rule, Severity

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "format-rules.md"
_BEGIN, _END = "<!-- bảng quy tắc: bắt đầu -->\n", "<!-- bảng quy tắc: kết thúc -->"
_SEVERITY = {Severity.FAIL: "lỗi", Severity.WARN: "lưu ý"}


def rules_document() -> str:
    """Return the sets of rules by date and a table of every rule."""
    sets = [
        f"- Từ {one.valid_from:%d/%m/%Y}: {one.name}, {len(one.rules)} quy tắc."
        if one.rules
        else f"- Đến hết {one.valid_to:%d/%m/%Y}: không đánh giá ({one.unjudged})."
        for one in RULE_SETS
    ]
    head = ("| Mã | Quy tắc | Điều khoản | Mức | Nguồn | Áp dụng |", "|---|---|---|---|---|---|")
    return "\n".join([*sets, "", *head, *map(_row, RULES)])


def _row(rule: Rule) -> str:
    severity, source = _SEVERITY[rule.severity], rule.confidence.value
    return f"| `{rule.id}` | {rule.title} | {rule.article} | {severity} | {source} | {_forms(rule)} |"


def _forms(rule: Rule) -> str:
    if rule.forms == frozenset(Form):
        return "mọi văn bản"
    left_out = [form for form in Form if form not in rule.forms]
    if len(left_out) < len(rule.forms):
        return f"trừ {', '.join(FORM_NAMES[form] for form in left_out)}"
    return ", ".join(FORM_NAMES[form] for form in Form if form in rule.forms)


def with_rules(guide: str) -> str:
    """Return the guide with the list of rules as it is now."""
    before, _, rest = guide.partition(_BEGIN)
    return f"{before}{_BEGIN}\n{rules_document()}\n\n{_END}{rest.partition(_END)[2]}"


def main() -> None:
    """Write the list of rules into the guide."""
    GUIDE.write_text(with_rules(GUIDE.read_text("utf-8")), "utf-8")
    sys.stderr.write(f"{len(RULES)} quy tắc.\n")


if __name__ == "__main__":
    main()
