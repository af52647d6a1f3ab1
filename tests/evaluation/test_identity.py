"""Identities over documents: the corpus as it was printed, B3, and a measurement on two articles made by hand."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.config import Config
from reportedly.errors import GoldError
from reportedly.evaluation.figures import Figures, TaggerFigures
from reportedly.evaluation.gate import Floors, breaches
from reportedly.evaluation.identity import b_cubed, measure_identity
from reportedly.evaluation.meantime import Article, printed, read_meantime
from reportedly.evaluation.page import page
from reportedly.records import Actor, Annotation, Attribution, Document, Mention, Referent, Report
from reportedly.span import Span

FIRST = "`` We sank , '' said Ms Maro ( 54 ) .\nShe did n't laugh ."
SECOND = "Lena Maro 's boat sank , Otto Brandt said ."


def entity(text: str, words: str, instance: str, id: str = "1", type: str = "PER") -> dict[str, object]:
    start = text.index(words)
    return {"id": id, "spans": [[start, start + len(words)]], "instance": instance, "type": type}


def row(id: str, text: str, *entities: dict[str, object]) -> dict[str, object]:
    return {
        "id": id,
        "url": f"https://example.org/{id}",
        "text": text,
        "entities": list(entities),
        "timex": [{"dct": "CREATION_TIME", "value": "2024-03-10"}],
        "slink": [["9", "10"]],
        "participants": [["9", "1", "Arg0"], ["8", "2", "Arg0"]],
    }


@pytest.fixture
def articles(tmp_path: Path) -> list[Article]:
    first = row("d1", FIRST, entity(FIRST, "Ms Maro", "P1"), entity(FIRST, "She", "P1", "2"))
    second = row(
        "d2", SECOND, entity(SECOND, "Otto Brandt", "P2"), entity(SECOND, "Lena Maro", "P1", "2"),
        entity(SECOND, "boat", "B1", "3", "PRO"),
    )  # fmt: skip
    path = tmp_path / "meantime.jsonl"
    path.write_bytes(b"\n".join(msgspec.json.encode(one) for one in (first, second)))
    return list(read_meantime(path))


def test_text_is_as_it_was_printed(articles: list[Article]) -> None:
    assert articles[0].document.text == "“We sank,” said Ms Maro (54).\nShe didn't laugh."
    assert articles[0].document.title == "“We sank,” said Ms Maro (54)."
    assert articles[0].document.published == "2024-03-10"


def test_mentions_of_people_and_bodies_move_along(articles: list[Article]) -> None:
    words = [[(m.span.of(one.document.text), m.entity) for m in one.mentions] for one in articles]
    assert words == [[("Ms Maro", "P1"), ("She", "P1")], [("Lena Maro", "P1"), ("Otto Brandt", "P2")]]


def test_who_speaks_is_the_agent_of_speech(articles: list[Article]) -> None:
    assert [one.sources for one in articles] == [{"P1"}, {"P2"}]


@given(st.text(alphabet="aB ,.()`'n\n“$", max_size=60))
def test_every_token_is_found_again(tokenised: str) -> None:
    text, places = printed(tokenised)
    assert len(places) == len(tokenised) + 1
    assert places == sorted(places)
    assert all(text[places[at]] == letter for at, letter in enumerate(tokenised) if letter.isalpha())


def test_a_file_of_another_shape_is_named(tmp_path: Path) -> None:
    path = tmp_path / "meantime.jsonl"
    path.write_text('{"id": "d1", "text": "Rain fell ."}')
    with pytest.raises(GoldError, match="'d1' is no gold"):
        list(read_meantime(path))


def test_b_cubed() -> None:
    """Two of gold's three are together, with a stranger."""
    found = b_cubed([("a", 1), ("a", 1), ("a", 2), ("b", 1)])
    assert found.precision == pytest.approx((2 / 3 + 2 / 3 + 1 + 1 / 3) / 4)
    assert found.recall == pytest.approx((2 / 3 + 2 / 3 + 1 / 3 + 1) / 4)
    assert b_cubed([]).f1 == 0.0


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=1))
def test_gold_and_prediction_change_places(items: list[tuple[int, int]]) -> None:
    once, turned = b_cubed(items), b_cubed([(two, one) for one, two in items])
    assert once.precision == pytest.approx(turned.recall)
    assert once.f1 == pytest.approx(turned.f1)
    assert b_cubed([(one, one) for one, _ in items]).f1 == 1.0


def read(documents: Iterable[Document], config: Config) -> Iterator[tuple[Annotation, tuple[Report, ...]]]:
    """A reader that credits "Maro" in the first article and both names in the second."""
    assert config.tagger == "rules"
    for document, names in zip(documents, (("Maro",), ("Lena Maro", "Otto Brandt")), strict=True):
        starts = [document.text.index(name) for name in names]
        yield (
            Annotation(
                document,
                tuple(Attribution((), (), (Span(0, 1),), 0.9) for _ in names),
                "fake",
                tuple(
                    Mention(Span(at, at + len(name)), "name", n)
                    for n, (at, name) in enumerate(zip(starts, names, strict=True))
                ),
                tuple(Referent(Actor(f"a:{name}", name, "person")) for name in names),
                tuple(range(len(names))),
            ),
            (),
        )


def test_a_surname_is_linked_to_the_full_name(articles: list[Article]) -> None:
    found = measure_identity(articles, read, Config(tagger="rules"))
    assert (found.documents, found.items, found.entities, found.found) == (2, 3, 2, 1.0)
    assert found.linked.f1 == 1.0
    assert found.exact_name.precision == 1.0
    assert found.exact_name.recall == pytest.approx(2 / 3)


def test_the_page_and_the_floors_have_it(articles: list[Article]) -> None:
    actors = measure_identity(articles, read, Config(tagger="rules"))
    nothing = TaggerFigures({}, {}, {}, (), ())
    taggers = {"model": nothing, "rules": nothing}
    figures = Figures("2024-03-10", "0.1.0", None, {}, 0, 0, 0, 0, taggers, actors)
    lines = page(figures).splitlines()
    assert "| **Reportedly** | 1.000 | 1.000 | 1.000 |" in lines
    assert "| equal names, case ignored | 1.000 | .667 | .800 |" in lines
    floors = Floors({}, None, {"model": {"actors_f1": 1.0}, "rules": {"actors_f1": 0.5}}, {})
    assert list(breaches(figures, floors)) == ["rules actors_f1: pinned at 0.5 but not measured"]
    assert "Actors over documents" not in page(msgspec.structs.replace(figures, actors=None))
