from pathlib import Path

from training.check_texts import TEXTS, main
from training.gold import read_texts


def test_the_hand_written_texts_are_sound() -> None:
    assert main([]) == 0
    assert len(list(read_texts(TEXTS))) > 250


def test_check_finds_slips(tmp_path: Path) -> None:
    bad = tmp_path / "bad.case"
    bad.write_text("=== x\n---\n{1s:He }{1c:sa}id {1q:no}.\n---\n1 indirect asserts person:He\n", encoding="utf-8")
    assert main([str(bad)]) == 1
