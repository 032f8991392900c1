#include "run/experiment.h"

#include "base/status.h"
#include "compile/compile.h"
#include "run/cases/case_model.h"
#include "run/threads.h"
#include "scenario/unknowns.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

void ent_experiment_free(ent_experiment *self)
{
    for (size_t i = self->count; i-- > 0;) { /* base last: the variants share its sources */
        ent_variant_model_free(self->item[i]);
    }
    ent_table_cache_free(&self->shelf);
    ent_arena_free(&self->arena);
    *self = (ent_experiment){0};
}

size_t ent_experiment_find(const ent_experiment *self, const char *id)
{
    for (size_t i = 0; i < self->count; i++) {
        if (strcmp(self->item[i]->id, id) == 0) {
            return i;
        }
    }
    return SIZE_MAX;
}

void ent_experiment_resize(const ent_experiment *self, uint64_t worlds)
{
    for (size_t v = 0; v < self->count; v++) {
        ent_variant_model *variant = self->item[v];
        variant->scenario.run.worlds = worlds;
        for (size_t e = 0; e < variant->experts; e++) {
            variant->expert[e]->scenario.run.worlds = worlds;
        }
    }
}

static int assign_all(ent_tree *tree, const ent_experiment_source *source, ent_diagnostics *diagnostics)
{
    size_t before = diagnostics->errors;

    for (size_t i = 0; i < source->sets; i++) {
        if (ent_tree_assign_argument(tree, source->set[i], diagnostics) == ENT_ERR_NO_MEMORY) {
            return ENT_ERR_NO_MEMORY;
        }
    }
    if (source->where != NULL && ent_tree_ask(tree, source->where, diagnostics) == ENT_ERR_NO_MEMORY) {
        return ENT_ERR_NO_MEMORY;
    }
    return diagnostics->errors > before ? ENT_ERR_SCENARIO : ENT_OK;
}

/* Adds a zeroed variant. NULL when memory is out. */
static ent_variant_model *add_variant(ent_experiment *self)
{
    ent_variant_model **list = ent_arena_array(&self->arena, self->count + 1, sizeof(ent_variant_model *));
    ent_variant_model *made = ent_arena_alloc(&self->arena, sizeof(*made));

    if (list == NULL || made == NULL) {
        return NULL;
    }
    for (size_t i = 0; i < self->count; i++) {
        list[i] = self->item[i];
    }
    made->shelf = &self->shelf;
    made->base = self->count > 0 ? self->item[0] : NULL;
    list[self->count++] = made;
    self->item = list;
    return made;
}

static int build_base(ent_experiment *self, const ent_experiment_source *source, ent_diagnostics *diagnostics)
{
    ent_variant_model *base = self->item[0];
    int status;
    int next;

    base->id = "base";
    base->label = "Base";
    status = ent_tree_load(&base->tree, source->path, source->load, source->context, diagnostics);
    if (base->tree.root == NULL) {
        return status;
    }
    /* continues after errors, so that all are reported at once */
    next = assign_all(&base->tree, source, diagnostics);
    status = status == ENT_OK || next == ENT_ERR_NO_MEMORY ? next : status;
    if (status == ENT_OK || status == ENT_ERR_SCENARIO) {
        bool record = status == ENT_OK;
        next = ent_variant_model_build(base, self->id, source->kernels, record, diagnostics);
        status = status == ENT_OK || next == ENT_ERR_NO_MEMORY ? next : status;
        if (next == ENT_ERR_NO_MEMORY) {
            return next;
        }
        next = ent_variant_model_add_experts(base, base, NULL, 0, source->kernels, record, diagnostics);
        status = status == ENT_OK || next == ENT_ERR_NO_MEMORY ? next : status;
    }
    return status;
}

/* A run plays the file as it stands, and none of its cases. */
static void warn_of_cases(ent_variant_model *base)
{
    const ent_scenario *scenario = &base->scenario;

    if (scenario->cases > 0) {
        ent_diagnostics_add(&base->warnings, ENT_SEVERITY_WARNING, ent_setting_get(base->tree.root, "cases")->name_at,
            "cases", "`entente score` plays the cases", "%s: the figures are those of the file's own values",
            scenario->cases == 1 ? "its case is not played" : "none of its cases is played");
    }
}

static int warn_of_no_change(ent_variant_model *made, const ent_variant *variant)
{
    const char *path = ent_arena_printf(&made->changes.arena, "variants.%s", made->id);

    if (path == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    ent_diagnostics_add(&made->warnings, ENT_SEVERITY_WARNING, variant->label.setting->name_at, path,
        "change a setting in `set`, or leave the variant out",
        "this variant changes nothing: its figures are those of the base");
    return ENT_OK;
}

/* Removes the warnings of a variant that the base has too: each is given once. */
static void drop_repeated(ent_diagnostics *warnings, const ent_diagnostics *base)
{
    size_t kept = 0;

    for (size_t i = 0; i < warnings->count; i++) {
        if (!ent_diagnostics_has(base, &warnings->item[i])) {
            warnings->item[kept++] = warnings->item[i];
        }
    }
    warnings->count = kept;
}

/* Builds the model of a variant whose settings are assigned, and those of its experts. */
static int build_models(const ent_experiment *self, const ent_experiment_source *source, const ent_variant *variant,
    ent_variant_model *made, bool record, ent_diagnostics *diagnostics)
{
    int status = ent_variant_model_build(made, self->id, source->kernels, record, diagnostics);

    if (status == ENT_OK || status == ENT_ERR_SCENARIO) {
        int built = ent_variant_model_add_experts(
            made, self->item[0], variant->set, variant->sets, source->kernels, record, diagnostics);
        status = status == ENT_OK || built == ENT_ERR_NO_MEMORY ? built : status;
    }
    return status;
}

/* Whether a variant is the base again. One that repeats values of the file may still go over an expert's setting. */
static bool changes_nothing(const ent_experiment *self, const ent_variant *variant, const ent_variant_model *made)
{
    return made->changes.count == 0 && (variant->sets == 0 || self->item[0]->experts == 0);
}

/* Builds a variant from a copy of the base's settings. complete: the base has no errors, so a run may follow. */
static int build_variant(ent_experiment *self, const ent_experiment_source *source, const ent_variant *variant,
    bool complete, ent_diagnostics *diagnostics)
{
    ent_variant_model *made = add_variant(self);
    size_t before = diagnostics->errors;
    int status;

    if (made == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    status = ent_tree_copy(&made->tree, &self->item[0]->tree);

    made->id = variant->label.id;
    made->label = variant->label.name;
    for (size_t i = 0; status == ENT_OK && i < variant->sets; i++) {
        if (ent_tree_assign(&made->tree, variant->set[i].text, variant->set[i].at, diagnostics) == ENT_ERR_NO_MEMORY) {
            status = ENT_ERR_NO_MEMORY;
        }
    }
    if (status == ENT_OK) {
        status = ent_changes_find(&made->changes, self->item[0]->tree.root, made->tree.root);
    }
    if (status == ENT_OK && changes_nothing(self, variant, made) && diagnostics->errors == before) {
        status = warn_of_no_change(made, variant);
    }
    if (status == ENT_OK) {
        bool assigned = diagnostics->errors == before;
        int built = build_models(self, source, variant, made, complete && assigned, diagnostics);
        status = built == ENT_OK && !assigned ? ENT_ERR_SCENARIO : built;
        drop_repeated(&made->warnings, &self->item[0]->warnings);
    }
    return status;
}

/* Gives an assigned value the position at which the sweep lists it, for messages. */
static void set_position(const ent_tree *tree, const char *path, ent_position at)
{
    ent_setting *setting = ent_setting_find(tree->root, path);
    ent_setting *value = setting != NULL ? ent_setting_get(setting, "value") : NULL;

    setting = value != NULL ? value : setting;
    if (setting != NULL && setting->assigned) {
        setting->at = at;
    }
}

/* Reads and compiles one point of a sweep: value `k` of axis `which`, the first value of the others. */
static int check_point(const ent_experiment *self, const ent_experiment_source *source, const ent_sweep *sweep,
    size_t which, size_t k, ent_diagnostics *diagnostics)
{
    ent_variant_model point = {.id = "base", .shelf = self->item[0]->shelf, .base = self->item[0]};
    size_t before = diagnostics->errors;
    ent_assignment *set = ent_arena_array(&point.arena, sweep->axes, sizeof(*set));
    size_t sets = 0;
    int status = ent_tree_copy(&point.tree, &self->item[0]->tree);

    status = set != NULL ? status : ENT_ERR_NO_MEMORY;
    for (size_t a = 0; a < sweep->axes && status == ENT_OK; a++) {
        const ent_sweep_axis *axis = &sweep->axis[a];
        size_t chosen = a == which ? k : 0;
        const char *text;
        if (axis->values == 0) {
            continue;
        }
        text = ent_arena_printf(&point.tree.arena, "%s = %s", axis->path, axis->value[chosen]);
        status = text != NULL ? ent_tree_assign(&point.tree, text, axis->path_at, diagnostics) : ENT_ERR_NO_MEMORY;
        if (status == ENT_OK) {
            set_position(&point.tree, axis->path, axis->at[chosen]);
            set[sets++] = (ent_assignment){.text = text, .at = axis->at[chosen]};
        }
    }
    if (status == ENT_OK) {
        status = ent_variant_model_build(&point, self->id, source->kernels, false, diagnostics);
    }
    if (status == ENT_OK) {
        status = ent_variant_model_add_experts(&point, self->item[0], set, sets, source->kernels, false, diagnostics);
    }
    ent_variant_model_free(&point);
    return status == ENT_OK && diagnostics->errors > before ? ENT_ERR_SCENARIO : status;
}

/* Index of the least (sign 1) or greatest (sign -1) number among the values of an axis, of equals the first; 0 where
 * none is a number. */
static size_t extreme_value(const ent_sweep_axis *axis, double sign)
{
    size_t found = 0;

    for (size_t k = 1; k < axis->values; k++) {
        if (isnan(axis->number[found]) || sign * axis->number[k] < sign * axis->number[found]) {
            found = k;
        }
    }
    return axis->values == 0 || isnan(axis->number[found]) ? 0 : found;
}

/* Checks the first value of each axis, the least and the greatest number, between which numbers are taken to be valid
 * then, and every value that is no number. Stops at the first error that the base does not have. */
static int check_sweep(const ent_experiment *self, const ent_experiment_source *source, const ent_sweep *sweep,
    ent_diagnostics *diagnostics)
{
    size_t before = diagnostics->errors;
    int status = check_point(self, source, sweep, 0, 0, diagnostics);

    for (size_t a = 0; a < sweep->axes; a++) {
        const ent_sweep_axis *axis = &sweep->axis[a];
        size_t least = extreme_value(axis, 1.0);
        size_t greatest = extreme_value(axis, -1.0);
        for (size_t k = 1; k < axis->values && status != ENT_ERR_NO_MEMORY && diagnostics->errors == before; k++) {
            if (k == least || k == greatest || isnan(axis->number[k])) {
                int checked = check_point(self, source, sweep, a, k, diagnostics);
                status = status == ENT_OK || checked == ENT_ERR_NO_MEMORY ? checked : status;
            }
        }
    }
    return status;
}

static int check_sweeps(
    const ent_experiment *self, const ent_experiment_source *source, int status, ent_diagnostics *diagnostics)
{
    const ent_scenario *base = &self->item[0]->scenario;

    for (size_t i = 0; i < base->sweeps; i++) {
        int checked = check_sweep(self, source, &base->sweep[i], diagnostics);
        if (checked == ENT_ERR_NO_MEMORY) {
            return checked;
        }
        status = status == ENT_OK ? checked : status;
    }
    return status;
}

static int load(ent_experiment *self, const ent_experiment_source *source, ent_diagnostics *diagnostics)
{
    const ent_scenario *base;
    bool complete;
    int status;

    *self = (ent_experiment){0};
    self->id = ent_arena_strdup(&self->arena, source->id);
    if (self->id == NULL || add_variant(self) == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    status = build_base(self, source, diagnostics);
    complete = status == ENT_OK;
    if (source->base_only || (!complete && (status != ENT_ERR_SCENARIO || self->item[0]->tree.root == NULL))) {
        return status;
    }
    if (!source->check_cases) {
        warn_of_cases(self->item[0]);
    } else if (complete) {
        status = ent_case_models_check(self->item[0], source->kernels, diagnostics);
        if (status == ENT_ERR_NO_MEMORY) {
            return status;
        }
    }
    /* also after errors of the base: a variant reports only errors that the base does not have */
    base = &self->item[0]->scenario;
    for (size_t i = 0; i < base->variants; i++) {
        int built = build_variant(self, source, &base->variant[i], complete, diagnostics);
        if (built == ENT_ERR_NO_MEMORY) {
            return built;
        }
        status = status == ENT_OK ? built : status;
    }
    return check_sweeps(self, source, status, diagnostics);
}

/* Lists all variants, each followed by the variants of its experts, in the arena. NULL when memory is out. */
static ent_variant_model **list_all(ent_experiment *self, size_t *count)
{
    ent_variant_model **all;
    size_t most = self->count;

    *count = 0;
    for (size_t i = 0; i < self->count; i++) {
        most += self->item[i]->experts;
    }
    all = ent_arena_array(&self->arena, most, sizeof(ent_variant_model *));
    for (size_t i = 0; all != NULL && i < self->count; i++) {
        all[(*count)++] = self->item[i];
        for (size_t e = 0; e < self->item[i]->experts; e++) {
            all[(*count)++] = self->item[i]->expert[e];
        }
    }
    return all;
}

/* Gives all variants the same columns of draws.csv. */
static int share_unknowns(ent_experiment *self, ent_variant_model *const *variant, size_t count)
{
    ent_scenario **scenario = ent_arena_array(&self->arena, count, sizeof(ent_scenario *));

    for (size_t i = 0; scenario != NULL && i < count; i++) {
        scenario[i] = &variant[i]->scenario;
    }
    return scenario != NULL ? ent_scenario_share_unknowns(scenario, count) : ENT_ERR_NO_MEMORY;
}

/* Gives all variants the same columns of draws.csv for `values`: those that are known by draw in some variant. Variants
 * have the same values, with other formulas. */
static void share_named_values(ent_variant_model *const *variant, size_t variants)
{
    size_t count = variants > 0 ? variant[0]->scenario.nameds : 0;

    for (size_t n = 0; n < count; n++) {
        bool any = false;
        for (size_t i = 0; i < variants; i++) {
            const ent_variant_model *it = variant[i];
            any = any || (n < it->scenario.nameds && it->model.named != NULL && it->model.named[n].by_draw);
        }
        for (size_t i = 0; i < variants; i++) {
            if (n < variant[i]->scenario.nameds) {
                variant[i]->scenario.named[n].in_draws = any;
            }
        }
    }
}

/* Number of threads for the pilots: at most one a variant. */
static int team_for(size_t cases, unsigned threads)
{
    size_t wanted = threads > 0 ? threads : ent_threads_processors();

    return cases == 0 ? 1 : (int) (cases < wanted ? cases : wanted);
}

/* Runs the pilots of the variants in parallel. They share the cache of tables, which is read-only by now. */
static int run_pilots(ent_variant_model *const *variant, size_t count, unsigned threads)
{
    int team = team_for(count, threads);
    bool failed = false;

    (void) team; /* without OpenMP it is not read */
    ENT_PARALLEL_FOR(team, failed)
    for (size_t i = 0; i < count; i++) {
        ent_variant_model *it = variant[i];
        failed = (it->records && ent_pilot_run(&it->pilot, &it->recorder) != ENT_OK) || failed;
    }
    return failed ? ENT_ERR_NO_MEMORY : ENT_OK;
}

/* Finishes variants that are built, as far as they are. */
static int finish(ent_experiment *self, unsigned threads)
{
    size_t count = 0;
    ent_variant_model **all = list_all(self, &count);
    int status = all != NULL ? share_unknowns(self, all, count) : ENT_ERR_NO_MEMORY;

    share_named_values(all, all != NULL ? count : 0);
    return status == ENT_OK ? run_pilots(all, count, threads) : status;
}

int ent_experiment_load(ent_experiment *self, const ent_experiment_source *source, ent_diagnostics *diagnostics)
{
    int status = load(self, source, diagnostics);

    self->shelf.closed = true; /* also after an error: points of a sweep are built in parallel */
    if (status == ENT_OK || status == ENT_ERR_SCENARIO) {
        int finished = finish(self, source->threads);
        status = finished == ENT_OK ? status : finished;
    }
    return status == ENT_ERR_SCENARIO && diagnostics->no_memory ? ENT_ERR_NO_MEMORY
                                                                : status; /* some messages are missing */
}

/* Largest number that a force is offered or requires in a variant, or in those of its experts. */
static double most_troops(const ent_variant_model *variant, size_t f)
{
    double most = variant->pilot.most_troops[f];

    for (size_t e = 0; e < variant->experts; e++) {
        most = fmax(most, variant->expert[e]->pilot.most_troops[f]);
    }
    return most;
}

/* Appends the thresholds of a force; room for ENT_PILOT_THRESHOLDS more, or as many as the scenario gives. */
static size_t add_thresholds(const ent_experiment *self, size_t f, ent_threshold *to)
{
    const ent_force *force = &self->item[0]->scenario.force[f];
    double made[ENT_PILOT_THRESHOLDS];
    const double *troops = force->threshold;
    size_t count = force->thresholds;
    double most = 0.0;

    if (troops == NULL) {
        for (size_t i = 0; i < self->count; i++) {
            most = fmax(most, most_troops(self->item[i], f));
        }
        count = ent_round_thresholds(most, made);
        troops = made;
    }
    for (size_t i = 0; i < count; i++) {
        to[i] = (ent_threshold){troops[i], f};
    }
    return count;
}

const ent_threshold *ent_experiment_thresholds(ent_experiment *self, size_t *count)
{
    const ent_scenario *base = &self->item[0]->scenario;
    ent_threshold *list;
    size_t room = 0;

    *count = 0;
    for (size_t f = 0; f < base->forces; f++) {
        room += base->force[f].threshold != NULL ? base->force[f].thresholds : (size_t) ENT_PILOT_THRESHOLDS;
    }
    list = ent_arena_array(&self->arena, room, sizeof(*list));
    for (size_t f = 0; list != NULL && f < base->forces; f++) {
        *count += add_thresholds(self, f, list + *count);
    }
    return list;
}

const char *ent_experiment_check(const ent_experiment *self)
{
    if (self->count == 0 || strcmp(self->item[0]->id, "base") != 0) {
        return "the base comes first";
    }
    if (!self->shelf.closed) {
        return "the cache of tables is read-only";
    }
    for (size_t i = 0; i < self->count; i++) {
        const ent_variant_model *variant = self->item[i];
        if (ent_experiment_find(self, variant->id) != i) {
            return "ids of variants differ";
        }
        if (variant->model.scenario != &variant->scenario) {
            return "a model refers to the scenario of its variant";
        }
        if (variant->records && variant->recorder.guards != variant->model.guards) {
            return "recorder and model guard the same settings";
        }
    }
    return NULL;
}
