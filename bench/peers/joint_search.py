"""Searches epochs and batch size together as a Python user does: scikit-learn's GridSearchCV over the seed notebook's net in PyTorch.

usage: python3 joint_search.py DATA [--jobs 2] [--epochs 10 20 30 40] [--batch-sizes 32 64 128 192 256]
DATA is the folder that holds mnist/. One JSON line is printed: seconds, those of the refit
among them, the best parameters and the accuracies of every candidate.
"""
import argparse, gzip, json, os, time

parser = argparse.ArgumentParser()
parser.add_argument("data")
parser.add_argument("--jobs", type=int, default=2)
parser.add_argument("--epochs", type=int, nargs="+", default=[10, 20, 30, 40])
parser.add_argument("--batch-sizes", type=int, nargs="+", default=[32, 64, 128, 192, 256])
options = parser.parse_args()
os.environ["OMP_NUM_THREADS"] = "1"  # one operator thread per training, which is the peer's best with two trainings at once

import numpy as np
import torch
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.model_selection import GridSearchCV
from torch import nn


class Net(ClassifierMixin, BaseEstimator):
    """What a user writes (or skorch gives them): fit, predict, one net per fit."""

    def __init__(self, epochs=10, batch_size=128):
        self.epochs = epochs
        self.batch_size = batch_size

    def fit(self, x, y):
        torch.set_num_threads(1)
        torch.manual_seed(7)
        self.classes_ = np.unique(y)
        self.net_ = nn.Sequential(
            nn.Conv2d(1, 4, 3), nn.ReLU(), nn.Conv2d(4, 8, 3), nn.ReLU(), nn.MaxPool2d(2), nn.Dropout(0.25),
            nn.Flatten(), nn.Linear(1152, 16), nn.ReLU(), nn.Dropout(0.5), nn.Linear(16, 2))
        optimizer = torch.optim.RMSprop(self.net_.parameters(), lr=0.001, alpha=0.9, eps=1e-7)
        loss_of = nn.CrossEntropyLoss()
        images, labels = torch.from_numpy(x), torch.from_numpy(y)
        self.net_.train()
        for _ in range(self.epochs):
            order = torch.randperm(len(images))
            for first in range(0, len(images), self.batch_size):
                rows = order[first:first + self.batch_size]
                optimizer.zero_grad()
                loss_of(self.net_(images[rows]), labels[rows]).backward()
                optimizer.step()
        return self

    def predict(self, x):
        self.net_.eval()
        with torch.no_grad():
            return self.net_(torch.from_numpy(x)).argmax(1).numpy()


def idx(name, header):
    with gzip.open(os.path.join(options.data, "mnist", name), "rb") as file:
        return np.frombuffer(file.read(), np.uint8, offset=header)


if __name__ == "__main__":
    labels = idx("train-labels-idx1-ubyte.gz", 8)
    images = idx("train-images-idx3-ubyte.gz", 16).reshape(-1, 1, 28, 28)
    picked = (labels == 2) | (labels == 7)
    x, y = images[picked].astype(np.float32) / 255, (labels[picked] == 7).astype(np.int64)
    start = time.perf_counter()
    search = GridSearchCV(Net(), {"epochs": options.epochs, "batch_size": options.batch_sizes}, cv=2, n_jobs=options.jobs, scoring="accuracy").fit(x, y)
    print(json.dumps({
        "seconds": time.perf_counter() - start,
        "refit_seconds": search.refit_time_,
        "best": search.best_params_,
        "accuracy": search.best_score_,
        "accuracies": search.cv_results_["mean_test_score"].tolist(),
    }))
