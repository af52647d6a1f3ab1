"""What the API's own description allows, and what it forbids, thrown at every address: it answers as it describes."""

import shutil
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings

from reportedly.config import Config
from reportedly.web.api.endpoint import Endpoint
from reportedly.web.api.table import table
from tests.ledger.conftest import FERRY, LENA, whole_ledger  # noqa: F401  # a fixture
from tests.web.api.conftest import client_of

EXAMPLES = 8  # of each kind for each address: the whole takes some ten seconds
BOUNDED = settings(
    max_examples=EXAMPLES, derandomize=True, database=None, deadline=None, phases=(Phase.explicit, Phase.generate),
    suppress_health_check=list(HealthCheck),
)  # fmt: skip
# Cursors are opaque: no description says which strings are one, so that good data may be refused as 422.
CONFIG = {"checks": {"positive_data_acceptance": {"expected-statuses": ["2xx", "404", "409", "422"]}}}
KNOWN = {
    "/documents/{id}": FERRY.document.id, "/actors/{id}": LENA.id, "/reports/{id}": FERRY.reports[0].id,
    "/outlets/{name}": "Harbour Post", "/judgements/{number}": 1,
}  # fmt: skip
ENDPOINTS = table(Config(tagger="rules"))
GOOD, BAD = schemathesis.GenerationMode.POSITIVE, schemathesis.GenerationMode.NEGATIVE


def name_of(endpoint: Endpoint) -> str:
    return f"{endpoint.method} {endpoint.path}"


@pytest.fixture(scope="module")
def api(whole_ledger: Path, tmp_path_factory: pytest.TempPathFactory) -> Any:  # noqa: F811
    """The description that the application gives of itself; its ledger may be written to."""
    path = tmp_path_factory.mktemp("fuzzed") / "fuzzed.ledger"
    shutil.copy(whole_ledger, path)
    config = schemathesis.Config.from_dict(CONFIG)
    return schemathesis.openapi.from_asgi("/api/v1/openapi.json", client_of(path).app, config=config)


def check(cases: Any) -> None:
    """Throw the cases."""

    @BOUNDED
    @given(cases)
    def thrown(case: Any) -> None:
        case.call_and_validate()

    thrown()


@pytest.mark.parametrize("endpoint", ENDPOINTS, ids=name_of)
def test_what_is_allowed_is_answered_as_described(api: Any, endpoint: Endpoint) -> None:
    check(api[endpoint.path][endpoint.method].as_strategy(generation_mode=GOOD))


@pytest.mark.parametrize("endpoint", [one for one in ENDPOINTS if one.asked or one.body], ids=name_of)
def test_what_is_forbidden_is_refused_as_described(api: Any, endpoint: Endpoint) -> None:
    check(api[endpoint.path][endpoint.method].as_strategy(generation_mode=BAD))


@pytest.mark.parametrize("path", KNOWN)
def test_what_the_ledger_has_is_answered_as_described(api: Any, path: str) -> None:
    for endpoint in ENDPOINTS:
        if endpoint.path.startswith(path):
            name = path.partition("{")[2].rstrip("}")
            check(api[endpoint.path][endpoint.method].as_strategy(path_parameters={name: KNOWN[path]}))
