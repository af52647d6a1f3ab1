"""What documents' descriptions tell of somebody: walk of life, offices, gender, ages, whether it is a body."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from reportedly.linking.actors.described import INDEFINITE
from reportedly.linking.spelling import spell
from reportedly.text.roles import FEMALE, MALE, head_noun, singular, sort_of

# Walks of life by the nouns that tell them. Politics, business, media, learning, law and arms are one, since the same
# people go from one to another and are called by either: "businessman", "candidate", "president-elect", "author".
# What may be said of anybody ("witness", "father", "star") tells none.
WALKS = {
    noun: walk
    for walk, nouns in {
        "public": """president minister senator sen representative rep congressman congresswoman governor gov mayor
            secretary lawmaker mp candidate nominee lawyer attorney solicitor barrister counsel judge justice
            magistrate prosecutor spokesman spokeswoman spokesperson ceo executive chairman chairwoman chair chairperson
            director businessman businesswoman mogul tycoon developer reporter journalist correspondent columnist editor
            professor academic scholar scientist economist historian analyst strategist pollster adviser advisor
            ambassador envoy diplomat commissioner councillor councilman councilwoman alderman premier chancellor
            general colonel admiral lobbyist politician president-elect legislator backbencher treasurer billionaire
            entrepreneur banker official king queen prince princess host anchor moderator front-runner frontrunner""",
        "sport": """striker midfielder goalkeeper winger footballer quarterback player sprinter swimmer cyclist
            golfer boxer jockey cricketer batsman bowler pitcher skater gymnast athlete goalscorer fullback linebacker
            grandmaster referee umpire""",
        "stage": """actor actress singer musician rapper drummer guitarist pianist violinist composer conductor novelist
            poet playwright sculptor painter comedian dancer soprano tenor ballerina songwriter filmmaker""",
        "church": """bishop archbishop cardinal priest pastor rabbi imam vicar chaplain monk nun ayatollah pope lama
            curate cleric minister-general""",
        "police": "detective constable policeman policewoman firefighter fireman paramedic",
        "health": "nurse surgeon midwife dentist paediatrician pediatrician cardiologist vet",
        "everyday": """teacher schoolteacher pupil student farmer fisherman driver shopkeeper baker butcher plumber
            carpenter electrician mechanic janitor caretaker cleaner waiter waitress barista cashier pensioner retiree
            bricklayer grocer shepherd beekeeper""",
    }.items()
    for noun in nouns.split()
}
# Offices and callings that, with what they are of, tell who somebody is; the first of a line names it.
OFFICES = {
    noun: line.split()[0]
    for line in """
        president
        minister secretary
        premier
        chancellor
        governor gov
        mayor
        ceo
        chairman chairwoman chair chairperson
        director head chief boss
        leader
        speaker
        ambassador envoy
        commissioner
        bishop
        archbishop
        treasurer
        sheriff
        coach manager
        editor
        dean
        spokesman spokeswoman spokesperson
        senator sen
        representative rep congressman congresswoman
        candidate nominee
        lawyer attorney solicitor barrister counsel
        judge justice
        prosecutor
        professor
        economist
        analyst
        adviser advisor
        founder
    """.strip().splitlines()
    for noun in line.split()
}
# Those of them that one person holds at a time, so that they may stand for the name ("the transport minister").
SOLE = frozenset(
    "president minister premier chancellor governor mayor ceo chairman leader speaker ambassador commissioner bishop "
    "archbishop treasurer sheriff".split()
)
MARKS = frozenset("vice deputy former ex acting then assistant under shadow late interim incoming outgoing".split())
# Words of a description that tell no office from another: they lean on what the document has said before.
LEANING = frozenset(
    "the a an of for and or in at to its his her their our this that who is was now one company firm business group "
    "country nation government party bank agency club team city town state current new longtime longstanding inc corp "
    "ltd llc plc co corporation limited".split()
)
# Said of people and of bodies.
EITHER = frozenset(
    "rival opponent partner producer owner member donor winner client customer neighbour neighbor predecessor "
    "successor supplier source victim leader giant".split()
)
WORD = re.compile(r"[^\W_](?:[\w.&-]*\w)?")
POSSESSIVE = re.compile(r"['’]s?(?=\W|$)")
AGE = re.compile(r"(?:aged? )?(\d{1,3})(?:[ -]years?[ -]old)?", re.I)
CHIEFS = {"chief executive": "CEO", "chief executive officer": "CEO", "prime minister": "premier"}
CHIEF = re.compile("|".join(sorted(CHIEFS, key=len, reverse=True)), re.I)


class Office(NamedTuple):
    """An office in a description: "the former transport minister" is ("minister", {"former"}, {"transport"})."""

    role: str
    marks: frozenset[str]
    of: frozenset[str]


class Life(NamedTuple):
    """What all descriptions of one profile tell together; `persons` and `bodies` count those that say it is one."""

    walks: frozenset[str]
    offices: tuple[Office, ...]
    gender: str
    ages: frozenset[int]
    persons: int
    bodies: int


def office_of(description: str) -> Office | None:
    """The office or calling that a description tells, if it tells one that says who somebody is.

    >>> office_of("the chief executive of Halden")
    Office(role='ceo', marks=frozenset(), of=frozenset({'halden'}))
    """
    words = CHIEF.sub(lambda match: CHIEFS[match[0].lower()], POSSESSIVE.sub("", description))
    role = OFFICES.get(head_noun(words))
    if role is None or INDEFINITE.match(words):
        return None
    spelled = [spell(word) for word in WORD.findall(words.replace("-", " "))]
    kept = frozenset(spelled).difference(LEANING, OFFICES)
    return Office(role, kept & MARKS, kept - MARKS)


def same_office(left: Office, right: Office) -> bool:
    """Whether two offices are one: of the same role and, in part at least, of the same body or place."""
    return left.role == right.role and left.marks == right.marks and bool(left.of & right.of)


def holds(holder: Office, asked: Office) -> bool:
    """Whether who has the office `holder` may be called by `asked`, which tells no more than it."""
    return asked.role in SOLE and same_office(holder, asked) and asked.of <= holder.of


def walks_of(descriptions: Iterable[str]) -> frozenset[str]:
    """The walks of life that descriptions tell.

    >>> sorted(walks_of(["the Halden striker", "54"])), sorted(walks_of(["chief executive officer", "a father"]))
    (['sport'], ['public'])
    """
    heads = (head_noun(CHIEF.sub(lambda match: CHIEFS[match[0].lower()], words)) for words in descriptions)
    return frozenset(WALKS[head] for head in heads if head in WALKS)


def _ages(descriptions: Iterable[str]) -> Iterator[int]:
    for words in descriptions:
        age = AGE.fullmatch(words.strip())
        if age:
            yield int(age[1])


def life_of(descriptions: tuple[str, ...]) -> Life:
    """All that descriptions tell; of both genders told, neither counts."""
    heads = [head_noun(words) for words in descriptions]
    told = {"female" for head in heads if head in FEMALE} | {"male" for head in heads if head in MALE}
    sorts = [sort_of(head) for head in heads if singular(head) not in EITHER]
    ages = frozenset(_ages(descriptions))
    return Life(
        walks_of(descriptions),
        tuple(filter(None, map(office_of, descriptions))),
        told.pop() if len(told) == 1 else "",
        ages,
        sorts.count("person") + len(ages),
        sorts.count("organization") + sorts.count("outlet"),
    )
