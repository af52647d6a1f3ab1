"""What was measured, as records, and the page that is made from them."""

import statistics

import msgspec


class Run(msgspec.Struct, frozen=True):
    """One contender over the same texts: its passes in seconds, and the peak memory of its process in megabytes."""

    name: str
    words: int
    seconds: tuple[float, ...]
    megabytes: float

    @property
    def words_per_second(self) -> float:
        """Of the median pass."""
        return self.words / statistics.median(self.seconds)


class Benchmarks(msgspec.Struct, frozen=True):
    """One run of `benchmarks.speed`.

    `command` is the whole `reportedly read`, process start included; `long` one text of a million characters and
    `short` the same in ten parts, both with the model loaded; `contenders` begin with this program as a library.
    """

    date: str
    machine: str
    tagger: str
    documents: int
    command: Run
    help_seconds: tuple[float, ...]
    long: Run
    short: Run
    contenders: tuple[Run, ...]

    @property
    def long_ratio(self) -> float:
        """What a word of the long text costs, in words of the short ones."""
        return self.short.words_per_second / self.long.words_per_second


def _line(run: Run, baseline: Run) -> str:
    ratio = run.words_per_second / baseline.words_per_second
    return f"| {run.name} | {run.words_per_second:,.0f} | {ratio:.2f} | {run.megabytes:,.0f} |"


def page(found: Benchmarks) -> str:
    """`docs/benchmarks.md`."""
    command = found.command
    lines = "\n".join(_line(run, found.contenders[0]) for run in found.contenders)
    return f"""<!-- made by python -m benchmarks.speed --write; do not edit -->
# Benchmarks

{found.date}, {found.machine}, tagger: {found.tagger}. Medians; a word is what stands between white space.

| what | measured | wanted |
| --- | --- | --- |
| `reportedly read *.txt --format jsonl`, {found.documents} documents, process start included | \
{command.words_per_second:,.0f} words a second | at least 6,000 |
| its peak memory | {command.megabytes:,.0f} MB | under 500 MB |
| `reportedly --help` | {statistics.median(found.help_seconds):.2f} s | under 0.3 s |
| a word of one text of a million characters, against ten of a tenth | {found.long_ratio:.2f} times | at most 1.3 |

## Side by side
The same {found.documents} documents, {command.words:,} words, each contender in a process of its own, its model loaded
and warm. PyTorch: the float32 model that the shipped one was made from, windows in batches, tags decoded, no links.
spaCy: a pipeline of the shape of its small English model with random weights (tok2vec, tagger, parser, entity
recogniser): what an extractor that works on parses must run before it starts.

| contender | words a second | against the first | peak MB |
| --- | --- | --- | --- |
{lines}
"""
