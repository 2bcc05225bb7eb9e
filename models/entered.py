"""Text as it comes from a form: what people habitually type is set as NĐ 30/2020 writes it; no word is lost.

Besides blanks and bullets (``models.text.tidy``): the mark behind a number or a letter, small letters where the
decree wants capitals or the other way round, and headings that were typed without their mark.
"""

import re
from collections.abc import Iterable
from typing import Annotated

from pydantic import AfterValidator

from models.body import Block, BlockStyle, parse_body
from models.text import nfc, tidy

_ALPHABET = "abcdđeghiklmnopqrstuvxy"
_NUMBER = re.compile(r"^(\d{1,2})(?:\s*[)/]|\s+\.)\s+(?=[^\W\d_])")
_LETTER = re.compile(r"^([a-zđ])(?:\s+\)\s*|\)\s*|\.\s+)(?=\S)")
_ROMAN = re.compile(r"^([IVX]+)\s*[.)/]\s+(?![A-ZĐ]\.)")
_CLAUSE = re.compile(r"^\d{1,2}\. +(?=\D)")
_CLAUSE_CITED = re.compile(r"(?<=[a-zà-ỹđ,;] )Khoản (?=\d+ (?:Điều|điều)\b)")
_POINT_CITED = re.compile(r"(?<=[a-zà-ỹđ,;] )Điểm (?=[a-zđ] (?:khoản|Khoản|Điều|điều)\b)")
_ARTICLE_CITED = re.compile(r"(?<=\bkhoản )(\d+) điều (?=\d+\b)", re.IGNORECASE)
_ROMAN_LENGTH, _CLAUSE_LENGTH = 120, 110
_SENTENCE_ENDS = (".", ";", ",", ":")


def entered_lines(lines: Iterable[str]) -> tuple[str, ...]:
    """Return paragraphs typed one after another: marks as ``1.`` and ``a)``, citations as the decree writes them."""
    made: list[str] = []
    letter = ""
    for line in map(tidy, lines):
        found = _LETTER.match(line)
        if found and ("." not in found[0] or _follows(found[1], letter)):
            line, letter = f"{found[1]}) {line[found.end() :]}", found[1]
        made.append(_cited(_NUMBER.sub(r"\1. ", line)))
    return tuple(made)


EnteredLines = Annotated[tuple[str, ...], AfterValidator(entered_lines)]
"""Paragraphs of running text as a person types them into a form."""


def entered_body(text: str) -> tuple[Block, ...]:
    """Return the blocks of a body typed into a form, with the marks of ``models.body`` or without them."""
    return set_right(parse_body("\n".join(line for line in nfc(text).splitlines() if line.strip())))


def set_right(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Return blocks whose marks, citations and headings are as the decree writes them."""
    before = tuple(blocks)
    texts = entered_lines(one.text for one in before)
    made = [_headed(one.model_copy(update={"text": text})) for one, text in zip(before, texts, strict=True)]
    return tuple(
        block.model_copy(update={"style": BlockStyle.CLAUSE}) if _is_clause_heading(above, block, below) else block
        for above, block, below in zip([None, *made], made, [*made[1:], None], strict=False)
    )


def _follows(letter: str, before: str) -> bool:
    """Tell whether a letter goes on with a list, or begins one: ``h. Cẩm Mỹ`` is no point."""
    return _ALPHABET.find(letter) == _ALPHABET.find(before) + 1 if before else letter == "a"


def _cited(line: str) -> str:
    """Return a line with clause and point in small letters and the article in capitals (NĐ 30/2020, PL II)."""
    line = _CLAUSE_CITED.sub("khoản ", _POINT_CITED.sub("điểm ", line))
    return _ARTICLE_CITED.sub(r"\1 Điều ", line)


def _headed(block: Block) -> Block:
    """Return a line with a Roman number as the heading of a part, in capitals; a sentence stays as it is."""
    found = _ROMAN.match(block.text)
    if found is None or block.style not in (BlockStyle.PARAGRAPH, BlockStyle.PART):
        return block
    rest = block.text[found.end() :]
    if block.style is BlockStyle.PARAGRAPH and not _may_head(rest, within=_ROMAN_LENGTH):
        return block
    return Block(style=BlockStyle.PART, text=f"{found[1]}. {rest.upper()}")


def _may_head(text: str, *, within: int) -> bool:
    return len(text) < within and not text.endswith(_SENTENCE_ENDS)


def _is_clause_heading(above: Block | None, block: Block, below: Block | None) -> bool:
    """Tell whether a numbered line stands over text of its own: a line of a list has its neighbours there."""
    if block.style is not BlockStyle.PARAGRAPH or not _CLAUSE.match(block.text) or below is None:
        return False
    if above is not None and _CLAUSE.match(above.text):
        return False
    plain = below.style is BlockStyle.PARAGRAPH and not _ROMAN.match(below.text) and not _CLAUSE.match(below.text)
    under = below.style in (BlockStyle.ITEM, BlockStyle.SUB_ITEM, BlockStyle.POINT) or plain
    return under and _may_head(block.text, within=_CLAUSE_LENGTH)
