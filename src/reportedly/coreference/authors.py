"""The article's own writer: whom "I" and "we" mean, and who asks in an interview."""

import re

from reportedly.coreference.forms import plain
from reportedly.records import Document
from reportedly.text.names import parts
from reportedly.text.outlets import is_surely_outlet

# A byline of its own in the first lines of the text: "By Marguerite Oyelaran", "BY ANAND GIRI".
SIGNED = re.compile(r"^(?:By|BY|by) ([^\W\d_][^\n,;:|]{2,60})$", re.M)
HEAD = 600  # characters in which such a line stands
BY = re.compile(r"^(?:by|from)\s+", re.I)
# What papers put behind the name: an address, a handle, the paper.
BEHIND = re.compile(r"\.? (?:e-?mail|twitter)\b.*$|\s*@.*$", re.I)
NOBODY = frozenset(("none", "na", "n/a", "staff", "unknown", ""))
# A leader's headline: "The Mercury says: ...".
SIGNING = re.compile(r"\b(?:says|view|opinion|comment|editorial)\b", re.I)


def _names(line: str) -> list[str]:
    """The people of a byline: one in "By Ada Brandt, Harbour Post", two in "Ada Brandt, Jo Lund"; an agency stays."""
    parts_of = [plain(BEHIND.sub("", part)) for part in BY.sub("", line.strip()).split(",")]
    found = [part for part in parts_of if part.lower() not in NOBODY]
    others = (part for part in found[1:] if " " in part and not part.isupper() and not is_surely_outlet(part))
    return [*found[:1], *others]


def author_of(document: Document, several: bool = False) -> str:
    """The byline's name, without "By" and outlet; else the outlet where it signs as "we" (`several`) or its headline
    says so; else "author"."""
    names = [name for line in document.byline for name in _names(line)]
    if names:
        return ", ".join(names)
    match = SIGNED.search(document.text, 0, HEAD)
    if match:
        return plain(match[1])
    if several and document.outlet and _signs(document):
        return document.outlet
    return "author"


def _signs(document: Document) -> bool:
    """Whether the outlet speaks in its own name: its headline says "The Mercury says", or calls itself a leader."""
    title, outlet = document.title or "", parts(document.outlet or "")
    return bool(SIGNING.search(title)) and (not outlet or outlet[-1] in parts(title) or "editorial" in title.lower())
