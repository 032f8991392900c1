"""Weights, scores, their means and the base rate of a score, computed anew from score.csv. Usage: score_check.py FOLDER"""
import csv, math, sys
folder = sys.argv[1]
rows = [r for r in csv.DictReader(open(folder + "/score.csv", newline="")) if r["truce_months"]]
summary = list(csv.DictReader(open(folder + "/score_summary.csv", newline="")))
H = [12, 24, 60, 120]

def km(cases, censoring=False):
    """Steps (t, S) and the longest time; ends come before censorings of the same month."""
    curve, s = [], 1.0
    for t in sorted({c[0] for c in cases if c[1] != censoring}):
        risk = [c for c in cases if c[2] < t <= c[0] and not (censoring and c[1] and c[0] == t)]
        d = sum(1 for c in cases if c[0] == t and c[1] != censoring)
        s *= 1 - d / len(risk)
        curve.append((t, s))
    return curve, max([c[0] for c in cases], default=0.0)

def at(curve, t, before=False):
    s = 1.0
    for u, v in curve[0]:
        if u < t or (u == t and not before):
            s = v
    return s if t <= curve[1] or s == 0 else math.nan

def close(a, b):
    return (math.isnan(a) and math.isnan(b)) or abs(a - b) <= 1e-9 * max(1.0, abs(b))

checked = 0
for name in dict.fromkeys(r["set"] for r in rows):
    own = [r for r in rows if r["set"] == name]
    case = [(float(r["truce_months"]), r["ended"] == "1", float(r["entered"])) for r in own]
    G = km(case, censoring=True)
    for h in H:
        w, brier, log, base = [], [], [], []
        for i, r in enumerate(own):
            t, ended, entered = case[i]
            known = h > entered and (t > h or ended)
            weight = 0.0 if not known else at(G, entered) / (at(G, h) if t > h else at(G, t, True))
            assert close(weight, float(r["weight_%d" % h])), (name, r["case"], h, weight)
            if not known:
                assert r["held_%d" % h] == "" and r["brier_%d" % h] == ""
                continue
            y, p = (1.0 if t > h else 0.0), float(r["chance_%d" % h])
            assert close((p - y) ** 2, float(r["brier_%d" % h]))
            c = p if y else 1 - p
            assert close(-math.log(c), float(r["log_%d" % h])) if c > 0 else r["log_%d" % h] == "inf"
            others = [case[k] for k, o in enumerate(own) if k != i and (o["conflict"] == "" or o["conflict"] != r["conflict"])]
            curve = km(others)
            b = at(curve, h) / at(curve, entered) if at(curve, entered) > 0 else math.nan
            w.append(weight); brier.append((p - y) ** 2); base.append((b - y) ** 2)
            checked += 1
        for who, score in (("model", brier), ("base_rate", base)):
            row = [s for s in summary if s["set"] == name and s["sample"] == "all" and s["horizon"] == str(h)
                   and s["forecaster"] == who][0]
            use = [k for k in range(len(w)) if not math.isnan(score[k])]
            assert int(row["cases"]) == len(use), (name, h, who, row["cases"], len(use))
            if use:
                mean = sum(w[k] * score[k] for k in use) / sum(w[k] for k in use)
                assert close(mean, float(row["brier"])), (name, h, who, mean, row["brier"])
assert checked > 0
