"""One compiled template shared by 16 threads: no document with another's data, no memory kept."""

import gc
import io
import re
import time
import zipfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from pathlib import Path

from benchmarks import contents, papers
from benchmarks.tongues import TONGUES
from doc_templates.rendering import CompiledTemplate
from doc_templates.word import package, wordxml

THREADS = 16
_MARK = re.compile(rb"khoa(\d+)moc")
_TEXTS = ("word/document.xml", "word/header1.xml")
_HEADER = f'<w:hdr xmlns:w="{wordxml.W}"><w:p><w:r><w:t>{{{{ subject }}}}</w:t></w:r></w:p></w:hdr>'
_WARM = 2_000
_GROWTH_MB = 32
_BATCH = 500


def shared_by_threads(count: int, *, threads: int = THREADS) -> int:
    """Fill one template so many times; print what was seen and return 0, or 1 where data mixed or memory grew."""
    template = CompiledTemplate.from_bytes(_with_header(papers.decision(TONGUES["jinja"])))
    values = contents.decision(2, sets=1).at(0)

    def one(number: int) -> bool:
        mark = f"khoa{number}moc"
        people = [{**person, "text": mark, "achievement": mark * (number % 3 + 1)} for person in values["rows"]]
        document = template.render({**values, "subject": mark, "code": mark, "rows": people})
        with zipfile.ZipFile(io.BytesIO(document)) as archive:
            texts = b"".join(archive.read(name) for name in _TEXTS)
        return set(_MARK.findall(texts)) == {str(number).encode()}

    began, mixed, warm = time.monotonic(), 0, 0.0
    with ThreadPoolExecutor(threads) as pool:
        numbers: Iterator[int] = iter(range(count))
        done = 0
        while some := list(islice(numbers, _BATCH)):
            mixed += sum(not right for right in pool.map(one, some))
            done += len(some)
            if not warm and done >= min(_WARM, count // 2):
                warm = _resident_mb()
    grown = _resident_mb() - warm
    seconds = time.monotonic() - began
    told = f"{seconds:.0f} giây, lẫn dữ liệu {mixed}, bộ nhớ thêm {grown:.1f} MB"
    print(f"{count} văn bản, {threads} luồng, một mẫu: {told}")
    return int(mixed > 0 or grown > _GROWTH_MB)


def _with_header(template: bytes) -> bytes:
    """Return the template with a value in each header too."""
    parts = (
        part._replace(data=_HEADER.encode()) if part.name.startswith("word/header") else part
        for part in package.read(template)
    )
    return package.write(tuple(parts))


def _resident_mb() -> float:
    gc.collect()
    lines = Path("/proc/self/status").read_text("utf-8").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) / 1024
