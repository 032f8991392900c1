/* The answer of `sweep --solve` as sentences. */
#ifndef ENT_WORDING_SOLVE_WORDS_H
#define ENT_WORDING_SOLVE_WORDS_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>

/* NaN: not known. */
typedef struct ent_solve_words {
    const char *expression, *path;
    double level;
    bool chance;             /* level and curve are probabilities; else numbers in `unit` */
    const char *unit;        /* "" where it is not known */
    bool percent;            /* the setting is read as per cent */
    double from, to;         /* the range searched */
    double least, most;      /* of the curve at the values tried */
    size_t tried;            /* values of the setting at which the curve was computed, of which … */
    size_t undefined;        /* … it is not defined at so many, … */
    size_t open;             /* … and its 95% interval takes in the level at so many */
    size_t unmeasured_below; /* values below and above `value` at which it has no interval */
    size_t unmeasured_above;
    double value, low, high; /* NaN value: no crossing */
    bool rises;              /* from the lower side to the level */
    size_t crossings;
} ent_solve_words;

/* "P(truce.held) falls to 50% at force.required = 23,400 (95% interval 21,900 to 24,800)." Without a crossing
 * "P(truce.held) stays above 50% at the 11 values tried of force.required from 0 to 40,000: it lies between 55% and
 * 62%.", and at how many of them that is not known. NULL when memory is out. */
const char *ent_solve_sentence(const ent_solve_words *words, ent_arena *arena);

/* Adds a point of the curve at x to tried, undefined, open and unmeasured, once `value` and `level` are set. y: NaN
 * where the curve is not defined; low, high: its 95% interval, NaN: none. */
void ent_solve_words_count(ent_solve_words *self, double x, double y, double low, double high);

/* That there are several crossings; NULL where there is one at most, and when memory is out. */
const char *ent_solve_several(const ent_solve_words *words, ent_arena *arena);

#endif
