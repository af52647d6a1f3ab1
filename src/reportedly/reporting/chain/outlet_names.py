"""Names of outlets, programmes and platforms where they stand in a sentence."""

from collections.abc import Sequence
from typing import NamedTuple

from reportedly.records import Role
from reportedly.reporting.chain.channel_words import (
    CLASSES,
    JOURNALISTS,
    OUTLET_ADJECTIVES,
    PROGRAMME_NOUNS,
    STRONG,
)
from reportedly.reporting.chain.phrase import MARKS, TIMES, Token, is_closed, is_word
from reportedly.span import Span
from reportedly.text.outlets import is_broadcaster, is_listed, is_outlet, is_platform, is_programme

JOINED = frozenset("of and & de du da do di la le el al the to on in for with".split())  # inside "Fox and Friends"
IN_NAMES = frozenset("week morning evening today sunday saturday weekend".split())  # times that names of outlets hold
LONGEST = 8  # words of a name; "The Late Show with Stephen Colbert" has six
# Words that a programme's name may end in, and that are verbs here: "minutes seen by the Post show that".
VERBS = frozenset((("by", "show"), ("by", "shows")))
POSSESSIVE = ("'s", "s'")


class Named(NamedTuple):
    """An outlet's, programme's or platform's name: its role, its span, and the place after its last word.

    `same` marks one named by its class alone ("the newspaper"), which is then `noun`.
    """

    role: Role
    span: Span
    stop: int
    same: bool = False
    noun: str = ""


def _low(words: Sequence[Token], at: int) -> str:
    return words[at].low if at < len(words) else ""


def _run(words: Sequence[Token], at: int) -> int:
    """The place after the capitalised words that begin at `words[at]`; a possessive ends them."""
    place = at
    while place < len(words) and place - at < LONGEST:
        token = words[place]
        if place > at and token.low in TIMES and token.low not in IN_NAMES:
            break
        joined = token.low in JOINED and place > at and place + 1 < len(words) and words[place + 1].capital
        if not (token.capital or joined or (token.low[0].isdigit() and (place > at or is_closed(words, place + 1)))):
            break
        place += 1
        if token.low.endswith(POSSESSIVE):
            break
    while place > at and words[place - 1].low in JOINED:
        place -= 1
    return place


def _quoted(words: Sequence[Token], at: int) -> tuple[int, int] | None:
    """The places of the first word and after the last one of a short title in quotation marks at `words[at]`."""
    first = at
    while _low(words, first) in MARKS:
        first += 1
    stop = first
    while stop < len(words) and stop - first <= LONGEST and words[stop].low not in MARKS:
        stop += 1
    if first == at or stop == first or stop >= len(words) or not words[first].capital:
        return None
    while stop > first and not is_word(words[stop - 1]):  # the comma or stop inside the marks
        stop -= 1
    return first, stop


def _programme(text: str, words: Sequence[Token], at: int) -> int:
    """The place after the programme that begins at `words[at]`, after its station's possessive; `at` if none does."""
    if quoted := _quoted(words, at):
        stop = quoted[1]
        while not is_word(words[stop]) and words[stop].low not in MARKS:
            stop += 1
        while _low(words, stop) in MARKS:
            stop += 1
        return stop
    stop = _run(words, at)
    while _low(words, stop) in PROGRAMME_NOUNS:
        stop += 1
    if stop > at and is_programme(text[words[at].start : words[stop - 1].end]):
        return stop
    return at


def platform_at(text: str, words: Sequence[Token], at: int) -> Named | None:
    """The social network named at `words[at]`, after an article or possessor: "Telegram", "his Facebook page"."""
    place = at
    if _low(words, place) in ("the", "his", "her", "their", "its", "a", "an"):
        place += 1
    if _low(words, at + 1) == "same" and _low(words, at + 2) in ("platform", "network", "app"):
        return Named("platform", Span(words[at].start, words[at + 2].end), at + 3, same=True, noun=words[at + 2].low)
    for stop in (place + 2, place + 1):
        if stop > len(words) or not words[place].capital or not is_word(words[stop - 1]):
            continue
        span = Span(words[place].start, words[stop - 1].end)
        if is_platform(span.of(text)):
            end = _run(words, stop + 1) if _low(words, stop) == "channel" else 0
            if end > stop + 1:
                return Named("platform", Span(span.start, words[end - 1].end), end)
            return Named("platform", span, stop)
    return None


def _after_class(words: Sequence[Token], at: int) -> int:
    """The place after the words of kind that may stand before a name: "the party daily"."""
    place = at
    if _low(words, at + 1) in CLASSES and words[at].capital and not words[at + 1].capital:
        place = at + 2 if at + 2 < len(words) and words[at + 2].capital else at  # "the Halden daily Die Fackel"
    while place < len(words) and place - at < LONGEST and words[place].low in OUTLET_ADJECTIVES | CLASSES:
        if words[place].capital and (place > at or _run(words, place) > place + 1):
            break
        place += 1
    return place


def _cut(text: str, words: Sequence[Token], at: int, stop: int) -> int:
    """The place after the name in a run of capitals: "BuzzFeed Editor Ben Smith" goes on with a title and a person."""
    if stop - at == 1 or is_listed(text[words[at].start : words[stop - 1].end]):
        return stop
    for end in range(stop - 1, at, -1):
        if is_listed(text[words[at].start : words[end - 1].end]) and not is_outlet(words[stop - 1].low):
            return end
    return stop


def named(text: str, words: Sequence[Token], at: int, lead: str) -> Named | None:
    """The outlet or programme named at `words[at]`; `lead` is the word before it ("on" a station is a broadcast)."""
    first = at
    while _low(words, first) in ("the", "a", "an", "both", "same", "another"):
        first += 1
    place = _after_class(words, first)
    if lead in ("on", "told", "telling", "with", "to", "of", "in") and (quoted := _quoted(words, place)):
        span = Span(words[quoted[0]].start, words[quoted[1] - 1].end)
        return Named("broadcast", span, quoted[1]) if is_programme(span.of(text)) or lead == "on" else None
    stop = _run(words, place)
    if stop == place:
        known = place > first and _low(words, place - 1) in CLASSES and _low(words, at) in ("the", "same")
        if known and lead != "on" and is_closed(words, place):
            return Named(
                "outlet", Span(words[at].start, words[place - 1].end), place, same=True, noun=words[place - 1].low
            )
        return None
    return _of_run(text, words, (at, place, _cut(text, words, place, stop)), lead, place > first)


def _of_run(text: str, words: Sequence[Token], places: tuple[int, int, int], lead: str, classed: bool) -> Named | None:
    """The outlet whose article, first word and end stand at `places`; `classed` if a word of kind stands before it."""
    at, place, stop = places
    last = words[stop - 1]
    end = last.end - 2 if last.low.endswith("'s") else last.end - 1 if last.low.endswith("s'") else last.end
    if end <= words[place].start:
        return None
    owns = end < last.end
    if owns and (classed or is_outlet(text[words[place].start : end])):
        after = _programme(text, words, stop)
        if lead == "on" and after == stop:
            after = _run(words, stop)
        if after > stop:
            return Named("broadcast", Span(words[at].start, words[after - 1].end), after)
    while not owns and _low(words, stop) in CLASSES | PROGRAMME_NOUNS and (lead, _low(words, stop)) not in VERBS:
        classed, stop = True, stop + 1
        end = words[stop - 1].end
    closed = is_closed(words, stop) or (lead, words[stop].low) in VERBS
    if not (owns or not lead or closed or words[stop].low in JOURNALISTS):
        return None  # "a CNN tally": the name says of what kind something else is
    name = text[words[place].start : end]
    if not (classed or is_outlet(name) or is_programme(name) or lead in STRONG):
        return None
    span = Span(words[at].start, end)
    if (lead and is_programme(name)) or (lead == "on" and is_broadcaster(name)):
        return Named("broadcast", span, stop)
    return None if lead == "on" else Named("outlet", span, stop)
