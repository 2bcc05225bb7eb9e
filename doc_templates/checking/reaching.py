"""What in a file reaches out of it once it is opened or clicked: fields, pictures, videos, lists of data, add-ins."""

import re
from collections.abc import Iterator, Mapping
from functools import cached_property

from doc_templates.checking.fields import codes
from doc_templates.checking.findings import Finding, Severity, shortened
from doc_templates.inserts.relations import relations_of
from doc_templates.word import wordxml

_W = f"{{{wordxml.W}}}"
_VML = "{urn:schemas-microsoft-com:vml}"
_FETCHING = frozenset(
    {"DDE", "DDEAUTO", "INCLUDETEXT", "INCLUDEPICTURE", "INCLUDE", "IMPORT", "LINK", "DATABASE", "RD"}
)
"""Fields that have Word open another file, an address or another program."""
_NAMES_A_PICTURE = frozenset({"src", "href", "althref"})
_LEADS_OUT = re.compile(r"[:\\{]|//")
"""In the address of a picture: a scheme, a drive, another machine, or a tag that may become one of them."""
_SOURCES = tuple(f"{_W}{name}" for name in ("connectString", "query", "dataSource", "headerSource", "udl", "src"))
_ADD_INS = ("/webextensiontaskpanes", "/webextension")
_LINKED = re.compile(r"\s*HYPERLINK\s+(?:\"([^\"{][^\"]*)\"|([^\s\"\\{]\S*))", re.IGNORECASE)
_SCHEME = re.compile(r"\s*([a-z][a-z0-9+.-]+):", re.IGNORECASE)
_WEB = frozenset({"http", "https", "mailto", "tel", "ftp"})
_LINK_REMEDY = "chuột phải vào liên kết > Remove Hyperlink, hoặc Edit Hyperlink và gõ địa chỉ https:// hay thư điện tử."


def reaching(trees: Mapping[str, wordxml.Element]) -> Iterator[Finding]:
    """Yield all that any part of the file reaches for; ``trees`` are its parts that are XML, by their names."""
    for name, root in trees.items():
        part = _Part(name, root)
        yield from _fetching_fields(part)
        yield from _fetched_pictures(part)
        yield from _videos(part)
        yield from _merged_data(part)
        yield from _links(part, trees.get(relations_of(name)))
        if name.endswith(".rels"):
            yield from _add_ins(part)


class _Part:
    """A part of the file under a reader's eyes."""

    def __init__(self, name: str, root: wordxml.Element) -> None:
        self.name, self.root = name, root

    @cached_property
    def _numbers(self) -> dict[wordxml.Element, int]:
        return {paragraph: place for place, paragraph in enumerate(wordxml.paragraphs(self.root))}

    def finding(
        self, code: str, message: str, at: wordxml.Element, *, remedy: str, severity: Severity = Severity.FAULT
    ) -> Finding:
        """Return what is to be said of an element."""
        paragraph = next(at.iterancestors(f"{_W}p"), None)
        return Finding(
            code=code,
            severity=severity,
            message=message,
            part=self.name,
            paragraph=None if paragraph is None else self._numbers.get(paragraph),
            text="" if paragraph is None else shortened(wordxml.paragraph_text(paragraph)),
            remedy=remedy,
        )


def _fetching_fields(part: _Part) -> Iterator[Finding]:
    """Yield the fields that take something from outside of the file, or may: no field of Word's is named by another."""
    for field, node in codes(part.root):
        if field.name in _FETCHING or field.named_by_another:
            yield part.finding(
                "fetching-field",
                f"Trường “{shortened(field.code)}” của Word lấy nội dung từ tệp, địa chỉ hoặc chương trình khác.",
                node,
                remedy="bấm vào trường, nhấn Ctrl+Shift+F9 để giữ nội dung đang hiện và bỏ trường.",
            )


def _fetched_pictures(part: _Part) -> Iterator[Finding]:
    """Yield the pictures of older Word that name an address of their own instead of a part of the file."""
    for node in part.root.iter(f"{_VML}imagedata", f"{_VML}fill", f"{_VML}stroke"):
        named = (str(value) for name, value in node.attrib.items() if _local(name) in _NAMES_A_PICTURE)
        address = next((value for value in named if _LEADS_OUT.search(value)), "")
        if address:
            yield part.finding(
                "fetched-picture",
                f"Một hình trong mẫu được lấy từ bên ngoài: {shortened(address)}.",
                node,
                remedy="xóa hình ấy rồi chèn lại bằng Insert > Pictures.",
            )


def _videos(part: _Part) -> Iterator[Finding]:
    """Yield the videos that Word plays from the web: each is a page of somebody's."""
    for node in part.root.iter("{*}webVideoPr"):
        yield part.finding(
            "fetched-picture",
            "Mẫu có đoạn phim lấy từ trang web (Online Video).",
            node,
            remedy="xóa đoạn phim ấy, hoặc thay bằng hình.",
        )


def _merged_data(part: _Part) -> Iterator[Finding]:
    """Yield the list of data that Word asks for when a document for mail merge is opened."""
    for node in part.root.iter(f"{_W}mailMerge"):
        if next(node.iter(*_SOURCES), None) is not None:
            yield part.finding(
                "merged-data",
                "Mẫu còn nối với một danh sách ở tệp khác để trộn thư (Mail Merge).",
                node,
                remedy="chọn Mailings > Start Mail Merge > Normal Word Document rồi lưu lại.",
            )


def _add_ins(part: _Part) -> Iterator[Finding]:
    """Yield the add-ins from the web that open beside the document."""
    for relation in part.root.iter("{*}Relationship"):
        if relation.get("Type", "").endswith(_ADD_INS):
            yield part.finding(
                "add-in",
                "Mẫu mang theo tiện ích lấy từ trang web (Office Add-in).",
                relation,
                remedy="chọn File > Info > Inspect Document, ở mục Task Pane Add-ins bấm Remove All rồi lưu lại.",
            )


def _links(part: _Part, relations: wordxml.Element | None) -> Iterator[Finding]:
    """Yield the links that lead to a file, or start a program, where a click should open a page."""
    addresses = {} if relations is None else dict(_addresses(relations))
    for node in part.root.iter("{*}*") if addresses else ():
        for value in node.attrib.values():
            if str(value) in addresses:
                yield from _odd_link(part, addresses.pop(str(value)), node)
    for field, node in codes(part.root):
        found = _LINKED.match(field.code)
        if found:
            yield from _odd_link(part, found[1] or found[2], node)


def _addresses(relations: wordxml.Element) -> Iterator[tuple[str, str]]:
    for one in relations.iter("{*}Relationship"):
        if one.get("TargetMode") == "External" and one.get("Type", "").endswith("/hyperlink"):
            yield one.get("Id", ""), one.get("Target", "")


def _odd_link(part: _Part, address: str, node: wordxml.Element) -> Iterator[Finding]:
    scheme = _SCHEME.match(address)
    told = scheme[1].lower() if scheme else "file"
    if told in _WEB or address.startswith("#"):
        return
    lead = (
        "tới một tệp trên máy hoặc trong mạng nội bộ" if told == "file" else "tới một chương trình trên máy người đọc"
    )
    yield part.finding(
        "odd-link",
        f"Liên kết “{shortened(address)}” dẫn {lead}, không phải trang web.",
        node,
        remedy=_LINK_REMEDY,
        severity=Severity.WARNING if told == "file" else Severity.FAULT,
    )


def _local(name: object) -> str:
    return str(name).rpartition("}")[2]
