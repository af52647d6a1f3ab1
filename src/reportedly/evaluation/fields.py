"""How right the fields of a report are, beyond its spans: kind, actor, chain, date, stance, nesting.

All but nesting are counted on matched reports (content Jaccard >= .5), and only where gold knows the field.
"""

from collections.abc import Callable, Iterable, Sequence

import msgspec

from reportedly.evaluation.gold import GoldActor, GoldDocument, GoldLink, GoldReport
from reportedly.evaluation.metrics import LENIENT, Count, Letters, Match, match, relations
from reportedly.evaluation.names import bare, one_holds_other, same
from reportedly.records import Attribution, Link, Report


class FieldCounts(msgspec.Struct, frozen=True):
    """Counts of each field. In `kind`, `actor*` and `stance`, `predicted` is `gold`: the share right is `recall`.

    `unnamed_source` is `actor` where the source is a pronoun or absent; `with_actor` counts top-level reports as
    right when content and actor are.
    """

    kind: Count = Count()
    actor: Count = Count()
    unnamed_source: Count = Count()
    actor_kind: Count = Count()
    with_actor: Count = Count()
    chain: Count = Count()
    when: Count = Count()
    stance: Count = Count()
    nested: Count = Count()

    def __add__(self, other: "FieldCounts") -> "FieldCounts":
        return FieldCounts(*(getattr(self, name) + getattr(other, name) for name in self.__struct_fields__))


# A source of these words alone names nobody: who it is must come from elsewhere in the document.
# fmt: off
PRONOUNS = frozenset((
    "he", "she", "they", "it", "i", "we", "you", "who", "him", "her", "them", "his", "their", "its", "my", "our",
    "one",
))
# fmt: on


def rendering(report: Report) -> Attribution:
    """The spans of a report, as they are compared; without its parent."""
    return Attribution(
        source=report.source.spans if report.source else (),
        cue=report.cue.spans if report.cue else (),
        content=report.content.spans,
        confidence=report.confidence,
    )


def actor_is_right(expected: GoldActor, name: str, others: Iterable[GoldActor]) -> bool:
    """Whether `name` is the actor's, or an alias of it that none of the document's `others` shares."""
    found = bare(name)
    if found == bare(expected.name):
        return True
    foreign = {bare(alias) for other in others for alias in (other.name, *other.aliases)}
    return found not in foreign and any(found == bare(alias) for alias in expected.aliases)


def inner_links(chain: Iterable[Link]) -> list[Link]:
    """The links between publisher and speaker."""
    return [link for link in chain if link.role not in ("publisher", "speaker")]


def pair_links(gold: Sequence[GoldLink], found: Iterable[Link], fits: Callable[[GoldLink, Link], bool]) -> int:
    """How many of `found` can be given a gold link each that it fits: the first that is free, one with the very name
    before others."""
    left = list(gold)
    paired = 0
    for link in found:
        fitting = [expected for expected in left if fits(expected, link)]
        if fitting:
            left.remove(next((expected for expected in fitting if same(expected.name, link.name)), fitting[0]))
            paired += 1
    return paired


def count_links(gold: Sequence[GoldLink], predicted: Sequence[Link]) -> Count:
    """Links between publisher and speaker, one to one, whatever their role; right when one name holds the other."""
    inner = inner_links(predicted)
    right = pair_links(gold, inner, lambda expected, link: one_holds_other(expected.name, link.name))
    return Count(right, len(inner), len(gold))


def _equal(expected: str, found: str | None) -> Count:
    return Count(int(expected == found), 1, 1)


def _pair(gold: GoldReport, report: Report, whole: GoldDocument) -> FieldCounts:
    """The counts of one matched report."""
    layers = whole.layers
    actor = unnamed = actor_kind = when = Count()
    if "actor" in layers and gold.actor:
        others = {
            other.actor for other in whole.reports if other.actor and bare(other.actor.name) != bare(gold.actor.name)
        }
        right = bool(report.actor) and actor_is_right(gold.actor, report.actor.name if report.actor else "", others)
        actor = Count(int(right), 1, 1)
        words = bare(" ".join(span.of(whole.document.text) for span in gold.attribution.source))
        unnamed = actor if set(words) <= PRONOUNS else Count()
        if report.actor:
            actor_kind = _equal(gold.actor.kind, report.actor.kind)
    if "when" in layers:
        value = report.when.value if report.when else None
        when = Count(int(value is not None and value == gold.when), int(value is not None), int(gold.when is not None))
    return FieldCounts(
        kind=_equal(gold.kind, report.kind) if gold.kind else Count(),
        actor=actor,
        unnamed_source=unnamed,
        actor_kind=actor_kind,
        chain=count_links(gold.links, report.chain) if "chain" in layers else Count(),
        when=when,
        stance=_equal(gold.stance, report.stance) if gold.stance and report.stance else Count(),
    )


def _with_actor(gold: GoldReport, report: Report, counts: FieldCounts) -> bool:
    return bool(counts.actor.right) if gold.actor else report.actor is None


def _nested(whole: GoldDocument, reports: Sequence[Report], letters: Letters) -> Count:
    gold = [report.attribution for report in whole.reports if report.parent is not None]
    predicted = [rendering(report) for report in reports if report.parent is not None]
    return relations(match(gold, predicted, letters), len(predicted), len(gold), LENIENT)


def count_fields(
    whole: GoldDocument, reports: Sequence[Report], matches: Iterable[Match], letters: Letters
) -> FieldCounts:
    """The counts of one document; `matches` pair `whole.top()` with those of `reports` that have no parent."""
    gold, predicted = whole.top(), [report for report in reports if report.parent is None]
    total = FieldCounts()
    with_actor = 0
    for pair in matches:
        counts = _pair(gold[pair.gold], predicted[pair.predicted], whole)
        with_actor += _with_actor(gold[pair.gold], predicted[pair.predicted], counts)
        total += counts
    return total + FieldCounts(
        with_actor=Count(with_actor, len(predicted), len(gold)) if "actor" in whole.layers else Count(),
        nested=_nested(whole, reports, letters) if "parent" in whole.layers else Count(),
    )
