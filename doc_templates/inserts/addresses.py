"""Tags in the address of a link: Word keeps addresses beside the text, so they are filled from where the link stands.

While a template is compiled such an address moves into the link itself, in place of the id; there its tags see the
row or the loop around them. When the part is filled, each address becomes a relation of the document.
"""

import html
import re
from collections.abc import Collection
from functools import partial
from urllib.parse import quote, unquote

from doc_templates.faults import ContextFault, TemplateFault
from doc_templates.inserts.fragments import Related
from doc_templates.inserts.pictures import link_of
from doc_templates.inserts.relations import relations_of
from doc_templates.word import package, wordxml
from doc_templates.word.package import Part

SCHEMES = ("http://", "https://", "mailto:")
"""How an address begins that a value may give."""
_TAG = re.compile(r"(?:\{|%7B){2}(.*?)(?:\}|%7D){2}", re.IGNORECASE)
_HALF = re.compile(r"(?:\{|%7B){2}|(?:\{|%7B)(?:%25|%(?![0-9A-F]{2}))", re.IGNORECASE)
_NAMED_BY = f"{{{wordxml.R}}}"
_MARK = '"liên kết" '
"""Before an address in place of an id."""
_ADDRESS = re.compile(b'(:id=)"' + wordxml.quoted(_MARK)[1:-1].encode() + b'([^"\']*\'[^"]*)"')
"""Only in an id: words for a picture may read the same. Quotes around each value are in no escaped value."""
_RESERVED = ":/?#[]@!$&'()*+,;=%"
"""Characters that are part of an address that is given as a whole."""


def moved(parts: tuple[Part, ...], *, filled: Collection[str]) -> tuple[tuple[Part, ...], frozenset[str]]:
    """Return a template's parts, addresses with tags moved from the relations into the links, and where there are any.

    ``filled`` are the names of the parts whose links count. Raises ``TemplateFault`` naming an address whose tags
    cannot be filled.
    """
    changed: dict[str, Part] = {}
    links: set[str] = set()
    tables = {part.name: part for part in parts}
    for part in parts:
        table = tables.get(relations_of(part.name)) if part.name in filled else None
        if table is not None and (b"{" in table.data or b"%7" in table.data):
            root = package.root_of(table)
            written = {
                one.get("Id", ""): _in_link(one.get("Target", ""), part.name) for one in list(root) if _has_tags(one)
            }
            if written:
                changed[table.name] = Part(table.name, _without(root, written))
                if (linking := _with_addresses(part, written)) is not None:
                    links.add(part.name)
                    changed[part.name] = Part(part.name, linking)
    return tuple(changed.get(part.name, part) for part in parts), frozenset(links)


def _has_tags(relation: wordxml.Element) -> bool:
    outside = relation.get("TargetMode") == "External" and relation.get("Type", "").endswith("/hyperlink")
    return outside and bool(_HALF.search(relation.get("Target", "")))


def _in_link(target: str, part: str) -> str:
    """Return an address as its link holds it while the part is filled."""
    pieces = _TAG.split(target)
    if any(_HALF.search(piece) for piece in pieces[::2]):
        raise TemplateFault(
            "Địa chỉ của liên kết có thẻ viết dở, hoặc có thẻ khác thẻ in giá trị.",
            place=f"{part}, liên kết “{unquote(target)}”",
            remedy="chuột phải vào liên kết > Edit Hyperlink, viết thẻ đủ hai dấu mở, đóng: {{ ten_truong }}.",
        )
    pieces[::2] = [piece.replace("'", "%27").replace("{", "%7B").replace("}", "%7D") for piece in pieces[::2]]
    pieces[1::2] = [f"'{{{{ {_straight(unquote(piece)).strip()} }}}}'" for piece in pieces[1::2]]
    return _MARK + "".join(pieces)


def _straight(tag: str) -> str:
    return tag if "'" in tag else tag.replace('"', "'")


def _without(relations: wordxml.Element, ids: dict[str, str]) -> bytes:
    for relation in [one for one in relations if one.get("Id") in ids]:
        relations.remove(relation)
    return wordxml.to_bytes(wordxml.to_text(relations))


def _with_addresses(part: Part, written: dict[str, str]) -> bytes | None:
    """Return a part with the addresses in its links; nothing where none of its links leads to one."""
    root = package.root_of(part)
    naming = [
        (element, name, written[str(value)])
        for element in root.iter("*")
        for name, value in element.attrib.items()
        if str(name).startswith(_NAMED_BY) and value in written
    ]
    for element, name, address in naming:
        element.set(name, address)
    return wordxml.to_bytes(wordxml.to_text(root)) if naming else None


def settled(data: bytes, *, part: str, draft: bool) -> tuple[bytes, tuple[Related, ...]]:
    """Return a filled part whose links have ids again, and where they lead; the same address has the same id.

    Values are escaped as part of an address; only one that is the whole address, or begins it, may bring its own
    ``https://``, and must.
    """
    found: dict[str, Related] = {}
    return _ADDRESS.sub(partial(_related, found, part=part, draft=draft), data), tuple(found.values())


def _related(found: dict[str, Related], address: re.Match[bytes], *, part: str, draft: bool) -> bytes:
    """Return a link's id in place of its filled address, and keep its relation."""
    related = link_of(_filled(list(map(html.unescape, address[2].decode().split("'"))), part=part, draft=draft))
    found[related.id] = related
    return address[1] + f'"{related.id}"'.encode()


def _filled(pieces: list[str], *, part: str, draft: bool) -> str:
    """Return an address of text that the template gives and values, in turn."""
    kept = "@" if pieces[0].lower().startswith("mailto:") else ""
    begin = pieces[1].strip()
    pieces[1::2] = [quote(value, safe=kept) for value in pieces[1::2]]
    if pieces[0]:
        return "".join(pieces)
    if begin.lower().startswith(SCHEMES):
        return quote(begin, safe=_RESERVED) + "".join(pieces[2:])
    if draft:
        return "".join(pieces)
    raise ContextFault(
        f"Địa chỉ của liên kết không bắt đầu bằng http://, https:// hoặc mailto: “{begin}”.",
        place=part,
        remedy="sửa giá trị của trường in trong địa chỉ liên kết.",
    )
