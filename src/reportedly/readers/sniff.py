"""The kind of an input whose name does not tell, by its first bytes."""

import json
import re
from typing import Literal

InputKind = Literal["html", "jsonl", "text", "feed", "warc", "gzip"]

# What a page begins with, once white space, an XML declaration and comments are passed.
PAGE_START = re.compile(
    r"<(?:!doctype\s+html|html|head|body|title|meta|link|script|style|article|main|section|div|header|h1|p)\b", re.I
)
PREAMBLE = re.compile(r"\s*+(?:<\?[^>]*+>|<!--.*?-->)", re.S)
# A document type before a feed, with the declarations in it that bombs are made of.
DOCTYPE = re.compile(r"\s*+<!doctype\s(?!\s*html)[^\[>]*+(?:\[.*?\]\s*+)?>", re.I | re.S)
FEED_START = re.compile(r"<(?:rss|feed|rdf:RDF)[\s>]|<\w+:feed\s", re.I)
OBJECT_START = re.compile(r'\{\s*"')


def sniff(head: bytes) -> InputKind:
    """The kind of an input from its first bytes (`opened.HEAD_BYTES` of them; fewer only if that is all).

    >>> sniff(b"<!DOCTYPE html><p>x"), sniff(b'{"text": "x"}'), sniff(b'"{We} won," she said.')
    ('html', 'jsonl', 'text')
    >>> sniff(b'<?xml version="1.0"?><rss version="2.0">'), sniff(b"WARC/1.1\\r\\n")
    ('feed', 'warc')
    """
    if head.startswith(b"\x1f\x8b\x08"):
        return "gzip"
    if head.startswith(b"WARC/"):
        return "warc"
    start = _letters(head)
    for _ in range(8):  # comments before <html>: pages have one or two
        preamble = PREAMBLE.match(start) or DOCTYPE.match(start)
        if not preamble:
            break
        start = start[preamble.end() :]
    start = start.lstrip()
    if PAGE_START.match(start):
        return "html"
    if FEED_START.match(start):
        return "feed"
    return "jsonl" if OBJECT_START.match(start) and _is_object(start) else "text"


def _letters(head: bytes) -> str:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head.decode("utf-16", "replace")
    return head.decode("utf-8-sig", "replace")


def _is_object(start: str) -> bool:
    line, newline, _ = start.partition("\n")
    if not newline and len(line) >= 1024:
        return True  # one long line, cut off: an article
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False
