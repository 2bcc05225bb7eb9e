"""A sheet of paper by NĐ 30/2020, PL I, I: size, margins, page numbers from page 2, the watermark."""

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.section import Section, _Header
from docx.shared import Twips
from docx.text.paragraph import Paragraph

from doc_templates.kit import styles, stylesheet
from doc_templates.kit.flow import Flow
from doc_templates.kit.styles import Style
from doc_templates.kit.units import twips
from doc_templates.kit.watermark import watermark


@dataclass(frozen=True)
class Page:
    """A page in millimetres, its margins inside the decree's ranges."""

    width: float
    height: float
    top: float = 20
    bottom: float = 20
    left: float = 30
    right: float = 15

    @property
    def text_width(self) -> float:
        """Return the room between the side margins."""
        return self.width - self.left - self.right


UPRIGHT = Page(210, 297)
LYING = Page(297, 210)
_HEADER_AT_MM = 10
_UNUSED_PARTS = (
    "customXml",
    "stylesWithEffects",
    "numbering",
    "webSettings",
    "theme",
    "fontTable",
    "thumbnail",
    "extended-properties",
)
_SETTINGS = f"""<w:settings {nsdecls("w")}><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/>
<w:characterSpacingControl w:val="doNotCompress"/><w:compat><w:compatSetting w:name="compatibilityMode"
 w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat><w:themeFontLang w:val="vi-VN"/>
<w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/></w:settings>"""
_PAGE_FIELD = (
    '<w:r {ns}><w:fldChar w:fldCharType="begin"/></w:r>',
    '<w:r {ns}><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>',
    '<w:r {ns}><w:fldChar w:fldCharType="separate"/></w:r>',
    "<w:r {ns}><w:t>2</w:t></w:r>",
    '<w:r {ns}><w:fldChar w:fldCharType="end"/></w:r>',
)


class Paper(Flow):
    """A document being written, and its page."""

    def __init__(self, page: Page = UPRIGHT, *, looks: Sequence[Style] = styles.ALL) -> None:
        self.document: Document = docx.Document()
        self.page = page
        _strip(self.document)
        stylesheet.install(self.document, looks)
        section = self.document.sections[0]
        set_page(section, page)
        _write_headers(section)
        super().__init__(self.document)

    def new_section(self) -> None:
        """Begin a section on a new page with the same headers and page numbers from 1, as every annex does."""
        headers = [deepcopy(found) for found in self.document.sections[-1]._sectPr.findall(qn("w:headerReference"))]
        section = self.document.add_section(WD_SECTION.NEW_PAGE)
        self.document.paragraphs[-1].style = self.document.styles[styles.BREAK.name]
        for place, reference in enumerate(headers):
            section._sectPr.insert(place, reference)
        section._sectPr.insert_element_before(
            parse_xml(f'<w:pgNumType {nsdecls("w")} w:start="1"/>'), "w:cols", "w:titlePg", "w:docGrid"
        )


def set_page(section: Section, page: Page) -> None:
    """Give a section its page; a lying page keeps the text's direction."""
    section.page_width, section.page_height = Twips(twips(page.width)), Twips(twips(page.height))
    section.orientation = WD_ORIENT.LANDSCAPE if page.width > page.height else WD_ORIENT.PORTRAIT
    section.top_margin, section.bottom_margin = Twips(twips(page.top)), Twips(twips(page.bottom))
    section.left_margin, section.right_margin = Twips(twips(page.left)), Twips(twips(page.right))
    section.header_distance = section.footer_distance = Twips(twips(_HEADER_AT_MM))
    section.gutter = Twips(0)
    section.different_first_page_header_footer = True


def _strip(document: Document) -> None:
    """Take out what python-docx's blank file brings and no page of ours needs."""
    for relations in (document.part.rels, document.part.package.rels):
        for key, relation in list(relations.items()):
            if relation.reltype.rpartition("/")[2] in _UNUSED_PARTS:
                del relations[key]
    settings = document.settings.element
    for child in list(settings):
        settings.remove(child)
    for child in parse_xml(_SETTINGS):
        settings.append(child)


def _write_headers(section: Section) -> None:
    """Write the page number at the top centre of every page but the first, and the watermark on all."""
    watermark(_blank_line(section.first_page_header), number=1)
    paragraph = _blank_line(section.header)
    watermark(paragraph, number=2)
    for run in _PAGE_FIELD:
        paragraph._p.append(parse_xml(run.format(ns=nsdecls("w"))))


def _blank_line(header: _Header) -> Paragraph:
    header.is_linked_to_previous = False
    paragraph: Paragraph = header.paragraphs[0]
    paragraph.style = header.part.package.main_document_part.document.styles[styles.PAGE_NUMBER.name]
    return paragraph
