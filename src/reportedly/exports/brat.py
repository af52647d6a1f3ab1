"""brat standoff in a ZIP archive: for each document its text (.txt) and annotation (.ann); brat's configuration once.

Source, Cue and Content are text-bound annotations, in fragments where they are interrupted or run over a line end, as
brat asks; a Content is related to its Source and its Cue, and to the Content that it is nested in. Kind, Stance and
Status are attributes of the Content, the actor and the chain a note on it. Offsets count code points; line ends stay.
"""

import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO, get_args

from reportedly.columns import chain_text
from reportedly.exports.reported import Reported
from reportedly.ledger.filter import Status
from reportedly.ledger.lines import Line
from reportedly.records import Kind, Passage, Stance
from reportedly.span import Span
from reportedly.text.controls import scalar

CONFIGURATION = f"""\
[entities]
Source
Cue
Content

[relations]
Said_by Arg1:Content, Arg2:Source
Tied_by Arg1:Content, Arg2:Cue
Nested_in Arg1:Content, Arg2:Content

[events]

[attributes]
Kind Arg:Content, Value:{"|".join(get_args(Kind))}
Stance Arg:Content, Value:{"|".join(get_args(Stance))}
Status Arg:Content, Value:{"|".join(get_args(Status))}
"""
# Where fragments are cut: what brat, or an editor, may take for a line's end; and the tab, which ends a field.
LINE_END = re.compile("[\t\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
# The oldest that ZIP knows, for all files: the same ledger gives the same archive.
LONG_AGO = (1980, 1, 1, 0, 0, 0)


def write_brat(documents: Iterable[Reported], out: BinaryIO) -> None:
    """Memory holds one document, and the names of the files."""
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        _add(archive, "annotation.conf", CONFIGURATION)
        for reported in documents:
            name = re.sub(r"\W", "_", reported.document.id)
            _add(archive, f"{name}.txt", scalar(reported.document.text))
            _add(archive, f"{name}.ann", scalar("".join(f"{line}\n" for line in _annotation(reported))))


def _add(archive: zipfile.ZipFile, name: str, words: str) -> None:
    archive.writestr(zipfile.ZipInfo(name, LONG_AGO), words.encode(), zipfile.ZIP_DEFLATED)


def fragments(spans: Sequence[Span], text: str) -> list[Span]:
    """The spans cut at line ends and tabs, without the white space there; never none.

    >>> fragments([Span(0, 9)], "One,\\n two.")
    [Span(start=0, end=4), Span(start=6, end=9)]
    """
    cut = []
    for span in spans:
        start = span.start
        for end in LINE_END.finditer(text, span.start, span.end):
            cut.append((start, end.start()))
            start = end.end()
        cut.append((start, span.end))
    words = [_without_space(start, end, text) for start, end in cut]
    return [span for span in words if span] or [Span(spans[0].start, spans[0].start + 1)]


def _without_space(start: int, end: int, text: str) -> Span | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if start < end else None


def _annotation(reported: Reported) -> Iterator[str]:
    text, contents = reported.document.text, {}
    bound = related = said = 0
    for line in reported.lines:
        report = line.report
        bound += 1
        content = contents[report.id] = f"T{bound}"
        yield _bound(content, "Content", report.content, text)
        for role, relation, passage in (("Source", "Said_by", report.source), ("Cue", "Tied_by", report.cue)):
            if passage:
                bound, related = bound + 1, related + 1
                yield _bound(f"T{bound}", role, passage, text)
                yield f"R{related}\t{relation} Arg1:{content} Arg2:T{bound}"
        for name, value in (("Kind", report.kind), ("Stance", report.stance), ("Status", line.status)):
            if value:
                said += 1
                yield f"A{said}\t{name} {content} {value}"
        if note := _note(line):
            yield f"#{bound}\tAnnotatorNotes {content}\t{note}"
    yield from _nestings(reported.lines, contents, related)


def _bound(id: str, role: str, passage: Passage, text: str) -> str:
    pieces = fragments(passage.spans, text)
    offsets = ";".join(f"{piece.start} {piece.end}" for piece in pieces)
    words = " ".join(LINE_END.sub(" ", piece.of(text)) for piece in pieces)
    return f"{id}\t{role} {offsets}\t{words}"


def _note(line: Line) -> str:
    report = line.report
    actor = f"{report.actor.name} ({report.actor.kind})" if report.actor else ""
    return " ".join(" | ".join(filter(None, (actor, chain_text(report)))).split())


def _nestings(lines: Iterable[Line], contents: dict[str, str], related: int) -> Iterator[str]:
    for line in lines:
        parent = contents.get(line.report.parent or "")
        if parent:
            related += 1
            yield f"R{related}\tNested_in Arg1:{contents[line.report.id]} Arg2:{parent}"
