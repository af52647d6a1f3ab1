"""What people's judgements do to the reports that they are about; undone as soon as they are withdrawn."""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from reportedly.ledger.spans import spans_in, written
from reportedly.records import Kind
from reportedly.span import Span, join
from reportedly.text.unspaced import is_unspaced, pairs

RANK = "CASE judge WHEN 'person' THEN 2 WHEN 'authority' THEN 1 ELSE 0 END"


class Roles(msgspec.Struct, frozen=True):
    """The spans of a report as a person corrected them: the `right` of a judgement about its spans, as JSON."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    kind: Kind


def apply_people(connection: sqlite3.Connection, reports: Sequence[str]) -> None:
    """Bring those of `reports` (ids) that anybody has judged into line; called after they were written."""
    for report in reports:
        judged = "SELECT 1 FROM judgement WHERE left = ? AND about IN ('report', 'speaker', 'span') LIMIT 1"
        if connection.execute(judged, (report,)).fetchone():
            settle(connection, report)


def settle(connection: sqlite3.Connection, report: str) -> None:
    """Derive the report of this id anew, in every copy of its text, from attribution and judgements in force."""
    said = _verdicts(connection, report)
    found = connection.execute(
        "SELECT a.*, d.text, p.name, coalesce((SELECT number FROM profile WHERE id = p.id), p.profile) AS profile"
        " FROM attribution AS a JOIN document AS d ON d.number = a.document"
        " LEFT JOIN appearance AS p ON p.number = a.appearance WHERE a.id = ?",
        (report,),
    ).fetchall()
    for row in found:
        roles = _roles(row, said)
        profile, name = row["profile"], row["name"]
        if "speaker" in said:
            profile, name = _credited(connection, said["speaker"]["right"])
        _write(connection, row, roles, profile, _status(said))
        _speaker(connection, row["number"], name, roles.source)


def settle_credited(connection: sqlite3.Connection, appearance: str) -> None:
    """Derive anew the reports of an appearance (its id) that was split from its profile or put back."""
    rows = connection.execute(
        "SELECT a.id FROM attribution AS a JOIN appearance AS p ON p.number = a.appearance WHERE p.id = ?",
        (appearance,),
    ).fetchall()
    for (report,) in rows:
        settle(connection, report)


def _verdicts(connection: sqlite3.Connection, report: str) -> Mapping[str, sqlite3.Row]:
    """The judgement that counts on each question about the report."""
    rows = connection.execute(
        "SELECT about, right, verdict FROM judgement_in_force WHERE left = ? AND about IN ('report', 'speaker', 'span')"
        f" ORDER BY {RANK}, number",
        (report,),
    )
    return {row["about"]: row for row in rows}


def _roles(row: sqlite3.Row, said: Mapping[str, sqlite3.Row]) -> Roles:
    if "span" in said:
        return msgspec.json.decode(said["span"]["right"], type=Roles)
    return Roles(spans_in(row["source_spans"]), spans_in(row["cue_spans"]), spans_in(row["content_spans"]), row["kind"])


def _credited(connection: sqlite3.Connection, profile: str | None) -> tuple[int | None, str | None]:
    row = connection.execute("SELECT number, name FROM profile WHERE id = ?", (profile,)).fetchone()
    return (row["number"], row["name"]) if row else (None, None)


def _status(said: Mapping[str, sqlite3.Row]) -> str:
    if "report" in said and said["report"]["verdict"] == "wrong":
        return "rejected"
    if "speaker" in said or "span" in said:
        return "corrected"
    return "confirmed" if "report" in said else "found"


def _write(connection: sqlite3.Connection, row: sqlite3.Row, roles: Roles, profile: int | None, status: str) -> None:
    number, text = row["number"], row["text"]
    source, cue, content = (join(spans, text) for spans in (roles.source, roles.cue, roles.content))
    connection.execute(
        "UPDATE report SET kind = ?, profile = ?, source = ?, cue = ?, content = ?, source_spans = ?, cue_spans = ?,"
        " content_spans = ?, status = ? WHERE number = ?",
        (
            roles.kind, profile, source or None, cue or None, content,
            written(roles.source), written(roles.cue), written(roles.content), status, number,
        ),
    )  # fmt: skip
    index_unspaced(connection, number, f"{content}\n{source}")


def index_unspaced(connection: sqlite3.Connection, report: int, words: str) -> None:
    """Bring the index of unspaced scripts into line with a report's content and source."""
    connection.execute("DELETE FROM report_cjk WHERE rowid = ?", (report,))
    if is_unspaced(words):
        connection.execute("INSERT INTO report_cjk (rowid, words) VALUES (?, ?)", (report, pairs(words)))


def _speaker(connection: sqlite3.Connection, report: int, name: str | None, source: Iterable[Span]) -> None:
    """Let the chain end with the speaker, or with nobody."""
    connection.execute("DELETE FROM link WHERE report = ? AND role = 'speaker'", (report,))
    if name:
        connection.execute(
            "INSERT INTO link SELECT ?, coalesce(max(place) + 1, 0), 'speaker', ?, ? FROM link WHERE report = ?",
            (report, name, written(source), report),
        )
