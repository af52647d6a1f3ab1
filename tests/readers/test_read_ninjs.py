"""ninjs 1, 2 and 3, and other JSON."""

import io
import json
from pathlib import Path

import pytest

from reportedly.config import Config
from reportedly.errors import DocumentError, TooLarge
from reportedly.readers import Delivery, Metadata, deliveries
from reportedly.readers.container import read_ninjs
from reportedly.readers.delivery import Outcome
from reportedly.readers.opened import Opened

FIRST = {
    "uri": "https://h.example/n/1",
    "type": "text",
    "versioncreated": "2024-03-10T08:30:00Z",
    "firstcreated": "2024-03-09T08:30:00Z",
    "byline": "By Lena Maro and Tom Ilk",
    "headline": "Ferry stops",
    "body_html": "<p>“We wait,” she said.</p><p>It <q>rained</q>.</p>",
    "body_text": "“We wait,” she said. It rained.",
    "language": "en",
    "provider": "Harbour Post",
    "source": "Reuters",
}
SECOND = {
    "uri": "urn:n:2",
    "standard": {"name": "ninjs", "version": "2.0"},
    "contentcreated": "2024-03-10",
    "by": "Ann Lee",
    "headlines": [{"role": "short", "value": "No"}, {"role": "main", "value": "Dam holds"}],
    "bodies": [
        {"role": "main", "contenttype": "text/plain", "value": "Nobody\nsaid so."},
        {"role": "main", "contenttype": "image/png", "value": "x"},
    ],
    "infosources": [{"role": "provider", "name": "Valley Echo"}],
}
THIRD = {
    "uri": "urn:n:3",
    "versionCreated": "2024-03-10T08:30:00+01:00",
    "headlines": [{"value": "Third"}],
    "bodies": [{"contentType": "text/html", "value": "<p>Said.</p>"}],
}


def read(value: object, config: Config | None = None) -> list[Outcome]:
    data = value if isinstance(value, bytes) else json.dumps(value).encode()
    return list(read_ninjs(Opened("a.json", io.BytesIO(data)), config or Config(), Metadata()))


def test_version_1() -> None:
    (outcome,) = read(FIRST)
    assert isinstance(outcome, Delivery)
    document = outcome.document
    assert document.text == "“We wait,” she said.\n\nIt “rained”."
    assert (document.origin, document.url) == ("a.json", "https://h.example/n/1")
    assert (document.title, document.byline) == ("Ferry stops", ("Lena Maro", "Tom Ilk"))
    assert (document.outlet, document.credit) == ("Harbour Post", "Reuters")
    assert (document.published, document.language) == ("2024-03-10T08:30:00+00:00", "en")
    assert outcome.body == str(FIRST["body_html"]).encode()


def test_versions_2_and_3_in_a_list() -> None:
    second, third, picture, other = read([SECOND, THIRD, {"uri": "urn:n:4", "type": "picture", "headline": "x"}, 7])
    assert isinstance(second, Delivery)
    assert (second.document.text, second.media_type) == ("Nobody\nsaid so.", "text/plain")
    assert second.document.origin == "a.json#urn:n:2"
    assert (second.document.title, second.document.outlet) == ("Dam holds", "Valley Echo")
    assert (second.document.byline, second.document.published) == (("Ann Lee",), "2024-03-10")
    assert isinstance(third, Delivery)
    assert (third.document.text, third.document.url) == ("Said.", None)
    assert third.document.published == "2024-03-10T08:30:00+01:00"
    assert isinstance(picture, DocumentError)
    assert picture.reason == "an item without a text (its type is 'picture')"
    assert isinstance(other, DocumentError)
    assert other.reason == "no item of ninjs"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b'{"a": 1}', "neither ninjs nor JSON Lines"),
        (b"[1, 2]", "neither ninjs nor JSON Lines"),
        (b'"x"', "neither ninjs nor JSON Lines"),
        (b"{", "broken JSON"),
        (b"[" * 100_000, "nested too deep"),
        (b'{"uri":' * 100_000, "nested too deep"),
        (b"\0\1", "NUL"),
        (b"PK\x03\x04aaaa", "broken JSON"),
    ],
)
def test_what_is_no_ninjs(data: bytes, reason: str) -> None:
    with pytest.raises(DocumentError, match=reason):
        read(data)


def test_too_large() -> None:
    with pytest.raises(TooLarge, match="the most of one ninjs file"):
        read(FIRST, Config(container_bytes=100))


def test_surrogates_and_broken_utf_8() -> None:
    (outcome,) = read(rb'{"uri": "u", "headline": "\udc00", "body_text": "a\ud800b"}')
    assert isinstance(outcome, Delivery)
    assert (outcome.document.text, outcome.document.title) == ("a\ufffdb", "\ufffd")


@pytest.mark.parametrize(
    ("written", "texts"),
    [
        (json.dumps(FIRST), ["“We wait,” she said.\n\nIt “rained”."]),
        (json.dumps([FIRST], indent=2), ["“We wait,” she said.\n\nIt “rained”."]),
        ('{"text": "a"}\n{"text": "b"}', ["a", "b"]),
        ('{"text": "' + "a" * 9000 + '"}', ["a" * 9000]),
    ],
)
def test_json_files_of_both_kinds(tmp_path: Path, written: str, texts: list[str]) -> None:
    path = tmp_path / "a.json"
    path.write_text(written, encoding="utf-8")
    outcomes = list(deliveries(str(path), Config(), Metadata()))
    assert [outcome.document.text for outcome in outcomes if isinstance(outcome, Delivery)] == texts
