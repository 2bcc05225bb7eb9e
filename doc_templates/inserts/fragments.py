"""Values that are Word's XML already: prepared runs and paragraphs, each whole in itself and fitted to its place."""

import html
import re
import unicodedata
from abc import abstractmethod
from dataclasses import dataclass
from typing import NamedTuple

from doc_templates.faults import ContextFault, FieldUnprintable
from doc_templates.word import wordxml
from doc_templates.word.characters import PAGE, UNPRINTABLE

_MARKUP = re.compile(r"<[^>]+>")
_BROKEN_TAG = re.compile("<[^>]*[\n\t\a\f\r]|(?:^|<(?!w:t(?: [^>]*[^/>])?>)[^>]*>)[^<]*[\n\t\a\f]")
"""A mark that Word writes as an element, elsewhere than in a text."""
_WORDS = re.compile("(?<=>)[^<]+")
"""Text between elements; a sign of the markup never takes part in composing it."""


class Related(NamedTuple):
    """What a part names by an id: a picture, a part that the package has, or an address outside."""

    id: str
    kind: str
    target: str
    data: bytes | None = None
    """The picture's bytes."""
    inside: bool = True
    """Whether the target is a part of the package."""


class Fragment:
    """A value of XML; templates print it and can do nothing else with it."""

    @abstractmethod
    def in_text(self) -> str:
        """Return the XML for a place inside a text of a run, closing and opening what is around it."""

    @abstractmethod
    def in_paragraph(self) -> str:
        """Return the XML for a place between the runs of a paragraph."""

    def among_paragraphs(self) -> str:
        """Return the XML for a place between paragraphs."""
        return f"<w:p>{self.in_paragraph()}</w:p>"

    def related(self) -> tuple[Related, ...]:
        """Return what the package needs beside the XML."""
        return ()

    def __html__(self) -> str:
        return self.in_text()


@dataclass(frozen=True)
class Runs(Fragment):
    """Runs of one paragraph, with their own formatting and links."""

    _xml: str
    _links: tuple[Related, ...] = ()

    def related(self) -> tuple[Related, ...]:
        """Return where the runs link to."""
        return self._links

    def in_text(self) -> str:
        """Return the runs after a closed run, and open another."""
        return f'</w:t></w:r>{self._xml}<w:r><w:t xml:space="preserve">'

    def in_paragraph(self) -> str:
        """Return the runs."""
        return self._xml

    def __str__(self) -> str:
        return _words(self._xml)


@dataclass(frozen=True)
class Paragraphs(Fragment):
    """Paragraphs and tables that stand by themselves, with their links and pictures."""

    _xml: str
    _related: tuple[Related, ...] = ()

    def related(self) -> tuple[Related, ...]:
        """Return what the paragraphs show or link to."""
        return self._related

    def in_text(self) -> str:
        """Return the paragraphs after a closed paragraph, and open another."""
        return f'</w:t></w:r></w:p>{self._xml}<w:p><w:r><w:t xml:space="preserve">'

    def in_paragraph(self) -> str:
        """Return the paragraphs after a closed paragraph, and open another."""
        return f"</w:p>{self._xml}<w:p>"

    def among_paragraphs(self) -> str:
        """Return the paragraphs."""
        return self._xml

    def __str__(self) -> str:
        return _words(self._xml)


def _words(xml: str) -> str:
    return html.unescape(_MARKUP.sub("", xml))


def composed(xml: str) -> str:
    """Return XML with its texts composed (NFC); names and values of attributes stay as they are."""
    if xml.isascii() or unicodedata.is_normalized("NFC", xml):
        return xml
    return _WORDS.sub(lambda words: unicodedata.normalize("NFC", words[0]), xml)


def whole(xml: str, *, field: str) -> str:
    """Return XML that stands by itself in a Word part, its texts composed.

    Raises ``ContextFault`` or ``FieldUnprintable`` naming the field.
    """
    if unprintable := UNPRINTABLE.search(xml):
        raise FieldUnprintable(field, character=unprintable[0])
    try:
        if _BROKEN_TAG.search(xml):
            raise wordxml.NotWellFormed("line end in a tag")
        wordxml.check(f'<x xmlns:w="{wordxml.W}" xmlns:r="{wordxml.R}">{PAGE.sub(" ", xml)}</x>'.encode())
    except wordxml.NotWellFormed as error:
        raise ContextFault(
            f"Trường “{field}” là chữ định dạng sẵn nhưng sai cấu trúc ({error}).",
            remedy="tạo lại giá trị này; tên kiểu, màu, phông không chứa dấu ngoặc hay dấu nháy.",
        ) from error
    return composed(xml)
