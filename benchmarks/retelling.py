"""What other outlets make of a story: of the words said, two in five as they were, three cut short, three edited.

Letters are changed for letters, so that a text keeps its length and all spans stay true; a cut moves a span's end.
"""

import random
import re
import sqlite3

from reportedly.ledger.spans import spans_in, written
from reportedly.span import Span

WORD = re.compile(r"\b[a-z]{4,}\b")
VERBATIM, CUT = 0.4, 0.7  # up to these shares of chance
LEAST = 0.55  # of a span's characters that a cut leaves
EDITED = 0.12  # of the longer words


def _chance(report: int, again: int) -> random.Random:
    """The same for one report and retelling, always; `again` is 0 for the story as first told."""
    return random.Random(report * 1000 + again)


def _is_edited(report: int, again: int) -> bool:
    return again > 0 and _chance(report, again).random() >= CUT


def cut(spans: str, text: str, report: int, again: int) -> str:
    """The spans of a report's content as a retelling has them: of some, the end is cut off."""
    chance = _chance(report, again)
    drawn = chance.random()
    if again == 0 or not VERBATIM <= drawn < CUT:
        return spans
    first = spans_in(spans)[0]
    end = text.find(" ", first.start + int(LEAST * (first.end - first.start)), first.end)
    return written((Span(first.start, end),)) if end > 0 else spans


class Retelling:
    """A document told again: its reports, and in which of them words are changed."""

    def __init__(self, base: sqlite3.Connection, document: int, again: int) -> None:
        rows = base.execute("SELECT number, content_spans FROM report WHERE document = ?", (document,)) if again else ()
        self.again = again
        self.edits = [(number, spans_in(spans)) for number, spans in rows if _is_edited(number, again)]

    def edited(self, text: str) -> str:
        """The text with other words in those reports: the longer ones with their letters reversed."""
        for report, spans in self.edits:
            chance = _chance(report, self.again)
            for span in spans:
                words = text[span.start : span.end]
                mixed = WORD.sub(lambda match: match[0][::-1] if chance.random() < EDITED else match[0], words)  # noqa: B023
                text = text[: span.start] + mixed + text[span.end :]
        return text
