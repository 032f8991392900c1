#include "simulate/truce/repeated_events.h"

#include "simulate/trials.h"

#include <math.h>

/* Advances the end of a truce's present run to that of the trials of a month. keep: where the onsets of event e are
 * kept; NULL: nowhere. */
static void run_row(const ent_trials *row, double decided, double month, double *end, ent_block *keep, size_t e)
{
    double onset;

    if (month == 1.0 && ent_trials_before(row, 1.0, decided, &onset)) {
        *end = onset + row->lasts;
        if (keep != NULL) {
            ent_block_keep_onset(keep, true, e, onset);
        }
    }
    if (ent_trials_in(row, month)) {
        *end = month + row->lasts;
        if (keep != NULL) {
            ent_block_keep_onset(keep, true, e, month);
        }
    }
}

/* Where the onsets of a row are kept; NULL for all but row 0 of a recorder while its truces are followed. */
static ent_block *keeper(const ent_active_truces *truces, size_t i)
{
    bool kept = truces->block->onset != NULL && truces->row[i] == 0 && truces->alive[i] != 0.0;

    return kept ? truces->block : NULL;
}

void ent_repeated_event_run(ent_active_truces *truces, size_t e, double month)
{
    const ent_timed_plan *plan = &truces->model->truce.timed[e];
    double *const *reg = truces->reg;
    double *end = truces->timed[e].onset;

    for (size_t i = 0; i < truces->count; i++) {
        double now = month > 0.0 ? month : truces->now[i];
        ent_trials row = {.at = reg[plan->at][i],
            .every = reg[plan->every][i],
            .lasts = plan->lasts != ENT_NO_REGISTER ? reg[plan->lasts][i] : (double) INFINITY,
            .chance = reg[plan->rate][i],
            .key = plan->key,
            .index = truces->index[i],
            .kernels = truces->model->kernels};
        if (reg[plan->when][i] != 0.0) {
            run_row(&row, plan->decided != ENT_NO_REGISTER ? reg[plan->decided][i] : -(double) INFINITY, now, &end[i],
                keeper(truces, i), e);
        }
        reg[plan->active][i] = now < end[i] ? 1.0 : 0.0;
        if (month == 0.0) {
            double trial = ent_trials_next(&row, now);
            double change = now < end[i] ? fmin(ceil(end[i]), trial) : trial;
            truces->next[i] = fmin(truces->next[i], change);
        }
    }
}
