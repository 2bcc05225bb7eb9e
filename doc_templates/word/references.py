"""What a filled part names by id: where XML of others is in it, each id must be one of its relations."""

import re

from doc_templates.faults import RenderFailed
from doc_templates.word import wordxml

_DECLARED = re.compile(rb"xmlns:([\w.-]+)\s*=\s*[\"']" + re.escape(wordxml.R.encode()) + rb"[\"']")
_NAMED_BY = f"{{{wordxml.R}}}"


def refuse_strangers(data: bytes, *, part: str, known: frozenset[str]) -> None:
    """Raise ``RenderFailed`` where a part names an id that is not known: Word calls such a file damaged."""
    if _seen(data) <= known:
        return
    for one in _named(data):
        if one not in known:
            raise RenderFailed(
                f"Tài liệu tạo ra có hình hoặc liên kết không rõ ở đâu (mã “{one}”).",
                place=part,
                remedy="tạo lại chữ định dạng sẵn đưa vào; mã liên kết tạo bằng CompiledTemplate.build_url_id.",
            )


def names_of(data: bytes) -> frozenset[str]:
    """Return the ids that a part names."""
    return frozenset(_named(data))


def _seen(data: bytes) -> set[str]:
    """Return what looks like an id, words that only read like one too."""
    prefixes = b"|".join(re.escape(prefix) for prefix in sorted(set(_DECLARED.findall(data))))
    if not prefixes:
        return set()
    found = re.findall(rb"\b(?:" + prefixes + rb"):\w+\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", data)
    return {(one or other).decode() for one, other in found} - {""}


def _named(data: bytes) -> dict[str, None]:
    """Return the ids in their order, or nothing where the part cannot be read."""
    try:
        root = wordxml.parse(data)
    except wordxml.NotWellFormed:
        return {}
    return {
        str(value): None
        for element in root.iter("*")
        for name, value in element.attrib.items()
        if str(name).startswith(_NAMED_BY) and value
    }
