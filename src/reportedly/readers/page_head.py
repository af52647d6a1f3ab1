"""What a web page says of itself: JSON-LD, OpenGraph and other meta elements, `<time>`, canonical link, byline.

Read by us, since trafilatura loses the time of day and wire credits. In the order of trust: JSON-LD (written by the
publisher's system for machines), meta elements, then what the page shows.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from reportedly.readers.byline import byline_of
from reportedly.readers.linked_data import linked_data
from reportedly.readers.metadata import About
from reportedly.readers.published import iso_date

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# Names and properties of meta elements, most trustworthy first.
TITLES = ("og:title", "twitter:title", "dc.title", "parsely-title", "sailthru.title")
OUTLETS = ("og:site_name", "dc.publisher", "publisher", "application-name")
AUTHORS = ("author", "byl", "article:author", "parsely-author", "sailthru.author", "dc.creator", "article:author_name")
DATES = (
    "article:published_time",
    "og:published_time",
    "og:article:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date.issued",
    "dcterms.created",
    "dc.date",
    "pubdate",
    "publishdate",
    "publish-date",
    "date",
)
BYLINE_CLASSES = frozenset(
    (
        *("byline", "by-line", "article-byline", "story-byline", "c-byline", "byline-name", "byline__name"),
        *("author", "author-name", "author__name", "article-author", "post-author", "entry-author", "p-author"),
        "contributor-name",
    )
)
# Where the date of the article stands, not that of a teaser beside it.
ARTICLE_TAGS = ("article", "main", "header")

# Bylines taken: the first few shown are the article's, later ones its neighbours'.
MAX_BYLINES = 4
# Characters of a title; longer ones seen were whole leads.
MAX_TITLE = 500
SUBDOMAINS = ("www.", "m.", "amp.", "mobile.")


def head_of(tree: "HtmlElement", url: str | None) -> About:
    """What the page in `tree`, fetched from `url`, says of itself. `byline` holds names, `credit` an agency."""
    scripts = (
        element.text or "" for element in tree.iter("script") if "ld+json" in (element.get("type") or "").lower()
    )
    data = linked_data(scripts)
    meta = _meta(tree)
    shown = tuple(_shown_bylines(tree))
    names, credit = _byline(data.byline, (meta_of(meta, AUTHORS),), shown)
    outlet = data.outlet or meta_of(meta, OUTLETS)
    return About(
        url=_url(tree, meta, data, url),
        title=_title(tree, data, meta, outlet),
        outlet=outlet,
        byline=tuple(name for name in names if name != outlet),
        published=_published(tree, data, meta),
        language=_language(tree, data, meta),
        credit=data.credit or credit,
    )


def meta_of(meta: dict[str, str], names: tuple[str, ...]) -> str | None:
    """The first of `names` that the page's meta elements give."""
    return next((meta[name] for name in names if name in meta), None)


def _meta(tree: "HtmlElement") -> dict[str, str]:
    """The first content of each meta element by its lower-case name, property or itemprop."""
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or element.get("http-equiv")
        content = " ".join((element.get("content") or "").split())
        if name and content:
            found.setdefault(name.strip().lower(), content)
    return found


def _byline(*voices: tuple[str | None, ...]) -> tuple[tuple[str, ...], str | None]:
    """Names from the first voice that has any; the agency from any."""
    names: tuple[str, ...] = ()
    credit: str | None = None
    for lines in voices:
        found, agency = byline_of(tuple(line for line in lines if line))
        names, credit = names or found, credit or agency
    return names, credit


def _shown_bylines(tree: "HtmlElement") -> Iterator[str]:
    """Lines that the page marks as bylines by class, `rel=author` or `itemprop=author`; an inner mark once."""
    taken: set[HtmlElement] = set()
    lines = 0
    for element in tree.iter("p", "div", "span", "a", "address", "li", "h2", "h3", "h4", "section"):
        marked = (
            element.get("rel") == "author"
            or element.get("itemprop") == "author"
            or not BYLINE_CLASSES.isdisjoint((element.get("class") or "").lower().split())
        )
        if not marked or any(ancestor in taken for ancestor in element.iterancestors()):
            continue
        taken.add(element)
        if line := _text(element):
            yield line
            lines += 1
            if lines == MAX_BYLINES:
                return


def _text(element: "HtmlElement", cap: int = 300) -> str:
    """The words of an element, at most about `cap` characters; a bar between blocks, as between names in a list."""
    pieces: list[str] = []
    length = 0
    for part in element.iter():
        if not isinstance(part.tag, str):
            continue
        for text, separated in ((part.text, part.tag in ("li", "div", "p", "br")), (part.tail, False)):
            if text and (text is not part.tail or part is not element) and text.strip():
                pieces.append(" | " + text if separated and pieces else text)
                length += len(text)
        if length > cap:
            break
    return " ".join("".join(pieces).split())


def _published(tree: "HtmlElement", data: About, meta: dict[str, str]) -> str | None:
    written = [data.published, *(meta.get(name) for name in DATES)]
    dates = [date for date in (iso_date(text) for text in (*written, *_times(tree)) if text) if date]
    if not dates:
        return None
    # a day that another element tells to the minute
    return next((date for date in dates if "T" in date and date.startswith(dates[0])), dates[0])


def _times(tree: "HtmlElement") -> list[str]:
    """`datetime` of the `<time>` elements: marked as the publication's, then inside the article, then the others."""
    ranked: list[tuple[int, int, str]] = []
    for place, element in enumerate(tree.iter("time")):
        marked = element.get("pubdate") is not None or element.get("itemprop") == "datePublished"
        modified = element.get("itemprop") == "dateModified"
        inside = next(element.iterancestors(*ARTICLE_TAGS), None) is not None
        rank = 0 if marked else 3 if modified else 1 if inside else 2
        ranked.append((rank, place, element.get("datetime") or ""))
    return [written for _, _, written in sorted(ranked)[:MAX_BYLINES]]


def _title(tree: "HtmlElement", data: About, meta: dict[str, str], outlet: str | None) -> str | None:
    if title := data.title or meta_of(meta, TITLES):
        return _without_outlet(title, outlet)[:MAX_TITLE]
    headings = [heading for heading in (_text(element, MAX_TITLE) for element in tree.iter("h1")) if heading]
    if len(headings) == 1:
        return headings[0][:MAX_TITLE]
    element = tree.find(".//title")
    title = " ".join((element.text or "").split()) if element is not None else ""
    return _without_outlet(title, outlet)[:MAX_TITLE] or None


def _without_outlet(title: str, outlet: str | None) -> str:
    """`Bridge closed | Harbour Post` without its end."""
    if outlet and title.endswith(outlet):
        rest = title.removesuffix(outlet).rstrip()
        if rest and rest[-1] in "|-–—·:":
            return rest[:-1].rstrip()
    return title


def _language(tree: "HtmlElement", data: About, meta: dict[str, str]) -> str | None:
    html = tree.getroottree().getroot()
    language: str | None = html.get("lang") or html.get("xml:lang") or data.language
    language = language or meta_of(meta, ("content-language", "og:locale"))
    return str(language).split(",")[0].strip().replace("_", "-") or None if language else None


def _url(tree: "HtmlElement", meta: dict[str, str], data: About, url: str | None) -> str | None:
    """Where the page says it lives; but if it was fetched and names another site, where it was fetched.

    A copy of a wire story often names the original as canonical: its own address is the one that was read.
    """
    links = (element for element in tree.iter("link") if "canonical" in (element.get("rel") or "").lower().split())
    canonical = next((link.get("href") for link in links if link.get("href")), None)
    for written in (canonical, meta.get("og:url"), data.url):
        try:
            address: str = urljoin(url or "", (written or "").strip())
            parts = urlsplit(address)
            if parts.scheme in ("http", "https") and parts.hostname and (not url or _site(address) == _site(url)):
                return address
        except ValueError:  # brackets that are no IPv6 address
            continue
    return url


def _site(url: str) -> str:
    host = (urlsplit(url).hostname or "").lower()
    for prefix in SUBDOMAINS:
        host = host.removeprefix(prefix)
    return host
