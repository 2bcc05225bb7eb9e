"""Findings come back as comments of the Word file; the text stays what it was."""

import io
import shutil
import subprocess
from pathlib import Path

import docx as python_docx
import pytest

from doc_templates import package, wordxml
from doc_templates.catalogue import built_in
from doc_templates.extract import text_of
from doc_templates.faults import TemplateFault
from doc_templates.marking import AUTHOR, Remark, with_comments, without_comments
from doc_templates.package import Part
from doc_templates.rendering import CompiledTemplate
from models.documents import DocumentKind
from tests.doc_templates.make_docx import docx, docx_of

BODY = "word/document.xml"
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_RELATED = Part(
    "word/_rels/document.xml.rels",
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type='
    b'"http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments" Target="comments.xml"/>'
    b"</Relationships>",
)
_OTHERS = Part(
    "word/comments.xml",
    f'<w:comments {_W}><w:comment w:id="7" w:author="Lan"><w:p><w:r><w:t>Xem lại</w:t></w:r></w:p></w:comment>'
    "</w:comments>".encode(),
)


def comments_in(data: bytes) -> list[tuple[str, str]]:
    """Return author and words of each comment as python-docx reads them."""
    opened = python_docx.Document(io.BytesIO(data))
    return [(comment.author, comment.text) for comment in opened.comments]


def part_of(data: bytes, name: str) -> wordxml.Element:
    return package.root_of(next(part for part in package.read(data) if part.name == name))


def test_each_remark_is_a_comment_around_its_paragraph() -> None:
    """A comment has a number of its own, a range around the paragraph's runs and a mark behind them."""
    marked = with_comments(docx("một", "hai"), (Remark(BODY, 1, "Sai chỗ này."), Remark(BODY, 1, "Và đây.")))
    assert comments_in(marked) == [(AUTHOR, "Sai chỗ này."), (AUTHOR, "Và đây.")]
    first, second = wordxml.paragraphs(part_of(marked, BODY))
    assert [wordxml.local_name(node) for node in first] == ["r"]
    assert [wordxml.local_name(node) for node in second].count("commentRangeStart") == 2
    assert [wordxml.local_name(node) for node in second][-1] == "r"
    assert text_of(marked) == "một\nhai"


def test_comments_of_others_stay_and_ours_are_renewed() -> None:
    """Marking a second time takes our earlier comments away; numbers of other people's comments are not used again."""
    given = docx_of(f"<w:p {_W}><w:r><w:t>chữ</w:t></w:r></w:p>", _RELATED, _OTHERS)
    once = with_comments(given, (Remark(BODY, 0, "Cũ."),))
    twice = with_comments(once, (Remark(BODY, 0, "Mới."),))
    assert comments_in(twice) == [("Lan", "Xem lại"), (AUTHOR, "Mới.")]
    numbers = [node.get(f"{{{wordxml.W}}}id") for node in part_of(twice, "word/comments.xml")]
    assert numbers == ["7", "8"]
    assert comments_in(without_comments(twice)) == [("Lan", "Xem lại")]
    assert without_comments(given) == given


def test_what_is_about_a_header_stands_at_the_first_paragraph() -> None:
    """Word lets nobody comment a header: the comment names it and quotes the words there."""
    given = docx_of(
        f"<w:p {_W}><w:r><w:t>chữ</w:t></w:r></w:p>",
        Part("word/header1.xml", f"<w:hdr {_W}><w:p><w:r><w:t>Tiêu đề</w:t></w:r></w:p></w:hdr>".encode()),
    )
    ((_, told),) = comments_in(with_comments(given, (Remark("word/header1.xml", 0, "Sai."),)))
    assert told == "Ở đầu trang (header1.xml), đoạn “Tiêu đề”:\nSai."


def test_inside_a_text_box_the_paragraph_around_it_is_marked() -> None:
    """Word takes no comment inside a text box."""
    box = (
        f"<w:p {_W}><w:r><w:pict><w:txbxContent><w:p><w:r><w:t>trong</w:t></w:r></w:p></w:txbxContent></w:pict></w:r>"
        "</w:p>"
    )
    marked = with_comments(docx_of(box), (Remark(BODY, 1, "Sai."),))
    outer, inner = wordxml.paragraphs(part_of(marked, BODY))
    assert len(inner) == 1
    assert wordxml.local_name(outer[0]) == "commentRangeStart"


def test_a_comment_is_never_a_tag() -> None:
    """A quoted tag in a comment, and characters that XML cannot hold, do no harm to a file that comes back."""
    marked = with_comments(docx("{{ subject }}"), (Remark(BODY, 0, "“{{ subjct }}”, {% if %}\x01"),))
    assert "subjct" in comments_in(marked)[0][1]
    assert text_of(CompiledTemplate.from_bytes(marked).render({"subject": "đây"})) == "đây"


def test_what_is_no_word_file_is_refused() -> None:
    """Only a Word file can be marked."""
    with pytest.raises(TemplateFault):
        with_comments(b"khong phai", (Remark(BODY, 0, "x"),))
    with pytest.raises(TemplateFault):
        with_comments(
            package.write((Part("[Content_Types].xml", b"<T/>"), Part(BODY, b"<x/>"))), (Remark(BODY, 0, "x"),)
        )


@pytest.mark.slow
def test_marked_templates_open_in_libreoffice(tmp_path: Path) -> None:
    """LibreOffice opens a marked file and shows the words of the unmarked one."""
    sources = []
    for kind in (DocumentKind.CAMPAIGN_PLAN, DocumentKind.CERTIFICATE):
        given = built_in(kind)
        count = len(list(wordxml.paragraphs(part_of(given, BODY))))
        marked = with_comments(given, [Remark(BODY, place, f"Nhận xét {place}.") for place in range(0, count, 3)])
        for name, data in (("goc", given), ("danh-dau", marked)):
            sources.append(tmp_path / f"{kind.value}-{name}.docx")
            sources[-1].write_bytes(data)
    command = [str(shutil.which("soffice")), f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless"]
    into = ["--convert-to", "txt:Text (encoded):UTF8", "--outdir", str(tmp_path)]
    subprocess.run([*command, *into, *map(str, sources)], check=True, capture_output=True, timeout=120)
    texts = [source.with_suffix(".txt").read_text("utf-8-sig").split() for source in sources]
    assert texts[0]
    assert texts[0] == texts[1]
    assert texts[2] == texts[3]
