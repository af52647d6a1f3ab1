"""Whom "who" means: the name or the noun phrase right before it."""

import re

from reportedly.coreference.candidates import Question
from reportedly.coreference.forms import plain
from reportedly.coreference.sources import look_at
from reportedly.coreference.telling import Telling
from reportedly.span import Span
from reportedly.text.phrases import SIGHT, phrase_before

# What may stand between a name and the "who" that belongs to it: "Ada Brandt of Halden (R), 54, who".
BETWEEN = re.compile(r"(?:['’]s)?(?: of [A-Z]\w+)?(?: \([^()\n]{1,30}\))?(?:, \d{1,3})?,?(?: ?[–—]| -+)? ?")
CLAUSE = 30  # words of a phrase with the clause that tells who is meant


def antecedent(telling: Telling, question: Question) -> int | None:
    """What a relative pronoun follows: the name that ends right before it, else the noun phrase that does."""
    text, at = telling.scene.text, question.at
    close = telling.scene.cast.within(max(0, at - SIGHT), at)
    for name in close[-2:]:  # of "Ada Brandt of Halden, who" the first
        if BETWEEN.fullmatch(text, name.span.end, at):
            return name.member
    phrase = phrase_before(text, at)
    if phrase is None:
        return None
    source = look_at(text, (Span(phrase.start, at),), telling.scene.cast)
    if source.form == "name":
        return source.member
    if source.form != "nominal":
        return None
    restrictive = not text[max(0, at - 2) : at].strip().endswith(",")
    if source.kind == "group" and restrictive and not phrase.of(text).lower().startswith("the "):
        return telling.add(_with_clause(text, phrase, question), "group", source.head)
    return telling.add(source.words, source.kind, source.head)


def _with_clause(text: str, phrase: Span, question: Question) -> str:
    """The plural phrase with the clause that tells who is meant: "voters who fear a hard winter"."""
    words, start = " ".join(phrase.of(text).split()), phrase.start
    ends = [span.end for span in question.attribution.content if span.start >= question.at]
    if not ends or "\n" in text[start : max(ends)]:
        return words
    clause = plain(text[start : max(ends)]).rstrip(',.;:”"')
    return clause if clause.count(" ") <= CLAUSE else words
