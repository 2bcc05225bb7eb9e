"""The same first day with JavaScript switched off: forms, redirects and pages that refresh themselves."""

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import Stack
from tests.browser.main_act import play_main_act

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]


def test_newcomer_without_javascript(stack: Stack, browser: Browser) -> None:
    """Nothing of the main act needs JavaScript."""
    play_main_act(stack, browser, javascript=False)
