"""Anchors: the numbers under which contents are kept, so that only those that share one are compared."""

import hashlib
from collections.abc import Iterator
from datetime import date
from itertools import combinations

from reportedly.linking.statements.wording import Wording

GRAM = 3  # words of an anchor: of 3 words truncated quotations still have some (design/tracing.md)
BUCKET = 21  # days; who looks an anchor up asks for its own bucket and both neighbours
TELLING = 9.0  # summed idf from which three words are an anchor: "of the United States" and such are none
THEMES = 8  # words of a content, the most telling ones, by which what one speaker said is found in other words
PAIRED = 5  # those of them that are anchors two by two, whoever speaks: reporters name one speaker in two ways
THEME = 4.0  # idf from which a word may be one of them
STEM = 5  # letters of a word that are its theme: "nominate", "nominating" and "nominee" are near enough
UNDATED = -1


def bucket_of(day: str | None) -> int:
    """The number of the 21 days that an ISO date lies in; UNDATED without one."""
    try:
        return date.fromisoformat(day[:10]).toordinal() // BUCKET if day else UNDATED
    except ValueError:
        return UNDATED


def buckets(day: str | None) -> tuple[int, ...]:
    """Where to look for contents of the same statement: a day's bucket and both neighbours."""
    bucket = bucket_of(day)
    return (bucket,) if bucket == UNDATED else (bucket - 1, bucket, bucket + 1)


def keys(wording: Wording, actor: str | None) -> tuple[str, ...]:
    """What anchors are made of, whenever it is said: each once."""
    return tuple(dict.fromkeys((*_grams(wording), *_themes(wording, actor))))


def anchors(wording: Wording, day: str | None, actor: str | None = None) -> tuple[int, ...]:
    """What a content is kept under: a number for every telling run of three words, for its most telling words two by
    two, and for each of these in the mouth of its `actor`; all of the day's bucket. Each once; 64-bit signed.

    At most as many as it has words, and 18 (PAIRED two by two, THEMES).
    """
    bucket = bucket_of(day)
    return tuple(_number(f"{bucket} {key}") for key in keys(wording, actor))


def lookups(wording: Wording, day: str | None, actor: str | None = None) -> tuple[int, ...]:
    """What to look under for contents of the same statement: the anchors in the day's bucket and both neighbours."""
    some = keys(wording, actor)
    return tuple(_number(f"{bucket} {key}") for bucket in buckets(day) for key in some)


def _grams(wording: Wording) -> Iterator[str]:
    words = [word for word in wording.words if not word.inserted]
    for place in range(len(words) - GRAM + 1):
        some = words[place : place + GRAM]
        if some[0].piece == some[-1].piece and sum(word.weight for word in some) >= TELLING:
            yield " ".join(word.text for word in some)


def _themes(wording: Wording, actor: str | None) -> Iterator[str]:
    telling = {word.text[:STEM]: word.weight for word in wording.words if word.weight >= THEME}
    themes = sorted(telling, key=lambda theme: (-telling[theme], theme))[:THEMES]
    for one, other in combinations(sorted(themes[:PAIRED]), 2):
        yield f"{one}\n{other}"
    for theme in themes if actor else ():
        yield f"{actor}\n{theme}"


def _number(key: str) -> int:
    return int.from_bytes(hashlib.blake2b(key.encode(), digest_size=8).digest(), "big", signed=True)
