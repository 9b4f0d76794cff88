"""Makes masks.json: nets of Keras 2 whose recurrent layers leave out masked steps, and their gradients by PyTorch's autograd in double precision.

Usage: python3 -W ignore masks.py > masks.json

A masked step keeps the state and repeats the output before it, as keras/backend.py's rnn does. Where zeros are at the end of rows, the
last states are checked against PyTorch's own packed sequences.
"""
import json
import random

import torch
import torch.nn.functional as F

torch.set_default_dtype(torch.float64)
rng = random.Random(54)
GATES = {"gru": 3, "lstm": 4, "simple_rnn": 1}


def draw(*shape, limit=1.0):
    count = torch.Size(shape).numel()
    return torch.tensor([rng.randint(int(-limit * 64), int(limit * 64)) / 64 for _ in range(count)]).reshape(shape)


def torch_weights(kind, kernel, recurrent_kernel, bias):
    """Keras's gates in PyTorch's order."""
    units = recurrent_kernel.shape[0]
    order = [1, 0, 2] if kind == "gru" else range(GATES[kind])

    def gates(w):
        return torch.cat([w[..., g * units:(g + 1) * units] for g in order], -1)

    two = bias if bias.ndim == 2 else torch.stack([bias, torch.zeros_like(bias)])
    return gates(kernel).T, gates(recurrent_kernel).T, gates(two[0]), gates(two[1])


def recurrent(kind, x, kept, weights, backwards=False):
    """All outputs in the order of the steps of x, and the last state taken; kept: rows × steps."""
    w, u, b, c = torch_weights(kind, *weights)
    h = m = torch.zeros(len(x), u.shape[1])
    outputs = [None] * x.shape[1]
    for step in reversed(range(x.shape[1])) if backwards else range(x.shape[1]):
        keep = kept[:, step, None]
        if kind == "lstm":
            new, memory = torch.lstm_cell(x[:, step], (h, m), w, u, b, c)
            m = torch.where(keep, memory, m)
        else:
            new = (torch.gru_cell if kind == "gru" else torch.rnn_tanh_cell)(x[:, step], h, w, u, b, c)
        h = torch.where(keep, new, h)
        outputs[step] = h
    return torch.stack(outputs, 1), h


def check_packed(kind, x, kept, weights, last):
    if any(kept[row, :int(kept[row].sum())].sum() != kept[row].sum() for row in range(len(x))) or (kept.sum(1) == 0).any():
        return
    module = {"gru": torch.nn.GRU, "lstm": torch.nn.LSTM, "simple_rnn": torch.nn.RNN}[kind](x.shape[2], last.shape[1], batch_first=True)
    for parameter, value in zip(module.parameters(), torch_weights(kind, *weights)):
        parameter.data = value.detach().contiguous()
    packed = torch.nn.utils.rnn.pack_padded_sequence(x.detach(), kept.sum(1), batch_first=True, enforce_sorted=False)
    state = module(packed)[1]
    assert torch.allclose((state[0] if kind == "lstm" else state)[0], last.detach(), atol=1e-12), kind


def layer(x, kept, config, weights):
    """Applies a layer by its configuration; weights: a list, used up from its start."""
    name, settings = config["name"], config["settings"]

    def take(count):
        taken = weights[:count]
        del weights[:count]
        return taken

    if name == "bidirectional":
        inner = settings["layer"]
        sequences = inner["settings"].get("return_sequences", False)
        forward, backward = recurrent(inner["name"], x, kept, take(3)), recurrent(inner["name"], x, kept, take(3), backwards=True)
        return torch.cat([forward[0], backward[0]] if sequences else [forward[1], backward[1]], -1)
    if name == "layer_normalization":
        gamma, beta = take(2)
        return F.layer_norm(x, x.shape[-1:], gamma, beta, settings["epsilon"])
    if name == "dense":
        kernel, bias = take(2)
        return x @ kernel + bias
    used = take(3)
    outputs, last = recurrent(name, x, kept, used, settings.get("go_backwards", False))
    if not settings.get("go_backwards", False):
        check_packed(name, x, kept, used, last)
    return outputs if settings.get("return_sequences") else last


def shapes(name, config, features):
    settings = config["settings"]
    if config["name"] == "layer_normalization":
        return [(f"{name}/gamma", (features,)), (f"{name}/beta", (features,))], features
    units = settings["units"] if "units" in settings else settings["layer"]["settings"]["units"]
    if config["name"] == "dense":
        return [(f"{name}/kernel", (features, units)), (f"{name}/bias", (units,))], units
    kind = settings["layer"]["name"] if config["name"] == "bidirectional" else config["name"]
    gates = GATES[kind] * units
    bias = (2, gates) if kind == "gru" else (gates,)
    prefixes = ["forward_", "backward_"] if config["name"] == "bidirectional" else [""]
    return [(f"{name}/{prefix}{part}", shape) for prefix in prefixes
            for part, shape in (("kernel", (features, gates)), ("recurrent_kernel", (units, gates)), ("bias", bias))], len(prefixes) * units


def case(tokens, *configs):
    x = torch.tensor(tokens)
    layers = [{"name": "embedding", "settings": {"input_dim": 6, "output_dim": 3, "mask_zero": True}}, *configs,
              {"name": "dense", "settings": {"units": 2}}]
    named, features, counts = [("embedding/embeddings", (6, 3))], 3, {}
    for config in layers[1:]:
        number = counts.get(config["name"], 0)
        counts[config["name"]] = number + 1
        more, features = shapes(config["name"] + (f"_{number}" if number else ""), config, features)
        named += more
    weights = [draw(*shape, limit=0.75).requires_grad_() for _, shape in named]
    y, rest = F.embedding(x, weights[0]), weights[1:]
    for config in layers[1:]:
        y = layer(y, x != 0, config, rest)
    targets = draw(len(tokens), 2)
    gradients = torch.autograd.grad(F.mse_loss(y, targets), weights)
    return {"layers": layers, "tokens": tokens, "targets": targets.flatten().tolist(), "output": y.detach().flatten().tolist(),
            "weights": {name: w.detach().flatten().tolist() for (name, _), w in zip(named, weights)},
            "gradients": {name: g.flatten().tolist() for (name, _), g in zip(named, gradients)}}


def of(name, **settings):
    return {"name": name, "settings": settings}


at_the_end = [[3, 1, 4, 1, 5], [2, 0, 0, 0, 0], [5, 5, 3, 0, 0]]
anywhere = [[0, 1, 4, 0, 5], [2, 0, 0, 1, 0], [0, 0, 0, 0, 0], [1, 2, 3, 4, 5]]
cases = [
    *[case(tokens, of(kind, units=3)) for kind in GATES for tokens in (at_the_end, anywhere)],
    *[case(anywhere, of(kind, units=3, go_backwards=True)) for kind in GATES],
    *[case(anywhere, of("bidirectional", layer=of(kind, units=2))) for kind in GATES],
    case(anywhere, of("gru", units=3, return_sequences=True), of("lstm", units=2)),
    case(at_the_end, of("bidirectional", layer=of("lstm", units=2, return_sequences=True)), of("gru", units=3)),
    case(anywhere, of("layer_normalization", epsilon=0.5), of("dense", units=4), of("simple_rnn", units=3)),
]
meta = {"torch": torch.__version__}
print('{"meta":' + json.dumps(meta) + ',"nets":[\n' + ",\n".join(json.dumps(c, separators=(",", ":")) for c in cases) + "\n]}")
