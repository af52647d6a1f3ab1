"""Reports and actors out of a ledger, as a terminal shows them."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, TextIO

from reportedly.cli.telling import counted
from reportedly.columns import chain_text
from reportedly.formats import NARROWEST, PIPED_WIDTH, UNRESOLVED, WIDEST
from reportedly.records import LedgerReport
from reportedly.text.controls import visible

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from reportedly.ledger.actors import ActorCard
    from reportedly.ledger.lines import Line

INDENT = (0, 0, 0, 2)  # what stands below a name, above, right, below, left
CORRECTED = ("corrected", "confirmed", "rejected")  # what is told of a report besides its words


def write_found(lines: Iterable["Line"], question: str, out: TextIO) -> None:
    """Each report with its speaker, words, circumstances and where it stands; what was asked for is bold."""
    from rich.padding import Padding

    console = _console(out)
    for line in lines:
        console.print(_heading(line))
        console.print(Padding(_words(line.report, question), INDENT, expand=False))
        console.print(Padding(_foot(line.report), INDENT, expand=False))
        console.print()
        out.flush()


def write_cards(cards: Sequence["ActorCard"], out: TextIO) -> None:
    """Each actor with its names, what documents call it, and how often it is reported."""
    from rich.padding import Padding
    from rich.text import Text

    console = _console(out)
    for card in cards:
        console.print(Text(_line(card.name), "bold").append(f"  {card.kind} · {card.id}", "not bold dim"))
        others = [name for name in card.names if name != card.name]
        if others:
            console.print(Padding(Text(f"also: {_line(', '.join(others))}"), INDENT, expand=False))
        if card.descriptions:
            console.print(Padding(Text(f"called: {_line(', '.join(card.descriptions))}"), INDENT, expand=False))
        days = f", {card.first_day} to {card.last_day}" if card.first_day else ""
        places = f"{counted(card.documents, 'document')} of {counted(card.outlets, 'outlet')}"
        console.print(
            Padding(Text(f"{counted(card.reports, 'report')} in {places}{days}", "dim"), INDENT, expand=False)
        )
        console.print()


def _console(out: TextIO) -> "Console":
    from rich.console import Console

    terminal = out.isatty()
    console = Console(file=out, highlight=False, width=None if terminal else PIPED_WIDTH, force_terminal=terminal)
    console.width = min(max(console.width, NARROWEST), WIDEST)
    return console


def _heading(line: "Line") -> "Text":
    from rich.text import Text

    report = line.report
    speaker = report.actor.name if report.actor else _unnamed(report)
    how = " · ".join(filter(None, (report.stance, report.kind, line.status if line.status in CORRECTED else None)))
    return Text(_line(speaker), "bold").append(f"  {how}", "not bold dim")


def _unnamed(report: LedgerReport) -> str:
    return f"{report.source.text} {UNRESOLVED}" if report.source else UNRESOLVED


def _words(report: LedgerReport, question: str) -> "Text":
    from rich.text import Text

    from reportedly.ledger.question import hits

    content = _line(report.content.text)
    text = Text(content)
    for span in hits(question, content):
        text.stylize("bold reverse", span.start, span.end)
    return text


def _foot(report: LedgerReport) -> "Text":
    from rich.text import Text

    head = report.document
    day = (head.published or "")[:10]
    said = f"said {report.when.value}" if report.when and report.when.value else None
    via = chain_text(report) if len(report.chain) > 2 or not head.outlet else None
    facts = (head.outlet, day, said, via and f"via {via}", head.title or head.origin, head.url, report.id)
    return Text(" · ".join(_line(fact) for fact in facts if fact), "dim")


def _line(words: str) -> str:
    """The words on one line, with nothing in them that a terminal obeys."""
    return visible(" ".join(words.split()))
