"""Makes plots.json: trials, and the numbers that plots of them must show, by NumPy and SciPy. Usage: python3 plots.py > plots.json"""
import json
import random
import sys

import numpy as np
import scipy
from scipy.stats import binned_statistic_2d, rankdata

rng = random.Random(12)
n, cells, kinds = 80, 8, ["a", "b", "c"]
x = np.array([rng.random() for _ in range(n)])
rate = np.array([10 ** rng.uniform(-5, 0) for _ in range(n)])
kind = [rng.choice(kinds) for _ in range(n)]
value = np.round((x - 0.3) ** 2 + 0.1 * np.abs(np.log10(rate) + 2) + 0.05 * np.array([kinds.index(k) for k in kind]), 2)  # rounded: ties
cost = np.round(1 / (0.1 + x), 3)


def cell_table(statistic, numbers):
    """Rows by kind, columns by x; None for an empty cell."""
    table = binned_statistic_2d([kinds.index(k) for k in kind], x, numbers, statistic, bins=[[-0.5, 0.5, 1.5, 2.5], np.linspace(0, 1, cells + 1)]).statistic
    return [[None if np.isnan(number) else float(number) for number in row] for row in table]


def log_table(statistic, numbers):
    """Rows by the logarithm of the rate, columns by x."""
    table = binned_statistic_2d(np.log(rate), x, numbers, statistic, bins=[np.linspace(np.log(1e-5), 0, cells + 1), np.linspace(0, 1, cells + 1)]).statistic
    return [[None if np.isnan(number) else float(number) for number in row] for row in table]


def front():
    """Trials that no other dominates: value is minimized, cost maximized."""
    return [i for i in range(n) if not any(value[j] <= value[i] and cost[j] >= cost[i] and (value[j] < value[i] or cost[j] > cost[i]) for j in range(n))]


ranks = (rankdata(value, "average") - 1) / (n - 1)
json.dump(
    {
        "meta": {"python": sys.version.split()[0], "numpy": np.__version__, "scipy": scipy.__version__},
        "trials": [{"x": x[i], "rate": rate[i], "kind": kind[i], "value": value[i], "cost": cost[i]} for i in range(n)],
        "best_minimized": np.minimum.accumulate(value).tolist(),
        "best_maximized": np.maximum.accumulate(value).tolist(),
        "edf_x": np.sort(value).tolist(),
        "edf_y": (np.arange(1, n + 1) / n).tolist(),
        "contour_x_kind": cell_table("min", value),
        "contour_x_rate": log_table("min", value),
        "rank_x_kind": cell_table("mean", ranks),
        "rank_x_rate": log_table("mean", ranks),
        "front": front(),
    },
    sys.stdout,
)
