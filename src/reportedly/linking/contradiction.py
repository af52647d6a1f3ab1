"""Candidates for contradiction: two reports on one matter of which one denies what the other says. For people to judge.

A candidate says only that the words are opposed. That two actors contradict each other, or that one has changed its
mind, may be true; irony, another occasion or a condition may explain the words as well.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice, pairwise, product
from typing import Literal, NamedTuple

import msgspec

from reportedly.linking.drift.force import NEGATIVE, Sign
from reportedly.linking.drift.opposites import ADJECTIVAL, OPPOSITES, PREFIXES, opposite
from reportedly.linking.drift.tokens import Token, tokens
from reportedly.linking.drift.word_forms import stem
from reportedly.linking.statements.claims import claims_of
from reportedly.linking.statements.likeness import Claim, claim_of, common
from reportedly.linking.statements.wording import APOSTROPHES, idf, wording
from reportedly.records import Rendering

# Summed idf of the telling words that two claims must share to be about one matter, two or three of them, and the part
# that these are of the shorter one's. Of what came in addition with 10, half was wrong; with a third, all of it
# (docs/decisions/0013-drift.md).
MATTER, SHARE = 12.0, 0.5
LOOSE = 0.33  # of that part, as counted for likeness, which has no short words and cuts stems otherwise
CLAIMS = 12  # of a content that are looked at: the first; what is longer is a speech in full
LONG = 40  # telling words of a claim that is too long: it denies something of everything
SHOWN = 5  # shared words that a reason names
BESIDE = 3  # telling words before or behind by which two words are seen to stand in one place

# What both must have alike: what may be, should be or is wished for is not opposed to what is not.
MODAL: frozenset[Sign] = frozenset(("may", "can", "should", "must", "will"))
TERMS: frozenset[Sign] = frozenset(("may", "can", "should", "must", "if", "hedge"))
WISHES = frozenset("need requir demand urg call want ask".split())
# Words, as `stem` cuts them, that deny what follows, and words of comparisons: with these a "not" may say anything.
CLOUDING = NEGATIVE | frozenset("failur refusal rejection denial more less better worse sooner such than short".split())
# "No driver was ever paid": what denies a thing denies what is said of it, as far as its verb.
QUANTIFIERS, QUANTIFIED = frozenset("no none nobody nothing neither".split()), 3
# How contents begin that assert nothing: wishes, reproaches, questions.
UNSAID = frozenset("to for about whether if how why what without".split())
OPENING = 5  # words in which a reproach names whom it blames: "Mayor Tessa Quill for selling"
# Without one of these, a modal or a past form there is hardly a clause: "no to the harbour tax".
FINITE = frozenset("is are was were am has have had do does did be been as i he she they we".split())
# The words that say the opposite of a word, as `stem` cuts them.
PARTNERS = {
    key: frozenset(other for pair in OPPOSITES if key in pair for other in pair - {key})
    for key in frozenset().union(*OPPOSITES)
}


class Candidate(msgspec.Struct, frozen=True):
    """Two reports, by number, the earlier first, whose words may contradict each other.

    `how`: "opposed" for two actors, "changed" for one on two days. `weight` is the summed idf of what they share: the
    more, the likelier that they speak of one matter.
    """

    left: int
    right: int
    how: Literal["opposed", "changed"]
    reason: str
    weight: float


class _Matter(NamedTuple):
    """What a claim speaks of: its telling words by key with their spelling and idf, and those around each.

    `denied` are the keys that a "not" governs, `bound` those behind "to"; `negations` counts. `terms` are the signs of
    possibility, condition and wish. `clear`: a clause whose "not" says what it says.
    """

    words: Mapping[str, str]
    weights: Mapping[str, float]
    before: Mapping[str, frozenset[str]]
    behind: Mapping[str, frozenset[str]]
    denied: frozenset[str]
    bound: frozenset[str]
    negations: int
    terms: frozenset[str]
    names: frozenset[str]
    numbers: frozenset[str]
    clear: bool


class _Opposition(NamedTuple):
    """What two claims share, and the keys in which they are opposed: one and the same where one side denies it."""

    weight: float
    shared: tuple[str, ...]
    keys: tuple[str, str]
    said: tuple[str, str]


def opposed(left: Rendering, right: Rendering) -> Candidate | None:
    """The candidate that two reports are, if they are one; those of unknown actors never are.

    Which is left and which right makes no difference. Cheap for reports that share little, as nearly all do.
    """
    if left.actor is None or right.actor is None:
        return None
    same = left.actor == right.actor
    if same and (left.day is None or right.day is None or left.day == right.day):
        return None
    if not _may_oppose(left.content, right.content):
        return None
    left, right = sorted((left, right), key=lambda one: (one.day or "", one.report, one.number))
    found = max(_oppositions(left.content, right.content), default=None)
    if found is None:
        return None
    told = f"One says “{found.said[0]}”, the other “{found.said[1]}”; both speak of {', '.join(found.shared)}."
    return Candidate(left.number, right.number, "changed" if same else "opposed", told, round(found.weight, 1))


def _may_oppose(left: str, right: str) -> bool:
    """Whether two contents share enough words, and one of them has a negation or both have words that are opposites.

    Spares nearly all of the work: told from what is counted for likeness anyway.
    """
    mine, other = claim_of(left), claim_of(right)
    if min(mine.telling, other.telling) < MATTER:
        return False
    if not (mine.negated or other.negated) and not _turned(left, right):
        return False
    return common(mine, other) >= MATTER


def _share_enough(left: Claim, right: Claim) -> bool:
    """Whether two claims, of which not both are negated, share about the part that `_opposition` asks for."""
    shared = common(left, right)
    return not (left.negated and right.negated) and shared >= LOOSE * min(left.telling, right.telling)


def _turned(left: str, right: str) -> bool:
    mine, other = _stems(left), _stems(right)
    return not (mine.said.isdisjoint(other.turned) and mine.turned.isdisjoint(other.said))


class _Stems(NamedTuple):
    """The stems of a content, and those that would say the opposite of one of them: of listed and of prefixed words."""

    said: frozenset[str]
    turned: frozenset[str]


@lru_cache(maxsize=20_000)
def _stems(content: str) -> _Stems:
    said = frozenset(stem(word.text) for word in wording(content).words)
    plain = ((key, key[len(prefix) :]) for key in said for prefix in (*PREFIXES, *ADJECTIVAL) if key.startswith(prefix))
    listed = (partner for key in said for partner in PARTNERS.get(key, ()))
    return _Stems(said, frozenset((*listed, *(short for key, short in plain if opposite(key, short)))))


def _oppositions(left: str, right: str) -> Iterator[_Opposition]:
    """Each pair of claims of the two contents that are opposed, unless one of them says both elsewhere."""
    ours, theirs = (claims_of(content)[:CLAIMS] for content in (left, right))
    for mine, other in product(ours, theirs):
        near = _may_oppose(mine, other) and _share_enough(claim_of(mine), claim_of(other))
        found = _opposition(_matter(mine), _matter(other)) if near else None
        if found and not _says_both(found, ours, theirs):
            yield found


def _says_both(found: _Opposition, ours: Sequence[str], theirs: Sequence[str]) -> bool:
    """Whether a content has the other's word too, in another claim: "he opposed it, and now he supports it"."""
    mine, other = found.keys
    sides = (*((claim, other) for claim in ours), *((claim, mine) for claim in theirs)) if mine != other else ()
    return any(key in matter.words for claim, key in sides if (matter := _matter(claim)))


@lru_cache(maxsize=20_000)  # claims come back when their neighbours are judged
def _matter(claim: str) -> _Matter | None:
    """What a claim speaks of; None if it asserts nothing, or too much."""
    found = tokens(claim)
    telling = [token for token in found if token.tells and not token.inserted]
    if not telling or len(telling) > LONG or not _asserts(found):
        return None
    keys = [token.key for token in telling]
    words = {token.key: APOSTROPHES.sub("'", token.span.of(claim).casefold()).removesuffix("'s") for token in telling}
    nots = [place for place, token in enumerate(found) if token.sign == "not"]
    signs, forms = {token.sign for token in found}, {form for token in found for form in (token.key, token.exact)}
    return _Matter(
        words=words,
        weights={key: idf(word) for key, word in words.items()},
        before=_behind(keys[::-1]),
        behind=_behind(keys),
        denied=frozenset(_governed(found, nots)),
        bound=frozenset(_governed(found, [place for place, token in enumerate(found) if token.exact == "to"])),
        negations=len(nots),
        terms=frozenset((*(TERMS & signs), *(WISHES & forms))),
        names=frozenset(token.key for token in found if token.sign == "name"),
        numbers=frozenset(token.key for token in found if token.sign == "number"),
        clear=not CLOUDING & forms and any(_is_finite(token) for token in found),
    )


def _asserts(found: Sequence[Token]) -> bool:
    """Whether a claim says that something is so: no wish ("to go"), no reproach ("him for going"), no question."""
    first = found[0].exact
    reproach = any(
        one.exact == "for" and (other.exact.endswith("ing") or other.sign == "not")
        for one, other in pairwise(found[: OPENING + 1])
    )
    asks = any(token.exact == "whether" for token in found)
    return first not in UNSAID and not first.endswith("ing") and not reproach and not asks


def _is_finite(token: Token) -> bool:
    return token.exact in FINITE or token.sign in MODAL or token.exact.endswith("ed")


def _behind(keys: Sequence[str]) -> Mapping[str, frozenset[str]]:
    """For each word those that come soon behind it, wherever it stands."""
    found: dict[str, set[str]] = {key: set() for key in keys}
    for place, key in enumerate(keys):
        found[key].update(keys[place + 1 : place + 1 + BESIDE])
    return {key: frozenset(others) for key, others in found.items()}


def _governed(found: Sequence[Token], places: Sequence[int]) -> Iterator[str]:
    """What each of some words governs: the next telling word, of "no" and "nobody" the next few; no names."""
    for place in places:
        behind = (token for token in found[place + 1 :] if token.tells)
        reach = QUANTIFIED if found[place].exact in QUANTIFIERS else 1
        yield from (token.key for token in islice(behind, reach) if token.sign != "name")


def _opposition(left: _Matter | None, right: _Matter | None) -> _Opposition | None:
    if left is None or right is None or left.terms != right.terms:
        return None
    if _apart(left.names, right.names) or _apart(left.numbers, right.numbers):
        return None
    shared = sorted(left.words.keys() & right.words.keys(), key=lambda key: (-left.weights[key], key))
    weight = sum(min(left.weights[key], right.weights[key]) for key in shared)
    if weight < max(MATTER, SHARE * min(sum(left.weights.values()), sum(right.weights.values()))):
        return None
    keys = _opposed_words(left, right)
    if keys is None:
        return None
    said = (_said(left, keys[0]), _said(right, keys[1]))
    return _Opposition(weight, tuple(left.words[key] for key in shared[:SHOWN]), keys, said)


def _apart(left: frozenset[str], right: frozenset[str]) -> bool:
    """Whether both have some, and none that the other has."""
    return bool(left and right and not left & right)


def _opposed_words(left: _Matter, right: _Matter) -> tuple[str, str] | None:
    """The keys in which the two are opposed: one denies what the other says, or says the opposite; None if nowhere.

    Two oppositions make none: "did not reject" and "accepted".
    """
    turned = [
        (mine, other)
        for mine in sorted(left.words.keys() - right.words.keys())
        for other in sorted(right.words.keys() - left.words.keys())
        if opposite(mine, other) and _in_one_place(left, mine, right, other)
    ]
    if left.negations == right.negations == 0:
        return turned[0] if turned else None
    if turned or left.negations + right.negations > 1 or not (left.clear and right.clear):
        return None
    denied = sorted((left.denied | right.denied) & left.words.keys() & right.words.keys())
    return next(((key, key) for key in denied if _in_one_place(left, key, right, key)), None)


def _in_one_place(left: _Matter, mine: str, right: _Matter, other: str) -> bool:
    """Whether a same word stands before the two, or behind them, and "to" before both or neither."""
    beside = left.before[mine] & right.before[other] or left.behind[mine] & right.behind[other]
    return bool(beside) and (mine in left.bound) == (other in right.bound)


def _said(matter: _Matter, key: str) -> str:
    return f"not {matter.words[key]}" if key in matter.denied else matter.words[key]
