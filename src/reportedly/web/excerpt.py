"""A statement where it stands: the paragraphs that hold it, it alone marked in them."""

import msgspec
from markupsafe import Markup

from reportedly.records import Report
from reportedly.span import Span
from reportedly.text.paragraphs import paragraphs
from reportedly.web.body import row
from reportedly.web.marks import draw, marks

MOST = 40  # paragraphs: a speech that fills a page has fewer


def excerpt(text: str, report: Report, around: int = 0) -> Markup:
    """The paragraphs of `text` that a report reaches into, and so many before and behind them, as HTML."""
    stretches = list(paragraphs(text))
    held = [place for place, stretch in enumerate(stretches) if _holds(stretch, report)]
    first, last = (max(0, held[0] - around), held[-1] + around + 1) if held else (0, around + 1)
    shown = stretches[first : min(last, first + MOST)]
    # Numbers and places to lead to are for the page that holds all statements.
    bare = [msgspec.structs.replace(mark, before="", after="") for mark in marks([report], [""])]
    drawn = draw(text, shown, bare)
    rows = (row(stretch.start, f'<p dir="auto">{words}</p>') for stretch, words in zip(shown, drawn, strict=True))
    return Markup("".join(rows))


def _holds(stretch: Span, report: Report) -> bool:
    passages = filter(None, (report.source, report.cue, report.content))
    return any(stretch.overlaps(span) for passage in passages for span in passage.spans)
