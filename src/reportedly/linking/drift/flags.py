"""Changes of wording that change what is said. Each function's docstring is shown to users as the explanation.

A function looks at two wordings from the earlier one's side and yields each change that it finds: the place of the
word in the earlier (`at`), or None, and the words. Where something is added, the sides are turned.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from reportedly.linking.drift.figures import rounds
from reportedly.linking.drift.force import AFFIRMING, ASKING, NEGATIVE, Sign
from reportedly.linking.drift.opposites import opposite, stronger
from reportedly.linking.drift.sides import Sides, governing
from reportedly.linking.drift.stretches import answers, quoted_around, replaced
from reportedly.linking.drift.tokens import Token
from reportedly.linking.drift.word_forms import PAST
from reportedly.linking.given import full_forms
from reportedly.linking.spelling import skeleton

SURE: tuple[Sign, ...] = ("will", "must")
UNSURE: tuple[Sign, ...] = ("may", "can")
DATES: tuple[Sign, ...] = ("day", "weekday", "month", "year")
NEAR = 60  # tokens on either side of an "if" that are looked at
SAME = 0.6  # shared part from which two quotations are one, so that their differences are misquotations: see align
LARGE = 1_000  # numbers from here on may be rounded without a word


class Finding(NamedTuple):
    """A change found: the words of the earlier and of the later wording ("" where it has none), and its change."""

    earlier: str
    later: str
    change: int


Finder = Callable[[Sides], Iterator[Finding]]


def negation_lost(sides: Sides) -> Iterator[Finding]:
    """A “not”, “no” or “never” is gone, and what it denied is now said."""
    for place in sides.unpaired(("not",)):
        across = sides.across(place)
        denied = any(token.sign == "not" or token.key in NEGATIVE or token.exact in ("or", "nor") for token in across)
        swapped = any(token.exact in AFFIRMING for token in across)
        if not denied and not sides.moved(place) and (sides.kept_head(place) is not None or swapped):
            yield Finding(sides.mine[place].exact, "", sides.home[place])


def negation_added(sides: Sides) -> Iterator[Finding]:
    """A “not”, “no” or “never” is added, and what was said is now denied."""
    yield from _turned(negation_lost, sides)


def certainty_raised(sides: Sides) -> Iterator[Finding]:
    """What may, could or should be is now told as what will, must or is."""
    for place in sides.unpaired((*UNSURE, "should")):
        token, across = sides.mine[place], sides.across(place)
        negated = any(after.sign == "not" for after in sides.mine[place + 1 : place + 3])
        if _first(across, (*UNSURE, "should", "hedge", "if")) or (negated and token.sign == "can"):
            continue
        surer = _first(across, ("must",) if token.sign == "should" else SURE)
        bare = token.sign == "may" or (token.exact == "could" and not negated)
        if surer or (bare and _told(sides, place)):
            yield Finding(token.exact, surer.exact if surer else "", sides.home[place])


def _told(sides: Sides, place: int) -> bool:
    """Whether other has the verb behind the modal verb at `place` without one, and is no mere scrap of the clause."""
    head, there = sides.head(place), sides.kept_head(place)
    if head is None or there is None or sides.moved(place):
        return False
    if sides.mine[place].exact not in ("may", "might", "could"):  # "perhaps" is at home anywhere
        return True
    verb = not any(token.exact in ("a", "an", "the", "in", "on", "of") for token in sides.mine[place:head])
    return verb and there > 0 and not any(sides.other[at].exact == "to" for at in governing(sides.other, there)[:1])


def certainty_lowered(sides: Sides) -> Iterator[Finding]:
    """What will, must or is so is now told as what may, could or should be."""
    yield from _turned(certainty_raised, sides)


def scope_widened(sides: Sides) -> Iterator[Finding]:
    """What was said of some, or of some of the time, is now said of all."""
    for place in sides.unpaired(("part",)):
        across = sides.across(place)
        wider = _first(across, ("all",))
        if wider is None and sides.mine[place].exact not in ("often", "sometimes", "usually", "partly"):
            head = sides.kept_head(place)
            before = [] if head is None else [sides.other[at] for at in governing(sides.other, head)]
            wider = _first(before, ("the",)) if not _first(before, ("part", "not")) else None
        if wider and not _first(across, ("part", "hedge", "number")):
            yield Finding(sides.mine[place].exact, wider.exact, sides.home[place])


def scope_narrowed(sides: Sides) -> Iterator[Finding]:
    """What was said of all is now said of some, or of some of the time."""
    yield from _turned(scope_widened, sides)


def hedge_lost(sides: Sides) -> Iterator[Finding]:
    """A word that left room for doubt, such as “reportedly”, “nearly” or “I think”, is gone."""
    for place in sides.unpaired(("hedge",)):
        head = sides.kept_head(place)
        if head is None and sides.head(place) is None and place:
            head = sides.pairs.get(place - 1)
        doubt = _first(sides.across(place), ("hedge", "may", "can", "if", "part"))
        if head is not None and not doubt and not sides.moved(place):
            yield Finding(sides.mine[place].exact, "", sides.home[place])


def hedge_added(sides: Sides) -> Iterator[Finding]:
    """A word that leaves room for doubt, such as “reportedly”, “nearly” or “I think”, is added."""
    yield from _turned(hedge_lost, sides)


def condition_lost(sides: Sides) -> Iterator[Finding]:
    """A condition is gone, and what hung on it is said without it."""
    told = {token.key for token in sides.other if token.tells}
    terms = {token.sentence for token in sides.other if token.sign == "if"}
    for place in sides.unpaired(("if",)):
        if place and sides.mine[place - 1].key in ASKING:
            continue
        clause = _clause(sides.mine, place)
        around = range(max(0, place - NEAR), min(len(sides.mine), place + NEAR))
        main = [at for at in around if at not in clause and sides.mine[at].tells and _together(sides.mine, at, place)]
        kept = [sides.pairs[at] for at in main if at in sides.pairs]
        words = {sides.mine[at].key for at in clause if sides.mine[at].tells}
        whole = kept and 2 * len(kept) >= len(main)
        if whole and 2 * len(words & told) <= len(words) and not any(sides.other[at].sentence in terms for at in kept):
            yield Finding(sides.mine[place].exact, "", sides.home[place])


def condition_added(sides: Sides) -> Iterator[Finding]:
    """A condition is added to what was said without one."""
    yield from _turned(condition_lost, sides)


def number_changed(sides: Sides) -> Iterator[Finding]:
    """The numbers differ."""
    for mine, other, home in answers(sides, ("number",)):
        left, right = float(mine.key), float(other.key)
        if not (rounds(left, right) and max(left, right) >= LARGE):
            yield Finding(mine.exact, other.exact, home)


def date_changed(sides: Sides) -> Iterator[Finding]:
    """The days, months or years differ."""
    for sign in DATES:
        for mine, other, home in answers(sides, (sign,)):
            yield Finding(mine.exact, other.exact, home)


def name_changed(sides: Sides) -> Iterator[Finding]:
    """Another name stands in the same place."""
    for home, (mine, other) in replaced(sides):
        left, right = ([token for token in side if token.tells] for side in (mine, other))
        if not left or not right or any(token.sign != "name" for token in left + right):
            continue
        spelled = {token.key for token in left} & {token.key for token in sides.other}
        spelled |= {token.key for token in right} & {token.key for token in sides.mine}
        same = any(_one_name(here.key, there.key) for here in left for there in right)
        if not (spelled or same or _initials(left, right) or _initials(right, left)):
            yield Finding(_words(left), _words(right), home)


def opposite_word(sides: Sides) -> Iterator[Finding]:
    """A word has given way to one that means the opposite."""
    yield from _swapped(sides, opposite, parity=True)


def stronger_word(sides: Sides) -> Iterator[Finding]:
    """A word has given way to a stronger one."""
    yield from _swapped(sides, stronger, parity=False)


def weaker_word(sides: Sides) -> Iterator[Finding]:
    """A word has given way to a weaker one."""
    yield from _turned(stronger_word, sides)


def time_changed(sides: Sides) -> Iterator[Finding]:
    """What is to come is now told as done, or the other way round."""
    yield from _done(sides)
    yield from _turned(_done, sides)


def misquoted(sides: Sides) -> Iterator[Finding]:
    """Both put these words in quotation marks, and they differ: a misquotation, or another translation."""
    if sides.shared < SAME:
        return
    for home, change in enumerate(sides.changes):
        if change.how == "kept" or change.marked or not quoted_around(sides, home):
            continue
        found = sides.ours(home) + sides.theirs(home)
        mine, other = (_words(side) for side in (sides.ours(home), sides.theirs(home)))
        if mine == other or any(token.quotation < 0 or token.inserted for token in found):
            continue
        if (mine and other) or any(token.sign not in ("filler", "function", "the") for token in found):
            yield Finding(mine, other, home)


FLAGS: tuple[Finder, ...] = (
    negation_lost, negation_added, certainty_raised, certainty_lowered, scope_widened, scope_narrowed, hedge_lost,
    hedge_added, condition_lost, condition_added, number_changed, date_changed, name_changed, opposite_word,
    stronger_word, weaker_word, time_changed, misquoted,
)  # fmt: skip


def _turned(finder: Finder, sides: Sides) -> Iterator[Finding]:
    """What a finder finds from the other side."""
    for found in finder(sides.turn()):
        yield Finding(found.later, found.earlier, found.change)


def _first(found: Iterable[Token], signs: Iterable[Sign]) -> Token | None:
    wanted = frozenset(signs)
    return next((token for token in found if token.sign in wanted), None)


def _words(found: Iterable[Token]) -> str:
    return " ".join(token.exact for token in found if token.sign != "filler")


def _clause(found: tuple[Token, ...], place: int) -> range:
    """The places of a condition: from its word to the first comma, or to the end of the sentence."""
    end = place
    while end - place < NEAR and end + 1 < len(found) and _together(found, end + 1, place) and not found[end].comma:
        end += 1
    return range(place, end + 1)


def _together(found: tuple[Token, ...], left: int, right: int) -> bool:
    return found[left].sentence == found[right].sentence


def _swapped(sides: Sides, relation: Callable[[str, str], bool], parity: bool) -> Iterator[Finding]:
    """Words of brief replaced stretches in a relation; with `parity` only where negations do not make up for it."""
    for home, (mine, other) in replaced(sides):
        negations = [sum(token.sign == "not" for token in side) for side in (mine, other)]
        if parity and negations[0] % 2 != negations[1] % 2:
            continue
        pair = next(((here, there) for here in mine for there in other if relation(here.key, there.key)), None)
        if pair:
            yield Finding(pair[0].exact, pair[1].exact, home)


def _done(sides: Sides) -> Iterator[Finding]:
    """Verbs that mine has behind "will" and other as a past without an auxiliary verb that shifts it."""
    for place in sides.unpaired(("will",)):
        head = sides.kept_head(place)
        if head is None or (sides.mine[place].key != "will" and sides.mine[place].exact != "going"):
            continue
        verb = sides.other[head]
        past = verb.exact in PAST or verb.exact.endswith("ed")
        before = [sides.other[at] for at in governing(sides.other, head)]
        if past and not _first(before, ("will", "may", "can", "must", "should")):
            yield Finding(sides.mine[place].exact, verb.exact, sides.home[place])


def _one_name(left: str, right: str) -> bool:
    """Whether two names may be spellings, short forms or an initial of one, or a country and its people."""
    short, long = sorted((left, right), key=len)
    alike = skeleton(left) == skeleton(right) and left[0] == right[0] and len(left) == len(right)
    related = len(short) > 3 and long.startswith(short[:4])
    return len(short) == 1 or alike or related or bool(full_forms(left) & full_forms(right))


def _initials(short: list[Token], long: list[Token]) -> bool:
    letters = "".join(token.key[0] for token in long)
    return len(short) == 1 and short[0].key.replace(".", "") == letters
