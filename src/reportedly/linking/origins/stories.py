"""Documents with their tellings of one statement, in order of time, and what each credits, names resolved."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from reportedly.linking.origins.crediting import HELPED, Credit, credits_of
from reportedly.linking.origins.moments import ANY, Moment, is_later, moment
from reportedly.linking.origins.newsrooms import is_described, is_same, meanings, newsroom
from reportedly.linking.origins.outside import Outside, outside
from reportedly.records import Document, Report
from reportedly.span import Span


class Telling(NamedTuple):
    """One report of the statement, its document, and where else that gives the words of speakers.

    `statements` are the content spans of its direct and mixed reports; quotations in marks are seen without them. Those
    of indirect ones are the writer's words, which a copy keeps.
    """

    report: Report
    document: Document
    statements: tuple[Span, ...] = ()


class Credited(NamedTuple):
    """A credit and whom it means: `name` in the fullest form that is known, `node` the same for all who credit it.

    `may_mean` are the outlets of the ledger that a short name fits, where it fits more than one.
    """

    credit: Credit
    name: str
    node: str
    may_mean: tuple[str, ...] = ()


class Story(NamedTuple):
    """A document with its reports of the statement, and what they credit, from the page inward."""

    document: Document
    reports: tuple[Report, ...]
    moment: Moment
    words: Outside
    credited: tuple[Credited, ...] = ()

    @property
    def content(self) -> tuple[Span, ...]:
        """Where the statement stands in it."""
        return tuple(sorted(span for report in self.reports for span in report.content.spans))

    @property
    def line(self) -> tuple[Credited, ...]:
        """The credits that say where it has the statement from: the nearest, whom that one has it from, and so on."""
        return tuple(one for one in self.credited if one.credit.confidence > HELPED)

    @property
    def node(self) -> str:
        """What counts as one origin with it: its newsroom, or itself where that is unknown."""
        return f"outlet:{newsroom(self.document.outlet)}" if self.document.outlet else self.document.id


def stories(tellings: Iterable[Telling]) -> tuple[Story, ...]:
    """The documents in order of time, those of unknown time last.

    Of one time, that comes first which has most of what the others share: copies drop and add, each something else.
    """
    by_document: dict[str, list[Telling]] = {}
    for telling in tellings:
        by_document.setdefault(telling.document.id, []).append(telling)
    told = [_story(these, alone=len(by_document) == 1) for these in by_document.values()]
    held = Counter(gram for story in told for gram in story.words.fives)

    def order(story: Story) -> tuple[bool, Moment, int, int, str]:
        shared = sum(held[gram] - 1 for gram in story.words.fives)
        return story.moment == ANY, story.moment, -shared, -len(story.document.text), story.document.id

    return _with_credits(sorted(told, key=order))


def _story(tellings: Sequence[Telling], *, alone: bool) -> Story:
    document = tellings[0].document
    reports = tuple(sorted((telling.report for telling in tellings), key=lambda report: report.content.spans[0]))
    statements = {span for telling in tellings for span in telling.statements}
    for report in reports:  # who says it is part of the report: "the minister told reporters" is nobody's own wording
        for passage in (report.source, report.cue, report.content, *report.chain):
            statements.update(passage.spans if passage else ())
    words = outside("" if alone else document.text, tuple(sorted(statements)))  # most statements stand in one document
    return Story(document, reports, moment(document.published), words)


def _with_credits(told: Sequence[Story]) -> tuple[Story, ...]:
    """The stories with what they credit, each name read with those of the other stories in mind."""
    published: dict[str, Moment] = {}
    for story in told:
        if story.document.outlet:
            published.setdefault(story.document.outlet, story.moment)
    given = [_credits(story, [*published]) for story in told]
    names = {newsroom(credit.name): credit.name for these in given for credit in these}
    return tuple(
        story._replace(credited=tuple(_credited(story, credit, published, names) for credit in these))
        for story, these in zip(told, given, strict=True)
    )


def _credits(story: Story, outlets: Sequence[str]) -> tuple[Credit, ...]:
    others = [outlet for outlet in outlets if outlet != story.document.outlet]
    found: dict[str, Credit] = {}
    for report in story.reports:
        for credit in credits_of(report, story.document, others):
            found.setdefault(newsroom(credit.name), credit)
    return tuple(found.values())


def _credited(story: Story, credit: Credit, published: Mapping[str, Moment], names: Mapping[str, str]) -> Credited:
    """Whom a credit means: an outlet of an earlier document, else of any, else one that others credit more fully."""
    others = {outlet: first for outlet, first in published.items() if outlet != story.document.outlet}
    earlier = [outlet for outlet, first in others.items() if not is_later(first, story.moment)]
    meant = meanings(credit.name, earlier) or meanings(credit.name, others)
    if not meant and is_described(credit.name):
        return Credited(credit, credit.name, f"outlet:? {story.document.id}")
    if not meant:
        own = story.document.outlet or ""
        fuller = [name for name in names.values() if not is_same(name, own)]
        meant = meanings(credit.name, [name for name in fuller if newsroom(name) != newsroom(credit.name)])
        meant = meant if len(meant) == 1 else ()
    name = meant[0] if len(meant) == 1 else names[newsroom(credit.name)]
    return Credited(credit, name, f"outlet:{newsroom(name)}", meant if len(meant) > 1 else ())
