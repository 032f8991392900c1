/* A box of worlds as a scenario file of its own, which `run` takes. */
#ifndef ENT_JOBS_ANALYSE_BOX_SCENARIO_H
#define ENT_JOBS_ANALYSE_BOX_SCENARIO_H

#include "analysis/boxes.h"
#include "run/variant_model.h"

/* A dimension of boxes: a quantity of a scenario. */
typedef enum ent_box_quantity {
    ENT_BOX_FACTOR,
    ENT_BOX_UNKNOWN, /* a distribution within unknown(...) */
    ENT_BOX_EVENT,   /* plain */
    ENT_BOX_JOINS    /* of a contributor */
} ent_box_quantity;

typedef struct ent_box_dimension {
    ent_box_quantity quantity;
    size_t index;     /* in the scenario's factor, unknown, event or contributor */
    const char *name; /* "resolve", "parties.russia.threshold", "backed", "france.joins" */
} ent_box_dimension;

/* Writes the settings of a variant, with `set` for the limits of a box, so that the chance in it is that of the box.
 *
 * The limit of a quantity with a distribution of its own, which nothing else moves, is that distribution between the
 * limits, or the value of a discrete one where only one is left: the other quantities are as they were. Where the
 * quantity depends on others, is coupled with them, is a formula, or is one that an expert changes, the others are not
 * independent of the limit; `given` then keeps the draws within it. A box is one of the worlds that the boxes before it
 * leave, so `given` keeps the draws outside of those that overlap with it.
 *
 * No formula can name a distribution within unknown(...), so it is always replaced. *near is set to the name of one
 * that depends on others, or on which an overlapping box stands, so that the chance is only near that of the box; else
 * NULL.
 *
 * dimension: of all limits' numbers. box: number `number`, from 0, of boxes. head: comments. *text: [*length] bytes,
 * freed by the caller. ENT_OK, ENT_ERR_NO_MEMORY. */
int ent_box_scenario_write(const ent_variant_model *variant, const ent_box_dimension *dimension,
    const ent_boxes_box *box, size_t number, const char *head, char **text, size_t *length, const char **near);

#endif
