"""The trained tagger: encoder windows in ONNX Runtime, then stretches, then links, then attributions."""

import os
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import onnxruntime
from tokenizers import Tokenizer

from reportedly.attribution.asides import parted
from reportedly.attribution.assemble import Linked, assemble
from reportedly.attribution.decode import Crf, Found, decode
from reportedly.attribution.encode import Encoded, Window, encode
from reportedly.attribution.enumerations import complete
from reportedly.attribution.kinds import KindHead
from reportedly.attribution.labels import SOURCE, Stretch
from reportedly.attribution.links import Pointer, point
from reportedly.attribution.nested import nest
from reportedly.attribution.turns import taken_in_turns
from reportedly.records import Annotation, Attribution, Document
from reportedly.weights import Weights

Floats = npt.NDArray[np.float32]

# ONNX Runtime fuses sum and layer norm into an operation that takes three times as long as the two (1.32, AVX2):
# without it the whole encoder is a tenth faster.
SLOWER = ("SkipLayerNormFusion",)
# Forms too rare in what the tagger has learnt from, told by rules: the attributions found go in, and come out mended.
FORMS = (complete, parted, taken_in_turns)
# Windows that are decoded together: enough to share numpy's overhead, few enough to stay under 100 MB.
BATCH = 96
# A longer text is cut at a line end, so that what is held at once does not grow with the document.
SEGMENT = 150_000


class Model(NamedTuple):
    """All that tagging needs; made once, then shared by threads (nothing in it is written to)."""

    digest: str
    tokenizer: Tokenizer
    session: onnxruntime.InferenceSession
    crf: Crf
    pointer: Pointer
    kinds: KindHead
    calibration: Floats
    threads: int


class Segment(NamedTuple):
    """A stretch of a document that is encoded at once: its first character, its first token and line, its tokens."""

    document: int
    offset: int
    encoded: Encoded


def load(threads: int, weights: Weights) -> Model:
    """Make the model of `weights`; `threads` windows are encoded side by side (0: one per core)."""
    tokenizer = Tokenizer.from_str(weights.tokenizer)
    tokenizer.no_truncation()
    tokenizer.no_padding()
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(
        weights.encoder, options, providers=["CPUExecutionProvider"], disabled_optimizers=list(SLOWER)
    )
    heads = weights.heads
    return Model(
        digest=weights.digest,
        tokenizer=tokenizer,
        session=session,
        crf=Crf(heads["transition"], heads["begin"], heads["end"]).constrained(),
        pointer=Pointer(**{name: heads[f"pointer_{name}"] for name in Pointer._fields}),
        kinds=KindHead(heads["kind_weight"], heads["kind_bias"]),
        calibration=heads["calibration"],
        threads=threads or os.cpu_count() or 1,
    )


def segments(text: str) -> Iterator[tuple[int, str]]:
    """Yield (offset, part) of a text in order: parts of about SEGMENT characters that end where a line ends."""
    start = 0
    while len(text) - start > SEGMENT:
        end = text.rfind("\n", start, start + SEGMENT) + 1
        if end <= start:
            end = text.rfind(" ", start, start + SEGMENT) + 1 or start + SEGMENT
        if end <= start:
            end = start + SEGMENT
        yield start, text[start:end]
        start = end
    yield start, text[start:]


def encode_windows(model: Model, windows: Sequence[Window], pool: ThreadPoolExecutor) -> list[tuple[Floats, Floats]]:
    """Emissions [tokens, tags] and link vectors [tokens, width] of each window; one window a call, longest first."""

    def run(window: Window) -> tuple[Floats, Floats]:
        emissions, vectors = model.session.run(
            None, {"pieces": window.pieces[None].astype(np.int64), "features": window.features[None].astype(np.int64)}
        )
        return emissions[0, window.heads], vectors[0, window.heads]

    order = sorted(range(len(windows)), key=lambda place: -len(windows[place].pieces))
    results: list[tuple[Floats, Floats] | None] = [None] * len(windows)
    for place, result in zip(order, pool.map(run, [windows[place] for place in order]), strict=True):
        results[place] = result
    return [result for result in results if result is not None]


class _Gathered(NamedTuple):
    """What is known of one document so far."""

    found: list[Found]
    vectors: list[Floats]
    starts: list[npt.NDArray[np.int32]]
    ends: list[npt.NDArray[np.int32]]
    lines: list[npt.NDArray[np.int32]]
    kinds: list[tuple[float, ...]]


def _gather(model: Model, batch: Sequence[Segment], pool: ThreadPoolExecutor, into: dict[int, _Gathered]) -> None:
    """Encode and decode the windows of `batch` and add what they hold to their documents."""
    # Pages repeat themselves (boilerplate, liveblogs): a window that was seen in this batch is not encoded again.
    distinct: dict[tuple[bytes, bytes], int] = {}
    windows: list[Window] = []
    places: list[int] = []
    for segment in batch:
        for window in segment.encoded.windows:
            key = (window.pieces.tobytes(), window.features.tobytes())
            if key not in distinct:
                distinct[key] = len(windows)
                windows.append(window)
            places.append(distinct[key])
    encoded = encode_windows(model, windows, pool)
    decoded = decode([emissions for emissions, _ in encoded], model.crf)
    at = 0
    for segment in batch:
        known = into.setdefault(segment.document, _Gathered([], [], [], [], [], []))
        base = sum(map(len, known.starts))
        for window in segment.encoded.windows:
            vectors = encoded[places[at]][1]
            for found in decoded[places[at]]:
                role, first, last = found.stretch
                known.vectors.append(model.pointer.span(vectors[first], vectors[last], role))
                known.kinds.append(model.kinds.scores(vectors[first], vectors[last]) if role == SOURCE else ())
                shift = base + window.first
                known.found.append(found._replace(stretch=Stretch(role, first + shift, last + shift)))
            at += 1
        line = int(known.lines[-1][-1]) + 1 if known.lines and len(known.lines[-1]) else 0
        known.starts.append(segment.encoded.starts + segment.offset)
        known.ends.append(segment.encoded.ends + segment.offset)
        known.lines.append(segment.encoded.lines + line)


def _link(model: Model, known: _Gathered | None) -> Linked | None:
    if known is None or not known.found:
        return None
    lines = np.concatenate(known.lines)
    stretches = [found.stretch for found in known.found]
    targets = point(stretches, np.stack(known.vectors), lines, model.pointer)
    starts, ends = np.concatenate(known.starts), np.concatenate(known.ends)
    return Linked(known.found, targets, starts, ends, lines, known.kinds)


def link(documents: Iterable[Document], model: Model) -> Iterator[tuple[Document, Linked | None]]:
    """Yield each document with its linked stretches (None: it has none), in order.

    Windows of several documents are encoded together.
    """
    with ThreadPoolExecutor(model.threads) as pool:
        waiting: list[Document] = []
        known: dict[int, _Gathered] = {}
        batch: list[Segment] = []
        size = 0
        for document in documents:
            for offset, part in segments(document.text):
                encoded = encode(part, model.tokenizer)
                batch.append(Segment(len(waiting), offset, encoded))
                size += len(encoded.windows)
                if size >= BATCH:
                    _gather(model, batch, pool, known)
                    batch, size = [], 0
            waiting.append(document)
            if not batch:
                yield from ((done, _link(model, known.get(place))) for place, done in enumerate(waiting))
                waiting, known = [], {}
        _gather(model, batch, pool, known)
        yield from ((done, _link(model, known.get(place))) for place, done in enumerate(waiting))


def outermost(documents: Iterable[Document], model: Model) -> Iterator[Annotation]:
    """Yield the annotation of each document, in order, with attributions that are in no other's content."""
    for document, linked in link(documents, model):
        found = assemble(document.text, linked, model.calibration) if linked else ()
        for mend in FORMS:
            found = mend(document.text, found)
        yield Annotation(document, found, model.digest)


def tag(documents: Iterable[Document], model: Model) -> Iterator[Annotation]:
    """Yield the annotation of each document, in order, with the attributions inside contents."""

    def read(contents: Iterable[Document]) -> Iterator[tuple[Attribution, ...]]:
        return (annotation.attributions for annotation in outermost(contents, model))

    return nest(outermost(documents, model), read)
