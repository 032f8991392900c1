#include "analysis/survival/kaplan_meier.h"

#include "base/status.h"

#include <math.h>
#include <stdlib.h>

void ent_survival_curve_free(ent_survival_curve *self)
{
    free(self->step);
    *self = (ent_survival_curve){.steps = 0};
}

static int compare_months(const void *a, const void *b)
{
    double x = *(const double *) a, y = *(const double *) b;

    return (x > y) - (x < y);
}

/* The months of some cases in order, to count them. */
typedef struct sorted_months {
    double *month; /* [count] ascending */
    size_t count;
} sorted_months;

/* Number of months below t. */
static size_t count_below(const sorted_months *self, double t)
{
    size_t low = 0, high = self->count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (self->month[middle] < t) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

/* What risk sets are counted from. */
typedef struct counted {
    sorted_months last, entered, steps, ends;
} counted;

/* Sorts the months of all cases. ended: the curve steps where cases end; else where they are censored. */
static void sort_cases(counted *self, const ent_duration *duration, size_t count, bool ended)
{
    sorted_months *list[] = {&self->last, &self->entered, &self->steps, &self->ends};

    for (size_t i = 0; i < count; i++) {
        self->last.month[self->last.count++] = duration[i].months;
        self->entered.month[self->entered.count++] = duration[i].entered;
        if (duration[i].ended == ended) {
            self->steps.month[self->steps.count++] = duration[i].months;
        }
        if (duration[i].ended) {
            self->ends.month[self->ends.count++] = duration[i].months;
        }
    }
    for (size_t l = 0; l < sizeof(list) / sizeof(*list); l++) {
        qsort(list[l]->month, list[l]->count, sizeof(double), compare_months);
    }
}

/* Cases at risk in month t: all that came before t and went no earlier, without
 * those that end in t where the steps are censorings. */
static size_t count_at_risk(const counted *self, double t, bool ended)
{
    size_t gone = count_below(&self->last, t);
    size_t came = count_below(&self->entered, t);
    size_t first = count_below(&self->ends, t), ending = 0;

    while (!ended && first + ending < self->ends.count && self->ends.month[first + ending] <= t) {
        ending++;
    }
    return came - gone - ending;
}

static void step_down(ent_survival_curve *self, const counted *cases, bool ended)
{
    double survival = 1.0;

    for (size_t i = 0, next; i < cases->steps.count; i = next) {
        ent_survival_step *step = &self->step[self->steps++];
        step->months = cases->steps.month[i];
        next = i + 1;
        while (next < cases->steps.count && cases->steps.month[next] <= step->months) {
            next++;
        }
        step->at_risk = count_at_risk(cases, step->months, ended);
        step->events = next - i;
        survival *= (double) (step->at_risk - step->events) / (double) step->at_risk;
        step->survival = survival;
    }
    self->known = cases->last.count > 0 ? cases->last.month[cases->last.count - 1] : 0.0;
}

static int fill(ent_survival_curve *self, const ent_duration *duration, size_t count, bool ended)
{
    double *month = calloc(4 * count + 1, sizeof(*month));
    counted cases;

    self->step = calloc(count + 1, sizeof(*self->step));
    if (month == NULL || self->step == NULL) {
        free(month);
        return ENT_ERR_NO_MEMORY;
    }
    cases = (counted){{month, 0}, {month + count, 0}, {month + 2 * count, 0}, {month + 3 * count, 0}};
    sort_cases(&cases, duration, count, ended);
    step_down(self, &cases, ended);
    free(month);
    return ENT_OK;
}

int ent_kaplan_meier(ent_survival_curve *self, const ent_duration *duration, size_t count)
{
    return fill(self, duration, count, true);
}

int ent_kaplan_meier_of_censoring(ent_survival_curve *self, const ent_duration *duration, size_t count)
{
    return fill(self, duration, count, false);
}

/* The curve after the last step whose month is below t, or is t where at_t is set. */
static double look_up(const ent_survival_curve *self, double t, bool at_t)
{
    double survival = 1.0;

    for (size_t i = 0; i < self->steps && (self->step[i].months < t || (at_t && self->step[i].months <= t)); i++) {
        survival = self->step[i].survival;
    }
    return t <= self->known || survival <= 0.0 ? survival : (double) NAN;
}

double ent_survival_at(const ent_survival_curve *self, double t)
{
    return look_up(self, t, true);
}

double ent_survival_before(const ent_survival_curve *self, double t)
{
    return look_up(self, t, false);
}
