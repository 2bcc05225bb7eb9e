"""Good documents to break: our own samples, and one that holds what no sample holds."""

from collections.abc import Iterator
from copy import deepcopy
from functools import cache

from docx.shared import Pt
from lxml import etree

from doc_templates import catalogue
from doc_templates.format_check.fixing.opened import Opened, child, properties, replace_words, runs, set_value, texts
from doc_templates.format_check.word.names import VAL, W
from doc_templates.rendering import CompiledTemplate
from doc_templates.word.wordxml import Element
from models.documents import DocumentKind
from tests.format_check import clerks, programs

NAME = "Nguyễn Văn Mẫu"
BODY = "word/document.xml"


class Draft:
    """A document being changed."""

    def __init__(self, docx: bytes) -> None:
        self.file = Opened(docx)
        self.root = self.file.roots[BODY]

    def styled(self, style: str) -> list[Element]:
        """Return the body's paragraphs of a style."""
        return [one for one in self.root.iter(f"{W}p") if _style(one) == style]

    def margins(self, kind: str = "header") -> Iterator[Element]:
        """Yield the roots of the headers or footers."""
        yield from (root for name, root in self.file.roots.items() if name.startswith(f"word/{kind}"))

    def sections(self) -> list[Element]:
        """Return the section properties in order."""
        return list(self.root.iter(f"{W}sectPr"))

    def saved(self) -> bytes:
        """Return the file."""
        return self.file.saved()


def _style(paragraph: Element) -> str:
    found = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if found is None else found.get(VAL, "")


def words_of(paragraph: Element) -> str:
    """Return a paragraph's words."""
    return "".join(part.text or "" for part in texts(paragraph))


def saying(draft: Draft, begin: str) -> Element:
    """Return the first paragraph that begins with these words."""
    return next(one for one in draft.root.iter(f"{W}p") if words_of(one).startswith(begin))


def write(paragraph: Element, words: str) -> None:
    """Give a paragraph other words, in the looks of its first run."""
    first, *others = runs(paragraph)
    for run in others:
        run.getparent().remove(run)
    for node in [node for node in first if node.tag != f"{W}rPr"]:
        first.remove(node)
    text = etree.SubElement(first, f"{W}t")
    text.text = words
    text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def swap(paragraph: Element, old: str, new: str) -> None:
    """Replace words that must be there."""
    assert replace_words(paragraph, old, new), (old, words_of(paragraph))


def shape(paragraph: Element, name: str, **values: str) -> None:
    """Set a property of a paragraph."""
    made = child(properties(paragraph, "pPr"), name)
    for key, value in values.items():
        made.set(f"{W}{key}", value)


def boxed(paragraph: Element, *sides: str) -> None:
    """Draw lines at a paragraph's sides."""
    borders = child(properties(paragraph, "pPr"), "pBdr")
    for side in sides:
        etree.SubElement(borders, f"{W}{side}").set(VAL, "single")


def twin(paragraph: Element, words: str) -> Element:
    """Return a copy of a paragraph with other words, put right after it."""
    made = deepcopy(paragraph)
    for section in list(made.iter(f"{W}sectPr")):
        section.getparent().remove(section)
    paragraph.addnext(made)
    write(made, words)
    return made


@cache
def _rendered(kind: DocumentKind) -> bytes:
    context = catalogue.sample(kind).model_copy(update={"signer_name": NAME})
    return CompiledTemplate.from_bytes(catalogue.built_in(kind)).render(context)


@cache
def good(name: str) -> bytes:
    """Return a good document: a kind's sample, ``rich``, a clerk's or an invitation of a stranger's."""
    made = {"rich": _rich, "clerk": _addressed, "invitation": programs.RIGHT["invitation"]}
    return made[name]() if name in made else _rendered(DocumentKind(name))


def _addressed() -> bytes:
    """Return a clerk's plan with the office's address at the foot of the page."""
    document = clerks.page()
    clerks.table_head(document, ruled=clerks.vml_line)
    clerks.text(document, ruled=clerks.vml_line)
    clerks.table_foot(document)
    foot = document.sections[0].footer.paragraphs[0]
    shape(foot._p, "spacing", before="0")
    boxed(foot._p, "top")
    foot.add_run("Địa chỉ: 01 đường Mẫu, phường Mẫu, tỉnh Mẫu; Điện thoại: 000").font.size = Pt(11)
    return clerks.bytes_of(document)


def _rich() -> bytes:
    """Return a plan with stamps and limits, a copy's mark, a chapter, a drafter's mark and two annexes."""
    draft = Draft(_rendered(DocumentKind.SUB_PLAN))
    title = draft.styled("ND30TenLoai")[0]
    for words in ("LƯU HÀNH NỘI BỘ", "HỎA TỐC"):
        stamp = deepcopy(title)
        title.addprevious(stamp)
        write(stamp, words)
        shape(stamp, "spacing", before="120", after="0")
        boxed(stamp, "top", "left", "bottom", "right")
    set_value(properties(runs(stamp)[0], "rPr"), "color", "FF0000")
    part = draft.styled("ND30Phan")[-1]
    chapter = twin(part, "Chương I")
    shape(chapter, "jc", val="center")
    named = twin(chapter, "ĐIỀU KHOẢN THI HÀNH")
    twin(twin(named, "Mục 1"), "HIỆU LỰC")
    number = draft.styled("ND30SoKyHieu")[0]
    mark = deepcopy(number)
    next(draft.root.iter(f"{W}tbl")).addprevious(mark)
    write(mark, "SAO Y; SỞ NỘI VỤ; 05/01/2024 08:00:00")
    set_value(properties(runs(mark)[0], "rPr"), "sz", "20")
    recipient = draft.styled("ND30DongNoiNhan")[-1]
    twin(recipient, "PL.(300)")
    _copy_annex(draft, 2)
    return draft.saved()


def with_annexes(count: int) -> bytes:
    """Return a sub-plan with so many annexes."""
    draft = Draft(_rendered(DocumentKind.SUB_PLAN))
    _copy_annex(draft, count)
    return draft.saved()


def _copy_annex(draft: Draft, count: int) -> None:
    """Copy the annex behind itself, each on pages of its own."""
    body = draft.root.find(f"{W}body")
    head = draft.styled("ND30PhuLuc")[0]
    last = body.find(f"{W}sectPr")
    blocks = [one for one in list(body)[list(body).index(head) :] if one is not last]
    for _ in range(count - 1):
        ending = etree.Element(f"{W}p")
        properties(ending, "pPr").append(deepcopy(last))
        for block in (ending, *(deepcopy(one) for one in blocks)):
            last.addprevious(block)
    for number, one in zip(("I", "II", "III", "IV", "V"), draft.styled("ND30PhuLuc"), strict=False):
        write(one, f"Phụ lục {number}")
