"""How long a time holds: a report without one has that of the scene it is told in, if the text names it nearby.

Two things carry a day to a report: the same speaker's last dated report, and the lead, whose day is that of whoever it
names ("Ada Brandt toured the mill on Monday.", and in the next paragraph: "It will stay open, she said.").
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence

from reportedly.records import Annotation, When
from reportedly.span import join
from reportedly.text.dates import TimeExpression
from reportedly.text.sentences import Layout

# Cues of standing opinion, which no scene dates: "says", "has long argued", "according to". On who.train, times
# carried over to such cues were wrong more often than right.
STANDING = re.compile(r"(?:also|still|now|has|have|is|are|can|will|says?|thinks?|\w+s)\b|according\sto", re.I)
# Words of the narrative that leave the scene for another time.
ELSEWHERE = re.compile(r"\b(?:earlier|previously|in\sthe\spast|last\s(?:week|month|year))\b", re.I)

# Sentences over which a speaker's time holds, from one report to the next. On who.train, "when value F1" is .60 at 8
# and .61 from 15 to 30.
HOLDS = 15
# Characters that hold the lead. On who.train, its day is right in .68 of the reports that it is carried to, later
# days in .27; "when value F1" is .57 without it, .60 at 300 and .61 at 400 and 500.
LEAD = 400
LED = 5  # sentences over which it holds: F1 is .60 at 3, .61 at 5, .61 at 8 with errors on our own texts
DAY = len("2024-03-10")


def is_day(value: str | None) -> bool:
    """Whether an ISO value is a day, and no month or year."""
    return value is not None and len(value) == DAY


def _start(time: TimeExpression) -> int:
    return time.span.start


class Scenes:
    """What the narrative of a document, without all that is said in it, tells of times: lists that are searched."""

    def __init__(self, annotation: Annotation, layout: Layout, days: Sequence[TimeExpression]) -> None:
        """`days`: the narrative's times with a value that is a day, in text order."""
        self.text, self.layout, self.days = annotation.document.text, layout, days
        contents = sorted(span for attribution in annotation.attributions for span in attribution.content)
        starts = [span.start for span in contents]
        furthest = [0]  # where the contents so far end
        for span in contents:
            furthest.append(max(furthest[-1], span.end))
        words = (match.start() for match in ELSEWHERE.finditer(self.text))
        self.breaks = [at for at in words if furthest[bisect_left(starts, at + 1)] <= at]
        self.named: dict[int, list[int]] = defaultdict(list)
        for mention in annotation.mentions:
            self.named[mention.chain].append(mention.span.start)

    def holds(self, value: str | None, start: int, end: int) -> bool:
        """Whether the narrative stays with the day `value` in `text[start:end]`."""
        between = self.days[bisect_left(self.days, start, key=_start) : bisect_left(self.days, end, key=_start)]
        if bisect_left(self.breaks, start) < bisect_left(self.breaks, end):
            return False
        return all(day.value == value for day in between)

    def lead(self, speaker: int, at: int) -> When | None:
        """The lead's day, if its sentence names the speaker and it still holds, some paragraphs later, at `at`."""
        place = bisect_left(self.days, at, key=_start) - 1
        if place < 0 or self.days[place].span.start >= LEAD:
            return None
        time = self.days[place]
        apart = self.layout.number(at) - self.layout.number(time.span.start)
        if not 1 <= apart <= LED or self.text.find("\n", time.span.end, at) < 0:
            return None
        sentence, named = self.layout.around(time.span), self.named[speaker]
        if bisect_left(named, sentence.start) == bisect_left(named, sentence.end):
            return None
        whole = self.holds(time.value, time.span.end, at)
        return When(time.span.of(self.text), (time.span,), time.value) if whole else None


def carried_over(annotation: Annotation, scenes: Scenes, whens: Sequence[When | None]) -> Iterator[When | None]:
    """The times of the attributions; where there is none, the one that carries over to it, if it is a day."""
    last: dict[int, tuple[When, int, int]] = {}  # by speaker: the time, the sentence it last dated, where that ends
    for attribution, speaker, when in zip(annotation.attributions, annotation.credited, whens, strict=True):
        at = (attribution.cue or attribution.content)[0].start
        sentence = scenes.layout.number(at)
        if speaker is None or attribution.parent is not None:
            yield when
            continue
        if when is None and not STANDING.match(join(attribution.cue, scenes.text)):
            held, since, end = last.get(speaker, (None, 0, 0))
            if held and sentence - since <= HOLDS and scenes.holds(held.value, end, at):
                when = held
            else:
                when = scenes.lead(speaker, at)
        if when is not None and is_day(when.value):
            last[speaker] = (when, sentence, max(at, when.spans[0].end))
        elif when is not None:
            last.pop(speaker, None)
        yield when
