"""A quotation that an aside between dashes interrupts: “The pier – Ada Brandt said this twice – is shut.”

Inside one pair of marks the tagger takes all for one quotation. Where the aside is a source with a verb of saying, it
is what ties the words on either side to whoever said them.
"""

import re

from reportedly.attribution.rules import VERBS
from reportedly.records import Attribution
from reportedly.span import Span, touches
from reportedly.text.quotes import quotations

ASIDE = re.compile(
    r"\s(?:–|—|--?)\s(?P<source>(?:he|she|they|[Tt]he\s[^–—“”\"\n]{2,60}?|[A-Z][^–—“”\"\n]{2,60}?))\s"
    rf"(?P<cue>{'|'.join(VERBS)})\b[^–—“”\"\n]{{0,60}}?\s(?:–|—|--?)\s"
)
CONFIDENCE = 0.8  # too rare to calibrate: once in 558 texts of our own, rightly, and never in PolNeAR train


def parted(text: str, attributions: tuple[Attribution, ...]) -> tuple[Attribution, ...]:
    """The attributions, in text order, with each quotation that such an aside interrupts as one of its speaker's; what
    was found inside the quotation gives way. Linear: an aside is looked for once in each quotation."""
    if not ASIDE.search(text):  # nearly every text: its quotations need not be looked for
        return attributions
    made: list[Attribution] = []
    taken: list[Span] = []
    for quotation in quotations(text):
        aside = ASIDE.search(text, quotation.span.start, quotation.span.end) if quotation.regular else None
        if quotation.nested or not aside:
            continue
        before, after = Span(quotation.span.start, aside.start()), Span(aside.end(), quotation.span.end)
        source, cue = Span(*aside.span("source")), Span(*aside.span("cue"))
        made.append(Attribution((source,), (cue,), (before, after), CONFIDENCE))
        taken.append(quotation.span)
    if not made:
        return attributions
    kept = [one for one in attributions if not any(touches(taken, span) for span in one.content)]
    return tuple(sorted((*kept, *made), key=Attribution.start))
