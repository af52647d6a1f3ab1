"""Write `docs/article.png`, the README's picture of the page, from the example: `python docs/make_picture.py`.

Needs the model and a Chromium (`apt-get install chromium fonts-crosextra-caladea fonts-inter`); nothing else in the
project does.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from reportedly.reading import read

ROOT = Path(__file__).parent.parent
PICTURE = ROOT / "docs" / "article.png"
SIZE = (1280, 1200)  # pixels: the head and the first six paragraphs, sharp at the width of a README on GitHub
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update", "--hide-scrollbars",
)  # fmt: skip


def draw(page: str, picture: Path, size: tuple[int, int] = SIZE) -> None:
    """Have a headless browser draw the top of `page`."""
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        sys.exit(f"no browser found: one of {', '.join(BROWSERS)}")
    with tempfile.TemporaryDirectory() as place:
        file = Path(place) / "page.html"
        file.write_text(page, encoding="utf-8")
        window = f"--window-size={size[0]},{size[1]}"
        command = [
            browser,
            *FLAGS,
            f"--user-data-dir={place}/profile",
            window,
            f"--screenshot={picture}",
            file.as_uri(),
        ]
        subprocess.run(command, check=True, capture_output=True, timeout=120)


def main() -> None:
    """Read the example and draw its page."""
    reading = read(
        ROOT / "examples" / "strait.txt",
        outlet="Larkspur Tribune",
        published="2025-05-14",
        title="Orvane names its price for reopening the Corvane Strait",
        byline=("Imogen Farquharson-Lee",),
    )
    draw(reading.to_html(), PICTURE)


if __name__ == "__main__":
    main()
