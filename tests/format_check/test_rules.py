"""Every rule: a good document broken in that one way fails it, and nothing that has no part in it."""

from itertools import pairwise

import pytest

from doc_templates.format_check import Report, Verdict, check_format
from doc_templates.format_check.rules.catalogue import RULE_SETS, RULES
from models.organisation import Confidence
from tests.format_check.breakers import BREAKS
from tests.format_check.making import Draft, good


def _failing(report: Report) -> set[str]:
    return {one.rule.id for one in report.results if one.verdict is Verdict.FAIL}


@pytest.mark.parametrize("name", sorted({one.document for one in BREAKS.values()}))
def test_what_is_broken_was_good(name: str) -> None:
    """The documents that the other tests break pass with no failure and no warning."""
    report = check_format(good(name))
    assert [str(one) for one in report.findings] == []
    assert report.verdict is Verdict.PASS


def test_every_rule_has_its_breaker() -> None:
    """No rule is without a document that breaks it, and no breaker without a rule."""
    assert set(BREAKS) == {rule.id for rule in RULES}


def test_rules_have_ids_of_their_own() -> None:
    """No two rules share an id, and each has an article and a title."""
    assert len({rule.id for rule in RULES}) == len(RULES)
    assert all(rule.article and rule.title and rule.forms for rule in RULES)


def test_only_rules_of_the_decree_fail() -> None:
    """A rule that was not found in its source only warns."""
    for rule in RULES:
        assert rule.severity == "warn" or rule.confidence is Confidence.FOUND


@pytest.mark.parametrize("rule", sorted(BREAKS))
def test_broken_document_fails_its_rule(rule: str) -> None:
    """The rule finds its breach, told with place, what was found and what is right; only related ones fail with it."""
    breach = BREAKS[rule]
    draft = Draft(good(breach.document))
    breach.change(draft)
    report = check_format(draft.saved())
    failing = _failing(report)
    assert rule in failing
    assert failing <= {rule} | breach.related
    assert all(one.found and one.right and one.place for one in report.findings)


def test_rule_sets_follow_each_other() -> None:
    """Every day has exactly one set of rules."""
    for before, after in pairwise(RULE_SETS):
        assert before.valid_to is not None
        assert (after.valid_from - before.valid_to).days == 1
    assert RULE_SETS[-1].valid_to is None
