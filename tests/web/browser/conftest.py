"""A real browser before a real server; skipped where there is none (Debian: apt-get install chromium-driver)."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update", "--disable-dev-shm-usage",
)  # fmt: skip
SERVE = """
import sys
from pathlib import Path
from reportedly.web.serve import serve
from reportedly.web.settings import Serving
serve(Path(sys.argv[1]), Serving(port=0, by="Ada"), lambda address: print(address, flush=True))
"""


@pytest.fixture(scope="session")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """One headless browser for all tests: its drivers are those of the system, nothing is downloaded."""
    pytest.importorskip("selenium", reason="selenium is not installed")
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    driver = shutil.which("chromedriver")
    if browser is None or driver is None:
        pytest.skip("no chromium and chromedriver: apt-get install chromium chromium-driver")
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service

    options = webdriver.ChromeOptions()
    options.binary_location = browser
    for flag in (*FLAGS, f"--user-data-dir={tmp_path_factory.mktemp('profile')}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    started = webdriver.Chrome(options=options, service=Service(driver))
    started.implicitly_wait(5)
    yield started
    started.quit()


@contextmanager
def served(ledger: Path) -> Iterator[str]:
    server = subprocess.Popen([sys.executable, "-c", SERVE, str(ledger)], stdout=subprocess.PIPE, text=True)
    assert server.stdout
    try:
        yield server.stdout.readline().strip()
    finally:
        server.terminate()
        server.wait(10)
        server.stdout.close()


@pytest.fixture
def site(news: Path) -> Iterator[str]:
    """The address of a server whose ledger may be written to."""
    with served(news) as address:
        yield address


@pytest.fixture(scope="session")
def shown(filled: Path) -> Iterator[str]:
    """The address of a server whose ledger all tests look at."""
    with served(filled) as address:
        yield address
