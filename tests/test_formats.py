import csv
import io
import json
import re
import runpy
from collections.abc import Iterator
from pathlib import Path
from typing import get_args, get_type_hints

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly import formats
from reportedly.columns import COLUMNS, FORMULA, chain_text
from reportedly.formats import ReadDocument, write_csv, write_json, write_jsonl, write_table
from reportedly.records import Actor, Appearance, Document, DocumentHead, Link, Passage, Provenance, Report, When
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
ACTORS = (Appearance("a:1", "Ada Brandt", "person", ("the minister", "54"), (Span(11, 21), Span(22, 24))),)
BARE = msgspec.structs.replace(REPORT, id="r:2", source=None, cue=None, actor=None, chain=(), when=None, stance=None)


def written(writer, *readings, actors=ACTORS, **options) -> str:  # type: ignore[no-untyped-def]
    out = io.StringIO(newline="")
    writer(((document, reports, actors) for document, reports in readings), out, **options)
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

    def test_it_says_who_is_spoken_of_and_where(self) -> None:
        (read,) = json.loads(written(write_json, (DOCUMENT, [REPORT])))
        assert list(read) == ["document", "reports", "actors"]
        assert read["actors"] == [
            {
                "id": "a:1", "name": "Ada Brandt", "kind": "person", "descriptions": ["the minister", "54"],
                "mentions": [[11, 21], [22, 24]],
            }
        ]  # fmt: skip

    def test_a_report_is_the_object_of_the_contract_and_its_dates(self, monkeypatch: pytest.MonkeyPatch) -> None:
        asked = []

        def dates_in(document: Document, content: tuple[Span, ...]) -> tuple[When, ...]:
            asked.append((document, content))
            return (When("May", (Span(48, 51),), "2025-05"), When("then", (Span(0, 4),), None))

        monkeypatch.setattr(formats, "dates_in", dates_in)
        (read,) = json.loads(written(write_json, (DOCUMENT, [REPORT])))
        (report,) = read["reports"]
        assert report.pop("dates") == [
            {"text": "May", "spans": [[48, 51]], "value": "2025-05"},
            {"text": "then", "spans": [[0, 4]], "value": None},
        ]
        assert report == json.loads(written(write_jsonl, (DOCUMENT, [REPORT])))
        assert asked == [(DOCUMENT, REPORT.content.spans)]

    def test_a_lone_surrogate_is_written_as_one_character(self) -> None:
        (read,) = json.loads(written(write_json, (DOCUMENT, [with_content("a\ud800b")])))
        assert read["reports"][0]["content"]["text"] == "a\ufffdb"

    def test_nothing_read_is_an_empty_list(self) -> None:
        assert json.loads(written(write_json)) == []

    @pytest.mark.parametrize("writer", [write_json, write_jsonl, write_csv, write_table])
    def test_a_document_is_written_before_the_next_is_asked_for(self, writer) -> None:  # type: ignore[no-untyped-def]
        out = io.StringIO()
        seen = []

        def readings() -> Iterator[tuple[Document, list[Report], tuple[Appearance, ...]]]:
            for _ in range(3):
                seen.append(len(out.getvalue()))
                yield DOCUMENT, [REPORT], ACTORS

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
    def test_it_shows_speaker_words_kind_stance_chain_and_place(self) -> None:
        text = written(write_table, (DOCUMENT, [REPORT]))
        for words in (
            "Ada Brandt",
            "“No,” “not before May.”",
            "direct",
            "denies",
            "Post < the",
            "¶1",
            "0-5",
            "36-53",
            "1 report",
        ):
            assert words in text

    def test_a_source_that_nobody_could_be_named_for_says_so(self) -> None:
        unnamed = msgspec.structs.replace(BARE, source=Passage("he", (Span(0, 2),)))
        assert "he (unresolved)" in written(write_table, (DOCUMENT, [unnamed]))
        assert "(unresolved)" not in written(write_table, (DOCUMENT, [REPORT]))

    def test_without_actor_and_source_there_is_a_dash(self) -> None:
        assert re.search(r"^ *1 +— +“No,”", written(write_table, (DOCUMENT, [BARE])), re.M)

    def test_when_and_occasion_stand_below_the_words(self) -> None:
        report = msgspec.structs.replace(REPORT, occasion=Passage("a rally", (Span(0, 1),)))
        words, when, occasion = self.rows(written(write_table, (DOCUMENT, [report])), "“No,”", "when: ", "occasion: ")
        assert words < when < occasion
        assert "when: Sunday (2025-05-11)" in written(write_table, (DOCUMENT, [REPORT]))

    def test_a_day_without_anchor_has_no_date(self) -> None:
        report = msgspec.structs.replace(REPORT, when=When("Sunday", (Span(25, 31),), None))
        assert "when: Sunday (date unknown)" in written(write_table, (DOCUMENT, [report]))

    def test_a_nested_report_names_its_parent_by_number(self) -> None:
        nested = msgspec.structs.replace(BARE, parent="r:1")
        text = written(write_table, (DOCUMENT, [with_content("“It rained.”"), REPORT, nested]))
        assert text.count("↳ in") == 1
        assert "↳ in 2" in text  # with_content has the same id as REPORT; the later one counts

    def test_in_a_narrow_one_the_chain_stands_below_the_words(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(formats, "PIPED_WIDTH", 80)
        text = written(write_table, (DOCUMENT, [REPORT]))
        words, chain = self.rows(text, "“No,”", "chain: Post < the Sun < Ada")
        assert words < chain
        assert "chain:" not in written(write_table, (DOCUMENT, [BARE]))

    def rows(self, text: str, *words: str) -> list[int]:
        """The first line of the table that holds each of `words`."""
        return [next(place for place, line in enumerate(text.splitlines()) if one in line) for one in words]

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
        write_table([(DOCUMENT, [with_content("word " * 100)], ACTORS)], out)
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


class TestJsonPage:
    make = runpy.run_path(str(Path(__file__).parent.parent / "docs" / "make_json.py"))

    def test_it_is_current(self) -> None:
        assert self.make["PAGE"].read_text(encoding="utf-8") == self.make["page"](), "run python docs/make_json.py"

    def test_every_field_is_explained_and_no_other(self) -> None:
        for record, meanings in self.make["MEANINGS"].items():
            assert tuple(meanings) == record.__struct_fields__, record.__name__

    def test_every_record_that_is_written_has_a_section(self) -> None:
        found: set[type] = set()
        waiting: list[type] = [ReadDocument]
        while waiting:
            record = waiting.pop()
            found.add(record)
            parts = [part for hint in get_type_hints(record).values() for part in (hint, *get_args(hint))]
            records = {part for part in parts if isinstance(part, type) and issubclass(part, msgspec.Struct)}
            waiting += records - found - {Span}
        assert found == set(self.make["TITLES"])

    def test_the_example_is_what_it_says(self) -> None:
        ((read,),) = [json.loads(self.make["_example"]())]
        text = read["document"]["text"]
        for report in read["reports"]:
            for part in ("source", "cue", "content"):
                assert " ".join(text[start:end] for start, end in report[part]["spans"]) == report[part]["text"]
