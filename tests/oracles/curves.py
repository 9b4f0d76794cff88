"""Makes curves.json: pipelines in searches, splits, predictions, curves and nested searches by scikit-learn, over a ridge regression. Usage: python3 -W ignore curves.py > curves.json"""
import json
import random
import sys

import numpy as np
import sklearn
from sklearn.impute import SimpleImputer
from sklearn.linear_model import Ridge
from sklearn.model_selection import GridSearchCV, KFold, cross_val_predict, cross_validate, learning_curve, train_test_split, validation_curve
from sklearn.pipeline import Pipeline
from sklearn.preprocessing import MinMaxScaler, RobustScaler, StandardScaler

rng = random.Random(37)
n = 53
x = np.array([[float(np.float32(rng.gauss(5, 2)))] for _ in range(n)])
y = np.array([3 * a[0] + rng.gauss(0, 2) for a in x])
gaps = x.copy()
for row in rng.sample(range(n), 9):
    gaps[row] = np.nan


def split_case(rows, test, train):
    case = {"rows": rows, "test": test, "train": train}
    try:
        first, second = train_test_split(np.arange(rows), test_size=test, train_size=train, shuffle=False)
        case |= {"train_rows": first.tolist(), "test_rows": second.tolist()}
    except ValueError as error:
        case["error"] = str(error)
    return case


sizes = [None, 0.1, 0.25, 0.333, 0.5, 0.9, 1, 3, 7]
splits = [split_case(rows, test, train) for rows in (2, 3, 7, 10, 101) for test in sizes for train in sizes]

grid = {"fill__strategy": ["mean", "median", "most_frequent"], "scale": [StandardScaler(), MinMaxScaler(), RobustScaler()], "ridge__alpha": [0.1, 10.0]}
pipeline = Pipeline([("fill", SimpleImputer()), ("scale", StandardScaler()), ("ridge", Ridge())])
searched = GridSearchCV(pipeline, grid, cv=KFold(4), scoring="r2").fit(gaps, y)
names = {StandardScaler: "standard_scaler", MinMaxScaler: "min_max_scaler", RobustScaler: "robust_scaler"}

train_sizes, train_scores, test_scores = learning_curve(Ridge(), x, y, train_sizes=[0.1, 0.33, 0.5, 0.501, 1.0], cv=KFold(4), scoring="r2")
absolute = learning_curve(Ridge(), x, y, train_sizes=[5, 17, 39], cv=KFold(4), scoring="r2")
alphas = [0.0, 1.0, 30.0, 1000.0]
validated = validation_curve(Ridge(), x, y, param_name="alpha", param_range=alphas, cv=KFold(5), scoring="r2")
inner = GridSearchCV(Ridge(), {"alpha": alphas}, cv=KFold(3), scoring="r2")
nested = cross_validate(inner, x, y, cv=KFold(4), scoring="r2", return_estimator=True)

json.dump(
    {
        "meta": {"python": sys.version.split()[0], "numpy": np.__version__, "sklearn": sklearn.__version__},
        "x": x.ravel().tolist(),
        "gaps": [v if np.isfinite(v) else {"$float": "nan"} for v in gaps.ravel().tolist()],
        "y": y.tolist(),
        "splits": splits,
        "pipeline": {
            "params": [{"fill__strategy": p["fill__strategy"], "scale": names[type(p["scale"])], "alpha": p["ridge__alpha"]} for p in searched.cv_results_["params"]],
            "scores": [[float(searched.cv_results_[f"split{fold}_test_score"][i]) for fold in range(4)] for i in range(len(searched.cv_results_["params"]))],
            "best": int(searched.best_index_),
            "refitted": searched.predict(gaps[:5]).tolist() if not np.isnan(gaps[:5]).all() else [],
        },
        "predicted": cross_val_predict(Ridge(), x, y, cv=KFold(5)).tolist(),
        "learning": {"sizes": train_sizes.tolist(), "train": train_scores.tolist(), "test": test_scores.tolist()},
        "learning_absolute": {"sizes": absolute[0].tolist(), "train": absolute[1].tolist(), "test": absolute[2].tolist()},
        "validation": {"values": alphas, "train": validated[0].tolist(), "test": validated[1].tolist()},
        "nested": {"test": nested["test_score"].tolist(), "alphas": [e.best_params_["alpha"] for e in nested["estimator"]], "inner": [float(e.best_score_) for e in nested["estimator"]]},
    },
    sys.stdout,
)
