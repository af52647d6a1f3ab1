from reportedly.attribution.turns import taken_in_turns
from reportedly.records import Attribution
from reportedly.span import Span

HEARING = "The hearing began.\n\nMS VOSS: Who had the key?\n\nMR HOLT: Ada said “I have it.”\n\nMS VOSS: Thank you.\n"


def turns(text: str) -> list[tuple[str, str]]:
    return [(one.source[0].of(text), one.content[0].of(text)) for one in taken_in_turns(text, ())]


def test_each_turn_is_its_speakers() -> None:
    assert turns(HEARING) == [
        ("MS VOSS", "Who had the key?"),
        ("MR HOLT", "Ada said “I have it.”"),
        ("MS VOSS", "Thank you."),
    ]


def test_what_was_found_inside_a_turn_gives_way_and_the_rest_stays() -> None:
    start = HEARING.index("Ada")
    inside = Attribution((Span(start, start + 3),), (), (Span(start + 9, start + 18),), 0.9)
    before = Attribution((), (), (Span(0, 17),), 0.9)
    found = taken_in_turns(HEARING, (before, inside))
    assert before in found
    assert inside not in found


def test_a_dateline_and_a_note_make_no_interview() -> None:
    text = "LORN: The pier is shut.\n\nNOTE: The pier has two ends.\n"
    assert turns(text) == []


def test_one_label_alone_makes_no_interview() -> None:
    assert turns("NOTE: One.\nNOTE: Two.\nNOTE: Three.\n") == []


def test_two_names_that_return_make_an_interview() -> None:
    text = "Ada Voss: Who had it?\n\nJo Holt: I.\n\nAda Voss: Why?\n\nJo Holt: Ask Kim.\n"
    assert [source for source, _ in turns(text)] == ["Ada Voss", "Jo Holt", "Ada Voss", "Jo Holt"]
    assert turns("Ada Voss: Lorn.\nJo Holt: Lorn.\nKim Dahl: Eddle.\n") == []  # a list


def test_who_is_named_once_and_then_labelled_speaks_in_turn() -> None:
    text = "Ada Voss: Who had it?\n\nJo Holt: I.\n\nQ: Why?\n\nA: Ask Kim.\n\nQ: Kim?\n"
    assert [source for source, _ in turns(text)] == ["Ada Voss", "Jo Holt", "Q", "A", "Q"]
