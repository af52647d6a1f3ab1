"""The ground that coreference stands on: sentences, paragraphs and quotations of one document, to be asked often."""

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from reportedly.coreference.cast import Cast, cast_of
from reportedly.records import Attribution, Document
from reportedly.span import Span
from reportedly.text.paragraphs import paragraphs
from reportedly.text.quotes import quotations
from reportedly.text.sentences import Layout, layout_of


class Scene(NamedTuple):
    """A document with its cast and its layout; all lists rise."""

    document: Document
    text: str
    cast: Cast
    layout: Layout
    paragraph_starts: list[int]
    quote_starts: list[int]
    quote_ends: list[int]

    def paragraph(self, at: int) -> int:
        """The number of the paragraph that holds the character `at`."""
        return bisect_right(self.paragraph_starts, at) - 1

    def quoted(self, span: Span) -> bool:
        """Whether the span stands inside quotation marks."""
        place = bisect_right(self.quote_starts, span.start) - 1
        return place >= 0 and span.end <= self.quote_ends[place]


def scene_of(document: Document, attributions: Sequence[Attribution]) -> Scene:
    """Everything that is asked of a document more than once; linear in its text. Where a source or a cue begins or
    ends, so does a name."""
    text = document.text
    cuts = {
        end
        for attribution in attributions
        for span in (*attribution.source, *attribution.cue)
        for end in (span.start, span.end)
    }
    quoted: Sequence[Span] = [one.span for one in quotations(text) if not one.nested and one.regular]
    return Scene(
        document,
        text,
        cast_of(document, cuts),
        layout_of(text),
        [paragraph.start for paragraph in paragraphs(text)],
        [span.start for span in quoted],
        [span.end for span in quoted],
    )
