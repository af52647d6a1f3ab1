"""What kind of body a request says it has."""

from email.message import Message


def is_json(content_type: str) -> bool:
    """Whether it is JSON in UTF-8.

    >>> is_json("application/json"), is_json("application/json; charset=UTF-8"), is_json("text/json")
    (True, True, False)
    """
    return _kind(content_type) == "application/json"


def is_text(content_type: str) -> bool:
    """Whether it is plain text in UTF-8."""
    return _kind(content_type) == "text/plain"


def _kind(content_type: str) -> str:
    """The media type in lower case; empty where it is none or of another encoding than UTF-8."""
    header = Message()
    header["content-type"] = content_type
    charset = header.get_content_charset("utf-8")
    return header.get_content_type() if content_type and charset in ("utf-8", "us-ascii") else ""
