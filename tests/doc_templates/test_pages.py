"""The printed pages of every sample and awkward case, as LibreOffice sets them."""

import io
import re

import pytest
from pypdf import PdfReader

from doc_templates import catalogue
from doc_templates.contexts import DocumentContext
from doc_templates.pdf import LibreOffice, font_families
from doc_templates.rendering import CompiledTemplate
from models.documents import DocumentKind
from tests.doc_templates.awkward import awkward

pytestmark = pytest.mark.slow

CASES: dict[str, DocumentContext] = {kind.value: catalogue.sample(kind) for kind in DocumentKind} | awkward()
PAGES = {
    "campaign_plan": 2,
    "sub_plan": 2,
    "unit_final_report": 2,
    "reminder_letter": 1,
    "outgoing_register": 1,
    "final_report": 3,
    "award_proposal": 2,
    "council_minutes": 2,
    "achievement_report": 2,
    "dossier_index": 2,
    "award_decision": 3,
    "certificate": 1,
    "long certificate": 1,
    "long authority": 1,
    "collective certificate": 1,
    "person report": 1,
    "no annex": 1,
    "one unit": 1,
    "empty register": 1,
}


@pytest.fixture(scope="module")
def pages() -> dict[str, list[str]]:
    """Return the text of each page of each case; the PDFs are made in one go."""
    return {name: [page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages] for name, pdf in _pdfs().items()}


@pytest.fixture(scope="module")
def fonts() -> dict[str, frozenset[str]]:
    """Return the font families of each case."""
    return {name: font_families(pdf) for name, pdf in _pdfs().items()}


_MADE: dict[str, bytes] = {}


def _pdfs() -> dict[str, bytes]:
    if not _MADE:
        documents = [CompiledTemplate.from_bytes(catalogue.built_in(case.KIND)).render(case) for case in CASES.values()]
        _MADE.update(zip(CASES, LibreOffice(workers=2).convert(documents), strict=True))
    return _MADE


@pytest.mark.parametrize("name", CASES)
def test_one_font_family(name: str, fonts: dict[str, frozenset[str]]) -> None:
    """Every letter and the watermark come from the one family that stands in for Times New Roman."""
    assert fonts[name] == {"LiberationSerif"}


@pytest.mark.parametrize("name", CASES)
def test_names_of_the_state_stand_on_one_line(name: str, pages: dict[str, list[str]]) -> None:
    """Quốc hiệu and Tiêu ngữ each stand on one line of the first page, in a dossier after its cover."""
    page = pages[name][1 if CASES[name].KIND is DocumentKind.DOSSIER_INDEX else 0]
    lines = [" ".join(line.split()) for line in page.splitlines()]
    assert any(line.endswith("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM") for line in lines)
    assert any(line.endswith("Độc lập - Tự do - Hạnh phúc") for line in lines)


@pytest.mark.parametrize("name", CASES)
def test_no_page_is_blank_and_numbers_begin_on_the_second(name: str, pages: dict[str, list[str]]) -> None:
    """No page is empty; the first of a section bears no number, the next ones theirs."""
    number = 1
    for text in pages[name]:
        head = text.lstrip().split("\n")[0].strip()
        begins = "CỘNG HÒA XÃ HỘI" in text or "HỒ SƠ\n" in text or head in ("Phụ lục", "DANH SÁCH")
        number = 1 if begins else number + 1
        words = text.split()
        assert len(words) > 5
        if not begins:
            assert words[0] == str(number), text[:80]


@pytest.mark.parametrize("name", [name for name, case in CASES.items() if case.authority])
def test_signature_is_never_alone(name: str, pages: dict[str, list[str]]) -> None:
    """The page of the signature carries words of the text too, and the block is whole on it."""
    case = CASES[name]
    page = next(text for text in reversed(pages[name]) if re.search(rf"{case.signer_name}\s*$", text, re.M))
    before = page.partition(case.authority[0])[0]
    assert re.search(r"\w+ \w+ \w+", before)
    assert all(line in page for line in case.authority)


@pytest.mark.parametrize(("name", "count"), PAGES.items())
def test_page_count(name: str, count: int, pages: dict[str, list[str]]) -> None:
    """Samples take the pages they took when they were looked at."""
    assert len(pages[name]) == count


def test_head_of_a_register_is_on_every_page(pages: dict[str, list[str]]) -> None:
    """A register of 500 entries repeats its head on every page that has rows."""
    with_rows = [text for text in pages["long register"] if "/KH-SM" in text]
    assert len(with_rows) > 30
    assert all("(10)" in text for text in with_rows)


@pytest.mark.parametrize(("name", "least"), [("long list", 40), ("two hundred awardees", 20), ("all units", 5)])
def test_head_of_a_list_is_on_every_page(name: str, least: int, pages: dict[str, list[str]]) -> None:
    """A list of hundreds of rows, each whole on one page, repeats its head on every page of its own."""
    first = next(place for place, text in enumerate(pages[name]) if "(Kèm theo" in text)
    listed = pages[name][first:]
    assert len(listed) >= least
    assert all("TT" in text.split() for text in listed)


@pytest.mark.parametrize("name", ["long list", "one nominee", "two hundred awardees", "one awardee"])
def test_list_begins_on_a_page_of_its_own(name: str, pages: dict[str, list[str]]) -> None:
    """A list stands on a new page that names the document it goes with."""
    (page,) = [text for text in pages[name] if "(Kèm theo" in text]
    assert page.lstrip().startswith("DANH SÁCH")
    assert CASES[name].code.strip() in page
