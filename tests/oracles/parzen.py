"""Log densities of Optuna's own Parzen estimator. Usage: parzen.py <folder that holds Optuna's source> > parzen.json

Needs NumPy and SciPy; what Optuna only needs for storages, tables and logs is replaced by stand-ins, as in pruners.py.
"""

import json
import math
import random
import sys
from unittest.mock import MagicMock

sys.path.insert(0, sys.argv[1])
for name in [
    "colorlog", "tqdm", "tqdm.auto", "yaml", "alembic", "alembic.command", "alembic.config", "alembic.migration", "alembic.script",
    "sqlalchemy", "sqlalchemy.orm", "sqlalchemy.exc", "sqlalchemy.sql", "sqlalchemy.sql.functions", "sqlalchemy.dialects",
    "sqlalchemy.dialects.mysql", "sqlalchemy.dialects.sqlite",
]:
    sys.modules[name] = MagicMock()
import numpy as np
import optuna
import scipy
from optuna.distributions import CategoricalDistribution, FloatDistribution, IntDistribution
from optuna.samplers._tpe.parzen_estimator import _ParzenEstimator, _ParzenEstimatorParameters
from optuna.samplers._tpe.sampler import default_weights

rng = random.Random(7)
axes = {
    "real": FloatDistribution(-2, 3),
    "rate": FloatDistribution(1e-4, 1, log=True),
    "whole": IntDistribution(1, 12),
    "units": IntDistribution(1, 300, log=True),
    "steps": FloatDistribution(0, 2, step=0.25),
    "wide": IntDistribution(-200, 800),
    "wide_log": IntDistribution(1, 5000, log=True),
    "wide_steps": FloatDistribution(0, 2, step=0.005),
    "kind": CategoricalDistribution(["a", "b", "c"]),
    **{f"real{i}": FloatDistribution(0, i) for i in range(1, 5)},
}


def draw(axis):
    if isinstance(axis, CategoricalDistribution):
        return rng.randrange(len(axis.choices))
    if isinstance(axis, IntDistribution):
        return round(math.exp(rng.uniform(math.log(axis.low), math.log(axis.high)))) if axis.log else rng.randint(axis.low, axis.high)
    if axis.step is not None:
        return axis.low + axis.step * rng.randrange(round((axis.high - axis.low) / axis.step) + 1)
    return math.exp(rng.uniform(math.log(axis.low), math.log(axis.high))) if axis.log else rng.uniform(axis.low, axis.high)


def draws(names, count):
    """Distinct positions on the wide axes: how Optuna orders equal ones is NumPy's choice, and of many kernels it matters by their age."""
    rows, seen = [], set()
    while len(rows) < count:
        row = [draw(axes[name]) for name in names]
        values = {(name, value) for name, value in zip(names, row) if name.startswith("wide")}
        if not values & seen:
            rows.append(row)
            seen |= values
    return rows


def kind(name):
    axis = axes[name]
    if isinstance(axis, CategoricalDistribution):
        return {"name": name, "choices": list(axis.choices)}
    return {"name": name, "int": isinstance(axis, IntDistribution), "low": axis.low, "high": axis.high, "log": axis.log, "step": axis.step}


def densities(names, trials, points, prior):
    parameters = _ParzenEstimatorParameters(prior, True, False, default_weights, True)
    column = lambda rows: {name: np.array([row[i] for row in rows], dtype=float) for i, name in enumerate(names)}
    estimator = _ParzenEstimator(column(trials), {name: axes[name] for name in names}, parameters)
    return [float(x) for x in estimator.log_pdf(column(points))]


cases = []
for names in [[n] for n in ["real", "rate", "whole", "units", "steps", "wide", "wide_log", "wide_steps", "kind"]] + [
    ["kind", "rate", "real", "wide", "wide_log", "wide_steps"], ["real1", "real2", "real3", "real4"], ["kind", "real1", "real2", "real3"]
]:
    for count, prior in [(0, 1.0), (1, 1.0), (2, 0.3), (9, 1.0), (60, 2.5), (170, 1.0)]:
        if count > 16 and {"whole", "units", "steps"} & set(names):
            continue
        trials = draws(names, count)
        good = [rng.random() < 0.4 for _ in trials]
        points = [[draw(axes[name]) for name in names] for _ in range(8)]
        sets = [[t for t, g in zip(trials, good) if g == which] for which in (True, False)]
        cases.append({"axes": [kind(n) for n in names], "prior": prior, "trials": trials, "good": good, "points": points,
            "good_density": densities(names, sets[0], points, prior), "other_density": densities(names, sets[1], points, prior)})

meta = {"python": sys.version.split()[0], "numpy": np.__version__, "scipy": scipy.__version__, "optuna": optuna.__version__}
json.dump({"meta": meta, "cases": cases}, sys.stdout)
