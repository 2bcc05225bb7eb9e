"""What the documents say: value sets that differ from one filling to the next, the same for every engine."""

import struct
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from doc_templates import catalogue
from doc_templates.contexts import CampaignPlanContext, CertificateContext, DocumentContext
from doc_templates.contexts.awards import dotted
from doc_templates.drawing.canvas import Canvas
from doc_templates.typesetting.metrics import RULES
from doc_templates.values import printable
from models.body import BlockStyle
from models.documents import DocumentKind
from models.plan import printed
from models.words import in_words
from workflows.steps.files.plan_files import read_plan

PLAN = Path(__file__).resolve().parent.parent / "plans" / "dong_nai_2024.yaml"
SETS = 32
_REWARD = 3_510_000
_FIRST_DAY = date(2024, 1, 2)
_MODULES, _DOTS = 33, 8
"""A code of version 4 has 33 modules a side."""
_MARKS = {BlockStyle.ITEM: "- ", BlockStyle.SUB_ITEM: "+ "}
_NAMES = (
    "Ông Nguyễn Văn",
    "Bà Trần Thị",
    "Ông Lê Hữu",
    "Bà Phạm Ngọc",
    "Ông Hoàng Minh",
    "Bà Đặng Thuỳ",
    "Ông Võ Quốc",
)
_POSTS = ("Phó Trưởng phòng Tư pháp & Hộ tịch", "Công chức Văn phòng - Thống kê", "Chuyên viên Phòng Nội vụ")
_DEEDS = (
    "Đã có thành tích xuất sắc trong phong trào thi đua “Hoàn thành số hóa dữ liệu hộ tịch”",
    "Trực tiếp số hóa 2.100 hồ sơ, hướng dẫn 03 xã cùng thực hiện, không có hồ sơ phải làm lại",
    "Tham mưu, chỉ đạo hoàn thành kế hoạch trước hạn 30 ngày",
)
_MOVEMENTS = ("Hoàn thành số hóa dữ liệu hộ tịch", "Một cửa hiện đại", "Hồ sơ không giấy", "Chung sức vì người nghèo")


@dataclass(frozen=True)
class Contents:
    """Sets of values that are taken in turn, and the field that is another at every turn."""

    sets: Sequence[Mapping[str, Any]]
    ending: str
    """What follows the number in ``code``."""
    pictures: Sequence[bytes] = ()

    def at(self, turn: int) -> dict[str, Any]:
        """Return the values of a turn: no two turns have the same, and none those of the one before."""
        return {**self.sets[turn % len(self.sets)], "code": f"{turn + 1}{self.ending}"}

    def picture(self, turn: int) -> bytes:
        """Return the picture of a turn, its bytes like those of no other."""
        return _signed(self.pictures[turn % len(self.pictures)], turn)

    def for_others(self) -> dict[str, Any]:
        """Return the same for an engine in another process."""
        return {"sets": self.sets, "ending": self.ending}


def decision(rows: int, *, sets: int = SETS) -> Contents:
    """Return decisions with so many people each."""
    return Contents([_decision(rows, place) for place in range(sets)], ending="/QĐ-UBND")


def plan(*, sets: int = SETS) -> Contents:
    """Return the Đồng Nai plan, every paragraph of it, with other dates, signers and units."""
    read = printed(read_plan(PLAN.read_text("utf-8"), file_name=PLAN.name))
    context = CampaignPlanContext(
        letterhead=("ỦY BAN NHÂN DÂN", "TỈNH MẪU"),
        place="Tỉnh Mẫu",
        number=1,
        symbol="KH-UBND",
        subject=read.document.subject,
        opening=read.opening,
        body=read.body,
        recipients=read.recipients,
        archive_line=read.archive_line,
        authority=("CHỦ TỊCH",),
        signer_name="Người ký mẫu",
    )
    return Contents([_plan(context, place) for place in range(sets)], ending="/KH-UBND")


def certificate(*, sets: int = SETS) -> Contents:
    """Return certificates of different people, a picture to each."""
    values = [_certificate(place) for place in range(sets)]
    return Contents(values, ending="", pictures=[_code_picture(place) for place in range(sets)])


def typed(sample: DocumentContext, turn: int) -> DocumentContext:
    """Return a kind's sample with another number, day, subject, signer and name at every turn."""
    own = {"golden_book": turn + 1, "awardee": awardee(turn)} if isinstance(sample, CertificateContext) else {}
    subject = f"{sample.subject}, lần {turn + 1}"
    return _dated(sample, turn % SETS, subject=subject, number=turn + 1, sample=False, **own)


def _decision(rows: int, place: int) -> dict[str, Any]:
    sample = catalogue.sample(DocumentKind.AWARD_DECISION)
    known = printable(_dated(sample, place, subject=f"Về việc tặng Bằng khen trong phong trào “{_movement(place)}”"))
    people = [_person(number, place) for number in range(1, rows + 1)]
    return _head(known) | {
        "authority_line": known["authority_line"],
        "bases": _texts(known["basis_lines"]),
        "award_name": known["award_name"],
        "counts": f"{rows} cá nhân",
        "reason": f"đã có thành tích xuất sắc trong phong trào thi đua “{_movement(place)}”",
        "paid": True,
        "unpaid": False,
        "differing": True,
        "alike": False,
        "award_short": known["award_short"],
        "rewards": _texts([f"Cá nhân: {dotted(_REWARD)} đồng/cá nhân ({rows} cá nhân)."]),
        "total_money": dotted(_REWARD * rows),
        "total_words": in_words(_REWARD * rows),
        "fund": known["fund"],
        "closing": known["closing"],
        "last_article": known["last_article"],
        "list_title": _one_line(known["list_title"]),
        "has_list_reason": False,
        "list_reason": "",
        "decided_by": known["decided_by"],
        "rows": people,
    }


def _plan(context: CampaignPlanContext, place: int) -> dict[str, Any]:
    known = printable(_dated(context, place, subject=f"{context.subject}, lần {place + 1}"))
    return _head(known) | {
        "opening": _texts(line["text"] for line in known["opening_lines"]),
        "blocks": [
            {"text": _MARKS.get(block["style"], "") + block["text"]}
            | {kind.value: block["style"] == kind.value for kind in BlockStyle}
            for block in known["blocks"]
        ],
        "closing": known["closing"],
    }


def _certificate(place: int) -> dict[str, Any]:
    known = printable(_dated(catalogue.sample(DocumentKind.CERTIFICATE), place, subject="Bằng khen"))
    return {
        "sample": False,
        "authority_line": known["authority_line"],
        "award_title": known["award_title"],
        "awardee": awardee(place),
        "has_detail": True,
        "awardee_detail": _POSTS[place % len(_POSTS)],
        "achievement": f"Đã có thành tích xuất sắc trong phong trào thi đua “{_movement(place)}”",
        "decision_code": f"{3500 + place}/QĐ-UBND",
        "dated": known["dated"],
        "place": known["place"],
        "authority": _texts(known["authority"]),
        "signer_name": known["signer_name"],
    }


def _dated(context: DocumentContext, place: int, *, subject: str, **others: object) -> DocumentContext:
    """Return a context with another day, subject and signer."""
    day, signer = _FIRST_DAY + timedelta(days=11 * place), f"Người Ký Mẫu {place}"
    return context.model_copy(update={"issued_on": day, "subject": subject, "signer_name": signer, **others})


def _head(known: Mapping[str, Any]) -> dict[str, Any]:
    """Return what every document with head and foot has in common."""
    return {
        "sample": False,
        "superior": _texts(known["superior_lines"]),
        "letterhead": _texts(known["letterhead_lines"]),
        "place": known["place"],
        "dated": known["dated"],
        "subject": _one_line(known["subject"]),
        "recipients": _texts(known["recipient_lines"]),
        "authority": _texts(known["authority"]),
        "signer_name": known["signer_name"],
        **{
            f"{field}_{length}": known[field] == length for field in ("agency_rule", "subject_rule") for length in RULES
        },
    }


def awardee(turned: int) -> str:
    """Return the name of somebody who is honoured."""
    return f"{_NAMES[turned % len(_NAMES)]} Mẫu {turned}"


def _person(number: int, place: int) -> dict[str, Any]:
    """Return a person of a list; with another ``place`` the names come in another order."""
    turned = number + place
    return {
        "n": number,
        "text": f"{awardee(turned)}, {_POSTS[turned % len(_POSTS)]}",
        "achievement": _DEEDS[turned % len(_DEEDS)],
        "money": dotted(_REWARD),
    }


def _movement(place: int) -> str:
    return f"{_MOVEMENTS[place % len(_MOVEMENTS)]}, đợt {place + 1}"


def _texts(lines: Iterable[str]) -> list[dict[str, str]]:
    return [{"text": line} for line in lines]


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _code_picture(place: int) -> bytes:
    """Return a PNG of the size of a QR code: modules black or white by chance, not a code that can be read."""
    canvas, seed = Canvas(_MODULES * _DOTS, _MODULES * _DOTS), 7 + place
    for x in range(_MODULES):
        for y in range(_MODULES):
            seed = (seed * 1103515245 + 12345) % 2**31
            if seed >> 16 & 1:
                canvas.box(x * _DOTS, y * _DOTS, (x + 1) * _DOTS, (y + 1) * _DOTS, grey=0)
    return canvas.png(dots_per_inch=300)


def _signed(png: bytes, turn: int) -> bytes:
    """Return a picture with a number in a text block, before its last block of 12 bytes."""
    text = b"tEXtn\0" + str(turn).encode()
    return b"".join((png[:-12], struct.pack(">I", len(text) - 4), text, struct.pack(">I", zlib.crc32(text)), png[-12:]))
