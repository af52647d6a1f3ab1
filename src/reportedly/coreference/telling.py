"""One document being told: whom it has mentioned so far, and who has spoken."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from reportedly.coreference.candidates import Person, Speaker, Story, event_of
from reportedly.coreference.cast import Member
from reportedly.coreference.forms import plain
from reportedly.coreference.kinds import kind_of
from reportedly.coreference.rank import Weights
from reportedly.coreference.scene import Scene, scene_of
from reportedly.coreference.sources import Source, look_at, together
from reportedly.records import Actor, ActorKind, Annotation, Attribution, Mention, MentionKind, Referent
from reportedly.span import Span
from reportedly.text.names import parts
from reportedly.text.phrases import phrase_before
from reportedly.text.roles import FEMALE, MALE, is_plural, same_role, singular, sort_of

# Somebody called by office alone: "The adviser paused."
OFFICE = re.compile(r"\b[Tt]he (?=([a-z-]+(?: [a-z-]+){0,2}))")
OF = re.compile(r" (?:of|for|to|from|in)\b")  # behind an office: somebody else than the one known
WORD = re.compile(r"[a-z-]+")
RECALLED = 300  # characters before a question in which such a mention is looked for: two or three sentences
BEARERS = 200  # people of an office that are gone through: more are in no article, and this bounds the work
CROWDS = re.compile(r"\b(?:[a-z-]+(?:s|men)|people|children)\b")
MENTION: Mapping[str, MentionKind] = {"pronoun": "pronoun", "nominal": "nominal"}


def identity(kind: ActorKind, name: str) -> str:
    """`a:` and 12 hex digits of kind and name: the same actor in every document that uses the same fullest name."""
    return "a:" + hashlib.sha256(f"{kind}\0{' '.join(parts(name))}".encode()).hexdigest()[:12]


class Telling:
    """One document being told: the story so far, and the referents that it has."""

    def __init__(self, scene: Scene, weights: Weights, seen: Mapping[int, Sequence[Sequence[float]]]) -> None:
        """`seen`: how the sources that name a member look to the encoder."""
        self.scene, self.weights = scene, weights
        title = set(parts(scene.document.title or ""))
        members = [
            member._replace(kind=kind_of(member.kind, seen.get(place, ())))
            for place, member in enumerate(scene.cast.members)
        ]
        people = [_person(member, title) for member in members]
        events = [event_of(scene, one.span, one.whole, one.member) for one in scene.cast.occurrences]
        self.story = Story(scene, people, events, [event.start for event in events], [])
        self.referents = [
            Referent(Actor(identity(member.kind, member.name), member.name, member.kind), member.descriptions)
            for member in members
        ]
        self.mentions = [Mention(one.span, "name", one.member) for one in scene.cast.occurrences]
        self.described: dict[str, int] = {}
        self.known = [place for place, person in enumerate(people) if person.roles]  # that an office may call to mind
        self.recalled = 0
        self._gather()

    def _gather(self) -> None:
        """Mention who is only named in company or by calling: "Ada Brandt and Jo Lund", "the drivers"."""
        text, cast = self.scene.text, self.scene.cast
        for left, right in pairwise(cast.occurrences):
            if together(text, left, right, cast):
                span = Span(left.whole.start, right.whole.end)
                self.story.mention(span, self.add(plain(span.of(text)), "group", ""))
        for match in CROWDS.finditer(text):
            one = singular(match[0])
            if match[0] in ("people", "children") or (one != match[0] and sort_of(one) == "person"):
                phrase = phrase_before(text, match.end())
                if phrase:
                    words = " ".join(phrase.of(text).split())
                    self.story.mention(Span(*match.span()), self.add(words, "group", match[0]))

    def recall(self, at: int) -> None:
        """Mention who the narrative before `at` calls by office alone: "The adviser paused." Looks back RECALLED."""
        text, story = self.scene.text, self.story
        floor = max(self.recalled, at - RECALLED)
        for match in OFFICE.finditer(text, floor, at):
            office = next((noun for noun in WORD.finditer(text, *match.span(1)) if sort_of(noun[0]) == "person"), None)
            if office is None or OF.match(text, office.end()):
                continue
            for referent in reversed(self.known[-BEARERS:]):
                if any(same_role(office[0], role) for role in story.people[referent].roles):
                    story.mention(Span(match.start(), office.end()), referent)
                    break
            else:
                words = text[match.start() : office.end()]
                story.mention(Span(match.start(), office.end()), self.add(words, "unnamed", office[0]))
        self.recalled = max(self.recalled, at)

    def add(self, words: str, kind: ActorKind, head: str) -> int:
        """A referent that is only described; the same words again are the same one."""
        key = words.lower()
        if key not in self.described:
            self.described[key] = len(self.referents)
            self.referents.append(Referent(Actor(identity(kind, words), words, kind)))
            plural = kind == "group" or (bool(head) and is_plural(head) and singular(head) != head)
            roles = frozenset((head,) if head else ())
            self.story.people.append(Person(kind, _gender_of(head), roles, 0, plural, False, False))
            if head:
                self.known.append(self.described[key])
        return self.described[key]

    def speak(self, referent: int | None, attribution: Attribution, source: Source) -> None:
        """Remember who spoke, and the source as a mention."""
        if referent is None:
            return
        if source.form in MENTION:
            self.mentions.append(Mention(attribution.source[0], MENTION[source.form], referent))
            self.story.mention(attribution.source[0], referent)
        if attribution.parent is None:  # who is quoted by a speaker does not take the floor
            end = max(span.end for span in (*attribution.source, *attribution.cue, *attribution.content))
            self.story.spoken.append(Speaker(referent, end))


def _person(member: Member, title: set[str]) -> Person:
    entitled = parts(member.name)[-1:] != () and parts(member.name)[-1] in title
    plural = member.kind == "group"
    return Person(member.kind, member.gender, member.roles, member.times, plural, entitled, member.sure)


def _gender_of(noun: str) -> str:
    return "female" if noun in FEMALE else "male" if noun in MALE else ""


def tell(annotation: Annotation, weights: Weights) -> tuple[Telling, list[Source]]:
    """The document as it is before anything is asked, and what each attribution's source is."""
    scene = scene_of(annotation.document, annotation.attributions)
    sources = [look_at(scene.text, attribution.source, scene.cast) for attribution in annotation.attributions]
    seen: dict[int, list[Sequence[float]]] = {}
    made = []
    for attribution, source in zip(annotation.attributions, sources, strict=True):
        if source.form == "name":
            seen.setdefault(source.member, []).append(attribution.kinds)
        elif source.form == "nominal":
            source = source._replace(kind=kind_of(source.kind, (attribution.kinds,)))
        made.append(source)
    return Telling(scene, weights, seen), made


def in_order(attributions: Sequence[Attribution]) -> list[int]:
    """The places of attributions as they are answered: in text order of their sources, inner ones after their outer."""

    def anchor(place: int) -> Span:
        attribution = attributions[place]
        return (attribution.source or attribution.cue or attribution.content)[0]

    def line(place: int) -> list[Span]:
        parent = attributions[place].parent
        return [*(line(parent) if parent is not None else ()), anchor(place)]

    return sorted(range(len(attributions)), key=line)
