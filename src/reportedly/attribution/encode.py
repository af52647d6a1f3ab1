"""From a text to what the encoder reads: word pieces, surface features, windows of whole paragraphs."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

from reportedly.text.quotes import PARAGRAPH, quotations
from reportedly.text.sentences import sentences

Ints = npt.NDArray[np.int32]

# 320 word pieces hold a headline and about 250 words. Half as many cut long quotations, twice as many cost a third
# more time (attention is quadratic) for no measured gain.
WINDOW = 320

CASES = 7  # of a token: none (a mark), lower, Title, UPPER, mIxed, with a digit, unused
QUOTES = 5  # of a token: outside, in double marks, in single marks, in both, in marks of which one is missing
PLACES = 3  # of a token: inside, first of a line, first of the document
FEATURES = CASES * QUOTES * PLACES

LOWER, UPPER, DIGIT = 1, 2, 4


class Window(NamedTuple):
    """One input of the encoder: `[CLS] paragraphs [SEP]`.

    `pieces`, `features`: int32 [pieces]; `heads`: int32 [tokens], where each token's first piece stands;
    the tokens are `first` to `first + len(heads)` of the document's.
    """

    pieces: Ints
    features: Ints
    heads: Ints
    first: int


class Encoded(NamedTuple):
    """A document as tokens (words and single marks): `starts`, `ends`, `lines` are int32 [tokens]."""

    starts: Ints
    ends: Ints
    lines: Ints
    windows: tuple[Window, ...]


def _characters(text: str) -> tuple[npt.NDArray[np.uint8], npt.NDArray[np.uint8]]:
    """Of each character: its class (LOWER, UPPER, DIGIT or 0) and its quotation state (0 to 4)."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    table = np.zeros(int(codes.max(initial=0)) + 1, dtype=np.uint8)
    for character in set(text):
        table[ord(character)] = (
            LOWER if character.islower() else UPPER if character.isupper() else DIGIT if character.isdigit() else 0
        )
    state = np.zeros(len(codes), dtype=np.uint8)
    for quotation in quotations(text):
        start, end = quotation.span.start, quotation.span.end
        if quotation.nested:
            state[start:end] = 3
        else:
            state[start:end] = 4 if not quotation.regular else 2 if quotation.single else 1
    return table[codes], state


def _cases(classes: npt.NDArray[np.uint8], starts: Ints, ends: Ints) -> Ints:
    """The case (0 to 5) of each token."""

    def counts(kind: int) -> Ints:
        running = np.concatenate(([0], np.cumsum(classes == kind))).astype(np.int32)
        return running[ends] - running[starts]

    lower, upper, digit = counts(LOWER), counts(UPPER), counts(DIGIT)
    first_upper = classes[starts] == UPPER
    case = np.zeros(len(starts), dtype=np.int32)
    case[lower > 0] = 1
    case[(upper > 0) & (lower > 0)] = 4
    case[first_upper & (upper == 1)] = 2
    case[(upper > 1) & (lower == 0)] = 3
    case[digit > 0] = 5
    return case


def _cuts(text: str, line_starts: Ints, piece_starts: Ints, token_of_piece: Ints, limit: int) -> list[int]:
    """Where windows begin, as piece numbers: whole lines as long as they fit, else sentences, else `limit` pieces."""
    cuts = [0]

    def add(start: int, end: int, finer: bool) -> None:
        """Put the pieces `start` to `end` into the open window, or open one."""
        if end - cuts[-1] <= limit:
            return
        if end - start <= limit and not (finer and end - start > limit // 2 and start - cuts[-1] < limit // 2):
            cuts.append(start)
            return
        if finer:
            left, right = int(piece_starts[start]), int(piece_starts[end - 1]) + 1
            bounds = np.searchsorted(piece_starts, [span.start for span in sentences(text, left, right)]).tolist()
            for begin, past in zip(bounds, [*bounds[1:], end], strict=True):
                if begin < past:
                    add(max(start, begin), past, finer=False)
            return
        while end - cuts[-1] > limit:
            cut = cuts[-1] + limit
            while cut > cuts[-1] + 1 and token_of_piece[cut] == token_of_piece[cut - 1]:
                cut -= 1
            cuts.append(cut if cut > cuts[-1] + 1 else cuts[-1] + limit)

    bounds = np.unique(np.searchsorted(piece_starts, line_starts)).tolist()
    for begin, past in zip(bounds, [*bounds[1:], len(piece_starts)], strict=True):
        if begin < past:
            add(begin, past, finer=True)
    return cuts


def encode(text: str, tokenizer: Tokenizer, limit: int = WINDOW) -> Encoded:
    """Split `text` into tokens and windows; linear in its length. `limit` is in word pieces, [CLS] and [SEP] included.

    `tokenizer` has neither truncation nor padding. A text without any token gives no window.
    """
    encoding = tokenizer.encode(text, add_special_tokens=False)
    offsets = np.array(encoding.offsets, dtype=np.int32).reshape(-1, 2)
    words = np.array(encoding.word_ids, dtype=np.int32)
    pieces = np.array(encoding.ids, dtype=np.int32)
    if not len(pieces):
        nothing = np.zeros(0, dtype=np.int32)
        return Encoded(nothing, nothing, nothing, ())
    begins = np.concatenate(([True], words[1:] != words[:-1]))
    token_of_piece = (np.cumsum(begins) - 1).astype(np.int32)
    first_piece = np.flatnonzero(begins).astype(np.int32)
    last_piece = np.append(first_piece[1:], len(pieces)) - 1
    starts, ends = offsets[first_piece, 0], np.maximum(offsets[last_piece, 1], offsets[first_piece, 0] + 1)

    classes, state = _characters(text)
    line_starts = np.array([match.start() for match in PARAGRAPH.finditer(text)], dtype=np.int32)
    lines = (np.searchsorted(line_starts, starts, side="right") - 1).astype(np.int32)
    place = np.concatenate(([2], (lines[1:] != lines[:-1]).astype(np.int32)))
    feature = (_cases(classes, starts, ends) * QUOTES + state[starts]) * PLACES + place
    feature_of_piece = feature[token_of_piece].astype(np.int32)

    opening, closing = (np.array([tokenizer.token_to_id(name)], dtype=np.int32) for name in ("[CLS]", "[SEP]"))
    cuts = _cuts(text, line_starts, offsets[:, 0], token_of_piece, limit - 2)
    windows = []
    for begin, past in zip(cuts, [*cuts[1:], len(pieces)], strict=True):
        first, beyond = np.searchsorted(first_piece, [begin, past]).tolist()
        windows.append(
            Window(
                pieces=np.concatenate((opening, pieces[begin:past], closing)).astype(np.int32),
                features=np.concatenate(([0], feature_of_piece[begin:past], [0])).astype(np.int32),
                heads=(first_piece[first:beyond] - begin + 1).astype(np.int32),
                first=first,
            )
        )
    return Encoded(starts.astype(np.int32), ends.astype(np.int32), lines, tuple(windows))
