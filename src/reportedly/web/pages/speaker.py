"""The page of a speaker: who that is, what was said over time, where, beside whom; and whether it is one or two."""

from calendar import monthrange
from collections.abc import Iterable
from functools import partial

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from reportedly.ledger.actors import ActorCard, Period, actor_card, cited_with, find_actors, timeline
from reportedly.ledger.appearances import appearances
from reportedly.ledger.filter import Filter
from reportedly.ledger.lines import lines
from reportedly.ledger.search import Facet, find
from reportedly.ledger.spread import spreads
from reportedly.text.folding import fold
from reportedly.web.charts import Bar, bar_chart, filled
from reportedly.web.pages.asking import asking, missing, part, value
from reportedly.web.rendering import address, day, page, speaker_page

PAGE = 20  # statements
ROLES = 12  # offices and the like; a head of government has hundreds
TOP = 10  # rows of a table of bars
UNITS = {4: "Year", 7: "Month", 10: "Day"}  # by the length of what a period starts with


def speaker(request: Request) -> Response:
    """`/speaker/ID`; the id of any profile leads to its actor."""
    with asking(request) as connection:
        card = actor_card(connection, part(request, "id"))
        if card is None:
            raise missing("speaker of this number")
        if card.id != part(request, "id"):
            query = f"?{request.url.query}" if request.url.query else ""
            return RedirectResponse(speaker_page(card.id) + query, 307)
        periods = timeline(connection, card.id)
        over_time = bars(card, periods)
        after, part_after, asked = value(request, "after"), value(request, "part"), value(request, "who")
        found = find(connection, Filter(speaker=card.id), "newest", PAGE, after)
        said = list(lines(connection, found.numbers))
        shown = appearances(connection, card.id, after=part_after)
        others = [other for other in find_actors(connection, asked) if other.id != card.id] if asked else None
        own = speaker_page(card.id)
        return page(
            request, "speaker.html", connection, card=card, roles=roles(card), over_time=over_time,
            chart=_chart(card, over_time), unit=UNITS[len(periods[0].start)] if periods else "",
            stances=summed(one.stances for one in periods),
            outlets=summed(one.outlets for one in periods)[:TOP], company=cited_with(connection, card.id, TOP),
            by_stance=partial(_by, card.id, "stance"), by_outlet=partial(_by, card.id, "outlet"),
            lines=said, spreads=spreads(connection, [line.report.statement for line in said]),
            candidates=others, asked=asked or "", part=part_after,
            next=address(own, after=found.after) + "#said" if found.after else None,
            appearances=shown.appearances,
            more_appearances=address(own, part=shown.after) + "#split" if shown.after else None,
        )  # fmt: skip


def roles(card: ActorCard) -> list[str]:
    """What documents call an actor, each once however it is spelt; ages say nothing over many documents."""
    worded = (words for words in card.descriptions if any(char.isalpha() for char in words))
    return list({fold(words): words for words in worded}.values())[:ROLES]


def bars(card: ActorCard, periods: tuple[Period, ...]) -> tuple[Bar, ...]:
    """A bar for each period from the first to the last, those without a statement included."""
    counts = {period.start: period.reports for period in periods}
    return tuple(
        Bar(day(start), counts.get(start, 0), _between(card.id, start) if start in counts else "")
        for start in filled(tuple(counts))
    )


def summed(groups: Iterable[tuple[Facet, ...]]) -> tuple[Facet, ...]:
    """The facets of all periods together, most frequent first."""
    found: dict[str, Facet] = {}
    for facet in (one for group in groups for one in group):
        before = found[facet.value].reports if facet.value in found else 0
        found[facet.value] = Facet(facet.value, facet.label, before + facet.reports)
    return tuple(sorted(found.values(), key=lambda facet: (-facet.reports, facet.label)))


def _chart(card: ActorCard, over_time: tuple[Bar, ...]) -> object:
    """Nothing to see where there is but one bar."""
    if len(over_time) < 2:
        return ""
    most = max(over_time, key=lambda bar: bar.value)
    words = (
        f"{card.reports} statements from {over_time[0].label} to {over_time[-1].label}; most of them, {most.value}, "
        f"in {most.label}."
    )
    return bar_chart("Statements over time", words, over_time)


def _between(actor: str, start: str) -> str:
    since, until = days_of(start)
    return address("/search", speaker=actor, since=since, until=until)


def days_of(period: str) -> tuple[str, str]:
    """The first and last day of a year, a month or a day, as ISO writes them.

    >>> days_of("2024"), days_of("2024-02"), days_of("2024-02-03")
    (('2024-01-01', '2024-12-31'), ('2024-02-01', '2024-02-29'), ('2024-02-03', '2024-02-03'))
    """
    year, _, month = period.partition("-")
    if not month:
        return f"{year}-01-01", f"{year}-12-31"
    if "-" in month:
        return period, period
    return f"{period}-01", f"{period}-{monthrange(int(year), int(month))[1]}"


def _by(actor: str, field: str, wanted: str) -> str:
    return address("/search", speaker=actor, **{field: wanted})
