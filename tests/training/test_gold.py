"""Training gold: what is done to texts keeps their offsets right. Needs no torch."""

import random
from pathlib import Path

import msgspec
import numpy as np
import pytest

from reportedly.attribution.encode import Encoded
from reportedly.attribution.labels import Stretch
from reportedly.span import Span
from training.gold import (
    STYLES,
    TEXTS,
    Example,
    Relation,
    behead,
    gold_texts,
    read_corpus,
    read_texts,
    restyle,
    target,
    vary,
)

TEXT = "Ice is thin\n\n“Go home,” Ann said. Bob said it was late."


def at(text: str, words: str) -> tuple[Span, ...]:
    return (Span(text.index(words), text.index(words) + len(words)),)


EXAMPLE = Example(
    "a",
    TEXT,
    (
        Relation(at(TEXT, "Ann"), at(TEXT, "said"), at(TEXT, "“Go home,”")),
        Relation(at(TEXT, "Bob"), (Span(39, 43),), at(TEXT, "it was late")),
    ),
    headed=True,
)


def words_of(example: Example) -> list[list[str]]:
    return [[span.of(example.text) for spans in relation for span in spans] for relation in example.relations]


def test_behead_keeps_spans_on_their_words() -> None:
    beheaded = behead(EXAMPLE)
    assert beheaded.text.startswith("“Go home")
    assert words_of(beheaded) == words_of(EXAMPLE)
    assert behead(beheaded) == beheaded


def test_a_relation_in_the_headline_goes_with_it() -> None:
    headline = Relation((), (), at(TEXT, "Ice is thin"))
    assert behead(EXAMPLE._replace(relations=(headline,))).relations == ()


@pytest.mark.parametrize("style", STYLES)
def test_restyle_changes_nothing_but_marks(style: str) -> None:
    restyled = restyle(EXAMPLE, style)
    assert len(restyled.text) == len(TEXT)
    assert restyled.relations == EXAMPLE.relations
    assert f"{style[0]}Go home,{style[1]}" in restyled.text


def test_vary_is_decided_by_chance_alone() -> None:
    assert vary(EXAMPLE, random.Random(3)) == vary(EXAMPLE, random.Random(3))


def test_target_lays_relations_on_tokens() -> None:
    tokens = [(0, 3), (4, 8), (9, 15)]  # Ann said “Go!”
    starts, ends = (np.array(column, dtype=np.int32) for column in zip(*tokens, strict=True))
    encoded = Encoded(starts, ends, np.zeros(3, dtype=np.int32), ())
    relation = Relation((Span(0, 3),), (Span(4, 8),), (Span(9, 14),))
    goal = target(Example("a", "Ann said “Go!”", (relation,), False), encoded)
    assert goal.stretches == [Stretch(0, 0, 0), Stretch(1, 1, 1), Stretch(2, 2, 2)]
    assert goal.points == [-1, 0, 1]  # the cue points at its source, the content at its cue


def test_corpus_lines_are_read(tmp_path: Path) -> None:
    report = {"id": "E1", "source": [[24, 27]], "cue": [[28, 32]], "content": [[13, 23]]}
    row = {"id": "a", "text": TEXT, "title": "Ice is thin", "reports": [report, {**report, "content": []}]}
    path = tmp_path / "corpus.jsonl"
    path.write_bytes(msgspec.json.encode(row))
    (example,) = read_corpus(path)
    assert example.headed
    assert words_of(example) == [["Ann", "said", "“Go home,”"]]


def test_the_hand_written_texts_can_be_read() -> None:
    examples = list(read_texts(TEXTS))
    assert len({example.id for example in examples}) == len(examples) > 0
    assert all(
        span.end <= len(one.text)
        for one in examples
        for relation in one.relations
        for part in relation
        for span in part
    )


def test_gold_texts_have_the_nested_attributions_and_the_actors_too() -> None:
    whole = list(gold_texts(TEXTS))
    reports = [report for document in whole for report in document.reports]
    assert sum(len(example.relations) for example in read_texts(TEXTS)) == sum(one.parent is None for one in reports)
    assert any(one.parent for one in reports)
    assert any(one.actor for one in reports)
