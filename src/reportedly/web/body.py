"""The body of an article's page: each paragraph with its marks and, beside it, the notes on what is said in it."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from reportedly.records import Document, Report
from reportedly.span import Span
from reportedly.text.paragraphs import paragraphs
from reportedly.web.marks import characters, draw, marks
from reportedly.web.notes import label, note
from reportedly.web.speakers import Speaker, mention_marks

# Up to here each report gets a rule that lights up all its pieces at once when its note is pointed at. A browser
# tests every rule on every change, and articles have 5 to 60 reports.
LIT_REPORTS = 150
LIT_SPEAKERS = 60  # up to here each speaker gets such a rule, for its mentions; articles have 3 to 20
RUN = re.compile(r"\t|[ \f]{2}")  # white space that a page would fold away

LEGEND = """<section class="legend" aria-label="How to read this page">
<span><mark class="content"><span class="ref" data-n="1"></span>words reported</mark></span>
<span><b class="source">who is credited</b></span>
<span><i class="cue">the words that tie them</i></span>
<span><u class="link">who passed it on</u></span>
<span><mark class="content"><span class="ref" data-n="2"></span>words that <mark class="content">\
<span class="ref" data-n="3"></span>report others</mark></mark></span>
<span><span class="ref" data-n="4"></span> and <span class="ref" data-n="4…"></span> one statement, interrupted</span>
<span>Point at a name to see each mention of it; follow it to see who that is.</span>
</section>"""


def body(
    document: Document, reports: Sequence[Report], speakers: Sequence[Speaker], beneath: Sequence[str] = ()
) -> str:
    """The text with its marks and notes, as HTML.

    `beneath[n - 1]` is HTML that stands at the end of the note on report n. Each `<div class="row">` says by its
    `data-start` where in the text its paragraph begins.
    """
    text, stretches = document.text, list(paragraphs(document.text))
    labels = [label(number, report) for number, report in enumerate(reports, start=1)]
    drawn = draw(text, stretches, marks(reports, labels, mention_marks(speakers)))
    notes = _notes(reports, speakers, stretches, beneath or [""] * len(reports))
    return "".join(_rows(text, document.title, notes, drawn))


def lit_rules(reports: int, speakers: Iterable[int]) -> str:
    """CSS that lights up from a note all pieces of its report, and from a name or a mention all the others.

    `speakers` are the numbers of those that have mentions.
    """
    rules = [
        f":root:has(#n{number}:is(:hover,:target,:focus-within)) .r{number}{{background:var(--lit)}}"
        for number in range(1, reports + 1 if reports <= LIT_REPORTS else 1)
    ]
    # The outline is seen where a reader's own colours replace the page's.
    rules += [
        f":root:has(.m{number}:is(:hover,:target,:focus-within)) .m{number}"
        "{background:var(--who);outline:1px solid var(--who)}"
        for number in speakers
        if number <= LIT_SPEAKERS
    ]
    lines = "\n".join(rules)
    return f"@media screen{{\n{lines}\n}}\n" if rules else ""


def _rows(text: str, title: str | None, notes: Sequence[str], drawn: Iterable[str]) -> Iterator[str]:
    """Each paragraph, as it is `drawn`, with its notes, and the white space between paragraphs."""
    at = 0
    for number, (stretch, words, beside) in enumerate(zip(paragraphs(text), drawn, notes, strict=True), start=1):
        headline = "headline" if number == 1 and stretch.of(text) == title else ""
        spaced = "spaced" if RUN.search(text, stretch.start, stretch.end) else ""
        shape = f' class="{headline or spaced}"' if headline or spaced else ""
        paragraph = f'<p id="p{number}" dir="auto"{shape}>{words}</p>'
        space = _space(text, at, stretch.start)
        yield space + row(stretch.start, paragraph, beside)
        at = stretch.end
    yield _space(text, at, len(text))


def row(start: int, paragraph: str, notes: str = "") -> str:
    """A paragraph that begins at the character `start` of the text, and what stands beside it."""
    return f'<div class="row" data-start="{start}">{paragraph}{notes}</div>'


def _notes(
    reports: Sequence[Report], speakers: Sequence[Speaker], stretches: Sequence[Span], beneath: Sequence[str]
) -> list[str]:
    """For each paragraph the notes on the statements that begin in it (or in the white space behind it)."""
    if not stretches:
        return []
    starts = [stretch.start for stretch in stretches]
    heard = {number: speaker for speaker in speakers for number in speaker.reports}
    places = {report.id: number for number, report in enumerate(reports, start=1)}
    beside: list[list[str]] = [[] for _ in starts]
    for number, report in sorted(enumerate(reports, start=1), key=lambda one: (one[1].content.spans[0].start, one[0])):
        paragraph = max(0, bisect_right(starts, report.content.spans[0].start) - 1)
        beside[paragraph].append(note(number, report, heard[number], places, beneath[number - 1]))
    return [
        f'<ol class="notes" aria-label="Statements in this paragraph">{"".join(notes)}</ol>' if notes else ""
        for notes in beside
    ]


def _space(text: str, start: int, end: int) -> str:
    """The white space between paragraphs; a page would turn a bare carriage return into a line feed."""
    return characters(text[start:end]).replace("\r", "&#13;")
