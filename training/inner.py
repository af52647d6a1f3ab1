"""Parts of contents as training texts of their own: what the program reads again to find nested attributions."""

import re
from collections.abc import Iterator

from reportedly.attribution.contents import as_text, worth_reading
from reportedly.evaluation.gold import GoldDocument
from reportedly.span import Span
from training.gold import Example, Relation

# A sentence of the first person without nested speech: read alone, it looks like a column, where "I" is a source.
OWN = re.compile(r"\b(?:I|we|We|my|our|us)\b")


def inner_examples(whole: GoldDocument) -> Iterator[Example]:
    """The sentences of each content that would be read again, with the attributions that are nested in it."""
    text = whole.document.text
    for outer in whole.reports:
        inner = [report.attribution for report in whole.reports if report.parent == outer.id]
        for place, part in enumerate(worth_reading(text, outer.attribution.content)):
            relations = []
            for attribution in inner:
                roles = (attribution.source, attribution.cue, attribution.content)
                if attribution.content and all(part.span.holds(span) for spans in roles for span in spans):
                    relations.append(Relation(*(_shifted(spans, part.span.start) for spans in roles)))
            if relations or not OWN.search(part.span.of(text)):
                words = as_text(text, part)
                yield Example(f"{whole.document.id}/{outer.id}/{place}", words, tuple(relations), False)


def _shifted(spans: tuple[Span, ...], by: int) -> tuple[Span, ...]:
    return tuple(Span(span.start - by, span.end - by) for span in spans)
