"""Two variants of a scenario side by side, from a run and from the folder that it wrote.

Usage: example.py FILE FOLDER
"""
import sys

import entente


def show(table):
    for variant, probability, low, high in zip(*(table[name] for name in ("variant", "probability", "mc_low", "mc_high"))):
        print(f"{variant:12} {probability:.3f}  95% interval {low:.3f} to {high:.3f}")


try:
    results = entente.run(sys.argv[1], set={"run.horizon": 24}, seed=9, worlds=60, replications=50, out=sys.argv[2])
except entente.ScenarioError as error:
    for message in error.messages:
        print(message)
    sys.exit(2)
print(f"entente {entente.version()}, {results.draws} draws")
show(results["headline"])
folder = entente.read_results(results.folder)
print("the folder has the same figures:", list(folder["headline"]["probability"]) == list(results["headline"]["probability"]))
