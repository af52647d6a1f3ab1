"""The one place where a Document and its id are made."""

from hashlib import sha256

from reportedly.errors import DocumentError
from reportedly.readers.metadata import About
from reportedly.readers.published import iso_date
from reportedly.records import Document
from reportedly.text.controls import SURROGATES


def digest(url: str | None, text: str) -> str:
    """The id of one version of one article: `d:` and 16 hexadecimal digits of the SHA-256 of url, NUL, text in UTF-8.

    16 digits are 64 bits: at 10^8 documents the chance of any collision is 3 in 10,000.

    >>> digest(None, "a") == digest("", "a") != digest("https://x.example/", "a")
    True
    """
    state = sha256((url or "").encode("utf-8", "surrogatepass"))
    state.update(b"\0")
    state.update(text.encode("utf-8", "surrogatepass"))
    return "d:" + state.hexdigest()[:16]


def replace_surrogates(text: str) -> tuple[str, int]:
    """`text` with each lone surrogate replaced by U+FFFD, so that offsets stay; and how many there were.

    >>> replace_surrogates("a\\ud800b")
    ('a\ufffdb', 1)
    """
    return SURROGATES.subn("\ufffd", text)


def make_document(text: str, origin: str, about: About, notes: tuple[str, ...] = ()) -> Document:
    """The Document of `text`, unchanged but for lone surrogates; raises DocumentError if there is nothing to read.

    Fields of `about` are cleaned to one line; a `published` that is no ISO or RFC 2822 date is left out with a note.
    """
    text, replaced = replace_surrogates(text)
    if not text:
        raise DocumentError(printable(origin), "nothing to read: empty")
    if text.isspace():
        raise DocumentError(printable(origin), "nothing to read: only white space")
    if replaced:
        what = "1 lone surrogate was" if replaced == 1 else f"{replaced:,} lone surrogates were"
        notes += (f"{what} replaced by U+FFFD",)
    published = iso_date(about.published) if about.published else None
    if about.published and not published:
        notes += (f"published {_one_line(about.published)[:60]!r} is no ISO date and was left out",)
    url = _one_line(about.url) or None
    return Document(
        id=digest(url, text),
        text=text,
        origin=printable(origin),
        url=url,
        title=_one_line(about.title) or None,
        outlet=_one_line(about.outlet) or None,
        byline=tuple(name for name in map(_one_line, about.byline) if name),
        published=published,
        language=_one_line(about.language) or None,
        credit=_one_line(about.credit) or None,
        notes=notes,
    )


def printable(origin: str) -> str:
    """`origin` without surrogates: the name of a file need not be UTF-8, a line of JSON must be."""
    return replace_surrogates(origin)[0]


def _one_line(field: str | None) -> str:
    return " ".join(replace_surrogates(field)[0].split()) if field else ""
