"""Find, verify and open the model; the only file that knows where it lies and what is in it.

One zip archive, nothing in it compressed twice: `card.json` (what it is), `tokenizer.json`, `encoder.onnx`, `heads.npz`
(the small parameters that numpy uses). Its SHA-256 is its name in every report's provenance.
"""

import functools
import hashlib
import io
import zipfile
from collections.abc import Mapping
from importlib import resources
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from reportedly.errors import WeightsError

FORMAT = 2
MEMBERS = ("card.json", "tokenizer.json", "encoder.onnx", "heads.npz")


class Card(msgspec.Struct, frozen=True):
    """What the weights are: `format` of this file, `name`, and the figures and recipe of the run that made them."""

    format: int
    name: str
    made: str
    recipe: Mapping[str, str] = {}


class Weights(NamedTuple):
    """The opened archive; `digest` is `sha256:` and 64 hex digits."""

    digest: str
    card: Card
    tokenizer: str
    encoder: bytes
    heads: Mapping[str, Any]


def shipped() -> Path:
    """Where the package's own weights lie."""
    return Path(str(resources.files("reportedly") / "model" / "tagger.weights"))


@functools.cache
def digest(path: Path | None = None) -> str:
    """`sha256:` and the hex digest of the weights file; raises WeightsError if there is none."""
    place = path or shipped()
    try:
        with place.open("rb") as file:
            return "sha256:" + hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise WeightsError(f"no weights at {place}: {error.strerror}") from error


def open_weights(path: Path | None = None) -> Weights:
    """Read and check the weights (default: the shipped ones); raises WeightsError with the reason."""
    import numpy as np

    place = path or shipped()
    name = digest(place)
    try:
        with zipfile.ZipFile(place) as archive:
            parts = {member: archive.read(member) for member in MEMBERS}
        card = msgspec.json.decode(parts["card.json"], type=Card)
        heads = dict(np.load(io.BytesIO(parts["heads.npz"]), allow_pickle=False))
    except (OSError, KeyError, ValueError, zipfile.BadZipFile, msgspec.MsgspecError) as error:
        raise WeightsError(f"the weights at {place} are damaged: {error}") from error
    if card.format != FORMAT:
        raise WeightsError(f"the weights at {place} have format {card.format}; this program reads {FORMAT}")
    return Weights(name, card, parts["tokenizer.json"].decode(), parts["encoder.onnx"], heads)
