#include "jobs/compare/comparison.h"

#include "base/status.h"
#include "jobs/compare/comparison_folder.h"
#include "jobs/compare/setting_differences.h"
#include "run/experts/experts.h"
#include "tables/tables.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

/* --- choices that can be compared --------------------------------------------------------------------------------- */

const ent_scenario *ent_choice_scenario(const ent_choice *self)
{
    return &self->experiment->item[self->variant]->scenario;
}

static const ent_model *model_of(const ent_choice *self)
{
    return &self->experiment->item[self->variant]->model;
}

static int refuse(ent_comparison *self, const char *help, const char *text)
{
    ent_diagnostics_add(&self->diagnostics, ENT_SEVERITY_ERROR, (ent_position){0}, NULL, help, "%s",
        text != NULL ? text : "out of memory");
    return text != NULL ? ENT_ERR_ARGUMENT : ENT_ERR_NO_MEMORY;
}

/* Refuses choices of other worlds: the comparison is paired by world. */
static int check_size(ent_comparison *self, const ent_choice *a, const ent_choice *b)
{
    const ent_run_size *of_a = &ent_choice_scenario(a)->run;
    const ent_run_size *of_b = &ent_choice_scenario(b)->run;
    const char *what = of_a->seed != of_b->seed ? "seed" : of_a->worlds != of_b->worlds ? "worlds" : "replications";
    uint64_t first = of_a->seed != of_b->seed       ? of_a->seed
                     : of_a->worlds != of_b->worlds ? of_a->worlds
                                                    : of_a->replications;
    uint64_t second = of_a->seed != of_b->seed       ? of_b->seed
                      : of_a->worlds != of_b->worlds ? of_b->worlds
                                                     : of_b->replications;

    if (first == second && of_a->design == of_b->design) {
        return ENT_OK;
    }
    if (first == second) {
        return refuse(self, "give all choices the same: --design random",
            ent_arena_printf(
                &self->arena, "%s and %s have different designs, so their worlds are not the same", a->name, b->name));
    }
    return refuse(self, ent_arena_printf(&self->arena, "give all choices the same: --%s %" PRIu64, what, first),
        ent_arena_printf(&self->arena,
            "%s has %s %" PRIu64 " and %s has %" PRIu64 ", but choices are compared world by world, with the same "
            "random numbers",
            a->name, what, first, b->name, second));
}

/* The unit of a headline that is a mean; "" for a probability. */
static const char *unit_of(const ent_choice *self)
{
    const ent_scenario *scenario = ent_choice_scenario(self);

    return scenario->headline_query.measure != NULL ? scenario->measure[scenario->headline_measure].unit : "";
}

static bool is_mean(const ent_choice *self)
{
    return ent_choice_scenario(self)->headline_query.measure != NULL;
}

/* Refuses headlines in other units. */
static int check_units(ent_comparison *self, const ent_choice *a, const ent_choice *b)
{
    if (is_mean(a) == is_mean(b) && strcmp(unit_of(a), unit_of(b)) == 0) {
        return ENT_OK;
    }
    return refuse(self, "give both the same headline: --set \"headline = ...\"",
        ent_arena_printf(&self->arena, "the headline of %s, `%s`, and that of %s, `%s`, are in different units",
            a->name, ent_choice_scenario(a)->headline, b->name, ent_choice_scenario(b)->headline));
}

static int check_choices(ent_comparison *self)
{
    int status = ENT_OK;

    self->one_question = true;
    for (size_t c = 0; c < self->choices && status == ENT_OK; c++) {
        const ent_choice *first = &self->choice[0], *choice = &self->choice[c];
        status = check_size(self, first, choice);
        status = status == ENT_OK ? check_units(self, first, choice) : status;
        if (strcmp(ent_choice_scenario(first)->headline, ent_choice_scenario(choice)->headline) != 0) {
            self->one_question = false;
        }
        if (self->scenario == NULL && ent_choice_scenario(choice)->levels > 0) {
            self->scenario = ent_choice_scenario(choice);
        }
    }
    self->scenario = self->scenario != NULL ? self->scenario : ent_choice_scenario(&self->choice[0]);
    self->mean = is_mean(&self->choice[0]);
    self->unit = unit_of(&self->choice[0]);
    if (status == ENT_OK && !self->one_question) {
        ent_diagnostics_add(&self->diagnostics, ENT_SEVERITY_WARNING, (ent_position){0}, "headline",
            "give all the same: --set \"headline = ...\"",
            "the choices answer different questions: each has the headline of its own file");
    }
    return status;
}

/* --- figures ------------------------------------------------------------------------------------------------------ */

typedef struct progress_of {
    ent_comparison *comparison;
    const ent_job_host *host;
} progress_of;

static void advance(void *context, uint64_t draws)
{
    progress_of *self = context;

    ent_job_add_draws(self->host, &self->comparison->progress, draws);
}

static ent_measure_column sums_of(const ent_comparison *self, size_t c)
{
    const ent_choice *choice = &self->choice[c];

    return (ent_measure_column){.at = self->counts[c].sum,
        .stride = 1,
        .design = self->counts[c].design,
        .bounds = ent_experts_measure_bounds(model_of(choice), ent_choice_scenario(choice)->headline_measure)};
}

static int estimate(ent_comparison *self, size_t c)
{
    const ent_worlds worlds = {self->worlds, self->replications, ent_experts_have_unknowns(model_of(&self->choice[c]))};
    const ent_world_counts *counts = &self->counts[c];
    ent_measure_column sums;

    if (!self->mean) {
        return ent_estimate_of_counts(&self->headline[c], ent_world_counts_column(counts, counts->event),
            ent_world_counts_column(counts, counts->given), &worlds);
    }
    sums = sums_of(self, c);
    return ent_measure_estimate(&self->headline[c], &sums, &worlds, true);
}

static int find_nan(ent_comparison *self, size_t c)
{
    size_t guard = ent_world_counts_not_a_number(&self->counts[c]);

    if (guard == SIZE_MAX) {
        return ENT_OK;
    }
    ent_diagnostics_add(&self->diagnostics, ENT_SEVERITY_ERROR, (ent_position){0},
        ent_experts_guard(model_of(&self->choice[c]), guard)->quantity->path, NULL,
        "the formula gave no number in some draws of %s", self->choice[c].name);
    return ENT_ERR_NUMERIC;
}

/* Plays one choice. weight: scratch, [worlds] */
static int play(
    ent_comparison *self, const ent_job_request *request, const ent_job_host *host, size_t c, double *weight)
{
    progress_of progress = {.comparison = self, .host = host};
    const ent_evaluation evaluation = {.model = model_of(&self->choice[c]),
        .worlds = self->worlds,
        .replications = self->replications,
        .threads = request->threads,
        .stop = host->stop,
        .progress = advance,
        .context = &progress};
    int status = ent_evaluate(&self->counts[c], &evaluation);

    status = status == ENT_OK ? find_nan(self, c) : status;
    status = status == ENT_OK ? estimate(self, c) : status;
    if (status == ENT_OK) {
        ent_world_counts_means(&self->counts[c], self->p + c * self->worlds, weight);
    }
    return status;
}

static int play_all(ent_comparison *self, const ent_job_request *request, const ent_job_host *host)
{
    const ent_run_size *run = &ent_choice_scenario(&self->choice[0])->run;
    double *weight;
    int status = ENT_OK;

    self->worlds = run->worlds;
    self->replications = run->replications;
    self->seed = run->seed;
    self->counts = ent_arena_array(&self->arena, self->choices, sizeof(*self->counts));
    self->headline = ent_arena_array(&self->arena, self->choices, sizeof(*self->headline));
    self->p = ent_arena_array(&self->arena, self->choices * (size_t) self->worlds, sizeof(*self->p));
    weight = ent_arena_array(&self->arena, (size_t) self->worlds, sizeof(*weight));
    if (self->counts == NULL || self->headline == NULL || self->p == NULL || weight == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    self->progress.total = self->choices * self->worlds * self->replications;
    ent_job_advance(host, &self->progress);
    for (size_t c = 0; c < self->choices && status == ENT_OK; c++) {
        status = play(self, request, host, c, weight);
    }
    return status;
}

/* --- pairs -------------------------------------------------------------------------------------------------------- */

static const char *expression_of(ent_comparison *self, const ent_scenario *a, const ent_scenario *b)
{
    return strcmp(a->headline, b->headline) == 0 ? a->headline
                                                 : ent_arena_printf(&self->arena, "%s | %s", a->headline, b->headline);
}

static int difference_of(ent_comparison *self, size_t first, size_t second, ent_difference *difference)
{
    const ent_world_counts *a = &self->counts[first], *b = &self->counts[second];

    if (self->mean) {
        ent_measure_column of_a = sums_of(self, first), of_b = sums_of(self, second);
        return ent_measure_difference(difference, &of_b, &of_a, self->worlds);
    }
    *difference = ent_paired_difference(ent_world_counts_column(b, b->event), ent_world_counts_column(b, b->given),
        ent_world_counts_column(a, a->event), ent_world_counts_column(a, a->given), self->worlds);
    return ENT_OK;
}

static void warn(ent_comparison *self, const ent_compare_row *row, const char *what, const char *why)
{
    ent_diagnostics_add(&self->diagnostics, ENT_SEVERITY_WARNING, (ent_position){0}, NULL, NULL,
        "%s and %s: no %s, because %s", row->first, row->second, what, why);
}

static void warn_of_pair(ent_comparison *self, const ent_compare_row *row)
{
    if (row->pair.worlds == 0) {
        warn(self, row, "difference", "the chances of both are defined in no world");
    } else if (row->pair.worlds == 1) {
        warn(self, row, "correlation and no saving", "both chances are defined in a single world");
    } else {
        if (isnan(row->pair.correlation)) {
            warn(self, row, "correlation", "the chance of one of them is the same in all worlds that count");
        }
        if (isnan(row->pair.saving)) {
            warn(self, row, "saving", "they differ by the same in all worlds that count");
        }
    }
}

static int compare_pair(ent_comparison *self, size_t first, size_t second)
{
    const ent_choice *a = &self->choice[first], *b = &self->choice[second];
    ent_compare_row *row = &self->pair[self->pairs++];
    int status;

    *row = (ent_compare_row){.first = a->name,
        .second = b->name,
        .expression = expression_of(self, ent_choice_scenario(a), ent_choice_scenario(b)),
        .first_probability = self->headline[first].p,
        .second_probability = self->headline[second].p,
        .pair = ent_pair_of_choices(
            self->p + first * self->worlds, self->p + second * self->worlds, (size_t) self->worlds)};
    status = difference_of(self, first, second, &row->difference);
    warn_of_pair(self, row);
    return row->expression != NULL ? status : ENT_ERR_NO_MEMORY;
}

static int compare_all(ent_comparison *self)
{
    size_t pairs = self->choices * (self->choices - 1) / 2;
    int status = ENT_OK;

    self->pair = ent_arena_array(&self->arena, pairs, sizeof(*self->pair));
    if (self->pair == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    for (size_t a = 0; a < self->choices; a++) {
        for (size_t b = a + 1; b < self->choices && status == ENT_OK; b++) {
            status = compare_pair(self, a, b);
        }
    }
    return status;
}

/* --- each against all --------------------------------------------------------------------------------------------- */

/* The 5% quantile across worlds; without unknowns, the chance itself. */
static double worst_of(ent_comparison *self, size_t c)
{
    const ent_estimate *headline = &self->headline[c];

    if (!headline->has_p) {
        ent_diagnostics_add(&self->diagnostics, ENT_SEVERITY_WARNING, (ent_position){0}, NULL, NULL,
            "%s: the condition of its headline holds in no draw: it has no figures, and no regret counts it",
            self->choice[c].name);
        return (double) NAN;
    }
    if (headline->has_range) {
        return headline->p05;
    }
    if (headline->range == ENT_RANGE_NOT_UNKNOWN) {
        return headline->p;
    }
    ent_diagnostics_add(&self->diagnostics, ENT_SEVERITY_WARNING, (ent_position){0}, NULL,
        headline->replications > 0
            ? ent_arena_printf(&self->arena, "--replications %" PRIu64 " would do", headline->replications)
            : NULL,
        "%s: the range across worlds is not measured, so its worst worlds are not known", self->choice[c].name);
    return (double) NAN;
}

static int fill_robust(ent_comparison *self)
{
    size_t worlds = (size_t) self->worlds;
    ent_regret *regret = ent_arena_array(&self->arena, self->choices, sizeof(*regret));
    double *scratch = ent_arena_array(&self->arena, 2 * worlds, sizeof(*scratch));

    self->robust = ent_arena_array(&self->arena, self->choices, sizeof(*self->robust));
    if (regret == NULL || scratch == NULL || self->robust == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    ent_regrets_of_choices(self->p, self->choices, worlds, scratch, regret, &self->regret_worlds);
    for (size_t c = 0; c < self->choices; c++) {
        double *meets = ent_arena_array(&self->arena, self->scenario->levels + 1, sizeof(*meets));
        if (meets == NULL) {
            return ENT_ERR_NO_MEMORY;
        }
        for (size_t i = 0; i < self->scenario->levels; i++) {
            meets[i] = ent_share_at_least(self->p + c * worlds, worlds, self->scenario->level[i]);
        }
        self->robust[c] = (ent_robust_row){.choice = self->choice[c].name,
            .probability = self->headline[c].p,
            .worst_p05 = worst_of(self, c),
            .regret = regret[c],
            .meets = self->mean ? NULL : meets};
    }
    if (self->mean && self->scenario->levels > 0) {
        ent_diagnostics_add(&self->diagnostics, ENT_SEVERITY_WARNING, (ent_position){0}, "levels", NULL,
            "levels are chances, and the headline is the mean of a measure: their columns are empty");
    }
    return ENT_OK;
}

/* --- settings ----------------------------------------------------------------------------------------------------- */

static int list_settings(ent_comparison *self)
{
    size_t room = 0;

    for (size_t a = 0; a < self->choices; a++) {
        for (size_t b = a + 1; b < self->choices; b++) {
            const ent_choice *first = &self->choice[a], *second = &self->choice[b];
            ent_compare_settings_row *row;
            ent_compare_settings_row *all;
            size_t rows = 0;
            int status = ent_setting_differences(first->experiment->item[first->variant],
                second->experiment->item[second->variant], &self->arena, &row, &rows);
            room = self->settings + rows;
            all = status == ENT_OK ? ent_arena_array(&self->arena, room + 1, sizeof(*all)) : NULL;
            if (all == NULL) {
                return status != ENT_OK ? status : ENT_ERR_NO_MEMORY;
            }
            if (self->settings > 0) {
                memcpy(all, self->setting, self->settings * sizeof(*all));
            }
            for (size_t i = 0; i < rows; i++) {
                row[i].first_choice = first->name;
                row[i].second_choice = second->name;
                all[self->settings++] = row[i];
            }
            self->setting = all;
        }
    }
    return ENT_OK;
}

/* --- tables ------------------------------------------------------------------------------------------------------- */

int ent_comparison_fill(const ent_comparison *self, ent_sink *pairs, ent_sink *robust, ent_sink *settings)
{
    ent_table_header(&ent_table_compare, pairs, self->scenario);
    for (size_t i = 0; i < self->pairs; i++) {
        ent_table_compare_row(pairs, &self->pair[i]);
    }
    ent_table_header(&ent_table_robust, robust, self->scenario);
    for (size_t c = 0; c < self->choices; c++) {
        ent_table_robust_row(robust, self->scenario, &self->robust[c]);
    }
    ent_table_header(&ent_table_compare_settings, settings, self->scenario);
    for (size_t i = 0; i < self->settings; i++) {
        ent_table_compare_settings_row(settings, &self->setting[i]);
    }
    return pairs->status != ENT_OK ? pairs->status : robust->status != ENT_OK ? robust->status : settings->status;
}

static int fill_tables(ent_comparison *self)
{
    return ent_comparison_fill(
        self, ent_csv_sink(&self->table), ent_csv_sink(&self->robust_table), ent_csv_sink(&self->settings_table));
}

int ent_job_compare(ent_comparison *self, const ent_job_request *request, const ent_job_host *host,
    const ent_choice *choice, size_t choices)
{
    int status;

    self->choice = choice;
    self->choices = choices;
    status = check_choices(self);
    status = status == ENT_OK && request->out != NULL ? ent_comparison_check_folder(self, request, host) : status;
    status = status == ENT_OK ? play_all(self, request, host) : status;
    status = status == ENT_OK ? compare_all(self) : status;
    status = status == ENT_OK ? fill_robust(self) : status;
    status = status == ENT_OK ? list_settings(self) : status;
    status = status == ENT_OK ? fill_tables(self) : status;
    return status == ENT_OK && request->out != NULL ? ent_comparison_write(self, request, host) : status;
}

void ent_comparison_free(ent_comparison *self)
{
    for (size_t c = 0; self->counts != NULL && c < self->choices; c++) {
        ent_world_counts_free(&self->counts[c]);
    }
    ent_csv_writer_free(&self->table);
    ent_csv_writer_free(&self->robust_table);
    ent_csv_writer_free(&self->settings_table);
    ent_diagnostics_free(&self->diagnostics);
    ent_arena_free(&self->arena);
    *self = (ent_comparison){.choices = 0};
}
