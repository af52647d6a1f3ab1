import json
import re
from html import unescape
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from reportedly.ledger.connection import writing


class Page(HTMLParser):
    """What a page is made of: its ids, links, headings, labels and forms."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.levels: list[int] = []
        self.fields: list[dict[str, str | None]] = []
        self.labelled: set[str | None] = set()
        self.in_label = 0
        self.feed(words)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if found.get("id"):
            self.ids.append(str(found["id"]))
        if tag == "a" and found.get("href"):
            self.links.append(str(found["href"]))
        if re.fullmatch("h[1-6]", tag):
            self.levels.append(int(tag[1]))
        if tag == "label":
            self.labelled.add(found.get("for"))
            self.in_label += 1
        if tag in ("input", "select", "textarea") and found.get("type") != "hidden":
            self.fields.append({**found, "wrapped": "yes" if self.in_label else None})

    def handle_endtag(self, tag: str) -> None:
        self.in_label -= tag == "label"


def text_of(words: str) -> str:
    return " ".join(unescape(re.sub("<[^>]+>", " ", words)).split())


def taverny(browser: TestClient) -> str:
    found = re.search(r'href="(/speaker/[^"]+)"><bdi>Ilse Taverny', browser.get("/").text)
    assert found
    return found[1]


PLACES = (
    "/", "/search", "/search?q=ferry", "/search?q=zebra", "/article/d:strait", "/article/d:ferry", "/report/r:3",
    "/outlet/larkspur tribune", "/speakers", "/speakers?name=venn", "/articles", "/outlets", "/review", "/judgements",
)  # fmt: skip


@pytest.mark.parametrize("place", PLACES)
class TestEveryPage:
    def test_its_headings_go_down_step_by_step(self, browser: TestClient, place: str) -> None:
        levels = Page(browser.get(place).text).levels
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(after <= before + 1 for before, after in pairwise(levels))

    def test_no_id_stands_twice_and_inner_links_lead_somewhere(self, browser: TestClient, place: str) -> None:
        page = Page(browser.get(place).text)
        assert len(page.ids) == len(set(page.ids))
        assert {link[1:] for link in page.links if link.startswith("#")} <= set(page.ids)

    def test_every_field_has_a_label(self, browser: TestClient, place: str) -> None:
        page = Page(browser.get(place).text)
        assert all(field["wrapped"] or field.get("id") in page.labelled for field in page.fields)

    def test_its_links_lead_to_pages(self, browser: TestClient, place: str) -> None:
        links = {link.partition("#")[0] for link in Page(browser.get(place).text).links if link.startswith("/")}
        for link in sorted(links):
            assert browser.get(link).status_code in (200, 303), link  # 303: the entrance, where there is no token

    def test_it_runs_and_styles_nothing_inline(self, browser: TestClient, place: str) -> None:
        words = browser.get(place).text
        assert not re.search(r"<style|style=|<script(?! src=\"/static/)| on[a-z]+=|javascript:", words)


class TestStart:
    def test_it_tells_what_is_in_the_ledger(self, browser: TestClient) -> None:
        words = text_of(browser.get("/").text)
        assert "in 3 articles of 2 outlets" in words
        assert "Ferry to run again" in words
        assert "Moss & Reed Post" in words

    def test_it_tells_what_failed_and_why(self, browser: TestClient) -> None:
        words = text_of(browser.get("/").text)
        assert "1 source could not be read" in words
        assert "gone.html the file is empty" in words

    def test_of_an_empty_ledger_it_tells_how_to_fill_it(self, tmp_path: Path, visit: Any) -> None:
        with writing(tmp_path / "new.ledger"):
            pass
        words = text_of(visit(tmp_path / "new.ledger").get("/").text)
        assert "Nothing has been read into this ledger yet." in words
        assert "--ledger new.ledger" in words


class TestArticle:
    def test_its_text_stands_there_character_by_character(self, browser: TestClient) -> None:
        words = browser.get("/article/d:ferry").text
        article = words.partition('id="article"')[2].partition(">")[2].partition('<section class="speakers"')[0]
        article = re.sub(r'<ol class="notes".*?</ol>(?=</div>)', "", article, flags=re.S)
        paragraphs = re.findall(r'<p id="p\d+" dir="auto">(.*?)</p>', article, flags=re.S)
        assert [unescape(re.sub("<[^>]+>", "", one)) for one in paragraphs] == [
            "The night ferry will run again, Ilse Taverny said on Friday.",
            "“Not one plank of it is sound,” said Osric Venn, who built it. Ms Taverny denied that.",
            "“Half of it is new,” the harbour office wrote.",
        ]

    def test_a_speaker_leads_to_its_page(self, browser: TestClient) -> None:
        words = browser.get("/article/d:ferry").text
        place = taverny(browser)
        assert 'title="Ilse Taverny"><a class="back m' in words
        assert words.count(f'href="{place}"') >= 4  # two mentions, the note, the row

    def test_it_names_its_versions(self, browser: TestClient) -> None:
        page = Page(browser.get("/article/d:ferry").text)
        assert "/article/d:ferry0" in page.links

    def test_it_can_be_taken_along(self, browser: TestClient) -> None:
        lines = browser.get("/export/jsonl?document=d:ferry").text.splitlines()
        assert [json.loads(line)["id"] for line in lines] == ["r:d:ferry-1", "r:d:ferry-2", "r:d:ferry-3"]
        assert browser.get("/article/d:ferry/text.txt").text.startswith("The night ferry")
        assert "<!DOCTYPE html>" in browser.get("/article/d:ferry/page.html").text

    def test_only_addresses_of_the_web_are_links(self, browser: TestClient) -> None:
        assert 'href="https://post.example/ferry"' in browser.get("/article/d:ferry").text

    def test_a_statement_can_be_led_to(self, browser: TestClient) -> None:
        assert 'id="r:d:ferry-2"' in browser.get("/article/d:ferry").text


class TestSpeaker:
    def test_it_tells_who_that_is_and_what_was_said(self, browser: TestClient) -> None:
        words = text_of(browser.get(taverny(browser)).text)
        assert "Ilse Taverny foreign minister" in words
        assert "The night ferry will run again" in words
        assert "Osric Venn" in words  # heard beside

    def test_its_chart_has_a_title_words_and_figures(self, browser: TestClient) -> None:
        words = browser.get(taverny(browser)).text
        assert '<title id="chart-title">Statements over time</title>' in words
        assert re.search(r"<desc[^>]*>\d+ statements from", words)
        assert "The same in figures" in words

    def test_the_id_of_any_profile_leads_to_its_actor(self, news: Path, browser: TestClient) -> None:
        with writing(news) as ledger:
            ledger.connection.execute("UPDATE profile SET actor = (SELECT id FROM profile WHERE name = 'Ilse Taverny')"
                                      " WHERE name = 'Osric Venn'")  # fmt: skip
            ((other,),) = ledger.connection.execute("SELECT id FROM profile WHERE name = 'Osric Venn'")
        answer = browser.get(f"/speaker/{other}?who=x")
        assert answer.status_code == 307
        assert answer.headers["location"] == taverny(browser) + "?who=x"

    def test_others_can_be_looked_up_to_be_joined(self, browser: TestClient) -> None:
        words = browser.get(taverny(browser) + "?who=Osric+Venn").text
        assert 'value="same"' in words


class TestSearch:
    def test_its_words_are_lit_up(self, browser: TestClient) -> None:
        words = browser.get("/search?q=ferry").text
        assert 'The night <mark class="hit">ferry</mark> will run again' in words
        assert "1 statement" in text_of(words)

    def test_those_that_stand_in_what_credits_it_too(self, browser: TestClient) -> None:
        words = browser.get("/search?q=built").text
        assert 'credited as <bdi>Osric Venn, who <mark class="hit">built</mark> it</bdi>' in words

    def test_facets_narrow_it_down_and_can_be_taken_off(self, browser: TestClient) -> None:
        place = next(one for one in Page(browser.get("/search").text).links if "stance=denies" in one)
        narrowed = browser.get(place).text
        assert "Without: denies" in text_of(narrowed)
        assert all("denies" in text_of(one) for one in narrowed.split('<li class="entry')[1:])

    def test_it_goes_on_page_by_page_to_the_end(self, browser: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("reportedly.web.pages.search.PAGE", 5)
        place, seen = "/search", list[str]()
        while place:
            words = browser.get(place).text
            seen += re.findall(r'href="(/report/[^"]+)"', words)
            following = re.search(r'rel="next" href="([^"]+)"', words)
            place = unescape(following[1]) if following else ""
        total = re.search(r'id="count">(\d+) statements', browser.get("/search").text)
        assert total
        assert len(seen) == len(set(seen)) == int(total[1])

    def test_where_nothing_is_found_there_is_help(self, browser: TestClient) -> None:
        words = text_of(browser.get("/search?q=zebra&stance=denies").text)
        assert "0 statements" in words
        assert "Ask the same of the whole ledger" in words

    @pytest.mark.parametrize(
        "query",
        ['q="', "q=%00", "q=AND", "q=(", "kind=x", "since=yesterday", "year=12", "sort=x", "q=" + "a" * 5000],
    )
    def test_odd_questions_are_answered(self, browser: TestClient, query: str) -> None:
        assert browser.get(f"/search?{query}").status_code == 200

    def test_a_damaged_place_to_go_on_from_is_told(self, browser: TestClient) -> None:
        answer = browser.get("/search?after=xyz")
        assert answer.status_code == 400
        assert "damaged" in text_of(answer.text)


class TestExport:
    @pytest.mark.parametrize("form", ["csv", "xlsx", "jsonl", "web-annotation", "prov", "brat"])
    def test_what_is_found_can_be_saved(self, browser: TestClient, form: str) -> None:
        answer = browser.get(f"/export/{form}?q=ferry")
        assert answer.status_code == 200
        assert answer.headers["content-disposition"].startswith("attachment")
        assert answer.content

    def test_it_is_what_the_question_finds(self, browser: TestClient) -> None:
        assert browser.get("/export/csv?q=ferry").text.count("The night ferry will run again") == 1
        assert len(browser.get("/export/jsonl?stance=denies").text.splitlines()) == int(
            re.findall(r'id="count">(\d+)', browser.get("/search?stance=denies").text)[0]
        )

    def test_nothing_is_left_behind(self, browser: TestClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
        (tmp_path / "temporary").mkdir()
        browser.get("/export/csv")
        assert browser.get("/export/none").status_code == 404
        assert list((tmp_path / "temporary").iterdir()) == []


class TestOutlet:
    def test_any_spelling_of_its_name_leads_to_it(self, browser: TestClient) -> None:
        for name in ("Moss & Reed Post", "moss & reed post", "moss%20%26%20reed%20post"):
            words = browser.get(f"/outlet/{name}").text
            assert "<h1><bdi>Moss &amp; Reed Post</bdi></h1>" in words
            assert "Ferry to run again" in words


class TestLists:
    def test_a_speaker_is_found_by_part_of_a_name(self, browser: TestClient) -> None:
        words = text_of(browser.get("/speakers?name=venn").text)
        assert "Osric Venn person, 1 statement in 1 article" in words
        assert "Nobody in the ledger is called so" in browser.get("/speakers?name=zebra").text

    def test_the_search_leads_to_those_who_are_called_so(self, browser: TestClient) -> None:
        words = browser.get("/search?q=taverny").text
        assert re.search(r'Speakers called so: <a href="/speaker/[^"]+"><bdi>Ilse Taverny', words)

    def test_all_articles_and_outlets_are_listed(self, browser: TestClient) -> None:
        assert browser.get("/articles").text.count('href="/article/') == 3
        assert "Larkspur Tribune" in browser.get("/outlets").text


class TestErrors:
    @pytest.mark.parametrize(
        "place", ["/nope", "/article/d:none", "/speaker/a:none", "/outlet/none", "/report/r:none", "/static/../app.py",
                  "/static/none.css", "/article/%00", "/speaker/%ff", "/outlet/" + "x" * 5000]
    )  # fmt: skip
    def test_what_is_not_there_is_told_kindly(self, browser: TestClient, place: str) -> None:
        answer = browser.get(place)
        assert answer.status_code == 404
        assert "Start page" in answer.text

    def test_what_goes_wrong_inside_is_not_shown(self, news: Path, visit: Any, monkeypatch: pytest.MonkeyPatch) -> None:
        def broken(*_: object, **__: object) -> None:
            raise ValueError("secret of the house")

        monkeypatch.setattr("reportedly.web.pages.start.overview", broken)
        answer = visit(news).get("/")
        assert answer.status_code == 500
        assert "secret" not in answer.text
        assert "content-security-policy" in answer.headers

    def test_a_ledger_that_is_gone_is_told(self, news: Path, browser: TestClient) -> None:
        news.unlink()
        answer = browser.get("/")
        assert answer.status_code == 503
        assert "no such ledger" in answer.text
