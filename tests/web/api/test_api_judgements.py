"""Judging over the API: what is written, what it changes, and taking it back."""

from typing import Any

import pytest
from starlette.testclient import TestClient

from tests.ledger.conftest import BOARD, FERRY, L_MARO, LENA, TOMAS
from tests.web.api.conftest import client_of

PLACE = "/api/v1/judgements"
REPORT = FERRY.reports[0].id
RESPAN = {"act": "respan", "report": REPORT, "document": FERRY.document.id, "source": [], "cue": []}


def judge(client: TestClient, act: str, **what: object) -> Any:
    answer = client.post(PLACE, json={"act": act, **what})
    assert answer.status_code == 201, answer.text
    assert answer.headers["location"] == f"{PLACE}/{answer.json()['number']}"
    return answer.json()


def one(client: TestClient, report: str = REPORT) -> Any:
    return client.get(f"/api/v1/reports/{report}").json()


def test_a_rejected_report_is_gone_until_it_is_taken_back(writable: TestClient) -> None:
    number = judge(writable, "reject", report=REPORT)["number"]
    assert one(writable)["status"] == "rejected"
    listed = writable.get("/api/v1/reports", params={"document": FERRY.document.id}).json()["reports"]
    assert REPORT not in [report["id"] for report in listed]
    undone = writable.delete(f"{PLACE}/{number}")
    assert (undone.status_code, undone.json()["undone_by"]) == (200, "Io")
    assert one(writable)["status"] == "found"


def test_credit(writable: TestClient) -> None:
    judge(writable, "credit", report=REPORT, actor=TOMAS.id)
    assert one(writable)["report"]["actor"]["name"] == "Tomas Brandt"
    judge(writable, "credit", report=REPORT, actor=None)
    assert one(writable)["report"]["actor"] is None
    judge(writable, "credit_name", report=REPORT, name="Vera Okoye", kind="person")
    assert one(writable)["report"]["actor"]["name"] == "Vera Okoye"
    assert one(writable)["status"] == "corrected"


def test_respan(writable: TestClient) -> None:
    spans = {"source": [[0, 9]], "cue": [[10, 16]], "content": [[17, 42]]}
    judge(writable, "respan", report=REPORT, document=FERRY.document.id, **spans)
    assert one(writable)["report"]["content"] == {"text": "that the ferry was unsafe", "spans": [[17, 42]]}


def test_different_and_same(writable: TestClient) -> None:
    assert judge(writable, "same", left=TOMAS.id, right=BOARD.id)["about"] == "actor"
    assert writable.get(f"/api/v1/actors/{BOARD.id}").json() == writable.get(f"/api/v1/actors/{TOMAS.id}").json()
    judge(writable, "different", left=LENA.id, right=L_MARO.id)
    assert writable.get(f"/api/v1/actors/{L_MARO.id}").json()["actor"]["id"] == L_MARO.id


def test_whether_reports_are_one_statement_and_whether_they_contradict(writable: TestClient) -> None:
    left, right = FERRY.reports[0].id, FERRY.reports[1].id
    statements = [one(writable, report)["report"]["statement"] for report in (left, right)]
    said = {
        "same_statement": ("statement", "same"),
        "different_statement": ("statement", "different"),
        "unsure_statement": ("statement", "unsure"),
        "contradiction": ("contradiction", "right"),
        "no_contradiction": ("contradiction", "wrong"),
    }
    for act, expected in said.items():
        written = judge(writable, act, left=left, right=right)
        assert (written["about"], written["verdict"], written["left"], written["right"]) == (*expected, left, right)
        assert writable.delete(f"{PLACE}/{written['number']}").status_code == 200
    assert [one(writable, report)["report"]["statement"] for report in (left, right)] == statements


def test_a_contradiction_stands_with_both_statements(writable: TestClient) -> None:
    left, right = FERRY.reports[0].id, FERRY.reports[1].id
    judge(writable, "contradiction", left=left, right=right)
    for own, other in ((left, right), (right, left)):
        (found,) = writable.get(f"/api/v1/statements/{own}").json()["opposed"]
        assert (found["own"]["id"], found["other"]["id"], found["by"]) == (own, other, "Io")


def test_the_history_has_all_of_it(writable: TestClient) -> None:
    numbers = [judge(writable, act, report=REPORT)["number"] for act in ("confirm", "reject", "confirm")]
    first = writable.get(PLACE, params={"limit": 2}).json()
    second = writable.get(first["next"]).json()
    assert [row["number"] for page in (first, second) for row in page["judgements"]] == numbers[::-1]
    assert second["next"] is None
    assert writable.get(f"{PLACE}/{numbers[1]}").json()["verdict"] == "wrong"


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"act": "confirm", "report": "r:none"}, None),
        ({"act": "confirm"}, "report"),
        ({"act": "confirm", "report": REPORT, "more": 1}, "more"),
        ({"act": "praise", "report": REPORT}, "act"),
        ({"report": REPORT}, "act"),
        ({"act": "credit", "report": REPORT, "actor": "a:none"}, None),
        ({"act": "credit_name", "report": REPORT, "name": "x", "kind": "ghost"}, "kind"),
        ({"act": "same", "left": LENA.id, "right": LENA.id}, None),
        ({"act": "unsure_statement", "left": REPORT}, "right"),
        ({"act": "contradiction", "left": REPORT, "right": REPORT}, None),
        ({"act": "no_contradiction", "left": REPORT, "right": LENA.id}, None),
        ({"act": "split", "appearance": "a:none"}, None),
        ({**RESPAN, "content": [[9, 9]]}, "content"),
        ({**RESPAN, "content": [[0, 9999]]}, None),
        ({**RESPAN, "content": [[-1, 9]]}, "content[0][0]"),
        ({**RESPAN, "content": []}, None),
        ({**RESPAN, "content": [[0, 9]] * 101}, "content"),
        ([], None),
    ],
    ids=str,
)  # fmt: skip
def test_what_makes_no_sense_is_refused_and_not_written(writable: TestClient, body: Any, field: str | None) -> None:
    answer = writable.post(PLACE, json=body)
    assert (answer.status_code, answer.json()["error"].get("field")) == (422, field)
    assert writable.get(PLACE).json()["judgements"] == []


def test_what_is_not_there_cannot_be_taken_back(writable: TestClient) -> None:
    assert writable.delete(f"{PLACE}/7").status_code == 404
    number = judge(writable, "confirm", report=REPORT)["number"]
    assert [writable.delete(f"{PLACE}/{number}").status_code for _ in range(2)] == [200, 409]


def test_a_ledger_that_is_only_shown_is_not_written(writable: TestClient) -> None:
    shown = client_of(writable.app.state.ledger, read_only=True)  # type: ignore[attr-defined]
    answers = [
        shown.post(PLACE, json={"act": "confirm", "report": REPORT}),
        shown.post(PLACE, content=b"{"),
        shown.delete(f"{PLACE}/1"),
    ]
    assert [(answer.status_code, answer.json()["error"]["code"]) for answer in answers] == [(403, "forbidden")] * 3
    assert shown.get(PLACE).json()["judgements"] == []


def test_another_site_cannot_judge(writable: TestClient) -> None:
    for headers in ({"sec-fetch-site": "cross-site"}, {"origin": "https://evil.example"}):
        assert writable.post(PLACE, json={"act": "confirm", "report": REPORT}, headers=headers).status_code == 403
    assert writable.get(PLACE).json()["judgements"] == []
