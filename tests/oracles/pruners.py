"""Decisions of Optuna's own percentile and Wilcoxon pruners on random trials. Usage: pruners.py <folder that holds Optuna's source> > pruners.json

Needs NumPy and SciPy. What Optuna only needs for storages, tables and logs is replaced by stand-ins. Optuna's steps begin with 0, epochs with 1.
"""

import json
import logging
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
logging.disable()
import warnings; warnings.simplefilter("ignore")
import optuna
from optuna.trial import TrialState, create_trial

rng = random.Random(21)


def reported(value):
    return value if math.isfinite(value) else {"$float": "nan" if math.isnan(value) else "inf" if value > 0 else "-inf"}


def normal(mean):
    return round(rng.gauss(mean, 1), 4)


def spoilt(value, odd):
    return rng.choice(odd) if odd and rng.random() < 0.15 else value


def decision(pruner, rivals, steps, values, maximize):
    study = optuna.create_study(storage=optuna.storages.InMemoryStorage(), direction="maximize" if maximize else "minimize")
    for rival in rivals:
        mean = sum(rival) / len(rival)
        state = TrialState.FAIL if math.isnan(mean) and isinstance(pruner, optuna.pruners.WilcoxonPruner) else TrialState.COMPLETE
        value = None if state == TrialState.FAIL else 0.0 if math.isnan(mean) else mean
        study.add_trial(create_trial(state=state, value=value, intermediate_values=dict(enumerate(rival))))
    running = create_trial(state=TrialState.RUNNING, intermediate_values=dict(zip(steps, values)))
    return bool(pruner.prune(study, running))


cases = []
for case in range(300):
    maximize, odd = case % 5 == 4, [[], [math.nan]][case % 2]
    interval, warmup, startup, share = rng.choice([1, 2, 3, 5]), rng.choice([0, 0, 1, 3]), rng.choice([0, 1, 5]), rng.choice([10, 25, 50, 70.5, 100])
    rivals = [[spoilt(normal(0), odd) for _ in range(12)] for _ in range(rng.choice([0, 1, 3, 5, 8]))]
    steps = sorted(rng.sample(range(12), rng.randint(1, 9))) if case % 3 else list(range(rng.randint(1, 12)))
    values = [spoilt(normal(1), odd and [math.nan, math.inf]) for _ in steps]
    pruner = optuna.pruners.PercentilePruner(share, startup, warmup, interval)
    cases.append({"pruner": "percentile", "percentile": share, "startup": startup, "warmup": warmup, "interval": interval, "maximize": maximize,
        "rivals": [[reported(v) for v in rival] for rival in rivals], "epochs": [step + 1 for step in steps], "values": [reported(v) for v in values],
        "prunes": decision(pruner, rivals, steps, values, maximize)})

while len(cases) < 500:
    case = len(cases)
    maximize, odd = case % 5 == 4, [[], [math.nan, math.inf, -math.inf]][case % 2]
    sign = -1 if maximize else 1
    rivals = [[spoilt(normal(0), odd if rng.random() < 0.4 else []) for _ in range(12)] for _ in range(rng.choice([0, 1, 2, 4]))]
    folds = rng.randint(1, 12)
    values = [spoilt(normal(0.7 * sign), odd if rng.random() < 0.4 else []) for _ in range(folds)]
    whole = [rival for rival in rivals if not math.isnan(sum(rival))]
    best = min(whole, key=lambda rival: sign * sum(rival)) if whole else None
    if best and all(map(math.isfinite, best)) and all(map(math.isfinite, values)):
        ours = sign * sum(values) / folds
        if (ours > sign * sum(best) / 12) != (ours > sign * sum(best[:folds]) / folds):
            continue  # Optuna compares the mean of all the best one's folds, Trimtab that of the folds both have done
    pruner = optuna.pruners.WilcoxonPruner(p_threshold=0.1, n_startup_steps=2)
    cases.append({"pruner": "wilcoxon", "maximize": maximize, "rivals": [[reported(v) for v in rival] for rival in rivals],
        "epochs": list(range(1, folds + 1)), "values": [reported(v) for v in values], "prunes": decision(pruner, rivals, range(folds), values, maximize)})

json.dump({"meta": f"Optuna {optuna.__version__}, PercentilePruner and WilcoxonPruner; made by pruners.py", "cases": cases}, sys.stdout, separators=(",", ":"))
