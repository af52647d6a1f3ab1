"""The trained tagger: encoder windows in ONNX Runtime, then stretches, then links, then attributions."""

import os
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
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
# Windows that are decoded together: enough to share numpy's overhead, few enough for two batches to stay under 100 MB.
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
    """A stretch of a document that is encoded at once: its first character, its tokens, whether the document ends."""

    document: Document
    offset: int
    encoded: Encoded
    last: bool


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


Vectors = tuple[Floats, Floats]  # of one window: emissions [tokens, tags] and link vectors [tokens, width]


def encode_windows(model: Model, windows: Sequence[Window], pool: ThreadPoolExecutor) -> list[Future[Vectors]]:
    """What the encoder makes of each window, in the background; one window a call, longest first."""

    def run(window: Window) -> Vectors:
        emissions, vectors = model.session.run(
            None, {"pieces": window.pieces[None].astype(np.int64), "features": window.features[None].astype(np.int64)}
        )
        return emissions[0, window.heads], vectors[0, window.heads]

    order = sorted(range(len(windows)), key=lambda place: -len(windows[place].pieces))
    encoded = {place: pool.submit(run, windows[place]) for place in order}
    return [encoded[place] for place in range(len(windows))]


class _Batch(NamedTuple):
    """Segments that are encoded together: their distinct windows, and for each segment which of them it has."""

    segments: list[Segment]
    windows: list[Future[Vectors]]
    places: list[list[int]]


def _batches(documents: Iterable[Document], model: Model, pool: ThreadPoolExecutor) -> Iterator[_Batch]:
    """The segments of the documents, in order, as many together as make BATCH windows; their encoding has begun."""
    batch: list[Segment] = []
    size = 0
    for document in documents:
        for offset, part in segments(document.text):
            encoded = encode(part, model.tokenizer)
            batch.append(Segment(document, offset, encoded, offset + len(part) == len(document.text)))
            size += len(encoded.windows)
            if size >= BATCH:
                yield _begin(model, batch, pool)
                batch, size = [], 0
    yield _begin(model, batch, pool)


def _begin(model: Model, batch: list[Segment], pool: ThreadPoolExecutor) -> _Batch:
    # Pages repeat themselves (boilerplate, liveblogs): a window that was seen in this batch is not encoded again.
    distinct: dict[tuple[bytes, bytes], int] = {}
    windows: list[Window] = []
    places: list[list[int]] = []
    for segment in batch:
        places.append([])
        for window in segment.encoded.windows:
            key = (window.pieces.tobytes(), window.features.tobytes())
            if key not in distinct:
                distinct[key] = len(windows)
                windows.append(window)
            places[-1].append(distinct[key])
    return _Batch(batch, encode_windows(model, windows, pool), places)


def _one_ahead(batches: Iterator[_Batch]) -> Iterator[_Batch]:
    """The batches, each once the next has begun: one is encoded while the one before is decoded, and reported."""
    batch = next(batches, None)
    while batch is not None:
        following = next(batches, None)
        yield batch
        batch = following


class _Gathered(NamedTuple):
    """What is known of one document so far."""

    found: list[Found]
    vectors: list[Floats]
    starts: list[npt.NDArray[np.int32]]
    ends: list[npt.NDArray[np.int32]]
    lines: list[npt.NDArray[np.int32]]
    kinds: list[tuple[float, ...]]


def _gather(model: Model, segment: Segment, read: Sequence[tuple[Floats, list[Found]]], known: _Gathered) -> None:
    """Add a segment to what is `known` of its document; `read`: link vectors and stretches of each of its windows."""
    base = sum(map(len, known.starts))
    for window, (vectors, stretches) in zip(segment.encoded.windows, read, strict=True):
        for found in stretches:
            role, first, last = found.stretch
            known.vectors.append(model.pointer.span(vectors[first], vectors[last], role))
            known.kinds.append(model.kinds.scores(vectors[first], vectors[last]) if role == SOURCE else ())
            shift = base + window.first
            known.found.append(found._replace(stretch=Stretch(role, first + shift, last + shift)))
    line = int(known.lines[-1][-1]) + 1 if known.lines and len(known.lines[-1]) else 0
    known.starts.append(segment.encoded.starts + segment.offset)
    known.ends.append(segment.encoded.ends + segment.offset)
    known.lines.append(segment.encoded.lines + line)


def _link(model: Model, known: _Gathered) -> Linked | None:
    if not known.found:
        return None
    lines = np.concatenate(known.lines)
    stretches = [found.stretch for found in known.found]
    targets = point(stretches, np.stack(known.vectors), lines, model.pointer)
    starts, ends = np.concatenate(known.starts), np.concatenate(known.ends)
    return Linked(known.found, targets, starts, ends, lines, known.kinds)


def link(documents: Iterable[Document], model: Model) -> Iterator[tuple[Document, Linked | None]]:
    """Yield each document with its linked stretches (None: it has none), in order.

    Windows of several documents are encoded together, and go on being encoded while their reader uses what came before.
    """
    pool = ThreadPoolExecutor(model.threads)
    known = _Gathered([], [], [], [], [], [])
    try:
        for batch, windows, places in _one_ahead(_batches(documents, model, pool)):
            encoded = [window.result() for window in windows]
            decoded = decode([emissions for emissions, _ in encoded], model.crf)
            for segment, own in zip(batch, places, strict=True):
                _gather(model, segment, [(encoded[place][1], decoded[place]) for place in own], known)
                if segment.last:
                    yield segment.document, _link(model, known)
                    known = _Gathered([], [], [], [], [], [])
    finally:  # whoever reads may stop before the end
        pool.shutdown(cancel_futures=True)


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
