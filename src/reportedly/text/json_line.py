"""A record as one line of JSON."""

import json

import msgspec

from reportedly.text.controls import scalar


def json_line(record: object) -> str:
    """The record as JSON without a line end; a lone surrogate, which no JSON can hold, as U+FFFD.

    >>> json_line({"said": "a\\nb", "by": None})
    '{"said":"a\\\\nb","by":null}'
    """
    try:
        return msgspec.json.encode(record).decode()
    except UnicodeEncodeError:
        return scalar(json.dumps(msgspec.to_builtins(record), ensure_ascii=False, separators=(",", ":")))
