"""The page of a statement in Chromium, with two, twenty and two hundred reports: legible, and used without a mouse."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.web.browser.conftest import served
from tests.web.browser.test_browser import NARROW, WIDE, Reader, watched
from tests.web.story import story_ledger

SIZES = (2, 20, 200)
PAPER = {"width": 718, "height": 1047, "deviceScaleFactor": 1, "mobile": False}  # A4 within a browser's margins
# What is drawn as words, each with its box; two that touch in more than a pixel cannot be read.
OVERLAPS = """
const boxes = [...document.querySelectorAll('.lanes svg.graph text')].filter(one => one.getBBox().width)
  .map(one => [one.textContent, one.getBoundingClientRect()]);
return boxes.flatMap(([words, a], place) => boxes.slice(place + 1)
  .filter(([, b]) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1
    && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1).map(([other]) => words + ' / ' + other));
"""


@pytest.fixture(scope="module", params=SIZES)
def story(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str, int]]:
    """The address of a server, the page of its statement, and how many reports that has."""
    size: int = request.param
    path: Path = tmp_path_factory.mktemp("story") / "story.ledger"
    statement = story_ledger(path, size, again=True)
    with served(path) as address:
        yield address, f"statement/{statement}", size


@pytest.fixture
def reader(chromium: Any, story: tuple[str, str, int]) -> Iterator[Reader]:
    yield from watched(chromium, story[0])


def test_nothing_overlaps_and_nothing_runs_out(reader: Reader, story: tuple[str, str, int]) -> None:
    for screen, width in ((WIDE, 1280), (NARROW, 320)):
        reader.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", screen)
        reader.open(story[1])
        assert reader.run(OVERLAPS) == []
        assert reader.run("return document.documentElement.scrollWidth") <= width


def test_lanes_and_their_names_stand_level(reader: Reader, story: tuple[str, str, int]) -> None:
    tops = (
        "return [...document.querySelectorAll('.lanes %s .band')].map(one => one.getBoundingClientRect())"
        ".filter(one => one.height).map(one => Math.round(one.top))"
    )
    for screen in (WIDE, NARROW):
        reader.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", screen)
        reader.open(story[1])
        assert reader.run(tops % ".lane-names") == reader.run(tops % ".graph")


def test_a_report_is_reached_and_followed_with_the_keyboard(reader: Reader, story: tuple[str, str, int]) -> None:
    from selenium.webdriver.common.keys import Keys

    reader.open(story[1])
    reader.run("document.querySelector('.lanes .scroll').focus()")
    reader.driver.switch_to.active_element.send_keys(Keys.TAB)
    dot = reader.driver.switch_to.active_element
    assert "dot" in dot.get_attribute("class")
    assert "Harbour Post" in dot.get_attribute("aria-label") or "Northlight" in dot.get_attribute("aria-label")
    assert reader.run("return getComputedStyle(document.activeElement).outlineStyle") == "solid"
    dot.send_keys(Keys.ENTER)
    assert reader.run("return document.querySelector('tr:target') !== null")


def test_on_paper_nothing_is_cut(reader: Reader, story: tuple[str, str, int]) -> None:
    reader.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", PAPER)
    reader.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    reader.open(story[1])
    sides = "return [...document.querySelectorAll('.sheet, main table, .wordings > li')]"
    right, width, tall = (
        reader.run(f"{sides}.map(one => one.getBoundingClientRect().right)"),
        reader.run("return [...document.querySelectorAll('.sheet .graph')].map(one => one.viewBox.baseVal.width)"),
        reader.run("return [...document.querySelectorAll('.sheet')].map(one => one.getBoundingClientRect().height)"),
    )
    drawn = reader.run("return document.querySelector('.lanes svg.graph').viewBox.baseVal.width")
    shown = reader.run("return [...document.querySelectorAll('main form, .lanes')].filter(e => e.offsetWidth).length")
    reader.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
    assert max(right) <= PAPER["width"]
    assert sum(width) == drawn
    assert 0 < max(tall) <= PAPER["height"]
    assert shown == 0


def test_what_is_named_on_the_page_is_reached(reader: Reader, story: tuple[str, str, int]) -> None:
    reader.open(story[1])
    for link, target in ((".notes-on a", "again"), (".reports-table td:nth-child(4) a", "w1")):
        reader.press(link)
        assert reader.driver.current_url.endswith(f"#{target}")
        assert reader.run("return document.querySelector(':target').getBoundingClientRect().height") > 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_serious_fault(reader: Reader, story: tuple[str, str, int], scheme: str) -> None:
    axe = pytest.importorskip("axe_core_python", reason="axe-core-python is not installed")
    script = (Path(axe.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
    media = {"features": [{"name": "prefers-color-scheme", "value": scheme}]}
    reader.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", media)
    reader.open(story[1])
    reader.run("for (const one of document.querySelectorAll('details')) one.open = true")
    reader.run(script)
    found = reader.driver.execute_async_script("axe.run().then(arguments[0])")
    reader.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})
    faults = [
        (fault["id"], fault["impact"], [node["html"][:160] for node in fault["nodes"][:3]])
        for fault in found["violations"]
        if fault["impact"] in ("serious", "critical", "moderate")
    ]
    assert faults == []
