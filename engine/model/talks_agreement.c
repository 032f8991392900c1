#include "model/talks_agreement.h"

#include <string.h>

/* Whether two arrays of `count` items are the same, byte by byte: a NaN is like a NaN. */
#define SAME(a, b, count) ((count) == 0 || memcmp((a), (b), (count) * sizeof(*(a))) == 0)

static bool same_shape(const ent_talks_plan *a, const ent_talks_plan *b)
{
    return !a->none && !b->none && a->parties == b->parties && a->demands == b->demands && a->options == b->options &&
           a->deciders == b->deciders && a->flags == b->flags && a->rule == b->rule &&
           a->preferences == b->preferences && a->slots == b->slots && a->weight_slots == b->weight_slots &&
           a->score_slots == b->score_slots && SAME(a->first_option, b->first_option, a->demands + 1) &&
           SAME(a->decider, b->decider, a->deciders);
}

static bool same_exclusions(const ent_talks_plan *a, const ent_talks_plan *b)
{
    return SAME(a->flag_of, b->flag_of, a->options) && SAME(a->excluded_always, b->excluded_always, a->options);
}

static bool same_preferences(const ent_talks_plan *a, const ent_talks_plan *b)
{
    for (size_t i = 0; i < a->slots; i++) {
        if (a->slot[i].index != b->slot[i].index) {
            return false;
        }
    }
    return SAME(a->weight, b->weight, a->demands * a->parties) && SAME(a->score, b->score, a->options * a->parties);
}

/* Number of combinations of the options of the demands that an entry of `together` looks at. */
static size_t combinations(const ent_talks_plan *plan, size_t entry)
{
    const ent_together_plan *together = plan->together;
    size_t count = 1;

    for (size_t i = together->first_demand[entry]; i < together->first_demand[entry + 1]; i++) {
        size_t d = together->demand[i];
        count *= plan->first_option[d + 1] - plan->first_option[d];
    }
    return count;
}

/* Bundles and choices follow from the entries, the demands and the flags. */
static bool same_together(const ent_talks_plan *a, const ent_talks_plan *b)
{
    const ent_together_plan *x = a->together, *y = b->together;

    if (x == NULL || y == NULL) {
        return x == y;
    }
    if (x->entries != y->entries || !SAME(x->first_demand, y->first_demand, x->entries + 1) ||
        !SAME(x->demand, y->demand, x->first_demand[x->entries]) || !SAME(x->never, y->never, x->entries) ||
        !SAME(x->addition, y->addition, x->entries * a->parties)) {
        return false;
    }
    for (size_t e = 0; e < x->entries; e++) {
        if (!SAME(x->describes[e], y->describes[e], combinations(a, e))) {
            return false;
        }
    }
    return x->choices == y->choices && x->bundles == y->bundles && SAME(x->index, y->index, x->choices) &&
           SAME(x->first_choice, y->first_choice, x->bundles + 1);
}

bool ent_talks_agree(const ent_talks_plan *a, const ent_talks_plan *b)
{
    return same_shape(a, b) && same_exclusions(a, b) && same_preferences(a, b) && same_together(a, b) &&
           SAME(a->floor, b->floor, a->deciders);
}
