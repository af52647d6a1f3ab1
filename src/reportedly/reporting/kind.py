"""Direct, indirect or mixed: how a content is rendered, read off its quotation marks."""

from reportedly.records import Kind
from reportedly.span import Span
from reportedly.text.quotes import CLOSING, DOUBLE, MARK, OPENING, SINGLE, quotations

# Marks round three words or fewer that all begin with capitals are a title or a nickname, not speech.
TITLE_WORDS = 5


def _enclosed(words: str) -> bool:
    """Whether one quotation covers all of `words` (one of its marks may be missing by misprint)."""
    found = [quotation for quotation in quotations(words) if not quotation.nested]
    if not found:
        return words[0] in DOUBLE | OPENING or words[-1] in DOUBLE | CLOSING
    covered = sum(quotation.span.end - quotation.span.start for quotation in found)
    outside = len(words) - covered
    return (len(found) == 1 and outside <= 1) or (outside <= 2 * len(found) and words[0] in DOUBLE | OPENING | SINGLE)


def _is_title(words: str) -> bool:
    bare = words.strip("\"“”„‟«»‘’'‚‹›`").split()
    return 0 < len(bare) <= TITLE_WORDS and all(word[:1].isupper() or len(word) <= 3 for word in bare) and len(bare) > 1


def kind_of(text: str, content: tuple[Span, ...], cue: str = "") -> Kind:
    """The kind of a content: direct if every span is enclosed in marks, mixed if marks of speech stand inside.

    Whole sentences after a bare colon are verbatim by form: interviews, transcripts ("Q: Who paid?").

    >>> kind_of("He called it “a trap”.", (Span(10, 21),))
    'mixed'
    """
    pieces = [span.of(text).strip() for span in content]
    pieces = [piece for piece in pieces if piece]
    if pieces and all(_enclosed(piece) for piece in pieces):
        return "direct"
    if cue == ":" and pieces and pieces[-1][-1] in ".?!…":
        return "direct"
    for piece in pieces:
        if MARK.search(piece) is None:
            continue
        for quotation in quotations(piece):
            if not (quotation.single and not quotation.regular) and not _is_title(quotation.span.of(piece)):
                return "mixed"
    return "indirect"
