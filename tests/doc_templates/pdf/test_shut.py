"""LibreOffice reaches neither the network nor the machine's files, whatever a document asks for."""

import io
import struct
import threading
import zlib
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from pypdf import PdfReader

from doc_templates.pdf import LibreOffice, Limits
from doc_templates.pdf.folders import Workshop
from doc_templates.pdf.office import End, Run
from doc_templates.word import package
from doc_templates.word.package import Part
from tests.doc_templates.make_docx import docx_of

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PICTURE = (
    f'<w:p><w:r><w:drawing><wp:inline xmlns:r="{_R}"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture">'
    '<wp:extent cx="900000" cy="900000"/><wp:docPr id="1" name="x"/><a:graphic>'
    '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
    '<pic:nvPicPr><pic:cNvPr id="1" name="x"/><pic:cNvPicPr/></pic:nvPicPr>'
    '<pic:blipFill><a:blip r:link="rId9"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
    '<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="900000" cy="900000"/></a:xfrm>'
    '<a:prstGeom prst="rect"/></pic:spPr>'
    "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
)


_VML = 'xmlns:v="urn:schemas-microsoft-com:vml"'
_SHAPE = f'<v:shape {_VML} id="a" style="width:99pt;height:99pt"><v:imagedata r:id="rId9"/></v:shape>'
_OBJECT = (
    '<o:OLEObject xmlns:o="urn:schemas-microsoft-com:office:office" Type="Link" ProgID="Excel.Sheet.8" ShapeID="a"'
    ' DrawAspect="Content" ObjectID="_1" r:id="rId9" UpdateMode="Always"/>'
)
_SETTINGS = {
    "attachedTemplate": '<w:attachedTemplate r:id="rId9"/><w:linkStyles/>',
    "mailMergeSource": '<w:mailMerge><w:dataType w:val="textFile"/><w:dataSource r:id="rId9"/></w:mailMerge>',
}
_BODIES = {
    "image": _PICTURE,
    "embedded image": _PICTURE.replace("r:link", "r:embed"),
    "older image": f"<w:p><w:r><w:pict>{_SHAPE}</w:pict></w:r></w:p>",
    "oleObject": f"<w:p><w:r><w:object>{_SHAPE}{_OBJECT}</w:object></w:r></w:p>",
    "aFChunk": '<w:altChunk r:id="rId9"/>',
    "subDocument": '<w:subDoc r:id="rId9"/>',
}
"""What a document may ask to have fetched, by the kind of its relation."""


def linked(kind: str, target: str) -> bytes:
    """Return a Word file that asks for a target from its body, or from its settings."""
    relation = "image" if kind.endswith("image") else kind
    outer = f'<Relationship Id="rId9" Type="{_R}/{relation}" Target="{target}" TargetMode="External"/>'
    settings = f'<Relationship Id="rId8" Type="{_R}/settings" Target="settings.xml"/>'
    own, asks = ("settings", _SETTINGS[kind]) if kind in _SETTINGS else ("document", "")
    head = f'{_W} xmlns:r="{_R}"'
    kinds = "".join(
        f'<Override PartName="/word/{part}.xml" ContentType="{_TYPE}.{name}+xml"/>'
        for part, name in (("document", "document.main"), ("settings", "settings"))
    )
    texts = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels"'
        f' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>{kinds}</Types>',
        "_rels/.rels": _relations(f'<Relationship Id="r" Type="{_R}/officeDocument" Target="word/document.xml"/>'),
        "word/document.xml": f"<w:document {head}><w:body>{_BODIES.get(kind, '<w:p/>')}</w:body></w:document>",
        "word/_rels/document.xml.rels": _relations(settings + (outer if own == "document" else "")),
        "word/settings.xml": f"<w:settings {head}>{asks}</w:settings>",
    }
    if own == "settings":
        texts["word/_rels/settings.xml.rels"] = _relations(outer)
    return package.write(tuple(Part(name, text.encode()) for name, text in texts.items()))


def _relations(inner: str) -> str:
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{inner}</Relationships>'


def converted(document: bytes, folder: Path) -> bytes:
    """Return the PDF of a document that our own checks are kept from looking at."""
    source = folder / "a.docx"
    source.write_bytes(document)
    workshop = Workshop()
    run = Run(program=LibreOffice().program(), sources=[source], profile=workshop.take_profile(), limits=Limits())
    assert run.convert(lambda _: None) is End.WELL
    return source.with_suffix(".pdf").read_bytes()


@pytest.fixture
def asked() -> Iterator[tuple[str, list[str]]]:
    """Give a web server's address and the paths that were asked of it."""
    paths: list[str] = []

    class Told(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_error(404)

        def log_message(self, *_: object) -> None:
            """Note every request, of whatever kind."""
            paths.append(self.path)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Told)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", paths
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.slow
@pytest.mark.parametrize("kind", [*_BODIES, *_SETTINGS])
def test_nothing_is_fetched(kind: str, asked: tuple[str, list[str]], tmp_path: Path) -> None:
    """Pictures, objects, templates, data and texts that lie on a web server are refused, and never asked for."""
    address, paths = asked
    document = linked(kind, f"{address}/a.png")
    (refused,) = LibreOffice().convert_each([document])
    assert refused.fault is not None, "the package's own checks refuse it"
    assert converted(document, tmp_path), "what slips through those checks is converted"
    assert paths == []


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["image", "older image"])
def test_no_file_of_the_machine_is_taken_in(kind: str, tmp_path: Path) -> None:
    """A picture that a document wants from the server's own disk is not in its PDF."""
    (tmp_path / "rieng.png").write_bytes(_png())
    pdf = converted(linked(kind, (tmp_path / "rieng.png").as_uri()), tmp_path)
    assert "/XObject" not in PdfReader(io.BytesIO(pdf)).pages[0]["/Resources"]


def _png() -> bytes:
    """Return a picture of one red point."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    points = zlib.compress(b"\0\xff\0\0")
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", points) + chunk(b"IEND", b"")


@pytest.mark.slow
def test_no_field_takes_anything_in(asked: tuple[str, list[str]], tmp_path: Path) -> None:
    """Fields that name an address or a file of the server are printed as they were saved, and nothing is asked for."""
    address, paths = asked
    (tmp_path / "rieng.txt").write_text("BÍ MẬT", encoding="utf-8")
    codes = (
        *(f'INCLUDETEXT "{address}/a.docx"', f'INCLUDETEXT "{tmp_path / "rieng.txt"}"'),
        *(f'INCLUDEPICTURE "{address}/a.png" \\d', f'DDEAUTO soffice "{tmp_path / "rieng.txt"}" a'),
        *(f'LINK Excel.Sheet.8 "{address}/a.xls" a \\a', f'DATABASE \\d "{address}/a"'),
    )
    fields = "".join(
        f"<w:p><w:fldSimple w:instr='{code}'><w:r><w:t>x</w:t></w:r></w:fldSimple></w:p>" for code in codes
    )
    picture = (
        f'<w:p><w:r><w:pict><v:shape {_VML} id="a"><v:imagedata src="{address}/b.png"/></v:shape></w:pict></w:r></w:p>'
    )
    (made,) = LibreOffice().convert_each([docx_of(fields + picture)])
    assert "BÍ MẬT" not in PdfReader(io.BytesIO(made.pdf)).pages[0].extract_text()
    assert paths == []
