"""What the command line names -> the origins to be read: folders are walked, patterns are matched."""

import glob
import os
from collections.abc import Iterable, Iterator
from pathlib import PurePath

from reportedly.errors import DocumentError
from reportedly.readers.delivery import PassedOver, most_first
from reportedly.readers.documents import printable
from reportedly.readers.kinds import READERS, suffix_of
from reportedly.readers.opened import is_url, refuse

# Suffixes that are told apart in a summary; a folder of a lifetime has a hundred, and nobody reads them all.
MOST_KINDS = 40


def expand(origins: Iterable[str]) -> Iterator[str | DocumentError | PassedOver]:
    """The files, URLs and `-` that `origins` stand for, in order; what one of them names twice comes once.

    - A folder stands for the files in it and below it whose suffix is in READERS, sorted by name. Hidden ones and other
      kinds are counted in a PassedOver at its end. Links are followed, but no folder is walked twice.
    - A pattern (`*.txt`, `**/*.html`) that names no file itself stands for what it matches, sorted. Folders that it
      matches are walked, unless `**` goes into them anyway.
    - A DocumentError says which folder cannot be opened, which link leads nowhere, which pattern matches nothing.

    A file that is named is not looked at: it may have any suffix, and reading it tells if it is not there.
    """
    for origin in origins:
        if origin == "-" or is_url(origin) or "\0" in origin:
            yield origin
        elif os.path.isdir(origin):
            yield from _walk(origin, set())
        elif glob.has_magic(origin) and not os.path.lexists(origin):
            yield from _matches(origin)
        else:
            yield origin


def _matches(pattern: str) -> Iterator[str | DocumentError | PassedOver]:
    matches = sorted(dict.fromkeys(glob.iglob(pattern, recursive=True)))
    if not matches:
        yield DocumentError(printable(pattern), "matches no file")
    every_kind = not PurePath(suffix_of(pattern)).name.strip("*.")  # `*` and `**`: as in a folder; `*.md`: as named
    walked: set[tuple[int, int]] = set()
    others = _Others()
    for match in matches:
        if os.path.isdir(match):
            if "**" not in pattern:
                yield from _walk(match, walked)
        elif every_kind and suffix_of(match) not in READERS:
            others.count(match)
        else:
            yield match
    yield from others.passed_over(pattern)


def _walk(folder: str, walked: set[tuple[int, int]]) -> Iterator[str | DocumentError | PassedOver]:
    others = _Others()
    waiting = [folder]
    while waiting:
        path = waiting.pop()
        try:
            status = os.stat(path)
            entries = sorted(os.scandir(path), key=lambda entry: entry.name) if os.path.isdir(path) else None
        except OSError as error:
            yield refuse(printable(path), error)
            continue
        if entries is not None:
            identity = (status.st_dev, status.st_ino)
            if identity in walked:
                others.count("", "folder reached before")
                continue
            walked.add(identity)
            waiting.extend(_shown(entries, others))
        elif suffix_of(path) in READERS:
            yield path
        else:
            others.count(path)
    yield from others.passed_over(folder)


def _shown(entries: "list[os.DirEntry[str]]", others: "_Others") -> Iterator[str]:
    """The paths to go on with, last first, as a stack wants them."""
    for entry in reversed(entries):
        if entry.name.startswith("."):
            others.count("", "hidden")
        elif entry.is_dir() or entry.is_file() or entry.is_symlink():
            yield entry.path
        else:
            others.count("", "pipe, socket or device")


class _Others:
    """Files that are passed over, by kind."""

    def __init__(self) -> None:
        self._counts: dict[str, int] = {}

    def count(self, path: str, kind: str | None = None) -> None:
        kind = kind or printable(suffix_of(path)) or "without suffix"
        if kind not in self._counts and len(self._counts) >= MOST_KINDS:
            kind = "more kinds"
        self._counts[kind] = self._counts.get(kind, 0) + 1

    def passed_over(self, origin: str) -> Iterator[PassedOver]:
        if self._counts:
            yield PassedOver(printable(origin), "files", most_first(self._counts))
