"""What was read to its end, and what failed."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from reportedly.ledger.connection import Ledger, writing
from reportedly.ledger.origins import failures, finish, is_finished, note_failure

EARLIER, LATER = "2000-01-01T00:00:00.000Z", "9999-01-01T00:00:00.000Z"


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with writing(tmp_path / "news.ledger") as opened:
        yield opened


def test_a_finished_file_is_known_as_long_as_it_is_the_same(ledger: Ledger) -> None:
    assert not is_finished(ledger.connection, "a.txt", "1")
    finish(ledger, "a.txt", "1", EARLIER, failed=0)
    assert is_finished(ledger.connection, "a.txt", "1")
    assert not is_finished(ledger.connection, "a.txt", "2")
    finish(ledger, "a.txt", "2", EARLIER, failed=0)
    assert is_finished(ledger.connection, "a.txt", "2")


@pytest.mark.parametrize(("stamp", "failed"), [(None, 0), ("1", 1)])
def test_what_is_no_file_or_has_failed_in_part_is_read_again(ledger: Ledger, stamp: str | None, failed: int) -> None:
    finish(ledger, "a.jsonl", stamp, EARLIER, failed)
    assert not is_finished(ledger.connection, "a.jsonl", "1")


def test_failures_are_counted_and_the_last_reason_is_kept(ledger: Ledger) -> None:
    note_failure(ledger, "b.txt", "folder", "it is empty")
    note_failure(ledger, "b.txt", "folder", "it is gone")
    note_failure(ledger, "a.txt", "folder", "it is empty")
    first, second = failures(ledger.connection)
    assert (first.origin, first.times, first.reason) == ("a.txt", 1, "it is empty")
    assert (second.origin, second.times, second.reason, second.given) == ("b.txt", 2, "it is gone", "folder")
    assert second.first <= second.last


def test_failures_that_did_not_come_again_are_mended(ledger: Ledger) -> None:
    note_failure(ledger, "a.jsonl#1", "a.jsonl", "it is empty")
    note_failure(ledger, "b.jsonl#1", "b.jsonl", "it is empty")
    finish(ledger, "a.jsonl", "1", EARLIER, failed=1)  # it came again, after the run began
    assert len(failures(ledger.connection)) == 2
    finish(ledger, "a.jsonl", "1", LATER, failed=0)
    assert [failure.given for failure in failures(ledger.connection)] == ["b.jsonl"]
