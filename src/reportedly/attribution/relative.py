"""Whom "who" stands for, inside a content: the noun phrase right before it."""

import re

import msgspec

from reportedly.records import Attribution
from reportedly.span import Span
from reportedly.text.phrases import phrase_before

# "That" and "which" are left alone: what says something by them is mostly a thing ("a rate that calls … in question").
WHO = re.compile(r"who", re.I)
# What may stand before "who" and after whom it means. After anything else it asks.
BETWEEN = re.compile(r"[\s,()\"“–—-]*")


def with_antecedent(text: str, attribution: Attribution, start: int) -> Attribution:
    """The attribution with the phrase before "who", from `start` on, as its source where "who" alone is its source.

    Outermost attributions keep "who" (PolNeAR, GUIDE 5); of 22 nested ones in relative clauses 21 have the phrase
    (who.train).
    """
    if len(attribution.source) != 1 or not WHO.fullmatch(attribution.source[0].of(text)):
        return attribution
    at = attribution.source[0].start
    phrase = phrase_before(text, at)
    if not phrase or phrase.end <= start or not BETWEEN.fullmatch(text, phrase.end, at):
        return attribution
    return msgspec.structs.replace(attribution, source=(Span(max(start, phrase.start), phrase.end),))
