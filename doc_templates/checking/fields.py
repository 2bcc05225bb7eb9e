"""Word's own fields: which are open at a place, and which of them take something from elsewhere."""

from collections.abc import Iterator

from doc_templates import wordxml
from doc_templates.checking.findings import Finding, shortened

_W = f"{{{wordxml.W}}}"
_VML = "{urn:schemas-microsoft-com:vml}"
_FETCHING = frozenset(
    {"DDE", "DDEAUTO", "INCLUDETEXT", "INCLUDEPICTURE", "INCLUDE", "IMPORT", "LINK", "DATABASE", "RD"}
)
"""Fields that have Word open another file, an address or another program."""
_KEEPS_WORDS = frozenset({"HYPERLINK"})
"""Fields whose words stay when Word updates them."""


class Field:
    """One field: its code, then what it shows."""

    def __init__(self, code: str = "") -> None:
        self.code = code
        self.showing = bool(code)

    @property
    def name(self) -> str:
        """Return the code's first word: ``PAGE``, ``REF``."""
        return next(iter(self.code.upper().split()), "")

    @property
    def replaces_words(self) -> bool:
        """Tell whether Word puts words of its own where the field stands."""
        return not (self.showing and self.name in _KEEPS_WORDS)


class OpenFields:
    """Follows the marks that begin and end fields, in the order of the part."""

    def __init__(self) -> None:
        self._open: list[Field] = []

    def follow(self, node: wordxml.Element) -> Field | None:
        """Take the next mark or piece of code in; return the field that is over with it, its code complete."""
        if node.tag == f"{_W}instrText":
            if self._open:
                self._open[-1].code += node.text or ""
            return None
        match node.get(f"{_W}fldCharType"):
            case "begin":
                self._open.append(Field())
            case "separate" if self._open:
                self._open[-1].showing = True
            case "end" if self._open:
                return self._open.pop()
            case _:
                pass
        return None

    def rest(self) -> tuple[Field, ...]:
        """Return the fields that nothing ended."""
        return tuple(self._open)

    def replace_words(self) -> bool:
        """Tell whether any field that is open here puts words of its own in the place of what is typed."""
        return any(field.replaces_words for field in self._open)


def fetching_fields(root: wordxml.Element, part: str) -> Iterator[Finding]:
    """Yield the fields that take something from outside of the file."""
    numbers = {paragraph: place for place, paragraph in enumerate(wordxml.paragraphs(root))}
    for code, node in _codes(root):
        if Field(code).name in _FETCHING:
            paragraph = next(node.iterancestors(f"{_W}p"), None)
            yield Finding(
                code="fetching-field",
                message=f"Trường “{shortened(code)}” của Word lấy nội dung từ tệp, địa chỉ hoặc chương trình khác.",
                part=part,
                paragraph=None if paragraph is None else numbers.get(paragraph),
                text="" if paragraph is None else shortened(wordxml.paragraph_text(paragraph)),
                remedy="bấm vào trường, nhấn Ctrl+Shift+F9 để giữ nội dung đang hiện và bỏ trường.",
            )


def fetched_pictures(root: wordxml.Element, part: str) -> Iterator[Finding]:
    """Yield the pictures of older Word that name an address of their own instead of a part of the file."""
    numbers = {paragraph: place for place, paragraph in enumerate(wordxml.paragraphs(root))}
    for node in root.iter(f"{_VML}imagedata", f"{_VML}fill", f"{_VML}stroke"):
        address = next((value for name in ("src", "althref") if (value := node.get(name, ""))), "")
        if "//" in address or "\\\\" in address:
            paragraph = next(node.iterancestors(f"{_W}p"), None)
            yield Finding(
                code="fetched-picture",
                message=f"Một hình trong mẫu được lấy từ bên ngoài: {shortened(address)}.",
                part=part,
                paragraph=None if paragraph is None else numbers.get(paragraph),
                text="" if paragraph is None else shortened(wordxml.paragraph_text(paragraph)),
                remedy="xóa hình ấy rồi chèn lại bằng Insert > Pictures.",
            )


def _codes(root: wordxml.Element) -> Iterator[tuple[str, wordxml.Element]]:
    """Yield each field's code with the element that ends it; those left open end with the part."""
    fields = OpenFields()
    for node in root.iter(f"{_W}fldChar", f"{_W}instrText", f"{_W}fldSimple"):
        if node.tag == f"{_W}fldSimple":
            yield node.get(f"{_W}instr", ""), node
        elif over := fields.follow(node):
            yield over.code, node
    for left in fields.rest():
        yield left.code, root
