"""What of a page goes with it into another file: what is seen, and nothing that runs, opens or is attached."""

from pypdf import PageObject
from pypdf.generic import ArrayObject, DictionaryObject, NameObject

_PAGE = frozenset(
    {"/Type", "/Parent", "/Resources", "/MediaBox", "/CropBox", "/BleedBox", "/TrimBox", "/ArtBox", "/Rotate"}
    | {"/Contents", "/Group", "/UserUnit", "/Annots"}
)
_NOTE = frozenset(
    {"/Type", "/Subtype", "/Rect", "/Contents", "/F", "/AP", "/AS", "/FT", "/Border", "/BS", "/C", "/CA", "/QuadPoints"}
    | {"/NM", "/T", "/M", "/IC", "/L", "/LE", "/Vertices", "/InkList"}
)
_SHOWN = frozenset(
    {"/Text", "/FreeText", "/Line", "/Square", "/Circle", "/Polygon", "/PolyLine", "/Highlight", "/Underline"}
    | {"/Squiggly", "/StrikeOut", "/Stamp", "/Caret", "/Ink", "/Watermark", "/Redact", "/Widget"}
)


def leave_behind(page: PageObject) -> PageObject:
    """Return the page with only what is seen of it; the page that was given is changed."""
    for key in [key for key in page if key not in _PAGE]:
        del page[key]
    notes = ArrayObject(_notes(page.get("/Annots")))
    if notes:
        page[NameObject("/Annots")] = notes
    elif "/Annots" in page:
        del page["/Annots"]
    return page


def _notes(annotations: object) -> list[DictionaryObject]:
    held = annotations.get_object() if hasattr(annotations, "get_object") else annotations
    found = [one.get_object() for one in held] if isinstance(held, ArrayObject) else []
    kept = [_note(one) for one in found if isinstance(one, DictionaryObject)]
    return [one for one in kept if one is not None]


def _note(note: DictionaryObject) -> DictionaryObject | None:
    """Return an annotation that is seen, or a link to an address; None for any other."""
    made = DictionaryObject({NameObject(key): note.raw_get(key) for key in note if key in _NOTE})
    if note.get("/Subtype") in _SHOWN:
        return made
    address = _address(note)
    if note.get("/Subtype") != "/Link" or address is None:
        return None
    made[NameObject("/A")] = address
    return made


def _address(link: DictionaryObject) -> DictionaryObject | None:
    """Return the action that opens an address on the web, where a link does that."""
    action = link.get("/A")
    held = action.get_object() if action is not None else None
    if not isinstance(held, DictionaryObject) or held.get("/S") != "/URI":
        return None
    if not str(held.get("/URI", "")).lower().startswith(("http://", "https://", "mailto:")):
        return None
    return DictionaryObject({NameObject("/S"): NameObject("/URI"), NameObject("/URI"): held.raw_get("/URI")})
