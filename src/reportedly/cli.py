"""The command line: parse, call, print."""

import io
import os
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, TextIO

import click

from reportedly.config import Config
from reportedly.errors import DocumentError, RunError

if TYPE_CHECKING:
    from reportedly.formats import Readings
    from reportedly.reading import Reading

FORMATS = ("table", "jsonl", "json", "csv")
SOME_FAILED, STOPPED, INTERRUPTED, PIPE_CLOSED = 1, 2, 130, 141  # the last two as shells report SIGINT and SIGPIPE
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


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="reportedly", message="reportedly %(version)s")
def cli() -> None:
    """Who said what, according to whom: news in, attributed statements out."""


@cli.command(
    epilog="""\b
Examples:
  reportedly read article.html
  reportedly read article.txt --outlet "Larkspur Tribune" --published 2025-05-14
  reportedly read *.txt --format jsonl > reports.jsonl
  reportedly read article.html --html page.html
  curl -s https://example.org/article | reportedly read -

\b
Exit status: 0 all was read, 1 something could not be read (the rest was),
2 the run could not go on, 130 interrupted."""
)
@click.argument("origins", metavar="FILE|URL|-...", nargs=-1, required=True)
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    help="What to print: a table for people; one JSON object a line for each report; one JSON document with each "
    "article's text, its reports and its actors with their mentions; or comma-separated values, one row a report.  "
    "[default: table]",
)
@click.option("--outlet", metavar="NAME", help="Who published the article, where it does not say so itself.")
@click.option(
    "--published",
    metavar="DATE",
    type=IsoDate(),
    help="When it was published, as an ISO date (2025-05-14) or date and time (2025-05-14T09:30:00+02:00).",
)
@click.option("--title", metavar="TEXT", help="Its headline.")
@click.option("--url", metavar="URL", help="The address it was published at. Nothing is fetched from it.")
@click.option("--byline", metavar="NAME", multiple=True, help="Who wrote it; once for each person.")
@click.option(
    "--html",
    "page",
    metavar="OUT",
    type=click.Path(dir_okay=False, allow_dash=True),
    help='Write the article to OUT as one self-contained page with its statements marked ("-": to standard output). '
    "For one article; prints nothing else unless --format is given.",
)
@click.option("--raw", is_flag=True, help="CSV only: leave cells that a spreadsheet would run as formulas as they are.")
@click.option(
    "--tagger",
    type=click.Choice(["model", "rules"]),
    default="model",
    show_default=True,
    help="What finds the statements: the trained model, or plain rules (quotation marks and a list of verbs).",
)
@click.option(
    "--max-mb", metavar="N", type=click.IntRange(min=1), default=16, show_default=True,
    help="Refuse a file larger than this, in megabytes: one file is one article (JSON Lines aside, where a line is).",
)  # fmt: skip
@click.option(
    "--threads", metavar="N", type=click.IntRange(min=0), default=0, show_default=True,
    help="How many stretches of text to read side by side; 0: one for each processor core.",
)  # fmt: skip
def read(
    origins: tuple[str, ...], form: str | None, outlet: str | None, published: str | None, title: str | None,
    url: str | None, byline: tuple[str, ...], page: str | None, raw: bool, tagger: str, max_mb: int, threads: int,
) -> int:  # fmt: skip
    """Print who said what in articles: files, URLs, or "-" for standard input.

    Reads plain text, HTML and JSON Lines (an object a line with "text" and, if known, "id", "title", "outlet",
    "published", "url", "byline"). What the options say of an article outranks what it says of itself; for the
    lines of JSON Lines, they fill what a line leaves out.
    """
    if raw and form != "csv":
        raise click.UsageError("--raw goes with --format csv")
    if page == "-" and form:
        raise click.UsageError("--html - and --format would both write to standard output")
    from reportedly.reading import read_all

    readings = read_all(
        origins, outlet=outlet, published=published, title=title, url=url, byline=byline,
        config=Config(tagger=tagger, threads=threads, max_bytes=max_mb * MEGABYTE),
    )  # fmt: skip
    told = Told()
    if page:
        only = _only(told.good(readings))
        if only and form:
            _print([only], form, raw)
        if only:
            _write_page(only, page)
    else:
        _print(told.good(readings), form or "table", raw)
    return SOME_FAILED if told.failed else 0


class Told:
    """What went wrong with documents, told on standard error as it happens and counted in `failed`."""

    def __init__(self) -> None:
        self.failed = 0

    def good(self, readings: "Iterator[Reading | DocumentError]") -> "Iterator[Reading]":
        """Yield what was read; tell of what was not, and of what a reader had to do to a document."""
        for reading in readings:
            if isinstance(reading, DocumentError):
                self.failed += 1
                _tell(f"reportedly: {reading}")
                continue
            for note in reading.document.notes:
                _tell(f"note: {reading.document.origin}: {note}")
            yield reading


def _tell(words: str) -> None:
    """One line on standard error, with nothing in it that a terminal obeys."""
    from reportedly.text.controls import visible

    click.echo(visible(" ".join(words.split())), err=True)


def _only(readings: "Iterator[Reading]") -> "Reading | None":
    """The one reading, or None where nothing could be read."""
    only = next(readings, None)
    if only and next(readings, None):
        raise click.UsageError("--html draws one article, and there are more; read them one at a time")
    return only


def _print(readings: "Iterator[Reading] | Sequence[Reading]", form: str, raw: bool) -> None:
    from reportedly.formats import WRITERS, write_csv

    found: Readings = ((reading.document, reading.reports, reading.actors) for reading in readings)
    with _standard_output(plain=form == "table") as out:
        if form == "csv":
            write_csv(found, out, raw=raw)
        else:
            WRITERS[form](found, out)


def _write_page(reading: "Reading", page: str) -> None:
    written = reading.to_html()
    if page == "-":
        with _standard_output() as out:
            out.write(written)
        return
    try:
        Path(page).write_text(written, encoding="utf-8", newline="")
    except OSError as error:
        raise RunError(f"cannot write {page}: {error.strerror}") from error


class ClosedPipeError(Exception):
    """Whoever read standard output has stopped reading."""


@contextmanager
def _standard_output(plain: bool = False) -> Iterator[TextIO]:
    """Standard output as UTF-8 with line ends untouched; `plain`: as the terminal wants it, and never failing."""
    bare = sys.stdout.buffer
    if plain:
        out = io.TextIOWrapper(bare, encoding=sys.stdout.encoding, errors="backslashreplace")
    else:
        out = io.TextIOWrapper(bare, encoding="utf-8", newline="")
    try:
        yield out
        out.flush()
    except BrokenPipeError:
        # Python flushes standard output once more at exit: let that go nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise ClosedPipeError from None
    finally:
        out.detach()


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and exit: 0, 1 some documents failed, 2 stopped, 130 interrupted, 141 pipe closed."""
    sys.exit(_status(lambda: cli.main(arguments, prog_name="reportedly", standalone_mode=False)))


def _status(command: Callable[[], object]) -> int:
    try:
        status = command()
        sys.stdout.flush()
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except RunError as error:
        click.echo(f"reportedly: {error}", err=True)
        return STOPPED
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except ClosedPipeError:
        return PIPE_CLOSED
    return status if isinstance(status, int) else 0


if __name__ == "__main__":
    main()
