"""What the rendering benchmark fills: real documents, other values each time, the same words from every engine."""

import json
import re
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks import cases, contents, engines, papers, report
from benchmarks.cases import Case
from benchmarks.contents import SETS
from benchmarks.measuring import PYTHON, opens, written
from benchmarks.tongues import TONGUES, Tongue
from doc_templates import catalogue
from doc_templates.word import package
from doc_templates.word.extract import text_of
from models.documents import DocumentKind

_TAG = re.compile(rb"\{\{|\{%")
SHARED = ("decision-10", "decision-200", "decision-2000", "plan", "certificate")
OWN = ("own-award_decision", "own-campaign_plan", "own-certificate", "own-unit_final_report")
KEYS = (*SHARED, "certificate-picture", *OWN)
TEMPLATES: dict[str, Callable[[Tongue], bytes]] = {
    "decision": papers.decision,
    "plan": papers.plan,
    "certificate": lambda say: papers.certificate(say, picture=True),
}


@pytest.fixture(scope="module")
def made() -> dict[str, Case]:
    """Return the cases by their keys."""
    return {case.key: case for case in cases.made()}


def test_all_cases_are_looked_at(made: dict[str, Case]) -> None:
    """No case is measured that is not looked at here; each shared one has a floor and peers."""
    assert set(made) == set(KEYS)
    for key, case in made.items():
        assert case.has_floor == bool(case.peers) == (key in SHARED)


def tags(template: bytes) -> int:
    """Return how many tags a template has."""
    return sum(len(_TAG.findall(part.data)) for part in package.read(template))


@pytest.mark.parametrize("key", KEYS)
def test_engines_say_the_same(key: str, made: dict[str, Case]) -> None:
    """Ours and docxtpl print the same words at every turn, and what ours makes is well-formed and opens."""
    case = made[key]
    ours, theirs = engines.ours(case), engines.docxtpl(case)
    for turn in (1, 40):
        assert text_of(ours(turn)) == text_of(theirs(turn))
    opens(ours(2))


@pytest.mark.parametrize("key", KEYS)
def test_no_two_turns_are_alike(key: str, made: dict[str, Case]) -> None:
    """Each filling has other values than any before, in the document's first page and in its pictures."""
    fill = engines.ours(made[key])
    documents = [fill(turn) for turn in range(2 * SETS)]
    assert len(set(documents)) == 2 * SETS


@pytest.mark.parametrize("key", SHARED)
def test_floor_fills_the_same(key: str, made: dict[str, Case]) -> None:
    """The floor fills the body and headers of the same template with the same values."""
    case = made[key]
    body = text_of(engines.ours(case)(5))
    filled = zlib.decompress(PYTHON["sàn"](case)(5)).decode()
    words = " ".join(re.sub(r"<[^>]+>", " ", filled).split())
    for line in body.splitlines()[:12]:
        assert " ".join(line.replace("&", "&amp;").split()) in words


@pytest.mark.parametrize(
    ("mine", "kind", "share"),
    [
        ("decision-10", DocumentKind.AWARD_DECISION, 0.8),
        ("plan", DocumentKind.CAMPAIGN_PLAN, 0.9),
    ],
)
def test_templates_are_like_ours(mine: str, kind: DocumentKind, share: float, made: dict[str, Case]) -> None:
    """The templates measured have about as many tags as those in use, letterhead, rules and signature included."""
    own = tags(catalogue.built_in(kind))
    assert share * own < tags(made[mine].template) <= own
    assert {"CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Nơi nhận:"} <= set(text_of(made[mine].template).splitlines())


@pytest.mark.parametrize("name", TEMPLATES)
@pytest.mark.parametrize("tongue", TONGUES)
def test_each_tongue_speaks_its_own_tags(name: str, tongue: str) -> None:
    """Each engine's template is well-formed and speaks its own tags alone."""
    template = TEMPLATES[name](TONGUES[tongue])
    opens(template)
    data = b"".join(part.data for part in package.read(template))
    assert bool(_TAG.search(data)) == (tongue == "jinja")
    assert (b"{d." in data) == (tongue == "carbone")


def test_values_travel_to_others(tmp_path: Path) -> None:
    """Engines in another process get the same sets and the same rule for the number of a turn."""
    case = cases.decision(3)
    for _, data in written(case, tmp_path).values():
        told = json.loads(data.read_text("utf-8"))
        for turn in (0, SETS + 3):
            assert case.given(turn) == {**told["sets"][turn % SETS], "code": f"{turn + 1}{told['ending']}"}


def test_ratios_are_of_the_same_round() -> None:
    """A ratio compares what was measured in the same round, so that a busy moment harms both sides."""
    case = Case("a", "Một văn bản", b"", contents.plan(sets=1).at)
    case.seconds = {"thidua": [0.001, 0.002, 0.001], "docxtpl": [0.1, 0.2, 0.1], "carbone": [0.01, 0.02, 0.01]}
    row = report.table([case], {}, machine="Python").splitlines()[-1]
    assert row == "| Một văn bản | 1.00 | - | 100.0 | - | 10.0 | 100 | 10.0 | - |"
