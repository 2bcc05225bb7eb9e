"""What people can set or meet is in the documentation."""

import re
from pathlib import Path

from workflows.settings import REPOSITORY, Settings

SETTINGS = (REPOSITORY / "docs" / "settings.md").read_text(encoding="utf-8")


def test_every_setting_is_documented_and_nothing_else() -> None:
    """``docs/settings.md`` has a row per setting, with no row for one that is gone."""
    documented = re.findall(r"^\| `THIDUA_(\w+)` \|", SETTINGS, flags=re.MULTILINE)
    assert sorted(documented) == sorted(name.upper() for name in Settings.model_fields)


def test_the_documented_defaults_are_the_real_ones() -> None:
    """A default that is written down as a value is the one that holds."""
    rows = dict(re.findall(r"^\| `THIDUA_(\w+)` \| `([^`]*)` \|", SETTINGS, flags=re.MULTILINE))
    for name, field in Settings.model_fields.items():
        if isinstance(field.default, bool | int | str):
            assert rows[name.upper()] == str(field.default).lower()


def test_every_make_target_explains_itself() -> None:
    """``make`` alone lists every target with a sentence."""
    makefile = Path(REPOSITORY / "Makefile").read_text(encoding="utf-8")
    targets = re.search(r"^\.PHONY: (.*)$", makefile, flags=re.MULTILINE)
    assert targets
    for target in targets.group(1).split():
        assert re.search(rf"^{target}:.*## \S", makefile, flags=re.MULTILINE), target
