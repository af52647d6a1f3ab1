"""Plain text: the decoded file unchanged, and what happens to files that are no such thing."""

import contextlib
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.config import Config
from reportedly.errors import DocumentError, NotText, TooLarge
from reportedly.readers import Metadata, text
from reportedly.readers.delivery import Delivery
from reportedly.readers.opened import Opened
from reportedly.records import Document


def read(data: bytes, config: Config | None = None, metadata: Metadata | None = None) -> Document:
    opened = Opened("a.txt", io.BytesIO(data))
    (found,) = text.read(opened, config or Config(), metadata or Metadata())
    assert isinstance(found, Delivery)
    assert found.body == data
    return found.document


def test_text_is_the_file_unchanged() -> None:
    written = '  "We\twon,"\r\nshe said.\r\r\n\x0c\u2028\u202bend\u202c \n'
    document = read(written.encode())
    assert document.text == written
    assert document.notes == ()
    assert document.origin == "a.txt"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_byte_order_marks_are_read_and_dropped(encoding: str) -> None:
    assert read("“Да,” she said.\r\n".encode(encoding)).text == "“Да,” she said.\r\n"


def test_utf_16_of_both_orders() -> None:
    for mark, encoding in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        assert read(mark + "Zoë said.".encode(encoding)).text == "Zoë said."


def test_broken_utf_8_is_replaced_and_said() -> None:
    document = read("“Zoë left,” he said. ".encode() + b"\xff\xfe\xc3 and more")
    assert document.text == "“Zoë left,” he said. \ufffd\ufffd\ufffd and more"
    assert document.notes == ("3 bytes were not UTF-8 and were replaced by U+FFFD",)


def test_replacement_characters_of_the_file_itself_are_not_counted() -> None:
    document = read("a \ufffd b ".encode() + b"\xe2\x80 end")
    assert document.notes == ("2 bytes were not UTF-8 and were replaced by U+FFFD",)


def test_stray_bytes_that_look_like_a_mark_are_damage() -> None:
    document = read(b'\xff\xfe"We won," said Maro.')
    assert document.text == '\ufffd\ufffd"We won," said Maro.'


def test_windows_1252_keeps_its_quotation_marks() -> None:
    written = "“I’m at the café,” Zoë said – twice…"
    document = read(written.encode("cp1252"))
    assert document.text == written
    assert document.notes == ("not UTF-8: read as Windows-1252",)


@pytest.mark.parametrize(
    "data", [b"he said \xff twice", b"cut off\xe2\x80", b"a \x81 b", b"\xe9\xe9\xe9\xe9\xe9 and so on"]
)
def test_bytes_out_of_place_are_not_taken_for_windows_1252(data: bytes) -> None:
    assert "\ufffd" in read(data).text


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"%PDF-1.7 ...", "PDF"),
        (b"PK\x03\x04...", "zip"),
        (b"\x89PNG\r\n", "picture"),
        (b"\x1f\x8b\x08", "gzip"),
        (b"some\0thing", "byte 4 is NUL"),
        ("no mark".encode("utf-16-le"), "NUL"),
        (bytes(range(1, 9)) * 20, "control characters"),
        (("Он сказал, что моста больше нет. " * 4).encode("koi8-r"), "are not UTF-8"),
    ],
)
def test_what_is_no_text_says_so(data: bytes, reason: str) -> None:
    with pytest.raises(NotText, match=reason):
        read(data)


@pytest.mark.parametrize(("data", "reason"), [(b"", "empty"), (b"\xef\xbb\xbf", "empty"), (b" \n\t\n", "white space")])
def test_nothing_to_read(data: bytes, reason: str) -> None:
    with pytest.raises(DocumentError, match=f"nothing to read: .*{reason}"):
        read(data)


@pytest.mark.parametrize("written", ['"""\'’”“', "12 % 34", "…", "﷽" * 10, "no sentence end " * 1000])
def test_odd_texts_are_documents(written: str) -> None:
    assert read(written.encode()).text == written


def test_a_file_above_the_cap_is_not_read() -> None:
    with pytest.raises(TooLarge, match="larger than 10 bytes"):
        read(b"x" * 11, Config(max_bytes=10))
    assert read(b"x" * 10, Config(max_bytes=10)).text == "x" * 10


def test_fifty_megabytes() -> None:
    line = "The mayor said that the bridge was closed – “for good”.\n".encode()
    count = 50 * 1024 * 1024 // len(line)
    assert len(read(line * count, Config(max_bytes=64 << 20)).text) == count * len(line.decode())


def test_metadata_of_the_command_line() -> None:
    document = read(
        b"x", metadata=Metadata("Harbour  Post", "2024-03-10", "A\nB", ("Lena Maro",), "https://h.example/a")
    )
    assert (document.outlet, document.published, document.title) == ("Harbour Post", "2024-03-10", "A B")
    assert (document.byline, document.url) == (("Lena Maro",), "https://h.example/a")


def test_a_date_that_is_none_is_left_out_and_said() -> None:
    document = read(b"x", metadata=Metadata(published="last week"))
    assert document.published is None
    assert document.notes == ("published 'last week' is no ISO date and was left out",)


def test_lone_surrogates_never_reach_a_document() -> None:
    document = text.text_document("a\ud800b", "a\udcff.txt", Metadata(title="t\udfff"))
    assert (document.text, document.origin, document.title) == ("a\ufffdb", "a\ufffd.txt", "t\ufffd")
    assert document.notes == ("1 lone surrogate was replaced by U+FFFD",)


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\ufeff"), min_size=1))
def test_any_utf_8_is_read_unchanged(written: str) -> None:
    with contextlib.suppress(NotText):  # "%PDF-", or nothing but controls
        assert text.decode(written.encode(), "a.txt").text == written


@given(st.binary(max_size=200))
def test_any_bytes_give_a_text_or_a_reason(data: bytes) -> None:
    with contextlib.suppress(DocumentError):
        document = read(data)
        assert document.text
        assert document.text.encode("utf-8")
