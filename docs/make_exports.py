"""Write `docs/exports.md` from the exports themselves: `python docs/make_exports.py`; a test holds it current.

Examples are what the writers make of one invented article. What each field means is said here; a field that a writer
uses and that is not explained fails, and so does an explanation of a field that no writer uses.
"""

import io
import json
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

import msgspec
import pyarrow.parquet
from exports_explained import (
    BRAT_FIELDS,
    COLUMNS,
    FOLLOW_THE_MONEY,
    GOLD,
    LABEL_STUDIO_FIELDS,
    PROV_O,
    SCHEMA_ORG,
    WEB_ANNOTATION,
)

from reportedly.exports.brat import CONFIGURATION as BRAT
from reportedly.exports.brat import write_brat
from reportedly.exports.csv import write_csv
from reportedly.exports.export import EXPORTS
from reportedly.exports.followthemoney import write_followthemoney
from reportedly.exports.gold import Corrected, Shown, write_gold
from reportedly.exports.jsonl import write_jsonl
from reportedly.exports.label_studio import CONFIGURATION as LABEL_STUDIO
from reportedly.exports.label_studio import write_label_studio
from reportedly.exports.parquet import write_parquet
from reportedly.exports.prov import CONTEXT as PROV
from reportedly.exports.prov import write_prov
from reportedly.exports.reported import Reported
from reportedly.exports.rows import EXPORTED
from reportedly.exports.schema_org import write_schema_org
from reportedly.exports.web_annotation import OWN, write_web_annotation
from reportedly.exports.xlsx import LONGEST_CELL, ROWS
from reportedly.ledger.lines import Line
from reportedly.records import Actor, Document, DocumentHead, LedgerReport, Link, Passage, Provenance, When
from reportedly.span import Span, join

PAGE = Path(__file__).with_name("exports.md")
TEXT = (
    "“The ferry is not for sale,” Lena Maro, 54, told Radio Lumen at the summer fair on Sunday, “not now.”"
    " Union leaders said she had promised to keep it."
)
DOCUMENT = Document(
    "d:5a1c", TEXT, "ferry.html", "https://post.example/ferry", "Ferry stays", "Harbour Post", ("Io Venn",),
    "2024-03-12", "en",
)  # fmt: skip
LENA, LEADERS = Actor("a:77b0", "Lena Maro", "person"), Actor("a:0e1d", "Union leaders", "group")
MADE_BY = Provenance("0.1.0", "sha256:4be1")


def page() -> str:
    """The page, in Markdown."""
    return "\n\n".join(section.strip() for section in _sections()) + "\n"


def _sections() -> Iterator[str]:
    yield from _introduction()
    for name, section in SECTIONS.items():
        yield f"## {name}"
        yield from section()
    assert set(SECTIONS) - {"gold"} == set(EXPORTS)


def _introduction() -> Iterator[str]:
    yield "# Exports"
    yield "*Made by `python docs/make_exports.py`; do not edit.*"
    yield (
        "`reportedly export [QUERY] --ledger FILE --format FORMAT` writes the reports of a ledger in a form that other "
        "programs read: all of them, or those that a query, `--speaker`, `--outlet`, `--kind`, `--stance`, `--from` "
        "and `--to` leave, which are exactly the ones that `reportedly search` finds so. Reports that people rejected "
        "are left out. With `-o FILE` the file appears when it is complete, and a failed or interrupted export leaves "
        "an older one as it was. All reports are of one moment, whatever is added meanwhile."
    )
    yield "\n".join(
        [
            "| format | suffix | media type |",
            "|---|---|---|",
            *(f"| [`{name}`](#{name}) | `{form.suffix}` | `{form.media_type}` |" for name, form in EXPORTS.items()),
        ]
    )
    yield (
        "With `--gold` it writes what people corrected as [gold](#gold) for training. Offsets are always counts of "
        "Unicode "
        "code points in the article's text, from 0, the end not included. What is not known is left empty, or left "
        "out. "
        f"The examples come from this article:\n\n> {TEXT}"
    )


def _csv() -> Iterator[str]:
    yield (
        "One row a report under a header; UTF-8, RFC 4180. A cell that a spreadsheet would take for a formula (it "
        "begins "
        "with `=`, `+`, `-`, `@`, their full-width forms, a tab or a line end) gets a leading `'`; `--raw` gives every "
        "cell exactly as it is."
    )
    yield _table("column", COLUMNS, EXPORTED)
    yield _example(_first_lines(_written(write_csv, _lines()[:1]), 2), "csv")


def _xlsx() -> Iterator[str]:
    yield (
        "The columns of [CSV](#csv) on one worksheet, `confidence` as a number, everything else as text: nothing is "
        "ever a "
        f"formula or a link. Excel's limits hold: a cell that is longer than {LONGEST_CELL:,} characters ends with a "
        f"note "
        f"that it was cut; more than {ROWS - 1:,} reports are refused."
    )


def _jsonl() -> Iterator[str]:
    yield (
        "One report a line: the object of `reportedly read --format jsonl`, whose fields [the JSON "
        "page](json.md#report) "
        "explains, and `statement`. `actor.id` and `actor.name` are those over all documents."
    )
    yield _example(_written(write_jsonl, _lines()[:1]), "json")


def _parquet() -> Iterator[str]:
    schema = pyarrow.parquet.read_schema(io.BytesIO(_bytes(write_parquet, _lines())))
    odd = [f"| `{field.name}` | `{_type(field.type)}` |" for field in schema if str(field.type) != "string"]
    yield (
        "The columns of [CSV](#csv) with their types, compressed with zstd; what is not known is null. Needs the "
        "extra: "
        "`pip install 'reportedly[parquet]'`. All columns are `string` but these:"
    )
    yield "\n".join(["| column | type |", "|---|---|", *odd])


def _web_annotation() -> Iterator[str]:
    yield (
        "The [W3C Web Annotation Data Model](https://www.w3.org/TR/annotation-model/) as JSON-LD: an "
        "AnnotationCollection "
        "with one annotation a report, whose targets are the spans of its content in the article and whose body names "
        "the "
        "speaker. Interrupted contents have several targets. Positions count in the text that the ledger keeps; on a "
        "page "
        "of the web, use the quotations."
    )
    written = json.loads(_written(write_web_annotation, _reported()))
    assert set(OWN) <= set(WEB_ANNOTATION), "a word of our own is not explained"
    yield _table("field", WEB_ANNOTATION, _keys(written["first"]["items"]))
    yield _example(_indented(written["first"]["items"][0]), "json")


def _schema_org() -> Iterator[str]:
    yield (
        "[schema.org](https://schema.org) as JSON-LD: one graph of articles, actors and reports. The context stands "
        "in the "
        "file, so nothing has to be fetched. Spans and confidence have no place in it."
    )
    graph = json.loads(_written(write_schema_org, _reported()))["@graph"]
    yield _table("field", SCHEMA_ORG, _keys(graph))
    yield _example(_indented(graph[:3]), "json")


def _prov() -> Iterator[str]:
    yield (
        "[PROV-O](https://www.w3.org/TR/prov-o/) as JSON-LD: where each report comes from. The context stands in the "
        "file."
    )
    graph = json.loads(_written(write_prov, _reported()))["@graph"]
    assert _keys(graph) <= set(PROV) | {"@id", "@type"}
    yield _table("field", PROV_O, _keys(graph))
    report = next(node for node in graph if ":r:" in node["@id"])
    yield _example(_indented(report), "json")


def _followthemoney() -> Iterator[str]:
    yield (
        "[FollowTheMoney](https://followthemoney.tech) entities, one a line, as Aleph and OpenSanctions' tools read "
        "them. "
        "Ids are those of the ledger with hyphens, and the same in every export. An entity comes before any that "
        "points at "
        "it."
    )
    entities = [json.loads(line) for line in _written(write_followthemoney, _reported()).splitlines()]
    used = {entity["schema"] for entity in entities}
    unused = {"Organization", "Document"}  # of kinds of actor that the example has not
    yield _table("schema", FOLLOW_THE_MONEY, used | unused)
    note = next(entity for entity in entities if entity["schema"] == "Note")
    yield _example(_indented(note), "json")


def _brat() -> Iterator[str]:
    yield (
        "A ZIP archive of [brat](https://brat.nlplab.org/standoff.html) standoff: for each document a `.txt` with its "
        "text "
        "and an `.ann` with its reports, both named by the document's id, and one `annotation.conf`."
    )
    archive = zipfile.ZipFile(io.BytesIO(_bytes(write_brat, _reported())))
    annotation = archive.read("d_5a1c.ann").decode()
    yield _table("annotation", BRAT_FIELDS, set(re.findall(r"^\S+\t(\w+) ", annotation, re.MULTILINE)))
    yield _example("\n".join(annotation.split("\n")[:9]), "")
    yield f"`annotation.conf`:\n\n{_example(BRAT, 'ini')}"


def _label_studio() -> Iterator[str]:
    yield (
        "[Label Studio](https://labelstud.io) tasks: a list with one task a document. Set the project up with the "
        "configuration below before you import them."
    )
    (task,) = json.loads(_written(write_label_studio, _reported()))
    inner = {
        "text",
        "title",
        "document_id",
        "origin",
        "url",
        "outlet",
        "published",
        "language",
        "start",
        "end",
        "choices",
    }
    yield _table("field", LABEL_STUDIO_FIELDS, _keys(task) - inner)
    shown = task["predictions"][0]["result"]
    yield _example(_indented([shown[0], shown[1], shown[-1]]), "json")
    yield f"The configuration:\n\n{_example(LABEL_STUDIO, 'xml')}"


def _gold() -> Iterator[str]:
    yield (
        "`--gold`: the documents in which people confirmed, corrected or rejected a report, in the form of the "
        "corpora that "
        "the model was trained on, for `reportedly-evaluate` and `training/`. A document comes with all its reports as "
        "they stand, since what a text does not mark is no report. The filter chooses among the reports that people "
        "judged; every document that has one of those is written."
    )
    row = json.loads(_written(write_gold, _corrected()))
    inner = {"name", "aliases", "roles", "role", "value"}
    yield _table("field", GOLD, _keys(row) - inner)
    yield _example(_indented(row | {"reports": row["reports"][:1], "nested": []}), "json")


SECTIONS: dict[str, Callable[[], Iterator[str]]] = {
    "csv": _csv,
    "xlsx": _xlsx,
    "jsonl": _jsonl,
    "parquet": _parquet,
    "web-annotation": _web_annotation,
    "schema-org": _schema_org,
    "prov": _prov,
    "followthemoney": _followthemoney,
    "brat": _brat,
    "label-studio": _label_studio,
    "gold": _gold,
}


def _table(head: str, meanings: dict[str, str], used: Iterable[str]) -> str:
    """A row a field; neither may a field be unexplained nor an explanation without a field."""
    missing, idle = set(used) - set(meanings), set(meanings) - set(used)
    assert not missing, f"not explained: {sorted(missing)}"
    assert not idle, f"explained but not there: {sorted(idle)}"
    rows = [f"| `{name}` | {meaning} |" for name, meaning in meanings.items()]
    return "\n".join([f"| {head} | means |", "|---|---|", *rows])


def _type(type: Any) -> str:
    return re.sub(r"(element|not null): ?|\bitem: ", "", str(type))


def _keys(value: Any) -> set[str]:
    if isinstance(value, list):
        return set().union(*map(_keys, value))
    return set(value).union(*map(_keys, value.values())) if isinstance(value, dict) else set()


def _bytes(write: Callable[[Any, BinaryIO], None], records: Iterable[Any]) -> bytes:
    out = io.BytesIO()
    write(records, out)
    return out.getvalue()


def _written(write: Callable[[Any, BinaryIO], None], records: Iterable[Any]) -> str:
    return _bytes(write, records).decode()


def _first_lines(text: str, count: int) -> str:
    return "\n".join(text.splitlines()[:count])


def _example(words: str, language: str) -> str:
    return f"```{language}\n{words.strip()}\n```"


def _indented(value: Any) -> str:
    """JSON with a line for each field and each span."""
    lines = json.dumps(value, ensure_ascii=False, indent=1)
    return re.sub(r"\[\s+(\d+),\s+(\d+)\s+\]", r"[\1, \2]", lines)


def _reported() -> list[Reported]:
    return [Reported(DOCUMENT, _lines())]


def _corrected() -> list[Corrected]:
    cast = {LENA.id: Shown("Lena Maro", "person", (), ("54",)), LEADERS.id: Shown("Union leaders", "group")}
    return [Corrected(DOCUMENT, _lines(), cast)]


def _lines() -> tuple[Line, ...]:
    return tuple(
        Line(number, report, "confirmed" if number == 1 else "found", "en")
        for number, report in enumerate(_reports(), start=1)
    )


def _reports() -> Iterator[LedgerReport]:
    """Words given directly and interrupted, words retold, and what is nested in those."""
    publisher = Link("publisher", "Harbour Post")
    source, she, leaders = _at("Lena Maro, 54,"), _at("she"), _at("Union leaders")
    chain = (publisher, Link("broadcast", "Radio Lumen", _at("Radio Lumen").spans), _speaker(LENA, source))
    first = LedgerReport(
        "r:91d2", _head(), "direct", source, _at("told"), _at("“The ferry is not for sale,”", "“not now.”"), LENA,
        chain, When("Sunday", _at("Sunday").spans, "2024-03-10"), _at("the summer fair"), None, "denies", 0.97, MADE_BY,
        "s:91d2",
    )  # fmt: skip
    yield first
    second = msgspec.structs.replace(first, kind="indirect", when=None, occasion=None)
    yield msgspec.structs.replace(
        second, id="r:c04e", source=leaders, cue=_at("said"), content=_at("she had promised to keep it"), actor=LEADERS,
        chain=(publisher, _speaker(LEADERS, leaders)), stance="asserts", confidence=0.91, statement="s:c04e",
    )  # fmt: skip
    yield msgspec.structs.replace(
        second, id="r:2b7f", source=she, cue=_at("had promised"), content=_at("to keep it"),
        chain=(publisher, Link("relayer", "Union leaders", leaders.spans), _speaker(LENA, she)), parent="r:c04e",
        stance="promises", confidence=0.84, statement="s:2b7f",
    )  # fmt: skip


def _head() -> DocumentHead:
    return DocumentHead(
        DOCUMENT.id, DOCUMENT.origin, DOCUMENT.url, DOCUMENT.title, DOCUMENT.outlet, DOCUMENT.byline, DOCUMENT.published
    )


def _speaker(actor: Actor, source: Passage) -> Link:
    return Link("speaker", actor.name, source.spans)


def _at(*words: str) -> Passage:
    starts = [TEXT.index(some) for some in words]
    spans = tuple(Span(start, start + len(some)) for start, some in zip(starts, words, strict=True))
    return Passage(join(spans, TEXT), spans)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
