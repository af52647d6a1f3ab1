"""ninjs (IPTC's "news in JSON", versions 1 to 3) -> its items. Runs in a confined process."""

import json
from collections.abc import Iterator
from typing import Literal

from reportedly.errors import DocumentError
from reportedly.readers.asked import Asked
from reportedly.readers.byline import AGENCY, byline_of
from reportedly.readers.documents import replace_surrogates
from reportedly.readers.feed import whole_text
from reportedly.readers.frames import Fault, Item, Part, Unpack
from reportedly.readers.metadata import About

# Any JSON value. Its shape is the file's; nothing beyond this file sees it.
Json = object
Fields = dict[str, Json]

# What makes an object an item of ninjs: it has an address, and one of these.
MARKS = ("headline", "headlines", "bodies", "versioncreated", "versionCreated", "contentcreated", "contentCreated")
BODY = "body_"  # ninjs 1: body_text, body_html, body_xhtml, body_ and any other word

# Where services that hand out several items put the list.
LISTS = ("items", "_items")

HTML = ("text/html", "application/xhtml+xml")
DATES = ("versioncreated", "firstcreated", "contentcreated")

REASON = 'JSON, but neither ninjs nor JSON Lines (an object a line with the article in "text", or --text-field)'


def items(task: Unpack, source: Asked) -> Iterator[Part]:
    """An Item for each article, a Fault for each that has no text, such as pictures.

    The first body in HTML is taken, else the first in plain text. The date is that of this version, which "today" in
    its text counts from. Who sends it (`provider`) is the outlet; an agency whom it names as source is the credit.
    """
    decoded = whole_text(task, source, "ninjs file")
    try:
        value: Json = json.loads(decoded.text, strict=False)
    except RecursionError as error:
        raise DocumentError(task.origin, "JSON that is nested too deep") from error
    except ValueError as error:
        raise DocumentError(task.origin, f"broken JSON: {error}") from error
    listed = _listed(value)
    found = [entry for entry in listed if _is_item(entry)]
    if not found:
        raise DocumentError(task.origin, REASON)
    for number, entry in enumerate(listed, 1):
        place = "" if len(listed) == 1 else str(number)
        yield _item(entry, place, decoded.notes) if _is_item(entry) else Fault(place, "no item of ninjs")


def _listed(value: Json) -> list[Fields]:
    if isinstance(value, dict):
        value = next((value[name] for name in LISTS if isinstance(value.get(name), list)), [value])
    return [entry if isinstance(entry, dict) else {} for entry in value] if isinstance(value, list) else []


def _is_item(entry: Fields) -> bool:
    return isinstance(entry.get("uri"), str) and any(name in MARKS or name.startswith(BODY) for name in entry)


def _item(entry: Fields, place: str, notes: tuple[str, ...]) -> Part:
    uri = _string(entry["uri"]) or ""
    place = (uri or place) if place else ""
    body, media_type = _body(entry)
    if not body:
        kind = _string(entry.get("type"))
        return Fault(place, f"an item without a text{f' (its type is {kind[:40]!r})' if kind else ''}")
    lines = _names(entry.get("byline")) + _names(entry.get("by"))
    byline, credit = byline_of(lines)
    provider, origin = _sources(entry)
    agency = next((name for name in origin if AGENCY.fullmatch(name) and name not in provider), None)
    outlets = provider or tuple(name for name in origin if name != agency) or _names(entry.get("copyrightholder"))
    about = About(
        url=uri if uri.startswith(("http://", "https://")) else None,
        title=_title(entry),
        outlet=outlets[0] if outlets else None,
        byline=byline,
        published=next((date for date in (_string(_any_case(entry, name)) for name in DATES) if date), None),
        language=_string(entry.get("language")),
        credit=credit or agency,
    )
    return Item(place, body.encode(), media_type, "utf-8", about.url, about, notes, fragment=True)


def _body(entry: Fields) -> tuple[str, Literal["text/html", "text/plain"]]:
    html = [_string(entry.get(name)) for name in ("body_html", "body_xhtml")]
    text = [_string(entry.get("body_text"))]
    for part in _parts(entry.get("bodies"), "main"):
        kind = _string(_any_case(part, "contenttype")) or "text/plain"
        (html if kind in HTML else text if kind == "text/plain" else []).append(_string(part.get("value")))
    if best := next(filter(None, html), None):
        return best, "text/html"
    return next(filter(None, text), None) or "", "text/plain"


def _title(entry: Fields) -> str | None:
    headlines = (_string(part.get("value")) for part in _parts(entry.get("headlines"), "main"))
    return _string(entry.get("headline")) or next(filter(None, headlines), None)


def _sources(entry: Fields) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Who sends the item, and whom it is from."""
    provider, origin = _names(entry.get("provider")), _names(entry.get("source"))
    for name in ("infosource", "infosources"):
        for part in _parts(entry.get(name), ""):
            if _string(part.get("role")) == "provider":
                provider += _names(part)
            else:
                origin += _names(part)
    return provider, origin


def _parts(value: Json, first: str) -> list[Fields]:
    """The objects of a list, those in the role `first` before the others."""
    parts = [part for part in value if isinstance(part, dict)] if isinstance(value, list) else []
    return sorted(parts, key=lambda part: part.get("role") != first)


def _names(value: Json) -> tuple[str, ...]:
    """A name, an object that has one, or a list of these."""
    if isinstance(value, list):
        return tuple(name for entry in value if not isinstance(entry, list) for name in _names(entry))
    name = _string(value.get("name")) if isinstance(value, dict) else _string(value)
    return (name,) if name else ()


def _any_case(entry: Fields, name: str) -> Json:
    """A field whose name is lower case up to ninjs 2 and in camel case from 3 on."""
    return entry.get(name) or next((value for key, value in entry.items() if key.lower() == name), None)


def _string(value: Json) -> str | None:
    return replace_surrogates(value.strip())[0] or None if isinstance(value, str) else None
