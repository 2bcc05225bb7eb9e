"""Open a template for its check: what package.read refuses is a finding, and what can still be read is looked at."""

import io
import zipfile
import zlib
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from doc_templates.checking.findings import Finding
from doc_templates.checking.wholeness import holes, other_trees
from doc_templates.faults import TemplateFault
from doc_templates.inserts import addresses
from doc_templates.word import package, wordxml
from doc_templates.word.mainpart import MAIN
from doc_templates.word.package import Part
from doc_templates.word.textparts import USUAL, text_parts

_MOST_BYTES = 32 * 1024 * 1024
_REMEDY = "mở tệp bằng Word, lưu lại dạng “Word Document (.docx)” rồi thử lại."


class Opened(NamedTuple):
    """The parts that hold words, each as XML, and what was wrong on the way."""

    roots: dict[str, wordxml.Element]
    findings: list[Finding]
    parts: tuple[Part, ...] = ()
    """All parts, in the order of the file."""
    trees: Mapping[str, wordxml.Element] = MappingProxyType({})
    """Every part that is XML and can be read, the roots among them."""

    @property
    def readable(self) -> bool:
        """Tell whether there is a body to be judged."""
        return MAIN in self.roots


def opened(data: bytes) -> Opened:
    """Return what can be read of a Word file."""
    findings: list[Finding] = []
    sound = True
    try:
        parts = package.read(data)
    except TemplateFault as fault:
        findings.append(
            Finding(code="unsafe-file", message=fault.message, part=fault.place or "", remedy=fault.remedy or _REMEDY)
        )
        parts, sound = _salvaged(data), False
    roots: dict[str, wordxml.Element] = {}
    texts = text_parts(parts)
    for part in _with_addresses(parts, texts, findings) if sound else parts:
        if part.name in texts:
            root = _root(part, findings)
            if root is not None:
                roots[part.name] = root
    trees = dict(roots)
    if sound:
        trees |= other_trees(parts, told={*roots, *(one.part for one in findings)}, findings=findings)
        findings += holes(parts, roots, trees)
    return Opened(roots, findings, tuple(parts), trees)


def _with_addresses(parts: tuple[Part, ...], texts: frozenset[str], findings: list[Finding]) -> tuple[Part, ...]:
    """Return the parts as they are filled: tags in a link's address stand in the link."""
    try:
        return addresses.moved(parts, filled=texts)[0]
    except TemplateFault as fault:
        told = Finding(code="half-tag", message=fault.message, text=fault.place or "", remedy=fault.remedy or _REMEDY)
        findings.append(told)
        return parts


def _salvaged(data: bytes) -> tuple[Part, ...]:
    """Return the parts with words of a package that is refused for something else in it."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            wanted = [one for one in archive.infolist() if one.filename.startswith((MAIN, *USUAL))]
            if sum(one.file_size for one in wanted) > _MOST_BYTES:
                return ()
            return tuple(Part(one.filename, package.unpacked(archive, one)) for one in wanted)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError):
        return ()


def _root(part: Part, findings: list[Finding]) -> wordxml.Element | None:
    try:
        root = wordxml.parse(part.data)
    except wordxml.NotWellFormed:
        message = "Phần này của tệp Word có XML hỏng hoặc không an toàn."
        findings.append(Finding(code="broken-xml", message=message, part=part.name, remedy=_REMEDY))
        return None
    if part.name == MAIN and next(wordxml.paragraphs(root), None) is None:
        message = "Tệp không có đoạn văn nào đọc được (tệp trống, hoặc lưu dạng Strict Open XML)."
        findings.append(Finding(code="no-text", message=message, part=part.name, remedy=_REMEDY))
        return None
    return root
