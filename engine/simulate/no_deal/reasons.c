#include "simulate/no_deal/reasons.h"

#include <math.h>

/* The last month whose rounds, signatures and answers count: that before a collapse; infinity where there is none. */
static double last_known_month(const ent_block *block, size_t row)
{
    const ent_truce_plan *truce = &block->model->truce;

    return truce->awaits_deal && block->draw[truce->held][row] == 0.0 ? block->draw[truce->months][row]
                                                                      : (double) INFINITY;
}

/* The reason of a row with signatures, none of which led to a deal. */
static ent_no_deal after_signatures(const ent_ratification_state *self, size_t row, double known, double last_round)
{
    const ent_signature *last;

    if (self->signature == NULL) {
        return ENT_NO_DEAL_NOT_RATIFIED;
    }
    last = &self->signature[row * self->most + self->signatures[row] - 1];
    if (isinf(last->refused)) {
        return isinf(known) ? ENT_NO_DEAL_TOO_LATE : ENT_NO_DEAL_COLLAPSE;
    }
    return last->refused <= known && (last->ends || last_round <= known) ? ENT_NO_DEAL_NOT_RATIFIED
                                                                         : ENT_NO_DEAL_COLLAPSE;
}

static ent_no_deal reason_of(const ent_block *block, const ent_ratification_state *ratification, size_t row)
{
    const ent_talks_plan *talks = &block->model->talks;
    double last_round = talks->none ? 0.0 : (double) talks->rounds * talks->months_per_round;
    double known = last_known_month(block, row);

    if (block->draw[talks->agreed][row] != 0.0) {
        return ENT_NO_DEAL_AGREED;
    }
    if (ratification->signatures != NULL && ratification->signatures[row] > 0) {
        return after_signatures(ratification, row, known, last_round);
    }
    return last_round <= known ? (ent_no_deal) block->no_deal->reason[row] : ENT_NO_DEAL_COLLAPSE;
}

void ent_no_deal_settle(ent_block *block, const ent_ratification_state *ratification)
{
    for (size_t row = 0; row < block->rows; row++) {
        block->no_deal->reason[row] = (uint8_t) reason_of(block, ratification, row);
    }
}
