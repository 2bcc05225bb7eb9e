"""Read back what an award decision and its certificates print, for the checks before issue.

Values come from the frozen context; where the words of the rendered Word file are given as well, only what really
stands in them counts, so that a template that drops or alters a line is seen too.
"""

import re
from collections.abc import Iterable

from doc_templates.contexts import AwardDecisionContext, CertificateContext, ListedNominee
from models.award_checks import (
    PrintedCertificate,
    PrintedDecision,
    PrintedMoney,
    PrintedProposal,
    PrintedRow,
    PrintedSection,
)
from models.awards.nominees import NOMINEE_KIND_NAMES, SECTION_TITLES, NomineeId, NomineeKind
from models.errors import ThiduaError
from models.text import squeeze

_CAPTION = re.compile(r"\(Kèm theo Quyết định[^)]*\)")
_MARKS = " ;.,"
_KINDS = {name: kind for kind, name in NOMINEE_KIND_NAMES.items()}
_TITLES = {title: kind for kind, title in SECTION_TITLES.items()}
_MONEY = re.compile(r"(?P<each>[\d.]+) đồng/(?P<name>[^(]+?) \((?P<count>\d+) (?P=name): (?P<subtotal>[\d.]+) đồng\)")


class UndatedDecision(ThiduaError):
    """A decision or certificate is to be checked before it has a date."""

    code = "undated-decision"


def printed_decision(context: AwardDecisionContext, *, text: str | None = None) -> PrintedDecision:
    """Return what a decision prints; ``text`` holds the words of the rendered file, where there is one.

    A row whose achievement the list says once for all, or leaves to Điều 1, has that one or none. Raises
    ``UndatedDecision`` where the context has no date yet.
    """
    if context.issued_on is None:
        raise _undated("Quyết định")
    words = None if text is None else squeeze(text)
    return PrintedDecision(
        code=context.code.strip(),
        dated=context.issued_on,
        authority=context.authority,
        bases=tuple(basis for basis in context.bases if _stands(basis, words)),
        proposals=tuple(
            PrintedProposal(code=one.code, dated=one.dated) for one in context.proposals if _stands(one.line, words)
        ),
        counts=_counts(context),
        phrase=context.reason if _stands(context.reason, words) else "",
        rows=tuple(_row(row, words) for row in context.nominees if _stands(row.text, words)),
        sections=tuple(
            PrintedSection(kind=_TITLES[section.title], count=int(section.count)) for section in context.list_sections
        ),
        money=tuple(_money(line for line in context.reward_lines if _stands(line, words))),
        total=context.total,
        total_words=context.total_words,
        caption=squeeze(context.list_source) if words is None else _caption(words),
    )


def printed_certificate(context: CertificateContext) -> PrintedCertificate:
    """Return what a certificate prints; raises ``UndatedDecision`` where it has no date yet."""
    if context.issued_on is None:
        raise _undated("Bằng")
    return PrintedCertificate(
        nominee=NomineeId(context.nominee),
        name=context.awardee,
        achievement=context.achievement,
        decision_code=context.decision_code,
        dated=context.issued_on,
        place=context.golden_book,
    )


def _row(row: ListedNominee, words: str | None) -> PrintedRow:
    return PrintedRow(
        nominee=NomineeId(row.nominee),
        kind=row.kind,
        text=row.text,
        achievement=row.achievement if _stands(row.achievement, words) else "",
        amount=row.amount,
    )


def _counts(context: AwardDecisionContext) -> dict[NomineeKind, int]:
    counts = context.counts
    return dict(zip(NomineeKind, (counts.collectives, counts.persons, counts.households), strict=True))


def _stands(line: str, words: str | None) -> bool:
    """Tell whether a line, its final mark set aside, is among the printed words; of none at all everything is."""
    return words is None or squeeze(line).rstrip(_MARKS) in words


def _caption(words: str) -> str:
    found = _CAPTION.search(words)
    return found.group() if found else ""


def _money(lines: Iterable[str]) -> Iterable[PrintedMoney]:
    for line in lines:
        if found := _MONEY.search(line):
            yield PrintedMoney(
                kind=_KINDS[found["name"]],
                count=int(found["count"]),
                each=_figure(found["each"]),
                subtotal=_figure(found["subtotal"]),
            )


def _figure(text: str) -> int:
    return int(text.replace(".", ""))


def _undated(what: str) -> UndatedDecision:
    return UndatedDecision(f"{what} chưa có ngày, chưa kiểm tra được.", remedy="ghi ngày ban hành trước khi kiểm tra.")
