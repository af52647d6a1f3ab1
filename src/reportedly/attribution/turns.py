"""Interviews and transcripts: what stands behind "Q:", "MS VOSS:" or "Ada Voss:" at the start of a line is that turn's.

The form says it all, and the tagger, which has seen few, loses turns and reads what is told in them as outermost.
"""

import re
from collections import Counter

from reportedly.records import Attribution
from reportedly.span import Span, touches

# A label in capitals, or a whole name, at the start of a line, a colon, and words: "Q:", "THE CHAIR:", "Ada Brandt:".
TURN = re.compile(
    r"^[ \t]*(?:(?P<label>Q|A|Question|Answer|[A-Z][A-Z.'’-]+(?: [A-Z][A-Z.'’-]*){0,4})\.?|"
    r"(?P<name>[A-Z][a-z][\w'’-]*(?: [A-Z][\w.'’-]*){1,3}))(?P<cue>:)[ \t]+(?P<words>\S[^\n]*?)[ \t]*$",
    re.M,
)
FEWEST = 3  # turns that make a transcript: "WASHINGTON: ..." and "NOTE: ..." stand alone
SPEAKERS = 2  # different labels among them
CONFIDENCE = 0.95  # all 46 turns in `training/texts` are marked just so; too few to calibrate


def _turns(text: str) -> list[re.Match[str]]:
    """The turns of a transcript: those behind labels that tell one, or behind names of which two return."""
    found = list(TURN.finditer(text))
    labels = [turn["label"] for turn in found if turn["label"]]
    names = Counter(turn["name"] for turn in found if turn["name"])
    labelled = len(labels) >= FEWEST and len(set(labels)) >= SPEAKERS
    return found if labelled or sum(times > 1 for times in names.values()) >= SPEAKERS else []


def taken_in_turns(text: str, attributions: tuple[Attribution, ...]) -> tuple[Attribution, ...]:
    """The attributions, in text order, with each turn of a transcript as one; what was found inside turns gives way."""
    turns = _turns(text)
    if not turns:
        return attributions
    speakers = [Span(*turn.span("label" if turn["label"] else "name")) for turn in turns]
    made = [
        Attribution((speaker,), (Span(*turn.span("cue")),), (Span(*turn.span("words")),), CONFIDENCE)
        for turn, speaker in zip(turns, speakers, strict=True)
    ]
    whole = [Span(speaker.start, turn.end("words")) for turn, speaker in zip(turns, speakers, strict=True)]
    kept = [one for one in attributions if not any(touches(whole, span) for span in one.content)]
    return tuple(sorted((*kept, *made), key=Attribution.start))
