import pytest

from reportedly.text.outlets import is_outlet, is_surely_outlet


@pytest.mark.parametrize("name", ["Harbour Post", "Reuters", "the Reuters", "Kanal Nord TV", "Daily Kos"])
def test_names_of_outlets_wherever_they_stand(name: str) -> None:
    assert is_outlet(name)
    assert is_surely_outlet(name)


@pytest.mark.parametrize("name", ["the Lorn Tageblatt", "Halden Review", "People", "KXLD", "the Harbour Hour podcast"])
def test_names_of_outlets_where_one_is_expected(name: str) -> None:
    assert is_outlet(name)
    assert not is_surely_outlet(name)


@pytest.mark.parametrize("name", ["Lena Maro", "Halden City Council", "the harbour office"])
def test_names_of_others(name: str) -> None:
    assert not is_outlet(name)
