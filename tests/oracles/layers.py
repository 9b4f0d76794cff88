"""Makes layers.json: layers of Keras 2 and their gradients by PyTorch's autograd in double precision.

Usage: python3 -W ignore layers.py > layers.json

Recurrent layers are PyTorch's own, whose gates are put in Keras's order; images are NHWC, kernels HWIO. Augmentations are of one
factor, as a matrix that SciPy's interpolation makes, with the maps of keras/layers/preprocessing/image_preprocessing.py.
"""
import json
import random

import numpy as np
import scipy
import torch
import torch.nn.functional as F
from scipy.ndimage import map_coordinates

torch.set_default_dtype(torch.float64)
rng = random.Random(15)


def draw(*shape, step=32, limit=1.5):
    count = int(np.prod(shape))
    return torch.tensor([rng.randint(int(-limit * step), int(limit * step)) / step for _ in range(count)]).reshape(shape)


def images(x):
    return x.permute(0, 3, 1, 2)


def rows(x):
    return x.permute(0, 2, 3, 1)


def pads(size, window, stride):
    zeros = max((-(-size // stride) - 1) * stride + window - size, 0)
    return zeros // 2, zeros - zeros // 2


def convolve(x, kernel, bias, strides, padding, groups=1):
    """x: NHWC; kernel: HW, inputs of a group, outputs."""
    x = images(x)
    if padding == "causal":
        x = F.pad(x, (kernel.shape[1] - 1, 0))
    if padding == "same":
        (top, bottom), (left, right) = (pads(n, w, s) for n, w, s in zip(x.shape[2:], kernel.shape[:2], strides))
        x = F.pad(x, (left, right, top, bottom))
    return rows(F.conv2d(x, kernel.permute(3, 2, 0, 1), bias, strides, groups=groups))


def depthwise(x, kernel, bias, strides, padding):
    h, w, inputs, multiplier = kernel.shape
    return convolve(x, kernel.reshape(h, w, 1, inputs * multiplier), bias, strides, padding, groups=inputs)


def separable(x, kernel, pointwise, bias, strides, padding):
    return convolve(depthwise(x, kernel, None, strides, padding), pointwise, bias, (1, 1), "valid")


def conv1d(x, kernel, bias, strides, padding):
    return convolve(x[:, None], kernel[None], bias, (1, strides), padding)[:, 0]


def normalized(x, gamma, beta, groups, epsilon):
    """Group normalization of N…C."""
    moved = x.movedim(-1, 1)
    return F.group_norm(moved, groups, gamma, beta, epsilon).movedim(1, -1)


def recurrent(kind, x, weights, sequences, backwards=False):
    kernel, recurrent_kernel, bias = weights
    units = recurrent_kernel.shape[0]
    order = {"gru": [1, 0, 2]}.get(kind, range(kernel.shape[1] // units))  # Keras's z, r, g to torch's r, z, n

    def gates(w):
        return torch.cat([w[..., g * units:(g + 1) * units] for g in order], -1)

    two = bias if bias.ndim == 2 else torch.stack([bias, torch.zeros_like(bias)])
    parameters = [gates(kernel).T, gates(recurrent_kernel).T, gates(two[0]), gates(two[1])]
    start = torch.zeros(1, len(x), units)
    x = x.flip(1) if backwards else x
    function, state = {"gru": (torch.gru, start), "lstm": (torch.lstm, (start, start)), "simple_rnn": (torch.rnn_tanh, start)}[kind]
    y = function(x, state, parameters, True, 1, 0.0, False, False, True)[0]
    return y if sequences else y[:, -1]


def bidirectional(kind, x, weights, sequences):
    forward, backward = recurrent(kind, x, weights[:3], sequences), recurrent(kind, x, weights[3:], sequences, backwards=True)
    return torch.cat([forward, backward.flip(1) if sequences else backward], -1)


def rotation(turn, h, w):
    cos, sin = np.cos(2 * np.pi * turn), np.sin(2 * np.pi * turn)
    return [cos, -sin, ((w - 1) - (cos * (w - 1) - sin * (h - 1))) / 2, sin, cos, ((h - 1) - (sin * (w - 1) + cos * (h - 1))) / 2]


def zoom(rows, columns, h, w):
    return [columns, 0, (w - 1) / 2 * (1 - columns), 0, rows, (h - 1) / 2 * (1 - rows)]


def sampled_case(layer, settings, matrix, mode="reflect", fill=0.0, order=1, h=4, w=5):
    """What is at (x, y) comes from (m0 x + m1 y + m2, m3 x + m4 y + m5)."""
    y, x = np.mgrid[:h, :w]
    places = [matrix[3] * x + matrix[4] * y + matrix[5], matrix[0] * x + matrix[1] * y + matrix[2]]

    def of(image):
        return map_coordinates(image, places, order=order, mode=mode, cval=fill, prefilter=False).ravel()

    start = torch.tensor(of(np.zeros((h, w))))
    linear = torch.stack([torch.tensor(of(basis.reshape(h, w))) - start for basis in np.eye(h * w)])
    settings = {**settings, "fill_value": fill} if fill else settings
    return case(layer, settings, draw(2, h, w, 2),
                lambda x: torch.einsum("nic,ij->njc", x.reshape(2, h * w, 2), linear).add(start[:, None]).reshape(2, h, w, 2))


def tensor(x):
    return {"shape": list(x.shape), "data": x.detach().flatten().tolist()}


def case(layer, settings, x, compute, **weights):
    leaves = [w.clone().requires_grad_() for w in weights.values()]
    x = x.clone().requires_grad_()
    y = compute(x, *leaves)
    upstream = draw(*y.shape, step=16)
    gradients = torch.autograd.grad(y, [x, *leaves], upstream, allow_unused=True)
    named = {name: tensor(torch.zeros_like(x) if g is None else g) for name, g in zip(["x", *weights], gradients)}
    return {"layer": layer, "settings": settings, "inputs": {"x": tensor(x), **{n: tensor(w) for n, w in weights.items()}},
            "upstream": tensor(upstream), "output": tensor(y), "gradients": named}


def recurrent_case(kind, sequences, backwards=False, settings=None, units=3, features=4):
    gates = {"gru": 3, "lstm": 4, "simple_rnn": 1}[kind]
    bias = draw(2, gates * units, limit=0.5) if kind == "gru" else draw(gates * units, limit=0.5)
    s = {"units": units, "return_sequences": sequences, "go_backwards": backwards}
    return case(kind, s, draw(2, 5, features), lambda x, *w: recurrent(kind, x, w, sequences, backwards),
                kernel=draw(features, gates * units, limit=0.7), recurrent_kernel=draw(units, gates * units, limit=0.7), bias=bias)


def bidirectional_case(kind, sequences, units=3, features=4):
    gates = {"gru": 3, "lstm": 4, "simple_rnn": 1}[kind]
    weights = {}
    for direction in ("forward_", "backward_"):
        weights[direction + "kernel"] = draw(features, gates * units, limit=0.7)
        weights[direction + "recurrent_kernel"] = draw(units, gates * units, limit=0.7)
        weights[direction + "bias"] = draw(2, gates * units, limit=0.5) if kind == "gru" else draw(gates * units, limit=0.5)
    inner = {"name": kind, "settings": {"units": units, "return_sequences": sequences}}
    return case("bidirectional", {"layer": inner}, draw(2, 5, features), lambda x, *w: bidirectional(kind, x, w, sequences), **weights)


cases = [
    case("zero_padding2d", {"padding": [[1, 0], [2, 3]]}, draw(2, 3, 4, 2), lambda x: F.pad(x, (0, 0, 2, 3, 1, 0))),
    case("up_sampling2d", {"size": [2, 3]}, draw(2, 2, 3, 2),
         lambda x: rows(F.interpolate(images(x), scale_factor=(2.0, 3.0), mode="nearest"))),
    case("reshape", {"target_shape": [4, 3]}, draw(2, 2, 3, 2), lambda x: x.reshape(2, 4, 3)),
    case("permute", {"dims": [3, 1, 2]}, draw(2, 2, 3, 4), lambda x: x.permute(0, 3, 1, 2)),
    case("global_max_pooling2d", {}, draw(2, 3, 4, 2, step=1000), lambda x: x.amax((1, 2))),
    case("layer_normalization", {"epsilon": 0.001}, draw(3, 7),
         lambda x, g, b: F.layer_norm(x, (7,), g, b, 0.001), gamma=draw(7), beta=draw(7)),
    case("layer_normalization", {"epsilon": 0.125}, draw(2, 3, 2, 5),
         lambda x, g, b: F.layer_norm(x, (5,), g, b, 0.125), gamma=draw(5), beta=draw(5)),
    case("layer_normalization", {"scale": False, "center": False}, draw(2, 4, 6), lambda x: F.layer_norm(x, (6,), eps=0.001)),
    case("group_normalization", {"groups": 2, "epsilon": 0.001}, draw(2, 3, 2, 6), lambda x, g, b: normalized(x, g, b, 2, 0.001),
         gamma=draw(6), beta=draw(6)),
    case("group_normalization", {"groups": 4, "scale": False}, draw(2, 5, 4),
         lambda x, b: normalized(x, torch.ones(4), b, 4, 0.001), beta=draw(4)),
    case("conv1d", {"filters": 3, "kernel_size": 3, "activation": "tanh"}, draw(2, 7, 2),
         lambda x, k, b: torch.tanh(conv1d(x, k, b, 1, "valid")), kernel=draw(3, 2, 3), bias=draw(3)),
    case("conv1d", {"filters": 2, "kernel_size": 4, "strides": 2, "padding": "same", "use_bias": False}, draw(2, 7, 3),
         lambda x, k: conv1d(x, k, None, 2, "same"), kernel=draw(4, 3, 2)),
    case("max_pooling1d", {"pool_size": 3, "strides": 2}, draw(2, 8, 2, step=1000),
         lambda x: F.max_pool1d(x.transpose(1, 2), 3, 2).transpose(1, 2)),
    case("average_pooling1d", {"pool_size": 2}, draw(2, 7, 3), lambda x: F.avg_pool1d(x.transpose(1, 2), 2).transpose(1, 2)),
    case("global_max_pooling1d", {}, draw(2, 5, 3, step=1000), lambda x: x.amax(1)),
    case("global_average_pooling1d", {}, draw(2, 5, 3), lambda x: x.mean(1)),
    case("depthwise_conv2d", {"kernel_size": [3, 3], "depth_multiplier": 2, "activation": "sigmoid"}, draw(2, 5, 4, 3),
         lambda x, k, b: torch.sigmoid(depthwise(x, k, b, (1, 1), "valid")), depthwise_kernel=draw(3, 3, 3, 2), bias=draw(6)),
    case("depthwise_conv2d", {"kernel_size": [2, 3], "strides": [2, 2], "padding": "same", "use_bias": False}, draw(2, 5, 6, 2),
         lambda x, k: depthwise(x, k, None, (2, 2), "same"), depthwise_kernel=draw(2, 3, 2, 1)),
    case("separable_conv2d", {"filters": 4, "kernel_size": [3, 2], "depth_multiplier": 2, "activation": "tanh"}, draw(2, 5, 4, 2),
         lambda x, k, p, b: torch.tanh(separable(x, k, p, b, (1, 1), "valid")),
         depthwise_kernel=draw(3, 2, 2, 2), pointwise_kernel=draw(1, 1, 4, 4, limit=0.5), bias=draw(4)),
    case("separable_conv2d", {"filters": 3, "kernel_size": [3, 3], "strides": [2, 2], "padding": "same", "use_bias": False},
         draw(2, 5, 6, 2),
         lambda x, k, p: separable(x, k, p, None, (2, 2), "same"), depthwise_kernel=draw(3, 3, 2, 1), pointwise_kernel=draw(1, 1, 2, 3)),
    case("embedding", {"input_dim": 5, "output_dim": 3}, torch.tensor([[0.0, 4, 2, 2], [1, 0, 4, 4]]),
         lambda x, e: F.embedding(x.detach().long(), e), embeddings=draw(5, 3)),
    *[recurrent_case(kind, sequences, backwards) for kind in ("simple_rnn", "lstm", "gru") for sequences in (False, True)
      for backwards in (False, True)],
    sampled_case("random_rotation", {"factor": [0.1, 0.1]}, rotation(0.1, 4, 5)),
    sampled_case("random_rotation", {"factor": [-0.3, -0.3], "fill_mode": "nearest"}, rotation(-0.3, 4, 5), "nearest"),
    sampled_case("random_rotation", {"factor": [0.2, 0.2], "fill_mode": "constant"}, rotation(0.2, 4, 5), "grid-constant", 0.5),
    sampled_case("random_rotation", {"factor": [0.13, 0.13], "interpolation": "nearest"}, rotation(0.13, 4, 5), order=0),
    sampled_case("random_translation", {"height_factor": [0.3, 0.3], "width_factor": [-0.25, -0.25]}, [1, 0, 1.25, 0, 1, -1.2]),
    sampled_case("random_translation", {"height_factor": [-0.9, -0.9], "width_factor": [1, 1]}, [1, 0, -5, 0, 1, 3.6]),
    sampled_case("random_zoom", {"height_factor": [0.6, 0.6]}, zoom(1.6, 1.6, 4, 5)),
    sampled_case("random_zoom", {"height_factor": [-0.5, -0.5], "width_factor": [0.25, 0.25], "fill_mode": "constant"},
                 zoom(0.5, 1.25, 4, 5), "grid-constant"),
    *[bidirectional_case(kind, sequences) for kind in ("simple_rnn", "lstm", "gru") for sequences in (False, True)],
    case("conv1d", {"filters": 4, "kernel_size": 3, "padding": "causal", "activation": "tanh"}, draw(2, 6, 3),
         lambda x, k, b: torch.tanh(conv1d(x, k, b, 1, "causal")), kernel=draw(3, 3, 4, limit=0.5), bias=draw(4)),
    case("conv1d", {"filters": 2, "kernel_size": 4, "strides": 2, "padding": "causal", "use_bias": False}, draw(2, 7, 2),
         lambda x, k: conv1d(x, k, None, 2, "causal"), kernel=draw(4, 2, 2)),
    case("conv1d", {"filters": 2, "kernel_size": 5, "strides": 3, "padding": "causal"}, draw(2, 3, 2),
         lambda x, k, b: conv1d(x, k, b, 3, "causal"), kernel=draw(5, 2, 2), bias=draw(2)),
    case("dense", {"units": 4, "activation": "tanh"}, draw(2, 5, 3), lambda x, k, b: torch.tanh(x @ k + b),
         kernel=draw(3, 4, limit=0.5), bias=draw(4)),
    case("dense", {"units": 3, "activation": "softmax", "use_bias": False}, draw(3, 2, 3, 5), lambda x, k: torch.softmax(x @ k, -1),
         kernel=draw(5, 3, limit=0.5)),
    sampled_case("random_translation", {"height_factor": [0.3, 0.3], "width_factor": [-0.25, -0.25], "fill_mode": "wrap"},
                 [1, 0, 1.25, 0, 1, -1.2], "grid-wrap"),
    sampled_case("random_translation", {"height_factor": [-0.9, -0.9], "width_factor": [0.7, 0.7], "fill_mode": "wrap",
                                        "interpolation": "nearest"}, [1, 0, -3.5, 0, 1, 3.6], "grid-wrap", order=0),
    sampled_case("random_rotation", {"factor": [0.2, 0.2], "fill_mode": "wrap"}, rotation(0.2, 4, 5), "grid-wrap"),
]
meta = {"torch": torch.__version__, "numpy": np.__version__, "scipy": scipy.__version__}
print('{"meta":' + json.dumps(meta) + ',"layers":[\n' + ",\n".join(json.dumps(c, separators=(",", ":")) for c in cases) + "\n]}")
