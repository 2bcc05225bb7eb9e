"""Our documents after LibreOffice has opened and saved them: read as before, though every style is written anew."""

import shutil
import subprocess
from pathlib import Path

import pytest

from doc_templates.format_check import FORM_OF, check_format
from models.documents import DocumentKind
from tests.format_check.making import good
from tests.format_check.programs import RIGHT

KINDS = ("campaign_plan", "reminder_letter", "award_decision", "sub_plan", "council_minutes", "outgoing_register")


@pytest.mark.slow
def test_what_libreoffice_saved_is_judged_the_same(tmp_path: Path) -> None:
    """There and back through LibreOffice's own format, no document of ours gets a finding."""
    if shutil.which("soffice") is None:
        pytest.fail("cần LibreOffice")
    for kind in KINDS:
        (tmp_path / f"{kind}.docx").write_bytes(good(kind))
    _converted(tmp_path, "docx", "odt", into=tmp_path)
    _converted(tmp_path, "odt", "docx", into=tmp_path / "back")
    for kind in KINDS:
        report = check_format((tmp_path / "back" / f"{kind}.docx").read_bytes())
        assert [str(one) for one in report.findings] == [], kind
        assert report.form is FORM_OF[DocumentKind(kind)]


PAPERS = ("decision", "letter", "report", "proposal", "notice of a commune", "minutes", "three levels", "Google Docs")


@pytest.mark.slow
@pytest.mark.parametrize("older", ["doc", "rtf"])
def test_papers_of_other_offices_are_judged_the_same_in_older_forms(tmp_path: Path, older: str) -> None:
    """Saved as .doc or .rtf and brought back, a right paper of another office has no fault."""
    if shutil.which("soffice") is None:
        pytest.fail("cần LibreOffice")
    for name in PAPERS:
        (tmp_path / f"{name}.docx").write_bytes(RIGHT[name]())
    _converted(tmp_path, "docx", older, into=tmp_path)
    _converted(tmp_path, older, "docx", into=tmp_path / "back")
    for name in PAPERS:
        report = check_format((tmp_path / "back" / f"{name}.docx").read_bytes())
        assert [str(one) for one in report.faults] == [], name


def _converted(folder: Path, before: str, after: str, *, into: Path) -> None:
    files = sorted(map(str, folder.glob(f"*.{before}")))
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", after, "--outdir", str(into), *files]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
