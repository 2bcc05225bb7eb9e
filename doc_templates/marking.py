"""Findings as comments in a Word file: each at its paragraph, for the person who opens it in Word."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import count
from posixpath import normpath
from typing import NamedTuple

from lxml import etree

from doc_templates.faults import TemplateFault
from doc_templates.word import package, wordxml
from doc_templates.word.mainpart import MAIN
from doc_templates.word.package import Part
from models.text import nfc

AUTHOR = "Thi đua"
_INITIALS = "TĐ"
_COMMENTS = "word/comments.xml"
_RELATIONS = "word/_rels/document.xml.rels"
_TYPES = "[Content_Types].xml"
_RELATION_TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_NO_RELATIONS = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'
_BRACES = re.compile(r"(?<=\{)(?=[{%#])|(?<=[}%#])(?=\})")
_JOINER = "\u2060"
"""Stands unseen between the braces of a tag that a comment quotes: a comment must never be taken for a tag."""
_UNPRINTABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SHOWN = 80
_MOST = 2**31 - 1_000_000
"""Numbers of comments that Word can count on from."""
_BESIDE = ("word/commentsExtended.xml", "word/commentsIds.xml", "word/commentsExtensible.xml")
"""What Word keeps of comments beside them, in the order in which one leads to the next."""
_SAVE_AGAIN = "mở tệp bằng Word, lưu lại dạng “Word Document (.docx)” rồi làm lại."
_PLACES = (
    ("word/header", "đầu trang"),
    ("word/footer", "chân trang"),
    ("word/footnotes", "cước chú"),
    ("word/endnotes", "chú thích cuối văn bản"),
    ("word/comments", "lời nhận xét"),
    ("docProps/", "thuộc tính của tệp"),
    ("word/settings", "thiết lập của tệp"),
    ("word/styles", "bảng kiểu chữ"),
    ("word/numbering", "kiểu đánh số"),
    ("word/glossary/", "khối soạn sẵn (Building Blocks)"),
    ("word/charts/", "biểu đồ"),
    ("word/diagrams/", "sơ đồ SmartArt"),
    ("word/_rels/", "bảng liên kết"),
    ("_rels/", "bảng liên kết của tệp"),
    ("[Content_Types]", "bảng khai các phần của tệp"),
)
"""Parts of a Word file where Word lets nobody write a comment, as people call them."""


class Remark(NamedTuple):
    """What is to be said about one paragraph."""

    part: str
    """The part's name in the file: ``word/document.xml``."""
    paragraph: int
    """The paragraph's place, from 0, in the order of ``wordxml.paragraphs``."""
    text: str
    """The comment; a newline begins a new paragraph of it."""


def part_name(part: str) -> str:
    """Return what people call a part: ``nội dung`` for the body, ``đầu trang (header1.xml)``."""
    if part == MAIN:
        return "nội dung"
    told = next((name for prefix, name in _PLACES if part.startswith(prefix)), "phần")
    return f"{told} ({part.rpartition('/')[2]})"


def with_comments(docx: bytes, remarks: Iterable[Remark]) -> bytes:
    """Return the Word file with a comment for each remark, in the order of its paragraphs; its text is unchanged.

    Comments of other people stay, ours of an earlier time go. What is about a header, a footer or a note stands at
    the first paragraph of the body, with the place named. Raises ``TemplateFault`` for what is no Word file.
    """
    parts = {part.name: part for part in package.contents(docx, whole=True)}
    if not {MAIN, _TYPES} <= parts.keys():
        raise TemplateFault("Tệp Word đặt nội dung ở chỗ lạ nên không ghi được nhận xét.", remedy=_SAVE_AGAIN)
    body = package.root_of(parts[MAIN])
    comments = _comments_part(parts)
    known = package.root_of(parts[comments]) if comments in parts else _no_comments()
    _drop_ours(parts, body, known)
    numbers = _free_numbers(body, known)
    for paragraph, text in _anchored(parts, body, remarks):
        number = str(next(numbers))
        known.append(_comment(number, text))
        _anchor(paragraph, number)
    parts[MAIN] = _written(MAIN, body)
    parts[comments] = _written(comments, known)
    _relate(parts, comments)
    return package.write(tuple(parts.values()))


def without_comments(docx: bytes) -> bytes:
    """Return the Word file without the comments that ``with_comments`` wrote; the very same bytes where it has none."""
    parts = {part.name: part for part in package.read(docx)}
    comments = _comments_part(parts)
    if comments not in parts:
        return docx
    body, known = package.root_of(parts[MAIN]), package.root_of(parts[comments])
    if not _drop_ours(parts, body, known):
        return docx
    parts[MAIN] = _written(MAIN, body)
    parts[comments] = _written(comments, known)
    return package.write(tuple(parts.values()))


def _drop_ours(parts: dict[str, Part], body: wordxml.Element, comments: wordxml.Element) -> bool:
    """Take our comments and their marks out; tell whether there were any."""
    ours = [comment for comment in comments if comment.get(_w("author")) == AUTHOR]
    numbers = {comment.get(_w("id")) for comment in ours}
    _drop_beside(parts, {str(value) for comment in ours for value in _paragraph_ids(comment)})
    for comment in ours:
        comments.remove(comment)
    for mark in list(body.iter(_w("commentRangeStart"), _w("commentRangeEnd"), _w("commentReference"))):
        if mark.get(_w("id")) in numbers:
            around = mark.getparent()
            around.remove(mark)
            if around.tag == _w("r") and all(child.tag == _w("rPr") for child in around):
                around.getparent().remove(around)
    return bool(ours)


def _paragraph_ids(comment: wordxml.Element) -> Iterator[str]:
    """Yield the ids by which Word's other parts speak of a comment that Word itself has saved."""
    for paragraph in wordxml.paragraphs(comment):
        yield from (str(value) for name, value in paragraph.attrib.items() if str(name).endswith("}paraId"))


def _drop_beside(parts: dict[str, Part], ids: set[str]) -> None:
    """Take out what Word wrote of our comments elsewhere: whether they are done, what answers what."""
    for name in _BESIDE if ids else ():
        if name not in parts:
            continue
        root = package.root_of(parts[name])
        for child in list(root):
            values = {str(key).rpartition("}")[2]: str(value) for key, value in child.attrib.items()}
            if values.get("paraId") in ids or values.get("durableId") in ids:
                ids |= {values[key] for key in values.keys() & {"durableId"}}
                root.remove(child)
            elif values.get("paraIdParent") in ids:
                del child.attrib[next(key for key in child.attrib if str(key).endswith("}paraIdParent"))]
        parts[name] = _written(name, root)


def _comments_part(parts: dict[str, Part]) -> str:
    """Return the name of the body's comments part, there or still to be made."""
    if _RELATIONS in parts:
        for relation in package.root_of(parts[_RELATIONS]):
            if relation.get("Type", "").endswith("/comments"):
                target = relation.get("Target", "")
                return normpath(target[1:] if target.startswith("/") else f"word/{target}")
    return _COMMENTS


def _no_comments() -> wordxml.Element:
    return etree.Element(_w("comments"), nsmap={"w": wordxml.W})


def _free_numbers(body: wordxml.Element, comments: wordxml.Element) -> Iterator[int]:
    """Yield numbers that no comment has, there or merely referred to."""
    named = {node.get(_w("id"), "") for node in comments}
    named |= {node.get(_w("id"), "") for node in body.iter(_w("commentRangeStart"), _w("commentReference"))}
    used = {int(number) for number in named if number.isascii() and number.isdigit()}
    after = max(used, default=-1) + 1
    return (number for number in count(after if after < _MOST else 0) if number not in used)


def _anchored(
    parts: dict[str, Part], body: wordxml.Element, remarks: Iterable[Remark]
) -> Sequence[tuple[wordxml.Element, str]]:
    """Return the body's paragraph and the words of each remark, in the order of the page."""
    paragraphs = list(wordxml.paragraphs(body)) or [_new_paragraph(body)]
    placed = []
    for remark in remarks:
        inside = remark.part == MAIN and 0 <= remark.paragraph < len(paragraphs)
        place = remark.paragraph if inside else 0
        told = remark.text if inside or remark.part == MAIN else f"{_elsewhere(parts, remark)}\n{remark.text}"
        placed.append((place, told))
    placed.sort(key=lambda one: one[0])
    return [(_commentable(paragraphs[place]), told) for place, told in placed]


def _new_paragraph(body: wordxml.Element) -> wordxml.Element:
    inside = body.find(_w("body"))
    if inside is None:
        raise TemplateFault("Tệp Word không có phần nội dung để ghi nhận xét.", place=MAIN)
    paragraph = etree.Element(_w("p"))
    inside.insert(0, paragraph)
    return paragraph


def _commentable(paragraph: wordxml.Element) -> wordxml.Element:
    """Return the paragraph, or the one that holds its text box: Word takes no comment inside one."""
    outer = paragraph
    for around in paragraph.iterancestors(_w("p")):
        outer = around
    return outer


def _elsewhere(parts: dict[str, Part], remark: Remark) -> str:
    """Return where a remark belongs that cannot stand there."""
    text = ""
    if remark.part in parts and remark.part.endswith(".xml"):
        found = list(wordxml.paragraphs(package.root_of(parts[remark.part])))
        if 0 <= remark.paragraph < len(found):
            text = " ".join(wordxml.paragraph_text(found[remark.paragraph]).split())
    told = part_name(remark.part)
    return f"Ở {told}, đoạn “{text[:_SHOWN]}”:" if text else f"Ở {told}:"


def _comment(number: str, text: str) -> wordxml.Element:
    comment = etree.Element(_w("comment"), {_w("id"): number, _w("author"): AUTHOR, _w("initials"): _INITIALS})
    for line in _BRACES.sub(_JOINER, _UNPRINTABLE.sub("", nfc(text))).splitlines() or [""]:
        paragraph = etree.SubElement(comment, _w("p"))
        words = etree.SubElement(etree.SubElement(paragraph, _w("r")), _w("t"))
        words.text = line
        words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return comment


def _anchor(paragraph: wordxml.Element, number: str) -> None:
    """Put the comment's range around the paragraph's runs, and its mark behind them."""
    numbered = {_w("id"): number}
    properties = paragraph.find(_w("pPr"))
    first = 0 if properties is None else paragraph.index(properties) + 1
    paragraph.insert(first, etree.Element(_w("commentRangeStart"), numbered))
    paragraph.append(etree.Element(_w("commentRangeEnd"), numbered))
    etree.SubElement(etree.SubElement(paragraph, _w("r")), _w("commentReference"), numbered)


def _relate(parts: dict[str, Part], comments: str) -> None:
    """See to it that the body names the comments part and the package knows what it is."""
    relations = package.root_of(parts.get(_RELATIONS) or Part(_RELATIONS, _NO_RELATIONS))
    if not any(one.get("Type", "").endswith("/comments") for one in relations):
        used = {one.get("Id") for one in relations}
        free = next(name for name in (f"rId{number}" for number in count(1)) if name not in used)
        tag = str(relations.tag).replace("Relationships", "Relationship")
        target = comments.removeprefix("word/")
        etree.SubElement(relations, tag, Id=free, Type=_RELATION_TYPE, Target=target)
        parts[_RELATIONS] = _written(_RELATIONS, relations)
    types = package.root_of(parts[_TYPES])
    if not any(one.get("PartName") == f"/{comments}" for one in types):
        tag = str(types.tag).replace("Types", "Override")
        etree.SubElement(types, tag, PartName=f"/{comments}", ContentType=_CONTENT_TYPE)
        parts[_TYPES] = _written(_TYPES, types)


def _written(name: str, root: wordxml.Element) -> Part:
    return Part(name, wordxml.to_bytes(wordxml.to_text(root)))


def _w(name: str) -> str:
    return f"{{{wordxml.W}}}{name}"
