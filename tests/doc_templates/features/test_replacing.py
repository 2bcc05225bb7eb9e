"""Pictures and embedded files of a template that a document replaces: docxtpl's four ways, and ours."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from docxtpl import DocxTemplate

from doc_templates.faults import PictureUnfit, TemplateFault, TooMuch
from doc_templates.limits import MAX_OUTPUT
from doc_templates.rendering import CompiledTemplate
from tests.doc_templates.features import making
from tests.doc_templates.features.comparing import content
from tests.doc_templates.features.making import picture

NEW = picture(50, grey=90)
JPEG = b"\xff\xd8\xff\xe0" + bytes(40)


def by_docxtpl(template: bytes, replaced: Callable[[DocxTemplate], object]) -> dict[str, str]:
    """Return what docxtpl makes after a replacement."""
    document = DocxTemplate(io.BytesIO(template))
    replaced(document)
    document.render({"name": "An"}, autoescape=True)
    buffer = io.BytesIO()
    document.save(buffer)
    return content(buffer.getvalue())


@pytest.mark.parametrize("name", ["seal", "logo", "hình seal"])
def test_picture_by_its_name(name: str) -> None:
    """A picture of the body or a header is replaced by its name or alternative text, as ``replace_pic`` does."""
    template = making.with_pictures()
    ours = CompiledTemplate.from_bytes(template).render({"name": "An"}, pictures={name: NEW})
    assert content(ours) == by_docxtpl(template, lambda document: document.replace_pic(name, io.BytesIO(NEW)))


def test_picture_by_its_path() -> None:
    """A picture is replaced by its path in the file, which is what ``replace_media`` finds by its bytes."""
    template = making.with_pictures()
    ours = CompiledTemplate.from_bytes(template).render({"name": "An"}, pictures={"word/media/image1.png": NEW})
    old, new = io.BytesIO(picture(20)), io.BytesIO(NEW)
    assert content(ours) == by_docxtpl(template, lambda document: document.replace_media(old, new))


def test_file_by_its_path_in_the_package(tmp_path: Path) -> None:
    """The same path serves for ``replace_zipname``."""
    template = making.with_pictures()
    (tmp_path / "moi.png").write_bytes(NEW)
    path = "word/media/image1.png"
    ours = CompiledTemplate.from_bytes(template).render({"name": "An"}, pictures={path: NEW})
    assert content(ours) == by_docxtpl(
        template, lambda document: document.replace_zipname(path, str(tmp_path / "moi.png"))
    )


def test_embedded_documents_are_refused() -> None:
    """A template that carries another document is no template here, so there is none to replace."""
    with pytest.raises(TemplateFault, match="nhúng"):
        CompiledTemplate.from_bytes(making.with_embedded("bang.xlsx", b"cu"))


@pytest.mark.parametrize(("name", "data"), [("không có", NEW), ("seal", JPEG), ("seal", b"chu")])
def test_unfit_pictures_are_refused(name: str, data: bytes) -> None:
    """A name that the template lacks, another type and no picture at all are refused with the name."""
    with pytest.raises(PictureUnfit, match=r"không có|seal|PNG"):
        CompiledTemplate.from_bytes(making.with_pictures()).render({"name": "An"}, pictures={name: data})


def test_template_keeps_its_own() -> None:
    """A replacement belongs to one document; the next has the template's own picture again."""
    template = CompiledTemplate.from_bytes(making.with_pictures())
    before = template.render({"name": "An"})
    template.render({"name": "An"}, pictures={"seal": NEW})
    assert template.render({"name": "An"}) == before


def test_replacements_count_too() -> None:
    """Pictures that take the place of the template's count among what one document may hold."""
    template = CompiledTemplate.from_bytes(making.with_pictures())
    with pytest.raises(TooMuch, match="64 MB"):
        template.render({"name": "An"}, pictures={"seal": NEW + bytes(MAX_OUTPUT)})
