import pytest
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

PIECES = [
    "[PAD]",
    "[UNK]",
    "[CLS]",
    "[SEP]",
    "[MASK]",
    "the",
    "sea",
    "##side",
    "said",
    ",",
    ".",
    '"',
    "“",
    "”",
    "a",
    "b",
]


@pytest.fixture
def tokenizer() -> Tokenizer:
    """A word-piece tokenizer of the shape of the shipped one, with a vocabulary of sixteen."""
    made = Tokenizer(models.WordPiece({piece: place for place, piece in enumerate(PIECES)}, unk_token="[UNK]"))
    made.normalizer = normalizers.BertNormalizer(lowercase=True)
    made.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    return made
