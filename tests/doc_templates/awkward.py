"""Contexts that strain a page: long names, one and forty recipients, no basis, three authorities, 500 rows."""

from datetime import date

from doc_templates import catalogue
from doc_templates.contexts import DocumentContext
from models.documents import DocumentKind

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


def awkward() -> dict[str, DocumentContext]:
    """Return the cases by name."""
    plan = catalogue.sample(DocumentKind.CAMPAIGN_PLAN)
    sub_plan = catalogue.sample(DocumentKind.SUB_PLAN)
    report = catalogue.sample(DocumentKind.UNIT_FINAL_REPORT)
    letter = catalogue.sample(DocumentKind.REMINDER_LETTER)
    register = catalogue.sample(DocumentKind.OUTGOING_REGISTER)
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
        "empty register": register.model_copy(update={"rows": ()}),
    }
