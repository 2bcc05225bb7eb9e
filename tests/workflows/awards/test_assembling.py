"""Dossiers bound: one ZIP and one bookmarked PDF each, only what changed made anew, going on after a death."""

import io
import zipfile
from dataclasses import replace

import pytest
from pypdf import PdfReader

from cli.stack.seaweed import ObjectSettings
from doc_templates.pdf import archival_faults
from models.accounts import Scope
from models.awards.dossiers import Dossier
from models.documents import DocumentKind, EntryState
from models.operations import OperationKind, OperationState
from models.organisation import UnitId
from storage.objects import open_objects
from tests.doc_templates.pdf.copies import bytes_of, rewritten, said
from tests.workflows.awards.conftest import FORM, PROPOSED, SIX, SUBMITTED, Ending
from tests.workflows.awards.test_dossiers import bring
from tests.workflows.conftest import CLERK, DONG_NAI, Choosy, all_entries, doing
from workflows.bootstrap import build_converter
from workflows.services import Services
from workflows.settings import Settings
from workflows.steps.documents.issuing import void_entry
from workflows.steps.documents.requests import request_operation
from workflows.steps.operations.progress import Work, WorkerStopping
from workflows.steps.pages.dossiers import DossierPage, dossier_page, package_of
from workflows.steps.work import STEPS

CAM_MY = UnitId("dong-nai.cam-my")


def dossiers(services: Services) -> dict[UnitId, Dossier]:
    with services.registry.begin() as tx:
        return {one.unit: one for one in tx.dossiers.list(DONG_NAI)}


def assemble(ending: Ending) -> str:
    return ending.do(OperationKind.ASSEMBLE_DOSSIERS, SUBMITTED).message


@pytest.mark.stage("papers")
def test_a_campaign_that_is_no_sample_has_its_dossiers_bound(ending: Ending) -> None:
    """No name stands ready for who puts a real dossier together: the place is left to the hand, and nothing waits."""
    with ending.services.registry.begin() as tx:
        campaign = tx.campaigns.get(DONG_NAI, to_change=True)
        tx.campaigns.update(campaign.model_copy(update={"sample": False}))
    assert assemble(ending) == "Có 6 hồ sơ; đóng mới 6 hồ sơ."
    assert {one.context["signer_name"] for one in all_entries(ending.services, DocumentKind.DOSSIER_INDEX)} == {""}


@pytest.mark.stage("papers")
def test_each_dossier_is_one_zip_and_one_bookmarked_pdf(ending: Ending) -> None:
    """Vietnamese names carry the UTF-8 flag, the PDF has a bookmark per paper, the index says on which pages."""
    assert assemble(ending) == "Có 6 hồ sơ; đóng mới 6 hồ sơ."
    packed = zipfile.ZipFile(io.BytesIO(package(ending, "zip")))
    names = packed.namelist()
    assert names[0] == "Hồ sơ Bằng khen - UBND huyện Cẩm Mỹ/00 Bìa và mục lục.docx"
    assert names[1].endswith("/01 Tờ trình đề nghị khen thưởng kèm danh sách số 01-TTr-UBND.docx")
    assert names[-1].endswith(".pdf")
    assert len(names) == 1 + 2 + 3 + 1
    assert all(entry.flag_bits & 0x800 for entry in packed.infolist())
    bound = PdfReader(io.BytesIO(package(ending, "pdf")))
    assert len(bound.outline) == 6
    (index,) = [one for one in all_entries(ending.services, DocumentKind.DOSSIER_INDEX) if one.issuer == CAM_MY]
    assert [row["first_page"] for row in index.context["rows"]] == [2, 3, 4, 5, 6]
    assert index.context["page_total"] == len(bound.pages) == 6
    assert archival_faults(package(ending, "pdf")) == ()
    assert page_of(ending.services).not_archival == ()


@pytest.mark.stage("one report late")
def test_a_paper_that_is_no_archive_copy_is_named_on_the_dossiers_page(ending: Ending) -> None:
    """A unit's scan goes in as it is; the dossier then does not say that it is PDF/A, and its page says why."""
    (late,) = [item.nominee for item in page_of(ending.services).view.items if item.is_open and item.nominee]
    scan = rewritten()
    said(b"<pdfaid:part>2<", b"<pdfaid:part>1<")(scan)
    bring(ending, late, data=bytes_of(scan), confirmed=True)
    assemble(ending)
    bound = package(ending, "pdf")
    assert [fault.rule for fault in archival_faults(bound)] == ["claim"]
    assert page_of(ending.services).not_archival == (
        "phần “Báo cáo thành tích của ông Nguyễn Văn Mẫu 2” (không ghi là PDF/A-2b)",
    )


def package(ending: Ending, kind: str) -> bytes:
    return package_of(ending.services, campaign_id=DONG_NAI, unit=CAM_MY, form=FORM, ending=kind, scope=Scope()).data


def page_of(services: Services) -> DossierPage:
    return dossier_page(services, campaign_id=DONG_NAI, unit=CAM_MY, form=FORM, today=SUBMITTED, day=SUBMITTED)


@pytest.mark.stage("papers")
def test_assembling_again_binds_nothing(ending: Ending) -> None:
    """The same papers a second time leave every hash as it was."""
    assemble(ending)
    before = dossiers(ending.services)
    assert assemble(ending) == "Có 6 hồ sơ; đóng mới 0 hồ sơ."
    assert dossiers(ending.services) == before


@pytest.mark.stage("one report late")
def test_only_the_dossier_that_changed_is_bound_anew(ending: Ending) -> None:
    """When the missing report arrives, its dossier alone gets another index, ZIP and PDF."""
    assemble(ending)
    before = dossiers(ending.services)
    index = next(one for one in all_entries(ending.services, DocumentKind.DOSSIER_INDEX) if one.issuer == CAM_MY)
    assert index.context["missing"] == ["Báo cáo thành tích của ông Nguyễn Văn Mẫu 2"]
    ending.confirm(DocumentKind.ACHIEVEMENT_REPORT, PROPOSED)
    ending.issue(PROPOSED)
    assert assemble(ending) == "Có 6 hồ sơ; đóng mới 1 hồ sơ."
    after = dossiers(ending.services)
    assert {unit for unit in SIX if after[unit].zip_sha256 != before[unit].zip_sha256} == {CAM_MY}
    assert len(all_entries(ending.services, DocumentKind.DOSSIER_INDEX)) == 7


@pytest.mark.stage("papers")
def test_an_index_that_was_voided_is_made_anew(ending: Ending, object_settings: ObjectSettings) -> None:
    """Where the store broke down and the entry was given up, the next run binds the dossier with another index."""
    settings = replace(object_settings, endpoint="127.0.0.1:9")
    away = open_objects(**settings.arguments()).documents
    bare = replace(ending.services, pdf=build_converter(Settings(soffice="khong-co-soffice")))
    ended = doing(replace(bare, documents=away))(OperationKind.ASSEMBLE_DOSSIERS, SUBMITTED)
    assert (ended.state, ended.error_code) == (OperationState.WAITING, "unavailable")
    given_up = [one.key for one in all_entries(bare, DocumentKind.DOSSIER_INDEX)]
    for key in given_up:
        void_entry(bare, key=key, reason="kho hỏng", actor=CLERK)
    assert doing(bare)(OperationKind.ASSEMBLE_DOSSIERS, SUBMITTED).message.startswith("Có 6 hồ sơ; đóng mới 6 hồ sơ.")
    made = [one for one in all_entries(bare, DocumentKind.DOSSIER_INDEX) if one.state is EntryState.ISSUED]
    assert len(made) == 6
    assert {one.key[:-1] for one in made if one.key.endswith(":2")} == {key[:-1] for key in given_up} != set()
    assert "đóng mới 0" in doing(bare)(OperationKind.ASSEMBLE_DOSSIERS, SUBMITTED).message


@pytest.mark.stage("papers")
def test_without_libreoffice_the_zip_is_there_and_the_pdf_told_as_missing(ending: Ending) -> None:
    """The Word files are packed; when the converter is back, the PDF follows."""
    bare = replace(ending.services, pdf=build_converter(Settings(soffice="khong-co-soffice")))
    ended = doing(bare)(OperationKind.ASSEMBLE_DOSSIERS, SUBMITTED)
    assert ended.state is OperationState.SUCCEEDED
    assert "không có LibreOffice" in ended.message
    assert all(one.zip_sha256 and one.pdf_sha256 is None for one in dossiers(bare).values())
    assert "đóng mới 6" in assemble(ending)
    assert all(one.pdf_sha256 for one in dossiers(ending.services).values())


@pytest.mark.stage("papers")
@pytest.mark.parametrize("words", [("Hồ sơ gồm 05 văn bản, 06 trang", "huyện Cẩm Mỹ"), ("TỜ TRÌNH", "CẨM MỸ")])
def test_a_dossier_that_cannot_be_converted_costs_no_other(ending: Ending, words: tuple[str, str]) -> None:
    """Its index, or one of its papers: it is told, and has its ZIP; the other dossiers have their PDFs too."""
    choosy = replace(ending.services, pdf=Choosy(*words))
    ended = doing(choosy)(OperationKind.ASSEMBLE_DOSSIERS, SUBMITTED)
    assert (ended.state, ended.error_code) == (OperationState.FAILED, "some-not-bound")
    first, named, *_ = ended.message.splitlines()
    assert first == "Chưa đóng đủ 1 hồ sơ, các hồ sơ khác đã đóng xong:"
    assert named.startswith("- UBND huyện Cẩm Mỹ: ")
    assert "dừng đột ngột" in named
    made = dossiers(choosy)
    assert {unit for unit in SIX if made[unit].pdf_sha256 is None} == {CAM_MY}
    assert all(made[unit].zip_sha256 for unit in SIX)
    assert "đóng mới 1" in assemble(ending)
    assert dossiers(ending.services)[CAM_MY].pdf_sha256


@pytest.mark.stage("papers")
def test_killed_in_the_middle_it_goes_on_where_it_stopped(ending: Ending) -> None:
    """What was bound before the stop stays as it is; the next run binds the others."""
    asked = request_operation(
        ending.services, kind=OperationKind.ASSEMBLE_DOSSIERS, campaign_id=DONG_NAI, as_of=SUBMITTED, actor=CLERK
    )
    with ending.services.registry.begin() as tx:
        operation = tx.operations.start(asked.id, attempt=asked.attempt)
    looks = iter(range(100))
    work = Work(services=ending.services, operation=operation, stopping=lambda: next(looks) >= 2)
    with pytest.raises(WorkerStopping):
        STEPS[OperationKind.ASSEMBLE_DOSSIERS](work)
    bound = [one for one in dossiers(ending.services).values() if one.zip_sha256]
    assert 0 < len(bound) < 6
    done = STEPS[OperationKind.ASSEMBLE_DOSSIERS](Work(services=ending.services, operation=operation))
    assert done == f"Có 6 hồ sơ; đóng mới {6 - len(bound)} hồ sơ."
    assert set(bound) <= set(dossiers(ending.services).values())
