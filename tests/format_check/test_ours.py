"""All our templates, with every sample and with awkward data, pass with no failure and no warning."""

from collections.abc import Iterator

import pytest

from doc_templates import catalogue
from doc_templates.contexts import DocumentContext
from doc_templates.format_check import FORM_OF, Verdict, check_format
from doc_templates.rendering import CompiledTemplate
from models.documents import REHEARSAL_NUMBER, DocumentKind
from tests.doc_templates.awkward import LONG_AGENCY, LONG_SUBJECT, THREE_AUTHORITIES, awkward
from tests.format_check.making import with_annexes

SAMPLES = {kind.value: catalogue.sample(kind) for kind in DocumentKind}
_UNITS = tuple(f"Ủy ban nhân dân huyện số {place}" for place in range(1, 41))


def _strained() -> Iterator[tuple[str, DocumentContext]]:
    """Yield every kind under every strain that its fields know."""
    changes: dict[str, dict[str, object]] = {
        "agency of 70 letters": {"letterhead": (LONG_AGENCY,)},
        "title of 300 letters": {"subject": LONG_SUBJECT},
        "one recipient": {"recipients": _UNITS[:1]},
        "forty recipients": {"recipients": _UNITS},
        "no legal basis": {"opening": ()},
        "three authorities": {"authority": THREE_AUTHORITIES},
        "rehearsal number": {"number": REHEARSAL_NUMBER},
    }
    for kind, context in SAMPLES.items():
        for name, change in changes.items():
            if set(change) <= set(type(context).model_fields):
                yield f"{kind}, {name}", context.model_copy(update=change)


CASES: dict[str, DocumentContext] = {**SAMPLES, **awkward(), **dict(_strained())}


@pytest.mark.parametrize("name", CASES)
def test_ours_pass(name: str) -> None:
    """A document of ours has no failure and no warning, and is taken for what it is."""
    context = CASES[name]
    report = check_format(CompiledTemplate.from_bytes(catalogue.built_in(context.KIND)).render(context))
    assert [str(one) for one in report.findings] == []
    assert report.verdict is Verdict.PASS
    assert report.form is FORM_OF[context.KIND]


def test_draft_without_number_and_date_passes() -> None:
    """A draft that has neither number nor date yet breaks no rule: those about them are not evaluated."""
    plan = SAMPLES["campaign_plan"].model_copy(update={"number": None, "issued_on": None})
    made = CompiledTemplate.from_bytes(catalogue.built_in(DocumentKind.CAMPAIGN_PLAN)).render(plan, draft=True)
    report = check_format(made)
    assert [str(one) for one in report.findings] == []
    verdicts = {one.rule.id: one.verdict for one in report.results}
    assert verdicts["nd30.number.zero"] is verdicts["nd30.date.zero"] is Verdict.NOT_EVALUATED


def test_five_annexes_pass() -> None:
    """A plan with five annexes, each on pages of its own, passes."""
    report = check_format(with_annexes(5))
    assert [str(one) for one in report.findings] == []
    assert report.verdict is Verdict.PASS
