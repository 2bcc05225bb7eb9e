"""Bound dossiers and print runs are archive copies where their parts are, and say so only then."""

import io
from collections.abc import Callable

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, NumberObject

from doc_templates.binding import Obstacle, PrinterProfile, Whole, bind_pdfs, print_run
from doc_templates.pdf import PdfUnreadable, archival_faults
from doc_templates.pdf.archival import MARK
from tests.doc_templates.pdf.copies import (
    COPY,
    bytes_of,
    drawn,
    name,
    names,
    noted,
    numbers,
    put,
    rewritten,
    root,
    said,
)

PARTS = (("Tờ trình & danh sách", COPY), ("Báo cáo thành tích: Bà Trần Thị Mẫu", COPY))
A3 = PrinterProfile(name="A3", width_mm=420, height_mm=297, right_mm=4, down_mm=-2, scale=1.2)


def spoiled(spoil: Callable[..., object]) -> bytes:
    writer = rewritten()
    spoil(writer)
    return bytes_of(writer)


def opened(whole: Whole) -> PdfReader:
    return PdfReader(io.BytesIO(whole.data))


@pytest.mark.parametrize(
    "whole",
    [
        bind_pdfs(PARTS, title="Hồ sơ <Bằng khen> & Giấy khen"),
        bind_pdfs(PARTS),
        print_run([COPY] * 3, title="Bằng"),
        print_run([COPY] * 3, profile=A3),
    ],
)
def test_what_is_made_of_archive_copies_is_one(whole: Whole) -> None:
    """The whole says that it is PDF/A-2b, and nothing speaks against it: stamps and bookmarks included."""
    assert whole.obstacles == ()
    assert MARK in whole.data
    assert archival_faults(whole.data) == ()


def test_the_whole_has_one_description_with_its_title() -> None:
    """Title and information agree, one colour profile is kept, the file's mark comes from what is in it."""
    held = opened(bind_pdfs(PARTS, title="Hồ sơ <A> & B"))
    assert held.metadata is not None
    assert held.metadata.title == held.xmp_metadata.dc_title["x-default"] == "Hồ sơ <A> & B"
    assert len(held.root_object["/OutputIntents"]) == 1
    assert held.trailer["/ID"][0] == held.trailer["/ID"][1]
    other = opened(bind_pdfs(PARTS, title="Hồ sơ khác"))
    assert held.trailer["/ID"] != other.trailer["/ID"]


def test_the_same_parts_give_the_same_bytes() -> None:
    """Nothing of the day, the machine or chance is in a bound file or a print run."""
    assert bind_pdfs(PARTS, title="Hồ sơ") == bind_pdfs(PARTS, title="Hồ sơ")
    assert print_run([COPY] * 2, profile=A3) == print_run([COPY] * 2, profile=A3)


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (said(b"<pdfaid:part>2<", b"<pdfaid:part>1<"), "không ghi là PDF/A-2b"),
        (drawn(b"0 0 0 1 k"), "màu phụ thuộc thiết bị"),
        (put(root, "Names", names(JavaScript=names())), "có lệnh tự chạy"),
        (lambda writer: writer.add_attachment("a.txt", b"x"), "có tệp đính kèm"),
        (lambda writer: writer.encrypt("", owner_password="x", algorithm="AES-128"), "tệp bị khóa hoặc mã hóa"),
    ],
)
def test_one_part_that_is_none_keeps_the_whole_from_claiming(spoil: Callable[..., object], reason: str) -> None:
    """A unit's own PDF goes in as it looks; the whole then claims nothing, and the part is named with its reason."""
    whole = bind_pdfs([*PARTS, ("Giấy xác nhận", spoiled(spoil))], title="Hồ sơ")
    assert [one.part for one in whole.obstacles] == ["Giấy xác nhận"]
    assert reason in whole.obstacles[0].reason
    assert MARK not in whole.data
    assert "claim" in {fault.rule for fault in archival_faults(whole.data)}
    assert len(opened(whole).pages) == 3


def test_what_would_run_or_is_attached_is_left_behind() -> None:
    """Nothing that a unit's PDF would run, open or carry along lies in the bound file; what is seen does."""

    def loaded(writer: PdfWriter) -> None:
        put(root, "OpenAction", names(S=name("JavaScript")))(writer)
        writer.add_attachment("a.exe", b"MZ")
        noted(Subtype=name("Stamp"))(writer)
        page = writer.pages[0]
        page[name("AA")] = names(O=names(S=name("JavaScript")))
        page["/Annots"].append(names(Subtype=name("Link"), A=names(S=name("Launch")), Rect=numbers(0, 0, 1, 1)))
        page["/Annots"].append(names(Subtype=name("FileAttachment"), Rect=numbers(0, 0, 1, 1)))
        page["/Annots"].append(names(Subtype=name("Widget"), AA=names(K=names(S=name("JavaScript")))))

    held = opened(bind_pdfs([("a", spoiled(loaded))]))
    (page,) = held.pages
    assert [note.get_object()["/Subtype"] for note in page["/Annots"]] == ["/Stamp", "/Widget"]
    whole = bind_pdfs([("a", spoiled(loaded))]).data
    assert not any(word in whole for word in (b"JavaScript", b"/Launch", b"a.exe", b"EmbeddedFile", b"/AA"))


def test_links_to_addresses_stay_and_links_to_pages_go() -> None:
    """A link on the web is kept; one to another page would point into the part that it came from."""

    def linked(writer: PdfWriter) -> None:
        web = names(S=name("URI"), URI=name("x"))
        noted(Subtype=name("Link"), A=web, AP=None)(writer)
        to_page = names(Subtype=name("Link"), Rect=numbers(0, 0, 1, 1), F=NumberObject(4))
        to_page[name("Dest")] = ArrayObject([writer.pages[0].indirect_reference, name("Fit")])
        writer.pages[0]["/Annots"].append(to_page)

    assert "/Annots" not in opened(bind_pdfs([("a", spoiled(linked))])).pages[0]


def test_a_part_with_a_password_is_named() -> None:
    """A PDF that opens with a password only cannot be bound; the message names it and what to ask for."""
    locked = spoiled(lambda writer: writer.encrypt("bi-mat", algorithm="AES-128"))
    with pytest.raises(PdfUnreadable, match="“Giấy xác nhận” vào hồ sơ: tệp PDF có mật khẩu mở"):
        bind_pdfs([*PARTS, ("Giấy xác nhận", locked)])


def test_an_obstacle_is_told_in_words() -> None:
    """Staff read which part it is, or that it is the whole."""
    assert Obstacle("Tờ trình", "tệp bị khóa").told == "phần “Tờ trình” (tệp bị khóa)"
    assert Obstacle("", "lệnh q/Q lồng quá 28 mức").told == "cả quyển (lệnh q/Q lồng quá 28 mức)"


def test_a_whole_that_goes_wrong_by_itself_claims_nothing() -> None:
    """Where the stamps bring a page over a limit that its part kept to, the whole does not claim."""
    deep = spoiled(drawn(b"q " * 28 + b"Q " * 28))
    assert archival_faults(deep) == ()
    whole = bind_pdfs([("a", deep)])
    assert [one.told for one in whole.obstacles] == ["cả quyển (lệnh q/Q lồng quá 28 mức: trang 1)"]
    assert MARK not in whole.data
