"""Templates that an office has opened and saved in its own program stay good templates."""

import io
import shutil
import subprocess
from pathlib import Path

import docx
import pytest

from doc_templates import catalogue
from doc_templates.checking import examine
from doc_templates.rendering import CompiledTemplate
from doc_templates.word.extract import text_of
from models.documents import DocumentKind


@pytest.fixture(scope="module")
def saved_again(tmp_path_factory: pytest.TempPathFactory) -> dict[DocumentKind, bytes]:
    """Return each template as LibreOffice saves it: other runs, other parts, the same page."""
    folder = tmp_path_factory.mktemp("edited")
    sources = [folder / f"{kind.value}.docx" for kind in DocumentKind]
    for kind, source in zip(DocumentKind, sources, strict=True):
        source.write_bytes(catalogue.built_in(kind))
    out = folder / "out"
    command = [str(shutil.which("soffice")), f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
    subprocess.run(
        [*command, "--convert-to", "docx", "--outdir", str(out), *map(str, sources)],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return {DocumentKind(path.stem): path.read_bytes() for path in Path(out).glob("*.docx")}


@pytest.mark.slow
@pytest.mark.parametrize("kind", tuple(DocumentKind))
def test_saved_template_is_still_good(kind: DocumentKind, saved_again: dict[DocumentKind, bytes]) -> None:
    """A template saved by another program passes the check and prints the same words."""
    data = saved_again[kind]
    sample = catalogue.sample(kind)
    assert examine(data, kind=kind).report.faults == ()
    ours = CompiledTemplate.from_bytes(catalogue.built_in(kind)).render(sample)
    assert text_of(CompiledTemplate.from_bytes(data).render(sample)) == text_of(ours)


@pytest.mark.parametrize("kind", tuple(DocumentKind))
def test_document_opens_in_python_docx(kind: DocumentKind) -> None:
    """Documents and templates open in python-docx, with our styles and no others to choose from."""
    document = CompiledTemplate.from_bytes(catalogue.built_in(kind)).render(catalogue.sample(kind))
    opened = docx.Document(io.BytesIO(document))
    assert opened.sections[0].different_first_page_header_footer
    named = {style.name for style in opened.styles if style.type == docx.enum.style.WD_STYLE_TYPE.PARAGRAPH}
    assert all(name == "Normal" or name.startswith(("NĐ30 ", "KT ")) for name in named)


@pytest.mark.parametrize("kind", [kind for kind in DocumentKind if kind is not DocumentKind.CERTIFICATE])
def test_page_is_within_the_decree(kind: DocumentKind) -> None:
    """Paper and margins of every section lie within NĐ 30/2020, PL I, I."""
    for section in docx.Document(io.BytesIO(catalogue.built_in(kind))).sections:
        assert sorted((round(section.page_width.mm), round(section.page_height.mm))) == [210, 297]
        assert 20 <= section.top_margin.mm <= 25
        assert 20 <= section.bottom_margin.mm <= 25
        assert 30 <= section.left_margin.mm <= 35
        assert 15 <= section.right_margin.mm <= 20


def test_certificate_is_a_lying_sheet() -> None:
    """A certificate is A4 lying, its text in the middle between equal margins (NĐ 98/2023, Đ104)."""
    (section,) = docx.Document(io.BytesIO(catalogue.built_in(DocumentKind.CERTIFICATE))).sections
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (297, 210)
    assert section.left_margin == section.right_margin
