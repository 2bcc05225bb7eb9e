"""Findings as comments in the file they are about."""

from collections.abc import Sequence

from doc_templates.format_check.values import Finding, Severity
from doc_templates.format_check.word.strict import refuse_strict
from doc_templates.marking import Remark, with_comments
from doc_templates.word import package


def with_findings(docx: bytes, findings: Sequence[Finding]) -> bytes:
    """Return the Word file with a comment for each finding; its text is unchanged.

    What is about the whole file stands at its first paragraph. Raises ``TemplateFault`` for what is no Word file.
    """
    refuse_strict(package.contents(docx))
    return with_comments(docx, [Remark(one.part, max(0, one.paragraph), _told(one)) for one in findings])


def _told(one: Finding) -> str:
    """Return a comment's words: what is wrong, what is right, and the rule."""
    kind = "Lỗi thể thức" if one.severity is Severity.FAIL else "Lưu ý thể thức"
    return f"{kind}. {one.title}: {one.found}.\nĐúng: {one.right}.\n{one.article} [{one.rule}]"
