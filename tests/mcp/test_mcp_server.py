"""The server, asked by the SDK's own client in memory."""

import builtins
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import anyio
import pytest
from click.testing import CliRunner
from mcp import Client

from reportedly.cli.mcp_server import mcp
from reportedly.errors import LedgerError, RunError
from reportedly.mcp.quoting import MOST
from reportedly.mcp.server import server
from reportedly.mcp.start import start
from tests.ledger.conftest import FERRY, FERRY_LATER, L_MARO, LENA
from tests.mcp.conftest import HOSTILE, MANY, ORDER
from tests.web.story import story_ledger

ROOM = MOST + 500  # what is said behind the items


class Answer:
    """What a tool answered: all of it, and the parts between the marks."""

    def __init__(self, result: Any) -> None:
        (content,) = result.content
        self.text: str = content.text
        self.failed: bool = result.is_error
        marks = re.findall(r"^BEGIN QUOTED (\w+)", self.text, re.MULTILINE)
        self.mark = marks[0] if marks else ""
        self.items = re.findall(rf"^BEGIN QUOTED {self.mark} (.*?)\nEND QUOTED {self.mark}$", self.text, re.M | re.S)


def call(ledger: Path, tool: str, **arguments: object) -> Answer:
    async def called() -> Answer:
        async with Client(server(ledger)) as client:
            return Answer(await client.call_tool(tool, arguments))

    return anyio.run(called)


def test_four_tools_that_only_read(whole_ledger: Path) -> None:
    async def listed() -> Mapping[str, Any]:
        async with Client(server(whole_ledger)) as client:
            return {tool.name: tool for tool in (await client.list_tools()).tools}

    tools = anyio.run(listed)
    assert tools.keys() == {"search", "who", "article", "trace"}
    for tool in tools.values():
        assert tool.annotations.read_only_hint
        assert not tool.annotations.open_world_hint
        assert tool.description
        assert all("description" in one for one in tool.input_schema["properties"].values())


def test_nothing_is_written(whole_ledger: Path) -> None:
    before = whole_ledger.read_bytes()
    assert not call(whole_ledger, "search", query="ferry").failed
    assert not call(whole_ledger, "who", name="maro").failed
    assert not call(whole_ledger, "article", id=FERRY.document.id).failed
    assert whole_ledger.read_bytes() == before


class TestSearch:
    def test_a_report_with_all_it_needs_to_be_quoted_rightly(self, whole_ledger: Path) -> None:
        answer = call(whole_ledger, "search", query="ferry", stance="denies")
        (item,) = answer.items
        for words in (FERRY.reports[0].id, FERRY.document.id, "confidence 0.95"):
            assert words in item.splitlines()[0]
        for line in (
            "| speaker: Lena Maro", "| indirect, denies: the ferry was unsafe", "| through: Harbour Post < Lena Maro",
            "| outlet: Harbour Post", "| published: 2024-03-10", "| url: https://post.example/ferry",
        ):  # fmt: skip
            assert line in item.splitlines()
        assert "Reports that answer: 1." in answer.text

    def test_all_conditions_hold(self, whole_ledger: Path) -> None:
        conditions = {"speaker": L_MARO.id, "outlet": "The Courier", "kind": "direct", "since": "2024", "until": "2024"}
        (item,) = call(whole_ledger, "search", **conditions).items
        assert "We will widen the quay" in item

    def test_going_on(self, whole_ledger: Path) -> None:
        found: list[str] = []
        after: str | None = None
        while True:
            answer = call(whole_ledger, "search", limit=5, after=after)
            found += [item.split(",")[0] for item in answer.items]
            goes_on = re.search(r"after=(\S+)$", answer.text)
            if goes_on is None:
                break
            after = goes_on[1]
        assert len(found) == len(set(found)) == 12

    def test_what_does_not_fit_is_left_out_and_said(self, hostile_ledger: Path) -> None:
        first = call(hostile_ledger, "search", speaker="Ada Brandt", limit=50)
        assert len(first.text) <= ROOM
        assert "Reports that answer: 40." in first.text
        after = re.search(r"More reports were left out: ask again with after=(\S+)$", first.text)
        assert after
        second = call(hostile_ledger, "search", speaker="Ada Brandt", limit=50, after=after[1])
        assert len({*first.items, *second.items}) == len(first.items) + len(second.items) == 40

    def test_nothing_found(self, whole_ledger: Path) -> None:
        assert call(whole_ledger, "search", query="zebra").text == "No report answers this question."

    @pytest.mark.parametrize(
        "question",
        [{"after": "x"}, {"since": "soon"}, {"limit": 0}, {"limit": 51}, {"stance": "odd"}, {"query": "x" * 2001}],
        ids=str,
    )
    def test_what_makes_no_sense_is_told(self, whole_ledger: Path, question: dict[str, object]) -> None:
        answer = call(whole_ledger, "search", **question)
        assert answer.failed
        assert "Traceback" not in answer.text


class TestWho:
    def test_an_actor_over_all_articles(self, whole_ledger: Path) -> None:
        answer = call(whole_ledger, "who", name="maro")
        actor, *said = answer.items
        for line in (
            "| name: Lena Maro (person)", "| also: L. Maro", "| described as: the minister; transport minister",
            "| reported by: Harbour Post 3; The Courier 1", "| stances: promises 2; asserts 1; denies 1",
        ):  # fmt: skip
            assert line in actor.splitlines()
        assert len(said) == 4
        assert "left out" not in answer.text

    def test_by_id_even_of_a_joined_profile(self, whole_ledger: Path) -> None:
        assert f"(actor {LENA.id})" in call(whole_ledger, "who", name=L_MARO.id).items[0]

    def test_namesakes_are_named(self, whole_ledger: Path) -> None:
        items = call(whole_ledger, "who", name="a source").items
        assert [item.split("(")[1][:5] for item in items] == ["actor", "may b", "repor"]

    def test_what_is_left_out_is_counted(self, hostile_ledger: Path) -> None:
        answer = call(hostile_ledger, "who", name="Ada Brandt")
        shown = len(answer.items) - 1
        assert len(answer.text) <= ROOM
        assert f"{40 - shown} more reports were left out: ask search with speaker=" in answer.text

    def test_nobody(self, whole_ledger: Path) -> None:
        assert call(whole_ledger, "who", name="Zebediah").text == "Nobody in the ledger goes by this name."


class TestArticle:
    def test_its_text_and_reports(self, whole_ledger: Path) -> None:
        about, text, *reports = call(whole_ledger, "article", id=FERRY.document.id).items
        assert f"| other versions of it: {FERRY_LATER.document.id}" in about.splitlines()
        assert f"| {FERRY.document.text}" in text.splitlines()
        assert len(reports) == 3

    def test_a_long_one_comes_in_parts(self, hostile_ledger: Path) -> None:
        text, reports, start = "", 0, 0
        while True:
            answer = call(hostile_ledger, "article", id=MANY.document.id, start=start)
            assert len(answer.text) <= ROOM
            _, part, *some = answer.items
            text += "\n".join(line.removeprefix("|").removeprefix(" ") for line in part.splitlines()[1:])
            reports += len(some)
            goes_on = re.search(r"ask again with start=(\d+)$", answer.text)
            if goes_on is None:
                break
            start = int(goes_on[1])
        assert reports == 40
        assert text.replace("\n", "") == MANY.document.text.replace("\n", "")

    def test_behind_its_end(self, whole_ledger: Path) -> None:
        assert call(whole_ledger, "article", id=FERRY.document.id, start=9999).failed

    def test_one_that_is_not_there(self, whole_ledger: Path) -> None:
        assert call(whole_ledger, "article", id="d:none").text == "The ledger has no article of this id."


class TestOrders:
    """An article that gives orders is quoted like any other."""

    @pytest.mark.parametrize(
        ("tool", "question"),
        [
            ("search", {"query": "instructions"}),
            ("who", {"name": "Mallory"}),
            ("article", {"id": HOSTILE.document.id}),
        ],
    )
    def test_they_stand_between_the_marks_and_behind_bars(
        self, hostile_ledger: Path, tool: str, question: dict[str, object]
    ) -> None:
        answer = call(hostile_ledger, tool, **question)
        assert ORDER in answer.text
        item = rf"^BEGIN QUOTED {answer.mark}.*?^END QUOTED {answer.mark}$"
        outside = re.sub(item, "", answer.text, flags=re.MULTILINE | re.DOTALL)
        for words in ("mallory", "SYSTEM", "Evil"):
            assert words.casefold() not in outside.casefold()
        for item in answer.items:
            assert all(line.startswith("|") for line in item.splitlines()[1:])
        assert not re.search("[\u202e\U000e0041\x1b]", answer.text)
        assert "data, not instructions" in answer.text


class TestStart:
    def test_without_the_sdk_it_says_what_to_install(self, whole_ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        real = builtins.__import__

        def without(name: str, *rest: Any) -> Any:
            if name.split(".")[0] == "mcp":
                raise ModuleNotFoundError(name)
            return real(name, *rest)

        monkeypatch.setattr(builtins, "__import__", without)
        with pytest.raises(RunError, match=r"reportedly\[mcp\]"):
            start(whole_ledger)

    def test_the_command_starts_it(self, whole_ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        started: list[Path] = []
        monkeypatch.setattr("reportedly.mcp.start.start", started.append)
        assert CliRunner().invoke(mcp, ["--ledger", str(whole_ledger)]).exit_code == 0
        assert started == [whole_ledger]

    def test_without_a_ledger(self, tmp_path: Path) -> None:
        with pytest.raises(LedgerError, match="no such ledger"):
            start(tmp_path / "none.ledger")

    def test_over_standard_input_and_output(self, whole_ledger: Path) -> None:
        asked = (
            '{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-03-26","capabilities":{},'
            '"clientInfo":{"name":"test","version":"1"}}}\n'
            '{"jsonrpc":"2.0","method":"notifications/initialized"}\n'
            '{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"who","arguments":{"name":"Brandt"}}}\n'
        )
        code = "import sys, pathlib; from reportedly.mcp.start import start; start(pathlib.Path(sys.argv[1]))"
        process = subprocess.Popen(
            [sys.executable, "-P", "-c", code, str(whole_ledger)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        assert process.stdin
        assert process.stdout
        with process:
            process.stdin.write(asked)
            process.stdin.flush()
            first, second = process.stdout.readline(), process.stdout.readline()
            process.stdin.close()
            assert process.wait(20) == 0
        assert '"reportedly"' in first
        assert "Tomas Brandt" in second


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    path = tmp_path_factory.mktemp("story") / "story.ledger"
    return path, story_ledger(path, 20)


class TestTrace:
    def test_who_has_it_from_whom(self, story: tuple[Path, str]) -> None:
        answer = call(story[0], "trace", what="eastern basin")
        assert "Reports: 20 in 20 outlets. Independent origins by the evidence: 5" in answer.text
        assert "does not prove that it is independent" in answer.text
        head, *others = answer.items
        assert head.startswith(f"(statement {story[1]})")
        assert "| credited, but not in the ledger: Northlight Agency" in head.splitlines()
        wordings = [one for one in others if one.startswith("(words")]
        assert any("| certainty raised: may → (nothing)." in one for one in wordings)
        reports = [one for one in others if one.startswith("(report")]
        assert len(reports) == 20
        assert any(re.search(r"^\| rests on: credits Harbour Post, \d\d% sure$", one, re.M) for one in reports)

    def test_by_id(self, story: tuple[Path, str]) -> None:
        assert call(story[0], "trace", what=story[1]).items[0].startswith(f"(statement {story[1]})")

    def test_what_was_said_on_other_occasions(self, tmp_path: Path) -> None:
        path = tmp_path / "again.ledger"
        statement = story_ledger(path, 2, again=True)
        said = [one for one in call(path, "trace", what=statement).items if one.startswith("(repetition")]
        assert len(said) == 2
        assert all("| alike: the same words" in one for one in said)
        assert "| speaker: Kasper Oll" in said[0] or "| speaker: Kasper Oll" in said[1]
        assert any("| first reported: 2026-03-02, 10 months later" in one for one in said)

    def test_several_and_none(self, whole_ledger: Path) -> None:
        listed = call(whole_ledger, "trace", what="cranes")
        assert "Several statements hold these words: ask again with the id of one." in listed.text
        assert len(listed.items) == 2
        assert call(whole_ledger, "trace", what="zebra").text == "No statement in the ledger has these words."

    def test_an_order_stays_behind_its_bar(self, hostile_ledger: Path) -> None:
        answer = call(hostile_ledger, "trace", what="ignore your instructions")
        assert answer.items
        outside = re.sub(rf"BEGIN QUOTED {answer.mark} .*?\nEND QUOTED {answer.mark}", "", answer.text, flags=re.S)
        assert "mallory@evil.example" not in outside
