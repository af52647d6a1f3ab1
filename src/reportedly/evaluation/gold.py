"""Gold: what careful readers found in a document. PolNeAR- and who-shaped JSON Lines, as frozen records.

A who-shaped file is a PolNeAR-shaped one with more layers: `actor`, `via`, `when`, `nested`. What people corrected in a
ledger (`reportedly export --gold`) is who-shaped and has `kind` and `stance` as well. Layers that a file lacks are
unknown, not null: `GoldDocument.layers` tells which ones it carries.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from reportedly.errors import GoldError
from reportedly.evaluation.nested import anchor
from reportedly.records import Attribution, Document
from reportedly.span import Span

# Roles of a who-shaped `via` list that the contract calls otherwise (corpora/README.md).
ROLES = {"person": "relayer"}
WHO_LAYERS = frozenset(("actor", "chain", "when", "parent"))


class GoldActor(msgspec.Struct, frozen=True):
    """Who is credited; `aliases` are other names of the same actor in the document."""

    name: str
    kind: str
    aliases: tuple[str, ...] = ()


class GoldLink(msgspec.Struct, frozen=True):
    """One step of a sourcing chain between publisher and speaker."""

    role: str
    name: str


class GoldReport(msgspec.Struct, frozen=True):
    """One report that should be found. `attribution` has confidence 1 and no parent: `parent` names it by id.

    What lies in a layer that the file lacks is None or empty, as is what the reader found to be absent.
    """

    id: str
    attribution: Attribution
    kind: str | None = None
    actor: GoldActor | None = None
    links: tuple[GoldLink, ...] = ()
    when: str | None = None
    parent: str | None = None
    stance: str | None = None


class GoldDocument(msgspec.Struct, frozen=True):
    """A document with all its gold reports; `layers`: of "kind", "actor", "chain", "when", "parent", "stance".

    `unanchored` counts the nested attributions whose words could not be found in their parent: they are left out.
    """

    document: Document
    reports: tuple[GoldReport, ...]
    layers: frozenset[str] = frozenset()
    unanchored: int = 0

    def top(self) -> tuple[GoldReport, ...]:
        """The reports that are not nested in another."""
        return tuple(report for report in self.reports if report.parent is None)


def spans(pairs: Any) -> tuple[Span, ...]:
    """`[[start, end], ...]` in text order."""
    return tuple(Span(*pair) for pair in sorted(pairs))


def attribution(source: Any, cue: Any, content: Any) -> Attribution:
    """A gold attribution from lists of `[start, end]`."""
    return Attribution(spans(source), spans(cue), spans(content), confidence=1.0)


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the objects of a JSON Lines file; raises GoldError with file and line for what is none."""
    try:
        with path.open("rb") as lines:
            for number, line in enumerate(lines, start=1):
                try:
                    yield msgspec.json.decode(line, type=dict[str, Any])
                except msgspec.MsgspecError as error:
                    raise GoldError(f"{path}:{number}: {error}") from error
    except OSError as error:
        raise GoldError(f"{path}: {error.strerror}") from error


def document_of(row: dict[str, Any], path: Path) -> Document:
    """The document of one row, as if it had been read from `path`."""
    author = row.get("author")
    return Document(
        id=row["id"],
        text=row["text"],
        origin=f"{path.name}#{row['id']}",
        title=row.get("title"),
        outlet=row.get("outlet"),
        published=row.get("published"),
        byline=(author,) if author and author != "None" else (),
    )


def _report(row: Mapping[str, Any]) -> GoldReport:
    actor = row.get("actor")
    when = row.get("when")
    return GoldReport(
        id=row["id"],
        attribution=attribution(row["source"], row["cue"], row["content"]),
        actor=GoldActor(actor["name"], actor["kind"], tuple(actor["aliases"])) if actor else None,
        links=tuple(GoldLink(ROLES.get(via["role"], via["role"]), via["text"]) for via in row.get("via") or ()),
        when=when["value"] if when else None,
        kind=row.get("kind"),
        stance=row.get("stance"),
    )


def _nested(rows: Iterable[Mapping[str, Any]], top: Sequence[GoldReport], text: str) -> list[GoldReport | None]:
    """The reports of `nested` rows; None for each that cannot be placed.

    A row that `encloses` its "parent" is none of them: it is a report around one that PolNeAR took for outermost, and
    so belongs to the top level, whose gold is PolNeAR's and stays as it is. A row of words gives only spans: the name
    that it has for its actor comes without a kind or aliases. A row with an `id` gives spans and all else itself.
    """
    parents = {report.id: report.attribution for report in top}
    found: list[GoldReport | None] = []
    for number, row in enumerate(rows, start=1):
        if row.get("encloses"):
            continue
        if "id" in row:
            found.append(msgspec.structs.replace(_report(row), parent=row["parent"]))
            continue
        parent = parents.get(row["parent"])
        placed = anchor(row, parent, text) if parent else None
        found.append(GoldReport(f"{row['parent']}.{number}", placed, parent=row["parent"]) if placed else None)
    return found


def _whole(row: dict[str, Any], path: Path) -> GoldDocument:
    document = document_of(row, path)
    top = tuple(_report(report) for report in row["reports"] if report["content"])
    if "nested" not in row:
        return GoldDocument(document, top)
    found = _nested(row["nested"], top, document.text)
    nested = [report for report in found if report]
    family = tuple(member for report in top for member in _family(report, nested))
    told = (layer for layer in ("kind", "stance") if all(layer in report for report in row["reports"]))
    return GoldDocument(document, family, WHO_LAYERS.union(told), len(found) - len(nested))


def _family(report: GoldReport, nested: Sequence[GoldReport]) -> Iterator[GoldReport]:
    """The report, and after it those nested in it, at any depth."""
    yield report
    for inner in nested:
        if inner.parent == report.id:
            yield from _family(inner, nested)


def read_gold(path: Path) -> Iterator[GoldDocument]:
    """Yield the documents of a PolNeAR- or who-shaped file in order; reports without content are left out, and each
    report is followed by those nested in it.

    Raises GoldError, with file and line or document, for a file that is missing or of another shape.
    """
    for row in rows(path):
        try:
            yield _whole(row, path)
        except (KeyError, TypeError, ValueError) as error:
            raise GoldError(f"{path}: document {row.get('id')!r} is no gold: {error!r}") from error


def digest(path: Path) -> str:
    """`sha256:` and the digest of a file's bytes; raises GoldError when there is no such file."""
    try:
        with path.open("rb") as file:
            return "sha256:" + hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise GoldError(f"{path}: {error.strerror}") from error
