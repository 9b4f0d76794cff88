"""Makes weights.json: weights of rows and of classes. Usage: python3 -W ignore weights.py > weights.json

Trainings by PyTorch's autograd in single precision, by Keras 2's rule: a row's loss times its weight times that of its class, summed over the batch
and divided by its rows. Scores, and the weights of classes in balance, by scikit-learn.
"""
import json

import numpy as np
import sklearn
import sklearn.metrics as m
import torch
import torch.nn.functional as F
from sklearn.utils.class_weight import compute_class_weight

rng = np.random.RandomState(22)


def numbers(array):
    return [float(x) for x in np.asarray(array, dtype=np.float64).reshape(-1)]


def training(loss, outputs, sample, classes):
    rows, features, batch, epochs, rate = 10, 3, 4, 3, 0.5
    x = rng.normal(size=(rows, features)).astype(np.float32)
    labels = np.array([0, 0, 0, 0, 0, 1, 1, 1, 0, 2 if outputs == 3 else 1])
    rng.shuffle(labels)
    real = rng.normal(size=(rows, outputs)).astype(np.float32)
    w = rng.normal(size=(features, outputs)).astype(np.float32)
    weights = rng.choice([0, 0.25, 1, 2.5], size=rows) if sample else np.ones(rows)
    by_class = {int(c): 1.0 for c in np.unique(labels)}
    if classes == "balanced":
        by_class = {int(c): float(k) for c, k in zip(np.unique(labels), compute_class_weight("balanced", classes=np.unique(labels), y=labels))}
    elif classes:
        by_class.update(classes)
    each = torch.tensor((weights * [by_class[int(c)] for c in labels]).astype(np.float32))
    kernel = torch.tensor(w, requires_grad=True)
    bias = torch.zeros(outputs, requires_grad=True)

    def losses(first, last):
        out = torch.tensor(x[first:last]) @ kernel + bias
        if loss == "mse":
            return ((out - torch.tensor(real[first:last])) ** 2).mean(-1)
        if loss == "binary_crossentropy":
            return F.binary_cross_entropy_with_logits(out[:, 0], torch.tensor(labels[first:last].astype(np.float32)), reduction="none")
        return F.cross_entropy(out, torch.tensor(labels[first:last]), reduction="none")

    history = []
    for _ in range(epochs):
        total = 0.0
        for first in range(0, rows, batch):
            last = min(first + batch, rows)
            mean = (losses(first, last) * each[first:last]).sum() / (last - first)
            total += float(mean) * (last - first)
            kernel.grad = bias.grad = None
            mean.backward()
            with torch.no_grad():
                kernel -= rate * kernel.grad
                bias -= rate * bias.grad
        history.append(total / rows)

    with torch.no_grad():
        evaluated = float((losses(0, rows) * torch.tensor(weights.astype(np.float32))).sum() / rows)
        out = (torch.tensor(x) @ kernel + bias).numpy()
    guess = (out[:, 0] > 0).astype(int) if outputs == 1 else out.argmax(-1)
    return {
        "loss": loss, "outputs": outputs, "batch": batch, "epochs": epochs, "rate": rate, "x": numbers(x), "labels": numbers(labels),
        "real": numbers(real), "kernel": numbers(w), "sample_weight": numbers(weights) if sample else None,
        "class_weight": classes if not isinstance(classes, dict) else {str(k): v for k, v in classes.items()},
        "by_class": {str(k): v for k, v in by_class.items()},
        "history": history, "trained_kernel": numbers(kernel.detach()), "trained_bias": numbers(bias.detach()),
        "evaluated_loss": evaluated,
        "weighted_accuracy": None if loss == "mse" else float(m.accuracy_score(labels, guess, sample_weight=weights)),
    }


def classification(classes, rows, zeros):
    truth = np.concatenate([np.arange(classes), rng.randint(0, classes, rows - classes)])
    raw = rng.choice([0.5, 1, 2, 3], size=(rows, classes)) + (truth[:, None] == np.arange(classes)) * rng.choice([0, 2], size=(rows, 1))
    probabilities = raw / raw.sum(-1, keepdims=True)
    guess = probabilities.argmax(-1)
    w = rng.choice([0, 0.5, 1, 3] if zeros else [0.5, 1, 3.25], size=rows)
    w[:classes] = 1
    k = {"sample_weight": w}
    scores = {
        "accuracy": m.accuracy_score(truth, guess, **k),
        "balanced_accuracy": m.balanced_accuracy_score(truth, guess, **k),
        "matthews_corrcoef": m.matthews_corrcoef(truth, guess, **k),
        "neg_log_loss": -m.log_loss(truth, probabilities, **k),
    }
    for average in ["macro", "micro", "weighted"] + (["binary"] if classes == 2 else []):
        for name, score in [("f1", m.f1_score), ("precision", m.precision_score), ("recall", m.recall_score)]:
            scores[name if average == "binary" else f"{name}_{average}"] = score(truth, guess, average=average, zero_division=0, **k)
    if classes == 2:
        scores["roc_auc"] = m.roc_auc_score(truth, probabilities[:, 1], **k)
        scores["average_precision"] = m.average_precision_score(truth, probabilities[:, 1], **k)
        scores["neg_brier_score"] = -m.brier_score_loss(truth, probabilities[:, 1], **k)
    else:
        scores["top_k_accuracy"] = m.top_k_accuracy_score(truth, probabilities, k=2, labels=np.arange(classes), **k)
        scores["roc_auc_ovr"] = m.roc_auc_score(truth, probabilities, multi_class="ovr", **k)
        scores["roc_auc_ovr_weighted"] = m.roc_auc_score(truth, probabilities, multi_class="ovr", average="weighted", **k)
    return {
        "kind": f"{classes} classes, {rows} rows{', zeros' if zeros else ''}", "classes": classes, "truth": numbers(truth), "outputs": 1,
        "probabilities": numbers(probabilities), "predicted": numbers(guess), "weights": numbers(w),
        "scores": {name: float(score) for name, score in scores.items()},
    }


def regression(outputs, rows, zeros):
    truth = rng.uniform(0, 3, size=(rows, outputs))
    predicted = truth + rng.normal(size=(rows, outputs)) * 0.5
    predicted = np.abs(predicted)
    w = rng.choice([0, 0.5, 1, 3] if zeros else [0.5, 1, 3.25], size=rows)
    w[0] = 1
    k = {"sample_weight": w}
    scores = {
        "neg_mean_squared_error": -m.mean_squared_error(truth, predicted, **k),
        "neg_root_mean_squared_error": -m.mean_squared_error(truth, predicted, squared=False, **k),
        "neg_mean_absolute_error": -m.mean_absolute_error(truth, predicted, **k),
        "neg_median_absolute_error": -m.median_absolute_error(truth, predicted, **k),
        "neg_mean_absolute_percentage_error": -m.mean_absolute_percentage_error(truth, predicted, **k),
        "neg_mean_squared_log_error": -m.mean_squared_log_error(truth, predicted, **k),
        "r2": m.r2_score(truth, predicted, **k),
        "explained_variance": m.explained_variance_score(truth, predicted, **k),
    }
    return {
        "kind": f"{outputs} outputs, {rows} rows{', zeros' if zeros else ''}", "classes": 0, "truth": numbers(truth), "outputs": outputs,
        "probabilities": None, "predicted": numbers(predicted), "weights": numbers(w),
        "scores": {name: float(score) for name, score in scores.items()},
    }


cases = {
    "meta": {"torch": torch.__version__, "sklearn": sklearn.__version__, "numpy": np.__version__},
    "trainings": [
        training(loss, outputs, sample, classes)
        for loss, outputs in [("categorical_crossentropy", 3), ("sparse_categorical_crossentropy", 3), ("binary_crossentropy", 1), ("mse", 2)]
        for sample in [False, True]
        for classes in ([None] if loss == "mse" else [None, {0: 0.5, 1: 3.0}, "balanced"])
        if sample or classes
    ],
    "scores": [
        *[classification(classes, rows, zeros) for classes in [2, 3, 5] for rows in [12, 40] for zeros in [False, True]],
        *[regression(outputs, rows, zeros) for outputs in [1, 3] for rows in [5, 8, 31] for zeros in [False, True]],
    ],
}
print('{"meta":' + json.dumps(cases["meta"]), end="")
for kind in ["trainings", "scores"]:
    print(f',\n"{kind}":[\n' + ",\n".join(json.dumps(case, separators=(",", ":")) for case in cases[kind]) + "\n]", end="")
print("}")
