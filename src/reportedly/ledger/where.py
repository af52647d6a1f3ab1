"""A filter as conditions on the table of reports: which index is walked, what is asked of each row, which words."""

import json
import re
import sqlite3
from datetime import date

import msgspec

from reportedly.errors import BadQuestion
from reportedly.ledger.filter import Filter
from reportedly.ledger.named import actor_of, bearers, holding, profiles_of
from reportedly.ledger.question import expression, is_unspaced_question, plain
from reportedly.text.folding import fold

DAY = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


class Where(msgspec.Struct, frozen=True):
    """The conditions that a report `r` must meet, all of them, with the values bound in them.

    `index` is the narrowest one that the conditions can walk. `dated`: they hold for no report without a day. `match`
    is the expression that FTS5's `table` is asked; None where no words are asked for.
    """

    index: str
    dated: bool
    conditions: str
    values: tuple[str | int, ...]
    table: str
    match: str | None


def where(connection: sqlite3.Connection, filter: Filter) -> Where:
    """What the filter asks of the table. Raises BadQuestion on a `since` or `until` that is no date."""
    asked: list[tuple[str, str | int]] = []
    index = "report_day" if filter.stance is None else "report_stance"
    if filter.outlet is not None:
        index = "report_outlet"
        asked.append(("r.outlet = ?", _outlet(connection, filter.outlet)))
    if filter.speaker is not None:
        profiles = profiles_of(connection, speakers(connection, filter.speaker))
        index = "report_profile"
        if len(profiles) == 1:
            asked.append(("r.profile = ?", profiles[0]))
        else:
            asked.append(("r.profile IN (SELECT value FROM json_each(?))", json.dumps(profiles)))
    if filter.document is not None:
        index = "report_document"
        asked.append(("r.document = (SELECT number FROM document WHERE id = ?)", plain(filter.document)))
    if filter.statement is not None:
        index = "report_statement"
        asked.append(("r.statement = ?", plain(filter.statement)))
    if filter.status in ("confirmed", "corrected", "rejected"):
        if index in ("report_day", "report_stance", "report_outlet"):
            index = "report_status"
        asked.append(("r.status <> 'found' AND r.status = ?", filter.status))
    else:
        asked.append(("r.status = ?", plain(filter.status)) if filter.status else ("r.status <> ?", "rejected"))
    asked += _plain_fields(filter)
    unspaced = is_unspaced_question(filter.words)
    return Where(
        index, filter.since is not None or filter.until is not None,
        " AND ".join(condition for condition, _ in asked), tuple(value for _, value in asked),
        "report_cjk" if unspaced else "report_fts", expression(filter.words),
    )  # fmt: skip


def speakers(connection: sqlite3.Connection, speaker: str) -> list[str]:
    """The actors meant by an id or a name: those of exactly that name, else those whose names hold its words."""
    actor = actor_of(connection, speaker)
    if actor is not None:
        return [actor]
    return list(bearers(connection, speaker) or holding(connection, speaker))


def _outlet(connection: sqlite3.Connection, name: str) -> int:
    """The number of the outlet; one that no outlet has where there is none of the name."""
    row = connection.execute("SELECT number FROM outlet WHERE key = ?", (fold(plain(name)),)).fetchone()
    return int(row["number"]) if row else -1


def _plain_fields(filter: Filter) -> list[tuple[str, str | int]]:
    asked: list[tuple[str, str | int]] = []
    if filter.kind is not None:
        asked.append(("r.kind = ?", plain(filter.kind)))
    if filter.stance is not None:
        asked.append(("r.stance = ?", plain(filter.stance)))
    if filter.since is not None:
        asked.append(("r.day >= ?", day(filter.since)))
    if filter.until is not None:
        # "~" comes behind every digit and hyphen: all days of the year or month that a short date names
        asked.append(("r.day <= ?", day(filter.until) + "~"))
    return asked


def day(text: str) -> str:
    """A day, month or year as ISO 8601 writes it. Raises BadQuestion where it is none.

    >>> day("2024-03")
    '2024-03'
    """
    match = DAY.fullmatch(text.strip())
    try:
        if match is None:
            raise ValueError
        date(int(match[1]), int(match[2] or 1), int(match[3] or 1))
    except ValueError:
        raise BadQuestion(f"{text[:40]!r} is no date: write 2024-03-31, 2024-03 or 2024") from None
    return match[0]
