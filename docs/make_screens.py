"""Write `docs/serve-*.png`, the pictures of the served pages, from the examples: `python docs/make_screens.py`.

Needs the model and a Chromium (`apt-get install chromium fonts-crosextra-caladea fonts-inter`); nothing else in the
project does. Only our own invented texts are shown.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import urlopen

from reportedly.adding import Adding, add
from reportedly.config import Config
from reportedly.ledger.connection import Ledger, writing
from reportedly.readers import Metadata
from reportedly.resolve import resolve
from reportedly.tracing import trace_new
from reportedly.version import program

ROOT = Path(__file__).parent.parent
STRAIT = Metadata(
    outlet="Larkspur Tribune", published="2025-05-14", byline=("Imogen Farquharson-Lee",),
    title="Orvane names its price for reopening the Corvane Strait",
)  # fmt: skip
SIZE = (1280, 1000)  # pixels: the first screen, sharp at the width of a README on GitHub
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update", "--hide-scrollbars",
)  # fmt: skip
DARK = "--blink-settings=preferredColorScheme=0"
SERVE = """
import sys
from pathlib import Path
from reportedly.web.serve import serve
from reportedly.web.settings import Serving
serve(Path(sys.argv[1]), Serving(port=0), lambda address: print(address, flush=True))
"""


def read_examples(ledger: Ledger) -> None:
    """The news of the strait, from invented outlets."""
    for origin, metadata in (("news.jsonl", Metadata()), ("markers.jsonl", Metadata()), ("strait.txt", STRAIT)):
        for _ in add(ledger, [f"examples/{origin}"], Adding(Config(), metadata)):
            pass
    resolve(ledger, program())
    trace_new(ledger, program())


@contextmanager
def served(path: Path) -> Iterator[str]:
    """The address at which the ledger is served."""
    with subprocess.Popen([sys.executable, "-c", SERVE, str(path)], stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout
        try:
            yield server.stdout.readline().strip()
        finally:
            server.terminate()


def draw(address: str, picture: Path, *flags: str) -> None:
    """Have a headless browser draw the top of the page at `address`."""
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        sys.exit(f"no browser found: one of {', '.join(BROWSERS)}")
    with tempfile.TemporaryDirectory() as place:
        window = f"--window-size={SIZE[0]},{SIZE[1]}"
        command = [browser, *FLAGS, *flags, f"--user-data-dir={place}", window, f"--screenshot={picture}", address]
        subprocess.run(command, check=True, capture_output=True, timeout=120)


def link(address: str, words: str) -> str:
    """Where the link of these words on the start page leads."""
    with urlopen(address, timeout=20) as answer:
        page = answer.read().decode()
    found = re.search(rf'href="([^"]+)"><bdi>{re.escape(words)}', page)
    assert found, words
    return address.rstrip("/") + found[1]


def statement(address: str, words: str) -> str:
    """The page of the most reported statement that holds these words."""
    with urlopen(f"{address}search?{urlencode({'q': words})}", timeout=20) as answer:
        found = re.search(r'href="(/statement/[^"]+)"', answer.read().decode())
    assert found, words
    return address.rstrip("/") + found[1]


def main() -> None:
    """Read the examples, serve them, draw them."""
    os.chdir(ROOT)  # so that the pages name the examples as readers find them
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "news.ledger"
        with writing(path) as ledger:
            read_examples(ledger)
        with served(path) as address:
            docs = ROOT / "docs"
            draw(address, docs / "serve-start.png")
            draw(link(address, "Orvane names its price"), docs / "serve-article.png")
            draw(link(address, "Ilse Taverny"), docs / "serve-speaker.png")
            draw(f"{address}search?q=boats+OR+ship*", docs / "serve-search.png")
            draw(statement(address, "channel markers ice"), docs / "serve-statement.png")
            draw(f"{address}review", docs / "serve-review.png", DARK)


if __name__ == "__main__":
    main()
