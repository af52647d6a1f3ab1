import pytest

from reportedly.coreference.bearers import bearers_of, introduces_body


@pytest.mark.parametrize(
    ("head", "words", "sorts"),
    [
        ("owner", "the owner", {"person", "organization"}),
        ("mayor", "the mayor", {"person"}),
        ("union", "the union", {"organization"}),
        ("norwegian", "the Norwegian", {"person"}),
        ("norwegian", "the norwegian", set()),
        ("tide", "the tide", set()),
        ("", "", set()),
    ],
)
def test_who_may_be_called_so(head: str, words: str, sorts: set[str]) -> None:
    assert bearers_of(head, words) == sorts


@pytest.mark.parametrize("head", ["union", "owner", "newspaper", "operator"])
def test_bodies_are_introduced_by_these(head: str) -> None:
    assert introduces_body(head)


@pytest.mark.parametrize("head", ["mayor", "unions", "police", "report", "tide", ""])
def test_and_not_by_these(head: str) -> None:
    assert not introduces_body(head)
