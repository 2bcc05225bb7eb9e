"""What is printed is read back from contexts and Word files, and a fault in either is seen."""

import io
import zipfile
from datetime import date
from typing import Any

import pytest

from doc_templates.catalogue import built_in
from doc_templates.contexts import AwardDecisionContext, CertificateContext
from doc_templates.contexts.awards import ListedNominee
from doc_templates.contexts.decisions import AwardCounts, CitedProposal
from doc_templates.rendering import CompiledTemplate
from doc_templates.word.extract import text_of
from models.award_checks import AwardCase, check_award
from models.awards.decisions import DecisionPlan
from models.awards.nominees import NomineeKind
from models.documents import DocumentKind
from tests.awards import made
from workflows.steps.awards.award_reading import UndatedDecision, printed_certificate, printed_decision

CHAIRMAN = "Chủ tịch Ủy ban nhân dân tỉnh Mẫu"


def decision(plan: DecisionPlan, **given: Any) -> AwardDecisionContext:
    """Return the context of the decision that a plan means."""
    usual: dict[str, Any] = {
        "letterhead": ("ỦY BAN NHÂN DÂN", "TỈNH MẪU"),
        "place": "Mẫu",
        "number": 3512,
        "symbol": "QĐ-UBND",
        "issued_on": plan.decided_on,
        "subject": "Về việc tặng Bằng khen (mẫu)",
        "authority": ("CHỦ TỊCH",),
        "signer_name": "Người ký (mẫu)",
        "authority_line": CHAIRMAN.upper(),
        "decided_by": CHAIRMAN,
        "bases": tuple(basis.text for basis in plan.bases),
        "proposals": tuple(
            CitedProposal(proposer=f"Chủ tịch {one.unit_name}", code=one.code, dated=one.dated)
            for one in plan.proposals
        ),
        "award_name": "Bằng khen",
        "counts": AwardCounts(collectives=plan.count(NomineeKind.COLLECTIVE), persons=plan.count(NomineeKind.PERSON)),
        "reason": made.PHRASE[0].lower() + made.PHRASE[1:],
        "nominees": tuple(
            ListedNominee(
                nominee=line.nominee.id,
                kind=line.nominee.kind,
                text=line.nominee.listed,
                achievement=line.achievement,
                amount=line.amount,
            )
            for line in plan.lines
        ),
        "total": plan.total,
        "total_words": plan.total_words,
        "fund": "Quỹ thi đua, khen thưởng",
        "executors": "Chánh Văn phòng",
    }
    return AwardDecisionContext(**(usual | given))


def certificate(plan: DecisionPlan, index: int, **given: Any) -> CertificateContext:
    """Return the context of one certificate of the decision."""
    line = plan.lines[index]
    usual: dict[str, Any] = {
        "letterhead": ("ỦY BAN NHÂN DÂN", "TỈNH MẪU"),
        "place": "Mẫu",
        "issued_on": plan.decided_on,
        "subject": "Bằng khen (mẫu)",
        "authority_line": CHAIRMAN.upper(),
        "nominee": line.nominee.id,
        "awardee": line.nominee.full_name,
        "achievement": line.achievement,
        "decision_code": "3512/QĐ-UBND",
        "golden_book": line.place,
    }
    return CertificateContext(**(usual | given))


def read_back(context: AwardDecisionContext, *, docx: bytes | None = None) -> AwardCase:
    """Return the case with decision and certificates read back from contexts."""
    plan = made.plan()
    certificates = tuple(printed_certificate(certificate(plan, index)) for index in range(len(plan.lines)))
    return made.case(
        plan=plan,
        printed=printed_decision(context, text=None if docx is None else text_of(docx)),
        certificates=certificates,
    )


def rendered(context: AwardDecisionContext, **changed: str) -> bytes:
    """Return the Word file of a decision, words of its text exchanged as a careless edit would."""
    whole = CompiledTemplate.from_bytes(built_in(DocumentKind.AWARD_DECISION)).render(context)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            data = old.read(name).decode() if name == "word/document.xml" else ""
            for before, after in changed.items() if data else ():
                assert before in data
                data = after.join(data.rsplit(before, 1))
            new.writestr(name, data.encode() if data else old.read(name))
    return out.getvalue()


def test_a_clean_decision_read_back_raises_nothing() -> None:
    """Contexts built from the plan, and the Word file rendered from them, pass every check."""
    context = decision(made.plan())
    assert check_award(read_back(context)) == ()
    assert check_award(read_back(context, docx=rendered(context))) == ()


def test_money_and_subtotals_are_read() -> None:
    """The article on money and the headings of the list are read with their figures."""
    printed = printed_decision(decision(made.plan()))
    assert [(one.count, one.each, one.subtotal) for one in printed.money] == [
        (2, 7_020_000, 14_040_000),
        (3, 3_510_000, 10_530_000),
    ]
    assert [(one.kind, one.count) for one in printed.sections] == [
        (NomineeKind.COLLECTIVE, 2),
        (NomineeKind.PERSON, 3),
    ]


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"counts": AwardCounts(collectives=2, persons=4)}, "award-counts"),
        ({"total": 24_580_000}, "award-total"),
        ({"total_words": "Hai mươi tư triệu đồng"}, "award-total-words"),
        ({"authority": ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")}, "award-signing"),
        ({"bases": ("Căn cứ Luật Thi đua, khen thưởng ngày 26 tháng 11 năm 2003",)}, "award-basis-not-in-force"),
    ],
)
def test_a_fault_in_the_frozen_context_is_seen(given: dict[str, Any], code: str) -> None:
    """What a person changed in the draft's values is held against the plan."""
    assert code in {one.code for one in check_award(read_back(decision(made.plan(), **given)))}


def test_a_caption_that_the_file_prints_otherwise_is_seen() -> None:
    """Two digits changed in the Word file alone are found there, as a real list had them."""
    context = decision(made.plan())
    docx = rendered(context, **{"3512/QĐ-UBND": "3521/QĐ-UBND"})
    assert [one.code for one in check_award(read_back(context, docx=docx))] == ["award-caption"]


def test_a_line_that_the_file_drops_is_seen() -> None:
    """A row or basis that a template leaves out is not printed, whatever the context holds."""
    context = decision(made.plan())
    docx = rendered(context, **{"Phạm Thị Hồng": "Phạm Thị Hường", "Luật Thi đua, khen thưởng ngày 15": "Luật ngày 15"})
    codes = {one.code for one in check_award(read_back(context, docx=docx))}
    assert {"award-list", "award-counts", "award-basis-left-out"} <= codes


def test_an_achievement_that_all_share_is_printed_once_and_read_for_each() -> None:
    """The list says it above its rows, where it is read for every row; altered there, the certificates differ."""
    context = decision(made.plan(), reason="đã có thành tích được ghi trong danh sách (mẫu)")
    docx = rendered(context)
    assert text_of(docx).count(made.PHRASE) == 1
    assert {row.achievement for row in printed_decision(context, text=text_of(docx)).rows} == {made.PHRASE}
    assert check_award(read_back(context, docx=docx)) == ()
    altered = rendered(context, **{made.PHRASE: made.PHRASE.replace("xuất sắc", "tốt")})
    assert {one.code for one in check_award(read_back(context, docx=altered))} == {"certificate-phrase"}


def test_achievements_that_differ_stand_in_their_rows() -> None:
    """Where one nominee has words of his own, every row prints what it is for, and each certificate follows its row."""
    plan = made.plan()
    own = "Đã có sáng kiến rút ngắn một nửa thời gian số hóa (mẫu)"
    nominees = decision(plan).nominees
    rows = (*nominees[:-1], nominees[-1].model_copy(update={"achievement": own}))
    context = decision(plan, nominees=rows)
    text = text_of(rendered(context))
    assert text.count(made.PHRASE) == len(rows) - 1
    assert [row.achievement for row in printed_decision(context, text=text).rows] == [row.achievement for row in rows]


def test_nothing_is_checked_without_its_date() -> None:
    """Money and bases depend on the date, so a decision or certificate without one is refused."""
    with pytest.raises(UndatedDecision, match="Quyết định"):
        printed_decision(decision(made.plan(), issued_on=None))
    with pytest.raises(UndatedDecision, match="Bằng"):
        printed_certificate(certificate(made.plan(), 0, issued_on=None))
    assert printed_certificate(certificate(made.plan(), 0)).dated == date(2024, 12, 20)
