import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.text.quotes import quotations


def found(text: str) -> list[str]:
    return [quotation.span.of(text) for quotation in quotations(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“No,” she said.", ["“No,”"]),
        ('"No," she said, "never."', ['"No,"', '"never."']),
        ("»Nein«, sagte er.", ["»Nein«"]),
        ("Il a dit « non ».", ["« non »"]),
        ("„Nein“, he said. „Nie”, she said.", ["„Nein“", "„Nie”"]),
        ("``No,'' she said. ``Go.''", ["``No,''", "``Go.''"]),
        ("‘It’s the dogs’ bowl,’ he said.", ["‘It’s the dogs’ bowl,’"]),
        ("'It's the dogs' bowl,' he said.", ["'It's the dogs' bowl,'"]),
        ("The dogs’ bowl and the cats’ tray.", []),
        ("She left in ’89 for the ’burbs.", []),
        ("“He said ‘no’ twice,” she wrote.", ["“He said ‘no’ twice,”", "‘no’"]),
        ("‘He said “no” twice,’ she wrote.", ["‘He said “no” twice,’", "“no”"]),
        ('"He said “no” twice," she wrote.', ['"He said “no” twice,"', "“no”"]),
    ],
)
def test_pairs(text: str, expected: list[str]) -> None:
    assert found(text) == expected


def test_a_quotation_runs_on_over_paragraphs_that_repeat_its_opening_mark() -> None:
    text = "He said: “One.\n\n“Two.\n\n“Three.”\n\nThe end."
    assert found(text) == ["“One.\n\n“Two.\n\n“Three.”"]


def test_a_quotation_without_closing_mark_ends_with_its_paragraph() -> None:
    text = "He said: “One.\n\nShe left. “Two.”"
    assert found(text) == ["“One.", "“Two.”"]
    assert [quotation.regular for quotation in quotations(text)] == [False, True]


def test_a_quotation_that_lost_its_opening_mark_begins_with_its_paragraph() -> None:
    text = "Rain fell.\n\nIt rained for days,” said Mr Vuk. “Then it stopped.”"
    assert found(text) == ["It rained for days,”", "“Then it stopped.”"]


def test_the_wrong_closing_mark_closes() -> None:
    assert found('“Until June," said Mr Bos. "Never,” she said.') == ['“Until June,"', '"Never,”']


@given(st.text(alphabet="ab s.,\n\"'“”‘’«»„`", max_size=120))
def test_whatever_the_marks_spans_are_sane_and_ordered(text: str) -> None:
    all_found = quotations(text)
    starts = [quotation.span.start for quotation in all_found]
    assert starts == sorted(starts)
    assert all(quotation.span.end <= len(text) for quotation in all_found)
