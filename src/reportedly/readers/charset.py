"""The bytes of a web page -> str, as browsers do it, but believing valid UTF-8 over what a page says of itself."""

import codecs
import re

from reportedly.errors import NotText
from reportedly.readers.encodings import known_encoding
from reportedly.readers.text import Decoded, decode

# Where browsers look for a declaration (1,024 bytes in the standard; real pages put scripts before it).
DECLARATION_BYTES = 4096
DECLARATION = re.compile(rb"<meta[^<>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{1,40})", re.I)
XML_DECLARATION = re.compile(rb"<\?xml[^<>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9_:.-]{1,40})", re.I)

# These write other scripts with ASCII bytes, so being valid UTF-8 says nothing about them.
SEVEN_BIT = ("iso2022", "iso-2022", "hz")


def decode_page(data: bytes, origin: str, charset: str | None) -> Decoded:
    """The text of a page. `charset` is what the server said. Raises NotText.

    In this order: byte-order mark; valid UTF-8; server; the page's own declaration; Windows-1252, which is what
    browsers take for a page that says nothing.
    """
    head = data[:DECLARATION_BYTES]
    found = DECLARATION.search(head) or XML_DECLARATION.match(head)
    said = [label for label in (charset, found.group(1).decode("ascii") if found else None) if label]
    names = [name for name in map(known_encoding, said) if name]
    if names and names[0].startswith(SEVEN_BIT):
        return Decoded(data.decode(names[0], "replace"))
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return decode(data, origin)
    data = data.removeprefix(codecs.BOM_UTF8)
    if (place := data.find(b"\0")) >= 0:
        raise NotText(origin, f"not a web page: byte {place:,} is NUL")
    try:
        return Decoded(data.decode("utf-8"))
    except UnicodeDecodeError:
        pass
    for name in names:
        if not name.startswith("utf"):
            return _legacy(data, name)
    return decode(data, origin) if names else _legacy(data, "cp1252", guessed=True)


def _legacy(data: bytes, name: str, guessed: bool = False) -> Decoded:
    notes = ("neither UTF-8 nor of a stated encoding: read as Windows-1252",) if guessed else ()
    try:
        return Decoded(data.decode(name), notes)
    except UnicodeDecodeError:
        text = data.decode(name, "replace")
        return Decoded(text, (*notes, f"some bytes were not {name} and were replaced by U+FFFD"))
