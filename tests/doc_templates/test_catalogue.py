"""The whole catalogue: templates, contexts, samples, descriptors and the guide agree."""

import tomllib
from datetime import date, timedelta

import pytest

from doc_templates import catalogue
from doc_templates.build import _GUIDE, build, with_fields
from doc_templates.checking import examine
from doc_templates.descriptor import descriptor_text, fields
from doc_templates.faults import ContextFault
from doc_templates.rendering import CompiledTemplate
from doc_templates.word import package
from models.documents import KIND_NAMES, DocumentKind
from tests.doc_templates.awkward import PERSONS_REPORT

KINDS = tuple(DocumentKind)
_UNNUMBERED = {"number", "symbol", "recipients", "archive_line"}
_PERSONAL = {"born", "gender", "home_town", "residence", "workplace", "position", "qualification"}
NOT_PRINTED = {
    DocumentKind.OUTGOING_REGISTER: _UNNUMBERED | {"authority", "signer_name"},
    DocumentKind.COUNCIL_MINUTES: {"place"},
    DocumentKind.ACHIEVEMENT_REPORT: _UNNUMBERED | {"nominee"} | _PERSONAL,
    DocumentKind.DOSSIER_INDEX: _UNNUMBERED,
    DocumentKind.CERTIFICATE: _UNNUMBERED | {"superior_line", "letterhead", "nominee"},
}
"""What takes no number goes to nobody; a register is signed by nobody; ids of nominees are for checks only;
a collective has no birthday."""


def test_every_kind_has_a_template() -> None:
    """Every kind of document has its template, context, sample and descriptor."""
    assert set(catalogue.TEMPLATES) == set(DocumentKind)
    for kind, spec in catalogue.TEMPLATES.items():
        assert spec.title == KIND_NAMES[kind]
        assert {path.name for path in spec.folder.glob("*.*")} >= {"template.docx", "descriptor.toml", "sample.json"}


@pytest.mark.parametrize("kind", KINDS)
def test_stored_template_is_what_the_kit_builds(kind: DocumentKind) -> None:
    """The stored template equals, part by part, what the kit builds today."""
    stored, built = catalogue.built_in(kind), build(kind)
    assert [part.name for part in package.read(stored)] == [part.name for part in package.read(built)]
    for old, new in zip(package.read(stored), package.read(built), strict=True):
        assert old.data.decode().split("><") == new.data.decode().split("><"), old.name


@pytest.mark.parametrize("kind", KINDS)
def test_descriptor_is_what_the_context_says(kind: DocumentKind) -> None:
    """The descriptor file names every field of the context with a Vietnamese meaning."""
    text = (catalogue.TEMPLATES[kind].folder / "descriptor.toml").read_text("utf-8")
    assert text == descriptor_text(kind)
    assert tomllib.loads(text)["fields"] == {field.name: field.meaning for field in fields(kind)}
    assert all(field.meaning for field in fields(kind))


def test_guide_lists_the_fields() -> None:
    """The office's guide holds the table of fields of every kind as it is now."""
    guide = _GUIDE.read_text("utf-8")
    assert guide == with_fields(guide)


@pytest.mark.parametrize("kind", KINDS)
def test_template_asks_only_for_fields_of_its_context(kind: DocumentKind) -> None:
    """No template of ours names a field that its context lacks."""
    assert examine(catalogue.built_in(kind), kind=kind).report.findings == ()


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_of_the_context_shows(kind: DocumentKind) -> None:
    """Changing any field of the context changes the document: no field is asked for in vain."""
    template = CompiledTemplate.from_bytes(catalogue.built_in(kind))
    sample = catalogue.sample(kind)
    before = template.render(sample)
    for name in set(type(sample).model_fields) - NOT_PRINTED.get(kind, set()):
        changed = sample.model_copy(update={name: _other(getattr(sample, name))})
        assert template.render(changed) != before, name


def test_persons_report_shows_its_fields() -> None:
    """The shape of a person shows the fields that a collective has not."""
    report = PERSONS_REPORT
    template = CompiledTemplate.from_bytes(catalogue.built_in(DocumentKind.ACHIEVEMENT_REPORT))
    before = template.render(report)
    for name in _PERSONAL | {"nominee_name"}:
        changed = report.model_copy(update={name: _other(getattr(report, name))})
        assert template.render(changed) != before, name


@pytest.mark.parametrize("kind", KINDS)
def test_sample_is_marked(kind: DocumentKind) -> None:
    """Sample data say that they are a sample and name no real signer."""
    sample = catalogue.sample(kind)
    assert sample.sample
    assert sample.signer_name == (None if kind is DocumentKind.OUTGOING_REGISTER else "Người ký mẫu")


@pytest.mark.parametrize("kind", KINDS)
def test_context_comes_back_from_its_json(kind: DocumentKind) -> None:
    """A context frozen as JSON gives the equal context and the same bytes."""
    sample = catalogue.sample(kind)
    again = catalogue.read_context(kind, sample.model_dump(mode="json"))
    template = CompiledTemplate.from_bytes(catalogue.built_in(kind))
    assert again == sample
    assert template.render(again) == template.render(sample)


def test_wrong_context_names_the_fields() -> None:
    """Values that do not make a context are refused with the names of the wrong fields."""
    with pytest.raises(ContextFault, match=r"“letterhead”.*“nguoi_ky”"):
        catalogue.read_context(
            DocumentKind.CAMPAIGN_PLAN,
            {"place": "Đồng Nai", "subject": "x", "body": [{"style": "item", "text": "y"}], "nguoi_ky": "z"},
        )


def _other(value: object) -> object:
    match value:
        case bool():
            return not value
        case int():
            return value + 1
        case date():
            return value + timedelta(days=3)
        case str() | None:
            return f"{value} khác"
        case tuple():
            return (*value, value[0] if value and not isinstance(value[0], str) else "khác")
        case _:
            name = next(iter(type(value).model_fields))
            return value.model_copy(update={name: _other(getattr(value, name))})
