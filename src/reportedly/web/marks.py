"""Draw spans into text as nested HTML elements: split where they cross, every character kept.

Two spans that cross (`[a (b] c)`) cannot both be one element: the inner one is closed and opened again where the
outer one ends. The walk is one pass; the depth is capped, so that the page grows with the text and the number
of spans, never with their product.
"""

import html
import re
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from reportedly.records import Report
from reportedly.span import Span
from reportedly.text.controls import CONTROLS, name, picture, scalar, visible

DEPTH = 12  # elements open at once; real articles need 6 (content, nested content, its source or cue, nested mentions)
BRIEF = 80  # characters; a name or a noun phrase that is longer is cut where it is shown again and again
NUMBERS = 40  # report numbers named at one piece (a wire credit is a link of every report); the notes name all


class Mark(msgspec.Struct, frozen=True):
    """One span to draw as `element` with `classes` and `title`; `before` stands first inside it, `after` behind it."""

    span: Span
    element: str
    classes: str
    title: str = ""
    before: str = ""
    after: str = ""

    def open(self, *, again: bool = False) -> str:
        """The opening tag; of a piece that goes on (`again`) without what stands before."""
        title = f' title="{self.title}"' if self.title else ""
        return f'<{self.element} class="{self.classes}"{title}>{"" if again else self.before}'

    def close(self, *, finished: bool) -> str:
        """The closing tag, with what stands after if the whole span has been drawn."""
        return f"</{self.element}>{self.after if finished else ''}"


def marks(reports: Sequence[Report], labels: Sequence[str], mentions: Iterable[Mark] = ()) -> list[Mark]:
    """What to draw for the reports, in the order that `draw` needs; equal spans of one part become one mark.

    `labels[n - 1]` reads report n out. `mentions` are drawn inside the parts that they share a span with.
    """
    owners: dict[tuple[int, int, int], list[tuple[int, bool]]] = {}
    for number, report in enumerate(reports, start=1):
        for rank, spans in enumerate(_parts(report)):
            for place, span in enumerate(spans):
                owners.setdefault((span.start, -span.end, rank), []).append((number, place == 0))
    found = []
    for (start, minus_end, rank), pieces in sorted(owners.items()):
        span = Span(start, -minus_end)
        found.append(_content(span, pieces, labels) if rank == 0 else _other(span, rank, pieces))
    return sorted([*found, *mentions], key=lambda mark: (mark.span.start, -mark.span.end))


def _parts(report: Report) -> Iterator[Sequence[Span]]:
    """The spans of content, source, cue and of the links between publisher and speaker, as `_other` ranks them."""
    yield report.content.spans
    yield report.source.spans if report.source else ()
    yield report.cue.spans if report.cue else ()
    yield [span for link in report.chain if link.role not in ("publisher", "speaker") for span in link.spans]


def _content(span: Span, pieces: Sequence[tuple[int, bool]], labels: Sequence[str]) -> Mark:
    """A content; it begins with a number for each report, drawn by the style sheet so that copied text is exact."""
    links = []
    for number, first in pieces:
        place, label = (f' id="t{number}" data-n="{number}"', "") if first else (f' data-n="{number}…"', ", continued")
        links.append(f'<a class="ref" href="#n{number}"{place} aria-label="{escape(labels[number - 1])}{label}"></a>')
    return Mark(span, "mark", " ".join(["content", *_classes(pieces)]), before="".join(links))


def _other(span: Span, rank: int, pieces: Sequence[tuple[int, bool]]) -> Mark:
    """A source, a cue or a link of the chain; behind the first two stand the numbers of their reports."""
    part, element = (("source", "b"), ("cue", "i"), ("link", "u"))[rank - 1]
    whose = ", ".join(str(number) for number, _ in pieces[:NUMBERS]) + ("…" if len(pieces) > NUMBERS else "")
    before = f'<span class="here" id="{anchor(span)}"></span>' if part == "link" else ""
    after = f'<span class="of" data-n="{whose}"></span>' if part != "link" else ""
    classes = " ".join([part, *_classes(pieces)])
    return Mark(span, element, classes, title=f"{part} of {whose}", before=before, after=after)


def anchor(span: Span) -> str:
    """The id of the place where a link of a chain stands in the article."""
    return f"w{span.start}-{span.end}"


def _classes(pieces: Sequence[tuple[int, bool]]) -> list[str]:
    return [f"r{number}" for number, _ in pieces[:NUMBERS]]


def draw(text: str, stretches: Iterable[Span], marks: Sequence[Mark]) -> Iterator[str]:
    """Yield the HTML of each stretch (in text order, apart) with the marks drawn that reach into it.

    A mark that runs over several stretches is closed at the end of each and opened again in the next.
    """
    opened: list[Mark] = []
    upcoming = 0
    for stretch in stretches:
        at = stretch.start
        opened = [mark for mark in opened if mark.span.end > at]
        out = [mark.open(again=True) for mark in opened]
        while at < stretch.end:
            while upcoming < len(marks) and marks[upcoming].span.start <= at:
                mark = marks[upcoming]
                upcoming += 1
                if mark.span.end <= at:  # nothing but white space between two stretches
                    continue
                if len(opened) < DEPTH:
                    opened.append(mark)
                    out.append(mark.open())
                else:
                    out.append(mark.before)
            stop = min([stretch.end, *(mark.span.end for mark in opened)])
            if upcoming < len(marks):
                stop = min(stop, marks[upcoming].span.start)
            out.append(characters(text[at:stop]))
            at = stop
            opened = _shut(opened, at, out)
        out.extend(mark.close(finished=False) for mark in reversed(opened))
        yield "".join(out)


def _shut(opened: list[Mark], at: int, out: list[str]) -> list[Mark]:
    """Close what ends at `at`; what lies inside it and goes on is closed with it and opened again."""
    ending = next((place for place, mark in enumerate(opened) if mark.span.end <= at), None)
    if ending is None:
        return opened
    for mark in reversed(opened[ending:]):
        out.append(mark.close(finished=mark.span.end <= at))
    going_on = [mark for mark in opened[ending:] if mark.span.end > at]
    out.extend(mark.open(again=True) for mark in going_on)
    return opened[:ending] + going_on


def escape(words: str) -> str:
    """Words that are safe in an element and in a quoted attribute; controls appear as pictures or names."""
    return html.escape(visible(words))


def brief(words: str) -> str:
    """As `escape`, cut after `BRIEF` characters."""
    return escape(words if len(words) <= BRIEF else words[:BRIEF].rstrip() + "…")


def characters(words: str) -> str:
    """Part of an article's text: as `escape`, but each character stays one, a control in an element that names it."""
    return CONTROLS.sub(_control, html.escape(scalar(words)))


def _control(match: re.Match[str]) -> str:
    return f'<span class="control" data-n="{name(match[0])}">{picture(match[0])}</span>'
