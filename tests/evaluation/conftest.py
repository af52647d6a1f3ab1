"""Reports made by hand, without a model."""

from collections.abc import Callable

import pytest

from reportedly.records import Actor, DocumentHead, Link, Passage, Provenance, Report, When
from reportedly.span import Span, join

MakeReport = Callable[..., Report]


def _passage(text: str, words: tuple[str, ...]) -> Passage | None:
    if not words:
        return None
    spans = tuple(Span(text.index(part), text.index(part) + len(part)) for part in words)
    return Passage(join(spans, text), spans)


def report(
    text: str,
    source: str = "",
    cue: str = "",
    content: tuple[str, ...] = (),
    confidence: float = 0.9,
    kind: str = "indirect",
    actor: tuple[str, str] | None = None,
    links: tuple[tuple[str, str], ...] = (),
    when: tuple[str, str] | None = None,
    parent: str | None = None,
    stance: str | None = None,
) -> Report:
    """A report of the first occurrences of the words given; `links` as (role, name), `when` as (words, value)."""
    found = _passage(text, content)
    assert found is not None
    dated = _passage(text, (when[0],)) if when else None
    return Report(
        id="r:" + str(found.spans),
        document=DocumentHead("d:1", "a.txt", None, None, None, (), None),
        kind=kind,  # type: ignore[arg-type]
        source=_passage(text, (source,) if source else ()),
        cue=_passage(text, (cue,) if cue else ()),
        content=found,
        actor=Actor("a:1", actor[1], actor[0]) if actor else None,  # type: ignore[arg-type]
        chain=tuple(Link(role, name) for role, name in links),  # type: ignore[arg-type]
        when=When(dated.text, dated.spans, when[1]) if dated and when else None,
        occasion=None,
        parent=parent,
        stance=stance,  # type: ignore[arg-type]
        confidence=confidence,
        provenance=Provenance("0", "rules"),
    )


@pytest.fixture
def make_report() -> MakeReport:
    return report
