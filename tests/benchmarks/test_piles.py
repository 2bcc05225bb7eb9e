"""The benchmark of many documents: what it measures and what it says."""

from benchmarks import many
from doc_templates import catalogue
from doc_templates.rendering import CompiledTemplate


def test_piles_are_of_different_documents() -> None:
    """No document of a pile equals the one before, and a list has as many names as it says."""
    for pile in many.piles():
        first, second = pile.make(0), pile.make(1)
        template = CompiledTemplate.from_bytes(catalogue.built_in(pile.kind))
        assert template.render(first) != template.render(second)
        assert len(getattr(first, "nominees", [None] * 400)) == 400


def test_a_pile_is_measured_both_ways() -> None:
    """A turn fills every document alone and shared; the row tells medians and the ratio of pairs."""
    pile = next(one for one in many.piles() if one.title.startswith("1.000"))
    pile.count = 3
    template = CompiledTemplate.from_bytes(catalogue.built_in(pile.kind))
    for turn in range(2):
        pile.measure(template, turn=turn)
    assert len(pile.alone) == len(pile.shared) == len(pile.first) == 2
    pile.alone, pile.shared, pile.first = [2.0, 4.0], [1.0, 2.0], [0.001, 0.001]
    assert pile.row() == "| 1.000 bằng khen | 3.00 | 1.50 | 2.00 | 1.0 |"
