"""`reportedly read`: who said what in articles, printed."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reportedly.cli.options import MEGABYTE, IsoDate
from reportedly.cli.output import standard_output
from reportedly.cli.telling import SOME_FAILED, Told
from reportedly.config import Config
from reportedly.errors import RunError

if TYPE_CHECKING:
    from reportedly.formats import Readings
    from reportedly.reading import Reading

FORMATS = ("table", "jsonl", "json", "csv")


@click.command(
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
    help="Refuse a file larger than this, in megabytes: of what holds many, each article.",
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

    Reads plain text, HTML, RSS and Atom feeds, WARC and WACZ archives, ninjs and JSON Lines (an object a line with
    "text" and, if known, "id", "title", "outlet", "published", "url", "byline"). What the options say of an article
    outranks what it says of itself; where an input holds many articles, they fill what one leaves out.
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


def _only(readings: "Iterator[Reading]") -> "Reading | None":
    """The one reading, or None where nothing could be read."""
    only = next(readings, None)
    if only and next(readings, None):
        raise click.UsageError("--html draws one article, and there are more; read them one at a time")
    return only


def _print(readings: "Iterator[Reading] | Sequence[Reading]", form: str, raw: bool) -> None:
    from reportedly.formats import WRITERS, write_csv

    found: Readings = ((reading.document, reading.reports, reading.actors) for reading in readings)
    with standard_output(plain=form == "table") as out:
        if form == "csv":
            write_csv(found, out, raw=raw)
        else:
            WRITERS[form](found, out)


def _write_page(reading: "Reading", page: str) -> None:
    written = reading.to_html()
    if page == "-":
        with standard_output() as out:
            out.write(written)
        return
    try:
        Path(page).write_text(written, encoding="utf-8", newline="")
    except OSError as error:
        raise RunError(f"cannot write {page}: {error.strerror}") from error
