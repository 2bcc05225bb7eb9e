"""Every feature's result opens in LibreOffice with its text: other readers open what LibreOffice shows empty."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from doc_templates import catalogue
from doc_templates.rendering import CompiledTemplate
from doc_templates.word.extract import text_of
from models.documents import DocumentKind
from tests.doc_templates.features.cases import CASES
from tests.doc_templates.features.test_equality import by_us

_WORD = re.compile(r"\w+")


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[bytes, str]]:
    """Return each result with what LibreOffice reads in it, all from one run of it."""
    folder = tmp_path_factory.mktemp("opening")
    made = {name: by_us(case.template(), case) for name, case in CASES.items()} | {
        kind.value: CompiledTemplate.from_bytes(catalogue.built_in(kind)).render(catalogue.sample(kind))
        for kind in DocumentKind
    }
    files = {name: folder / f"{place:03d}.docx" for place, name in enumerate(made)}
    for name, file in files.items():
        file.write_bytes(made[name])
    profile = (folder / "profile").as_uri()
    command = [str(shutil.which("soffice")), f"-env:UserInstallation={profile}", "--headless", "--convert-to"]
    subprocess.run(
        [*command, "txt:Text (encoded):UTF8", "--outdir", str(folder / "out"), *map(str, files.values())],
        check=True,
        capture_output=True,
        timeout=240,
    )
    texts = {name: Path(folder / "out" / f"{file.stem}.txt").read_text("utf-8") for name, file in files.items()}
    return {name: (made[name], texts[name]) for name in made}


@pytest.mark.slow
@pytest.mark.parametrize("name", [*CASES, *(kind.value for kind in DocumentKind)])
def test_result_opens_with_its_text(name: str, printed: dict[str, tuple[bytes, str]]) -> None:
    """LibreOffice shows every word that the document holds."""
    document, shown = printed[name]
    words = _WORD.findall(text_of(document))
    assert words
    assert not [word for word in words if word not in shown]
