"""One frozen Config, made at the door and passed in."""

import msgspec


class Config(msgspec.Struct, frozen=True):
    """What a run may be told.

    `tagger`: "model" or "rules". `weights`: the model's file (None: the one that ships).
    `threads`: how many windows are encoded side by side (0 = one per core).
    The caps bound what one untrusted document may cost; past them it is listed as failed, with the reason.
    """

    tagger: str = "model"
    weights: str | None = None
    threads: int = 0
    max_bytes: int = 16 * 1024 * 1024  # of one article as text: a long novel has 3 MB, and 16 MB take ten minutes
    max_html_bytes: int = 32 * 1024 * 1024  # of one web page: the largest article pages seen are under 10 MB
    html_seconds: float = 20.0  # to extract one page; usual pages take under a tenth of a second
    fetch_seconds: float = 20.0  # for one URL, redirects included
    fetch_bytes: int = 16 * 1024 * 1024
    redirects: int = 5
    allow_private: bool = False  # whether a URL may lead to a loopback, private or link-local address
    max_line_bytes: int = 16 * 1024 * 1024  # of one line of JSON Lines: one article, a thousand times the usual one
    html_depth: int = 10_000  # nested tags: the fallback extractor is quadratic in them (10,000: 2 s; 20,000: 10 s)
    html_memory: int = 2 * 1024 * 1024 * 1024  # bytes of address space for the extraction of one page
    text_field: str = "text"  # which field of a line of JSON Lines holds the article
    container_bytes: int = 64 * 1024 * 1024  # of one feed or ninjs file, which are parsed whole: 50,000 usual entries
    container_seconds: float = 20.0  # between two signs of life while a feed, an archive or a ninjs file is unpacked
    container_memory: int = 1024 * 1024 * 1024  # bytes of address space for unpacking; a feed of 63 MB took 500 MB
    feed_entries: int = 10_000  # of one feed; usual ones have 10 to 100, and feedparser takes 2 to 5 s for 10,000
    unpack_ratio: int = 200  # bytes that a compressed input may expand to for each of its own: text has 3 to 30...
    unpack_bytes: int = 64 * 1024 * 1024  # ...and this many beside, so that small inputs may hold one large page
