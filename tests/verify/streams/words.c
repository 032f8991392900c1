/* Writes the engine's uniforms as 32-bit words to standard output, in one of the orders in which a run uses them, until
 * the reader closes the pipe: for a battery of tests of random numbers (streams.py).
 *
 *     entente_stream_words ORDER SEED */
#include "distribution/stream.h"
#include "kernels/kernels.h"
#include "model/model.h"

#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ROWS = 16384, SETTINGS = 1024, REPLICATIONS = 100, MONTHS = 60, PLAYED_SETTINGS = 40, CAUSES = 4 };

typedef struct writer {
    const ent_kernels *kernels;
    uint64_t seed;
    uint64_t done;        /* uniforms made so far */
    double u[ROWS];       /* the next uniforms */
    uint64_t key[ROWS];   /* their addresses */
    uint64_t index[ROWS]; /* world or draw */
    uint64_t sub[ROWS];   /* month, or 0 */
} writer;

/* The stream of setting number s: contributors that join, with their troops, and causes of violations. */
static uint64_t setting_key(uint64_t seed, size_t s)
{
    static const char *const form[] = {"contributors.c%zu.joins", "contributors.c%zu.troops", "truce.causes.c%zu"};
    static const uint32_t position[] = {ENT_POSITION_CHANCE, 0, ENT_POSITION_PICK};
    char path[64];

    snprintf(path, sizeof(path), form[s % 3], s / 3);
    return ent_stream_make(seed, path, position[s % 3]).key;
}

static void address(writer *self, size_t row, uint64_t key, uint64_t index, uint64_t sub)
{
    self->key[row] = key;
    self->index[row] = index;
    self->sub[row] = sub;
}

/* --- orders: each makes the next ROWS uniforms ----------------------------------------------------------------------
 */

/* One setting, draw after draw. */
static void along_draws(writer *self)
{
    self->kernels->philox(setting_key(self->seed, 0), self->done, 0, ROWS, self->u);
}

/* SETTINGS settings of a draw, then those of the next draw. */
static void across_settings(writer *self)
{
    for (size_t s = 0; s < SETTINGS; s++) {
        self->key[s] = setting_key(self->seed, s);
    }
    for (size_t d = 0; d < ROWS / SETTINGS; d++) {
        self->kernels->philox_streams(self->key, SETTINGS, self->done / SETTINGS + d, 0, self->u + d * SETTINGS);
    }
}

/* The first draw of ROWS worlds, then their second, …, then the next worlds. */
static void across_worlds(writer *self)
{
    uint64_t turn = self->done / ROWS;

    for (size_t w = 0; w < ROWS; w++) {
        self->index[w] = (turn / REPLICATIONS * ROWS + w) * REPLICATIONS + turn % REPLICATIONS;
    }
    self->kernels->philox_at(setting_key(self->seed, 0), self->index, 0, ROWS, self->u);
}

/* The months of a draw, then those of the next draw. */
static void across_months(writer *self)
{
    uint64_t key = setting_key(self->seed, 2);

    for (size_t i = 0; i < ROWS; i++) {
        address(self, i, key, (self->done + i) / MONTHS, 1 + (self->done + i) % MONTHS);
    }
    self->kernels->philox_each(ROWS, self->key, self->index, self->sub, self->u);
}

/* A whole draw as it is played, then the next: settings known at its start, then the causes of each month. */
static void interleaved(writer *self)
{
    static uint64_t key[PLAYED_SETTINGS + CAUSES];
    const uint64_t size = PLAYED_SETTINGS + MONTHS * CAUSES;

    for (size_t s = 0; s < PLAYED_SETTINGS + CAUSES; s++) {
        key[s] = setting_key(self->seed, s);
    }
    for (size_t i = 0; i < ROWS; i++) {
        uint64_t draw = (self->done + i) / size, at = (self->done + i) % size;
        uint64_t later = at < PLAYED_SETTINGS ? 0 : at - PLAYED_SETTINGS;
        address(self, i, key[at < PLAYED_SETTINGS ? at : PLAYED_SETTINGS + later % CAUSES], draw,
            at < PLAYED_SETTINGS ? 0 : 1 + later / CAUSES);
    }
    self->kernels->philox_each(ROWS, self->key, self->index, self->sub, self->u);
}

/* One uniform of each seed, from the given one on: runs that differ by the seed alone. */
static void across_seeds(writer *self)
{
    for (size_t i = 0; i < ROWS; i++) {
        self->key[i] = setting_key(self->seed + self->done + i, 0);
    }
    self->kernels->philox_streams(self->key, ROWS, 0, 0, self->u);
}

/* --- words -----------------------------------------------------------------------------------------------------------
 */

typedef struct order {
    const char *name;
    void (*fill)(writer *self);
    int shift; /* the word is bits shift … shift + 31 of the 52 that a uniform has */
} order;

static const order orders[] = {{"draws", along_draws, 20}, {"lower_bits", along_draws, 0},
    {"settings", across_settings, 20}, {"worlds", across_worlds, 20}, {"months", across_months, 20},
    {"interleaved", interleaved, 20}, {"seeds", across_seeds, 20}};

static const order *order_named(const char *name)
{
    for (size_t i = 0; i < sizeof(orders) / sizeof(*orders); i++) {
        if (strcmp(orders[i].name, name) == 0) {
            return &orders[i];
        }
    }
    return NULL;
}

int main(int argc, char **argv)
{
    static writer self;
    static uint32_t word[ROWS];
    const order *it = argc == 3 ? order_named(argv[1]) : NULL;

    if (it == NULL) {
        fprintf(stderr, "usage: entente_stream_words draws|lower_bits|settings|worlds|months|interleaved|seeds SEED\n");
        return 2;
    }
    signal(SIGPIPE, SIG_IGN);
    self.kernels = ent_kernels_select(NULL);
    self.seed = strtoull(argv[2], NULL, 10);
    do {
        it->fill(&self);
        for (size_t i = 0; i < ROWS; i++) {
            word[i] = (uint32_t) ((uint64_t) (self.u[i] * 0x1p52) >> it->shift); /* exact: u is (k + 1/2) / 2^52 */
        }
        self.done += ROWS;
    } while (fwrite(word, sizeof(*word), ROWS, stdout) == ROWS);
    return 0;
}
