"""What is erased leaves no trace in the file's bytes, and what others said stays true."""

import json
import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.adding import Adding, add
from reportedly.config import Config
from reportedly.erasing import Erased, erase
from reportedly.errors import LedgerError
from reportedly.judging import confirm, credit, different, reject, same, split, undo
from reportedly.ledger import mask
from reportedly.ledger.connection import Ledger, open_to_read, transaction, writing
from reportedly.ledger.doctor import examine
from reportedly.ledger.erase import INDEXES
from reportedly.ledger.filter import Filter
from reportedly.ledger.lines import Line, lines
from reportedly.ledger.search import find
from reportedly.ledger.write import Entry, holds, store
from reportedly.resolve import resolve
from reportedly.span import join
from tests.ledger.conftest import BOARD, Said, Who, entry

ORLA = Who("Orla Quillfeather", descriptions=("warden of Zembleton",))
QUILLFEATHER = Who("Quillfeather")
LAWYER = Who("Orla Quillfeather's lawyer", "unnamed", apart=True)
JON = Who("Jon Quillfeather", descriptions=("a baker",))
VESK = Who("維須健")

LETTER = entry(
    "Orla Quillfeather said the gate was shut. The Harbour Board denied that Quillfeather had the key."
    " Orla Quillfeather's lawyer said she would appeal. “No key,” said Jon Quillfeather of #OrlaQuillfeather.",
    Said(ORLA, "Orla Quillfeather", "said", "the gate was shut"),
    Said(BOARD, "The Harbour Board", "denied", "Quillfeather had the key", "denies"),
    Said(LAWYER, "Orla Quillfeather's lawyer", "said", "she would appeal", "predicts"),
    Said(JON, "Jon Quillfeather of #OrlaQuillfeather", "said", "“No key,”", kind="direct"),
    title="ORLA QUILLFEATHER AND THE GATE", url="https://post.example/gate", outlet="Harbour Post",
    published="2024-05-01", byline=("Io Venn",), body=b"<h1>The gate</h1><p>Orla Quillfeather said ...</p>",
)  # fmt: skip
NOTE = entry(
    "“It stays shut,” Quillfeather said at the xylobridge.\n\nThe Harbour Board said so too.",
    Said(QUILLFEATHER, "Quillfeather", "said", "“It stays shut,”", kind="direct"),
    Said(BOARD, "The Harbour Board", "said", "so"),
    origin="note.txt", title="Xylobridge", body=b"Quillfeather at the xylobridge",
)  # fmt: skip
ASIDE = entry(
    "The Harbour Board said the gate, which Orla\nQuillfeather keeps, is old.",
    Said(BOARD, "The Harbour Board", "said", "the gate, which Orla\nQuillfeather keeps, is old"),
    origin="aside.txt",
)
BAKERY = entry(
    "“Bread is dear,” said Jon Quillfeather.",
    Said(JON, "Jon Quillfeather", "said", "“Bread is dear,”", kind="direct"), origin="bakery.txt",
    body=b"<p>Bread is dear</p><aside>Most read: Orla&nbsp;Quillfeather</aside>",
)  # fmt: skip
TOKYO = entry(
    "維須健は橋が安全だと述べた。港湾局は維須健を批判した。",
    Said(VESK, "維須健", "述べた", "橋が安全だ"),
    Said(BOARD, "港湾局", "批判した", "維須健を"),
    origin="tokyo.txt",
)


@pytest.fixture
def gate(tmp_path: Path) -> Iterator[Ledger]:
    """A ledger of the documents above in which "Quillfeather" is Orla Quillfeather."""
    with writing(tmp_path / "gate.ledger") as opened:
        for one in (LETTER, NOTE, ASIDE, BAKERY, TOKYO):
            store(opened, one)
        same(opened, ORLA.id, QUILLFEATHER.id, "Io")
        yield opened


def remains(path: Path, word: str) -> list[str]:
    """Files of the ledger whose bytes hold the word, in any case."""
    files = [path, *(path.with_name(path.name + suffix) for suffix in ("-wal", "-shm"))]
    found = [file.name for file in files if file.exists() and word.encode().lower() in file.read_bytes().lower()]
    with closing(open_to_read(path)) as connection:
        return found + [table for table in tables(connection) if word.lower() in dump(connection, table)]


def tables(connection: sqlite3.Connection) -> list[str]:
    return [name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type IN ('table', 'view')")]


def dump(connection: sqlite3.Connection, table: str) -> str:
    """A table's cells in small letters, the compressed unpacked."""
    question = "SELECT sha256, unpacked(zlib) FROM body" if table == "body" else f"SELECT * FROM {table}"
    connection.create_function("unpacked", 1, zlib.decompress)
    return repr([tuple(row) for row in connection.execute(question)]).lower()


def all_lines(ledger: Ledger) -> dict[str, Line]:
    """Every report with its words."""
    with closing(open_to_read(ledger.path)) as connection:
        numbers = [number for (number,) in connection.execute("SELECT number FROM report")]
        return {line.report.content.text: line for line in lines(connection, numbers)}


def is_true(ledger: Ledger) -> bool:
    """Whether the words of every report are those at its spans, and the indexes agree with the tables."""
    for line in all_lines(ledger).values():
        report = line.report
        ((text,),) = ledger.connection.execute("SELECT text FROM document WHERE id = ?", (report.document.id,))
        for passage in filter(None, (report.source, report.cue, report.content)):
            assert passage.text == join(passage.spans, text)
    return all(finding.grade != "ill" for finding in examine(ledger, "0.0-test", "rules"))


def test_before_anything_is_erased_the_words_are_there(gate: Ledger) -> None:
    assert {"gate.ledger-wal", "document", "document_fts", "body"} <= set(remains(gate.path, "xylobridge"))
    assert {"document", "report", "link", "profile", "profile_words"} <= set(remains(gate.path, "quillfeather"))


def test_a_document_leaves_no_trace(gate: Ledger) -> None:
    erasure = erase(gate, [NOTE.document.id])
    assert erasure == ((Erased(documents=1, reports=2, judgements=1),), False)
    assert remains(gate.path, "xylobridge") == []
    assert remains(gate.path, "note.txt") == []
    assert is_true(gate)
    assert len(all_lines(gate)) == 8
    assert gate.connection.execute("SELECT 1 FROM profile WHERE name = 'Quillfeather'").fetchone() is None


def test_the_log_is_rewritten_even_while_another_has_the_ledger_open(gate: Ledger) -> None:
    with closing(open_to_read(gate.path)) as idle:
        assert idle.execute("SELECT count(*) FROM document").fetchone()[0] == 5
        assert not erase(gate, [NOTE.document.id]).lingers
        assert remains(gate.path, "xylobridge") == []


def test_a_program_in_the_middle_of_reading_is_told_of(gate: Ledger) -> None:
    gate.connection.execute("PRAGMA busy_timeout = 50")
    with closing(open_to_read(gate.path)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM document").fetchone()
        assert erase(gate, [NOTE.document.id]).lingers
        reader.execute("COMMIT")
    with writing(gate.path):
        pass  # as `reportedly doctor` does
    gate.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    assert remains(gate.path, "xylobridge") == []


def test_an_actor_leaves_no_trace(gate: Ledger) -> None:
    ((erased,), lingers) = erase(gate, [QUILLFEATHER.id])
    assert not lingers
    assert (erased.documents, erased.reports, erased.masked) == (0, 2, 4)
    for word in ("orla", "zembleton"):
        assert remains(gate.path, word) == []
    assert is_true(gate)
    # What is left of the surname is the baker's own, where no Orla is.
    texts = [text for (text,) in gate.connection.execute("SELECT text FROM document")]
    assert sum("Quillfeather" in text for text in texts) == 1


def test_others_keep_their_reports_with_blocks_in_them(gate: Ledger) -> None:
    before = all_lines(gate)
    erase(gate, [ORLA.id])
    after = all_lines(gate)
    assert "████████████ had the key" in after
    assert "the gate, which ████\n████████████ keeps, is old" in after
    assert after["“No key,”"].report.actor == before["“No key,”"].report.actor
    assert after["“No key,”"].report.source is not None
    assert after["“No key,”"].report.source.text == "Jon ████████████ of #████████████████"
    assert after["she would appeal"].report.actor is not None
    assert after["she would appeal"].report.actor.name == "████ ████████████'s lawyer"
    assert after["“Bread is dear,”"] == before["“Bread is dear,”"]
    ((title, body),) = gate.connection.execute("SELECT title, body FROM document WHERE id = ?", (LETTER.document.id,))
    assert (title, body) == ("████ ████████████ AND THE GATE", None)
    assert gate.connection.execute("SELECT count(*) FROM body").fetchone()[0] == 0


def test_search_finds_others_and_not_the_erased(gate: Ledger) -> None:
    erase(gate, [ORLA.id])
    assert len(find(gate.connection, Filter(words="key")).numbers) == 2
    assert find(gate.connection, Filter(words="orla")).numbers == ()
    for index in INDEXES:
        assert gate.connection.execute(f"SELECT 1 FROM {index} WHERE {index} MATCH 'orla'").fetchone() is None


def test_a_name_in_a_script_without_spaces_leaves_no_trace(gate: Ledger) -> None:
    erase(gate, [VESK.id])
    assert remains(gate.path, "維須健") == []
    assert remains(gate.path, "須健") == []
    assert is_true(gate)
    assert "███を" in all_lines(gate)


def test_who_is_described_and_not_named_is_masked_in_that_document_alone(gate: Ledger) -> None:
    first, second = (
        entry(f"A source said {what}.", Said(Who("a source", "unnamed", apart=True), "A source", "said", what))
        for what in ("tea is late", "coffee is early")
    )
    for one in (first, second):
        store(gate, one)
    erase(gate, [first.actors[0].profile.id])
    assert "coffee is early" in all_lines(gate)
    assert "tea is late" not in all_lines(gate)
    texts = [text for (text,) in gate.connection.execute("SELECT text FROM document WHERE text LIKE '%said%e%is%l%y%'")]
    assert "A source said coffee is early." in texts


def test_judgements_that_named_it_go_and_others_stay(gate: Ledger) -> None:
    found = all_lines(gate)
    kept = reject(gate, found["“Bread is dear,”"].report.id, "Io")
    gone = [
        confirm(gate, found["the gate was shut"].report.id, "Io"),
        credit(gate, found["she would appeal"].report.id, ORLA.id, "Io"),
        different(gate, ORLA.id, JON.id, "Io"),
    ]
    undo(gate, gone[2], "Io")
    other = same(gate, BOARD.id, JON.id, "Io")
    undo(gate, other, "Io")
    erase(gate, [ORLA.id])
    numbers = [number for (number,) in gate.connection.execute("SELECT number FROM judgement ORDER BY number")]
    assert numbers == [kept, other, other + 1]
    assert all_lines(gate)["“Bread is dear,”"].status == "rejected"


def test_judgements_that_withdraw_each_other_go_at_one_stroke(gate: Ledger) -> None:
    first = different(gate, ORLA.id, JON.id, "Io")
    undo(gate, first, "Io")
    with transaction(gate) as connection:  # a judgement in the place of another, sides turned round
        connection.execute(
            "INSERT INTO judgement (about, left, right, verdict, reasons, judge, by, decided, withdraws)"
            " SELECT about, right, left, 'same', '[]', 'model', '0.0', decided, number FROM judgement"
            " WHERE number = (SELECT max(number) FROM judgement)"
        )
    erase(gate, [ORLA.id])
    assert gate.connection.execute("SELECT count(*) FROM judgement").fetchone()[0] == 0


def test_a_report_that_stands_in_a_copy_keeps_its_judgements(gate: Ledger) -> None:
    copy = entry(
        BAKERY.document.text, Said(JON, "Jon Quillfeather", "said", "“Bread is dear,”"), url="https://b.example"
    )
    store(gate, copy)
    assert copy.reports[0].id == BAKERY.reports[0].id
    reject(gate, copy.reports[0].id, "Io")
    assert erase(gate, [BAKERY.document.id]).erased == (Erased(documents=1, reports=1),)
    assert all_lines(gate)["“Bread is dear,”"].status == "rejected"


def test_judgements_are_append_only_again_afterwards(gate: Ledger) -> None:
    reject(gate, BAKERY.reports[0].id, "Io")
    erase(gate, [NOTE.document.id])
    for change in ("DELETE FROM judgement", "UPDATE judgement SET verdict = 'right'"):
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            gate.connection.execute(change)
    with pytest.raises(LedgerError):
        erase(gate, ["d:none"])
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        gate.connection.execute("DELETE FROM judgement")


def test_those_joined_by_way_of_the_erased_stay_joined_where_a_person_said_so(gate: Ledger) -> None:
    same(gate, JON.id, ORLA.id, "Io")
    same(gate, JON.id, QUILLFEATHER.id, "Io")
    erase(gate, [LETTER.document.id])
    actors = dict(gate.connection.execute("SELECT name, actor FROM profile").fetchall())
    assert "Orla Quillfeather" not in actors
    assert actors["Jon Quillfeather"] == actors["Quillfeather"]
    assert is_true(gate)


def test_a_namesake_that_was_split_off_stays(gate: Ledger) -> None:
    other = entry(
        "“Sheep are fine,” said Orla Quillfeather, a shepherd.",
        Said(ORLA, "Orla Quillfeather", "said", "“Sheep are fine,”"), origin="sheep.txt",
    )  # fmt: skip
    store(gate, other)
    ((appearance,),) = gate.connection.execute(
        "SELECT a.id FROM appearance AS a JOIN document AS d ON d.number = a.document WHERE d.id = ?",
        (other.document.id,),
    )
    split(gate, appearance, "Io")
    erase(gate, [ORLA.id])
    line = all_lines(gate)["“Sheep are fine,”"]
    assert line.report.actor is not None
    assert (line.report.actor.id, line.report.actor.name) == (appearance, "Orla Quillfeather")
    confirm(gate, line.report.id, "Io")
    assert all_lines(gate)["“Sheep are fine,”"].report.actor == line.report.actor
    assert is_true(gate)
    erase(gate, [appearance])
    assert remains(gate.path, "orla") == []
    assert is_true(gate)


def test_an_erased_article_is_not_added_again_but_its_next_version_is(gate: Ledger) -> None:
    erase(gate, [LETTER.document.id])
    assert store(gate, LETTER) == "unchanged"
    assert holds(gate.connection, LETTER.document.id)
    later: Entry = entry(
        "Orla Quillfeather said the gate was open.",
        Said(ORLA, "Orla Quillfeather", "said", "the gate was open"), url="https://post.example/gate",
    )  # fmt: skip
    assert store(gate, later) == "added"
    assert set(all_lines(gate)) >= {"the gate was open"}
    assert is_true(gate)


def test_a_masked_article_is_not_brought_back(gate: Ledger) -> None:
    erase(gate, [ORLA.id])
    assert store(gate, LETTER) == "unchanged"
    assert remains(gate.path, "orla") == []


def test_adding_a_folder_again_passes_over_what_was_erased(tmp_path: Path) -> None:
    source = tmp_path / "news.jsonl"
    texts = ["“Tea is late,” said Ada Brandt of Plumwick.", "“So is the ferry,” said Jo Lund."]
    source.write_text("".join(json.dumps({"text": text}) + "\n" for text in texts), encoding="utf-8")
    with writing(tmp_path / "news.ledger") as ledger:
        for _ in range(2):
            list(add(ledger, [str(source)], Adding(Config(tagger="rules"))))
            resolve(ledger, "0.0-test")
            ids = ledger.connection.execute("SELECT id FROM document WHERE text LIKE '%Plumwick%'").fetchall()
            if ids:
                erase(ledger, [ids[0][0]])
            source.touch()
        assert remains(ledger.path, "plumwick") == []
        assert ledger.connection.execute("SELECT count(*) FROM document").fetchone()[0] == 1


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("#ÓrlaQuillfeather, ORLA  QUILLFEATHER", "#████████████████, ████  ████████████"),
        ("Orla-\nQuillfeather’s gate", "█████\n████████████’s gate"),
        ("Orlando Quillfeatherby and Orla’s Quill", None),
        ("orla quillfeather; Orla, the gate of Quillfeather", "████ ████████████; ████, the gate of ████████████"),
    ],
)
def test_names_are_found_however_they_are_written(gate: Ledger, text: str, masked: str | None) -> None:
    store(gate, entry(f"{text}. Jo said so.", Said(Who("Jo"), "Jo", "said", "so"), origin="spelled.txt"))
    erase(gate, [ORLA.id])
    ((found,),) = gate.connection.execute("SELECT text FROM document WHERE origin = 'spelled.txt'")
    assert found == f"{masked or text}. Jo said so."


NAMES = ("Orla", "U.S.", "Ñu", "維須健", "x", "Ada Li", "A. B. Q")


@given(st.text(max_size=60), st.lists(st.sampled_from(NAMES), max_size=3))
def test_what_is_hidden_keeps_its_length_and_shows_no_name(around: str, names: list[str]) -> None:
    found = mask.Names(dict.fromkeys(names, "person"))
    text = " ".join((around, *names, around))
    masked = mask.hidden(text, found.words)
    assert len(masked) == len(text)
    assert not found.are_in(masked)
    assert mask.hidden(masked, found.words) == masked
    assert [char for char, was in zip(masked, text, strict=True) if was.isspace() and char != was] == []


def test_us_is_not_u_s() -> None:
    names = mask.Names({"U.S.": "organization"})
    assert mask.hidden("the U.S. told us, U. S. and US", names.whole) == "the ███. told us, ██ █. and US"


def test_several_are_erased_or_none(gate: Ledger) -> None:
    with pytest.raises(LedgerError, match="no actor a:none"):
        erase(gate, [NOTE.document.id, "a:none"])
    assert len(all_lines(gate)) == 10
    erase(gate, [NOTE.document.id, VESK.id, NOTE.document.id])
    assert len(all_lines(gate)) == 7


def test_everything_can_be_erased(gate: Ledger) -> None:
    erase(gate, [one.document.id for one in (LETTER, NOTE, ASIDE, BAKERY, TOKYO)])
    for table in ("document", "report", "attribution", "profile", "appearance", "mention", "link", "judgement", "body"):
        assert gate.connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] == 0, table
    assert is_true(gate)


def test_an_actor_of_nothing_but_a_short_word_does_not_take_others_words(gate: Ledger) -> None:
    li = Who("Li")
    store(gate, entry("Li said life is long. Life!", Said(li, "Li", "said", "life is long"), origin="li.txt"))
    store(gate, entry("“Lithe,” said Jo.", Said(Who("Jo"), "Jo", "said", "“Lithe,”"), origin="jo.txt"))
    erase(gate, [li.id])
    texts = [text for (text,) in gate.connection.execute("SELECT text FROM document ORDER BY number DESC LIMIT 2")]
    assert texts == ["“Lithe,” said Jo.", "██ said life is long. Life!"]
