"""Who a pronoun, a description or a silence may stand for.

A question is asked at the place of an attribution; the candidates are those whom the document mentioned shortly before
(or in the rest of the sentence), and those who spoke last.
"""

import re
from bisect import bisect_left
from typing import NamedTuple

from reportedly.coreference.scene import Scene
from reportedly.coreference.sources import Source
from reportedly.records import ActorKind, Attribution
from reportedly.span import Span

# Different referents looked back at: on who.train "he" and "she" mean one of the last 5 in 96%, of 10 or 15 in 98%.
NEAREST = 10
EVENTS = 100  # mentions looked back at, which bounds the work where one name is repeated without end
SPEAKERS = 3  # the last to speak are candidates wherever they were mentioned

# The kinds of question; each has weights of its own beside those that all share.
ASKED = ("he", "she", "they", "it", "who", "i", "we", "you", "nominal", "absent", "bare")
PREPOSITION = re.compile(
    r"\b(?:of|in|to|for|with|by|at|on|from|about|against|over|after|before|between|than|like|as|under|toward|towards|"
    r"into|behind|near|and|or|including|without|via|versus)\s+(?:(?:the|an?|his|her|their|former|[A-Z][\w.]*)\s+){0,3}$"
)
VERBAL = re.compile(
    r"(?:\s*\([^()\n]{1,20}\))?(?:,[^,.;\n]{1,90},)?\s+"
    r"(?:has|had|have|is|was|were|will|would|did|does|[a-z’']+(?:ed|s|t|d|e))\b"
)


class Person(NamedTuple):
    """A referent as coreference sees it: a member of the cast, or somebody who is only described."""

    kind: ActorKind
    gender: str
    roles: frozenset[str]
    times: int
    plural: bool
    entitled: bool  # named in the title
    sure: bool  # a given name, a title or an office says that it is a person


class Event(NamedTuple):
    """A mention: where, of whom (a referent's number), whether it looks like a subject, stands inside quotation marks,
    and is led in by a preposition."""

    start: int
    end: int
    referent: int
    subject: bool
    quoted: bool
    led: bool


class Question(NamedTuple):
    """What is asked: how (one of ASKED), about which attribution, at which character; `barred` cannot be meant: inside
    what somebody says, others speak."""

    asked: str
    source: Source
    attribution: Attribution
    at: int
    barred: int | None = None


class Speaker(NamedTuple):
    """Who spoke, and where that attribution ends."""

    referent: int
    end: int


class Story(NamedTuple):
    """What coreference knows of a document when a question is asked; it grows in text order.

    `starts[i]` is `events[i].start`: the list that is searched.
    """

    scene: Scene
    people: list[Person]
    events: list[Event]
    starts: list[int]
    spoken: list[Speaker]

    def mention(self, span: Span, referent: int) -> None:
        """Add a mention."""
        event = event_of(self.scene, span, span, referent)
        place = bisect_left(self.starts, span.start)
        self.starts.insert(place, span.start)
        self.events.insert(place, event)


def event_of(scene: Scene, span: Span, whole: Span, referent: int) -> Event:
    """The mention at `span`; `whole` is the name with its titles."""
    text = scene.text
    before = text[max(0, whole.start - 40) : whole.start]
    led = PREPOSITION.search(before) is not None
    subject = not led and VERBAL.match(text, span.end) is not None
    return Event(span.start, span.end, referent, subject, scene.quoted(span), led)


def question_of(source: Source, attribution: Attribution, barred: int | None = None) -> Question:
    """The question that an attribution asks, and where."""
    anchor = attribution.source or attribution.cue or attribution.content
    if source.form == "pronoun":
        asked = source.pronoun
    elif source.form == "nominal":
        asked = "nominal"
    else:
        asked = "absent" if attribution.cue else "bare"
    return Question(asked, source, attribution, anchor[0].start, barred)


def nearby(story: Story, question: Question) -> dict[int, Event]:
    """The candidates, each with its nearest mention: before the question, else in the rest of its sentence."""
    at = question.at
    events, scene = story.events, story.scene
    place = bisect_left(story.starts, at)
    found: dict[int, Event] = {}
    own = question.attribution.source

    def is_own(event: Event) -> bool:
        return any(span.start < event.end and event.start < span.end for span in own)

    for event in reversed(events[max(0, place - EVENTS) : place]):
        if is_own(event):
            continue
        found.setdefault(event.referent, event)
        if len(found) == NEAREST:
            break
    limit = scene.layout.around(Span(at, at + 1)).end
    for event in events[place : place + SPEAKERS]:
        if event.start >= limit:
            break
        if not is_own(event):
            found.setdefault(event.referent, event)
    for speaker in story.spoken[-SPEAKERS:]:
        found.setdefault(speaker.referent, Event(speaker.end, speaker.end, speaker.referent, False, False, False))
    if question.barred is not None:
        found.pop(question.barred, None)
    return found
