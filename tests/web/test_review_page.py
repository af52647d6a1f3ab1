"""The page of what waits for a person: statements side by side, candidates for contradiction where they stand."""

import re
from html import unescape
from pathlib import Path

from starlette.testclient import TestClient

from reportedly.ledger.connection import writing
from reportedly.ledger.write import store
from reportedly.tracing import trace_new
from tests.ledger.conftest import Said, Who, entry
from tests.ledger.doubts import doubt_in
from tests.web.conftest import Visitor

RUNS, ROTTEN, OLD = "r:d:ferry-1", "r:d:ferry-2", "r:d:ferry-3"
WHY = "One says “may”, the other “will”."
SPEAKERS = (Who("Kasper Oll"), Who("Wenda Pohl"))


def text_of(page: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())


def section(page: str, id: str) -> str:
    found = re.search(rf'<section aria-labelledby="{id}">.*?</section>', page, re.S)
    assert found
    return found[0]


def told(browser: TestClient, place: str) -> str:
    found = re.search(r'class="banner">\s*<p>(.*?)</p>', browser.get(place).text, re.S)
    return unescape(found[1]) if found else ""


def press(browser: TestClient, page: str, act: str) -> str:
    """Press a button as the page has it; what the next page tells of."""
    form = next(one for one in re.findall(r"<form.*?</form>", page, re.S) if f'value="{act}"' in one)
    fields = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form))
    answer = browser.post("/judge", data={**fields, "act": act})
    assert answer.status_code == 303, answer.text
    return told(browser, answer.headers["location"])


def test_nothing_waits(browser: TestClient) -> None:
    page = browser.get("/review").text
    assert "No statements are waiting." in page
    assert "No candidates are waiting." in page
    assert "statements</strong> may" not in browser.get("/").text


def test_wordings_are_laid_side_by_side(tmp_path: Path, visit: Visitor) -> None:
    path = tmp_path / "news.ledger"
    ids = []
    with writing(path) as ledger:
        for who, day, words in zip(SPEAKERS, ("2031-05-01", "2031-05-02"), ("may", "will"), strict=True):
            content = f"the dam {words} hold"
            text = f"{who.name} said {content}. That was on {day}."
            one = entry(text, Said(who, who.name, "said", content), published=day, outlet="Mail")
            store(ledger, one)
            ids.append(one.reports[0].id)
        trace_new(ledger, "test")
    doubt_in(path, "statement", ids[1], ids[0], WHY)
    shown = section(visit(path).get("/review").text, "wordings")
    assert "<p>the dam may hold</p>" in shown  # the earlier first
    assert re.search(r"the dam <del>.*may.*</del>.*<ins>.*will.*</ins> hold", shown)
    assert "<strong>25%</strong> likely to be the same." in shown
    assert WHY in text_of(shown)


def test_whether_they_are_one_statement_is_said_with_a_button(news: Path, browser: TestClient) -> None:
    doubt_in(news, "statement", RUNS, OLD, WHY)
    assert re.search(r"\d+ pairs? of statements may be one: decide", text_of(browser.get("/").text))
    page = section(browser.get("/review").text, "wordings")
    assert press(browser, page, "unsure_statement") == (
        "“The night ferry will run again” and “Half of it is new,” may render one statement."
    )
    assert f'value="{OLD}"' not in section(browser.get("/review").text, "wordings")
    assert press(browser, page, "same_statement").endswith("render one statement.")
    assert press(browser, page, "different_statement").endswith("render different statements.")


def test_candidates_stand_in_their_paragraphs_and_nothing_is_asserted(news: Path, browser: TestClient) -> None:
    doubt_in(news, "contradiction", ROTTEN, OLD, WHY)
    assert "1 pair of statements may contradict each other: look" in text_of(browser.get("/").text)
    page = section(browser.get("/review").text, "opposed")
    assert "Ms Taverny denied that." in text_of(page)  # what is around the words
    assert "Only the words are opposed." in page
    assert "likely to be the same" not in page
    assert press(browser, page, "contradiction").endswith("contradict each other.")
    assert "No candidates are waiting." in browser.get("/review").text


def test_the_statement_tells_of_candidates_until_a_person_rejects_them(news: Path, browser: TestClient) -> None:
    doubt_in(news, "contradiction", ROTTEN, OLD, WHY)
    page = section(browser.get(f"/statement/{ROTTEN}", follow_redirects=True).text, "opposed")
    assert "A candidate, not yet looked at. " + WHY in text_of(page)
    assert "harbour office" in page
    article = browser.get("/article/d:ferry").text
    assert article.count("Another statement may contradict it") == 2
    press(browser, page, "no_contradiction")
    assert 'id="opposed"' not in browser.get(f"/statement/{ROTTEN}", follow_redirects=True).text
    assert "may contradict" not in browser.get("/article/d:ferry").text


def test_what_a_person_confirms_has_that_persons_name(news: Path, browser: TestClient) -> None:
    doubt_in(news, "contradiction", ROTTEN, OLD, WHY)
    press(browser, browser.get("/review").text, "contradiction")
    page = section(browser.get(f"/statement/{OLD}", follow_redirects=True).text, "opposed")
    assert "Ada finds that the two contradict each other." in text_of(page)
    assert "<form" not in page


def test_a_ledger_that_is_only_shown_has_no_buttons(news: Path, visit: Visitor) -> None:
    doubt_in(news, "contradiction", ROTTEN, OLD, WHY)
    doubt_in(news, "statement", RUNS, OLD, WHY)
    assert 'name="act"' not in visit(news, read_only=True).get("/review").text


def test_the_lists_go_on_by_themselves(news: Path, browser: TestClient) -> None:
    with writing(news) as ledger:
        trace_new(ledger, "test")
        asked = "SELECT min(id) FROM report WHERE id <> ? GROUP BY statement"
        found = ledger.connection.execute(asked, (RUNS,)).fetchall()
    for (other,) in found[:7]:
        doubt_in(news, "contradiction", RUNS, other, WHY)
    page = section(browser.get("/review").text, "opposed")
    assert page.count('class="pair"') == 5
    further = re.search(r'rel="next" href="([^"]+)"', page)
    assert further
    behind = section(browser.get(unescape(further[1])).text, "opposed")
    assert behind.count('class="pair"') == 2
