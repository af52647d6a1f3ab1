"""The behaviour cases: short texts that each test something named, and whether one's relations are read right."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from reportedly.errors import GoldError
from reportedly.evaluation.fields import rendering
from reportedly.evaluation.gold import (
    GoldActor,
    GoldDocument,
    GoldLink,
    GoldReport,
    attribution,
    document_of,
    rows,
)
from reportedly.evaluation.metrics import STRICT, Letters, agree, match
from reportedly.records import Report

LAYERS = frozenset(("kind", "actor", "chain", "when", "parent", "stance"))


class BehaviourCase(msgspec.Struct, frozen=True):
    """One text with the reports that a careful reader finds in it, and the phenomena that it tests."""

    gold: GoldDocument
    phenomena: tuple[str, ...]


def _report(row: dict[str, Any]) -> GoldReport:
    actor, when = row["actor"], row["when"]
    source, cue = row["source"], row["cue"]
    return GoldReport(
        id=row["id"],
        attribution=attribution(
            source["spans"] if source else (), cue["spans"] if cue else (), row["content"]["spans"]
        ),
        kind=row["kind"],
        actor=GoldActor(actor["name"], actor["kind"]) if actor else None,
        links=tuple(
            GoldLink(link["role"], link["name"])
            for link in row["chain"]
            if link["role"] not in ("publisher", "speaker")
        ),
        when=when["value"] if when else None,
        parent=row["parent"],
        stance=row["stance"],
    )


def read_cases(path: Path) -> Iterator[BehaviourCase]:
    """Yield the cases of a `cases.jsonl`; raises GoldError, with file and case, for a file of another shape."""
    for row in rows(path):
        try:
            reports = tuple(_report(report) for report in row["reports"])
            gold = GoldDocument(document_of(row, path), reports, LAYERS)
            yield BehaviourCase(gold, tuple(row["phenomena"]))
        except (KeyError, TypeError, ValueError) as error:
            raise GoldError(f"{path}: case {row.get('id')!r} is no case: {error!r}") from error


def is_right(case: BehaviourCase, reports: Iterable[Report]) -> bool:
    """Whether the top-level reports are the case's: each content at Jaccard .8 with source and cue agreeing, no more,
    no fewer. A case without reports is right when nothing is found."""
    text = case.gold.document.text
    gold = [report.attribution for report in case.gold.top()]
    predicted = [rendering(report) for report in reports if report.parent is None]
    pairs = match(gold, predicted, Letters(text), STRICT)
    return len(pairs) == len(gold) == len(predicted) and all(
        pair.source and agree(gold[pair.gold].cue, predicted[pair.predicted].cue, text) for pair in pairs
    )
