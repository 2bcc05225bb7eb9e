"""Decision, certificates and dossier index whose format fails are held up, stop no other, and come once mended."""

from datetime import date

import pytest

from doc_templates.catalogue import built_in
from doc_templates.word import package
from doc_templates.word.package import Part
from models.documents import DocumentKind, DraftState
from models.operations import Operation, OperationKind, OperationState
from models.organisation import UnitId
from tests.workflows.awards.conftest import DECIDED, SUBMITTED, Ending, confirmed_decision, submit_all
from tests.workflows.conftest import CLERK, DONG_NAI, all_drafts, all_entries
from workflows.services import Services
from workflows.steps.files.format_files import FormatRefused
from workflows.steps.templates.publishing import publish_own_template
from workflows.steps.templates.template_pins import use_template

CAM_MY, UBND = UnitId("dong-nai.cam-my"), UnitId("dong-nai.ubnd")
LATER = date(2024, 12, 27)
ONE = "Ông Nguyễn Văn Mẫu 2"


def named(services: Services, unit: UnitId, *letterhead: str) -> tuple[str, ...]:
    """Set a unit's name as its documents print it; return what it was."""
    with services.registry.begin() as tx:
        known = tx.units.directory().unit(unit)
        tx.units.keep([known.model_copy(update={"letterhead": letterhead})])
    return known.letterhead


def use(services: Services, template: bytes) -> None:
    """Publish an office's own template of the certificate and have the campaign use it."""
    publish_own_template(
        services, kind=DocumentKind.CERTIFICATE, data=template, name="mau.docx", actor=CLERK, as_of=DECIDED
    )
    use_template(services, campaign_id=DONG_NAI, kind=DocumentKind.CERTIFICATE, actor=CLERK, as_of=DECIDED)


def certificate(*, own_font: str) -> bytes:
    """Return a template that sets one nominee's detail in small letters, and those in a font."""
    parts = package.read(built_in(DocumentKind.CERTIFICATE))
    changes = {
        "word/document.xml": ('if text_size == "large"', f'if text_size == "large" and awardee != "{ONE}"'),
        "word/styles.xml": ('<w:rPr><w:sz w:val="27"/>', f'<w:rPr>{own_font}<w:sz w:val="27"/>'),
    }
    return package.write(tuple(Part(one.name, _changed(one, changes.get(one.name))) for one in parts))


def _changed(part: Part, change: tuple[str, str] | None) -> bytes:
    if change is None:
        return part.data
    text = part.data.decode()
    assert change[0] in text
    return text.replace(*change, 1).encode()


def awarded(ending: Ending, dated: date) -> Operation:
    return ending.do(OperationKind.ISSUE_AWARDS, dated)


@pytest.mark.stage("submitted")
def test_a_decision_that_fails_is_not_confirmed(ending: Ending) -> None:
    """A name that the directory writes against the decree refuses the decision, and says where it is mended."""
    before = named(ending.services, UBND, "Ủy ban nhân dân tỉnh Đồng Nai")
    with pytest.raises(FormatRefused, match="Sửa tại: Danh mục đơn vị") as refused:
        confirmed_decision(ending)
    assert {one.rule for one in refused.value.notes} == {"nd30.agency.case"}
    assert all_drafts(ending.services, DocumentKind.AWARD_DECISION)[0].state is DraftState.DRAFTED
    named(ending.services, UBND, *before)
    confirmed_decision(ending)
    assert awarded(ending, DECIDED).message == "Đã ban hành Quyết định số 01/QĐ-UBND; có 20 bằng."


@pytest.mark.stage("papers")
def test_a_decision_that_is_held_up_stops_no_other(ending: Ending) -> None:
    """Confirmed before its fault was known it takes no number; the other decision stands; once mended it follows."""
    submit_all(ending, but=(CAM_MY,))
    confirmed_decision(ending)
    awarded(ending, DECIDED)
    submit_all(ending)
    second = confirmed_decision(ending, dated=LATER)
    with ending.services.registry.begin() as tx:
        faulty = second.context | {"letterhead": ["Ủy ban nhân dân tỉnh Đồng Nai"]}
        tx.drafts.replace(second.model_copy(update={"context": faulty}))
    ended = awarded(ending, LATER)
    assert (ended.state, ended.error_code) == (OperationState.FAILED, "some-not-issued")
    assert "Quyết định số 01/QĐ-UBND; có 17 bằng. 1 văn bản chưa ban hành được:" in ended.message
    assert "Tên cơ quan ban hành" in ended.message
    assert len(all_entries(ending.services, DocumentKind.AWARD_DECISION)) == 1
    confirmed_decision(ending, dated=LATER)
    assert awarded(ending, LATER).state is OperationState.SUCCEEDED
    assert [one.number for one in all_entries(ending.services, DocumentKind.AWARD_DECISION)] == [1, 2]
    assert len(all_entries(ending.services, DocumentKind.CERTIFICATE)) == 20


@pytest.mark.stage("submitted")
def test_a_certificate_that_is_held_up_stops_no_other(ending: Ending) -> None:
    """A template that goes wrong with one nominee holds up that certificate alone, until a mended one is in use."""
    use(ending.services, certificate(own_font='<w:rFonts w:ascii="Arial" w:hAnsi="Arial"/>'))
    confirmed_decision(ending)
    ended = awarded(ending, DECIDED)
    assert (ended.state, ended.error_code) == (OperationState.FAILED, "some-not-issued")
    assert "Đã ban hành Quyết định số 01/QĐ-UBND; có 19 bằng. 1 văn bản chưa ban hành được:" in ended.message
    assert f"- Bằng của {ONE}: Văn bản “Bằng khen tặng {ONE} (Quyết định số 01/QĐ-UBND)”" in ended.message
    assert "phông chữ Arial" in ended.message
    assert "Sửa tại: mẫu văn bản của cơ quan" in ended.message
    made = all_entries(ending.services, DocumentKind.CERTIFICATE)
    assert len(made) == 19
    use(ending.services, certificate(own_font=""))
    assert awarded(ending, DECIDED).message == "Đã ban hành Quyết định số 01/QĐ-UBND; có 20 bằng."
    (late,) = (one for one in all_entries(ending.services, DocumentKind.CERTIFICATE) if one not in made)
    assert late.context["awardee"] == ONE


@pytest.mark.stage("papers")
def test_a_dossier_whose_index_is_held_up_stops_no_other(ending: Ending) -> None:
    """A unit whose name is faulty in the directory gets no index and no package; the other five are bound."""
    before = named(ending.services, CAM_MY, "Ủy ban nhân dân huyện Cẩm Mỹ")
    ended = ending.do(OperationKind.ASSEMBLE_DOSSIERS, SUBMITTED)
    assert (ended.state, ended.error_code) == (OperationState.FAILED, "some-not-bound")
    assert "Chưa đóng đủ 1 hồ sơ, các hồ sơ khác đã đóng xong:\n- UBND huyện Cẩm Mỹ: Văn bản" in ended.message
    assert "Sửa tại: Danh mục đơn vị" in ended.message
    assert ended.message.count("nên chưa ban hành được") == 1
    with ending.services.registry.begin() as tx:
        unbound = [one.unit for one in tx.dossiers.list(DONG_NAI) if one.zip_sha256 is None]
    assert unbound == [CAM_MY]
    assert CAM_MY not in {one.issuer for one in all_entries(ending.services, DocumentKind.DOSSIER_INDEX)}
    named(ending.services, CAM_MY, *before)
    assert ending.do(OperationKind.ASSEMBLE_DOSSIERS, SUBMITTED).message == "Có 6 hồ sơ; đóng mới 1 hồ sơ."
