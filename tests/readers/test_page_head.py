"""What a page says of itself: JSON-LD in its many shapes, meta elements, bylines, dates."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.readers.byline import byline_of, dateline_credit
from reportedly.readers.linked_data import linked_data
from reportedly.readers.metadata import About
from reportedly.readers.page import parse
from reportedly.readers.page_head import head_of
from reportedly.readers.published import iso_date

BODY = "<body><p>She said so.</p></body>"


def head(html: str, url: str | None = None) -> About:
    tree, _ = parse(html if "<body" in html else f"<html><head>{html}</head>{BODY}</html>")
    assert tree is not None
    return head_of(tree, url)


def script(value: object) -> str:
    return f'<script type="application/ld+json">{value if isinstance(value, str) else json.dumps(value)}</script>'


ARTICLE = {"@type": "NewsArticle", "headline": "Won", "author": "Lena Maro", "datePublished": "2024-03-10"}


@pytest.mark.parametrize(
    "value",
    [
        ARTICLE,
        [ARTICLE],
        {"@graph": [{"@type": "WebSite", "name": "x"}, ARTICLE]},
        [[{"@type": "BreadcrumbList"}], ARTICLE],
        {"@type": "WebPage", "headline": "Page", "mainEntity": ARTICLE},
        {**ARTICLE, "@type": ["Article", "NewsArticle"]},
        f"<!-- {json.dumps(ARTICLE)} -->",
        f"//<![CDATA[\n{json.dumps(ARTICLE)};\n//]]>",
        json.dumps(ARTICLE)[:-1] + ",}",
        '{"@type": "NewsArticle", "headline": "Won", "x": "a\nb",'
        ' "author": "Lena Maro", "datePublished": "2024-03-10"}',
    ],
)
def test_json_ld_of_every_shape(value: object) -> None:
    found = head(script(value))
    assert (found.title, found.byline, found.published) == ("Won", ("Lena Maro",), "2024-03-10")


@pytest.mark.parametrize("value", ["", "{", "null", "7", '"x"', "[" * 100_000, '{"@type": 7}', '{"@graph": 7}', "{}"])
def test_json_ld_that_is_broken_is_passed_over(value: str) -> None:
    assert head(script(value) + script(ARTICLE)).title == "Won"
    assert head(script(value)).byline == ()


@pytest.mark.parametrize(
    ("author", "byline"),
    [
        ({"@type": "Person", "name": "Lena Maro"}, ("Lena Maro",)),
        ([{"name": "Lena Maro"}, {"name": "Tom Ilk"}], ("Lena Maro", "Tom Ilk")),
        ({"name": ["Lena Maro", "Tom Ilk"]}, ("Lena Maro", "Tom Ilk")),
        ("By Lena Maro and Tom Ilk", ("Lena Maro", "Tom Ilk")),
        ("https://face.example/lena", ()),
        ({"@id": "#nobody"}, ()),
        (None, ()),
        (7, ()),
        ([[["Lena Maro"]]], ("Lena Maro",)),
    ],
)
def test_authors(author: object, byline: tuple[str, ...]) -> None:
    assert head(script({**ARTICLE, "author": author})).byline == byline


def test_related_articles_are_not_the_article() -> None:
    other = {"@type": "ItemList", "itemListElement": [{"@type": "NewsArticle", "headline": "Other"}]}
    assert head(script(other) + script(ARTICLE)).title == "Won"


@pytest.mark.parametrize(
    "fields",
    [
        {"creditText": "Reuters"},
        {"sourceOrganization": {"name": "Reuters"}},
        {"provider": {"@type": "Organization", "name": "Reuters"}},
        {"author": {"@type": "Organization", "name": "Reuters"}},
        {"author": "Lena Maro, Reuters"},
    ],
)
def test_wire_credit(fields: dict[str, object]) -> None:
    found = head(script({**ARTICLE, **fields}))
    assert found.credit == "Reuters"
    assert "Reuters" not in found.byline


def test_meta_elements() -> None:
    found = head(
        '<title>Won | Harbour Post</title><meta property="og:site_name" content="Harbour Post">'
        '<meta name="Author" content="Lena Maro">'
        '<meta property="article:published_time" content="2024-03-10T08:30+01:00">'
        '<meta property="og:locale" content="en_GB"><link rel="canonical" href="https://h.example/won">'
    )
    assert found == About(
        url="https://h.example/won",
        title="Won",
        outlet="Harbour Post",
        byline=("Lena Maro",),
        published="2024-03-10T08:30:00+01:00",
        language="en-GB",
    )


def test_a_time_of_day_is_added_to_a_bare_day() -> None:
    meta = '<meta property="article:published_time" content="2024-03-10T08:30:00Z">'
    assert head(meta + script(ARTICLE)).published == "2024-03-10T08:30:00+00:00"


def test_time_elements_prefer_the_article() -> None:
    html = (
        '<body><ul><li><time datetime="2023-01-01">old</time></li></ul><article><time itemprop="dateModified"'
        ' datetime="2024-03-12">x</time><time datetime="2024-03-10">x</time><p>a</p></article></body>'
    )
    assert head(html).published == "2024-03-10"


def test_the_address_of_a_copy_is_its_own() -> None:
    link = '<link rel="canonical" href="https://agency.example/a">'
    assert head(link).url == "https://agency.example/a"
    assert head(link, "https://www.echo.example/b?x=1").url == "https://www.echo.example/b?x=1"
    assert head('<link rel="canonical" href="/b">', "https://m.echo.example/b?x=1").url == "https://m.echo.example/b"
    assert head('<link rel="canonical" href="javascript:x">').url is None
    assert head('<link rel="canonical" href="http://[x">').url is None


@pytest.mark.parametrize(
    ("line", "names", "credit"),
    [
        ("By LENA MARO", ("LENA MARO",), None),
        ("Lena Maro, Political Correspondent", ("Lena Maro",), None),
        ("By Lena Maro and Tom Ilk, The Associated Press", ("Lena Maro", "Tom Ilk"), "The Associated Press"),
        ("Reporting by Lena Maro; Tom Ilk", ("Lena Maro", "Tom Ilk"), None),
        ("Lena Maro (AFP)", ("Lena Maro",), "AFP"),
        ("AP", (), "AP"),
        ("Byron Ode", ("Byron Ode",), None),
        ("Lena Maro in Port Ella", ("Lena Maro in Port Ella",), None),
        ("lena@post.example", (), None),
        ("Updated 10 March 2024", (), None),
        ("x" * 10_000, (), None),
        ("", (), None),
    ],
)
def test_bylines(line: str, names: tuple[str, ...], credit: str | None) -> None:
    assert byline_of((line,)) == (names, credit)


def test_datelines() -> None:
    assert dateline_credit("Title\n\nPORT ELLA, March 10 (AP) — The crews went back.") == "AP"
    assert dateline_credit("The agency (AP) was founded in 1846.") is None
    assert dateline_credit("x" * 300 + " (AP) — y") is None


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2024-03-10", "2024-03-10"),
        ("20240310", "2024-03-10"),
        ("2024-03-10 08:30", "2024-03-10T08:30:00"),
        ("2024-03-10T08:30:00.123+0100", "2024-03-10T08:30:00+01:00"),
        ("20240310T083000Z", "2024-03-10T08:30:00+00:00"),
        ("0001-01-01T00:00:00Z", None),
        ("2024-02-30", None),
        ("March 10, 2024", None),
        ("", None),
        ("9" * 100, None),
    ],
)
def test_iso_dates(written: str, iso: str | None) -> None:
    assert iso_date(written) == iso


@given(st.text(max_size=100))
def test_any_words_are_a_date_or_none(written: str) -> None:
    iso_date(written)
    byline_of((written,))


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=8) | st.just("NewsArticle"),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["@type", "@id", "@graph", "author", "name", "headline", "publisher", "url", "mainEntity"]),
            inner,
        )
    ),
    max_leaves=12,
)


@given(JSON)
def test_any_json_is_looked_through(value: object) -> None:
    found = linked_data(iter([json.dumps(value)]))
    assert all(isinstance(name, str) for name in found.byline)
