"""The profiles of a ledger: what is to be compared, and which actor each belongs to."""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence

from reportedly.records import Profile

# What one profile is compared by: more descriptions than this are a head of state over years, and none of them new.
MOST_DESCRIPTIONS = 60


# What is known of a profile, in a word: it is only ever added to, and of two spellings the better one is kept.
KNOWN = "(SELECT count(*) FROM description WHERE profile = number) || ' ' || name"


def unjudged(connection: sqlite3.Connection) -> dict[int, str]:
    """The profiles that something new is known of, by number, with a mark of what is known of each now."""
    rows = connection.execute(f"SELECT number, {KNOWN} FROM profile WHERE judged = 0 ORDER BY number")
    return dict(rows.fetchall())


def keys_of(connection: sqlite3.Connection, numbers: Iterable[int]) -> list[str]:
    """The keys under which these profiles are compared, each once, sorted."""
    keys: set[str] = set()
    for number in numbers:
        keys.update(key for (key,) in connection.execute("SELECT key FROM profile_key WHERE profile = ?", (number,)))
    return sorted(keys)


def block(connection: sqlite3.Connection, key: str) -> list[Profile]:
    """All profiles that are compared under one key."""
    numbers = connection.execute("SELECT profile FROM profile_key WHERE key = ?", (key,)).fetchall()
    return [_profile(connection, number) for (number,) in numbers]


def named(connection: sqlite3.Connection, ids: Iterable[str]) -> dict[str, Profile]:
    """The profiles of these ids; those the ledger does not have are left out."""
    found = {}
    for id in ids:
        row = connection.execute("SELECT number FROM profile WHERE id = ?", (id,)).fetchone()
        if row:
            found[id] = _profile(connection, row[0])
    return found


def cluster_mates(connection: sqlite3.Connection, ids: Iterable[str]) -> list[str]:
    """The ids of all profiles that now belong to the same actors as these, themselves included."""
    found: set[str] = set()
    for id in ids:
        rows = connection.execute(
            "SELECT m.id FROM profile AS p JOIN profile AS m ON m.actor = p.actor WHERE p.id = ?", (id,)
        )
        found.update(mate for (mate,) in rows)
    return sorted(found)


def split_from(connection: sqlite3.Connection, ids: Sequence[str]) -> list[tuple[str, str]]:
    """Of these profiles, or split from these: the profile of a split appearance, and the profile it was split from."""
    pairs: set[tuple[str, str]] = set()
    for id in ids:
        rows = connection.execute(
            "SELECT a.id, p.id FROM appearance AS a JOIN profile AS s ON s.id = a.id"
            " JOIN profile AS p ON p.number = a.profile WHERE a.id = ?1"
            " UNION SELECT a.id, p.id FROM profile AS p JOIN appearance AS a ON a.profile = p.number"
            " JOIN profile AS s ON s.id = a.id WHERE p.id = ?1",
            (id,),
        )
        pairs.update((split, whole) for split, whole in rows)
    return sorted(pairs)


def assign(connection: sqlite3.Connection, actors: Mapping[str, str]) -> None:
    """Let each profile (id) belong to its actor (id)."""
    connection.executemany("UPDATE profile SET actor = ?2 WHERE id = ?1 AND actor <> ?2", list(actors.items()))


def make_apart(connection: sqlite3.Connection, appearance: str) -> str | None:
    """Give an appearance (id) a profile to itself, if it has none; the id of the profile it had. None: no such one."""
    row = connection.execute(
        "SELECT a.*, p.id AS whole, d.id AS of FROM appearance AS a JOIN profile AS p ON p.number = a.profile"
        " JOIN document AS d ON d.number = a.document WHERE a.id = ?",
        (appearance,),
    ).fetchone()
    if row is None:
        return None
    connection.execute(
        "INSERT OR IGNORE INTO profile (id, name, kind, sense, actor, judged) VALUES (?1, ?2, ?3, ?4, ?1, 1)",
        (appearance, row["name"], row["kind"], f"in {row['of']}"),
    )
    return str(row["whole"])


def ensure(connection: sqlite3.Connection, profile: Profile, keys: Iterable[str]) -> None:
    """Make a profile that no document has given yet, such as a name that a person typed."""
    made = connection.execute(
        "INSERT OR IGNORE INTO profile (id, name, kind, sense, actor, judged) VALUES (?1, ?2, ?3, ?4, ?1, 0)",
        (profile.id, profile.name, profile.kind, profile.sense),
    )
    if made.rowcount:
        ((number,),) = connection.execute("SELECT number FROM profile WHERE id = ?", (profile.id,))
        connection.executemany("INSERT OR IGNORE INTO profile_key VALUES (?, ?)", [(key, number) for key in keys])


def mark_judged(connection: sqlite3.Connection, new: Mapping[int, str]) -> None:
    """All that was known of these profiles has been compared; of which more is known by now, that one is still new.

    `new` is what `unjudged` gave before the comparison, during which other processes may have added documents.
    """
    connection.executemany(f"UPDATE profile SET judged = 1 WHERE number = ? AND {KNOWN} = ?", list(new.items()))


def _profile(connection: sqlite3.Connection, number: int) -> Profile:
    row = connection.execute("SELECT id, name, kind, sense FROM profile WHERE number = ?", (number,)).fetchone()
    words = connection.execute(
        "SELECT words FROM description WHERE profile = ? ORDER BY words LIMIT ?", (number, MOST_DESCRIPTIONS)
    )
    return Profile(row["id"], row["name"], row["kind"], tuple(one for (one,) in words), row["sense"])
