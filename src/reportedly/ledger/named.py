"""Which actors go by a name, as people write names: exactly, by some of its words, by a beginning, nearly."""

import json
import sqlite3
from collections.abc import Iterable, Iterator

from reportedly.ledger.question import has_word, plain
from reportedly.text.folding import fold

MOST = 20_000  # profiles of one name: "a source" has one for each document
# Letters that one sound is written with, for those that a name begins with.
BEGINNINGS = ("ckqg", "szc", "fvp", "ijy")


def actor_of(connection: sqlite3.Connection, id: str) -> str | None:
    """The actor that a profile (its id) belongs to."""
    row = connection.execute("SELECT actor FROM profile WHERE id = ?", (plain(id),)).fetchone()
    return str(row["actor"]) if row else None


def profiles_of(connection: sqlite3.Connection, actors: Iterable[str]) -> list[int]:
    """The numbers of all profiles of these actors."""
    rows = connection.execute(
        "SELECT p.number FROM json_each(?) AS j JOIN profile AS p ON p.actor = j.value", (json.dumps([*actors]),)
    )
    return [number for (number,) in rows]


def bearers(connection: sqlite3.Connection, name: str, most: int = MOST) -> dict[str, list[int]]:
    """The actors that have a profile of exactly this name, case and accents aside, and the numbers of those profiles.

    At most so many profiles are looked through, as in all of these, those added first.
    """
    folded = fold(plain(name))
    rows = _matching(connection, f'^"{" ".join(_words(name))}"', most) if _words(name) else []
    return _by_actor(row for row in rows if fold(row["name"]) == folded)


def holding(
    connection: sqlite3.Connection, name: str, *, prefix: bool = False, most: int = MOST
) -> dict[str, list[int]]:
    """The actors that have a profile whose name holds all words of `name`; with `prefix`, the last as a beginning."""
    asked = " AND ".join(f'"{word}"' for word in _words(name))
    return _by_actor(_matching(connection, asked + "*" * prefix, most)) if asked else {}


def nearly(connection: sqlite3.Connection, name: str, most: int = MOST) -> dict[str, list[int]]:
    """The actors that have a profile whose name holds all words of `name` or such as are nearly spelled so.

    Nearly: one letter added, left out, changed or two swapped; two letters in words of eight and more.
    """
    asked = " AND ".join(
        "(" + " OR ".join(f'"{near}"' for near in {word: None, **dict.fromkeys(_near(connection, fold(word)))}) + ")"
        for word in _words(name)
    )
    return _by_actor(_matching(connection, asked, most)) if asked else {}


def _words(name: str) -> list[str]:
    return [word for word in plain(name).replace('"', " ").split() if has_word(word)]


def _matching(connection: sqlite3.Connection, asked: str, most: int) -> list[sqlite3.Row]:
    return connection.execute(
        "SELECT p.number, p.name, p.actor FROM profile_fts AS f JOIN profile AS p ON p.number = f.rowid"
        " WHERE profile_fts MATCH ? ORDER BY f.rowid LIMIT ?",
        (asked, most),
    ).fetchall()


def _by_actor(rows: Iterable[sqlite3.Row]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for row in rows:
        found.setdefault(row["actor"], []).append(row["number"])
    return found


def _near(connection: sqlite3.Connection, word: str) -> Iterator[str]:
    """The words of profiles' names that are nearly spelled like this folded one."""
    allowed = 2 if len(word) >= 8 else 1 if len(word) >= 4 else 0
    if not allowed:
        return
    first = {word[0], *(letter for letters in BEGINNINGS if word[0] in letters for letter in letters)}
    for letter in sorted(first):
        rows = connection.execute(
            "SELECT term FROM profile_words WHERE term >= ? AND term < ?", (letter, chr(ord(letter) + 1))
        )
        for (term,) in rows:
            if abs(len(term) - len(word)) <= allowed and distance(term, word, allowed) <= allowed:
                yield term


def distance(left: str, right: str, most: int) -> int:
    """How many letters must be added, left out, changed or swapped with a neighbour; `most + 1` for more than `most`.

    >>> distance("maro", "mraos", 3), distance("maro", "brandt", 3)
    (2, 4)
    """
    before: list[int] = []
    line = list(range(len(right) + 1))
    for place, letter in enumerate(left, start=1):
        earlier, before, line = before, line, [place]
        for other, there in enumerate(right, start=1):
            cost = min(before[other] + 1, line[-1] + 1, before[other - 1] + (letter != there))
            if place > 1 and other > 1 and letter == right[other - 2] and there == left[place - 2]:
                cost = min(cost, earlier[other - 2] + 1)
            line.append(cost)
        if min(line) > most:
            return most + 1
    return min(line[-1], most + 1)
