"""Interviews and transcripts: what stands behind "Q:", "A:" or "MS VOSS:" at the start of a line is that turn's words.

The form says it all, and the tagger, which has seen few, loses turns and reads what is told in them as outermost.
"""

import re

from reportedly.records import Attribution
from reportedly.span import Span, touches

# A label in capitals at the start of a line, a colon, and words: "Q:", "THE CHAIR:", "Question:".
TURN = re.compile(
    r"^[ \t]*(?P<label>Q|A|Question|Answer|[A-Z][A-Z.'’-]+(?: [A-Z][A-Z.'’-]*){0,4})\.?(?P<cue>:)"
    r"[ \t]+(?P<words>\S[^\n]*?)[ \t]*$",
    re.M,
)
FEWEST = 3  # turns that make a transcript: "WASHINGTON: ..." and "NOTE: ..." stand alone
SPEAKERS = 2  # different labels among them
CONFIDENCE = 0.95  # all 46 turns in `training/texts` are marked just so; too few to calibrate


def taken_in_turns(text: str, attributions: tuple[Attribution, ...]) -> tuple[Attribution, ...]:
    """The attributions, in text order, with each turn of a transcript as one; what was found inside turns gives way."""
    turns = list(TURN.finditer(text))
    if len(turns) < FEWEST or len({turn["label"] for turn in turns}) < SPEAKERS:
        return attributions
    made = [
        Attribution((Span(*turn.span("label")),), (Span(*turn.span("cue")),), (Span(*turn.span("words")),), CONFIDENCE)
        for turn in turns
    ]
    whole = [Span(turn.start("label"), turn.end("words")) for turn in turns]
    kept = [one for one in attributions if not any(touches(whole, span) for span in one.content)]
    return tuple(sorted((*kept, *made), key=Attribution.start))
