"""The application over the small ledger of `tests/ledger/conftest.py`, asked in process."""

import shutil
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from reportedly.config import Config
from reportedly.web.api.routes import routes
from reportedly.web.app import application
from reportedly.web.settings import Serving
from tests.ledger.conftest import whole_ledger  # noqa: F401  # a fixture

RULES = routes(Config(tagger="rules"))


def client_of(ledger: Path, **settings: object) -> TestClient:
    """A client of the ledger; what goes wrong inside comes out as a 500."""
    made = application(ledger, Serving(by="Io", hosts=("testserver",), **settings), RULES)  # type: ignore[arg-type]
    return TestClient(made, raise_server_exceptions=False)


@pytest.fixture(scope="session")
def client(whole_ledger: Path) -> TestClient:  # noqa: F811
    """A client that nobody writes with."""
    return client_of(whole_ledger)


@pytest.fixture
def writable(whole_ledger: Path, tmp_path: Path) -> TestClient:  # noqa: F811
    """A client of a copy of the ledger."""
    path = tmp_path / "copy.ledger"
    shutil.copy(whole_ledger, path)
    return client_of(path)
