"""Symbols of real agencies: none of those in the directories that come with the service is taken for a breach."""

from pathlib import Path

import pytest

from doc_templates import catalogue
from doc_templates.format_check import FORM_OF, check_format
from doc_templates.rendering import CompiledTemplate
from models.documents import DocumentKind
from workflows.steps.files.plan_files import read_directory

KIND = DocumentKind.UNIT_FINAL_REPORT
DIRECTORIES = sorted((Path(__file__).resolve().parents[2] / "plans" / "directories").glob("*.yaml"))


@pytest.mark.parametrize("directory", DIRECTORIES, ids=lambda path: path.stem)
def test_symbols_of_real_agencies_are_no_breach(directory: Path) -> None:
    """Sở Ngoại vụ writes SNgV; a report of every unit keeps its symbol."""
    template = CompiledTemplate.from_bytes(catalogue.built_in(KIND))
    report = catalogue.sample(KIND)
    units = read_directory(directory.read_text("utf-8"), file_name=directory.name)
    symbols = sorted({f"BC-{unit.abbreviation}" for unit in units if unit.abbreviation})
    assert symbols
    for symbol in symbols:
        found = check_format(template.render(report.model_copy(update={"symbol": symbol})), form=FORM_OF[KIND])
        assert [one.rule for one in found.findings] == [], symbol
