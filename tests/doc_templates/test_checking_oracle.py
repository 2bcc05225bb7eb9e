"""What the check accepts can be filled with anything: pages made at random, filled with every choice of values."""

from itertools import product

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from doc_templates.checking import examine
from doc_templates.rendering import CompiledTemplate
from doc_templates.word import package, wordxml
from models.documents import DocumentKind
from tests.doc_templates.make_docx import docx_of

KIND = DocumentKind.SUB_PLAN
_BLOCKS = (("if subject", "endif"), ("if place", "endif"), ("for x in blocks", "endfor"), ("if not subject", "endif"))
_LEVELS = ("", "p ", "tr ", "r ")
_UNJUDGED_HERE = ("required-missing", "not-filled", "blank-printed", "format-", "block-over-paragraphs", "single-brace")


_PARAGRAPH = "<w:p><w:r><w:t>@</w:t></w:r></w:p>"
_CELLS = st.integers(1, 3).map(lambda count: f"<w:tc>{_PARAGRAPH * count}</w:tc>")
_ROWS = st.lists(_CELLS, min_size=1, max_size=2).map(lambda inside: f"<w:tr>{''.join(inside)}</w:tr>")
_TABLES = st.lists(_ROWS, min_size=1, max_size=3).map(lambda inside: f"<w:tbl>{''.join(inside)}</w:tbl><w:p/>")
_NESTED = _TABLES.map(lambda inside: f"<w:tbl><w:tr><w:tc>{_PARAGRAPH}{inside}{_PARAGRAPH}</w:tc></w:tr></w:tbl><w:p/>")
_CONTROLS = st.integers(1, 2).map(
    lambda count: f"<w:sdt><w:sdtPr/><w:sdtContent>{_PARAGRAPH * count}</w:sdtContent></w:sdt>"
)
_PIECES = st.one_of(st.just(_PARAGRAPH), st.just(_PARAGRAPH), _TABLES, _CONTROLS, _NESTED)


@st.composite
def pages(draw: st.DrawFn) -> str:
    """Return a page with one or two blocks, each opened and closed in paragraphs chosen at random."""
    page = "".join(draw(st.lists(_PIECES, min_size=1, max_size=4)))
    texts = ["chữ "] * page.count("@")
    for _ in range(draw(st.integers(1, 2))):
        level = draw(st.sampled_from(_LEVELS))
        first, last = sorted(draw(st.lists(st.integers(0, len(texts) - 1), min_size=2, max_size=2)))
        for place, word in zip((first, last), draw(st.sampled_from(_BLOCKS)), strict=True):
            alone = level in ("p ", "tr ") and "{%" not in texts[place]
            texts[place] = f"{'' if alone else texts[place]}{{%{level}{word} %}}"
        if level == "tr ":
            texts = ["" if text == "chữ " and draw(st.booleans()) else text for text in texts]
    for text in texts:
        page = page.replace("@", text, 1)
    return page


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(pages())
def test_what_is_accepted_is_sound_for_every_choice_of_values(page: str) -> None:
    """No condition and no empty list breaks a template that the check found nothing wrong with, or loses a tag."""
    data = docx_of(page)
    said = [one for one in examine(data, kind=KIND).report.faults if not one.code.startswith(_UNJUDGED_HERE)]
    if said:
        return
    template = CompiledTemplate.from_bytes(data)
    for subject, place, blocks in product(("", "x"), ("", "y"), ((), ({"text": "một"}, {"text": "hai"}))):
        made = template.render({"subject": subject, "place": place, "blocks": blocks})
        body = wordxml.parse(next(part.data for part in package.read(made) if part.name == "word/document.xml"))
        assert "{%" not in "".join(map(str, body.itertext()))
