import re

import msgspec

from reportedly.records import Actor, Appearance, Document, DocumentHead, Passage, Provenance, Report
from reportedly.span import Span
from reportedly.web.article import article_page
from reportedly.web.speakers import LISTED, Speaker, speakers_of, speakers_table

Article = tuple[Document, tuple[Report, ...], tuple[Appearance, ...]]
TEXT = "“No,” said Ada Brandt.\n\nHer brother sighed. “Never,” he said. She left."
ADA = Actor("a:1", "Ada Brandt", "person")
BROTHER = Actor("a:2", "Her brother", "unnamed")
MENTIONS = tuple(Span(TEXT.index(words), TEXT.index(words) + len(words)) for words in ("Ada Brandt", "Her", "She"))


def report_of(number: int, actor: Actor | None, source: str | None = None) -> Report:
    return Report(
        id=f"r:{number}", document=DocumentHead("d:1", "a.txt", None, None, None, (), None), kind="direct",
        source=Passage(source, (Span(0, 1),)) if source else None, cue=None, content=Passage("“No,”", (Span(0, 5),)),
        actor=actor, chain=(), when=None, occasion=None, parent=None, stance=None, confidence=0.9,
        provenance=Provenance("0", "rules"),
    )  # fmt: skip


def ada(*descriptions: str, mentions: tuple[Span, ...] = MENTIONS) -> Appearance:
    return Appearance(ADA.id, ADA.name, ADA.kind, descriptions, mentions)


class TestSpeakers:
    def test_those_who_say_most_come_first_and_each_knows_its_statements(self) -> None:
        reports = [report_of(1, BROTHER), report_of(2, ADA), report_of(3, ADA)]
        found = speakers_of(TEXT, reports, [ada("54")])
        assert found == (
            Speaker(1, "Ada Brandt", "person", (2, 3), ("54",), MENTIONS),
            Speaker(2, "Her brother", "unnamed", (1,)),
        )

    def test_two_actors_of_one_name_are_two_speakers(self) -> None:
        found = speakers_of(TEXT, [report_of(1, ADA), report_of(2, Actor("a:9", "Ada Brandt", "outlet"))], [])
        assert [speaker.kind for speaker in found] == ["person", "outlet"]

    def test_whoever_could_not_be_named_goes_by_the_words_that_credit_them(self) -> None:
        found = speakers_of(TEXT, [report_of(1, None, "he"), report_of(2, None), report_of(3, None, "he")], [])
        assert [(speaker.name, speaker.kind, speaker.reports) for speaker in found] == [
            ("he", None, (1, 3)),
            ("—", None, (2,)),
        ]

    def test_who_is_mentioned_and_says_nothing_is_no_speaker(self) -> None:
        assert [speaker.name for speaker in speakers_of(TEXT, [report_of(1, BROTHER)], [ada()])] == ["Her brother"]


class TestTable:
    def row(self, *reports: Report, mentions: tuple[Span, ...] = MENTIONS) -> str:
        speakers = speakers_of(TEXT, reports, [ada("transport minister", "54", mentions=mentions)])
        table = speakers_table(TEXT, speakers, [Span(0, 22), Span(24, len(TEXT))])
        return re.sub(r"<[^>]+>", "|", table.partition("<tbody>")[2])

    def test_a_row_says_who_that_is(self) -> None:
        row = self.row(report_of(1, ADA))
        assert "Ada Brandt" in row
        assert "transport minister|; |54" in row
        assert "person" in row

    def test_a_row_lists_the_mentions_with_their_paragraphs(self) -> None:
        mentions = re.findall(r"(\w[\w ]*)\|+ \|(¶\d)", self.row(report_of(1, ADA)))
        assert mentions == [("Ada Brandt", "¶1"), ("Her", "¶2"), ("She", "¶2")]

    def test_a_long_list_is_cut_and_says_so(self) -> None:
        row = self.row(report_of(1, ADA), mentions=(Span(11, 14),) * (LISTED + 2))
        assert row.count("¶") == LISTED
        assert "and 2 more" in row

    def test_a_row_without_actor_says_that_nobody_could_be_named(self) -> None:
        assert "nobody could be named" in self.row(report_of(1, None, "he"))


class TestMentions:
    def test_each_is_told_by_its_title_and_leads_to_the_row_and_back(self, strait: Article) -> None:
        page = article_page(*strait)
        ids = re.findall(r' id="([^"]+)"', page)
        assert len(ids) == len(set(ids))
        assert set(re.findall(r'href="#([^"]+)"', page)) <= set(ids)
        taverny = re.search(r'<tr id="(s\d+)"[^>]*><th scope="row"><bdi>Ilse Taverny', page)
        assert taverny
        words = re.findall(rf'title="Ilse Taverny"><a[^>]* href="#{taverny[1]}"[^>]*></a>([^<]+)', page)
        assert words == ["its foreign minister, Ilse Taverny", "Taverny", "she", "She"]

    def test_each_note_leads_to_its_speaker(self, strait: Article) -> None:
        page = article_page(*strait)
        rows = dict(re.findall(r'<tr id="(s\d+)"[^>]*><th scope="row"><bdi>([^<]+)', page))
        named = re.findall(r'<p><b><a class="m\d+" href="#(s\d+)"><bdi>([^<]+)', page)
        assert len(named) == 19
        assert all(rows[place] == name for place, name in named)

    def test_pointing_at_one_lights_up_all_of_the_same_speaker(self, strait: Article) -> None:
        page = article_page(*strait)
        number = re.search(r'class="mention m(\d+)" title="Ilse Taverny"', page)
        assert number
        assert f":root:has(.m{number[1]}:is(:hover,:target,:focus-within)) .m{number[1]}{{" in page

    def test_nested_mentions_nest(self) -> None:
        actors = [
            ada(mentions=(Span(24, 27),)),
            Appearance(BROTHER.id, BROTHER.name, BROTHER.kind, (), (Span(24, 35),)),
        ]
        page = article_page(
            Document("d:1", TEXT, "a.txt"), [report_of(1, ADA), report_of(2, BROTHER)], actors
        )  # fmt: skip
        drawn = re.sub(r"<a [^>]*></a>| title=\"[^\"]*\"", "", page)
        assert '<span class="mention m2"><span class="mention m1">Her</span> brother</span>' in drawn

    def test_a_mention_of_nothing_visible_is_left_out(self) -> None:
        reports = [msgspec.structs.replace(report_of(1, ADA))]
        page = article_page(Document("d:1", TEXT, "a.txt"), reports, [ada(mentions=(Span(22, 24),))])
        assert 'href="#m1-1"' not in page
