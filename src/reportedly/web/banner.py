"""What was just done, told at the head of the next page: a judgement by its number, so that no link can forge words."""

import sqlite3
from collections.abc import Mapping
from typing import NamedTuple

from reportedly.ledger.history import Remark, remark

MARKS = '“”"«»'
SHOWN = 90  # characters of the words that were judged


class Banner(NamedTuple):
    """`undo` is the number of the judgement that can be taken back, if it can."""

    words: str
    undo: int | None


def banner(connection: sqlite3.Connection, query: Mapping[str, str]) -> Banner | None:
    """What `?done=NUMBER` or `?undone=NUMBER` tells of; None where it tells of nothing that happened."""
    done, undone = _number(query.get("done")), _number(query.get("undone"))
    number = undone if done is None else done
    said = None if number is None else remark(connection, number)
    if said is None or said.judge != "person":
        return None
    if said.undone:
        return Banner(f"Taken back: {sentence(said)}", None)
    return Banner(sentence(said), said.number) if done is not None else None


def sentence(said: Remark) -> str:
    """A judgement as a sentence."""
    words, other = _quoted(said.words), _short(said.other or "")
    if said.about == "actor":
        if said.left != said.right and said.words == said.other and said.verdict == "different":
            return f"{said.words}: in one article this is somebody else of that name."
        verdict = {"same": "are one and the same", "different": "are not the same", "unsure": "may be the same"}
        return f"{_short(said.words)} and {other} {verdict[said.verdict]}."
    if said.about == "speaker":
        return f"{words} is credited to {other}." if said.right else f"{words} is credited to nobody who can be named."
    if said.about == "span":
        return f"{words} is corrected to {_quoted(other)}."
    if said.about == "report":
        return f"{words} is confirmed." if said.verdict == "right" else f"{words} is rejected."
    pair = f"{words} and {_quoted(other)}"
    if said.about == "contradiction":
        return f"{pair} {'contradict' if said.verdict == 'right' else 'do not contradict'} each other."
    verdict = {"same": "render one statement", "different": "render different statements"}
    return f"{pair} {verdict.get(said.verdict, 'may render one statement')}."


def _quoted(words: str) -> str:
    return f"“{_short(words).strip(MARKS)}”"


def _short(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= SHOWN else words[:SHOWN].rsplit(" ", 1)[0] + " …"


def _number(value: str | None) -> int | None:
    return int(value) if value and value.isascii() and value.isdigit() and len(value) < 18 else None
