"""Proper names in a text, by capitals: where they stand, which words are titles, what kind they look like."""

import re
from collections.abc import Collection, Iterator
from functools import lru_cache
from typing import NamedTuple

from reportedly.span import Span
from reportedly.text.roles import PERSON

PARTICLES = frozenset(
    ("de del della der den van von und y e al el la le da do dos das di du bin ibn bint ben ter ten af av zu").split()
)
# A part of a name: a capital, letters, marks inside; an initial with its stop; or a word in capitals.
PART = re.compile(r"[^\W\d_a-zà-öø-ÿ](?:[\w’'‘ʻ‑-]*\w)?\.?")
WORD = re.compile(r"[^\W_](?:[\w’'‘ʻ‑.-]*\w)?\.?")
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
        "ex-minister founder owner pastor reporter host delegate strategist blogger anchor billionaire activist "
        "tycoon spokesperson producer presenter professor editor correspondent columnist magistrate democrat "
        "republican nominee candidate executive counsel superstar star comedian sir"
    ).split()
)
ORGANIZATION = frozenset(
    (
        "ministry council party university college inc corp corporation ltd plc llc agency department police court "
        "committee house union bank group association centre center office commission authority institute institution "
        "foundation company congress senate parliament assembly government administration army navy force forces "
        "guard service society federation board bureau campaign club team league church hospital school trust "
        "fund network coalition movement front alliance command staff kremlin pentagon hamas hezbollah hall "
        "street cabinet post-office panel caucus convention industries holdings motors airlines "
        "energy steel oil mining media foods rail gold glass systems technologies pharmaceuticals partners "
        "ventures capital insurance shipping ferries utilities water"
    ).split()
)
# Words that tell a name for a news outlet's; `outlets.py` has known names, and words that tell less.
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
# Bodies whose names go on behind "of" or "for": "Bureau of Labor Statistics", "Center for Public Integrity".
CHARTERED = frozenset(
    "bureau department ministry university institute center centre college house board bank court council office "
    "committee association society federation church federation academy school association union chamber league "
    "campaign coalition council foundation archdiocese diocese".split()
)
LONGEST = 7  # words in a run of capitals; longer ones in PolNeAR train are headlines
NICKNAMED = re.compile(r"(?<=\w)( [“\"‘'][A-Z][\w’-]{1,20}[”\"’'] )(?=[A-Z])")
INITIALS = re.compile(r"(?:[^\W\d_]\.){1,3}")
PARTY = re.compile(r"\([DRI](?:-[\w. ]{1,20})?")  # "(D-Mass.)" after a politician's name
STARTERS = frozenset(
    (
        "the a an and but or nor so yet for if in on at by to of as it its he she they we i you his her their our "
        "my your this that these those there here when while where who what why how which after before since until "
        "although though because not no yes now then also both each all some any most many few one two three four "
        "five six seven eight nine ten eleven twelve several other others another according even just only still "
        "asked does do did is are was were has have had will would can could should may might must let please "
        "anyone everyone nobody someone nothing everything anybody somebody none neither either every such much "
        "more less almost nearly about around plus minus monday tuesday wednesday thursday friday saturday sunday "
        "january february march april june july august september october november december first second third "
        "finally next last soon recently nowadays abstract meanwhile however instead earlier later today yesterday "
        "like unlike despite during under over between among within without against amid whether once following "
        "outside inside near response dear re via per"
    ).split()
)


# Given names that are callings or small words too: "Dean Ashby", but "Dean Ada Brandt"; "his deputy, Per Lund,".
GIVEN = frozenset(("dean", "earl", "duke", "per", "will"))
COUPLE = 2  # words of a name that such a given name begins
HONOURS = frozenset("KC QC SC MP MEP MSP CBE OBE MBE KBE FRS PhD MD".split())  # behind a name, and no part of it


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


def _word(text: str, place: tuple[int, int]) -> str:
    return text[place[0] : place[1]].rstrip(".").lower()


def _is_title(word: str) -> bool:
    """Whether a word before a name is an office or a calling: "Sen.", "Volcanologist"."""
    return word in TITLES or word in PERSON or word.endswith(("ologist", "ician"))


def _is_given(text: str, words: list[tuple[int, int]]) -> bool:
    """Whether a small word in capitals begins a name: it does not open the sentence, and one word follows."""
    inside = text[max(0, words[0][0] - 2) : words[0][0]].rstrip()[-1:]
    return len(words) == COUPLE and _word(text, words[0]) in GIVEN and (inside.isalnum() or inside == ",")


def _bare(text: str, words: list[tuple[int, int]]) -> Name | None:
    """The name that the capitalised `words` make; None if they are titles or starters only.

    All up to the last title goes, unless the run names a body: "District Judge Ada Brandt", but "Justice Department".
    """
    kept = list(words)
    while kept and _word(text, kept[0]) in STARTERS and not _is_given(text, kept):
        kept.pop(0)
    honours = len(kept)
    while honours > 1 and text[slice(*kept[honours - 1])] in HONOURS:
        honours -= 1
    end, kept = kept[-1][1] if kept else 0, kept[:honours]
    if not kept:
        return None
    last = _word(text, (kept[-1][0], _strip_possessive(text, kept[-1][1])))
    chartered = any(_word(text, word) in ("of", "for") for word in kept)
    body = len(kept) > 1 and (chartered or last in ORGANIZATION or last in OUTLETS)
    titles = [place for place, word in enumerate(kept) if _is_title(_word(text, word))]
    first = 0 if body or not titles else titles[-1] + 1
    if first == 1 and len(kept) == COUPLE and _word(text, kept[0]) in GIVEN:
        first = 0
    if first == len(kept) > 1 and titles[0] > 0:  # a surname that is a calling too: "Ada Baker"
        first = 0
    if first == len(kept):
        return None
    bare = Span(kept[first][0], _strip_possessive(text, kept[-1][1]))
    return Name(Span(kept[0][0], max(bare.end, _strip_possessive(text, end))), bare, first > 0)


def names(text: str, start: int = 0, end: int | None = None, cuts: Collection[int] = frozenset()) -> Iterator[Name]:
    """Yield the names of `text[start:end]` in order; linear. No name runs over a character in `cuts`.

    A longer run of capitals than LONGEST words is a headline or a title, and no name.

    >>> text = "Mr Jan van Eyck met Prime Minister Osman (D-Mass.)"
    >>> [name.bare.of(text) for name in names(text)]
    ['Jan van Eyck', 'Osman']
    """
    end = len(text) if end is None else end
    run: list[tuple[int, int]] = []
    held: list[tuple[int, int]] = []  # particles that may turn out to be inside a name
    last = start
    # Where a nickname's marks stand inside a name: 'Francis “Bosun” Tully'.
    nicknames = {place for match in NICKNAMED.finditer(text, start, end) for place in match.span(1)}

    def closed() -> Iterator[Name]:
        party = PARTY.fullmatch(text, max(0, run[0][0] - 1), run[-1][1])
        found = _bare(text, run) if len(run) <= LONGEST and not party else None
        run.clear()
        held.clear()
        if found:
            yield found

    for match in WORD.finditer(text, start, end):
        at, past = match.span()
        word = match[0]
        if not run and "a" <= word[0] <= "z":
            continue  # nearly every word
        if word.endswith(".") and not _keeps_stop(word):
            past -= 1
        if run and not (last in nicknames or at in nicknames):
            gap = text[last:at]
            loose = gap.strip() not in ("", "&") or "\n" in gap or len(gap) > 2
            if loose or at in cuts or last in cuts:
                yield from closed()
        if word[0].isupper() or PART.fullmatch(text, at, past):
            run += [*held, (at, past)]
            held = []
        elif run and (word.lower() in PARTICLES or (word in ("of", "for") and _word(text, run[-1]) in CHARTERED)):
            held.append((at, past))
        elif run:
            yield from closed()
        last = past
        if run and _strip_possessive(text, past) < past:
            yield from closed()
    if run:
        yield from closed()


def _keeps_stop(word: str) -> bool:
    """Whether the stop after a capitalised word is its own: titles, "Jr.", initials ("J.", "G.K.")."""
    bare = word[:-1].lower()
    return (len(word) <= 5 and bare in TITLES) or bare in ("jr", "sr", "st") or INITIALS.fullmatch(word) is not None


@lru_cache(maxsize=4096)  # a document uses the same names again and again
def parts(name: str) -> tuple[str, ...]:
    """The words of a name in lower case, without stops: what two names are compared by."""
    return tuple(word.strip(".,'’").lower() for word in name.split())


def looks_like_organization(name: str) -> bool:
    """Whether a word of the name is one that bodies carry, or it is an acronym."""
    words = parts(name)
    acronym = len(words) == 1 and name.isupper() and 2 <= len(name) <= 6
    return acronym or any(part in ORGANIZATION for part in words)
