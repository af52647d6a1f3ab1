"""Noun phrases without a parser: how far one runs back from its last word."""

import re

# What no noun phrase runs over.
CHUNK = re.compile(r"[,.;:()\n“”\"—–]|(?<=\s)-+(?=\s)")
# Words that end it on the left, and those that open one.
ENDS = frozenset(
    "and or but to for with by at from on than as is are was were be said says told that against about like because "
    "while when if over between into affected met he she they it i we you who had has have did seen saw".split()
)
ARTICLES = frozenset(
    "the a an those these this that some many most several any all other no his her their its our my".split()
)
DETERMINERS = ARTICLES | frozenset("two three four five six seven eight nine ten dozen".split())
LONGEST = 8  # words of such a phrase
SIGHT = 90  # characters that hold it


def phrase_before(text: str, at: int) -> str:
    """The noun phrase that ends right before the character `at`; "" if none does. Looks back SIGHT characters.

    >>> phrase_before("They met the two tired drivers, who wept", 32)
    'the two tired drivers'
    """
    chunks = [chunk for chunk in CHUNK.split(text[max(0, at - SIGHT) : at]) if chunk.strip()]
    words = chunks[-1].split() if chunks else []
    kept: list[str] = []
    for place in range(len(words) - 1, -1, -1):
        word = words[place].lower()
        # A word in -ed is a verb ("whipped drivers into"), unless it stands behind an article ("the tired drivers").
        described = place and words[place - 1].lower() in DETERMINERS
        if word in ENDS or (word.endswith("ed") and kept and not described):
            break
        kept.insert(0, words[place])
        if word in ARTICLES or len(kept) == LONGEST:
            break
    return " ".join(kept)
