"""Vietnamese text: one spelling (NFC), folding for search, and the order of names."""

import re
import unicodedata

_SPACES = re.compile(r"\s+")
_LETTERS = re.compile(r"[^\W\d_]+")
_BULLET = re.compile(r"^(?:[•●▪■◆○◦➢➤✓✔\uf0a7\uf0b7\uf0d8\uf0fc]\s*|[–—]\s*(?!\d)|o (?=[A-ZĐÀ-Ỹ])|-(?=[^\W\d_]))")
_SPACE_BEFORE_MARK = re.compile(r"(?<=\w) ([,;:])(?= |$)")
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


def tidy(text: str) -> str:
    """Return typed text with the habits of typing set right, each line by itself; no word is changed.

    Spaces and tabs in a row become one space, none stays before a comma, semicolon or colon, and the bullet that Word
    or a telephone puts in front of a line becomes a dash.
    """
    return "\n".join(_tidy_line(line) for line in nfc(text).split("\n"))


def _tidy_line(line: str) -> str:
    line = _BULLET.sub("- ", squeeze(line))
    return _SPACE_BEFORE_MARK.sub(r"\1", line)


def full_name(text: str) -> str:
    """Return a person's name as documents print it: typed all in capitals or all in small letters, it is set right."""
    name = squeeze(text)
    one_case = name.isupper() or name.islower()
    return _LETTERS.sub(lambda word: word[0].capitalize(), name) if one_case else name


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


def _letter_and_tone(char: str) -> tuple[str, str]:
    tone = "0"
    kept = []
    for part in unicodedata.normalize("NFD", char):
        if part in _TONE_RANK:
            tone = _TONE_RANK[part]
        else:
            kept.append(part)
    return unicodedata.normalize("NFC", "".join(kept)), tone
