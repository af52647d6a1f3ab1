"""Annotations made by hand: each attribution as its source, cue and content, found in the text one after the other."""

from collections.abc import Callable

import pytest

from reportedly.coreference.resolve import resolve
from reportedly.records import Actor, Annotation, Attribution, Document
from reportedly.span import Span

Said = tuple[str, str, str]
Credits = Callable[..., list[Actor | None]]


def annotate(text: str, said: list[Said], **metadata: object) -> Annotation:
    """The annotation of `text`; each role is looked for behind the one of the same attribution that comes before it."""
    at = 0
    made = []
    for words in said:
        order = sorted((text.find(part, at), part) for part in words if part)
        found = {}
        for _, part in order:
            start = text.index(part, at)
            found[part] = (Span(start, start + len(part)),)
            at = start + len(part)
        source, cue, content = (found.get(part, ()) for part in words)
        made.append(Attribution(source, cue, content, 0.9))
    return Annotation(Document(id="d:1", text=text, origin="test", **metadata), tuple(made), "rules")  # type: ignore[arg-type]


@pytest.fixture
def credits() -> Credits:
    """Whom each attribution credits."""

    def credited(text: str, *said: Said, **metadata: object) -> list[Actor | None]:
        annotation = resolve(annotate(text, list(said), **metadata))
        return [None if place is None else annotation.referents[place].actor for place in annotation.credited]

    return credited
