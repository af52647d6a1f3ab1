import re
import sqlite3
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

REPORT = {"report": "r:d:ferry-1", "document": "d:ferry", "back": "/article/d:ferry#r:d:ferry-1"}


def rows(path: Path, words: str) -> list[tuple[Any, ...]]:
    with sqlite3.connect(path) as connection:
        return [tuple(row) for row in connection.execute(words)]


def status(path: Path, report: str = "r:d:ferry-1") -> tuple[Any, ...]:
    return rows(path, f"SELECT status, speaker, words FROM report_view WHERE id = '{report}'")[0]


def send(browser: TestClient, **fields: str) -> str:
    """Press a button; what the page then tells of."""
    answer = browser.post("/judge", data=fields)
    assert answer.status_code == 303, answer.text
    return told(browser, answer.headers["location"])


def told(browser: TestClient, place: str) -> str:
    page = browser.get(place).text
    found = re.search(r'class="banner">\s*<p>(.*?)</p>', page, re.S)
    return unescape(found[1]) if found else ""


def undo(browser: TestClient, number: int) -> str:
    return told(browser, browser.post("/undo", data={"number": str(number), "back": "/"}).headers["location"])


class TestReports:
    def test_each_button_is_a_judgement_that_can_be_taken_back(self, news: Path, browser: TestClient) -> None:
        before = status(news)
        assert send(browser, act="reject", **REPORT) == "“The night ferry will run again” is rejected."
        assert status(news)[0] == "rejected"
        ((number, by),) = rows(news, "SELECT number, by FROM judgement WHERE judge = 'person'")
        assert by == "Ada"
        assert undo(browser, number) == "Taken back: “The night ferry will run again” is rejected."
        assert status(news) == before

    def test_it_leads_back_to_where_the_button_was(self, browser: TestClient) -> None:
        answer = browser.post("/judge", data={"act": "confirm", **REPORT, "back": "/search?q=ferry&done=7#x"})
        assert re.fullmatch(r"/search\?q=ferry&done=\d+#x", answer.headers["location"])

    def test_what_is_rejected_is_listed_and_not_marked(self, browser: TestClient) -> None:
        send(browser, act="reject", **REPORT)
        page = browser.get("/article/d:ferry").text
        assert "Rejected by people" in page
        assert 'aria-label="Statement 1, Osric Venn' in page

    def test_it_is_credited_to_whoever_of_the_article_is_called_so(self, news: Path, browser: TestClient) -> None:
        assert send(browser, act="credit", who="osric venn", **REPORT) == (
            "“The night ferry will run again” is credited to Osric Venn."
        )
        assert status(news)[:2] == ("corrected", "Osric Venn")

    def test_or_of_the_ledger(self, news: Path, browser: TestClient) -> None:
        send(browser, act="credit", who="Piers Oakhanger", **REPORT)
        assert status(news)[1] == "Piers Oakhanger"

    def test_a_name_that_nobody_bears_leads_to_a_choice(self, news: Path, browser: TestClient) -> None:
        answer = browser.post("/judge", data={"act": "credit", "who": "Wilhelmina Groot", **REPORT})
        page = browser.get(answer.headers["location"]).text
        assert "The ledger knows nobody of that name." in page
        assert 'name="name" value="Wilhelmina Groot"' in page
        send(browser, act="credit_name", name="Wilhelmina Groot", kind="person", **REPORT)
        assert status(news)[1] == "Wilhelmina Groot"

    def test_or_to_nobody(self, news: Path, browser: TestClient) -> None:
        assert "nobody who can be named" in send(browser, act="nobody", **REPORT)
        assert rows(news, "SELECT profile FROM report WHERE id = 'r:d:ferry-1'") == [(None,)]

    def test_its_words_are_corrected_by_the_words(self, news: Path, browser: TestClient) -> None:
        fields = {"content": "night ferry\nrun again", "source": "Ilse Taverny", "cue": "said"}
        assert send(browser, act="respan", **REPORT, **fields) == (
            "“The night ferry will run again” is corrected to “night ferry … run again”."
        )
        assert rows(news, "SELECT content_spans FROM report WHERE id = 'r:d:ferry-1'") == [("4-15;21-30",)]

    def test_or_by_places_which_outrank_the_words(self, news: Path, browser: TestClient) -> None:
        send(browser, act="respan", **REPORT, content="anything", content_at="4-15", source="", cue="said")
        assert status(news)[2] == "night ferry"

    def test_the_form_as_it_stands_changes_nothing(self, news: Path, browser: TestClient) -> None:
        page = browser.get("/report/r:3?document=d:strait").text
        form = page.partition('class="spans"')[2].partition("</form>")[0]
        areas = re.findall(r'<textarea name="(\w+)"[^>]*>(.*?)</textarea>', form, re.S)
        fields = {name: unescape(words) for name, words in areas}
        before = rows(news, "SELECT source_spans, cue_spans, content_spans FROM report WHERE id = 'r:3'")
        send(browser, act="respan", report="r:3", document="d:strait", back="/", **fields)
        assert rows(news, "SELECT source_spans, cue_spans, content_spans FROM report WHERE id = 'r:3'") == before

    @pytest.mark.parametrize(
        ("fields", "words"),
        [
            ({"act": "respan", "content": "a zebra"}, "do not stand in the article: a zebra"),
            ({"act": "respan", "content": ""}, "needs the words of its content"),
            ({"act": "respan", "content": "1-99999"}, "must lie in the text"),
            ({"act": "confirm", "report": "r:none"}, "no report r:none"),
            ({"act": "credit", "actor": "a:none"}, "no actor a:none"),
            ({"act": "credit"}, "says nothing of its who"),
            ({"act": "split", "appearance": "a:none"}, "no appearance a:none"),
            ({"act": "same", "left": "a:x", "right": "a:x"}, "named twice"),
            ({"act": "dance"}, "not one of ours"),
        ],
    )
    def test_what_does_not_hold_is_told_and_changes_nothing(
        self, news: Path, browser: TestClient, fields: dict[str, str], words: str
    ) -> None:
        answer = browser.post("/judge", data={**REPORT, **fields})
        assert answer.status_code == 400
        assert words in unescape(answer.text)
        assert rows(news, "SELECT count(*) FROM judgement WHERE judge = 'person'") == [(0,)]


class TestActors:
    def ids(self, path: Path, *names: str) -> list[str]:
        return [rows(path, f"SELECT id FROM profile WHERE name = '{name}'")[0][0] for name in names]

    def test_two_are_joined_and_parted(self, news: Path, browser: TestClient) -> None:
        left, right = self.ids(news, "Ilse Taverny", "Osric Venn")
        assert send(browser, act="same", left=left, right=right, back="/") == (
            "Ilse Taverny and Osric Venn are one and the same."
        )
        assert len(rows(news, f"SELECT DISTINCT actor FROM profile WHERE id IN ('{left}', '{right}')")) == 1
        ((number,),) = rows(news, "SELECT number FROM judgement WHERE judge = 'person'")
        undo(browser, number)
        assert len(rows(news, f"SELECT DISTINCT actor FROM profile WHERE id IN ('{left}', '{right}')")) == 2

    def test_an_appearance_is_split_off(self, news: Path, browser: TestClient) -> None:
        page = browser.get("/report/r:d:ferry-1?document=d:ferry").text
        appearance = re.search(r'name="appearance" value="([^"]+)"', page)
        assert appearance
        words = send(browser, act="split", appearance=appearance[1], back="/")
        assert words == "Ilse Taverny: in one article this is somebody else of that name."
        found = rows(news, "SELECT DISTINCT actor FROM report_view WHERE speaker = 'Ilse Taverny'")
        assert len(found) == 2


class TestHistory:
    def test_it_keeps_what_was_taken_back(self, browser: TestClient) -> None:
        send(browser, act="reject", **REPORT)
        page = browser.get("/judgements").text
        number = re.search(r'name="number" value="(\d+)"', page)
        assert number
        undo(browser, int(number[1]))
        page = browser.get("/judgements").text
        assert "<s>“The night ferry will run again” is rejected.</s>" in page
        assert 'name="number"' not in page
        assert browser.post("/undo", data={"number": number[1]}).status_code == 400

    def test_no_link_makes_a_page_tell_of_what_did_not_happen(self, browser: TestClient) -> None:
        for query in ("done=1", "done=999", "undone=1", "done=x", "done=-1", "done=" + "9" * 40):
            assert told(browser, f"/?{query}") == ""


class TestReadOnly:
    def test_there_are_no_forms_and_nothing_is_taken(self, news: Path, visit: Any) -> None:
        browser = visit(news, read_only=True)
        for place in ("/", "/article/d:ferry", "/report/r:d:ferry-1", "/search", "/review", "/judgements"):
            assert 'method="post"' not in browser.get(place).text
        assert browser.post("/judge", data={"act": "confirm", **REPORT}).status_code == 403
        assert browser.post("/undo", data={"number": "1"}).status_code == 403
