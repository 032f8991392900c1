/* One box while it is peeled and pasted. Internal to engine/analysis. */
#ifndef ENT_ANALYSIS_BOX_SEARCH_H
#define ENT_ANALYSIS_BOX_SEARCH_H

#include "analysis/boxes.h"

/* The part of a dimension that is inside: of a factor, positions [low, high) among the worlds in ascending order; of a
 * flag, values [low, high) of 0 and 1. */
typedef struct ent_box_range {
    uint32_t low, high;
} ent_box_range;

typedef struct ent_box_totals {
    double sum, weight;
} ent_box_totals;

/* An end of a dimension moved: a candidate of peeling or pasting. */
typedef struct ent_box_move {
    size_t dimension;
    ent_box_range range; /* the new one */
    ent_box_totals left; /* of the box then */
} ent_box_move;

/* Sums are of the target: with `least` the draws that are no case, for a mean its negative. */
typedef struct ent_box_search {
    const ent_boxes_data *data;
    const ent_boxes_options *options;
    size_t dimensions;
    uint32_t **order;     /* [factors][worlds] worlds by ascending value, equal ones by number */
    ent_box_range *range; /* [dimensions] */
    uint16_t *violated;   /* [worlds] factors outside their range */
    uint64_t *limited;    /* [words] the limited flags, as bits */
    uint64_t *value;      /* [words] the value of each */
    size_t words;         /* 64 flags each */
    ent_box_totals *at;   /* [worlds] of its points that are within the ranges of all flags and not taken */
    uint8_t *taken;       /* [points] it is in an earlier box, or left out */
    ent_box_totals *with; /* [flags] scratch: points with the flag; or those outside its range alone */
    ent_box_totals box;
    double least; /* weight of the lightest box */
} ent_box_search;

/* Initialises a search in `arena`: nothing is taken, nothing limited. ENT_OK, ENT_ERR_NO_MEMORY. */
int ent_box_search_init(
    ent_box_search *self, const ent_boxes_data *data, const ent_boxes_options *options, ent_arena *arena);

/* Makes the box that of the ranges [dimensions]; NULL: without limits. To be called after `taken` changed. */
void ent_box_search_set(ent_box_search *self, const ent_box_range *range);

/* Moves an end; the totals are computed anew. */
void ent_box_search_move(ent_box_search *self, size_t dimension, ent_box_range range);

/* Carry out the best move; false: there is none. (box_moves.c) */
bool ent_box_search_peel(ent_box_search *self);
bool ent_box_search_paste(ent_box_search *self);

/* Number of limited dimensions; whether one is. */
size_t ent_box_search_limits(const ent_box_search *self);
bool ent_box_search_limited(const ent_box_search *self, size_t dimension);

/* Whether a point with weight, not taken, is in the box. */
bool ent_box_search_holds(const ent_box_search *self, size_t point);

/* The totals of the box without the limit of a dimension. */
ent_box_totals ent_box_search_without(ent_box_search *self, size_t dimension);

/* Moves limited ends of factors up to the worlds of the box, which stays the same. */
void ent_box_search_tighten(ent_box_search *self);

/* Fills low, high, lowest and highest of a limited dimension, once tightened. */
void ent_box_search_ends(const ent_box_search *self, size_t dimension, ent_boxes_limit *limit);

/* The sum of the target at a point, and its weight. */
ent_box_totals ent_box_search_point(const ent_box_search *self, size_t point);

/* The world of a point. */
size_t ent_box_search_world(const ent_box_search *self, size_t point);

/* Value of a factor at a position of its order; whether two positions have the same. */
double ent_box_search_value(const ent_box_search *self, size_t factor, size_t position);
bool ent_box_search_equal(const ent_box_search *self, size_t factor, size_t one, size_t other);

/* Fills `with` with the totals of the points that are outside the range of one flag, and of no other dimension. */
void ent_box_search_near_flags(ent_box_search *self);

#endif
