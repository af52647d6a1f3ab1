"""The cast of a document: everybody and every body that it names, under all the forms of the name."""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from reportedly.coreference.bearers import EITHER, introduces_body
from reportedly.coreference.clusters import GENDERS, Clusters, Shared, given_gender
from reportedly.coreference.forms import Forms, forms_of, found_in, plain, words_of
from reportedly.coreference.said_of import DETERMINER, Said, said_of
from reportedly.records import ActorKind, Document
from reportedly.span import Span
from reportedly.text.roles import FEMALE as FEMALE_ROLES
from reportedly.text.roles import MALE as MALE_ROLES
from reportedly.text.roles import PERSON, head_noun

GENDERED = re.compile(r"\b(?:(he|him|his|himself)|(she|her|hers|herself))\b", re.I)
# Pronouns that must agree before they tell a gender: on who.train "he" is right in .91 with two, in .90 with one.
DECIDED = 2
NEAR = 240  # characters from a person's name within which a pronoun votes on the gender: about two sentences


class Member(NamedTuple):
    """One of the cast: the fullest form of the name, what it is, and what the document says of it.

    `gender` is "male", "female" or "" (unknown, or no person). `roles` are head nouns in lower case ("mayor").
    `sure`: a given name, a title or an office says that it is a person.
    """

    name: str
    kind: ActorKind
    gender: str
    roles: frozenset[str]
    descriptions: tuple[str, ...]
    times: int
    sure: bool = False


class Occurrence(NamedTuple):
    """Where a member is named: `span` is the name without titles, `whole` with them."""

    span: Span
    whole: Span
    member: int


class Cast(NamedTuple):
    """Members and where they are named, in text order; `bodies[noun]` is the one body that is introduced by that noun
    ("the owner, Belt Line Shipping,"), so that "the owner" is its name too."""

    members: tuple[Member, ...]
    occurrences: tuple[Occurrence, ...]
    starts: tuple[int, ...]
    bodies: Mapping[str, int]

    def within(self, start: int, end: int) -> Sequence[Occurrence]:
        """The occurrences that begin in `[start, end)`."""
        return self.occurrences[bisect_left(self.starts, start) : bisect_left(self.starts, end)]


def cast_of(document: Document, cuts: Collection[int] = frozenset()) -> Cast:
    """Everybody that title and text name; linear in both. No name runs over a character in `cuts`: where a source
    begins or ends is where its name does, also in a headline that has all its words in capitals."""
    text = document.text
    found = found_in(text, cuts)
    forms = forms_of(document, found)
    clusters = Clusters(forms)
    shared = Shared(clusters, forms)
    occurrences = []
    for name in found:
        form = plain(name.bare.of(text))
        title = text[name.span.start : name.bare.start].strip().rpartition(" ")[2].rstrip(".").lower()
        member = shared.bearer(form, title)
        if len(words_of(form)) > 1:
            shared.name(form)
        occurrences.append(Occurrence(name.bare, name.span, member))
    said: dict[int, list[Said]] = defaultdict(list)
    for occurrence in occurrences:
        said[occurrence.member] += said_of(text, occurrence.whole, occurrence.span)
    votes = _votes(text, occurrences, clusters.kinds)
    counts = Counter(occurrence.member for occurrence in occurrences)
    members = tuple(
        _member(group, clusters.kinds[place], forms, said[place], votes[place], counts[place])
        for place, group in enumerate(clusters.groups)
    )
    starts = tuple(occurrence.span.start for occurrence in occurrences)
    return Cast(members, tuple(occurrences), starts, _bodies(members))


def _bodies(members: Sequence[Member]) -> dict[str, int]:
    """By head noun, the only member that bears it, if that is a body and an apposition says so, without a clause that
    tells it from others ("Tern Aid, the agency that feeds the isles,")."""
    bearers: dict[str, set[int]] = defaultdict(set)
    for place, member in enumerate(members):
        for role in member.roles:
            bearers[role].add(place)
    return {
        head: place
        for place, member in enumerate(members)
        if member.kind in ("organization", "outlet")
        for head in (
            head_noun(words) for words in member.descriptions if DETERMINER.match(words) and " that " not in words
        )
        if introduces_body(head) and bearers[head] == {place}
    }


def _votes(text: str, occurrences: Sequence[Occurrence], kinds: Sequence[ActorKind]) -> Counter[int]:
    """For each person: pronouns "he" less pronouns "she" of which it is the last person named before."""
    people = [occurrence for occurrence in occurrences if kinds[occurrence.member] == "person"]
    starts = [occurrence.span.start for occurrence in people]
    votes: Counter[int] = Counter()
    for match in GENDERED.finditer(text):
        place = bisect_left(starts, match.start()) - 1
        if place >= 0 and match.start() - people[place].span.end < NEAR:
            votes[people[place].member] += 1 if match[1] else -1
    return votes


def _member(group: list[str], kind: ActorKind, forms: Forms, said: Sequence[Said], vote: int, count: int) -> Member:
    name = max(group, key=lambda form: (not form.isupper(), len(form), forms.counts[form]))
    roles = frozenset(one.head for one in said if one.head)
    told = given_gender(group) or _told_gender(said)
    titled = any(forms.titled[form] for form in group)
    telling = roles - EITHER
    if kind == "person" and not told and not titled and telling and all(map(introduces_body, telling)):
        kind = "organization"  # "a charity, Clean Streams Now,"
    gender = told or ("male" if vote >= DECIDED else "female" if vote <= -DECIDED else "")
    sure = bool(told) or bool(roles & PERSON - EITHER) or titled
    words = dict.fromkeys(one.words for one in said if one.words.rstrip(".").lower() not in GENDERS)
    return Member(name, kind, gender if kind == "person" else "", roles, tuple(words), count, sure)


def _told_gender(said: Sequence[Said]) -> str:
    """The gender that most forms of address and offices tell ("Mrs.", "spokesman"); "" if none does."""
    told = Counter(
        "female" if one.head in FEMALE_ROLES else "male" for one in said if one.head in FEMALE_ROLES | MALE_ROLES
    )
    return told.most_common(1)[0][0] if told else ""
