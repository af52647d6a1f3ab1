"""Judgements in the ledger -> which wordings and reports render one statement, unless a person objects."""

import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from reportedly.ledger import likeness, wordings
from reportedly.ledger.judgements import Ruling
from reportedly.ledger.likeness import Pair
from reportedly.ledger.wordings import Head
from reportedly.linking.in_force import RANKS
from reportedly.linking.joining import Joined
from reportedly.linking.statements.groups import grow

BELONGING = 0  # a report belongs to its wording until anybody says otherwise


def regroup(connection: sqlite3.Connection, numbers: Iterable[int]) -> None:
    """Derive anew which statements the reports of these wordings, and all that hang together with them, render."""
    found, pairs, rulings = _neighbourhood(connection, numbers)
    heads = dict(wordings.heads(connection, sorted(found)))
    alone = {id for ruling in rulings for id in (ruling.judgement.left, ruling.judgement.right or "")}
    at = likeness.wordings_of(connection, sorted(alone))
    for group in _groups(heads, pairs, rulings, at):
        wordings.name(connection, group, at)
    wordings.are_grouped(connection, found)


def regroup_reports(connection: sqlite3.Connection, reports: Iterable[str]) -> None:
    """Derive anew which statements these reports (ids) render, and all that hang together with them."""
    regroup(connection, likeness.wordings_of(connection, reports).values())


def _neighbourhood(
    connection: sqlite3.Connection, start: Iterable[int]
) -> tuple[set[int], Sequence[Pair], Sequence[Ruling]]:
    """All wordings that a path of "same" leads to, and all that is said of them and their reports."""
    found: set[int] = set()
    pairs: list[Pair] = []
    rulings: dict[int, Ruling] = {}
    fresh = set(start)
    while fresh:
        near = likeness.same_as(connection, fresh, but=found)
        found |= fresh
        pairs += near
        said = likeness.of_people(connection, fresh)
        rulings.update((one.number, one) for one in said)
        same = (one.judgement for one in said if one.judgement.verdict == "same")
        joined = {id for judgement in same for id in (judgement.left, judgement.right or "")}
        fresh = {number for pair in near for number in (pair.left, pair.right)}
        fresh |= set(likeness.wordings_of(connection, sorted(joined)).values())
        fresh -= found
    return found, pairs, [rulings[number] for number in sorted(rulings)]


def _groups(
    heads: Mapping[int, Head], pairs: Sequence[Pair], rulings: Sequence[Ruling], at: Mapping[str, int]
) -> list[list[str | int]]:
    """Sets of wordings (numbers) and of reports that people have judged (ids): what a person says comes first."""
    joined = Joined()
    counted = _counting(rulings)
    for (left, right), ruling in counted.items():
        if ruling.judgement.verdict != "same":
            joined.part(left, right, RANKS[ruling.judgement.judge])
    for (left, right), ruling in counted.items():
        if ruling.judgement.verdict == "same":
            joined.join(left, right, RANKS[ruling.judgement.judge])
    for report, number in sorted(at.items()):
        if number in heads:
            joined.join(report, _node(number), BELONGING)
    _join_alike(joined, heads, pairs)
    members: dict[str, list[str | int]] = defaultdict(list)
    for number in sorted(heads):
        members[joined.root(_node(number))].append(number)
    for report in sorted(report for report, number in at.items() if number in heads):
        members[joined.root(report)].append(report)
    return list(members.values())


def _node(number: int) -> str:
    return f"wording {number}"


def _join_alike(joined: Joined, heads: Mapping[int, Head], pairs: Sequence[Pair]) -> None:
    """Join wordings as the model groups them, the likeliest pairs first, but for what people keep apart."""
    # A head may have changed since: what was judged of the earlier one holds until the wording's turn comes.
    reports = {number: head.rendering.report for number, head in heads.items()}
    said = sorted(pairs, key=lambda pair: sorted((reports[pair.left], reports[pair.right])))
    by_model = Joined()
    grow(by_model, [(reports[left], reports[right], score) for left, right, score in said], reports.values())
    alike = [one for one in said if by_model.root(reports[one.left]) == by_model.root(reports[one.right])]
    for left, right, _ in sorted(alike, key=lambda pair: -pair.score):
        joined.join(_node(left), _node(right), RANKS["model"])


def _counting(rulings: Collection[Ruling]) -> dict[tuple[str, str], Ruling]:
    """For each pair of reports the ruling that counts: of the highest judge, and of his the newest."""
    kept: dict[tuple[str, str], Ruling] = {}
    for ruling in rulings:
        left, right = sorted((ruling.judgement.left, ruling.judgement.right or ""))
        before = kept.get((left, right))
        if before is None or RANKS[ruling.judgement.judge] >= RANKS[before.judgement.judge]:
            kept[left, right] = ruling
    return dict(sorted(kept.items(), key=lambda one: (-RANKS[one[1].judgement.judge], one[0])))
