#include "toy.h"

#include "distribution/copula.h"
#include "distribution/distribution.h"
#include "distribution/sample.h"
#include "distribution/stream.h"
#include "model/model.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

const toy_pledge toy_pledges[TOY_CONTRIBUTORS] = {{"alder", 4000, 8000, 12000, 0.85}, {"birch", 3000, 6000, 9000, 0.70},
    {"cedar", 2000, 4000, 8000, 0.60}, {"dogwood", 1000, 2000, 4000, 0.75}, {"elm", 500, 1000, 2000, 0.80},
    {"fir", 200, 500, 1000, 0.90}, {"gorse", 5000, 10000, 14000, 0.65}, {"hazel", 3000, 7000, 10000, 0.60},
    {"ivy", 2000, 4000, 6000, 0.50}, {"juniper", 1000, 2000, 4000, 0.55}, {"kauri", 500, 1500, 3000, 0.70},
    {"larch", 200, 1000, 2000, 0.45}};

static uint64_t key_of(uint64_t seed, const char *id, const char *setting, uint32_t position)
{
    char path[64];

    snprintf(path, sizeof(path), "contributors.%s.%s", id, setting);
    return ent_stream_make(seed, path, position).key;
}

void toy_init(
    toy_model *self, const ent_kernels *kernels, uint64_t seed, uint64_t worlds, uint64_t replications, bool truce)
{
    *self = (toy_model){.kernels = kernels, .worlds = worlds, .replications = replications, .truce = truce};
    for (size_t i = 0; i < TOY_CONTRIBUTORS; i++) {
        for (size_t j = 0; j < TOY_CONTRIBUTORS; j++) {
            self->lower[i][j] = i == j ? 1.0 : i / TOY_BLOC == j / TOY_BLOC ? 0.40 : 0.15;
        }
        self->above[i] = gsl_cdf_ugaussian_Qinv(toy_pledges[i].joins);
        self->joins_key[i] = key_of(seed, toy_pledges[i].id, "joins", ENT_POSITION_CHANCE);
        self->troops_key[i] = key_of(seed, toy_pledges[i].id, "troops", 0);
    }
    ent_cholesky(self->lower[0], TOY_CONTRIBUTORS, NULL);
    self->required_key = ent_stream_make(seed, "force.required", 0).key;
    self->trigger_key = ent_stream_make(seed, "truce", ENT_POSITION_CHANCE).key;
}

size_t toy_uniforms(const toy_model *self)
{
    return 2 * TOY_CONTRIBUTORS + 1 + (self->truce ? 1 : 0);
}

enum { TROOPS = TOY_CONTRIBUTORS, REQUIRED = 2 * TOY_CONTRIBUTORS, TRIGGER };

double toy_floor(const toy_model *self)
{
    double column[TRIGGER + 1][TOY_ROWS];
    uint64_t draws = self->worlds * self->replications;
    double made = 0.0;

    for (uint64_t first = 0; first < draws; first += TOY_ROWS) {
        size_t rows = draws - first < TOY_ROWS ? (size_t) (draws - first) : (size_t) TOY_ROWS;
        for (size_t c = 0; c < TOY_CONTRIBUTORS; c++) {
            self->kernels->philox(self->joins_key[c], first, 0, rows, column[c]);
            self->kernels->philox(self->troops_key[c], first, 0, rows, column[TROOPS + c]);
        }
        self->kernels->philox(self->required_key, first, 0, rows, column[REQUIRED]);
        if (self->truce) {
            self->kernels->philox(self->trigger_key, first, 0, rows, column[TRIGGER]);
        }
        made += column[first % toy_uniforms(self)][0];
    }
    return made;
}

/* Full months until the integrated hazard reaches the unit exponential: H(m) = (m / scale)^shape exp(effect ratio), so
 * the month comes in closed form. `rest` holds the required, then the ratio, then the factor. */
static void last(const toy_model *self, uint64_t first, size_t rows, toy_block *block, uint32_t *months)
{
    const ent_kernels *kernels = self->kernels;
    const double *in = block->rest;

    for (size_t i = 0; i < rows; i++) {
        double ratio = block->offered[i] / block->rest[i];
        block->rest[i] = -TOY_EFFECT * (ratio < 1.0 ? ratio : 1.0);
    }
    kernels->philox(self->trigger_key, first, 0, rows, block->uniform);
    in = block->uniform;
    kernels->op[ENT_OP_NEG_LOG](rows, block->uniform, &in);
    kernels->op[ENT_OP_LOG](rows, block->uniform, &in);
    for (size_t i = 0; i < rows; i++) {
        block->uniform[i] = (block->uniform[i] + block->rest[i]) * (1.0 / TOY_SHAPE);
    }
    kernels->op[ENT_OP_EXP](rows, block->uniform, &in);
    for (size_t i = 0; i < rows; i++) {
        double month = TOY_SCALE * block->uniform[i];
        months[(size_t) (month < (double) TOY_MONTHS ? month : (double) TOY_MONTHS)]++;
    }
}

/* A stretch of one world. */
static void play(
    const toy_model *self, const toy_loops *loops, uint64_t first, size_t rows, toy_block *block, toy_world *world)
{
    const ent_kernels *kernels = self->kernels;

    for (size_t c = 0; c < TOY_CONTRIBUTORS; c++) {
        const double *in = block->score[c];
        kernels->philox(self->joins_key[c], first, 0, rows, block->score[c]);
        kernels->op[ENT_OP_NORMAL_QUANTILE](rows, block->score[c], &in);
    }
    loops->join(self, rows, block, world->joins);
    memset(block->offered, 0, sizeof(block->offered));
    for (size_t c = 0; c < TOY_CONTRIBUTORS; c++) {
        kernels->philox(self->troops_key[c], first, 0, rows, block->uniform);
        loops->pledge(c, rows, block);
    }
    kernels->philox(self->required_key, first, 0, rows, block->uniform);
    world->draws += (uint32_t) rows;
    world->complete += loops->reach(rows, block, &world->offered);
    if (self->truce) {
        last(self, first, rows, block, world->months);
    }
}

/* A world is cut into blocks of equal length, so that none straddles two. */
void toy_columns(const toy_model *self, toy_world *world)
{
    const toy_loops *loops = toy_loops_select(self->kernels->isa);
    uint64_t blocks = (self->replications + TOY_ROWS - 1) / TOY_ROWS;
    uint64_t length = ((self->replications + blocks - 1) / blocks + 1) / 2 * 2;
    toy_block block;

    for (uint64_t w = 0; w < self->worlds; w++) {
        uint64_t end = (w + 1) * self->replications;
        for (uint64_t first = w * self->replications; first < end; first += length) {
            play(self, loops, first, (size_t) (end - first < length ? end - first : length), &block, &world[w]);
        }
    }
}

extern const toy_loops toy_loops_portable, toy_loops_sse2, toy_loops_avx2, toy_loops_avx512, toy_loops_neon;

const toy_loops *toy_loops_select(const char *isa)
{
    static const toy_loops *const all[] = {TOY_LOOPS};

    for (size_t i = 0; i < sizeof(all) / sizeof(*all); i++) {
        if (strcmp(isa, all[i]->isa) == 0) {
            return all[i];
        }
    }
    return NULL;
}
