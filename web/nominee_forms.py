"""A nominee's form: what was typed becomes a nomination, and a nomination fills the form again."""

from models.awards.nominations import CollectiveWords, EarlierAward, Nomination, PersonWords, ReportWords
from models.awards.nominees import NomineeId, NomineeKind
from web.forms import BadForm, Fields
from workflows.steps.awards.nominations import NomineeEntry

_EMPTY_ROWS = 3
"""Rows of the table of earlier awards that are there to be filled in."""
_COLUMNS = ("nam_kt", "hinh_thuc_kt", "quyet_dinh_kt")


def kind_of(typed: str) -> NomineeKind:
    """Return the kind of nominee that was chosen; what is no kind is a collective."""
    return NomineeKind(typed) if typed in tuple(NomineeKind) else NomineeKind.COLLECTIVE


def entry_of(form: Fields, *, kind: NomineeKind, nominee: NomineeId | None) -> NomineeEntry:
    """Return what was typed; raises ``BadForm``."""
    return NomineeEntry(
        kind=kind,
        name=form.text("ten", label="Tên"),
        honorific=form.optional("danh_xung"),
        position=form.optional("chuc_vu"),
        organisation=form.optional("noi_cong_tac"),
        achievement=form.optional("thanh_tich"),
        report=_report(form, kind),
        nominee=nominee,
    )


def values_of(known: Nomination | None) -> dict[str, str]:
    """Return the texts that fill the form of a nominee already proposed; none for a new one."""
    if known is None:
        return {}
    nominee, report = known.nominee, known.report
    values = {
        "ten": nominee.name,
        "danh_xung": nominee.honorific,
        "chuc_vu": nominee.position,
        "noi_cong_tac": nominee.organisation,
        "thanh_tich": known.achievement,
    }
    if isinstance(report, CollectiveWords):
        values |= {"dac_diem": "\n".join(report.characteristics), "nhiem_vu": "\n".join(report.functions)}
    if isinstance(report, PersonWords):
        values |= {
            "ngay_sinh": report.born.strftime("%d/%m/%Y") if report.born else "",
            "gioi_tinh": report.gender,
            "que_quan": report.home_town,
            "tru_quan": report.residence,
            "trinh_do": report.qualification,
            "cac_chuc_vu": report.posts,
        }
    return values | ({"ket_qua": "\n".join(report.achievements)} if report else {})


def earlier_rows(known: Nomination | None, *, typed: Fields | None) -> tuple[tuple[object, ...], ...]:
    """Return the rows of the table of earlier awards: as typed, else as known with empty ones to fill in."""
    if typed:
        return tuple(zip(*(typed.every(name) for name in _COLUMNS), strict=False))
    earlier = known.report.earlier_awards if known and known.report else ()
    return (*((each.year, each.title, each.decision) for each in earlier), *(("", "", ""),) * _EMPTY_ROWS)


def _report(form: Fields, kind: NomineeKind) -> ReportWords | None:
    """Return the words of the report, None while nothing of it is written."""
    achievements = form.lines("ket_qua")
    if not achievements:
        return None
    earlier = _earlier(form)
    if kind is NomineeKind.COLLECTIVE:
        return CollectiveWords(
            characteristics=form.lines("dac_diem"),
            functions=form.lines("nhiem_vu"),
            achievements=achievements,
            earlier_awards=earlier,
        )
    return PersonWords(
        born=form.optional_day("ngay_sinh", label="Ngày sinh"),
        gender=form.optional("gioi_tinh"),
        home_town=form.optional("que_quan"),
        residence=form.optional("tru_quan"),
        qualification=form.optional("trinh_do"),
        posts=form.optional("cac_chuc_vu"),
        achievements=achievements,
        earlier_awards=earlier,
    )


def _earlier(form: Fields) -> tuple[EarlierAward, ...]:
    rows = []
    for year, title, decision in zip(*(form.every(name) for name in _COLUMNS), strict=False):
        if not (year or title or decision):
            continue
        if not (year.isascii() and year.isdigit() and len(year) == 4 and title):
            raise BadForm(
                f"Dòng khen thưởng đã có “{title or decision or year}” thiếu năm hoặc hình thức.",
                place="bảng Các hình thức đã được khen thưởng",
                remedy="ghi năm bằng bốn chữ số và tên hình thức, hoặc xóa trắng cả dòng.",
            )
        rows.append(EarlierAward(year=int(year), title=title, decision=decision))
    return tuple(rows)
