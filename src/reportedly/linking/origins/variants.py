"""Rare variants: the same slip, cut or turn of phrase in two outlets' words of a statement, and in nobody else's.

Equal words say nothing, for many hear one speech; an equal departure from what all the others heard does. It is told
from the statement's other reports: a variant is rare where the rest agree on other words in its place. Spellings, forms
of a word, numbers in words and what an outlet put in brackets are no variants.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from reportedly.linking.drift.tokens import Token, tokens
from reportedly.linking.statements.wording import idf
from reportedly.records import Passage
from reportedly.span import Span

ENOUGH = 3  # independent voices with the usual words: with fewer nobody knows which words are the departure
RARE = 1.5  # times as many voices that have the usual words: three for two
TELLING = 7.0  # idf of the words that make a variant: one rare word or two less common ones
CUT = 12.0  # that of words left out of the middle: many writers leave out the same "of course"
LONGEST = 200  # words of a content that are laid against the usual ones, as the work grows with their square
MOST_WORDINGS = 60  # different wordings that are looked at, as on a statement's page
ALIKE = 0.5  # of the shorter's words, what a wording must share with the usual one


class Said(NamedTuple):
    """One document's words of a statement; those of one `voice` are tied together by other evidence already."""

    content: Passage
    voice: str


class Variants(NamedTuple):
    """What two of a sequence, by their places, share and nobody else has: spans in the two documents, side by side."""

    later: int
    earlier: int
    here: tuple[Span, ...]
    there: tuple[Span, ...]


class _Place(NamedTuple):
    """Words of the usual wording, from one to another; word 0 and the last are its ends, which all reach that go on."""

    start: int
    end: int


class _Stretch(NamedTuple):
    """Words of the usual wording and what a wording has for them."""

    usual: _Place
    first: int
    last: int
    equal: bool


class _Wording(NamedTuple):
    said: Said
    words: tuple[Token, ...]
    stretches: tuple[_Stretch, ...] = ()

    @property
    def key(self) -> tuple[str, ...]:
        """Its words with both ends marked."""
        return ("^", *(word.key for word in self.words), "$")

    def reading(self, place: _Place) -> tuple[Token, ...] | None:
        """Its words there; None where it does not reach so far, or departs otherwise."""
        found = self._found(place)
        return self.words[found.start - 1 : found.end - 1] if found else None

    def span(self, place: _Place) -> Span:
        """Where the reading stands in the document; of words left out, the two between which they would stand."""
        first, last = self._found(place) or place
        if first == last:
            first, last = first - 1, last + 1
        start, end = self.words[first - 1].span.start, self.words[last - 2].span.end
        return Span(_in_document(self.said.content, start), _in_document(self.said.content, end - 1) + 1)

    def _found(self, place: _Place) -> _Place | None:
        for (start, end), first, last, equal in self.stretches:
            if equal and start < place.start and place.end < end:
                return _Place(first + place.start - start, first + place.end - start)
            if not equal and (start, end) == place:
                return _Place(first, last)
        return None


def variants(said: Sequence[Said]) -> tuple[Variants, ...]:
    """What each shares with the first of those that have a rare variant; `said` is in order of time.

    Nothing is found where fewer than five voices have the statement.
    """
    if len({one.voice for one in said}) < ENOUGH + 2:
        return ()
    wordings = _laid([_wording(one) for one in said])
    places = sorted({one.usual for wording in wordings for one in wording.stretches if not one.equal})
    shared: defaultdict[tuple[int, int], list[_Place]] = defaultdict(list)
    for place in places:
        for pair in _departed(place, wordings):
            shared[pair].append(place)
    return tuple(
        Variants(
            later, earlier,
            tuple(wordings[later].span(place) for place in these),
            tuple(wordings[earlier].span(place) for place in these),
        )
        for (later, earlier), these in shared.items()
    )  # fmt: skip


def _wording(said: Said) -> _Wording:
    return _Wording(said, tuple(token for token in tokens(said.content.text)[:LONGEST] if not token.inserted))


def _laid(wordings: Sequence[_Wording]) -> list[_Wording]:
    """The wordings laid against the one that most have, of several the longest."""
    having = Counter(one.key for one in wordings)
    usual = max(having, key=lambda key: (having[key], len(key), key))
    known = {key: tuple(_stretches(usual, key)) for key, _ in having.most_common(MOST_WORDINGS)}
    return [one._replace(stretches=known.get(one.key, ())) for one in wordings]


def _stretches(usual: Sequence[str], key: Sequence[str]) -> Iterator[_Stretch]:
    """What both have, and the departures between; what is cut or added at an end is none."""
    codes = SequenceMatcher(None, usual, key, autojunk=False).get_opcodes()
    same = sum(end - start for how, start, end, _, _ in codes if how == "equal")
    if same - 2 < ALIKE * (min(len(usual), len(key)) - 2):
        return
    for how, start, end, first, last in codes:
        at_end = start == 1 or end == len(usual) - 1
        if how == "equal" or not at_end or end - start == last - first:
            yield _Stretch(_Place(start, end), first, last, how == "equal")


def _departed(place: _Place, wordings: Sequence[_Wording]) -> Iterator[tuple[int, int]]:
    """Those that have a rare reading of the place, each with the first that has it."""
    holders: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    readings = {number: words for number, one in enumerate(wordings) if (words := one.reading(place)) is not None}
    for number, words in readings.items():
        holders[tuple(word.key for word in words)].append(number)
    voices = {key: {wordings[number].said.voice for number in numbers} for key, numbers in holders.items()}
    main = max(voices, key=lambda key: (len(voices[key]), key))
    usual = readings[holders[main][0]]
    for key, (first, *others) in holders.items():
        rare = ENOUGH <= len(voices[main]) >= RARE * len(voices[key])
        if rare and key != main and _tells(readings[first], usual):
            yield from ((other, first) for other in others if wordings[other].said.voice != wordings[first].said.voice)


def _tells(words: Sequence[Token], usual: Sequence[Token]) -> bool:
    """Whether two writers hardly ever come to these words for those by themselves."""
    if not words:
        return _weight(usual, ()) >= CUT
    return _weight(words, usual) >= TELLING


def _weight(words: Sequence[Token], others: Sequence[Token]) -> float:
    """The idf of the words that are not among the others."""
    known = {word.key for word in others}
    return sum(idf(word.exact) for word in words if word.key not in known)


def _in_document(content: Passage, at: int) -> int:
    """The place in the document of a character of the content's text, which is its spans joined by one space."""
    for span in content.spans:
        if at < span.end - span.start:
            return span.start + at
        at -= span.end - span.start + 1
    return content.spans[-1].end - 1
