"""Which reports of different outlets render one statement: measured on gold contents and end to end, with baselines.

A pair is two reports in different documents of one event; it is right where gold says that both render one statement.
Gold has a report for each claim, so end to end the claims and sentences of what the program found are grouped. Each
stands for the gold report of its document whose content it shares half of, one to one. Gold has no more than what its
readers saw that two outlets report, so a pair of which it does not know both reports may be right: those are counted
apart.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations, count
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from reportedly.config import Config
from reportedly.errors import GoldError
from reportedly.evaluation.gold import attribution, rows
from reportedly.evaluation.metrics import Count, Letters, match
from reportedly.linking.actors.cluster import clusters
from reportedly.linking.actors.described import is_described
from reportedly.linking.actors.link import link
from reportedly.linking.actors.profile import merged, profile_of
from reportedly.linking.statements.claims import claims
from reportedly.linking.statements.groups import group, statements
from reportedly.linking.statements.wording import wording
from reportedly.records import Annotation, Attribution, Document, Rendering, Report
from reportedly.reporting.appearances import appearances_of
from reportedly.span import Span, join
from reportedly.text.sentences import sentences

Read = Callable[[Iterable[Document], Config], Iterator[tuple[Annotation, tuple[Report, ...]]]]
Pairs = frozenset[frozenset[str]]
Grouping = Callable[[Sequence[Rendering]], Mapping[str, str]]
GRAM = 5  # characters of the baseline's shingles
# Jaccard from which the baseline takes two contents for one: the best of .1, .15, ... .5 on gold contents, so that it
# is not beaten by a threshold badly chosen.
ALIKE = 0.15


class GoldRendering(NamedTuple):
    """A gold report; `statements` are those that it renders, places in the event's list (mostly one)."""

    rendering: Rendering
    attribution: Attribution
    statements: frozenset[int]


class Event(NamedTuple):
    """Documents of several outlets on one event, and their reports of what at least two report."""

    id: str
    documents: tuple[Document, ...]
    reports: tuple[GoldRendering, ...]


class PairFigures(msgspec.Struct, frozen=True):
    """Same-statement pairs: precision, recall and F1."""

    precision: float
    recall: float
    f1: float


class Found(NamedTuple):
    """What the program found in a document: a report and where its content stands."""

    rendering: Rendering
    attribution: Attribution


class TracingFigures(msgspec.Struct, frozen=True):
    """How well statements are grouped over `events` with `pairs` in gold: ours and the baselines, by name.

    `gold` is on gold contents. Of the others' predictions `end_to_end` counts the pairs of which gold knows both
    reports, `strict` all.
    """

    events: int
    pairs: int
    gold: Mapping[str, PairFigures]
    end_to_end: Mapping[str, PairFigures]
    strict: Mapping[str, PairFigures]


def read_events(path: Path) -> Iterator[Event]:
    """Yield the events of `trace.*.jsonl` in order; raises GoldError when it is missing or of another shape."""
    for row in rows(path):
        try:
            yield _event(row, path)
        except (KeyError, TypeError, ValueError, IndexError) as error:
            raise GoldError(f"{path}: event {row.get('event')!r} is no gold: {error!r}") from error


def _event(row: dict[str, Any], path: Path) -> Event:
    documents = {one["id"]: _document(one, path) for one in row["documents"]}
    rendered: dict[tuple[str, str], set[int]] = defaultdict(set)
    seen: dict[tuple[str, str], tuple[str, dict[str, Any]]] = {}
    for place, statement in enumerate(row["statements"]):
        for report in statement["reports"]:
            key = (report["document"], str(sorted(report["content"])))
            rendered[key].add(place)
            seen.setdefault(key, (statement["speaker"], report))
    reports = []
    for number, (key, (speaker, report)) in enumerate(seen.items(), start=1):
        document, words = documents[report["document"]], attribution([], [], report["content"])
        rendering = Rendering(
            number=number,
            report=f"{document.id}#{number}",
            content=join(words.content, document.text),
            kind=report["kind"],
            actor=speaker,
            document=document.id,
            outlet=document.outlet,
            day=document.published,
        )
        reports.append(GoldRendering(rendering, words, frozenset(rendered[key])))
    return Event(row["event"], tuple(documents.values()), tuple(reports))


def _document(row: dict[str, Any], path: Path) -> Document:
    return Document(
        id=row["id"],
        text=row["text"],
        origin=f"{path.name}#{row['id']}",
        url=row["url"],
        title=row["title"],
        outlet=row["outlet"],
        published=row["published"],
    )


def gold_pairs(reports: Iterable[GoldRendering]) -> Pairs:
    """Pairs of reports (ids) in different documents that render one statement."""
    return frozenset(
        frozenset((left.rendering.report, right.rendering.report))
        for left, right in combinations(reports, 2)
        if left.rendering.document != right.rendering.document and left.statements & right.statements
    )


def pairs_of(groups: Mapping[str, str], renderings: Sequence[Rendering]) -> Pairs:
    """Pairs of reports (ids) in different documents that are in one group."""
    members: dict[str, list[Rendering]] = defaultdict(list)
    for one in renderings:
        members[groups[one.report]].append(one)
    return frozenset(
        frozenset((left.report, right.report))
        for some in members.values()
        for left, right in combinations(some, 2)
        if left.document != right.document
    )


def ours(renderings: Sequence[Rendering]) -> Mapping[str, str]:
    """The program's groups."""
    return statements(group(renderings, "evaluation", ""), renderings)


def same_words(renderings: Sequence[Rendering]) -> Mapping[str, str]:
    """The first baseline: contents of equal words (Quotebank's rule)."""
    return {one.report: wording(one.content).key for one in renderings}


def shared_shingles(renderings: Sequence[Rendering]) -> Mapping[str, str]:
    """The second baseline: connected components of contents whose runs of five characters have a Jaccard of ALIKE."""
    shingles = {one.report: _shingles(one.content) for one in renderings}
    groups = {one.report: one.report for one in renderings}
    for left, right in combinations(groups, 2):
        both = len(shingles[left] & shingles[right])
        if both >= ALIKE * (len(shingles[left]) + len(shingles[right]) - both):
            old, new = groups[right], groups[left]
            groups = {report: new if root == old else root for report, root in groups.items()}
    return groups


def _shingles(content: str) -> frozenset[str]:
    plain = wording(content).key
    return frozenset(plain[at : at + GRAM] for at in range(max(1, len(plain) - GRAM + 1)))


OURS = "**Reportedly**"
GROUPINGS: Mapping[str, Grouping] = {OURS: ours, "exact match": same_words, "5-gram Jaccard": shared_shingles}


def measure_tracing(events: Sequence[Event], read: Read, config: Config) -> TracingFigures:
    """Group the gold reports of each event, then read its documents and group the claims of what is found in them."""
    readings = iter(read([document for event in events for document in event.documents], config))
    found = [renderings_of([next(readings) for _ in event.documents]) for event in events]
    ends = {
        name: [end_to_end_count(event, some, grouping) for event, some in zip(events, found, strict=True)]
        for name, grouping in GROUPINGS.items()
    }
    return TracingFigures(
        events=len(events),
        pairs=sum(len(gold_pairs(event.reports)) for event in events),
        gold={name: _figures(gold_count(event, grouping) for event in events) for name, grouping in GROUPINGS.items()},
        end_to_end={name: _figures(count.known for count in counts) for name, counts in ends.items()},
        strict={name: _figures(count.strict for count in counts) for name, counts in ends.items()},
    )


def gold_count(event: Event, grouping: Grouping) -> Count:
    """Pairs that `grouping` makes of an event's gold reports."""
    renderings = [report.rendering for report in event.reports]
    predicted, gold = pairs_of(grouping(renderings), renderings), gold_pairs(event.reports)
    return Count(len(predicted & gold), len(predicted), len(gold))


class EndToEnd(NamedTuple):
    """Pairs made of what was found: of all that is found, and of those alone whose two reports gold knows."""

    strict: Count
    known: Count


def end_to_end_count(event: Event, found: Mapping[str, Sequence[Found]], grouping: Grouping) -> EndToEnd:
    """Pairs that `grouping` makes of the claims found in an event's documents; `found` goes by document (id)."""
    claims = {document.id: claims_in(found[document.id], document.text) for document in event.documents}
    every = (one.rendering for some in claims.values() for one in some)
    renderings = [msgspec.structs.replace(one, number=number) for number, one in enumerate(every)]
    stands_for = standing(event, claims)
    predicted = pairs_of(grouping(renderings), renderings)
    known = frozenset(frozenset(stands_for[id] for id in pair) for pair in predicted if stands_for.keys() >= pair)
    gold = gold_pairs(event.reports)
    right = len(known & gold)
    return EndToEnd(Count(right, len(predicted), len(gold)), Count(right, len(known), len(gold)))


def standing(event: Event, claims: Mapping[str, Sequence[Found]]) -> dict[str, str]:
    """For claims found (ids) the gold report whose content each shares half of, one to one."""
    stands_for: dict[str, str] = {}
    for document in event.documents:
        here = [report for report in event.reports if report.rendering.document == document.id]
        mine = claims[document.id]
        pairs = match([one.attribution for one in here], [one.attribution for one in mine], Letters(document.text))
        stands_for |= {mine[pair.predicted].rendering.report: here[pair.gold].rendering.report for pair in pairs}
    return stands_for


def claims_in(found: Iterable[Found], text: str) -> list[Found]:
    """Each claim and each sentence of what was found in a text, as if it were a report of its own."""
    return [
        Found(
            msgspec.structs.replace(one.rendering, report=f"{one.rendering.report}/{place}", content=join(part, text)),
            msgspec.structs.replace(one.attribution, content=part),
        )
        for one in found
        for place, part in enumerate(_parts(one.attribution.content, text))
    ]


def _parts(content: tuple[Span, ...], text: str) -> Iterable[tuple[Span, ...]]:
    whole = ((sentence,) for span in content for sentence in sentences(text, span.start, span.end))
    return dict.fromkeys((*claims(content, text), *whole))


def renderings_of(readings: Sequence[tuple[Annotation, tuple[Report, ...]]]) -> dict[str, list[Found]]:
    """What was found in each document (id), its actors linked over all of them; nobody where none is named."""
    profiles = []
    where: dict[tuple[str, str], str] = {}
    for annotation, _ in readings:
        for one in appearances_of(annotation):
            profile = profile_of(one.id, one.name, one.kind, one.descriptions, annotation.document.id)
            profiles.append(profile)
            where[annotation.document.id, one.id] = profile.id
    known = merged(profiles)
    actors = clusters(link(known.values(), "evaluation", ""), known)
    found: dict[str, list[Found]] = {annotation.document.id: [] for annotation, _ in readings}
    numbers = count(1)
    for annotation, reports in readings:
        for report in reports:
            named = report.actor if report.actor and not is_described(report.actor.name, report.actor.kind) else None
            actor = actors[where[annotation.document.id, named.id]] if named else None
            found[annotation.document.id].append(_found(next(numbers), annotation.document, report, actor))
    return found


def _found(number: int, document: Document, report: Report, actor: str | None) -> Found:
    rendering = Rendering(
        number=number,
        report=f"{report.id}#{number}",
        content=report.content.text,
        kind=report.kind,
        actor=actor,
        document=document.id,
        outlet=document.outlet,
        day=document.published,
        said=report.when.value if report.when else None,
    )
    source = report.source.spans if report.source else ()
    return Found(rendering, Attribution(source, (), report.content.spans, report.confidence))


def _figures(counts: Iterable[Count]) -> PairFigures:
    total = sum(counts, Count())
    return PairFigures(total.precision, total.recall, total.f1)
