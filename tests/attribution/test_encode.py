import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer

from reportedly.attribution.encode import PLACES, QUOTES, encode


def words(text: str, tokenizer: Tokenizer) -> list[str]:
    encoded = encode(text, tokenizer)
    return [text[start:end] for start, end in zip(encoded.starts, encoded.ends, strict=True)]


def test_tokens_are_words_and_single_marks(tokenizer: Tokenizer) -> None:
    assert words("“The seaside,” Ana said.", tokenizer) == ["“", "The", "seaside", ",", "”", "Ana", "said", "."]


def test_features_tell_case_quotation_and_place(tokenizer: Tokenizer) -> None:
    encoded = encode("“The SEA” b\nsaid A1", tokenizer)
    window = encoded.windows[0]
    features = window.features[window.heads]
    places, quotes, cases = features % PLACES, features // PLACES % QUOTES, features // PLACES // QUOTES
    assert places.tolist() == [2, 0, 0, 0, 0, 1, 0]
    assert quotes.tolist() == [1, 1, 1, 1, 0, 0, 0]
    assert cases.tolist() == [0, 2, 3, 0, 1, 1, 5]
    assert encoded.lines.tolist() == [0, 0, 0, 0, 0, 1, 1]


def test_windows_are_whole_lines_where_they_fit(tokenizer: Tokenizer) -> None:
    text = "\n\n".join(["the sea said " * 4] * 5)
    encoded = encode(text, tokenizer, limit=26)
    assert [len(window.pieces) for window in encoded.windows] == [26, 26, 14]
    assert {len(set(encoded.lines[w.first : w.first + len(w.heads)])) for w in encoded.windows} == {1, 2}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(text=st.text(alphabet="ab S.,\n“”\u00e9\u202e", max_size=200), limit=st.integers(8, 40))
def test_windows_share_out_all_tokens_within_the_limit(text: str, limit: int, tokenizer: Tokenizer) -> None:
    encoded = encode(text, tokenizer, limit)
    assert sum(len(window.heads) for window in encoded.windows) == len(encoded.starts)
    assert all(len(window.pieces) <= limit for window in encoded.windows)
    assert [w.first for w in encoded.windows] == np.cumsum([0, *(len(w.heads) for w in encoded.windows)])[:-1].tolist()
    assert np.all(encoded.starts < encoded.ends)
    assert np.all(encoded.ends[:-1] <= encoded.starts[1:])


def test_a_text_without_tokens_has_no_window(tokenizer: Tokenizer) -> None:
    assert encode(" \n\t ", tokenizer).windows == ()
