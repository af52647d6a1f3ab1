"""One JSON document written item by item."""

from collections.abc import Iterable
from typing import BinaryIO

from reportedly.text.json_line import json_line


def write_array(items: Iterable[object], out: BinaryIO, before: str = "[", after: str = "]") -> None:
    """A line an item; `before` ends with the bracket that opens the array, `after` begins with the one that closes it.

    >>> import io
    >>> write_array([1, 2], out := io.BytesIO(), '{"total":2,"items":[', "]}")
    >>> out.getvalue()
    b'{"total":2,"items":[\\n1,\\n2\\n]}\\n'
    """
    mark = "\n"
    out.write(before.encode())
    for item in items:
        out.write((mark + json_line(item)).encode())
        mark = ",\n"
    out.write(f"\n{after}\n".encode())
