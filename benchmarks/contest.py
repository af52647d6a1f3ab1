"""What every contender shares: texts from a folder, timed passes, one JSON line out.

This module imports nothing beyond the standard library: a contender may live in a virtual environment of its own.
"""

import argparse
import json
import time
from collections.abc import Callable, Sequence
from pathlib import Path


def parser(description: str | None) -> argparse.ArgumentParser:
    """The options of every contender."""
    options = argparse.ArgumentParser(description=description)
    options.add_argument("--texts", type=Path, required=True, help="folder of .txt files")
    options.add_argument("--passes", type=int, default=3)
    options.add_argument("--threads", type=int, default=2)
    return options


def read_texts(folder: Path) -> list[str]:
    """The texts of a folder, by file name."""
    return [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt"))]


def time_passes(once: Callable[[Sequence[str]], int], texts: Sequence[str], passes: int) -> None:
    """Run `once` over one text to warm up, then `passes` times over all; print words, seconds of each pass, and
    what the last pass found."""
    once(texts[:1])
    seconds = []
    found = 0
    for _ in range(passes):
        began = time.perf_counter()
        found = once(texts)
        seconds.append(time.perf_counter() - began)
    print(json.dumps({"words": sum(len(text.split()) for text in texts), "seconds": seconds, "found": found}))
