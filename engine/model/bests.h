/* The best that each demand can still bring a judge, for every set of its options that may be out: draws are ruled out
 * by looking up one row a demand. Tables are made for preferences that come again, as long as demands are small. */
#ifndef ENT_MODEL_BESTS_H
#define ENT_MODEL_BESTS_H

#include "model/search.h"

enum { ENT_BESTS_TABLES = 32 };

typedef struct ent_bests_table {
    uint64_t stamp; /* of the preferences; 0: empty */
    unsigned uses;  /* how often they have come, until there is a table */
} ent_bests_table;

typedef struct ent_bests {
    const ent_talks_plan *plan;
    bool none;       /* too many sets: no tables */
    size_t *first;   /* [demands + 1] rows of a demand: one a set of its options that are out */
    unsigned *shift; /* [demands] where its flags begin in the word of flags */
    double *best;    /* [ENT_BESTS_TABLES][rows][deciders] */
    ent_bests_table table[ENT_BESTS_TABLES];
} ent_bests;

/* A zeroed one may be freed. The plan must outlive it. ENT_ERR_NO_MEMORY. */
int ent_bests_init(ent_bests *self, const ent_talks_plan *plan);
void ent_bests_free(ent_bests *self);

/* What ent_search_hopeless says. */
bool ent_bests_hopeless(ent_bests *self, ent_search *search, const ent_preference *preference, const uint64_t *excluded,
    const double *least);

#endif
