"""Contender: the float32 model that the shipped one was made from, in PyTorch: texts in, tags decoded."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch

from benchmarks.contest import parser, read_texts, time_passes
from reportedly.attribution.decode import Crf, decode
from reportedly.attribution.encode import encode
from training.batches import run_windows
from training.network import Network
from training.train import default_encoder, load_tokenizer

BATCH = 96  # windows encoded and decoded together, as in reportedly.attribution.model


def main() -> None:
    """Time encoding, the network and CRF decoding; links and reports are left out, in this contender's favour."""
    cli = parser(__doc__)
    cli.add_argument("--checkpoint", type=Path, required=True)
    cli.add_argument("--encoder", type=Path, default=None)
    options = cli.parse_args()
    torch.set_num_threads(options.threads)
    encoder = options.encoder or default_encoder()
    network = Network(encoder, 0.0)
    network.load_state_dict(torch.load(options.checkpoint, map_location="cpu", weights_only=True)["network"])
    network.eval()
    tokenizer = load_tokenizer(encoder)
    transition, begin, end = (part.detach().numpy().astype(np.float32) for part in network.constrained())
    crf = Crf(transition, begin, end)

    def once(texts: Sequence[str]) -> int:
        windows = [window for text in texts for window in encode(text, tokenizer).windows]
        found = 0
        for start in range(0, len(windows), BATCH):
            with torch.inference_mode():
                emissions, _ = run_windows(network, windows[start : start + BATCH], 0.0, 0)
            found += sum(map(len, decode([scores.numpy() for scores in emissions], crf)))
        return found

    time_passes(once, read_texts(options.texts), options.passes)


if __name__ == "__main__":
    main()
