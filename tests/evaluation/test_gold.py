"""Gold files: what is read from them, and what is said about bad ones."""

import hashlib
from pathlib import Path

import msgspec
import pytest

from reportedly.errors import GoldError
from reportedly.evaluation.gold import GoldActor, GoldLink, digest, read_gold
from reportedly.span import Span

TEXT = "The ice was thin, Ann told the Post."
REPORT = {"id": "E1", "source": [[18, 21]], "cue": [[22, 26]], "content": [[8, 16], [0, 7]]}
NEWS = {
    "id": "n1",
    "text": TEXT,
    "title": None,
    "outlet": "post",
    "published": "2024-03-10",
    "reports": [
        REPORT,
        {"id": "E2", "source": [], "cue": [[22, 26]], "content": []},
    ],
}
WHO = {
    **NEWS,
    "nested": [],
    "reports": [
        {
            **REPORT,
            "actor": {"name": "Ann", "kind": "person", "aliases": ["Annie"], "roles": []},
            "via": [{"text": "the Post", "role": "outlet"}, {"text": "Bob", "role": "person"}],
            "when": {"text": "Sunday", "value": "2024-03-10"},
        }
    ],
}


def write(path: Path, *rows: object) -> Path:
    path.write_bytes(b"".join(msgspec.json.encode(row) + b"\n" for row in rows))
    return path


def test_news(tmp_path: Path) -> None:
    (whole,) = read_gold(write(tmp_path / "g.jsonl", NEWS))
    assert (whole.document.id, whole.document.text, whole.document.origin) == ("n1", TEXT, "g.jsonl#n1")
    (report,) = whole.reports  # the one without content is left out
    assert report.attribution.content == (Span(0, 7), Span(8, 16))
    assert report.actor is None
    assert whole.layers == frozenset()


def test_who(tmp_path: Path) -> None:
    (whole,) = read_gold(write(tmp_path / "g.jsonl", WHO))
    assert whole.reports[0].actor == GoldActor("Ann", "person", ("Annie",))
    assert whole.reports[0].links == (GoldLink("outlet", "the Post"), GoldLink("relayer", "Bob"))
    assert whole.reports[0].when == "2024-03-10"
    assert whole.layers == {"actor", "chain", "when", "parent"}


OUTER = "Orla Finch said the miller had told Abel Crane, who knew, that it leaked. It rained, he said."
SAID: dict[str, object] = {"actor": None, "via": [], "when": None}
NESTING = {
    **NEWS,
    "text": OUTER,
    "reports": [
        {"id": "E1", "source": [[0, 10]], "cue": [[11, 15]], "content": [[16, 72]], **SAID},
        {"id": "E2", "source": [[85, 87]], "cue": [[88, 92]], "content": [[74, 83]], **SAID},
    ],
    "nested": [
        {"parent": "E1", "source": "Abel Crane", "cue": "knew", "content": "that it leaked", "actor": "Abel Crane"},
        {"parent": "E1", "source": "the miller", "cue": "had told", "content": "it leaked", "actor": "the miller"},
        {"parent": "E1", "source": "the baker", "cue": "had told", "content": "it leaked", "actor": "the baker"},
        {"parent": "E9", "source": "the miller", "cue": "had told", "content": "it leaked", "actor": "the miller"},
        {"parent": "E2", "source": "The Echo", "cue": "wrote", "content": "It rained", "actor": "x", "encloses": True},
    ],
}


def test_nested(tmp_path: Path) -> None:
    (whole,) = read_gold(write(tmp_path / "g.jsonl", NESTING))
    assert [(report.id, report.parent) for report in whole.reports] == [
        ("E1", None), ("E1.1", "E1"), ("E1.2", "E1"), ("E2", None),
    ]  # fmt: skip
    assert [report.id for report in whole.top()] == ["E1", "E2"]
    assert [span.of(OUTER) for span in whole.reports[2].attribution.source] == ["the miller"]
    assert whole.reports[2].actor is None
    assert whole.unanchored == 2  # no baker, and no E9; what encloses a report is not nested and is not missed


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({"id": "x", "text": "", "reports": [{"id": "E1", "source": [], "cue": [], "content": [[3, 2]]}]}, "'x'"),
        ({"id": "x", "text": ""}, "'x'"),
        ([], "g.jsonl:1"),
    ],
)
def test_a_bad_file_is_named(tmp_path: Path, row: object, words: str) -> None:
    with pytest.raises(GoldError, match=words):
        list(read_gold(write(tmp_path / "g.jsonl", row)))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match=r"none\.jsonl"):
        list(read_gold(tmp_path / "none.jsonl"))
    with pytest.raises(GoldError, match=r"none\.jsonl"):
        digest(tmp_path / "none.jsonl")


def test_digest(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"ice")
    assert digest(path) == "sha256:" + hashlib.sha256(b"ice").hexdigest()
