"""A grid search of many candidates of a cheap estimator as scikit-learn runs it: its own overhead is measured.

usage: python3 candidates.py [COUNT] [--jobs 1]      10,000 candidates by default, five folds, refit included
One JSON line is printed: elapsed seconds and CPU seconds of the process and its workers.
"""
import argparse, json, os, time

parser = argparse.ArgumentParser()
parser.add_argument("count", type=int, nargs="?", default=10_000)
parser.add_argument("--jobs", type=int, default=1)
options = parser.parse_args()

import numpy as np
from sklearn.base import BaseEstimator, RegressorMixin
from sklearn.model_selection import GridSearchCV


class Toy(RegressorMixin, BaseEstimator):
    """The estimator of the bench's SearchToy."""

    def __init__(self, alpha=0.5):
        self.alpha = alpha

    def fit(self, x, y):
        self.mu_, self.nu_ = x[:, 0].sum() / len(x), y.sum() / len(y)
        return self

    def score(self, x, y):
        return 0.75 - abs(self.alpha - self.mu_) - 0.125 * abs(self.nu_ - y.sum() / len(y))


if __name__ == "__main__":
    rows = np.arange(100)
    x, y = (rows % 17 / 8).reshape(-1, 1), rows % 13 / 8
    elapsed, cpu = time.perf_counter(), sum(os.times()[:4])
    search = GridSearchCV(Toy(), {"alpha": np.arange(options.count) / options.count}, cv=5, n_jobs=options.jobs).fit(x, y)
    elapsed = time.perf_counter() - elapsed
    if options.jobs > 1:
        from joblib.externals.loky import get_reusable_executor
        get_reusable_executor().shutdown(wait=True)  # CPU time of a worker is known when it has ended
    print(json.dumps({
        "candidates": len(search.cv_results_["params"]), "jobs": options.jobs, "seconds": round(elapsed, 2),
        "cpu_seconds": round(sum(os.times()[:4]) - cpu, 2), "best": search.best_score_,
    }))
