/* The rows of contributors.csv, for the charts drawn from them. */
#ifndef ENT_CHARTS_CONTRIBUTOR_ROWS_H
#define ENT_CHARTS_CONTRIBUTOR_ROWS_H

#include "charts/context.h"

/* Layout that the charts of contributors share, in page units. */
enum {
    ENT_CONTRIBUTORS_MOST = 24,   /* rows drawn */
    ENT_CONTRIBUTORS_NAMES = 140, /* width of the names */
    ENT_CONTRIBUTORS_LEFT = 220,  /* left edge of the first plot */
    ENT_CONTRIBUTORS_RIGHT = 590  /* right edge of the last plot */
};

/* One contributor in one variant. */
typedef struct ent_contributor_row {
    const char *id, *name;
    const char *force;        /* id of the force that it serves in: see tables/forces/force_list.h */
    ent_chart_figure joins;   /* probability that it joins */
    double troops_mean;       /* troops, over the draws in which it joins; NaN: it never does */
    double low, middle, high; /* 5%, 50% and 95% quantile of the same, troops */
    double pivotal, shapley;  /* probability in [0, 1] */
    bool barred;              /* it is admitted in fewer than 5% of the draws: see assumptions.csv, its `allowed` */
    double weight;            /* key of ent_contributors_sort */
} ent_contributor_row;

/* Reads the contributors of a variant: an array [*count] in the context's memory, in file order. */
ent_contributor_row *ent_contributors_read(ent_chart_context *context, size_t variant, size_t *count);

/* Keeps the contributors to a force, in their order. Returns their number. */
size_t ent_contributors_of_force(ent_contributor_row *list, size_t count, const char *force);

/* Sorts by falling weight; equal weights by id. */
void ent_contributors_sort(ent_contributor_row *list, size_t count);

/* Sentence for the footer on the number of contributors that are not drawn; "" if all are. */
const char *ent_contributors_left_out(ent_chart_context *context, size_t count, size_t shown);

#endif
