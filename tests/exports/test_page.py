import runpy
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[2] / "docs"


def test_the_page_is_current(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is made of what the writers write, and fails where a field is not explained."""
    monkeypatch.syspath_prepend(str(DOCS))
    make = runpy.run_path(str(DOCS / "make_exports.py"))
    assert make["PAGE"].read_text(encoding="utf-8") == make["page"](), "run python docs/make_exports.py"
