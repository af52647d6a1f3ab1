"""What waits for a person over the API: pairs of reports that may be one statement, or may contradict each other."""

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tests.ledger.conftest import CRANES, FERRY, QUAY
from tests.ledger.doubts import doubt_in

LEFT, RIGHT = FERRY.reports[0].id, QUAY.reports[0].id
V1 = "/api/v1"


def ledger_of(client: TestClient) -> Path:
    return client.app.state.ledger  # type: ignore[attr-defined, no-any-return]


@pytest.mark.parametrize(
    ("about", "place", "figure", "act"),
    [
        ("statement", "statements", "unsure_statements", "different_statement"),
        ("contradiction", "contradictions", "contradictions", "no_contradiction"),
    ],
)
def test_a_pair_waits_until_it_is_judged(writable: TestClient, about: str, place: str, figure: str, act: str) -> None:
    number = doubt_in(ledger_of(writable), about, LEFT, RIGHT, "Who knows.")  # type: ignore[arg-type]
    (pair,) = writable.get(f"{V1}/review/{place}").json()["pairs"]
    assert (pair["judgement"], pair["reasons"]) == (number, ["Who knows."])
    assert {pair["left"]["id"], pair["right"]["id"]} == {LEFT, RIGHT}
    assert "content" in pair["left"]
    assert writable.get(f"{V1}/overview").json()[figure] == 1
    body = {"act": act, "left": pair["left"]["id"], "right": pair["right"]["id"]}
    assert writable.post(f"{V1}/judgements", json=body).status_code == 201
    assert writable.get(f"{V1}/review/{place}").json() == {"pairs": [], "after": None, "next": None}
    assert writable.get(f"{V1}/overview").json()[figure] == 0


def test_the_pairs_go_on(writable: TestClient) -> None:
    for other in (*QUAY.reports, *CRANES.reports):
        doubt_in(ledger_of(writable), "contradiction", LEFT, other.id, "Who knows.")
    first = writable.get(f"{V1}/review/contradictions", params={"limit": 3}).json()
    second = writable.get(first["next"]).json()
    assert [len(page["pairs"]) for page in (first, second)] == [3, 1]
    assert second["next"] is None


def test_a_candidate_stands_with_its_statement_and_asserts_nothing(writable: TestClient) -> None:
    doubt_in(ledger_of(writable), "contradiction", LEFT, RIGHT, "Who knows.")
    (found,) = writable.get(f"{V1}/statements/{LEFT}").json()["opposed"]
    assert (found["own"]["id"], found["other"]["id"], found["by"]) == (LEFT, RIGHT, None)
    assert found["reasons"] == ["Who knows."]
