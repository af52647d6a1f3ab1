import json
import re
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from reportedly.exports.export import export
from reportedly.exports.followthemoney import SCHEMATA
from reportedly.ledger.filter import Filter
from reportedly.records import ACTOR_KINDS
from tests.exports.conftest import ALL

# From FollowTheMoney 4.11: of the schemata used, the properties that are used, those it requires, and what an entity's
# id may look like.
PROPERTIES = {
    "Article": {"title", "author", "publisher", "publishedAt", "sourceUrl", "language"},
    "Document": {"name", "title", "keywords"},
    "Person": {"name", "keywords"},
    "Organization": {"name", "keywords"},
    "LegalEntity": {"name", "keywords"},
    "Mention": {"document", "resolved", "name", "detectedSchema"},
    "Note": {"name", "description", "summary", "entity", "proof", "publisher", "sourceUrl", "keywords", "notes"},
}
REQUIRED = {"Person": {"name"}, "Organization": {"name"}, "LegalEntity": {"name"}, "Mention": {"document", "name"}}
ENTITIES = {"document", "resolved", "entity", "proof"}
ID = re.compile(r"[0-9a-zA-Z]([0-9a-zA-Z.\-]*[0-9a-zA-Z])?")


@pytest.fixture
def entities(connection: sqlite3.Connection, tmp_path: Path) -> Any:
    export(connection, Filter(), "followthemoney", tmp_path / "out")
    return [json.loads(line) for line in (tmp_path / "out").read_text("utf-8").splitlines()]


def test_they_fit_the_schemata(entities: Any) -> None:
    for entity in entities:
        assert set(entity) == {"id", "schema", "properties"}
        assert REQUIRED.get(entity["schema"], set()) <= set(entity["properties"]) <= PROPERTIES[entity["schema"]]
        assert ID.fullmatch(entity["id"])
        assert all(isinstance(value, str) and value for values in entity["properties"].values() for value in values)


def test_each_comes_once_and_before_it_is_pointed_at(entities: Any) -> None:
    seen: set[str] = set()
    for entity in entities:
        assert entity["id"] not in seen
        pointed = {one for name, values in entity["properties"].items() if name in ENTITIES for one in values}
        assert pointed <= seen
        seen.add(entity["id"])


def test_a_report_is_a_note_about_speaker_and_article(entities: Any) -> None:
    notes = {entity["id"]: entity["properties"] for entity in entities if entity["schema"] == "Note"}
    assert len(notes) == len(ALL)
    assert notes["d-1-r-1"] == {
        "name": ["Ada Brandt: said"], "description": ["“No 🌊 ever,” “not before May.”"],
        "summary": ["Post < a rally < Io Venn < Ada Brandt"], "entity": ["a-b0", "d-1"], "proof": ["d-1"],
        "publisher": ["Post"], "sourceUrl": ["https://post.example/1?a=ü b"], "keywords": ["direct", "denies", "found"],
        "notes": ["said 2025-05-11", "occasion: May"],
    }  # fmt: skip
    assert notes["d-2-r-6"]["entity"] == ["d-2"]


def test_a_document_that_speaks_is_no_mention(entities: Any) -> None:
    assert {entity["properties"]["resolved"][0] for entity in entities if entity["schema"] == "Mention"} == {
        "a-b0", "a-50", "a-c0",
    }  # fmt: skip


def test_every_kind_has_a_schema() -> None:
    assert set(SCHEMATA) == set(ACTOR_KINDS)


def test_the_library_takes_them(entities: Any) -> None:
    model = pytest.importorskip("followthemoney").model
    for entity in entities:
        proxy = model.get_proxy(entity, cleaned=False)
        assert {name: sorted(values) for name, values in proxy.to_dict()["properties"].items()}.keys() == entity[
            "properties"
        ].keys()
        proxy.schema.validate(entity)
