"""What may contradict a statement, as a terminal shows it: candidates, and what people say of them."""

from typing import TYPE_CHECKING

from reportedly.formats import UNRESOLVED
from reportedly.text.controls import visible

if TYPE_CHECKING:
    from rich.console import Console

    from reportedly.ledger.opposition import Opposed
    from reportedly.trace import Trace

INDENT = (0, 0, 0, 2)  # what stands below a name, above, right, below, left


def write_opposed(trace: "Trace", console: "Console") -> None:
    """Each other statement with its speaker, its words and why it may contradict; nothing where there is none."""
    from rich.padding import Padding
    from rich.text import Text

    for one in trace.opposed:
        console.print(Text(_line(_speaker(one)), "bold").append(f"  {_told(one)}", "not bold dim"))
        console.print(Padding(Text(_line(one.other.content.text)), INDENT, expand=False))
        facts = [*one.reasons, one.other.statement]
        console.print(Padding(Text(_line(" · ".join(facts)), "dim"), INDENT, expand=False))
    if trace.opposed:
        console.print()


def _speaker(one: "Opposed") -> str:
    actor, source = one.other.actor, one.other.source
    return actor.name if actor else source.text if source else UNRESOLVED


def _told(one: "Opposed") -> str:
    day = f"{one.other.document.published[:10]}, " if one.other.document.published else ""
    return f"{day}{f'contradicts it, says {_line(one.by)}' if one.by else 'may contradict it: a candidate to look at'}"


def _line(words: str) -> str:
    return visible(" ".join(words.split()))
