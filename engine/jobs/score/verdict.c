/* The sentence that a score ends in. */
#include "base/status.h"
#include "jobs/score/summaries.h"

#include <math.h>
#include <string.h>

enum {
    LEAST_OUT = 10,  /* cases outside the sample, for the sentence to be about them alone */
    LEAST_CASES = 10 /* below them a bootstrap interval covers much less than it claims */
};

static const ent_score_summary_row *find(
    const ent_score *self, const ent_score_set *set, const char *sample, const char *forecaster)
{
    for (size_t i = 0; i < self->summaries; i++) {
        const ent_score_summary_row *row = &self->summary[i];
        if (strcmp(row->set, set->name) == 0 && strcmp(row->sample, sample) == 0 && row->integrated &&
            strcmp(row->forecaster, forecaster) == 0) {
            return row;
        }
    }
    return NULL;
}

static const char *word_of(const ent_score_mean *difference)
{
    if (difference->cases < LEAST_CASES) {
        return "too few cases to tell from the base rate";
    }
    if (difference->high < 0.0) {
        return "better than the base rate";
    }
    return difference->low > 0.0 ? "worse than the base rate" : "no clear difference from the base rate";
}

static size_t count_in_sample(const ent_score *self, const ent_score_set *set)
{
    size_t count = 0;

    for (size_t i = set->first; i < set->end; i++) {
        count += self->one[i].row.known && self->one[i].row.in_sample ? 1 : 0;
    }
    return count;
}

/* " outside the samples of its priors", or how many are inside. */
static const char *about_sample(ent_score *self, const ent_score_set *set, bool out)
{
    size_t in = count_in_sample(self, set);

    return out       ? " that no prior of theirs was fitted to"
           : in == 0 ? ""
                     : ent_arena_printf(
                           &self->arena, ", %zu of them part of the samples that their priors were fitted to", in);
}

static const char *compared(ent_score *self, const ent_score_set *set, const ent_score_summary_row *row, bool out)
{
    const ent_score_mean *d = &row->brier_difference.mean;
    const char *about = about_sample(self, set, out);

    if (about == NULL) {
        return NULL;
    }
    return ent_arena_printf(&self->arena,
        "%s: %s, on %zu case%s%s: the integrated Brier score over ten years is %.3f against %.3f, a difference of "
        "%+.3f "
        "(95%% interval %+.3f to %+.3f); so few cases would show a difference of %.3f or more, not a smaller one",
        set->name, word_of(d), d->cases, d->cases == 1 ? "" : "s", about, row->model_brier, row->brier.value, d->value,
        d->low, d->high, row->brier_difference.detectable);
}

int ent_score_conclude(ent_score *self, ent_score_set *set)
{
    const ent_score_summary_row *out = find(self, set, "out", "base_rate");
    bool of_out = out != NULL && out->brier_difference.mean.cases >= LEAST_OUT;
    const ent_score_summary_row *row = of_out ? out : find(self, set, "all", "base_rate");

    if (row == NULL || row->brier_difference.mean.cases < 2) {
        set->verdict = ent_arena_printf(&self->arena,
            "%s: no comparison with the base rate: it takes two cases or more, and others of different conflicts that "
            "were "
            "followed for ten years or had all ended",
            set->name);
    } else {
        set->verdict = compared(self, set, row, of_out);
    }
    return set->verdict != NULL ? ENT_OK : ENT_ERR_NO_MEMORY;
}
