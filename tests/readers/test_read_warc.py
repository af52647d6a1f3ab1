"""Web archives: pages in records, revisits, encodings, damage, and archives made to do harm."""

import gzip
import io
import json
import os
import zipfile
import zlib
from pathlib import Path

import brotli
import msgspec
import pytest
from fastwarc.stream_io import ZstdWriter
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.config import Config
from reportedly.errors import DocumentError, TooLarge
from reportedly.readers import Delivery, Metadata, PassedOver, deliveries
from reportedly.readers.container import read_wacz, read_warc
from reportedly.readers.delivery import Outcome
from reportedly.readers.opened import Opened
from tests.readers.archive import PAGE, SENTENCE, gzip_of_zeros, members, record, response


class _Pipe(io.RawIOBase):
    """Bytes that come once and in order."""

    def __init__(self, data: bytes) -> None:
        super().__init__()
        self._data = io.BytesIO(data)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        return self._data.readinto(buffer)


def read(data: bytes, config: Config | None = None, metadata: Metadata | None = None) -> list[Outcome]:
    return list(read_warc(Opened("a.warc", io.BytesIO(data)), config or Config(), metadata or Metadata()))


def texts(outcomes: list[Outcome]) -> list[str]:
    return [outcome.document.text for outcome in outcomes if isinstance(outcome, Delivery)]


def reasons(outcomes: list[Outcome]) -> list[str]:
    return [f"{outcome.origin}: {outcome.reason}" for outcome in outcomes if isinstance(outcome, DocumentError)]


def zstd(data: bytes) -> bytes:
    packed = io.BytesIO()
    writer = ZstdWriter(packed)
    for start in range(0, len(data), 1 << 16):
        writer.write(data[start : start + (1 << 16)])
    writer.close()
    return packed.getvalue()


def say(words: str) -> bytes:
    return PAGE.replace(b"by spring", words.encode())


PAIR = (record(response(say("by May"))), record(response(say("by June")), "https://h.example/b"))


@pytest.mark.parametrize("data", [b"".join(PAIR), members(*PAIR), gzip.compress(b"".join(PAIR)), zstd(b"".join(PAIR))])
def test_pages_however_the_archive_is_packed(data: bytes) -> None:
    first, second = read(data)
    assert isinstance(first, Delivery)
    assert isinstance(second, Delivery)
    document = first.document
    assert document.text.startswith(
        "The mayor said on Sunday that the bridge was closed, and he promised a new one by May"
    )
    assert (document.origin, document.url) == ("a.warc#https://h.example/a", "https://h.example/a")
    assert document.title == "Closed"
    assert first.body == say("by May")
    assert first.media_type == "text/html"
    assert "by June" in second.document.text


def test_the_day_of_archiving_is_no_day_of_publication() -> None:
    (undated,) = read(record(response()))
    assert isinstance(undated, Delivery)
    assert undated.document.published is None
    assert undated.document.notes == ("it says no date of publication; archived 2024-03-10T08:30:00+00:00",)
    dated = PAGE.replace(b"<head>", b'<head><meta property="article:published_time" content="2024-03-09">')
    (outcome,) = read(record(response(dated)))
    assert isinstance(outcome, Delivery)
    assert (outcome.document.published, outcome.document.notes) == ("2024-03-09", ())


def test_the_page_knows_itself_better_than_the_command_line() -> None:
    (outcome,) = read(record(response()), metadata=Metadata(title="T", outlet="Harbour Post"))
    assert isinstance(outcome, Delivery)
    assert (outcome.document.title, outcome.document.outlet) == ("Closed", "Harbour Post")


def test_a_text_and_a_resource() -> None:
    text = record(response("“We won,” she said.\r\n".encode("cp1252"), mime="text/plain; charset=windows-1252"))
    resource = record(PAGE, "https://h.example/r", "resource")
    first, second = read(text + resource)
    assert isinstance(first, Delivery)
    assert (first.document.text, first.media_type) == ("“We won,” she said.\r\n", "text/plain")
    assert isinstance(second, Delivery)
    assert second.document.url == "https://h.example/r"


def test_what_is_no_page_is_counted() -> None:
    outcomes = read(
        record(b"software: x\r\n", kind="warcinfo")
        + record(b"GET / HTTP/1.1\r\n\r\n", kind="request")
        + record(response(b"\x89PNG", mime="image/png")) * 3
        + record(response(b"gone", 404))
        + record(response(b"part", 206))
        + record(response(b"no", mime=""))
        + record(response(b"User-agent: *", mime="text/plain"), "https://h.example/robots.txt")
        + record(response(PAGE, mime=""))
    )
    (passed,) = [outcome for outcome in outcomes if isinstance(outcome, PassedOver)]
    assert passed.counts[0] == ("image/png", 3)
    others = {"warcinfo", "request", "HTTP 404", "HTTP 206", "no content type", "robots.txt"}
    assert set(passed.counts[1:]) == {(kind, 1) for kind in others}
    assert len(texts(outcomes)) == 1
    assert reasons(outcomes) == []


def test_an_archive_without_a_page_says_so(tmp_path: Path) -> None:
    (tmp_path / "a.warc").write_bytes(record(response(b"\x89PNG", mime="image/png")))
    passed, error = deliveries(str(tmp_path / "a.warc"), Config(), Metadata())
    assert isinstance(passed, PassedOver)
    assert isinstance(error, DocumentError)
    assert error.reason == "holds no article"


CODED = {
    "gzip": gzip.compress(PAGE),
    "x-gzip": gzip.compress(PAGE),
    "deflate": zlib.compress(PAGE),
    "Deflate": zlib.compress(PAGE, wbits=-15),
    "br": brotli.compress(PAGE),
    "zstd": zstd(PAGE),
    "gzip, br": brotli.compress(gzip.compress(PAGE)),
    "identity": PAGE,
}


@pytest.mark.parametrize("name", CODED)
def test_content_encodings(name: str) -> None:
    (outcome,) = read(members(record(response(CODED[name], Content_Encoding=name))))
    assert isinstance(outcome, Delivery)
    assert outcome.body == PAGE


def test_what_a_crawler_has_undone_already() -> None:
    chunked = b"%x\r\n%s\r\n0\r\n\r\n" % (len(PAGE), PAGE)
    outcomes = read(
        record(response(chunked, Transfer_Encoding="chunked"))
        + record(response(PAGE, Transfer_Encoding="chunked"))
        + record(response(PAGE, Content_Encoding="gzip"))
    )
    assert [outcome.body for outcome in outcomes if isinstance(outcome, Delivery)] == [PAGE] * 3


@pytest.mark.parametrize(
    ("block", "reason"),
    [
        (response(gzip.compress(PAGE)[:-20], Content_Encoding="gzip"), "damaged"),
        (response(brotli.compress(PAGE)[:-20], Content_Encoding="br"), "damaged"),
        (response(b"nonsense", Content_Encoding="zstd"), "damaged"),
        (response(PAGE, Content_Encoding="compress"), "content encoding, compress, is none that is known"),
        (response(PAGE, Content_Encoding="br,br,br"), "3 content encodings"),
        (response(b""), "empty"),
        (response(b"\0\1\2" * 100), "NUL"),
        (response(b"<html></html>"), "no main text"),
        (response(b"<div>" * 100_000 + PAGE), "nested more than 10,000 deep"),
        (b"HTTP/1.1 200 OK\r\nX: " + b"a" * 100_000 + b"\r\n\r\n", "damaged"),
    ],
    ids=["gzip", "br", "zstd", "compress", "br,br,br", "empty", "binary", "no text", "deep", "header"],
)
def test_a_bad_record_is_listed_and_the_rest_goes_on(block: bytes, reason: str) -> None:
    for packed in (b"".join, lambda parts: members(*parts)):
        outcomes = read(packed([PAIR[0], record(block, "https://h.example/bad"), PAIR[1]]))
        assert len(texts(outcomes)) == 2
        (told,) = reasons(outcomes)
        assert told.startswith("a.warc#https://h.example/bad: ")
        assert reason in told


def test_broken_utf_8_is_read_with_a_note() -> None:
    (outcome,) = read(
        record(response(PAGE.replace(b"spring", "spr\xffng – “soon”".encode().replace("\xff".encode(), b"\xff"))))
    )
    assert isinstance(outcome, Delivery)
    assert "spr\ufffdng" in outcome.document.text
    assert "U+FFFD" in outcome.document.notes[0]


@pytest.mark.parametrize("harm", ["flip", "cut", "garbage", "length", "packed text"])
def test_damage_between_records_of_gzip(harm: str) -> None:
    bad = gzip.compress(record(response(say("never") * 50), "https://h.example/bad"))
    damaged = {
        "flip": bad[:40] + bytes(255 - byte for byte in bad[40:60]) + bad[60:],
        "cut": bad[:-30],
        "garbage": b"garbage" * 1000 + b"\x1f\x8b\x08" * 1000,
        "length": gzip.compress(record(response(), Content_Length="99999")),
        "packed text": gzip.compress(b"She said so. " * 1000),
    }[harm]
    outcomes = read(members(PAIR[0]) + damaged + members(PAIR[1]))
    assert [("May" in text, "June" in text) for text in texts(outcomes)] == [(True, False), (False, True)]
    assert len(reasons(outcomes)) == 1


@pytest.mark.parametrize("garbage", [b"garbage\r\n\r\n", b"WARC/1.1\r\nnonsense" + b"\0" * 70_000 + b"\r\n"])
def test_damage_between_records_of_a_plain_archive(garbage: bytes) -> None:
    outcomes = read(PAIR[0] + garbage + PAIR[1] + PAIR[0])
    assert len(texts(outcomes)) == 3
    assert len(reasons(outcomes)) == 1
    once = list(read_warc(Opened("-", io.BufferedReader(_Pipe(PAIR[0] + garbage + PAIR[1]))), Config(), Metadata()))
    assert len(texts(once)) == 1
    assert len(reasons(once)) == 1


@pytest.mark.parametrize(
    "data",
    [members(*PAIR)[:-40], b"".join(PAIR)[:-200], zstd(PAIR[0]) + zstd(record(os.urandom(9000)))[:-40]],
    ids=["gzip", "plain", "zstd"],
)
def test_an_archive_that_is_cut_short(data: bytes) -> None:
    outcomes = read(data)
    assert "by May" in texts(outcomes)[0]
    assert reasons(outcomes)


@pytest.mark.parametrize(
    ("data", "reason"),
    [(b"", "empty"), (b"She said so.\n" * 100, "no web archive"), (b"\0" * 1000, "no web archive")],
)
def test_what_is_no_archive(data: bytes, reason: str) -> None:
    with pytest.raises(DocumentError, match=reason):
        read(data)


def test_revisits() -> None:
    digest = "sha1:3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ"
    head = response(b"")
    first = record(response(say("by May")), WARC_Payload_Digest=digest)
    same = record(head, kind="revisit", WARC_Payload_Digest=digest)
    moved = record(head, "https://h.example/b", "revisit", WARC_Payload_Digest=digest, WARC_Date="2025-01-01T00:00:00Z")
    absent = record(head, "https://h.example/c", "revisit", WARC_Payload_Digest="sha1:ELSEWHERE")
    picture = record(
        response(b"", mime="image/png"), "https://h.example/d.png", "revisit", WARC_Payload_Digest="sha1:P"
    )
    for data in (first + same + moved + absent + picture, members(first, same, moved, absent, picture)):
        original, copy, missing, passed = read(data)
        assert isinstance(original, Delivery)
        assert isinstance(copy, Delivery)
        assert copy.document.url == "https://h.example/b"
        assert copy.document.text == original.document.text
        assert copy.document.notes[0] == "archived as identical with https://h.example/a"
        assert "archived 2025-01-01" in copy.document.notes[1]
        assert isinstance(missing, DocumentError)
        assert missing.origin == "a.warc#https://h.example/c"
        assert "stored earlier, in another file" in missing.reason
        assert isinstance(passed, PassedOver)
        assert passed.counts == (("revisit of an unchanged page", 1), ("revisit of image/png", 1))


def test_a_revisit_in_a_stream_is_listed() -> None:
    data = record(response()) + record(response(b""), "https://h.example/b", "revisit", WARC_Refers_To="<urn:uuid:x>")
    data = data.replace(b"WARC-Record-ID: <urn:uuid:", b"WARC-Record-ID: <urn:uuid:x>\r\nX: ", 1)
    outcomes = list(read_warc(Opened("-", io.BufferedReader(_Pipe(data))), Config(), Metadata()))
    assert len(texts(outcomes)) == 1
    assert "its page is the one at https://h.example/a" in reasons(outcomes)[0]


def test_a_page_of_a_gigabyte_in_six_kilobytes() -> None:
    bomb = record(response(gzip_of_zeros(1024), Content_Encoding="gzip"), "https://h.example/bomb")
    data = members(PAIR[0], bomb, PAIR[1])
    assert len(gzip.compress(bomb)) < 6000
    outcomes = read(data)
    (error,) = [outcome for outcome in outcomes if isinstance(outcome, DocumentError)]
    assert isinstance(error, TooLarge)
    assert error.origin == "a.warc#https://h.example/bomb"
    assert error.reason == "its page is larger than 32 MB"
    assert len(texts(outcomes)) == 2


@pytest.mark.parametrize("encoding", ["br", "zstd"])
def test_bombs_of_brotli_and_zstandard(encoding: str) -> None:
    body = brotli.compress(b"\0" * (1 << 26), quality=1) if encoding == "br" else zstd(b"\0" * (1 << 26))
    outcomes = read(members(PAIR[0], record(response(body, Content_Encoding=encoding)), PAIR[1]))
    assert len(texts(outcomes)) == 2
    assert "its page is larger than 32 MB" in reasons(outcomes)[0]


def test_an_archive_that_expands_beyond_all_measure_is_given_up() -> None:
    head = record(b"", "https://h.example/bomb", "resource", Content_Length=str(1 << 30), Content_Type="image/png")[:-4]
    zeros = gzip_of_zeros(1024)
    opening = zlib.compressobj(9, zlib.DEFLATED, -15)
    start = opening.compress(head) + opening.flush(zlib.Z_FULL_FLUSH)
    bomb = zeros[:10] + start + zeros[10:]
    found = read_warc(Opened("a.warc", io.BytesIO(members(PAIR[0]) + bomb)), Config(), Metadata())
    assert isinstance(next(found), Delivery)
    with pytest.raises(TooLarge, match="expands to more than 200 times its size"):
        next(found)


def test_a_crowd_of_revisits_of_one_large_page_is_given_up() -> None:
    large = record(response(b"She said so. " * 100_000, mime="text/plain"), WARC_Payload_Digest="sha1:L")
    again = [
        record(response(b""), f"https://h.example/{number}", "revisit", WARC_Payload_Digest="sha1:L")
        for number in range(20)
    ]
    config = Config(unpack_bytes=4_000_000, unpack_ratio=2)
    with pytest.raises(TooLarge, match="expands to more than 2 times"):
        read(members(large, *again), config)


def test_nothing_is_read_before_it_is_asked_for() -> None:
    page = record(response())
    stream = io.BytesIO(page * 5000)
    found = read_warc(Opened("a.warc", stream), Config(), Metadata())
    next(found)
    assert stream.tell() < 3 << 20 < len(page) * 5000 * 2
    found.close()  # type: ignore[attr-defined]


def test_two_archives_in_turns() -> None:
    one, two = (read_warc(Opened("a", io.BytesIO(b"".join(PAIR))), Config(), Metadata()) for _ in range(2))
    pairs = list(zip(one, two, strict=True))
    assert [first.document.id for first, _ in pairs if isinstance(first, Delivery)] == [
        second.document.id for _, second in pairs if isinstance(second, Delivery)
    ]


def wacz(**files: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("datapackage.json", json.dumps({"profile": "data-package"}))
        archive.writestr("pages/pages.jsonl", '{"format": "json-pages-1.0"}')
        for name, data in files.items():
            kind = zipfile.ZIP_DEFLATED if name.startswith("deflated") else zipfile.ZIP_STORED
            archive.writestr(name, data, kind)
    return packed.getvalue()


def read_zip(data: bytes, config: Config | None = None) -> list[Outcome]:
    return list(read_wacz(Opened("a.wacz", io.BytesIO(data)), config or Config(), Metadata()))


def test_wacz() -> None:
    revisit = record(response(b""), "https://h.example/c", "revisit", WARC_Payload_Digest="sha1:A")
    first = record(response(say("by May")), WARC_Payload_Digest="sha1:A")
    outcomes = read_zip(wacz(**{"archive/data.warc.gz": members(first, revisit), "deflated.warc": PAIR[1]}))
    assert [outcome.document.origin for outcome in outcomes if isinstance(outcome, Delivery)] == [
        "a.wacz#archive/data.warc.gz#https://h.example/a",
        "a.wacz#archive/data.warc.gz#https://h.example/c",
        "a.wacz#deflated.warc#https://h.example/b",
    ]
    assert outcomes[-1] == PassedOver("a.wacz", "files", (("index and other lists", 2),))
    assert reasons(outcomes) == []


def test_a_wacz_with_names_that_lead_out_of_it_writes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inside = tmp_path / "inside"
    inside.mkdir()
    monkeypatch.chdir(inside)
    names = ("../../escape.warc", "/tmp/reportedly-escape.warc", "..\\escape.warc")
    (inside / "a.wacz").write_bytes(wacz(**dict.fromkeys(names, PAIR[0])))
    outcomes = list(deliveries("a.wacz", Config(), Metadata()))
    assert len(texts(outcomes)) == 3
    assert [path.name for path in tmp_path.rglob("*")] == ["inside", "a.wacz"]
    assert not Path("/tmp/reportedly-escape.warc").exists()


def test_a_bad_warc_in_a_wacz_is_listed_and_the_next_is_read() -> None:
    outcomes = read_zip(wacz(**{"a.warc": b"nonsense", "b.warc": b"", "deflated.warc": PAIR[0], "c.warc": PAIR[1]}))
    assert [told.partition(": ")[0] for told in reasons(outcomes)] == ["a.wacz#a.warc", "a.wacz#b.warc"]
    assert len(texts(outcomes)) == 2


def test_zips_that_are_none_or_bombs() -> None:
    with pytest.raises(DocumentError, match="no WACZ"):
        read_zip(b"PK\x03\x04nonsense")
    with pytest.raises(DocumentError, match="holds no WARC"):
        read_zip(wacz())
    with pytest.raises(DocumentError, match="has to be a file"):
        list(read_wacz(Opened("-", io.BufferedReader(_Pipe(wacz()))), Config(), Metadata()))
    with pytest.raises(TooLarge, match="expands to more than"):
        read_zip(
            wacz(**{"deflated.warc": PAIR[0] + record(b"\0" * 9_000_000, kind="metadata")}), Config(unpack_bytes=1)
        )
    packed = wacz(**{"a.warc": PAIR[0]})
    where = packed.rindex(b"PK\x01\x02")
    entry = packed[where : packed.rindex(b"PK\x05\x06")]
    end = packed[packed.rindex(b"PK\x05\x06") :]
    count = (1000).to_bytes(2, "little") * 2
    size = (len(entry) * 1000).to_bytes(4, "little")
    crowd = packed[:where] + entry * 1000 + end[:8] + count + size + where.to_bytes(4, "little") + end[20:]
    with pytest.raises(TooLarge, match="overlap"):
        read_zip(crowd)


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_any_damage_gives_pages_or_reasons(data: st.DataObject) -> None:
    whole = data.draw(st.sampled_from([b"".join(PAIR), members(*PAIR), wacz(**{"a.warc": PAIR[0]})]))
    place = data.draw(st.integers(0, len(whole) - 1))
    harmed = whole[:place] + data.draw(st.binary(max_size=20)) + whole[place + data.draw(st.integers(0, 20)) :]
    reader = read_wacz if whole.startswith(b"PK") else read_warc
    try:
        for outcome in reader(Opened("a", io.BytesIO(harmed)), Config(), Metadata()):
            if isinstance(outcome, Delivery):
                assert SENTENCE[:9] in outcome.document.text or outcome.document.text
                assert msgspec.json.encode(outcome.document)
    except DocumentError as error:
        assert "its extraction" not in error.reason  # noqa: PT017 (nothing must crash)


def test_damage_costs_the_rest_of_the_archive_nothing() -> None:
    bad = gzip.compress(record(response(b"x" * 5000)))[:-100]
    pages = [record(response(b"She said so. " * 2000, mime="text/plain"), f"https://h.example/{n}") for n in range(20)]
    outcomes = read(bad + members(*pages), Config(unpack_bytes=30_000, unpack_ratio=150))
    assert len(texts(outcomes)) == 20
    assert len(reasons(outcomes)) == 1
