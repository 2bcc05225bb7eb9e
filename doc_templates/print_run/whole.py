"""Many documents of one template as one file to print: bodies one after the other, one set of everything else."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from doc_templates.faults import ContextFault, TemplateFault
from doc_templates.inserts import pictures
from doc_templates.inserts.fragments import Related
from doc_templates.inserts.surroundings import Beside
from doc_templates.limits import MAX_OUTPUT, too_much
from doc_templates.print_run import counters, sections
from doc_templates.print_run.lists import NUMBERING, Lists
from doc_templates.print_run.marks import Marks, names_in, points_to, redirect
from doc_templates.print_run.notes import NOTES, Notes, refuse_endnotes, without_identities
from doc_templates.print_run.numbering import Numbering
from doc_templates.word import wordxml
from doc_templates.word.mainpart import MAIN
from doc_templates.word.wordxml import Element

_W = f"{{{wordxml.W}}}"
_R = f"{{{wordxml.R}}}"
_BESIDE = ("word/header", "word/footer")
_FIELD = b"instr"
_POINTING = (b"bookmarkStart", _FIELD, b"anchor=")


class Filled(NamedTuple):
    """One document's own parts, and what each of them shows or links to."""

    parts: Mapping[str, bytes]
    related: Mapping[str, tuple[Related, ...]]


class Run:
    """Takes documents in one by one."""

    def __init__(self, *, references: Mapping[str, str], still: Mapping[str, bytes], lists: Lists) -> None:
        """Begin with nothing; ``references`` are header and footer parts by the ids that the body names them with.

        ``still`` are the template's headers, footers and notes that no value changes.
        """
        self._references, self._lists = references, lists
        self._still = {name: data for name, data in still.items() if self._may_differ(name, data)}
        self._numbering = Numbering(lists)
        self._root: Element | None = None
        self._count = self._size = 0
        self._marks = Marks()
        self._notes = {name: Notes(name) for name in NOTES}
        self.related: dict[str, tuple[Related, ...]] = {}
        self._shown: set[str] = set()
        self._shown_beside: sections.Shown = frozenset()
        self._beside: dict[tuple[str, bytes], Beside] = {}
        self._parts: dict[str, bytes] = {}

    @property
    def beside(self) -> tuple[Beside, ...]:
        """Return the headers and footers that not all documents have."""
        return tuple(one for one in self._beside.values() if one.name != one.like)

    @property
    def parts(self) -> dict[str, bytes]:
        """Return the parts of the template's names, besides the body."""
        notes = {name: made for name, one in self._notes.items() if (made := one.part()) is not None}
        lists = self._numbering.part()
        return self._parts | notes | ({} if lists is None else {NUMBERING: lists})

    def add(self, filled: Filled) -> None:
        """Put a document after the others; it begins on a new page that is its page 1."""
        self._count += 1
        self._size += sum(map(len, filled.parts.values())) + self._pictures(filled)
        if self._size > MAX_OUTPUT:
            raise too_much("Tệp in chung", MAX_OUTPUT // 1024 // 1024, unit="MB", place=f"văn bản thứ {self._count}")
        root = wordxml.parse(filled.parts[MAIN])
        body = root.find(f"{_W}body")
        self._shown_beside = sections.refuse_inherited(body, self._shown_beside)
        refuse_endnotes(body)
        beside = self._own_names(body, {**self._still, **filled.parts})
        names = {name: self._variant(name, data, filled) for name, data in beside.items()}
        for name, related in filled.related.items():
            if name not in beside:
                self._merge(name, related)
        self._refer(body, names)
        sections.begin(body)
        if self._root is None:
            self._root = root
        else:
            self._join(body)

    def _own_names(self, body: Element, parts: Mapping[str, bytes]) -> dict[str, bytes]:
        """Give a document's bookmarks, notes and lists names of their own; return its headers and footers."""
        beside = {name: data for name, data in parts.items() if name.startswith(_BESIDE)}
        notes = {name: wordxml.parse(data) for name, data in parts.items() if name in NOTES}
        pointing = {name: wordxml.parse(data) for name, data in beside.items() if self._may_differ(name, data)}
        roots = [body, *notes.values(), *pointing.values()]
        changed = self._counted({MAIN: body, **notes, **pointing}, parts)
        changed += [root for root in pointing.values() if self._is_pointed_to(root, [body, *pointing.values()])]
        fresh = self._marks.renamed(
            [root for root in roots if root in (body, *notes.values(), *changed)], place=self._count
        )
        changed += [root for root in roots if redirect(root, fresh)]
        for name, root in pointing.items():
            if root in changed:
                beside[name] = wordxml.to_bytes(wordxml.to_text(root))
        if self._count > 1:
            for root in (body, *notes.values()):
                without_identities(root)
        for name, root in notes.items():
            self._notes[name].add(body, root)
        for name in parts.keys() - beside.keys() - {MAIN}:
            if self._parts.setdefault(name, parts[name]) != parts[name] and name not in NOTES:
                raise _other_words(name, place=self._count)
        return beside

    def _counted(self, roots: Mapping[str, Element], parts: Mapping[str, bytes]) -> list[Element]:
        """Have what Word counts through a whole file be counted for a document alone; return the parts that changed."""
        is_first = self._count == 1
        told = [root for name, root in roots.items() if _FIELD in parts[name]]
        changed = counters.count_anew(roots[MAIN], told, first=is_first) if told else []
        if not is_first and any(map(self._lists.may_number, parts.values())):
            changed += self._numbering.renew(tuple(roots.values()), place=self._count)
        return changed

    def _may_differ(self, name: str, data: bytes) -> bool:
        """Tell whether a part may be another for each document, though its words are the same."""
        return name in NOTES or any(word in data for word in _POINTING) or self._lists.may_number(data)

    @staticmethod
    def _is_pointed_to(root: Element, roots: Iterable[Element]) -> bool:
        """Tell whether something in a document points to a bookmark of a header or footer."""
        names = names_in(root)
        return bool(names) and any(points_to(other, names) for other in roots)

    def body(self) -> bytes:
        """Return the body of all."""
        if self._root is None:
            raise ContextFault("Không có văn bản nào để in chung.", remedy="chọn ít nhất một văn bản.")
        return wordxml.to_bytes(pictures.numbered(wordxml.to_text(self._root)))

    def _join(self, body: Element) -> None:
        """Close the last section of what is there, and put a body's children after it."""
        if self._root is None:
            return
        whole = self._root.find(f"{_W}body")
        last = whole.find(f"{_W}sectPr")
        if last is not None:
            whole.remove(last)
            sections.closing(whole).append(last)
        whole.extend(list(body))

    def _pictures(self, filled: Filled) -> int:
        """Return the bytes of the pictures that no document before has shown."""
        fresh = {one.id: len(one.data) for related in filled.related.values() for one in related if one.data}
        sizes = [size for name, size in fresh.items() if name not in self._shown]
        self._shown |= fresh.keys()
        return sum(sizes)

    def _merge(self, name: str, related: Iterable[Related]) -> None:
        known = self.related.get(name, ())
        self.related[name] = tuple({one.id: one for one in (*known, *related)}.values())

    def _variant(self, name: str, data: bytes, filled: Filled) -> str:
        """Return the id of the part with this content: the template's own name for the first, others beside it."""
        same = [one for one in self._beside.values() if one.like == name]
        found = self._beside.get((name, data))
        if found is None:
            stem = name.removesuffix(".xml")
            fresh = name if not same else f"{stem}x{len(same) + 1}.xml"
            found = Beside(fresh, data, name, f"rieng{stem.rpartition('/')[2]}x{len(same) + 1}")
            self._beside[name, data] = found
            if fresh == name:
                self._parts[name] = data
        self._merge(found.name, filled.related.get(name, ()))
        return found.id if found.name != name else ""

    def _refer(self, body: Element, names: Mapping[str, str]) -> None:
        """Have a body's sections name their own headers and footers."""
        for reference in body.iter(f"{_W}headerReference", f"{_W}footerReference"):
            fresh = names.get(self._references.get(reference.get(f"{_R}id", ""), ""), "")
            if fresh:
                reference.set(f"{_R}id", fresh)


def _other_words(name: str, *, place: int) -> TemplateFault:
    return TemplateFault(
        f"Phần “{name}” của mẫu có chữ khác nhau theo từng văn bản mà mang tên lạ nên không in chung được.",
        place=f"văn bản thứ {place}",
        remedy="mở mẫu bằng Word, lưu lại dạng “Word Document (.docx)” rồi làm lại; hoặc in từng văn bản.",
    )


def is_beside(name: str) -> bool:
    """Tell whether a part stands beside the body: a header, footer, footnotes, comments."""
    return name in NOTES or name.startswith(_BESIDE)
