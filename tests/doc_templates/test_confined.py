"""The process that checks a stranger's template: what it can still do, what it costs, and what is left of it."""

import gc
import json
import os
import resource
import signal
import subprocess
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from doc_templates import catalogue
from doc_templates.checking import LIMITS, Verdict, child, confined, examine, judge
from doc_templates.word import package
from doc_templates.word.package import Part
from models.documents import DocumentKind
from tests.doc_templates.hostile import KIND, hostile
from tests.doc_templates.make_docx import docx

ROOT = Path(__file__).resolve().parents[2]
ENDLESS = docx("{% for a in range(99999) %}{% for b in range(99999) %}{{ a * b }}{% endfor %}{% endfor %}")
SHUT = """
import json, os, socket, subprocess, sys, threading
from doc_templates.checking.limits import confine, shut
left = confine() + shut()
tries = {
    "read": lambda: open(sys.argv[1]).read(),
    "write": lambda: open(sys.argv[1] + ".moi", "w"),
    "connect": socket.socket,
    "fork": lambda: os.fork() or os._exit(0),
    "start": lambda: subprocess.run(["/bin/true"]),
    "replace": lambda: os.execv("/bin/true", ["true"]),
    "remove": lambda: os.unlink(sys.argv[1]),
    "rename": lambda: os.rename(sys.argv[1], sys.argv[1] + ".cu"),
    "folder": lambda: os.mkdir(sys.argv[1] + ".d"),
    "look": lambda: os.listdir("/"),
    "kill": lambda: os.kill(os.getppid(), 0),
    "thread": threading.Thread(target=print).start,
}
done = []
for name in sys.argv[2].split() or tries:
    try:
        tries[name]()
        done.append(name)
    except (OSError, RuntimeError):
        pass
print(json.dumps([left, done]))
"""


def _python(code: str, *words: str) -> str:
    run = subprocess.run(
        [sys.executable, "-c", code, *words], cwd=ROOT, capture_output=True, text=True, check=True, timeout=120
    )
    return run.stdout


def test_it_can_neither_read_nor_write_nor_connect_nor_start_anything(tmp_path: Path) -> None:
    """Once the template is in its hands, the process opens no file, no connection and no other process."""
    secret = tmp_path / "credentials"
    secret.write_text("aws_secret_access_key = x", encoding="utf-8")
    left, done = json.loads(_python(SHUT, str(secret), ""))
    assert (left, done) == ([], [])
    assert [path.name for path in tmp_path.iterdir()] == ["credentials"]


def test_without_the_kernels_filter_it_still_opens_nothing(tmp_path: Path) -> None:
    """Where the kernel has no filter the limits alone keep files and connections shut, and that is told."""
    code = "import doc_templates.checking.walls as walls\nwalls.refuse_calls = lambda: False\n" + SHUT
    (tmp_path / "credentials").write_text("x", encoding="utf-8")
    left, done = json.loads(_python(code, str(tmp_path / "credentials"), "read write connect look"))
    assert (left, done) == (["SECCOMP"], [])


def test_lower_limits_of_the_machine_are_kept() -> None:
    """An office's own lower limits are no obstacle, and never raised."""
    code = (
        "import resource\nresource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
        "from doc_templates.checking.limits import confine\nleft = confine()\n"
        "print(left, resource.getrlimit(resource.RLIMIT_FSIZE))"
    )
    assert _python(code).strip() == "[] (1000, 1000)"


def test_nothing_of_ours_is_in_its_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Passwords of the service stay out: the process is started with a bare environment."""
    monkeypatch.setenv("THIDUA_DATABASE_PASSWORD", "bi-mat")
    seen: list[str] = []

    def look() -> None:
        while not seen:
            for number in _children():
                try:
                    told = Path(f"/proc/{number}/environ").read_bytes()
                    line = Path(f"/proc/{number}/cmdline").read_bytes()
                except OSError:
                    continue
                if told and b"doc_templates.checking" in line:
                    seen.append(told.decode())

    watcher = threading.Thread(target=look, daemon=True)
    watcher.start()
    judge(ENDLESS, kind=KIND)
    watcher.join(5)
    assert [part.partition("=")[0] for part in seen[0].strip("\0").split("\0")] == [
        "PATH",
        "LANG",
        "PYTHONDONTWRITEBYTECODE",
    ]


def _children() -> list[int]:
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                stat = (entry / "stat").read_text()
            except OSError:
                continue
            if stat.rpartition(")")[2].split()[1] == str(os.getpid()):
                found.append(int(entry.name))
    return found


ALL_IN_ONE = """
import json, sys
from tests.doc_templates.hostile import KIND, hostile
from doc_templates.checking.__main__ import rehearse
from doc_templates.checking.examining import examine
from doc_templates.checking.limits import shut
files = hostile()
rehearse(KIND)
assert shut() == []
told = {}
for name, data in files.items():
    told[name] = [[one.code, one.part, one.paragraph] for one in examine(data, kind=KIND).report.findings]
print(json.dumps(told))
"""


@pytest.mark.slow
def test_behind_the_walls_every_file_is_judged_the_same() -> None:
    """Nothing that a check needs is behind the walls: each hostile file gets the report that it gets outside."""
    told = json.loads(_python(ALL_IN_ONE))
    for name, data in hostile().items():
        found = examine(data, kind=KIND).report.findings
        assert told[name] == [[one.code, one.part, one.paragraph] for one in found], name


def test_a_process_that_dies_is_a_fault_not_a_crash(monkeypatch: pytest.MonkeyPatch) -> None:
    """Killed from outside, by whatever signal, it leaves what is known and a sentence."""
    said = set()
    for number in (signal.SIGKILL, signal.SIGSEGV, signal.SIGTERM):
        killer = threading.Thread(target=_kill_soon, args=(number,), daemon=True)
        killer.start()
        report = judge(ENDLESS, kind=KIND).report
        killer.join()
        assert report.verdict is not Verdict.SOUND
        said |= {one.code for one in report.faults}
    assert "check-cut" in said


def _kill_soon(number: int) -> None:
    for _ in range(400):
        for one in _children():
            try:
                if b"doc_templates.checking" in Path(f"/proc/{one}/cmdline").read_bytes():
                    os.kill(one, number)
                    return
            except OSError:
                pass
        time.sleep(0.01)


PARENT = """
import sys
from doc_templates.checking import judge
from tests.doc_templates.hostile import KIND
from tests.doc_templates.test_confined import ENDLESS
print("bat dau", flush=True)
judge(ENDLESS, kind=KIND)
"""


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_the_process_ends_with_the_one_that_asked(number: int) -> None:
    """Ctrl-C, an end asked for, or a kill of the asking process takes the checking one along."""
    asking = subprocess.Popen(
        [sys.executable, "-c", PARENT], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    assert asking.stdout is not None
    asking.stdout.readline()
    child = _wait_for(lambda: _checking_children_of(asking.pid))
    asking.send_signal(number)
    asking.wait(10)
    asking.stdout.close()
    assert _wait_for(lambda: not Path(f"/proc/{child[0]}").exists() or _is_dead(child[0]))


def _checking_children_of(parent: int) -> list[int]:
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                stat, line = (entry / "stat").read_text(), (entry / "cmdline").read_bytes()
            except OSError:
                continue
            if stat.rpartition(")")[2].split()[1] == str(parent) and b"doc_templates.checking" in line:
                found.append(int(entry.name))
    return found


def _is_dead(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True


def _wait_for(asked: object) -> list[int]:
    assert callable(asked)
    for _ in range(1000):
        found = asked()
        if found:
            return found if isinstance(found, list) else [1]
        time.sleep(0.01)
    return []


def test_a_large_template_comes_back_marked_and_filled() -> None:
    """A template with big pictures is checked, marked and filled within the limits of the answer."""
    picture = Part("word/media/anh.png", b"\x89PNG\r\n\x1a\n" + os.urandom(15 * 1024 * 1024))
    types = b'<Default Extension="png" ContentType="image/png"/></Types>'
    parts = tuple(
        Part(one.name, one.data.replace(b"</Types>", types)) if one.name == "[Content_Types].xml" else one
        for one in package.read(catalogue.built_in(KIND))
    )
    data = package.write((*parts, picture))
    judged = judge(data, kind=KIND, mark=True, sample=True)
    assert judged.report.verdict is Verdict.SOUND
    assert judged.marked is not None
    assert judged.sample is not None
    assert next(part.data for part in package.read(judged.marked) if part.name == picture.name) == picture.data


@pytest.mark.slow
def test_hostile_files_cost_this_process_nothing() -> None:
    """After bombs and endless loops, many at a time, this process is as large as before and nothing is left on disk."""
    files = hostile()
    names = ("zip bomb", "entity bomb", "deep", "long attribute", "blocks {% else %}")
    before_files, open_before = set(Path(tempfile.gettempdir()).iterdir()), len(list(Path("/proc/self/fd").iterdir()))
    judge(docx("x"), kind=KIND)
    gc.collect()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with ThreadPoolExecutor(6) as pool:
        told = list(pool.map(lambda data: judge(data, kind=KIND, mark=True, sample=True), map(files.get, names * 2)))
    assert all(one.report.faults for one in told)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 60 * 1024
    assert len(list(Path("/proc/self/fd").iterdir())) == open_before
    left = {path.name for path in set(Path(tempfile.gettempdir()).iterdir()) - before_files}
    assert not [name for name in left if name.startswith("tmp")]


@pytest.mark.parametrize(
    "said",
    [
        b"",
        b"x\n",
        b"[]\n",
        b'{"report": 1}\n',
        b'{"without": [], "report": {}, "mark": 1}\n',
        b'{"without": [], "report": {"verdict": "sound", "findings": []}, "mark": 1, "sample": null}\n',
        b'{"without": [], "report": {"verdict": "sound", "findings": []}, "mark": [-1, 2], "sample": null}\n',
        b"\xff\n",
        b"[" * 100_000 + b"\n",
    ],
)
def test_an_answer_that_is_none_is_no_answer(said: bytes) -> None:
    """Whatever stands where the answer should be, the one who asked reads it as no answer."""
    with tempfile.TemporaryFile() as marked, tempfile.TemporaryFile() as sample, tempfile.TemporaryFile() as answer:
        answer.write(said)
        ended = child.Ended(0, child._last_line(answer), (marked, sample))
        judged = confined._judged(KIND, ended, {"mark": marked, "sample": sample})
        assert [one.code for one in judged.report.findings] == ["not-checked"]


def test_limits_are_what_the_guide_says() -> None:
    """The guide names each limit of a check."""
    guide = (ROOT / "docs" / "templates.md").read_text(encoding="utf-8")
    assert f"{LIMITS.cpu_seconds} giây tính toán ({LIMITS.seconds:.0f} giây đồng hồ)" in guide
    assert f"tệp lớn hơn {LIMITS.file_bytes // 1024 // 1024} MB" in guide
    assert DocumentKind.SUB_PLAN.value in guide


def test_a_machine_without_room_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Where not even a temporary file can be made the template is not judged, and not to blame."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "khong-co"))
    report = judge(catalogue.built_in(KIND), kind=KIND).report
    assert report.verdict is Verdict.UNJUDGED
    assert "không có tệp hoặc thư mục ấy" in report.findings[0].message
