"""Reads a page of metrics on standard input as Prometheus' own library does, and more strictly:
help and type come before samples and once, no series comes twice, names have their units and
endings, buckets rise and add up. Prints the families' names, or what is wrong."""

import math
import sys

from prometheus_client.parser import text_string_to_metric_families

text = sys.stdin.read()
problems = []
order = {}
for number, line in enumerate(text.splitlines(), 1):
    kind = line.split(" ")[1] if line.startswith("# ") else None
    if kind in ("HELP", "TYPE"):
        name = line.split(" ")[2]
        seen = order.setdefault(name, [])
        if kind in seen or (kind == "HELP" and seen):
            problems.append(f"line {number}: {kind} of {name} comes twice or late")
        seen.append(kind)
if not text.endswith("\n"):
    problems.append("the last line has no end")

names = []
for family in text_string_to_metric_families(text):
    name = family.name + ("_total" if family.type == "counter" else "")
    names.append(name)
    if order.get(name) != ["HELP", "TYPE"]:
        problems.append(f"{name}: has {order.get(name)}")
    if family.type not in ("counter", "gauge", "histogram") or not family.documentation:
        problems.append(f"{name}: type {family.type}, help {family.documentation!r}")
    if family.type == "histogram" and not name.endswith(("_seconds", "_texts", "_size")):
        problems.append(f"{name}: a histogram whose name has no unit")
    if any(part in name for part in ("_ms", "_milli", "_micro", "_kb", "_percent")):
        problems.append(f"{name}: is not in base units")
    if family.type != "counter" and name.endswith("_total"):
        problems.append(f"{name}: only counters end in _total")
    series = set()
    buckets = {}
    for sample in family.samples:
        key = (sample.name, tuple(sorted(sample.labels.items())))
        if key in series:
            problems.append(f"{key}: comes twice")
        series.add(key)
        if family.type == "counter" and sample.value < 0 or math.isnan(sample.value):
            problems.append(f"{key}: is {sample.value}")
        rest = tuple(sorted((k, v) for k, v in sample.labels.items() if k != "le"))
        if sample.name.endswith("_bucket") and family.type == "histogram":
            buckets.setdefault(rest, []).append((float(sample.labels["le"]), sample.value))
        if sample.name.endswith("_count") and family.type == "histogram":
            bounds = buckets.get(rest, [])
            if bounds != sorted(bounds) or not bounds or bounds[-1] != (math.inf, sample.value):
                problems.append(f"{key}: buckets {bounds} do not add up to {sample.value}")
            if [count for _, count in bounds] != sorted(count for _, count in bounds):
                problems.append(f"{key}: buckets fall")
print("\n".join(problems or sorted(names)))
sys.exit(1 if problems else 0)
