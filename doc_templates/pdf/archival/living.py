"""What could move, hide, run or be attached: annotations, actions, forms, embedded files, layers."""

from collections.abc import Iterator

from pypdf.generic import DictionaryObject, StreamObject

from doc_templates.pdf.archival.file import ArchiveFile, dictionary, is_true, listed, number, resolved
from doc_templates.pdf.archival.rules import Breach

_ANNOTATIONS = frozenset(
    {"/Text", "/Link", "/FreeText", "/Line", "/Square", "/Circle", "/Polygon", "/PolyLine", "/Highlight", "/Underline"}
    | {"/Squiggly", "/StrikeOut", "/Stamp", "/Caret", "/Ink", "/Popup", "/FileAttachment", "/Widget", "/PrinterMark"}
    | {"/TrapNet", "/Watermark", "/Redact"}
)
_ACTIONS = frozenset({"/GoTo", "/GoToR", "/GoToE", "/Thread", "/URI", "/Named", "/SubmitForm"})
_TURNS = frozenset({"/NextPage", "/PrevPage", "/FirstPage", "/LastPage"})
_INVISIBLE, _HIDDEN, _PRINT, _NO_VIEW, _TOGGLE = 1, 2, 4, 32, 256
_CARRIERS = ("/A", "/OpenAction", "/Next", "/PA")


def judge_living(file: ArchiveFile) -> Iterator[Breach]:
    """Yield what runs, hides, is attached or asks for more than reading."""
    yield from _whole(file.root)
    for count, page in enumerate(file.reader.pages, start=1):
        place = f"trang {count}"
        if "/AA" in page:
            yield Breach("triggers", place)
        if "/PresSteps" in page:
            yield Breach("alternate-presentations", place)
        for note in listed(page.get("/Annots")):
            yield from _annotation(dictionary(note), place)
    for place, held in file.dictionaries:
        yield from _actions(held, place)
        if "/EF" in held or held.get("/Type") == "/EmbeddedFile":
            yield Breach("embedded-files", place)


def _whole(root: DictionaryObject) -> Iterator[Breach]:
    """Yield breaches by the catalog's own entries."""
    names, form = dictionary(root.get("/Names")), dictionary(root.get("/AcroForm"))
    if "/AA" in root:
        yield Breach("triggers", "cả tệp")
    if "/JavaScript" in names:
        yield Breach("actions", "JavaScript của tệp")
    if "/EmbeddedFiles" in names:
        yield Breach("embedded-files", "danh mục của tệp")
    if "/AlternatePresentations" in names:
        yield Breach("alternate-presentations", "cả tệp")
    if "/Requirements" in root:
        yield Breach("requirements")
    if is_true(form.get("/NeedAppearances")):
        yield Breach("form-actions", "NeedAppearances")
    if "/XFA" in form or is_true(root.get("/NeedsRendering")):
        yield Breach("xfa")
    yield from _layers(dictionary(root.get("/OCProperties")))


def _layers(layers: DictionaryObject) -> Iterator[Breach]:
    """Yield breaches by the ways in which the file's layers may be shown: each has a name of its own."""
    if not layers:
        return
    ways = [dictionary(layers.get("/D")), *map(dictionary, listed(layers.get("/Configs")))]
    called = [str(way.get("/Name", "")) for way in ways]
    if not all(called) or len(set(called)) < len(called) or any("/AS" in way for way in ways):
        yield Breach("optional-content")


def _annotation(note: DictionaryObject, place: str) -> Iterator[Breach]:
    kind = str(note.get("/Subtype", ""))
    where = f"{place}, {kind[1:]}"
    if kind not in _ANNOTATIONS:
        yield Breach("annotation-types", where)
    if kind == "/FileAttachment":
        yield Breach("embedded-files", where)
    flags = int(number(note.get("/F")) or 0)
    if kind != "/Popup" and (not flags & _PRINT or flags & (_INVISIBLE | _HIDDEN | _NO_VIEW | _TOGGLE)):
        yield Breach("annotation-flags", where)
    if not _has_looks(note, kind):
        yield Breach("annotation-looks", where)
    if kind == "/Widget" and ("/A" in note or "/AA" in note):
        yield Breach("form-actions", where)


def _has_looks(note: DictionaryObject, kind: str) -> bool:
    """Tell whether an annotation needs no looks, or has exactly one set of them."""
    corners = [number(one) for one in listed(note.get("/Rect"))]
    if "/AP" not in note:
        empty = len(corners) == 4 and corners[0] == corners[2] and corners[1] == corners[3]
        return empty or kind in ("/Popup", "/Link")
    looks = dictionary(note.get("/AP"))
    button = kind == "/Widget" and (note.get("/FT") or dictionary(note.get("/Parent")).get("/FT")) == "/Btn"
    normal = resolved(looks.get("/N"))
    return set(looks) == {"/N"} and (isinstance(normal, StreamObject) != button) and isinstance(normal, dict)


def _actions(held: DictionaryObject, place: str) -> Iterator[Breach]:
    """Yield breaches by what a dictionary starts."""
    for key in _CARRIERS:
        found = resolved(held.get(key)) if key in held else None
        every = [found] if isinstance(found, DictionaryObject) else listed(found) if key == "/Next" else []
        for action in every:
            if isinstance(action, DictionaryObject) and "/S" in action:
                yield from _action(action, place)
    events = dictionary(held.get("/AA")) if "/AA" in held else DictionaryObject()
    for action in map(dictionary, events.values()):
        yield from _action(action, place)


def _action(action: DictionaryObject, place: str) -> Iterator[Breach]:
    kind = str(action.get("/S", ""))
    if kind not in _ACTIONS or (kind == "/Named" and action.get("/N") not in _TURNS):
        yield Breach("actions", f"{place}, {kind[1:]}")
