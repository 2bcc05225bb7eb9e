"""The part with a Word file's content under its usual name: Word on the web and SharePoint call it otherwise."""

from collections.abc import Sequence

from doc_templates.word import wordxml

MAIN = "word/document.xml"
_ROOT = "_rels/.rels"
_TYPES = "[Content_Types].xml"
_RELATION = "/officeDocument"
_FOLDER = "word/"

Named = tuple[str, bytes]


def usual(parts: Sequence[Named]) -> Sequence[Named]:
    """Return the parts with the content in ``word/document.xml``; where it cannot be told they stay as they are."""
    names = {name for name, _ in parts}
    if MAIN in names:
        return parts
    written = next((_main_of(data) for name, data in parts if name == _ROOT), "")
    if written not in names or not written.startswith(_FOLDER) or "/" in written.removeprefix(_FOLDER):
        return parts
    other = {written: MAIN, _relations_of(written): _relations_of(MAIN)}
    if other[_relations_of(written)] in names:
        return parts
    return [(other.get(name, name), _told(name, data, written)) for name, data in parts]


def _main_of(relations: bytes) -> str:
    """Return the part that the file's own relations call its content; nothing where they cannot be read."""
    try:
        root = wordxml.parse(relations)
    except wordxml.NotWellFormed:
        return ""
    found = (one.get("Target", "") for one in root.iter("{*}Relationship") if one.get("Type", "").endswith(_RELATION))
    return next(found, "").removeprefix("/")


def _relations_of(part: str) -> str:
    return f"{_FOLDER}_rels/{part.removeprefix(_FOLDER)}.rels"


def _told(name: str, data: bytes, written: str) -> bytes:
    """Return a part's bytes; the two that name the content have its usual name."""
    attribute, meant = {_ROOT: ("Target", MAIN), _TYPES: ("PartName", f"/{MAIN}")}.get(name, ("", ""))
    if not attribute:
        return data
    try:
        root = wordxml.parse(data)
    except wordxml.NotWellFormed:
        return data
    for one in root.iter("{*}*"):
        if one.get(attribute, "").removeprefix("/") == written:
            one.set(attribute, meant)
    return wordxml.to_bytes(wordxml.to_text(root))
