"""Findings come back as comments of the Word file; the text stays what it was."""

import io
import shutil
import subprocess
import unicodedata
import zipfile
from pathlib import Path

import docx as python_docx
import pytest

from doc_templates.catalogue import built_in
from doc_templates.faults import TemplateFault
from doc_templates.marking import AUTHOR, Remark, with_comments, without_comments
from doc_templates.rendering import CompiledTemplate
from doc_templates.word import package, wordxml
from doc_templates.word.extract import text_of
from doc_templates.word.package import Part
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


_W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
_CID = "http://schemas.microsoft.com/office/word/2016/wordml/cid"
_EXTENSIBLE = "http://schemas.microsoft.com/office/word/2018/wordml/cex"
_W14 = "http://schemas.microsoft.com/office/word/2010/wordml"


def saved_by_word() -> bytes:
    """Return a file with a comment of ours that somebody answered, with all that Word keeps of comments."""
    body = (
        '<w:p><w:commentRangeStart w:id="0"/><w:commentRangeStart w:id="1"/><w:r><w:t>chữ</w:t></w:r>'
        '<w:commentRangeEnd w:id="0"/><w:commentRangeEnd w:id="1"/>'
        '<w:r><w:rPr><w:rStyle w:val="CommentReference"/></w:rPr><w:commentReference w:id="0"/></w:r>'
        '<w:r><w:rPr><w:rStyle w:val="CommentReference"/></w:rPr><w:commentReference w:id="1"/></w:r></w:p>'
    )
    comment = '<w:comment w:id="{}" w:author="{}"><w:p w14:paraId="{}"><w:r><w:t>x</w:t></w:r></w:p></w:comment>'
    comments = comment.format(0, AUTHOR, "0000000A") + comment.format(1, "Lan", "0000000B")
    extended = '<w:commentEx w:paraId="0000000A"/><w:commentEx w:paraId="0000000B" w:paraIdParent="0000000A"/>'
    ids = '<w:commentId w:paraId="0000000A" w:durableId="01"/><w:commentId w:paraId="0000000B" w:durableId="02"/>'
    more = '<w:commentExtensible w:durableId="01"/><w:commentExtensible w:durableId="02"/>'
    return docx_of(
        body,
        _RELATED,
        Part("word/comments.xml", f'<w:comments {_W} xmlns:w14="{_W14}">{comments}</w:comments>'.encode()),
        Part("word/commentsExtended.xml", f'<w:commentsEx xmlns:w="{_W15}">{extended}</w:commentsEx>'.encode()),
        Part("word/commentsIds.xml", f'<w:commentsIds xmlns:w="{_CID}">{ids}</w:commentsIds>'.encode()),
        Part("word/commentsExtensible.xml", f'<w:more xmlns:w="{_EXTENSIBLE}">{more}</w:more>'.encode()),
    )


def test_what_word_keeps_of_our_comments_goes_with_them() -> None:
    """An answer to a comment of ours stays as a comment of its own, and nothing speaks of one that is gone."""
    left = with_comments(saved_by_word(), ())
    assert comments_in(left) == [("Lan", "x")]
    texts = {part.name: part.data.decode() for part in package.read(left)}
    beside = [text for name, text in texts.items() if name.startswith("word/comments") and name != "word/comments.xml"]
    assert not any("0000000A" in text or '"01"' in text for text in beside)
    assert "0000000B" in texts["word/commentsExtended.xml"]
    assert '"02"' in texts["word/commentsExtensible.xml"]
    assert texts[BODY].count("CommentReference") == 1


def test_numbers_that_word_cannot_count_beyond_are_not_gone_beyond() -> None:
    """A comment may have the highest number there is; ours take free ones."""
    others = Part(_OTHERS.name, _OTHERS.data.replace(b'w:id="7"', b'w:id="2147483647"'))
    given = docx_of(f"<w:p {_W}><w:r><w:t>chữ</w:t></w:r></w:p>", _RELATED, others)
    marked = with_comments(given, (Remark(BODY, 0, "Một."), Remark(BODY, 0, "Hai.")))
    numbers = [node.get(f"{{{wordxml.W}}}id") for node in part_of(marked, "word/comments.xml")]
    assert numbers == ["2147483647", "0", "1"]


def test_comments_elsewhere_in_the_package_are_found() -> None:
    """Another program may keep the comments in a folder of its own; ours stand beside the others there."""
    related = Part(_RELATED.name, _RELATED.data.replace(b"comments.xml", b"../nhanxet/loi.xml"))
    given = docx_of(f"<w:p {_W}><w:r><w:t>chữ</w:t></w:r></w:p>", related, Part("nhanxet/loi.xml", _OTHERS.data))
    marked = with_comments(given, (Remark(BODY, 0, "Sai."),))
    assert comments_in(marked) == [("Lan", "Xem lại"), (AUTHOR, "Sai.")]
    assert "word/comments.xml" not in {part.name for part in package.read(marked)}


def test_comments_are_composed_and_any_number_fits() -> None:
    """Words are written composed (NFC), however long, and a file may have hundreds."""
    long = unicodedata.normalize("NFD", "Thể thức sai. ") * 2000
    marked = with_comments(docx("một"), [Remark(BODY, 0, long), *(Remark(BODY, 0, f"{n}") for n in range(400))])
    told = comments_in(marked)
    assert len(told) == 401
    assert told[0][1] == unicodedata.normalize("NFC", long)
    assert comments_in(with_comments(marked, [Remark(BODY, 0, "x")])) == [(AUTHOR, "x")]


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


@pytest.mark.slow
def test_libreoffice_shows_every_comment(tmp_path: Path) -> None:
    """What another program reads of a marked file has each comment, with its words."""
    given = built_in(DocumentKind.SUB_PLAN)
    count = len(list(wordxml.paragraphs(part_of(given, BODY))))
    words = [f"Nhận xét thứ {place}: “{{{{ subjct }}}}” & <sai>." for place in range(0, count, 4)]
    remarks = [Remark(BODY, place * 4, text) for place, text in enumerate(words)]
    source = tmp_path / "danh-dau.docx"
    source.write_bytes(with_comments(given, [*remarks, Remark("word/header1.xml", 0, "Đầu trang sai.")]))
    command = [str(shutil.which("soffice")), f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless"]
    into = ["--convert-to", "odt", "--outdir", str(tmp_path), str(source)]
    subprocess.run([*command, *into], check=True, capture_output=True, timeout=120)
    with zipfile.ZipFile(source.with_suffix(".odt")) as opened:
        shown = "".join(map(str, wordxml.parse(opened.read("content.xml")).itertext())).replace("\u2060", "")
    assert all(text in shown for text in words)
    assert "Ở đầu trang (header1.xml)" in shown
