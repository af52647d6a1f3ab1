"""A statement in a list: its words with those of the question lit up, cut where it is long."""

from collections.abc import Sequence

from markupsafe import Markup

from reportedly.span import Span
from reportedly.web.marks import escape

LONGEST = 600  # characters of a statement in a list: the longest tenth of all contents in news is longer
LEAD = 160  # of them before the first word that is lit up, where it stands far behind


def highlighted(text: str, hits: Sequence[Span]) -> Markup:
    """The text as HTML, its `hits` (in text order and apart) marked."""
    start = max(0, hits[0].start - LEAD) if hits and len(text) > LONGEST else 0
    start = text.find(" ", start, start + 40) + 1 if start else 0
    end = min(len(text), start + LONGEST)
    if end < len(text):
        end = max(text.rfind(" ", start + LONGEST - 40, end), start + LONGEST - 40)
    out, at = ["… "] if start else [], start
    for hit in hits:
        if hit.start < at or hit.end > end:
            continue
        out.append(escape(text[at : hit.start]))
        out.append(f'<mark class="hit">{escape(hit.of(text))}</mark>')
        at = hit.end
    out.append(escape(text[at:end]))
    return Markup("".join(out) + (" …" if end < len(text) else ""))
