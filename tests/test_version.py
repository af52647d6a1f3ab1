from importlib.metadata import version

from reportedly.version import program


def test_there_is_one_version() -> None:
    assert program() == version("reportedly")
