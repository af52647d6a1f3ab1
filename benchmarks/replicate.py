"""A large ledger out of a small one: its documents again and again, with other names, days and outlets.

Every copy of a document has the length of the original, letter for letter, so that all spans stay true. The actors that
are reported most stay the same in all copies; the less one is reported, the more variants of the name there are, and
who is described and not named is another in each copy, as in life.

`retold`: so many copies in a row tell the same story, in other outlets within days, under the same names; of what is
said in them, some is left as it was, some cut short, some lightly edited (`benchmarks/retelling.py`).
"""

import hashlib
import random
import re
import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import NamedTuple

from benchmarks.retelling import Retelling, cut
from reportedly.ledger.spans import spans_in
from reportedly.span import join
from reportedly.text.folding import fold
from reportedly.text.unspaced import is_unspaced, pairs

WORD = re.compile(r"[^\W\d_]+")
VOWELS, CONSONANTS = "aeiou", "bcdfghjklmnpqrstvwxz"
CONSTANT = 10  # actors that are the same in all copies: heads of state
DESCRIBED = ("group", "unnamed", "document")
YEARS = 12
OUTLETS = 40  # variants of each outlet
DERIVED = ("report_fts", "document_fts", "profile_fts")


@cache
def _letters(variant: int) -> dict[int, str]:
    """Which letter stands for which in a variant of a name; vowels for vowels, so that it stays a name."""
    chance = random.Random(variant)
    table: dict[str, str] = {}
    for letters in (VOWELS, CONSONANTS):
        mixed = "".join(chance.sample(letters, len(letters))) if variant else letters
        table |= dict(zip(letters + letters.upper(), mixed + mixed.upper(), strict=True))
    return dict(str.maketrans(table))


def altered(word: str, variant: int) -> str:
    """The word with other letters; the same length and case. Variant 0 is the word itself."""
    return word.translate(_letters(variant))


def _renamed(name: str, variant: int) -> str:
    return WORD.sub(lambda match: altered(match[0], variant), name)


def _digest(id: str, copy: int) -> str:
    prefix, _, _ = id.partition(":")
    return f"{prefix}:" + hashlib.sha256(f"{id}\0{copy}".encode()).hexdigest()[:16]


class Copied(NamedTuple):
    """What the reports of a document that was copied need of it."""

    text: str
    day: str | None
    outlet: int | None


class Copies:
    """The rows of the small ledger, and what they are called in each copy."""

    def __init__(self, base: sqlite3.Connection, copies: int, retold: int = 1) -> None:
        self.base = base
        self.copies = copies
        self.retold = retold
        ranked = base.execute(
            "SELECT p.*, (SELECT count(*) FROM report AS r WHERE r.profile = p.number) AS reports FROM profile AS p"
            " ORDER BY reports DESC, p.number"
        ).fetchall()
        self.variants = {
            row["number"]: copies if row["kind"] in DESCRIBED else 1 if rank < CONSTANT else min(copies, rank // 2)
            for rank, row in enumerate(ranked)
        }
        self.owner: dict[str, int] = {}
        for row in ranked:
            if row["kind"] not in DESCRIBED:
                for word in WORD.findall(row["name"]):
                    if word[0].isupper():
                        self.owner.setdefault(word, row["number"])
        self.profiles = {row["number"]: row for row in ranked}
        self.numbers: dict[tuple[int, int], int] = {}

    def variant(self, profile: int, copy: int) -> int:
        """Which variant of a profile a copy holds."""
        return self.told(copy) % self.variants[profile]

    def told(self, copy: int) -> int:
        """The copy whose stories this one tells again; itself if it is the first."""
        return copy - copy % self.retold

    def words(self, text: str, copy: int) -> str:
        """The text of a copy."""
        swap = {word: altered(word, self.variant(owner, copy)) for word, owner in self.owner.items()}
        return WORD.sub(lambda match: swap.get(match[0], match[0]), text)

    def new_profiles(self, copy: int) -> Iterator[tuple[int, sqlite3.Row, int]]:
        """The profiles that no earlier copy had: their new numbers, the originals, the variants."""
        for number, row in self.profiles.items():
            key = (number, self.variant(number, copy))
            if key not in self.numbers:
                self.numbers[key] = len(self.numbers) + 1
                yield self.numbers[key], row, key[1]


def replicate(source: Path, target: Path, reports: int, retold: int = 1) -> int:
    """Make a ledger of at least `reports` reports out of the one at `source`; how many it has."""
    shutil.copy(source, target)
    with closing(sqlite3.connect(target, isolation_level=None)) as large, closing(sqlite3.connect(source)) as base:
        base.row_factory = sqlite3.Row
        large.execute("PRAGMA journal_mode = OFF")
        large.execute("PRAGMA synchronous = OFF")
        large.execute("PRAGMA cache_size = -500000")
        ((present,),) = base.execute("SELECT count(*) FROM report")
        made = Copies(base, -(-reports // present), retold)
        kept = _strip(large)
        large.execute("BEGIN")
        for copy in range(made.copies):
            _copy(made, large, copy)
        _pairs(large)
        large.execute("COMMIT")
        large.execute("INSERT INTO untraced SELECT number, day FROM report")
        for sql in kept:
            large.execute(sql)
        for table in DERIVED:
            large.execute(f"INSERT INTO {table} ({table}) VALUES ('rebuild')")
        large.execute("PRAGMA journal_mode = WAL")
        return present * made.copies


def _strip(large: sqlite3.Connection) -> list[str]:
    """Empty the copy and take its triggers and indexes away; the SQL that makes those again."""
    kept = large.execute(
        "SELECT type, name, sql FROM sqlite_schema WHERE type IN ('trigger', 'index') AND sql IS NOT NULL"
    ).fetchall()
    for kind, name, _ in kept:
        large.execute(f"DROP {kind} {name}")
    for table in ("likeness", "rendering", "anchor", "crowded", "wording", "untraced", "renamed", "watched",
                  "link", "report", "mention", "attribution", "appearance", "profile_key", "description", "sighting",
                  "judgement", "profile", "document", "outlet", "report_cjk", "document_cjk"):  # fmt: skip
        large.execute(f"DELETE FROM {table}")
    return [sql for _, _, sql in kept]


def _copy(made: Copies, large: sqlite3.Connection, copy: int) -> None:
    _copy_profiles(made, large, copy)
    copied = _copy_documents(made, large, copy)
    base = made.base
    ((appearances,),) = base.execute("SELECT max(number) FROM appearance")
    ((documents,),) = base.execute("SELECT max(number) FROM document")
    ((attributions,),) = base.execute("SELECT max(number) FROM attribution")
    rows = [list(row) for row in base.execute("SELECT * FROM appearance")]
    profile_at = 3
    for row in rows:
        row[1] = _digest(row[1], copy)
        row[profile_at] = made.numbers[row[profile_at], made.variant(row[profile_at], copy)]
        row[0] += copy * appearances
        row[2] += copy * documents
    _insert(large, "appearance", rows)
    mentions = base.execute(f"SELECT appearance + {copy * appearances}, start, end FROM mention")
    _insert(large, "mention", mentions.fetchall())
    _copy_reports(made, large, copy, copied, (documents, attributions, appearances))
    links = base.execute(f"SELECT report + {copy * attributions}, place, role, name, spans FROM link").fetchall()
    _insert(large, "link", links)


def _copy_profiles(made: Copies, large: sqlite3.Connection, copy: int) -> None:
    for number, row, variant in made.new_profiles(copy):
        described = row["kind"] in DESCRIBED
        name = row["name"] if described else _renamed(row["name"], variant)
        actor = _digest(row["actor"], variant)
        values = (number, _digest(row["id"], variant), name, row["kind"], row["sense"], actor, 1)
        _insert(large, "profile", [values])
        words = made.base.execute("SELECT ?, words FROM description WHERE profile = ?", (number, row["number"]))
        _insert(large, "description", words.fetchall())
    # An actor whose own profile has fewer or other variants stands for itself.
    large.execute(
        "UPDATE profile SET actor = id WHERE number > ?"
        " AND NOT EXISTS (SELECT 1 FROM profile AS a WHERE a.id = profile.actor)",
        (len(made.numbers) - len(made.profiles),),
    )


def _copy_documents(made: Copies, large: sqlite3.Connection, copy: int) -> dict[int, Copied]:
    """Write the documents of a copy; what its reports need of each, by its number in the small ledger."""
    copied = {}
    (most,) = made.base.execute("SELECT max(number) FROM document").fetchone()
    for place, row in enumerate(made.base.execute("SELECT * FROM document").fetchall()):
        told = made.told(copy)
        later = date(2014, 1, 1) + timedelta(days=(told * 7919 + place * 37) % (YEARS * 365) + copy - told)
        day = later.isoformat() if row["day"] else None
        outlet = None if row["outlet"] is None else _outlet(made, large, row["outlet"], copy)
        retelling = Retelling(made.base, row["number"], copy - told)
        text = retelling.edited(made.words(row["text"], copy))
        number, origin = row["number"] + copy * most, f"{row['origin']}/{copy}"
        changed = {
            "number": number, "id": _digest(row["id"], copy), "outlet": outlet, "text": text, "origin": origin,
            "article": f"{row['article']}/{copy}", "url": row["url"] and f"{row['url']}/{copy}", "published": day,
            "day": day, "title": row["title"] and made.words(row["title"], copy),
        }  # fmt: skip
        _insert(large, "document", [_with(row, changed)])
        _insert(large, "sighting", [(number, origin, row["added"])])
        _insert_pairs(large, "document_cjk", number, f"{changed['title'] or ''}\n{text}")
        copied[row["number"]] = Copied(text, day, outlet)
    return copied


def _outlet(made: Copies, large: sqlite3.Connection, number: int, copy: int) -> int:
    (most,) = made.base.execute("SELECT max(number) FROM outlet").fetchone()
    # Some outlets bring far more than others: the variants' shares fall as 1/n.
    variant = int(OUTLETS ** ((copy * 0.618) % 1)) - 1
    row = made.base.execute("SELECT name FROM outlet WHERE number = ?", (number,)).fetchone()
    name = _renamed(row["name"], variant)
    large.execute("INSERT OR IGNORE INTO outlet VALUES (?, ?, ?)", (number + variant * most, name, fold(name)))
    return int(large.execute("SELECT number FROM outlet WHERE key = ?", (fold(name),)).fetchone()[0])


def _copy_reports(
    made: Copies, large: sqlite3.Connection, copy: int, copied: dict[int, Copied], counts: tuple[int, int, int]
) -> None:
    documents, attributions, appearances = counts
    rows = []
    for row in made.base.execute("SELECT * FROM report").fetchall():
        text, day, outlet = copied[row["document"]]
        number = row["number"] + copy * attributions
        spans = cut(row["content_spans"], text, row["number"], copy - made.told(copy))
        content, source = join(spans_in(spans), text), join(spans_in(row["source_spans"]), text)
        changed = {
            "number": number, "id": _digest(row["id"], copy), "statement": _digest(row["statement"], copy),
            "document": row["document"] + copy * documents, "day": day, "outlet": outlet,
            "profile": row["profile"] and made.numbers[row["profile"], made.variant(row["profile"], copy)],
            "content": content, "source": source or None, "content_spans": spans,
            "status": "rejected" if number % 499 == 0 else "confirmed" if number % 101 == 0 else "found",
        }  # fmt: skip
        rows.append(_with(row, changed))
        _insert_pairs(large, "report_cjk", number, f"{content}\n{source}")
    _insert(large, "report", rows)
    found = made.base.execute(
        f"SELECT number + {copy * attributions}, id, document + {copy * documents}, start, kind, source_spans,"
        f" cue_spans, content_spans, parent, appearance + {copy * appearances}, confidence, provenance FROM attribution"
    )
    _insert(large, "attribution", [(row[0], _digest(row[1], copy), *row[2:]) for row in found])


def _with(row: sqlite3.Row, changed: dict[str, object]) -> list[object]:
    names = row.keys()
    return [changed.get(name, row[name]) for name in names]


def _pairs(large: sqlite3.Connection) -> None:
    """Five thousand pairs of actors that the model is not sure of."""
    ids = [id for (id,) in large.execute("SELECT id FROM profile ORDER BY number LIMIT 10000")]
    said = ("unsure", 0.5, '["the surname alone"]', "model", "0", "2026-01-01T00:00:00Z", "block", None)
    both = zip(ids[::2], ids[1::2], strict=False)
    _insert(large, "judgement", [(None, "actor", left, right, *said) for left, right in both])


def _insert_pairs(large: sqlite3.Connection, table: str, number: int, words: str) -> None:
    if is_unspaced(words):
        large.execute(f"INSERT INTO {table} (rowid, words) VALUES (?, ?)", (number, pairs(words)))


def _insert(large: sqlite3.Connection, table: str, rows: Sequence[Sequence[object]]) -> None:
    if rows:
        large.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(rows[0]))})", rows)
