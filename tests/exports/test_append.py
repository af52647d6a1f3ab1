"""Lines that are added to a file: all or none, and a torn one is taken away."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportedly.errors import RunError
from reportedly.exports import append
from reportedly.exports.append import append_lines


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"", b'{"b":2}\n'),
        (b'{"a":1}\n', b'{"a":1}\n{"b":2}\n'),
        (b'{"a":1}', b'{"a":1}\n{"b":2}\n'),  # somebody's editor left the line end out
        (b'{"a":1}\n{"c":', b'{"a":1}\n{"b":2}\n'),  # a run was killed while it wrote
        (b'{"c":', b'{"b":2}\n'),
    ],
)
def test_behind_what_is_there(tmp_path: Path, before: bytes, after: bytes) -> None:
    target = tmp_path / "alerts.jsonl"
    if before:
        target.write_bytes(before)
    append_lines(target, b'{"b":2}\n')
    assert target.read_bytes() == after


@given(st.integers(0, 300), st.integers(0, 300))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_wherever_the_last_line_begins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, whole: int, torn: int) -> None:
    monkeypatch.setattr(append, "BLOCK", 64)
    target = tmp_path / "alerts.jsonl"
    kept = b'"' + b"x" * whole + b'"\n'
    target.write_bytes(kept + b'"' * (torn > 0) + b"y" * torn)
    append_lines(target, b"1\n")
    assert target.read_bytes() == kept + b"1\n"


def test_what_cannot_be_written_leaves_the_file_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "alerts.jsonl"
    target.write_bytes(b"1\n")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(RunError, match="No space left"):
        append_lines(target, b"2\n")
    assert target.read_bytes() == b"1\n"


def test_where_it_cannot_be(tmp_path: Path) -> None:
    with pytest.raises(RunError, match="none"):
        append_lines(tmp_path / "none" / "alerts.jsonl", b"1\n")
    with pytest.raises(RunError):
        append_lines(tmp_path, b"1\n")
