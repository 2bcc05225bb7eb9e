"""A ZIP with Vietnamese names: marked as UTF-8, fit for Windows, the same files giving the same bytes."""

import io
import re
import zipfile
from collections.abc import Sequence

from models.text import nfc

_FIXED_TIME = (1980, 1, 1, 0, 0, 0)
_FORBIDDEN = re.compile(r'[<>:"\\|?*\x00-\x1f\x7f]')
_SPACES = re.compile(r"\s+")
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?$", re.IGNORECASE)
_LONGEST = 100
"""Letters of one name at most: with its folders it stays below what Windows opens (260)."""


def zip_files(files: Sequence[tuple[str, bytes]]) -> bytes:
    """Return a ZIP of names and contents in that order; ``/`` in a name makes folders.

    Names are composed (NFC), made safe for Windows and told apart where two would be one there.
    """
    buffer = io.BytesIO()
    taken: set[str] = set()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in files:
            entry = zipfile.ZipInfo(_free(safe_name(name), taken), date_time=_FIXED_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            entry.create_system = 3
            archive.writestr(entry, data, compresslevel=6)
    return buffer.getvalue()


def safe_name(name: str) -> str:
    """Return a path whose every piece Windows can write: no forbidden mark, no trailing dot, not too long."""
    pieces = [_safe_piece(piece) for piece in nfc(name).split("/")]
    return "/".join(piece for piece in pieces if piece) or "tep"


def _safe_piece(piece: str) -> str:
    clean = _SPACES.sub(" ", _FORBIDDEN.sub("-", piece)).strip(" .")
    if _RESERVED.match(clean):
        clean = f"_{clean}"
    stem, dot, suffix = clean.rpartition(".")
    if not dot or len(suffix) > 5:
        return clean[:_LONGEST].rstrip(" .")
    return f"{stem[: _LONGEST - len(suffix) - 1].rstrip(' .')}.{suffix}"


def _free(name: str, taken: set[str]) -> str:
    """Return the name, with a number before its ending where Windows would see one that is taken."""
    folder, slash, last = name.rpartition("/")
    stem, dot, suffix = last.rpartition(".") if "." in last else (last, "", "")
    free, number = name, 1
    while free.casefold() in taken:
        number += 1
        free = f"{folder}{slash}{stem} ({number}){dot}{suffix}"
    taken.add(free.casefold())
    return free
