"""Many documents with the help of other processes: in order, whole, and nothing of them left, whatever happens."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from multiprocessing import get_context
from multiprocessing.queues import Queue
from pathlib import Path
from typing import Any, ClassVar

import pytest
from pydantic import BaseModel, ConfigDict

from doc_templates.faults import FieldMissing
from doc_templates.inserts.pictures import Picture
from doc_templates.many.pace import Starts
from doc_templates.many.results import Rendered
from doc_templates.rendering import CompiledTemplate
from doc_templates.word.extract import text_of
from tests.doc_templates.features import making
from tests.doc_templates.make_docx import docx

ROOT = Path(__file__).resolve().parents[2]
ENOUGH = 30
"""Documents from other processes that show that they help."""
Make = Callable[[int], Any]


def who(value: object) -> str:
    """Return a value and the process that filled it, some milliseconds later; what it prints disturbs nobody."""
    time.sleep(0.002)
    if str(value).endswith("99"):
        print("bộ lọc in ra màn hình")  # noqa: T201 - filters may
    return f"{value} {os.getpid()}"


ASKING = CompiledTemplate.from_bytes(docx("{{ n|who }}"), filters={"who": who})


class Endless:
    """Contexts without end, until it is enough."""

    def __init__(self, make: Make = lambda place: {"n": place}) -> None:
        self.make, self.asked, self.enough = make, 0, False

    def __iter__(self) -> Iterator[Any]:
        while not self.enough:
            self.asked += 1
            yield self.make(self.asked)


def said(one: Rendered) -> tuple[int, int]:
    """Return a document's value and the process that filled it."""
    value, process = text_of(one.unwrap()).split()[:2]
    return int(value), int(process)


def helped(template: CompiledTemplate, make: Make = lambda place: {"n": place}, **how: Any) -> list[Rendered]:
    """Return documents in their order, so many that another process has helped with them."""
    source, made = Endless(make), []
    read(template.render_many(source, processes=2, **how), source, into=made)
    assert [one.place for one in made] == list(range(1, source.asked + 1))
    return made


def read(documents: Iterator[Rendered], source: Endless, *, into: list[Rendered]) -> None:
    """Read until it is enough: another process has helped."""
    theirs = 0
    for one in documents:
        into.append(one)
        theirs += one.error is None and said(one)[1] != os.getpid()
        source.enough = theirs >= ENOUGH
    assert theirs >= ENOUGH


def children() -> set[int]:
    """Return the processes that this one has started and that are there."""
    tasks = Path("/proc/self/task").glob("*/children")
    return {int(number) for task in tasks for number in task.read_text().split()} - BEFORE


BEFORE: set[int] = set()


def is_there(process: int) -> bool:
    """Tell whether a process runs."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let other processes be started at once, as where their start is quick; note what was there before."""
    monkeypatch.setattr(Starts, "seconds", 0.01)
    BEFORE.clear()
    BEFORE.update(children())


def test_others_take_part() -> None:
    """Where there is work enough another process fills some; the order is kept and the process is gone afterwards."""
    made = [said(one) for one in helped(ASKING)]
    assert [value for value, _ in made] == list(range(1, len(made) + 1))
    (other,) = {process for _, process in made} - {os.getpid()}
    assert not is_there(other)


def test_the_first_do_not_wait() -> None:
    """While another process starts, documents are made here: the first ones are all from here."""
    made = ASKING.render_many(Endless(), processes=2)
    assert {said(next(made))[1] for _ in range(20)} == {os.getpid()}
    made.close()


class Counted(Endless):
    """Contexts without end that tell how many they are."""

    def __init__(self, count: int) -> None:
        super().__init__()
        self._count = count

    def __len__(self) -> int:
        return self._count


@pytest.mark.parametrize(("count", "started"), [(1_000_000_000, True), (1000, False)])
def test_work_that_is_evidently_left(count: int, started: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the number of contexts is known another process is started as soon as that is worth it, else never.

    What a document takes is told by the clock: on a busy machine ten times as long, so the start is far from either.
    """
    monkeypatch.setattr(Starts, "seconds", 1000.0)
    made = ASKING.render_many(Counted(count), processes=2)
    for _ in range(60):
        next(made)
    assert bool(children()) == started
    made.close()


def test_one_process_is_one_process() -> None:
    """Where one process is asked for no other is started."""
    for one in ASKING.render_many([{"n": place} for place in range(100)], processes=1):
        assert said(one)[1] == os.getpid()
        assert not children()


def test_errors_stay_in_their_places() -> None:
    """A context that fails gives its own error at its place, wherever it was filled."""
    for one in helped(ASKING, lambda place: {"n": place} if place % 7 else {}):
        if one.place % 7:
            assert said(one)[0] == one.place
        else:
            assert isinstance(one.error, FieldMissing)
            assert one.error.field == "n"
            assert "Vị trí: word/document.xml" in str(one.error)


def test_drafts_are_drafts_everywhere() -> None:
    """A draft shows its marks, whoever fills it."""
    template = CompiledTemplate.from_bytes(docx("{{ n|who }} {{ absent }}"), filters={"who": who})
    marks = {text_of(one.unwrap()).split(maxsplit=2)[2] for one in helped(template, draft=True)}
    assert len(marks) == 1


@pytest.mark.parametrize("with_what", [signal.SIGKILL, signal.SIGSTOP])
def test_another_process_dies_or_hangs(with_what: signal.Signals) -> None:
    """When another process is killed or stopped half way, every document comes all the same."""
    source, harmed, until, places = Endless(), 0, 0, []
    for one in ASKING.render_many(source, processes=2):
        value, process = said(one)
        places.append(value)
        if process != os.getpid() and not harmed:
            os.kill(process, with_what)
            harmed = process
            until = len(places) + 200
        source.enough = bool(harmed) and len(places) > until
    assert harmed
    assert places == list(range(1, source.asked + 1))
    assert not is_there(harmed)


def test_a_reader_that_stops() -> None:
    """A consumer that stops early leaves no process behind; no more was asked for than a little."""
    source = Endless()
    made = ASKING.render_many(source, processes=2)
    while said(one := next(made))[1] == os.getpid():
        assert source.asked < one.place + 400
    assert children()
    made.close()
    assert not children()


def test_a_reader_that_forgets() -> None:
    """A generator that is dropped ends its processes too."""
    made = ASKING.render_many(Endless(), processes=2)
    while said(next(made))[1] == os.getpid():
        pass
    del made
    assert not children()


def test_contexts_that_fail() -> None:
    """What the iterator of contexts raises comes after the documents before it."""
    source, made = Endless(), []

    def failing() -> Iterator[dict[str, Any]]:
        yield from source
        raise LookupError("hết dữ liệu")

    with pytest.raises(LookupError, match="hết dữ liệu"):
        read(ASKING.render_many(failing(), processes=2), source, into=made)
    assert [one.place for one in made] == list(range(1, source.asked + 1))
    assert not children()


class Faulty(BaseModel):
    """A typed context with a property that may have a fault."""

    DERIVED: ClassVar[dict[str, str]] = {"half": "một nửa"}

    n: int
    divisor: int

    @property
    def half(self) -> float:
        """Return a part, but for one value."""
        return 1 / self.divisor


def test_contexts_with_a_fault() -> None:
    """What is no error of ours is raised at its place, after the documents before it."""
    source, made = Endless(), []
    faulty = (Faulty(n=place, divisor=not source.enough) for place in range(1, 100_000))
    with pytest.raises(ZeroDivisionError):
        read(ASKING.render_many(faulty, processes=2), source, into=made)
    assert source.enough
    assert [said(one)[0] for one in made] == list(range(1, len(made) + 1))
    assert not children()


def test_filters_that_cannot_travel() -> None:
    """A template with a filter that no other process can be given is filled here."""
    template = CompiledTemplate.from_bytes(docx("{{ n|who }}"), filters={"who": lambda value: who(value)})
    contexts = ({"n": place} for place in range(100))
    assert {said(one)[1] for one in template.render_many(contexts, processes=2)} == {os.getpid()}


class Closed(dict[str, Any]):
    """Values that do not travel."""

    def __reduce__(self) -> Any:
        raise TypeError("không gửi đi được")


class Dear(dict[str, Any]):
    """Values that travel at a price above their document's."""

    def __reduce__(self) -> Any:
        ends = time.thread_time() + 0.02
        while time.thread_time() < ends:
            pass
        return dict, (dict(self),)


def test_values_that_cannot_travel() -> None:
    """Contexts that cannot be sent are filled here, and no process is kept for nothing."""
    made = ASKING.render_many(Endless(lambda place: Closed(n=place)), processes=2)
    begun = ended = False
    while not ended:
        assert said(next(made))[1] == os.getpid()
        ended = begun and not children()
        begun = begun or bool(children())
    made.close()


@pytest.mark.slow
def test_values_dear_to_send() -> None:
    """Where sending costs more than filling, all is filled here again before long."""
    made = ASKING.render_many(Endless(lambda place: Dear(n=place)), processes=2)
    seen, begun, ended = 0, False, False
    while not ended:
        seen += 1
        assert said(next(made))[0] == seen
        ended = begun and not children()
        begun = begun or bool(children())
    rest = [said(next(made)) for _ in range(100)]
    assert [value for value, _ in rest] == list(range(seen + 1, seen + 101))
    assert {process for _, process in rest[-20:]} == {os.getpid()}
    made.close()


class Badge(BaseModel):
    """A typed context with a picture."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    n: int
    picture: Picture


def _badge(place: int) -> Badge:
    return Badge(n=place, picture=Picture(making.picture(20 + place % 9), width_mm=9, height_mm=9, alt="mã"))


def test_typed_contexts_with_pictures() -> None:
    """Typed values and pictures give the same bytes wherever they are filled."""
    data = docx("{{ n|who }}", "{{ picture }}")
    template = CompiledTemplate.from_bytes(data, filters={"who": who})
    made = helped(template, _badge)
    for process in {said(one)[1] for one in made}:
        here = CompiledTemplate.from_bytes(data, filters={"who": f"{{}} {process}".format})
        theirs = [one for one in made if said(one)[1] == process]
        assert [one.unwrap() for one in theirs] == [here.render(_badge(one.place)) for one in theirs]


def test_large_contexts_are_not_gathered() -> None:
    """Of contexts of some megabytes each only a handful is taken ahead."""
    template = CompiledTemplate.from_bytes(docx("{{ n|who }}", "{{ picture }}"), filters={"who": who})
    data = making.picture(20)

    def large(place: int) -> dict[str, Any]:
        return {"n": place, "picture": Picture(data + place.to_bytes(4, "big") * 500_000, width_mm=9, height_mm=9)}

    source, farthest = Endless(large), [0]

    def watched() -> Iterator[Rendered]:
        for one in template.render_many(source, processes=2):
            farthest.append(source.asked - one.place)
            yield one

    read(watched(), source, into=[])
    assert max(farthest) < 40


@pytest.mark.slow
def test_from_threads() -> None:
    """Runs in several threads at a time do not disturb each other."""
    sources, seen = [Endless(), Endless()], [list[Rendered](), list[Rendered]()]
    threads = [
        threading.Thread(target=read, args=(ASKING.render_many(source, processes=2), source), kwargs={"into": made})
        for source, made in zip(sources, seen, strict=True)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for source, made in zip(sources, seen, strict=True):
        assert source.enough
        assert [said(one)[0] for one in made] == list(range(1, source.asked + 1))
    assert len({said(one)[1] for made in seen for one in made}) == 3
    assert not children()


def _in_a_worker(told: "Queue[int]") -> None:
    Starts.seconds = 0.01
    told.put(len({said(one)[1] for one in helped(ASKING)}))


@pytest.mark.slow
def test_in_a_daemon() -> None:
    """In a process that may have no children of multiprocessing's others help as well, and are gone afterwards."""
    context = get_context("spawn")
    told: Queue[int] = context.Queue()
    worker = context.Process(target=_in_a_worker, args=(told,), daemon=True)
    worker.start()
    assert told.get(timeout=120) == 2
    worker.join()


SCRIPT = """
import signal, sys
from doc_templates.many.pace import Starts
from tests.doc_templates.test_many_processes import ASKING, Endless, helped, said

with open("runs.txt", "a") as runs:
    runs.write("một lần\\n")
signal.signal(signal.SIGINT, signal.default_int_handler)
Starts.seconds = 0.01
if "--endless" in sys.argv:
    for one in ASKING.render_many(Endless(), processes=2):
        print(said(one)[1], flush=True)
print("made", len({said(one)[1] for one in helped(ASKING)}))
"""
"""A program without a guard around what it does; it can be interrupted, also where it was started in the background."""


def _script(folder: Path, *words: str, **more: Any) -> "subprocess.Popen[str]":
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    return subprocess.Popen(
        [sys.executable, *words], cwd=folder, env=environment, text=True, stdout=-1, stderr=-1, **more
    )


@pytest.mark.slow
@pytest.mark.parametrize("how", ["file", "stdin", "command"])
def test_a_program_without_a_guard(how: str, tmp_path: Path) -> None:
    """A program is run once, however it was started: no process that helps runs it again."""
    (tmp_path / "program.py").write_text(SCRIPT, "utf-8")
    words = {"file": ["program.py"], "stdin": ["-"], "command": ["-c", SCRIPT]}[how]
    program = _script(tmp_path, *words, stdin=-1)
    told, errors = program.communicate(SCRIPT if how == "stdin" else "", timeout=120)
    assert told.splitlines()[-1] == "made 2", errors
    assert (tmp_path / "runs.txt").read_text("utf-8") == "một lần\n"


@pytest.mark.slow
@pytest.mark.parametrize("with_what", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_a_program_that_is_ended(with_what: signal.Signals, tmp_path: Path) -> None:
    """When a program is interrupted, ended or killed, the process that helped it ends too and says nothing."""
    (tmp_path / "program.py").write_text(SCRIPT, "utf-8")
    program = _script(tmp_path, "program.py", "--endless", start_new_session=True)
    assert program.stdout is not None
    lines = (line for line in iter(program.stdout.readline, "") if line.strip().isdigit())
    other = next(number for number in map(int, lines) if number != program.pid)
    os.killpg(program.pid, with_what)
    _, errors = program.communicate(timeout=60)
    ends = time.monotonic() + 60
    while is_there(other) and time.monotonic() < ends:
        time.sleep(0.05)
    assert not is_there(other)
    assert errors.count("Traceback") == (with_what is signal.SIGINT)
