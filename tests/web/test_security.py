import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from reportedly.errors import RunError
from reportedly.web.app import application
from reportedly.web.pages.judging import local
from reportedly.web.security import POLICY, is_own_host
from reportedly.web.settings import Serving, check

FORM = "application/x-www-form-urlencoded"
TOKEN = "correct horse battery"
WRITE = {"act": "confirm", "report": "r:d:ferry-1", "document": "d:ferry", "back": "/"}


class TestHeaders:
    @pytest.mark.parametrize("place", ["/", "/nope", "/static/site.css", "/search?after=x", "/article/d:ferry"])
    def test_every_answer_carries_them(self, browser: TestClient, place: str) -> None:
        headers = browser.get(place).headers
        assert headers["content-security-policy"] == POLICY
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"
        assert headers["cross-origin-resource-policy"] == "same-origin"
        assert not [name for name in headers if name.startswith("access-control")]

    def test_the_policy_lets_in_only_what_is_ours(self) -> None:
        assert POLICY.startswith("default-src 'none'")
        assert "unsafe" not in POLICY
        for part in ("form-action 'self'", "frame-ancestors 'none'", "base-uri 'none'"):
            assert part in POLICY


class TestHost:
    @pytest.mark.parametrize(
        "host",
        [
            "evil.example", "evil.example:8765", "127.0.0.1.evil.example", "", "localhost.evil", "[::2]", "0.0.0.0",
            "192.168.1.5", "a@127.0.0.1@evil", "[::1",
        ],
    )  # fmt: skip
    def test_a_rebound_name_is_refused(self, browser: TestClient, host: str) -> None:
        answer = browser.get("/", headers={"host": host})
        assert answer.status_code == 421
        assert "Ferry" not in answer.text

    @pytest.mark.parametrize("host", ["localhost", "LOCALHOST:8765", "127.0.0.1:1", "[::1]:8765", "localhost."])
    def test_our_own_names_pass(self, browser: TestClient, host: str) -> None:
        assert browser.get("/", headers={"host": host}).status_code == 200

    def test_a_server_in_a_network_goes_by_its_names_and_by_addresses(self) -> None:
        settings = Serving(host="0.0.0.0", token=TOKEN, hosts=("Ledger.newsroom.example",))
        assert is_own_host("ledger.newsroom.example:8765", settings)
        assert is_own_host("10.1.2.3:8765", settings)
        assert not is_own_host("evil.example", settings)


class TestWrites:
    @pytest.mark.parametrize(
        "headers",
        [
            {"sec-fetch-site": "cross-site"},
            {"sec-fetch-site": "same-site"},
            {"origin": "https://evil.example"},
            {"origin": "null"},
            {"origin": "http://127.0.0.1:9999"},
            {"sec-fetch-site": "cross-site", "origin": "http://127.0.0.1:8765"},
        ],
    )
    def test_those_of_another_site_are_refused(self, browser: TestClient, headers: dict[str, str]) -> None:
        for place in ("/judge", "/undo", "/login", "/"):
            assert browser.post(place, data=WRITE, headers=headers).status_code == 403

    @pytest.mark.parametrize(
        "headers",
        [{}, {"sec-fetch-site": "same-origin"}, {"sec-fetch-site": "none"}, {"origin": "http://127.0.0.1:8765"}],
    )
    def test_our_own_pass(self, browser: TestClient, headers: dict[str, str]) -> None:
        assert browser.post("/judge", data=WRITE, headers=headers).status_code == 303

    def test_nothing_is_written_by_getting(self, browser: TestClient) -> None:
        assert browser.get("/judge?act=confirm&report=r:d:ferry-1").status_code == 405
        assert browser.get("/undo?number=1").status_code == 405

    @pytest.mark.parametrize(
        "place",
        [
            "//evil.example", "https://evil.example", "/\\evil.example", "evil", "/\t/evil.example", "/\n/evil",
            "javascript:alert(1)",
        ],
    )  # fmt: skip
    def test_nobody_is_led_elsewhere(self, browser: TestClient, place: str) -> None:
        assert local(place) == "/"
        assert browser.post("/judge", data={**WRITE, "back": place}).headers["location"].startswith("/?done=")


class TestToken:
    def test_without_one_only_this_computer_is_served(self, news: Path) -> None:
        with pytest.raises(RunError, match="give a token"):
            application(news, Serving(host="0.0.0.0"))
        with pytest.raises(RunError, match="give a token"):
            check(Serving(host="ledger.example"))
        check(Serving(host="::1"))

    def test_a_short_one_is_refused(self) -> None:
        with pytest.raises(RunError, match="too short"):
            check(Serving(token="secret"))

    def test_nothing_is_shown_without_it(self, news: Path, visit: Any) -> None:
        browser = visit(news, token=TOKEN)
        answer = browser.get("/search?q=ferry")
        assert (answer.status_code, answer.headers["location"]) == (303, "/login?back=/search%3Fq%3Dferry")
        assert browser.post("/judge", data=WRITE).status_code == 401
        assert browser.get("/api/v1/reports").status_code == 401
        assert browser.get("/lit/3/3.css").status_code == 303

    def test_the_entrance_takes_it_and_gives_a_cookie_that_is_not_it(self, news: Path, visit: Any) -> None:
        browser = visit(news, token=TOKEN)
        answer = browser.post("/login", data={"token": TOKEN, "back": "/search?q=ferry"})
        assert (answer.status_code, answer.headers["location"]) == (303, "/search?q=ferry")
        cookie = answer.headers["set-cookie"]
        assert "HttpOnly" in cookie
        assert "SameSite=strict" in cookie
        assert TOKEN not in cookie
        assert browser.get("/search?q=ferry").status_code == 200

    def test_a_wrong_one_is_not_taken(self, news: Path, visit: Any, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("reportedly.web.pages.entrance.WRONG_SECONDS", 0)
        browser = visit(news, token=TOKEN)
        for wrong in ("", "x", TOKEN[:-1], TOKEN + "é\udcff"):
            sent = b"token=" + wrong.encode(errors="surrogatepass")
            answer = browser.post("/login", content=sent, headers={"content-type": FORM})
            assert answer.status_code == 403
            assert "set-cookie" not in answer.headers

    def test_a_program_shows_it_as_a_bearer(self, news: Path, visit: Any) -> None:
        browser = visit(news, token=TOKEN)
        assert browser.get("/", headers={"authorization": f"Bearer {TOKEN}"}).status_code == 200
        for wrong in (f"Bearer {TOKEN}x", f"Basic {TOKEN}", "Bearer", TOKEN):
            assert browser.get("/", headers={"authorization": wrong}).status_code == 303
        browser.cookies.set("reportedly", TOKEN)
        assert browser.get("/").status_code == 303


class TestSize:
    def test_a_body_above_the_cap_is_refused_by_its_length(self, browser: TestClient) -> None:
        assert browser.post("/judge", content=b"x" * (200 << 10)).status_code == 413

    def test_and_by_what_comes_where_it_tells_none(self, browser: TestClient) -> None:
        answer = browser.post(
            "/judge", content=(b"x" * 10_000 for _ in range(50)),
            headers={"content-type": FORM},
        )  # fmt: skip
        assert answer.status_code == 413

    @pytest.mark.parametrize("length", ["-1", "x", "9" * 30, "²"])
    def test_odd_lengths_are_refused(self, browser: TestClient, length: str) -> None:
        answer = browser.post("/judge", content=b"x", headers={b"content-length": length.encode()})
        assert answer.status_code in (400, 413)

    def test_files_and_many_fields_are_not_taken(self, browser: TestClient) -> None:
        assert browser.post("/judge", files={"act": b"x"}).status_code == 400
        assert browser.post("/judge", data={**WRITE, **{f"f{n}": "x" for n in range(50)}}).status_code in (303, 400)


class Tags(HTMLParser):
    def __init__(self, words: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(words)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


class TestAttacks:
    """Every field of an article, and of an address, is text and stays text."""

    def places(self, browser: TestClient) -> list[str]:
        speaker = re.search(r'href="(/speaker/[^"]+)"', browser.get("/").text)
        outlet = re.search(r'href="(/outlet/[^"]+)"', browser.get("/").text)
        assert speaker
        assert outlet
        attack = "%3Cscript%3Ealert(1)%3C/script%3E%22%27%3E"
        return [
            "/", "/article/d:hostile", "/article/d:hostile/page.html", "/report/r:hostile", speaker[1], outlet[1],
            "/search", "/search?q=alert", "/review", "/judgements", f"/search?q={attack}&speaker={attack}",
            f"/search?outlet={attack}&statement={attack}&document={attack}", f"/nope/{attack}",
            f"{speaker[1]}?who={attack}", f"/report/r:hostile?who={attack}", f"/outlet/{attack}", f"/article/{attack}",
        ]  # fmt: skip

    def test_no_field_becomes_markup(self, attacked: Path, visit: Any) -> None:
        browser = visit(attacked)
        who = {"report": "r:hostile", "document": "d:hostile", "back": "/<script>alert(1)</script>"}
        name = "<script>alert(1)</script>"
        browser.post("/judge", data={"act": "credit_name", "name": name, "kind": "person", **who})
        places = self.places(browser)
        for place in places:
            words = browser.get(place).text
            for tag, attributes in Tags(words).found:
                assert tag not in ("img", "iframe", "object", "base", "embed"), place
                assert not [name for name in attributes if name.startswith("on") or name in ("style", "srcdoc")], place
                assert not (attributes.get("href") or "").lower().startswith(("javascript", "data")), place
                assert tag != "script" or str(attributes.get("src", "")).startswith("/static/"), place
            assert "\u202e" not in words, place

    def test_the_banner_and_the_history_too(self, attacked: Path, visit: Any) -> None:
        browser = visit(attacked)
        sent = {"act": "reject", "report": "r:hostile", "document": "d:hostile", "back": "/"}
        answer = browser.post("/judge", data=sent)
        for place in (answer.headers["location"], "/judgements", "/article/d:hostile", "/report/r:hostile"):
            words = browser.get(place).text
            assert "<img" not in words
            assert "&lt;img src=x onerror=alert(1)&gt;" in words

    def test_templates_are_not_run_on_what_articles_hold(self, attacked: Path, visit: Any) -> None:
        assert "{{7*7}}" in visit(attacked).get("/article/d:hostile").text


def test_templates_let_nothing_pass_unescaped() -> None:
    folder = Path(__file__).parents[2] / "src" / "reportedly" / "web" / "templates"
    for template in folder.glob("*.html"):
        words = template.read_text(encoding="utf-8")
        for hole in (r"\|\s*safe", r"autoescape\s+false", "<script(?! src)", "<style", r"\son\w+=", r"\sstyle="):
            assert not re.search(hole, words), (template.name, hole)
