"""For each rule of archive copies the ways in which a good copy is spoiled so that it breaks that rule."""

from collections.abc import Callable

from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    DictionaryObject,
    FloatObject,
    NumberObject,
    PdfObject,
    TextStringObject,
)

from tests.doc_templates.pdf.copies import (
    Spoil,
    composite,
    descriptor,
    drawn,
    font_of,
    info,
    metadata,
    name,
    names,
    noted,
    numbers,
    page,
    put,
    root,
    said,
    stream,
    without,
)

YES = BooleanObject(True)
_PROFILE = stream(b"\0" * 36 + b"acsp", N=NumberObject(3))


def _other_intent(writer: PdfWriter) -> None:
    other = names(S=name("GTS_PDFX"), DestOutputProfile=writer._add_object(_PROFILE))
    writer.root_object["/OutputIntents"].append(other)


def _spoilt_profile(writer: PdfWriter) -> None:
    writer.root_object["/OutputIntents"][0].get_object()["/DestOutputProfile"].get_object()[name("N")] = NumberObject(4)


def _no_intent(writer: PdfWriter) -> None:
    """Take the profile away and give the colours a default, so that only its absence is told."""
    profile = writer.root_object["/OutputIntents"][0].get_object().raw_get("/DestOutputProfile")
    del writer.root_object["/OutputIntents"]
    space = ArrayObject([name("ICCBased"), profile])
    writer.pages[0]["/Resources"].get_object()[name("ColorSpace")] = names(DefaultRGB=space, DefaultGray=space)


def _no_intent_and_shining(writer: PdfWriter) -> None:
    _no_intent(writer)
    drawn(b"", ExtGState={"G1": names(ca=FloatObject(0.5))})(writer)


def _image(**values: object) -> dict[str, object]:
    own = {"Type": name("XObject"), "Subtype": name("Image"), "Width": NumberObject(1), "Height": NumberObject(1)}
    own |= {"BitsPerComponent": NumberObject(8), "ColorSpace": name("DeviceGray")}
    return {"XObject": {"Im1": stream(b"\0", **(own | values))}}


def _form(**values: object) -> dict[str, object]:
    own = {"Type": name("XObject"), "Subtype": name("Form"), "BBox": numbers(0, 0, 9, 9)}
    return {"XObject": {"Fm1": stream(b"", **(own | values))}}


def _state(**values: object) -> dict[str, object]:
    return {"ExtGState": {"G1": names(**values)}}


def _action(kind: str) -> Spoil:
    return put(root, "OpenAction", names(S=name(kind)))


def _locked(writer: PdfWriter) -> None:
    writer.encrypt("", owner_password="x", algorithm="AES-128")


def _lzw(writer: PdfWriter) -> None:
    packed = stream(b"", Filter=name("LZWDecode"))
    writer._add_object(packed)


def _layers(**way: object) -> Spoil:
    return put(root, "OCProperties", names(OCGs=ArrayObject(), D=names(**way)))


BREAKERS: dict[str, list[Spoil]] = {
    "encryption": [_locked],
    "external-stream": [lambda writer: writer._add_object(stream(b"", F=TextStringObject("a.bin")))],
    "filters": [_lzw, lambda writer: writer._add_object(stream(b"", Filter=ArrayObject([name("Crypt")])))],
    "utf8-names": [put(descriptor, "FontName", name("Ch\xe0o"))],
    "numbers": [put(root, "So", NumberObject(2**31)), put(root, "So", ArrayObject([NumberObject(-(2**31) - 1)]))],
    "long-strings": [put(root, "Chu", TextStringObject("x" * 32_768))],
    "long-names": [put(root, "T" * 128, NumberObject(1)), put(root, "Ten", name("ế" * 43))],
    "nesting": [drawn(b"q " * 29 + b"Q " * 29)],
    "page-size": [put(page, "MediaBox", numbers(0, 0, 2, 842)), put(page, "CropBox", numbers(0, 0, 595, 14_401))],
    "operators": [drawn(b"BX 1 2 ve EX")],
    "output-intent": [_no_intent],
    "output-profile": [_spoilt_profile],
    "output-intents-differ": [_other_intent],
    "icc-profiles": [
        lambda writer: drawn(b"", XObject=_image(ColorSpace=_icc(writer))["XObject"])(writer),
    ],
    "device-colours": [
        drawn(b"0 0 0 1 k"),
        drawn(b"/DeviceCMYK cs"),
        drawn(b"", **_image(ColorSpace=name("DeviceCMYK"))),
        drawn(b"BI /W 1 /H 1 /BPC 8 /CS /CMYK ID abcd EI"),
        drawn(b"", **_form(Group=names(S=name("Transparency"), CS=name("DeviceCMYK")))),
    ],
    "transfer-curves": [
        drawn(b"", **_state(TR=name("Identity"))),
        drawn(b"", **_state(TR2=name("Identity"))),
        drawn(b"", **_state(HTP=numbers(0, 0))),
        drawn(b"", **_state(HT=names(HalftoneType=NumberObject(6)))),
    ],
    "rendering-intent": [
        drawn(b"/Auto ri"),
        drawn(b"", **_state(RI=name("Auto"))),
        drawn(b"", **_image(Intent=name("Auto"))),
    ],
    "image-keys": [
        drawn(b"", **_image(Interpolate=YES)),
        drawn(b"", **_image(Alternates=ArrayObject())),
        drawn(b"", **_image(OPI=names())),
    ],
    "jpeg2000": [drawn(b"", **_image(Filter=name("JPXDecode")))],
    "inline-filters": [drawn(b"BI /W 1 /H 1 /IM true /F /LZW ID a EI"), drawn(b"BI /W 1 /F [/A85 /La] /H 1 ID a EI")],
    "form-keys": [drawn(b"", **_form(PS=names())), drawn(b"", **_form(Subtype2=name("PS")))],
    "reference-objects": [drawn(b"", **_form(Ref=names()))],
    "postscript": [drawn(b"", XObject={"Ps1": stream(b"", Type=name("XObject"), Subtype=name("PS"))})],
    "blend-modes": [drawn(b"", **_state(BM=name("La"))), drawn(b"", **_state(BM=ArrayObject([name("La")])))],
    "transparency": [_no_intent_and_shining],
    "font-entries": [
        without(font_of, "/Widths"),
        without(font_of, "/FirstChar"),
        without(font_of, "/BaseFont"),
        put(font_of, "LastChar", NumberObject(99)),
    ],
    "cid-glyph-map": [composite(CIDToGIDMap=None), composite(CIDToGIDMap=name("La"))],
    "cmaps": [composite(encoding="La-H")],
    "fonts-embedded": [without(descriptor, "/FontFile2"), composite(FontDescriptor=None)],
    "glyphs-present": [composite(code=999), put(descriptor, "FontFile2", stream(b"khong phai phong"))],
    "cid-set": [
        lambda writer: composite(
            FontDescriptor=DictionaryObject({**descriptor(writer), name("CIDSet"): writer._add_object(stream(b"\0"))})
        )(writer)
    ],
    "widths": [
        lambda writer: font_of(writer)["/Widths"].__setitem__(1, NumberObject(999)),
        composite(width=999),
    ],
    "truetype-encoding": [
        put(font_of, "Encoding", name("WinAnsiEncoding")),
        put(descriptor, "Flags", NumberObject(32)),
    ],
    "undefined-glyph": [drawn(b"BT /F1 9 Tf <FF> Tj ET"), composite(code=0)],
    "annotation-types": [noted(Subtype=name("Screen")), noted(Subtype=name("La"))],
    "annotation-flags": [
        noted(Subtype=name("Stamp"), F=NumberObject(0)),
        noted(Subtype=name("Stamp"), F=NumberObject(4 + 2)),
        noted(Subtype=name("Link"), F=None, AP=names(N=stream(b""))),
    ],
    "annotation-looks": [
        noted(Subtype=name("Stamp"), AP=names()),
        noted(Subtype=name("Widget"), FT=name("Btn")),
    ],
    "form-actions": [
        put(root, "AcroForm", names(Fields=ArrayObject(), NeedAppearances=YES)),
        noted(Subtype=name("Widget"), FT=name("Tx"), A=names(S=name("URI"))),
    ],
    "xfa": [put(root, "AcroForm", names(Fields=ArrayObject(), XFA=ArrayObject())), put(root, "NeedsRendering", YES)],
    "actions": [
        _action("JavaScript"),
        _action("Launch"),
        put(root, "OpenAction", names(S=name("GoTo"), Next=names(S=name("Hide")))),
        put(root, "OpenAction", names(S=name("Named"), N=name("Print"))),
        put(root, "Names", names(JavaScript=names())),
        noted(Subtype=name("Link"), A=names(S=name("Launch"))),
    ],
    "triggers": [put(root, "AA", names()), put(page, "AA", names())],
    "metadata": [said(b"<x:xmpmeta", b"<!DOCTYPE x []><x:xmpmeta")],
    "metadata-plain": [lambda writer: root(writer).__setitem__(name("Metadata"), _packed(writer))],
    "metadata-schemas": [said(b"<pdf:Producer>", b'<la:x xmlns:la="urn:la">1</la:x><pdf:Producer>')],
    "metadata-info": [
        put(info, "Producer", TextStringObject("Word")),
        put(info, "CreationDate", TextStringObject("D:1999")),
    ],
    "claim": [said(b"<pdfaid:part>2<", b"<pdfaid:part>1<"), said(b"<pdfaid:conformance>B<", b"<pdfaid:conformance>C<")],
    "embedded-files": [lambda writer: writer.add_attachment("a.txt", b"x")],
    "optional-content": [_layers(), _layers(Name=TextStringObject("a"), AS=ArrayObject())],
    "alternate-presentations": [
        put(root, "Names", names(AlternatePresentations=names())),
        put(page, "PresSteps", names()),
    ],
    "requirements": [put(root, "Requirements", ArrayObject())],
}
"""Ways to spoil the copy through its objects, by the rule that each breaks."""
ALSO = {
    "metadata": {"claim"},
    "transparency": {"output-intent"},
    "output-profile": {"device-colours"},
    "font-entries": {"widths"},
    "hex-strings": {"metadata-info"},
}
"""Rules that cannot but be broken with another one."""

TEXT_BREAKERS: dict[str, list[Callable[[bytes], bytes]]] = {
    "header": [lambda data: data.replace(b"%PDF-1.6", b"%PDF-2.0", 1)],
    "binary-mark": [lambda data: data.replace(data[9:14], b"%abcd", 1)],
    "trailer-id": [lambda data: data.replace(b"/ID [", b"/XX [")],
    "after-end": [lambda data: data + b"them vao sau\n"],
    "xref": [lambda data: data.replace(b"\nxref\n0 ", b"\nxref 0 ")],
    "hex-strings": [
        lambda data: data.replace(b"/Creator<FEFF0057", b"/Creator<FEFF005 "),
        lambda data: data.replace(b"/Creator<FEFF0057", b"/Creator<FEFF005G"),
    ],
    "stream-length": [lambda data: data.replace(b"\nendstream", b" endstream", 1)],
    "object-spacing": [lambda data: data.replace(b"\nendobj", b" endobj", 1)],
}
"""Ways to spoil the copy as it is written, by the rule that each breaks."""


def _packed(writer: PdfWriter) -> PdfObject:
    held = metadata(writer).flate_encode()
    held.update(names(Type=name("Metadata"), Subtype=name("XML")))
    return writer._add_object(held)


def _icc(writer: PdfWriter) -> ArrayObject:
    return ArrayObject([name("ICCBased"), writer._add_object(_PROFILE)])
