/* The engine as the benchmarks use it: a scenario loaded with its variants, and timed runs of one variant. */
#ifndef ENT_BENCH_ENGINE_H
#define ENT_BENCH_ENGINE_H

#include "run/experiment.h"
#include "run/run.h"

typedef struct bench_engine {
    ent_experiment experiment;
    ent_diagnostics said;
    const ent_threshold *threshold;
    size_t thresholds;
    double loading; /* seconds of CPU */
} bench_engine;

typedef struct engine_time {
    double cpu, wall; /* seconds */
} engine_time;

/* path: a file; or text, where that is given. sets: "path = value". False after printing the error. */
bool engine_open(bench_engine *self, const char *path, const char *text, const char *const *set, size_t sets,
    bool base_only, const char *isa);
void engine_close(bench_engine *self);

/* Runs one variant. tally: NULL, or filled and then the caller's to free. */
engine_time engine_run(bench_engine *self, size_t variant, unsigned threads, ent_tally *tally);

/* Seconds of CPU to play all draws of the base variant, without tallies, on one thread. */
double engine_uncounted(bench_engine *self);

/* The least CPU of `turns` runs, as nanoseconds a draw. */
double engine_least(bench_engine *self, size_t variant, size_t turns);

uint64_t engine_draws(const bench_engine *self);

#endif
