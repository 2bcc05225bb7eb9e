"""What the rendering benchmark fills: the same documents for all engines, and our own published templates."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from pydantic import BaseModel

from benchmarks import contents, papers
from benchmarks.contents import Contents
from benchmarks.tongues import TONGUES, Tongue
from doc_templates import catalogue
from doc_templates.inserts.pictures import Picture
from models.documents import KIND_NAMES, DocumentKind

ROWS = (10, 200, 2000)
BIGGEST = max(ROWS)
_SIDE_MM = 18
_OWN = (
    DocumentKind.AWARD_DECISION,
    DocumentKind.CAMPAIGN_PLAN,
    DocumentKind.CERTIFICATE,
    DocumentKind.UNIT_FINAL_REPORT,
)
_PEERS = ("docxtemplater", "carbone")
Given = Mapping[str, Any] | BaseModel


@dataclass
class Case:
    """A document to be filled: its template, and the values of each turn."""

    key: str
    title: str
    template: bytes
    given: Callable[[int], Given]
    has_floor: bool = False
    peers: Mapping[str, bytes] = field(default_factory=dict)
    """The template in the tongues of engines in another process."""
    contents: Contents | None = None
    """The values for them."""
    seconds: dict[str, list[float]] = field(default_factory=dict)


def made() -> Iterator[Case]:
    """Yield the cases, one by one."""
    yield from map(decision, ROWS)
    yield _shared("plan", "Kế hoạch Đồng Nai, trọn văn bản", papers.plan, contents.plan())
    filled = contents.certificate()
    plain = partial(papers.certificate, picture=False)
    yield _shared("certificate", "Bằng khen", plain, filled)
    pictured = papers.certificate(TONGUES["jinja"], picture=True)
    title = "Bằng khen có hình PNG cỡ mã QR, mỗi bằng một hình"
    yield Case("certificate-picture", title, pictured, partial(_with_picture, filled))
    yield from map(_own, _OWN)


def decision(rows: int, *, sets: int = contents.SETS) -> Case:
    """Return the case of a decision with so many people."""
    title = f"Quyết định, danh sách {f'{rows:,}'.replace(',', '.')} dòng"
    return _shared(f"decision-{rows}", title, papers.decision, contents.decision(rows, sets=sets))


def _shared(key: str, title: str, template: Callable[[Tongue], bytes], filled: Contents) -> Case:
    peers = {name: template(TONGUES[name]) for name in _PEERS}
    return Case(key, title, template(TONGUES["jinja"]), filled.at, has_floor=True, peers=peers, contents=filled)


def _with_picture(filled: Contents, turn: int) -> dict[str, Any]:
    picture = Picture(data=filled.picture(turn), width_mm=_SIDE_MM, height_mm=_SIDE_MM, alt="mã")
    return {**filled.at(turn), "picture": picture}


def _own(kind: DocumentKind) -> Case:
    """Return the case of a template of ours, filled from its typed sample."""
    title = f"{KIND_NAMES[kind]}: mẫu đang dùng, dữ liệu mẫu"
    return Case(f"own-{kind.value}", title, catalogue.built_in(kind), partial(contents.typed, catalogue.sample(kind)))
