"""Names of encodings, as browsers understand them."""

import codecs


def known_encoding(label: str) -> str | None:
    """Python's name of the encoding that browsers understand by `label`; None for all others (UTF-7, base64, ...).

    >>> known_encoding("Latin1"), known_encoding("unicode_escape")
    ('cp1252', None)
    """
    from resiliparse.parse.encoding import map_encoding_to_html5

    name = map_encoding_to_html5(label, fallback_utf8=False)
    if not name:
        return None
    try:
        return codecs.lookup(name).name
    except LookupError:
        return None
