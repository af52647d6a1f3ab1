"""Plain text: bytes -> str -> Document, the text unchanged."""

import codecs
import re
from collections.abc import Iterator

import msgspec

from reportedly.config import Config
from reportedly.errors import NotText
from reportedly.readers.delivery import Delivery, Outcome
from reportedly.readers.documents import make_document
from reportedly.readers.encodings import known_encoding
from reportedly.readers.metadata import Metadata, about
from reportedly.readers.opened import Opened, read_all
from reportedly.records import Document

# What other kinds of file begin with, so that the reason can name them.
MAGIC = (
    (b"%PDF-", "a PDF file"),
    (b"{\\rtf", "an RTF file"),
    (b"PK\x03\x04", "a zip archive (or a word-processor file)"),
    (b"\x1f\x8b", "a gzip file: unpack it first"),
    (b"\xd0\xcf\x11\xe0", "an old word-processor file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"SQLite format 3", "a database"),
)

# Longest first: the mark of UTF-32 begins with that of UTF-16.
WIDE_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

# One whole character of two, three or four bytes: chance hardly makes one in a text that is not UTF-8.
WHOLE_CHARACTER = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")

# High bytes as Windows-1252 prose has them: accented letters (at most three running, as in "créée") that touch an
# ASCII letter, quotation marks, dashes, the ellipsis, a no-break space and a few signs.
WESTERN = re.compile(
    rb"[A-Za-z][\x8a\x8c\x8e\x9a\x9c\x9e\x9f\xc0-\xd6\xd8-\xf6\xf8-\xff]{1,3}"
    rb"|[\x8a\x8c\x8e\x9a\x9c\x9e\x9f\xc0-\xd6\xd8-\xf6\xf8-\xff]{1,3}(?=[A-Za-z])"
    rb"|[\x85\x91-\x97\x99\xa0\xa3\xa7\xa9\xab\xae\xb0\xb7\xbb\xbc-\xbe]|\x80(?=[0-9 ])"
)
HIGH = re.compile(rb"[\x80-\xff]")

# Damage spoils some bytes; where more than this share is not UTF-8, it is another encoding and every word is lost
# (Cyrillic and Greek single-byte prose: over .8; Japanese: over .9; a Latin-2 text: under .1).
MAX_BAD_SHARE = 0.3
MIN_BAD = 64  # fewer bytes can be damage whatever their share; a short damaged text is still read

# Control characters that no text has; a share of them above this in the first bytes means a binary file without NUL.
CONTROL = re.compile(rb"[\x01-\x06\x0e-\x1a\x1c-\x1f\x7f]")
CONTROL_HEAD = 64 * 1024
MAX_CONTROL_SHARE = 0.05


class Decoded(msgspec.Struct, frozen=True):
    """The text of some bytes, and what had to be done to get it, in words for the user."""

    text: str
    notes: tuple[str, ...] = ()


def decode(data: bytes, origin: str, charset: str | None = None) -> Decoded:
    """The text of `data`: newlines and controls are kept, only a byte-order mark is dropped. Raises NotText.

    UTF-16 and UTF-32 need their mark. All else is UTF-8 if it can be; then what the server called it (`charset`);
    then one of two repairs, each stated in `notes`:

    - **Windows-1252**, if no multi-byte character of UTF-8 occurs and every high byte stands where western prose has
      accented letters or typographic marks. Such a file is undamaged, only older, and its bytes 0x91 to 0x94 are the
      quotation marks that this program lives on; as U+FFFD they would be gone. Offsets are the same either way,
      as every such byte becomes one character.
    - **U+FFFD** for what is not UTF-8, otherwise: the file is UTF-8 with damage, and a guess would invent letters.
    """
    _refuse_magic(data, origin)
    for mark, encoding in WIDE_MARKS:
        if data.startswith(mark) and b"\0" in data:  # without any NUL it is stray bytes before something else
            return _wide(data, encoding)
    _refuse_binary(data, origin)
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        return Decoded(data.decode("utf-8"))
    except UnicodeDecodeError:
        pass
    if charset and (declared := _declared(data, charset)):
        return declared
    if not WHOLE_CHARACTER.search(data) and not HIGH.search(WESTERN.sub(b"", data)):
        return Decoded(data.decode("cp1252"), ("not UTF-8: read as Windows-1252",))
    return _damaged(data, origin)


def read(opened: Opened, config: Config, metadata: Metadata) -> Iterator[Outcome]:
    """The one document of a plain text; metadata only from the command line."""
    yield _delivery(opened, config, metadata)


def _delivery(opened: Opened, config: Config, metadata: Metadata) -> Delivery:
    data = read_all(opened, config.max_bytes)
    decoded = decode(data, opened.origin, opened.charset)
    document = text_document(decoded.text, opened.origin, metadata, decoded.notes, opened.url)
    return Delivery(document, data, "text/plain")


def text_document(
    text: str, origin: str, metadata: Metadata, notes: tuple[str, ...] = (), url: str | None = None
) -> Document:
    """The Document of a text that is at hand as a string; raises DocumentError if it is empty."""
    said = about(metadata)
    return make_document(text, origin, said if said.url else msgspec.structs.replace(said, url=url), notes)


def _wide(data: bytes, encoding: str) -> Decoded:
    try:
        return Decoded(data.decode(encoding))
    except UnicodeDecodeError:
        note = f"some bytes were not {encoding.upper()} and were replaced by U+FFFD"
        return Decoded(data.decode(encoding, "replace"), (note,))


def _declared(data: bytes, charset: str) -> Decoded | None:
    encoding = known_encoding(charset)
    if encoding is None or encoding.startswith("utf"):
        return None
    try:
        return Decoded(data.decode(encoding))
    except UnicodeDecodeError:
        return None


def _damaged(data: bytes, origin: str) -> Decoded:
    text = data.decode("utf-8", "replace")
    already = data.count("\ufffd".encode())
    replacements = text.count("\ufffd") - already
    bad = len(data) - (len(text.encode("utf-8")) - 3 * replacements)
    if bad >= MIN_BAD and bad > MAX_BAD_SHARE * len(data):
        raise NotText(origin, f"{bad / len(data):.0%} of its bytes are not UTF-8: another encoding, or no text")
    verb, each = ("was", "byte") if bad == 1 else ("were", "bytes")
    return Decoded(text, (f"{bad:,} {each} {verb} not UTF-8 and {verb} replaced by U+FFFD",))


def _refuse_magic(data: bytes, origin: str) -> None:
    for magic, name in MAGIC:
        if data.startswith(magic):
            raise NotText(origin, f"not text but {name}")


def _refuse_binary(data: bytes, origin: str) -> None:
    place = data.find(b"\0")
    if place >= 0:
        raise NotText(origin, f"not text: byte {place:,} is NUL (a binary file, or UTF-16 without its mark)")
    head = data[:CONTROL_HEAD]
    controls = len(CONTROL.findall(head))
    if controls > MAX_CONTROL_SHARE * len(head):
        raise NotText(origin, f"not text: {controls / len(head):.0%} of its bytes are control characters")
