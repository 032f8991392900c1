"""The members of the results of --json, and their values in tables. Usage: json_members.py PROGRAM, in the folder that json_members.sh fills"""
import csv, json, subprocess, sys

program = sys.argv[1]
failed = 0
estimate = ["probability", "mc_low", "mc_high", "world_p05", "world_p50", "world_p95"]
difference = ["difference", "difference_low", "difference_high"]

def check(holds, what):
    global failed
    if not holds:
        failed += 1
        print("FAILED:", what)

def ask(*arguments):
    done = subprocess.run([program, *arguments, "--json"], capture_output=True, text=True)
    document = json.loads(done.stdout)
    check(done.returncode == 0 and document["results"], f"{arguments}: {done.returncode} {done.stderr}")
    return document["results"]

def members(result, names, what):
    check(list(result) == names, f"{what}: {list(result)}, not {names}")

def rows_of(path):
    return list(csv.DictReader(open(path, encoding="utf-8", newline="")))

def same(value, cell, what):
    """A value of the document and a cell; a number that is not known is null and empty (or infinite)."""
    if isinstance(value, bool):
        fine = cell == str(int(value))
    elif value is None:
        fine = cell in ("", "inf", "-inf")
    else:
        fine = cell == value if isinstance(value, str) else cell != "" and float(cell) == value
    check(fine, f"{what}: {value!r} in the document, {cell!r} in the table")

def list_is(items, rows, names, what, **columns):
    """A list of a document is the rows of a table: items have the members `names`, in columns of that name or of another."""
    check(len(items) == len(rows) and rows, f"{what}: {len(items)} in the document, {len(rows)} in the table")
    for item, row in zip(items, rows):
        members(item, names, what)
        for name in item:
            if not isinstance(item[name], (list, dict)):
                same(item[name], row[columns.get(name, name)], f"{what}, {name}")

def test_run():
    out = ["--no-charts", "--out", "run"]
    result = ask("run", "mine.cfg", *out, "--given", "force.offered > 0")[0]
    members(result, ["scenario", "title", "folder", "charts", "report", "headline", "headline_name", "seed", "worlds", "replications",
                     "variants", "checks", "checks_failed", "check_results", "warnings", "wall_seconds"], "run")
    check([result[k] for k in ("scenario", "title", "folder", "charts", "report", "headline_name", "seed", "worlds", "replications")]
          == ["mine", "Mine", "run/mine", False, "report.html", "It comes", 5, 60, 20], "the values of a run")
    check(result["headline"] == "vote and force.offered >= force.required", "the headline")
    for v, variant in enumerate(result["variants"]):
        at = variant["variant"]
        members(variant, ["variant", "name", *estimate, *difference, "experts", "disagreement", "given", "draws", "draws_kept", "measures",
                          "outcomes", "drivers"], "a variant")
        check([at, variant["name"]] == [["base", "Base"], ["more", "More"]][v] or v == 0, "names of variants")
        check([variant["given"], variant["draws"]] == ["force.offered > 0", 1200] and 0 < variant["draws_kept"] <= 1200, "given")
        list_is([{k: variant[k] for k in ["variant", *estimate, *difference]}], rows_of("run/mine/headline.csv")[v:v + 1],
                ["variant", *estimate, *difference], "a headline")
        of = lambda table: [r for r in rows_of(f"run/mine/{table}.csv") if r["variant"] == at]
        list_is(variant["experts"], of("experts"), ["expert", "name", "weight", "worlds", *estimate, *difference], "experts")
        list_is([variant["disagreement"]], of("disagreement"), ["share", "share_low", "share_high"], "disagreement")
        list_is(variant["outcomes"], of("outcomes"), ["outcome", "name", *estimate], "outcomes")
        list_is([{k: m[k] for k in m if k != "name"} for m in variant["measures"]], of("measures"),
                ["measure", "unit", "draws", "mean", "mc_low", "mc_high", "p05", "p50", "p95", "world_p05", "world_p50", "world_p95",
                 *difference], "measures")
        check([m["name"] for m in variant["measures"]] == ["Cost"], "the name of a measure")
    result = ask("run", "mine.cfg", "--no-charts", "--out", "until", "--design", "lhs", "--until", "5%")[0]
    check([result["design"], result["until"], result["worlds_most"]] == ["lhs", 0.05, 64], "a design, and where a run stops")

def test_check_and_explain():
    result = ask("check", "mine.cfg")[0]
    members(result, ["scenario", "file", "fine", "variants", "sweeps", "drawn_anew", "experts", "settings"], "check")
    check([result["scenario"], result["file"], result["fine"]] == ["mine", "mine.cfg", True], "check")
    check(result["variants"] == [{"variant": "more", "name": "More"}] and result["sweeps"] == [{"sweep": "size", "name": "Size"}], "names")
    check(result["experts"] == [{"expert": "ann", "name": "Ann"}, {"expert": "bob", "name": "Bob"}], "names of experts")
    check(result["drawn_anew"] == ["contributors.a.troops"], "drawn anew")
    ask("run", "mine.cfg", "--no-charts", "--out", "run")
    base = [r for r in rows_of("run/mine/assumptions.csv") if r["variant"] == "base"]
    list_is(result["settings"], base, ["path", "written", "understood", "p05", "p50", "p95", "note", "source"], "settings")
    ask("run", "mine.cfg", "--no-charts", "--out", "draws", "--draws", "1200")
    row = [r for r in rows_of("draws/mine/draws.csv") if r["variant"] == "base"][77]
    result = ask("explain", "mine.cfg", "--draw", "77")[0]
    members(result, ["scenario", "variant", "world", "draw", "expert", "values", "outcome", "told"], "explain")
    check([result["scenario"], result["variant"], result["world"], result["draw"]] == ["mine", "base", 3, 77], "the draw")
    check(result["expert"] in ("ann", "bob") and result["outcome"] == row["outcome"], "expert and outcome of a draw")
    check(list(result["values"]) == list(row)[3:-1], f"the columns of a draw: {list(result['values'])}")
    for name, value in result["values"].items():
        same(value, row[name], f"{name} of a draw")
    result = ask("explain", "mine.cfg", "--typical")[0]
    check(result["looked_at"] == 1200 and 0 < result["typical_of"] <= 1200, "a typical draw")

def test_sweeps():
    result = ask("sweep", "mine.cfg", "--no-charts", "--out", "run")[0]
    members(result, ["scenario", "variant", "sweep", "name", "headline", "headline_name", "folder", "points"], "sweep")
    check([result[k] for k in ("scenario", "variant", "sweep", "name", "headline_name", "folder")]
          == ["mine", "base", "size", "Size", "It comes", "run/mine"], "a sweep")
    check([p["set"] for p in result["points"]] == [{"force.required": "3000"}, {"force.required": "6000"}], "points")
    list_is(result["points"], rows_of("run/mine/sweeps.csv"), ["set", *estimate], "points")
    result = ask("sweep", "mine.cfg", "--solve", "P(force.offered >= force.required) = 50%", "--vary", "force.required", "--no-charts",
                 "--out", "run")[0]
    solved = ["variant", "path", "expression", "level", "value", "value_low", "value_high", "slope"]
    members(result, ["scenario", *solved, "crossings", "text", "folder", "points"], "sweep --solve")
    list_is([{k: result[k] for k in solved}], rows_of("run/mine/solve.csv"), solved, "a level")
    list_is(result["points"], rows_of("run/mine/solve_curve.csv"), ["value", "probability", "mc_low", "mc_high"], "the curve")
    check(result["scenario"] == "mine" and result["folder"] == "run/mine" and result["crossings"] == 1, "one crossing")
    check(result["text"].startswith("P(force.offered >= force.required) falls to 50% at force.required = "), "the answer in words")

def test_compare():
    result = ask("compare", "mine.cfg", "other.cfg", "--levels", "10%,20%", "--no-charts", "--out", "sides")[0]
    members(result, ["folder", "choices", "pairs", "settings"], "compare")
    check(result["folder"] == "sides/compare", "the folder")
    robust = rows_of("sides/compare/robust.csv")
    check(len(result["choices"]) == len(robust) == 2, "two choices")
    for choice, row in zip(result["choices"], robust):
        members(choice, ["choice", "name", "headline", *estimate, "worst_p05", "regret_mean", "regret_p95", "meets"], "a choice")
        for name in ("choice", "probability", "worst_p05", "regret_mean", "regret_p95"):
            same(choice[name], row[name], f"{name} of a choice")
        check(list(choice["meets"]) == ["10", "20"], f"levels: {choice['meets']}")
        check(choice["name"] == choice["choice"], f"name of a choice: {choice['name']}") # of its file, where there is no variant
        check(choice["headline"] == "vote and force.offered >= force.required", "headline of a choice")
        for level, share in choice["meets"].items():
            same(share, row["meets_" + level], "a level")
    pairs = rows_of("sides/compare/compare.csv")
    list_is(result["pairs"], pairs, list(pairs[0]), "pairs")
    settings = rows_of("sides/compare/compare_settings.csv")
    list_is(result["settings"], settings, list(settings[0]), "settings")
    told = {s["path"]: (s["first"], s["second"]) for s in result["settings"]}
    check(told == {"factors.other": (None, "1"), "contributors.b.joins": ("50%", "60%")}, f"settings: {told}")

def test_score():
    result = ask("score", "cases", "unlisted", "--no-charts", "--out", "scored", "--allow-outside")[0]
    members(result, ["folder", "sets", "summary", "cases", "forecasts", "frozen"], "score")
    check(result["folder"] == "scored/score", "the folder")
    for one in result["sets"]:
        members(one, ["set", "verdict"], "a set")
    rows = rows_of("scored/score/score.csv")
    list_is(result["cases"], rows, ["set", "case", "name", "file", "in_sample", "frozen", "began", "entered", "truce_months", "ended",
                                    "horizons", "integrated_brier", "pit"], "cases")
    check([c["frozen"] for c in result["cases"]] == [1, 0, 1, None], f"frozen: {[c['frozen'] for c in result['cases']]}")
    for case, row in zip(result["cases"], rows):
        check([h["months"] for h in case["horizons"]] == [12, 24, 60, 120], "horizons")
        for at in case["horizons"]:
            members(at, ["months", *estimate, "held", "weight", "brier", "log"], "a horizon")
            for name in list(at)[1:]:
                column = "chance" if name == "probability" else name
                same(at[name], row[f"{column}_{at['months']}"], f"{name} at {at['months']} months")
    list_is(result["forecasts"], rows_of("scored/score/score_forecasts.csv"),
            ["set", "case", "forecast", "months", "probability", "brier", "model_probability", "model_brier"], "forecasts")
    summary = rows_of("scored/score/score_summary.csv")
    list_is(result["summary"], summary, list(summary[0]), "summary")
    check(len(result["frozen"]) == 1, "one list")
    members(result["frozen"][0], ["list", "fine", "wrong"], "a frozen list")
    check(result["frozen"][0]["fine"] == 3 and len(result["frozen"][0]["wrong"]) == 1, f"frozen: {result['frozen']}")

def test_others():
    result = ask("analyse", "mine.cfg", "value", "--no-charts", "--out", "run")[0]
    members(result, ["scenario", "variant", "headline", "folder", "ran", "findings", "tables"], "analyse")
    check([result[k] for k in ("scenario", "variant", "headline", "folder", "ran", "tables")]
          == ["mine", "base", "vote and force.offered >= force.required", "run/mine", False, ["value.csv"]], "analyse")
    check([list(f) for f in result["findings"]] == [["method", "text"]] and result["findings"][0]["method"] == "value", "findings")
    check(ask("report", "run/mine", "--no-charts") == [{"folder": "run/mine", "report": "report.html"}], "report")

for test in (test_run, test_check_and_explain, test_sweeps, test_compare, test_score, test_others):
    test()
print("the members are as documented" if failed == 0 else f"{failed} failed")
sys.exit(1 if failed else 0)
