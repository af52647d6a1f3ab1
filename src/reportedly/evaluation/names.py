"""When two names of an actor are the same name."""

import re
import unicodedata

# Forms of address and offices that newspapers put before a name; a name is compared without them.
# fmt: off
TITLES = frozenset((
    "mr", "mrs", "ms", "miss", "mx", "sir", "dame", "lord", "lady", "dr", "doctor", "prof", "professor", "rev",
    "reverend", "father", "sister", "brother", "rabbi", "imam", "judge", "justice", "president", "vice", "prime",
    "minister", "premier", "chancellor", "king", "queen", "prince", "princess", "pope", "cardinal", "archbishop",
    "bishop", "senator", "sen", "representative", "rep", "congressman", "congresswoman", "governor", "gov",
    "mayor", "ambassador", "secretary", "attorney", "general", "gen", "colonel", "col", "major", "maj", "captain",
    "capt", "lieutenant", "lt", "sergeant", "sgt", "admiral", "adm", "commander", "officer", "detective",
    "inspector", "sheriff", "chief", "former", "deputy", "acting", "councillor", "cllr", "mp",
))
# fmt: on
ARTICLES = frozenset(("the", "a", "an"))
POSSESSIVE = re.compile(r"['’]s?(?=\s|$)")


def bare(name: str) -> tuple[str, ...]:
    """The words of a name as they are compared: without case, accents, possessive, leading article and titles.

    A name that is nothing but titles ("the president") keeps them.

    >>> bare("President José Alvarado’s")
    ('jose', 'alvarado')
    >>> bare("the Prime Minister")
    ('prime', 'minister')
    """
    plain = unicodedata.normalize("NFKD", POSSESSIVE.sub("", name.strip()).casefold())
    words = re.findall(r"\w+", "".join(letter for letter in plain if not unicodedata.combining(letter)))
    if len(words) > 1 and words[0] in ARTICLES:
        words = words[1:]
    start = 0
    while start < len(words) and words[start] in TITLES:
        start += 1
    return tuple(words[start:] or words)


def same(left: str, right: str) -> bool:
    """Whether two names are equal as they are compared."""
    return bare(left) == bare(right)


def one_holds_other(left: str, right: str) -> bool:
    """Whether two names are equal, or the words of one are among the other's."""
    mine, other = set(bare(left)), set(bare(right))
    return bool(mine and other) and (mine <= other or other <= mine)
