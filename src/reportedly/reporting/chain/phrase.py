"""Words of a sentence, and how far a noun phrase runs: by closed classes of words and punctuation, without a parser."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from reportedly.span import Span

TOKEN = re.compile(r"[^\W_](?:[\w.&/%’'+-]*[\w%+])?|@\w+|[^\w\s]")
DETERMINERS = frozenset(
    "a an the this that these those another each his her its their our my your one two three several both".split()
)
PREPOSITIONS = frozenset(
    (
        "in at on by of to from with for about over under into onto upon after before during through via against "
        "between among amid near outside inside throughout despite since until without within across as per than "
        "toward towards like behind ahead regarding"
    ).split()
)
# Words that no noun phrase holds, so that one ends before them.
STOPS = PREPOSITIONS | frozenset(
    (
        "and or but nor so yet if when while where who whom whose which that because although though whether what how "
        "why he she it they we i you him them us me is are was were be been being has have had do does did will would "
        "can could may might must shall should said says say saying told tells asked asks wrote writes added adds not "
        "calling asking urging accusing claiming arguing warning promising vowing denying insisting adding demanding "
        "telling blaming explaining announcing"
    ).split()
)
# Words that may follow a noun phrase at once, beside those that end in "ing", "ed" and "ly".
FOLLOWERS = frozenset(
    (
        "there here then later afterwards afterward today yesterday tomorrow tonight again also just only sent seen "
        "held made given shown read written put taken broadcast"
    ).split()
)
DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
MONTHS = frozenset("january february march april june july august september october november december".split())
CALENDAR = DAYS | MONTHS
TIMES = CALENDAR | frozenset(
    (
        "last next this earlier late early morning afternoon evening night day days week month year nearby instead too"
    ).split()
)
CLOSED = STOPS | FOLLOWERS | DETERMINERS | TIMES
NOUNS_IN_LY = frozenset("rally tally ally family assembly reply supply weekly daily monopoly anomaly".split())
PERIODS = frozenset("day days week month year morning afternoon evening night".split())  # "on the opening day"
LONGEST = 12  # words before its head that a noun phrase may have; longer runs are lists or broken text
MARKS = frozenset("\"“”'‘’«»")  # quotation marks, as tokens


class Token(NamedTuple):
    """A word, or one mark of punctuation; `low` is the word in lower case, with straight apostrophes."""

    start: int
    end: int
    low: str
    capital: bool


def tokens(text: str, span: Span) -> list[Token]:
    """The words and marks of `text` at `span`, in order."""
    return [
        Token(match.start(), match.end(), (word := match[0]).lower().replace("’", "'"), word[0].isupper())
        for match in TOKEN.finditer(text, span.start, span.end)
    ]


def is_word(token: Token) -> bool:
    """Whether it is a word and not a mark."""
    return token.low[0].isalnum() or token.low[0] in "@&"


def is_closed(words: Sequence[Token], at: int) -> bool:
    """Whether a noun phrase may end before `words[at]`: a mark, a closed-class word, a time, an adverb, or the end."""
    if at >= len(words):
        return True
    token = words[at]
    if not is_word(token) or token.low in CLOSED:
        return True
    adverb = token.low.endswith("ly") and token.low not in NOUNS_IN_LY
    return token.capital or adverb or token.low[0].isdigit() or token.low.endswith(("ing", "ed"))


def complement(words: Sequence[Token], at: int) -> int:
    """The place after the phrase that "of", "in", "at" and the like attach at `words[at]`; `at` if none does.

    A time is none: "a rally in Ohio" goes on after "rally", "a rally in March" does not.
    """
    if at + 1 >= len(words) or words[at].low not in ("of", "in", "at", "on", "by", "to", "from", "for"):
        return at
    begin = place = at + 1
    if words[place].low in TIMES or words[place].low[0].isdigit():
        return at
    if words[place].low in DETERMINERS:
        if words[place].low in ("a", "an") and words[at].low in ("in", "at", "on"):
            return at
        place += 1
    elif not words[place].capital and words[at].low not in ("of", "to", "from"):
        return at
    while place < len(words) and place - begin < LONGEST and is_word(words[place]) and words[place].low not in STOPS:
        if words[place].low in TIMES:
            return at if words[place].low in PERIODS else place
        place += 1
    if (
        place + 2 < len(words)
        and words[place - 1].capital
        and words[place].low == ","
        and words[place + 1].capital
        and words[place + 2].low in ",."
    ):
        place += 2  # "in Evansville, Indiana,"
    return place if place > begin else at
