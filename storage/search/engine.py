"""The fields and documents of the index.

Every text is kept twice: as written (``exact``) and without diacritics (``plain``). A query word
must be found in ``plain``; where it is also found in ``exact``, the document ranks higher.
"""

import re
from datetime import UTC, date, datetime, time
from pathlib import Path

import tantivy

from models.ports import SearchEntry
from models.text import fold, nfc

_WORD = re.compile(r"\w+")
WRITER_HEAP_BYTES = 15_000_000
_FIRST_DAY, _LAST_DAY = date(1678, 1, 1), date(2261, 12, 31)


def make_schema() -> tantivy.Schema:
    """Return the index's fields; a folder with other fields does not open and is built again."""
    builder = tantivy.SchemaBuilder()
    for name in ("document", "campaign", "kind", "issuer", "unit"):
        builder.add_text_field(name, stored=name == "document", tokenizer_name="raw", index_option="basic")
    for name in ("plain_title", "plain_text", "exact_title", "exact_text"):
        builder.add_text_field(name, tokenizer_name="whitespace")
    builder.add_bytes_field("shown", stored=True)
    builder.add_date_field("issued_on", fast=True)
    return builder.build()


def open_folder(folder: Path) -> tantivy.Index:
    """Return the index in ``folder``, made when there is none; ``ValueError`` where its files are damaged."""
    folder.mkdir(parents=True, exist_ok=True)
    index = tantivy.Index(make_schema(), path=str(folder), reuse=True)
    index.config_reader(reload_policy="manual", num_warmers=0)
    return index


def is_of_engine(error: BaseException) -> bool:
    """Tell whether an error comes from Tantivy or the disk under it; its Rust part panics where others raise."""
    return isinstance(error, ValueError | OSError) or type(error).__module__ == "pyo3_runtime"


def to_document(entry: SearchEntry) -> tantivy.Document:
    """Return what the index keeps of an entry."""
    document = tantivy.Document()
    document.add_text("document", str(entry.document))
    document.add_text("campaign", entry.campaign_id)
    document.add_text("kind", entry.kind.value)
    document.add_text("issuer", entry.issuer)
    for unit in sorted({entry.issuer, *entry.units}):
        document.add_text("unit", unit)
    title = f"{entry.code} {entry.title}"
    for field, text in (("title", title), ("text", entry.text)):
        document.add_text(f"exact_{field}", " ".join(words(text)))
        document.add_text(f"plain_{field}", " ".join(plain_words(text)))
    document.add_bytes("shown", nfc(entry.text).encode())
    document.add_date("issued_on", moment_of(entry.issued_on))
    return document


def moment_of(day: date) -> datetime:
    """Return the moment that stands for a day in the index, which knows the years 1678 to 2261 only."""
    return datetime.combine(min(max(day, _FIRST_DAY), _LAST_DAY), time(), tzinfo=UTC)


def words(text: str) -> list[str]:
    """Return the words of ``text`` in lower case, composed, with their diacritics."""
    return _WORD.findall(nfc(text).lower())


def plain_words(text: str) -> list[str]:
    """Return the words of ``text`` in lower case without diacritics."""
    return _WORD.findall(fold(nfc(text)))
