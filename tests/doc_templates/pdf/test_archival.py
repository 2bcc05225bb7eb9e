"""What speaks against a PDF as an archive copy is seen, one rule at a time."""

from collections.abc import Callable

import pytest

from doc_templates.pdf import PdfUnreadable, archival_faults, font_families, page_count
from doc_templates.pdf.archival import RULES
from tests.doc_templates.pdf.breakers import ALSO, BREAKERS, TEXT_BREAKERS
from tests.doc_templates.pdf.copies import COPY, bytes_of, composite, drawn, name, names, noted, put, rewritten, root
from workflows.settings import REPOSITORY

_BY_OBJECTS = [(rule, spoil) for rule, spoils in BREAKERS.items() for spoil in spoils]
_BY_TEXT = [(rule, spoil) for rule, spoils in TEXT_BREAKERS.items() for spoil in spoils]


def rules_broken(data: bytes) -> set[str]:
    return {fault.rule for fault in archival_faults(data)}


def test_an_archive_copy_has_no_fault() -> None:
    """What LibreOffice made has nothing against it, nor has the same file written by another program."""
    assert archival_faults(COPY) == ()
    assert archival_faults(bytes_of(rewritten())) == ()


def test_every_rule_has_its_breaker() -> None:
    """No rule stands in the list that no test has seen broken."""
    assert {rule.id for rule in RULES} == BREAKERS.keys() | TEXT_BREAKERS.keys()


@pytest.mark.parametrize(("rule", "spoil"), _BY_OBJECTS, ids=[rule for rule, _ in _BY_OBJECTS])
def test_each_breach_is_seen_alone(rule: str, spoil: Callable[..., object]) -> None:
    """A good file spoiled in one way breaks that one rule, and those that cannot but go with it."""
    writer = rewritten()
    spoil(writer)
    assert rules_broken(bytes_of(writer)) - ALSO.get(rule, set()) == {rule}


@pytest.mark.parametrize(("rule", "spoil"), _BY_TEXT, ids=[rule for rule, _ in _BY_TEXT])
def test_each_breach_as_written_is_seen_alone(rule: str, spoil: Callable[[bytes], bytes]) -> None:
    """The same holds for what is wrong with how the file is written down."""
    assert rules_broken(spoil(COPY)) - ALSO.get(rule, set()) == {rule}


@pytest.mark.parametrize(
    "allow",
    [
        composite(),
        drawn(b"q " * 28 + b"Q " * 28),
        drawn(b"0.5 g 1 0 0 RG BI /W 1 /H 1 /BPC 8 /CS /G /F /AHx ID 00> EI /Perceptual ri"),
        drawn(rb"/Artifact <</La (a\)( (trong) A) /Ma <6162>>> BDC EMC % het"),
        noted(Subtype=name("Stamp")),
        noted(Subtype=name("Link"), A=names(S=name("URI")), AP=None),
        put(root, "OpenAction", names(S=name("Named"), N=name("NextPage"))),
    ],
)
def test_what_is_allowed_is_no_breach(allow: Callable[..., object]) -> None:
    """A composite font, inline pictures, printed stamps and links to addresses are all in order."""
    writer = rewritten()
    allow(writer)
    assert archival_faults(bytes_of(writer)) == ()


def test_a_fault_is_told_with_its_places() -> None:
    """Three places are named and the others counted, in words for staff."""
    writer = rewritten()
    drawn(b"la1 la2 la3 la4 la5")(writer)
    (fault,) = archival_faults(bytes_of(writer))
    assert fault.message == (
        "trang có lệnh vẽ không thuộc ISO 32000-1: trang 1 (la1); trang 1 (la2); trang 1 (la3) và 2 chỗ khác"
    )


@pytest.mark.parametrize("data", [b"", b"khong phai pdf", b"%PDF-1.7\nhong", COPY[:2000]])
@pytest.mark.parametrize("read", [page_count, font_families, archival_faults])
def test_unreadable_pdf_is_told(data: bytes, read: Callable[[bytes], object]) -> None:
    """Bytes that are no PDF are told as such, whatever is asked of them."""
    with pytest.raises(PdfUnreadable):
        read(data)


@pytest.mark.slow
def test_endless_drawing_is_told() -> None:
    """Millions of drawing commands out of a few kilobytes end with a sentence, not with a worker gone silent."""
    spoiled = rewritten()
    drawn(b"q Q " * 3_000_000)(spoiled)
    with pytest.raises(PdfUnreadable, match="quá nhiều nét vẽ"):
        archival_faults(bytes_of(spoiled))


def test_the_docs_list_every_rule() -> None:
    """docs/archive-copies.md names each rule with its clause and its breach, in their order."""
    text = (REPOSITORY / "docs" / "archive-copies.md").read_text("utf-8")
    listed = text.partition("<!-- rules -->")[2].partition("<!-- /rules -->")[0].strip().splitlines()[2:]
    assert listed == [f"| `{rule.id}` | {rule.clause or 'không nêu'} | {rule.breach} |" for rule in RULES]
