"""Read back what an award decision and its certificates print, for the checks before issue.

Values come from the frozen context; where the rendered Word file is given as well, only what really stands in
its text counts, so that a template that drops or alters a line is seen too.
"""

import re
from collections.abc import Iterable

from doc_templates.contexts import AwardDecisionContext, CertificateContext
from doc_templates.extract import text_of
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

_CAPTION = "(Kèm theo Quyết định"
_KINDS = {name: kind for kind, name in NOMINEE_KIND_NAMES.items()}
_TITLES = {title: kind for kind, title in SECTION_TITLES.items()}
_MONEY = re.compile(r"(?P<each>[\d.]+) đồng/(?P<name>[^(]+?) \((?P<count>\d+) (?P=name): (?P<subtotal>[\d.]+) đồng\)")


class UndatedDecision(ThiduaError):
    """A decision or certificate is to be checked before it has a date."""

    code = "undated-decision"


def printed_decision(context: AwardDecisionContext, *, docx: bytes | None = None) -> PrintedDecision:
    """Return what a decision prints; rows, bases and caption are those in the Word file's text where it is given.

    Raises ``UndatedDecision`` where the context has no date yet.
    """
    if context.issued_on is None:
        raise _undated("Quyết định")
    text = None if docx is None else squeeze(text_of(docx))
    return PrintedDecision(
        code=context.code.strip(),
        dated=context.issued_on,
        authority=context.authority,
        bases=tuple(basis for basis in context.bases if _stands(basis.strip(" ;.,"), text)),
        proposals=tuple(
            PrintedProposal(code=one.code, dated=one.dated) for one in context.proposals if _stands(one.line, text)
        ),
        counts={
            NomineeKind.COLLECTIVE: context.counts.collectives,
            NomineeKind.PERSON: context.counts.persons,
            NomineeKind.HOUSEHOLD: context.counts.households,
        },
        phrase=context.reason,
        rows=tuple(
            PrintedRow(
                nominee=NomineeId(row.nominee),
                kind=row.kind,
                text=row.text,
                achievement=row.achievement,
                amount=row.amount,
            )
            for section in context.list_sections
            for row in section.rows
            if _stands(row.text, text)
        ),
        sections=tuple(
            PrintedSection(kind=_TITLES[section.title], count=int(section.count)) for section in context.list_sections
        ),
        money=tuple(_money(context.reward_lines)),
        total=context.total,
        total_words=context.total_words,
        caption=context.list_source if docx is None else _caption(text_of(docx)),
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


def _stands(line: str, text: str | None) -> bool:
    return text is None or squeeze(line) in text


def _caption(text: str) -> str:
    return next((line for line in text.split("\n") if line.strip().startswith(_CAPTION)), "")


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
