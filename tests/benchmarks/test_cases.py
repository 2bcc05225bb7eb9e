"""What the rendering benchmark fills: real documents, other values each time, the same words from every engine."""

import json
import re
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks import cases, contents, engines, papers, report
from benchmarks.cases import Case
from benchmarks.contents import SETS, Contents
from benchmarks.measuring import PYTHON, opens, written
from benchmarks.tongues import TONGUES, Tongue
from doc_templates import catalogue, package
from doc_templates.extract import text_of
from models.documents import DocumentKind

_TAG = re.compile(rb"\{\{|\{%")
MADE = {case.key: case for case in cases.made()}
SHARED = {
    "decision": (papers.decision, contents.decision(3)),
    "plan": (papers.plan, contents.plan()),
    "certificate": (lambda say: papers.certificate(say, picture=False), contents.certificate()),
}


def tags(template: bytes) -> int:
    """Return how many tags a template has."""
    return sum(len(_TAG.findall(part.data)) for part in package.read(template))


@pytest.mark.parametrize("key", MADE)
def test_engines_say_the_same(key: str) -> None:
    """Ours and docxtpl print the same words at every turn, and what ours makes is well-formed and opens."""
    case = MADE[key]
    ours, theirs = engines.ours(case), engines.docxtpl(case)
    for turn in (0, 1, 40):
        assert text_of(ours(turn)) == text_of(theirs(turn))
    opens(ours(2))


@pytest.mark.parametrize("key", MADE)
def test_no_two_turns_are_alike(key: str) -> None:
    """Each filling has other values than any before, in the document's first page and in its pictures."""
    fill = engines.ours(MADE[key])
    documents = [fill(turn) for turn in range(2 * SETS)]
    assert len(set(documents)) == 2 * SETS


@pytest.mark.parametrize("key", [key for key, case in MADE.items() if case.has_floor])
def test_floor_fills_the_same(key: str) -> None:
    """The floor fills the body and headers of the same template with the same values."""
    case = MADE[key]
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
def test_templates_are_like_ours(mine: str, kind: DocumentKind, share: float) -> None:
    """The templates measured have about as many tags as those in use, letterhead, rules and signature included."""
    own = tags(catalogue.built_in(kind))
    assert share * own < tags(MADE[mine].template) <= own
    assert {"CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Nơi nhận:"} <= set(text_of(MADE[mine].template).splitlines())


@pytest.mark.parametrize("name", SHARED)
@pytest.mark.parametrize("tongue", TONGUES)
def test_every_tongue_names_every_value(name: str, tongue: str) -> None:
    """Each engine's template is well-formed and speaks its own tags alone."""
    made: Callable[[Tongue], bytes] = SHARED[name][0]
    template = made(TONGUES[tongue])
    opens(template)
    data = b"".join(part.data for part in package.read(template))
    assert bool(_TAG.search(data)) == (tongue == "jinja")
    assert (b"{d." in data) == (tongue == "carbone")


@pytest.mark.parametrize("name", SHARED)
def test_values_travel_to_others(name: str, tmp_path: Path) -> None:
    """Engines in another process get the same sets and the same rule for the number of a turn."""
    filled: Contents = SHARED[name][1]
    case = Case(name, name, b"", filled.at, peers={"carbone": b"a"}, contents=filled)
    (files,) = written(case, tmp_path).values()
    told = json.loads(files[1].read_text("utf-8"))
    for turn in (0, SETS + 3):
        assert filled.at(turn) == {**told["sets"][turn % SETS], "code": f"{turn + 1}{told['ending']}"}


def test_ratios_are_of_the_same_round() -> None:
    """A ratio compares what was measured in the same round, so that a busy moment harms both sides."""
    case = Case("a", "Một văn bản", b"", contents.plan(sets=1).at)
    case.seconds = {"thidua": [0.001, 0.002, 0.001], "docxtpl": [0.1, 0.2, 0.1], "carbone": [0.01, 0.02, 0.01]}
    row = report.table([case], {}, machine="Python").splitlines()[-1]
    assert row == "| Một văn bản | 1.00 | - | 100.0 | - | 10.0 | 100 | 10.0 | - |"
