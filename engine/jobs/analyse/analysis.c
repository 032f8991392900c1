#include "jobs/analyse/analysis.h"

#include "base/status.h"
#include "jobs/analyse/methods.h"
#include "run/experts/experts.h"

#include <stdarg.h>
#include <string.h>

void ent_analysis_free(ent_analysis *self)
{
    for (size_t v = 0; self->worlds != NULL && v < self->experiment->count; v++) {
        ent_world_counts_free(&self->worlds[v]);
    }
    ent_results_free(&self->results);
    ent_results_free(&self->run);
    ent_arena_free(&self->arena);
    *self = (ent_analysis){.method = NULL};
}

/* --- evaluations -------------------------------------------------------------------------------------------------- */

static void advance(void *context, uint64_t draws)
{
    ent_analysis *self = context;

    ent_job_add_draws(self->host, &self->results.progress, draws);
}

static int complain_of_number(ent_analysis *self, const ent_model *model, size_t guard)
{
    const ent_quantity *quantity = ent_experts_guard(model, guard)->quantity;
    ent_position at = quantity->setting != NULL ? quantity->setting->at : (ent_position){0};

    ent_diagnostics_add(&self->results.diagnostics, ENT_SEVERITY_ERROR, at, quantity->path,
        "keep the arguments of log, sqrt, / and ^ where they have a value, for example with max(x, 0.001)",
        "it is not a number in some draw of the analysis `%s`", self->method->name);
    return ENT_ERR_NUMERIC;
}

/* The counts of the run for these worlds; NULL: none. */
static const ent_world_counts *counted_by_run(const ent_analysis *self, const ent_evaluation *evaluation)
{
    for (size_t v = 0; self->worlds != NULL && v < self->experiment->count; v++) {
        const ent_world_counts *counted = &self->worlds[v];
        if (evaluation->model == &self->experiment->item[v]->model && evaluation->first_world == 0 &&
            evaluation->source == NULL && evaluation->expert_shift == 0 && counted->worlds == evaluation->worlds &&
            counted->replications == evaluation->replications) {
            return counted;
        }
    }
    return NULL;
}

int ent_analysis_evaluate(ent_analysis *self, ent_world_counts *counts, ent_evaluation evaluation)
{
    const ent_world_counts *counted = counted_by_run(self, &evaluation);
    size_t guard;
    int status;

    if (counted != NULL) {
        status = ent_world_counts_copy(counts, counted, evaluation.model);
        advance(self, evaluation.worlds * evaluation.replications);
        return status;
    }
    evaluation.threads = self->request->threads;
    evaluation.stop = self->host->stop;
    evaluation.progress = advance;
    evaluation.context = self;
    status = ent_evaluate(counts, &evaluation);
    guard = status == ENT_OK ? ent_world_counts_not_a_number(counts) : SIZE_MAX;
    return guard != SIZE_MAX ? complain_of_number(self, evaluation.model, guard) : status;
}

/* --- output ------------------------------------------------------------------------------------------------------- */

int ent_analysis_table(
    ent_analysis *self, const ent_table *table, void (*rows)(ent_sink *sink, const void *context), const void *context)
{
    size_t t = ent_table_index(table);
    const ent_scenario *scenario = &self->experiment->item[0]->scenario;
    ent_sink *sink = ent_csv_sink(&self->results.table[t]);

    ent_table_header(table, sink, scenario);
    rows(sink, context);
    if (sink->status == ENT_OK && self->request->columns) {
        sink = ent_memory_table_sink(&self->results.memory[t]);
        ent_table_header(table, sink, scenario);
        rows(sink, context);
    }
    return sink->status;
}

/* Room for one item more in an array of the arena. */
static void *grown(ent_arena *arena, void *item, size_t size, size_t count, size_t *capacity)
{
    size_t wanted = *capacity == 0 ? 16 : 2 * *capacity;
    void *made;

    if (count < *capacity) {
        return item;
    }
    made = ent_arena_array(arena, wanted, size);
    if (made != NULL) {
        if (count > 0) {
            memcpy(made, item, count * size);
        }
        *capacity = wanted;
    }
    return made;
}

int ent_analysis_add_file(ent_analysis *self, const char *name, const char *bytes, size_t length)
{
    ent_analysis_file *list = grown(&self->arena, self->file, sizeof(*list), self->files, &self->file_capacity);
    const char *own_name = ent_arena_strdup(&self->arena, name);
    char *copy = bytes != NULL ? ent_arena_alloc(&self->arena, length + 1) : NULL;

    if (list == NULL || own_name == NULL || (copy == NULL && bytes != NULL)) {
        return ENT_ERR_NO_MEMORY;
    }
    if (copy != NULL) {
        memcpy(copy, bytes, length);
        copy[length] = '\0';
    }
    self->file = list;
    self->file[self->files++] = (ent_analysis_file){.name = own_name, .bytes = copy, .length = length};
    return ENT_OK;
}

int ent_analysis_find(ent_analysis *self, const char *format, ...)
{
    ent_finding *list = grown(&self->arena, self->finding, sizeof(*list), self->findings, &self->finding_capacity);
    const char *text;
    va_list arguments;

    va_start(arguments, format);
    text = ent_arena_vprintf(&self->arena, format, arguments);
    va_end(arguments);
    if (list == NULL || text == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    self->finding = list;
    self->finding[self->findings++] = (ent_finding){.method = self->method, .text = text};
    return ENT_OK;
}

void ent_analysis_warn(ent_analysis *self, const char *help, const char *format, ...)
{
    const char *text;
    va_list arguments;

    va_start(arguments, format);
    text = ent_arena_vprintf(&self->arena, format, arguments);
    va_end(arguments);
    ent_diagnostics_add(&self->results.diagnostics, ENT_SEVERITY_WARNING, (ent_position){0}, NULL, help, "%s: %s",
        self->method->name, text != NULL ? text : "");
}
