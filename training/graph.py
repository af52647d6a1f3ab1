"""The encoder as an ONNX graph, written node by node with ONNX Runtime's fused operations.

An exporter's graph of the same network has four times as many nodes (shapes, transposes, reshapes) and leaves attention
in pieces. This one holds for every encoder of BERT's shape: embeddings, layers of attention and feed-forward, each
closed by a layer norm of sum and input.
"""

from typing import Any

import numpy as np
import torch
from onnx import TensorProto, helper, numpy_helper
from torch import Tensor

from training.network import Network

FUSED = "com.microsoft"


class _Graph:
    """Nodes and constants, in order."""

    def __init__(self) -> None:
        self.nodes: list[Any] = []
        self.constants: list[Any] = []

    def constant(self, name: str, value: Any) -> str:
        array = value.detach().numpy() if isinstance(value, Tensor) else np.asarray(value)
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(array), name))
        return name

    def node(self, kind: str, inputs: list[str], output: str, domain: str = "", **settings: Any) -> str:
        self.nodes.append(helper.make_node(kind, inputs, [output], name=output, domain=domain, **settings))
        return output

    def matrix(self, states: str, weight: Tensor, name: str) -> str:
        """`states` times the transposed weight of a linear layer."""
        return self.node("MatMul", [states, self.constant(f"{name}.weight", weight.T)], name)


def _words(graph: _Graph, words: Tensor, as_int8: bool) -> str:
    """Word vectors of `pieces`; as int8 with one scale a word they take a quarter of the room."""
    if not as_int8:
        return graph.node("Gather", [graph.constant("words.weight", words), "pieces"], "words")
    scale = words.abs().amax(1, keepdim=True).clamp(min=1e-8) / 127
    small = (words / scale).round().numpy().astype(np.int8)
    graph.node("Gather", [graph.constant("words.weight", small), "pieces"], "words.int8")
    graph.node("Gather", [graph.constant("words.scale", scale), "pieces"], "words.factor")
    graph.node("Cast", ["words.int8"], "words.float", to=TensorProto.FLOAT)
    return graph.node("Mul", ["words.float", "words.factor"], "words")


def _layer(graph: _Graph, layer: Any, states: str, name: str, heads: int, epsilon: float) -> str:
    own, out = layer.attention.self, layer.attention.output
    parts = (own.query, own.key, own.value)
    # One product for query, key and value: the states are quantised once instead of three times.
    joint = graph.matrix(states, torch.cat([part.weight for part in parts]), f"{name}.joint")
    names = [f"{name}.{part}" for part in ("query", "key", "value")]
    graph.nodes.append(helper.make_node("Split", [joint], names, name=f"{name}.split", axis=-1))
    bias = graph.constant(f"{name}.bias", torch.cat([part.bias for part in parts]))
    mixed = graph.node("MultiHeadAttention", [*names, bias], f"{name}.mixed", FUSED, num_heads=heads)

    def close(change: str, norm: Any, bias: Tensor, label: str) -> str:
        """Layer norm of `change` + bias + the layer's input so far.

        ONNX Runtime's fused SkipLayerNormalization takes three times as long on a CPU as these three nodes.
        """
        biased = graph.node("Add", [change, graph.constant(f"{label}.bias", bias)], f"{label}.biased")
        summed = graph.node("Add", [biased, states], f"{label}.sum")
        scales = [graph.constant(f"{label}.gamma", norm.weight), graph.constant(f"{label}.beta", norm.bias)]
        return graph.node("LayerNormalization", [summed, *scales], label, epsilon=epsilon)

    attended = graph.matrix(mixed, out.dense.weight, f"{name}.out")
    states = close(attended, out.LayerNorm, out.dense.bias, f"{name}.attended")
    wide = graph.matrix(states, layer.intermediate.dense.weight, f"{name}.wide")
    gelu = graph.node(
        "BiasGelu", [wide, graph.constant(f"{name}.wide.bias", layer.intermediate.dense.bias)], f"{name}.gelu", FUSED
    )
    narrow = graph.matrix(gelu, layer.output.dense.weight, f"{name}.narrow")
    return close(narrow, layer.output.LayerNorm, layer.output.dense.bias, f"{name}.states")


def graph_of(network: Network, words_as_int8: bool) -> Any:
    """The ONNX model: int64 `pieces`, `features` [1, length] in; `emissions`, `links` [1, length, ...] out."""
    encoder = network.encoder
    config = encoder.config
    if config.model_type != "bert" or config.hidden_act != "gelu":
        raise ValueError(f"only encoders of BERT's shape can be exported, not {config.model_type}")
    graph = _Graph()
    embeddings = encoder.embeddings
    words = _words(graph, embeddings.word_embeddings.weight.detach(), words_as_int8)
    # Every piece has token type 0: its vector joins the feature table.
    table = network.feature_table().detach() + embeddings.token_type_embeddings.weight[0].detach()
    features = graph.node("Gather", [graph.constant("features.table", table), "features"], "features.vectors")
    graph.node("Shape", ["pieces"], "shape", start=1, end=2)
    places = embeddings.position_embeddings.weight
    limits = [graph.constant("zero", np.array([0], dtype=np.int64)), "shape"]
    positions = graph.node("Slice", [graph.constant("positions.table", places), *limits], "positions")
    both = graph.node("Add", [words, features], "embedded.both")
    summed = graph.node("Add", [both, positions], "embedded.sum")
    norm = embeddings.LayerNorm
    scales = [graph.constant("embedded.gamma", norm.weight), graph.constant("embedded.beta", norm.bias)]
    epsilon = config.layer_norm_eps
    states = graph.node("LayerNormalization", [summed, *scales], "embedded", epsilon=epsilon)
    for place, layer in enumerate(encoder.encoder.layer):
        states = _layer(graph, layer, states, f"layer{place}", config.num_attention_heads, epsilon)
    for head, name in ((network.emit, "emissions"), (network.links, "links")):
        product = graph.matrix(states, head.weight, f"{name}.product")
        graph.node("Add", [product, graph.constant(f"{name}.bias", head.bias)], name)
    return _model(graph, network)


def _model(graph: _Graph, network: Network) -> Any:
    def value(name: str, kind: int, *shape: int | str) -> Any:
        return helper.make_tensor_value_info(name, kind, [1, "length", *shape])

    inputs = [value(name, TensorProto.INT64) for name in ("pieces", "features")]
    outputs = [
        value("emissions", TensorProto.FLOAT, network.emit.out_features),
        value("links", TensorProto.FLOAT, network.links.out_features),
    ]
    made = helper.make_graph(graph.nodes, "encoder", inputs, outputs, graph.constants)
    versions = [helper.make_opsetid("", 17), helper.make_opsetid(FUSED, 1)]
    return helper.make_model(made, opset_imports=versions, ir_version=8, producer_name="reportedly")
