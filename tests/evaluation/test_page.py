"""The page and the README's block: what is committed was made from `docs/figures.json`."""

from pathlib import Path

import pytest

from reportedly.evaluation.columns import COLUMNS, Share
from reportedly.evaluation.figures import Figures, TaggerFigures, load
from reportedly.evaluation.metrics import Bin
from reportedly.evaluation.page import BEGIN, END, block, fill, page, save
from reportedly.evaluation.tables import table

ROOT = Path(__file__).resolve().parents[2]
MODEL = TaggerFigures(
    corpus={"source": 0.8124, "relation_50": 0.7, "calibration": 0.02, "who_actor": 0.9, "who_chain": 0.6},
    baselines={"nearest": {"actor": 0.5}},
    cases={"right": 0.5, "actor_right": 0.625, "field_actor": 0.75},
    phenomena=(Share("negative", 3, {**dict.fromkeys(COLUMNS, 2), "chain": 1}),),
    calibration=(Bin(10, 0.5, 0.4),),
)
RULES = TaggerFigures(
    corpus={"who_actor": 0.4}, baselines={"nearest": {"actor": 0.3}}, cases={}, phenomena=(), calibration=()
)
FIGURES = Figures(
    "2024-03-10", "0.1.0", "sha256:w", {"a.jsonl": "sha256:g"}, documents=84, layered=32, unanchored=1, cases=156,
    taggers={"model": MODEL, "rules": RULES},
)  # fmt: skip


def test_page() -> None:
    words = page(FIGURES)
    for line in (
        "| **Reportedly** (model) | .812 |  |  |  | .700 |  |",
        "| **Reportedly** (model) | .900 |  |  |  | .600 |  |  |",
        "| model, nearest preceding name | .500 |  |  |  |  |  |  |",
        "| rules, nearest preceding name | .300 |  |  |  |  |  |  |",
        "| to reach | .85 | .78 | .62 | .88 | .50 | .55 | .35 |",
        "| **Reportedly** (model) | .500 | .625 |  |  |  |  |  |  |",
        "| actor accuracy | .750 |  |",
        "| model | 1 | 10 | .500 | .400 |",
        "| phenomenon | cases | relations | actor | actor kind | chain | when | parent | stance | kind |",
        "| negative | 3 | 2 | 2 | 2 | 1 | 2 | 2 | 2 | 2 |",
        "- `a.jsonl` sha256:g",
    ):
        assert line in words.splitlines()
    assert "left out, as their words are not where gold puts them: 1." in words
    assert "stance accuracy" not in words  # no report carries a stance


def test_the_block_has_the_baselines_of_the_first_tagger_alone() -> None:
    words = block(FIGURES)
    assert "| model, nearest preceding name | .500 |" in words
    assert "| to reach |" in words
    assert "rules, nearest" not in words


def test_block_replaces_what_stands_between_the_markers() -> None:
    once = fill(f"before\n{BEGIN}\nold\n{END}\nafter", FIGURES)
    assert once == f"before\n{block(FIGURES)}\nafter"
    assert fill(once, FIGURES) == once


def test_a_readme_without_markers() -> None:
    with pytest.raises(ValueError, match="figures:begin"):
        fill("nothing here", FIGURES)


def test_what_is_saved_is_what_is_loaded(tmp_path: Path) -> None:
    save(FIGURES, tmp_path)
    assert load(tmp_path / "docs" / "figures.json") == FIGURES


def test_table() -> None:
    assert table(("", "a"), [("x", "1")]) == "|  | a |\n| --- | --- |\n| x | 1 |"


def test_what_is_committed_is_in_step() -> None:
    """README and docs/figures.md are what `reportedly-evaluate --write` makes of docs/figures.json."""
    figures = load(ROOT / "docs" / "figures.json")
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert (ROOT / "docs" / "figures.md").read_text(encoding="utf-8") == page(figures)
    assert fill(readme, figures) == readme
