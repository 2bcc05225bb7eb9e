"""The two real plans come out whole: every paragraph of the plan file, in order, in the printed document."""

from pathlib import Path

import pytest

from doc_templates import catalogue
from doc_templates.contexts import CampaignPlanContext
from doc_templates.rendering import CompiledTemplate
from doc_templates.word.extract import text_of
from models.body import Block, BlockStyle
from models.documents import DocumentKind
from models.plan import Plan, printed
from workflows.steps.files.plan_files import read_plan

PLANS = Path(__file__).resolve().parents[2] / "plans"
_MARKS = {BlockStyle.ITEM: "- ", BlockStyle.SUB_ITEM: "+ "}


def read(name: str) -> Plan:
    """Return a plan with its uncertain readings as they print."""
    return printed(read_plan((PLANS / name).read_text("utf-8"), file_name=name))


def line(block: Block) -> str:
    """Return a block as one line of the document."""
    return _MARKS.get(block.style, "") + block.text


@pytest.mark.parametrize("name", ["dong_nai_2024.yaml", "tuyen_quang_2022.yaml"])
def test_plan_is_printed_whole(name: str) -> None:
    """Opening and body are printed section by section, no word added, lost or moved; no reading mark is left."""
    plan = read(name)
    context = CampaignPlanContext(
        letterhead=("ỦY BAN NHÂN DÂN", "TỈNH MẪU"),
        place="Tỉnh Mẫu",
        number=1,
        symbol="KH-UBND",
        issued_on="2024-06-25",
        subject=plan.document.subject,
        opening=plan.opening,
        body=plan.body,
        recipients=plan.recipients,
        archive_line=plan.archive_line,
        authority=("CHỦ TỊCH",),
        signer_name="Người ký mẫu",
    )
    template = CompiledTemplate.from_bytes(catalogue.built_in(DocumentKind.CAMPAIGN_PLAN))
    text = text_of(template.render(context))
    wanted = "\n".join([context.subject_lines, *plan.opening, *map(line, plan.body), "Nơi nhận:"])
    assert wanted in text
    assert "⟦" not in text
