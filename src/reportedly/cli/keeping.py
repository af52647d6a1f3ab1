"""`reportedly doctor` and `reportedly erase`: look after a ledger."""

from pathlib import Path

import click

from reportedly.cli.options import ledger_option
from reportedly.cli.telling import counted

ILL = LINGERS = 1
MARKS = {"well": "ok  ", "note": "note", "ill": "BAD "}


@click.command(
    epilog="""\b
Examples:
  reportedly doctor --ledger news.ledger
  reportedly doctor --bodies --ledger news.ledger

\b
Exit status: 0 sound, 1 something is broken, 2 it cannot even be opened."""
)
@ledger_option(exists=True)
@click.option("--bodies", is_flag=True, help="Check every stored body against its SHA-256 as well.")
def doctor(ledger: Path, bodies: bool) -> int:
    """Check a ledger: the file, its full-text indexes, what is derived, the model that read it, SQLite, the disk."""
    from reportedly.ledger.connection import writing
    from reportedly.ledger.doctor import examine
    from reportedly.version import program
    from reportedly.weights import digest

    ill = False
    with writing(ledger) as opened:
        for finding in examine(opened, program(), digest(), bodies=bodies):
            click.echo(f"{MARKS[finding.grade]}  {finding.words}")
            ill |= finding.grade == "ill"
    return ILL if ill else 0


@click.command(
    epilog="""\b
Examples:
  reportedly erase d:83adf01c2c7b45e1 --ledger news.ledger
  reportedly erase a:27a8cc8104ba --ledger news.ledger --yes

\b
Exit status: 0 it is gone, 1 another program still reads the old pages, 2 nothing was erased."""
)
@click.argument("ids", metavar="ID...", nargs=-1, required=True)
@ledger_option(exists=True)
@click.option("--yes", is_flag=True, help="Do not ask.")
def erase(ids: tuple[str, ...], ledger: Path, yes: bool) -> int:
    """Forget documents (d:...) or actors (a:...) for good, in every table, index and log.

    With a document goes all that was found in it. With an actor go its reports and all judgements on it; the articles
    stay, with its names blocked out (█) in them, and their raw bytes go. There is no undo, and the whole file is
    rewritten; an erased article is passed over when it is added again as it was. Addresses, file names and names of
    outlets are left as they are, and so are copies of the ledger, backups beside it too.
    """
    from reportedly.erasing import erase as forget
    from reportedly.ledger.connection import writing

    strange = [id for id in ids if not id.startswith(("d:", "a:"))]
    if strange:
        raise click.UsageError(f"{strange[0]!r} is the id of no document (d:...) and no actor (a:...)")
    if not yes:
        click.confirm(f"Erase {', '.join(ids)} from {ledger} for good?", abort=True, err=True)
    with writing(ledger) as opened:
        erasure = forget(opened, ids)
    for id, gone in zip(dict.fromkeys(ids), erasure.erased, strict=True):
        click.echo(
            f"{id}: {counted(gone.documents, 'document')}, {counted(gone.reports, 'report')} and"
            f" {counted(gone.judgements, 'judgement')} erased, {counted(gone.masked, 'document')} masked"
        )
    for backup in sorted(ledger.parent.glob(ledger.name + ".backup-*")):
        click.echo(f"{backup} may still hold it", err=True)
    if erasure.lingers:
        click.echo(
            f"another program is reading {ledger} and still sees the old pages: end it, then run `reportedly doctor`",
            err=True,
        )
    return LINGERS if erasure.lingers else 0
