"""Openings of any length: hundreds of addressees, bases and proposals are no text of the paper."""

import pytest

from doc_templates import catalogue
from doc_templates.format_check import FORM_OF, check_format
from doc_templates.format_check.roles.finder import find_parts
from doc_templates.format_check.word.reader import read_sheet
from doc_templates.rendering import compiled
from models.documents import DocumentKind


def _made(kind: DocumentKind, **fields: object) -> bytes:
    sample = catalogue.sample(kind)
    context = type(sample).model_validate(sample.model_dump() | fields)
    return compiled(catalogue.built_in(kind)).render(context)


@pytest.mark.parametrize("count", [399, 1200])
def test_a_letter_may_name_any_number_of_units(count: int) -> None:
    """Every line under Kính gửi is an addressee, the last as the first."""
    letter = _made(DocumentKind.REMINDER_LETTER, addressees=tuple(f"Ủy ban nhân dân xã số {i}" for i in range(count)))
    assert len(find_parts(read_sheet(letter)).addressees) == count
    assert [str(one) for one in check_format(letter, form=FORM_OF[DocumentKind.REMINDER_LETTER]).findings] == []


@pytest.mark.parametrize("field", ["bases", "proposals"])
def test_a_decision_may_have_any_number_of_bases_and_proposals(field: str) -> None:
    """QUYẾT ĐỊNH: is found after a thousand lines before it, each of them a basis or a proposal."""
    sample = catalogue.sample(DocumentKind.AWARD_DECISION).model_dump()
    decision = _made(DocumentKind.AWARD_DECISION, **{field: (sample[field] * 1000)[:1000]})
    parts = find_parts(read_sheet(decision))
    assert parts.decides is not None
    assert len(parts.bases) >= 1000
    assert [str(one) for one in check_format(decision, form=FORM_OF[DocumentKind.AWARD_DECISION]).findings] == []
