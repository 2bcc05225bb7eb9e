"""What pages draw: commands, nesting, colours, pictures, drawings within drawings, transparency."""

from collections.abc import Iterator

from pypdf.generic import ArrayObject, DictionaryObject, StreamObject

from doc_templates.pdf.archival import colours
from doc_templates.pdf.archival.content import OPERATORS
from doc_templates.pdf.archival.file import ArchiveFile, Surface, dictionary, is_true, listed, number, resolved
from doc_templates.pdf.archival.rules import Breach

_DEEPEST_STATE = 28
_BLENDS = frozenset(
    {"/Normal", "/Compatible", "/Multiply", "/Screen", "/Overlay", "/Darken", "/Lighten", "/ColorDodge", "/ColorBurn"}
    | {"/HardLight", "/SoftLight", "/Difference", "/Exclusion", "/Hue", "/Saturation", "/Color", "/Luminosity"}
)
_INLINE_FILTERS = frozenset(
    {"/AHx", "/A85", "/Fl", "/RL", "/CCF", "/DCT"}
    | {"/ASCIIHexDecode", "/ASCII85Decode", "/FlateDecode", "/RunLengthDecode", "/CCITTFaxDecode", "/DCTDecode"}
)
_INLINE_KEYS = frozenset(
    {"/BPC", "/BitsPerComponent", "/CS", "/ColorSpace", "/D", "/Decode", "/DP", "/DecodeParms", "/F", "/Filter", "/H"}
    | {"/Height", "/IM", "/ImageMask", "/Intent", "/I", "/Interpolate", "/W", "/Width", "/L", "/Length"}
)


def judge_drawing(file: ArchiveFile) -> Iterator[Breach]:
    """Yield what is wrong with commands, pictures and drawings."""
    output = colours.output_space(file)
    for surface in file.surfaces:
        yield from _commands(file, surface, output)
        yield from _resources(surface, output)
    for place, held in file.dictionaries:
        yield from _object(held, place)


def _commands(file: ArchiveFile, surface: Surface, output: bytes) -> Iterator[Breach]:
    depth = deepest = 0
    told: set[bytes] = set()
    for command in file.commands_of(surface):
        if command.operator == b"q":
            depth += 1
            deepest = max(deepest, depth)
        elif command.operator == b"Q":
            depth -= 1
        elif command.operator not in OPERATORS and command.operator not in told:
            told.add(command.operator)
            yield Breach("operators", f"{surface.place} ({command.operator[:20].decode('ascii', 'replace')})")
        if command.operator == b"ID":
            yield from _inline(command.names, surface.place)
        if command.operator in colours.SETTING:
            yield from colours.judge_command(command, surface.resources, output=output, place=surface.place)
    if deepest > _DEEPEST_STATE:
        yield Breach("nesting", surface.place)


def _inline(names: tuple[str, ...], place: str) -> Iterator[Breach]:
    """Yield what is wrong with the filters of a picture within the commands: names after its key are its filters."""
    inside = False
    for name in names:
        if name in ("/F", "/Filter"):
            inside = True
        elif inside and name in _INLINE_KEYS:
            inside = False
        elif inside and name not in _INLINE_FILTERS:
            yield Breach("inline-filters", place)


def _resources(surface: Surface, output: bytes) -> Iterator[Breach]:
    resources, place = surface.resources, surface.place
    for picture in map(dictionary, dictionary(resources.get("/XObject")).values()):
        if picture.get("/Subtype") == "/Image" and "/ColorSpace" in picture:
            yield from colours.judge_space(picture.raw_get("/ColorSpace"), resources, output=output, place=place)
    for state in map(dictionary, dictionary(resources.get("/ExtGState")).values()):
        yield from _state(state, place)
    for shading in map(dictionary, dictionary(resources.get("/Shading")).values()):
        yield from colours.judge_space(shading.get("/ColorSpace"), resources, output=output, place=place)
    group = dictionary(surface.holder.get("/Group"))
    if group.get("/S") == "/Transparency" and "/CS" in group:
        yield from colours.judge_space(group.raw_get("/CS"), resources, output=output, place=place)
    elif surface.is_page and not output and _is_transparent(resources, 0):
        yield Breach("transparency", place)


def _is_transparent(resources: DictionaryObject, depth: int) -> bool:
    """Tell whether anything that these resources hold lets what lies under it shine through."""
    states = map(dictionary, dictionary(resources.get("/ExtGState")).values())
    if any(_shines(state) for state in states):
        return True
    for drawing in map(dictionary, dictionary(resources.get("/XObject")).values()):
        if "/SMask" in drawing or dictionary(drawing.get("/Group")).get("/S") == "/Transparency":
            return True
        if depth < _DEEPEST_STATE and _is_transparent(dictionary(drawing.get("/Resources")), depth + 1):
            return True
    return False


def _shines(state: DictionaryObject) -> bool:
    opaque = all(number(state.get(key)) in (None, 1.0) for key in ("/CA", "/ca"))
    plain = state.get("/BM") in (None, "/Normal", "/Compatible") and state.get("/SMask") in (None, "/None")
    return not (opaque and plain)


def _object(held: DictionaryObject, place: str) -> Iterator[Breach]:
    """Yield what is wrong with a picture or a drawing by its own entries."""
    kind = held.get("/Subtype")
    if isinstance(held, StreamObject) and kind == "/Image":
        yield from _picture(held, place)
    elif isinstance(held, StreamObject) and kind == "/Form":
        if "/OPI" in held or "/PS" in held or held.get("/Subtype2") == "/PS":
            yield Breach("form-keys", place)
        if "/Ref" in held:
            yield Breach("reference-objects", place)
    elif isinstance(held, StreamObject) and kind == "/PS":
        yield Breach("postscript", place)


def _picture(held: DictionaryObject, place: str) -> Iterator[Breach]:
    if "/Alternates" in held or "/OPI" in held or is_true(held.get("/Interpolate")):
        yield Breach("image-keys", place)
    if not colours.is_known_intent(held.get("/Intent")):
        yield Breach("rendering-intent", place)
    filters = listed(held.get("/Filter")) or [held.get("/Filter")]
    if "/JPXDecode" in filters:
        yield Breach("jpeg2000", place)


def _state(held: DictionaryObject, place: str) -> Iterator[Breach]:
    halftone = dictionary(held.get("/HT"))
    odd_halftone = halftone and (number(halftone.get("/HalftoneType")) not in (1, 5) or "/HalftoneName" in halftone)
    if "/TR" in held or held.get("/TR2", "/Default") != "/Default" or "/HTP" in held or odd_halftone:
        yield Breach("transfer-curves", place)
    blends = resolved(held.get("/BM"))
    wanted = blends if isinstance(blends, ArrayObject) else (blends,)
    if any(one is not None and one not in _BLENDS for one in wanted):
        yield Breach("blend-modes", place)
    if not colours.is_known_intent(held.get("/RI")):
        yield Breach("rendering-intent", place)
