import json
import re
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from reportedly.exports.export import export
from reportedly.exports.label_studio import CONFIGURATION
from reportedly.ledger.connection import open_to_read
from reportedly.ledger.filter import Filter
from tests.exports.conftest import NASTY, judge


@pytest.fixture
def tasks(connection: sqlite3.Connection, tmp_path: Path) -> Any:
    export(connection, Filter(), "label-studio", tmp_path / "out.json")
    return json.loads((tmp_path / "out.json").read_text("utf-8"))


def results(task: Any) -> list[Any]:
    return [result for prediction in task["predictions"] for result in prediction["result"]]


def test_a_task_is_a_document(tasks: Any) -> None:
    assert [task["data"]["document_id"] for task in tasks] == ["d:1", "d:2", "d:3"]
    assert tasks[0]["data"] == {
        "text": NASTY, "title": '=1+1 "No, ever"', "document_id": "d:1", "origin": "a b.txt",
        "url": "https://post.example/1?a=ü b", "outlet": "Post", "published": "2025-05-14", "language": "en",
    }  # fmt: skip
    assert "annotations" not in tasks[0]


def test_regions_equal_the_text(tasks: Any) -> None:
    for task in tasks:
        values = [result["value"] for result in results(task) if result["type"] != "relation"]
        assert values
        for value in values:
            if value.get("text") and isinstance(value["text"], str):
                assert task["data"]["text"][value["start"] : value["end"]] == value["text"]


def test_an_interrupted_content_hangs_together(tasks: Any) -> None:
    contents = [r for r in results(tasks[0]) if r.get("value", {}).get("labels") == ["Content"] and "r:1:" in r["id"]]
    assert [(one["id"], one["value"]["text"]) for one in contents] == [
        ("r:1:content", "“No 🌊 ever,”"),
        ("r:1:content:1", "“not before May.”"),
    ]
    assert {"type": "relation", "from_id": "r:1:content:1", "to_id": "r:1:content", "direction": "right",
            "labels": ["continues"]} in results(tasks[0])  # fmt: skip


def test_relations_point_at_regions(tasks: Any) -> None:
    for task in tasks:
        regions = {result["id"] for result in results(task) if result["type"] == "labels"}
        relations = [result for result in results(task) if result["type"] == "relation"]
        assert all({one["from_id"], one["to_id"]} <= regions for one in relations)
    related = {(one["from_id"], one["to_id"], *one["labels"]) for one in results(tasks[0]) if one["type"] == "relation"}
    assert ("r:3:content", "r:2:content", "nested in") in related
    assert ("r:1:content", "r:1:source", "said by") in related


def test_everything_that_is_used_is_configured(tasks: Any) -> None:
    names = {element.get("name"): element for element in ElementTree.fromstring(CONFIGURATION).iter()}
    values = {element.get("value") for element in ElementTree.fromstring(CONFIGURATION).iter()}
    for task in tasks:
        for result in results(task):
            if result["type"] == "relation":
                assert set(result["labels"]) <= values
            else:
                assert names[result["from_name"]].get("toName") == result["to_name"] == "text"
                assert names[result["from_name"]].tag.casefold() == result["type"]
                assert set(result["value"].get("labels", ())) | set(result["value"].get("choices", ())) <= values
    assert set(re.findall(r"\$(\w+)", CONFIGURATION)) <= set(tasks[1]["data"])


def test_what_people_judged_is_an_annotation(own: Path, tmp_path: Path) -> None:
    judge(own, "report", "r:4")
    with closing(open_to_read(own)) as connection:
        export(connection, Filter(), "label-studio", tmp_path / "out.json")
    first, *others = json.loads((tmp_path / "out.json").read_text("utf-8"))
    (annotation,) = first["annotations"]
    assert {one["id"] for one in annotation["result"] if "id" in one} == {"r:4:content", "r:4:source", "r:4:cue"}
    assert not any("annotations" in other for other in others)
