#!/usr/bin/env python3
"""The toy model of coalition.cfg in numpy, as a fair user of numpy would write it: whole arrays, chunks that fit the
cache, one thread. Prints: draws, CPU seconds, P(offered >= required), mean offered, P(truce held)."""
import os
import sys
import time

for library in ("OPENBLAS", "MKL", "OMP"):
    os.environ[library + "_NUM_THREADS"] = "1"
import numpy as np

CHUNK = 10_000
MINIMUM = np.array([4000, 3000, 2000, 1000, 500, 200, 5000, 3000, 2000, 1000, 500, 200], float)
MODE = np.array([8000, 6000, 4000, 2000, 1000, 500, 10000, 7000, 4000, 2000, 1500, 1000], float)
MAXIMUM = np.array([12000, 9000, 8000, 4000, 2000, 1000, 14000, 10000, 6000, 4000, 3000, 2000], float)
# the normal scores above which each joins: 85%, 70%, 60%, 75%, 80%, 90%, 65%, 60%, 50%, 55%, 70%, 45%
ABOVE = np.array([-1.036433389493790, -0.524400512708041, -0.253347103135800, -0.674489750196082, -0.841621233572914,
                  -1.281551565544600, -0.385320466407568, -0.253347103135800, 0.0, -0.125661346855074,
                  -0.524400512708041, 0.125661346855074])


def factor():
    bloc = np.arange(12) // 6
    rho = np.where(bloc[:, None] == bloc[None, :], 0.40, 0.15)
    np.fill_diagonal(rho, 1.0)
    return np.linalg.cholesky(rho)


def chunk(rng, lower, n, truce):
    score = rng.standard_normal((n, 12)) @ lower.T
    joins = score > ABOVE
    troops = rng.triangular(MINIMUM, MODE, MAXIMUM, (n, 12))
    offered = np.einsum("ij,ij->i", troops, joins.astype(float))
    required = rng.uniform(30_000, 40_000, n)
    complete = offered >= required
    months = np.zeros(0)
    if truce:
        trigger = rng.standard_exponential(n)
        weaker = np.exp(-0.94 * np.minimum(offered / required, 1.0))
        months = np.minimum(30 * (trigger / weaker) ** (1 / 0.8), 24)
    return complete.sum(), offered.sum(), joins.sum(axis=0), (months >= 24).sum()


def main():
    draws, truce = int(sys.argv[1]), "truce" in sys.argv[2:]
    rng, lower = np.random.default_rng(20250822), factor()
    chunk(rng, lower, CHUNK, truce)
    start = time.process_time()
    complete = offered = held = 0
    joins = np.zeros(12)
    for _ in range(draws // CHUNK):
        a, b, c, d = chunk(rng, lower, CHUNK, truce)
        complete, offered, joins, held = complete + a, offered + b, joins + c, held + d
    seconds = time.process_time() - start
    done = draws // CHUNK * CHUNK
    print(done, seconds, complete / done, offered / done, held / done)


main()
