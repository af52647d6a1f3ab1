"""What speaks for and against two profiles being one actor. Each feature's docstring is shown to users as the reason.

A feature gives the words that show it, or "" where it does not hold.
"""

from collections.abc import Callable

from rapidfuzz.distance import JaroWinkler

from reportedly.linking.actors.body_name import MAKES, is_own
from reportedly.linking.actors.face import Face
from reportedly.linking.actors.life import holds, same_office
from reportedly.linking.given import full_forms

Feature = Callable[[Face, Face], str]

# Jaro-Winkler similarity of two spellings of a name, and the letters that both must have: among the names of who.train
# shorter or less similar ones are mostly two names ("Marin", "Martin").
ALIKE, LETTERS = 0.93, 5
GENERATION = 30  # years between two ages that one archive of news may span


def _both(left: str, right: str) -> str:
    return f"“{left}”, “{right}”"


def _names(left: Face, right: Face) -> str:
    return _both(left.profile.name, right.profile.name)


def _people(left: Face, right: Face) -> bool:
    return left.may_be("person") and right.may_be("person")


def _bodies(left: Face, right: Face) -> bool:
    return left.may_be("body") and right.may_be("body") and "body" in (left.sort, right.sort)


def _full(left: Face, right: Face) -> bool:
    return _people(left, right) and bool(left.person.given and right.person.given)


def _one_surname(left: Face, right: Face) -> bool:
    return _full(left, right) and left.person.surname == right.person.surname


def _alike(left: str, right: str) -> bool:
    long = min(len(left), len(right)) >= LETTERS
    return left != right and long and JaroWinkler.similarity(left, right) >= ALIKE


def _within(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether all words of `short` stand in `long`, in its order; an initial stands for any word that begins so."""
    rest = iter(long)
    return all(any(word == other or (len(word) == 1 and other[0] == word) for other in rest) for word in short)


def _written(words: tuple[str, ...]) -> tuple[int, int]:
    return len(words), sum(map(len, words))


def _middle(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether the middle names `short` leave out some of `long`; of initials the last ones only ("H.", "H. W.")."""
    if all(len(word) == 1 for word in short):
        return all(other.startswith(word) for word, other in zip(short, long, strict=False))
    return _within(short, long)


def same_name(left: Face, right: Face) -> str:
    """Both have the same name."""
    together = left.spelled.replace(" ", "") == right.spelled.replace(" ", "")
    if together or (_people(left, right) and left.person[:2] == right.person[:2]):
        return _names(left, right)
    same = left.body.core == right.body.core and _stems(left) == _stems(right)
    return _names(left, right) if _bodies(left, right) and same else ""


def left_out(left: Face, right: Face) -> str:
    """One name leaves out a middle name, or a second surname, that the other has."""
    mine, other = left.person, right.person
    if not _full(left, right) or mine.words == other.words or mine.given[0] != other.given[0]:
        return ""
    short, long = sorted((mine.words, other.words), key=len)
    if mine.surname == other.surname:
        fits = _middle(*sorted((mine.given[1:], other.given[1:]), key=_written))
    else:
        fits = _within(short, long) and len(short[-1]) > 1
    return _names(left, right) if fits and len(mine.given[0]) > 1 else ""


def initial(left: Face, right: Face) -> str:
    """One name has an initial for the given name of the other."""
    if not _one_surname(left, right) or left.person.given == right.person.given:
        return ""
    short, long = sorted((left.person, right.person), key=lambda name: sum(len(word) > 1 for word in name.given))
    fits = len(short.given[0]) == 1 and len(long.given[0]) > 1 and short.given[0] == long.given[0][0]
    return _names(left, right) if fits and (_within(short.given, long.given) or len(long.given) == 1) else ""


def nickname(left: Face, right: Face) -> str:
    """One given name is a short form of the other."""
    if not _one_surname(left, right) or left.person.given[0] == right.person.given[0]:
        return ""
    mine, other = left.person.given, right.person.given
    known = full_forms(mine[0]) & full_forms(other[0]) and (mine[1:] == other[1:] or not (mine[1:] and other[1:]))
    told = mine[0] == right.person.nickname or other[0] == left.person.nickname
    return _both(mine[0], other[0]) if known or told else ""


def given_name_alike(left: Face, right: Face) -> str:
    """The given names may be two spellings of one."""
    if not _one_surname(left, right) or left.person.given[1:] != right.person.given[1:]:
        return ""
    mine, other = left.person.given[0], right.person.given[0]
    return _both(mine, other) if _alike(mine, other) else ""


def surname_alike(left: Face, right: Face) -> str:
    """The surnames may be two spellings of one."""
    if not _full(left, right) or left.person.given[0] != right.person.given[0]:
        return ""
    mine, other = left.person.surname, right.person.surname
    return _both(mine, other) if _alike(mine, other) else ""


def surname_alone(left: Face, right: Face) -> str:
    """One is called by surname alone."""
    if not _people(left, right) or bool(left.person.given) == bool(right.person.given):
        return ""
    short, long = sorted((left.person, right.person), key=lambda name: len(name.given))
    return short.surname if short.surname == long.surname else ""


def end_alone(left: Face, right: Face) -> str:
    """One name is the end of the other: a double surname, or without the first of the given names."""
    if not _one_surname(left, right):
        return ""
    short, long = sorted((left.person.words, right.person.words), key=len)
    end = len(short) < len(long) and long[-len(short) :] == short and len(short[0]) > 1
    return _names(left, right) if end else ""


def one_name_alone(left: Face, right: Face) -> str:
    """One is called by a single name, which may be a given name of the other or another of its surnames."""
    if not _people(left, right) or bool(left.person.given) == bool(right.person.given):
        return ""
    short, long = sorted((left.person, right.person), key=lambda name: len(name.given))
    return short.surname if short.surname in (*long.given, long.nickname, *long.halves) else ""


def holds_office(left: Face, right: Face) -> str:
    """One is not named but called by an office that the other is said to hold."""
    for asked, holder in ((left, right), (right, left)):
        if asked.sort == "described" and holder.may_be("person"):
            for office in asked.life.offices:
                if any(holds(held, office) for held in holder.life.offices):
                    return f"“{asked.profile.name}”"
    return ""


def shared_office(left: Face, right: Face) -> str:
    """Documents say that both have the same office."""
    if not _people(left, right):
        return ""
    for mine in left.life.offices:
        for other in right.life.offices:
            if same_office(mine, other):
                return " ".join((*sorted(mine.marks | (mine.of & other.of)), mine.role))
    return ""


def middle_names_differ(left: Face, right: Face) -> str:
    """The middle names or initials are different."""
    mine, other = left.person.given[1:], right.person.given[1:]
    if not _one_surname(left, right) or left.person.given[0] != right.person.given[0] or not mine or not other:
        return ""
    return "" if _middle(*sorted((mine, other), key=_written)) else _names(left, right)


def generations_differ(left: Face, right: Face) -> str:
    """One is called junior, senior, or by a number, the other otherwise."""
    mine, other = left.person.suffix, right.person.suffix
    return _both(mine, other) if _people(left, right) and mine and other and mine != other else ""


def generation_left_out(left: Face, right: Face) -> str:
    """Only one is called junior, senior, or by a number."""
    mine, other = left.person.suffix, right.person.suffix
    return (mine or other) if _people(left, right) and bool(mine) != bool(other) else ""


def walks_differ(left: Face, right: Face) -> str:
    """Documents place them in different walks of life."""
    mine, other = left.life.walks, right.life.walks
    apart = _people(left, right) and mine and other and not mine & other
    return _both(", ".join(sorted(mine)), ", ".join(sorted(other))) if apart else ""


def genders_differ(left: Face, right: Face) -> str:
    """Documents speak of one as a woman, of the other as a man."""
    mine, other = left.life.gender, right.life.gender
    return _both(mine, other) if _people(left, right) and mine and other and mine != other else ""


def ages_differ(left: Face, right: Face) -> str:
    """Their ages lie more than a generation apart."""
    if not (_people(left, right) and left.life.ages and right.life.ages):
        return ""
    mine, other = sorted(left.life.ages), sorted(right.life.ages)
    nearest = max(mine[0] - other[-1], other[0] - mine[-1])
    return f"{mine[0]}, {other[0]}" if nearest > GENERATION else ""


def trade_left_out(left: Face, right: Face) -> str:
    """One name adds to the other only what the firm makes."""
    same = left.body.core == right.body.core and any(map(is_own, left.body.core))
    once = bool(left.body.trades) != bool(right.body.trades) and left.body.trades | right.body.trades <= MAKES
    return _names(left, right) if _bodies(left, right) and same and once else ""


def trades_differ(left: Face, right: Face) -> str:
    """The names say that the firms deal in different things."""
    mine, other = _stems(left), _stems(right)
    apart = left.body.core == right.body.core and mine and other and not mine & other
    return _names(left, right) if _bodies(left, right) and apart else ""


def acronym(left: Face, right: Face) -> str:
    """One name is made of the first letters of the other."""
    if not (left.may_be("body") and right.may_be("body")):
        return ""
    for short, long in ((left, right), (right, left)):
        if short.profile.name.isupper() and short.spelled.replace(".", "") in long.body.initials:
            return short.profile.name
    return ""


def nations_differ(left: Face, right: Face) -> str:
    """They are of different countries."""
    mine, other = left.body.nation, right.body.nation
    return _both(mine, other) if _bodies(left, right) and mine and other and mine != other else ""


def nation_left_out(left: Face, right: Face) -> str:
    """Many countries have a body of that name, and only one of the two says of which it is."""
    once = bool(left.body.nation) != bool(right.body.nation)
    common = not any(map(is_own, left.body.core))
    return (left.body.nation or right.body.nation) if _bodies(left, right) and once and common else ""


def words_in_other_order(left: Face, right: Face) -> str:
    """The names have the same words in another order."""
    mine, other = left.body.core, right.body.core
    same = mine != other and sorted(mine) == sorted(other) and _stems(left) == _stems(right)
    return _names(left, right) if _bodies(left, right) and same else ""


def kinds_differ(left: Face, right: Face) -> str:
    """Documents take one for a person, the other for a body."""
    kinds = {left.profile.kind in ("person", "author"), right.profile.kind in ("person", "author")}
    named = "described" not in (left.sort, right.sort)
    return _both(left.profile.kind, right.profile.kind) if len(kinds) == 2 and named else ""


def sorts_differ(left: Face, right: Face) -> str:
    """Documents give an office or age to one, and call the other a body."""
    person = left if left.sort == "person" else right
    apart = {left.sort, right.sort} == {"person", "body"} and person.life.persons
    return _names(left, right) if apart else ""


def _stems(face: Face) -> frozenset[str]:
    """The trades by their first four letters: "motor" and "motors", "auto" and "automotive" are one."""
    return frozenset(word[:4] for word in face.body.trades)
