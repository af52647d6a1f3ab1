"""Content-Type headers."""


def content_type(header: str) -> tuple[str, str | None]:
    """The media type and the charset of a Content-Type header.

    >>> content_type('text/HTML; Charset="utf-8"')
    ('text/html', 'utf-8')
    """
    mime, *parameters = header.split(";")
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "charset":
            return mime.strip().lower()[:80], value.strip(" \t\"'") or None
    return mime.strip().lower()[:80], None
