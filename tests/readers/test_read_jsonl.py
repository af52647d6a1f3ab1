"""JSON Lines: fields, origins, and lines that are bad."""

import contextlib
import io
import json

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.config import Config
from reportedly.errors import DocumentError, NotText, TooLarge
from reportedly.readers import Metadata, jsonl
from reportedly.readers.delivery import Delivery
from reportedly.readers.opened import Opened
from reportedly.records import Document


def read(
    data: str | bytes, config: Config | None = None, metadata: Metadata | None = None
) -> list[Document | DocumentError]:
    stream = io.BytesIO(data.encode() if isinstance(data, str) else data)
    found = jsonl.read(Opened("a.jsonl", stream), config or Config(), metadata or Metadata())
    return [outcome.document if isinstance(outcome, Delivery) else outcome for outcome in found]  # type: ignore[misc]


def one(data: str | bytes, metadata: Metadata | None = None) -> Document:
    (document,) = read(data, metadata=metadata)
    assert isinstance(document, Document), document
    return document


def test_fields() -> None:
    line = {
        "text": "“We won,”\r\n she said.",
        "id": "p-7",
        "title": "Won",
        "outlet": "Harbour Post",
        "published": "2024-03-10T08:30:00Z",
        "url": "https://h.example/7",
        "byline": ["Lena Maro", "Tom Ilk"],
        "language": "en",
        "tags": {"not": "read"},
    }
    document = one(json.dumps(line))
    assert document.text == line["text"]
    assert document.origin == "a.jsonl#p-7"
    assert document.byline == ("Lena Maro", "Tom Ilk")
    assert document.published == "2024-03-10T08:30:00+00:00"
    assert (document.title, document.outlet, document.language) == ("Won", "Harbour Post", "en")


def test_origin_is_the_line_number_where_there_is_no_id() -> None:
    origins = [found.origin for found in read('{"text": "a"}\n\n{"text": "b", "id": 12}\n{"text": "c", "id": ""}')]
    assert origins == ["a.jsonl#1", "a.jsonl#12", "a.jsonl#4"]


def test_a_byline_may_be_a_line() -> None:
    document = one('{"text": "a", "byline": "By Lena Maro and Tom Ilk, Reuters"}')
    assert (document.byline, document.credit) == (("Lena Maro", "Tom Ilk"), "Reuters")


def test_the_line_knows_itself_better_than_the_command_line() -> None:
    document = one('{"text": "a", "outlet": "Harbour Post"}', Metadata(outlet="Echo", title="T"))
    assert (document.outlet, document.title) == ("Harbour Post", "T")


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "line 2"),
        ("[1, 2]", "Expected `object`"),
        ('"text"', "Expected `object`"),
        ('{"title": "no text"}', "missing required field `text`"),
        ('{"text": 7}', "Expected `str`"),
        ('{"text": "a", "title": 7}', "title"),
        ('{"text": ""}', "line 2: nothing to read: empty"),
        ('{"text": " "}', "nothing to read"),
        ("[" * 100_000, "line 2"),
        ('{"a":' * 100_000, "line 2"),
    ],
)
def test_a_bad_line_is_listed_and_the_rest_goes_on(line: str, reason: str) -> None:
    first, bad, last = read(f'{{"text": "a"}}\n{line}\n{{"text": "b"}}\n')
    assert isinstance(first, Document)
    assert isinstance(last, Document)
    assert isinstance(bad, DocumentError)
    assert bad.origin == "a.jsonl#2"
    assert reason in bad.reason
    assert len(bad.reason) < 300


def test_a_line_above_the_cap_is_passed_over_without_being_held() -> None:
    data = '{"text": "' + "x" * 5000 + '"}\n{"text": "b"}'
    long, after = read(data, Config(max_line_bytes=100))
    assert isinstance(long, TooLarge)
    assert long.reason == "line 1 is longer than 100 bytes"
    assert isinstance(after, Document)
    assert after.origin == "a.jsonl#2"


def test_lone_surrogates_and_broken_utf_8() -> None:
    assert one(r'{"text": "a\ud800b", "title": "\udc00"}').text == "a\ufffdb"
    document = one(b'\xef\xbb\xbf{"text": "a\xffb"}')
    assert document.text == "a\ufffdb"
    assert document.notes == ("line 1: bytes that were not UTF-8 were replaced by U+FFFD",)


@pytest.mark.parametrize("data", [b"", b"\n \n", b"\xef\xbb\xbf\n"])
def test_nothing_in_it(data: bytes) -> None:
    with pytest.raises(DocumentError, match="nothing to read: empty"):
        read(data)


@pytest.mark.parametrize("data", ['{"text": "a"}'.encode("utf-16"), b"\x1f\x8b\x08\x00", b"PK\0\0"])
def test_binary(data: bytes) -> None:
    with pytest.raises(NotText):
        read(data)


def test_the_file_is_read_as_it_is_asked_for() -> None:
    stream = io.BytesIO(b'{"text": "a"}\n' * 1000)
    next(jsonl.read(Opened("a.jsonl", stream), Config(), Metadata()))
    assert stream.tell() < 100


@given(st.lists(st.text(min_size=1).filter(lambda text: not text.isspace()), min_size=1, max_size=5))
def test_any_texts_survive(texts: list[str]) -> None:
    lines = "\n".join(json.dumps({"text": text}) for text in texts)
    found = [document.text for document in read(lines) if isinstance(document, Document)]
    assert found == [text.encode("utf-16", "surrogatepass").decode("utf-16", "replace") for text in texts]


@given(st.binary(max_size=100))
def test_any_bytes_give_documents_or_reasons(data: bytes) -> None:
    found: list[Document | DocumentError] = []
    with contextlib.suppress(DocumentError):
        found = read(data)
    for document in found:
        if isinstance(document, Document):
            assert msgspec.json.encode(document)
