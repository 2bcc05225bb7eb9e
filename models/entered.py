"""Text as it comes from a form: what people habitually type is set as NĐ 30/2020 writes it; no word is lost.

Besides blanks and bullets (``models.text.tidy``): the mark behind a number or a letter, small letters where the
decree wants capitals or the other way round, and headings that were typed without their mark.
"""

import re
from collections.abc import Iterable, Iterator
from functools import partial
from typing import Annotated

from pydantic import AfterValidator

from models.body import Block, BlockStyle, parse_body
from models.text import nfc, tidy

_ALPHABET = "abcdđeghiklmnopqrstuvxy"
_NUMBER = re.compile(r"^(\d{1,2})(?:(?:\s*[)/]|\s+\.)\s+(?=[^\W\d_])|\.(?=[A-ZĐÀ-Ỹ][^.@]))")
_LETTER = re.compile(r"^([a-zđ])(?:\s+\)\s*|\)\s*|\.\s+)(?=\S)")
_ROMAN = re.compile(r"^([IVX]+)(?:\s*[.)/:]\s+|\.(?=[^\W\d_]{2})|\s+[-–]\s+)(?=[^\W\d_]|[“(])(?![A-ZĐ]\.)")
_ROMAN_MARKED = re.compile(r"^([IVX]+)\s*[)/]\s+(?=[^\W\d_])")
_CLAUSE = re.compile(r"^\d{1,2}\. +(?=\D)")
_CITED = (
    (re.compile(r"(?<=[a-zà-ỹđ,;] )Điểm (?=[a-zđ] (?:khoản|Khoản|Điều|điều)\b)"), "điểm "),
    (re.compile(r"(?<=[a-zà-ỹđ,;] )Khoản (?=\d+ (?:Điều|điều)\b)"), "khoản "),
    (re.compile(r"\b([Kk]hoản \d+|[Đđ]iểm [a-zđ]) điều (?=\d+\b)"), r"\1 Điều "),
)
"""Citations written otherwise than NĐ 30/2020, PL II, writes them."""
_NAMED_PAPER = re.compile(r"\bsố \d+[^\s;]*/[^\s;]+ [^;]*?\b(?:về|quy định|hướng dẫn|sửa đổi|bổ sung|ban hành)\b[^;]*$")
_TITLE_LENGTH = 400
_ROMANS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV", "XVI")
_SLIP = 2
"""How far a heading's number may be from the one before it: one left out by mistake is still a heading."""
_ROMAN_LENGTH, _CLAUSE_LENGTH = 120, 110
_SENTENCE_ENDS = (".", ";", ",")
_LIST_FOLLOWS = ":"


def entered_lines(lines: Iterable[str]) -> tuple[str, ...]:
    """Return paragraphs typed one after another: marks as ``1.`` and ``a)``, citations as the decree writes them."""
    made: list[str] = []
    letter = ""
    for line in map(tidy, lines):
        found = _LETTER.match(line)
        if found and ("." not in found[0] or _follows(found[1], letter)):
            line, letter = f"{found[1]}) {line[found.end() :]}", found[1]
        made.append(_cited(_ROMAN_MARKED.sub(r"\1. ", _NUMBER.sub(r"\1. ", line))))
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
    made = list(_with_parts(one.model_copy(update={"text": text}) for one, text in zip(before, texts, strict=True)))
    return tuple(
        block.model_copy(update={"style": BlockStyle.CLAUSE}) if _is_clause_heading(above, block, below) else block
        for above, block, below in zip([None, *made], made, [*made[1:], None], strict=False)
    )


def _follows(letter: str, before: str) -> bool:
    """Tell whether a letter goes on with a list, or begins one: ``h. Cẩm Mỹ`` is no point."""
    return _ALPHABET.find(letter) == _ALPHABET.find(before) + 1 if before else letter == "a"


def _cited(line: str) -> str:
    """Return a line with clause and point in small letters and the article in capitals, titles as they are."""
    for pattern, right in _CITED:
        line = pattern.sub(partial(_as_cited, right=right), line)
    return line


def _as_cited(found: re.Match[str], *, right: str) -> str:
    return found[0] if is_title_cited(found.string[: found.start()]) else found.expand(right)


def is_title_cited(before: str) -> bool:
    """Tell by what stands before a place of a line whether it is inside a quotation or another paper's title."""
    near = before[-_TITLE_LENGTH:]
    return near.count("“") > near.count("”") or _NAMED_PAPER.search(near) is not None


def _with_parts(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield the blocks, lines whose Roman numbers count on as headings of parts: ``X. Quang Trung`` is none."""
    last = 0
    for block in blocks:
        found = _ROMAN.match(block.text)
        value = _ROMANS.index(found[1]) + 1 if found and found[1] in _ROMANS else 0
        made = _headed(block, found) if found and 0 < value <= last + _SLIP else _unmarked(block)
        last = value if value and made.style is BlockStyle.PART else last
        yield made


def _headed(block: Block, found: re.Match[str]) -> Block:
    """Return a line with a Roman number as the heading of a part, in capitals; a sentence stays as it is."""
    rest = block.text[found.end() :]
    spaced = block.text[found.end() - 1].isspace() or rest[:2].isupper()
    marked = block.style is BlockStyle.PART or rest.isupper() or _may_head(rest, within=_ROMAN_LENGTH)
    if block.style in (BlockStyle.ITEM, BlockStyle.SUB_ITEM) or not (spaced and marked):
        return _unmarked(block)
    return Block(style=BlockStyle.PART, text=f"{found[1]}. {rest.upper()}")


def _unmarked(block: Block) -> Block:
    """Return a sentence that was marked as the heading of a clause or point as running text, else the block."""
    sentence = len(block.text) > _CLAUSE_LENGTH and block.text.endswith(_SENTENCE_ENDS)
    if block.style not in (BlockStyle.CLAUSE, BlockStyle.POINT) or not sentence:
        return block
    return block.model_copy(update={"style": BlockStyle.PARAGRAPH})


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
    return under and _may_head(block.text, within=_CLAUSE_LENGTH) and not block.text.endswith(_LIST_FOLLOWS)
