import pickle
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

import reportedly
from reportedly import reading
from reportedly.config import Config
from reportedly.errors import DocumentError, NotText
from reportedly.readers import Metadata
from reportedly.reading import Reading, read, read_all
from reportedly.records import (
    Actor,
    Annotation,
    Appearance,
    Document,
    DocumentHead,
    Mention,
    Passage,
    Provenance,
    Referent,
    Report,
)
from reportedly.span import Span

BATCH = 3


def report_of(document: Document) -> Report:
    """The first character of a document, as if it had been said."""
    return Report(
        id=f"r:{document.id}", document=DocumentHead(document.id, document.origin, None, None, None, (), None),
        kind="direct", source=None, cue=None, content=Passage(document.text[0], (Span(0, 1),)), actor=None, chain=(),
        when=None, occasion=None, parent=None, stance=None, confidence=0.5, provenance=Provenance("0", "rules"),
    )  # fmt: skip


def annotation_of(document: Document) -> Annotation:
    """A document whose first character is somebody, who is credited."""
    mentions, referents = (
        (Mention(Span(0, 1), "name", 0),),
        (Referent(Actor("a:1", document.text[0], "person"), ("54",)),),
    )
    return Annotation(document, (), "fake", mentions, referents, (0,))


@pytest.fixture(autouse=True)
def fakes(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, Metadata]]:
    """A reader for which an origin is a list of texts (`!` cannot be read), and a pipeline that works in batches."""
    asked: list[tuple[str, Metadata]] = []

    def read_origin(origin: str, config: Config, metadata: Metadata) -> Iterator[Document | DocumentError]:  # noqa: ARG001
        asked.append((origin, metadata))
        texts = Path(origin).read_text().split() if Path(origin).is_file() else origin.split(",")
        for text in filter(None, texts):
            yield NotText(text, "not text") if text.startswith("!") else Document(f"d:{text}", text, origin)

    def run(documents: Iterable[Document], *_: object) -> Iterator[tuple[Annotation, tuple[Report, ...]]]:
        batch = []
        for document in documents:
            batch.append(document)
            if len(batch) == BATCH:
                yield from ((annotation_of(one), (report_of(one),)) for one in batch)
                batch = []
        yield from ((annotation_of(one), (report_of(one),)) for one in batch)

    monkeypatch.setattr(reading, "read_origin", read_origin)
    monkeypatch.setattr(reading, "run", run)
    monkeypatch.setattr(reading, "tagger", lambda _: None)
    return asked


def outcome(found: Iterable[Reading | DocumentError]) -> list[str]:
    return [one.origin if isinstance(one, DocumentError) else one.document.text for one in found]


class TestRead:
    def test_a_string_is_text(self) -> None:
        found = read(
            "“No,” she said.", outlet="Post", title="T", published="2025-05-14", url="https://x.example/", byline=["Jo"]
        )
        document = found.document
        assert document.text == "“No,” she said."
        assert (document.outlet, document.title, document.published) == ("Post", "T", "2025-05-14")
        assert (document.url, document.byline) == ("https://x.example/", ("Jo",))
        assert found.reports == (report_of(document),)

    def test_a_string_that_names_a_file_is_a_path(self, tmp_path: Path, fakes: list[tuple[str, Metadata]]) -> None:
        file = tmp_path / "a.txt"
        file.write_text("words")
        assert read(str(file), outlet="Post").document.origin == str(file)
        assert fakes == [(str(file), Metadata(outlet="Post"))]

    @pytest.mark.parametrize("text", ["missing.txt", "a\nb", "nul\0", "x" * 100_000, "\ud800", "https://x.example/"])
    def test_any_other_string_is_text(self, text: str, fakes: list[tuple[str, Metadata]]) -> None:
        assert len(read(text).document.text) == len(text)
        assert fakes == []

    def test_a_name_with_a_line_end_is_text(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(tmp_path)
        (tmp_path / "a\nb").write_text("inside")
        assert read("a\nb").document.text == "a\nb"

    def test_a_path_is_always_a_path(self, fakes: list[tuple[str, Metadata]]) -> None:
        assert read(Path("missing.txt")).document.origin == "missing.txt"
        assert read(Path("-")).document.origin == "./-"
        assert [origin for origin, _ in fakes] == ["missing.txt", "./-"]

    @pytest.mark.parametrize(("origin", "words"), [("!a", "not text"), ("", "no document"), ("a,b", "more than one")])
    def test_what_is_no_single_document_is_an_error(self, origin: str, words: str, tmp_path: Path) -> None:
        file = tmp_path / "a"
        file.write_text(origin.replace(",", " "))
        with pytest.raises(DocumentError, match=words):
            read(file)

    def test_no_text_is_an_error(self) -> None:
        with pytest.raises(DocumentError):
            read("")


class TestReadAll:
    def test_results_and_failures_come_in_order(self) -> None:
        found = read_all(["!a", "b,!c,!d,e", "f,g,h", "!i"])
        assert outcome(found) == ["!a", "b", "!c", "!d", "e", "f", "g", "h", "!i"]

    @pytest.mark.parametrize("origins", [[], [""], ["!a"], ["!a", "!b"]])
    def test_nothing_readable_is_no_error(self, origins: list[str]) -> None:
        assert outcome(read_all(origins)) == [origin for origin in origins if origin]

    def test_it_is_lazy(self) -> None:
        def origins() -> Iterator[str]:
            yield "a,b,c,d"
            raise AssertionError("asked for too much")

        assert next(read_all(origins())).document.text == "a"  # type: ignore[union-attr]

    def test_a_dash_is_standard_input_but_a_path_is_not(self, fakes: list[tuple[str, Metadata]]) -> None:
        list(read_all(["-", Path("-")], byline=["Jo"]))
        assert fakes == [("-", Metadata(byline=("Jo",))), ("./-", Metadata(byline=("Jo",)))]


class TestReading:
    def test_it_has_the_actors_and_their_mentions(self) -> None:
        actors = (Appearance("a:1", "w", "person", ("54",), (Span(0, 1),)),)
        assert read("words").actors == actors
        assert [one.actors for one in read_all(["words"]) if isinstance(one, Reading)] == [actors]

    def test_it_can_be_pickled(self) -> None:
        found = read("words")
        assert pickle.loads(pickle.dumps(found)) == found

    def test_it_is_frozen(self) -> None:
        with pytest.raises(AttributeError):
            read("words").document = None  # type: ignore[misc,assignment]

    def test_it_makes_a_page(self) -> None:
        page = read("words").to_html()
        assert page.startswith("<!DOCTYPE html>")
        assert 'id="n1"' in page


def test_the_tagger_is_opened_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    assert reading.tagger(Config(tagger="rules")) is reading.tagger(Config(tagger="rules"))


class TestPackage:
    def test_public_names_are_there(self) -> None:
        assert list(reportedly.__all__) == sorted(reportedly.__all__) == dir(reportedly)
        for name in reportedly.__all__:
            assert getattr(reportedly, name).__name__ == name

    def test_each_has_one_home(self) -> None:
        homes = [name for names in reportedly._HOMES.values() for name in names]
        assert sorted(homes) == sorted(reportedly.__all__)

    def test_another_name_is_an_attribute_error(self) -> None:
        with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
            reportedly.nonsense  # noqa: B018

    def test_submodules_are_not_shadowed(self) -> None:
        code = "import reportedly, reportedly.reading; reportedly.read; print(reportedly.reading.__name__)"
        ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        assert ran.stdout == "reportedly.reading\n"
