"""Look a template over, here and now; what comes from outside goes through ``doc_templates.checking.judge``."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from doc_templates.checking.beside import PROPERTIES, properties, unfilled
from doc_templates.checking.blocks import Blocks
from doc_templates.checking.findings import Finding, Report, Severity, report_of, shortened
from doc_templates.checking.opening import opened
from doc_templates.checking.passages import Mark, Passage, passages, told_once
from doc_templates.checking.reaching import reaching
from doc_templates.checking.required import REQUIRED
from doc_templates.checking.sampling import sampled
from doc_templates.checking.standing import lost_with
from doc_templates.checking.tags import Tag, halves_in, single_names_in, tags_in
from doc_templates.checking.traces import around_tag, around_text, comments_left
from doc_templates.checking.words import meant_word, word_faults
from doc_templates.descriptor import field_tree
from doc_templates.language.names import Reader
from doc_templates.word import wordxml
from models.documents import KIND_NAMES, DocumentKind

_HIDDEN = frozenset({Mark.DELETED, Mark.CODE, Mark.UNSEEN})


class Examined(NamedTuple):
    """A report and, where the template could be filled, its sample."""

    report: Report
    sample: bytes | None


def examine(
    data: bytes, *, kind: DocumentKind, before_filling: Callable[[Report], None] = lambda _report: None
) -> Examined:
    """Return every finding about a template of that kind, and the document that it makes of made-up values.

    ``before_filling`` is told what was read before anything in the template is carried out.
    """
    found = opened(data)
    if not found.readable:
        return Examined(report_of(kind, found.findings, unjudged=True), None)
    findings = list(found.findings)
    used: set[str] = set()
    for part, root in found.roots.items():
        findings += told_once(_part_findings(part, root, kind=kind, used=used), root)
    for passage in properties(found.parts):
        findings += _tag_findings([*tags_in(passage)], PROPERTIES, kind=kind, used=set())
        findings += _loose_ends(passage, PROPERTIES, kind=kind)
    findings += reaching(found.trees)
    findings += unfilled(found.parts)
    findings += _missing_content(used, kind)
    findings += comments_left(found.roots)
    before_filling(report_of(kind, findings))
    sample = sampled(data, kind=kind, said=findings, roots=found.roots)
    return Examined(report_of(kind, [*findings, *sample.findings]), sample.document)


def _part_findings(part: str, root: wordxml.Element, *, kind: DocumentKind, used: set[str]) -> Iterator[Finding]:
    texts = passages(root)
    tags = sorted((tag for passage in texts for tag in tags_in(passage)), key=lambda tag: tag.order)
    said = [*_tag_findings(tags, part, kind=kind, used=used)]
    yield from said
    for passage in texts:
        yield from _loose_ends(passage, part, kind=kind)
    tracked = around_text(root, part, said=said, texts=texts)
    if tracked:
        yield tracked


def _tag_findings(tags: list[Tag], part: str, *, kind: DocumentKind, used: set[str]) -> Iterator[Finding]:
    blocks, reader = Blocks(part), Reader(field_tree(kind))
    raw = False
    for tag in tags:
        if raw or tag.word in ("raw", "endraw"):
            raw = tag.word == "raw" or (raw and tag.word != "endraw")
            continue
        yield from around_tag(tag, part)
        yield from lost_with(tag, part)
        meant = tag._replace(word=meant_word(tag.word))
        if blocks.closes(meant):
            reader.close()
        yield from word_faults(tag, part, reader=reader, kind=kind)
        yield from blocks.follow(meant)
        if blocks.opens(meant):
            reader.open()
    yield from blocks.rest()
    used |= reader.used


def _loose_ends(passage: Passage, part: str, *, kind: DocumentKind) -> Iterator[Finding]:
    """Yield halves of tags, and names in the braces of other programs."""
    here = {"part": part, "paragraph": passage.paragraph, "text": shortened(passage.text)}
    if passage.marks(0, len(passage.text)) & _HIDDEN:
        return
    halves = tuple(halves_in(passage))
    for half in halves:
        yield Finding(
            code="half-tag",
            message=f"Còn dấu ngoặc của thẻ viết dở, viết rời hoặc không phải dấu {{{{ }}}}: “{half}”.",
            remedy="gõ lại thẻ trong cùng một đoạn, đủ hai dấu mở và hai dấu đóng liền nhau: {{ ten_truong }}.",
            **here,
        )
    known = field_tree(kind).fields
    for name, written in () if halves else single_names_in(passage):
        if name.split(".")[0] in known:
            yield Finding(
                code="single-brace",
                severity=Severity.WARNING,
                message=f"“{written}” sẽ được in nguyên như vậy, không phải giá trị của trường.",
                remedy=f"muốn in giá trị thì viết {{{{ {name} }}}}.",
                **here,
            )


def _missing_content(used: set[str], kind: DocumentKind) -> Iterator[Finding]:
    for names in REQUIRED[kind]:
        if used.isdisjoint(names):
            yield Finding(
                code="required-missing",
                message=f"Mẫu {KIND_NAMES[kind]} chưa in trường bắt buộc “{names[0]}”.",
                remedy=f"{_way_to_print(names[0], kind)}, theo mẫu gốc của hệ thống.",
            )


def _way_to_print(name: str, kind: DocumentKind) -> str:
    """Return how a field gets into a template: a list is gone through, of a group one of its fields is printed."""
    tree = field_tree(kind).fields[name]
    if tree.many:
        inner = (
            f"các trường bên trong ({', '.join(f'muc.{one}' for one in tree.fields)})" if tree.fields else "{{ muc }}"
        )
        return f"lặp qua trường này: {{%p for muc in {name} %}}, {inner}, {{%p endfor %}}, mỗi thẻ một đoạn"
    return f"thêm thẻ {' hoặc '.join(f'{{{{ {name}.{one} }}}}' for one in tree.fields) or f'{{{{ {name} }}}}'} vào mẫu"
