#include "tally/drivers/driver_check.h"

static const char *check_driver(const ent_driver_sum *own, const ent_driver_sum *base)
{
    for (size_t r = 0; r < ENT_DRIVER_RESIDUES; r++) {
        if (own->both[r] > own->with[r] || own->with[r] > base->with[r] || own->both[r] > base->both[r]) {
            return "a driver holds in more draws than there are";
        }
    }
    if (own->bb > own->xb || own->xb > own->xx || own->xx > own->xn || own->bn > own->xn || own->by > own->xy ||
        own->worlds_with > base->worlds_with || own->worlds_without > base->worlds_with) {
        return "the moments of a driver do not agree with each other";
    }
    return NULL;
}

/* Compares a driver with a streamed column that counts the same. */
static const char *check_column(const ent_tally *self, size_t driver, size_t column, const ent_driver_sum *base)
{
    const ent_driver_sum *own = &self->driver[driver];
    const ent_moments *m = &self->column[column];

    return ent_driver_total(own->with) != m->k || own->xx != m->kk || own->xn != m->kn || base->xx != m->nn ||
                   base->worlds_with != m->worlds
               ? "a driver does not agree with the column of the same count"
               : NULL;
}

const char *ent_tally_check_drivers(const ent_tally *self)
{
    const ent_tally_layout *at = &self->layout;
    const ent_driver_sum *all = &self->driver[ENT_DRIVER_ALL], *deals = &self->driver[ENT_DRIVER_DEALS];
    const char *violation = NULL;
    uint64_t event = 0, given = 0;

    for (uint64_t w = 0; w < self->worlds; w++) {
        event += ent_count(ent_tally_counts(self, at->headline), w);
        given += ent_count(ent_tally_counts(self, at->headline + 1), w);
    }
    if (at->drivers > 0 && (ent_driver_total(all->with) != given || ent_driver_total(all->both) != event)) {
        return "the base of the drivers does not have the draws of the headline";
    }
    for (size_t i = 0; i < at->drivers && violation == NULL; i++) {
        bool is_option = i >= at->driver_of_option && i < at->driver_of_option + at->driver_options;
        violation = check_driver(&self->driver[i], is_option ? deals : all);
    }
    for (size_t c = 0; c < at->contributors && at->drivers > 0 && given == self->draws && violation == NULL; c++) {
        violation = check_column(self, at->driver_of_joins + c, at->joins + c, all);
    }
    for (size_t o = 0; o < at->driver_options && at->drivers > 0 && given == self->draws && violation == NULL; o++) {
        violation = check_column(self, at->driver_of_option + o, at->share + o, deals);
    }
    return violation;
}
