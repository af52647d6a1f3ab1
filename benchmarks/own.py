"""Contender: this program as a library, model loaded: documents in, reports out."""

from collections.abc import Sequence

from benchmarks.contest import parser, read_texts, time_passes
from reportedly.config import Config
from reportedly.pipeline import open_tagger, run
from reportedly.records import Document


def main() -> None:
    """Time the pipeline."""
    cli = parser(__doc__)
    cli.add_argument("--tagger", choices=("model", "rules"), default="model")
    options = cli.parse_args()
    config = Config(tagger=options.tagger, threads=options.threads)
    tagger = open_tagger(config)

    def once(texts: Sequence[str]) -> int:
        documents = (Document(f"d:{place}", text, f"{place}.txt") for place, text in enumerate(texts))
        return sum(len(reports) for _, reports in run(documents, config, tagger))

    time_passes(once, read_texts(options.texts), options.passes)


if __name__ == "__main__":
    main()
