"""Kinds of value that options take, and options that several commands share."""

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, get_args

import click
import msgspec

from reportedly.records import Kind, Stance

if TYPE_CHECKING:
    from reportedly.ledger.filter import Filter

Command = TypeVar("Command", bound=Callable[..., Any])

MEGABYTE = 1 << 20
ISO_DATE = re.compile(r"\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?")


class IsoDate(click.ParamType):  # type: ignore[type-arg,unused-ignore]  # generic from click 8.2 on
    """An ISO 8601 date, with or without a time of day."""

    name = "date"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The date as given, once it is known to be one."""
        try:
            datetime.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is no date like 2025-05-14 or 2025-05-14T09:30:00+02:00", param, ctx)
        if not ISO_DATE.fullmatch(value):
            self.fail(f"{value!r} is no date like 2025-05-14 or 2025-05-14T09:30:00+02:00", param, ctx)
        return value


def ledger_option(*, exists: bool) -> Callable[[Command], Command]:
    """`--ledger FILE`, or the environment's REPORTEDLY_LEDGER; `exists`: the file must be there."""
    return click.option(
        "--ledger",
        metavar="FILE",
        required=True,
        envvar="REPORTEDLY_LEDGER",
        show_envvar=True,
        type=click.Path(dir_okay=False, exists=exists, path_type=Path),
        help="The ledger: one SQLite file." if exists else "The ledger: one SQLite file; made if it is not there.",
    )


def filter_options(command: Command) -> Command:
    """The options that say which reports are meant, in the order in which `--help` lists them."""
    options = (
        click.option(
            "--speaker", metavar="NAME", help="Only what this actor is credited with: a name, or an actor's id."
        ),
        click.option("--outlet", metavar="NAME", help="Only what this outlet published."),
        click.option("--kind", type=click.Choice(get_args(Kind)), help="Only reports rendered so."),
        click.option("--stance", type=click.Choice(get_args(Stance)), help="Only reports put so."),
        click.option("--from", "since", metavar="DATE", type=IsoDate(), help="Only articles of this day or later."),
        click.option("--to", "until", metavar="DATE", type=IsoDate(), help="Only articles of this day or earlier."),
    )
    for option in reversed(options):
        command = option(command)
    return command


def filter_of(query: str, asked: Mapping[str, str | None]) -> "Filter":
    """What a query and the values of `filter_options` ask for."""
    from reportedly.ledger.filter import Filter

    return msgspec.convert({"words": query, **asked}, Filter)
