"""Wordings that may contradict each other, as the model has judged their heads, and what people say of them.

The model only ever proposes: its judgement is "unsure", with the reason in words.
"""

import json
import sqlite3
from collections.abc import Collection, Mapping

import msgspec

from reportedly.ledger.judgements import Ruling, append, numbered, withdraw
from reportedly.ledger.lines import lines
from reportedly.records import Judgement, LedgerReport

Pair = tuple[int, int]  # numbers of wordings, the smaller first


def judged(connection: sqlite3.Connection, wordings: Collection[int]) -> Mapping[Pair, Ruling]:
    """The pairs of which one is among these wordings, and what the model has said of each."""
    rows = connection.execute(
        "SELECT k.left, k.right, k.judgement FROM json_each(?1) AS j CROSS JOIN opposition AS k ON k.left = j.value"
        " UNION"
        " SELECT k.left, k.right, k.judgement FROM json_each(?1) AS j CROSS JOIN opposition AS k ON k.right = j.value",
        (json.dumps(sorted(wordings)),),
    )
    pairs = {judgement: (left, right) for left, right, judgement in rows}
    return {pairs[ruling.number]: ruling for ruling in numbered(connection, sorted(pairs))}


def settle(
    connection: sqlite3.Connection, before: Mapping[Pair, Ruling], said: Mapping[Pair, Judgement], by: str, decided: str
) -> None:
    """Let the model's judgements on the heads of wordings be those `said` in the place of those `before`."""
    stays = {pair for pair, ruling in before.items() if pair in said and _agree(ruling.judgement, said[pair])}
    for pair in sorted(before.keys() - stays):
        drop(connection, pair, before[pair].number, by, decided)
    for pair in sorted(said.keys() - stays):
        connection.execute("INSERT INTO opposition VALUES (?, ?, ?)", (*pair, append(connection, said[pair])))


def drop(connection: sqlite3.Connection, pair: Pair, judgement: int, by: str, decided: str) -> None:
    """Withdraw the model's judgement on two wordings."""
    withdraw(connection, judgement, by, decided, judge="model")
    connection.execute("DELETE FROM opposition WHERE left = ? AND right = ?", pair)


def _agree(before: Judgement, after: Judgement) -> bool:
    return (before.left, before.right, before.reasons) == (after.left, after.right, after.reasons)


class Opposed(msgspec.Struct, frozen=True):
    """A report of a statement and one of another whose words are opposed. Nothing says that they do contradict.

    `judgement` is the number of what was said of them: by the model, or `by` the person who has looked and finds that
    they contradict each other; None where nobody has.
    """

    judgement: int
    own: LedgerReport
    other: LedgerReport
    reasons: tuple[str, ...]
    by: str | None


def opposed_to(connection: sqlite3.Connection, statement: str, most: int) -> tuple[Opposed, ...]:
    """The statements that may contradict one (its id), each once, those that people have confirmed first.

    What people have rejected is left out, whatever reports or wordings of the two it was said of.
    """
    said = _of_people(connection, statement)
    found = {other: row for other, row in said.items() if row["verdict"] == "right"}
    for row in _of_model(connection, statement):
        if row["renders"] not in said:
            found.setdefault(row["renders"], row)
    rows = list(found.values())[:most]
    numbers = [row[side] for row in rows for side in ("own", "other")]
    told = {line.number: line.report for line in lines(connection, numbers)}
    return tuple(
        Opposed(row["number"], told[row["own"]], told[row["other"]], tuple(json.loads(row["reasons"])), row["by"])
        for row in rows
    )


def opposed_among(connection: sqlite3.Connection, statements: Collection[str]) -> frozenset[str]:
    """Those of some statements that others may contradict."""
    asked = json.dumps(sorted(set(statements)))
    rows = connection.execute(
        "SELECT DISTINCT r.statement FROM json_each(?) AS s CROSS JOIN report AS r ON r.statement = s.value"
        " LEFT JOIN rendering AS g ON g.report = r.number"
        " WHERE EXISTS (SELECT 1 FROM opposition WHERE left = g.wording)"
        " OR EXISTS (SELECT 1 FROM opposition WHERE right = g.wording)"
        " OR r.id IN (SELECT left FROM judgement_in_force WHERE about = 'contradiction' AND judge = 'person')"
        " OR r.id IN (SELECT right FROM judgement_in_force WHERE about = 'contradiction' AND judge = 'person')",
        (asked,),
    )
    return frozenset(statement for (statement,) in rows.fetchall() if opposed_to(connection, statement, 1))


# A judgement's two reports, turned so that the first is of the statement asked for.
TURNED = """
SELECT number, reasons, verdict, by, iif(mine, one, two) AS own, iif(mine, two, one) AS other,
    iif(mine, two_renders, one_renders) AS renders
FROM (
    SELECT j.number, j.reasons, j.verdict, {by} AS by, l.number AS one, r.number AS two,
        l.statement AS one_renders, r.statement AS two_renders, l.statement = :statement AS mine
    FROM {judgements} WHERE :statement IN (l.statement, r.statement) AND l.statement <> r.statement
)
"""


def _of_people(connection: sqlite3.Connection, statement: str) -> Mapping[str, sqlite3.Row]:
    """The newest judgement of people on the statement and each other, by the other."""
    report = "(SELECT min(number) FROM report WHERE id = j.{side} AND status <> 'rejected')"
    rows = connection.execute(
        TURNED.format(
            by="j.by",
            judgements="(SELECT * FROM judgement_in_force WHERE about = 'contradiction' AND judge = 'person') AS j"
            f" CROSS JOIN report AS l ON l.number = {report.format(side='left')}"
            f" CROSS JOIN report AS r ON r.number = {report.format(side='right')}",
        )
        + " ORDER BY number",
        {"statement": statement},
    )
    return {row["renders"]: row for row in rows}


def _of_model(connection: sqlite3.Connection, statement: str) -> sqlite3.Cursor:
    wordings = (
        "(SELECT DISTINCT g.wording FROM report AS s CROSS JOIN rendering AS g ON g.report = s.number"
        " WHERE s.statement = :statement)"
    )
    pairs = " UNION ".join(
        f"SELECT k.left, k.right, k.judgement FROM {wordings} AS w CROSS JOIN opposition AS k ON k.{side} = w.wording"
        for side in ("left", "right")
    )
    return connection.execute(
        TURNED.format(
            by="NULL",
            judgements=f"({pairs}) AS k CROSS JOIN judgement AS j ON j.number = k.judgement"
            " CROSS JOIN wording AS a ON a.number = k.left CROSS JOIN report AS l ON l.number = a.head"
            " CROSS JOIN wording AS b ON b.number = k.right CROSS JOIN report AS r ON r.number = b.head",
        )
        + " ORDER BY number",
        {"statement": statement},
    )
