"""Storing: one document is one row, however often and from wherever it comes."""

import hashlib
import json
import zlib
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from reportedly.errors import LedgerError
from reportedly.ledger.connection import Ledger, writing
from reportedly.ledger.judgements import append
from reportedly.ledger.lines import of_document
from reportedly.ledger.write import holds, sight, store
from reportedly.records import Judgement, LedgerReport
from tests.ledger.conftest import ENTRIES, FERRY, FERRY_LATER, LENA, SOURCE, TOKYO, Said, entry


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Ledger]:
    with writing(tmp_path / "new.ledger") as ledger:
        yield ledger


def count(ledger: Ledger, table: str, where: str = "1") -> int:
    return int(ledger.connection.execute(f"SELECT count(*) FROM {table} WHERE {where}").fetchone()[0])


def test_a_report_comes_out_as_it_went_in(empty: Ledger) -> None:
    for one in ENTRIES:
        assert not holds(empty.connection, one.document.id)
        store(empty, one)
        found = [line.report for line in of_document(empty.connection, one.document.id)]
        for stored, report in zip(found, one.reports, strict=True):
            plain = {name: getattr(stored, name) for name in report.__struct_fields__}
            assert plain["id"] == report.id
            assert LedgerReport(**plain, statement=stored.statement) == stored
            # A profile of its own stands for an actor that is described and not named.
            assert msgspec.structs.replace(report, actor=None) == type(report)(**{**plain, "actor": None})
            assert (stored.actor and stored.actor.name) == (report.actor and report.actor.name)


def test_the_same_document_twice_is_one(empty: Ledger) -> None:
    assert store(empty, FERRY) == "added"
    assert store(empty, FERRY) == "unchanged"
    assert (count(empty, "document"), count(empty, "report"), count(empty, "sighting")) == (1, 3, 1)


def test_the_same_text_under_another_file_name_is_sighted_there(empty: Ledger) -> None:
    store(empty, FERRY)
    copy = msgspec.structs.replace(FERRY.document, origin="copy/ferry.html")
    assert store(empty, msgspec.structs.replace(FERRY, document=copy)) == "unchanged"
    sight(empty, msgspec.structs.replace(copy, origin="third.html"))
    origins = empty.connection.execute("SELECT origin FROM sighting ORDER BY origin").fetchall()
    assert [row["origin"] for row in origins] == ["copy/ferry.html", "https://post.example/ferry", "third.html"]


def test_a_new_text_under_a_known_address_is_a_version_and_both_stay(empty: Ledger) -> None:
    assert [store(empty, one) for one in (FERRY, FERRY_LATER, FERRY_LATER)] == ["added", "version", "unchanged"]
    rows = empty.connection.execute("SELECT id FROM document WHERE article = ? ORDER BY number", (FERRY.document.url,))
    assert [row["id"] for row in rows] == [FERRY.document.id, FERRY_LATER.document.id]


def test_documents_without_an_address_are_versions_by_origin(empty: Ledger) -> None:
    assert store(empty, entry("First text.", origin="note.txt")) == "added"
    assert store(empty, entry("Second text.", origin="note.txt")) == "version"
    assert store(empty, entry("Third text.", origin="other.txt")) == "added"


def test_raw_bytes_are_kept_once_with_their_digest(empty: Ledger) -> None:
    store(empty, FERRY)
    store(empty, msgspec.structs.replace(FERRY_LATER, body=FERRY.body))
    ((sha256, size, packed),) = empty.connection.execute("SELECT sha256, size, zlib FROM body")
    assert FERRY.body is not None
    assert (sha256, size, zlib.decompress(packed)) == (
        hashlib.sha256(FERRY.body).hexdigest(), len(FERRY.body), FERRY.body,
    )  # fmt: skip


def test_without_raw_bytes_none_are_kept(empty: Ledger) -> None:
    store(empty, TOKYO)
    assert (count(empty, "body"), count(empty, "document", "body IS NULL")) == (0, 1)


def test_one_outlet_however_it_is_written(empty: Ledger) -> None:
    for place, outlet in enumerate(("The Courier", "THE COURIER", "the  courier")):
        store(empty, entry(f"Text {place}.", outlet=outlet))
    assert count(empty, "outlet") == 1
    assert empty.connection.execute("SELECT name, key FROM outlet").fetchone()[:] == ("The Courier", "the courier")


def test_a_name_has_one_profile_over_all_documents_with_all_its_descriptions(empty: Ledger) -> None:
    later = LENA._replace(descriptions=("the mayor",))
    store(empty, FERRY)
    empty.connection.execute("UPDATE profile SET judged = 1")
    store(empty, entry("Lena Maro said yes.", Said(later, "Lena Maro", "said", "yes")))
    ((number, judged),) = empty.connection.execute("SELECT number, judged FROM profile WHERE name = 'Lena Maro'")
    words = empty.connection.execute("SELECT words FROM description WHERE profile = ? ORDER BY words", (number,))
    assert [row["words"] for row in words] == ["the mayor", "transport minister"]
    assert judged == 0  # it is compared again, now that more is known
    assert count(empty, "appearance", f"profile = {number}") == 2


def test_who_is_described_has_a_profile_in_each_document(empty: Ledger) -> None:
    for place in range(2):
        store(empty, entry(f"A source said word {place}.", Said(SOURCE, "A source", "said", f"word {place}")))
    assert count(empty, "profile", "name = 'a source'") == 2


def test_a_persons_word_on_a_report_holds_for_copies_that_come_later(empty: Ledger) -> None:
    said = Judgement("report", FERRY.reports[0].id, None, "wrong", None, (), "person", "Io", "2024-05-01T00:00:00Z")
    append(empty.connection, said)
    store(empty, FERRY)
    assert [line.status for line in of_document(empty.connection, FERRY.document.id)] == ["rejected", "found", "found"]


def test_what_cannot_be_stored_leaves_nothing_behind(empty: Ledger) -> None:
    nameless = msgspec.structs.replace(FERRY, actors=FERRY.actors[:1])  # a report credits whom no one knows
    with pytest.raises(KeyError):
        store(empty, nameless)
    assert (count(empty, "document"), count(empty, "report"), count(empty, "profile")) == (0, 0, 0)
    assert store(empty, FERRY) == "added"


def test_a_failure_is_forgotten_once_the_document_was_read(empty: Ledger) -> None:
    insert = "INSERT INTO failure VALUES (?, 'folder', 'no text', 1, '2024', '2024')"
    empty.connection.executemany(insert, [(FERRY.document.origin,), ("other.txt",)])
    store(empty, FERRY)
    assert [row["origin"] for row in empty.connection.execute("SELECT origin FROM failure")] == ["other.txt"]


def test_odd_characters_are_kept(empty: Ledger) -> None:
    text = "“’ \u202e x\u0000y 🜁 \U000f0000 said no."
    store(empty, entry(text, Said(LENA, "🜁", "said", "no"), title="<b>'; DROP TABLE report --", byline=("O'\"x",)))
    row = empty.connection.execute("SELECT text, title, byline FROM document").fetchone()
    assert (row["text"], row["title"], json.loads(row["byline"])) == (text, "<b>'; DROP TABLE report --", ["O'\"x"])


def test_a_full_disk_is_told_in_words(empty: Ledger) -> None:
    ((pages,),) = empty.connection.execute("PRAGMA page_count")
    empty.connection.execute(f"PRAGMA max_page_count = {pages}")
    big = entry("x" * 500_000)
    with pytest.raises(LedgerError, match="full"):
        store(empty, big)
