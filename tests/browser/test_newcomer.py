"""A newcomer's first day: from the administrator's first password to the plan found again."""

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import Stack
from tests.browser.main_act import play_main_act

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]


def test_newcomer_with_javascript(stack: Stack, browser: Browser) -> None:
    """A person with a browser alone issues the plan, confirms a sub-plan, hands in a report and finds the plan."""
    play_main_act(stack, browser, javascript=True)
