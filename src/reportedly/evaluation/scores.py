"""The scores of a corpus: every metric of one reading, added up over its documents."""

from collections.abc import Iterable, Sequence

import msgspec

from reportedly.evaluation.fields import FieldCounts, count_fields, rendering
from reportedly.evaluation.gold import GoldDocument
from reportedly.evaluation.metrics import (
    LENIENT,
    STRICT,
    Bin,
    Count,
    Letters,
    Match,
    Outcome,
    calibration_error,
    characters,
    contents,
    deciles,
    fragments,
    match,
    relations,
    shared,
    tenths,
    union,
    verbatim,
)
from reportedly.records import Attribution, Report
from reportedly.text.quotes import quotations


class SpanCounts(msgspec.Struct, frozen=True):
    """Counts of the spans of top-level reports. `direct`, `mixed`, `indirect`: gold contents of that kind that were
    matched at .5, whoever is credited (what `peers.md` calls recall); their `predicted` is their `gold`."""

    source: Count = Count()
    cue: Count = Count()
    content: Count = Count()
    characters: Count = Count()
    relation_50: Count = Count()
    relation_80: Count = Count()
    content_only_50: Count = Count()
    direct: Count = Count()
    mixed: Count = Count()
    indirect: Count = Count()
    verbatim: Count = Count()

    def __add__(self, other: "SpanCounts") -> "SpanCounts":
        return SpanCounts(*(getattr(self, name) + getattr(other, name) for name in self.__struct_fields__))


class Scores(msgspec.Struct, frozen=True):
    """All that is counted in one or more documents; `outcomes` has one entry a top-level report."""

    spans: SpanCounts = SpanCounts()
    fields: FieldCounts = FieldCounts()
    outcomes: tuple[Outcome, ...] = ()

    def deciles(self) -> tuple[Bin, ...]:
        """The reports by confidence, in ten groups of equal size."""
        return deciles(self.outcomes)


def kinds(contents: Sequence[Attribution], letters: Letters) -> list[str]:
    """How each gold content is rendered, by quotation marks alone: all of it inside marks, some of it, or none.

    A yardstick of its own: the kinds that reports carry are made otherwise, and may change without moving it.
    """
    entries = [union(attribution.content) for attribution in contents]
    quoted = union(quotation.span for quotation in quotations(letters.text))
    inside = shared(entries, (quoted,), letters)
    found = []
    for place, entry in enumerate(entries):
        marked = inside.get((place, 0), 0)
        found.append("indirect" if not marked else "direct" if marked == letters.within(entry) else "mixed")
    return found


def _by_kind(gold: Sequence[Attribution], matches: Iterable[Match], letters: Letters) -> dict[str, Count]:
    matched = {pair.gold for pair in matches}
    counts = dict.fromkeys(("direct", "mixed", "indirect"), Count())
    for place, kind in enumerate(kinds(gold, letters)):
        counts[kind] += Count(int(place in matched), 1, 1)
    return counts


def score(whole: GoldDocument, reports: Sequence[Report]) -> Scores:
    """Score the reports of one document."""
    text = whole.document.text
    letters = Letters(text)
    gold = [report.attribution for report in whole.top()]
    top = [report for report in reports if report.parent is None]
    predicted = [rendering(report) for report in top]
    matches = match(gold, predicted, letters)
    right = {pair.predicted for pair in matches if pair.source}

    def exact(role: str) -> Count:
        return fragments(
            (getattr(attribution, role) for attribution in gold),
            (getattr(attribution, role) for attribution in predicted),
            text,
        )

    spans = SpanCounts(
        source=exact("source"),
        cue=exact("cue"),
        content=exact("content"),
        characters=characters(gold, predicted, letters),
        relation_50=relations(matches, len(predicted), len(gold), LENIENT),
        relation_80=relations(matches, len(predicted), len(gold), STRICT),
        content_only_50=contents(matches, len(predicted), len(gold), LENIENT),
        verbatim=sum((verbatim(report, text) for report in reports), Count()),
        **_by_kind(gold, matches, letters),
    )
    outcomes = tuple((report.confidence, place in right) for place, report in enumerate(top))
    return Scores(spans, count_fields(whole, reports, matches, letters), outcomes)


def total(scores: Iterable[Scores]) -> Scores:
    """The scores of many documents as one."""
    spans, fields = SpanCounts(), FieldCounts()
    outcomes: list[Outcome] = []
    for one in scores:
        spans += one.spans
        fields += one.fields
        outcomes.extend(one.outcomes)
    return Scores(spans, fields, tuple(outcomes))


def span_figures(scores: Scores) -> dict[str, float]:
    """Named figures of a corpus: F1 unless the name says otherwise."""
    spans = scores.spans
    figures = {
        name: getattr(spans, name).f1
        for name in ("source", "cue", "content", "characters", "relation_50", "relation_80", "content_only_50")
    }
    figures |= {f"recall_{kind}": getattr(spans, kind).recall for kind in ("direct", "mixed", "indirect")}
    return figures | {
        "precision_only_50": spans.content_only_50.precision,
        "recall_only_50": spans.content_only_50.recall,
        "verbatim": spans.verbatim.precision,
        "calibration": calibration_error(scores.deciles()),
        "calibration_tenths": calibration_error(tenths(scores.outcomes)),
    }


def field_figures(fields: FieldCounts) -> dict[str, float]:
    """Named figures of those fields that reports carry at all: accuracies, and F1 of chain, when and nested.

    A field that no report carries yet has no figure.
    """
    shares = ("kind", "actor", "unnamed_source", "actor_kind", "stance")
    figures = {name: getattr(fields, name).recall for name in shares if getattr(fields, name).gold}
    for name in ("with_actor", "chain", "when", "nested"):
        if getattr(fields, name).predicted:
            figures[name] = getattr(fields, name).f1
    return figures
