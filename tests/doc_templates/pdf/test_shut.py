"""LibreOffice reaches neither the network nor the machine's files, whatever a document asks for."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from doc_templates.package import Part
from doc_templates.pdf import LibreOffice, Limits
from doc_templates.pdf.folders import Workshop
from doc_templates.pdf.office import End, Run
from tests.doc_templates.make_docx import docx_of

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
@pytest.mark.parametrize("kind", ["image", "hyperlink"])
def test_nothing_is_fetched(kind: str, asked: tuple[str, list[str]], tmp_path: Path) -> None:
    """A picture that lies on a web server is left out of the PDF; nobody asks the server for it."""
    address, paths = asked
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId9" Type="{_R}/{kind}" Target="{address}/a.png" TargetMode="External"/></Relationships>'
    )
    document = docx_of(_PICTURE, Part("word/_rels/document.xml.rels", relations.encode()))
    (refused,) = LibreOffice().convert_each([document])
    assert refused.fault is not None, "the package's own checks refuse it"
    source = tmp_path / "a.docx"
    source.write_bytes(document)
    workshop = Workshop()
    run = Run(program=LibreOffice().program(), sources=[source], profile=workshop.take_profile(), limits=Limits())
    assert run.convert(lambda _: None) is End.WELL
    assert source.with_suffix(".pdf").stat().st_size, "what slips through those checks is converted"
    assert paths == []
