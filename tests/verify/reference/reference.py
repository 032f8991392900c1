#!/usr/bin/env python3
"""Plays a scenario by the words of the model page alone, slowly, and compares the engine's tables with what came out.

    reference.py FILE... --engine build/entente [--worlds W] [--replications R] [--seed N] [--set PATH=VALUE]... [--all]

The engine runs the same file with more draws, so that most of the noise is the reference's own. Prints the figures whose
|z| is above 4.5, with --all every figure; exit status 1 where there are any.
"""
import argparse
import os
import random
import subprocess
import sys
import tempfile

from compare import LIMIT, Engine, compared
from figures import Expert, play
from reader import read_scenario
from scenario import Scenario, written


def run_engine(program, path, sets, folder, worlds, replications):
    command = [program, 'run', path, '--quiet', '--no-charts', '--out', folder, '--fresh',
               '--worlds', str(worlds), '--replications', str(replications)]
    for entry in sets:
        command += ['--set', entry]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode not in (0, 3):
        raise RuntimeError('the engine ended with %d:\n%s' % (done.returncode, done.stderr))
    name = os.path.splitext(os.path.basename(path))[0]
    return os.path.join(folder, name)


def sets_of(variants, name):
    """The assignments of a variant: those of the variants that it puts together, in that order, then its own."""
    of = variants[name].get('of', [])
    sets = [entry for part in ([of] if isinstance(of, str) else of) for entry in sets_of(variants, part)]
    return sets + list(variants[name].get('set', []))


def number(weight):
    """A weight, also as a text: "3" or "50%"."""
    if isinstance(weight, str):
        return float(weight[:-1]) / 100 if weight.endswith('%') else float(weight)
    return weight


def experts_of(tree):
    """(name, weight, settings) of each expert; one without a name where the file has none."""
    experts = [(name, number(written(entry.get('weight'), 1)), list(entry.get('set', [])))
               for name, entry in tree.get('experts', {}).items()]
    return experts or [(None, 1, [])]


def compare_file(path, options):
    """(variant, figures) of the file and of each of its variants."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = run_engine(options.engine, path, options.set, scratch, options.engine_worlds, options.engine_replications)
        tree = read_scenario(path, options.set)
        variants = {'base': [], **{name: sets_of(tree['variants'], name) for name in tree.get('variants', {})}}
        engines = {name: Engine(folder, name, options.engine_worlds) for name in variants}
    for name, sets in variants.items():
        panel = [Expert(expert, weight, Scenario(read_scenario(path, options.set + own + list(sets))))
                 for expert, weight, own in experts_of(tree)]
        tally = play(panel, options.worlds, options.replications, random.Random(options.seed), engines[name].wanted)
        yield name, compared(tally, engines[name])


def text_of(value):
    return '-' if value is None else '%.5g' % value


def report(variant, results, everything):
    """Prints the figures that differ; returns how many there are, how many differ, and the largest |z|."""
    differ = [result for result in results if abs(result[3]) > LIMIT]
    for key, own, theirs, z in results if everything else differ:
        figure = ' '.join(map(str, key))
        mark = '  <<<' if abs(z) > LIMIT else ''
        values = (variant, figure, text_of(own), text_of(theirs), z, mark)
        print('    %-12s %-58s reference %-10s engine %-10s z %6.2f%s' % values)
    return len(results), len(differ), max((abs(result[3]) for result in results), default=0)


def report_file(path, options):
    """One row for a file, over its variants; returns how many figures differ."""
    case = os.path.splitext(os.path.basename(path))[0]
    try:
        counts = [report(variant, results, options.all) for variant, results in compare_file(path, options)]
    except RuntimeError as refusal:
        print('%s| %s | refused by the engine | | | |' % (refusal, case), flush=True)
        return 1
    figures, differ, largest = (list(column) for column in zip(*counts))
    print('| %s | %d | %d | %d | %.1f |' % (case, len(counts), sum(figures), sum(differ), max(largest)), flush=True)
    return sum(differ)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('files', nargs='+')
    parser.add_argument('--engine', required=True)
    parser.add_argument('--worlds', type=int, default=2000)
    parser.add_argument('--replications', type=int, default=5)
    parser.add_argument('--engine-worlds', type=int, default=20000)
    parser.add_argument('--engine-replications', type=int, default=20)
    parser.add_argument('--seed', type=int, default=1)
    parser.add_argument('--set', action='append', default=[])
    parser.add_argument('--all', action='store_true')
    options = parser.parse_args()
    print('| case | variants | figures | differ | largest z |\n| --- | ---: | ---: | ---: | ---: |', flush=True)
    return int(sum([report_file(path, options) for path in options.files]) > 0)


if __name__ == '__main__':
    sys.exit(main())
