"""Out-of-fold forecasts of baselines, each trained for the very turn that it is asked about.

usage: baselines.py FOLDER     reads task.json and *.f32, writes forecasts.json

What each sees of a conversation up to the turn: `TF-IDF logistic` words and pairs of words; `random forest` and
`gradient-boosted trees` the measured features; `embedding logistic` the mean vector, the customer's mean and the last.
"""
import json, os, sys
from concurrent.futures import ProcessPoolExecutor
import numpy as np
from sklearn.ensemble import RandomForestClassifier
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from xgboost import XGBClassifier

LEAST = 50  # fewer conversations at a turn make no row


def load(folder):
    task = json.load(open(f"{folder}/task.json"))
    for name, width in ("features", task["features"]), ("closed", task["features"]), ("vectors", task["dimensions"]):
        task[name + "_table"] = np.fromfile(f"{folder}/{name}.f32", "<f4").reshape(-1, width)
    task["start"] = np.concatenate([[0], np.cumsum(task["counts"])])[:-1]
    return task


def seen(task, turn):
    """Conversations that are judged at a turn, and how many turns of each are seen."""
    counts = np.array(task["counts"])
    if turn in ("last", "end"):
        return np.arange(len(counts)), counts
    some = np.flatnonzero(counts >= int(turn))
    return some, np.full(len(some), int(turn))


def vectors(task, one, count):
    rows = task["vectors_table"][task["rows"][one][:count]]
    customer = np.array(task["speakers"][one][:count]) > 0
    return np.concatenate([rows.mean(0), rows[customer].mean(0) if customer.any() else 0 * rows[0], rows[-1]])


def models(seed):
    return {
        "TF-IDF logistic": ("words", lambda: make_pipeline(
            TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True, token_pattern=r"(?u)\b\w+\b|\$"),
            LogisticRegression(C=1, max_iter=300, solver="liblinear"))),
        "random forest": ("features", lambda: RandomForestClassifier(
            300, min_samples_leaf=3, n_jobs=1, random_state=seed)),
        "gradient-boosted trees": ("features", lambda: XGBClassifier(
            n_estimators=200, max_depth=3, learning_rate=0.05, subsample=0.8, colsample_bytree=0.5, n_jobs=1,
            tree_method="hist", random_state=seed)),
        "embedding logistic": ("vectors", lambda: make_pipeline(
            StandardScaler(), LogisticRegression(C=1e-3, max_iter=200))),
    }


def forecasts(job):
    folder, turn = job
    task = load(folder)
    some, counts = seen(task, turn)
    labels = np.array(task["labels"])[some]
    if len(some) < LEAST or labels.min() == labels.max():
        return turn, None
    ends = task["start"][some] + counts - 1
    inputs = {
        "words": np.array([" ".join(task["words"][i][:n]) for i, n in zip(some, counts)], dtype=object),
        "features": task["closed_table"][some] if turn == "end" else task["features_table"][ends],
        "vectors": np.array([vectors(task, i, n) for i, n in zip(some, counts)]),
    }
    found = {}
    for split, folds in enumerate(task["folds"]):
        fold = np.array(folds)[some]
        for name, (kind, make) in models(task["seed"] + split).items():
            said = np.full(len(task["labels"]), np.nan)
            for held in np.unique(fold):
                train = fold != held
                model = make().fit(inputs[kind][train], labels[train])
                said[some[~train]] = model.predict_proba(inputs[kind][~train])[:, 1]
            found.setdefault(name, []).append(said)
    return turn, found


def main():
    folder = sys.argv[1]
    task = json.load(open(f"{folder}/task.json"))
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        by_turn = dict(pool.map(forecasts, [(folder, turn) for turn in task["turns"]]))
    out = {}
    for name in models(0):
        out[name] = [[[None if by_turn[turn] is None or np.isnan(by_turn[turn][name][split][one])
                       else float(by_turn[turn][name][split][one]) for turn in task["turns"]]
                      for one in range(len(task["labels"]))] for split in range(len(task["folds"]))]
    json.dump(out, open(f"{folder}/forecasts.json", "w"))


if __name__ == "__main__":
    main()
