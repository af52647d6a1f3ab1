"""Reportedly: who said what, according to whom.

>>> import reportedly
>>> reading = reportedly.read("“Not before May,” said Ada Brandt.", config=reportedly.Config(tagger="rules"))
>>> [(report.source.text, report.content.text) for report in reading.reports]
[('Ada Brandt', '“Not before May,”')]
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reportedly.config import Config
    from reportedly.errors import (
        DocumentError,
        FetchError,
        NotText,
        ReportedlyError,
        RunError,
        TooLarge,
        WeightsError,
    )
    from reportedly.reading import Reading, read, read_all
    from reportedly.records import (
        Actor,
        Appearance,
        Document,
        DocumentHead,
        Link,
        Passage,
        Provenance,
        Report,
        When,
    )
    from reportedly.span import Span

# Where each public name lies: it is imported when first asked for, so that `import reportedly` costs nothing.
_HOMES = {
    "config": ("Config",),
    "errors": ("DocumentError", "FetchError", "NotText", "ReportedlyError", "RunError", "TooLarge", "WeightsError"),
    "reading": ("Reading", "read", "read_all"),
    "records": ("Actor", "Appearance", "Document", "DocumentHead", "Link", "Passage", "Provenance", "Report", "When"),
    "span": ("Span",),
}

__all__ = [
    "Actor",
    "Appearance",
    "Config",
    "Document",
    "DocumentError",
    "DocumentHead",
    "FetchError",
    "Link",
    "NotText",
    "Passage",
    "Provenance",
    "Reading",
    "Report",
    "ReportedlyError",
    "RunError",
    "Span",
    "TooLarge",
    "WeightsError",
    "When",
    "read",
    "read_all",
]


def __getattr__(name: str) -> object:
    from importlib import import_module

    for home, names in _HOMES.items():
        if name in names:
            found: object = getattr(import_module(f"reportedly.{home}"), name)
            globals()[name] = found
            return found
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
