#include "engine.h"

#include "base/status.h"
#include "measure.h"
#include "simulate/simulator.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* context: the text, as a pointer to it; NULL there: the file. */
static int load(void *context, const char *path, ent_arena *arena, const char **text, size_t *length)
{
    const char *given = *(const char **) context;
    FILE *file;
    char *bytes;
    long size;
    int status = ENT_ERR_IO;

    if (given != NULL) {
        *text = ent_arena_strdup(arena, given);
        *length = strlen(given);
        return *text != NULL ? ENT_OK : ENT_ERR_NO_MEMORY;
    }
    file = fopen(path, "rb");
    if (file == NULL) {
        return ENT_ERR_IO;
    }
    if (fseek(file, 0, SEEK_END) == 0 && (size = ftell(file)) >= 0 && fseek(file, 0, SEEK_SET) == 0) {
        bytes = ent_arena_alloc(arena, (size_t) size + 1);
        if (bytes != NULL && fread(bytes, 1, (size_t) size, file) == (size_t) size) {
            bytes[size] = '\0';
            *text = bytes;
            *length = (size_t) size;
            status = ENT_OK;
        }
    }
    fclose(file);
    return status;
}

bool engine_open(bench_engine *self, const char *path, const char *text, const char *const *set, size_t sets,
    bool base_only, const char *isa)
{
    ent_experiment_source source = {.path = path,
        .id = "bench",
        .load = load,
        .context = &text,
        .set = set,
        .sets = sets,
        .kernels = ent_kernels_select(isa),
        .base_only = base_only};
    double start = bench_cpu();
    int status;

    *self = (bench_engine){0};
    status = ent_experiment_load(&self->experiment, &source, &self->said);
    for (size_t i = 0; status != ENT_OK && i < self->said.count; i++) {
        fprintf(stderr, "%s:%d: %s\n", path, self->said.item[i].at.line, self->said.item[i].text);
    }
    if (status != ENT_OK) {
        fprintf(stderr, "%s: %s\n", path, ent_strerror(status));
        return false;
    }
    self->loading = bench_cpu() - start;
    self->threshold = ent_experiment_thresholds(&self->experiment, &self->thresholds);
    return self->threshold != NULL;
}

void engine_close(bench_engine *self)
{
    ent_experiment_free(&self->experiment);
    ent_diagnostics_free(&self->said);
    *self = (bench_engine){0};
}

engine_time engine_run(bench_engine *self, size_t variant, unsigned threads, ent_tally *tally)
{
    const ent_model *model = &self->experiment.item[variant]->model;
    ent_run_options options = {.threads = threads};
    ent_guard_count *guard = calloc(model->guards + 1, sizeof(*guard));
    ent_tally own = {0};
    engine_time spent = {.cpu = bench_cpu(), .wall = bench_wall()};
    int status = guard == NULL ? ENT_ERR_NO_MEMORY
                               : ent_run_model(model, &options, self->threshold, self->thresholds, &own, guard);

    spent.cpu = bench_cpu() - spent.cpu;
    spent.wall = bench_wall() - spent.wall;
    if (status != ENT_OK) {
        fprintf(stderr, "a run failed: %s\n", ent_strerror(status));
        exit(EXIT_FAILURE);
    }
    if (tally != NULL) {
        *tally = own;
    } else {
        ent_tally_free(&own);
    }
    free(guard);
    return spent;
}

enum { CHUNK_WORLDS = 64 };

double engine_uncounted(bench_engine *self)
{
    const ent_model *model = &self->experiment.item[0]->model;
    const ent_run_size *run = &model->scenario->run;
    double start = bench_cpu();
    ent_simulator simulator;
    int status = ent_simulator_init(&simulator, model, CHUNK_WORLDS);

    for (uint64_t world = 0; world < run->worlds && status == ENT_OK; world += CHUNK_WORLDS) {
        uint64_t worlds = run->worlds - world < CHUNK_WORLDS ? run->worlds - world : CHUNK_WORLDS;
        uint64_t first = world * run->replications, end = (world + worlds) * run->replications;
        ent_simulator_set_worlds(&simulator, world, (size_t) worlds, run->replications, true);
        for (; first < end && status == ENT_OK; first += ENT_BLOCK_ROWS) {
            status = ent_simulator_run(
                &simulator, first, end - first < ENT_BLOCK_ROWS ? (size_t) (end - first) : (size_t) ENT_BLOCK_ROWS);
        }
    }
    ent_simulator_free(&simulator);
    return bench_cpu() - start;
}

uint64_t engine_draws(const bench_engine *self)
{
    const ent_run_size *run = &self->experiment.item[0]->scenario.run;

    return run->worlds * run->replications;
}

double engine_least(bench_engine *self, size_t variant, size_t turns)
{
    bench_samples cpu = {0};

    for (size_t i = 0; i < turns; i++) {
        bench_add(&cpu, engine_run(self, variant, 1, NULL).cpu);
    }
    return 1e9 * bench_least(&cpu) / (double) engine_draws(self);
}
