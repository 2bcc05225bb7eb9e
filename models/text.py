"""Vietnamese text: one spelling (NFC), folding for search, and the order of names."""

import re
import unicodedata
from collections.abc import Iterable

_SPACES = re.compile(r"\s+")
_NOT_WORD = re.compile(r"[^a-z0-9]+")
_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_LETTER_RANK = {letter: f"{rank:02d}" for rank, letter in enumerate(_ALPHABET)}
_TONE_RANK = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}


def nfc(text: str) -> str:
    """Return ``text`` in the composed form (TCVN 6909:2001 in practice), its spaces untouched."""
    return unicodedata.normalize("NFC", text)


def squeeze(text: str) -> str:
    """Return ``text`` composed, with each run of white space made one space and the ends trimmed."""
    return _SPACES.sub(" ", nfc(text)).strip()


def fold(text: str) -> str:
    """Return ``text`` in lower case without diacritics: ``Số hóa`` becomes ``so hoa``, ``đ`` becomes ``d``."""
    decomposed = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def slug(text: str) -> str:
    """Return a name for files and ids: ASCII lower case words joined by hyphens."""
    return _NOT_WORD.sub("-", fold(text)).strip("-")


def sort_key(text: str) -> str:
    """Return a key that sorts in Vietnamese order: letters first (a, ă, â, b ... d, đ ...), then tones."""
    letters, tones = [], []
    for char in squeeze(text).lower():
        letter, tone = _letter_and_tone(char)
        letters.append(_LETTER_RANK.get(letter, "  " if letter == " " else f"!{letter}"))
        tones.append(tone)
    return "".join(letters) + "|" + "".join(tones)


def name_sort_key(full_name: str) -> str:
    """Return a key for a person's name: given name first, then family and middle names."""
    words: Iterable[str] = squeeze(full_name).split(" ")
    *before, given = list(words) or [""]
    return sort_key(given) + "~" + sort_key(" ".join(before))


def _letter_and_tone(char: str) -> tuple[str, str]:
    tone = "0"
    kept = []
    for part in unicodedata.normalize("NFD", char):
        if part in _TONE_RANK:
            tone = _TONE_RANK[part]
        else:
            kept.append(part)
    return unicodedata.normalize("NFC", "".join(kept)), tone
