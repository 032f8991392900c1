/* Guarantees in sentences: how often they are in force, tested and honoured, and how many truces they save.
 *
 * Texts are in the arena; NULL when memory is out. Shares are probabilities in [0, 1] with their 95% Monte Carlo
 * interval, NaN where they were not measured. No text is stronger than the interval; a finding of all simulated draws
 * is stated with the number of draws ("in none of 14 tests"), since no sample proves a probability of 0 or 1. */
#ifndef ENT_WORDING_GUARANTEE_WORDS_H
#define ENT_WORDING_GUARANTEE_WORDS_H

#include "base/arena.h"

#include <stddef.h>
#include <stdint.h>

typedef struct ent_guarantee_share {
    double p, low, high;
} ent_guarantee_share;

/* One guarantee in one variant, as guarantees.csv has it. */
typedef struct ent_guarantee_figures {
    const char *id, *name;         /* borrowed */
    ent_guarantee_share in_force;  /* of the months of truce */
    ent_guarantee_share tested;    /* of truces: tested at least once */
    ent_guarantee_share honoured;  /* of its tests */
    ent_guarantee_share contained; /* of the tests in which it is honoured */
    ent_guarantee_share saved;     /* of the truces that hold to the horizon */
    uint64_t truces, tests;        /* counts; `tests` may exceed `truces` */
} ent_guarantee_figures;

/* A share for the middle of a sentence: "54%", "about 35%", "under 1%", "10 to 70%", "an unknown share". */
const char *ent_guarantee_part(ent_guarantee_share share, ent_arena *arena);

/* "in force in 54% of the months of truce", "never in force", "in force in every month of 39,000 truces". */
const char *ent_guarantee_in_force(const ent_guarantee_figures *self, ent_arena *arena);

/* "tested in 29% of truces", "never tested", "tested in all of 48 truces". */
const char *ent_guarantee_tested(const ent_guarantee_figures *self, ent_arena *arena);

/* "honoured in 56% of 13,402 tests", "honoured in none of 14 tests", "not honoured in its only test"; "never tested"
 * without a test. */
const char *ent_guarantee_honoured(const ent_guarantee_figures *self, ent_arena *arena);

/* "without it 21% of the truces that hold would have broken", "it saves none of the truces that hold"; "" where no
 * truce holds. `it` stands for the guarantee: "it", or its name in quotation marks. */
const char *ent_guarantee_saved(const ent_guarantee_figures *self, const char *it, ent_arena *arena);

/* All of it: "In force in 54% of the months of truce; tested in 29% of truces; honoured in 56% of 13,402 tests, and
 * then enough in 70%; without it 21% of the truces that hold would have broken." */
const char *ent_guarantee_sentence(const ent_guarantee_figures *self, ent_arena *arena);

/* All tests of guarantees [count]: the share in which one is honoured. The interval is the mean of theirs, which is not
 * narrower than that of the share. NaN without a test. */
ent_guarantee_share ent_guarantees_honoured(const ent_guarantee_figures *list, size_t count, uint64_t *tests);

/* Number of the guarantee that saves most, and *rivals: the number of those that may save as much, their intervals
 * overlapping; *rival: one of them. `count` where none saves a truce. Without intervals all that save any are rivals.
 */
size_t ent_guarantees_first(const ent_guarantee_figures *list, size_t count, size_t *rivals, size_t *rival);

/* Whether the guarantees of a truce are real, in one sentence: "Roughly even chance to likely: “US air cover” is
 * honoured in 56% of 13,402 tests, and without it 21% of the truces that hold would have broken."; of several, the
 * worth of all, and the one that most depends on. list: [count], at least 1, of one variant. */
const char *ent_guarantees_answer(const ent_guarantee_figures *list, size_t count, ent_arena *arena);

#endif
