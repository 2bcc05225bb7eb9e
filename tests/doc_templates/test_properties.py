"""A document's properties beside its template's: what docxtpl keeps is kept, but for who wrote it where and when."""

import io

import docx
import pytest
from docx.opc.coreprops import CoreProperties
from pydantic import BaseModel, ConfigDict, RootModel, computed_field

from doc_templates import catalogue
from doc_templates.faults import ContextFault
from doc_templates.rendering import CompiledTemplate
from doc_templates.word import coreprops, package
from doc_templates.word.extract import text_of
from doc_templates.word.package import Part
from models.documents import DocumentKind
from tests.doc_templates.features import making
from tests.doc_templates.make_docx import docx as template
from tests.doc_templates.make_docx import docx_of


def properties(document: bytes) -> CoreProperties:
    """Return a file's properties as other programs read them."""
    return docx.Document(io.BytesIO(document)).core_properties


KEPT = (
    "<dc:title>Giấy mời &amp; thư</dc:title>",
    "<cp:keywords>họp</cp:keywords>",
    "<cp:category>thư</cp:category>",
    "<cp:contentStatus>bản chính</cp:contentStatus>",
    "<cp:version>2</cp:version>",
)
CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">'
    f"{''.join(KEPT)}<dc:creator>nguoi.soan</dc:creator><cp:lastModifiedBy>nguoi.sua</cp:lastModifiedBy>"
    "<dcterms:created>2024-03-01T07:30:00Z</dcterms:created>"
    "<dcterms:modified>2024-04-01T08:00:00+07:00</dcterms:modified></cp:coreProperties>"
)


def test_a_template_keeps_its_own_properties() -> None:
    """Title, keywords, category, status, version and days are the template's; its author and editor go no further."""
    made = CompiledTemplate.from_bytes(docx_of("<w:p/>", Part(coreprops.PART, CORE.encode())))
    (core,) = (one.data.decode() for one in package.read(made.render({"subject": "Họp"})) if one.name == coreprops.PART)
    for kept in (*KEPT, "2024-03-01T07:30:00Z</dcterms:created>", "2024-04-01T08:00:00+07:00</dcterms:modified>"):
        assert kept in core
    assert "Họp" not in core
    assert "nguoi" not in core


def test_a_template_without_title_takes_the_subject() -> None:
    """Where a template has no title the subject is it."""
    made = making.with_properties(title="")
    assert properties(CompiledTemplate.from_bytes(made).render({"name": "x", "subject": "Họp"})).title == "Họp"


def test_a_document_of_the_state_is_called_by_its_subject() -> None:
    """A document of one of the kinds has its subject for a title, and its day, whatever its template says."""
    kind = DocumentKind.SUB_PLAN
    context = catalogue.sample(kind)
    core = properties(CompiledTemplate.from_bytes(catalogue.built_in(kind)).render(context))
    assert core.title == " ".join(context.subject.split())
    assert f"{core.created:%Y-%m-%d}" == f"{context.issued_on}"


class Loose(BaseModel):
    """A model that takes more fields than it names, and computes one."""

    model_config = ConfigDict(extra="allow")
    a: int = 1

    @computed_field
    def whole(self) -> str:
        """Return a text of its fields."""
        return f"đủ {self.a}"


class Listed(RootModel[list[int]]):
    """A list by another name."""


def test_every_field_of_a_model_is_there() -> None:
    """Fields that a model computes or was given besides are printed; one that is a list is that list."""
    made = CompiledTemplate.from_bytes(template("{{ a }} {{ b }} {{ whole }} {{ of.b }} {{ l|join('-') }}"))
    context = Loose.model_validate({"b": "thêm", "of": Loose.model_validate({"b": "nữa"}), "l": Listed([1, 2])})
    assert text_of(made.render(context)) == "1 thêm đủ 1 nữa 1-2"


def test_a_property_keeps_every_character() -> None:
    """What a tag gives is in a property as it is, spaces and line ends too; a comment is not printed."""
    made = making.with_properties(comments="{# ghi chú #}{{ a }}", identifier="{# ghi chú #}x")
    core = properties(CompiledTemplate.from_bytes(made).render({"name": "", "a": "một\u00a0  hai\nba\tbốn"}))
    assert (core.comments, core.identifier) == ("một\u00a0  hai\nba\tbốn", "x")


def test_a_list_is_no_context() -> None:
    """A model that is no group of fields is refused as a context."""
    with pytest.raises(ContextFault, match="Listed"):
        CompiledTemplate.from_bytes(template("a")).render(Listed([1]))
