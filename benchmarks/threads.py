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

from benchmarks.cases import JINJA, decision, decision_values
from doc_templates.rendering import CompiledTemplate

THREADS = 16
_MARK = re.compile(rb"khoa(\d+)moc")
_TEXTS = ("word/document.xml", "word/header1.xml")
_WARM = 2_000
_GROWTH_MB = 32
_BATCH = 500


def shared_by_threads(count: int, *, threads: int = THREADS) -> int:
    """Fill one template so many times; print what was seen and return 0, or 1 where data mixed or memory grew."""
    template = CompiledTemplate.from_bytes(decision(JINJA))
    values = decision_values(2)

    def one(number: int) -> bool:
        mark = f"khoa{number}moc"
        people = [{**person, "name": mark, "deed": mark * (number % 3 + 1)} for person in values["rows"]]
        document = template.render({**values, "title": mark, "code": mark, "rows": people})
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


def _resident_mb() -> float:
    gc.collect()
    lines = Path("/proc/self/status").read_text("utf-8").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) / 1024
