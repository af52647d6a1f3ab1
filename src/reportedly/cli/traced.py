"""The trace of a statement as a terminal shows it: a tree in time, and the wordings beside the first."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, TextIO

from reportedly.cli.opposed import write_opposed
from reportedly.cli.telling import counted
from reportedly.formats import NARROWEST, PIPED_WIDTH, UNRESOLVED, WIDEST
from reportedly.text.controls import visible

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text
    from rich.tree import Tree

    from reportedly.repeating import Repetition
    from reportedly.trace import Matches, Retelling, Trace, Wording

INDENT = (0, 0, 0, 2)  # what stands below a name, above, right, below, left
NO_OUTLET, NO_DATE = "outlet unknown", "no date"
DOES = {
    "credits": "credits it",
    "wire": "carries its wire",
    "copies": "copies its text",
    "variant": "shares rare words",
}
ALONE = {"witness": "access of its own", "unsupported": "source unknown", "copy": "rests on another"}


def write_trace(trace: "Trace", out: TextIO) -> None:
    """All of it, a report a line."""
    from rich.padding import Padding

    console = _console(out)
    console.print(_title(trace))
    for line in _counts(trace):
        console.print(Padding(_line(line), INDENT, expand=False))
    console.print()
    for tree in _trees(trace):
        console.print(tree)
    left = trace.statement.reports - len(trace.reports)
    if left > 0:
        console.print(f"and {counted(left, 'further report')}")
    console.print()
    _write_repetitions(trace, console)
    write_opposed(trace, console)
    for number, wording in enumerate(trace.wordings, start=1):
        console.print(_heading(number, wording))
        console.print(Padding(_beside(trace.wordings[0].words, wording), INDENT, expand=False))
        for flag in wording.flags:
            console.print(Padding(_flag(flag.name, flag.words, flag.explanation), INDENT, expand=False))


def _write_repetitions(trace: "Trace", console: "Console") -> None:
    """Other statements that say the same, on other occasions."""
    from rich.padding import Padding
    from rich.text import Text

    from reportedly.repeating import said_alike

    again = trace.repetitions
    for one in again.statements:
        console.print(_again(one))
        console.print(Padding(Text(_line(one.words)), INDENT, expand=False))
        console.print(Padding(Text(f"{said_alike(one)} · {one.statement.id}", "dim"), INDENT, expand=False))
    if again.more:
        console.print("and in further statements")
    if again.statements:
        console.print()


def write_matches(found: "Matches", out: TextIO) -> None:
    """The statements that may be meant, with their ids."""
    from rich.padding import Padding
    from rich.text import Text

    console = _console(out)
    meant = "Several statements hold" if found.all_words else "No statement holds all of"
    console.print(f"{meant} these words; name one by its id:")
    console.print()
    for match in found.matches:
        card = match.statement
        days = f", {card.first_day} to {card.last_day}" if card.first_day else ""
        spread = f"{counted(card.reports, 'report')} of {counted(card.outlets, 'outlet')}{days}"
        speaker = _line(card.actor.name) if card.actor else UNRESOLVED
        console.print(Text(card.id, "bold").append(f"  {speaker} · {spread}", "not bold dim"))
        console.print(Padding(Text(_line(match.words)), INDENT, expand=False))
        console.print()


def _console(out: TextIO) -> "Console":
    from rich.console import Console

    terminal = out.isatty()
    console = Console(
        file=out, highlight=False, markup=False, width=None if terminal else PIPED_WIDTH, force_terminal=terminal
    )
    console.width = min(max(console.width, NARROWEST), WIDEST)
    return console


def _title(trace: "Trace") -> "Text":
    from rich.text import Text

    actor = trace.statement.actor
    return Text(_line(actor.name) if actor else UNRESOLVED, "bold").append(f"  {trace.statement.id}", "not bold dim")


def _counts(trace: "Trace") -> Iterator[str]:
    card = trace.statement
    days = f", {card.first_day} to {card.last_day}" if card.first_day else ""
    yield f"{counted(card.reports, 'report')} of {counted(card.outlets, 'outlet')}{days}"
    yield (
        f"{counted(trace.origins, 'independent origin')} by the evidence; at least {trace.origins_min:,},"
        f" {trace.origins_expected:,.1f} expected"
    )
    witnesses = f"{trace.witnesses:,} {'witness' if trace.witnesses == 1 else 'witnesses'}"
    yield f"{witnesses} among them, of {counted(trace.events, 'occasion')}"
    if trace.outside:
        yield f"credited and not in the ledger: {', '.join(trace.outside)}"
    for circle in trace.circular:
        yield f"circular: {' credits '.join([*circle, circle[0]])}"
    yield from trace.notes


def _trees(trace: "Trace") -> Iterator["Tree"]:
    """A tree for each report, or outlet outside the ledger, that rests on nothing known; all in order of time."""
    from rich.text import Text
    from rich.tree import Tree

    made: dict[tuple[str, str], Tree] = {}
    outside: dict[str, Tree] = {}
    waiting: list[tuple[Retelling, Tree]] = []
    roots: list[Tree] = []
    for one in trace.reports:
        tree = Tree(_report(trace, one))
        made[one.report.id, one.report.document.id] = tree
        edge = one.rests_on
        if edge and edge.to_report is None and edge.to_name:
            name = _line(edge.to_name)
            if name not in outside:
                outside[name] = Tree(Text(name, "bold").append("  not in the ledger", "not bold dim"))
                roots.append(outside[name])
            outside[name].children.append(tree)
        elif edge:
            waiting.append((one, tree))
        else:
            roots.append(tree)
    for one, tree in waiting:
        edge = one.rests_on
        parent = made.get((edge.to_report or "", edge.to_document or "")) if edge else None
        (parent.children if parent else roots).append(tree)
    yield from roots


def _report(trace: "Trace", one: "Retelling") -> "Text":
    from rich.text import Text

    head, edge = one.report.document, one.rests_on
    text = Text(f"{(head.published or NO_DATE)[:16].replace('T', ' ')}  ", "dim")
    text.append(_line(head.outlet or NO_OUTLET), "bold not dim")
    does = f"{DOES[edge.how]}, {edge.confidence:.0%} sure" if edge else ALONE[one.standing]
    text.append(f"  {does}", "not dim")
    actor, main = one.report.actor, trace.statement.actor
    speaker = actor.name if actor else one.report.source.text if one.report.source else UNRESOLVED
    facts = [
        "earliest" if one.earliest else None,
        f"credited to {_line(speaker)}" if actor is None or main is None or actor.id != main.id else None,
        f"words {one.wording + 1}" if one.wording is not None else None,
    ]
    return text.append("".join(f" · {fact}" for fact in facts if fact), "dim")


def _again(one: "Repetition") -> "Text":
    from rich.text import Text

    from reportedly.repeating import said, said_when

    card = one.statement
    day = f"{card.first_day}, " if card.first_day else ""
    spread = f"{counted(card.reports, 'report')} of {counted(card.outlets, 'outlet')}"
    return Text(_line(said(one)), "bold").append(f"  {day}{said_when(one.days)} · {spread}", "not bold dim")


def _heading(number: int, wording: "Wording") -> "Text":
    from rich.text import Text

    shown = ", ".join(map(_line, wording.outlets[:6])) + (", …" if len(wording.outlets) > 6 else "")
    told = f"  {counted(wording.reports, 'report')}{f': {shown}' if shown else ''}"
    return Text(f"Words {number}", "bold").append(told, "not bold dim")


def _beside(first: str, wording: "Wording") -> "Text":
    """The wording with what it cuts as [-words-] and what it adds as {+words+}: seen in any terminal, and in a file."""
    from rich.text import Text

    text, at = Text(), 0
    for change in wording.changes:
        if change.right:
            text.append(_line(wording.words[at : change.right.start], trim=False))
            at = change.right.end
        if change.how == "kept" and change.right:
            text.append(_line(change.right.of(wording.words)))
            continue
        if change.left:
            before = "" if change.right or at == 0 else " "
            text.append(before).append(f"[-{_line(change.left.of(first))}-]", "red")
            text.append(" " if change.right or at == 0 else "")
        if change.right:
            text.append(f"{{+{_line(change.right.of(wording.words))}+}}", "green")
    return text.append(_line(wording.words[at:], trim=False))


def _flag(name: str, words: str, explanation: str) -> "Text":
    from rich.text import Text

    return Text(f"! {name.replace('_', ' ')}: ", "bold").append(f"{_line(words)}. {explanation}", "not bold")


def _line(words: str, trim: bool = True) -> str:
    """The words on one line, with nothing in them that a terminal obeys."""
    words = " ".join(words.split()) if trim else re.sub(r"\s", " ", words)
    return visible(words)
