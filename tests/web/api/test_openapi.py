"""The description of the API, and the page made from it."""

import re
import runpy
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from reportedly.web.api.endpoint import Endpoint
from reportedly.web.api.errors import CODES
from tests.web.api.test_api_fuzz import ENDPOINTS

DOCS = Path(__file__).resolve().parents[3] / "docs"


@pytest.fixture(scope="module")
def described(client: TestClient) -> Any:
    return client.get("/api/v1/openapi.json").json()


def operation_of(described: Any, endpoint: Endpoint) -> Any:
    return described["paths"][endpoint.path][endpoint.method.lower()]


def test_it_is_openapi_and_every_reference_leads_somewhere(described: Any) -> None:
    assert described["openapi"].startswith("3.1.")
    references = set(re.findall(r"'\$ref': '#/components/schemas/(\w+)'", str(described)))
    assert references <= described["components"]["schemas"].keys()


def test_operations_have_names_of_their_own(described: Any) -> None:
    names = [operation_of(described, endpoint)["operationId"] for endpoint in ENDPOINTS]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("endpoint", ENDPOINTS, ids=lambda one: f"{one.method} {one.path}")
class TestEachAddress:
    def test_says_what_it_is_for(self, described: Any, endpoint: Endpoint) -> None:
        operation = operation_of(described, endpoint)
        assert operation["summary"]
        assert operation["description"].startswith(operation["summary"])

    def test_describes_each_parameter(self, described: Any, endpoint: Endpoint) -> None:
        parameters = operation_of(described, endpoint)["parameters"]
        assert all(one["description"] and one["schema"] for one in parameters)
        in_path = {one["name"] for one in parameters if one["in"] == "path"}
        assert in_path == set(re.findall(r"{(\w+)}", endpoint.path))

    def test_describes_what_goes_wrong_in_one_shape(self, described: Any, endpoint: Endpoint) -> None:
        responses = operation_of(described, endpoint)["responses"]
        for status, answer in responses.items():
            if int(status) >= 400:
                assert int(status) in CODES
                assert answer["content"] == {"application/json": {"schema": {"$ref": "#/components/schemas/Failed"}}}
        assert {"401", "421", "500"} <= responses.keys()

    def test_has_an_example_on_the_page(self, described: Any, endpoint: Endpoint) -> None:
        words = (DOCS / "api.md").read_text(encoding="utf-8")
        part = words.partition(f"## `{endpoint.method} {endpoint.path}`")[2].partition("\n## ")[0]
        name = operation_of(described, endpoint)["operationId"]
        assert name == "describe" or f"```http\n{endpoint.method} /api/v1" in part


def test_the_page_is_current() -> None:
    make = runpy.run_path(str(DOCS / "make_api.py"))
    assert make["PAGE"].read_text(encoding="utf-8") == make["page"](), "run python docs/make_api.py"
