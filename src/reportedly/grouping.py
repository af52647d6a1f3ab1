"""Judgements in the ledger -> which wordings and reports render one statement, unless a person objects."""

import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

import msgspec

from reportedly.ledger import likeness, wordings
from reportedly.ledger.judgements import Ruling
from reportedly.ledger.likeness import Pair
from reportedly.ledger.wordings import Head
from reportedly.linking.in_force import RANKS
from reportedly.linking.joining import Joined
from reportedly.linking.statements.groups import statements
from reportedly.records import Judgement

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
    pairs: dict[tuple[int, int], Pair] = {}
    rulings: dict[int, Ruling] = {}
    fresh = set(start)
    while fresh:
        found |= fresh
        near = likeness.same_as(connection, fresh)
        pairs.update(((one.left, one.right), one) for one in near)
        said = likeness.of_people(connection, fresh)
        rulings.update((one.number, one) for one in said)
        same = (one.judgement for one in said if one.judgement.verdict == "same")
        joined = {id for judgement in same for id in (judgement.left, judgement.right or "")}
        fresh = {number for pair in near for number in (pair.left, pair.right)}
        fresh |= set(likeness.wordings_of(connection, sorted(joined)).values())
        fresh -= found
    return found, [pairs[key] for key in sorted(pairs)], [rulings[number] for number in sorted(rulings)]


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
    now_said = [_of_heads(pair, heads) for pair in pairs]
    roots = statements(now_said, [head.rendering for head in heads.values()])
    alike = [
        (-(said.score or 0), said.left, said.right or "", pair)
        for said, pair in zip(now_said, pairs, strict=True)
        if roots[said.left] == roots[said.right or ""]
    ]
    for *_, pair in sorted(alike):
        joined.join(_node(pair.left), _node(pair.right), RANKS["model"])


def _of_heads(pair: Pair, heads: Mapping[int, Head]) -> Judgement:
    left, right = sorted(heads[number].rendering.report for number in (pair.left, pair.right))
    return msgspec.structs.replace(pair.judgement, left=left, right=right)


def _counting(rulings: Collection[Ruling]) -> dict[tuple[str, str], Ruling]:
    """For each pair of reports the ruling that counts: of the highest judge, and of his the newest."""
    kept: dict[tuple[str, str], Ruling] = {}
    for ruling in rulings:
        left, right = sorted((ruling.judgement.left, ruling.judgement.right or ""))
        before = kept.get((left, right))
        if before is None or RANKS[ruling.judgement.judge] >= RANKS[before.judgement.judge]:
            kept[left, right] = ruling
    return dict(sorted(kept.items(), key=lambda one: (-RANKS[one[1].judgement.judge], one[0])))
