"""Write `docs/api.md` from the API's own description: `python docs/make_api.py`; a test holds it current.

Addresses, parameters, bodies, answers and refusals are read off the description in OpenAPI that the application serves;
the examples are asked of the application, over the small ledger of the tests.
"""

import json
import re
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))  # so that the ledger of the tests is found

from starlette.testclient import TestClient  # noqa: E402

from reportedly.config import Config  # noqa: E402
from reportedly.ledger.connection import transaction, writing  # noqa: E402
from reportedly.ledger.origins import note_failure  # noqa: E402
from reportedly.ledger.profiles import assign  # noqa: E402
from reportedly.ledger.write import store  # noqa: E402
from reportedly.version import program  # noqa: E402
from reportedly.web.api.openapi import PREFIX  # noqa: E402
from reportedly.web.api.routes import routes  # noqa: E402
from reportedly.web.app import application  # noqa: E402
from reportedly.web.settings import Serving  # noqa: E402
from tests.ledger.conftest import ENTRIES, FERRY, L_MARO, LENA  # noqa: E402

WIDTH = 100  # of a line of JSON
PAGE = Path(__file__).with_name("api.md")
Object = dict[str, Any]
REPORT, DOCUMENT = FERRY.reports[0].id, FERRY.document.id
# What is asked in the example of each address; the body where it takes one.
EXAMPLES: Mapping[str, tuple[str, Object | None]] = {
    "list_reports": ("/reports?speaker=maro&stance=denies", None),
    "one_report": (f"/reports/{REPORT}", None),
    "one_statement": ("/statements/{statement}", None),
    "statement_reports": ("/statements/{statement}/reports?limit=1", None),
    "search": ("/search?q=ferry&stance=denies", None),
    "list_documents": ("/documents?limit=1", None),
    "one_document": (f"/documents/{DOCUMENT}", None),
    "document_reports": (f"/documents/{ENTRIES[4].document.id}/reports", None),
    "document_actors": (f"/documents/{DOCUMENT}/actors", None),
    "document_versions": (f"/documents/{DOCUMENT}/versions", None),
    "document_body": (f"/documents/{DOCUMENT}/body", None),
    "list_actors": ("/actors?name=maro", None),
    "one_actor": (f"/actors/{L_MARO.id}", None),
    "actor_timeline": (f"/actors/{LENA.id}/timeline", None),
    "actor_reports": (f"/actors/{LENA.id}/reports?limit=1", None),
    "actor_appearances": (f"/actors/{LENA.id}/appearances?limit=1", None),
    "one_ledger": ("/overview", None),
    "list_outlets": ("/outlets", None),
    "one_outlet": ("/outlets/Harbour%20Post", None),
    "list_failures": ("/failures", None),
    "review_actors": ("/review/actors", None),
    "review_statements": ("/review/statements", None),
    "review_contradictions": ("/review/contradictions", None),
    "review_reports": ("/review/reports?limit=1", None),
    "judge": ("/judgements", {"act": "confirm", "report": REPORT}),
    "list_judgements": ("/judgements", None),
    "one_judgement": ("/judgements/1", None),
    "undo": ("/judgements/1", None),
    "read": ("/read", {"text": "“Not before May,” said Ada Brandt.", "published": "2024-03-12"}),
}
FOR_ALL = f"""\
`reportedly serve` answers programs at `{PREFIX}`; the [description in OpenAPI 3.1](#get-openapijson) is at
`{PREFIX}/openapi.json`. Everything is JSON in UTF-8. A report is the object of the [JSON output](json.md#report) with
the two fields that a ledger adds: `statement`, and an `actor` that is the same over all documents.

- **Spans** are `[start, end]`: from `start` up to, not including, `end`, counted from 0 in Unicode code points.
- **Lists** come in parts. `next` is the address of the part behind, null at the end; what `after` holds may change.
- **What goes wrong** is always told as `{{"error": {{"code", "message", "field"}}}}`. Programs go by `code`; `message`
  is for people; `field`, where it is there, names the part of the request. Unlisted parameters are refused.
- **What is known already** need not be sent again: give an answer's `ETag` as `If-None-Match`, and get 304 as long as
  the ledger is unchanged.
- **Token**: where one was set at the start, send `Authorization: Bearer TOKEN`. Then nothing may be kept.
- **Judgements** are refused where the ledger is only shown, and to pages of other sites.
- `HEAD` and `OPTIONS` do what they should everywhere; no other site's scripts are let in (CORS)."""


def page() -> str:
    """The page, in Markdown."""
    with tempfile.TemporaryDirectory() as folder:
        client = _client(Path(folder) / "small.ledger")
        described: Object = client.get(f"{PREFIX}/openapi.json").json()
        parts = ["# The REST API", "*Made by `python docs/make_api.py`; do not edit.*", FOR_ALL]
        for path, methods in described["paths"].items():
            for method, operation in methods.items():
                parts += _operation(client, method.upper(), path, operation)
    parts += ["## Objects", *_objects(described["components"]["schemas"])]
    return "\n\n".join(parts) + "\n"


def _client(path: Path) -> TestClient:
    """The application over the small ledger."""
    with writing(path) as ledger:
        for entry in ENTRIES:
            store(ledger, entry)
        note_failure(ledger, "old/scan.pdf", "old", "this is a PDF file, not text")
        with transaction(ledger) as connection:
            assign(connection, {L_MARO.id: LENA.id})
    made = application(path, Serving(hosts=("testserver",)), routes(Config(tagger="rules")))
    return TestClient(made)


def _operation(client: TestClient, method: str, path: str, operation: Object) -> Iterator[str]:
    yield f"## `{method} {path}`"
    yield operation["description"]
    rows = [
        f"| `{one['name']}` | {_shown(one['schema'])} | {one['description']}{_usual(one['schema'])} |"
        for one in operation["parameters"]
    ]
    if rows:
        yield "\n".join(["| parameter | is | means |", "|---|---|---|", *rows])
    if "requestBody" in operation:
        kinds = operation["requestBody"]["content"].items()
        yield "Takes " + ", or ".join(f"{_shown(one['schema'])} as `{kind}`" for kind, one in kinds) + "."
    (good, answer), *_ = operation["responses"].items()
    kinds = answer["content"].items()
    refusals = [f"{status}" for status in operation["responses"] if int(status) >= 400]
    what = ", ".join(f"{_shown(one['schema'])} as `{kind}`" for kind, one in kinds)
    yield f"Answers {good} with {what}; else {', '.join(refusals)}."
    yield from _example(client, method, operation["operationId"])


def _usual(schema: Object) -> str:
    return f" Usually `{schema['default']}`." if schema.get("default") not in (None, "") else ""


def _example(client: TestClient, method: str, name: str) -> Iterator[str]:
    if name not in EXAMPLES:  # the description itself: it has 70 KB
        return
    place, body = EXAMPLES[name]
    if "{statement}" in place:
        (report,) = client.get(f"{PREFIX}/reports?speaker=maro&stance=denies").json()["reports"]
        place = place.format(statement=report["statement"])
    answer = client.request(method, PREFIX + place, json=body)
    assert answer.is_success, (name, answer.text)
    sent = f" {json.dumps(body, ensure_ascii=False)}" if body else ""
    yield f"```http\n{method} {PREFIX}{place}{sent}\n```"
    if answer.headers["content-type"] == "application/json":
        yield f"```json\n{_steady(_indented(answer.json()))}\n```"
    else:
        yield f"```\n{answer.text}\n```"


def _indented(value: Any, before: int = 0) -> str:
    """JSON whose lists and objects stand on one line where that is short, else on a line for each of their parts."""
    line = json.dumps(value, ensure_ascii=False)
    if len(line) + before <= WIDTH or not isinstance(value, list | dict) or not value:
        return line
    pad = " " * (before + 1)
    if isinstance(value, list):
        parts, marks = [_indented(one, before + 1) for one in value], "[]"
    else:
        parts = [f"{json.dumps(name)}: {_indented(one, before + 1)}" for name, one in value.items()]
        marks = "{}"
    return marks[0] + "\n" + ",\n".join(pad + part for part in parts) + "\n" + " " * before + marks[1]


def _steady(text: str) -> str:
    """The text without what differs from one run, or one SQLite, to the next: clocks, versions and the file's size."""
    text = re.sub(r'"20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z"', '"2026-01-31T12:00:00.000Z"', text)
    text = re.sub(r'"size": \d{5,}', '"size": 327680', text)
    return text.replace(f'"program": "{program()}"', '"program": "0.1.0"')


def _objects(schemas: Mapping[str, Object]) -> Iterator[str]:
    for name, schema in sorted(schemas.items()):
        if "properties" not in schema:  # a span: said at the top
            continue
        rows = [f"| `{field}` | {_shown(one)} |" for field, one in schema["properties"].items()]
        words = " ".join(schema.get("description", "").split("\n\n|")[0].split())
        yield "\n".join([f"### {name}", "", words, "", "| field | is |", "|---|---|", *rows])


def _shown(schema: Object) -> str:
    """A schema in words."""
    if "anyOf" in schema:
        return " or ".join(_shown(one) for one in schema["anyOf"])
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return "span" if name == "Span" else f"[{name}](#{name.lower()})"
    if "enum" in schema:
        return ", ".join(f"`{value}`" for value in schema["enum"])
    if "prefixItems" in schema:
        return "span"
    if schema.get("type") == "array":
        return f"list of {_shown(schema['items'])}"
    words = {"string": "text", "integer": "whole number", "object": "object", "null": "null"}
    most = schema.get("maximum", schema.get("maxLength"))
    return words.get(schema.get("type", ""), "number") + (f", at most {most:,}" if most and most < 1 << 32 else "")


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
