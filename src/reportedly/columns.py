"""A report as a row: the columns of every table that is written to a file, and what a spreadsheet may not be given."""

from reportedly.records import Passage, Report
from reportedly.text.controls import scalar

CHAIN = " < "
# What a spreadsheet takes for the beginning of a formula; the full-width forms count in Japanese editions.
FORMULA = frozenset("=+-@\t\r\n＝＋－＠")
COLUMNS = (
    "id", "document_id", "origin", "url", "outlet", "title", "published", "byline",
    "kind", "speaker", "actor_kind", "source", "cue", "content", "source_spans", "cue_spans", "content_spans",
    "chain", "when", "when_value", "occasion", "parent", "stance", "confidence",
)  # fmt: skip


def chain_text(report: Report) -> str:
    """The sourcing chain from the page inward, as "Daily Star < the Courier < Lena Maro"; empty if there is none."""
    return CHAIN.join(link.name for link in report.chain)


def row(report: Report) -> tuple[str | None, ...]:
    """The report's words for each of COLUMNS; None where it has none."""
    head, actor, when = report.document, report.actor, report.when
    return (
        report.id, head.id, head.origin, head.url, head.outlet, head.title, head.published, "; ".join(head.byline),
        report.kind, actor.name if actor else None, actor.kind if actor else None,
        words(report.source), words(report.cue), words(report.content),
        offsets(report.source), offsets(report.cue), offsets(report.content),
        chain_text(report), when.text if when else None, when.value if when else None,
        words(report.occasion), report.parent, report.stance, f"{report.confidence:.4g}",
    )  # fmt: skip


def words(passage: Passage | None) -> str | None:
    """The words of a passage, if there is one."""
    return passage.text if passage else None


def offsets(passage: Passage | None) -> str:
    """Where a passage stands, as "12-40;55-60"; empty if there is none."""
    return ";".join(f"{span.start}-{span.end}" for span in passage.spans) if passage else ""


def cell(words: str | None, raw: bool) -> str:
    """What a CSV file holds for `words`: with a leading ' where a spreadsheet would run them, unless `raw`.

    >>> cell("=1+1", False), cell("=1+1", True)
    ("'=1+1", '=1+1')
    """
    words = scalar(words or "")
    return "'" + words if not raw and words[:1] in FORMULA else words
