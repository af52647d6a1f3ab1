"""Read `.case` files: short texts with inline marks, as a person edits them.

The format is described in `training/texts/README.md`:

    === id
    phen: tag; tag
    outlet: Harbour Post
    ---
    {1s:Lena Maro} {1c:said} {1q:the bridge was closed}.
    ---
    1 indirect asserts person:Lena Maro

A mark is `{KEYS:text}`; marks nest; several keys share one mark (`{1q,2q:...}`).
"""

import re
from collections.abc import Iterator
from pathlib import Path

import msgspec

from reportedly.span import Span

KEY = re.compile(r"\{((?:\d+[a-z](?:,\d+[a-z])*)):")
REPORT = re.compile(
    r"(?P<number>\d+) (?P<kind>direct|indirect|mixed) (?P<stance>[a-z]+) (?P<actor>-|[a-z]+:[^;]+)(?P<rest>.*)"
)
STANCES = frozenset("asserts denies hedges demands promises predicts asks opines".split())
ACTOR_KINDS = frozenset("person organization outlet group unnamed document author".split())
ROLES = frozenset("outlet document platform broadcast venue relayer".split())
META = frozenset(("phen", "title", "outlet", "date"))


class CaseLink(msgspec.Struct, frozen=True):
    """One step of a sourcing chain between publisher and speaker, page inward; `name` null = the span's words."""

    role: str
    name: str | None
    spans: tuple[Span, ...]


class CaseReport(msgspec.Struct, frozen=True):
    """One expected report; spans count in `Case.text`."""

    number: str
    kind: str
    stance: str
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    actor_kind: str | None
    actor: str | None
    links: tuple[CaseLink, ...]
    when: tuple[Span, ...]
    value: str | None
    parent: str | None


class Case(msgspec.Struct, frozen=True):
    """One text with the reports that a careful reader finds in it, in text order of their contents' marks."""

    id: str
    phenomena: tuple[str, ...]
    text: str
    reports: tuple[CaseReport, ...]
    title: str | None = None
    outlet: str | None = None
    published: str | None = None


def _unmark(marked: str, where: str) -> tuple[str, dict[str, list[Span]]]:
    """Strip the marks; return the bare text and each key's spans in text order."""
    out: list[str] = []
    length = 0
    stack: list[tuple[tuple[str, ...], int]] = []
    spans: dict[str, list[Span]] = {}
    at = 0
    while at < len(marked):
        opening = KEY.match(marked, at)
        if opening:
            stack.append((tuple(opening[1].split(",")), length))
            at = opening.end()
        elif marked[at] == "}":
            if not stack:
                raise ValueError(f"{where}: a closing brace without an opening mark")
            keys, start = stack.pop()
            for key in keys:
                spans.setdefault(key, []).append(Span(start, length))
            at += 1
        elif marked[at] == "{":
            raise ValueError(f"{where}: an opening brace that is no mark: {marked[at : at + 20]!r}")
        else:
            out.append(marked[at])
            length += 1
            at += 1
    if stack:
        raise ValueError(f"{where}: a mark is never closed: {stack[-1][0]}")
    return "".join(out), {key: sorted(found) for key, found in spans.items()}


def _report(line: str, spans: dict[str, list[Span]], where: str) -> CaseReport:
    parts = REPORT.fullmatch(line.strip())
    if not parts:
        raise ValueError(f"{where}: not a report line: {line!r}")
    number, kind, stance = parts["number"], parts["kind"], parts["stance"]
    if stance not in STANCES:
        raise ValueError(f"{where}: unknown stance {stance!r}")
    actor_kind, actor = None, None
    if parts["actor"].strip() != "-":
        actor_kind, actor = (piece.strip() for piece in parts["actor"].split(":", 1))
        if actor_kind not in ACTOR_KINDS:
            raise ValueError(f"{where}: unknown actor kind {actor_kind!r}")
    links: list[CaseLink] = []
    parent, value = None, None
    for field in filter(None, (piece.strip() for piece in parts["rest"].split(";"))):
        if field.startswith("<"):
            parent = field[1:]
        elif field.startswith("when="):
            value = None if field[5:] == "-" else field[5:]
        else:
            head, _, key = field.rpartition("@")
            role, _, name = head.partition("=")
            if role not in ROLES:
                raise ValueError(f"{where}: unknown link {field!r}")
            key = key if key[0].isdigit() else number + key
            if key not in spans:
                raise ValueError(f"{where}: link {field!r} has no mark {key}")
            links.append(CaseLink(role, name or None, tuple(spans[key])))
    content = tuple(spans.get(number + "q", ()))
    if not content:
        raise ValueError(f"{where}: report {number} has no content mark {number}q")
    return CaseReport(
        number=number,
        kind=kind,
        stance=stance,
        actor_kind=actor_kind,
        actor=actor,
        source=tuple(spans.get(number + "s", ())),
        cue=tuple(spans.get(number + "c", ())),
        content=content,
        links=tuple(links),
        when=tuple(spans.get(number + "w", ())),
        value=value,
        parent=parent,
    )


def _case(block: str, path: Path) -> Case:
    head, marked, *tail = re.split(r"^---[ \t]*\n", block + "\n", maxsplit=2, flags=re.M)
    name, *meta_lines = head.strip().splitlines()
    where = f"{path}: {name}"
    meta: dict[str, str] = {}
    for line in meta_lines:
        key, _, setting = line.partition(":")
        if key not in META:
            raise ValueError(f"{where}: unknown header {line!r}")
        meta[key] = setting.strip()
    text, spans = _unmark(marked.strip("\n"), where)
    lines = tail[0].strip().splitlines() if tail else []
    reports = tuple(_report(line, spans, where) for line in lines if line.strip())
    numbers = {report.number for report in reports}
    for key in spans:
        if key[:-1] != "0" and key[:-1] not in numbers:
            raise ValueError(f"{where}: mark {key} has no report line")
    for report in reports:
        if report.parent is not None and report.parent not in numbers:
            raise ValueError(f"{where}: report {report.number} has no parent {report.parent}")
    return Case(
        id=name.strip(),
        text=text,
        reports=reports,
        phenomena=tuple(tag.strip() for tag in meta.get("phen", "").split(";") if tag.strip()),
        title=meta.get("title"),
        outlet=meta.get("outlet"),
        published=meta.get("date"),
    )


def read_cases(path: Path) -> Iterator[Case]:
    """Yield the cases of one `.case` file in order; raises ValueError with file, case and reason for a bad one."""
    body = path.read_text(encoding="utf-8")
    for block in re.split(r"^=== ", body, flags=re.M)[1:]:
        yield _case(block, path)
