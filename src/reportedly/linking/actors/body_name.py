"""A body's name taken apart: what is its own, what it deals in, which country it is of, how it is shortened."""

import re
from typing import NamedTuple

from reportedly.linking.spelling import spell
from reportedly.text.names import ORGANIZATION, OUTLETS
from reportedly.text.places import PLACES

EDGES = '.,;:()[]“”"«»*'
# "Halden-based Brandt": where it is from is no part of its name.
BASED = re.compile(r"[^\W\d_]\w*-(?:based|born|owned|backed|led)")
POSSESSIVE = re.compile(r"['’]s(?= )|['’](?= )")
ACRONYM = re.compile(r"(?:[A-Z]\.?){2,6}")
LEGAL = frozenset(
    "inc incorporated corp corporation co company ltd limited llc llp plc lp ag sa se nv bv ab as asa oyj spa srl gmbh "
    "kg pty pte group holding holdings".split()
)
# What a firm makes, which papers drop ("Ford Motor Company", "Ford"). Never enough to be a name by itself.
MAKES = frozenset(
    "airplane airplanes auto automobile automobiles automotive bros brothers cars chemical chemicals commercial "
    "computer computers electronics engineering financial foods industries international media motor motors partners "
    "pharma pharmaceutical pharmaceuticals semiconductor software systems technologies technology ventures".split()
)
# What a firm deals in that is often called by its place, so that without it another is meant ("Halden Bank", "Halden").
TRADES = MAKES | frozenset(
    "air airline airlines airways bank banking energy gas insurance lines mining oil petroleum rail railway railways "
    "records shipping steel telecom telecommunications utilities".split()
)
SMALL = frozenset("the of for and in on at to a an & de du des la le et und der die das y".split())
# Countries and their adjectives as they stand with a body ("US Treasury", "the Treasury"), by the country.
NATIONS = {
    word: line.split()[0]
    for line in (
        "america us usa united states american",
        "britain uk kingdom british",
        *(
            "australia australian;austria austrian;brazil brazilian;canada canadian;china chinese;denmark danish;"
            "egypt egyptian;finland finnish;france french;germany german;greece greek;india indian;"
            "indonesia indonesian;iran iranian;iraq iraqi;ireland irish;israel israeli;italy italian;japan japanese;"
            "kenya kenyan;mexico mexican;netherlands dutch;nigeria nigerian;norway norwegian;pakistan pakistani;"
            "poland polish;portugal portuguese;russia russian;spain spanish;sweden swedish;switzerland swiss;"
            "syria syrian;turkey turkish;ukraine ukrainian"
        ).split(";"),
    )
    for word in line.split()
}
# Words that bodies of any country have in their names.
COMMON = frozenset(
    "affairs central defence defense democratic education federal foreign general health interior justice labor labour "
    "national new people public republican reserve state supreme transport treasury".split()
)
GENERIC = ORGANIZATION | OUTLETS | LEGAL | TRADES | SMALL | COMMON | NATIONS.keys()


# Those that no person has for a surname.
TELLING = (LEGAL | TRADES) - frozenset("bank banking bros brothers cars gas lines rail steel".split())


class BodyName(NamedTuple):
    """A body's name, folded: what is its own (`core`), and what it deals in (`trades`); its legal form is dropped.

    `initials` are those that an acronym of it may have; `nation` the country that it says it is of, or "".
    """

    core: tuple[str, ...]
    trades: frozenset[str]
    initials: frozenset[str]
    nation: str


def _words(name: str) -> list[str]:
    """The words of a name, spelled; without stops, possessives, "&" and "Halden-based"."""
    tokens = (token.strip(EDGES) for token in POSSESSIVE.sub("", name).split())
    spelled = [spell(token.replace(".", "")) for token in tokens if not BASED.fullmatch(token)]
    return [word for word in spelled if word and word != "&"]


def is_own(word: str) -> bool:
    """Whether a folded word tells one body from another."""
    return word not in GENERIC and len(word) > 1


def body_name(name: str) -> BodyName:
    """Take a body's name apart; where no word is its own, all words but articles are the core.

    >>> body_name("The Ford Motor Company")._replace(initials=frozenset())
    BodyName(core=('ford',), trades=frozenset({'motor'}), initials=frozenset(), nation='')
    """
    words = _words(name)
    words = words[1:] if len(words) > 1 and words[0] in ("the", "a", "an") else words
    content = [word for word in words if word not in SMALL]
    bare = [word for word in content if word not in LEGAL] or content
    home = [word for word in bare if word not in NATIONS]
    nation = next((NATIONS[word] for word in bare if word in NATIONS), "") if home else ""
    home = home or bare
    own = [word for word in home if word not in TRADES]
    named = any(map(is_own, own)) and " ".join(own) not in PLACES
    core = tuple(own if named else home) or (spell(name),)
    trades = frozenset(home) - frozenset(core)
    made = frozenset("".join(word[0] for word in some) for some in (words, content, bare, home) if len(some) > 1)
    return BodyName(core, trades, made, nation)


def looks_like_body(name: str) -> bool:
    """Whether some word but the first, or capitals alone, say that a name is a body's, whatever a document took it for.

    >>> looks_like_body("Boeing Commercial Airplanes"), looks_like_body("EADS"), looks_like_body("Penny Bank")
    (True, True, False)
    """
    words = _words(name)
    acronym = len(words) == 1 and ACRONYM.fullmatch(name.strip()) is not None
    return acronym or any(word in TELLING and len(word) > 2 for word in words[1:])
