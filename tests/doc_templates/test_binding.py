"""Many files into one: bookmarks and page numbers, names that Windows opens, certificates in order."""

import io
import unicodedata
import zipfile

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DecodedStreamObject, NameObject

from doc_templates.binding import PrinterProfile, bind_pdfs, page_ranges, print_run, safe_name, zip_files
from doc_templates.pdf import PdfUnreadable


def pdf(pages: int, *, width: float = 595, height: float = 842, turned: int = 0) -> bytes:
    """Return a PDF of so many blank pages."""
    writer = PdfWriter()
    for _ in range(pages):
        page = writer.add_blank_page(width=width, height=height)
        if turned:
            page.rotate(turned)
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


PARTS = (("Tờ trình", pdf(2)), ("Biên bản họp Hội đồng", pdf(1)), ("Báo cáo thành tích: Bà Trần Thị Mẫu", pdf(3)))


def test_each_part_has_a_bookmark_at_its_first_page() -> None:
    """The bound file opens at each part, in order, under its own title."""
    bound = PdfReader(io.BytesIO(bind_pdfs(PARTS).data))
    marks = [(mark.title, bound.get_destination_page_number(mark)) for mark in bound.outline]
    assert marks == [("Tờ trình", 0), ("Biên bản họp Hội đồng", 2), ("Báo cáo thành tích: Bà Trần Thị Mẫu", 3)]
    assert bound.page_mode == "/UseOutlines"


def test_pages_are_numbered_through() -> None:
    """Every page bears its number in the whole and how many there are, as text that can be found."""
    bound = PdfReader(io.BytesIO(bind_pdfs(PARTS).data))
    assert [page.extract_text().strip() for page in bound.pages] == [f"{number}/6" for number in range(1, 7)]


def test_numbers_need_no_font_of_the_machine() -> None:
    """The numbers' font is drawn inside the file."""
    bound = PdfReader(io.BytesIO(bind_pdfs(PARTS).data))
    fonts = {font.get_object()["/Subtype"] for page in bound.pages for font in page["/Resources"]["/Font"].values()}
    assert fonts == {"/Type3"}


def test_same_parts_same_bytes() -> None:
    """Nothing of the day or the machine is in a bound file."""
    assert bind_pdfs(PARTS, title="Hồ sơ") == bind_pdfs(PARTS, title="Hồ sơ")
    assert b"CreationDate" not in bind_pdfs(PARTS).data


def test_lying_and_turned_pages_are_numbered_upright() -> None:
    """A lying page and a page that its file turns bear their number at the foot as read."""
    bound = PdfReader(io.BytesIO(bind_pdfs([("a", pdf(1, width=842, height=595)), ("b", pdf(1, turned=90))]).data))
    assert [page.rotation for page in bound.pages] == [0, 0]
    assert all(page.mediabox.width > page.mediabox.height for page in bound.pages)
    assert [page.extract_text().strip() for page in bound.pages] == ["1/2", "2/2"]


def test_a_page_keeps_what_it_shows() -> None:
    """The page's own drawing stands before the number, shut off from it."""
    writer = PdfWriter()
    page = writer.add_blank_page(width=595, height=842)
    drawing = writer._add_object(_stream(b"0.5 0 0 0.5 0 0 cm 1 0 0 rg 0 0 100 100 re f"))
    page[NameObject("/Contents")] = drawing
    buffer = io.BytesIO()
    writer.write(buffer)
    bound = PdfReader(io.BytesIO(bind_pdfs([("a", buffer.getvalue())]).data))
    data = bound.pages[0].get_contents().get_data()
    assert data.index(b"q") < data.index(b"0 0 100 100 re f") < data.index(b"\nQ") < data.index(b"(1/1) Tj")


def _stream(data: bytes) -> object:
    made = DecodedStreamObject()
    made.set_data(data)
    return made


def test_unreadable_part_is_named() -> None:
    """A part that is no PDF is told by its title."""
    with pytest.raises(PdfUnreadable, match="Báo cáo thành tích"):
        bind_pdfs([PARTS[0], ("Báo cáo thành tích", b"hong")])


def test_page_ranges_follow_each_other() -> None:
    """The index names first and last page of each part, the cover's pages counted."""
    assert page_ranges([2, 1, 3], first=3) == ((3, 4), (5, 5), (6, 8))


def test_print_run_keeps_the_order() -> None:
    """All certificates are in one file in the given order, on their own paper."""
    run = PdfReader(io.BytesIO(print_run([pdf(1, width=842 + place, height=595) for place in range(5)]).data))
    assert [round(float(page.mediabox.width)) for page in run.pages] == [842, 843, 844, 845, 846]


def test_print_run_follows_the_printer() -> None:
    """A profile sets the paper, for offices that print onto ready-made sheets."""
    profile = PrinterProfile(name="A3 ngang", width_mm=420, height_mm=297, right_mm=4, down_mm=-2, scale=1.2)
    run = PdfReader(io.BytesIO(print_run([pdf(1, width=842, height=595)] * 2, profile=profile).data))
    assert [(round(float(page.mediabox.width)), round(float(page.mediabox.height))) for page in run.pages] == [
        (1191, 842),
        (1191, 842),
    ]


NAMES = (
    "Hồ sơ UBND huyện Xuân Lộc/01. Tờ trình số 45-TTr-UBND.docx",
    "Hồ sơ UBND huyện Xuân Lộc/02. Biên bản: “họp” Hội đồng?.docx",
    "danh-sach.txt",
)


def test_names_carry_the_utf8_flag() -> None:
    """Every name with Vietnamese letters is marked as UTF-8 and comes back as it went in, composed."""
    packed = zip_files([(unicodedata.normalize("NFD", name), b"x") for name in NAMES])
    entries = zipfile.ZipFile(io.BytesIO(packed)).infolist()
    assert [entry.filename for entry in entries] == [
        NAMES[0],
        "Hồ sơ UBND huyện Xuân Lộc/02. Biên bản- “họp” Hội đồng-.docx",
        NAMES[2],
    ]
    assert all(entry.flag_bits & 0x800 for entry in entries[:2])
    assert zipfile.ZipFile(io.BytesIO(packed)).testzip() is None


def test_same_files_same_zip() -> None:
    """Nothing of the day or the machine is in a ZIP."""
    assert zip_files([(name, b"x") for name in NAMES]) == zip_files([(name, b"x") for name in NAMES])


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("CON.docx", "_CON.docx"),
        ("a<b>|c*.pdf", "a-b--c-.pdf"),
        ("cuối dấu chấm. ", "cuối dấu chấm"),
        ("../../etc/passwd", "etc/passwd"),
        ("thư mục//tệp\n1.pdf", "thư mục/tệp-1.pdf"),
        ("", "tep"),
    ],
)
def test_names_are_safe_for_windows(name: str, safe: str) -> None:
    """Marks, endings and names that Windows refuses, and ways out of the folder, are replaced."""
    assert safe_name(name) == safe


def test_long_names_keep_their_ending() -> None:
    """A name too long for Windows is cut before its ending."""
    assert safe_name("Báo cáo thành tích " * 20 + ".docx").endswith(".docx")
    assert len(safe_name("Báo cáo thành tích " * 20 + ".docx")) <= 100


def test_names_that_windows_would_mix_up_are_told_apart() -> None:
    """Two names that differ in capitals only are two files."""
    packed = zip_files([("Báo cáo.docx", b"1"), ("BÁO CÁO.docx", b"2"), ("Báo cáo.docx", b"3")])
    assert zipfile.ZipFile(io.BytesIO(packed)).namelist() == [
        "Báo cáo.docx",
        "BÁO CÁO (2).docx",
        "Báo cáo (3).docx",
    ]
