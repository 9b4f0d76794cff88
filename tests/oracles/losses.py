"""Makes losses.json: Keras 2's losses and their gradients by PyTorch's autograd. Usage: python3 -W ignore losses.py > losses.json

Formulas are those of keras/losses.py and keras/backend.py 2.15, in double precision; the bounds of clipping are single precision's, as there.
"""
import json
import math
import random

import numpy as np
import torch
import torch.nn.functional as F

rng = random.Random(22)
EPS = float(np.float32(1e-7))
TOP = float(np.float32(1) - np.float32(1e-7))


def binary_crossentropy(t, p):
    p = p.clamp(EPS, TOP)
    return -(t * torch.log(p + EPS) + (1 - t) * torch.log(1 - p + EPS))


def focal(t, p, gamma=2.0, alpha=0.25, apply_class_balancing=False, label_smoothing=0.0, logits=False):
    t = t * (1 - label_smoothing) + label_smoothing / 2
    q = torch.sigmoid(p) if logits else p
    truth = t * q + (1 - t) * (1 - q)
    entropy = F.binary_cross_entropy_with_logits(p, t, reduction="none") if logits else binary_crossentropy(t, p)
    weight = t * alpha + (1 - t) * (1 - alpha) if apply_class_balancing else 1
    return (weight * (1 - truth) ** gamma * entropy).mean(-1)


def categorical_focal(t, p, gamma=2.0, alpha=0.25, label_smoothing=0.0):
    t = t * (1 - label_smoothing) + label_smoothing / t.shape[-1]
    p = (p / p.sum(-1, keepdim=True)).clamp(EPS, TOP)
    return (alpha * (1 - p) ** gamma * -t * torch.log(p)).sum(-1)


def signed(t):
    return 2 * t - 1 if ((t == 0) | (t == 1)).all() else t


LOSSES = {
    "kl_divergence": lambda t, p: (t.clamp(EPS, 1) * torch.log(t.clamp(EPS, 1) / p.clamp(EPS, 1))).sum(-1),
    "hinge": lambda t, p: (1 - signed(t) * p).clamp(min=0).mean(-1),
    "squared_hinge": lambda t, p: (1 - signed(t) * p).clamp(min=0).square().mean(-1),
    "categorical_hinge": lambda t, p: (((1 - t) * p).amax(-1) - (t * p).sum(-1) + 1).clamp(min=0),
    "poisson": lambda t, p: (p - t * torch.log(p + EPS)).mean(-1),
    "log_cosh": lambda t, p: ((p - t) + F.softplus(-2 * (p - t)) - math.log(2)).mean(-1),
    "mean_squared_logarithmic_error": lambda t, p: (torch.log(p.clamp(min=EPS) + 1) - torch.log(t.clamp(min=EPS) + 1)).square().mean(-1),
    "mean_absolute_percentage_error": lambda t, p: 100 * ((t - p).abs() / t.abs().clamp(min=EPS)).mean(-1),
    "binary_focal_crossentropy": focal,
    "categorical_focal_crossentropy": categorical_focal,
}


def draws(low, high, rows=4, columns=3):
    return [[rng.randint(int(low * 64), int(high * 64)) / 64 for _ in range(columns)] for _ in range(rows)]


def classes(rows=4, columns=3):
    return [[float(c == r % columns) for c in range(columns)] for r in range(rows)]


def shares(rows=4, columns=3):
    return [[v / sum(row) for v in row] for row in draws(0.2, 1, rows, columns)]


def case(function, name, y_true, y_pred, **options):
    t = torch.tensor(y_true, dtype=torch.float32).double()
    p = torch.tensor(y_pred, dtype=torch.float32).double().requires_grad_()
    arguments = dict(options)
    if arguments.pop("from_logits", False):
        arguments["logits"] = True
    losses = LOSSES[function](t, p, **arguments)
    losses.mean().backward()

    def tensor(x):
        return {"shape": list(x.shape), "data": single(x)}

    def single(x):
        return [float(repr(np.float32(v))) for v in x.detach().flatten().tolist()]

    return {"function": function, "name": name, "options": options, "y_true": tensor(t), "y_pred": tensor(p),
            "per_sample_f32": single(losses), "gradient_f32": single(p.grad)}


edges = [[0.0, 1.0, 0.5], [1.0, 0.0, 0.0], [0.25, 0.5, 0.25]]
cases = [
    case("kl_divergence", "distributions", shares(), shares()),
    case("kl_divergence", "one-hot, probabilities at the bounds", classes(3), edges),
    case("hinge", "signed targets", [[1.0, -1.0, 1.0], [-1.0, -1.0, 1.0], [1.0, 1.0, -1.0]], draws(-2, 2, 3)),
    case("hinge", "class numbers", [[1.0, 0.0, 1.0], [0.0, 0.0, 1.0], [1.0, 1.0, 0.0]], draws(-2, 2, 3)),
    case("squared_hinge", "signed targets", [[1.0, -1.0, 1.0], [-1.0, -1.0, 1.0], [1.0, 1.0, -1.0]], draws(-2, 2, 3)),
    case("squared_hinge", "class numbers", [[1.0, 0.0, 1.0], [0.0, 0.0, 1.0], [1.0, 1.0, 0.0]], draws(-2, 2, 3)),
    case("categorical_hinge", "one-hot", classes(), draws(-2, 2)),
    case("categorical_hinge", "no loss, and others that tie", classes(3), [[3.0, 0.5, 0.5], [0.5, 0.25, 0.5], [0.0, 0.0, 2.0]]),
    case("poisson", "counts", [[0.0, 1.0, 5.0], [3.0, 0.0, 2.0], [1.0, 7.0, 4.0]], draws(0.1, 6, 3)),
    case("poisson", "a mean of 0", [[0.0, 1.0]], [[0.0, 0.0]]),
    case("log_cosh", "small and large errors", draws(-1, 1), draws(-9, 9)),
    case("log_cosh", "no error, and huge ones", [[1.0, 0.0, 0.0]], [[1.0, 500.0, -3000.0]]),
    case("mean_squared_logarithmic_error", "positive", draws(0.1, 9), draws(0.1, 9)),
    case("mean_squared_logarithmic_error", "below the bound", [[0.0, 1.0, -2.0]], [[-1.0, 0.0, 3.0]]),
    case("mean_absolute_percentage_error", "targets apart from 0", draws(1, 9), draws(-9, 9)),
    case("mean_absolute_percentage_error", "a target of 0", [[0.0, 0.0, -2.0]], [[0.5, -0.25, 1.0]]),
    case("binary_focal_crossentropy", "probabilities", [[1.0, 0.0, 1.0], [0.0, 0.0, 1.0], [1.0, 1.0, 0.0]], draws(0.05, 0.95, 3)),
    case("binary_focal_crossentropy", "balanced, smoothed", [[1.0, 0.0, 1.0], [0.0, 1.0, 0.0]], draws(0.05, 0.95, 2),
         gamma=1.5, alpha=0.75, apply_class_balancing=True, label_smoothing=0.25),
    case("binary_focal_crossentropy", "logits", [[1.0, 0.0, 1.0], [0.0, 0.0, 1.0], [1.0, 1.0, 0.0]], draws(-6, 6, 3), from_logits=True),
    case("binary_focal_crossentropy", "logits, balanced", [[1.0, 0.0, 0.5], [0.0, 0.25, 1.0]], draws(-6, 6, 2),
         gamma=3.0, alpha=0.125, apply_class_balancing=True, from_logits=True),
    case("categorical_focal_crossentropy", "probabilities", classes(), shares()),
    case("categorical_focal_crossentropy", "not normalized, smoothed", classes(), draws(0.1, 3), gamma=0.5, alpha=0.5, label_smoothing=0.25),
    case("categorical_focal_crossentropy", "no focus", classes(), shares(), gamma=0.0, alpha=1.0),
]
meta = {"torch": torch.__version__, "numpy": np.__version__, "formulas": "Keras 2.15"}
print('{"meta":' + json.dumps(meta) + ',"losses":[\n' + ",\n".join(json.dumps(c, separators=(",", ":")) for c in cases) + "\n]}")
