"""Channels in a sentence: the phrases that say through what the words came, by the words that lead to them."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from reportedly.records import Role
from reportedly.reporting.chain.channel_words import (
    ANY_DETERMINER,
    AUXILIARIES,
    BARE_AFTER,
    BEFORE,
    BODY_NOUNS,
    CROWDS,
    DOCUMENT_NOUNS,
    LEADS,
    NOUNS,
    QUARRELS,
    REPORTS,
    WRITTEN,
    WRITTEN_FOR,
)
from reportedly.reporting.chain.outlet_names import VERBS, Named, named, platform_at
from reportedly.reporting.chain.phrase import (
    DETERMINERS,
    LONGEST,
    MARKS,
    STOPS,
    TIMES,
    Token,
    complement,
    is_closed,
    is_word,
)
from reportedly.span import Span

HEARING = ("heard", "told")  # what a body says of itself
BODY_WORDS = 5  # words of a body that hears: "the Teme Magistrates' Court"
NEAR = 6  # words before "to", "by" or "with" in which the word of speech stands: "said on Monday to the Globe"


class Channel(NamedTuple):
    """A phrase that names a channel, and the role it has; `lead` is the word that led to it, `noun` its head.

    `same` marks an outlet named by its class alone ("the newspaper"): the one named last is meant.
    """

    role: Role
    span: Span
    lead: str
    noun: str
    same: bool = False


class Phrase(NamedTuple):
    """A noun phrase: the places of its first word, of its head, and after its last word."""

    first: int
    head: int
    stop: int


def noun_phrase(words: Sequence[Token], at: int, nouns: frozenset[str]) -> Phrase | None:
    """The noun phrase that begins at `words[at]` if its head is one of `nouns`; complements are part of it."""
    head = _head(words, at, nouns)
    if head is None or not _is_determined(words, at, head):
        return None
    after = words[head + 1].low if head + 1 < len(words) else ""
    if words[head].low in QUARRELS and after in ("over", "about", "on", "between"):
        return None
    stop = complement(words, head + 1)
    if words[head].low in CROWDS and not (stop > head + 1 and after in ("in", "at", "on")):
        return None
    return Phrase(at, head, stop)


def _head(words: Sequence[Token], at: int, nouns: frozenset[str]) -> int | None:
    """The place of the head of the phrase at `words[at]`, when it is one of `nouns`."""
    place = at
    if place + 1 < len(words) and words[place].low in ("one", "some") and words[place + 1].low == "of":
        place += 2
    while place < len(words) and place - at < LONGEST:
        token = words[place]
        if not is_word(token):
            listed = token.low == "," and place - at > 1 and place + 1 < len(words) and not words[place + 1].capital
            if token.low not in MARKS and not listed:
                return None
        elif token.low in STOPS and place > at:
            return None
        elif token.low in nouns and is_closed(words, place + 1):
            following = place + 1 < len(words) and words[place + 1].capital and words[place + 1].low not in TIMES
            if not (token.capital and following):
                return place
        place += 1
    return None


# Of what there are minutes that are read: "the minutes of the June meeting".
MINUTED = frozenset("meeting meetings session sessions hearing committee council board assembly".split())


def _is_determined(words: Sequence[Token], at: int, head: int) -> bool:
    """Whether a noun may stand as it does: with an article, a possessor or a name before it, as a plural, or bare."""
    noun = words[head].low
    if noun == "minutes" and not any(word.low in MINUTED for word in words[head + 1 : head + NEAR]):
        return False  # those of a clock
    if noun in WRITTEN:
        return any(word.low in ("written", "emailed", "e-mailed") for word in words[at:head])
    first = words[at]
    if first.low in DETERMINERS or any("'" in word.low for word in words[at:head]):
        return True
    plural = noun.endswith("s") and noun not in ("minutes", "address", "congress", "polls")
    if at and words[at - 1].low in BARE_AFTER and head - at < 2:
        return True
    return noun in ANY_DETERMINER or plural or (words[head].capital and first.capital and noun not in DOCUMENT_NOUNS)


def _follows(words: Sequence[Token], at: int, among: frozenset[str]) -> bool:
    """Whether one of the words shortly before `words[at]` is `among`, with no stop between."""
    for word in reversed(words[max(0, at - NEAR) : at]):
        if word.low in among:
            return True
        if word.low in (";", ":", ".", "?", "!"):
            return False
    return False


def of_phrase(words: Sequence[Token], phrase: Phrase, lead: str, role: Role) -> Channel:
    """The channel that a noun phrase names."""
    span = Span(words[phrase.first].start, words[phrase.stop - 1].end)
    return Channel(role, span, lead, words[phrase.head].low)


def _of_name(found: Named, lead: str) -> Channel:
    return Channel(found.role, found.span, lead, found.noun, found.same)


def _outlets(text: str, words: Sequence[Token], at: int, lead: str) -> Iterator[Channel]:
    """The outlet named at `words[at]`, and those that a comma or "and" adds to it."""
    place = at
    while found := named(text, words, place, lead):
        yield _of_name(found, lead)
        place = found.stop
        while place < len(words) and words[place].low in (",", "and", "or"):
            place += 1
        if place == found.stop or place >= len(words) or not (words[place].capital or words[place].low == "the"):
            return


def _led(text: str, words: Sequence[Token], at: int) -> list[Channel]:
    """The channels that the word before `words[at]` leads to: those of the first kind that fits."""
    lead = words[at - 1].low
    for kind in LEADS[lead]:
        if (lead, kind) in BEFORE and not _follows(words, at - 1, BEFORE[lead, kind]):
            continue
        found = _of_kind(text, words, at, kind)
        if found:
            return found
    return []


def _of_kind(text: str, words: Sequence[Token], at: int, kind: str) -> list[Channel]:
    """The channel of one kind that begins at `words[at]`, with those named inside it."""
    lead = words[at - 1].low
    if kind == "platform":
        platform = platform_at(text, words, at)
        return [_of_name(platform, lead)] if platform else []
    if kind == "outlet":
        return list(_outlets(text, words, at, lead))
    role, nouns = NOUNS[kind]
    phrase = noun_phrase(words, at, nouns)
    if phrase is None or (lead, words[phrase.head].low) in VERBS:
        return []
    inner = _inner(text, words, phrase, lead)
    if kind == "broadcast" and words[phrase.head + 1 : phrase.head + 2] and words[phrase.head + 1].low == "of":
        return []  # "this week's edition of ...": what follows names it
    after = words[phrase.head + 1].low if phrase.head + 1 < len(words) else ""
    with_outlet = after == "with" and named(text, words, phrase.head + 2, "with") is not None
    if words[phrase.head].low.startswith("interview") and (inner or with_outlet):
        return inner  # the outlet is the channel, and no stage
    return [of_phrase(words, phrase, lead, role), *inner]


def _inner(text: str, words: Sequence[Token], phrase: Phrase, lead: str) -> list[Channel]:
    """The outlet or platform that stands in the phrase before its head: "a Harbour Post column", "a Facebook post"."""
    if words[phrase.head].low not in WRITTEN_FOR:
        return []
    for place in range(phrase.first, phrase.head):
        if words[place].capital:
            found = platform_at(text, words, place) or named(text, words[: phrase.head], place, lead)
            return [_of_name(found, lead)] if found else []
    return []


def _enclosing(text: str, words: Sequence[Token], at: int) -> Channel | None:
    """The outlet that is named at `words[at]` and reports, quotes or cites."""
    token = words[at]
    if not (token.capital or token.low in ("the", "same")):
        return None
    found = named(text, words, at, "")
    if found is None:
        return None
    for place in range(found.stop, min(found.stop + NEAR, len(words))):
        word = words[place]
        if word.low in REPORTS:
            apart = words[found.stop].low == "," and word.low not in ("citing", "quoting")
            return None if apart else _of_name(found, "reported")
        passed = word.low in AUXILIARIES or word.low in TIMES or word.low.endswith("ly")
        if not (passed or (word.low == "," and place == found.stop)):
            return None
    return None


def _is_near(reports: Sequence[int], at: int) -> bool:
    """Whether one of the verbs of reporting, by their places, can belong to an outlet that is named at `at`."""
    following = bisect_right(reports, at)
    return following < len(reports) and reports[following] - at <= LONGEST + NEAR


def _hearing(words: Sequence[Token], at: int) -> Channel | None:
    """The body that heard it, when the verb stands at `words[at]`: "the court heard", "the inquest was told"."""
    verb = at - 1 if words[at].low == "told" and at and words[at - 1].low in ("was", "were") else at
    if words[at].low == "told" and verb == at:
        return None
    for first in range(max(0, verb - BODY_WORDS), verb):
        phrase = noun_phrase(words, first, BODY_NOUNS) if not first or not words[first - 1].capital else None
        if phrase and phrase.stop == verb:
            return of_phrase(words, phrase, words[at].low, "venue")
    return None


def channels(text: str, words: Sequence[Token]) -> Iterator[Channel]:
    """Yield the channels of one sentence's words in order; linear, as every phrase is short."""
    last: Channel | None = None
    reports = [at for at, word in enumerate(words) if word.low in REPORTS]
    for at in range(len(words)):
        found: list[Channel] = []
        if at and words[at - 1].low in LEADS:
            found = _led(text, words, at)
        if not found and reports and _is_near(reports, at) and (channel := _enclosing(text, words, at)):
            found = [channel]
        if not found and words[at].low in HEARING and (channel := _hearing(words, at)):
            found = [channel]
        for each in found:
            if last is None or each.span.start >= last.span.end or each.role != last.role:
                yield each
                last = each
