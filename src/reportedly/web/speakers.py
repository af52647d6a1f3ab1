"""Who is heard in an article: how often, what is said of them, and each place that mentions them."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

import msgspec

from reportedly.records import ActorKind, Appearance, Report
from reportedly.span import Span
from reportedly.web.marks import Mark, brief, escape

NOBODY = "—"
UNNAMED = "nobody could be named"
# Mentions that a row lists; a leading figure of a long article has 30 to 60. The others still lead to the row.
LISTED = 60

NOWHERE: Mapping[str, str] = MappingProxyType({})
POINTER_ONLY = 'tabindex="-1" aria-hidden="true"'


class Speaker(msgspec.Struct, frozen=True):
    """A row of the table: an actor with its mentions or, without `kind`, words that nobody could be named for.

    `number` is its place in the table from 1; `reports` are the numbers of its statements; `page` is the address of
    its own page, where there is one.
    """

    number: int
    name: str
    kind: ActorKind | None
    reports: tuple[int, ...]
    descriptions: tuple[str, ...] = ()
    mentions: tuple[Span, ...] = ()
    page: str = ""

    @property
    def place(self) -> str:
        """Where its name leads: to its own page, else to its row."""
        return self.page or f"#s{self.number}"


def speakers_of(
    text: str, reports: Sequence[Report], actors: Sequence[Appearance], pages: Mapping[str, str] = NOWHERE
) -> tuple[Speaker, ...]:
    """The speakers of an article, those with most statements first; of equals, in order of name.

    `pages` gives the address of an actor's own page by its id.
    """
    appearances = {appearance.id: appearance for appearance in actors}
    rows: dict[tuple[str, str, ActorKind | None], list[int]] = {}
    for number, report in enumerate(reports, start=1):
        who, kind = (report.actor.id, report.actor.kind) if report.actor else ("", None)
        rows.setdefault((who, speaker_name(report), kind), []).append(number)
    found: list[Speaker] = []
    for (who, name, kind), numbers in sorted(rows.items(), key=lambda row: (-len(row[1]), row[0][1])):
        shown = appearances.get(who)
        # A mention of white space alone would have no place on the page.
        mentions = tuple(span for span in shown.mentions if span.of(text).strip()) if shown else ()
        descriptions = shown.descriptions if shown else ()
        found.append(Speaker(len(found) + 1, name, kind, tuple(numbers), descriptions, mentions, pages.get(who, "")))
    return tuple(found)


def speaker_name(report: Report) -> str:
    """The actor's name, else the words that credit somebody, else a dash."""
    if report.actor:
        return report.actor.name
    return report.source.text if report.source else NOBODY


def speaker_link(speaker: Speaker) -> str:
    """A speaker's name, which leads to its page or its row and, pointed at, lights up its mentions."""
    return f'<a class="m{speaker.number}" href="{escape(speaker.place)}"><bdi>{escape(speaker.name)}</bdi></a>'


def mention_marks(speakers: Sequence[Speaker]) -> Iterator[Mark]:
    """Each mention: told by its title whom it means, and a link to that speaker's page or row.

    The link stands empty before the words (links cannot nest, spans do) and is stretched over them by the style
    sheet. It is for the pointer only: the rows list the mentions for everybody.
    """
    for speaker in speakers:
        number, name = speaker.number, brief(speaker.name)
        for place, span in enumerate(speaker.mentions, start=1):
            lead = escape(speaker.place)
            back = f'<a class="back m{number}" id="m{number}-{place}" href="{lead}" {POINTER_ONLY}></a>'
            yield Mark(span, "span", f"mention m{number}", title=name, before=back)


def speakers_table(text: str, speakers: Sequence[Speaker], stretches: Sequence[Span]) -> str:
    """The section on who is heard; `stretches` are the paragraphs of `text`."""
    starts = [stretch.start for stretch in stretches]
    rows = "".join(_row(text, speaker, starts) for speaker in speakers)
    return f"""<section class="speakers" id="speakers">
<h2>Who is heard</h2>
<table>
<thead><tr><th scope="col">Speaker</th><th scope="col">Kind</th><th scope="col">Statements</th>\
<th scope="col">Notes</th><th scope="col">Mentioned as</th></tr></thead>
<tbody>
{rows}</tbody>
</table>
</section>"""


def _row(text: str, speaker: Speaker, starts: Sequence[int]) -> str:
    said = "; ".join(f"<bdi>{escape(words)}</bdi>" for words in speaker.descriptions)
    said = f'<span class="said">{said}</span>' if said else ""
    notes = " ".join(f'<a href="#n{number}">{number}</a>' for number in speaker.reports)
    name = f"<bdi>{escape(speaker.name)}</bdi>"
    if speaker.page:
        name = f'<a href="{escape(speaker.page)}">{name}</a>'
    return (
        f'<tr id="s{speaker.number}" class="m{speaker.number}">'
        f'<th scope="row">{name}{said}</th><td>{escape(speaker.kind or UNNAMED)}</td>'
        f"<td>{len(speaker.reports)}</td><td>{notes}</td><td>{_mentions(text, speaker, starts)}</td></tr>\n"
    )


def _mentions(text: str, speaker: Speaker, starts: Sequence[int]) -> str:
    """A link to each mention: its words, and the number of its paragraph."""
    links = []
    for place, span in enumerate(speaker.mentions[:LISTED], start=1):
        words = brief(" ".join(span.of(text).split()))
        paragraph = max(1, bisect_right(starts, span.start))
        links.append(f'<a href="#m{speaker.number}-{place}"><bdi>{words}</bdi></a> <small>¶{paragraph}</small>')
    more = len(speaker.mentions) - LISTED
    return ", ".join(links) + (f" and {more} more" if more > 0 else "")
