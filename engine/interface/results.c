#include "interface/handles.h"

#include "base/c_locale.h"
#include "base/status.h"
#include "jobs/analyse/methods.h"
#include "jobs/run.h"

#include <stdlib.h>
#include <string.h>

void entente_results_free(entente_results *self)
{
    if (self != NULL) {
        ent_sweep_results_free(&self->sweep);
        ent_analysis_free(&self->analysis);
        ent_comparison_free(&self->comparison);
        ent_arena_free(&self->arena);
        free(self);
    }
}

/* --- callbacks of the job, with the options as context ------------------------------------------------------------ */

static void on_progress(void *context, uint64_t done, uint64_t total)
{
    entente_options *options = context;

    if (options->progress != NULL && options->progress(options->progress_context, done, total) != 0) {
        atomic_store(&options->stop, 1);
    }
}

static void on_message(void *context, ent_severity severity, const char *text)
{
    const entente_options *options = context;
    const ent_diagnostic sentence = {.severity = severity, .path = "", .text = text};
    ent_interface_message message = ent_interface_message_of(&sentence, ENTENTE_OF_RUN);

    message.diagnostic = NULL;
    if (options->message != NULL) {
        options->message(options->message_context, &message.shown);
    }
}

static void on_diagnostics(void *context, ent_diagnostics *diagnostics)
{
    const entente_options *options = context;

    ent_diagnostics_sort(diagnostics);
    for (size_t i = 0; i < diagnostics->count && options->message != NULL; i++) {
        const ent_interface_message message = ent_interface_message_of(&diagnostics->item[i], ENTENTE_OF_CHARTS);
        options->message(options->message_context, &message.shown);
    }
}

/* --- results ------------------------------------------------------------------------------------------------------ */

entente_results *ent_interface_results_new(entente_scenario *scenario, entente_options *options)
{
    entente_results *self = calloc(1, sizeof(*self));

    if (self == NULL) {
        return NULL;
    }
    self->options = options;
    self->figures = &self->sweep.results;
    self->experiment = &scenario->experiment;
    self->request.columns = true;
    if (options != NULL) {
        self->request = options->request;
        self->host = (ent_job_host){.context = options,
            .message = on_message,
            .diagnostics = on_diagnostics,
            .progress = on_progress,
            .stop = options->interrupt != NULL ? options->interrupt : &options->stop};
    }
    self->request.set = scenario->set;
    self->request.sets = scenario->sets;
    return self;
}

int ent_interface_finish(entente_results *self, int status)
{
    ent_diagnostics *diagnostics = &self->figures->diagnostics;
    bool of_scenario = status == ENT_ERR_NUMERIC || status == ENT_ERR_SCENARIO;
    int added;

    ent_diagnostics_sort(diagnostics);
    added = ent_interface_messages_add(
        &self->messages, diagnostics, of_scenario ? ENTENTE_OF_SCENARIO : ENTENTE_OF_RUN, &self->arena);
    if (self->options != NULL) {
        atomic_store(&self->options->stop, 0);
    }
    return added == ENT_OK ? status : added;
}

/* --- check, run, sweep -------------------------------------------------------------------------------------------- */

static int list_assumptions(entente_results *self)
{
    ent_sink *sink = ent_memory_table_sink(&self->sweep.results.memory[ent_table_index(&ent_table_assumptions)]);
    int status = ENT_OK;

    for (size_t v = 0; v < self->experiment->count && status == ENT_OK; v++) {
        const ent_variant_model *variant = self->experiment->item[v];
        const ent_figures figures = {.variant = variant->id, .scenario = &variant->scenario, .compiled = variant};
        status = ent_table_write(&ent_table_assumptions, sink, &figures);
    }
    return status;
}

int entente_check(entente_scenario *scenario, entente_results **results)
{
    ent_c_locale locale = ent_c_locale_enter();
    int status = scenario->status;

    *results = ent_interface_results_new(scenario, NULL);
    if (*results == NULL) {
        status = ENT_ERR_NO_MEMORY;
    } else if (status == ENT_OK) {
        status = list_assumptions(*results);
    }
    ent_c_locale_leave(locale);
    return status;
}

int entente_run(entente_scenario *scenario, entente_options *options, entente_results **results)
{
    ent_c_locale locale = ent_c_locale_enter();
    entente_results *self = ent_interface_results_new(scenario, options);
    int status = scenario->status;

    *results = self;
    if (self == NULL) {
        status = ENT_ERR_NO_MEMORY;
    } else if (status == ENT_OK) {
        size_t number = options != NULL ? options->number : 0;
        status = ent_job_run(&self->sweep.results, &self->request, &self->host, &scenario->experiment, number);
        status = ent_interface_finish(self, status);
    }
    ent_c_locale_leave(locale);
    return status;
}

static bool has_sweep(const ent_scenario *scenario, const char *id)
{
    for (size_t s = 0; s < scenario->sweeps; s++) {
        if (strcmp(scenario->sweep[s].label.id, id) == 0) {
            return true;
        }
    }
    return false;
}

static int sweep_points(entente_results *self, ent_experiment *experiment, const char *variant, const char *sweep)
{
    size_t index = ent_experiment_find(experiment, variant != NULL ? variant : "base");
    int status;

    if (index == SIZE_MAX || (sweep != NULL && !has_sweep(&experiment->item[0]->scenario, sweep))) {
        return ENT_ERR_ARGUMENT;
    }
    self->request.variant = variant;
    self->request.name = &sweep;
    self->request.names = sweep != NULL ? 1 : 0;
    status = ent_job_sweep(&self->sweep, &self->request, &self->host, experiment, index);
    return ent_interface_finish(self, status);
}

int entente_sweep(entente_scenario *scenario, const char *variant, const char *sweep, entente_options *options,
    entente_results **results)
{
    ent_c_locale locale = ent_c_locale_enter();
    int status = scenario->status;

    *results = ent_interface_results_new(scenario, options);
    if (*results == NULL) {
        status = ENT_ERR_NO_MEMORY;
    } else if (status == ENT_OK) {
        status = sweep_points(*results, &scenario->experiment, variant, sweep);
    }
    ent_c_locale_leave(locale);
    return status;
}

/* Adds the messages of the run that came first. */
static int finish_analysis(entente_results *self, int status)
{
    int added = ent_interface_messages_add(&self->messages, &self->analysis.run.diagnostics,
        status == ENT_ERR_NUMERIC ? ENTENTE_OF_SCENARIO : ENTENTE_OF_RUN, &self->arena);

    status = ent_interface_finish(self, status);
    return added == ENT_OK ? status : added;
}

int entente_analyse(entente_scenario *scenario, const char *variant, const char *const *method, size_t methods,
    entente_options *options, entente_results **results)
{
    ent_c_locale locale = ent_c_locale_enter();
    entente_results *self = ent_interface_results_new(scenario, options);
    int status = scenario->status;

    *results = self;
    if (self == NULL) {
        status = ENT_ERR_NO_MEMORY;
    } else if (status == ENT_OK) {
        size_t index = ent_experiment_find(&scenario->experiment, variant != NULL ? variant : "base");
        self->figures = &self->analysis.results;
        self->request.name = method;
        self->request.names = methods;
        status = index != SIZE_MAX
                     ? ent_job_analyse(&self->analysis, &self->request, &self->host, &scenario->experiment, index)
                     : ENT_ERR_ARGUMENT;
        status = finish_analysis(self, status);
    }
    ent_c_locale_leave(locale);
    return status;
}

size_t entente_results_findings(const entente_results *self)
{
    return self->analysis.findings;
}

const char *entente_results_finding(const entente_results *self, size_t index)
{
    return index < self->analysis.findings ? self->analysis.finding[index].text : NULL;
}

const char *entente_results_finding_method(const entente_results *self, size_t index)
{
    return index < self->analysis.findings ? self->analysis.finding[index].method->name : NULL;
}

/* --- figures ------------------------------------------------------------------------------------------------------ */

uint64_t entente_results_draws(const entente_results *self)
{
    return self->figures->counted;
}

size_t entente_results_checks_failed(const entente_results *self)
{
    return self->figures->checks_failed;
}

const char *entente_results_folder(const entente_results *self)
{
    return self->figures->folder;
}

size_t entente_results_messages(const entente_results *self)
{
    return self->messages.count;
}

const entente_message *entente_results_message(const entente_results *self, size_t index)
{
    return ent_interface_messages_at(&self->messages, index);
}
