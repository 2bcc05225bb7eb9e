"""More than 300 broken or hostile Word files, made one by one from a reason each has to exist."""

import gzip
import io
import itertools
import warnings
import zipfile
from collections.abc import Iterator

from doc_templates.catalogue import built_in
from doc_templates.word import package
from doc_templates.word.package import Part
from models.documents import DocumentKind
from tests.doc_templates.hostile_packages import packages
from tests.doc_templates.make_docx import docx, docx_of

KIND = DocumentKind.SUB_PLAN
_BODY = "word/document.xml"
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def hostile() -> dict[str, bytes]:
    """Return the files by a name that says what each is; none of them can run for long."""
    return dict(
        itertools.chain(
            _truncated(),
            _flipped(),
            _of_other_types(),
            _odd_zips(),
            _odd_xml(),
            _without_parts(),
            _fetching(),
            _running(),
            _unbalanced(),
            _attacks(),
            _half_written(),
            packages(),
        )
    )


def _with(body: bytes, *more: Part) -> bytes:
    """Return our template with another main part."""
    parts = (Part(one.name, body) if one.name == _BODY else one for one in package.read(built_in(KIND)))
    return package.write((*parts, *more))


def _truncated() -> Iterator[tuple[str, bytes]]:
    for kind in (KIND, DocumentKind.CERTIFICATE):
        data = built_in(kind)
        for part in range(20):
            yield f"truncated {kind.value} at {part}/20", data[: len(data) * part // 20]


def _flipped() -> Iterator[tuple[str, bytes]]:
    data = built_in(KIND)
    for place in range(40):
        at = len(data) * place // 40
        yield f"byte {at} changed", data[:at] + bytes([data[at] ^ 0x55]) + data[at + 1 :]


def _of_other_types() -> Iterator[tuple[str, bytes]]:
    yield "empty", b""
    yield "old word", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 2000
    yield "pdf", b"%PDF-1.7\n%%EOF\n"
    yield "png", b"\x89PNG\r\n\x1a\n" + b"\0" * 100
    yield "rtf", b"{\\rtf1 {{ subject }}}"
    yield "html", b"<html><body>{{ subject }}</body></html>"
    yield "plain text", "Kế hoạch {{ subject }}".encode()
    yield "gzip", gzip.compress(built_in(KIND), mtime=0)
    yield "template inside a zip", package.write((Part("mau.docx", built_in(KIND)),))
    yield "empty zip", package.write(())
    yield "spreadsheet", package.write((Part("[Content_Types].xml", b"<Types/>"), Part("xl/workbook.xml", b"<x/>")))
    yield "open document", package.write((Part("mimetype", b"application/vnd.oasis.opendocument.text"),))


def _odd_zips() -> Iterator[tuple[str, bytes]]:
    yield "zip bomb", _zipped({"word/media/a.xml": b"\0" * (65 * 1024 * 1024)})
    yield "too many parts", _zipped({f"word/media/{number}.xml": b"" for number in range(600)})
    with warnings.catch_warnings(action="ignore"):
        yield "part twice", _zipped({_BODY: b"<x/>"})
    for name in (
        "../ra-ngoai.xml",
        "/etc/passwd",
        "C:\\a.xml",
        "word\\document.xml",
        "word/\u202edocument.xml",
        "word/",
    ):
        yield f"part named {name!r}", _zipped({name: b"<x/>"})
    stored = docx("{{ subject }}")
    yield "wrong checksum", _patched(stored, b"PK\x01\x02", 16, b"\xde\xad\xbe\xef")
    yield "unknown compression", _patched(stored, b"PK\x01\x02", 10, b"\x63\x00")
    yield "marked as encrypted", _patched(stored, b"PK\x01\x02", 8, b"\x01\x00")
    yield "size that lies", _patched(stored, b"PK\x01\x02", 24, b"\xff\xff\xff\x7f")
    yield "offset that lies", _patched(stored, b"PK\x01\x02", 42, b"\xff\xff\xff\x00")
    yield "junk before", b"junk" * 100 + stored
    yield "junk behind", stored + b"junk" * 100


def _zipped(more: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO(docx("{{ subject }}"))
    with zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as archive:
        for name, data in more.items():
            entry = zipfile.ZipInfo(name)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, data)
    return buffer.getvalue()


def _patched(data: bytes, mark: bytes, offset: int, value: bytes) -> bytes:
    at = data.index(mark) + offset
    return data[:at] + value + data[at + len(value) :]


def _odd_xml() -> Iterator[tuple[str, bytes]]:
    sound = next(part.data for part in package.read(built_in(KIND)) if part.name == _BODY)
    for part in range(1, 12):
        yield f"body cut at {part}/12", _with(sound[: len(sound) * part // 12])
    paragraph = f"<w:document {_W}><w:body><w:p><w:r><w:t>{{}}</w:t></w:r></w:p></w:body></w:document>"
    laughs = "".join(f'<!ENTITY a{level + 1} "{f"&a{level};" * 10}">' for level in range(9))
    yield "entity bomb", _with(f'<!DOCTYPE a [<!ENTITY a0 "ha">{laughs}]>{paragraph.format("&a9;")}'.encode())
    yield (
        "outer entity",
        _with(f'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>{paragraph.format("&b;")}'.encode()),
    )
    yield "entity that is not", _with(paragraph.format("&khong;").encode())
    yield "other encoding", _with(f'<?xml version="1.0" encoding="UTF-16"?>{paragraph.format("x")}'.encode("utf-16"))
    yield "encoding that is not", _with(f'<?xml version="1.0" encoding="lạ"?>{paragraph.format("x")}'.encode())
    yield "not utf-8", _with(paragraph.format("kế").encode("utf-16-le"))
    yield "control character", _with(paragraph.format("a\x01b").encode())
    yield "nul", _with(paragraph.format("a\x00b").encode())
    yield "processing instruction", _with(f"<?php system('x') ?>{paragraph.format('x')}".encode())
    yield "two roots", _with(b"<a/><b/>")
    yield "empty body", _with(f"<w:document {_W}><w:body/></w:document>".encode())
    yield "no body", _with(f"<w:document {_W}/>".encode())
    yield "no namespace", _with(b"<document><body><p/></body></document>")
    yield (
        "strict namespace",
        _with(paragraph.format("x").replace("schemas.openxmlformats.org", "purl.oclc.org").encode()),
    )
    yield "other root", _with(f"<w:hdr {_W}><w:p/></w:hdr>".encode())
    yield "deep", _with(paragraph.format("<w:r>" * 3000 + "</w:r>" * 3000).encode())
    yield (
        "long attribute",
        _with(f'<w:document {_W} a="{"x" * 1_000_000}"><w:body><w:p/></w:body></w:document>'.encode()),
    )
    yield "tag in an attribute", _with(paragraph.format('</w:t><w:t w:x="{{ khong_co }}">x').encode())
    yield "script in the text", _with(paragraph.format("&lt;script&gt;{{ subject }}").encode())


def _without_parts() -> Iterator[tuple[str, bytes]]:
    parts = package.read(built_in(KIND))
    for gone in parts:
        yield f"without {gone.name}", package.write(tuple(one for one in parts if one != gone))
        yield f"{gone.name} empty", package.write(tuple(Part(one.name, b"") if one == gone else one for one in parts))


def _fetching() -> Iterator[tuple[str, bytes]]:
    kinds = (
        "image",
        "attachedTemplate",
        "oleObject",
        "aFChunk",
        "subDocument",
        "package",
        "frame",
        "video",
        "settings",
    )
    for kind, mode in itertools.product(kinds, ("External", "Internal")):
        xml = (
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r9"'
            f' Type="{_R}/{kind}" Target="file:///etc/passwd" TargetMode="{mode}"/></Relationships>'
        )
        body = f'<w:p><w:r><w:t>x</w:t><w:pict xmlns:r="{_R}" r:link="r9"/></w:r></w:p>'
        yield f"{mode} {kind}", docx_of(body, Part("word/_rels/document.xml.rels", xml.encode()))


def _running() -> Iterator[tuple[str, bytes]]:
    names = ("word/vbaProject.bin", "word/activeX/activeX1.bin", "word/embeddings/a.exe", "word/a.dll", "customUI/a.js")
    for name in names:
        yield f"with {name}", docx_of("<w:p/>", Part(name, b"MZ"))
    macro = tuple(
        Part(one.name, one.data.replace(b"document.main+xml", b"document.macroEnabled.main+xml"))
        for one in package.read(docx("x"))
    )
    yield "macro type", package.write(macro)


_BLOCKS = ("{% if subject %}", "{% for b in blocks %}", "{% endif %}", "{% endfor %}", "{% else %}")


def _unbalanced() -> Iterator[tuple[str, bytes]]:
    for length in (1, 2, 3):
        for blocks in itertools.product(_BLOCKS, repeat=length):
            if length < 3 or blocks[0] != blocks[1]:
                yield f"blocks {' '.join(blocks)}", docx(*blocks)


ATTACKS = (
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ subject.__init__.__globals__ }}",
    "{{ subject.__class__ }}",
    "{{ subject['__class__'] }}",
    "{{ subject|attr('__class__') }}",
    "{{ (subject|attr('__class__'))|attr('__base__') }}",
    "{{ blocks.append(1) }}",
    "{{ blocks.clear() }}",
    "{{ self.__init__ }}",
    "{{ self._TemplateReference__context }}",
    "{{ loop }}",
    "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "{{ joiner.__init__.__globals__ }}",
    "{{ namespace.__init__.__globals__ }}",
    "{{ lipsum.__globals__['os'] }}",
    "{{ dict.__base__ }}",
    "{{ range.__class__ }}",
    "{{ '{0.__class__}'.format(subject) }}",
    "{{ '{0.__init__.__globals__}'.format(subject) }}",
    "{{ subject.format_map({'a': 1}) }}",
    "{{ ''.join.__self__.__class__ }}",
    "{{ config }}",
    "{{ request.application }}",
    "{{ get_flashed_messages.__globals__ }}",
    "{% import 'os' as os %}{{ os }}",
    "{% include '/etc/passwd' %}",
    "{% extends '/etc/passwd' %}",
    "{% from 'os' import system %}",
    "{% block a %}{{ super() }}{% endblock %}",
    "{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}",
    "{% set ns = namespace(x=1) %}{% set ns.__class__ = 1 %}",
    "{% set subject.__class__ = 1 %}",
    "{% do blocks.clear() %}",
    "{% autoescape false %}{{ subject }}{% endautoescape %}",
    "{{ subject|safe }}",
    "{{ '</w:t></w:r></w:p>'|safe }}",
    "{{ subject|e|safe }}",
    "{{ '<w:p>' }}",
    "{{ 1/0 }}",
    "{{ 1//0 }}",
    "{{ blocks[99999] }}",
    "{{ subject[0:5:0] }}",
    "{{ range(10**9) }}",
    "{{ range(999999)|list }}",
    "{{ subject|batch(0) }}",
    "{{ blocks|map(attribute='__class__')|list }}",
    "{{ subject|pprint }}",
    "{{ subject|tojson }}",
    "{{ subject|xmlattr }}",
    "{{ {'a': subject}|xmlattr }}",
    "{{ subject|int + subject }}",
    "{{ -subject }}",
    "{{ not }}",
    "{{ subject if }}",
    "{{ subject( }}",
    "{{ [1, 2 }}",
    "{{ {1: } }}",
    "{{ 'chưa đóng }}",
    '{{ "a" \'b\' "c }}',
    "{{ caller() }}",
    "{{ varargs }}",
    "{{ kwargs }}",
    "{{ _ }}",
    "{{ __builtins__ }}",
    "{{ subject.encode('rot13') }}",
    "{{ subject.translate(1) }}",
    "{% for subject in subject %}{% endfor %}{{ subject }}",
    "{% for a, b in blocks %}{{ a }}{% endfor %}",
    "{% for loop in blocks %}{{ loop.index }}{% endfor %}",
    "{% if subject is callable %}{{ subject() }}{% endif %}",
    "{% filter upper %}{{ subject }}{% endfilter %}",
    "{% call x() %}{% endcall %}",
    "{% with %}{{ subject }}{% endwith %}",
    "{% raw %}{{ subject }}{% endraw %}",
    "{% endraw %}",
    "{%p raw %}",
    "{% trans %}x{% endtrans %}",
    "{% debug %}",
    "{% cellbg %}",
    "{% colspan 2 %}",
    "{% vm %}",
    "{% hm %}",
    "{{r subject }}",
    "{{p subject }}",
    "{{tr subject }}",
    "{%tc for b in blocks %}",
    "{%r if subject %}x{%r endif %}",
    "{_{ subject }_}",
)


def _attacks() -> Iterator[tuple[str, bytes]]:
    for attack in ATTACKS:
        yield f"tag {attack}", docx(attack.replace("<", "&lt;").replace(">", "&gt;"))


def _half_written() -> Iterator[tuple[str, bytes]]:
    tag = "{{ subject }}"
    for cut in range(1, len(tag)):
        yield f"tag cut at {cut}", docx(tag[:cut])
        yield f"tag over two paragraphs at {cut}", docx(tag[:cut], tag[cut:])


def split_tags() -> dict[str, bytes]:
    """Return sound templates whose tags Word has split into runs, at every place, with marks of its own in between."""
    tag = "{{ subject }}"
    between = (
        "",
        '<w:proofErr w:type="spellStart"/>',
        '<w:bookmarkStart w:id="0" w:name="a"/><w:bookmarkEnd w:id="0"/>',
    )
    run = "<w:r><w:rPr><w:b/></w:rPr><w:t>{}</w:t></w:r>"
    return {
        f"split at {cut} by {mark[:12]}": docx_of(f"<w:p>{run.format(tag[:cut])}{mark}{run.format(tag[cut:])}</w:p>")
        for cut in range(1, len(tag))
        for mark in between
    }
