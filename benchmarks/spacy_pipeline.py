"""Contender: a spaCy pipeline of the shape of its small English model, with random weights.

It is what a rules-based extractor of quotations must run before it can start: vectors for tokens, part-of-speech
tags, a dependency parse, named entities. Shape after en_core_web_sm 3.8 (its `config.cfg`): width 96, depth 4; tagger
and parser listen to one tok2vec, the entity recogniser has its own. The attribute ruler and the lemmatiser are left
out, in this contender's favour. Weights do not change what a pass costs, so no model need be downloaded.
"""

import os
from collections.abc import Iterator, Sequence
from typing import Any

from benchmarks.contest import parser, read_texts, time_passes

# As many labels as en_core_web_sm has.
TAGS, DEPENDENCIES, ENTITIES = 50, 45, 18
WIDTH, DEPTH = 96, 4
SPREAD = 0.1  # of the random weights: large enough that scores differ, small enough that nothing overflows


def tok2vec(attributes: Sequence[str], rows: Sequence[int]) -> dict[str, Any]:
    """The configuration of a tok2vec layer."""
    return {
        "@architectures": "spacy.Tok2Vec.v2",
        "embed": {
            "@architectures": "spacy.MultiHashEmbed.v2",
            "width": WIDTH,
            "attrs": list(attributes),
            "rows": list(rows),
            "include_static_vectors": False,
        },
        "encode": {
            "@architectures": "spacy.MaxoutWindowEncoder.v2",
            "width": WIDTH,
            "depth": DEPTH,
            "window_size": 1,
            "maxout_pieces": 3,
        },
    }


def transitions(kind: str, extra: bool, vectors: dict[str, Any]) -> dict[str, Any]:
    """The configuration of a transition-based model over `vectors`."""
    return {
        "@architectures": "spacy.TransitionBasedParser.v2",
        "state_type": kind,
        "extra_state_tokens": extra,
        "hidden_width": 64,
        "maxout_pieces": 2,
        "use_upper": True,
        "tok2vec": vectors,
    }


def made_up(nlp: Any) -> Iterator[Any]:
    """Examples of made-up words that hold every label once."""
    from spacy.tokens import Doc
    from spacy.training import Example

    size = max(TAGS, DEPENDENCIES, ENTITIES)
    words = [f"word{place}" for place in range(size)]
    yield Example.from_dict(
        Doc(nlp.vocab, words=words),
        {
            "tags": [f"T{place % TAGS}" for place in range(size)],
            "heads": [max(0, place - 1) for place in range(size)],
            "deps": ["ROOT", *(f"d{place % (DEPENDENCIES - 1)}" for place in range(1, size))],
            "entities": [f"U-E{place % ENTITIES}" for place in range(size)],
        },
    )


def build(seed: int = 1) -> Any:
    """The pipeline, initialised, with random weights."""
    import numpy as np
    import spacy

    nlp = spacy.blank("en")
    listener = {"@architectures": "spacy.Tok2VecListener.v1", "width": WIDTH, "upstream": "tok2vec"}
    shared = tok2vec(("NORM", "PREFIX", "SUFFIX", "SHAPE", "SPACY", "IS_SPACE"), (5000, 1000, 2500, 2500, 50, 50))
    nlp.add_pipe("tok2vec", config={"model": shared})
    nlp.add_pipe("tagger", config={"model": {"@architectures": "spacy.Tagger.v2", "tok2vec": listener}})
    # Each made-up label occurs once; by default the parser drops what it has seen less than 30 times.
    nlp.add_pipe("parser", config={"min_action_freq": 1, "model": transitions("parser", False, listener)})
    own = tok2vec(("NORM", "PREFIX", "SUFFIX", "SHAPE"), (5000, 1000, 2500, 2500))
    nlp.add_pipe("ner", config={"model": transitions("ner", True, own)})
    nlp.initialize(lambda: list(made_up(nlp)))
    chance = np.random.default_rng(seed)
    for _, component in nlp.pipeline:
        for node in component.model.walk():
            for name in node.param_names:
                if node.has_param(name):
                    weights = node.get_param(name)
                    node.set_param(name, chance.normal(0, SPREAD, weights.shape).astype(weights.dtype))
    return nlp


def main() -> None:
    """Time the pipeline, in one process or in several."""
    cli = parser(__doc__)
    cli.add_argument("--processes", type=int, default=1)
    options = cli.parse_args()
    os.environ.setdefault("OMP_NUM_THREADS", str(options.threads))
    nlp = build()

    def once(texts: Sequence[str]) -> int:
        return sum(len(doc.ents) for doc in nlp.pipe(texts, n_process=options.processes))

    time_passes(once, read_texts(options.texts), options.passes)


if __name__ == "__main__":
    main()
