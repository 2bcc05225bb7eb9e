"""Plan files and directory files: from the text that people write to the values of the house."""

import re
from functools import lru_cache
from typing import Any

from models.base import Value
from models.body import parse_body, without_brackets
from models.errors import ThiduaError
from models.organisation import Directory, Unit, UnitId
from models.plan.plan import Plan
from models.plan.wording import parts_of
from models.selection import province_of
from workflows.steps.files.model_faults import validated
from workflows.steps.files.plan_references import entries_of, reference_faults
from workflows.steps.files.yaml_lines import FileFault, LinedFile, decoded, lined, read_lines

_LETTERS = re.compile(r"\w+")
_SUBJECT = "subject "
"""The name in front of a subject in the file."""
_SURELY = 30
"""Letters by which the beginning of a paragraph is surely known."""


class PlanFileFaults(ThiduaError):
    """A plan or directory file cannot be taken; ``faults`` holds every fault, by line."""

    code = "plan-file"

    def __init__(self, faults: tuple[FileFault, ...], *, file_name: str) -> None:
        self.faults = faults
        self.file_name = file_name
        told = "\n".join(f"  {fault}" for fault in faults)
        super().__init__(f"Tệp {file_name} có {len(faults)} lỗi:\n{told}")


class DirectoryFile(Value):
    """A directory file as people write it."""

    province: str
    units: tuple[Unit, ...]


def read_plan(text: str | bytes, *, file_name: str, directory: Directory | None = None) -> Plan:
    """Return the plan that a file holds.

    Raises ``PlanFileFaults`` with every fault at once; the units that it names are looked up where a
    directory is given.
    """
    if directory is None:
        return _plan(text, file_name)
    return _read_plan(text, file_name=file_name, directory=directory)


@lru_cache(maxsize=64)
def _plan(text: str | bytes, file_name: str) -> Plan:
    return _read_plan(text, file_name=file_name, directory=None)


def _read_plan(text: str | bytes, *, file_name: str, directory: Directory | None) -> Plan:
    file, faults = lined(text)
    plan = None
    if file is not None:
        plan, wrong = validated(file, model=Plan)
        faults += wrong
        faults += reference_faults(file, directory=directory)
    _raise(faults, file_name=file_name)
    assert isinstance(plan, Plan)  # no fault, so the model took the file
    return plan


def read_directory(text: str | bytes, *, file_name: str) -> tuple[Unit, ...]:
    """Return the units that a directory file holds; raises ``PlanFileFaults`` with every fault at once."""
    file, faults = lined(text)
    directory = None
    if file is not None:
        directory, wrong = validated(file, model=DirectoryFile)
        faults += wrong
        faults += _directory_faults(file)
    _raise(faults, file_name=file_name)
    assert isinstance(directory, DirectoryFile)  # no fault, so the model took the file
    return directory.units


def plan_line(text: str | bytes, *, path: str) -> int | None:
    """Return the line of a plan file where a path stands, if it is there.

    Paths name list entries by id or place (``obligations.O4.due``, ``organisations[2]``) and parts of the body by
    address (``body.I.1``).
    """
    clean, _ = decoded(text)
    file, _ = read_lines(clean)
    if file is None:
        return None
    if path.startswith("body."):
        return _body_line(clean, address=path.removeprefix("body."), after=file.line(("body",)))
    loc: tuple[str | int, ...] = ()
    value = file.value
    for step in path.replace("[", ".").replace("]", "").split("."):
        key = _key(value, step)
        if key is None:
            break
        loc, value = (*loc, key), value[key]
    return file.line(loc) if loc else None


def words_line(text: str | bytes, *, words: str) -> int | None:
    """Return the line of a plan file that a printed paragraph comes from, None where none is surely its own.

    Letters are compared, not marks: the file has quotes, dashes and readings in brackets where print has none.
    """
    printed = _letters(words)
    if not printed:
        return None
    clean, _ = decoded(text)
    written = [(number, _letters(without_brackets(line))) for number, line in enumerate(clean.split("\n"), start=1)]
    same = (number for number, line in written if line.removeprefix(_SUBJECT) == printed)
    begun = (number for number, line in written if len(line) >= _SURELY and printed.startswith(line))
    return next(same, None) or next(begun, None)


def _letters(text: str) -> str:
    return " ".join(_LETTERS.findall(text.casefold()))


def _key(value: Any, step: str) -> str | int | None:
    if isinstance(value, dict):
        return step if step in value else None
    if not isinstance(value, list):
        return None
    if step.isdigit() and int(step) <= len(value):
        return int(step) - 1
    return next((n for n, one in enumerate(value) if isinstance(one, dict) and str(one.get("id")) == step), None)


def _body_line(text: str, *, address: str, after: int) -> int:
    lines = text.split("\n")
    blocks = [(number, parse_body(line)) for number, line in enumerate(lines[after:], start=after + 1) if line.strip()]
    wanted = next(
        (part for part in parts_of(block for _, one in blocks for block in one) if part.address == address), None
    )
    return next((number for number, one in blocks if wanted and one[0] is wanted.blocks[0]), after)


def _directory_faults(file: LinedFile) -> list[FileFault]:
    """Return units twice, units of another province, and parents or successors that the file does not hold."""
    units = [(n, one) for n, one in enumerate(entries_of(file, "units")) if one]
    known: dict[str, int] = {}
    faults = []
    for index, unit in units:
        unit_id, line = str(unit.get("id")), file.line(("units", index, "id"))
        if unit_id in known:
            faults.append(_unit_fault(line, unit_id, f"mã đơn vị đã dùng ở dòng {known[unit_id]}"))
        known.setdefault(unit_id, line)
        if province_of(UnitId(unit_id)) != file.value.get("province"):
            faults.append(_unit_fault(line, unit_id, "mã đơn vị không bắt đầu bằng mã tỉnh của danh mục"))
    for index, unit in units:
        heirs = unit.get("successors")
        named = [unit.get("parent"), *(heirs if isinstance(heirs, list) else ())]
        for other in named:
            if other is not None and other not in known:
                line = file.line(("units", index, "parent" if other == unit.get("parent") else "successors"))
                faults.append(_unit_fault(line, str(unit.get("id")), f"danh mục không có đơn vị “{other}”"))
    return faults


def _unit_fault(line: int, unit_id: str, message: str) -> FileFault:
    return FileFault(line=line, place=unit_id, message=message, remedy="sửa mã đơn vị hoặc bổ sung đơn vị vào danh mục")


def _raise(faults: list[FileFault], *, file_name: str) -> None:
    if faults:
        raise PlanFileFaults(tuple(sorted(dict.fromkeys(faults), key=lambda fault: fault.line)), file_name=file_name)


def named_province(text: str | bytes) -> str | None:
    """Return the province of a plan's issuer, if the file can be read so far."""
    file, _ = lined(text)
    issuer = file.value.get("issuer") if file is not None and isinstance(file.value, dict) else None
    return province_of(UnitId(issuer)) if isinstance(issuer, str) and issuer else None
