"""What a reader does, done in Chromium: search, read, follow a speaker, correct, take back."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

PAGES = (
    "", "search", "search?q=ferry", "search?q=zebra", "article/d:strait", "article/d:ferry", "report/r:3?who=Venn",
    "outlet/larkspur%20tribune", "speakers", "speakers?name=venn", "articles", "outlets", "review", "judgements",
    "nope",
)  # fmt: skip
PATIENCE = 20  # seconds: a page takes a tenth of one, on a machine that is busy with other tests more
WIDE = {"width": 1280, "height": 900, "deviceScaleFactor": 1, "mobile": False}
NARROW = {"width": 320, "height": 700, "deviceScaleFactor": 1, "mobile": True}


class Reader:
    """A person at the browser."""

    def __init__(self, driver: Any, site: str) -> None:
        self.driver, self.site = driver, site

    def open(self, place: str) -> None:
        self.driver.get(self.site + place)

    def find(self, selector: str) -> Any:
        return self.driver.find_element("css selector", selector)

    def press(self, selector: str) -> None:
        element = self.find(selector)
        self.driver.execute_script("arguments[0].scrollIntoView({block: 'center', behavior: 'instant'})", element)
        element.click()

    @contextmanager
    def leaving(self) -> Iterator[None]:
        """What is done inside leads to another page, which is there in full afterwards."""
        left = str(time.monotonic())  # a page that is come back to may still have the mark of an earlier time
        self.run("document.documentElement.dataset.left = arguments[0]", left)
        yield
        until = time.monotonic() + PATIENCE
        there = "return document.documentElement.dataset.left !== arguments[0] && document.readyState === 'complete'"
        while not self.run(there, left):
            assert time.monotonic() < until, "no other page came"
            time.sleep(0.02)

    def follow(self, selector: str) -> None:
        with self.leaving():
            self.press(selector)

    def follow_link(self, words: str) -> None:
        with self.leaving():
            self.driver.find_element("partial link text", words).click()

    def words(self, selector: str = "main") -> str:
        return str(self.find(selector).text)

    def run(self, script: str, *values: object) -> Any:
        return self.driver.execute_script(script, *values)

    def complaints(self) -> list[str]:
        """What the browser has complained of since it was last asked: errors, blocked files, reports of the policy."""
        return [entry["message"] for entry in self.driver.get_log("browser") if entry["level"] != "INFO"]


def watched(driver: Any, site: str) -> Iterator[Reader]:
    """A reader that nothing may be complained of to, but that a page is not there."""
    one = Reader(driver, site)
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", WIDE)
    one.complaints()
    yield one
    assert [words for words in one.complaints() if "404 (Not Found)" not in words] == []


@pytest.fixture
def reader(chromium: Any, site: str) -> Iterator[Reader]:
    """Who may judge."""
    yield from watched(chromium, site)


@pytest.fixture
def looker(chromium: Any, shown: str) -> Iterator[Reader]:
    """Who only looks."""
    yield from watched(chromium, shown)


def test_from_a_question_to_a_correction_and_back(reader: Reader) -> None:
    reader.open("")
    reader.find("#find").send_keys("night ferry")
    reader.follow(".find button")
    assert reader.find("mark.hit").text.lower() in ("night", "ferry", "night ferry")
    reader.follow_link("Ferry to run again")
    assert reader.words("h1") == "Ferry to run again"
    reader.follow(".note a:not(.number)")
    assert reader.words("h1") == "Ilse Taverny"
    with reader.leaving():
        reader.driver.back()
    reader.press("#n1 .correct > summary")
    reader.find("#n1 input[name=who]").send_keys("Osric Venn")
    reader.follow("#n1 button[value=credit]")
    assert "is credited to Osric Venn" in reader.words(".banner")
    assert "Osric Venn" in reader.words("#n1")
    reader.follow(".banner button")
    assert "Taken back" in reader.words(".banner")
    assert "Ilse Taverny" in reader.words("#n1")


def test_words_are_corrected_by_selecting_them(reader: Reader) -> None:
    reader.open("article/d:ferry")
    reader.press("#n2 .correct > summary")
    reader.press("#n2 .inner > summary")
    reader.run(
        "const p = document.querySelector('#p2 mark.content');"
        "const words = [...p.childNodes].find((node) => node.nodeType === 3);"
        "getSelection().setBaseAndExtent(words, 1, words, 14);"
    )
    reader.press("#n2 .spans .pick")
    assert reader.run("return document.querySelector('#n2 textarea[name=content]').value") == "Not one plank"
    assert reader.run("return document.querySelector('#n2 input[name=content_at]').value") == "63-76"
    reader.run(
        "const p = document.querySelector('#p2 mark.content');"
        "const words = [...p.childNodes].find((node) => node.nodeType === 3);"
        "getSelection().setBaseAndExtent(words, 24, words, 29);"
    )
    reader.press("#n2 .spans .pick + .pick")
    assert reader.run("return document.querySelector('#n2 input[name=content_at]').value") == "63-76; 86-91"
    reader.follow("#n2 button[value=respan]")
    assert "is corrected to “Not one plank … sound”" in reader.words(".banner")
    assert "Not one plank" in reader.words("#p2 mark.content")


def test_the_keyboard_is_enough(reader: Reader) -> None:
    from selenium.webdriver.common.keys import Keys

    reader.open("article/d:ferry")
    body = reader.find("body")
    body.send_keys(Keys.TAB)
    assert reader.run("return document.activeElement.textContent") == "Skip to the content"
    reader.run("document.activeElement.blur()")
    body.send_keys("/")
    assert reader.run("return document.activeElement.id") == "find"
    with reader.leaving():
        reader.driver.switch_to.active_element.send_keys("ferry", Keys.ENTER)
    assert "Statements on" in reader.words("h1")
    reader.find(".entry summary").send_keys(Keys.ENTER)
    assert reader.find(".entry button[value=reject]").is_displayed()


def test_the_banner_is_told_once(reader: Reader) -> None:
    reader.open("report/r:d:ferry-1")
    reader.follow("button[value=confirm]")
    assert "is confirmed" in reader.words(".told .banner")
    assert "done=" not in reader.driver.current_url
    reader.driver.refresh()
    assert not reader.run("return document.querySelector('.banner')")


@pytest.mark.parametrize("place", PAGES)
def test_nothing_runs_out_of_a_narrow_screen(looker: Reader, place: str) -> None:
    looker.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", NARROW)
    looker.open(place)
    assert looker.run("return document.documentElement.scrollWidth <= 320"), looker.run(
        "return [...document.querySelectorAll('main *')].filter(e => e.getBoundingClientRect().right > 321)"
        ".map(e => e.outerHTML.slice(0, 80)).slice(0, 5)"
    )


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("place", PAGES)
def test_axe_finds_no_serious_fault(looker: Reader, place: str, scheme: str) -> None:
    """Contrast, names, roles, landmarks, order: all of axe's rules that say what WCAG 2.1 AA or good practice asks."""
    axe = pytest.importorskip("axe_core_python", reason="axe-core-python is not installed")
    script = (Path(axe.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
    media = {"features": [{"name": "prefers-color-scheme", "value": scheme}]}
    looker.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", media)
    looker.open(place)
    looker.run("for (const one of document.querySelectorAll('details')) one.open = true")
    looker.run(script)
    found = looker.driver.execute_async_script("axe.run().then(arguments[0])")
    looker.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})
    faults = [
        (fault["id"], fault["impact"], [node["html"][:120] for node in fault["nodes"][:3]])
        for fault in found["violations"]
        if fault["impact"] in ("serious", "critical", "moderate")
    ]
    assert faults == []
