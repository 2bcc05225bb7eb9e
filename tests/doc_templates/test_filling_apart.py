"""A stranger's template filled in the confined process: it gives what filling here gives, or an error in time."""

from collections.abc import Callable
from typing import Any

import pytest

from doc_templates import catalogue
from doc_templates.checking import LIMITS, fill
from doc_templates.faults import TooMuch
from doc_templates.rendering import CompiledTemplate
from models.documents import DocumentKind
from models.errors import ThiduaError
from tests.doc_templates.make_docx import docx, docx_of

VALUES: dict[str, Any] = {
    "name": "Nguyễn Văn Mẫu & “con”",
    "rows": [{"n": 1.5}, {"n": -2}],
    "day": None,
    "deep": {"a": []},
}


def _marks(count: int) -> bytes:
    return docx_of(
        "<w:p>" + '<w:bookmarkStart w:id="1" w:name="a"/>' * count + "<w:r><w:t>{{ name }}</w:t></w:r></w:p>"
    )


def _raised(act: Callable[[], bytes]) -> ThiduaError:
    with pytest.raises(ThiduaError) as told:
        act()
    return told.value


@pytest.mark.parametrize("draft", [False, True])
def test_it_gives_the_very_bytes_of_filling_here(draft: bool) -> None:
    """Values as JSON has them, in a template of anybody's."""
    template = docx("{{ name }} {% for row in rows %}{{ row.n }};{% endfor %}{% if day %}{{ day }}{% endif %}")
    assert fill(template, VALUES, kind=None, draft=draft) == CompiledTemplate.from_bytes(template).render(
        VALUES, draft=draft
    )


@pytest.mark.parametrize("kind", [DocumentKind.CERTIFICATE, DocumentKind.REMINDER_LETTER])
def test_it_gives_the_very_bytes_for_a_kind(kind: DocumentKind) -> None:
    """Values of a kind are read as that kind's context there too."""
    sample, template = catalogue.sample(kind), catalogue.built_in(kind)
    values = sample.model_dump(mode="json")
    assert fill(template, values, kind=kind) == CompiledTemplate.from_bytes(template).render(sample)


@pytest.mark.parametrize(
    ("template", "values"),
    [
        (docx("{{ day }}"), VALUES),
        (docx("{{ names }}"), VALUES),
        (docx("{{ name"), VALUES),
        (docx("{{ 1 // 0 }}"), VALUES),
        (docx("{{ name }}"), {"name": "a\x01"}),
        (docx("{{ name }}"), {"name": "x" * 2_000_000}),
        (b"PK no file", VALUES),
    ],
)
def test_an_error_is_the_one_of_filling_here(template: bytes, values: dict[str, Any]) -> None:
    """Kind, words, place and way out of an error are those that filling here gives."""
    there = _raised(lambda: fill(template, values, kind=None))
    here = _raised(lambda: CompiledTemplate.from_bytes(template).render(values))
    assert (type(there), str(there), there.place, there.remedy) == (type(here), str(here), here.place, here.remedy)


def test_values_of_a_kind_are_refused_there_too() -> None:
    """Values that are no context of the kind name the field."""
    kind = DocumentKind.REMINDER_LETTER
    told = _raised(lambda: fill(catalogue.built_in(kind), {"subject": 1}, kind=kind))
    assert told.code == "context-fault"


@pytest.mark.parametrize(
    "template",
    [
        _marks(300_000),
        docx("{{ name }}" * 60_000),
        docx(*["{% set x = ('a ' * 400000)|title %}"] * 400),
    ],
    ids=["bookmarks without end", "tags without end", "work without end"],
)
def test_what_takes_too_long_is_ended(template: bytes) -> None:
    """A template that would keep this machine busy is told as one, and nothing of it is left."""
    assert isinstance(_raised(lambda: fill(template, VALUES, kind=None)), TooMuch)


def test_a_template_beyond_any_is_not_even_tried() -> None:
    """A file larger than a template may be is refused by its size."""
    told = _raised(lambda: fill(bytes(LIMITS.file_bytes + 1), VALUES, kind=None))
    assert f"{LIMITS.file_bytes // 1024 // 1024} MB" in told.message
