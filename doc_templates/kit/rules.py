"""Rules under headings, as borders of a paragraph whose indents give the length: never underscores."""

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Twips
from docx.text.paragraph import Paragraph

from doc_templates.kit import styles
from doc_templates.kit.flow import Flow
from doc_templates.kit.units import twentieths, twips
from doc_templates.typesetting.metrics import RULES

_BORDER = f'<w:pBdr {nsdecls("w")}><w:top w:val="single" w:sz="6" w:space="0" w:color="000000"/></w:pBdr>'


def rule(flow: Flow, *, room: float, length: float, after: float = 0) -> Paragraph:
    """Add a centred rule of a length in a column of a width (both millimetres), space after it in points."""
    paragraph = flow.line("", styles.RULE)
    side = Twips(twips((room - length) / 2))
    paragraph.paragraph_format.left_indent = side
    paragraph.paragraph_format.right_indent = side
    if after:
        paragraph.paragraph_format.space_after = Twips(twentieths(after))
    properties = paragraph._p.get_or_add_pPr()
    properties.insert_element_before(parse_xml(_BORDER), "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc")
    return paragraph


def fitting_rule(flow: Flow, *, field: str, room: float, after: float = 0) -> None:
    """Add the rules from which the context picks by ``field``: a third to a half of the text above it."""
    lengths = [length for length in RULES if length < room]
    *others, last = lengths
    with flow.when(f"{field} == {others[0]}"):
        rule(flow, room=room, length=others[0], after=after)
        for length in others[1:]:
            flow.case(f"{field} == {length}")
            rule(flow, room=room, length=length, after=after)
        flow.case(None)
        rule(flow, room=room, length=last, after=after)
