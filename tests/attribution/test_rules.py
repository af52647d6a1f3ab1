import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.attribution.rules import annotate
from reportedly.records import Document


def read(text: str) -> list[tuple[str, str, str]]:
    document = Document(id="d:1", text=text, origin="test")
    return [
        tuple(" ".join(span.of(text) for span in role) for role in (one.source, one.cue, one.content))  # type: ignore[misc]
        for one in annotate(document).attributions
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“The pier is safe,” said Lena Maro.", [("Lena Maro", "said", "“The pier is safe,”")]),
        ("Lena Maro said: “The pier is safe.”", [("Lena Maro", "said:", "“The pier is safe.”")]),
        ("The harbour master said that the pier was safe.", [("The harbour master", "said", "that the pier was safe")]),
        ("The pier was safe, according to the survey.", [("the survey", "according to", "The pier was safe")]),
        ("The pier burned down on Friday.", []),
        ("His nickname was “Sparky” for years.", []),
    ],
)
def test_plain_forms(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert read(text) == expected


@given(st.text(alphabet="aB said.,\n\"'“”‘’", max_size=200))
def test_no_text_breaks_the_rules(text: str) -> None:
    for source, cue, content in read(text):
        assert source
        assert cue
        assert content
