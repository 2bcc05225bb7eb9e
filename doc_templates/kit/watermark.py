"""The pale BẢN MẪU behind the text: a shape in the page's header, drawn only where the document is a sample."""

from docx.oxml import parse_xml
from docx.text.paragraph import Paragraph

WORDS = "BẢN MẪU"
_NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
)
_SHAPE = """<w:r {namespaces}><w:rPr><w:noProof/></w:rPr><w:pict>
<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" path="m@7,l@8,m@5,21600l@6,21600e">
<v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/>
<v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/>
<v:f eqn="if @0 @4 21600"/><v:f eqn="mid @5 @6"/><v:f eqn="mid @8 @5"/><v:f eqn="mid @7 @8"/>
<v:f eqn="mid @6 @7"/><v:f eqn="sum @6 0 @5"/></v:formulas>
<v:path textpathok="t" o:connecttype="custom" o:connectlocs="@9,0;@10,10800;@11,21600;@12,10800"
 o:connectangles="270,180,90,0"/><v:textpath on="t" fitshape="t"/><o:lock v:ext="edit" text="t" shapetype="t"/>
</v:shapetype>
<v:shape id="{name}" o:spid="_x0000_s{number}" type="#_x0000_t136" alt="{words}" o:allowincell="f"
 fillcolor="#d9d9d9" stroked="f" style="position:absolute;margin-left:0;margin-top:0;width:{width}pt;height:{height}pt;\
rotation:315;z-index:-251658752;mso-position-horizontal:center;mso-position-horizontal-relative:margin;\
mso-position-vertical:center;mso-position-vertical-relative:margin"><v:fill opacity=".5"/>
<v:textpath style="font-family:&quot;Times New Roman&quot;;font-weight:bold" string="{words}"/></v:shape>
</w:pict></w:r>"""


def watermark(paragraph: Paragraph, *, number: int) -> None:
    """Draw the words behind the page that this header paragraph belongs to, if the context says ``sample``."""
    paragraph.add_run("{%r if sample %}")
    shape = _SHAPE.replace("\n", "").format(
        namespaces=_NAMESPACES, name=f"BanMau{number}", number=2048 + number, words=WORDS, width=430, height=105
    )
    paragraph._p.append(parse_xml(shape))
    paragraph.add_run("{%r endif %}")
