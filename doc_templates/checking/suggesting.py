"""The name that somebody most likely meant."""

import re
from collections.abc import Mapping
from difflib import get_close_matches

from doc_templates.descriptor import FieldTree
from models.text import fold

_LIKE_ENOUGH = 0.6
_MARK = re.compile(r"[,;:(]")


def nearest(name: str, known: Mapping[str, FieldTree]) -> str | None:
    """Return the known name nearest to ``name``: in its letters, else in what it means; None where none is near.

    ``signer_nam``, ``Signer Name`` and ``người ký`` all lead to ``signer_name``.
    """
    plain = _plain(name)
    near = get_close_matches(plain, known, n=1, cutoff=_LIKE_ENOUGH)
    if near:
        return near[0]
    words = plain.split("_")
    meant = [field for field, tree in known.items() if _holds(_plain(_main_words(tree.meaning)).split("_"), words)]
    return min(meant, key=lambda field: len(known[field].meaning), default=None) if len(plain) > 2 else None


def _main_words(meaning: str) -> str:
    """Return a meaning up to its first mark: what follows only explains."""
    return _MARK.split(meaning, maxsplit=1)[0]


def _plain(text: str) -> str:
    return "_".join("".join(char if char.isalnum() else " " for char in fold(text)).split())


def _holds(sentence: list[str], words: list[str]) -> bool:
    """Tell whether the words stand in the sentence one after another."""
    return any(sentence[start : start + len(words)] == words for start in range(len(sentence) - len(words) + 1))
