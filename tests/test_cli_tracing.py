"""`reportedly trace` and `reportedly watch` on a story made by hand."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import click
import pytest
from click.testing import CliRunner

from reportedly.cli.tracing import trace
from reportedly.cli.watching import watch
from reportedly.errors import RunError
from reportedly.ledger.connection import writing
from reportedly.ledger.write import store
from reportedly.tracing import trace_new
from tests.ledger.conftest import Said, Who, entry
from tests.web.story import WENDA, repetitions, story_ledger
from tests.web.story import story as articles

Run = Callable[..., tuple[int, str, str]]
REPORTEDLY = (sys.executable, "-m", "reportedly.cli")
ATOM = "{http://www.w3.org/2005/Atom}"
OBEYED = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
LATER = entry(
    "Wenda Pohl said the dredger would come.", Said(WENDA, "Wenda Pohl", "said", "the dredger would come"),
    outlet="Quay & <Markets>\u202e", published="2025-06-01", url="https://quay.example/a b?x=1&y=<2>",
    title="It\x1b[2J",
)  # fmt: skip
LATEST = entry(
    "Wenda Pohl said the dredger had come.", Said(WENDA, "Wenda Pohl", "said", "the dredger had come"),
    outlet="Dispatch", published="2025-06-02", url="https://dispatch.example/2",
)  # fmt: skip
NAMESAKE = Who("Wenda Pohl", "organization")
OTHER = entry(
    "Wenda Pohl said the eastern basin was deep.", Said(NAMESAKE, "Wenda Pohl", "said", "the eastern basin was deep"),
    outlet="Dispatch", published="2025-09-01", url="https://dispatch.example/9",
)  # fmt: skip


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    path = tmp_path_factory.mktemp("story") / "story.ledger"
    return path, story_ledger(path, 20)


@pytest.fixture
def story(made: tuple[Path, str], tmp_path: Path) -> Path:
    return Path(shutil.copy(made[0], tmp_path / "story.ledger"))


@pytest.fixture
def run() -> Run:
    def call(command: click.Command, *arguments: object) -> tuple[int, str, str]:
        done = CliRunner().invoke(command, [str(one) for one in arguments], standalone_mode=False)
        if done.exception:
            raise done.exception
        return done.return_value or 0, done.stdout, done.stderr

    return call


def add(ledger: Path, *entries: object) -> None:
    with writing(ledger) as opened:
        for one in entries:
            store(opened, one)  # type: ignore[arg-type]
        trace_new(opened, "test")


class TestTrace:
    def test_a_tree_in_time_with_all_that_is_known(self, run: Run, made: tuple[Path, str]) -> None:
        status, out, _ = run(trace, "eastern basin", "--ledger", made[0])
        lines = [line.rstrip() for line in out.splitlines()]
        assert status == 0
        assert lines[0] == f"Wenda Pohl  {made[1]}"
        assert "  20 reports of 20 outlets, 2025-05-12 to 2025-05-15" in lines
        assert re.search(r"^  5 independent origins by the evidence; at least 4, \d\.\d expected$", out, re.M)
        assert "2025-05-12 07:00  Harbour Post  access of its own · earliest · words 1" in lines
        assert re.search(r"^├── 2025-05-12 09:07  Quay Markets 1  credits it, \d\d% sure · words 2$", out, re.M)
        assert re.search(r"^[│├─ ]+ 2025-05-12 12:28  Mail 4  copies its text, \d\d% sure · words 1$", out, re.M)
        assert "Northlight Agency  not in the ledger" in lines
        assert "[-may-] {+is+} not [-be-] safe" in out
        assert "! certainty raised: may → (nothing)." in out

    def test_by_the_id_of_the_statement_or_of_a_report(self, run: Run, made: tuple[Path, str]) -> None:
        by_words = run(trace, "eastern basin", "--ledger", made[0], "--format", "json")[1]
        told = json.loads(by_words)
        for id in (made[1], told["reports"][3]["report"]["id"]):
            assert run(trace, id, "--ledger", made[0], "--format", "json")[1] == by_words
        assert [told[name] for name in ("origins", "origins_min", "witnesses")] == [5, 4, 4]
        assert told["reports"][1]["rests_on"]["how"] == "credits"
        assert told["wordings"][1]["flags"][0]["explanation"].startswith("What may")

    def test_what_was_said_before_and_again(self, run: Run, story: Path, made: tuple[Path, str]) -> None:
        add(story, *repetitions())
        lines = [line.rstrip() for line in run(trace, made[1], "--ledger", story)[1].splitlines()]
        before = lines.index("Said before by Kasper Oll  2024-11-20, 6 months before · 1 report of 1 outlet")
        again = lines.index("Said again by Wenda Pohl  2026-03-02, 10 months later · 1 report of 1 outlet")
        wordings = next(place for place, line in enumerate(lines) if line.startswith("Words 1  "))
        assert lines.index("Northlight Agency  not in the ledger") < before < again < wordings
        assert lines[again + 1].startswith("  The eastern basin may not be safe")
        assert any(re.fullmatch(r"  the same words · s:\w+", line) for line in lines[again:wordings])

    def test_repetitions_in_json(self, run: Run, story: Path, made: tuple[Path, str]) -> None:
        add(story, *repetitions())
        told = json.loads(run(trace, made[1], "--ledger", story, "--format", "json")[1])["repetitions"]
        assert [(one["days"], one["statement"]["actor"]["name"]) for one in told["statements"]] == [
            (-173, "Kasper Oll"), (294, "Wenda Pohl"),
        ]  # fmt: skip
        assert told["more"] is False

    def test_several_are_listed_with_their_ids(self, run: Run, story: Path, made: tuple[Path, str]) -> None:
        add(story, OTHER)
        status, out, _ = run(trace, "eastern basin", "--ledger", story)
        assert status == 0
        assert out.startswith("Several statements hold these words")
        assert {made[1]} < set(re.findall(r"^(s:\w+)", out, re.M))
        assert len(json.loads(run(trace, "eastern basin", "--ledger", story, "--format", "json")[1])["matches"]) == 2

    def test_the_nearest_where_none_has_all_the_words(self, run: Run, made: tuple[Path, str]) -> None:
        status, out, _ = run(trace, "the eastern basin is a zebra", "--ledger", made[0])
        assert status == 0
        assert out.startswith("No statement holds all of these words")
        assert made[1] in out

    @pytest.mark.parametrize("words", ["zebra", "", "s:none", "“”", "\x00", "OR", "a:1"])
    def test_nothing_is_found(self, run: Run, made: tuple[Path, str], words: str) -> None:
        status, out, err = run(trace, words, "--ledger", made[0])
        assert (status, out, err) == (1, "", "no such statement found\n")

    def test_nothing_is_printed_that_a_terminal_obeys(self, run: Run, story: Path) -> None:
        add(story, LATER)
        out = run(trace, "dredger", "--ledger", story)[1]
        assert "Quay & <Markets>" in out
        assert not OBEYED.search(out)


class TestWatch:
    def test_each_new_report_is_told_once(self, run: Run, story: Path) -> None:
        assert run(watch, "add", "wenda pohl", "--ledger", story)[0] == 0
        assert run(watch, "run", "--ledger", story)[1] == ""
        add(story, LATER)
        (line,) = run(watch, "run", "--ledger", story)[1].splitlines()
        told = json.loads(line)
        assert told["report"]["content"]["text"] == "the dredger would come"
        assert told["watched"] == [{"id": WENDA.id, "about": "speaker", "name": "Wenda Pohl"}]
        assert run(watch, "run", "--ledger", story)[1] == ""
        add(story, LATEST)
        status, out, err = run(watch, "run", "--ledger", story)
        assert (status, err) == (0, "1 new report\n")
        assert json.loads(out)["report"]["document"]["outlet"] == "Dispatch"

    def test_a_statement_by_its_words(self, run: Run, story: Path, made: tuple[Path, str]) -> None:
        assert run(watch, "add", "eastern basin", "--ledger", story)[0] == 0
        add(story, *articles(24)[20:], LATER)
        lines = [json.loads(line) for line in run(watch, "run", "--ledger", story)[1].splitlines()]
        assert len(lines) == 4
        assert {line["watched"][0]["id"] for line in lines} == {made[1]}

    def test_list_and_remove(self, run: Run, story: Path, made: tuple[Path, str]) -> None:
        run(watch, "add", WENDA.id, "--ledger", story)
        run(watch, "add", made[1], "--ledger", story)
        run(watch, "add", made[1], "--ledger", story)
        listed = run(watch, "list", "--ledger", story)[1].splitlines()
        assert [line.split()[0] for line in listed] == [WENDA.id, made[1]]
        assert "The eastern basin may not be safe" in listed[1]
        run(watch, "remove", "Wenda Pohl", "--ledger", story)
        left = run(watch, "list", "--ledger", story, "--format", "jsonl")[1]
        assert [json.loads(line)["id"] for line in left.splitlines()] == [made[1]]
        with pytest.raises(RunError, match="not watched"):
            run(watch, "remove", "Wenda Pohl", "--ledger", story)

    def test_who_is_meant_must_be_clear(self, run: Run, story: Path) -> None:
        add(story, OTHER)
        unclear = {"Wenda Pohl": "may be any of these", "zebra": "nothing here", "s:none": "nothing here"}
        for words, told in unclear.items():
            status, _, err = run(watch, "add", words, "--ledger", story)
            assert status == 1
            assert told in err
        assert run(watch, "list", "--ledger", story)[1] == ""

    def test_lines_are_added_to_a_file(self, run: Run, story: Path, tmp_path: Path) -> None:
        target = tmp_path / "alerts.jsonl"
        run(watch, "add", WENDA.id, "--ledger", story)
        for one in (LATER, LATEST):
            add(story, one)
            assert run(watch, "run", "--ledger", story, "-o", target)[1] == ""
        assert len([json.loads(line) for line in target.read_text(encoding="utf-8").splitlines()]) == 2

    def test_what_could_not_be_written_is_told_the_next_time(self, run: Run, story: Path, tmp_path: Path) -> None:
        run(watch, "add", WENDA.id, "--ledger", story)
        add(story, LATER)
        for form in ("jsonl", "atom"):
            with pytest.raises(RunError):
                run(watch, "run", "--ledger", story, "--format", form, "-o", tmp_path / "none" / "file")
        assert len(run(watch, "run", "--ledger", story)[1].splitlines()) == 1

    def test_of_two_runs_at_once_one_tells_and_the_other_waits(self, run: Run, story: Path, tmp_path: Path) -> None:
        run(watch, "add", WENDA.id, "--ledger", story)
        add(story, LATER, LATEST)
        target = tmp_path / "alerts.jsonl"
        command = [*REPORTEDLY, "watch", "run", "--ledger", str(story), "-o", str(target)]
        started = [subprocess.Popen(command, stderr=subprocess.PIPE, text=True) for _ in range(3)]
        told = sorted(one.communicate(timeout=60)[1] for one in started)
        assert told == ["0 new reports\n", "0 new reports\n", "2 new reports\n"]
        assert len({json.loads(line)["report"]["id"] for line in target.read_text().splitlines()}) == 2

    def test_a_run_that_is_killed_while_it_tells_tells_again(self, run: Run, story: Path, tmp_path: Path) -> None:
        run(watch, "add", WENDA.id, "--ledger", story)
        words = "the dredger would come " * 10_000  # more than a pipe holds: the run has to wait for its reader
        add(story, entry(f"Wenda Pohl said {words}.", Said(WENDA, "Wenda Pohl", "said", words.strip())))
        pipe = tmp_path / "pipe"
        os.mkfifo(pipe)
        process = subprocess.Popen([*REPORTEDLY, "watch", "run", "--ledger", str(story), "-o", str(pipe)])
        with pipe.open("rb", buffering=0) as reader:
            assert reader.read(1) == b"{"
            process.kill()
            process.wait(20)
        assert len(run(watch, "run", "--ledger", story)[1].splitlines()) == 1

    def test_what_nobody_reads_to_the_end_is_told_again(self, run: Run, story: Path) -> None:
        run(watch, "add", WENDA.id, "--ledger", story)
        add(story, LATER)
        command = [*REPORTEDLY, "watch", "run", "--ledger", str(story)]
        closed, out = os.pipe()
        os.close(closed)
        assert subprocess.run(command, stdout=out, check=False).returncode == 141
        os.close(out)
        assert len(run(watch, "run", "--ledger", story)[1].splitlines()) == 1

    def test_what_is_not_traced_yet_is_traced_first(self, run: Run, story: Path) -> None:
        run(watch, "add", WENDA.id, "--ledger", story)
        with writing(story) as opened:
            store(opened, LATER)
        assert len(run(watch, "run", "--ledger", story)[1].splitlines()) == 1


class TestFeed:
    def feed(self, words: str | bytes) -> ElementTree.Element:
        root = ElementTree.fromstring(words)
        assert root.tag == f"{ATOM}feed"
        for one in (root, *root.findall(f"{ATOM}entry")):
            for name in ("id", "title", "updated"):
                (element,) = one.findall(f"{ATOM}{name}")
                assert element.text
                if name == "updated":
                    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z", element.text)
        return root

    def test_an_entry_for_each_with_an_id_that_stays(self, run: Run, story: Path, tmp_path: Path) -> None:
        target = tmp_path / "watch.xml"
        options = ("--ledger", story, "--format", "atom")
        run(watch, "add", WENDA.id, "--ledger", story)
        assert self.feed(run(watch, "run", *options)[1].encode()).findall(f"{ATOM}entry") == []
        add(story, LATER)
        run(watch, "run", *options, "-o", target)
        (before,) = self.feed(target.read_bytes()).findall(f"{ATOM}entry")
        add(story, LATEST)
        run(watch, "run", *options, "-o", target)
        after = self.feed(target.read_bytes()).findall(f"{ATOM}entry")
        ids = [one.findtext(f"{ATOM}id") for one in after]
        assert len(ids) == len(set(ids)) == 2
        assert ids[1] == before.findtext(f"{ATOM}id")
        assert str(ids[1]).startswith(f"urn:reportedly:{LATER.document.id}:")

    def test_what_articles_hold_is_escaped(self, run: Run, story: Path, tmp_path: Path) -> None:
        target = tmp_path / "watch.xml"
        run(watch, "add", WENDA.id, "--ledger", story)
        add(story, LATER)
        run(watch, "run", "--ledger", story, "--format", "atom", "-o", target)
        (one,) = self.feed(target.read_bytes()).findall(f"{ATOM}entry")
        assert one.findtext(f"{ATOM}author/{ATOM}name") == "Quay & <Markets>⟨RLO⟩"
        (link,) = one.findall(f"{ATOM}link")
        assert link.get("href") == "https://quay.example/a%20b?x=1&y=%3C2%3E"
        assert "It␛[2J" in str(one.findtext(f"{ATOM}content"))

    @pytest.mark.parametrize(
        "words", ["", "<a/>", "no feed", "<feed xmlns='http://www.w3.org/2005/Atom'><id>x</id></feed>"]
    )
    def test_another_file_is_left_as_it_was(self, run: Run, story: Path, tmp_path: Path, words: str) -> None:
        target = tmp_path / "mine.xml"
        target.write_text(words, encoding="utf-8")
        run(watch, "add", WENDA.id, "--ledger", story)
        add(story, LATER)
        if words:
            with pytest.raises(RunError, match="there already"):
                run(watch, "run", "--ledger", story, "--format", "atom", "-o", target)
            assert target.read_text(encoding="utf-8") == words
        else:
            run(watch, "run", "--ledger", story, "--format", "atom", "-o", target)
            assert len(self.feed(target.read_bytes()).findall(f"{ATOM}entry")) == 1
