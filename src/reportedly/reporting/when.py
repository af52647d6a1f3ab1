"""When a statement was made: the time expression near its cue that dates the utterance, and not what is told."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from reportedly.records import Annotation, Attribution, Document, When
from reportedly.reporting.carried import Scenes, carried_over, is_day
from reportedly.span import Span, join
from reportedly.text.dates import TimeExpression, time_expressions
from reportedly.text.sentences import Layout

# Words that open another clause: a time behind one of them, seen from the cue, dates that clause.
OPENER = re.compile(
    r"\b(?:who|whom|whose|which|where|when|while(?!\s\w+ing\b)|after|before|since|until|if|because|although|though|"
    r"whether|than|despite|following|ahead\sof|referring|as\s(?:he|she|it|they)|(?:and|but)\s[a-z]+ed)\b|"
    r"[;:(]|,\s(?:and|but)\s",
    re.I,
)
# What may stand between a time and the clause with the cue that it dates: "on Monday, where she said".
JOINT = re.compile(r"\b(?:where|when|(?:in|at|during)\swhich)\b", re.I)
LINK = re.compile(r"\b(?:before|after|while|when|by)\s$", re.I)  # and right before the cue: "on Monday before calling"
# A clause before the main one dates it if it tells what goes on meanwhile: "When she spoke on Monday, she said".
MEANWHILE = re.compile(r"\W{0,3}(?:when|while|as|where|\w+ing|asked)\b", re.I)
# A time that opens its sentence dates the main clause also over a clause between: "On Monday, after a walk, she said".
FRAME = re.compile(r"\W{0,3}(?:(?:and|but|then|late|early|on|in|at)\s){0,3}", re.I)
BETWEEN = re.compile(r"\s?,\s(?:after|before|while|when|as|since|despite|following)\b[^,;:]{1,140},\s")
SEGMENT = re.compile(r"[,;:—–()]\s*(?=[^,;:—–()]*$)")
RELATIVE = frozenset("who which that whose whom".split())
WORD_BEFORE = re.compile(r"(\w+|[’']s)\s$")
BOUNDS = frozenset("before after since until till by through".split())
OWNED = frozenset("the his her their its our my your ’s 's".split())
STAGED = frozenset("in at during on".split())  # "at Monday's rally" tells when, "Monday's rally" what
# A document is dated by when it came out: "a memo sent on Wednesday", "a study published last month".
ISSUED = re.compile(
    r"\b(?:sent|published|released|issued|dated|conducted|taken|circulated|filed|written|posted|aired|broadcast|"
    r"signed|carried\sout|leaked|made\spublic)\b[^,;]{0,40}$",
    re.I,
)
ARTICLE = re.compile(r"(?:an?|the)\s$", re.I)
TO_COME = re.compile(r"\b(?:will|won[’']t|shall|going\sto|plans?\sto|set\sto|due|scheduled|upcoming)\b|[’']ll\b", re.I)
DATELINE = re.compile(r"[^\n]{0,60}?(?:\([^)\n]{1,40}\)\s?)?[-–—_]{1,2}\s")
CAPITALS = re.compile(r"\W{0,3}[A-Z]{3}")

REACH = 160  # characters outside an attribution, in its sentence, in which its time stands; all gold ones on who.train
LOOK = 3  # expressions to look at on either side of a cue; with more, none was gained
CLAUSE = 60  # characters between a modal ("will") and the time that it makes a coming one


class _Time(NamedTuple):
    """A time that may date an attribution: its distance from the cue in characters, and its place among all."""

    gap: int
    place: int


def _start(time: TimeExpression) -> int:
    return time.span.start


def _without(text: str, start: int, end: int, holes: Sequence[Span]) -> str:
    """`text[start:end]` without what lies in `holes`, which are in text order."""
    words = []
    for hole in holes:
        if hole.end > start and hole.start < end:
            words.append(text[start : max(start, hole.start)])
            start = min(hole.end, end)
    return " ".join((*words, text[start:end]))


def _in_dateline(text: str, span: Span) -> bool:
    """Whether the time stands in a dateline ("LORN, March 12 (Reuters) -")."""
    line = text.rfind("\n", max(0, span.start - REACH), span.start) + 1
    match = DATELINE.match(text, line)
    return match is not None and span.end <= match.end() and CAPITALS.match(text, line) is not None


def _dates_source(text: str, span: Span, source: Sequence[Span]) -> bool:
    """Whether a time inside a source dates the document that the source is."""
    start = next(role.start for role in source if role.overlaps(span))
    article = ARTICLE.search(text, start, span.start)
    issued = ISSUED.search(text, max(start, span.start - REACH), span.start)
    return issued is not None or (article is not None and article.start() == start)


def _before(text: str, span: Span) -> str:
    """The word before a time, in lower case."""
    word = WORD_BEFORE.search(text, max(0, span.start - 12), span.start)
    return word[1].lower() if word else ""


def _gap_after(text: str, span: Span, cue: Span, holes: Sequence[Span], before: str) -> int | None:
    gap = _without(text, cue.end, span.start, holes)
    if before in BOUNDS:
        gap = gap.rstrip()[: -len(before)]
    return None if OPENER.search(gap) else len(gap)


def _gap_before(
    text: str, span: Span, attribution: Attribution, sentence: Span, holes: Sequence[Span], before: str
) -> int | None:
    cue = attribution.cue[0].start
    link = LINK.search(text, span.end, cue)
    gap = _without(text, span.end, link.start() if link else cue, holes)
    if FRAME.fullmatch(text, sentence.start, span.start):
        gap = BETWEEN.sub(", ", gap, count=1)
    end = span.start - len(before) - 1 if before in BOUNDS else span.start
    lead = SEGMENT.search(text, max(sentence.start, end - REACH), end)
    start = max([lead.end() if lead else sentence.start, *(role.end for role in attribution.source if role.end <= end)])
    meanwhile = start == sentence.start and MEANWHILE.match(text, start, end)
    if (OPENER.search(text, start, end) and not meanwhile) or OPENER.search(JOINT.sub("", gap, count=1)):
        return None
    return len(gap)


def _gap(text: str, span: Span, attribution: Attribution, sentence: Span, holes: Sequence[Span]) -> int | None:
    """How far a time stands from the cue; None if another clause or a noun has it."""
    cue = Span(attribution.cue[0].start, attribution.cue[-1].end)
    if cue.overlaps(span):
        return 0
    if any(role.overlaps(span) for role in attribution.source):
        return 0 if _dates_source(text, span, attribution.source) else None
    before = _before(text, span)
    if before in OWNED or (text.startswith(("’s", "'s"), span.end) and before not in STAGED):
        return None
    if span.start >= cue.end:
        return _gap_after(text, span, cue, holes, before)
    if attribution.source and join(attribution.source, text).lower() in RELATIVE:
        return (
            None
            if span.end <= attribution.source[0].start
            else _gap_before(text, span, attribution, sentence, holes, before)
        )
    return _gap_before(text, span, attribution, sentence, holes, before)


class _Reading:
    """The times of one annotated document, each looked up by place."""

    def __init__(self, annotation: Annotation, layout: Layout) -> None:
        self.text, self.attributions, self.layout = annotation.document.text, annotation.attributions, layout
        self.credited = annotation.credited
        self.times = list(time_expressions(self.text, published=annotation.document.published))
        self.told_in = self._told_in()

    def _told_in(self) -> list[set[int]]:
        """For each time, the attributions in whose content it stands."""
        told: list[set[int]] = [set() for _ in self.times]
        for number, attribution in enumerate(self.attributions):
            for span in attribution.content:
                first = bisect_right(self.times, span.start, key=lambda time: time.span.end)
                for place in range(first, bisect_left(self.times, span.end, key=_start)):
                    told[place].add(number)
        return told

    def _enclosing(self, number: int) -> set[int]:
        found: set[int] = set()
        parent = self.attributions[number].parent
        while parent is not None and parent not in found:
            found.add(parent)
            parent = self.attributions[parent].parent
        return found

    def near(self, number: int) -> Iterator[_Time]:
        """The times that may date an attribution: in its sentence, in no content but those that enclose it."""
        attribution = self.attributions[number]
        if not attribution.cue or not self.times:
            return
        sentence, at = self.layout.around(attribution.cue[0]), attribution.cue[0].start
        roles = (*attribution.source, *attribution.cue, *attribution.content)
        low = max(sentence.start, min(role.start for role in roles) - REACH)
        high = min(sentence.end, max(role.end for role in roles) + REACH)
        middle = bisect_left(self.times, at, key=_start)
        enclosing = self._enclosing(number)
        around = self.attributions[max(0, number - 2) : number + 3]
        holes = sorted([*attribution.source, *(span for other in around for span in other.content)])
        for place in range(max(0, middle - LOOK), min(len(self.times), middle + LOOK)):
            span = self.times[place].span
            outside = span.start < low or span.end > high or _in_dateline(self.text, span)
            told_in = self.told_in[place]
            if outside or not told_in <= enclosing or (attribution.parent is not None and not told_in):
                continue
            gap = _gap(self.text, span, attribution, sentence, holes)
            if gap is not None:
                yield _Time(gap, place)

    def chosen(self) -> list[int | None]:
        """For each attribution the place of its time: the nearest that no other speaker's cue stands nearer to."""
        found = [list(self.near(number)) for number in range(len(self.attributions))]
        nearest: dict[int, tuple[int, int]] = {}
        for number, near in enumerate(found):
            for time in near:
                nearest[time.place] = min(nearest.get(time.place, (time.gap, number)), (time.gap, number))
        mine = [
            [time.place for time in sorted(near) if self._shares(nearest[time.place][1], number)]
            for number, near in enumerate(found)
        ]
        return [places[0] if places else None for places in mine]

    def _shares(self, owner: int, number: int) -> bool:
        """Whether an attribution may take a time whose nearest cue is `owner`'s."""
        source = join(self.attributions[number].source, self.text).lower()
        return owner == number or (source not in RELATIVE and self.credited[owner] == self.credited[number])

    def days(self) -> list[TimeExpression]:
        """The days that the narrative names as such: in no content and no dateline, as no bound and nobody's."""
        return [
            time
            for time, told_in in zip(self.times, self.told_in, strict=True)
            if not told_in
            and is_day(time.value)
            and not _in_dateline(self.text, time.span)
            and _before(self.text, time.span) not in OWNED | BOUNDS
        ]

    def when(self, number: int, place: int) -> When:
        """A bound ("before 24 February") belongs to the words and leaves no value."""
        time, before = self.times[place], _before(self.text, self.times[place].span)
        if before in BOUNDS:
            span = Span(time.span.start - len(before) - 1, time.span.end)
            return When(span.of(self.text), (span,), None)
        ahead = TO_COME.search(join(self.attributions[number].cue, self.text)) is not None
        return When(time.span.of(self.text), (time.span,), time.ahead if ahead else time.value)


def whens_of(annotation: Annotation, layout: Layout) -> tuple[When | None, ...]:
    """When each attribution was uttered; `layout` holds the sentences of the document.

    The time stands in the attribution's own sentence, or it carries over from the scene that the report belongs to.
    """
    reading = _Reading(annotation, layout)
    whens = [None if place is None else reading.when(number, place) for number, place in enumerate(reading.chosen())]
    scenes = Scenes(annotation, layout, reading.days())
    return tuple(carried_over(annotation, scenes, whens))


def dates_in(document: Document, content: tuple[Span, ...]) -> tuple[When, ...]:
    """The time expressions inside a content, normalised against the publication date.

    Where the words around one speak of what is to come ("will open on Monday"), it is the next such day.
    """
    text = document.text
    found = []
    for span in content:
        for time in time_expressions(text, span.start, span.end, document.published):
            at = time.span
            before = text[max(span.start, at.start - CLAUSE) : at.start]
            around = before[max(before.rfind(stop) for stop in ".?!;") + 1 :]
            ahead = TO_COME.search(around) is not None
            found.append(When(at.of(text), (at,), time.ahead if ahead else time.value))
    return tuple(found)
