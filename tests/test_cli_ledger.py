"""The commands on a ledger: exit statuses, messages, odd input, and nothing printed that a terminal obeys."""

import csv
import io
import json
import re
import shlex
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import click
import pytest

from reportedly.cli import cli, main
from reportedly.ledger.connection import writing
from reportedly.version import program

Run = Callable[..., tuple[int, str, str]]
ASKING = (("who", "Ada"), ("search", "ferry"), ("failures",), ("doctor",), ("reread",), ("erase", "d:1", "--yes"),
          ("export",))  # fmt: skip
# What a terminal may be sent: everything printable, line ends, and the bold and dim that rich is told to leave out.
OBEYED = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
ARTICLES = {
    "ferry.txt": "“The ferry sails on Friday,” said Ada Brandt, the master.\n\n“Not before May,” said Jo Lund.\n",
    "goats.txt": "“The goats are well,” said Ada Brandt.\n",
    "=cmd.txt": "“=1+1 is what they pay,” said Ada Brandt of the quay.\n",
    "odd.txt": "“Ring the \x1b]0;bell\x07 and \x9b31m red \u202eesrever,” said Io\x1b[2J Venn of the quay.\n",
}


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str]) -> Run:
    def call(*arguments: object) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as ended:
            main([str(argument) for argument in arguments])
        out, err = capfd.readouterr()
        return int(ended.value.code or 0), out, err

    return call


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("articles")
    for name, text in ARTICLES.items():
        folder.joinpath(name).write_text(text, encoding="utf-8")
    folder.joinpath("empty.txt").touch()
    return folder


@pytest.fixture(scope="module")
def made(articles: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The ledger of the articles; do not write to it."""
    path = tmp_path_factory.mktemp("made") / "news.ledger"
    options = ["--tagger", "rules", "--processes", "1", "--outlet", "Harbour\x1b[31m Post"]
    with pytest.raises(SystemExit):
        main(["add", str(articles), "--ledger", str(path), *options])
    return path


@pytest.fixture
def ledger(made: Path, tmp_path: Path) -> Path:
    path = tmp_path / "news.ledger"
    shutil.copy(made, path)
    return path


def one(ledger: Path, question: str) -> str:
    with closing(sqlite3.connect(ledger)) as connection:
        return str(connection.execute(question).fetchone()[0])


class TestAdd:
    OPTIONS = ("--tagger", "rules", "--processes", "1")

    def test_it_ends_with_a_summary_and_says_what_failed(self, run: Run, articles: Path, tmp_path: Path) -> None:
        status, out, err = run("add", articles, "--ledger", tmp_path / "news.ledger", *self.OPTIONS)
        assert status == 1
        assert out == "4 added, 0 new versions, 0 unchanged, 1 failed; 5 new reports\n"
        assert f"reportedly: {articles / 'empty.txt'}: " in err
        assert not OBEYED.search(out + err)

    def test_once_more_nothing_is_read(self, run: Run, articles: Path, ledger: Path) -> None:
        options = (*self.OPTIONS, "--outlet", "Harbour\x1b[31m Post")
        _, out, _ = run("add", articles, "--ledger", ledger, *options)
        assert "0 unchanged, 4 files not changed since last read, 1 failed; 0 new reports" in out

    def test_the_ledger_may_be_named_by_the_environment(
        self, run: Run, articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("REPORTEDLY_LEDGER", str(tmp_path / "mine.ledger"))
        assert run("add", articles / "goats.txt", *self.OPTIONS)[0] == 0
        assert run("who", "Brandt")[0] == 0

    @pytest.mark.parametrize("origin", ["none.txt", "none/*.txt", "http://127.0.0.1:1/x", "\x1b[2J.txt"])
    def test_what_is_not_there_fails_and_is_listed(self, run: Run, tmp_path: Path, origin: str) -> None:
        path = tmp_path / "news.ledger"
        status, out, err = run("add", origin, "--ledger", path, *self.OPTIONS)
        assert (status, out) == (1, "0 added, 0 new versions, 0 unchanged, 1 failed; 0 new reports\n")
        assert err.startswith("reportedly: ")
        assert not OBEYED.search(err)
        status, out, _ = run("failures", "--ledger", path)
        assert (status, out.count("\n")) == (1, 1)
        assert not OBEYED.search(out)

    def test_nowhere_to_write_stops_the_run(self, run: Run, articles: Path, tmp_path: Path) -> None:
        for place, said in ((tmp_path / "none" / "x.ledger", "no such folder"), (tmp_path, "is a directory")):
            status, out, err = run("add", articles, "--ledger", place, *self.OPTIONS)
            assert (status, out) == (2, "")
            assert said in err
        assert run("add", articles)[0] == 2


class TestFailures:
    def test_they_are_listed_with_reasons(self, run: Run, ledger: Path, articles: Path) -> None:
        status, out, err = run("failures", "--ledger", ledger)
        assert (status, err) == (1, "1 failure\n")
        assert out.startswith(f"{articles / 'empty.txt'}: ")

    def test_retried_they_fail_again_or_are_gone(self, run: Run, tmp_path: Path) -> None:
        article, ledger = tmp_path / "late.txt", tmp_path / "news.ledger"
        options = ("--ledger", ledger, "--tagger", "rules", "--processes", "1")
        assert run("add", article, *options)[0] == 1
        assert run("failures", "--retry", *options)[0] == 1
        assert "(tried 2 times)" in run("failures", "--ledger", ledger)[1]
        article.write_text(ARTICLES["goats.txt"], encoding="utf-8")
        status, out, _ = run("failures", "--retry", *options)
        assert (status, out) == (0, "1 added, 0 new versions, 0 unchanged, 0 failed; 1 new report\n")
        assert run("failures", "--ledger", ledger) == (0, "", "0 failures\n")


class TestWho:
    def test_it_shows_names_and_counts(self, run: Run, ledger: Path) -> None:
        status, out, err = run("who", "brandt", "--ledger", ledger)
        assert (status, err) == (0, "")
        assert "Ada Brandt  person · a:" in out
        assert "3 reports in 3 documents" in out

    def test_json_is_for_machines(self, run: Run, ledger: Path) -> None:
        status, out, _ = run("who", "Ada Brandt", "--format", "json", "--ledger", ledger)
        (card,) = json.loads(out)
        assert (status, card["name"], card["reports"]) == (0, "Ada Brandt", 3)

    @pytest.mark.parametrize("name", ["Nobody Atall", "", " ", '"', "*", "\x1b[2J", "%", "a" * 5000])
    def test_nobody_is_told_of(self, run: Run, ledger: Path, name: str) -> None:
        status, out, err = run("who", name, "--ledger", ledger)
        assert (status, out) == (1, "")
        assert "is credited in this ledger" in err
        assert not OBEYED.search(err)
        assert len(err) < 6000


class TestSearch:
    @pytest.mark.parametrize(
        ("query", "found"),
        [
            ("ferry", 1),
            ("FERRY friday", 1),
            ('"ferry sails"', 1),
            ("ferry NOT friday", 0),
            ("goats OR ferry", 2),
            ("goat*", 1),
            ("(goats OR ferry) -well", 1),
            ("Brandt", 3),
        ],
    )
    def test_operators_are_understood(self, run: Run, ledger: Path, query: str, found: int) -> None:
        status, out, _ = run("search", query, "--ledger", ledger, "--format", "jsonl")
        assert (status, len(out.splitlines())) == (0 if found else 1, found)

    @pytest.mark.parametrize(
        "query", ['"', "(((", ")", "AND", "NOT", "*", "content:x", "NEAR(a b)", "'; DROP TABLE report", "\x00", "-"]
    )
    def test_odd_queries_are_answered(self, run: Run, ledger: Path, query: str) -> None:
        status, _, err = run("search", query, "--ledger", ledger)
        assert status in (0, 1)
        assert "Error" not in err
        assert "Traceback" not in err

    def test_filters_narrow(self, run: Run, ledger: Path) -> None:
        def count(*options: str) -> int:
            return len(run("search", *options, "--ledger", ledger, "--format", "jsonl")[1].splitlines())

        assert count() == 5
        assert count("--speaker", "Jo Lund") == 1
        assert count("--kind", "direct") == 5
        assert count("--kind", "indirect") == 0
        assert count("--outlet", "nobody's") == 0
        assert count("--from", "2024-01-01") == 0
        assert count("--limit", "2") == 2

    def test_the_rest_is_pointed_at(self, run: Run, ledger: Path) -> None:
        assert run("search", "--limit", "2", "--ledger", ledger)[2] == "the first 2; --limit asks for more\n"
        assert run("search", "--limit", "5", "--ledger", ledger)[2] == ""

    def test_nothing_is_printed_that_a_terminal_obeys(self, run: Run, ledger: Path) -> None:
        for command in (("search",), ("search", "bell"), ("who", "Venn")):
            _, out, err = run(*command, "--ledger", ledger)
            assert not OBEYED.search(out + err), command
        assert "esrever" in run("search", "bell", "--ledger", ledger)[1]

    def test_csv_is_disarmed_unless_raw(self, run: Run, ledger: Path) -> None:
        def words(*options: str) -> list[str]:
            out = run("search", "pay", "--ledger", ledger, "--format", "csv", *options)[1]
            return [cell for row in csv.reader(io.StringIO(out.lstrip("\ufeff"))) for cell in row if "1+1" in cell]

        assert words("--raw") == ["“=1+1 is what they pay,”"]
        origins = run("search", "pay", "--ledger", ledger, "--format", "csv")[1]
        assert not re.search(r"(^|,|\")[=+@]", origins, re.M)

    @pytest.mark.parametrize(
        ("option", "value"), [("--kind", "spoken"), ("--stance", "maybe"), ("--from", "yesterday"), ("--limit", "0"),
                              ("--limit", "-1"), ("--format", "xml"), ("--sort", "best")]
    )  # fmt: skip
    def test_values_that_are_none_are_refused(self, run: Run, ledger: Path, option: str, value: str) -> None:
        status, out, err = run("search", "x", option, value, "--ledger", ledger)
        assert (status, out) == (2, "")
        assert option in err


class TestKeeping:
    def test_a_sound_ledger(self, run: Run, ledger: Path) -> None:
        status, out, err = run("doctor", "--ledger", ledger, "--bodies")
        assert (status, err) == (0, "")
        assert "ok    the file is whole\n" in out
        assert "ok    4 bodies, 0 of them not as they were stored\n" in out
        assert "note  1 origins could not be read" in out

    def test_damage_is_told_and_changes_the_exit_status(self, run: Run, ledger: Path) -> None:
        with closing(sqlite3.connect(ledger)) as connection:
            connection.execute("INSERT INTO document_fts (document_fts) VALUES ('delete-all')")
            connection.commit()
        status, out, _ = run("doctor", "--ledger", ledger)
        assert status == 1
        assert "BAD   the full-text index document_fts does not agree" in out

    def test_reread_reads_what_another_version_has_read(self, run: Run, ledger: Path) -> None:
        told = ("--ledger", ledger, "--tagger", "rules", "--processes", "1")
        assert run("reread", *told) == (0, "0 documents read again, 0 failed\n", "")
        with closing(sqlite3.connect(ledger)) as connection:
            connection.execute("UPDATE provenance SET program = '0.0-older'")
            connection.commit()
        before = one(ledger, "SELECT group_concat(id) FROM (SELECT id FROM report ORDER BY id)")
        assert run("reread", *told) == (0, "4 documents read again, 0 failed\n", "")
        assert one(ledger, "SELECT group_concat(id) FROM (SELECT id FROM report ORDER BY id)") == before
        made_by = "SELECT max(p.program) FROM provenance AS p JOIN document AS d ON d.provenance = p.number"
        assert one(ledger, made_by) == program()

    def test_a_document_is_erased(self, run: Run, ledger: Path) -> None:
        id = one(ledger, "SELECT id FROM document WHERE text LIKE '%goats%'")
        status, out, err = run("erase", id, "--yes", "--ledger", ledger)
        assert (status, err) == (0, "")
        assert out == f"{id}: 1 document, 1 report and 0 judgements erased, 0 documents masked\n"
        assert b"goats" not in ledger.read_bytes()
        assert run("search", "goats", "--ledger", ledger)[0] == 1

    def test_an_actor_is_erased(self, run: Run, ledger: Path) -> None:
        id = one(ledger, "SELECT id FROM profile WHERE name = 'Ada Brandt'")
        status, out, _ = run("erase", id, "--yes", "--ledger", ledger)
        assert status == 0
        assert out.startswith(f"{id}: 0 documents, 3 reports and ")
        assert b"Ada Brandt" not in ledger.read_bytes()
        assert run("who", "Brandt", "--ledger", ledger)[0] == 1

    def test_backups_that_still_hold_it_are_named(self, run: Run, ledger: Path) -> None:
        backup = ledger.with_name("news.ledger.backup-1")
        backup.touch()
        id = one(ledger, "SELECT id FROM document WHERE text LIKE '%goats%'")
        assert str(backup) in run("erase", id, "--yes", "--ledger", ledger)[2]

    def test_it_asks_first(self, run: Run, ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        id = one(ledger, "SELECT id FROM document WHERE text LIKE '%goats%'")
        monkeypatch.setattr("sys.stdin", io.StringIO("n\n"))
        status, out, err = run("erase", id, "--ledger", ledger)
        assert (status, out) == (130, "")
        assert "for good?" in err
        assert run("search", "goats", "--ledger", ledger)[0] == 0

    @pytest.mark.parametrize(
        ("id", "said"), [("x", "is the id of no"), ("d:none", "no document d:none"), ("a:1", "no actor a:1")]
    )
    def test_what_it_does_not_have_is_not_erased(self, run: Run, ledger: Path, id: str, said: str) -> None:
        status, out, err = run("erase", id, "--yes", "--ledger", ledger)
        assert (status, out) == (2, "")
        assert said in err


class TestOddLedgers:
    @pytest.mark.parametrize("command", ASKING)
    def test_none(self, run: Run, tmp_path: Path, command: tuple[str, ...]) -> None:
        status, out, err = run(*command, "--ledger", tmp_path / "none.ledger")
        assert (status, out) == (2, "")
        assert "none.ledger" in err
        assert list(tmp_path.iterdir()) == []
        assert run(*command)[0] == 2

    @pytest.mark.parametrize("command", ASKING)
    def test_a_directory(self, run: Run, tmp_path: Path, command: tuple[str, ...]) -> None:
        status, out, err = run(*command, "--ledger", tmp_path)
        assert (status, out) == (2, "")
        assert "is a directory" in err

    @pytest.mark.parametrize("command", ASKING)
    @pytest.mark.parametrize(
        ("script", "said"),
        [
            (None, "not a database"),
            ("CREATE TABLE mine (a)", "a database, but no ledger"),
            (f"PRAGMA application_id = {0x52505444}; PRAGMA user_version = 99; CREATE TABLE t (a)", "newer version"),
        ],
    )
    def test_what_is_no_ledger(
        self, run: Run, tmp_path: Path, command: tuple[str, ...], script: str | None, said: str
    ) -> None:
        path = tmp_path / "odd.ledger"
        if script is None:
            path.write_text("plain words, and more of them " * 100, encoding="utf-8")
        else:
            with closing(sqlite3.connect(path)) as connection:
                connection.executescript(script)
        before = path.read_bytes()
        status, out, err = run(*command, "--ledger", path)
        assert (status, out) == (2, "")
        assert said in err
        assert err.startswith("reportedly: ")
        assert path.read_bytes() == before

    def test_an_empty_ledger_has_nothing(self, run: Run, tmp_path: Path) -> None:
        path = tmp_path / "new.ledger"
        with writing(path):
            pass
        assert run("who", "Ada", "--ledger", path)[0] == 1
        assert run("search", "--ledger", path)[0] == 1
        assert run("failures", "--ledger", path) == (0, "", "0 failures\n")
        assert run("doctor", "--ledger", path)[0] == 0
        assert run("reread", "--ledger", path, "--tagger", "rules")[:2] == (0, "0 documents read again, 0 failed\n")


@pytest.mark.parametrize("name", list(cli.commands))
def test_every_command_has_examples_and_says_its_exit_status(run: Run, name: str) -> None:
    status, out, err = run(name, "--help")
    assert (status, err) == (0, "")
    assert "Examples:" in out
    assert f"  reportedly {name} " in out
    assert max(map(len, out.splitlines())) <= 110


@pytest.mark.parametrize("name", list(cli.commands))
def test_every_example_parses(name: str) -> None:
    """Every line of the examples is a command line that click takes, as far as files need not be there."""
    command = cli.commands[name]
    lines = [line.strip() for line in (command.epilog or "").splitlines() if line.strip().startswith("reportedly ")]
    for line in lines:
        words = shlex.split(line.split(" > ")[0])
        assert words[1] == name
        called = command.commands[words[2]] if isinstance(command, click.Group) else command
        options = [parameter for parameter in called.params if isinstance(parameter, click.Option)]
        known = {name for option in options for name in option.opts}
        assert {word.split("=")[0] for word in words[2:] if re.match(r"--?[a-z]", word)} <= known, line
