"""Where a statement's reports come from, told with the ledger's other articles in view."""

from collections.abc import Sequence
from pathlib import Path

from reportedly.ledger.connection import open_to_read, writing
from reportedly.ledger.statements import current_statement
from reportedly.ledger.write import Entry, statement_id, store
from reportedly.linking.origins.lineage import Lineage
from reportedly.tracing import lineage_of, trace_new
from tests.ledger.conftest import LENA, Said, entry

WORDS = "the northern breakwater will be rebuilt before the winter storms, whatever the council in Varnholm decides"
NOTE = "Write to the desk in Lisk if you have seen something that the whole valley ought to know about before the rest."
SOUP = (
    "Leek soup wants a floury potato and patience. Sweat the leeks in butter until they give up, cover them with stock"
    " and leave it all alone for as long as it takes to read the paper. Freeze what is left in small tins, label each"
    " with the day, and forget about them until the first evening in March on which nobody wants to cook and the bread"
    " has gone hard. Those who have no leeks may use six onions. Those without onions should see a neighbour."
)


def article(outlet: str, day: str, prose: str, url: str = "") -> Entry:
    """An article with the statement, and the group's note under it."""
    text = f"{prose} Lena Maro said {WORDS}. {NOTE}"
    url = url or f"https://{outlet}.example/1"
    return entry(text, Said(LENA, "Lena Maro", "said", WORDS), url=url, outlet=outlet, published=day)


def other(outlet: str, day: str, text: str, url: str = "") -> Entry:
    """An article without it."""
    return entry(text, url=url or f"https://{outlet}.example/2", outlet=outlet, published=day)


TWO = (
    article("echo", "2024-03-02", "Snow fell on the upper valley and the harbour stood empty all day long."),
    article("argus", "2024-03-03", "Nobody went out on Monday but the masons, who had wagers on the weather."),
)


def found(path: Path, entries: Sequence[Entry]) -> Lineage:
    with writing(path) as ledger:
        for one in entries:
            store(ledger, one)
        trace_new(ledger, "0.0-test")
    connection = open_to_read(path)
    reports = [report for one in entries for report in one.reports]
    current = current_statement(connection, statement_id(reports[0].id))
    assert current
    return lineage_of(connection, current)


def test_a_note_alone_looks_like_a_copy(tmp_path: Path) -> None:
    assert found(tmp_path / "l.ledger", TWO).origins == 1


def test_a_note_that_stands_elsewhere_tells_nothing(tmp_path: Path) -> None:
    soup = other("echo", "2024-03-02", f"{SOUP} {NOTE}")
    assert found(tmp_path / "l.ledger", (*TWO, soup)).origins == 2
    assert found(tmp_path / "m.ledger", (soup, *TWO)).origins == 2


def test_what_was_printed_weeks_before_tells_nothing(tmp_path: Path) -> None:
    assert found(tmp_path / "l.ledger", (*TWO, other("mirror", "2024-02-01", f"{SOUP[:200]} {NOTE}"))).origins == 2


def test_another_version_of_the_article_is_nothing_else(tmp_path: Path) -> None:
    version = other("echo", "2024-03-01", f"{SOUP} {NOTE}", url="https://echo.example/1")
    assert found(tmp_path / "l.ledger", (*TWO, version)).origins == 1


def test_a_copy_is_still_one(tmp_path: Path) -> None:
    copies = (article("echo", "2024-03-02", SOUP), article("argus", "2024-03-03", SOUP))
    with_note = found(tmp_path / "l.ledger", (*copies, other("echo", "2024-01-01", NOTE)))
    assert [edge.how for edge in with_note.edges] == ["copies"]
    assert with_note.origins == 1
