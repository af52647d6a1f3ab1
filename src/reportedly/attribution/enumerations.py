"""Conditions listed over sentences: "set three conditions. First, … Second, … Third, …" is one attribution.

The tagger reads sentence by sentence and loses the items that no cue touches. Here the announcing phrase becomes the
cue, and each sentence that an ordinal begins becomes a content of its own, without the ordinal.
"""

import re
from itertools import islice

import msgspec

from reportedly.records import Attribution
from reportedly.span import Span
from reportedly.text.sentences import sentences

ANNOUNCING = re.compile(r"\b(?:conditions|demands|terms|requests|requirements|points|proposals|reasons)\b")
ORDINALS = tuple(
    re.compile(rf"(?:{words})(?:ly)?,?\s+", re.I)
    for words in ("first|one:", "second|two:", "third|three:", "fourth|four:", "fifth|five:", "sixth|six:")
)
LAST = re.compile(r"(?:Finally|Last|Lastly),?\s+")
SIGHT = 1500  # characters after the cue within which the items stand: six long sentences


def _items(text: str, start: int) -> tuple[Span, ...]:
    """The items of the sentences from `start` on, as long as each begins with the next ordinal."""
    items: list[Span] = []
    for sentence in islice(sentences(text, start, min(len(text), start + SIGHT)), len(ORDINALS)):
        opening = ORDINALS[len(items)].match(text, sentence.start) or (items and LAST.match(text, sentence.start))
        if not opening or opening.end() >= sentence.end:
            break
        end = sentence.end - (text[sentence.end - 1] == ".")
        if end > opening.end():
            items.append(Span(opening.end(), end))
    return tuple(items) if len(items) > 1 else ()


def _announced(text: str, attribution: Attribution) -> Attribution | None:
    """The attribution with its cue and contents as an announced list; None if it announces none."""
    if not attribution.cue:
        return None
    cue = attribution.cue[0]
    sentence = next(sentences(text, cue.start, min(len(text), cue.start + SIGHT)), None)
    announcing = ANNOUNCING.search(text, cue.start, sentence.end) if sentence else None
    items = _items(text, sentence.end) if sentence and announcing else ()
    if not announcing or not items:
        return None
    return msgspec.structs.replace(attribution, cue=(Span(cue.start, announcing.end()),), content=items)


def complete(text: str, attributions: tuple[Attribution, ...]) -> tuple[Attribution, ...]:
    """The attributions, with announced lists made whole; what the tagger made of a list's items alone is dropped."""
    made: list[Attribution] = []
    taken: tuple[Span, ...] = ()
    for attribution in attributions:
        announced = _announced(text, attribution)
        if announced:
            taken = announced.content
            made.append(announced)
        elif attribution.cue or not any(span.overlaps(item) for span in attribution.content for item in taken):
            made.append(attribution)
    return tuple(made)
