"""The page of what waits, in Chromium: pairs stand side by side, fit a telephone, and are judged without a mouse."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.ledger.doubts import doubt_in
from tests.web.browser.conftest import served
from tests.web.browser.test_browser import NARROW, WIDE, Reader, watched

RUNS, ROTTEN, OLD = "r:d:ferry-1", "r:d:ferry-2", "r:d:ferry-3"


@pytest.fixture
def reader(chromium: Any, news: Path) -> Iterator[Reader]:
    doubt_in(news, "statement", RUNS, OLD, "Both speak of the ferry.")
    doubt_in(news, "contradiction", ROTTEN, OLD, "One says “new”, the other “not one plank”.")
    with served(news) as address:
        yield from watched(chromium, address)


def test_pairs_stand_side_by_side_and_fit_a_telephone(reader: Reader) -> None:
    tops = "return [...document.querySelectorAll('#opposed-1 .card')].map(one => one.getBoundingClientRect().top)"
    for screen, width, beside in ((WIDE, 1280, True), (NARROW, 320, False)):
        reader.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", screen)
        reader.open("review")
        first, second = reader.run(tops)
        assert (first == second) == beside
        assert reader.run("return document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize(
    ("pair", "act", "told"),
    [
        ("#wording-1", "unsure_statement", "may render one statement"),
        ("#opposed-1", "no_contradiction", "do not contradict"),
    ],
)
def test_a_pair_is_judged_and_taken_back_with_the_keyboard(reader: Reader, pair: str, act: str, told: str) -> None:
    from selenium.webdriver.common.keys import Keys

    reader.open("review")
    reader.run("document.querySelector(arguments[0] + ' .card a').focus()", pair)
    active = reader.driver.switch_to.active_element
    for _ in range(12):
        active.send_keys(Keys.TAB)
        active = reader.driver.switch_to.active_element
        if active.get_attribute("value") == act:
            break
    assert active.get_attribute("value") == act
    with reader.leaving():
        active.send_keys(Keys.ENTER)
    assert told in reader.words(".banner")
    assert reader.run("return location.pathname") == "/review"
    with reader.leaving():
        reader.find(".banner button").send_keys(Keys.ENTER)
    assert "Taken back" in reader.words(".banner")
    assert reader.find(f"{pair} button[value={act}]")
