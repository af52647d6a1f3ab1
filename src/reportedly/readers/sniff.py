"""The kind of an input whose name does not tell: HTML, JSON Lines or plain text."""

import json
import re
from typing import Literal

InputKind = Literal["html", "jsonl", "text"]

# What a page begins with, once white space, an XML declaration and comments are passed.
PAGE_START = re.compile(
    r"<(?:!doctype\s+html|html|head|body|title|meta|link|script|style|article|main|section|div|header|h1|p)\b", re.I
)
PREAMBLE = re.compile(r"\s*+(?:<\?xml[^>]*+>|<!--.*?-->)", re.S)
OBJECT_START = re.compile(r'\{\s*"')


def sniff(head: bytes) -> InputKind:
    """The kind of an input from its first bytes (`opened.HEAD_BYTES` of them; fewer only if that is all).

    >>> sniff(b"<!DOCTYPE html><p>x"), sniff(b'{"text": "x"}'), sniff(b'"{We} won," she said.')
    ('html', 'jsonl', 'text')
    """
    start = _letters(head)
    for _ in range(8):  # comments before <html>: pages have one or two
        preamble = PREAMBLE.match(start)
        if not preamble:
            break
        start = start[preamble.end() :]
    start = start.lstrip()
    if PAGE_START.match(start):
        return "html"
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
