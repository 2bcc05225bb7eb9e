"""What Word counts through a whole file by fields: each document of a run counts its own from the beginning."""

import re
from collections.abc import Iterable, Sequence

from lxml import etree

from doc_templates.faults import TemplateFault
from doc_templates.print_run.fields import Field, fields, kind_of, words_of
from doc_templates.print_run.sections import tiny_paragraph
from doc_templates.word import wordxml
from doc_templates.word.mainpart import MAIN
from doc_templates.word.wordxml import Element

_W = f"{{{wordxml.W}}}"
_UNBOUND = frozenset({"AUTONUM", "AUTONUMLGL", "AUTONUMOUT", "LISTNUM"})
_PAGES = "NUMPAGES"
_END = "_ThiDuaHet"
_COUNTING = re.compile("SEQ|NUM", re.IGNORECASE)
_DECIMAL = ("", "decimal")


def count_anew(body: Element, roots: Sequence[Element], *, first: bool) -> list[Element]:
    """Have fields count for a document alone; return the parts that changed.

    ``first`` says that no document stands before it. Raises ``TemplateFault`` where a field cannot be told so.
    """
    known = [
        (root, told) for root in roots if (told := [field for field in fields(root) if _COUNTING.search(field.text)])
    ]
    if not known:
        return []
    _refuse_unbound(field for _, told in known for field in told)
    changed = _count_pages(body, known)
    seen: set[str] = set()
    return (
        changed if first else changed + [root for root, told in known if [one for one in told if _restarted(one, seen)]]
    )


def _refuse_unbound(told: Iterable[Field]) -> None:
    """Refuse fields that number paragraphs through the whole file and cannot be told to begin again."""
    for kind in map(kind_of, (field.text for field in told)):
        if kind in _UNBOUND:
            raise TemplateFault(
                f"Mẫu có trường {kind}: trong một tệp in chung, nó đánh số tiếp từ văn bản trước.",
                place=MAIN,
                remedy="thay bằng danh sách đánh số của Word hoặc trường SEQ, hoặc in từng văn bản.",
            )


def _restarted(field: Field, seen: set[str]) -> bool:
    """Tell whether a field counts a name that no field before has counted, and now begins anew."""
    words = [word[0] for word in words_of(field.text)]
    if len(words) < 2 or words[0].upper() != "SEQ" or (words[2:3] and not words[2].startswith("\\")):
        return False
    name = words[1].strip('"').lower()
    if name in seen:
        return False
    seen.add(name)
    return field.write(restarting(field.text))


def restarting(instruction: str) -> str:
    r"""Return the instruction of a SEQ field that counts from the beginning.

    One that is told a number itself (``\r``) stays; one that repeats the last number (``\c``) has none before it.
    """
    switches = [word for word in words_of(instruction) if word[0].startswith("\\")]
    if any(word[0].lower().startswith("\\r") for word in switches):
        return instruction
    for word in switches:
        if word[0].lower() == "\\c":
            return f"{instruction[: word.start()]}\\r 0{instruction[word.end() :]}"
    return f"{instruction.rstrip()} \\r 1 "


def _count_pages(body: Element, known: Iterable[tuple[Element, list[Field]]]) -> list[Element]:
    """Have the number of pages (NUMPAGES) be the document's own: the page on which a bookmark behind it stands.

    Returns the parts that changed. Raises ``TemplateFault`` where the last page's number is not how many there are.
    """
    counting = [(root, own) for root, told in known if (own := [one for one in told if kind_of(one.text) == _PAGES])]
    if not counting:
        return []
    _refuse_other_pages(body)
    _mark_end(body)
    for field in (field for _, own in counting for field in own):
        kind = words_of(field.text)[0]
        field.write(f"{field.text[: kind.start()]}PAGEREF {_END}{field.text[kind.end() :]}")
        field.begin.set(f"{_W}dirty", "true")
    return [root for root, _ in counting]


def _refuse_other_pages(body: Element) -> None:
    numbers = [section.find(f"{_W}pgNumType") for section in body.iter(f"{_W}sectPr")]
    starts = [one.get(f"{_W}start") for one in numbers if one is not None]
    kinds = [one.get(f"{_W}fmt", "") for one in numbers if one is not None]
    if starts[:1] in ([], [None], ["1"]) and not any(starts[1:]) and all(kind in _DECIMAL for kind in kinds):
        return
    raise TemplateFault(
        "Mẫu in tổng số trang (NUMPAGES) mà số trang không chạy liền từ 1, nên không in chung được.",
        place=MAIN,
        remedy="cho số trang chạy liền từ 1 (Format Page Numbers), bỏ tổng số trang, hoặc in từng văn bản.",
    )


def _mark_end(body: Element) -> None:
    """Put a bookmark behind a document, in a paragraph of its own: LibreOffice loses one that follows a field."""
    holder = tiny_paragraph()
    for kind in ("bookmarkStart", "bookmarkEnd"):
        mark = etree.SubElement(holder, f"{_W}{kind}")
        mark.set(f"{_W}id", _END)
        if kind == "bookmarkStart":
            mark.set(f"{_W}name", _END)
    body.insert(sum(child.tag != f"{_W}sectPr" for child in body), holder)
