"""Words without what a search should not depend on: case, accents, width of letters, spacing."""

import unicodedata


def fold(words: str) -> str:
    """`words` with compatibility forms, case and accents folded, and runs of white space as one space.

    >>> fold("  José  ＭÜLLER ")
    'jose muller'
    """
    apart = unicodedata.normalize("NFKD", words).casefold()
    return " ".join("".join(char for char in apart if not unicodedata.combining(char)).split())
