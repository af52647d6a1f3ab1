"""Which channels hold for which attribution: those of its own sentence, and those that its scene carries over."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from reportedly.records import Annotation, Attribution, Role
from reportedly.reporting.chain.channel_words import (
    BROADCAST_NOUNS,
    COURTS,
    HOSTS,
    ONE_OF_THEM,
    POLLS,
    POSTS,
    SETTINGS,
)
from reportedly.reporting.chain.channels import Channel, channels, noun_phrase, of_phrase
from reportedly.reporting.chain.own_channels import anchor_of, levels_of, own_channels
from reportedly.reporting.chain.phrase import DETERMINERS, Token, tokens
from reportedly.span import Span
from reportedly.text.paragraphs import paragraphs
from reportedly.text.sentences import Layout

# Paragraphs from what was last said in a scene to what is still said in it. The annotation guide says the next one;
# but news has one sentence a paragraph and answers or asides between: on who.train 1 gives F1 .52, 2 gives .56.
SAME_SCENE = 2
NEXT = 1  # paragraphs from a sentence that sets a scene to what is said in it
SCENE_LENGTH = 1000  # characters of a sentence that sets a scene; longer ones are lists
SCENES = 3  # scenes before an attribution that are looked at: they stand in one or two paragraphs
POLL_REACH = 8  # paragraphs after a poll in which its percentages stand; reports of polls run on so long
BYSTANDER = 40  # characters after an outlet in which its interviewer is named: "CNN's chief correspondent Ada Brook"
# A source that is a share of those who were asked.
SHARE = re.compile(
    r"\b(?:per ?cent|percent|a third|a quarter|half|thirds|majority|plurality|respondents|those (?:surveyed|polled)|"
    r"(?:in|of) (?:\d+|three|four|five|six|seven|eight|nine|ten))\b|%",
    re.I,
)
GENERAL = re.compile(
    r"(?:has|have|had) (?:long|often|repeatedly|always|previously|also|been|\w+ed\b)|(?:often|regularly|usually)\b",
    re.I,
)


POLL = re.compile(rf"\b(?:{'|'.join(sorted(POLLS))})\b", re.I)


class Scene(NamedTuple):
    """A sentence in which nobody is quoted, that says where or to whom somebody spoke.

    `introduces`: it ends in a colon, and what follows, line by line, was all said there.
    """

    paragraph: int
    sentence: int
    span: Span
    channels: tuple[Channel, ...]
    introduces: bool


class Told(NamedTuple):
    """What was last told of somebody: in which paragraph and sentence, through which channels, on which days."""

    paragraph: int
    sentence: int
    channels: tuple[Channel, ...]
    days: frozenset[str]


class Setting(NamedTuple):
    """What stands outside of the attributions' sentences: scenes and polls, in text order."""

    scenes: list[Scene]
    polls: list[tuple[int, Channel]]  # with the paragraph of each


def setting_of(annotation: Annotation, layout: Layout, starts: Sequence[int]) -> Setting:
    """The scenes and the polls of a document; `starts` are those of its paragraphs."""
    text = annotation.document.text
    levels = levels_of(annotation.attributions)
    quoted = {layout.number(anchor_of(attribution).start) for attribution in annotation.attributions}
    counted = any(_is_share(attribution, text) for attribution in annotation.attributions)
    found = Setting([], [])
    for number, (start, end) in enumerate(zip(layout.starts, layout.ends, strict=True)):
        paragraph = bisect_right(starts, start)
        if counted and POLL.search(text, start, end):
            found.polls.extend((paragraph, poll) for poll in _polls(tokens(text, Span(start, end))))
        if end - start > SCENE_LENGTH or number in quoted or levels.at(start) is not None:
            continue
        words = tokens(text, Span(start, end))
        told = tuple(
            channel for channel in channels(text, words) if channel.role in SETTINGS and channel.lead != "reported"
        )
        if told:
            span = Span(start, end)
            found.scenes.append(Scene(paragraph, number, span, told, text[end - 1] == ":"))
    return found


def _is_share(attribution: Attribution, text: str) -> bool:
    """Whether those who are credited are a share of people: "six in ten", "a third"."""
    return any(SHARE.search(text, span.start, span.end) for span in attribution.source)


def _polls(words: Sequence[Token]) -> list[Channel]:
    found = []
    for at, word in enumerate(words):
        if (
            (word.low in DETERMINERS or (at == 0 and word.capital))
            and (phrase := noun_phrase(words, at, POLLS))
            and (at == 0 or not words[phrase.head].low.endswith("s"))
        ):
            found.append(of_phrase(words, phrase, "", "document"))
    return found


class _Carrier:
    """Goes through the attributions of a document in text order and keeps in mind what was last told of whom."""

    def __init__(self, annotation: Annotation, layout: Layout) -> None:
        self.annotation, self.layout = annotation, layout
        self.own = own_channels(annotation, layout)
        self.starts = [span.start for span in paragraphs(annotation.document.text)]
        self.setting = setting_of(annotation, layout, self.starts)
        self.scene_starts = [scene.span.start for scene in self.setting.scenes]
        self.poll_starts = [poll.span.start for _, poll in self.setting.polls]
        self.last: dict[int, Told] = {}
        self.latest: Told | None = None
        self.alive: dict[Span, int] = {}  # the last paragraph in which each channel held

    def take(self, place: int) -> tuple[Channel, ...]:
        """The channels of the attribution at `place`, the next one in text order."""
        attribution, own = self.annotation.attributions[place], self.own[place]
        anchor = anchor_of(attribution)
        paragraph, sentence = bisect_right(self.starts, anchor.start), self.layout.number(anchor.start)
        mine, days = own.channels, own.days
        actor = self.annotation.credited[place]
        before = self.last.get(actor) if actor is not None else None
        if before is None and self.latest and self._belongs(place, self.latest):
            lasting = tuple(channel for channel in self.latest.channels if channel.role in SETTINGS)
            before = self.latest._replace(channels=lasting)
        scene = self._scene(anchor, paragraph, place)
        if not mine and (poll := self._poll(attribution, anchor, paragraph)):
            mine = (poll,)
        elif not mine and scene and (before is None or scene.sentence > before.sentence):
            mine = scene.channels
        elif (
            before
            and paragraph - self._alive(before) <= SAME_SCENE
            and not (sentence != before.sentence and self._leaves(place, before))
        ):
            mine = _with_carried(mine, before)
            days = days or before.days
        told = Told(paragraph, sentence, mine, days)
        if actor is not None:
            self.last[actor] = told
        self.latest = told
        self.alive.update((channel.span, paragraph) for channel in mine)
        return mine

    def _belongs(self, place: int, latest: Told) -> bool:
        """Whether an attribution belongs to the scene whoever speaks: a line of a transcript, one of those who spoke
        ("one said"), or the interviewer, who is "the host" or is named with the outlet or programme."""
        text, attribution = self.annotation.document.text, self.annotation.attributions[place]
        if [span.of(text) for span in attribution.cue] == [":"]:
            return True
        source = " ".join(span.of(text) for span in attribution.source)
        if source.lower() in ONE_OF_THEM or any(word in HOSTS for word in re.findall(r"[\w-]+", source.lower())):
            return True
        actor = self.annotation.credited[place]
        name = self.annotation.referents[actor].actor.name.split()[-1] if actor is not None else None
        named = (
            channel.span.of(text) + re.split(r"[.,;\n]", text[channel.span.end : channel.span.end + BYSTANDER])[0]
            for channel in latest.channels
            if channel.role in ("outlet", "broadcast")
        )
        return name is not None and any(re.search(rf"\b{re.escape(name)}\b", words) for words in named)

    def _alive(self, before: Told) -> int:
        """The paragraph in which anybody last spoke through the channels of `before`: others may answer meanwhile."""
        return max((self.alive[channel.span] for channel in before.channels), default=before.paragraph)

    def _leaves(self, place: int, before: Told) -> bool:
        """Whether the sentence says that it plays elsewhere, at another time, or ever again."""
        own = self.own[place]
        cue = " ".join(span.of(self.annotation.document.text) for span in self.annotation.attributions[place].cue)
        return own.leaves or bool(own.days and before.days and own.days - before.days) or bool(GENERAL.match(cue))

    def _scene(self, anchor: Span, paragraph: int, place: int) -> Scene | None:
        """The scene that an attribution plays in, by the sentence before it in which nobody is quoted."""
        last = bisect_right(self.scene_starts, anchor.start) - 1
        for at in range(last, max(-1, last - SCENES), -1):
            scene = self.setting.scenes[at]
            if scene.introduces and at == last:
                return scene
            if paragraph - scene.paragraph > NEXT:
                return None
            sits = paragraph == scene.paragraph and any(channel.noun in COURTS for channel in scene.channels)
            if sits or self._plays(place, scene):
                return scene
        return None

    def _plays(self, place: int, scene: Scene) -> bool:
        """Whether whoever is credited is named in the scene."""
        actor = self.annotation.credited[place]
        if actor is None:
            return False
        name = self.annotation.referents[actor].actor.name.split()[-1]
        return re.search(rf"\b{re.escape(name)}\b", scene.span.of(self.annotation.document.text)) is not None

    def _poll(self, attribution: Attribution, anchor: Span, paragraph: int) -> Channel | None:
        """The poll that a share of people was counted in: the one named last."""
        text = self.annotation.document.text
        if not _is_share(attribution, text):
            return None
        at = bisect_right(self.poll_starts, anchor.end) - 1
        if at < 0 or paragraph - self.setting.polls[at][0] > POLL_REACH:
            return None
        return self.setting.polls[at][1]


def carried(annotation: Annotation, layout: Layout) -> tuple[tuple[Channel, ...], ...]:
    """The channels of each attribution: its own or, where it has none, those of its scene.

    That is the sentence before that sets it, or the same actor's last attribution no more than `SAME_SCENE` paragraphs
    back, unless something says that the scene has changed. Nested attributions have only their own.
    """
    carrier = _Carrier(annotation, layout)
    result = [own.channels for own in carrier.own]
    attributions = annotation.attributions
    for place in sorted(range(len(attributions)), key=lambda place: anchor_of(attributions[place]).start):
        if attributions[place].parent is None:
            result[place] = carrier.take(place)
    return tuple(result)


def _with_carried(mine: tuple[Channel, ...], before: Told) -> tuple[Channel, ...]:
    """An attribution's channels with those that it takes over from the one before."""
    roles = {channel.role for channel in mine}
    taken: frozenset[Role] = frozenset()
    if not mine:
        return tuple(channel for channel in before.channels if _lasts(channel))
    if roles <= {"relayer"}:
        taken = frozenset(("venue",))
    elif roles == {"document"} and any(channel.noun in POSTS for channel in mine):
        taken = frozenset(("platform",))
    return mine + tuple(channel for channel in before.channels if channel.role in taken)


def _lasts(channel: Channel) -> bool:
    """Whether a channel may outlast its sentence: a spokesman passes on one remark, an interpreter all of them."""
    return channel.role != "relayer" or channel.noun.startswith(("interpreter", "translator"))


def resolved(found: Sequence[tuple[Channel, ...]]) -> dict[Span, Span]:
    """For each outlet, programme or platform named by its class alone, the span of the name that stands for it."""
    named: dict[str, Span] = {}
    result: dict[Span, Span] = {}
    everything = sorted({channel for channels in found for channel in channels}, key=lambda channel: channel.span)
    for channel in everything:
        seen = channel.noun in BROADCAST_NOUNS
        key: str = "platform" if channel.role == "platform" else "seen" if seen else "read"
        if channel.same:
            if name := named.get(key) or named.get("read"):
                result[channel.span] = name
        elif channel.role == "broadcast":
            named["seen"] = channel.span
        elif channel.role == "platform":
            named["platform"] = channel.span
        elif channel.role == "outlet":
            named["read"] = channel.span
    return result
