"""Where a page of an answer ended: an opaque string that the next page is asked for with."""

import binascii
from base64 import urlsafe_b64decode, urlsafe_b64encode

import msgspec

from reportedly.errors import BadQuestion

Key = str | int | float | None
LONGEST = 2000  # characters: a cursor of ours has under a hundred, one with a long question's digest no more


def cursor(name: str, *keys: Key) -> str:
    """The place behind the row of these sort keys; `name` says which order they belong to."""
    return urlsafe_b64encode(msgspec.json.encode((name, *keys))).decode().rstrip("=")


def keys_of(text: str, name: str, *types: type) -> tuple[Key, ...]:
    """The keys that `cursor` took. Raises BadQuestion where the text is none of ours or belongs to another order.

    >>> keys_of(cursor("newest", None, 12), "newest", str, int)
    (None, 12)
    """
    damaged = BadQuestion("the place to go on from is damaged or belongs to another question: ask from the start")
    try:
        found = msgspec.json.decode(urlsafe_b64decode(text[:LONGEST] + "=" * (-len(text) % 4)))
    except (ValueError, binascii.Error, RecursionError) as error:
        raise damaged from error
    if not isinstance(found, list) or len(found) != len(types) + 1 or found[0] != name:
        raise damaged
    keys = tuple(found[1:])
    if any(key is not None and type(key) is not kind for key, kind in zip(keys, types, strict=True)):
        raise damaged
    if any(isinstance(key, int) and abs(key) >= 1 << 63 for key in keys):
        raise damaged
    return keys
