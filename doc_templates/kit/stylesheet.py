"""Word's own form of the styles."""

from collections.abc import Sequence

from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from doc_templates.kit.styles import FONT, Style
from doc_templates.kit.units import twentieths, twips

_LANGUAGE = '<w:lang w:val="vi-VN" w:eastAsia="vi-VN" w:bidi="ar-SA"/>'
_FONTS = f'<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}" w:cs="{FONT}"/>'
_DEFAULTS = f"""<w:docDefaults {nsdecls("w")}>
<w:rPrDefault><w:rPr>{_FONTS}<w:sz w:val="28"/><w:szCs w:val="28"/>{_LANGUAGE}</w:rPr></w:rPrDefault>
<w:pPrDefault><w:pPr><w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/></w:pPr></w:pPrDefault>
</w:docDefaults>"""
_BASE = (
    f'<w:style {nsdecls("w")} w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
    "<w:qFormat/></w:style>",
    f'<w:style {nsdecls("w")} w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
    '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>',
    f'<w:style {nsdecls("w")} w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>'
    '<w:top w:w="0" w:type="dxa"/><w:left w:w="0" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
    '<w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>',
)


def install(document: Document, looks: Sequence[Style]) -> None:
    """Give the document these styles and no others."""
    root = document.styles.element
    for child in list(root):
        root.remove(child)
    for xml in (_DEFAULTS, *_BASE, *map(_style_xml, looks)):
        root.append(parse_xml(xml))


def _style_xml(style: Style) -> str:
    return (
        f'<w:style {nsdecls("w")} w:type="paragraph" w:customStyle="1" w:styleId="{style.id}">'
        f'<w:name w:val="{style.name}"/><w:basedOn w:val="Normal"/><w:qFormat/>'
        f"<w:pPr>{_paragraph_xml(style)}</w:pPr><w:rPr>{_run_xml(style)}</w:rPr></w:style>"
    )


def _paragraph_xml(style: Style) -> str:
    line = twentieths(style.exact) if style.exact else round(240 * style.line)
    rule = "exact" if style.exact else "auto"
    first = f'w:hanging="{twips(style.hanging)}"' if style.hanging else f'w:firstLine="{twips(style.first_line)}"'
    parts = (
        "<w:keepNext/>" if style.keep_next else "",
        "<w:widowControl/>",
        f'<w:spacing w:before="{twentieths(style.before)}" w:after="{twentieths(style.after)}"'
        f' w:line="{line}" w:lineRule="{rule}"/>',
        f'<w:ind w:left="{twips(style.left)}" w:right="{twips(style.right)}" {first}/>',
        "<w:contextualSpacing/>" if style.close else "",
        f'<w:jc w:val="{style.align}"/>',
        "" if style.outline is None else f'<w:outlineLvl w:val="{style.outline}"/>',
    )
    return "".join(parts)


def _run_xml(style: Style) -> str:
    size = round(style.points * 2)
    parts = (
        "<w:b/><w:bCs/>" if style.bold else "",
        "<w:i/><w:iCs/>" if style.italic else "",
        f'<w:color w:val="{style.color}"/>' if style.color else "",
        f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>',
    )
    return "".join(parts)
