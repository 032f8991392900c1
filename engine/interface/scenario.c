#include "interface/handles.h"

#include "base/c_locale.h"
#include "base/status.h"
#include "jobs/load.h"

#include <stdlib.h>
#include <string.h>

void entente_scenario_free(entente_scenario *self)
{
    if (self != NULL) {
        ent_diagnostics_free(&self->warnings);
        ent_diagnostics_free(&self->diagnostics);
        ent_experiment_free(&self->experiment);
        ent_arena_free(&self->arena);
        free(self);
    }
}

/* An ent_loader with the scenario as context: its text, and files for bases. */
static int load(void *context, const char *path, ent_arena *arena, const char **text, size_t *length)
{
    const entente_scenario *self = context;

    if (self->text == NULL || strcmp(path, self->name) != 0) {
        return ent_load_file((void *) &self->scope, path, arena, text, length);
    }
    *text = self->text;
    *length = strlen(self->text);
    return ENT_OK;
}

static int copy_arguments(
    entente_scenario *self, const char *name, const char *text, const char *const *set, size_t sets)
{
    self->name = ent_arena_strdup(&self->arena, name);
    self->text = text != NULL ? ent_arena_strdup(&self->arena, text) : NULL;
    self->set = ent_arena_array(&self->arena, sets, sizeof(*self->set));
    if (self->name == NULL || self->set == NULL || (text != NULL && self->text == NULL)) {
        return ENT_ERR_NO_MEMORY;
    }
    for (self->sets = 0; self->sets < sets; self->sets++) {
        self->set[self->sets] = ent_arena_strdup(&self->arena, set[self->sets]);
        if (self->set[self->sets] == NULL) {
            return ENT_ERR_NO_MEMORY;
        }
    }
    return ENT_OK;
}

static int load_experiment(entente_scenario *self, const entente_options *options)
{
    ent_experiment_source source = {.path = self->name,
        .id = ent_scenario_id(self->name, &self->arena),
        .load = load,
        .context = self,
        .set = self->set,
        .sets = self->sets,
        .kernels = options != NULL && options->kernels != NULL ? options->kernels : ent_kernels_select(NULL),
        .threads = options != NULL ? options->request.threads : 0};

    self->scope = (ent_file_scope){.scenario = self->name, .outside = options != NULL && options->outside};
    return source.id != NULL ? ent_experiment_load(&self->experiment, &source, &self->diagnostics) : ENT_ERR_NO_MEMORY;
}

/* Makes the messages of what was found. Returns `status`, or ENT_ERR_NO_MEMORY. */
static int collect_messages(entente_scenario *self, int status)
{
    int added;

    if (status == ENT_OK) {
        ent_experiment_warnings(&self->experiment, &self->warnings);
    }
    ent_diagnostics_sort(&self->diagnostics);
    ent_diagnostics_sort(&self->warnings);
    added = ent_interface_messages_add(&self->messages, &self->diagnostics, ENTENTE_OF_SCENARIO, &self->arena);
    if (added == ENT_OK) {
        added = ent_interface_messages_add(&self->messages, &self->warnings, ENTENTE_OF_SCENARIO, &self->arena);
    }
    return added == ENT_OK ? status : added;
}

/* text: NULL: `name` is a file. */
static int open_scenario(entente_scenario **scenario, const char *name, const char *text, const char *const *set,
    size_t sets, const entente_options *options)
{
    ent_c_locale locale = ent_c_locale_enter();
    entente_scenario *self = calloc(1, sizeof(*self));
    int status = ENT_ERR_NO_MEMORY;

    *scenario = self;
    if (self != NULL) {
        status = copy_arguments(self, name, text, set, sets);
        status = status == ENT_OK ? load_experiment(self, options) : status;
        self->status = collect_messages(self, status);
        status = self->status;
    }
    ent_c_locale_leave(locale);
    return status;
}

int entente_open_file(
    entente_scenario **scenario, const char *path, const char *const *set, size_t sets, const entente_options *options)
{
    return open_scenario(scenario, path, NULL, set, sets, options);
}

int entente_open_text(entente_scenario **scenario, const char *name, const char *text, const char *const *set,
    size_t sets, const entente_options *options)
{
    return open_scenario(scenario, name, text, set, sets, options);
}

const char *entente_scenario_id(const entente_scenario *self)
{
    return self->experiment.id != NULL ? self->experiment.id : "";
}

size_t entente_scenario_messages(const entente_scenario *self)
{
    return self->messages.count;
}

const entente_message *entente_scenario_message(const entente_scenario *self, size_t index)
{
    return ent_interface_messages_at(&self->messages, index);
}
