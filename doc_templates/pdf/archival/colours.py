"""Colours: the profile that the file is made for, and whether it covers every colour that is used."""

from collections.abc import Iterator

from pypdf.generic import DictionaryObject, StreamObject

from doc_templates.pdf.archival.content import Command
from doc_templates.pdf.archival.file import ArchiveFile, dictionary, listed, number, resolved
from doc_templates.pdf.archival.rules import Breach

_SPACES = {b"GRAY": 1, b"RGB ": 3, b"CMYK": 4}
_DEVICES = {"/DeviceGray": b"GRAY", "/DeviceRGB": b"RGB ", "/DeviceCMYK": b"CMYK"}
_DEFAULTS = {"/DeviceGray": "/DefaultGray", "/DeviceRGB": "/DefaultRGB", "/DeviceCMYK": "/DefaultCMYK"}
_SHORT = {"/G": "/DeviceGray", "/RGB": "/DeviceRGB", "/CMYK": "/DeviceCMYK"}
_OPERATORS = {
    b"g": "/DeviceGray",
    b"G": "/DeviceGray",
    b"rg": "/DeviceRGB",
    b"RG": "/DeviceRGB",
    b"k": "/DeviceCMYK",
    b"K": "/DeviceCMYK",
}
SETTING = frozenset({*_OPERATORS, b"cs", b"CS", b"ri", b"ID"})
"""Operators that set colours, or bring them in with a picture."""
_INTENTS = frozenset({"/RelativeColorimetric", "/AbsoluteColorimetric", "/Perceptual", "/Saturation"})
_DEEPEST = 8


def judge_output(file: ArchiveFile) -> Iterator[Breach]:
    """Yield what is wrong with the profile that the file's colours are meant for."""
    intents = [dictionary(one) for one in listed(file.root.get("/OutputIntents"))]
    profiles = {id(resolved(one["/DestOutputProfile"])) for one in intents if "/DestOutputProfile" in one}
    if len(profiles) > 1 or any("/DestOutputProfileRef" in one for one in intents):
        yield Breach("output-intents-differ")
    ours = [one for one in intents if one.get("/S") == "/GTS_PDFA1"]
    if not ours or not any("/DestOutputProfile" in one for one in ours):
        yield Breach("output-intent")
    elif not output_space(file):
        yield Breach("output-profile")


def output_space(file: ArchiveFile) -> bytes:
    """Return the kind of colour of the file's profile: ``b"RGB "``; empty where it has none that is sound."""
    for intent in map(dictionary, listed(file.root.get("/OutputIntents"))):
        if intent.get("/S") == "/GTS_PDFA1":
            return _space_of(intent.get("/DestOutputProfile"), classes=(b"prtr", b"mntr"))
    return b""


def _space_of(profile: object, *, classes: tuple[bytes, ...]) -> bytes:
    """Return the colours of an ICC profile by its head, empty where that is not sound or of another number."""
    held = resolved(profile)
    if not isinstance(held, StreamObject):
        return b""
    data = held.get_data()
    space = data[16:20]
    sound = data[36:40] == b"acsp" and data[12:16] in classes and data[8:9] < b"\x05"
    return space if sound and _SPACES.get(space) == number(held.get("/N")) else b""


def judge_space(space: object, resources: DictionaryObject, *, output: bytes, place: str) -> Iterator[Breach]:
    """Yield what is wrong with one colour space, by name or written out; a pattern's or index's base is looked into."""
    yield from _space(space, resources, output, place, 0)


def _space(space: object, resources: DictionaryObject, output: bytes, place: str, depth: int) -> Iterator[Breach]:
    held = resolved(space)
    named = dictionary(resources.get("/ColorSpace"))
    if isinstance(held, str):
        full = _SHORT.get(held, held)
        if full in _DEVICES:
            yield from _device(full, named, output, place)
        elif full in named and depth < _DEEPEST:
            yield from _space(named[full], resources, output, place, depth + 1)
        return
    parts = listed(held)
    if not parts or depth >= _DEEPEST:
        return
    if parts[0] == "/ICCBased" and not _is_input(parts[1]):
        yield Breach("icc-profiles", place)
    elif parts[0] in ("/Indexed", "/I", "/Pattern") and len(parts) > 1:
        yield from _space(parts[1], resources, output, place, depth + 1)
    elif parts[0] in ("/Separation", "/DeviceN") and len(parts) > 2:
        yield from _space(parts[2], resources, output, place, depth + 1)
    elif len(parts) == 1:
        yield from _space(parts[0], resources, output, place, depth + 1)


def _is_input(profile: object) -> bool:
    return bool(_space_of(profile, classes=(b"prtr", b"mntr", b"scnr", b"spac")))


def _device(name: str, named: DictionaryObject, output: bytes, place: str) -> Iterator[Breach]:
    """Yield a breach where a device's own colours are neither those of the file's profile nor given a default."""
    covered = bool(output) if name == "/DeviceGray" else output == _DEVICES[name]
    if not covered and _DEFAULTS[name] not in named:
        yield Breach("device-colours", f"{place} ({name[1:]})")


def judge_command(command: Command, resources: DictionaryObject, *, output: bytes, place: str) -> Iterator[Breach]:
    """Yield what is wrong with the colours that one drawing command sets."""
    if (device := _OPERATORS.get(command.operator)) is not None:
        yield from judge_space(device, resources, output=output, place=place)
    elif command.operator in (b"cs", b"CS") and command.names:
        yield from judge_space(command.names[0], resources, output=output, place=place)
    elif command.operator == b"ri" and command.names and command.names[0] not in _INTENTS:
        yield Breach("rendering-intent", place)
    elif command.operator == b"ID":
        yield from _inline_space(command, resources, output, place)


def _inline_space(command: Command, resources: DictionaryObject, output: bytes, place: str) -> Iterator[Breach]:
    for key, value in zip(command.names, command.names[1:], strict=False):
        if key in ("/CS", "/ColorSpace"):
            yield from judge_space(value, resources, output=output, place=place)


def is_known_intent(value: object) -> bool:
    """Tell whether a rendering intent is none, or one of the four that there are."""
    return value is None or resolved(value) in _INTENTS
