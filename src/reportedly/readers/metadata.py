"""What is known about a document besides its text, and which of two voices is believed."""

import msgspec


class Metadata(msgspec.Struct, frozen=True):
    """What the command line said about a document; None and () mean: nothing was said.

    For a text, a web page or a URL, where one origin is one document, it wins over what the input says of itself:
    the user who names one article knows it. For JSON Lines, feeds, archives and ninjs, where one origin is many
    documents, it only fills what each of them lacks. `published` is an ISO 8601 date or date-time.
    """

    outlet: str | None = None
    published: str | None = None
    title: str | None = None
    byline: tuple[str, ...] = ()
    url: str | None = None


class About(msgspec.Struct, frozen=True):
    """What one voice (the input itself, or the command line) says about a document."""

    url: str | None = None
    title: str | None = None
    outlet: str | None = None
    byline: tuple[str, ...] = ()
    published: str | None = None
    language: str | None = None
    credit: str | None = None


def about(metadata: Metadata) -> About:
    """The command line's words as the same record as the input's own."""
    return About(
        url=metadata.url,
        title=metadata.title,
        outlet=metadata.outlet,
        byline=metadata.byline,
        published=metadata.published,
    )


def settle(first: About, second: About) -> About:
    """Field by field what `first` says, or, where it is silent, what `second` says.

    >>> settle(About(title="A"), About(title="B", outlet="Harbour Post")).outlet
    'Harbour Post'
    """
    return About(**{name: getattr(first, name) or getattr(second, name) for name in About.__struct_fields__})
