"""Makes numerics.json: what Trimtab.Numerics must compute, by NumPy, SciPy, scikit-learn and exact arithmetic. Usage: python3 numerics.py > numerics.json"""
import itertools
import json
import math
import random
import sys
from fractions import Fraction

import numpy as np
import scipy
import sklearn
from scipy.optimize import minimize
from scipy.stats import qmc
from sklearn.ensemble import RandomForestRegressor

rng = random.Random(11)


def numbers(count):
    """Numbers of many magnitudes and both signs that any language can compute to the same bits."""
    return [((i * 2654435761 % 2**32) / 2**32 - 0.3) * 10.0 ** (i % 7) for i in range(1, count + 1)]


def pairwise_sums():
    lengths = [*range(0, 20), 63, 64, 65, 127, 128, 129, 136, 255, 256, 257, 300, 1000, 1024, 4097]
    return [{"length": n, "sum": float(np.sum(np.array(numbers(n))))} for n in lengths]


def sobol(dimensions):
    """Points 0 and 2^k: in Gray-code order they need every direction number up to k."""
    cases = []
    for index in [0, *(2**k for k in range(20))]:
        engine = qmc.Sobol(dimensions, scramble=False)
        if index:
            engine.fast_forward(index)
        cases.append({"index": index, "times_2_30": [int(x * 2**30) for x in engine.random(1)[0]]})
    return cases


def eigenvalues():
    cases = []
    for d in [1, 2, 3, 5, 8]:
        a = np.array([[rng.randint(-20, 20) for _ in range(d)] for _ in range(d)], dtype=float)
        a = a + a.T
        cases.append({"matrix": a.flatten().tolist(), "values": np.linalg.eigvalsh(a).tolist()})
    hilbert = scipy.linalg.hilbert(6)
    cases.append({"matrix": hilbert.flatten().tolist(), "values": np.linalg.eigvalsh(hilbert).tolist()})
    return cases


def volume(points, reference):
    """Exact: the cells between all coordinates, of which each is dominated or not."""
    axes = [sorted({p[m] for p in points if p[m] < r} | {r}) for m, r in enumerate(reference)]
    total = Fraction(0)
    for low in itertools.product(*(range(len(axis) - 1) for axis in axes)):
        corner = [axis[i] for axis, i in zip(axes, low)]
        if any(all(a <= b for a, b in zip(p, corner)) for p in points):
            total += math.prod(axis[i + 1] - axis[i] for axis, i in zip(axes, low))
    return total


def hypervolumes():
    cases = []
    for dimensions, count in [(2, 25), (2, 25), (3, 14), (3, 14), (4, 7)]:
        points = [[Fraction(rng.randint(0, 70), 64) for _ in range(dimensions)] for _ in range(count)]
        reference = [Fraction(1)] * dimensions
        running = [float(volume(points[: i + 1], reference)) for i in range(count)]
        cases.append({"points": [[float(x) for x in p] for p in points], "running": running})
    return cases


def minima():
    """exp(a·x) summed over three vectors, plus half the squared norm: smooth, strictly convex, no closed form."""
    a = np.array([[1.0, 2.0, -1.0], [0.5, -1.0, 3.0], [-2.0, 0.25, 0.5]])
    f = lambda x: (np.exp(a @ x).sum() + 0.5 * x @ x, a.T @ np.exp(a @ x) + x)
    found = minimize(f, np.ones(3), jac=True, method="BFGS", options={"gtol": 1e-13, "maxiter": 1000})
    return {"vectors": a.tolist(), "minimum": found.x.tolist(), "value": found.fun}


def leaves(tree, node, box):
    """Boxes and values of the leaves of one of scikit-learn's trees over the unit cube."""
    if tree.children_left[node] < 0:
        yield box, tree.value[node][0][0]
        return
    feature, threshold = tree.feature[node], tree.threshold[node]
    low, high = box[feature]
    yield from leaves(tree, tree.children_left[node], {**box, feature: (low, min(high, threshold))})
    yield from leaves(tree, tree.children_right[node], {**box, feature: (max(low, threshold), high)})


def marginal_variances(tree, dimensions):
    """Variance over the cube of the tree's mean given one coordinate, for each coordinate, as fractions of their sum."""
    boxes, values = zip(*leaves(tree, 0, {m: (0.0, 1.0) for m in range(dimensions)}))
    sides = np.array([[high - low for low, high in box.values()] for box in boxes])
    values, volumes, variances = np.array(values), sides.prod(1), []
    for m in range(dimensions):
        low, high = np.array([box[m] for box in boxes]).T
        cuts = np.unique(np.concatenate([low, high]))
        middles = (cuts[1:] + cuts[:-1]) / 2
        inside = (low[:, None] < middles) & (middles < high[:, None])
        marginal = (np.where(inside, (volumes / sides[:, m] * values)[:, None], 0)).sum(0)
        variances.append((np.diff(cuts) * (marginal - (volumes * values).sum()) ** 2).sum())
    return np.array(variances) / sum(variances)


def forest():
    x = np.array([[rng.random() for _ in range(4)] for _ in range(150)])
    y = 5 * x[:, 0] + 3 * np.square(x[:, 1] - 0.5) + x[:, 2]
    forests = [RandomForestRegressor(n_estimators=64, random_state=seed).fit(x, y) for seed in range(40)]
    impurity = np.array([grown.feature_importances_ for grown in forests])
    marginal = np.array([np.mean([marginal_variances(tree.tree_, 4) for tree in grown.estimators_], 0) for grown in forests])
    return {
        "x": x.tolist(),
        "y": y.tolist(),
        "impurity": {"mean": impurity.mean(0).tolist(), "deviation": impurity.std(0).tolist()},
        "marginal": {"mean": marginal.mean(0).tolist(), "deviation": marginal.std(0).tolist()},
    }


meta = {"python": sys.version.split()[0], "numpy": np.__version__, "scipy": scipy.__version__, "scikit-learn": sklearn.__version__}
json.dump({"meta": meta, "pairwise_sums": pairwise_sums(), "sobol": sobol(int(sys.argv[1]) if len(sys.argv) > 1 else 128), "eigenvalues": eigenvalues(), "hypervolumes": hypervolumes(), "minimum": minima(), "forest": forest()}, sys.stdout)
