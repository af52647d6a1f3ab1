import re
import time
from collections.abc import Sequence
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.records import Actor, Appearance, Document, DocumentHead, Link, Passage, Provenance, Report, When
from reportedly.span import Span, join
from reportedly.text.controls import CONTROLS, picture, scalar
from reportedly.text.paragraphs import paragraphs
from reportedly.web.article import article_page
from reportedly.web.marks import DEPTH

Article = tuple[Document, tuple[Report, ...], tuple[Appearance, ...]]
Marked = tuple[str, list[Report], list[Appearance]]
VOID = frozenset(("meta",))
HOSTILE = (
    "</style></title><script>alert(1)</script><img src=x onerror=alert(1)>\" ' onmouseover=alert(1) "
    "javascript:alert(1) &lt;"
)


class Page(HTMLParser):
    """What a browser would see: well-formed or an assertion fails; elements, attributes, and the article's text."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[tuple[str, dict[str, str | None]]] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.article: list[str] = []
        self.inside: list[tuple[str, frozenset[str]]] = []  # a character of the article and the classes around it
        self.words: dict[str, str] = {}
        self.feed(page)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attributes]
        assert len(names) == len(set(names))
        self.elements.append((tag, dict(attributes)))
        if tag not in VOID:
            self.open.append((tag, dict(attributes)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        classes = [element[1].get("class") or "" for element in self.open]
        if self.open:
            self.words[self.open[-1][0]] = self.words.get(self.open[-1][0], "") + data
        if "article" in classes and "notes" not in classes:
            whose = {f"of {a['title']}" for _, a in self.open if (a.get("class") or "").startswith("mention")}
            around = frozenset(" ".join(classes).split()) | whose
            self.article.append(data)
            self.inside += [(letter, around) for letter in data]

    def count(self, tag: str) -> int:
        return sum(name == tag for name, _ in self.elements)


def make_report(
    text: str,
    number: int,
    content: Sequence[Span],
    source: Sequence[Span] = (),
    cue: Sequence[Span] = (),
    **fields: object,
) -> Report:
    def passage(spans: Sequence[Span]) -> Passage | None:
        return Passage(join(spans, text), tuple(spans)) if spans else None

    report = Report(
        id=f"r:{number}",
        document=DocumentHead("d:1", "a.txt", None, None, None, (), None),
        kind="direct",
        source=passage(source),
        cue=passage(cue),
        content=Passage(join(content, text), tuple(content)),
        actor=None,
        chain=(),
        when=None,
        occasion=None,
        parent=None,
        stance=None,
        confidence=0.9,
        provenance=Provenance("0.1.0", "rules"),
    )
    return msgspec.structs.replace(report, **fields)


def document_of(text: str, **fields: object) -> Document:
    return msgspec.structs.replace(Document(id="d:1", text=text, origin="a.txt"), **fields)


def shown(text: str) -> str:
    """A text as a page can hold it: controls as pictures, one character each."""
    return CONTROLS.sub(lambda match: picture(match[0]), scalar(text))


@st.composite
def marked_texts(draw: st.DrawFn) -> tuple[str, list[Report], list[Appearance]]:
    """Any text, with reports and mentions whose spans lie, nest and cross as they like."""
    alphabet = st.one_of(st.sampled_from("ab <&>\"'“”\n\r\t\0\x1b\u202e\u2069é"), st.characters())
    text = draw(st.text(alphabet, min_size=1, max_size=60))

    def spans(least: int) -> st.SearchStrategy[list[Span]]:
        starts = st.integers(0, len(text) - 1)
        one = st.builds(lambda at, size: Span(at, min(at + size, len(text))), starts, st.integers(1, len(text)))
        return st.lists(one, min_size=least, max_size=3).map(sorted)

    count = draw(st.integers(0, 16))
    cast = [Actor(f"a:{n}", f"Name {n}", "person") for n in range(3)]
    reports = [
        make_report(text, n, draw(spans(1)), draw(spans(0)), draw(spans(0)), actor=draw(st.sampled_from([*cast, None])))
        for n in range(1, count + 1)
    ]
    return text, reports, [Appearance(a.id, a.name, a.kind, (), tuple(draw(spans(0)))) for a in cast]


class TestText:
    @given(marked_texts())
    @settings(deadline=None, max_examples=25)
    def test_without_its_tags_the_article_is_the_text(self, marked: Marked) -> None:
        text, reports, actors = marked
        page = article_page(document_of(text), reports, actors)
        page.encode()
        assert "".join(Page(page).article) == shown(text)

    @given(marked_texts())
    @settings(deadline=None, max_examples=25)
    def test_each_character_is_marked_as_its_spans_say(self, marked: Marked) -> None:
        text, reports, actors = marked
        inside = Page(article_page(document_of(text), reports, actors)).inside
        expected: list[set[str]] = [set() for _ in text]
        depth = [0] * len(text)
        for number, report in enumerate(reports, start=1):
            for part, passage in (("content", report.content), ("source", report.source), ("cue", report.cue)):
                for span in set(passage.spans) if passage else ():
                    for place in range(span.start, span.end):
                        expected[place] |= {part, f"r{number}"}
                        depth[place] += 1
        heard = {report.actor.id for report in reports if report.actor}
        for actor in actors:
            for span in actor.mentions if actor.id in heard else ():
                if not span.of(text).strip():
                    continue
                for place in range(span.start, span.end):
                    expected[place].add(f"of {actor.name}")
                    depth[place] += 1
        drawn = {place for paragraph in paragraphs(text) for place in range(paragraph.start, paragraph.end)}
        for place in drawn:
            if max(depth) <= DEPTH:
                found = {name for name in inside[place][1] if re.fullmatch(r"content|source|cue|r\d+|of .+", name)}
                assert found == expected[place], (place, text[place])

    def test_spans_that_cross_are_split(self) -> None:
        text = "abcdef"
        page = article_page(document_of(text), [make_report(text, 1, [Span(0, 4)]), make_report(text, 2, [Span(2, 6)])])
        drawn = re.sub(r"<a [^>]*></a>| dir=\"auto\"", "", page[page.index('<p id="p1"') :].partition("</p>")[0])
        assert drawn == (
            '<p id="p1"><mark class="content r1">ab<mark class="content r2">cd</mark></mark>'
            '<mark class="content r2">ef</mark>'
        )

    def test_a_quotation_over_paragraphs_is_marked_in_each(self) -> None:
        text = "“One.\n\n“Two.”"
        page = article_page(document_of(text), [make_report(text, 1, [Span(0, len(text))])])
        assert page.count('<mark class="content r1">') == 2
        assert page.count('id="t1"') == 1

    def test_what_begins_between_paragraphs_is_drawn_in_the_next(self) -> None:
        text = "One.\n\nTwo."
        page = article_page(document_of(text), [make_report(text, 1, [Span(4, len(text))])])
        assert page.count('<mark class="content r1">') == 1
        assert page.index('<p id="p2"') < page.index('id="t1"')

    def test_a_shared_source_is_drawn_once(self) -> None:
        text = "Ada said A and B."
        reports = [
            make_report(text, 1, [Span(9, 10)], [Span(0, 3)]),
            make_report(text, 2, [Span(15, 16)], [Span(0, 3)]),
        ]
        assert '<b class="source r1 r2" title="source of 1, 2">Ada' in article_page(document_of(text), reports)

    def test_interrupted_words_carry_one_number(self) -> None:
        text = "“No,” said Ada, “never.”"
        page = article_page(document_of(text), [make_report(text, 1, [Span(0, 5), Span(16, 24)])])
        assert re.findall(r'href="#n1"(?: id="t1")? data-n="([^"]+)"', page) == ["1", "1…"]

    def test_white_space_that_folds_is_kept(self) -> None:
        assert '<p id="p1" dir="auto" class="spaced">' in article_page(document_of("a  b"), [])


def test_the_example_is_what_was_marked_by_hand(strait: Article) -> None:
    assert (Path(__file__).parents[2] / "examples" / "strait.txt").read_text(encoding="utf-8") == strait[0].text


class TestNotes:
    def test_every_report_has_a_note_and_both_link_to_each_other(self, strait: Article) -> None:
        page = Page(article_page(*strait))
        ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
        links = [
            attributes["href"] for _, attributes in page.elements if (attributes.get("href") or "").startswith("#")
        ]
        assert len(ids) == len(set(ids))
        assert {f"n{number}" for number in range(1, 20)} <= set(ids)
        assert {link[1:] for link in links if link} <= set(ids)

    def test_a_note_stands_beside_the_paragraph_where_its_words_begin(self) -> None:
        text = "A.\n\nB.\n\nC."
        page = article_page(document_of(text), [make_report(text, 1, [Span(4, 5)]), make_report(text, 2, [Span(8, 9)])])
        rows = page.split('<div class="row" data-start="')[1:]
        assert [re.findall(r'id="n(\d+)"', row) for row in rows] == [[], ["1"], ["2"]]

    def test_it_says_who_how_and_along_which_chain(self) -> None:
        text = "“No,” said Ada."
        report = make_report(
            text, 1, [Span(0, 5)], stance="denies", confidence=0.25, actor=Actor("a:1", "Ada Brandt", "person"),
            chain=(Link("publisher", "Post"), Link("speaker", "Ada Brandt")), parent="r:1",
            when=When("Sunday", (Span(0, 1),), "2025-05-11"), occasion=Passage("a rally", (Span(0, 1),)),
        )  # fmt: skip
        note = article_page(document_of(text), [report]).partition('id="n1"')[2].partition("</div>")[0]
        words = re.sub(r"<[^>]+>", "", note)
        assert "Ada Brandt denies direct, unsure, 25%" in words
        assert "Post publisherAda Brandt speaker" in words
        assert "When: Sunday (2025-05-11) · Occasion: a rally · Within 1" in words

    def test_nothing_found_is_said(self) -> None:
        page = article_page(document_of("It rained."), [])
        assert "No attributed statement was found" in page
        assert 'id="speakers"' not in page


class TestHead:
    def test_it_names_title_outlet_byline_and_date(self) -> None:
        page = article_page(
            document_of("x", title="T <1>", outlet="Post", byline=("Jo", "Al"), published="2025-05-14T09:30:00+02:00",
                        credit="Northlight", url="https://post.example/a?b=1&c"), [],
        )  # fmt: skip
        assert '<h1 dir="auto">T &lt;1&gt;</h1>' in page
        assert "By <bdi>Jo</bdi> and <bdi>Al</bdi>" in page
        assert '<time datetime="2025-05-14T09:30:00+02:00">14 May 2025</time>' in page
        assert 'href="https://post.example/a?b=1&amp;c"' in page

    @pytest.mark.parametrize(
        "url", ["javascript:alert(1)", "data:text/html,x", "https://a b", 'https://a"b', "//x", "file:///x"]
    )
    def test_only_addresses_of_the_web_are_followed(self, url: str) -> None:
        page = Page(article_page(document_of("x", url=url), []))
        hrefs = [attributes["href"] for _, attributes in page.elements if "href" in attributes]
        assert hrefs == ["#article"]

    def test_a_headline_that_the_text_repeats_is_set_as_one(self) -> None:
        page = article_page(document_of("No, says Brandt\n\nIt rained.", title="No, says Brandt"), [])
        assert re.findall(r'<p id="p(\d)" dir="auto" class="headline">', page) == ["1"]

    def test_an_odd_date_or_language_does_no_harm(self) -> None:
        page = article_page(document_of("x", published='"><b>', language='en"><script>'), [])
        assert '<html lang="en">' in page
        assert "<time" not in page


class TestSafety:
    def test_every_field_is_only_text(self) -> None:
        text = HOSTILE
        report = make_report(
            text, 1, [Span(0, 9)], [Span(9, 20)], [Span(20, 30)], id=HOSTILE, kind=HOSTILE, stance=HOSTILE,
            actor=Actor(HOSTILE, HOSTILE, HOSTILE), chain=(Link(HOSTILE, HOSTILE, (Span(0, 4),)),),  # type: ignore[arg-type]
            when=When(HOSTILE, (Span(0, 1),), HOSTILE), occasion=Passage(HOSTILE, (Span(0, 1),)), parent=HOSTILE,
            provenance=Provenance(HOSTILE, HOSTILE),
        )  # fmt: skip
        nested = msgspec.structs.replace(report, id="r:2", parent=HOSTILE, actor=None)
        document = document_of(
            text, origin=HOSTILE, url=HOSTILE, title=HOSTILE, outlet=HOSTILE, byline=(HOSTILE,), published=HOSTILE,
            language=HOSTILE, credit=HOSTILE, notes=(HOSTILE,),
        )  # fmt: skip
        mentions = (Span(0, 9), Span(2, 30), Span(2, 30))
        actors = [Appearance(HOSTILE, HOSTILE, HOSTILE, (HOSTILE,), mentions)]  # type: ignore[arg-type]
        page = Page(article_page(document, [report, nested], actors))
        plain = Page(article_page(document_of("x"), []))
        drawn = set("mark b i u span ol li bdi section table thead tbody tr th td time small".split())
        assert {tag for tag, _ in page.elements} <= {tag for tag, _ in plain.elements} | drawn | {"h2"}
        names = {name for _, attributes in page.elements for name in attributes}
        assert not [name for name in names if name.startswith("on") or name in ("style", "src", "srcset", "action")]
        assert page.words["title"].startswith(HOSTILE)

    def test_it_loads_and_runs_nothing(self, strait: Article) -> None:
        page = article_page(*strait)
        policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)
        assert policy
        assert unescape(policy[1]).startswith("default-src 'none'; style-src 'sha256-")
        assert not re.search(
            r"<(script|link|img|iframe|object|embed|form|base)\b|@import|url\(| style=|http-equiv=\"refresh", page
        )

    def test_the_policy_lets_in_this_very_style(self, strait: Article) -> None:
        import base64
        import hashlib

        page = article_page(*strait)
        style = page.partition("<style>")[2].partition("</style>")[0]
        assert base64.b64encode(hashlib.sha256(style.encode()).digest()).decode() in page

    def test_bidi_controls_are_shown_not_obeyed(self) -> None:
        title = "a\u202eb"
        page = article_page(document_of("x \u202egnp.exe\u2069 y\x1b", title=title), [])
        assert not CONTROLS.search(page)
        assert '<span class="control" data-n="RLO">␦</span>' in page
        assert "a⟨RLO⟩b" in page


class TestSize:
    def seconds(self, paragraphs: int, spans: int = 3) -> float:
        """To draw so many paragraphs of three sentences, each with a report and two mentions of one speaker."""
        paragraph = "“It is a strait, not a wall,” said Ada Brandt of the harbour office, who had waited all day. "
        text = (paragraph * 3 + "\n") * paragraphs
        reports = []
        for number in range(paragraphs * spans):
            at = number * len(paragraph) + number // 3
            content, source, cue = Span(at, at + 29), Span(at + 35, at + 45), Span(at + 30, at + 34)
            reports.append(make_report(text, number, [content], [source], [cue]))
        reports = [msgspec.structs.replace(report, actor=Actor("a:1", "Ada Brandt", "person")) for report in reports]
        sources = [report.source.spans[0] for report in reports if report.source]
        mentions = tuple(one for span in sources for one in (span, Span(span.start, span.start + 3)))
        started = time.perf_counter()
        page = article_page(document_of(text), reports, [Appearance("a:1", "Ada Brandt", "person", (), mentions)])
        assert page.count('class="note"') == len(reports)
        assert page.count('class="mention m1"') == len(mentions)
        return time.perf_counter() - started

    def test_a_megabyte_with_ten_thousand_reports_and_twenty_thousand_mentions_takes_linear_time(self) -> None:
        self.seconds(50)
        small = min(self.seconds(350) for _ in range(3))
        large = self.seconds(3500)  # 1 MB, 10,500 reports
        assert large < 25 * small + 0.5  # ten times the size; quadratic would be a hundred times the time

    @pytest.mark.parametrize("shape", ["nested", "crossing"])
    def test_thousands_of_spans_over_each_other_stay_bounded(self, shape: str) -> None:
        text = "word " * 2000 + "\n" + "word " * 2000
        count = 2000
        ends = [len(text) - n if shape == "nested" else 10_000 + n for n in range(count)]
        reports = [make_report(text, n, [Span(n, end)]) for n, end in enumerate(ends)]
        page = article_page(document_of(text), reports)
        assert len(page) < 200 * len(text)
        assert page.count('class="ref"') - 5 == count

    def test_a_cast_of_thousands_gets_few_rules_and_short_rows(self) -> None:
        text = "Ada said: “No.”\n" * 3000
        reports, actors = [], []
        for n in range(3000):
            at = n * 16
            actor = Actor(f"a:{n}", "Ada " * 400, "person")  # a long name, shown again at each mention
            reports.append(make_report(text, n, [Span(at + 10, at + 15)], [Span(at, at + 3)], actor=actor))
        actors = [Appearance("a:0", "Ada " * 400, "person", (), tuple(Span(n * 16, n * 16 + 3) for n in range(3000)))]
        page = article_page(document_of(text), reports, actors)
        assert page.count(":root:has(") == 1
        assert f"and {3000 - 60} more" in page
        assert max(map(len, re.findall(r'class="mention[^>]*>', page))) < 200
