"""What a page says of itself in JSON-LD (schema.org), whatever its shape."""

import json
import re
from collections import deque
from collections.abc import Iterator
from html import unescape

from reportedly.readers.byline import AGENCY
from reportedly.readers.metadata import About

# Any JSON value. Its shape is the page's; nothing beyond this file sees it.
Json = object

# One article is described in a few kB; bigger ones list a whole site, and are not worth their parsing.
MAX_SCRIPT = 2_000_000
# Nodes looked at in one page: a graph of an article has under a hundred.
MAX_NODES = 5_000
# Authors and publishers taken: bylines of more than ten are investigations by teams.
MAX_NAMES = 50

# What old templates wrap the JSON in.
OPENINGS = ("<!--", "//<![CDATA[", "// <![CDATA[", "<![CDATA[", "/*<![CDATA[*/")
CLOSINGS = ("-->", "//]]>", "// ]]>", "]]>", "/*]]>*/", ";")
TRAILING_COMMA = re.compile(r",\s*(?=[}\]])")

ARTICLE = re.compile(r"Article$|^(?:BlogPosting|LiveBlogPosting|Report|Review|AnalysisNewsArticle|OpinionNewsArticle)$")
PAGE = re.compile(r"WebPage$")

# Where a node may hold the one that describes the article; lists of other articles (itemListElement) are not followed.
NESTED = ("@graph", "mainEntity", "mainEntityOfPage")


def linked_data(scripts: Iterator[str]) -> About:
    """What the article among the `scripts` (texts of `ld+json` elements) says; of several articles, the first.

    Broken JSON is passed over, after an attempt without trailing commas. `byline` is as written: names or lines.
    """
    nodes = list(_nodes(scripts))
    by_id = {str(node.get("@id")): node for node in reversed(nodes) if len(node) > 1}
    article = next((node for node in nodes if _is_a(node, ARTICLE)), None)
    page = article or next((node for node in nodes if _is_a(node, PAGE)), None)
    if page is None:
        return About()
    publisher = _names(page.get("publisher"), by_id)
    authors = _names(page.get("author") or page.get("creator"), by_id) if article else ()
    providers = _names(page.get("sourceOrganization"), by_id) + _names(page.get("provider"), by_id)
    credit = _string(page.get("creditText")) or next((name for name in providers if AGENCY.fullmatch(name)), None)
    return About(
        url=_string(page.get("url")) or _identifier(page.get("mainEntityOfPage")),
        title=_string(page.get("headline")) or (_string(page.get("name")) if article else None),
        outlet=publisher[0] if publisher else None,
        byline=authors,
        published=_string(page.get("datePublished")) or _string(page.get("dateCreated")),
        language=_language(page.get("inLanguage")),
        credit=credit or _sole(_names(page.get("sourceOrganization"), by_id)),
    )


def _nodes(scripts: Iterator[str]) -> Iterator[dict[str, Json]]:
    seen = 0
    for script in scripts:
        waiting = deque([_parse(script)])
        while waiting and seen < MAX_NODES:
            value = waiting.popleft()
            seen += 1
            if isinstance(value, list):
                waiting.extendleft(reversed(value[:MAX_NODES]))
            elif isinstance(value, dict):
                yield value
                waiting.extend(value[name] for name in NESTED if isinstance(value.get(name), (dict, list)))


def _parse(script: str) -> Json:
    if len(script) > MAX_SCRIPT:
        return None
    script = script.strip()
    for opening in OPENINGS:
        script = script.removeprefix(opening)
    for closing in CLOSINGS:
        script = script.removesuffix(closing).rstrip()
    for attempt in (script, TRAILING_COMMA.sub("", script)):
        try:
            parsed: Json = json.loads(attempt, strict=False)
            return parsed
        except (ValueError, RecursionError):
            continue
    return None


def _is_a(node: dict[str, Json], kind: re.Pattern[str]) -> bool:
    types = node.get("@type")
    return any(isinstance(name, str) and kind.search(name) for name in (types if isinstance(types, list) else [types]))


def _names(value: Json, by_id: dict[str, dict[str, Json]]) -> tuple[str, ...]:
    """The names of persons or organisations: a string, a node, a reference to a node, or a list of these."""
    names: list[str] = []
    waiting = deque([value])
    while waiting and len(names) < MAX_NAMES:
        entry = waiting.popleft()
        if isinstance(entry, list):
            waiting.extendleft(reversed(entry[:MAX_NAMES]))
        elif isinstance(entry, str):
            names.append(entry)
        elif isinstance(entry, dict):
            reference = entry.get("@id")
            if "name" not in entry and isinstance(reference, str):
                entry = by_id.get(reference, {})
            name = entry.get("name")
            names.extend(part for part in (name if isinstance(name, list) else [name]) if isinstance(part, str))
    return tuple(name for name in map(_string, names) if name and "://" not in name)


def _string(value: Json) -> str | None:
    if isinstance(value, list) and value:
        value = value[0]
    return " ".join(unescape(value).split()) or None if isinstance(value, str) else None


def _identifier(value: Json) -> str | None:
    return _string(value.get("@id")) or _string(value.get("url")) if isinstance(value, dict) else _string(value)


def _language(value: Json) -> str | None:
    if isinstance(value, dict):
        value = value.get("alternateName") or value.get("name")
    return _string(value)


def _sole(names: tuple[str, ...]) -> str | None:
    return names[0] if len(names) == 1 else None
