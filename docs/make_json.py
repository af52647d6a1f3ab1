"""Write `docs/json.md` from the records themselves: `python docs/make_json.py`; a test holds it current.

Names and types of the fields are read off the records; what each means is said here, and none may be missing.
"""

import io
import json
import re
import types
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal, get_args, get_origin, get_type_hints

import msgspec

from reportedly.formats import DatedReport, ReadDocument, write_json
from reportedly.records import Actor, Appearance, Document, DocumentHead, Link, Passage, Provenance, Report, When
from reportedly.span import Span

PAGE = Path(__file__).with_name("json.md")
Record = type[msgspec.Struct]
TITLES: dict[Record, str] = {
    ReadDocument: "A document read",
    Document: "Document",
    DatedReport: "Report",
    Appearance: "Actor in a document",
    DocumentHead: "Document of a report",
    Passage: "Passage",
    Actor: "Actor",
    Link: "Link",
    When: "When",
    Provenance: "Provenance",
}
SCALARS = {str: "text", float: "number"}
MEANINGS: dict[Record, dict[str, str]] = {
    ReadDocument: {
        "document": "The article as it was read.",
        "reports": "What it reports, in text order.",
        "actors": "Everybody whom a report credits, in the order in which they are first mentioned.",
    },
    Document: {
        "id": "The same for the same address and text.",
        "text": "The text that every span counts in.",
        "origin": "The file or address it was read from; `FILE#ID` for a line of JSON Lines.",
        "url": "Where it was published. Null: not known.",
        "title": "Its headline. Null: not known.",
        "outlet": "Who published it. Null: not known.",
        "byline": "The names under the headline.",
        "published": "An ISO date, or date and time. Null: not known; then weekdays and months have no value either.",
        "language": "Its language tag. Null: not known.",
        "credit": "A wire credit that stands outside the text. Null: none.",
        "notes": "What had to be done to it to read it, in words.",
    },
    DatedReport: {
        "id": "The same for the same text and the same spans.",
        "document": "Which article this is from, so that a report can be read alone.",
        "kind": "`direct`: the speaker's own words, in quotation marks or word for word by form; `indirect`: retold; "
        "`mixed`: retold with words quoted.",
        "source": "The words that credit somebody. Null: none do, as in a quotation that carries on.",
        "cue": "The words that tie source and content (“said”, “according to”). Null: there are none.",
        "content": "The words reported, always as they stand in the text.",
        "actor": "Who is credited, by the fullest name that the article uses. Null: nobody could be named with "
        "enough confidence; `source` still has the article's words (“he”).",
        "chain": "Through whom the words came, from the page inward: the publisher where the outlet is known, those "
        "who passed them on, the speaker where there is an actor. Empty: nothing of this is known.",
        "when": "When it was said. Null: the article does not date it.",
        "occasion": "The event or question at which it was said. Null: the article names none.",
        "parent": "The `id` of the report in whose content this one lies (X says that Y said). Null: it stands alone.",
        "stance": "What the speaker does with the words. Null: not decided.",
        "confidence": "From 0 to 1; of reports at 0.9, nine in ten have the right words.",
        "provenance": "What found it.",
        "dates": "The times that the content itself speaks of. Only with `--format json`.",
    },
    Appearance: {
        "id": "As in a report's `actor`.",
        "name": "As in a report's `actor`.",
        "kind": "As in a report's `actor`.",
        "descriptions": "What the article says of them: offices, ages, “the mayor”; its own words, each once.",
        "mentions": "Every place that refers to them, “he” and “the minister” too. Empty: none was found, as for a "
        "publisher that the text does not name.",
    },
    DocumentHead: {field: f"As in the document's `{field}`." for field in DocumentHead.__struct_fields__},
    Passage: {"text": "The words: the spans joined by one space.", "spans": "Where they stand, in text order."},
    Actor: {
        "id": "The same for the same kind and name.",
        "name": "The fullest name that the article uses, without title or office; for the unnamed, their description.",
        "kind": "`group`: described, not named (“critics”); `unnamed`: an anonymous informant; `document`: a poll, a "
        "filing; `author`: the article's own writer.",
    },
    Link: {
        "role": "`outlet`: a news organisation that reported it or was told it; `document`: a statement, an email; "
        "`platform`: a social network; `broadcast`: a programme or station; `venue`: a rally, a court; `relayer`: a "
        "person who passes it on.",
        "name": "Its name as the article has it.",
        "spans": "Where it stands. Empty: outside the text.",
    },
    When: {
        "text": "The words of the article.",
        "spans": "Where they stand.",
        "value": "The date as `YYYY-MM-DD`, `YYYY-MM` or `YYYY`, as exact as the words are. Null: the article gives no "
        "anchor to reckon from (“on Sunday” without a date of publication), or the words name no date.",
    },
    Provenance: {
        "program": "The version of this program.",
        "weights": "The digest of the model's weights; `rules` where no model was used.",
    },
}  # fmt: skip
TEXT = "“The ferry is not for sale,” Lena Maro, 54, told Radio Lumen on Sunday. Earlier, he had said otherwise."


def page() -> str:
    """The page, in Markdown."""
    parts = [
        "# The JSON output",
        "*Made by `python docs/make_json.py`; do not edit.*",
        "`reportedly read FILE... --format json` prints one list with [an object for each document](#a-document-read). "
        "`--format jsonl` prints each [report](#report), without its `dates`, as one object a line. In Python a "
        "`Reading` has the same parts, under the same names.",
        "Every field is always there. `null` is an answer, not a gap: nothing is guessed, and the tables say for each "
        "field what it then means. A span is `[start, end]`: from `start` up to, not including, `end`, counted from 0 "
        "in Unicode code points of the document's `text` (a Python string's own indices; JavaScript counts UTF-16 "
        "units instead).",
        *(_section(record) for record in TITLES),
        "## Example",
        f"```json\n{_indented(_example())}\n```",
    ]
    return "\n\n".join(parts) + "\n"


def _section(record: Record) -> str:
    hints = get_type_hints(record)
    rows = [f"| `{field}` | {_shown(hints[field])} | {MEANINGS[record][field]} |" for field in record.__struct_fields__]
    return "\n".join([f"## {TITLES[record]}", "", "| field | is | means |", "|---|---|---|", *rows])


def _shown(hint: Any) -> str:
    """A type in words: "text or null", "list of spans", a link to another record's section."""
    if get_origin(hint) is types.UnionType or type(None) in get_args(hint):
        (some,) = (one for one in get_args(hint) if one is not type(None))
        return f"{_shown(some)} or null"
    if get_origin(hint) is Literal:
        return ", ".join(f"`{value}`" for value in get_args(hint))
    if get_origin(hint) is tuple:
        return f"list of {_shown(get_args(hint)[0])}"
    if hint is Span:
        return "span"
    if hint in TITLES:
        return f"[{TITLES[hint].lower()}](#{TITLES[hint].lower().replace(' ', '-')})"
    return SCALARS[hint]


def _indented(written: str) -> str:
    """JSON with a line for each field and each span."""
    lines = json.dumps(json.loads(written), ensure_ascii=False, indent=1)
    return re.sub(r"\[\s+(\d+),\s+(\d+)\s+\]", r"[\1, \2]", lines)


def _example() -> str:
    """Two reports of an invented article: one with all there can be, one for which nobody could be named."""
    document = Document("d:5a1c", TEXT, "ferry.txt", outlet="Harbour Post", published="2024-03-12")
    out = io.StringIO()
    actor = Appearance("a:77b0", "Lena Maro", "person", ("54",), _at("Lena Maro"))
    write_json([(document, tuple(_reports(document)), (actor,))], out)
    return out.getvalue()


def _reports(document: Document) -> Iterator[Report]:
    head = DocumentHead(document.id, document.origin, None, None, document.outlet, (), document.published)
    actor = Actor("a:77b0", "Lena Maro", "person")
    publisher, made_by = Link("publisher", "Harbour Post"), Provenance("0.1.0", "rules")
    source, words = _passage("Lena Maro, 54,"), _passage("“The ferry is not for sale,”")
    chain = (publisher, Link("broadcast", "Radio Lumen", _at("Radio Lumen")), Link("speaker", actor.name, source.spans))
    yield Report(
        "r:91d2", head, "direct", source, _passage("told"), words, actor, chain,
        When("Sunday", _at("Sunday"), "2024-03-10"), None, None, "denies", 0.97, made_by,
    )  # fmt: skip
    yield Report(
        "r:c04e", head, "indirect", _passage("he"), _passage("had said"), _passage("otherwise"), None, (publisher,),
        None, None, None, "asserts", 0.61, made_by,
    )  # fmt: skip


def _passage(words: str) -> Passage:
    return Passage(words, _at(words))


def _at(words: str) -> tuple[Span, ...]:
    start = TEXT.index(f" {words}") + 1 if f" {words}" in TEXT else TEXT.index(words)
    return (Span(start, start + len(words)),)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
