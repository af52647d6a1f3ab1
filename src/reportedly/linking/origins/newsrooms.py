"""Whether two names of outlets are one newsroom's: "the Courier" and "Courier", "AP" and "The Associated Press"."""

import re
from collections.abc import Iterable
from functools import lru_cache

from reportedly.text.folding import fold

WORD = re.compile(r"[^\W_]+")
ARTICLES = frozenset("the a an el la le il der die das".split())
# Words that a newsroom's name is given with or without.
GENERIC = frozenset("news newspaper paper magazine online website com agency wire service newsroom staff".split())
# Agencies and networks under the full name and the acronym that both are in use.
ACRONYMS = {
    "associated press": "ap",
    "agence france presse": "afp",
    "united press international": "upi",
    "deutsche presse agentur": "dpa",
    "press trust of india": "pti",
    "press association": "pa",
    "pa media": "pa",
    "thomson reuters": "reuters",
    "british broadcasting corporation": "bbc",
    "canadian broadcasting corporation": "cbc",
    "australian broadcasting corporation": "abc",
    "cable news network": "cnn",
    "national public radio": "npr",
    "islamic republic news agency": "irna",
    "korean central news agency": "kcna",
    "syrian arab news agency": "sana",
}
# What describes an outlet and names none: two documents that say so may mean two outlets.
DESCRIBED = frozenset(
    (
        "agencies agency wires wire local state national foreign media press newspaper newspapers paper papers report "
        "reports television tv radio station channel outlet outlets official semi run news website site staff "
        "broadcaster magazine several other various own correspondent correspondents and"
    ).split()
)


@lru_cache(maxsize=8192)  # the outlets of a ledger are few, and asked for again and again
def newsroom(name: str) -> str:
    """What a newsroom goes by, whatever form of its name is used; the same for all forms that need no context.

    >>> newsroom("The Associated Press"), newsroom("AP"), newsroom("Courier.com")
    ('ap', 'ap', 'courier')
    """
    words = WORD.findall(fold(name).replace("'", "").replace("’", ""))
    while len(words) > 1 and words[0] in ARTICLES:
        words = words[1:]
    bare = words
    while len(bare) > 1 and bare[-1] in GENERIC:
        bare = bare[:-1]
    for form in (words, bare):
        if (known := " ".join(form)) in ACRONYMS:
            return ACRONYMS[known]
    return " ".join(bare)


def is_described(name: str) -> bool:
    """Whether the words describe an outlet and name none.

    >>> is_described("local media"), is_described("the Courier")
    (True, False)
    """
    words = [word for word in WORD.findall(fold(name)) if word not in ARTICLES]
    return all(word in DESCRIBED for word in words)


@lru_cache(maxsize=8192)
def is_same(name: str, outlet: str) -> bool:
    """Whether a name may mean the outlet of this full name: the same, a part of it, or its acronym.

    >>> is_same("the Courier", "Port Selwyn Courier"), is_same("HNA", "Halden News Agency")
    (True, True)
    >>> is_same("the Courier", "The Courier-Herald"), is_same("Halden", "Halden Post")
    (False, False)
    """
    short, full = newsroom(name), newsroom(outlet)
    if not short or not full:
        return False
    return short == full or f" {full}".endswith(f" {short}") or _is_acronym(name, outlet)


def meanings(name: str, outlets: Iterable[str]) -> tuple[str, ...]:
    """The outlets that a name may mean: the one of that very name, else all that it fits; none for a description.

    >>> meanings("the Post", ["Kingsport Post", "Halden Courier", "Halden Post"])
    ('Kingsport Post', 'Halden Post')
    >>> meanings("the Post", ["The Post", "Halden Post"])
    ('The Post',)
    """
    named = {newsroom(outlet): outlet for outlet in outlets}
    if (exact := newsroom(name)) in named:
        return (named[exact],)
    if is_described(name):
        return ()
    return tuple(outlet for outlet in named.values() if is_same(name, outlet))


def _is_acronym(name: str, outlet: str) -> bool:
    """Whether the name is in capitals and made of the first letters of the outlet's words, small ones aside."""
    words = WORD.findall(outlet)
    if words and words[0].casefold() in ARTICLES:
        words = words[1:]
    initials = "".join(word[0] for word in words if word[0].isupper())
    bare = name.removeprefix("the ").removeprefix("The ").replace(".", "")
    return len(bare) >= 2 and bare.isupper() and bare == initials
