"""The gate: scores of a corpus, floors, digests, exit status. No model: readings are made by hand."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner

from reportedly.config import Config
from reportedly.coreference import resolve
from reportedly.errors import GoldError, RunError
from reportedly.evaluation import gate
from reportedly.evaluation.baselines import REAL
from reportedly.evaluation.figures import Figures, load
from reportedly.evaluation.gate import CASES, MEANTIME, NEWS, TRACE, WHO, Floors, breaches, evaluate, open_gold
from reportedly.evaluation.gold import digest
from reportedly.evaluation.measure import Read, measure
from reportedly.evaluation.page import BEGIN, END, block, page
from reportedly.evaluation.tables import BASELINES
from reportedly.records import Annotation, Document, Report

MakeReport = Callable[..., Report]
TEXT = "The ice was thin, Ann told the Post. “It was late,” Bob said."
GOLD = [
    {"id": "E1", "source": [[18, 21]], "cue": [[22, 26]], "content": [[0, 16]]},
    {"id": "E2", "source": [[52, 55]], "cue": [[56, 60]], "content": [[37, 51]]},
]
ROW = {"id": "n1", "text": TEXT, "title": None, "outlet": None, "published": None, "reports": GOLD}
WHO_ROW = {
    **ROW,
    "nested": [],
    "reports": [
        {**GOLD[0], "actor": {"name": "Ann", "kind": "person", "aliases": []}, "via": [], "when": None},
    ],
}
CASE = {
    "id": "c1",
    "phenomena": ["negative"],
    "title": None,
    "outlet": None,
    "published": None,
    "text": "Rain fell.",
    "reports": [],
}


def unresolved(annotation: Annotation) -> Annotation:
    return annotation


# The readings below are made by hand and have no attributions: there is nobody to credit.
RESOLVERS = {"full": unresolved, "nearest": unresolved}


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    for name, row in ((NEWS, ROW), (WHO, WHO_ROW), (CASES, CASE)):
        path = tmp_path / "shared" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(msgspec.json.encode(row) + b"\n")
    return tmp_path / "shared"


@pytest.fixture
def read(make_report: MakeReport) -> Read:
    """A reader that finds the first relation and gets the second one's source wrong."""

    def find(documents: Iterable[Document], config: Config) -> Iterator[tuple[Annotation, tuple[Report, ...]]]:
        assert config.tagger in ("model", "rules")
        for document in documents:
            reports: tuple[Report, ...] = ()
            if document.text == TEXT:
                reports = (
                    make_report(TEXT, "Ann", "told", ("The ice was thin",), actor=("person", "Ann")),
                    make_report(TEXT, "Post", "said", ("“It was late,”",), confidence=0.1),
                )
            yield Annotation(document, (), "fake"), reports

    return find


def test_measure(shared: Path, read: Read) -> None:
    found = measure(open_gold(shared, {}), read, Config(), RESOLVERS)
    expected = {
        "source": 0.5,
        "cue": 1.0,
        "content": 1.0,
        "characters": 1.0,
        "relation_50": 0.5,
        "relation_80": 0.5,
        "content_only_50": 1.0,
        "recall_direct": 1.0,
        "recall_indirect": 1.0,
        "verbatim": 1.0,
        "calibration": 0.1,
        "calibration_tenths": 0.1,
        "who_actor": 1.0,
        "who_actor_kind": 1.0,
    }
    assert {name: found.corpus[name] for name in expected} == pytest.approx(expected)
    assert found.cases["right"] == 1.0
    assert found.cases["phenomena_at_zero"] == found.cases["actor_phenomena_at_zero"] == 0.0
    assert found.cases["actor_right"] == 1.0
    assert set(found.baselines) == {"nearest"}
    assert [group.size for group in found.calibration] == [1, 1]


def test_a_reading_lost_stops_the_run(shared: Path) -> None:
    def lose(*_: object) -> Iterator[tuple[Annotation, tuple[Report, ...]]]:
        yield from ()

    with pytest.raises(RunError, match="1 documents went in, 0"):
        measure(open_gold(shared, {}), lose, Config(), RESOLVERS)


def test_gold_of_another_digest_is_refused(shared: Path) -> None:
    pinned = {name: digest(shared / name) for name in (NEWS, WHO, CASES)}
    assert open_gold(shared, pinned).digests == pinned
    with pytest.raises(GoldError, match="not the file that the floors were pinned on"):
        open_gold(shared, {**pinned, CASES: "sha256:0"})


def test_who_must_be_a_layer_over_the_news(shared: Path) -> None:
    (shared / WHO).write_bytes(msgspec.json.encode({**WHO_ROW, "text": TEXT + " "}))
    with pytest.raises(GoldError, match="n1 is no document of"):
        open_gold(shared, {})


def floors(**named: float) -> Floors:
    return Floors({}, None, {"model": named}, {})


@pytest.fixture
def measured(shared: Path, read: Read) -> Figures:
    return evaluate(open_gold(shared, {}), ("model",), read, RESOLVERS, "sha256:w")


def test_floors_hold(measured: Figures) -> None:
    assert list(breaches(measured, floors(source=0.5, cases_right=1.0, cases_chain_right=1.0))) == []


def test_a_figure_below_its_floor(measured: Figures) -> None:
    assert list(breaches(measured, floors(source=0.51))) == ["model source: 0.5000 is below the floor of 0.51"]


def test_a_figure_above_its_ceiling(measured: Figures) -> None:
    ceilings = Floors({}, None, {}, {"model": {"calibration": 0.05, "cases_phenomena_at_zero": 0.0}})
    assert list(breaches(measured, ceilings)) == ["model calibration: 0.1000 is above the ceiling of 0.05"]


def test_a_pinned_figure_that_is_gone(measured: Figures) -> None:
    assert list(breaches(measured, floors(when=0.5))) == ["model when: pinned at 0.5 but not measured"]


def test_a_tagger_that_was_not_measured_is_not_held_to_its_floors(measured: Figures) -> None:
    assert list(breaches(measured, Floors({}, None, {"rules": {"source": 1.0}}, {}))) == []


def test_other_weights(measured: Figures) -> None:
    (line,) = breaches(measured, Floors({}, "sha256:v", {}, {}))
    assert "sha256:w" in line
    assert "sha256:v" in line


class TestCommand:
    @pytest.fixture
    def root(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, read: Read) -> Path:
        root = tmp_path / "main"
        root.mkdir()
        monkeypatch.setattr(gate, "project_root", lambda: root)
        monkeypatch.setattr(gate, "run", read)
        monkeypatch.setattr(gate, "RESOLVERS", RESOLVERS)
        monkeypatch.setattr(gate, "digest_of_weights", lambda _: "sha256:w")
        self.pin(monkeypatch, floors())
        return root

    @staticmethod
    def pin(monkeypatch: pytest.MonkeyPatch, pinned: Floors) -> None:
        monkeypatch.setattr(gate, "open_floors", lambda _: pinned)

    def test_without_gold_it_says_so(self, root: Path) -> None:
        outcome = CliRunner().invoke(gate.main, ["--shared", str(root / "none")])
        assert outcome.exit_code == 2
        assert "no gold data at" in outcome.stderr

    def test_gold_is_found_beside_the_project(self, root: Path, shared: Path) -> None:
        assert shared.parent == root.parent
        outcome = CliRunner().invoke(gate.main, [])
        assert outcome.exit_code == 0
        assert "| **Reportedly** (model) | .500 | 1.000 |" in outcome.stdout
        assert not (root / "docs").exists()

    @pytest.mark.usefixtures("shared")
    def test_below_a_floor(self, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        assert root.is_dir()
        self.pin(monkeypatch, floors(relation_50=0.6))
        outcome = CliRunner().invoke(gate.main, ["--tagger", "model"])
        assert outcome.exit_code == 1
        assert "model relation_50: 0.5000 is below the floor of 0.6" in outcome.stderr
        assert CliRunner().invoke(gate.main, ["--tagger", "rules"]).exit_code == 0

    @pytest.mark.usefixtures("shared")
    def test_other_gold(self, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        assert root.is_dir()
        self.pin(monkeypatch, Floors({NEWS: "sha256:0"}, None, {}, {}))
        outcome = CliRunner().invoke(gate.main, [])
        assert outcome.exit_code == 1
        assert "polnear.dev.jsonl is not the file" in outcome.stderr

    @pytest.mark.usefixtures("shared")
    def test_write(self, root: Path) -> None:
        (root / "README.md").write_text(f"# R\n{BEGIN}\nold\n{END}\nend\n", encoding="utf-8")
        assert CliRunner().invoke(gate.main, ["--write"]).exit_code == 0
        figures = load(root / "docs" / "figures.json")
        assert set(figures.taggers) == {"model", "rules"}
        assert (root / "docs" / "figures.md").read_text(encoding="utf-8") == page(figures)
        assert (root / "README.md").read_text(encoding="utf-8") == f"# R\n{block(figures)}\nend\n"

    def test_write_needs_both_taggers(self, root: Path) -> None:
        assert root.is_dir()
        assert CliRunner().invoke(gate.main, ["--write", "--tagger", "rules"]).exit_code == 2


def test_the_shipped_floors_can_be_read() -> None:
    pinned = gate.open_floors(Path(gate.__file__).with_name("floors.json"))
    assert set(pinned.gold) == {NEWS, WHO, CASES, MEANTIME, TRACE}
    assert set(pinned.at_least) <= set(gate.TAGGERS)


def test_every_baseline_has_a_title() -> None:
    assert set(resolve.RESOLVERS) - {REAL} <= set(BASELINES)


def test_bad_floors_are_named(tmp_path: Path) -> None:
    path = tmp_path / "floors.json"
    path.write_text("{}")
    with pytest.raises(GoldError, match=r"floors\.json"):
        gate.open_floors(path)
