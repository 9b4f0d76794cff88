"""Random searches as scikit-learn runs them, for the bench verb `searches`, which runs the same and compares column by column.

usage: python3 random_searches.py [--count 500] [--seed 1] > searches.jsonl
A line holds one search (rows, grid, folds, scorers, settings) and what came of it, or that it raised. Data are eighths, so that both sides
compute with the same numbers. scikit-learn 1.2's neg_log_loss and top_k_accuracy, given by name, cannot know a class that is missing from the
rows they score; where one of them is among the scorers, `with_labels` is the outcome when both are told the estimator's classes.
"""
import argparse, json, math, random, sys, warnings

import numpy as np
import sklearn
from sklearn.base import BaseEstimator, ClassifierMixin, RegressorMixin
from sklearn.metrics import get_scorer, log_loss, top_k_accuracy_score
from sklearn.model_selection import (
    GridSearchCV, GroupKFold, KFold, LeaveOneGroupOut, LeaveOneOut, PredefinedSplit, StratifiedGroupKFold, StratifiedKFold, TimeSeriesSplit,
    check_cv, cross_validate)

warnings.simplefilter("ignore")
np.seterr(all="ignore")


class Toy(BaseEstimator):
    def __init__(self, alpha=0.5, kind="lin", fail_above=1e300, dummy=0):
        self.alpha, self.kind, self.fail_above, self.dummy = alpha, kind, fail_above, dummy

    def fit(self, x, y):
        mu = x[:, 0].sum() / len(x)
        if self.alpha < 0:
            raise ValueError("alpha below 0")
        if mu > self.fail_above:
            raise ValueError("mean above the limit")
        self.mu_, self.nu_, self.classes_ = mu, y.sum() / len(y), np.unique(y)
        return self


class ToyRegressor(RegressorMixin, Toy):
    def predict(self, x):
        return self.alpha * (x[:, 0] - self.mu_) + self.nu_

    def score(self, x, y):
        return 0.75 - (1 if self.kind == "lin" else 0.5) * abs(self.alpha - self.mu_) - 0.125 * abs(self.nu_ - y.sum() / len(y))


class ToyClassifier(ClassifierMixin, Toy):
    """Classes by distance: the weight of class i is 1 + |x − mu| where i is the class of the row's bucket, else 1; alpha shifts the buckets."""

    def predict_proba(self, x):
        bucket = np.floor(np.abs((x[:, 0] - self.mu_) * 8 + self.alpha * 8)).astype(int) % len(self.classes_)
        weights = np.ones((len(x), len(self.classes_)))
        weights[np.arange(len(x)), bucket] = 2 if self.kind == "lin" else 4
        return weights / weights.sum(axis=1, keepdims=True)

    def predict(self, x):
        return self.classes_[self.predict_proba(x).argmax(axis=1)]


def custom(name, limit):
    """A scorer that throws, is not a number or is infinite where its rule says so; else alpha times the rows."""
    def score(estimator, x, y):
        alpha, mu = estimator.alpha, estimator.mu_
        if name == "raise_alpha" and alpha > limit or name == "raise_mean" and mu > limit or name == "raise_rows" and len(x) > limit * 16 or name == "raise_always":
            raise RuntimeError("no score")
        if name == "nan_alpha" and alpha > limit or name == "nan_mean" and mu > limit or name == "nan_rows" and len(x) > limit * 16 or name == "nan_always":
            return math.nan
        if name == "inf_alpha" and alpha > limit:
            return math.inf
        if name == "neg_inf_mean" and mu > limit:
            return -math.inf
        return 1.0 if name == "constant" else alpha * len(x)
    return score


CUSTOM = ["raise_alpha", "raise_mean", "raise_rows", "raise_always", "nan_alpha", "nan_mean", "nan_rows", "nan_always", "inf_alpha", "neg_inf_mean", "constant", "plain"]
REGRESSION = ["r2", "neg_mean_squared_error", "neg_mean_absolute_error", "max_error", "neg_median_absolute_error", "explained_variance",
              "neg_mean_squared_log_error", "neg_root_mean_squared_error", "neg_mean_absolute_percentage_error"]
CLASSIFICATION = ["accuracy", "balanced_accuracy", "f1", "f1_macro", "precision", "recall", "precision_weighted", "roc_auc", "roc_auc_ovr", "neg_log_loss",
                  "average_precision", "matthews_corrcoef", "neg_brier_score", "top_k_accuracy"]


def top_k_with_labels(estimator, x, y):
    scores, classes = estimator.predict_proba(x), estimator.classes_
    return top_k_accuracy_score(y, scores[:, 1] if len(classes) == 2 else scores, labels=classes)


def log_loss_with_labels(estimator, x, y):
    if not np.isin(y, estimator.classes_).all():
        raise ValueError("a class without a probability")  # log_loss counts such a row as no loss
    return -log_loss(y, estimator.predict_proba(x), labels=estimator.classes_)


WITH_LABELS = {"neg_log_loss": log_loss_with_labels, "top_k_accuracy": top_k_with_labels}


def rule(name, results):
    """Refit by a function."""
    means = results[[key for key in results if key.startswith("mean_test_")][0]]
    return {"first": 0, "last": len(means) - 1, "beyond": len(means), "below": -1, "worst": int(np.argmin(np.nan_to_num(means, nan=1e9)))}[name]


def draw(rng):
    is_classifier = rng.random() < 0.5
    rows = rng.randint(6, 40)
    classes = rng.choice([2, 2, 3])
    y = [rng.randrange(classes) for _ in range(rows)] if is_classifier else [rng.randint(-16, 32) / 8 for _ in range(rows)]
    if rng.random() < 0.3:
        y.sort()  # folds of one class
    if is_classifier and len(set(y)) < 2:
        y[0], y[-1] = 0, 1
    spec = {
        "classifier": is_classifier, "x": [rng.randint(0, 16) / 8 for _ in range(rows)], "y": y, "train": rng.random() < 0.4,
        "error_score": rng.choice([None, None, None, None, 0.0, -1.5, 2.5, "raise"]), "groups": None,
    }
    alphas = [0.0, 0.25, 0.5, 0.75, 1.0] + ([-1.0, -0.5] if rng.random() < 0.4 else [])
    grids = []
    for _ in range(rng.choice([1, 1, 1, 2])):
        grid = {"alpha": rng.sample(alphas, rng.randint(1, 5))}
        if rng.random() < 0.4:
            grid["kind"] = rng.sample(["lin", "quad"], rng.randint(1, 2))
        if rng.random() < 0.3:
            grid["fail_above"] = rng.sample([0.5, 0.9, 1.0, 1.1, 3.0], rng.randint(1, 2))
        if rng.random() < 0.3:
            grid["dummy"] = list(range(rng.randint(1, 3)))  # equal candidates
        grids.append(grid)
    spec["grids"] = grids
    kinds = ["int", "int", "KFold", "GroupKFold", "LeaveOneGroupOut", "TimeSeriesSplit", "LeaveOneOut", "PredefinedSplit"]
    kind = rng.choice(kinds + ["StratifiedKFold", "StratifiedGroupKFold"] * (2 if is_classifier else rng.random() < 0.2))
    cv = {"kind": kind, "folds": rng.randint(2, 5)}
    if "Group" in kind:
        spec["groups"] = [rng.randrange(6) for _ in range(rows)]
    if kind == "PredefinedSplit":
        cv["test_fold"] = [rng.randint(-1, 2) for _ in range(rows)]
    spec["cv"] = cv
    names = CLASSIFICATION if is_classifier else REGRESSION
    form = rng.choice(["none", "name", "function", "many", "many", "many"])
    pick = lambda count: [{"name": name, "limit": rng.choice([0.3, 0.6, 0.9, 1.0])} for name in rng.sample(names + CUSTOM, count)]
    spec["scoring"] = [] if form == "none" else pick(1) if form != "many" else pick(rng.randint(2, 4))
    if form == "function":
        spec["scoring"] = [{"name": rng.choice(CUSTOM), "limit": rng.choice([0.3, 0.6, 0.9, 1.0])}]
    scorers = [scorer["name"] for scorer in spec["scoring"]]
    functions = ["first", "last", "worst", "worst", rng.choice(["beyond", "below"])]
    spec["refit"] = rng.choice([False, {"by": rng.choice(functions)}] + 4 * scorers + ["nobody", True]) if len(scorers) > 1 else rng.choice([True, True, True, False, {"by": rng.choice(functions)}])
    spec["verb"] = "cross_validate" if rng.random() < 0.15 else "search"
    return spec


def folds_of(spec):
    cv = spec["cv"]
    return {
        "int": lambda: cv["folds"], "KFold": lambda: KFold(cv["folds"]), "StratifiedKFold": lambda: StratifiedKFold(cv["folds"]),
        "GroupKFold": lambda: GroupKFold(cv["folds"]), "LeaveOneGroupOut": LeaveOneGroupOut, "StratifiedGroupKFold": lambda: StratifiedGroupKFold(cv["folds"]),
        "TimeSeriesSplit": lambda: TimeSeriesSplit(cv["folds"]), "LeaveOneOut": LeaveOneOut, "PredefinedSplit": lambda: PredefinedSplit(cv.get("test_fold")),
    }[cv["kind"]]()


def has_empty_fold(spec, x, y):
    """Folds that nothing can be learned from or scored on; Trimtab refuses them before it trains."""
    try:
        cv = check_cv(folds_of(spec), y, classifier=spec["classifier"])
        return any(len(train) == 0 or len(test) == 0 for train, test in cv.split(x, y, spec["groups"]))
    except ValueError:
        return False


def run(spec, labels):
    x, y = np.array(spec["x"]).reshape(-1, 1), np.array(spec["y"])
    estimator = ToyClassifier() if spec["classifier"] else ToyRegressor()
    named = lambda name: WITH_LABELS[name] if labels and name in WITH_LABELS else get_scorer(name)
    scorers = {s["name"]: custom(s["name"], s["limit"]) if s["name"] in CUSTOM else named(s["name"]) for s in spec["scoring"]}
    scoring = None if not scorers else next(iter(scorers.values())) if len(scorers) == 1 else scorers
    error_score = math.nan if spec["error_score"] is None else spec["error_score"]
    common = dict(scoring=scoring, cv=folds_of(spec), error_score=error_score, return_train_score=spec["train"])
    if spec["verb"] == "cross_validate":
        first = {name: values[0] for name, values in spec["grids"][0].items()}
        result = cross_validate(estimator.set_params(**first), x, y, groups=spec["groups"], **common)
        return {"columns": {name: list(map(float, values)) for name, values in result.items() if "time" not in name}}
    refit = spec["refit"]
    if isinstance(refit, dict):
        refit = lambda results: rule(spec["refit"]["by"], results)
    search = GridSearchCV(estimator, spec["grids"], refit=refit, **common).fit(x, y, groups=spec["groups"])
    columns = {name: [float(v) for v in values] for name, values in search.cv_results_.items() if "time" not in name and not name.startswith("param")}
    best = int(search.best_index_) if hasattr(search, "best_index_") else None
    return {
        "columns": columns, "best_index": best, "best_score": float(search.best_score_) if hasattr(search, "best_score_") else None,
        "refitted_mu": float(search.best_estimator_.mu_) if hasattr(search, "best_estimator_") else None, "candidates": len(search.cv_results_["params"]),
    }


def outcome_of(spec, labels=False):
    try:
        return run(spec, labels)
    except Exception as error:
        return {"raised": f"{type(error).__name__}: {error}"[:400]}


def plain(value):
    """JSON without bare NaN."""
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    return str(value) if isinstance(value, float) and not math.isfinite(value) else value


parser = argparse.ArgumentParser()
parser.add_argument("--count", type=int, default=500)
parser.add_argument("--seed", type=int, default=1)
options = parser.parse_args()
rng = random.Random(options.seed)
print(json.dumps({"scikit-learn": sklearn.__version__, "numpy": np.__version__, "seed": options.seed}))
done = 0
while done < options.count:
    spec = draw(rng)
    if has_empty_fold(spec, np.array(spec["x"]).reshape(-1, 1), np.array(spec["y"])):
        continue
    line = {"spec": spec, "outcome": outcome_of(spec)}
    if any(scorer["name"] in WITH_LABELS for scorer in spec["scoring"]):
        line["with_labels"] = outcome_of(spec, labels=True)
    print(json.dumps(plain(line)))
    done += 1
