#include "base/status.h"
#include "cli/commands/page_template.h"
#include "cli/console.h"
#include "cli/interrupts.h"
#include "cli/job_console.h"
#include "cli/summaries/run_summary.h"
#include "jobs/pages/page.h"

#include <string.h>

static int report_folder(const char *folder, ent_job_console *console)
{
    ent_diagnostics diagnostics = {0};
    int status = ent_page_rewrite(folder, &console->request, &console->host, &diagnostics);

    if (status == ENT_OK || status == ENT_ERR_CHART) { /* the page has tables for the charts that are missing */
        ent_print_page("report", folder, ENT_REPORT_FILE, console->options);
    }
    ent_print_diagnostics(&diagnostics, console->options->quiet);
    ent_diagnostics_free(&diagnostics);
    return status;
}

/* Reports the run in a folder, or else all runs in the folders below it, with an index. */
static int report_operand(const char *operand, ent_job_console *console)
{
    ent_arena arena = {0};
    ent_run_folders runs;
    int status = ent_page_list_runs(&runs, operand, &arena);

    if (status == ENT_OK && (runs.count == 0 || ent_page_is_run(operand))) {
        status = report_folder(operand, console);
    } else if (status == ENT_OK) {
        int drawn = ENT_OK;
        for (size_t i = 0; i < runs.count && status == ENT_OK; i++) {
            status = report_folder(runs.path[i], console);
            drawn = status == ENT_ERR_CHART ? status : drawn;
            status = status == ENT_ERR_CHART ? ENT_OK : status;
        }
        status = status == ENT_OK ? ent_write_index(operand, true, true, console->options) : status;
        status = status == ENT_OK ? drawn : status;
    }
    ent_arena_free(&arena);
    return status;
}

/* "results/mine/" as "results/mine". */
static char *without_slash(const char *operand, ent_arena *arena)
{
    size_t length = strlen(operand);

    while (length > 1 && operand[length - 1] == '/') {
        length--;
    }
    return ent_arena_strndup(arena, operand, length);
}

static int report(const ent_options *options)
{
    ent_arena arena = {0};
    ent_job_console console;
    size_t operands;
    int status;

    ent_job_console_open(&console, options);
    status = ent_find_page_template(options, &console.request.live, &arena);
    operands = status == ENT_EXIT_OK ? options->operands : 0;
    ent_set_interrupt_text(ENT_INTERRUPT_WRITING);
    ent_defer_interrupts(true);
    for (size_t i = 0; i < operands && status != ENT_EXIT_INTERRUPTED; i++) {
        const char *operand = without_slash(options->operand[i], &arena);
        int written = operand != NULL ? report_operand(operand, &console) : ENT_ERR_NO_MEMORY;
        status = written == ENT_OK ? status : written == ENT_ERR_INTERRUPTED ? ENT_EXIT_INTERRUPTED : ENT_EXIT_FAILED;
    }
    ent_defer_interrupts(false);
    if (status == ENT_EXIT_OK && ent_page_is_run(options->operand[0])) {
        ent_print_next(options, "entente plot %s --format png", options->operand[0]);
    }
    ent_job_console_close(&console);
    ent_arena_free(&arena);
    return status;
}

const ent_command_entry ent_command_report = {.name = "report",
    .operands = "DIR...",
    .summary = "write the report of a finished run again",
    .text = "Draws the charts of a finished run again and writes its report.html, from the tables in its folder "
            "alone. For a folder of several runs it writes the report of each, and an index.html over them.",
    .example = {{"entente report results/mine", "results/mine/report.html"},
        {"entente report results", "every run in results/, and an index"},
        {"entente report results/mine --no-charts", "tables in place of charts"}},
    .options = "no-charts page",
    .least = 1,
    .most = ENT_MANY_OPERANDS,
    .wants = "the folder of a finished run, for example results/ukraine-2025",
    .operand = ENT_ARGUMENT_RESULTS,
    .others = ENT_ARGUMENT_RESULTS,
    .run = report};
