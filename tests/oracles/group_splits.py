"""Makes group-splits.json: random small data cut by scikit-learn's group splitters. Usage: python3 group_splits.py > group-splits.json"""
import json
import random
import sys
import warnings

import numpy as np
import sklearn
from sklearn.model_selection import GroupKFold, LeaveOneGroupOut, StratifiedGroupKFold

warnings.simplefilter("ignore")
rng = random.Random(10)
cases = []
while len(cases) < 200:
    classes, groups, rows = rng.choice([1, 2, 2, 3, 3, 5, 9, 20]), rng.randint(1, 12), rng.randint(4, 60)
    y = [rng.randrange(classes) * 2 - 3 for _ in range(rows)]
    g = [rng.randrange(groups) * 7 - 20 for _ in range(rows)]
    if rng.random() < 0.3:  # equal groups: ties everywhere
        g = [(row % groups) - 2 for row in range(rows)]
        y = [(row // groups) % classes for row in range(rows)]
    splitter = rng.choice([GroupKFold, LeaveOneGroupOut, StratifiedGroupKFold, StratifiedGroupKFold, StratifiedGroupKFold])
    folds = rng.randint(2, 9)
    case = {"splitter": splitter.__name__, "folds": folds, "y": y, "groups": g}
    try:
        cut = splitter() if splitter is LeaveOneGroupOut else splitter(folds)
        case["test"] = [test.tolist() for _, test in cut.split(np.zeros(rows), y, g)]
    except ValueError as error:
        case["error"] = str(error)
    cases.append(case)

json.dump({"meta": {"scikit-learn": sklearn.__version__, "numpy": np.__version__}, "cases": cases}, sys.stdout, separators=(",", ":"))
print()
