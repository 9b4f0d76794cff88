"""Successive halving over histogram gradient boosting in scikit-learn, repeated with other candidates for a time, on outer folds.

usage: python3 automl.py SET [--seconds 60]      breast_cancer, wine, digits or diabetes
One JSON line is printed: the score of each outer fold, their mean and its standard error (Nadeau and Bengio), and how many candidates each search tried.
"""
import argparse, json, time

parser = argparse.ArgumentParser()
parser.add_argument("set")
parser.add_argument("--seconds", type=float, default=60)
parser.add_argument("--folds", type=int, default=5)
options = parser.parse_args()

import warnings
warnings.filterwarnings("ignore")
import numpy as np
from scipy.stats import loguniform, randint
from sklearn import datasets
from sklearn.ensemble import HistGradientBoostingClassifier, HistGradientBoostingRegressor
from sklearn.experimental import enable_halving_search_cv  # noqa: F401
from sklearn.model_selection import HalvingRandomSearchCV, KFold, StratifiedKFold

is_regression = options.set == "diabetes"
x, y = getattr(datasets, f"load_{options.set}")(return_X_y=True)
space = {
    "learning_rate": loguniform(0.01, 0.5), "max_leaf_nodes": randint(4, 64), "min_samples_leaf": randint(1, 50),
    "l2_regularization": loguniform(1e-3, 10),
}
model = HistGradientBoostingRegressor() if is_regression else HistGradientBoostingClassifier()
outer = KFold(options.folds) if is_regression else StratifiedKFold(options.folds)
scores, candidates = [], []
for train, test in outer.split(x, y):
    start, best, tried, seed = time.time(), None, 0, 0
    while best is None or time.time() - start < options.seconds:
        search = HalvingRandomSearchCV(
            model, space, n_candidates=16, resource="max_iter", min_resources=10, max_resources=270, factor=3, cv=5, random_state=seed,
        ).fit(x[train], y[train])
        tried, seed = tried + search.n_candidates_[0], seed + 1
        if best is None or search.best_score_ > best.best_score_:
            best = search
    scores.append(best.score(x[test], y[test]))
    candidates.append(int(tried))
print(json.dumps({
    "set": options.set, "mean": round(float(np.mean(scores)), 4),
    "standard_error": round(float((np.var(scores, ddof=1) * (1 / options.folds + 1 / (options.folds - 1))) ** 0.5), 4), "scores": [round(float(s), 4) for s in scores], "candidates": candidates,
}))
