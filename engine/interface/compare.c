#include "interface/handles.h"

#include "base/c_locale.h"
#include "base/status.h"
#include "run/experiment.h"

#include <string.h>

/* The choices of a call, under construction. */
typedef struct choices {
    entente_scenario *const *scenario; /* [count] */
    const char *const *variant;        /* [count] or NULL */
    size_t count;
    ent_arena *arena;
    ent_choice *choice; /* [count] */
} choices;

static const char *without_folders(const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash != NULL ? slash + 1 : path;
}

/* The file of a choice without its folders, or as it was opened where another file has that name; of a file that was
 * opened several times, from the second object on with its number: "mine.cfg#2". NULL when memory is out. */
static const char *name_of_file(const choices *self, size_t c)
{
    const char *path = self->scenario[c]->name;
    const char *name = without_folders(path);
    size_t number = 1;

    for (size_t i = 0; i < self->count; i++) {
        const char *other = self->scenario[i]->name;
        bool first = true;
        if (strcmp(other, path) != 0 && strcmp(without_folders(other), without_folders(path)) == 0) {
            name = path;
        }
        for (size_t k = 0; k < i; k++) {
            first = first && self->scenario[k] != self->scenario[i];
        }
        if (i < c && first && strcmp(other, path) == 0 && self->scenario[i] != self->scenario[c]) {
            number++;
        }
    }
    return number == 1 ? name : ent_arena_printf(self->arena, "%s#%zu", name, number);
}

static bool several_scenarios(const choices *self)
{
    for (size_t c = 1; c < self->count; c++) {
        if (self->scenario[c] != self->scenario[0]) {
            return true;
        }
    }
    return false;
}

static bool is_twice(const choices *self, size_t c)
{
    for (size_t i = 0; i < c; i++) {
        if (self->scenario[i] == self->scenario[c] && self->choice[i].variant == self->choice[c].variant) {
            return true;
        }
    }
    return false;
}

/* ENT_ERR_ARGUMENT: no such variant, or the same choice again. */
static int make_choice(choices *self, size_t c)
{
    const ent_experiment *experiment = &self->scenario[c]->experiment;
    const char *id = self->variant != NULL && self->variant[c] != NULL ? self->variant[c] : "base";
    const char *file = name_of_file(self, c);
    size_t variant = ent_experiment_find(experiment, id);
    const char *label;

    if (variant == SIZE_MAX || file == NULL) {
        return file == NULL ? ENT_ERR_NO_MEMORY : ENT_ERR_ARGUMENT;
    }
    self->choice[c] = (ent_choice){.experiment = experiment, .variant = variant, .name = file};
    label = variant == 0 ? "Base" : experiment->item[variant]->label;
    if (variant > 0) {
        self->choice[c].name = ent_arena_printf(self->arena, "%s:%s", file, id);
    }
    self->choice[c].label = label;
    if (several_scenarios(self)) {
        self->choice[c].label = variant == 0 ? file : ent_arena_printf(self->arena, "%s: %s", file, label);
    }
    if (self->choice[c].name == NULL || self->choice[c].label == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    return is_twice(self, c) ? ENT_ERR_ARGUMENT : ENT_OK;
}

static int make_choices(choices *self)
{
    int status = self->count >= 2 ? ENT_OK : ENT_ERR_ARGUMENT;

    self->choice = ent_arena_array(self->arena, self->count + 1, sizeof(*self->choice));
    if (self->choice == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    for (size_t c = 0; c < self->count && status == ENT_OK; c++) {
        status = self->scenario[c]->status;
        status = status == ENT_OK ? make_choice(self, c) : status;
    }
    return status;
}

static int fill_tables(entente_results *self)
{
    ent_memory_table *memory = self->figures->memory;

    if (!self->request.columns) {
        return ENT_OK;
    }
    return ent_comparison_fill(&self->comparison, ent_memory_table_sink(&memory[ent_table_index(&ent_table_compare)]),
        ent_memory_table_sink(&memory[ent_table_index(&ent_table_robust)]),
        ent_memory_table_sink(&memory[ent_table_index(&ent_table_compare_settings)]));
}

static int compare(entente_results *self, choices *made)
{
    ent_comparison *comparison = &self->comparison;
    int status = make_choices(made);
    int added;

    if (status != ENT_OK) {
        return status;
    }
    status = ent_job_compare(comparison, &self->request, &self->host, made->choice, made->count);
    self->scenario = comparison->scenario;
    status = status == ENT_OK ? fill_tables(self) : status;
    if (status == ENT_OK) {
        self->figures->counted = comparison->choices * comparison->worlds * comparison->replications;
        self->figures->folder = comparison->folder;
    }
    ent_diagnostics_sort(&comparison->diagnostics);
    added = ent_interface_messages_add(&self->messages, &comparison->diagnostics,
        status == ENT_ERR_NUMERIC ? ENTENTE_OF_SCENARIO : ENTENTE_OF_RUN, &self->arena);
    return ent_interface_finish(self, added == ENT_OK ? status : added);
}

int entente_compare(entente_scenario *const *scenario, const char *const *variant, size_t count,
    entente_options *options, entente_results **results)
{
    ent_c_locale locale = ent_c_locale_enter();
    int status = ENT_ERR_ARGUMENT;

    *results = NULL;
    if (count > 0) {
        *results = ent_interface_results_new(scenario[0], options);
        status = ENT_ERR_NO_MEMORY;
    }
    if (*results != NULL) {
        choices made = {.scenario = scenario, .variant = variant, .count = count, .arena = &(*results)->arena};
        status = compare(*results, &made);
    }
    ent_c_locale_leave(locale);
    return status;
}
