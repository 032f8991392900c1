/* Method `value`: the worth of knowing a factor before choosing among the variants. */
#include "base/status.h"
#include "jobs/analyse/factor_words.h"
#include "jobs/analyse/information_value.h"
#include "jobs/analyse/methods.h"
#include "tables/analysis/value.h"
#include "wording/analysis/value_words.h"

#include <math.h>
#include <string.h>

/* Number of choices: those of the request, or all variants. */
static size_t choices_of(const ent_analysis *self)
{
    return self->request->choices > 0 ? self->request->choices : self->experiment->count;
}

static uint64_t draws(const ent_analysis *self)
{
    const ent_run_size *size = &self->experiment->item[0]->scenario.run;

    return choices_of(self) * size->worlds * size->replications;
}

/* The choices, in the order asked for; NULL with *status set. */
static const ent_variant_model **list_choices(ent_analysis *self, int *status)
{
    size_t count = choices_of(self);
    const ent_variant_model **list = ent_arena_array(&self->arena, count, sizeof(*list));

    *status = list != NULL ? ENT_OK : ENT_ERR_NO_MEMORY;
    for (size_t v = 0; list != NULL && v < count; v++) {
        size_t at = self->request->choices > 0 ? ent_experiment_find(self->experiment, self->request->choose[v]) : v;
        if (at == SIZE_MAX) {
            *status = ENT_ERR_ARGUMENT;
            return NULL;
        }
        list[v] = self->experiment->item[at];
    }
    return list;
}

static void write_rows(ent_sink *sink, const void *context)
{
    const ent_value_of_factors *made = context;

    for (size_t i = 0; i < made->rows; i++) {
        const ent_value_row row = {made->row[i].factor, made->row[i].value, made->best->id};
        ent_table_value_row(sink, &row);
    }
}

static ent_value_figures figures_of(ent_analysis *self, const ent_factor_value *it)
{
    return (ent_value_figures){.name = ent_factor_words(self, it->factor),
        .value = it->value.value,
        .low = it->value.low,
        .high = it->value.high,
        .switches = it->value.switches};
}

/* Unit of the headline's measure; NULL: it is a probability. */
static const char *unit_of(const ent_scenario *scenario)
{
    return scenario->headline_query.measure != NULL ? scenario->measure[scenario->headline_measure].unit : NULL;
}

/* Why cells are empty, or hard to believe. top: the factor of the largest value; NULL: none. */
static void warn(ent_analysis *self, const ent_value_of_factors *made, const ent_value_figures *top)
{
    const ent_information_value *all = &made->row[made->rows - 1].value;

    if (!made->defined) {
        ent_analysis_warn(self, "draws with the condition of the headline, or a measure that is never infinite",
            "no value: the headline is not defined for any choice");
        return;
    }
    for (size_t i = 0; i < made->undefineds; i++) {
        ent_analysis_warn(self, "draws with the condition of the headline, or a measure that is never infinite",
            "the choice `%s` is left out, since the headline is not defined for it", made->undefined[i]->id);
    }
    if (made->worlds < 2) {
        ent_analysis_warn(self, "more worlds", "no value: the headline is known in a single world");
        return;
    }
    for (size_t i = 0; i + 1 < made->rows; i++) {
        if (isnan(made->row[i].value.value)) {
            ent_analysis_warn(
                self, NULL, "`%s` has no value, since it is not a finite number in every world", made->row[i].factor);
        }
    }
    if (isnan(all->value)) {
        ent_analysis_warn(self, "more replications",
            "`all` has no value, since half of the draws of a world have to choose, and the other half to value it");
    } else if (top != NULL && top->value > all->high) {
        ent_analysis_warn(self, "more replications",
            "`all` is below the value of a single factor, since half of a world's draws often choose wrongly: take it "
            "as a lower bound");
    }
}

static int add_findings(ent_analysis *self, const ent_value_of_factors *made)
{
    size_t count = made->rows - 1; /* `all` comes last */
    ent_value_figures *list = ent_arena_array(&self->arena, count + 1, sizeof(*list));
    ent_value_figures all;
    const char *text, *rival;
    int status;

    if (list == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    for (size_t i = 0; i < count; i++) {
        list[i] = figures_of(self, &made->row[i]);
        if (list[i].name == NULL) {
            return ENT_ERR_NO_MEMORY;
        }
    }
    all = figures_of(self, &made->row[count]);
    ent_value_sort(list, count);
    warn(self, made, count > 0 ? &list[0] : NULL);
    text = choices_of(self) == 1 ? ent_value_one_choice(made->best->label, &self->arena)
                                 : ent_value_sentence(made->best->label, list, count, &all,
                                       unit_of(&self->experiment->item[0]->scenario), &self->arena);
    rival = made->rival != NULL ? ent_value_not_clear(made->best->label, made->rival->label, &self->arena) : "";
    if (text == NULL || rival == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    status = ent_analysis_find(self, "%s", text);
    return status == ENT_OK && *rival != '\0' ? ent_analysis_find(self, "%s", rival) : status;
}

static int evaluate(void *context, ent_world_counts *counts, const ent_evaluation *evaluation)
{
    return ent_analysis_evaluate(context, counts, *evaluation);
}

static int run(ent_analysis *self)
{
    const ent_evaluator evaluator = {evaluate, self};
    ent_value_of_factors made = {.rows = 0};
    int status;
    const ent_variant_model **choice = list_choices(self, &status);

    if (status == ENT_OK) {
        status = ent_value_of_factors_run(&made, self->experiment->item[0], choice, choices_of(self), &evaluator);
    }
    if (status == ENT_OK) {
        status = ent_analysis_table(self, &ent_table_value, write_rows, &made);
    }
    if (status == ENT_OK) {
        status = add_findings(self, &made);
    }
    ent_value_of_factors_free(&made);
    return status;
}

const ent_analysis_method ent_method_value = {.name = "value",
    .about = "what it would be worth to know a factor before choosing among the variants",
    .draws = draws,
    .run = run};
