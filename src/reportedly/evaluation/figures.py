"""The figures of one run of the gate, as `docs/figures.json` holds them."""

from collections.abc import Mapping
from pathlib import Path

import msgspec

from reportedly.errors import GoldError
from reportedly.evaluation.columns import Share
from reportedly.evaluation.identity import IdentityFigures
from reportedly.evaluation.metrics import Bin
from reportedly.evaluation.tracing import TracingFigures


class TaggerFigures(msgspec.Struct, frozen=True):
    """What one tagger reached: `corpus` and `cases` map a metric's name to its figure.

    `corpus` names figures of fields, on the part of the news that has them, `who_...`; `baselines` has the same
    figures without that prefix, for each simpler resolver by its name. `cases` names them `field_...`.
    """

    corpus: Mapping[str, float]
    baselines: Mapping[str, Mapping[str, float]]
    cases: Mapping[str, float]
    phenomena: tuple[Share, ...]
    calibration: tuple[Bin, ...]


class Figures(msgspec.Struct, frozen=True):
    """One run of the gate. `date` is ISO; `weights` is the digest of the model, null when only rules ran;
    `gold` maps each gold file, relative to the shared folder, to its digest; `documents` counts the news, `layered`
    those of them whose fields are gold, `unanchored` the nested attributions that are left out as their words are not
    in the text where gold puts them; `taggers` are "model" and "rules"; `actors` is of the first of them, null where
    there is no gold on identities, and so is `tracing`, null where there is none on statements."""

    date: str
    program: str
    weights: str | None
    gold: Mapping[str, str]
    documents: int
    layered: int
    unanchored: int
    cases: int
    taggers: Mapping[str, TaggerFigures]
    actors: IdentityFigures | None = None
    tracing: TracingFigures | None = None


def load(path: Path) -> Figures:
    """Read `docs/figures.json`; raises GoldError when it is missing or of another shape."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=Figures)
    except OSError as error:
        raise GoldError(f"{path}: {error.strerror}; run reportedly-evaluate --write") from error
    except msgspec.MsgspecError as error:
        raise GoldError(f"{path}: {error}") from error
