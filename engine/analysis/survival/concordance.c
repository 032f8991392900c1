#include "analysis/survival/concordance.h"

#include <math.h>

/* Whether it is known that b lasted longer than a. */
static bool is_longer(const ent_duration *a, const ent_duration *b)
{
    return a->ended && b->entered < a->months && (b->months > a->months || (!b->ended && b->months >= a->months));
}

ent_concordance ent_concordance_of(const double *p, const ent_duration *duration, size_t count)
{
    double in_order = 0.0, pairs = 0.0;

    for (size_t a = 0; a < count; a++) {
        for (size_t b = 0; b < count; b++) {
            if (a != b && !isnan(p[a]) && !isnan(p[b]) && is_longer(&duration[a], &duration[b])) {
                pairs += 1.0;
                in_order += p[b] > p[a] ? 1.0 : p[b] < p[a] ? 0.0 : 0.5;
            }
        }
    }
    return (ent_concordance){pairs > 0.0 ? in_order / pairs : (double) NAN, pairs};
}
