"""What a person typed into a form, read field by field; each fault names the field."""

import re
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from typing import Annotated, TypeVar

from fastapi import Depends, Request
from starlette.datastructures import FormData, UploadFile

from models.errors import ThiduaError
from models.text import nfc
from web.bodies import posted_form, room_for

_DAY = re.compile(r"^(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})$")
_CLOCK = re.compile(r"^(\d{1,2})\s*(?:giờ|h|:)\s*(\d{1,2})?(?:\s*phút|p)?$", re.IGNORECASE)
_ISO = re.compile(r"^(\d{4})-(\d{2})-(\d{2})$")
_BREAKS = re.compile(r"\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_UNSEEN = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
_YEARS = range(1945, 2100)
"""Years that a date on a form of ours may have; another one is a slip of the fingers."""
Choice = TypeVar("Choice", bound=StrEnum)


class BadForm(ThiduaError):
    """A field is empty or holds what cannot be read."""

    code = "bad-form"
    http_status = 422


@dataclass(frozen=True)
class Upload:
    """A file that came with a form."""

    name: str
    data: bytes

    def text(self, *, label: str) -> str:
        """Return the file's text, or raise ``BadForm`` where it is not UTF-8."""
        try:
            return self.data.decode("utf-8-sig")
        except UnicodeDecodeError:
            raise BadForm(
                f"Tệp “{self.name}” không phải văn bản UTF-8.",
                place=f"ô {label}",
                remedy="lưu tệp với bảng mã UTF-8 rồi chọn lại.",
            ) from None


class Fields:
    """A form's fields; text comes back composed (NFC) and trimmed."""

    def __init__(self, texts: Mapping[str, tuple[str, ...]], files: Mapping[str, Upload]) -> None:
        self._texts = texts
        self._files = files

    def text(self, name: str, *, label: str) -> str:
        """Return the field's text, or raise ``BadForm`` where it is empty."""
        found = self.optional(name)
        if not found:
            raise BadForm(f"Chưa nhập {label.lower()}.", place=f"ô {label}", remedy="nhập ô này rồi gửi lại.")
        return found

    def optional(self, name: str) -> str:
        """Return the field's text, empty where there is none."""
        return _clean((self._texts.get(name) or ("",))[0])

    def secret(self, name: str) -> str:
        """Return a password exactly as typed."""
        return (self._texts.get(name) or ("",))[0]

    def every(self, name: str) -> tuple[str, ...]:
        """Return all values of a repeated field, empty ones too, each composed and trimmed."""
        return tuple(_clean(value) for value in self._texts.get(name, ()))

    def lines(self, name: str) -> tuple[str, ...]:
        """Return the non-empty lines of a field."""
        return tuple(line.strip() for line in self.optional(name).splitlines() if line.strip())

    def day(self, name: str, *, label: str) -> date:
        """Return the date typed as 25/6/2024 (or 2024-06-25), or raise ``BadForm``."""
        return read_day(self.text(name, label=label), label=label)

    def optional_day(self, name: str, *, label: str) -> date | None:
        """Return the date, or nothing where the field is empty."""
        typed = self.optional(name)
        return read_day(typed, label=label) if typed else None

    def moment(self, name: str, *, label: str) -> time:
        """Return the time of day typed as 14:30, 14h30 or 14 giờ 30, or raise ``BadForm``."""
        typed = self.text(name, label=label)
        found = _CLOCK.match(typed)
        hour, minute = (int(found[1]), int(found[2] or 0)) if found else (99, 0)
        if hour > 23 or minute > 59:
            raise BadForm(f"“{typed}” không phải là giờ trong ngày.", place=f"ô {label}", remedy="nhập giờ như 14:30.")
        return time(hour, minute)

    def number(self, name: str, *, label: str) -> int:
        """Return the whole number typed, or raise ``BadForm``."""
        typed = self.text(name, label=label)
        if not typed.isascii() or not typed.isdigit() or len(typed) > 7:
            raise BadForm(
                f"“{typed}” không phải là số nguyên.", place=f"ô {label}", remedy="chỉ nhập chữ số, ví dụ 210."
            )
        return int(typed)

    def choice(self, name: str, kind: type[Choice], *, label: str) -> Choice:
        """Return the chosen member, or raise ``BadForm``."""
        typed = self.text(name, label=label)
        try:
            return kind(typed)
        except ValueError:
            raise BadForm(f"Lựa chọn “{typed}” không có.", place=f"ô {label}", remedy="chọn lại.") from None

    def chosen(self, name: str) -> str | None:
        """Return the chosen radio button's value, perhaps empty; None where nothing is chosen."""
        values = self.every(name)
        return values[0] if values else None

    def ticked(self, name: str) -> bool:
        """Tell whether a box is ticked."""
        return bool(self._texts.get(name))

    def file(self, name: str, *, label: str, kind: str) -> Upload:
        """Return the file that was chosen, or raise ``BadForm`` where none was or it is empty."""
        upload = self._files.get(name)
        if upload is None:
            named = label[:1].lower() + label[1:]
            raise BadForm(f"Chưa chọn {named}.", place=f"ô {label}", remedy=f"chọn tệp {kind} rồi gửi lại.")
        if not upload.data:
            raise BadForm(
                f"Tệp “{upload.name}” trống, không có nội dung nào.",
                place=f"ô {label}",
                remedy="mở tệp ra xem, lưu lại rồi chọn tệp có nội dung.",
            )
        return upload

    def typed(self) -> dict[str, str]:
        """Return every field's first text, to show a refused form again as it was filled in."""
        return {name: values[0] for name, values in self._texts.items() if values and not name.startswith("_")}


def _clean(typed: str) -> str:
    """Return text composed and trimmed; the line breaks of Word become ours, what nobody can see or print is left out.

    Such characters come along when text is copied from other programs; a document could not be printed with them.
    """
    return _UNSEEN.sub("", _BREAKS.sub("\n", nfc(typed))).strip()


def read_day(typed: str, *, label: str) -> date:
    """Return the date written as 25/6/2024 or 2024-06-25, or raise ``BadForm``."""
    day = _calendar_day(typed)
    if day is None:
        raise BadForm(
            f"“{typed}” không phải là một ngày có trong lịch.", place=f"ô {label}", remedy="nhập ngày như 25/06/2024."
        )
    if day.year not in _YEARS:
        raise BadForm(f"“{typed}” có năm không hợp lý.", place=f"ô {label}", remedy="xem lại bốn chữ số của năm.")
    return day


def _calendar_day(typed: str) -> date | None:
    found = _DAY.fullmatch(typed) or _ISO.fullmatch(typed)
    if found is None:
        return None
    first, month, last = (int(part) for part in found.groups())
    day, year = (last, first) if len(found[1]) == 4 else (first, last)
    try:
        return date(year, month, day)
    except ValueError:
        return None


async def read_fields(request: Request) -> AsyncIterator[Fields]:
    """Yield the form that came with the request; a document in it waits until there is room to hold it."""
    form = await posted_form(request)
    async with room_for(request):
        yield await _fields(form)


async def _fields(form: FormData) -> Fields:
    texts: dict[str, list[str]] = {}
    files: dict[str, Upload] = {}
    for name, value in form.multi_items():
        if isinstance(value, UploadFile):
            data = await value.read()
            if value.filename:
                files[name] = Upload(name=nfc(value.filename), data=data)
        else:
            texts.setdefault(name, []).append(value)
    return Fields({name: tuple(values) for name, values in texts.items()}, files)


Form = Annotated[Fields, Depends(read_fields)]
