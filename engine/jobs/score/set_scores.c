#include "jobs/score/set_scores.h"

#include "base/status.h"
#include "distribution/stream.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MONTHS = ENT_SCORE_MONTHS + 1, INTEGRATED = ENT_SCORE_HORIZONS };

static size_t cases_of(const ent_score_set *set)
{
    return set->end - set->first;
}

static size_t place(const ent_score_set *set, size_t f, size_t s)
{
    return (f * ENT_SCORE_SCORES + s) * cases_of(set);
}

const double *ent_score_set_brier(const ent_score_set *self, size_t f, size_t s)
{
    return self->brier + place(self, f, s);
}

const double *ent_score_set_log(const ent_score_set *self, size_t f, size_t s)
{
    return self->log + place(self, f, s);
}

const double *ent_score_set_weight(const ent_score_set *self, size_t s)
{
    return self->weight + s * cases_of(self);
}

/* --- weights ------------------------------------------------------------------------------------------------------ */

/* The cases of which the duration is known: number[k] of the set is case k of the list. */
typedef struct known_cases {
    ent_past_case *one;     /* [count] */
    ent_duration *duration; /* [count] */
    size_t *number;         /* [count] within the set */
    size_t count;
} known_cases;

/* Number of a text among those of the cases; each empty one has its own. */
static size_t number_of(const ent_score *self, const ent_score_set *set, size_t i, bool conflict)
{
    const char *text = conflict ? self->one[i].row.conflict : self->one[i].row.kind;
    size_t k = set->first;

    while (
        k < i && (*text == '\0' || strcmp(conflict ? self->one[k].row.conflict : self->one[k].row.kind, text) != 0)) {
        k++;
    }
    return k;
}

static int list_known(ent_score *self, const ent_score_set *set, known_cases *known)
{
    size_t cases = cases_of(set);

    known->one = ent_arena_array(&self->arena, cases, sizeof(*known->one));
    known->duration = ent_arena_array(&self->arena, cases, sizeof(*known->duration));
    known->number = ent_arena_array(&self->arena, cases, sizeof(*known->number));
    if (known->one == NULL || known->duration == NULL || known->number == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    known->count = 0;
    for (size_t i = set->first; i < set->end; i++) {
        const ent_score_row *row = &self->one[i].row;
        if (row->known) {
            known->one[known->count] = (ent_past_case){.duration = row->duration,
                .conflict = number_of(self, set, i, true),
                .kind = number_of(self, set, i, false),
                .began = row->began};
            known->duration[known->count] = row->duration;
            known->number[known->count++] = i - set->first;
        }
    }
    return ENT_OK;
}

/* Whether a case held, and its weight at each horizon. */
static void weigh(ent_score *self, ent_score_set *set, const ent_survival_curve *censoring)
{
    for (size_t i = set->first; i < set->end; i++) {
        ent_score_row *row = &self->one[i].row;
        for (size_t h = 0; h < ENT_SCORE_HORIZONS; h++) {
            double months = (double) ent_score_months[h];
            row->at[h].held = row->known ? ent_held_after(&row->duration, months) : ENT_HELD_UNKNOWN;
            row->at[h].weight = row->known ? ent_censoring_weight(&row->duration, months, censoring) : 0.0;
            set->weight[h * cases_of(set) + i - set->first] = row->at[h].weight;
        }
    }
}

/* --- scores ------------------------------------------------------------------------------------------------------- */

/* Scores the survival curve [MONTHS] of forecaster f for case i of the set. */
static void score_case(ent_score *self, ent_score_set *set, size_t f, size_t i, const double *survival,
    const ent_survival_curve *censoring)
{
    const ent_score_row *row = &self->one[set->first + i].row;
    ent_weighted_score integrated = ent_integrated_brier_score(survival, ENT_SCORE_MONTHS, &row->duration, censoring);

    for (size_t h = 0; h < ENT_SCORE_HORIZONS; h++) {
        double p = survival[ent_score_months[h]];
        set->brier[place(set, f, h) + i] = ent_brier_score(p, row->at[h].held);
        set->log[place(set, f, h) + i] = ent_log_score(p, row->at[h].held);
    }
    set->brier[place(set, f, INTEGRATED) + i] = integrated.score;
    set->log[place(set, f, INTEGRATED) + i] = (double) NAN;
    set->weight[INTEGRATED * cases_of(set) + i] = integrated.weight;
}

static void score_model(
    ent_score *self, ent_score_set *set, const known_cases *known, const ent_survival_curve *censoring)
{
    for (size_t k = 0; k < known->count; k++) {
        size_t i = known->number[k];
        ent_score_case *one = &self->one[set->first + i];
        score_case(self, set, 0, i, one->survival, censoring);
        for (size_t h = 0; h < ENT_SCORE_HORIZONS; h++) {
            one->row.at[h].brier = set->brier[place(set, 0, h) + i];
            one->row.at[h].log = set->log[place(set, 0, h) + i];
        }
        one->row.integrated.score = set->brier[place(set, 0, INTEGRATED) + i];
        one->row.integrated.weight = set->weight[INTEGRATED * cases_of(set) + i];
        one->row.pit_ends = ent_survival_pit(one->survival, ENT_SCORE_MONTHS, &one->row.duration);
    }
}

static int score_baselines(
    ent_score *self, ent_score_set *set, const known_cases *known, const ent_survival_curve *censoring)
{
    double *survival = calloc(known->count * MONTHS + 1, sizeof(*survival));
    int status = survival != NULL ? ENT_OK : ENT_ERR_NO_MEMORY;

    for (size_t b = 0; b < ENT_SCORE_BASELINES && status == ENT_OK; b++) {
        status =
            ent_score_baseline_predict((ent_score_baseline) b, survival, ENT_SCORE_MONTHS, known->one, known->count);
        for (size_t k = 0; k < known->count && status == ENT_OK; k++) {
            score_case(self, set, 1 + b, known->number[k], survival + k * MONTHS, censoring);
        }
    }
    free(survival);
    return status;
}

/* A number even between the ends of the transform, from the stream of the case. */
static int draw_transforms(ent_score *self, const ent_score_set *set)
{
    for (size_t i = set->first; i < set->end; i++) {
        ent_score_row *row = &self->one[i].row;
        const char *path = ent_arena_printf(&self->arena, "score.pit.%s.%s", row->set, row->name);
        const ent_kernels *kernels = self->one[i].file->experiment->item[0]->model.kernels;
        double u = 0.5;
        if (path == NULL) {
            return ENT_ERR_NO_MEMORY;
        }
        kernels->philox(ent_stream_make(self->seed, path, 0).key, 0, 0, 1, &u);
        row->pit = row->pit_ends.low + u * (row->pit_ends.high - row->pit_ends.low);
    }
    return ENT_OK;
}

static int allocate(ent_score *self, ent_score_set *set)
{
    size_t numbers = (size_t) ENT_FORECASTERS * ENT_SCORE_SCORES * cases_of(set);

    set->brier = ent_arena_array(&self->arena, numbers, sizeof(*set->brier));
    set->log = ent_arena_array(&self->arena, numbers, sizeof(*set->log));
    set->weight = ent_arena_array(&self->arena, ENT_SCORE_SCORES * cases_of(set), sizeof(*set->weight));
    if (set->brier == NULL || set->log == NULL || set->weight == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    for (size_t i = 0; i < numbers; i++) {
        set->brier[i] = set->log[i] = (double) NAN;
    }
    for (size_t i = set->first; i < set->end; i++) {
        for (size_t h = 0; h < ENT_SCORE_HORIZONS; h++) {
            self->one[i].row.at[h].brier = self->one[i].row.at[h].log = (double) NAN;
        }
    }
    return ENT_OK;
}

int ent_score_set_fill(ent_score *self, ent_score_set *set)
{
    ent_survival_curve censoring = {.steps = 0};
    known_cases known = {.count = 0};
    int status = allocate(self, set);

    status = status == ENT_OK ? list_known(self, set, &known) : status;
    status = status == ENT_OK ? ent_kaplan_meier_of_censoring(&censoring, known.duration, known.count) : status;
    if (status == ENT_OK) {
        weigh(self, set, &censoring);
        score_model(self, set, &known, &censoring);
        status = draw_transforms(self, set);
        status = status == ENT_OK ? score_baselines(self, set, &known, &censoring) : status;
    }
    ent_survival_curve_free(&censoring);
    return status;
}
