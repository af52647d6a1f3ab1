"""`POST /read`: a text in, reports out, with rules in place of the model."""

import threading
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec
import pytest
from starlette.testclient import TestClient

from reportedly.attribution import rules
from reportedly.attribution.tag import Tagger
from reportedly.config import Config
from reportedly.records import Annotation, Document, Report
from reportedly.web.api import reading
from reportedly.web.api.errors import Refusal

PLACE = "/api/v1/read"
TEXT = "“Not before May,” said Ada Brandt on Sunday.\r\nThe café is shut."


def test_json_with_all_that_is_known(client: TestClient) -> None:
    known = {
        "outlet": "Harbour Post", "published": "2024-03-12", "title": "May", "url": "https://post.example/may",
        "byline": ["Io Venn"],
    }  # fmt: skip
    found = client.post(PLACE, json={"text": TEXT, **known}).json()
    assert found["document"]["text"] == TEXT
    assert {name: found["document"][name] for name in known} == known
    (report,) = msgspec.convert(found["reports"], list[Report])
    assert (report.content.text, report.actor and report.actor.name) == ("“Not before May,”", "Ada Brandt")
    assert report.when
    assert report.when.value == "2024-03-10"
    assert found["actors"][0]["name"] == "Ada Brandt"


def test_plain_text(client: TestClient) -> None:
    for kind in ("text/plain", "text/plain; charset=utf-8"):
        found = client.post(PLACE, content=TEXT.encode(), headers={"content-type": kind}).json()
        assert found["document"]["text"] == TEXT
    assert client.post(PLACE, content=b"caf\xe9", headers={"content-type": kind}).status_code == 400


@pytest.mark.parametrize("body", [{}, {"text": ""}, {"text": " \n"}, {"text": 3}, {"text": "x", "path": "/etc/passwd"}])
def test_what_cannot_be_read(client: TestClient, body: object) -> None:
    answer = client.post(PLACE, json=body)
    assert answer.status_code == 422
    assert answer.json()["error"]["field"] in ("text", "path")


def test_a_name_of_a_file_or_a_url_is_text_and_nothing_is_opened(client: TestClient, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("“Not before May,” said Ada Brandt.")
    for text in (str(secret), "https://post.example/may", "-"):
        found = client.post(PLACE, json={"text": text, "url": "http://127.0.0.1:1/"}).json()
        assert (found["document"]["text"], found["reports"]) == (text, [])


def test_nothing_is_kept(client: TestClient) -> None:
    before = client.get("/api/v1/overview").json()
    client.post(PLACE, json={"text": TEXT})
    assert client.get("/api/v1/overview").json() == before


def test_the_model_is_opened_once_and_only_when_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    opened = []

    def open_tagger(config: Config) -> Tagger:
        opened.append(config)
        return rules.tag

    monkeypatch.setattr(reading, "open_tagger", open_tagger)
    reader = reading.Reader(Config())
    assert opened == []
    for _ in range(2):
        assert len(reader.read(reading.Text(TEXT)).reports) == 1
    assert opened == [Config()]


def test_who_comes_when_too_many_wait_is_sent_away(monkeypatch: pytest.MonkeyPatch) -> None:
    entered, go = threading.Semaphore(0), threading.Event()

    def slow(documents: Iterable[Document]) -> Iterator[Annotation]:
        entered.release()
        assert go.wait(20)
        yield from rules.tag(documents)

    monkeypatch.setattr(reading, "open_tagger", lambda _: slow)
    reader = reading.Reader(Config())
    done: list[int] = []
    threads = [
        threading.Thread(target=lambda: done.append(len(reader.read(reading.Text(TEXT)).reports)))
        for _ in range(reading.AT_ONCE)
    ]
    for thread in threads:
        thread.start()
    assert entered.acquire(timeout=20)
    while reader._places.acquire(blocking=False):  # until all have their places
        reader._places.release()
    with pytest.raises(Refusal) as refused:
        reader.read(reading.Text(TEXT))
    go.set()
    for thread in threads:
        thread.join(20)
    assert refused.value.status == 503
    assert done == [1] * reading.AT_ONCE
