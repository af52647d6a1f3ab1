from hypothesis import given
from hypothesis import strategies as st

from reportedly.attribution.contents import Part, as_text, closed, worth_reading
from reportedly.span import Span


def read_as(text: str, content: str) -> list[str]:
    """The texts as which a content is read again."""
    start = text.index(content)
    return [as_text(text, part) for part in worth_reading(text, [Span(start, start + len(content))])]


def test_marks_of_the_outer_speaker_are_blank_in_an_indirect_content() -> None:
    text = "Marit said that the crew “warned her twice” of the ice."
    assert read_as(text, text[11:-1]) == ["The crew  warned her twice  of the ice"]


def test_marks_after_a_word_of_saying_are_another_s() -> None:
    text = "Marit said that the crew warned her of “thin ice”."
    assert read_as(text, text[11:-1]) == ["The crew warned her of “thin ice”"]


def test_in_a_direct_content_what_is_quoted_is_another_s() -> None:
    text = "“The crew called it ‘thin’, and the ‘old’ ice broke,” Marit said."
    assert read_as(text, text[:-13]) == ["The crew called it ‘thin’, and the ‘old’ ice broke,"]


def test_a_span_goes_on_to_the_mark_that_closes_what_it_holds() -> None:
    text = "The crew warned of ice, “thin.” It broke”"
    part = Part(Span(0, len(text)), quoted=False)
    thin = Span(19, 29)
    assert closed(text, thin, part).of(text) == "ice, “thin.”"
    assert closed(text, Span(25, 29), part) == Span(25, 29)  # the quotation begins before it
    assert closed(text, Span(32, 40), part) == Span(32, 40)
    assert closed(text, thin, Part(part.span, quoted=True)) == thin


WORDS = st.sampled_from(["Marit", "said", "that", "“", "”", "‘", "’", "''", '"', ".", "\n", "ice", "ß", "ŉ"])


@given(st.lists(WORDS, min_size=1, max_size=30).map(" ".join), st.booleans())
def test_a_text_of_its_own_has_the_length_of_the_part(text: str, quoted: bool) -> None:
    part = Part(Span(0, len(text)), quoted)
    read = as_text(text, part)
    assert len(read) == len(text)
    assert all(mine.upper() == its.upper() or mine == " " for mine, its in zip(read, text, strict=True))
