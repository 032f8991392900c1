#include "cli/job_console.h"

#include "cli/console.h"
#include "cli/install_paths.h"
#include "cli/interrupts.h"

#include <stdio.h>
#include <stdlib.h>

/* --- callbacks ---------------------------------------------------------------------------------------------------- */

static void print_message(void *context, ent_severity severity, const char *text)
{
    ent_job_console *self = context;

    ent_progress_bar_clear(&self->bar);
    if (severity == ENT_SEVERITY_ERROR || (severity == ENT_SEVERITY_WARNING && !self->options->quiet)) {
        ent_complain("%s", text);
    } else if (severity == ENT_SEVERITY_NOTE && !self->options->quiet) {
        fprintf(stderr, "entente: %s\n", text);
    }
}

/* Diagnostics of charts are printed with --quiet too. */
static void print_diagnostics(void *context, ent_diagnostics *diagnostics)
{
    ent_job_console *self = context;

    ent_progress_bar_clear(&self->bar);
    ent_print_diagnostics(diagnostics, false);
}

static void update_bar(void *context, uint64_t done, uint64_t total)
{
    ent_job_console *self = context;

    ent_progress_bar_update(&self->bar, done, total);
}

/* --- the request -------------------------------------------------------------------------------------------------- */

/* Seconds between two checkpoints: ENTENTE_CHECKPOINT_SECONDS, else 5. */
static double checkpoint_seconds(void)
{
    const char *text = getenv("ENTENTE_CHECKPOINT_SECONDS");
    char *end = NULL;
    double seconds = text != NULL ? strtod(text, &end) : 5.0;

    return text == NULL || (end != text && *end == '\0' && seconds >= 0.0) ? seconds : 5.0;
}

void ent_job_console_open(ent_job_console *self, const ent_options *options)
{
    *self = (ent_job_console){.options = options};
    self->request = (ent_job_request){.out = options->out,
        .command_line = options->line,
        .set = options->set,
        .sets = options->sets,
        .variant = options->variant,
        .threads = (unsigned) options->threads,
        .draws = options->draws,
        .draws_first = options->draws_first,
        .byte_order_mark = options->excel,
        .shard = options->shard,
        .shards = options->shards,
        .fresh = options->fresh,
        .checkpoint_seconds = checkpoint_seconds(),
        .charts = !options->no_charts,
        .format = (ent_chart_format) options->format,
        .plots = ent_plots_folder(&self->arena)};
    self->host = (ent_job_host){.context = self,
        .message = print_message,
        .diagnostics = print_diagnostics,
        .progress = update_bar,
        .stop = &ent_interrupted};
}

void ent_job_console_begin(ent_job_console *self, const char *label)
{
    ent_progress_bar_init(&self->bar, label, self->options->quiet);
}

void ent_job_console_end(ent_job_console *self)
{
    ent_progress_bar_clear(&self->bar);
}

void ent_job_console_close(ent_job_console *self)
{
    ent_job_console_end(self);
    ent_arena_free(&self->arena);
    *self = (ent_job_console){.options = NULL};
}
