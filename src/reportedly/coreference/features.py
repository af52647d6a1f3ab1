"""What speaks for each candidate, and for nobody: plain numbers, without syntax, that `rank.py` weighs."""

import math
import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from reportedly.coreference.bearers import bearers_of
from reportedly.coreference.candidates import EVENTS, Event, Person, Question, Story
from reportedly.coreference.sources import Source
from reportedly.text.roles import same_role, singular

PASSIVE = re.compile(r"\b(?:is|are|was|were|been|be|being)\s+(?:\w+ly\s+)?\w+(?:ed|en|t|d|n)\b")
DEFINITE = re.compile(r"(?:the|that|this)\s", re.I)
PARTICIPLE = re.compile(r"(?:\w+ly\s+)?\w+ing\b")

# In the order of the numbers that the functions below give.
WHERE = (
    "sentences back", "same sentence", "sentence before", "same paragraph", "paragraph before", "paragraphs back",
    "most recent", "second most recent", "third or later", "subject", "first in its sentence", "opens its sentence",
    "first in the question's sentence", "in quotation marks", "after a preposition", "after the question",
    "directly before", "named in the content",
)  # fmt: skip
SPEAKING = (
    "spoke last", "spoke last, same paragraph", "spoke last, paragraph before", "spoke second to last", "spoke of late",
    "reports since it spoke", "spoke last, verbatim now", "spoke last, same paragraph, verbatim now",
)  # fmt: skip
WHO = (
    "times named", "in the title", "person", "organization", "outlet", "group", "document", "unnamed", "plural",
    "surely a person",
)  # fmt: skip
FITTING = (
    "gender fits", "gender unknown", "gender differs", "nearest whose gender fits", "nearest subject", "role fits",
    "role differs", "sort fits", "sort differs", "role fits, definite", "role fits, named",
    "sort fits, definite, named",
)  # fmt: skip
FEATURES = (*WHERE, *SPEAKING, *WHO, *FITTING)
LATELY = 8  # attributions that "of late" looks back over
EDGE = 4  # characters from a sentence's first within which a mention opens it: "The "
VERBATIM = "“\"‘'«„"


class _Ground(NamedTuple):
    """A question and all that its candidates share: where it stands, whom its content names, who they are in order of
    nearness, the nearest that fits by gender and the nearest subject."""

    story: Story
    question: Question
    sentence: int
    paragraph: int
    inside: set[int]
    rank: dict[int, int]
    fitting: int
    subject: int


def _ground(story: Story, question: Question, found: dict[int, Event]) -> _Ground:
    scene, at = story.scene, question.at
    order = sorted(found, key=lambda referent: -found[referent].start if found[referent].start < at else 1)
    people = (referent for referent in order if story.people[referent].kind == "person")
    content = question.attribution.content
    return _Ground(
        story,
        question,
        scene.layout.number(at),
        scene.paragraph(at),
        {event.referent for span in content for event in _between(story, span.start, span.end)},
        {referent: place for place, referent in enumerate(order)},
        next((one for one in people if _gender(question.asked, story.people[one]) >= 0), -1),
        next((one for one in order if found[one].subject and not found[one].quoted), -1),
    )


def _where(ground: _Ground, event: Event) -> list[float]:
    scene, at = ground.story.scene, ground.question.at
    number = scene.layout.number(event.start)
    before = event.start < at
    back, gap = max(0, ground.sentence - number), max(0, ground.paragraph - scene.paragraph(event.start))
    first = _first(ground.story, number) == event.start
    rank = ground.rank[event.referent]
    same = before and back == 0
    return [
        math.log1p(back), same, back == 1, gap == 0, gap == 1, math.log1p(gap),
        rank == 0, rank == 1, rank >= 2, event.subject, first, event.start - scene.layout.starts[max(0, number)] < EDGE,
        same and first, event.quoted, event.led, not before,
        before and at - event.end < EDGE, event.referent in ground.inside,
    ]  # fmt: skip


def _speaking(ground: _Ground, referent: int) -> list[float]:
    spoken, scene = ground.story.spoken, ground.story.scene
    recent = [speaker.referent for speaker in spoken[-LATELY:]]
    spoke = bool(recent) and recent[-1] == referent
    gap = ground.paragraph - scene.paragraph(spoken[-1].end - 1) if spoken else -1
    since = recent[::-1].index(referent) if referent in recent else len(recent) + 1
    verbatim = scene.text[ground.question.attribution.content[0].start] in VERBATIM
    return [
        spoke, spoke and gap == 0, spoke and gap == 1, len(recent) > 1 and recent[-2] == referent and not spoke,
        recent.count(referent) / LATELY, math.log1p(since), spoke and verbatim, spoke and gap == 0 and verbatim,
    ]  # fmt: skip


def _who(person: Person) -> list[float]:
    kinds = [person.kind == kind for kind in WHO[2:8]]
    return [math.log1p(person.times), person.entitled, *kinds, person.plural, person.sure]


def _fitting(ground: _Ground, referent: int) -> list[float]:
    person, question = ground.story.people[referent], ground.question
    way = _gender(question.asked, person)
    role, sort = _role(question.source, person)
    nearest = [referent == ground.fitting, referent == ground.subject]
    definite, named = DEFINITE.match(question.source.words) is not None, person.times > 0
    known = [role == 1 and definite, role == 1 and named, sort == 1 and definite and named]
    return [way == 1, way == 0, way == -1, *nearest, role == 1, role == -1, sort == 1, sort == -1, *known]


def features_of(story: Story, question: Question, found: dict[int, Event]) -> list[list[float]]:
    """One row of FEATURES for each candidate, in the order of `found`."""
    ground = _ground(story, question, found)
    rows = (
        (*_where(ground, event), *_speaking(ground, one), *_who(story.people[one]), *_fitting(ground, one))
        for one, event in found.items()
    )
    return [[float(value) for value in row] for row in rows]


def _between(story: Story, start: int, end: int) -> Sequence[Event]:
    return story.events[bisect_left(story.starts, start) : bisect_left(story.starts, end)][:EVENTS]


def _first(story: Story, sentence: int) -> int | None:
    """Where the first mention outside quotations begins in a sentence."""
    if sentence < 0:
        return None
    layout = story.scene.layout
    for event in _between(story, layout.starts[sentence], layout.ends[sentence]):
        if not event.quoted:
            return event.start
    return None


def _gender(asked: str, person: Person) -> int:
    """1 the pronoun fits, -1 it does not, 0 nobody knows."""
    if asked == "he" or asked == "she":
        if person.kind not in ("person", "unnamed"):
            return -1
        return 0 if not person.gender else 1 if (person.gender == "male") == (asked == "he") else -1
    if asked == "they":
        return 1 if person.plural or person.kind in ("group", "organization") else -1 if person.gender else 0
    if asked == "it":
        return -1 if person.kind in ("person", "group", "unnamed", "author") else 1
    return 0


def _role(source: Source, person: Person) -> tuple[int, int]:
    """Whether a description's head noun is said of the person (1), another one is (-1), or none (0); and whether the
    sort of noun ("person", "organization", ...) fits the kind."""
    if source.form != "nominal" or not source.head:
        return 0, 0
    role = 1 if any(same_role(source.head, one) for one in person.roles) else -1 if person.roles else 0
    sorts = bearers_of(source.head, source.words)
    kind = "person" if person.kind == "unnamed" else "organization" if person.kind == "outlet" else person.kind
    if not sorts:
        return role, 0
    plural = source.head != singular(source.head)
    if plural != person.plural:
        return role, -1
    return role, 1 if kind in sorts or person.kind in sorts else -1


OWNED = ("his ", "her ", "their ", "its ", "my ", "our ")
NOBODY = ("nobody", "passive", "participle", "indefinite", "candidates", "no fitting person", "definite", "possessed")


def nobody(story: Story, question: Question, found: dict[int, Event]) -> list[float]:
    """What speaks for crediting none of the candidates (the description itself, or nobody)."""
    cue = question.attribution.cue
    words = cue[0].of(story.scene.text) if cue else ""
    fits = any(_gender(question.asked, story.people[one]) >= 0 for one in found)
    described = question.source.words.lower()
    return [
        1.0,
        float(PASSIVE.search(words) is not None),
        float(PARTICIPLE.match(words) is not None),
        float(described.startswith(("a ", "an ", "one ", "another ", "two ", "some ", "many "))),
        math.log1p(len(found)),
        float(not fits),
        float(described.startswith(("the ", "that ", "this ", "those ", "these "))),
        float(described.startswith(OWNED) or "’s " in described or "'s " in described),
    ]
