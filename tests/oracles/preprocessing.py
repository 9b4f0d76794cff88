"""Makes preprocessing.json: what scikit-learn's transformers learn from rows and make of others. Usage: python3 -W ignore preprocessing.py > preprocessing.json"""
import json
import random
import sys

import numpy as np
import sklearn
from sklearn.compose import ColumnTransformer
from sklearn.impute import SimpleImputer
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import MinMaxScaler, OneHotEncoder, OrdinalEncoder, RobustScaler, StandardScaler

rng = random.Random(15)
nan = float("nan")


def single(value):
    """The nearest number of single precision: features are such."""
    return float(np.float32(value))


def column(n, kind):
    draw = {
        "normal": lambda: rng.gauss(3, 2),
        "large": lambda: 1e6 + rng.gauss(0, 1),
        "small": lambda: rng.gauss(0, 1) * 1e-4,
        "skewed": lambda: rng.lognormvariate(0, 2),
        "whole": lambda: rng.randrange(5),
        "constant": lambda: 7.1,
        "zero": lambda: 0.0,
        "missing": lambda: nan if rng.random() < 0.3 else rng.gauss(-1, 3),
        "whole missing": lambda: nan if rng.random() < 0.3 else rng.randrange(4),
        "all missing": lambda: nan,
    }[kind]
    return [single(draw()) for _ in range(n)]


def rows(n, kinds):
    return np.array([column(n, kind) for kind in kinds]).T


def plain(value):
    if isinstance(value, float) and not np.isfinite(value):
        return {"$float": "nan" if np.isnan(value) else "inf" if value > 0 else "-inf"}
    return value


def table(array):
    array = np.asarray(array.todense() if hasattr(array, "todense") else array, dtype=float)
    return {"shape": list(array.shape), "data": [plain(v) for v in array.ravel().tolist()]}


def case(name, ours, transformer, train, test, learned=()):
    """One transformer on one pair of tables; ours is its name and settings here."""
    result = {"name": name, "transformer": ours[0], "settings": ours[1], "train": table(train), "test": table(test)}
    try:
        result["train_made"] = table(transformer.fit_transform(train))
        result["test_made"] = table(transformer.transform(test))
        for attribute in learned:
            result[attribute] = [plain(float(v)) for v in getattr(transformer, attribute)]
        names = [f"x{i}" for i in range(train.shape[1])]
        result["names"] = transformer.get_feature_names_out(names).tolist()
    except ValueError as error:
        result["error"] = str(error)
    return result


numbers = ["normal", "large", "small", "skewed", "whole", "constant", "zero", "missing"]
train, test = rows(31, numbers), rows(9, numbers)
gaps = ["normal", "missing", "whole missing", "missing", "all missing"]
gappy, gappy_test = rows(24, gaps), rows(8, gaps)
gappy_test[:, 0][2] = nan  # missing in a column that had none missing to learn from
kinds = rows(20, ["whole", "whole", "constant"])
kinds[:, 1] %= 2
kinds_test = kinds[[3, 1, 0, 7, 5]]
unknown = kinds_test.copy()
unknown[1, 0] = 9
gappy_kinds = rows(20, ["whole missing", "whole", "whole missing"])
gappy_kinds_test = gappy_kinds[[0, 3, 2, 5, 8, 1]]

cases = []
for mean in (True, False):
    for std in (True, False):
        cases.append(case(f"standard {mean} {std}", ("standard_scaler", {"with_mean": mean, "with_std": std}), StandardScaler(with_mean=mean, with_std=std), train, test, ["mean_", "scale_"] if mean and std else ()))
cases.append(case("standard of missing", ("standard_scaler", {}), StandardScaler(), gappy, gappy_test, ["mean_", "scale_"]))
cases.append(case("standard of one row", ("standard_scaler", {}), StandardScaler(), train[:1], test, ["mean_", "scale_"]))
for low, high, clip in ((0, 1, False), (-1, 1, True), (2, 10, False)):
    cases.append(case(f"min max {low} {high}", ("min_max_scaler", {"low": low, "high": high, "clip": clip}), MinMaxScaler(feature_range=(low, high), clip=clip), train, test, ["data_min_"]))
cases.append(case("min max of missing", ("min_max_scaler", {}), MinMaxScaler(), gappy, gappy_test))
for centering, scaling, low, high, unit in ((True, True, 25, 75, False), (False, True, 10, 90, False), (True, False, 25, 75, False), (True, True, 25, 75, True), (True, True, 0, 100, False), (True, True, 33, 34, True)):
    settings = {"with_centering": centering, "with_scaling": scaling, "low_quantile": low, "high_quantile": high, "unit_variance": unit}
    cases.append(case(f"robust {low} {high} {centering} {scaling} {unit}", ("robust_scaler", settings), RobustScaler(with_centering=centering, with_scaling=scaling, quantile_range=(low, high), unit_variance=unit), train, test))
cases.append(case("robust of missing", ("robust_scaler", {}), RobustScaler(), gappy, gappy_test))
for strategy in ("mean", "median", "most_frequent", "constant"):
    for indicator in (False, True):
        for keep in (False, True):
            settings = {"strategy": strategy, "add_indicator": indicator, "keep_empty_features": keep, "fill_value": 2.5}
            cases.append(case(f"imputer {strategy} {indicator} {keep}", ("simple_imputer", settings), SimpleImputer(strategy=strategy, add_indicator=indicator, keep_empty_features=keep, fill_value=2.5 if strategy == "constant" else None), gappy, gappy_test))
for drop in (None, "first", "if_binary"):
    for unknowns in ("error", "ignore"):
        for name, fitted, given in (("known", kinds, kinds_test), ("unknown", kinds, unknown), ("missing", gappy_kinds, gappy_kinds_test)):
            settings = {"drop": drop or "none", "handle_unknown": unknowns}
            cases.append(case(f"one hot {drop} {unknowns} {name}", ("one_hot_encoder", settings), OneHotEncoder(drop=drop, handle_unknown=unknowns), fitted, given))
cases.append(case("ordinal known", ("ordinal_encoder", {}), OrdinalEncoder(), kinds, kinds_test))
cases.append(case("ordinal unknown", ("ordinal_encoder", {}), OrdinalEncoder(), kinds, unknown))
cases.append(case("ordinal unknown ignored", ("ordinal_encoder", {"handle_unknown": "use_encoded_value", "unknown_value": -1}), OrdinalEncoder(handle_unknown="use_encoded_value", unknown_value=-1), kinds, unknown))
cases.append(case("ordinal missing", ("ordinal_encoder", {}), OrdinalEncoder(), gappy_kinds, gappy_kinds_test))
cases.append(case("ordinal missing numbered", ("ordinal_encoder", {"missing_value": -2}), OrdinalEncoder(encoded_missing_value=-2), gappy_kinds, gappy_kinds_test))
for rare in ({"min_frequency": 4}, {"min_frequency": 0.3}, {"min_frequency": 20}, {"max_categories": 2}, {"max_categories": 3}, {"max_categories": 5}, {"min_frequency": 3, "max_categories": 3}):
    for drop in (None, "first", "if_binary"):
        if drop == "first" and rare == {"min_frequency": 20}:
            continue  # no column is left, which ours refuses
        for unknowns, name, fitted, given in (("infrequent_if_exist", "unknown", kinds, unknown), ("ignore", "unknown", kinds, unknown), ("error", "missing", gappy_kinds, gappy_kinds_test)):
            settings = {"drop": drop or "none", "handle_unknown": unknowns, **rare}
            cases.append(case(f"one hot of rare {rare} {drop} {unknowns} {name}", ("one_hot_encoder", settings), OneHotEncoder(drop=drop, handle_unknown=unknowns, **rare), fitted, given))

texts = np.array([[rng.choice(["red", "Green", "blue", "10", "9"]), rng.choice(["S", "M", "L"])] for _ in range(25)], dtype=object)
encoder = OneHotEncoder(drop="if_binary").fit(texts)
ordinal = OrdinalEncoder().fit(texts)
order = [["red", "blue", "Green", "9", "10", "violet"], ["S", "M", "L"]]
ordered = OrdinalEncoder(categories=order, handle_unknown="use_encoded_value", unknown_value=-1).fit(texts)
ordered_hot = OneHotEncoder(categories=order, handle_unknown="ignore").fit(texts)
new_texts = np.array([["violet", "L"], ["red", "XL"], ["pink", "S"]], dtype=object)

branches = ColumnTransformer(
    [
        ("numbers", make_pipeline(SimpleImputer(strategy="median"), StandardScaler()), [3, 0]),
        ("kinds", OneHotEncoder(handle_unknown="ignore"), [2]),
        ("as they are", "passthrough", [0]),
    ],
    remainder="passthrough",
)
mixed = gappy[:, :4]

json.dump(
    {
        "meta": {"python": sys.version.split()[0], "numpy": np.__version__, "sklearn": sklearn.__version__},
        "cases": cases,
        "texts": {
            "rows": texts.tolist(),
            "one_hot": table(encoder.transform(texts)),
            "one_hot_names": encoder.get_feature_names_out(["colour", "size"]).tolist(),
            "ordinal": table(ordinal.transform(texts)),
            "order": order,
            "new_rows": new_texts.tolist(),
            "ordered": table(ordered.transform(texts)),
            "ordered_new": table(ordered.transform(new_texts)),
            "ordered_hot": table(ordered_hot.transform(texts)),
            "ordered_hot_new": table(ordered_hot.transform(new_texts)),
            "ordered_hot_names": ordered_hot.get_feature_names_out(["colour", "size"]).tolist(),
        },
        "columns": {
            "train": table(mixed),
            "test": table(gappy_test[:, :4]),
            "train_made": table(branches.fit_transform(mixed)),
            "test_made": table(branches.transform(gappy_test[:, :4])),
        },
    },
    sys.stdout,
)
