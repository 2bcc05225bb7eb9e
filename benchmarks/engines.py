"""The engines that the rendering benchmark measures, each filling a case once and telling its seconds."""

import io
import json
import shutil
import subprocess
import time
from collections.abc import Callable, Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

from docx.shared import Mm
from docxtpl import DocxTemplate, InlineImage
from isal import isal_zlib
from jinja2 import StrictUndefined
from jinja2.sandbox import SandboxedEnvironment
from pydantic import BaseModel

from benchmarks.cases import Case
from doc_templates.inserts.pictures import Picture
from doc_templates.language import dialect
from doc_templates.rendering import RENDERER_VERSION, CompiledTemplate
from doc_templates.values import printable
from doc_templates.word import package, wordxml

PEERS = Path(__file__).resolve().parent / "peers"
Fill = Callable[[int], bytes]
"""Fills the document of a turn."""


def environment() -> SandboxedEnvironment:
    """Return Jinja as docxtpl has to be used here: in its sandbox, strict, escaping."""
    return SandboxedEnvironment(undefined=StrictUndefined, autoescape=True)


def ours(case: Case) -> Fill:
    """Return our filling of a template that is compiled already."""
    compiled = CompiledTemplate.from_bytes(case.template)
    return lambda turn: compiled.render(case.given(turn))


def floor(case: Case) -> Fill:
    """Return the least that can be done: Jinja's own filling of the body and headers, and one deflate."""
    parts = [part for part in package.read(case.template) if part.name.startswith(("word/document", "word/header"))]
    texts = [environment().from_string(dialect.to_jinja(wordxml.to_text(package.root_of(part)))) for part in parts]

    def fill(turn: int) -> bytes:
        values = case.given(turn)
        return isal_zlib.compress("".join(text.render(values) for text in texts).encode(), 1)

    return fill


def docxtpl(case: Case) -> Fill:
    """Return docxtpl's filling: a template object may be used once; typed values become plain ones, as for ours."""

    def fill(turn: int) -> bytes:
        given = case.given(turn)
        document = DocxTemplate(io.BytesIO(case.template))
        values = printable(given) if isinstance(given, BaseModel) else _with_pictures(document, given)
        document.render(values, jinja_env=environment(), autoescape=True)
        return _saved(document)

    return fill


def _with_pictures(document: DocxTemplate, values: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: InlineImage(document, io.BytesIO(value.data), width=Mm(value.width_mm))
        if isinstance(value, Picture)
        else value
        for name, value in values.items()
    }


def _saved(document: DocxTemplate) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def timed(fill: Fill, *, first: int, times: int, processor: bool = False) -> float:
    """Return the seconds of one document, over so many turns, those of the clock or of the processor."""
    clock = time.process_time if processor else time.perf_counter
    began = clock()
    for turn in range(first, first + times):
        fill(turn)
    return (clock() - began) / times


Files = tuple[Path, Path]
"""A template and its values."""


class Node:
    """docxtemplater and carbone, warm in one node process; files are given by path."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(  # noqa: S603 - our own script
            [_node(), "measure.js"], cwd=PEERS, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def fill(
        self, engine: str, files: Files, *, first: int, times: int, processor: bool = False, out: Path | None = None
    ) -> float:
        """Return the seconds of one document, as ``timed`` does; ``out`` receives the last."""
        template, data = map(str, files)
        asked = {"engine": engine, "template": template, "data": data, "first": first, "times": times}
        if self._process.stdin is None or self._process.stdout is None:
            raise RuntimeError("node")
        self._process.stdin.write(json.dumps(asked | ({"out": str(out)} if out else {})) + "\n")
        self._process.stdin.flush()
        answer = json.loads(self._process.stdout.readline())
        if "error" in answer:
            raise RuntimeError(f"{engine}: {answer['error']}")
        return float(answer["processor" if processor else "seconds"])

    def peak_mb(self) -> float:
        """Return the most memory that the process has held, in MB."""
        return peak_mb(str(self._process.pid))

    def close(self) -> None:
        """End the process."""
        if self._process.stdin:
            self._process.stdin.close()
        self._process.wait(timeout=20)


def peak_mb(process: str = "self") -> float:
    """Return the most memory that a process has held, in MB."""
    lines = Path(f"/proc/{process}/status").read_text("utf-8").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024


def _node() -> str:
    found = shutil.which("node")
    if found is None:
        raise FileNotFoundError("node")
    return found


def peers_ready() -> bool:
    """Install the peers as locked where node is there; return whether they can be measured."""
    npm = shutil.which("npm")
    if npm is None or shutil.which("node") is None:
        return False
    if not (PEERS / "node_modules" / "carbone").is_dir():
        subprocess.run([npm, "ci", "--silent"], cwd=PEERS, check=False)  # noqa: S603 - npm itself
    return (PEERS / "node_modules" / "carbone").is_dir()


def versions() -> dict[str, str]:
    """Return the version of each engine."""
    locked = json.loads((PEERS / "package-lock.json").read_text("utf-8"))["packages"]
    return {
        "thidua": f"renderer {RENDERER_VERSION}, Jinja {version('jinja2')}, isal {version('isal')}",
        "docxtpl": version("docxtpl"),
        "docxtemplater": locked["node_modules/docxtemplater"]["version"],
        "carbone": locked["node_modules/carbone"]["version"],
    }
