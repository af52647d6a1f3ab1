"""From the corpora to the shipped file: `python -m training.make --corpora ../shared/corpora --out runs/a`.

Trains, exports in int8, calibrates, and prints the metrics. Takes what `training.train` takes; `--ship` puts the result
into the package.
"""

import argparse
import shutil
import subprocess
import sys
from pathlib import Path

from reportedly.weights import shipped


def main() -> None:
    """Run the steps in order; each is a command of its own, and one that fails stops the rest."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--ship", action="store_true", help="put the result into the package")
    options, more = parser.parse_known_args()

    def step(module: str, *arguments: object) -> None:
        subprocess.run([sys.executable, "-m", module, *map(str, arguments)], check=True)

    step("training.train", "--corpora", options.corpora, "--out", options.out, *more)
    weights = options.out / "tagger.weights"
    step("training.export", options.out / "final.pt", "--out", weights)
    step("training.kinds", weights, "--corpora", options.corpora)
    step("training.calibrate", weights, "--corpora", options.corpora)
    if options.ship:
        shipped().parent.mkdir(exist_ok=True)
        shutil.copyfile(weights, shipped())
    step("reportedly.evaluation.gate", "--shared", options.corpora.parent, "--tagger", "model", "--weights", weights)


if __name__ == "__main__":
    main()
