"""How far statements have spread: the reports and outlets of each, for lists that name many."""

import sqlite3
from collections.abc import Iterable, Mapping
from typing import NamedTuple

BATCH = 500  # statements in one query: SQLite binds no more than 999 values in its older builds


class Spread(NamedTuple):
    """So many reports of one statement, without those that people rejected, in so many outlets."""

    reports: int
    outlets: int


def spreads(connection: sqlite3.Connection, statements: Iterable[str]) -> Mapping[str, Spread]:
    """Of each statement that more than one report renders."""
    listed = list(dict.fromkeys(statements))
    found: dict[str, Spread] = {}
    for start in range(0, len(listed), BATCH):
        some = listed[start : start + BATCH]
        rows = connection.execute(
            "SELECT statement, count(*) AS reports, count(DISTINCT outlet) AS outlets FROM report"
            f" WHERE statement IN ({','.join('?' * len(some))}) AND status <> 'rejected'"
            " GROUP BY statement HAVING count(*) > 1",
            some,
        )
        found.update((row["statement"], Spread(row["reports"], row["outlets"])) for row in rows)
    return found
