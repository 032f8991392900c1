#include "interface/handles.h"

#include "base/status.h"
#include "jobs/pages/live.h"

#include <stdlib.h>

entente_options *entente_options_new(void)
{
    entente_options *self = calloc(1, sizeof(*self));

    if (self != NULL) {
        atomic_init(&self->stop, 0);
        self->request = (ent_job_request){.checkpoint_seconds = 5.0, .columns = true};
    }
    return self;
}

void entente_options_free(entente_options *self)
{
    if (self != NULL) {
        ent_arena_free(&self->arena);
        free(self);
    }
}

/* Copies a text, or sets NULL. ENT_OK or ENT_ERR_NO_MEMORY. */
static int copy_text(entente_options *self, const char *text, const char **member)
{
    const char *copy = text != NULL ? ent_arena_strdup(&self->arena, text) : NULL;

    if (text != NULL && copy == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    *member = copy;
    return ENT_OK;
}

void entente_options_threads(entente_options *self, unsigned threads)
{
    self->request.threads = threads;
}

int entente_options_instruction_set(entente_options *self, const char *name)
{
    const ent_kernels *kernels = ent_kernels_select(name);

    if (kernels == NULL) {
        return ENT_ERR_ARGUMENT;
    }
    self->kernels = kernels;
    return ENT_OK;
}

void entente_options_allow_outside(entente_options *self, int allowed)
{
    self->outside = allowed != 0;
}

void entente_options_draws(entente_options *self, uint64_t rows)
{
    self->request.draws = rows;
}

void entente_options_tables(entente_options *self, int keep)
{
    self->request.columns = keep != 0;
}

int entente_options_folder(entente_options *self, const char *path)
{
    return copy_text(self, path, &self->request.out);
}

int entente_options_charts(entente_options *self, const char *scripts, const char *format)
{
    ent_chart_format chosen;
    int status = ent_chart_format_parse(format, &chosen);

    if (status == ENT_OK) {
        status = copy_text(self, scripts, &self->request.plots);
    }
    if (status == ENT_OK) {
        self->request.charts = true;
        self->request.format = chosen;
    }
    return status;
}

int entente_options_live(entente_options *self, const char *template_path)
{
    ent_diagnostics ignored = {0};
    ent_live_template *made = ent_arena_alloc(&self->arena, sizeof(*made));
    int status = made != NULL ? ENT_OK : ENT_ERR_NO_MEMORY;

    if (status == ENT_OK && template_path != NULL) {
        status = ent_live_load(made, template_path, &self->arena, &ignored);
    }
    if (status == ENT_OK) {
        self->request.live = template_path != NULL ? made : NULL;
    }
    ent_diagnostics_free(&ignored);
    return status;
}

int entente_options_command(entente_options *self, const char *line)
{
    return copy_text(self, line, &self->request.command_line);
}

void entente_options_checkpoint(entente_options *self, double seconds, int fresh)
{
    self->request.checkpoint_seconds = seconds;
    self->request.fresh = fresh != 0;
}

void entente_options_on_progress(
    entente_options *self, int (*progress)(void *context, uint64_t done, uint64_t total), void *context)
{
    self->progress = progress;
    self->progress_context = context;
}

void entente_options_on_message(
    entente_options *self, void (*message)(void *context, const entente_message *message), void *context)
{
    self->message = message;
    self->message_context = context;
}

void entente_stop(entente_options *self)
{
    atomic_store(&self->stop, 1);
}
