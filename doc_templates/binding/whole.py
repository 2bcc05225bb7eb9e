"""One PDF made of the pages of others: an archive copy (PDF/A-2b) where every one of them is one."""

import hashlib
import io
import uuid
from typing import NamedTuple
from xml.sax.saxutils import escape

from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    ByteStringObject,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    TextStringObject,
)

from doc_templates.binding.taking import leave_behind
from doc_templates.pdf import PdfUnreadable, archival_faults
from doc_templates.pdf.reading import UNREADABLE, opened

_PRODUCER = "Thi đua"
_CLAIM = """  <rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
   <pdfaid:part>2</pdfaid:part>
   <pdfaid:conformance>B</pdfaid:conformance>
  </rdf:Description>
"""
_METADATA = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
{claim}  <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
   <dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
  </rdf:Description>
  <rdf:Description rdf:about="" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
   <pdf:Producer>{producer}</pdf:Producer>
  </rdf:Description>
  <rdf:Description rdf:about="" xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/">
   <xmpMM:DocumentID>uuid:{identity}</xmpMM:DocumentID>
  </rdf:Description>
 </rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>
"""


class Obstacle(NamedTuple):
    """Why a file of many parts is no archive copy."""

    part: str
    """The part's title; empty where it is the whole."""
    reason: str

    @property
    def told(self) -> str:
        """Return it for staff: ``phần “Báo cáo thành tích” (phông chữ không nhúng: Arial)``."""
        return f"phần “{self.part}” ({self.reason})" if self.part else f"cả quyển ({self.reason})"


class Whole(NamedTuple):
    """A finished file."""

    data: bytes
    obstacles: tuple[Obstacle, ...] = ()
    """Why it does not say that it is PDF/A; empty where it does, and is."""


class Gathering:
    """A file under way: pages are taken into ``writer``, then ``finished`` gives the whole."""

    def __init__(self) -> None:
        self.writer = PdfWriter()
        self._obstacles: list[Obstacle] = []
        self._digest = hashlib.sha256()
        self._metadata = DecodedStreamObject()
        self._metadata.update(
            {NameObject("/Type"): NameObject("/Metadata"), NameObject("/Subtype"): NameObject("/XML")}
        )
        self.writer.root_object[NameObject("/Metadata")] = self.writer._add_object(self._metadata)

    def take(self, data: bytes, *, name: str) -> list[PageObject]:
        """Take a PDF's pages and what is seen on them; return the pages as they now are.

        What its own links and bookmarks were, what it would run and what is attached to it is left behind.
        Raises ``PdfUnreadable`` naming the part that cannot be read.
        """
        try:
            self._judge(data, name)
            reader = opened(data)
            self._digest.update(hashlib.sha256(data).digest())
            taken = [self.writer.add_page(_fit(leave_behind(page))) for page in reader.pages]
            self._keep_profile(reader)
        except PdfUnreadable as error:
            raise _not_bound(name, error) from error
        except UNREADABLE as error:
            raise _not_bound(name, None) from error
        return taken

    def finished(self, *, title: str) -> Whole:
        """Return the file; nothing of the day or the machine is in it.

        It claims to be PDF/A-2b where every part is an archive copy and nothing speaks against the whole.
        """
        if self._obstacles:
            return Whole(self._written(title, claim=False), tuple(self._obstacles))
        data = self._written(title, claim=True)
        faults = archival_faults(data)
        if not faults:
            return Whole(data)
        return Whole(self._written(title, claim=False), tuple(Obstacle("", fault.message) for fault in faults))

    def _judge(self, data: bytes, name: str) -> None:
        faults = sorted(archival_faults(data), key=lambda fault: fault.rule != "claim")
        if faults:
            more = f" và {len(faults) - 1} lỗi khác" if len(faults) > 1 else ""
            self._obstacles.append(Obstacle(name, f"{faults[0].message}{more}"))

    def _keep_profile(self, reader: PdfReader) -> None:
        """Take over the colour profile of the first part that has one."""
        if "/OutputIntents" in self.writer.root_object:
            return
        for intent in reader.root_object.get("/OutputIntents", ()):
            if intent.get_object().get("/S") == "/GTS_PDFA1":
                held = intent.get_object().clone(self.writer)
                self.writer.root_object[NameObject("/OutputIntents")] = ArrayObject([held.indirect_reference or held])
                return

    def _written(self, title: str, *, claim: bool) -> bytes:
        writer, root = self.writer, self.writer.root_object
        identity = self._digest.copy()
        identity.update(f"{title}\n{claim}".encode())
        mark = identity.digest()[:16]
        writer.pdf_header = "%PDF-1.7"
        writer.metadata = None
        writer.add_metadata({"/Title": title, "/Producer": _PRODUCER})
        writer._ID = ArrayObject([ByteStringObject(mark), ByteStringObject(mark)])
        root[NameObject("/Lang")] = TextStringObject("vi-VN")
        root[NameObject("/ViewerPreferences")] = DictionaryObject(
            {NameObject("/DisplayDocTitle"): BooleanObject(bool(title))}
        )
        self._metadata.set_data(_said(title, mark, claim=claim))
        buffer = io.BytesIO()
        writer.write(buffer)
        return buffer.getvalue()


def _fit(page: PageObject) -> PageObject:
    """Return a page whose paper and contents can be told; pypdf raises where one of them makes no sense."""
    page.mediabox.scale(1, 1)
    page.get_contents()
    _ = page.rotation
    return page


def _said(title: str, mark: bytes, *, claim: bool) -> bytes:
    """Return the file's metadata."""
    identity = uuid.UUID(bytes=mark)
    return _METADATA.format(
        claim=_CLAIM if claim else "", title=escape(title), producer=_PRODUCER, identity=identity
    ).encode()


def _not_bound(name: str, error: PdfUnreadable | None) -> PdfUnreadable:
    why = error.message.rstrip(".") if error else "Tệp không phải là PDF đọc được"
    return PdfUnreadable(
        f"Không đóng được “{name}” vào hồ sơ: {why[:1].lower()}{why[1:]}.",
        place=name,
        remedy=error.remedy if error else "tạo lại bản PDF từ tệp Word.",
    )
