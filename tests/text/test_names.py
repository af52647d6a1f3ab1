import pytest

from reportedly.text.names import looks_like_organization, names


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Lena Maro left.", ["Lena Maro"]),
        ("The minister, Mr Jan van Eyck, met Prime Minister Osman.", ["Jan van Eyck", "Osman"]),
        ("Maro’s deputy", ["Maro"]),
        ("But Dr. Ifeoma Nnadi-Obi said", ["Ifeoma Nnadi-Obi"]),
        ("the Halden Evening News said", ["Halden Evening News"]),
        ("nobody at all", []),
        ("District Judge Ada Brandt", ["Ada Brandt"]),
        ("Justice Department", ["Justice Department"]),
        ("Volcanologist Ada Brandt", ["Ada Brandt"]),
        ("Ada Baker", ["Ada Baker"]),
        ("the captain, Dean Ashby,", ["Dean Ashby"]),
        ("Dean Ada Brandt", ["Ada Brandt"]),
        ("his deputy, Per Lund, left", ["Per Lund"]),
        ("Per Lund", ["Lund"]),  # "per" or "Per": the capital is the sentence's
        ("Helena Voss KC rose", ["Helena Voss"]),
        ("G.K. Brandt (D-Mass.) left", ["G.K. Brandt"]),
        ("the Bureau of Harbour Statistics", ["Bureau of Harbour Statistics"]),
        ("Francis “Bo” Tulloch left", ["Francis “Bo” Tulloch"]),
        ("Meanwhile Monday came", []),
        ("The President", []),
        ("Paris. London", ["Paris", "London"]),
    ],
)
def test_names(text: str, expected: list[str]) -> None:
    assert [name.bare.of(text) for name in names(text)] == expected


def test_kinds_by_words() -> None:
    assert looks_like_organization("Halden City Council")
    assert looks_like_organization("NATO")
    assert not looks_like_organization("Lena Maro")
