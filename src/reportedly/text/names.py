"""Proper names in a text, by capitals: where they stand, which words are titles, what kind they look like."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from reportedly.span import Span

PARTICLES = frozenset(
    ("de del della der den van von und y e al el la le da do dos das di du bin ibn bint ben ter ten af av zu").split()
)
# A part of a name: a capital, letters, marks inside; an initial with its stop; or a word in capitals.
PART = re.compile(r"[^\W\d_a-zà-öø-ÿ](?:[\w’'‑-]*\w)?\.?")
WORD = re.compile(r"[^\W_](?:[\w’'‑.-]*\w)?\.?")
TITLES = frozenset(
    (
        "mr mrs ms miss mx dr prof professor sir dame lord lady rev reverend fr father sister brother bishop "
        "archbishop cardinal pope rabbi imam sheikh judge justice president vice prime minister chancellor "
        "premier governor gov senator sen representative rep congressman congresswoman mayor councillor "
        "councilman councilwoman cllr alderman alderwoman commissioner ambassador secretary general gen colonel "
        "col major maj captain capt lieutenant lt commander cmdr sergeant sgt corporal cpl private pvt admiral "
        "adm rear marshal inspector superintendent detective constable officer chief deputy acting former "
        "ex-president king queen prince princess emir sultan chairman chairwoman chair director speaker leader "
        "spokesman spokeswoman spokesperson coach manager attorney sheriff treasurer harbourmaster harbormaster "
        "foreign defence defense interior finance transport health education energy state first lady "
        "then-president prosecutor analyst researcher maestro reader farmer resident judge culture trade labour "
        "labor justice environment economy energy home opposition party campaign manager lawyer solicitor "
        "barrister doctor nurse engineer architect economist historian scientist author actor singer striker "
        "goalkeeper pilot master harbour harbor shadow permanent under-secretary spokesperson governor-general "
        "ex-minister founder owner"
    ).split()
)
ORGANIZATION = frozenset(
    (
        "ministry council party university college inc corp ltd plc llc agency department police court committee "
        "house union bank group association centre center office commission authority institute institution "
        "foundation company congress senate parliament assembly government administration army navy force forces "
        "guard service society federation board bureau campaign club team league church hospital school trust "
        "fund network coalition movement front alliance command staff kremlin pentagon hamas hezbollah hall "
        "street industries holdings motors airlines energy steel oil mining media foods rail gold glass systems "
        "technologies pharmaceuticals partners ventures capital insurance shipping ferries utilities water"
    ).split()
)
OUTLETS = frozenset(
    (
        "times post courier herald gazette tribune journal guardian telegraph mercury chronicle sentinel ledger "
        "examiner observer star mirror sun mail express independent dispatch inquirer globe bugle standard weekly "
        "daily news magazine newspaper reuters ap afp upi dpa bbc cnn nbc abc cbs msnbc npr pbs bloomberg "
        "politico axios breitbart buzzfeed huffpost tass xinhua tv radio television broadcasting press wire "
        "evening echo argus clarion monitor digest spectator economist atlantic yorker financial meridian agence "
        "farmer"
    ).split()
)
STARTERS = frozenset(
    (
        "the a an and but or nor so yet for if in on at by to of as it its he she they we i you his her their our "
        "my your this that these those there here when while where who what why how which after before since "
        "until although though because not no yes now then also both each all some any most many few one two "
        "three according even just only still asked"
    ).split()
)


class Name(NamedTuple):
    """A run of capitalised words; `bare` is the part without titles, `titled` whether a title stands before it."""

    span: Span
    bare: Span
    titled: bool


def _strip_possessive(text: str, end: int) -> int:
    for tail in ("'s", "’s"):
        if text.endswith(tail, 0, end):
            return end - 2
    if text.endswith(("'", "’"), 0, end):
        return end - 1
    return end


def _bare(text: str, words: list[tuple[int, int]]) -> Name | None:
    """The name that the capitalised `words` make; None if they are titles or starters only."""
    kept = list(words)
    while kept and text[kept[0][0] : kept[0][1]].lower() in STARTERS:
        kept.pop(0)
    if not kept:
        return None
    first = 0
    while first < len(kept) and text[kept[first][0] : kept[first][1]].rstrip(".").lower() in TITLES:
        first += 1
    outside = Span(kept[0][0], _strip_possessive(text, kept[-1][1]))
    if first == len(kept):
        return None
    return Name(outside, Span(kept[first][0], outside.end), first > 0)


def names(text: str, start: int = 0, end: int | None = None) -> Iterator[Name]:
    """Yield the names of `text[start:end]` in order; linear.

    >>> text = "Mr Jan van Eyck met Prime Minister Osman"
    >>> [name.bare.of(text) for name in names(text)]
    ['Jan van Eyck', 'Osman']
    """
    end = len(text) if end is None else end
    run: list[tuple[int, int]] = []
    held: list[tuple[int, int]] = []  # particles that may turn out to be inside a name
    last = start
    for match in WORD.finditer(text, start, end):
        at, past = match.span()
        word = match[0]
        if word.endswith(".") and not (
            len(word) <= 4 and word[:-1].rstrip(".").lower() in TITLES | {word[0].lower(), "jr", "sr", "st"}
        ):
            past -= 1
        gap = text[last:at]
        broken = run and (gap.strip() not in ("", "&") or "\n" in gap or len(gap) > 2)
        if broken:
            found = _bare(text, run)
            if found:
                yield found
            run, held = [], []
        if PART.fullmatch(text, at, past) or word[0].isupper():
            run += [*held, (at, past)] if run else [(at, past)]
            held = []
        elif run and word.lower() in PARTICLES:
            held.append((at, past))
        elif run:
            found = _bare(text, run)
            if found:
                yield found
            run, held = [], []
        last = past
        if run and text[_strip_possessive(text, past) : past]:
            found = _bare(text, run)
            if found:
                yield found
            run, held = [], []
    found = _bare(text, run) if run else None
    if found:
        yield found


def parts(name: str) -> tuple[str, ...]:
    """The words of a name in lower case, without stops: what two names are compared by."""
    return tuple(word.strip(".,'’").lower() for word in name.split())


def looks_like_outlet(name: str) -> bool:
    """Whether a word of the name is one that news outlets carry."""
    return any(part in OUTLETS for part in parts(name))


def looks_like_organization(name: str) -> bool:
    """Whether a word of the name is one that bodies carry, or it is an acronym."""
    words = parts(name)
    acronym = len(words) == 1 and name.isupper() and 2 <= len(name) <= 6
    return acronym or any(part in ORGANIZATION for part in words)
