"""The law files that come with the service: rule sets, base salaries and legal bases, read with all their faults."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel

from models.awards.regulations import BaseSalary, Dated, Law, LegalBasis, Regulation
from models.base import Value
from models.dates import short_date
from models.errors import ThiduaError
from workflows.settings import REPOSITORY
from workflows.steps.files.model_faults import validated
from workflows.steps.files.yaml_lines import FileFault, LinedFile, lined

LAW = REPOSITORY / "plans" / "law"

_File = TypeVar("_File", bound=BaseModel)


class LawFileFaults(ThiduaError):
    """A law file cannot be taken; ``faults`` holds every fault, by line."""

    code = "law-file"

    def __init__(self, faults: tuple[FileFault, ...], *, file_name: str) -> None:
        self.faults = faults
        self.file_name = file_name
        told = "\n".join(f"  {fault}" for fault in faults)
        super().__init__(f"Tệp pháp luật {file_name} có {len(faults)} lỗi:\n{told}")


class RegulationFile(Value):
    """``regulations.yaml`` as people write it."""

    regulations: tuple[Regulation, ...]


class SalaryFile(Value):
    """``base_salaries.yaml`` as people write it."""

    base_salaries: tuple[BaseSalary, ...]


class BasisFile(Value):
    """``bases.yaml`` as people write it."""

    bases: tuple[LegalBasis, ...]


def read_law(folder: Path = LAW) -> Law:
    """Return the law data of a folder; raises ``LawFileFaults`` with every fault of the first file that has any."""
    return Law(
        regulations=_read(folder / "regulations.yaml", model=RegulationFile, checks=(_one_after_another,)).regulations,
        base_salaries=_read(
            folder / "base_salaries.yaml", model=SalaryFile, checks=(_one_after_another,)
        ).base_salaries,
        bases=_read(folder / "bases.yaml", model=BasisFile, checks=()).bases,
    )


@lru_cache(maxsize=1)
def shipped_law() -> Law:
    """Return the law data that come with the service, read once."""
    return read_law()


_Check = Callable[[LinedFile, str, tuple[Dated, ...]], Iterator[FileFault]]


def _read(file: Path, *, model: type[_File], checks: tuple[_Check, ...]) -> _File:
    values, faults = lined(file.read_bytes())
    found: _File | None = None
    if values is not None:
        taken, wrong = validated(values, model=model)
        faults = [*faults, *wrong, *_doubled(values)]
        if isinstance(taken, model):
            found = taken
            for name in model.model_fields:
                entries = getattr(taken, name)
                faults += _turned_about(values, name, entries)
                for check in checks:
                    faults += check(values, name, entries)
    if faults:
        raise LawFileFaults(tuple(sorted(set(faults), key=lambda one: one.line)), file_name=file.name)
    assert found is not None  # no fault, so the model took the file
    return found


def _doubled(file: LinedFile) -> Iterator[FileFault]:
    """Yield ids and coefficients that stand twice; they are looked up in the raw values."""
    for name, entries in file.value.items() if isinstance(file.value, dict) else ():
        yield from _twice(file, (name,), entries, key=lambda one: one.get("id"))
        for index, entry in enumerate(entries if isinstance(entries, list) else ()):
            figures = entry.get("coefficients") if isinstance(entry, dict) else None
            yield from _twice(
                file, (name, index, "coefficients"), figures, key=lambda one: (one.get("form"), one.get("kind"))
            )


def _twice(
    file: LinedFile, loc: tuple[str | int, ...], entries: Any, *, key: Callable[[dict[str, Any]], Any]
) -> Iterator[FileFault]:
    seen: dict[Any, int] = {}
    for index, entry in enumerate(entries if isinstance(entries, list) else ()):
        name = key(entry) if isinstance(entry, dict) else None
        if name is None:
            continue
        line = file.line((*loc, index))
        if name in seen:
            told = name if isinstance(name, str) else ", ".join(str(part) for part in name)
            message = f"“{told}” đã có ở dòng {seen[name]}"
            yield FileFault(line=line, place=str(loc[0]), message=message, remedy="giữ một mục, bỏ mục kia")
        seen.setdefault(name, line)


def _turned_about(file: LinedFile, name: str, entries: tuple[Dated, ...]) -> Iterator[FileFault]:
    for index, one in enumerate(entries):
        if one.valid_from and one.valid_to and one.valid_to < one.valid_from:
            yield _at(
                file, (name, index, "valid_to"), "ngày hết hiệu lực trước ngày có hiệu lực", "sửa một trong hai ngày"
            )


def _one_after_another(file: LinedFile, name: str, entries: tuple[Dated, ...]) -> Iterator[FileFault]:
    """Yield overlaps and gaps: exactly one rule set or salary is in force on any day."""
    for index, (before, after) in enumerate(pairwise(entries), start=1):
        expected = before.valid_to + timedelta(days=1) if before.valid_to else None
        if expected is None or after.valid_from != expected:
            wanted = _wanted(expected)
            yield _at(file, (name, index), "thời gian áp dụng không nối tiếp mục trước", wanted)


def _wanted(expected: date | None) -> str:
    if expected is None:
        return "ghi valid_to cho mục trước"
    return f"mục này bắt đầu từ ngày {short_date(expected)}, hoặc sửa valid_to của mục trước"


def _at(file: LinedFile, loc: tuple[str | int, ...], message: str, remedy: str) -> FileFault:
    return FileFault(line=file.line(loc), place=str(loc[0]), message=message, remedy=remedy)
