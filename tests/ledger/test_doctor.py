"""A sound ledger is called sound, and each kind of damage is found and named."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from reportedly.errors import LedgerError
from reportedly.ledger.connection import Ledger, writing
from reportedly.ledger.doctor import Finding, examine
from reportedly.ledger.erase import INDEXES
from reportedly.ledger.origins import note_failure

PROGRAM, WEIGHTS = "0.0-test", "rules"


def findings(ledger: Ledger, program: str = PROGRAM, weights: str = WEIGHTS, *, bodies: bool = False) -> list[Finding]:
    return list(examine(ledger, program, weights, bodies=bodies))


def ill(ledger: Ledger, *, bodies: bool = False) -> list[str]:
    return [finding.words for finding in findings(ledger, bodies=bodies) if finding.grade == "ill"]


def notes(ledger: Ledger, program: str = PROGRAM) -> str:
    return "\n".join(finding.words for finding in findings(ledger, program) if finding.grade == "note")


def test_a_sound_ledger_is_sound(ledger: Ledger) -> None:
    found = findings(ledger, bodies=True)
    assert [finding for finding in found if finding.grade == "ill"] == []
    said = [finding.words for finding in found if finding.grade == "well"]
    assert said[0] == "the file is whole"
    assert any("full-text indexes" in words for words in said)
    assert any("1 bodies, 0 of them" in words for words in said)


def test_it_changes_nothing(ledger: Ledger) -> None:
    before = ledger.connection.execute("PRAGMA data_version").fetchone()[0], ledger.connection.total_changes
    findings(ledger, bodies=True)
    dump = [tuple(row) for row in ledger.connection.execute("SELECT * FROM report")]
    assert len(dump) == 12
    assert ledger.connection.execute("PRAGMA data_version").fetchone()[0] == before[0]


@pytest.mark.parametrize("table", ["report", "document", "mention", "report_day"])
def test_a_damaged_page_is_found(whole_ledger: Path, tmp_path: Path, table: str) -> None:
    path = tmp_path / "damaged.ledger"
    shutil.copy(whole_ledger, path)
    with closing(sqlite3.connect(path)) as connection:
        ((root,),) = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = ?", (table,))
        ((size,),) = connection.execute("PRAGMA page_size")
    raw = bytearray(path.read_bytes())
    for place in range((root - 1) * size, root * size):
        raw[place] ^= 0xA5
    path.write_bytes(raw)
    with writing(path) as opened:
        assert ill(opened)


def test_a_file_cut_short_is_refused(whole_ledger: Path, tmp_path: Path) -> None:
    path = tmp_path / "cut.ledger"
    path.write_bytes(whole_ledger.read_bytes()[: -8 * 4096])
    with pytest.raises(LedgerError, match="malformed"), writing(path):
        pass


@pytest.mark.parametrize(
    ("index", "change"),
    [
        ("report_fts", "INSERT INTO report_fts (rowid, content, source) VALUES (9999, 'ghost', '')"),
        ("document_fts", "INSERT INTO document_fts (document_fts) VALUES ('delete-all')"),
        ("profile_fts", "INSERT INTO profile_fts (rowid, name) VALUES (1, 'ghost')"),
    ],
)
def test_an_index_that_does_not_agree_with_its_table_is_found(ledger: Ledger, index: str, change: str) -> None:
    ledger.connection.execute(change)
    (words,) = ill(ledger)
    assert index in words


@pytest.mark.parametrize(
    ("change", "index"),
    [
        ("DELETE FROM document_cjk", "document_cjk"),
        ("DELETE FROM report_cjk", "report_cjk"),
        ("INSERT INTO report_cjk (rowid, words) VALUES (9999, 'ghost')", "report_cjk"),
    ],
)
def test_an_index_of_pairs_that_lacks_rows_or_has_too_many_is_found(ledger: Ledger, change: str, index: str) -> None:
    ledger.connection.execute(change)
    (words,) = ill(ledger)
    assert index in words


def test_rows_that_are_not_there_are_found(ledger: Ledger) -> None:
    ledger.connection.execute("PRAGMA foreign_keys = OFF")
    ledger.connection.execute("DELETE FROM report WHERE number = (SELECT min(number) FROM report)")
    assert "1 attributions without a report" in "\n".join(ill(ledger))
    ledger.connection.execute("DELETE FROM appearance WHERE number = (SELECT min(number) FROM appearance)")
    words = "\n".join(ill(ledger))
    assert "rows that are not there, in attribution, link, mention" in words


def test_a_profile_of_an_actor_that_is_not_there_is_found(ledger: Ledger) -> None:
    ledger.connection.execute("UPDATE profile SET actor = 'a:none' WHERE number = 1")
    assert ill(ledger) == ["2 profiles of an actor that is not there"]  # Lena Maro, and L. Maro who is her


def test_report_words_that_are_not_those_of_the_text_are_found(ledger: Ledger) -> None:
    ledger.connection.execute("UPDATE report SET content = 'something else' WHERE number = 1")
    ledger.connection.execute("UPDATE report SET cue_spans = '7-3' WHERE number = 2")
    ledger.connection.execute("UPDATE report SET source_spans = '900-950' WHERE number = 3")
    assert ill(ledger) == ["3 reports whose words are not those at their spans"]


def test_what_waits_and_what_failed_is_noted(ledger: Ledger) -> None:
    ledger.connection.execute("UPDATE profile SET judged = 1")
    assert "compared" not in notes(ledger)
    ledger.connection.execute("UPDATE profile SET judged = 0 WHERE number < 3")
    note_failure(ledger, "gone.txt", "gone.txt", "it is gone")
    assert "2 names have not been compared yet" in notes(ledger)
    assert "1 origins could not be read" in notes(ledger)


def test_what_an_older_model_has_read_is_noted(ledger: Ledger) -> None:
    assert "another model" not in notes(ledger)
    assert "6 documents were read by another model or version" in notes(ledger, "0.1")
    assert any("another model" in finding.words for finding in findings(ledger, weights="sha256:ab"))


def test_bodies_that_have_changed_are_found_when_asked_for(ledger: Ledger) -> None:
    ledger.connection.execute("UPDATE body SET zlib = x'00'")
    assert ill(ledger) == []
    assert ill(ledger, bodies=True) == ["1 bodies, 1 of them not as they were stored"]


def test_a_backup_and_a_full_disk_are_noted(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    ledger.path.with_name(ledger.path.name + ".backup-1").touch()
    assert "copy.ledger.backup-1 is a copy" in notes(ledger)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(10, 10, 0))
    assert "too few for a backup" in notes(ledger)


def test_an_old_sqlite_is_noted(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 40, 1))
    assert "older than 3.51.3" in notes(ledger)
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 52, 0))
    assert "older" not in notes(ledger)


def test_every_full_text_index_is_compared(ledger: Ledger) -> None:
    virtual = ledger.connection.execute(
        "SELECT name FROM sqlite_schema WHERE sql LIKE 'CREATE VIRTUAL TABLE%USING fts5 (%' ORDER BY name"
    )
    assert [name for (name,) in virtual] == sorted(INDEXES)
