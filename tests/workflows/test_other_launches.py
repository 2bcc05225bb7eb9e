"""Movements that no kế hoạch launches: the paper bears its own type name, and a công văn is made elsewhere."""

import pytest

from doc_templates.word.extract import text_of
from models.documents import DocumentKind
from models.operations import OperationKind, OperationState
from tests.workflows.conftest import CLERK, DONG_NAI, PLAN_DAY, all_drafts, all_entries, doing, plan_text, prepared
from workflows.services import Services
from workflows.steps.campaigns.plan_renewal import renew_plan
from workflows.steps.documents.plan_format import plan_notes
from workflows.steps.operations.preconditions import NotReady

TEXT = plan_text("dong_nai_2024.yaml")


def launched_by(services: Services, *, code: str, name: str, symbol: str) -> None:
    """Keep the plan of Đồng Nai as if another type of paper launched it."""
    prepared(services)
    text = TEXT.replace("type_code: KH", f'type_code: "{code}"').replace("type_name: KẾ HOẠCH", f'type_name: "{name}"')
    text = text.replace("symbol: KH-UBND", f"symbol: {symbol}")
    renew_plan(services, campaign_id=DONG_NAI, plan_text=text, file_name="khac.yaml", actor=CLERK, as_of=PLAN_DAY)


def test_a_directive_is_printed_as_a_directive(services: Services) -> None:
    """Heading, symbol and citation say CHỈ THỊ; its format is as sound as a plan's."""
    launched_by(services, code="CT", name="CHỈ THỊ", symbol="CT-UBND")
    assert plan_notes(services, campaign_id=DONG_NAI, as_of=PLAN_DAY) == ()
    assert doing(services)(OperationKind.ISSUE_PLAN, PLAN_DAY).message.startswith("Đã ban hành Chỉ thị số 01/CT-UBND")
    (entry,) = all_entries(services, DocumentKind.CAMPAIGN_PLAN)
    lines = text_of(services.documents.get(entry.sha256 or "")).splitlines()
    assert "CHỈ THỊ" in lines
    assert "KẾ HOẠCH" not in lines


def test_units_speak_of_the_paper_by_its_name(services: Services) -> None:
    """A unit's own plan carries out the directive, not a plan that there is none of."""
    launched_by(services, code="CT", name="CHỈ THỊ", symbol="CT-UBND")
    do = doing(services)
    do(OperationKind.ISSUE_PLAN, PLAN_DAY)
    do(OperationKind.DISTRIBUTE_SUB_PLANS, PLAN_DAY)
    said = str(all_drafts(services, DocumentKind.SUB_PLAN)[0].context)
    assert "được giao tại Chỉ thị số 01/CT-UBND" in said
    assert "Kế hoạch số 01" not in said


def test_a_letter_is_entered_with_the_number_it_has(services: Services) -> None:
    """No number is given to a công văn, which would be printed as another paper; one with its number goes on."""
    launched_by(services, code="", name="", symbol="STP-VP")
    issue = doing(services)
    with pytest.raises(NotReady, match="phát động bằng công văn"):
        issue(OperationKind.ISSUE_PLAN, PLAN_DAY)
    assert issue(OperationKind.ISSUE_PLAN, PLAN_DAY, number=15).state is OperationState.SUCCEEDED
    (entry,) = all_entries(services, DocumentKind.CAMPAIGN_PLAN)
    assert (entry.type_name, entry.code) == ("Công văn", "15/STP-VP")
    assert "KẾ HOẠCH" not in text_of(services.documents.get(entry.sha256 or "")).splitlines()
