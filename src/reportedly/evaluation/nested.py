"""Nested gold: rows that give the words of an attribution, and where those words stand inside its parent."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from reportedly.records import Attribution
from reportedly.span import Span


def _pattern(words: str) -> re.Pattern[str]:
    """The words as they are, at word boundaries ("he" is not in "the"), whatever white space parts them."""
    body = r"\s+".join(map(re.escape, words.split()))
    before = r"(?<!\w)" if words[0].isalnum() else ""
    after = r"(?!\w)" if words[-1].isalnum() else ""
    return re.compile(before + body + after)


def _occurrences(words: str, text: str, stretches: Iterable[Span]) -> list[Span]:
    pattern = _pattern(words)
    found = (match for stretch in stretches for match in pattern.finditer(text, stretch.start, stretch.end))
    return [Span(*match.span()) for match in found]


def _nearest(occurrences: Sequence[Span], to: Span) -> Span:
    """The occurrence beside `to` that is nearest to it; one that shares a character with it only for want of others."""

    def rank(span: Span) -> tuple[bool, int, int]:
        return span.overlaps(to), max(span.start - to.end, to.start - span.end), span.start

    return min(occurrences, key=rank)


def _place(words: str, text: str, parent: Attribution, near: Span | None) -> Span | None:
    """Where the words stand in the parent's content, or else anywhere between its first character and its last."""
    everything = (*parent.source, *parent.cue, *parent.content)
    whole = Span(min(span.start for span in everything), max(span.end for span in everything))
    occurrences = _occurrences(words, text, parent.content) or _occurrences(words, text, (whole,))
    if not occurrences:
        return None
    return _nearest(occurrences, near) if near else occurrences[0]


def anchor(row: Mapping[str, Any], parent: Attribution, text: str) -> Attribution | None:
    """The attribution whose words `row` gives, as spans of `text`; None where some of them cannot be found.

    Of cue and content the longer is placed first, where its words first occur inside the parent, as it can hardly
    occur twice; then the other as near to it as can be, and the source as near to the cue.
    """
    near: Span | None = None
    placed: dict[str, tuple[Span, ...]] = {"source": (), "cue": (), "content": ()}
    words = {role: (row[role] or "").strip() for role in placed}
    longest_first = sorted(("content", "cue"), key=lambda role: -len(words[role]))
    for role in (*longest_first, "source"):
        if words[role]:
            near = placed["cue"][0] if role == "source" and placed["cue"] else near
            found = _place(words[role], text, parent, near)
            if found is None:
                return None
            placed[role], near = (found,), found
    content = placed["content"]
    return Attribution(placed["source"], placed["cue"], content, confidence=1.0) if content else None
