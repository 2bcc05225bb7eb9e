"""Without LibreOffice, or with one that fails on a file, everything else goes on and the lack is told."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from models.accounts import Scope
from models.documents import DocumentKind, DocumentRecord
from models.operations import Operation, OperationKind, OperationState
from models.ports import NoConverter
from tests.doc_templates.pdf.stand_in import StandIn
from tests.workflows.conftest import PLAN_DAY, all_drafts, all_entries, doing, issued_plan
from workflows.bootstrap import build_converter
from workflows.services import Services
from workflows.settings import Settings
from workflows.steps.confirming import confirm_draft
from workflows.steps.documents.files import document_bytes, document_pdf
from workflows.steps.documents.pdfs import lacking_converter

DAY, NEXT_DAY = date(2024, 7, 5), date(2024, 7, 6)
_ALL_BUT_ONE = """#!/bin/sh
for argument in "$@"; do
  case "$argument" in */000002.docx) ;; *.docx) cp {folder}/trang.pdf "${{argument%.docx}}.pdf";; esac
done
{last}
"""


@pytest.fixture
def bare(services: Services) -> Services:
    """Return the services of a machine without LibreOffice, its campaign launched and its sub-plans issued."""
    lacking = replace(services, pdf=build_converter(Settings(soffice="khong-co-soffice")))
    do = issued_plan(lacking)
    do(OperationKind.ISSUE_PLAN, PLAN_DAY)
    do(OperationKind.DISTRIBUTE_SUB_PLANS, date(2024, 6, 26))
    for draft in all_drafts(lacking, DocumentKind.SUB_PLAN)[:6]:
        confirm_draft(lacking, key=draft.key, dated=DAY, actor="cán bộ thử nghiệm")
    assert do(OperationKind.ISSUE_CONFIRMED, DAY).state is OperationState.SUCCEEDED
    return lacking


def made_with(services: Services, office: StandIn, *, day: date) -> tuple[Services, Operation]:
    """Make the PDFs with a stand-in; return the services and how it ended."""
    able = replace(services, pdf=office.converter())
    return able, doing(able)(OperationKind.MAKE_PDFS, day)


def entries(services: Services) -> list[DocumentRecord]:
    return [*all_entries(services, DocumentKind.CAMPAIGN_PLAN), *all_entries(services, DocumentKind.SUB_PLAN)]


def test_all_but_pdf_works_and_pdf_follows(bare: Services, tmp_path: Path) -> None:
    """Documents are issued and handed out; making PDFs says what is missing; once it is there, each has its pages."""
    issued = entries(bare)
    assert len(issued) == 7
    assert document_bytes(bare, record_id=issued[0].id, scope=Scope()).data.startswith(b"PK")
    with pytest.raises(NoConverter, match="tệp Word vẫn dùng được"):
        document_pdf(bare, record_id=issued[0].id, scope=Scope())
    ended = doing(bare)(OperationKind.MAKE_PDFS, DAY)
    assert (ended.state, ended.error_code) == (OperationState.FAILED, "no-converter")
    assert "không có LibreOffice" in ended.message
    assert "không có LibreOffice" in lacking_converter(bare)
    able, ended = made_with(bare, StandIn(tmp_path), day=NEXT_DAY)
    assert ended.message == "Đã tạo 7 bản PDF."
    assert {(one.pdf_sha256 is not None, one.page_count) for one in entries(able)} == {(True, 1)}
    assert lacking_converter(able) == ""


def test_one_document_that_fails_keeps_no_other_from_its_pdf(bare: Services, tmp_path: Path) -> None:
    """The operation names the one document without a PDF; the others are bound, and the next run makes only the one."""
    able, ended = made_with(bare, StandIn(tmp_path, script=_ALL_BUT_ONE), day=DAY)
    assert (ended.state, ended.error_code) == (OperationState.FAILED, "some-not-converted")
    (left,) = [one for one in entries(able) if one.pdf_sha256 is None]
    assert left.code in ended.message
    assert ended.message.startswith("1 văn bản")
    whole = tmp_path / "whole"
    whole.mkdir()
    _, ended = made_with(bare, StandIn(whole), day=NEXT_DAY)
    assert ended.message == "Đã tạo 1 bản PDF."
