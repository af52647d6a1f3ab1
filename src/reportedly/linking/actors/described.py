"""Who is described and not named: "critics", "the company", "an aide to the mayor" are others in each document."""

import re

from reportedly.records import ActorKind
from reportedly.text.roles import head_noun

DESCRIBED: frozenset[ActorKind] = frozenset(("group", "unnamed", "document"))
NAMELESS = "author"  # an article's writer of whom no name is known
ARTICLE = re.compile(r"(?:The|An?) ")
INDEFINITE = re.compile(r"(?:an?|one|two|another|some|any|every|no|this|that|neither|either)\b", re.I)


def is_described(name: str, kind: ActorKind) -> bool:
    """Whether words describe rather than name. No capital does, in a script that has them; for a person, nor does a
    noun that is about another ("an aide for Jo Lund"), while a body may have one ("the Lund campaign").

    >>> [is_described(name, "organization") for name in ("The auto firm", "the Senate", "the Lund campaign", "新华社")]
    [True, False, False, False]
    >>> [is_described(name, "person") for name in ("An aide for Jo Lund", "a Lund", "Jo Lund")]
    [True, True, False]
    """
    if kind in DESCRIBED or (kind == "author" and name == NAMELESS):
        return True
    own = ARTICLE.sub("", name)
    if any(letter.islower() for letter in own) and not any(letter.isupper() or letter.isdigit() for letter in own):
        return True
    head = head_noun(name)
    about = head.islower() and head in name.replace("’", "'").replace("'s", "").split()
    indefinite = INDEFINITE.match(name) is not None
    return (about or indefinite) if kind == "person" else (about and indefinite)
