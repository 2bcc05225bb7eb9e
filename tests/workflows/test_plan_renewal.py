"""A plan file is mended and sent again until the plan is issued; no answer is lost or comes to stand elsewhere."""

from datetime import date

import pytest

from models.documents import CampaignId
from models.operations import OperationKind
from models.organisation import UnitId
from tests.workflows.conftest import CLERK, DONG_NAI, PLAN_DAY, doing, plan_text, prepared
from workflows.services import Services
from workflows.steps.campaigns.campaigns import PlanAlreadyIssued, assign_group, effective_plan, fill_gap
from workflows.steps.campaigns.plan_renewal import AnswersLost, OtherPlan, renew_plan
from workflows.steps.documents.plan_format import plan_notes
from workflows.steps.files.plan_files import PlanFileFaults

TEXT = plan_text("dong_nai_2024.yaml")
PLACE = TEXT.rindex("\n  # V")
FAULTY = f"{TEXT[:PLACE]}\n  a) Một việc;\n  c) Hai việc.{TEXT[PLACE:]}"


def renew(services: Services, text: str, *, campaign: CampaignId = DONG_NAI) -> str:
    """Replace the plan file; return the campaign's name."""
    return renew_plan(
        services, campaign_id=campaign, plan_text=text, file_name="sua.yaml", actor=CLERK, as_of=PLAN_DAY
    ).name


def faults(services: Services) -> list[str]:
    return [one.rule for one in plan_notes(services, campaign_id=DONG_NAI, as_of=PLAN_DAY)]


def test_a_mended_file_takes_the_place_of_the_faulty_one(services: Services) -> None:
    """What was told of the plan's words is gone with the file that has none of it; answers stay; once is enough."""
    prepared(services)
    assert faults(services) == []
    renew(services, FAULTY)
    assert faults(services) == ["nd30.ladder.points"]
    for _ in range(2):
        renew(services, TEXT)
    assert faults(services) == []
    assert effective_plan(services, DONG_NAI).dated == date(2024, 6, 25)
    with services.registry.begin() as tx:
        told = [one.data["file"] for one in tx.events.list(DONG_NAI) if one.kind == "plan.renewed"]
    assert told == ["sua.yaml", "sua.yaml"]


def test_what_does_not_fit_is_refused(services: Services) -> None:
    """A faulty file, another campaign's, one without a place that has an answer or a group: nothing changes then."""
    prepared(services)
    assign_group(
        services, campaign_id=DONG_NAI, unit=UnitId("dong-nai.cam-my"), group="III.1.a", start=PLAN_DAY, actor=CLERK
    )
    fill_gap(services, campaign_id=DONG_NAI, path="readings.1", value="Đẩy nhanh", actor=CLERK, as_of=PLAN_DAY)
    with pytest.raises(PlanFileFaults):
        renew(services, TEXT.replace("issuer:", "issuerr:", 1))
    with pytest.raises(OtherPlan):
        renew(services, TEXT.replace("id: dong-nai-2024", "id: dong-nai-2025", 1))
    first = TEXT.index("Thực hiện Quyết định số 818/QĐ-BTP")
    with pytest.raises(AnswersLost, match=r"readings\.1"):
        renew(services, f"{TEXT[:first]}⟦Hai|Ba⟧ {TEXT[first:]}")
    with services.registry.begin() as tx:
        assert tx.campaigns.plan_text(DONG_NAI) == TEXT


def test_an_issued_plan_stays_as_it_is(services: Services) -> None:
    """Once the plan has its number no other file takes its place."""
    prepared(services)
    doing(services)(OperationKind.ISSUE_PLAN, PLAN_DAY)
    with pytest.raises(PlanAlreadyIssued):
        renew(services, FAULTY)
