"""What a plan file's parts say about each other: ids used twice, parts and groups that are not there, unknown units.

These look at the raw values, so that they are told together with every other fault of the file.
"""

from collections.abc import Collection, Iterator
from difflib import get_close_matches
from typing import Any

from models.body import parse_body
from models.organisation import Directory
from models.plan.wording import OPENING, parts_of
from workflows.steps.files.model_faults import Loc
from workflows.steps.files.yaml_lines import FileFault, LinedFile, place_of

_UNIT_FIELDS = {"issuer", "lead", "unit", "via", "units", "except_units"}


def reference_faults(file: LinedFile, *, directory: Directory | None) -> Iterator[FileFault]:
    """Yield every fault of reference; units are looked up only where a directory is given."""
    if not isinstance(file.value, dict):
        return
    yield from _doubled_ids(file)
    yield from _unknown_parts(file)
    yield from _unknown_groups(file)
    yield from _answers_of_people(file)
    if directory is not None:
        yield from _unknown_units(file, directory=directory)


def _walk(value: Any, loc: Loc = ()) -> Iterator[tuple[Loc, Any]]:
    yield loc, value
    children = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, child in children:
        yield from _walk(child, (*loc, key))


def entries_of(file: LinedFile, section: str) -> list[dict[str, Any]]:
    """Return the mappings of a top-level list, an empty one for each entry that is none; nothing for no list."""
    entries = file.value.get(section) if isinstance(file.value, dict) else None
    return [entry if isinstance(entry, dict) else {} for entry in entries] if isinstance(entries, list) else []


def _doubled_ids(file: LinedFile) -> Iterator[FileFault]:
    for section in file.value:
        seen: dict[str, int] = {}
        for index, entry in enumerate(entries_of(file, section)):
            entry_id = entry.get("id")
            if entry_id is None:
                continue
            loc = (section, index, "id")
            line = file.line(loc)
            if str(entry_id) in seen:
                message = f"mã “{entry_id}” đã dùng ở dòng {seen[str(entry_id)]}"
                yield _fault(file, loc, message, "đặt cho mỗi mục một mã riêng")
            seen.setdefault(str(entry_id), line)


def _unknown_parts(file: LinedFile) -> Iterator[FileFault]:
    body = file.value.get("body")
    if not isinstance(body, str):
        return
    items = {part.address: len(part.items) for part in parts_of(parse_body(body))}
    for loc, value in _walk(file.value):
        if not loc or loc[-1] != "part" or not isinstance(value, str) or value == OPENING:
            continue
        if value not in items:
            yield _fault(file, loc, f"phần nội dung không có mục “{value}”", _nearest(value, items))
            continue
        item = _at(file.value, loc[:-1]).get("item")
        if isinstance(item, int) and not 1 <= item <= items[value]:
            message = f"mục “{value}” chỉ có {items[value]} gạch đầu dòng, không có gạch thứ {item}"
            yield _fault(file, (*loc[:-1], "item"), message, "đếm lại gạch đầu dòng (-) trong mục đó")


def _unknown_groups(file: LinedFile) -> Iterator[FileFault]:
    known = [str(group.get("id")) for group in entries_of(file, "groups")]
    for loc, value in _walk(file.value):
        if loc and loc[-1] == "group" and isinstance(value, str) and value not in known:
            yield _fault(file, loc, f"không có nhóm “{value}” trong mục groups", _nearest(value, known))


def _answers_of_people(file: LinedFile) -> Iterator[FileFault]:
    remedy = "bỏ mục này; câu trả lời được điền trên trang của kế hoạch, có tên người và ngày"
    if "confirmed" in file.value:
        yield _fault(file, ("confirmed",), "tệp kế hoạch không ghi sẵn quyết định của người đọc", remedy)
    for index, question in enumerate(entries_of(file, "questions")):
        if "given" in question:
            yield _fault(file, ("questions", index, "given"), "tệp kế hoạch không ghi sẵn câu trả lời", remedy)
    for index, obligation in enumerate(entries_of(file, "obligations")):
        if "unit_days" in obligation:
            place = ("obligations", index, "unit_days")
            yield _fault(file, place, "tệp kế hoạch không ghi sẵn ngày riêng của đơn vị", remedy)


def _unknown_units(file: LinedFile, *, directory: Directory) -> Iterator[FileFault]:
    known = {unit.id: unit.name for unit in directory}
    for loc, value in _walk(file.value):
        name = next((step for step in reversed(loc) if isinstance(step, str)), "")
        if name in _UNIT_FIELDS and isinstance(value, str) and "." in value and value not in known:
            message = f"danh mục tổ chức không có đơn vị “{value}”"
            yield _fault(file, loc, message, _nearest(value, list(known)))


def _at(value: Any, loc: Loc) -> dict[str, Any]:
    for step in loc:
        value = value[step]
    return value if isinstance(value, dict) else {}


def _nearest(given: str, known: Collection[str]) -> str:
    close = get_close_matches(given, list(known), n=1, cutoff=0.5)
    if close:
        return f"có phải “{close[0]}”?"
    return "xem các mục đang có: " + ", ".join(list(known)[:12]) if known else "bổ sung vào tệp trước"


def _fault(file: LinedFile, loc: Loc, message: str, remedy: str) -> FileFault:
    return FileFault(line=file.line(loc), place=place_of(loc), message=message, remedy=remedy)
