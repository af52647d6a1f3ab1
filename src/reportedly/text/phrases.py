"""Noun phrases without a parser: how far one runs back from its last word."""

import re

from reportedly.span import Span

# What no noun phrase runs over.
CHUNK = re.compile(r"[^,.;:()\n“”\"—–]+")
WORD = re.compile(r"\S+")
DASH = re.compile(r"-+")
# Words that end it on the left, and those that open one.
ENDS = frozenset(
    "and or but to for with by at from on than as is are was were be been said says told that against about like "
    "because while when if over between into affected met he she they it i we you who had has have did seen "
    "saw".split()
)
ARTICLES = frozenset(
    "the a an those these this that some many most several any all other no his her their its our my".split()
)
DETERMINERS = ARTICLES | frozenset("two three four five six seven eight nine ten dozen".split())
LONGEST = 8  # words of such a phrase
SIGHT = 90  # characters that hold it


def phrase_before(text: str, at: int) -> Span | None:
    """The noun phrase that ends right before the character `at`, if one does. Looks back SIGHT characters.

    >>> text = "They met the two tired drivers, who wept"
    >>> phrase_before(text, 32).of(text)
    'the two tired drivers'
    """
    chunks = [chunk for chunk in CHUNK.finditer(text, max(0, at - SIGHT), at) if not chunk[0].isspace()]
    kept: list[Span] = []
    words = list(WORD.finditer(text, *chunks[-1].span())) if chunks else []
    while words and DASH.fullmatch(words[-1][0]):
        words.pop()
    for place in range(len(words) - 1, -1, -1):
        word = words[place][0].lower()
        # A word in -ed is a verb ("whipped drivers into"), unless it stands behind an article ("the tired drivers").
        described = place and words[place - 1][0].lower() in DETERMINERS
        if word in ENDS or DASH.fullmatch(word) or (word.endswith("ed") and kept and not described):
            break
        kept.insert(0, Span(*words[place].span()))
        if word in ARTICLES or len(kept) == LONGEST:
            break
    return Span(kept[0].start, kept[-1].end) if kept else None
