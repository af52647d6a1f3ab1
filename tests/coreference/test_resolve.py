import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.coreference.resolve import RESOLVERS, resolve
from reportedly.records import Actor, Annotation, Attribution, Document
from reportedly.span import Span
from tests.coreference.conftest import Credits, Said, annotate


def name_of(actor: Actor | None) -> str | None:
    return actor.name if actor else None


@pytest.mark.parametrize(
    ("source", "name", "kind"),
    [
        ("Harbour master Dilek Aydin", "Dilek Aydin", "person"),
        ("the mayor, Anselm Gruber,", "Anselm Gruber", "person"),
        ("Mr Gruber", "Anselm Gruber", "person"),
        ("District Judge Emma Q. Stone", "Emma Q. Stone", "person"),
        ("Sen. Ada Brandt (D-Mass.)", "Ada Brandt", "person"),
        ("Tolland’s prime minister, Piers Oakham,", "Piers Oakham", "person"),
        ("its chair — a tester named Olaf Brekke —", "Olaf Brekke", "person"),
        ("a man who goes by the name “Fitz”", "Fitz", "person"),
        ("Ada Brandt and Jo Lund", "Ada Brandt and Jo Lund", "group"),
        ("Ada Brandt, Jo Lund and Kim Solberg", "Ada Brandt, Jo Lund and Kim Solberg", "group"),
        ("Ada Brandt of Lorn and Jo Lund of Eddle", "Ada Brandt of Lorn and Jo Lund of Eddle", "group"),
        ("Gannet Foods and Tern Lines", "Gannet Foods and Tern Lines", "group"),
        ("Nurses, porters and cooks", "Nurses, porters and cooks", "group"),
        ("A study by Gannet Foods and Tern Lines", "A study by Gannet Foods and Tern Lines", "document"),
        ("The owner, Belt Line Shipping,", "Belt Line Shipping", "organization"),
        ("the miners’ union, the NUT,", "NUT", "organization"),
        ("The regulator, Ofdam,", "Ofdam", "organization"),
        ("The owner, Jonas Pell,", "Jonas Pell", "person"),
        ("The head of the bank, Halden Trust,", "The head of the bank", "unnamed"),
        ("The Onion Growers’ Union", "Onion Growers’ Union", "organization"),
        ("Agronomist Jonas Pell", "Jonas Pell", "person"),
        ("The young Norwegian", "The young Norwegian", "unnamed"),
        ("a spokesman for Lorn Council", "a spokesman for Lorn Council", "unnamed"),
        ("two people briefed on the matter", "two people briefed on the matter", "unnamed"),
        ("a woman in a red hat", "a woman in a red hat", "unnamed"),
        ("six in 10 voters", "six in 10 voters", "group"),
        ("Critics", "Critics", "group"),
        ("House Republicans", "House Republicans", "group"),
        ("Lorn Council", "Lorn Council", "organization"),
        ("the Bureau of Harbour Statistics", "Bureau of Harbour Statistics", "organization"),
        ("The police", "police", "organization"),
        ("Brandt’s campaign", "Brandt’s campaign", "organization"),
        ("A survey published on Tuesday", "A survey", "document"),
        ("a council report seen by the Lorn Post", "a council report", "document"),
        ("a memo leaked to the Lorn Post", "a memo", "document"),
        ("a leaked memo", "a leaked memo", "document"),
        ("A memo circulated by two clerks", "A memo circulated by two clerks", "document"),
        ("a paper circulated to ministers", "a paper", "document"),
        ("The Lorn paper", "The Lorn paper", "outlet"),
        ("Lorn United", "Lorn United", "organization"),
        ("Helena Voss KC", "Helena Voss", "person"),
    ],
)
def test_a_source_that_says_who_it_is(source: str, name: str, kind: str, credits: Credits) -> None:
    (actor,) = credits(f"Anselm Gruber came. {source} said it was over.", (source, "said", "it was over"))
    assert actor is not None
    assert (actor.name, actor.kind) == (name, kind)


# Text, what is said in it, and who the last of it is credited to.
RESOLVED: dict[str, tuple[str, list[Said], str | None]] = {
    "the only man": (
        "Peter Holt closed his shop on Sunday. He said it was the rent.",
        [("He", "said", "it was the rent")],
        "Peter Holt",
    ),
    "gender decides": (
        "Maria Voss met Peter Holt at the pier. She said the tide was late.",
        [("She", "said", "the tide was late")],
        "Maria Voss",
    ),
    "an office of two words calls its holder to mind": (
        "Tolland’s prime minister, Piers Oakham, came. Jo Lund left. The prime minister sat. He said it was late.",
        [("He", "said", "it was late")],
        "Piers Oakham",
    ),
    "an office whose holder is not named": (
        "The prime minister stood on the quay. He said it was late.",
        [("He", "said", "it was late")],
        "The prime minister",
    ),
    "the last speaker goes on": (
        "“The pier is shut,” Maria Voss said. Peter Holt nodded.\n\n“It will stay shut,” she said.",
        [("Maria Voss", "said", "“The pier is shut,”"), ("she", "said", "“It will stay shut,”")],
        "Maria Voss",
    ),
    "a bare quotation": (
        "Coach Emil Udall said the pitch was wet. “I lost a shoe in it.”",
        [("Coach Emil Udall", "said", "the pitch was wet"), ("", "", "“I lost a shoe in it.”")],
        "Emil Udall",
    ),
    "who": (
        "They asked Emma Stone of Lorn, who said nothing was lost.",
        [("who", "said", "nothing was lost")],
        "Emma Stone",
    ),
    "an office": (
        "Transport minister Lena Maric came late. Peter Holt waited. The minister said the train was slow.",
        [("The minister", "said", "the train was slow")],
        "Lena Maric",
    ),
    "an informant again": (
        "A source close to the talks said there was no deal. Nobody ate. The source said there would be none.",
        [("A source close to the talks", "said", "there was no deal"), ("The source", "said", "there would be none")],
        "A source close to the talks",
    ),
    "a passive": (
        "Peter Holt came. The bridge is said to be unsafe.",
        [("", "is said", "to be unsafe")],
        None,
    ),
    "an indefinite is new": (
        "A porter said the wing had no roof. A porter said the lift was new.",
        [("A porter", "said", "the wing had no roof"), ("A porter", "said", "the lift was new")],
        "A porter",
    ),
    "nobody there": ("It rained. He said it would stop.", [("He", "said", "it would stop")], None),
}


@pytest.mark.parametrize("case", RESOLVED)
def test_a_source_that_stands_for_somebody(case: str, credits: Credits) -> None:
    text, said, expected = RESOLVED[case]
    assert name_of(credits(text, *said)[-1]) == expected


@pytest.mark.parametrize(
    ("introduction", "again", "name"),
    [
        ("The owner, Belt Line Shipping,", "The owner", "Belt Line Shipping"),
        ("The miners’ union, the NUT,", "The union", "NUT"),
        ("A charity, Clean Streams Now,", "The charity", "Clean Streams Now"),
        ("Gannet Foods, the operator of the mill,", "The operator", "Gannet Foods"),
        ("The town’s paper, the Lorn Gazette,", "The paper", "Lorn Gazette"),
    ],
)
def test_a_body_keeps_the_noun_that_introduced_it(introduction: str, again: str, name: str, credits: Credits) -> None:
    text = f"{introduction} said it was late. The barge sank on Friday. {again} promised an inquiry."
    found = credits(text, (introduction, "said", "it was late"), (again, "promised", "an inquiry"))
    assert [name_of(actor) for actor in found] == [name, name]


def test_a_noun_of_two_bodies_names_neither(credits: Credits) -> None:
    text = (
        "The union, the NUT, said no. A rival union, the Dockers’ Front, said yes. It rained. The union hoped for rain."
    )
    (*_, last) = credits(text, ("The union, the NUT,", "said", "no"), ("The union", "hoped for", "rain"))
    assert name_of(last) != "Dockers’ Front"


def test_surnames_are_resolved_to_the_fullest_name_also_when_it_comes_later(credits: Credits) -> None:
    text = "Maric said no. Lena J. Maric, 54, is the transport minister."
    assert name_of(credits(text, ("Maric", "said", "no"))[0]) == "Lena J. Maric"


def test_two_people_of_one_surname_are_told_apart_by_title(credits: Credits) -> None:
    text = "Maria Voss and her brother Peter Voss own the pier. Mrs. Voss said it was sold."
    assert name_of(credits(text, ("Mrs. Voss", "said", "it was sold"))[0]) == "Maria Voss"


@pytest.mark.parametrize(
    ("metadata", "name"),
    [
        ({"byline": ("By Marguerite Oyelowo, Harbour Post",)}, "Marguerite Oyelowo"),
        ({"byline": ("Ada Brandt, Jo Lund",)}, "Ada Brandt, Jo Lund"),
        ({}, "author"),
    ],
)
def test_the_first_person_is_the_author(metadata: dict[str, object], name: str, credits: Credits) -> None:
    (actor,) = credits("I think the tram is late.", ("I", "think", "the tram is late"), **metadata)
    assert actor is not None
    assert (actor.name, actor.kind) == (name, "author")


def test_a_leader_speaks_for_its_outlet(credits: Credits) -> None:
    text = "We call on the council to publish it."
    (actor,) = credits(
        text,
        ("We", "call on", "the council to publish it"),
        outlet="The Lorn Mercury",
        title="The Mercury says: publish",
    )
    assert name_of(actor) == "The Lorn Mercury"


def test_questions_and_answers(credits: Credits) -> None:
    text = "Lena Maric keeps bees.\n\nQ: How many?\n\nA: I never asked."
    asked, answered = credits(text, ("Q", ":", "How many?"), ("A", ":", "I never asked."))
    assert asked is not None
    assert asked.kind == "author"
    assert name_of(answered) == "Lena Maric"


def test_inside_what_somebody_says_others_speak() -> None:
    text = "Emma Stone died on Sunday. Her widower, Peter Holt, recalls that she joked that it would rain."
    outer = Attribution((Span(27, 51),), (Span(52, 59),), (Span(60, 94),), 0.9)
    start = text.index("she")
    inner = Attribution(
        (Span(start, start + 3),), (Span(start + 4, start + 9),), (Span(start + 10, 94),), 0.8, parent=0
    )
    annotation = resolve(Annotation(Document(id="d:1", text=text, origin="test"), (outer, inner), "rules"))
    names = [annotation.referents[place].actor.name for place in annotation.credited if place is not None]
    assert names == ["Peter Holt", "Emma Stone"]


def test_the_encoder_may_tell_the_kind_of_a_name_and_not_that_of_a_document() -> None:
    like_a_body = (0.0, 9.0, 0.0, 0.0, 0.0, 0.0, 0.0)

    def kind(source: str) -> str:
        annotation = annotate(f"{source} said no.", [(source, "said", "no")])
        attribution = msgspec.structs.replace(annotation.attributions[0], kinds=like_a_body)
        resolved = resolve(msgspec.structs.replace(annotation, attributions=(attribution,)))
        place = resolved.credited[0]
        assert place is not None
        return resolved.referents[place].actor.kind

    assert kind("Tolvane Brook") == "organization"
    assert kind("A survey") == "document"


def test_offices_and_ages_are_descriptions() -> None:
    annotation = resolve(
        annotate("The mayor of Lorn, Anselm Gruber, 54, left.\n\nMr Gruber said no.", [("Mr Gruber", "said", "no")])
    )
    place = annotation.credited[0]
    assert place is not None
    assert annotation.referents[place].descriptions == ("The mayor of Lorn", "54")
    mentions = [mention.span.of(annotation.document.text) for mention in annotation.mentions if mention.chain == place]
    assert mentions == ["Anselm Gruber", "Gruber"]


@pytest.mark.parametrize("resolver", RESOLVERS)
def test_every_resolver_gives_one_credit_for_each_attribution(resolver: str) -> None:
    annotation = annotate("Ada Brandt came. She said no.", [("She", "said", "no")])
    assert len(RESOLVERS[resolver](annotation).credited) == 1


def test_the_simple_resolvers_are_simpler() -> None:
    text, said, _ = RESOLVED["the last speaker goes on"]

    def last(resolver: str) -> str | None:
        annotation = RESOLVERS[resolver](annotate(text, said))
        place = annotation.credited[-1]
        return None if place is None else annotation.referents[place].actor.name

    assert {name: last(name) for name in ("full", "nearest", "surname")} == {
        "full": "Maria Voss",
        "nearest": "Peter Holt",
        "surname": None,
    }


def letters(number: int) -> str:
    """Three letters that spell a number."""
    return "".join(chr(97 + number // 26**place % 26) for place in range(3))


CROWDS: dict[str, tuple[str, list[Said]]] = {
    "5,000 names": (
        "\n".join(f"A{letters(n)} B{letters(n)} said it rained." for n in range(5000)),
        [(f"A{letters(n)} B{letters(n)}", "said", "it rained") for n in range(5000)],
    ),
    "3,000 pronouns": ("He said no.\n" * 3000, [("He", "said", "no")] * 3000),
    "2,000 people of one surname": (
        "\n".join(f"A{letters(n)} Brandt said no." for n in range(2000)) + "\nBrandt said yes." * 2000,
        [("Brandt", "said", "yes")] * 2000,
    ),
    "2,000 drivers": (
        "The driver saw the drivers. The driver said no.\n" * 2000,
        [("The driver", "said", "no")] * 2000,
    ),
}


@pytest.mark.parametrize("crowd", CROWDS)
def test_a_crowd_is_resolved(crowd: str) -> None:
    """Each of these takes a second; work that grows with the square of the crowd would not end here."""
    text, said = CROWDS[crowd]
    annotation = resolve(annotate(text, said))
    assert len(annotation.credited) == len(said)
    assert (set(annotation.credited) == {None}) == (crowd == "3,000 pronouns")


@pytest.mark.parametrize(
    ("text", "source", "name"),
    [
        ("Þórunn Ægisdóttir arrived. Ægisdóttir said no.", "Ægisdóttir", "Þórunn Ægisdóttir"),
        ("Jan van der Meer arrived. Mr van der Meer said no.", "Mr van der Meer", "Jan van der Meer"),
        ("Дмитрий Соколов arrived. Соколов said no.", "Соколов", "Дмитрий Соколов"),
        ("Mehmet Şükrü Öz arrived. Öz said no.", "Öz", "Mehmet Şükrü Öz"),
    ],
)
def test_names_of_other_scripts_and_with_particles(text: str, source: str, name: str) -> None:
    at = text.index("arrived")
    start = text.index(source, at)
    cue = text.index("said", start)
    attribution = Attribution(
        (Span(start, start + len(source)),), (Span(cue, cue + 4),), (Span(cue + 5, cue + 7),), 0.9
    )
    annotation = resolve(Annotation(Document(id="d:1", text=text, origin="test"), (attribution,), "rules"))
    (place,) = annotation.credited
    assert place is not None
    assert annotation.referents[place].actor.name == name


@given(st.text(alphabet="Ab Ce. “”,\n‘’(—)ößЖ7’s", min_size=12, max_size=80), st.data())
def test_any_text_is_resolved_without_a_crash(text: str, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), min_size=4, max_size=4, unique=True)))
    attribution = Attribution((Span(cuts[0], cuts[1]),), (Span(cuts[1], cuts[2]),), (Span(cuts[2], cuts[3]),), 0.9)
    annotation = resolve(Annotation(Document(id="d:1", text=text, origin="test"), (attribution,), "rules"))
    assert len(annotation.credited) == 1
    assert all(mention.span.end <= len(text) for mention in annotation.mentions)
