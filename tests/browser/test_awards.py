"""A campaign's end at a browser: from a nomination to the certificates, with one dossier sent back."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.award_act import play_award_act
from tests.browser.conftest import Stack

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]


def test_from_nomination_to_certificate(stack: Stack, browser: Browser, tmp_path: Path) -> None:
    """A clerk nominates, confirms, hands in, mends what was sent back; the office decides and prints."""
    play_award_act(stack, browser, tmp_path)
