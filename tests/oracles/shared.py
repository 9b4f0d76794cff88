"""Makes shared.json: nets with several inputs and layers applied several times, and their gradients by PyTorch's autograd in double precision.

Usage: python3 -W ignore shared.py > shared.json
"""
import json
import random

import torch
import torch.nn.functional as F

torch.set_default_dtype(torch.float64)
rng = random.Random(7)


def draw(*shape, limit=1.0):
    count = torch.Size(shape).numel()
    return torch.tensor([rng.randint(int(-limit * 64), int(limit * 64)) / 64 for _ in range(count)]).reshape(shape)


def gru(x, kernel, recurrent_kernel, bias):
    """Keras's gates z, r, g in PyTorch's order r, z, n; the last state."""
    units = recurrent_kernel.shape[0]

    def gates(w):
        return torch.cat([w[..., g * units:(g + 1) * units] for g in (1, 0, 2)], -1)

    parameters = [gates(kernel).T, gates(recurrent_kernel).T, gates(bias[0]), gates(bias[1])]
    return torch.gru(x, torch.zeros(1, len(x), units), parameters, True, 1, 0.0, False, False, True)[0][:, -1]


def case(name, inputs, outputs, compute, **weights):
    x = [draw(5, *shape) for shape in inputs]
    leaves = [w.clone().requires_grad_() for w in weights.values()]
    y = compute(*x, *leaves)
    assert y.shape[1] == outputs
    targets = draw(5, outputs)
    gradients = torch.autograd.grad(F.mse_loss(y, targets), leaves)
    paths = [path.replace("__", "/") for path in weights]
    return {"name": name, "inputs": [{"shape": list(i.shape), "data": i.flatten().tolist()} for i in x],
            "targets": targets.flatten().tolist(), "output": y.detach().flatten().tolist(),
            "weights": {path: w.flatten().tolist() for path, w in zip(paths, weights.values())},
            "gradients": {path: g.flatten().tolist() for path, g in zip(paths, gradients)}}


def dense(x, kernel, bias):
    return x @ kernel + bias


cases = [
    case("two inputs", [(3, 2), (4,)], 1,
         lambda a, b, k, c, l, d: dense(torch.cat([torch.tanh(dense(a.flatten(1), k, c)), b], -1), l, d),
         dense__kernel=draw(6, 3), dense__bias=draw(3), dense_1__kernel=draw(7, 1), dense_1__bias=draw(1)),
    case("shared dense", [(4,), (4,)], 2,
         lambda a, b, k, c, l, d: dense(torch.cat([torch.tanh(dense(a, k, c)), torch.tanh(dense(b, k, c))], -1), l, d),
         encoder__kernel=draw(4, 3), encoder__bias=draw(3), dense_1__kernel=draw(6, 2), dense_1__bias=draw(2)),
    case("shared gru, three times", [(5, 2), (5, 2), (5, 2)], 1,
         lambda a, b, c, k, u, i, l, d: dense(gru(a, k, u, i) + gru(b, k, u, i) * gru(c, k, u, i), l, d),
         gru__kernel=draw(2, 9), gru__recurrent_kernel=draw(3, 9), gru__bias=draw(2, 9), dense__kernel=draw(3, 1), dense__bias=draw(1)),
    case("shared with itself", [(3,)], 3,
         lambda a, k, c: torch.tanh(dense(torch.tanh(dense(torch.tanh(dense(a, k, c)), k, c)), k, c)),
         dense__kernel=draw(3, 3), dense__bias=draw(3)),
]
meta = {"torch": torch.__version__}
print('{"meta":' + json.dumps(meta) + ',"nets":[\n' + ",\n".join(json.dumps(c, separators=(",", ":")) for c in cases) + "\n]}")
