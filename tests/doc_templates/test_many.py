"""Many documents of one template: each in its place, and all in one file to print."""

import io
from collections.abc import Iterator
from typing import Any

import pytest
from lxml import etree
from pypdf import PdfReader

from benchmarks import contents, papers
from benchmarks.threads import shared_by_threads
from benchmarks.tongues import TONGUES
from doc_templates import catalogue
from doc_templates.contexts import CertificateContext
from doc_templates.faults import ContextFault, FieldMissing, TemplateFault
from doc_templates.inserts.pictures import Picture
from doc_templates.pdf import LibreOffice
from doc_templates.rendering import CompiledTemplate, content_hash
from doc_templates.word import package, wordxml
from doc_templates.word.extract import text_of
from models.documents import DocumentKind
from tests.doc_templates.features import making
from tests.doc_templates.make_docx import docx
from tests.doc_templates.outline import outline

W = f"{{{wordxml.W}}}"
ONE = CompiledTemplate.from_bytes(docx("số {{ n }}"))


def numbers(count: int, *, asked: list[int]) -> Iterator[dict[str, Any]]:
    """Yield contexts, noting which were asked for; each 50th lacks its value."""
    for place in range(1, count + 1):
        asked.append(place)
        yield {} if place % 50 == 0 else {"n": place}


@pytest.mark.parametrize("processes", [1, 2])
def test_each_in_its_place(processes: int) -> None:
    """Documents come in the order of their contexts; one that fails gives its error there, the others go on."""
    asked: list[int] = []
    made = list(ONE.render_many(numbers(900, asked=asked), processes=processes))
    assert [one.place for one in made] == asked == list(range(1, 901))
    for one in made:
        if one.place % 50 == 0:
            assert isinstance(one.error, FieldMissing)
            assert one.error.field == "n"
            assert "Vị trí: word/document.xml" in str(one.error)
            with pytest.raises(FieldMissing, match="“n”"):
                one.unwrap()
        else:
            assert text_of(one.unwrap()) == f"số {one.place}"


def test_made_as_they_are_taken() -> None:
    """Contexts are taken from a generator only a little ahead of the documents."""
    asked: list[int] = []
    made = ONE.render_many(numbers(100_000, asked=asked), processes=2)
    for _ in range(300):
        next(made)
    assert len(asked) < 600
    made.close()


def test_filters_that_cannot_travel() -> None:
    """A template with filters that no other process can be given is filled here."""
    template = CompiledTemplate.from_bytes(docx("{{ n|twice }}"), filters={"twice": lambda value: value * 2})
    made = list(template.render_many(({"n": place} for place in range(400)), processes=2))
    assert text_of(made[99].unwrap()) == "198"


def certificates(count: int) -> Iterator[CertificateContext]:
    """Yield certificates of different people; the last is marked as a sample, so its header differs."""
    sample = catalogue.sample(DocumentKind.CERTIFICATE)
    assert isinstance(sample, CertificateContext)
    for place in range(1, count + 1):
        yield sample.model_copy(update={"awardee": f"Ông Nguyễn Văn Mẫu {place}", "sample": place == count})


def test_one_file_of_certificates() -> None:
    """A run holds each document's words once, in order, in sections that each begin at page 1."""
    template = CompiledTemplate.from_bytes(catalogue.built_in(DocumentKind.CERTIFICATE))
    run = template.render_run(certificates(40))
    texts = [text_of(template.render(one)) for one in certificates(40)]
    assert text_of(run).split("\n") == "\n".join(texts).split("\n")
    parts = {part.name: part.data for part in package.read(run)}
    sections = list(etree.fromstring(parts["word/document.xml"]).iter(f"{W}sectPr"))
    assert len(sections) == 40
    assert {one.find(f"{W}pgNumType").get(f"{W}start") for one in sections} == {"1"}
    assert sum(name.startswith("word/styles") for name in parts) == 1
    assert template.render_run(certificates(40)) == run


def test_headers_of_their_own() -> None:
    """Documents whose headers differ keep their own; equal headers are there once."""
    template = CompiledTemplate.from_bytes(making.with_headers())
    values = {"x": 2, "rich": "r", "lines": "l"}
    run = template.render_run([{**values, "name": name} for name in ("An", "Bình", "An")])
    names = [part.name for part in package.read(run) if part.name.startswith("word/header")]
    assert len(names) == 4
    body = etree.fromstring(next(part.data for part in package.read(run) if part.name == "word/document.xml"))
    shown = [reference.get(f"{{{wordxml.R}}}id") for reference in body.iter(f"{W}headerReference")]
    assert shown[0:2] == shown[4:6] != shown[2:4]
    assert "đầu trang BÌNH" in outline(run)


def test_pictures_of_a_run() -> None:
    """Each document of a run brings its own picture; the same picture is there once."""
    template = CompiledTemplate.from_bytes(docx("{{ p }}", "{{ n }}"))
    kinds = [Picture(data=making.picture(size), width_mm=9, height_mm=9, alt="mã") for size in (20, 30, 20)]
    run = template.render_run({"p": picture, "n": place} for place, picture in enumerate(kinds))
    assert sum(part.name.startswith("word/media/") for part in package.read(run)) == 2
    data = next(part.data for part in package.read(run) if part.name == "word/document.xml")
    assert [data.count(f'id="{number}"'.encode()) for number in (1001, 1002, 1003)] == [1, 1, 1]


def test_run_of_nothing_is_refused() -> None:
    """No document gives no file."""
    with pytest.raises(ContextFault, match="Không có văn bản nào"):
        ONE.render_run([])


def test_threads_share_one_template(capsys: pytest.CaptureFixture[str]) -> None:
    """The benchmark's own look at one template filled by 16 threads finds no mixed data and no memory kept."""
    assert shared_by_threads(3000) == 0
    assert "lẫn dữ liệu 0" in capsys.readouterr().out


@pytest.mark.slow
def test_one_file_prints_one_page_each() -> None:
    """The one file of certificates prints as many pages as documents, each with its own name."""
    template = CompiledTemplate.from_bytes(catalogue.built_in(DocumentKind.CERTIFICATE))
    (pdf,) = LibreOffice().convert([template.render_run(certificates(12))])
    texts = [page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages]
    assert len(texts) == 12
    assert all(f"Nguyễn Văn Mẫu {place}" in " ".join(text.split()) for place, text in enumerate(texts, start=1))


def with_own_pictures(count: int) -> bytes:
    """Return a run of certificates, each with a picture of its own."""
    template = CompiledTemplate.from_bytes(papers.certificate(TONGUES["jinja"], picture=True))
    filled = contents.certificate(sets=count)
    return template.render_run(
        filled.at(turn) | {"picture": Picture(making.picture(8) + b"%d" % turn, width_mm=9, height_mm=9)}
        for turn in range(count)
    )


def test_a_run_of_many_pictures_is_read_by_all() -> None:
    """A run with more parts than a template may have is a document like any other: hashed, read, judged, marked."""
    run = with_own_pictures(600)
    assert len(package.contents(run, whole=True)) > 600
    assert len(content_hash(run)) == 64
    assert text_of(run).count("Số sổ vàng") == 600
    with pytest.raises(TemplateFault, match="500 phần"):
        package.read(run)


@pytest.mark.slow
def test_a_run_of_many_pictures_opens() -> None:
    """LibreOffice prints every certificate of a run with its own picture."""
    (pdf,) = LibreOffice().convert([with_own_pictures(60)])
    pages = PdfReader(io.BytesIO(pdf)).pages
    assert len(pages) == 60
    assert [len(page.images) for page in pages] == [1] * 60
