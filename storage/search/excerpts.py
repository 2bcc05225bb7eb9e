"""The piece of a document's text that shows why it was found."""

import re

from models.text import fold, squeeze

_LENGTH = 220
_LEAD = 60


def excerpt(text: str, wanted: list[str]) -> str:
    """Return about 220 characters of ``text`` where the wanted words (without diacritics) stand closest."""
    text = squeeze(text)
    folded = fold(text)
    if len(folded) != len(text):
        folded = "".join((fold(char) or " ")[0] for char in text)
    start = max(0, _best_place(folded, wanted) - _LEAD)
    start = text.find(" ", start) + 1 if start else 0
    end = min(len(text), start + _LENGTH)
    if end < len(text):
        end = max(text.rfind(" ", start, end), start + 1)
    return ("… " if start else "") + text[start:end] + (" …" if end < len(text) else "")


def _best_place(folded: str, wanted: list[str]) -> int:
    phrase = folded.find(" ".join(wanted)) if wanted else -1
    if phrase >= 0:
        return phrase
    found = [match.start() for match in re.finditer(_any_of(wanted), folded)] if wanted else []
    if not found:
        return 0
    return max(found, key=lambda place: sum(place <= other < place + _LENGTH - _LEAD for other in found))


def _any_of(wanted: list[str]) -> str:
    return r"\b(?:" + "|".join(re.escape(word) for word in sorted(set(wanted), key=len, reverse=True)) + r")\b"
