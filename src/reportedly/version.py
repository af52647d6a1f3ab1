"""Which version of this program runs."""

import functools
from importlib.metadata import PackageNotFoundError, version


@functools.cache  # it is looked up on disk, and asked for with every document and every request
def program() -> str:
    """The installed version of this program."""
    try:
        return version("reportedly")
    except PackageNotFoundError:
        return "0+source"
