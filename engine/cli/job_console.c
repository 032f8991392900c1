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
    if (severity == ENT_SEVERITY_ERROR) {
        ent_complain("%s", text);
    } else if (severity == ENT_SEVERITY_WARNING && !self->options->quiet) {
        ent_caution(text);
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
        .least = options->least,
        .chance = options->chance,
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

/* --- options of the public interface ------------------------------------------------------------------------------ */

static int update_and_ask(void *context, uint64_t done, uint64_t total)
{
    update_bar(context, done, total);
    return atomic_load(&ent_interrupted);
}

/* Sentences of the run are printed as such, diagnostics of charts with --quiet too. */
static void print_either(void *context, const entente_message *message)
{
    ent_job_console *self = context;
    const ent_interface_message *whole = (const ent_interface_message *) message;

    if (whole->diagnostic == NULL) {
        print_message(self, (ent_severity) message->severity, message->text);
    } else {
        ent_progress_bar_clear(&self->bar);
        ent_print_diagnostic(whole->diagnostic, false);
    }
}

static int fill_options(entente_options *made, ent_job_console *self)
{
    static const char *const formats[] = {[ENT_CHART_SVG] = "svg", [ENT_CHART_PNG] = "png", [ENT_CHART_PDF] = "pdf"};
    const ent_job_request *request = &self->request;
    int status = entente_options_folder(made, request->out);

    entente_options_threads(made, request->threads);
    entente_options_draws(made, request->draws);
    entente_options_allow_outside(made, self->options->allow_outside ? 1 : 0);
    entente_options_tables(made, 0);
    entente_options_checkpoint(made, request->checkpoint_seconds, request->fresh);
    entente_options_on_progress(made, update_and_ask, self);
    entente_options_on_message(made, print_either, self);
    status = status == ENTENTE_OK ? entente_options_command(made, request->command_line) : status;
    if (status == ENTENTE_OK && request->charts) {
        status = entente_options_charts(made, request->plots, formats[request->format]);
    }
    /* not public: one run on several machines, details of files, and the flag that signals set */
    made->request.ranks = request->ranks;
    made->request.draws_first = request->draws_first;
    made->request.byte_order_mark = request->byte_order_mark;
    made->interrupt = self->host.stop;
    return status;
}

entente_options *ent_job_console_options(ent_job_console *self)
{
    entente_options *made = entente_options_new();

    if (made != NULL && fill_options(made, self) != ENTENTE_OK) {
        entente_options_free(made);
        made = NULL;
    }
    if (made != NULL) { /* a name that names no set is complained of where scenarios are opened */
        entente_options_instruction_set(made, getenv("ENTENTE_ISA"));
    }
    return made;
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
