import csv
import io
import json
import re
from collections.abc import Iterator

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.formats import COLUMNS, FORMULA, chain_text, write_csv, write_json, write_jsonl, write_table
from reportedly.records import Actor, Document, DocumentHead, Link, Passage, Provenance, Report, When
from reportedly.span import Span

TEXT = "“No,” said Ada Brandt on Sunday,\r\n\r\n“not before May.”\n"
HEAD = DocumentHead(
    "d:1", "a.txt", "https://post.example/1", "No, says Brandt", "Post", ("Jo Ek", "Al Um"), "2025-05-14"
)
DOCUMENT = Document(
    id="d:1", text=TEXT, origin="a.txt", url=HEAD.url, title=HEAD.title, outlet="Post", byline=HEAD.byline,
    published="2025-05-14",
)  # fmt: skip
REPORT = Report(
    id="r:1",
    document=HEAD,
    kind="direct",
    source=Passage("Ada Brandt", (Span(11, 21),)),
    cue=Passage("said", (Span(6, 10),)),
    content=Passage("“No,” “not before May.”", (Span(0, 5), Span(36, 53))),
    actor=Actor("a:1", "Ada Brandt", "person"),
    chain=(
        Link("publisher", "Post"),
        Link("outlet", "the Sun", (Span(1, 2),)),
        Link("speaker", "Ada Brandt", (Span(11, 21),)),
    ),
    when=When("Sunday", (Span(25, 31),), "2025-05-11"),
    occasion=None,
    parent=None,
    stance="denies",
    confidence=0.9321,
    provenance=Provenance("0.1.0", "rules"),
)
BARE = msgspec.structs.replace(REPORT, id="r:2", source=None, cue=None, actor=None, chain=(), when=None, stance=None)


def written(writer, *readings, **options) -> str:  # type: ignore[no-untyped-def]
    out = io.StringIO(newline="")
    writer(readings, out, **options)
    return out.getvalue()


def with_content(words: str) -> Report:
    return msgspec.structs.replace(REPORT, content=Passage(words, (Span(0, 1),)))


class TestJsonLines:
    def test_a_line_is_the_object_of_the_contract(self) -> None:
        (line,) = written(write_jsonl, (DOCUMENT, [REPORT])).splitlines()
        record = json.loads(line)
        assert list(record) == [
            "id", "document", "kind", "source", "cue", "content", "actor", "chain", "when", "occasion", "parent",
            "stance", "confidence", "provenance",
        ]  # fmt: skip
        assert list(record["document"]) == ["id", "origin", "url", "title", "outlet", "byline", "published"]
        assert record["content"] == {"text": "“No,” “not before May.”", "spans": [[0, 5], [36, 53]]}
        assert record["chain"][0] == {"role": "publisher", "name": "Post", "spans": []}
        assert record["when"] == {"text": "Sunday", "spans": [[25, 31]], "value": "2025-05-11"}

    def test_what_is_absent_is_null(self) -> None:
        record = json.loads(written(write_jsonl, (DOCUMENT, [BARE])))
        assert [record[name] for name in ("source", "cue", "actor", "when", "parent", "stance")] == [None] * 6

    def test_one_line_a_report_and_none_for_a_document_without(self) -> None:
        assert written(write_jsonl, (DOCUMENT, [REPORT, BARE]), (DOCUMENT, []), (DOCUMENT, [BARE])).count("\n") == 3

    def test_line_separators_do_not_end_a_line(self) -> None:
        assert written(write_jsonl, (DOCUMENT, [with_content("a\nb\r\nc")])).count("\n") == 1

    def test_a_lone_surrogate_is_written_as_one_character(self) -> None:
        assert json.loads(written(write_jsonl, (DOCUMENT, [with_content("a\ud800b")])))["content"]["text"] == "a\ufffdb"


class TestJson:
    def test_it_is_one_document_with_texts(self) -> None:
        first, second = json.loads(written(write_json, (DOCUMENT, [REPORT, BARE]), (DOCUMENT, [])))
        assert first["document"]["text"] == TEXT
        assert [report["id"] for report in first["reports"]] == ["r:1", "r:2"]
        assert second["reports"] == []

    def test_nothing_read_is_an_empty_list(self) -> None:
        assert json.loads(written(write_json)) == []

    @pytest.mark.parametrize("writer", [write_json, write_jsonl, write_csv, write_table])
    def test_a_document_is_written_before_the_next_is_asked_for(self, writer) -> None:  # type: ignore[no-untyped-def]
        out = io.StringIO()
        seen = []

        def readings() -> Iterator[tuple[Document, list[Report]]]:
            for _ in range(3):
                seen.append(len(out.getvalue()))
                yield DOCUMENT, [REPORT]

        writer(readings(), out)
        assert seen[0] < seen[1] < seen[2]


class TestCsv:
    def test_it_is_flat(self) -> None:
        header, row = csv.reader(io.StringIO(written(write_csv, (DOCUMENT, [REPORT])), newline=""))
        assert header == list(COLUMNS)
        assert dict(zip(header, row, strict=True)) == {
            "id": "r:1", "document_id": "d:1", "origin": "a.txt", "url": "https://post.example/1", "outlet": "Post",
            "title": "No, says Brandt", "published": "2025-05-14", "byline": "Jo Ek; Al Um", "kind": "direct",
            "speaker": "Ada Brandt", "actor_kind": "person", "source": "Ada Brandt", "cue": "said",
            "content": "“No,” “not before May.”", "source_spans": "11-21", "cue_spans": "6-10",
            "content_spans": "0-5;36-53", "chain": "Post < the Sun < Ada Brandt", "when": "Sunday",
            "when_value": "2025-05-11", "occasion": "", "parent": "", "stance": "denies", "confidence": "0.9321",
        }  # fmt: skip

    def test_lines_end_as_rfc_4180_says_and_marks_are_doubled(self) -> None:
        text = written(write_csv, (DOCUMENT, [with_content('say "no", he said\nor not')]))
        assert text.count("\r\n") == 2
        assert '"say ""no"", he said\nor not"' in text

    @pytest.mark.parametrize("first", sorted(FORMULA))
    def test_a_formula_is_disarmed(self, first: str) -> None:
        words = first + 'HYPERLINK("http://x")'
        assert self.content(words) == "'" + words
        assert self.content(words, raw=True) == words

    @pytest.mark.parametrize("words", ["“=1+1”", "a=b", "", "'=1", "0-5"])
    def test_other_words_are_left_alone(self, words: str) -> None:
        assert self.content(words) == words

    def content(self, words: str, raw: bool = False) -> str:
        text = written(write_csv, (DOCUMENT, [with_content(words)]), raw=raw)
        return next(csv.DictReader(io.StringIO(text, newline="")))["content"]

    @given(st.text(st.characters(exclude_characters="\0")))
    def test_any_words_come_back(self, words: str) -> None:
        assert self.content(words, raw=True) == re.sub("[\ud800-\udfff]", "\ufffd", words)


class TestTable:
    def test_it_shows_speaker_words_kind_chain_and_place(self) -> None:
        text = written(write_table, (DOCUMENT, [REPORT]))
        for words in (
            "Ada Brandt",
            "“No,” “not before May.”",
            "direct",
            "Post < the",
            "¶1",
            "0-5",
            "36-53",
            "1 report",
        ):
            assert words in text

    def test_without_actor_it_shows_the_source_and_without_source_a_dash(self) -> None:
        assert "Ada Brandt" in written(write_table, (DOCUMENT, [msgspec.structs.replace(BARE, source=REPORT.source)]))
        assert re.search(r"^ *— +“No,”", written(write_table, (DOCUMENT, [BARE])), re.M)

    def test_it_counts_paragraphs(self) -> None:
        later = msgspec.structs.replace(REPORT, content=Passage("“not before May.”", (Span(36, 53),)))
        assert "¶2" in written(write_table, (DOCUMENT, [later]))

    def test_piped_it_has_a_fixed_width_and_no_colour(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("COLUMNS", "300")
        monkeypatch.setenv("FORCE_COLOR", "1")
        text = written(write_table, (DOCUMENT, [with_content("word " * 100)]))
        assert "\x1b" not in text
        assert 90 < max(map(len, text.splitlines())) <= 100

    @pytest.mark.parametrize("columns", [10, 48, 80, 120, 500])
    def test_on_a_terminal_it_is_as_wide_as_that(self, columns: int, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("COLUMNS", str(columns))
        monkeypatch.setenv("TERM", "xterm")
        monkeypatch.delenv("NO_COLOR", raising=False)
        out = io.StringIO()
        out.isatty = lambda: True  # type: ignore[method-assign]
        write_table([(DOCUMENT, [with_content("word " * 100)])], out)
        bare = re.sub(r"\x1b\[[0-9;]*m", "", out.getvalue())
        assert "\x1b[" in out.getvalue()
        assert max(map(len, bare.splitlines())) <= min(max(columns, 48), 160)

    def test_nothing_found_is_said(self) -> None:
        assert "no attributed statement found" in written(write_table, (DOCUMENT, []))

    def test_markup_is_no_markup(self) -> None:
        assert "[bold red]x[/]" in written(write_table, (DOCUMENT, [with_content("[bold red]x[/]")]))

    def test_what_drives_a_terminal_is_made_visible(self) -> None:
        hostile = "a\x1b]0;owned\x07\x1b[2J\x9b31m\u202egnp.exe\u2066\x08\x7f\x00\r\nb"
        document = msgspec.structs.replace(DOCUMENT, title=hostile, outlet=hostile)
        actor = Actor("a:1", hostile, "person")
        report = msgspec.structs.replace(with_content(hostile), actor=actor, chain=(Link("publisher", hostile),))
        text = written(write_table, (document, [report]))
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text)
        assert "␛" in text
        assert "RLO" in text

    @given(st.text(min_size=1, max_size=40))
    @settings(max_examples=20, deadline=None)
    def test_no_text_fails(self, words: str) -> None:
        document = msgspec.structs.replace(DOCUMENT, title=words, text=words)
        written(write_table, (document, [with_content(words)])).encode()


def test_the_chain_reads_from_the_page_inward() -> None:
    assert chain_text(REPORT) == "Post < the Sun < Ada Brandt"
    assert chain_text(BARE) == ""
