"""Tables: what is committed was made from `docs/figures.json`."""

from pathlib import Path

import pytest

from reportedly.errors import GoldError
from reportedly.evaluation.cases import Share
from reportedly.evaluation.figures import BEGIN, END, Figures, TaggerFigures, block, fill, load, page, table
from reportedly.evaluation.metrics import Bin

ROOT = Path(__file__).resolve().parents[2]
MODEL = TaggerFigures(
    corpus={"source": 0.8124, "relation_50": 0.7, "calibration": 0.02, "who_actor": 0.9},
    cases={"right": 0.5, "field_actor": 0.75},
    phenomena=(Share("negative", 2, 3),),
    calibration=(Bin(10, 0.5, 0.4),),
)
FIGURES = Figures("2024-03-10", "0.1.0", "sha256:w", {"a.jsonl": "sha256:g"}, 84, 156, {"model": MODEL})


def test_page() -> None:
    words = page(FIGURES)
    for line in (
        "| **Reportedly** (model) | .812 |  |  |  | .700 |  |",
        "| actor accuracy | .900 | .750 |",
        "| model | 1 | 10 | .500 | .400 |",
        "| negative | 3 | 2 |",
        "| **all cases** | 156 | .500 |",
        "- `a.jsonl` sha256:g",
    ):
        assert line in words
    assert "chain links" not in words  # no report carries a chain


def test_block_replaces_what_stands_between_the_markers() -> None:
    once = fill(f"before\n{BEGIN}\nold\n{END}\nafter", FIGURES)
    assert once == f"before\n{block(FIGURES)}\nafter"
    assert fill(once, FIGURES) == once
    assert "model 50%" in once


def test_a_readme_without_markers() -> None:
    with pytest.raises(ValueError, match="figures:begin"):
        fill("nothing here", FIGURES)


def test_a_missing_file_says_how_to_make_it(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match="reportedly-evaluate --write"):
        load(tmp_path / "figures.json")


def test_table() -> None:
    assert table(("", "a"), [("x", "1")]) == "|  | a |\n| --- | --- |\n| x | 1 |"


def test_what_is_committed_is_in_step() -> None:
    """README and docs/figures.md are what `reportedly-evaluate --write` makes of docs/figures.json."""
    figures = load(ROOT / "docs" / "figures.json")
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert (ROOT / "docs" / "figures.md").read_text(encoding="utf-8") == page(figures)
    assert fill(readme, figures) == readme
