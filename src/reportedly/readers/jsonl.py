"""JSON Lines: one document a line; a bad line is listed and the rest goes on."""

import codecs
import json
from collections.abc import Iterator
from functools import lru_cache

import msgspec

from reportedly.config import Config
from reportedly.errors import DocumentError, NotText, TooLarge
from reportedly.readers.byline import byline_of
from reportedly.readers.delivery import Delivery, Outcome
from reportedly.readers.documents import make_document, printable
from reportedly.readers.metadata import About, Metadata, about, settle
from reportedly.readers.opened import Opened, megabytes

# A line above the cap is passed over in pieces of this size.
SKIP_BYTES = 1 << 20


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """The fields that are read of a line; others are passed over."""

    text: str
    id: str | int | None = None
    title: str | None = None
    outlet: str | None = None
    published: str | None = None
    url: str | None = None
    byline: str | list[str] | None = None
    language: str | None = None


@lru_cache(maxsize=8)
def line_type(text_field: str) -> type[Line]:
    """Line, with the article in the field `text_field`; what the field usually means is then not read.

    >>> msgspec.json.decode('{"title": "She said so."}', type=line_type("title")).text
    'She said so.'
    """
    fields: list[tuple[str, object, object]] = [("text", str, msgspec.field(name=text_field))]
    if text_field in Line.__struct_fields__ and text_field != "text":
        fields.append((text_field, msgspec.UnsetType, msgspec.field(name="", default=None)))
    made: type[Line] = msgspec.defstruct("Line", fields, bases=(Line,), frozen=True, kw_only=True)  # type: ignore[assignment]
    return made


def read(opened: Opened, config: Config, metadata: Metadata) -> Iterator[Outcome]:
    """The documents of the lines, in order; `origin` is `FILE#ID`, or `FILE#NUMBER` where a line has no id.

    Empty lines are passed over. No more than one line (`config.max_line_bytes`) is held at a time, so the file may
    be of any length. The article is in the field `config.text_field`. Command-line metadata fills what a line lacks.
    """
    number = lines = 0
    while line := opened.stream.readline(config.max_line_bytes + 1):
        number += 1
        if number == 1:
            _refuse_binary(line, opened.origin)
            line = line.removeprefix(codecs.BOM_UTF8)
        if len(line) > config.max_line_bytes and not line.endswith(b"\n"):
            _pass_over(opened, line)
            lines += 1
            reason = f"line {number} is longer than {megabytes(config.max_line_bytes)}"
            yield TooLarge(f"{opened.origin}#{number}", reason)
        elif line := line.strip():
            lines += 1
            try:
                yield _delivery(line, number, opened.origin, config.text_field, metadata)
            except DocumentError as error:
                yield error
    if not lines:
        raise DocumentError(opened.origin, "nothing to read: empty")


def _delivery(line: bytes, number: int, file: str, text_field: str, metadata: Metadata) -> Delivery:
    origin = f"{file}#{number}"
    notes: tuple[str, ...] = ()
    try:
        text = line.decode("utf-8")
    except UnicodeDecodeError:
        text = line.decode("utf-8", "replace")
        notes = (f"line {number}: bytes that were not UTF-8 were replaced by U+FFFD",)
    fields = _fields(text, number, origin, line_type(text_field))
    byline, credit = byline_of((fields.byline,) if isinstance(fields.byline, str) else tuple(fields.byline or ()))
    own = About(
        url=fields.url,
        title=fields.title,
        outlet=fields.outlet,
        byline=byline,
        published=fields.published,
        language=fields.language,
        credit=credit,
    )
    if fields.id is not None and str(fields.id).strip():
        origin = f"{file}#{' '.join(str(fields.id).split())}"
    try:
        document = make_document(fields.text, origin, settle(own, about(metadata)), notes)
    except DocumentError as error:
        raise DocumentError(printable(origin), f"line {number}: {error.reason}") from error
    return Delivery(document, line, "application/json")


def _fields(text: str, number: int, origin: str, line: type[Line]) -> Line:
    try:
        return msgspec.json.decode(text, type=line)
    except msgspec.ValidationError as error:
        raise DocumentError(origin, f"line {number}: {error}") from error
    except (msgspec.DecodeError, RecursionError):
        pass
    try:  # the tolerant parser: lone surrogates, control characters in strings
        return msgspec.convert(json.loads(text, strict=False), line)
    except RecursionError as error:
        raise DocumentError(origin, f"line {number}: nested too deep") from error
    except ValueError as error:  # json's and msgspec's both
        raise DocumentError(origin, f"line {number}: {error}") from error


def _pass_over(opened: Opened, piece: bytes) -> None:
    while piece and not piece.endswith(b"\n"):
        piece = opened.stream.readline(SKIP_BYTES)


def _refuse_binary(line: bytes, origin: str) -> None:
    if line.startswith(b"\x1f\x8b"):
        raise NotText(origin, "not text but a gzip file: unpack it first")
    if b"\0" in line:
        raise NotText(origin, "not JSON Lines: the first line holds NUL bytes (a binary file, or UTF-16)")
