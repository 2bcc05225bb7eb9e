"""The proof is sound: what it vouches for never breaks, whatever the values; what it cannot show is looked at."""

import io
import zipfile
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from jinja2 import TemplateSyntaxError

from doc_templates import catalogue
from doc_templates.faults import RenderFailed, TemplateFault
from doc_templates.inserts.fragments import Runs
from doc_templates.inserts.pictures import Picture
from doc_templates.language import Filling, Source, scope
from doc_templates.rendering import CompiledTemplate
from doc_templates.values import Prepared, prepared
from doc_templates.word import package, wordxml
from models.documents import DocumentKind
from models.errors import ThiduaError
from tests.doc_templates.features.cases import CASES
from tests.doc_templates.make_docx import docx_of

R = "<w:r><w:t>{}</w:t></w:r>"
P = f"<w:p>{R}</w:p>"
EXPECTED = {"macro", "set", "with and call", "filter block", "caller's filters"}
"""The features that only a look at the result can vouch for."""


@pytest.mark.parametrize("kind", tuple(DocumentKind))
def test_own_templates_are_proven(kind: DocumentKind) -> None:
    """Every template of ours is proven: none of its documents has to be read again."""
    assert CompiledTemplate.from_bytes(catalogue.built_in(kind)).proven


@pytest.mark.parametrize("name", CASES)
def test_features_are_proven(name: str) -> None:
    """So is every feature but macros, captured blocks and the caller's own filters."""
    case = CASES[name]
    compiled = CompiledTemplate.from_bytes(case.template(), filters=dict(case.filters))
    assert compiled.proven == (name not in EXPECTED)


PIECES = st.sampled_from(
    [
        *("chữ", "&amp;", "{{ a }}", "{{ b.c }}", "{{ a|upper }}", "{{ a ~ r }}", "{{ l|join('\n') }}", "{{ r }}"),
        *("{{ (a ~ r)|truncate(9) }}", "{{ (r ~ a)[1:] }}", "{{ a|e|truncate(3) }}", "{{ '%c' % 1 }}", "{{ 'x\x01' }}"),
        *("<w:r><w:t>", "</w:t></w:r>", "<w:p>", "</w:p>", "<w:br/>", '<w:shd w:fill="{{ a }}"/>', '<w:x w:y="'),
        *("{% if a %}", "{% else %}", "{% endif %}", "{% for i in l %}", "{% endfor %}", "{{ i }}", "{{ a.title() }}"),
        *('"/>', "<w:t {{ a }}>", "{% set s = a ~ r %}", "{{ s }}", "{{ s|replace('a', '') }}", "{_{", "]]>", "&", "<"),
        *(P.format("{{ a }}"), R.format("{{ r }}"), R.format("{% if a %}{{ l[0] }}{% endif %}")),
        *(
            "{{ a.join([r, a]) }}",
            "{{ a.join([r])|upper }}",
            "{{ a.join([r]).upper() }}",
            '<w:shd w:f="{{ a.join([r]) }}"/>',
        ),
    ]
)
VALUE = st.text(st.characters(exclude_categories=("Cs", "Cn")), max_size=8) | st.sampled_from(
    ["</w:t>", "]]>", "&", '"', "a\nb", "\a", "\f\t", "<![CDATA[", "%c", "{{ a }}"]
)


PLAIN = st.sampled_from(
    ["chữ", "{{ a }}", "{{ b.c }}", "{{ a|upper }}", "{{ a ~ r }}", "{{ l|join('\n') }}", "{{ r }}", "{{ i }}"]
)


def _chosen(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Return pieces under conditions and in loops, and pieces one after the other."""
    return st.one_of(
        st.lists(inner, min_size=1, max_size=3).map("".join),
        st.tuples(inner, inner).map(lambda two: f"{{% if a %}}{two[0]}{{% else %}}{two[1]}{{% endif %}}"),
        inner.map(lambda one: f"{{% for i in l %}}{one}{{% endfor %}}"),
    )


TEXTS = st.recursive(PLAIN, _chosen, max_leaves=6)
RUNS = st.recursive(st.one_of(TEXTS.map(R.format), st.just("{{ r }}"), st.just("{{ a }}")), _chosen, max_leaves=5)
CUTS = RUNS.map(lambda runs: f"<w:p>{runs}{R.format('{% if a %}</w:t></w:r></w:p><w:p><w:r><w:t>{% endif %}')}</w:p>")
IN_TAG = st.sampled_from(["chữ", "{{ a }}", "{{ b.c }}", "{{ a|upper }}", "{{ i }}"])
SHADED = st.recursive(IN_TAG, _chosen, max_leaves=4).map('<w:p><w:pPr><w:shd w:fill="{}"/></w:pPr></w:p>'.format)
TREES = st.recursive(
    st.one_of(RUNS.map(lambda runs: f"<w:p>{runs}</w:p>"), CUTS, SHADED, st.just("{{ a }}"), st.just("{{ r }}")),
    _chosen,
    max_leaves=4,
)


class Root:
    """A part's text as a parsed part would give it."""

    def __init__(self, xml: str) -> None:
        self.xml = xml


def _source(body: str, monkeypatch: pytest.MonkeyPatch) -> Source:
    monkeypatch.setattr(wordxml, "to_text", lambda root: root.xml)
    xml = f'<w:document xmlns:w="{wordxml.W}"><w:body>{body}</w:body></w:document>'
    made = type("Loose", (Root,), {"iter": lambda *_: iter(())})(xml)
    return Source(made, part="word/document.xml")


@given(pieces=st.lists(PIECES, max_size=12), a=VALUE, other=VALUE)
@settings(max_examples=600, deadline=None)
def test_proven_templates_never_break(pieces: list[str], a: str, other: str) -> None:
    """Any heap of tags and markup, proven or not, with any values: well-formed XML or a clear refusal."""
    with pytest.MonkeyPatch.context() as patch:
        try:
            source = _source("".join(pieces), patch)
        except (ThiduaError, TemplateSyntaxError):
            assume(False)
    runs = Runs(R.format("đậm"))
    values: dict[str, Any] = {"a": a, "b": {"c": other}, "l": [a, other], "r": runs, "i": a, "s": other}
    ready = prepared_or_none(values)
    if ready is None:
        return
    try:
        data = source.fill(scope(ready.values), Filling(breaks=ready.breaks, drawings=False, strict=False))
    except ThiduaError:
        return
    wordxml.check(data)


@given(body=TREES, a=VALUE, other=VALUE, many=st.lists(VALUE, max_size=3))
@settings(max_examples=200, deadline=None)
def test_orderly_templates_are_proven_and_hold(body: str, a: str, other: str, many: list[str]) -> None:
    """Templates whose blocks are whole in every branch are proven, and hold for any values without being read."""
    with pytest.MonkeyPatch.context() as patch:
        source = _source(body, patch)
    assert source.proven
    values = {"a": a, "b": {"c": other}, "l": many, "r": Runs(R.format("đậm")), "i": a}
    ready = prepared_or_none(values)
    if ready is not None:
        wordxml.check(source.fill(scope(ready.values), Filling(breaks=ready.breaks, drawings=False, strict=False)))


def prepared_or_none(values: dict[str, Any]) -> Prepared | None:
    """Return values as templates see them, or nothing where one of them is refused."""
    try:
        return prepared(values)
    except ThiduaError:
        return None


@given(value=VALUE | st.lists(VALUE) | st.integers() | st.floats() | st.none() | st.booleans())
@settings(max_examples=300, deadline=None)
def test_documents_are_whole_or_refused(value: Any) -> None:
    """Values of any kind in a template of loops, conditions and attributes end in a sound file or a clear error."""
    template = _LOOPING
    try:
        document = template.render({"v": value, "l": value if isinstance(value, list) else [value]})
    except ThiduaError:
        return
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        assert archive.testzip() is None
        wordxml.check(archive.read("word/document.xml"))


_LOOPING = CompiledTemplate.from_bytes(
    docx_of(
        P.format("{% if v %}{{ v }}{% else %}không{% endif %}")
        + '<w:p><w:pPr><w:shd w:fill="{{ v }}"/></w:pPr>{% for i in l %}'
        + R.format("{{ i }}, {{ loop.index }}")
        + "{% endfor %}</w:p>"
    )
)

BROKEN = {
    "a paragraph closed in one branch": P.format(
        "{% if x %}</w:t></w:r></w:p><w:p><w:r><w:t>{% else %}</w:t>{% endif %}"
    ),
    "a row opened by a loop": "<w:p>" + R.format("{% for i in l %}</w:t></w:r></w:p><w:p><w:r>{% endfor %}") + "</w:p>",
    "half an entity": f"<w:p>{{% set z %}}{R.format('&amp;')}{{% endset %}}{{{{ z[:19] }}}}</w:p>",
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_would_break_is_refused(name: str) -> None:
    """Templates that would give broken XML are not proven, and refused when they do."""
    with pytest.MonkeyPatch.context() as patch:
        source = _source(BROKEN[name], patch)
    assert not source.proven
    with pytest.raises(RenderFailed, match=r"word/document\.xml"):
        source.fill(scope({"x": False, "l": [1]}), Filling())


@pytest.mark.parametrize(
    "tag",
    [
        *(
            "{{ ', '.join(l).upper() }}",
            "{{ ', '.join(l)|replace('w:', 'x:') }}",
            "{% set z = ', '.join(l) %}{{ z[:40] }}",
        ),
        *(
            "{% set n = namespace(f=', '.join) %}{{ n.f(l).upper() }}",
            "{% set d = {'upper': x[k]} %}{{ d.upper(l)|upper }}",
        ),
        "{% set d = {'upper': [x]|map(attribute=k)|first} %}{{ d.upper(l)|upper }}",
    ],
)
def test_texts_joined_with_prepared_xml_are_cut_by_nothing(tag: str) -> None:
    """What a text joins is XML where prepared XML is among it: whatever is then made of it is looked at, or refused."""
    template = CompiledTemplate.from_bytes(docx_of(P.format(tag)))
    with pytest.raises((RenderFailed, TemplateFault)):
        template.render({"l": ["chữ", Picture(b"GIF8", width_mm=5, height_mm=5)], "x": ", ", "k": "join"})


def test_what_a_text_joins_is_proven() -> None:
    """Joining may be the last thing that a tag does: prepared XML among the texts is fitted to its place."""
    template = CompiledTemplate.from_bytes(docx_of(P.format("{{ ', '.join(l) }}")))
    assert template.proven
    document = template.render({"l": ["A & B", Picture(b"GIF8", width_mm=5, height_mm=5)]})
    assert "A &amp; B" in package.read(document)[2].data.decode()


def test_new_paragraph_inside_a_link_is_refused() -> None:
    """A value may hold the mark of a new paragraph where no paragraph can end: refused, though the tags are proven."""
    body = f"<w:p><w:hyperlink>{R.format('{{ a }}')}</w:hyperlink></w:p>"
    with pytest.MonkeyPatch.context() as patch:
        source = _source(body, patch)
    assert source.proven
    assert source.fill(scope({"a": "một\nhai\tba"}), Filling(strict=False))
    with pytest.raises(RenderFailed):
        source.fill(scope({"a": "một\ahai"}), Filling(strict=False))


def test_balanced_cuts_are_proven() -> None:
    """A branch may close and open what is around it, if every branch leaves the same elements open."""
    cut = "{% if x %}</w:t></w:r></w:p><w:p><w:r><w:t>{% endif %}"
    with pytest.MonkeyPatch.context() as patch:
        assert _source(P.format(f"a {cut} b"), patch).proven
