"""Figures are read back as they were written."""

from pathlib import Path

import pytest

from reportedly.errors import GoldError
from reportedly.evaluation.figures import load


def test_a_missing_file_says_how_to_make_it(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match="reportedly-evaluate --write"):
        load(tmp_path / "figures.json")


def test_a_file_of_another_shape_is_named(tmp_path: Path) -> None:
    path = tmp_path / "figures.json"
    path.write_text('{"date": "2024-03-10"}')
    with pytest.raises(GoldError, match=r"figures\.json"):
        load(path)
