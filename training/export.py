"""From a checkpoint to the file that ships: `python -m training.export runs/a/epoch6.pt --out tagger.weights`.

The encoder becomes an ONNX graph that takes one window without padding. Its word vectors are stored as int8 with one
scale a word; its matrices as int8 with one scale a column, unless `--precision` says otherwise.
"""

import argparse
import datetime
import io
import json
import tempfile
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from torch import Tensor

from reportedly.attribution.assemble import FEATURES
from reportedly.records import ACTOR_KINDS
from reportedly.weights import FORMAT, MEMBERS, open_weights
from training.graph import graph_of
from training.network import LINK_WIDTH, Network
from training.train import default_encoder

PRECISIONS = ("float32", "int8")


def load_network(checkpoint: Path) -> Network:
    """The network of a checkpoint, ready to run."""
    state = torch.load(checkpoint, weights_only=False, map_location="cpu")
    encoder = Path(state["encoder"])
    network = Network(encoder if encoder.exists() else default_encoder())
    network.load_state_dict(state["network"])
    return network.eval()


def quantize(place: Path, target: Path, keep: list[str]) -> None:
    """Matrices to int8, a scale a column; activations are quantised as they come. `keep` names nodes left in float."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    quantize_dynamic(
        str(place),
        str(target),
        per_channel=True,
        reduce_range=True,
        weight_type=QuantType.QInt8,
        op_types_to_quantize=["MatMul"],
        nodes_to_exclude=keep,
        extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT},  # fused operations have no shape inference
    )


def heads_of(network: Network) -> dict[str, Any]:
    """The parameters that numpy uses at run time, float32."""

    def array(tensor: Tensor) -> Any:
        return tensor.detach().numpy().astype(np.float32)

    pair, none = network.pair, network.none
    return {
        "transition": array(network.transition),
        "begin": array(network.begin),
        "end": array(network.end),
        "pointer_role": array(network.role.weight),
        "pointer_pair_in": array(pair[0].weight.T),
        "pointer_pair_bias": array(pair[0].bias),
        "pointer_pair_out": array(pair[2].weight[0]),
        "pointer_pair_offset": array(pair[2].bias),
        "pointer_none_in": array(none[0].weight.T),
        "pointer_none_bias": array(none[0].bias),
        "pointer_none_out": array(none[2].weight[0]),
        "pointer_none_offset": array(none[2].bias),
        "kind_weight": np.zeros((4 * LINK_WIDTH, len(ACTOR_KINDS)), dtype=np.float32),  # fitted by training.kinds
        "kind_bias": np.zeros(len(ACTOR_KINDS), dtype=np.float32),
        "calibration": np.array([0.0] * len(FEATURES) + [1.0], dtype=np.float32),
    }


def pack(encoder: bytes, tokenizer: str, heads: dict[str, Any], card: dict[str, Any], place: Path) -> None:
    """Write the archive; times are fixed so that the same parts give the same digest."""
    packed = io.BytesIO()
    np.savez(packed, **heads)
    members = {
        "card.json": json.dumps(card, indent=1).encode(),
        "tokenizer.json": tokenizer.encode(),
        "encoder.onnx": encoder,
        "heads.npz": packed.getvalue(),
    }
    place.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(place, "w") as archive:
        for name, body in members.items():
            method = zipfile.ZIP_DEFLATED if name.endswith(".json") else zipfile.ZIP_STORED
            archive.writestr(zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0)), body, method)


def put_heads(place: Path, heads: dict[str, Any]) -> None:
    """Write `heads` over those of the same names in the weights file at `place`."""
    weights = open_weights(place)
    with zipfile.ZipFile(place) as archive:
        card, tokenizer, encoder, _ = (archive.read(member) for member in MEMBERS)
    pack(encoder, tokenizer.decode(), dict(weights.heads) | heads, json.loads(card), place)


def export(checkpoint: Path, place: Path, precision: str, keep: list[str], recipe: dict[str, str]) -> None:
    """Checkpoint in, weights file out."""
    network = load_network(checkpoint)
    config = network.encoder.config
    state = torch.load(checkpoint, weights_only=False, map_location="cpu")
    source = Path(state["encoder"]) if Path(state["encoder"]).exists() else default_encoder()
    tokenizer = json.loads((source / "tokenizer.json").read_text(encoding="utf-8"))
    tokenizer["truncation"] = tokenizer["padding"] = None
    with tempfile.TemporaryDirectory() as folder:
        graph = Path(folder) / "encoder.onnx"
        onnx.save(graph_of(network, words_as_int8=precision != "float32"), str(graph))
        if precision == "int8":
            small = Path(folder) / "int8.onnx"
            quantize(graph, small, keep)
            graph = small
        card = {
            "format": FORMAT,
            "name": f"{config.num_hidden_layers}-layer encoder of width {config.hidden_size}, {precision}",
            "made": datetime.date.today().isoformat(),
            "recipe": recipe,
        }
        body = json.dumps(tokenizer, ensure_ascii=False, separators=(",", ":"))
        pack(graph.read_bytes(), body, heads_of(network), card, place)


def main() -> None:
    """Parse and export."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--precision", choices=PRECISIONS, default="int8")
    parser.add_argument("--keep", nargs="*", default=[], help="names of nodes to leave in float")
    options = parser.parse_args()
    recipe = {"checkpoint": options.checkpoint.name, "precision": options.precision}
    export(options.checkpoint, options.out, options.precision, options.keep, recipe)
    print(f"{options.out}: {options.out.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
