"""Reports in the ledger -> new judgements in the ledger: which names over all documents are one actor.

The model's judgements are made block by block: all profiles that share a key are compared again as soon as anything
about one of them is new, and what comes out differently than before is appended in the place of the earlier
judgement. So what a ledger says depends on what is in it, not on the order in which it was added.
"""

import sqlite3
from collections.abc import Iterable, Sequence
from itertools import islice

from reportedly.ledger import profiles
from reportedly.ledger.connection import Ledger, transaction
from reportedly.ledger.judgements import Ruling, about_actors, append, of_block, withdraw
from reportedly.ledger.write import now
from reportedly.linking.actors.cluster import clusters
from reportedly.linking.actors.judge import judge
from reportedly.records import Judgement

AT_ONCE = 200  # keys compared in one transaction: some tens of milliseconds, so that other writers hardly wait
SCORE_MOVED = 0.01  # a smaller change of a score is not worth another judgement for ever


def resolve(ledger: Ledger, by: str) -> int:
    """Compare whatever is new under each of its keys, and bring the actors into line; how many profiles were new.

    `by` is what the model's judgements are signed with: the program's version. May be called by several processes.
    """
    new = profiles.unjudged(ledger.connection)
    keys = iter(profiles.keys_of(ledger.connection, new))
    decided = now()
    while some := list(islice(keys, AT_ONCE)):
        with transaction(ledger) as connection:
            touched: set[str] = set()
            for key in some:
                touched |= _judge_block(connection, key, by, decided)
            recluster(connection, touched)
    with transaction(ledger) as connection:
        profiles.mark_judged(connection, new)
    return len(new)


def recluster(connection: sqlite3.Connection, ids: Iterable[str]) -> None:
    """Derive anew which actor these profiles (ids) and all that are or were joined with them belong to."""
    nodes, rulings = _neighbourhood(connection, profiles.cluster_mates(connection, ids))
    known = profiles.named(connection, nodes)
    said = [ruling.judgement for ruling in rulings]
    joined = clusters(said, known, dict(profiles.split_from(connection, sorted(known))))
    profiles.assign(connection, {id: joined.get(id, id) for id in known})


def _judge_block(connection: sqlite3.Connection, key: str, by: str, decided: str) -> set[str]:
    """Append what the model now says otherwise than before under one key; the profiles that it is about."""
    before = {_pair(ruling.judgement): ruling for ruling in of_block(connection, key)}
    touched: set[str] = set()
    for judgement in judge(profiles.block(connection, key), by, decided, key):
        earlier = before.pop(_pair(judgement), None)
        if earlier and _agree(earlier.judgement, judgement):
            continue
        append(connection, judgement, block=key, withdraws=earlier.number if earlier else None)
        touched |= _pair(judgement)
    for earlier in before.values():
        withdraw(connection, earlier.number, by, decided, judge="model")
        touched |= _pair(earlier.judgement)
    return touched


def _pair(judgement: Judgement) -> frozenset[str]:
    return frozenset((judgement.left, judgement.right or judgement.left))


def _agree(before: Judgement, after: Judgement) -> bool:
    same_score = abs((before.score or 0) - (after.score or 0)) < SCORE_MOVED
    return before.verdict == after.verdict and same_score


def _neighbourhood(connection: sqlite3.Connection, start: Sequence[str]) -> tuple[list[str], list[Ruling]]:
    """All profiles that a path of "same" leads to, and all that is said of them, in the order it was said."""
    nodes: set[str] = set()
    rulings: dict[int, Ruling] = {}
    fresh = set(start)
    while fresh:
        nodes |= fresh
        found = about_actors(connection, sorted(fresh))
        rulings.update((ruling.number, ruling) for ruling in found)
        joined = (ruling.judgement for ruling in found if ruling.judgement.verdict == "same")
        apart = profiles.split_from(connection, sorted(fresh))
        fresh = {id for judgement in joined for id in _pair(judgement)} | {id for pair in apart for id in pair}
        fresh -= nodes
    return sorted(nodes), [rulings[number] for number in sorted(rulings)]
