"""A statement as the API tells it, and joining and parting reports."""

import shutil
from pathlib import Path

import msgspec
import pytest
from starlette.testclient import TestClient

from reportedly.trace import Trace
from tests.web.api.conftest import client_of
from tests.web.story import story_ledger

V1 = "/api/v1"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    path = tmp_path_factory.mktemp("story") / "story.ledger"
    return path, story_ledger(path, 20)


@pytest.fixture
def story(made: tuple[Path, str], tmp_path: Path) -> TestClient:
    return client_of(Path(shutil.copy(made[0], tmp_path / "story.ledger")))


def test_the_lineage_with_its_evidence(story: TestClient, made: tuple[Path, str]) -> None:
    answer = story.get(f"{V1}/statements/{made[1]}")
    found = msgspec.convert(answer.json(), Trace)
    assert (found.statement.reports, found.statement.outlets) == (20, 20)
    assert (found.origins, found.origins_min, found.witnesses) == (5, 4, 4)
    first, second = found.reports[:2]
    assert (first.standing, first.earliest, first.rests_on) == ("witness", True, None)
    edge = second.rests_on
    assert edge is not None
    assert (edge.how, edge.to_report, edge.to_document) == ("credits", first.report.id, first.report.document.id)
    text = story.get(f"{V1}/documents/{second.report.document.id}").json()["document"]["text"]
    assert [span.of(text) for span in edge.here] == ["Harbour Post"]
    changed = found.wordings[1]
    assert changed.flags[0].explanation
    assert {change.how for change in changed.changes} <= {"kept", "cut", "added", "replaced"}


def test_what_was_said_on_other_occasions(tmp_path: Path) -> None:
    statement = story_ledger(tmp_path / "again.ledger", 2, again=True)
    client = client_of(tmp_path / "again.ledger")
    before, again = msgspec.convert(client.get(f"{V1}/statements/{statement}").json(), Trace).repetitions.statements
    assert (before.same_speaker, before.days, before.equal, before.shared) == (False, -173, True, 1.0)
    assert before.speaker is not None
    assert before.speaker.name == "Kasper Oll"
    assert (again.same_speaker, again.days, again.statement.outlets) == (True, 294, 1)
    other = msgspec.convert(client.get(f"{V1}/statements/{again.statement.id}").json(), Trace)
    assert statement in [one.statement.id for one in other.repetitions.statements]
    described = client.get(f"{V1}/openapi.json").json()["components"]["schemas"]
    assert described["Trace"]["properties"]["repetitions"]["$ref"].endswith("/Repetitions")
    assert "days" in described["Repetition"]["properties"]


def test_the_id_of_a_report_leads_to_its_statement(story: TestClient, made: tuple[Path, str]) -> None:
    found = story.get(f"{V1}/statements/{made[1]}").json()
    report = found["reports"][7]["report"]["id"]
    assert story.get(f"{V1}/statements/{report}").json() == found


def test_reports_are_taken_apart_and_joined(story: TestClient, made: tuple[Path, str]) -> None:
    reports = [one["report"]["id"] for one in story.get(f"{V1}/statements/{made[1]}").json()["reports"]]
    pair = {"left": reports[1], "right": reports[0]}
    judged = story.post(f"{V1}/judgements", json={"act": "different_statement", **pair})
    assert judged.status_code == 201
    assert (judged.json()["about"], judged.json()["verdict"]) == ("statement", "different")
    statements = {id: story.get(f"{V1}/reports/{id}").json()["report"]["statement"] for id in pair.values()}
    assert len(set(statements.values())) == 2
    assert story.post(f"{V1}/judgements", json={"act": "same_statement", **pair}).status_code == 201
    statements = {id: story.get(f"{V1}/reports/{id}").json()["report"]["statement"] for id in pair.values()}
    assert len(set(statements.values())) == 1
    assert story.post(f"{V1}/judgements", json={"act": "same_statement", "left": "r:no", "right": "r:none"}).is_error
