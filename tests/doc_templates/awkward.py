"""Contexts that strain a page: long names, one and forty recipients, no basis, three authorities, 500 rows."""

from datetime import date

from doc_templates import catalogue
from doc_templates.contexts import DocumentContext, ListedNominee
from models.awards.nominees import NomineeKind
from models.documents import DocumentKind

LONG_NAME = "Ông Hoàng Phủ Nguyễn Trần Công Tằng Tôn Nữ Huyền Trang Phương Thảo Mẫu"
"""A name of 70 characters."""
LONG_POST = (
    "Phó Trưởng phòng phụ trách Phòng Quản lý xử lý vi phạm hành chính và theo dõi thi hành pháp luật,"
    " Sở Tư pháp tỉnh Mẫu"
)
LONG_DEED = (
    "Đã có thành tích xuất sắc, sáng tạo trong tổ chức thực hiện phong trào thi đua cao điểm hoàn thành số hóa dữ liệu"
    " hộ tịch, kết nối, chia sẻ với Cơ sở dữ liệu quốc gia về dân cư trên địa bàn tỉnh Mẫu, góp phần thực hiện thắng"
    " lợi nhiệm vụ chuyển đổi số của tỉnh năm 2024"
)
LONG_AGENCY = "BAN QUẢN LÝ CÁC KHU CÔNG NGHIỆP VÀ KHU KINH TẾ CỬA KHẨU CỦA TỈNH MẪU A"
LONG_SUBJECT = ("Kết quả thực hiện phong trào thi đua cao điểm hoàn thành số hóa dữ liệu trên địa bàn tỉnh " * 4)[:300]
THREE_AUTHORITIES = ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")


PERSONS_REPORT = catalogue.sample(DocumentKind.ACHIEVEMENT_REPORT).model_copy(
    update={
        "shape": "person",
        "letterhead": ("ỦY BAN NHÂN DÂN", "XÃ MẪU"),
        "nominee": "mau.huyen-mau/cn-01",
        "nominee_name": "Nguyễn Văn Mẫu",
        "born": date(1985, 5, 2),
        "gender": "Nam",
        "home_town": "Xã Mẫu, huyện Mẫu, tỉnh Mẫu",
        "residence": "Xã Mẫu, huyện Mẫu, tỉnh Mẫu",
        "workplace": "Ủy ban nhân dân xã Mẫu, huyện Mẫu",
        "position": "Công chức Tư pháp - Hộ tịch",
        "qualification": "Đại học",
        "authority": ("NGƯỜI BÁO CÁO THÀNH TÍCH",),
        "form_line": "Mẫu số 07 Nghị định số 91/2017/NĐ-CP",
    }
)


def _alike(nominees: tuple[ListedNominee, ...]) -> tuple[ListedNominee, ...]:
    """Return the nominees all rewarded for the same."""
    return tuple(row.model_copy(update={"achievement": LONG_DEED}) for row in nominees)


def _many(nominees: tuple[ListedNominee, ...], count: int) -> tuple[ListedNominee, ...]:
    """Return so many nominees, each fourth with a long name, post and achievement."""
    rows = [nominees[place % len(nominees)] for place in range(count)]
    return tuple(
        row.model_copy(update={"text": f"{LONG_NAME}, {LONG_POST}", "achievement": LONG_DEED})
        if place % 4 == 3
        else row
        for place, row in enumerate(rows)
    )


def awkward() -> dict[str, DocumentContext]:
    """Return the cases by name."""
    plan = catalogue.sample(DocumentKind.CAMPAIGN_PLAN)
    sub_plan = catalogue.sample(DocumentKind.SUB_PLAN)
    report = catalogue.sample(DocumentKind.UNIT_FINAL_REPORT)
    letter = catalogue.sample(DocumentKind.REMINDER_LETTER)
    register = catalogue.sample(DocumentKind.OUTGOING_REGISTER)
    proposal = catalogue.sample(DocumentKind.AWARD_PROPOSAL)
    minutes = catalogue.sample(DocumentKind.COUNCIL_MINUTES)
    achievements = catalogue.sample(DocumentKind.ACHIEVEMENT_REPORT)
    decision = catalogue.sample(DocumentKind.AWARD_DECISION)
    certificate = catalogue.sample(DocumentKind.CERTIFICATE)
    index = catalogue.sample(DocumentKind.DOSSIER_INDEX)
    final = catalogue.sample(DocumentKind.FINAL_REPORT)
    household = proposal.nominees[-1].model_copy(
        update={"kind": NomineeKind.HOUSEHOLD, "text": "Hộ ông Lê Văn Mẫu, ấp Mẫu, xã Mẫu, huyện Mẫu"}
    )
    units = tuple(f"Ủy ban nhân dân huyện số {place}" for place in range(1, 41))
    return {
        "long names": report.model_copy(update={"letterhead": (LONG_AGENCY,), "subject": LONG_SUBJECT}),
        "one recipient": plan.model_copy(update={"recipients": ("Các sở, ban, ngành",)}),
        "forty recipients": plan.model_copy(update={"recipients": units, "authority": THREE_AUTHORITIES}),
        "no basis": plan.model_copy(update={"opening": ()}),
        "no annex": sub_plan.model_copy(update={"criteria": ()}),
        "long annex": sub_plan.model_copy(update={"criteria": sub_plan.criteria * 25}),
        "one unit": letter.model_copy(update={"addressees": units[:1], "units": units[:1]}),
        "forty units": letter.model_copy(update={"addressees": units, "units": units, "number": 99999}),
        "long register": register.model_copy(update={"rows": register.rows * 250}),
        "person report": PERSONS_REPORT.model_copy(update={"earlier": ()}),
        "long report": achievements.model_copy(
            update={"achievements": achievements.achievements * 8, "earlier": achievements.earlier * 4}
        ),
        "one nominee": proposal.model_copy(update={"nominees": proposal.nominees[-1:], "addressees": ("Sở Nội vụ",)}),
        "long list": proposal.model_copy(update={"nominees": _many(proposal.nominees, 500)}),
        "full council": minutes.model_copy(
            update={"present": 9, "absent": (), "votes_for": 9, "nominees": _many(minutes.nominees, 40)}
        ),
        "one deed proposed": proposal.model_copy(update={"nominees": _alike(proposal.nominees)}),
        "one deed minuted": minutes.model_copy(update={"nominees": _alike(minutes.nominees)}),
        "one deed": decision.model_copy(update={"nominees": _alike(decision.nominees)}),
        "one deed of many": decision.model_copy(
            update={
                "nominees": _alike(decision.nominees * 12),
                "counts": decision.counts.model_copy(update={"collectives": 24, "persons": 24}),
                "total": 252_720_000,
                "total_words": "Hai trăm năm mươi hai triệu bảy trăm hai mươi nghìn đồng",
            }
        ),
        "one awardee": decision.model_copy(
            update={
                "nominees": decision.nominees[:1],
                "counts": decision.counts.model_copy(update={"collectives": 1, "persons": 0}),
                "total": 7_020_000,
                "total_words": "Bảy triệu không trăm hai mươi nghìn đồng",
            }
        ),
        "households too": decision.model_copy(
            update={
                "nominees": (*decision.nominees, household.model_copy(update={"amount": 5_270_000})),
                "counts": decision.counts.model_copy(update={"households": 1}),
            }
        ),
        "no money": decision.model_copy(
            update={
                "total": 0,
                "total_words": "",
                "nominees": tuple(row.model_copy(update={"amount": None}) for row in decision.nominees),
            }
        ),
        "two hundred awardees": decision.model_copy(
            update={
                "nominees": _many(decision.nominees, 200),
                "counts": decision.counts.model_copy(update={"collectives": 100, "persons": 100}),
                "proposals": decision.proposals * 6,
                "total": 1_053_000_000,
                "total_words": "Một tỷ không trăm năm mươi ba triệu đồng",
            }
        ),
        "long certificate": certificate.model_copy(
            update={"awardee": LONG_NAME, "awardee_detail": LONG_POST, "achievement": LONG_DEED}
        ),
        "name of a movement": certificate.model_copy(
            update={
                "achievement": "Đã có thành tích xuất sắc trong phong trào thi đua “Đẩy nhanh tiến độ hoàn thành"
                " Kế hoạch số hóa dữ liệu hộ tịch” trên địa bàn tỉnh Mẫu"
            }
        ),
        "long authority": certificate.model_copy(
            update={"authority_line": "GIÁM ĐỐC SỞ NÔNG NGHIỆP VÀ PHÁT TRIỂN NÔNG THÔN TỈNH BÀ RỊA - VŨNG TÀU (MẪU)"}
        ),
        "collective certificate": certificate.model_copy(
            update={
                "awardee": "Tập thể Phòng Hộ tịch, Quốc tịch và Chứng thực, Sở Tư pháp tỉnh Mẫu",
                "awardee_detail": "",
                "golden_book": None,
                "authority": ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
            }
        ),
        "long index": index.model_copy(
            update={"rows": index.rows * 30, "missing": (), "authority": (), "page_total": None}
        ),
        "all units": final.model_copy(
            update={"units": final.units * 45, "chart": final.chart * 4, "addressees": (), "figures": final.figures * 6}
        ),
        "no chart": final.model_copy(update={"chart": (), "units": (), "figures": ()}),
        "empty register": register.model_copy(update={"rows": ()}),
    }
