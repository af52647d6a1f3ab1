import numpy as np

from reportedly.attribution.assemble import FEATURES, Linked, assemble
from reportedly.attribution.decode import Found
from reportedly.attribution.labels import Stretch
from reportedly.attribution.links import Target
from reportedly.records import Attribution

SOURCE, CUE, CONTENT = range(3)
CALIBRATION = np.array([1.0] * len(FEATURES) + [0.5], dtype=np.float32)


def assembled(text: str, *marks: tuple[int, str, int]) -> tuple[Attribution, ...]:
    """Lay (role, words, target) over `text`, one token a mark."""
    starts, at = [], 0
    for _, words, _ in marks:
        at = text.index(words, at)
        starts.append(at)
        at += len(words)
    ends = [start + len(words) for start, (_, words, _) in zip(starts, marks, strict=True)]
    found = [Found(Stretch(role, place, place), 0.9, 0.95) for place, (role, _, _) in enumerate(marks)]
    targets = [Target(target, 0.99) for _, _, target in marks]
    lines = np.zeros(len(marks), dtype=np.int32)
    return assemble(text, Linked(found, targets, np.array(starts), np.array(ends), lines), CALIBRATION)


def words(text: str, attribution: Attribution) -> list[list[str]]:
    return [[span.of(text) for span in role] for role in (attribution.source, attribution.cue, attribution.content)]


def test_one_cue_one_attribution_with_all_its_contents() -> None:
    text = "“The lift,” she said, “is broken.”"
    (one,) = assembled(
        text, (CONTENT, "“The lift,”", 2), (SOURCE, "she", -1), (CUE, "said", 1), (CONTENT, "“is broken.”", 2)
    )
    assert words(text, one) == [["she"], ["said"], ["“The lift,”", "“is broken.”"]]


def test_marks_are_taken_in_and_loose_stops_dropped() -> None:
    text = "“It is late,” said: he, that it was. The end"
    (one,) = assembled(text, (CONTENT, "It is late", 1), (CUE, "said", 2), (SOURCE, "he,", -1))
    assert words(text, one) == [["he"], ["said:"], ["“It is late,”"]]
    text = "She said it was over."
    (one,) = assembled(text, (SOURCE, "She", -1), (CUE, "said", 0), (CONTENT, "it was over.", 1))
    assert words(text, one)[2] == ["it was over"]


def test_bare_words_of_an_earlier_paragraph_are_another_s() -> None:
    text = "Good night\n\nThe pier is shut, she said"
    (one,) = assembled(
        text, (CONTENT, "Good night", 3), (CONTENT, "The pier is shut", 3), (SOURCE, "she", -1), (CUE, "said", 2)
    )
    assert words(text, one)[2] == ["The pier is shut"]
    text = "“Good night.”\n\n“The pier is shut,” she said"
    (one,) = assembled(
        text, (CONTENT, "“Good night.”", 3), (CONTENT, "“The pier is shut,”", 3), (SOURCE, "she", -1), (CUE, "said", 2)
    )
    assert words(text, one)[2] == ["“Good night.”", "“The pier is shut,”"]
    text = "The pier is shut\n\nshe said"  # all there is
    (one,) = assembled(text, (CONTENT, "The pier is shut", 2), (SOURCE, "she", -1), (CUE, "said", 1))
    assert words(text, one)[2] == ["The pier is shut"]


def test_a_dateline_is_no_part_of_a_source() -> None:
    text = "HALDEN (Interpress) - The mayor said it was over"
    (one,) = assembled(
        text, (SOURCE, "HALDEN (Interpress) - The mayor", -1), (CUE, "said", 0), (CONTENT, "it was over", 1)
    )
    assert words(text, one)[0] == ["The mayor"]


def test_a_source_serves_several_cues() -> None:
    text = "He said yes and added no"
    both = assembled(
        text, (SOURCE, "He", -1), (CUE, "said", 0), (CONTENT, "yes", 1), (CUE, "added", 0), (CONTENT, "no", 3)
    )
    assert [words(text, one) for one in both] == [[["He"], ["said"], ["yes"]], [["He"], ["added"], ["no"]]]


def test_without_cue_only_a_quotation_is_an_attribution() -> None:
    assert assembled("it was over", (CONTENT, "it was over", -1)) == ()
    (one,) = assembled("“Over.”", (CONTENT, "“Over.”", -1))
    assert one.cue == one.source == ()


def test_a_cue_without_content_is_none() -> None:
    assert assembled("She declined", (SOURCE, "She", -1), (CUE, "declined", 0)) == ()


def test_a_quotation_after_indirect_speech_is_a_report_of_its_own() -> None:
    text = "He blamed the tug. “It pulled.” “It did.”"
    both = assembled(
        text, (SOURCE, "He", -1), (CUE, "blamed", 0), (CONTENT, "the tug", 1), (CONTENT, "“It pulled.”", 1),
        (CONTENT, "“It did.”", 1),
    )  # fmt: skip
    assert [words(text, one) for one in both] == [
        [["He"], ["blamed"], ["the tug"]],
        [[], [], ["“It pulled.”", "“It did.”"]],
    ]


def test_a_quotation_after_direct_speech_goes_on_with_it() -> None:
    text = "“No,” he said. “Never.”"
    (one,) = assembled(text, (CONTENT, "“No,”", 2), (SOURCE, "he", -1), (CUE, "said", 1), (CONTENT, "“Never.”", 2))
    assert words(text, one)[2] == ["“No,”", "“Never.”"]


def test_what_is_verbatim_by_form_keeps_its_stop() -> None:
    text = "Q: Who paid? A: He did. "
    both = assembled(
        text, (SOURCE, "Q", -1), (CUE, ":", 0), (CONTENT, "Who paid", 1), (SOURCE, "A", -1), (CUE, ":", 3),
        (CONTENT, "He did", 4),
    )  # fmt: skip
    assert [words(text, one)[2] for one in both] == [["Who paid?"], ["He did."]]


def test_a_quotation_that_runs_on_over_paragraphs_is_one_content() -> None:
    text = "She said: “One.\n\n“Two.”"
    (one,) = assembled(text, (SOURCE, "She", -1), (CUE, "said:", 0), (CONTENT, "“One.", 1), (CONTENT, "“Two.”", -1))
    assert words(text, one)[2] == ["“One.\n\n“Two.”"]
