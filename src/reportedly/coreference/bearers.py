"""Who may bear which description: what a head noun says of its bearer, where people and bodies are not called alike."""

import re

from reportedly.text.roles import Sort, is_plural, sort_of

# Said of people and of bodies: "the owner, Belt Line Shipping," and "the owner, Jonas Pell,".
EITHER = frozenset(
    "owner operator maker developer manufacturer publisher distributor supplier contractor insurer lender employer "
    "landlord organiser organizer sponsor host rival competitor opponent partner donor buyer seller investor client "
    "builder predecessor successor giant subsidiary parent champion pollster broadcaster promoter leader".split()
)
# Somebody called by where he comes from: "the Norwegian said".
COMPATRIOT = re.compile(r"[A-Z]\w+(?:ish|ian|ean|can|ese|wede|ole|utchman|renchman|rishman|nglishman)")


def bearers_of(head: str, words: str = "") -> frozenset[Sort]:
    """The sorts of bearer that a head noun may have, none where it says nothing; `words` is the whole description,
    for "the Norwegian" is a person.

    >>> sorted(bearers_of("owner")), sorted(bearers_of("mayor")), sorted(bearers_of("norwegian", "the Norwegian"))
    (['organization', 'person'], ['person'], ['person'])
    """
    if head in EITHER:
        return frozenset(("person", "organization"))
    sort = sort_of(head) or ("person" if COMPATRIOT.fullmatch(words.rpartition(" ")[2]) else "")
    return frozenset((sort,) if sort else ())


def introduces_body(head: str) -> bool:
    """Whether a description with this head noun may introduce a body by name: "the union, ...", "the owner, ..."."""
    return (head in EITHER or sort_of(head) in ("organization", "outlet")) and not is_plural(head)
