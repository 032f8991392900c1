#include "run/designs/design.h"

#include "base/status.h"
#include "distribution/designs/designs.h"
#include "distribution/designs/latin_hypercube.h"
#include "distribution/designs/sobol.h"
#include "distribution/stream.h"

#include <stdlib.h>
#include <string.h>

/* --- points ------------------------------------------------------------------------------------------------------- */

/* One dimension. */
typedef struct dimension {
    uint64_t key;                         /* of the stream whose uniforms it replaces */
    uint64_t stream;                      /* of its own random decisions */
    uint32_t direction[ENT_SOBOL_DIGITS]; /* of Sobol' points */
} dimension;

typedef struct design {
    ent_world_source source;
    ent_design_kind kind;
    const ent_run_size *run; /* borrowed: its `worlds` may change between runs */
    dimension *dimension;    /* [dimensions] ascending by key */
    size_t dimensions;
} design;

static int by_key(const void *a, const void *b)
{
    uint64_t x = ((const dimension *) a)->key;
    uint64_t y = ((const dimension *) b)->key;

    return (x > y) - (x < y);
}

static double point(const design *self, const dimension *of, uint64_t world)
{
    uint64_t worlds = self->run->worlds;
    uint64_t in_design = world % worlds;
    uint64_t randomisation = world / worlds * ENT_RANDOMISATIONS + in_design % ENT_RANDOMISATIONS;
    uint32_t index = (uint32_t) (in_design / ENT_RANDOMISATIONS);

    if (self->kind == ENT_DESIGN_LHS) {
        return ent_latin_hypercube(
            of->stream, (uint32_t) randomisation, (uint32_t) (worlds / ENT_RANDOMISATIONS), index);
    }
    return ent_sobol_scramble(of->stream, (uint32_t) randomisation, ent_sobol_point(of->direction, index));
}

/* A stream without a dimension has its own uniforms. */
static void fill(
    const void *context, const ent_kernels *kernels, uint64_t key, uint64_t first, size_t rows, double *out)
{
    const design *self = context;
    const dimension wanted = {.key = key};
    const dimension *found = bsearch(&wanted, self->dimension, self->dimensions, sizeof(wanted), by_key);

    if (found == NULL) {
        kernels->philox(key, first, 0, rows, out);
        return;
    }
    for (size_t i = 0; i < rows; i++) {
        out[i] = point(self, found, first + i);
    }
}

/* --- dimensions --------------------------------------------------------------------------------------------------- */

/* Keys in the order of the dimensions, each once. */
typedef struct key_list {
    uint64_t *key;
    size_t count;
} key_list;

static void add_key(key_list *self, uint64_t key)
{
    for (size_t i = 0; i < self->count; i++) {
        if (self->key[i] == key) {
            return;
        }
    }
    self->key[self->count++] = key;
}

static void add_quantity(key_list *self, const ent_model *model, const char *name)
{
    for (size_t i = 0; i < model->world_streams; i++) {
        if (strcmp(model->world_stream[i].quantity, name) == 0) {
            add_key(self, model->world_stream[i].key);
        }
    }
}

/* Factors in file order, then the contents of unknown(...), then any other stream by world. */
static void add_streams(key_list *self, const ent_model *model)
{
    const ent_scenario *scenario = model->scenario;

    for (size_t f = 0; f < scenario->factors; f++) {
        add_quantity(self, model, scenario->factor[f].label.id);
    }
    for (size_t u = 0; u < scenario->unknowns; u++) {
        add_quantity(self, model, scenario->unknown[u].name);
    }
    for (size_t i = 0; i < model->world_streams; i++) {
        add_key(self, model->world_stream[i].key);
    }
}

/* Fills self->dimension from the keys in order. */
static void number_dimensions(design *self, const key_list *keys, uint64_t seed)
{
    for (size_t d = 0; d < keys->count; d++) {
        dimension *it = &self->dimension[d];
        it->key = keys->key[d];
        it->stream = ent_stream_make(seed, "run.design", (uint32_t) d).key;
        if (self->kind == ENT_DESIGN_SOBOL) {
            ent_sobol_directions(d, it->direction);
        }
    }
    self->dimensions = keys->count;
    qsort(self->dimension, self->dimensions, sizeof(*self->dimension), by_key);
}

static int refuse(size_t dimensions, ent_diagnostics *diagnostics)
{
    ent_diagnostics_add(diagnostics, ENT_SEVERITY_ERROR, (ent_position){0}, "run.design",
        "write design = \"lhs\", which has no such limit",
        "%zu quantities are unknown, and the table of Sobol' points has %d dimensions", dimensions,
        ENT_SOBOL_DIMENSIONS);
    return ENT_ERR_SCENARIO;
}

int ent_design_apply(ent_model *model, const ent_model *base, ent_diagnostics *diagnostics)
{
    const ent_run_size *run = &model->scenario->run;
    size_t most = base->world_streams + base->experts.count + model->world_streams;
    key_list keys = {.count = 0};
    design *made;

    if (run->design == ENT_DESIGN_RANDOM) {
        return ENT_OK;
    }
    made = ent_arena_alloc(&model->arena, sizeof(*made));
    keys.key = ent_arena_array(&model->arena, most, sizeof(*keys.key));
    if (made == NULL || keys.key == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    add_streams(&keys, base);
    for (size_t e = 0; e < base->experts.count; e++) {
        add_key(&keys, base->experts.key[e]);
    }
    add_streams(&keys, model);
    if (run->design == ENT_DESIGN_SOBOL && keys.count > ENT_SOBOL_DIMENSIONS) {
        return refuse(keys.count, diagnostics);
    }
    *made = (design){.kind = run->design, .run = run};
    made->dimension = ent_arena_array(&model->arena, keys.count, sizeof(*made->dimension));
    if (made->dimension == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    number_dimensions(made, &keys, run->seed);
    made->source = (ent_world_source){.fill = fill, .context = made};
    model->world_source = &made->source;
    return ENT_OK;
}
