"""What each address answers, asked of the small ledger of `tests/ledger/conftest.py`."""

from typing import Any

import msgspec
import pytest
from starlette.testclient import TestClient

from reportedly.ledger.connection import open_to_read, transaction, writing
from reportedly.ledger.lines import of_document
from reportedly.records import LedgerReport
from reportedly.text.folding import fold
from tests.ledger.conftest import CRANES, ENTRIES, FERRY, FERRY_LATER, L_MARO, LENA, LETTER, QUAY, TOKYO

V1 = "/api/v1"


def asked(client: TestClient, path: str, **query: object) -> Any:
    answer = client.get(V1 + path, params={name.rstrip("_"): str(value) for name, value in query.items()})
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/json"
    return answer.json()


def plain(record: msgspec.Struct) -> Any:
    return msgspec.json.decode(msgspec.json.encode(record))


def contents(found: Any) -> list[str]:
    return [report["content"]["text"] for report in found["reports"]]


class TestReports:
    def test_a_report_is_the_object_of_the_contract_and_nothing_else(self, client: TestClient) -> None:
        with open_to_read(client.app.state.ledger) as connection:  # type: ignore[attr-defined]
            lines = of_document(connection, FERRY.document.id)
        found = asked(client, "/reports", document=FERRY.document.id, sort="oldest")["reports"]
        assert found == [plain(line.report) for line in lines]
        assert msgspec.convert(found, list[LedgerReport]) == [line.report for line in lines]

    @pytest.mark.parametrize(
        ("query", "found"),
        [
            ({"q": "cranes"}, {"two more cranes", "The cranes are old"}),
            ({"q": "ferry", "stance": "denies"}, {"the ferry was unsafe"}),
            ({"speaker": "Lena Maro", "kind": "direct"}, {"“We will widen the quay,”"}),
            ({"speaker": LENA.id, "from": "2024-04"}, {"“We will widen the quay,”"}),
            ({"outlet": "the courier", "to": "2023", "stance": "asserts"}, {"The cranes are old"}),
            ({"q": "橋"}, {"東京都の橋が安全だ"}),
            ({"q": "cafe"}, {"the café on board would stay"}),
            ({"status": "rejected"}, set()),
        ],
        ids=str,
    )  # fmt: skip
    def test_all_conditions_hold_together(self, client: TestClient, query: dict[str, str], found: set[str]) -> None:
        assert set(contents(asked(client, "/reports", **query))) == found

    def test_following_next_gives_everything_once(self, client: TestClient) -> None:
        place, found = f"{V1}/reports?limit=5&sort=oldest", []
        while place:
            page = client.get(place).json()
            assert len(page["reports"]) <= 5
            found += [report["id"] for report in page["reports"]]
            place = page["next"]
        assert len(found) == len(set(found)) == sum(len(entry.reports) for entry in ENTRIES)

    def test_next_keeps_the_question(self, client: TestClient) -> None:
        first = asked(client, "/reports", q="the -ferry", limit=1)
        second = client.get(first["next"]).json()
        assert "q=the+-ferry" in first["next"]
        assert "ferry" not in second["reports"][0]["content"]["text"]

    def test_one_comes_with_what_people_said_of_it(self, writable: TestClient) -> None:
        report = FERRY.reports[0].id
        writable.post(f"{V1}/judgements", json={"act": "confirm", "report": report})
        found = asked(writable, f"/reports/{report}")
        assert found["report"]["id"] == report
        assert found["status"] == "confirmed"
        assert [head["id"] for head in found["documents"]] == [FERRY.document.id]
        assert [(one["verdict"], one["by"]) for one in found["judgements"]] == [("right", "Io")]

    def test_a_statement_has_the_reports_that_render_it(self, client: TestClient) -> None:
        statement = asked(client, "/reports", document=FERRY.document.id)["reports"][0]["statement"]
        found = asked(client, f"/statements/{statement}")
        card = found["statement"]
        assert (card["id"], card["reports"], card["outlets"]) == (statement, 1, 1)
        assert [one["report"]["statement"] for one in found["reports"]] == [statement]
        assert [one["statement"] for one in asked(client, f"/statements/{statement}/reports")["reports"]] == [statement]


class TestSearch:
    def test_hits_count_in_the_passages(self, client: TestClient) -> None:
        found = asked(client, "/search", q='ferry OR "harbour board"')
        for hit in found["hits"]:
            content, source = hit["report"]["content"]["text"], hit["report"]["source"]["text"]
            lit = [content[start:end] for start, end in hit["in_content"]]
            lit += [source[start:end] for start, end in hit["in_source"]]
            assert lit
            assert {fold(words) for words in lit} <= {"ferry", "harbour board"}

    def test_facets_divide_all_answers_and_come_once(self, client: TestClient) -> None:
        first = asked(client, "/search", outlet="Harbour Post", limit=2)
        assert first["facets"]["count"] == {"reports": 5, "exact": True}
        assert first["facets"]["speakers"][0] == {"value": LENA.id, "label": "Lena Maro", "reports": 3}
        assert client.get(first["next"]).json()["facets"] is None

    def test_a_facet_is_what_its_parameter_takes(self, client: TestClient) -> None:
        whole = asked(client, "/search")["facets"]
        for name in ("speaker", "outlet", "kind", "stance"):
            for facet in whole[f"{name}s"]:
                assert len(asked(client, "/search", **{name: facet["value"]})["hits"]) == facet["reports"]


class TestDocuments:
    def test_the_latest_come_first(self, client: TestClient) -> None:
        days = [document["published"] or "" for document in asked(client, "/documents")["documents"]]
        assert days == sorted(days, reverse=True)
        assert len(days) == len(ENTRIES)

    def test_by_words_and_by_outlet(self, client: TestClient) -> None:
        assert {one["id"] for one in asked(client, "/documents", q="quay")["documents"]} == {QUAY.document.id}
        courier = asked(client, "/documents", outlet="The Courier")["documents"]
        assert {one["id"] for one in courier} == {QUAY.document.id, CRANES.document.id}
        assert client.get(f"{V1}/documents?q=quay&outlet=x").json()["error"]["field"] == "outlet"

    def test_one_has_its_text_and_versions(self, client: TestClient) -> None:
        found = asked(client, f"/documents/{FERRY.document.id}")
        assert found["document"] == plain(FERRY.document)
        versions = [FERRY.document.id, FERRY_LATER.document.id]
        assert [version["id"] for version in found["versions"]] == versions
        assert [one["id"] for one in asked(client, f"/documents/{versions[1]}/versions")["versions"]] == versions

    def test_its_reports_are_in_text_order(self, client: TestClient) -> None:
        found = asked(client, f"/documents/{CRANES.document.id}/reports")
        assert contents(found) == [report.content.text for report in CRANES.reports]

    def test_its_actors_are_those_of_all_documents(self, client: TestClient) -> None:
        found = asked(client, f"/documents/{QUAY.document.id}/actors")["actors"]
        assert found[0]["id"] == LENA.id
        assert QUAY.document.text[slice(*found[0]["mentions"][0])] == "L. Maro"

    def test_its_bytes_are_saved_and_never_shown(self, client: TestClient) -> None:
        answer = client.get(f"{V1}/documents/{FERRY.document.id}/body")
        assert answer.content == FERRY.body
        assert answer.headers["content-type"] == "application/octet-stream"
        assert answer.headers["content-disposition"].startswith("attachment")
        assert answer.headers["x-content-type-options"] == "nosniff"
        kept = asked(client, f"/documents/{FERRY.document.id}")["body"]
        assert kept["size"] == len(answer.content)

    def test_bytes_that_were_not_kept_are_missed(self, client: TestClient) -> None:
        assert asked(client, f"/documents/{TOKYO.document.id}")["body"] is None
        assert client.get(f"{V1}/documents/{TOKYO.document.id}/body").status_code == 404

    def test_damaged_bytes_are_ours_to_mend(self, writable: TestClient) -> None:
        with writing(writable.app.state.ledger) as ledger, transaction(ledger) as connection:  # type: ignore[attr-defined]
            connection.execute("UPDATE body SET zlib = x'00'")
        answer = writable.get(f"{V1}/documents/{FERRY.document.id}/body")
        assert (answer.status_code, answer.json()["error"]["code"]) == (503, "unavailable")


class TestActors:
    def test_by_name(self, client: TestClient) -> None:
        (found,) = asked(client, "/actors", name="maro")["actors"]
        assert (found["id"], found["names"]) == (LENA.id, ["Lena Maro", "L. Maro"])

    def test_a_joined_profile_leads_to_its_actor(self, client: TestClient) -> None:
        found = asked(client, f"/actors/{L_MARO.id}")
        assert found["actor"]["id"] == LENA.id
        assert {facet["label"] for facet in found["cited_with"]} == {"Tomas Brandt", "Harbour Board", "a source"}

    def test_what_they_said_the_newest_first(self, client: TestClient) -> None:
        found = asked(client, f"/actors/{LENA.id}/reports")["reports"]
        days = [report["document"]["published"][:10] for report in found]
        assert days == ["2024-04-02", "2024-03-11", "2024-03-11", "2024-03-10"]

    def test_the_timeline_counts_them(self, client: TestClient) -> None:
        periods = asked(client, f"/actors/{LENA.id}/timeline")["periods"]
        assert sum(period["reports"] for period in periods) == 4

    def test_appearances_are_what_split_takes(self, writable: TestClient) -> None:
        found = asked(writable, f"/actors/{LENA.id}/appearances")["appearances"]
        assert [one["name"] for one in found] == ["Lena Maro", "Lena Maro", "L. Maro"]
        assert writable.post(f"{V1}/judgements", json={"act": "split", "appearance": found[1]["id"]}).status_code == 201
        left = asked(writable, f"/actors/{LENA.id}/appearances")["appearances"]
        assert found[0] in left
        assert found[1] not in left


class TestTheWhole:
    def test_the_figures(self, client: TestClient) -> None:
        found = asked(client, "/overview")
        assert (found["documents"], found["reports"], found["outlets"]) == (6, 12, 3)

    def test_the_outlets(self, client: TestClient) -> None:
        names = [outlet["name"] for outlet in asked(client, "/outlets")["outlets"]]
        assert names[:2] == ["Harbour Post", "The Courier"]
        assert asked(client, f"/outlets/{names[2]}")["documents"] == 1
        assert client.get(f"{V1}/outlets/Post/Weekend").status_code == 404

    def test_what_failed(self, client: TestClient) -> None:
        assert asked(client, "/failures") == {"failures": []}

    def test_what_waits_for_a_person(self, client: TestClient) -> None:
        assert asked(client, "/review/actors")["pairs"] == []
        confidences = [report["confidence"] for report in asked(client, "/review/reports")["reports"]]
        assert confidences == sorted(confidences)

    def test_a_letter_without_outlet_or_date_is_whole_too(self, client: TestClient) -> None:
        found = asked(client, f"/documents/{LETTER.document.id}/reports")["reports"]
        assert (found[1]["actor"], found[1]["source"], found[1]["document"]["outlet"]) == (None, None, None)
