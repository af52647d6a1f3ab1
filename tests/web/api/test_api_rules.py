"""What holds at every address: one shape of errors, ETags, HEAD and OPTIONS, the token."""

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from reportedly.judging import confirm
from reportedly.ledger.connection import writing
from reportedly.web.api.endpoint import Endpoint
from reportedly.web.api.errors import CODES
from tests.ledger.conftest import FERRY, LENA
from tests.web.api.conftest import client_of
from tests.web.api.test_api_fuzz import ENDPOINTS

V1 = "/api/v1"
JSON = {"content-type": "application/json"}
TOKEN = "correct-horse-battery-staple"
GETS = [f"{V1}{one.path}" for one in ENDPOINTS if one.method == "GET" and "{" not in one.path and one.path != "/actors"]


def refused(answer: object, status: int) -> dict[str, str]:
    """The error of an answer, once it is one of the shape that all have."""
    assert answer.status_code == status, answer.text  # type: ignore[attr-defined]
    assert answer.headers["content-type"] == "application/json"  # type: ignore[attr-defined]
    body = answer.json()  # type: ignore[attr-defined]
    assert body.keys() == {"error"}
    error: dict[str, str] = body["error"]
    assert {"code", "message"} <= error.keys() <= {"code", "message", "field"}
    assert error["code"] == CODES[status][0]
    assert error["message"].endswith((".", "?"))
    return error


class TestErrors:
    @pytest.mark.parametrize(
        "place",
        [
            "/nope", "", "/", "/reports/", "/documents/d:none", "/documents/d:none/reports", "/actors/a:none/timeline",
            "/judgements/9", "/outlets/none", "/statements/s:none", "/reports/a%0Ab", "/reports/%00", "/reports/%FF",
        ],
    )  # fmt: skip
    def test_404(self, client: TestClient, place: str) -> None:
        refused(client.get(V1 + place), 404)

    def test_404_beside_this_version(self, client: TestClient) -> None:
        refused(client.get("/api/v2/reports"), 404)
        refused(client.get("/api"), 404)

    @pytest.mark.parametrize(("method", "place"), [("PUT", "/reports"), ("DELETE", "/judgements"), ("GET", "/read")])
    def test_405_says_what_is_allowed(self, client: TestClient, method: str, place: str) -> None:
        answer = client.request(method, V1 + place)
        refused(answer, 405)
        assert answer.headers["allow"] == client.options(V1 + place).headers["allow"]

    @pytest.mark.parametrize(
        ("query", "field"),
        [
            ("limit=0", "limit"), ("limit=201", "limit"), ("limit=many", "limit"), ("stance=odd", "stance"),
            ("from=2024-02-31", None), ("after=xyz", None), ("colour=red", "colour"), ("q=a&q=b", "q"),
            (f"q={'x' * 3000}", "q"), ("speaker=", "speaker"),
        ],
    )  # fmt: skip
    def test_422(self, client: TestClient, query: str, field: str | None) -> None:
        assert refused(client.get(f"{V1}/reports?{query}"), 422).get("field") == field

    def test_addresses_without_parameters_take_none(self, client: TestClient) -> None:
        refused(client.get(f"{V1}/overview?x=1"), 422)

    @pytest.mark.parametrize("body", [b"{", b"", b"\xff", b'{"act": "\xff"}', b'{"act": "\\ud800"}'], ids=repr)
    def test_400_for_what_is_no_json(self, client: TestClient, body: bytes) -> None:
        refused(client.post(f"{V1}/judgements", content=body, headers=JSON), 400)

    def test_deep_nesting_is_refused(self, client: TestClient) -> None:
        body = b'{"act": "credit", "report": ' + b"[" * 100_000
        assert client.post(f"{V1}/judgements", content=body, headers=JSON).status_code in (400, 422)

    @pytest.mark.parametrize(
        "kind",
        ["", "text/html", "application/x-www-form-urlencoded", "application/json; charset=latin-1", "text/json", "/"],
    )
    def test_415(self, client: TestClient, kind: str) -> None:
        refused(client.post(f"{V1}/judgements", content=b"{}", headers={"content-type": kind}), 415)

    def test_413_below_the_cap_of_all_requests(self, client: TestClient) -> None:
        body = b'{"act": "' + b"x" * (300 << 10) + b'"}'
        refused(client.post(f"{V1}/judgements", content=body, headers=JSON), 413)

    def test_413_by_the_guard(self, client: TestClient) -> None:
        refused(client.post(f"{V1}/read", content=b"x" * (9 << 20), headers={"content-type": "text/plain"}), 413)

    def test_421_403_401_by_the_guard(self, client: TestClient, whole_ledger: Path) -> None:
        refused(client.get(f"{V1}/reports", headers={"host": "evil.example"}), 421)
        refused(client.post(f"{V1}/judgements", headers={"sec-fetch-site": "cross-site"}), 403)
        refused(client_of(whole_ledger, token=TOKEN).get(f"{V1}/reports"), 401)

    def test_500_tells_nothing(self, whole_ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def broken(*_: object) -> None:
            raise ValueError("secret")

        monkeypatch.setattr("reportedly.web.api.reports.find", broken)
        answer = client_of(whole_ledger).get(f"{V1}/reports")
        assert "secret" not in refused(answer, 500)["message"]

    def test_503_does_not_name_the_file(self, tmp_path: Path) -> None:
        answer = client_of(tmp_path / "gone.ledger").get(f"{V1}/reports")
        assert str(tmp_path) not in refused(answer, 503)["message"]
        assert answer.headers["retry-after"]


class TestFreshness:
    @pytest.mark.parametrize("place", [one for one in GETS if "openapi" not in one])
    def test_what_is_known_is_not_sent_again(self, client: TestClient, place: str) -> None:
        tag = client.get(place).headers["etag"]
        again = client.get(place, headers={"if-none-match": f'"other", {tag}'})
        assert tag.startswith('W/"')
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
        assert client.get(place, headers={"if-none-match": '"other"'}).status_code == 200

    def test_another_question_has_another_tag(self, client: TestClient) -> None:
        tags = {client.get(f"{V1}/reports{query}").headers["etag"] for query in ("", "?q=ferry", "?limit=2")}
        assert len(tags) == 3

    def test_a_change_makes_it_new(self, writable: TestClient) -> None:
        before = writable.get(f"{V1}/reports").headers["etag"]
        judged = writable.post(f"{V1}/judgements", json={"act": "reject", "report": FERRY.reports[0].id})
        after = writable.get(f"{V1}/reports", headers={"if-none-match": before})
        assert (judged.status_code, after.status_code) == (201, 200)
        assert writable.delete(judged.headers["location"]).status_code == 200
        assert writable.get(f"{V1}/reports").headers["etag"] not in (before, after.headers["etag"])

    def test_every_commit_makes_it_new_while_another_keeps_the_log_open(self, writable: TestClient) -> None:
        path = writable.app.state.ledger  # type: ignore[attr-defined]
        tags = [writable.get(f"{V1}/reports").headers["etag"]]
        with writing(path) as ledger:
            for _ in range(20):
                confirm(ledger, FERRY.reports[0].id, "Io")
                tags.append(writable.get(f"{V1}/reports").headers["etag"])
        assert len(set(tags)) == len(tags)

    def test_what_is_not_there_has_no_tag(self, client: TestClient) -> None:
        answer = client.get(f"{V1}/reports/r:none", headers={"if-none-match": "*"})
        assert answer.status_code == 404
        assert "etag" not in answer.headers

    def test_nothing_private_is_kept(self, client: TestClient, whole_ledger: Path) -> None:
        private = client_of(whole_ledger, token=TOKEN)
        known = private.get(f"{V1}/reports", headers={"authorization": f"Bearer {TOKEN}"})
        assert (known.status_code, known.headers["cache-control"]) == (200, "no-store")
        assert client.get(f"{V1}/reports").headers["cache-control"] == "no-cache"
        assert client.post(f"{V1}/read", json={"text": "Nothing."}).headers["cache-control"] == "no-store"


class TestMethods:
    @pytest.mark.parametrize("place", GETS)
    def test_head_is_get_without_a_body(self, client: TestClient, place: str) -> None:
        got, head = client.get(place), client.head(place)
        assert head.content == b""
        assert head.status_code == 200
        assert head.headers == got.headers

    def test_head_of_nothing(self, client: TestClient) -> None:
        answer = client.head(f"{V1}/reports/r:none")
        assert (answer.status_code, answer.content) == (404, b"")

    @pytest.mark.parametrize("endpoint", ENDPOINTS, ids=lambda one: f"{one.method} {one.path}")
    def test_options_says_what_is_allowed(self, client: TestClient, endpoint: Endpoint) -> None:
        place = endpoint.path.format(id=LENA.id, name="x", number=1)
        answer = client.options(V1 + place)
        allowed = answer.headers["allow"].split(", ")
        assert answer.status_code == 204
        assert {endpoint.method, "OPTIONS"} <= set(allowed)
        assert ("HEAD" in allowed) == ("GET" in allowed)
        assert not [name for name in answer.headers if name.startswith("access-control")]
