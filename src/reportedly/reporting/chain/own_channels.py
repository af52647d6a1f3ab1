"""The channels of an attribution's own sentence: which of those named there are its."""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from reportedly.records import Annotation, Attribution
from reportedly.reporting.chain.channel_words import ANOTHER_SCENE, ARTEFACTS
from reportedly.reporting.chain.channels import Channel, channels
from reportedly.reporting.chain.phrase import CALENDAR, Token, tokens
from reportedly.span import Span
from reportedly.text.sentences import Layout

SHARED = frozenset(("venue", "broadcast"))  # what may stand before a whole sentence, whoever speaks in it
STOP = re.compile(r"[.!?][\"”’'»]?\s")  # within one sentence it ends a quotation, and a clause with it
ANOTHER = 1000  # characters that such a stop is worth: more than a sentence has
FORWARD = 1.5  # a channel goes with the cue before it rather than with the one after, unless that is much nearer


MOST = 8  # channels of one attribution; longer lists are broken text
YEAR = re.compile(r"(?:19|20)\d\d")
REACH = 600  # characters between a channel and the cue it belongs to; longer sentences are lists or broken text
GAP = "|"  # stands for what is left out between two parts of a sentence; no phrase goes over it
# How a document came to an outlet: "seen by the Courier", "which the Courier has seen".
HANDED = re.compile(
    r",\swhich\s$|\b(?:seen|viewed|reviewed|obtained|acquired|published|reported|leaked|shown|sent|passed|given|provided|shared)\s"
    r"(?:[a-z]+\s){0,2}(?:by|to|with)\s$"
)
SIGHT = 40  # characters that hold the longest of such words
ARTEFACT = 3  # words of a cue among which its document stands: "financial disclosure suggests"
ADDRESSEE = 80  # characters of a content in which the addressee of "told" is looked for
TOLD = frozenset(("told", "tell", "tells", "telling"))


class Levels(NamedTuple):
    """Where contents begin and end: from `starts[i]` on, `inside[i]` is the innermost one's attribution, or None."""

    starts: list[int]
    inside: list[int | None]

    def at(self, place: int) -> int | None:
        """The attribution in whose content the character `place` stands."""
        return self.inside[bisect_right(self.starts, place) - 1]

    def pieces(self, span: Span) -> Iterable[tuple[Span, int | None]]:
        """The parts of `span` between the edges of contents, each with the attribution in whose content it stands."""
        start = span.start
        place = bisect_right(self.starts, start)
        while start < span.end:
            end = min(self.starts[place], span.end) if place < len(self.starts) else span.end
            if start < end:
                yield Span(start, end), self.inside[place - 1]
            start, place = end, place + 1


def levels_of(attributions: Sequence[Attribution]) -> Levels:
    """The contents of all attributions as one line of levels; linear but for sorting, while few contents overlap."""
    edges = sorted(
        (at, opens, place)
        for place, attribution in enumerate(attributions)
        for span in attribution.content
        for at, opens in ((span.start, True), (span.end, False))
    )
    starts, inside, active = [0], list[int | None]([None]), list[int]()
    for at, opens, place in edges:
        if opens:
            active.append(place)
        else:
            active.remove(place)
        starts.append(at)
        inside.append(active[-1] if active else None)
    return Levels(starts, inside)


def anchor_of(attribution: Attribution) -> Span:
    """Where an attribution stands: its cue, or its content when it has none."""
    return (attribution.cue or attribution.content)[0]


class Own(NamedTuple):
    """What an attribution has in its own sentence, outside of contents: channels, the days, months and years that it
    plays on, and whether it says that it plays elsewhere than the one before."""

    channels: tuple[Channel, ...]
    days: frozenset[str]
    leaves: bool


def _level(attributions: Sequence[Attribution], place: int, levels: Levels) -> int | None:
    inside = levels.at(anchor_of(attributions[place]).start)
    return attributions[place].parent if inside == place else inside


def _hull(attribution: Attribution) -> Span:
    spans = attribution.source + attribution.cue
    spans = spans or attribution.content
    return Span(min(span.start for span in spans), max(span.end for span in spans))


def _takers(channel: Channel, among: Sequence[int], annotation: Annotation) -> list[int]:
    """The attributions `among` those of its sentence and level that a channel belongs to."""
    span, attributions, text = channel.span, annotation.attributions, annotation.document.text
    for place in among:
        for source in attributions[place].source:
            if source.overlaps(span):
                return [] if _is_source(channel, source, place, annotation) else [place]
    if channel.role in SHARED and all(_hull(attributions[place]).start >= span.end for place in among):
        return list(among)

    def distance(place: int) -> float:
        cue = anchor_of(attributions[place])
        if cue.end <= span.start:
            return span.start - cue.end + (ANOTHER if STOP.search(text, cue.end, span.start) else 0)
        return FORWARD * (cue.start - span.end) if cue.start >= span.end else 0

    return [min(among, key=distance)]


def _is_source(channel: Channel, source: Span, place: int, annotation: Annotation) -> bool:
    """Whether a channel in a source is the source itself, or a mere part of its name.

    In "a memo seen by the Courier" and "a memo leaked to the Courier" it is neither.
    """
    if HANDED.search(annotation.document.text, max(source.start, channel.span.start - SIGHT), channel.span.start):
        return False
    credited = annotation.credited[place]
    kind = annotation.referents[credited].actor.kind if credited is not None else None
    if channel.role in ("outlet", "platform") or kind == "document":
        return True
    return channel.role != "document" and source.start >= channel.span.start


def _days(words: Sequence[Token]) -> frozenset[str]:
    years = {word.low for before, word in pairwise(words) if before.low == "in" and YEAR.fullmatch(word.low)}
    return frozenset(word.low for word in words if word.low in CALENDAR) | years


def own_channels(annotation: Annotation, layout: Layout) -> list[Own]:
    """What each attribution has in its own sentence."""
    attributions, text = annotation.attributions, annotation.document.text
    levels = levels_of(attributions)
    found = [Own((), frozenset(), False)] * len(attributions)
    members: dict[Span, list[int]] = defaultdict(list)
    for place, attribution in enumerate(attributions):
        start = anchor_of(attribution).start
        members[layout.around(Span(start, start + 1))].append(place)
    for sentence, places in members.items():
        by_level: dict[int | None, list[int]] = defaultdict(list)
        for place in places:
            by_level[_level(attributions, place, levels)].append(place)
        words: dict[int | None, list[Token]] = defaultdict(list)
        for piece, level in levels.pieces(sentence):
            if level in by_level:
                words[level] += [*tokens(text, piece), Token(piece.end, piece.end, GAP, False)]
        for level, among in by_level.items():
            days = _days(words[level])
            leaves = any(word.low in ANOTHER_SCENE for word in words[level])
            for place, mine in _given(words[level], among, annotation).items():
                found[place] = Own(tuple(mine[:MOST]), days, leaves)
    return found


def _given(words: Sequence[Token], among: Sequence[int], annotation: Annotation) -> dict[int, list[Channel]]:
    """The channels in the `words` of a sentence, by the attribution `among` those in it that they belong to."""
    attributions, text = annotation.attributions, annotation.document.text
    among = sorted(among, key=lambda place: anchor_of(attributions[place]).start)
    anchors = [anchor_of(attributions[place]).start for place in among]
    given: dict[int, list[Channel]] = {place: [] for place in among}
    for channel in channels(text, words):
        low = bisect_left(anchors, channel.span.start - REACH)
        near = among[low : bisect_right(anchors, channel.span.end + REACH)]
        for place in _takers(channel, near, annotation) if near else ():
            given[place].append(channel)
    for place in among:
        given[place] += _addressee(attributions[place], text)
        given[place] += _artefact(attributions[place], text)
    for place, following in reversed(list(pairwise(among))):
        # what the same actor's next one in the sentence has: "she balked, telling the Globe that ..."
        if not given[place] and annotation.credited[place] == annotation.credited[following]:
            given[place] = given[following]
    return given


def _addressee(attribution: Attribution, text: str) -> list[Channel]:
    """The channel that a content begins with, if whom it was told was taken into it: "told | the Globe that ..."."""
    if not attribution.cue:
        return []
    cue = attribution.cue[-1]
    content = next((span for span in attribution.content if 0 <= span.start - cue.end <= 1), None)
    if content is None or TOLD.isdisjoint(cue.of(text).lower().split()):
        return []
    words = tokens(text, Span(cue.start, min(content.end, content.start + ADDRESSEE)))
    return [
        channel for channel in channels(text, words) if channel.lead in TOLD and channel.span.start == content.start
    ]


def _artefact(attribution: Attribution, text: str) -> list[Channel]:
    """The document that a cue begins with, after its possessor: "Her | letter to the bishop said"."""
    if not (attribution.cue and attribution.source) or attribution.source[0].start > attribution.cue[0].start:
        return []
    words = tokens(text, attribution.cue[0])
    for word in words[: min(ARTEFACT, len(words) - 1)]:
        if word.low in ARTEFACTS:
            return [Channel("document", Span(word.start, word.end), "", word.low)]
    return []
