"""Storing what was read: one document with all that was found in it is one transaction."""

import hashlib
import json
import sqlite3
import zlib
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Literal

import msgspec

from reportedly.ledger.connection import Ledger, transaction
from reportedly.ledger.effect import apply_people
from reportedly.ledger.spans import written
from reportedly.records import Appearance, Document, Link, Passage, Profile, Provenance, Report, When
from reportedly.text.folding import fold
from reportedly.text.unspaced import is_unspaced, pairs

Outcome = Literal["added", "version", "unchanged"]


class Known(msgspec.Struct, frozen=True):
    """An actor as the document shows it, the profile that it is compared by, and the keys of that."""

    appearance: Appearance
    profile: Profile
    keys: tuple[str, ...]


class Entry(msgspec.Struct, frozen=True):
    """A document and all that was found in it: what the ledger keeps of it.

    `reports` are in text order, `actors` those that they credit. `body` is None where the raw bytes are not kept.
    `config` is a digest of the configuration that the run was told.
    """

    document: Document
    reports: tuple[Report, ...]
    actors: tuple[Known, ...]
    made_by: Provenance
    config: str
    body: bytes | None = None
    media_type: str = "text/plain"


def now() -> str:
    """The time in UTC, as the ledger writes it: to the millisecond."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def holds(connection: sqlite3.Connection, document: str) -> bool:
    """Whether the ledger has the document of this id, or has had it and was told to forget it."""
    asked = "SELECT 1 FROM document WHERE id = ?1 UNION ALL SELECT 1 FROM erased WHERE document = ?1"
    return connection.execute(asked, (document,)).fetchone() is not None


def store(ledger: Ledger, entry: Entry) -> Outcome:
    """Keep `entry`, unless the ledger `holds` the document; a new text under a known address is a new version."""
    at = now()
    with transaction(ledger) as connection:
        if (number := number_of(connection, entry.document.id)) is not None:
            _sight(connection, number, entry.document.origin, at)
            return "unchanged"
        if holds(connection, entry.document.id):  # it was erased
            return "unchanged"
        made_by = provenance_of(connection, entry)
        number, first = _document(connection, entry, made_by, at)
        _sight(connection, number, entry.document.origin, at)
        keep_findings(connection, number, entry, made_by)
    return "added" if first else "version"


def sight(ledger: Ledger, document: Document) -> None:
    """Note that a document which the ledger has was met at `document.origin`, and no failure any more."""
    with transaction(ledger) as connection:
        number = number_of(connection, document.id)
        if number is not None:
            _sight(connection, number, document.origin, now())


def number_of(connection: sqlite3.Connection, document: str) -> int | None:
    """The number of the document of this id, or None."""
    row = connection.execute("SELECT number FROM document WHERE id = ?", (document,)).fetchone()
    return row[0] if row else None


def provenance_of(connection: sqlite3.Connection, entry: Entry) -> int:
    """The number of the row that says what made the entry's findings; made if it is new."""
    values = (entry.made_by.program, entry.made_by.weights, entry.config)
    connection.execute("INSERT OR IGNORE INTO provenance (program, weights, config) VALUES (?, ?, ?)", values)
    found = connection.execute(
        "SELECT number FROM provenance WHERE program = ? AND weights = ? AND config = ?", values
    ).fetchone()
    return int(found[0])


def _sight(connection: sqlite3.Connection, number: int, origin: str, at: str) -> None:
    connection.execute("INSERT OR IGNORE INTO sighting VALUES (?, ?, ?)", (number, origin, at))
    connection.execute("DELETE FROM failure WHERE origin = ?", (origin,))


def _outlet(connection: sqlite3.Connection, name: str | None) -> int | None:
    if not name:
        return None
    key = fold(name)
    connection.execute("INSERT OR IGNORE INTO outlet (name, key) VALUES (?, ?)", (name, key))
    return int(connection.execute("SELECT number FROM outlet WHERE key = ?", (key,)).fetchone()[0])


def _document(connection: sqlite3.Connection, entry: Entry, made_by: int, at: str) -> tuple[int, bool]:
    """The new document's number, and whether it is the first version of its article."""
    document = entry.document
    article = document.url or document.origin
    earlier = connection.execute("SELECT 1 FROM document WHERE article = ? LIMIT 1", (article,)).fetchone()
    row = connection.execute(
        "INSERT INTO document (id, article, origin, url, title, outlet, byline, published, day, language, credit,"
        " notes, text, body, added, provenance) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            document.id, article, document.origin, document.url, document.title,
            _outlet(connection, document.outlet), _json(document.byline), document.published,
            (document.published or "")[:10] or None, document.language, document.credit, _json(document.notes),
            document.text, _body(connection, entry), at, made_by,
        ),
    )  # fmt: skip
    number = int(row.lastrowid or 0)
    words = f"{document.title or ''}\n{document.text}"
    if is_unspaced(words):
        connection.execute("INSERT INTO document_cjk (rowid, words) VALUES (?, ?)", (number, pairs(words)))
    return number, earlier is None


def _body(connection: sqlite3.Connection, entry: Entry) -> str | None:
    if entry.body is None:
        return None
    sha256 = hashlib.sha256(entry.body).hexdigest()
    if not connection.execute("SELECT 1 FROM body WHERE sha256 = ?", (sha256,)).fetchone():
        packed = zlib.compress(entry.body)
        connection.execute("INSERT INTO body VALUES (?, ?, ?, ?)", (sha256, entry.media_type, len(entry.body), packed))
    return sha256


def keep_findings(connection: sqlite3.Connection, document: int, entry: Entry, made_by: int) -> None:
    """Write what was found in a document: profiles, appearances, attributions, reports and chains."""
    actors = {known.appearance.id: _actor(connection, document, known, made_by) for known in entry.actors}
    day, outlet = connection.execute("SELECT day, outlet FROM document WHERE number = ?", (document,)).fetchone()
    for report in entry.reports:
        number = _attribution(connection, document, report, actors, made_by)
        _report(connection, number, document, (day, outlet), report, actors)
        _links(connection, number, report.chain)
    apply_people(connection, [report.id for report in entry.reports])


Numbers = tuple[int, int]  # of the profile that an actor's reports are credited to, and of its appearance
Actors = dict[str, Numbers]  # by an actor's id in the document


def _actor(connection: sqlite3.Connection, document: int, known: Known, made_by: int) -> Numbers:
    profile, appearance = _profile(connection, known), _appearance(connection, document, known, made_by)
    split = connection.execute(
        "SELECT p.number FROM appearance AS a JOIN profile AS p ON p.id = a.id WHERE a.number = ?", (appearance,)
    ).fetchone()  # a person has told this appearance from its profile
    return (split["number"] if split else profile), appearance


def _profile(connection: sqlite3.Connection, known: Known) -> int:
    """The number of the profile, which is made if it is new, and marked for comparison if anything about it is."""
    profile = known.profile
    made = connection.execute(
        "INSERT OR IGNORE INTO profile (id, name, kind, sense, actor, judged) VALUES (?, ?, ?, ?, ?, 0)",
        (profile.id, profile.name, profile.kind, profile.sense, profile.id),
    )
    number, name = connection.execute("SELECT number, name FROM profile WHERE id = ?", (profile.id,)).fetchone()
    keyed = connection.executemany(
        "INSERT OR IGNORE INTO profile_key VALUES (?, ?)", [(key, number) for key in known.keys]
    )
    described = connection.executemany(
        "INSERT OR IGNORE INTO description VALUES (?, ?)", [(number, words) for words in profile.descriptions]
    )
    better = _is_better_spelled(profile.name, name)
    if better:
        connection.execute("UPDATE profile SET name = ? WHERE number = ?", (profile.name, number))
    if not made.rowcount and (better or keyed.rowcount > 0 or described.rowcount > 0):
        connection.execute("UPDATE profile SET judged = 0 WHERE number = ?", (number,))
    return int(number)


def _is_better_spelled(name: str, than: str) -> bool:
    """Of spellings that differ in case alone, whichever document came first: not all in capitals, as headlines are."""
    return (name.isupper(), name) < (than.isupper(), than)


def appearance_id(profile: str, document: str) -> str:
    """`a:` and 12 hexadecimal digits: the name of one profile's appearance in one document, for judgements."""
    return "a:" + hashlib.sha256(f"{profile}\0{document}".encode()).hexdigest()[:12]


def _appearance(connection: sqlite3.Connection, document: int, known: Known, made_by: int) -> int:
    appearance, profile = known.appearance, known.profile
    ((of, number),) = connection.execute(
        "SELECT d.id, p.number FROM document AS d, profile AS p WHERE d.number = ? AND p.id = ?",
        (document, profile.id),
    )
    connection.execute(
        "INSERT OR IGNORE INTO appearance (id, document, profile, name, kind, descriptions, provenance)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            appearance_id(profile.id, of), document, number, appearance.name, appearance.kind,
            _json(appearance.descriptions), made_by,
        ),
    )  # fmt: skip
    ((found,),) = connection.execute(
        "SELECT number FROM appearance WHERE document = ? AND profile = ?", (document, number)
    )
    connection.executemany(
        "INSERT OR IGNORE INTO mention VALUES (?, ?, ?)",
        [(found, span.start, span.end) for span in appearance.mentions],
    )
    return int(found)


def _attribution(connection: sqlite3.Connection, document: int, report: Report, actors: Actors, made_by: int) -> int:
    row = connection.execute(
        "INSERT INTO attribution (id, document, start, kind, source_spans, cue_spans, content_spans, parent,"
        " appearance, confidence, provenance) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            report.id, document, _start(report), report.kind, _spans(report.source), _spans(report.cue),
            written(report.content.spans), report.parent, actors[report.actor.id][1] if report.actor else None,
            report.confidence, made_by,
        ),
    )  # fmt: skip
    return int(row.lastrowid or 0)


def _report(
    connection: sqlite3.Connection, number: int, document: int, dated: tuple[str | None, int | None], report: Report,
    actors: Actors,
) -> None:  # fmt: skip
    when, source = report.when, _words(report.source)
    connection.execute(
        "INSERT INTO report VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'found')",
        (
            number, report.id, document, *dated, report.kind, report.stance,
            actors[report.actor.id][0] if report.actor else None, statement_id(report.id),
            source, _words(report.cue), report.content.text, _spans(report.source), _spans(report.cue),
            written(report.content.spans), when.text if when else None, when.value if when else None, _spans(when),
            _words(report.occasion), _spans(report.occasion), report.parent, report.confidence,
        ),
    )  # fmt: skip
    words = f"{report.content.text}\n{source or ''}"
    if is_unspaced(words):
        connection.execute("INSERT INTO report_cjk (rowid, words) VALUES (?, ?)", (number, pairs(words)))


def statement_id(report: str) -> str:
    """The statement that a report renders as long as nothing joins it to others."""
    return "s:" + report.removeprefix("r:")


def _links(connection: sqlite3.Connection, number: int, chain: Iterable[Link]) -> None:
    connection.executemany(
        "INSERT INTO link VALUES (?, ?, ?, ?, ?)",
        [(number, place, link.role, link.name, written(link.spans)) for place, link in enumerate(chain)],
    )


def _start(report: Report) -> int:
    passages = filter(None, (report.source, report.cue, report.content))
    return min(span.start for passage in passages for span in passage.spans)


def _spans(passage: Passage | When | None) -> str:
    return written(passage.spans) if passage else ""


def _words(passage: Passage | None) -> str | None:
    return passage.text if passage else None


def _json(words: Sequence[str]) -> str:
    return json.dumps(words, ensure_ascii=False)
