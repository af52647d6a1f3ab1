"""What of a case is read right, column by column: its relations, and each field of its reports.

A case is right in a field's column when every gold report of it, nested ones included, is found (contents at Jaccard
.5, nested with nested and top-level with top-level) and the field of each is gold's. A case without reports is right
in every column when nothing is found.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

import msgspec

from reportedly.evaluation.cases import BehaviourCase, is_right
from reportedly.evaluation.fields import actor_is_right, inner_links, pair_links, rendering
from reportedly.evaluation.gold import GoldLink, GoldReport
from reportedly.evaluation.metrics import Letters, match
from reportedly.evaluation.names import one_holds_other
from reportedly.records import Link, Report

RELATIONS, PARENT = "relations", "parent"


def _actor(gold: GoldReport, report: Report) -> bool:
    """The same name, or nobody on both sides; cases list no aliases, so none can be shared."""
    if gold.actor is None or report.actor is None:
        return not gold.actor and not report.actor
    return actor_is_right(gold.actor, report.actor.name, ())


def _actor_kind(gold: GoldReport, report: Report) -> bool:
    return (gold.actor and gold.actor.kind) == (report.actor and report.actor.kind)


def _same_step(gold: GoldLink, link: Link) -> bool:
    return gold.role == link.role and one_holds_other(gold.name, link.name)


def _chain(gold: GoldReport, report: Report) -> bool:
    """The same links between publisher and speaker, roles included, none missing and none more."""
    inner = inner_links(report.chain)
    return pair_links(gold.links, inner, _same_step) == len(gold.links) == len(inner)


def _when(gold: GoldReport, report: Report) -> bool:
    """The same value; a time expression without one counts as none."""
    return gold.when == (report.when.value if report.when else None)


FIELDS: Mapping[str, Callable[[GoldReport, Report], bool]] = {
    "actor": _actor,
    "actor_kind": _actor_kind,
    "chain": _chain,
    "when": _when,
    "stance": lambda gold, report: gold.stance == report.stance,
    "kind": lambda gold, report: gold.kind == report.kind,
}
COLUMNS = (RELATIONS, "actor", "actor_kind", "chain", "when", PARENT, "stance", "kind")


class Found(NamedTuple):
    """A gold report and the report that renders its content."""

    gold: GoldReport
    report: Report


def find(case: BehaviourCase, reports: Sequence[Report]) -> tuple[Found, ...]:
    """The gold reports that are found, each once: top-level ones, then nested ones."""
    letters = Letters(case.gold.document.text)
    found: list[Found] = []
    for nested in (False, True):
        gold = [report for report in case.gold.reports if (report.parent is not None) is nested]
        predicted = [report for report in reports if (report.parent is not None) is nested]
        pairs = match([report.attribution for report in gold], [rendering(report) for report in predicted], letters)
        found.extend(Found(gold[pair.gold], predicted[pair.predicted]) for pair in pairs)
    return tuple(found)


def _nests_alike(found: Sequence[Found], reports: Sequence[Report]) -> bool:
    """Whether each nested report lies in the one that it lies in by gold, and no other report is nested."""
    ids = {one.gold.id: one.report.id for one in found}
    nested = [one for one in found if one.gold.parent is not None]
    return len(nested) == sum(report.parent is not None for report in reports) and all(
        one.report.parent == ids[one.gold.parent] for one in nested if one.gold.parent
    )


def judge(case: BehaviourCase, reports: Sequence[Report]) -> dict[str, bool]:
    """Whether the case is right in each of `COLUMNS`."""
    relations = is_right(case, reports)
    if not case.gold.reports:
        return {RELATIONS: relations, **dict.fromkeys(COLUMNS[1:], not reports)}
    found = find(case, reports)
    complete = len(found) == len(case.gold.reports)
    return {
        RELATIONS: relations,
        PARENT: complete and _nests_alike(found, reports),
        **{name: complete and all(fits(*one) for one in found) for name, fits in FIELDS.items()},
    }


class Share(msgspec.Struct, frozen=True):
    """Of `cases` that test a phenomenon, how many are right in each column."""

    phenomenon: str
    cases: int
    right: Mapping[str, int]


def _right(verdicts: Sequence[Mapping[str, bool]]) -> dict[str, int]:
    return {column: sum(verdict[column] for verdict in verdicts) for column in COLUMNS}


def by_phenomenon(cases: Sequence[BehaviourCase], verdicts: Sequence[Mapping[str, bool]]) -> tuple[Share, ...]:
    """The share of each phenomenon, in alphabetical order; `verdicts[i]` is what `judge` says of `cases[i]`."""
    groups: dict[str, list[Mapping[str, bool]]] = defaultdict(list)
    for case, verdict in zip(cases, verdicts, strict=True):
        for phenomenon in case.phenomena:
            groups[phenomenon].append(verdict)
    return tuple(Share(name, len(group), _right(group)) for name, group in sorted(groups.items()))


def figure_name(column: str, figure: str) -> str:
    """How a figure of a column is called: the relations' has no prefix.

    >>> figure_name("relations", "right"), figure_name("chain", "right")
    ('right', 'chain_right')
    """
    return figure if column == RELATIONS else f"{column}_{figure}"


def column_figures(verdicts: Sequence[Mapping[str, bool]], phenomena: Sequence[Share]) -> dict[str, float]:
    """For each column the share of all cases that is right, and the number of phenomena of which no case is."""
    figures = {}
    for column, right in _right(verdicts).items():
        figures[figure_name(column, "right")] = right / len(verdicts) if verdicts else 1.0
        at_zero = sum(not share.right[column] for share in phenomena)
        figures[figure_name(column, "phenomena_at_zero")] = float(at_zero)
    return figures
