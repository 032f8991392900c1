/* Boxes of worlds as sentences. */
#ifndef ENT_WORDING_BOX_WORDS_H
#define ENT_WORDING_BOX_WORDS_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>

/* Kinds of limited quantities. */
typedef enum ent_limited {
    ENT_LIMITED_NUMBER,
    ENT_LIMITED_PERCENT, /* a number that people read as per cent */
    ENT_LIMITED_WHOLE,   /* a whole number */
    ENT_LIMITED_TRUTH,   /* 0 or 1: holds or does not */
    ENT_LIMITED_EVENT,   /* happens or does not */
    ENT_LIMITED_JOINS    /* a contributor joins or stays out */
} ent_limited;

typedef struct ent_limit_words {
    ent_limited kind;
    const char *name;
    double low, high; /* NaN: no limit. Of TRUTH, EVENT and JOINS low alone: it does; high alone: it does not */
    double quasi_p;   /* chance that it would add as much by luck; NaN: not known */
} ent_limit_words;

/* The kind of a factor, or of a distribution within unknown(...), from its formula as written. */
ent_limited ent_limited_of(const char *written);

/* Figures of a box. */
typedef struct ent_box_words {
    const ent_limit_words *limit; /* [limits] */
    size_t limits;
    size_t number;           /* of the box, from 1 */
    double density, overall; /* chances, or means in `unit` */
    double mass, coverage;   /* shares; coverage NaN: not known */
    const char *unit;        /* NULL: density is a chance */
    bool least;              /* boxes of the lowest density, whose coverage is of what does not happen */
    bool draws;              /* mass is a share of draws, not of worlds */
} ent_box_words;

/* "“Resolve” is above 0.3", "“Russia: threshold” is between 45% and 52%", "“Kind” is 2", "Italy joins". NULL when
 * memory is out. */
const char *ent_limit_phrase(const ent_limit_words *limit, ent_arena *arena);

/* All limits: "“Resolve” is below 0.3, “Cost” is above 12 and Italy joins". NULL when memory is out. */
const char *ent_box_limits(const ent_box_words *box, ent_arena *arena);

/* "Where “Resolve” is below 0.3 and “Cost” is above 12, the chance is 44% instead of 15%; that is 12% of the worlds and
 * 35% of all cases. The limit on “Cost” may be luck." Those are limits with a quasi_p above 0.05; more than two of
 * them are counted and not named. NULL when memory is out. */
const char *ent_box_sentence(const ent_box_words *box, ent_arena *arena);

#endif
