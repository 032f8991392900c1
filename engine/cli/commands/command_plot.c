#include "base/status.h"
#include "cli/console.h"
#include "cli/interrupts.h"
#include "cli/job_console.h"
#include "cli/json_output.h"
#include "jobs/pages/draw_charts.h"

#include <stdio.h>

static void add_result(const char *folder, bool drawn)
{
    cJSON *json = cJSON_CreateObject();

    cJSON_AddStringToObject(json, "folder", folder);
    cJSON_AddBoolToObject(json, "charts", drawn);
    ent_json_result(json);
}

static int plot(const ent_options *options)
{
    ent_job_console console;
    int status = ENT_EXIT_OK;

    ent_job_console_open(&console, options);
    ent_set_interrupt_text(ENT_INTERRUPT_WRITING);
    ent_defer_interrupts(true);
    for (size_t i = 0; i < options->operands && status != ENT_EXIT_INTERRUPTED; i++) {
        int drawn = ent_job_draw(options->operand[i], &console.request, &console.host);
        if (ent_json_wanted()) {
            add_result(options->operand[i], drawn == ENT_OK);
        } else if (drawn == ENT_OK && !options->quiet) {
            printf("charts: %s/charts/\n", options->operand[i]);
        }
        status = drawn == ENT_OK ? status : drawn == ENT_ERR_INTERRUPTED ? ENT_EXIT_INTERRUPTED : ENT_EXIT_FAILED;
    }
    ent_defer_interrupts(false);
    if (status == ENT_EXIT_OK) {
        ent_print_next(options, "entente report %s", options->operand[0]);
    }
    ent_job_console_close(&console);
    return status;
}

const ent_command_entry ent_command_plot = {.name = "plot",
    .operands = "DIR...",
    .summary = "draw the charts of a finished run again",
    .text = "Draws the charts of a finished run again, from its tables.",
    .example = {{"entente plot results/mine --format png", "the charts as PNG"}},
    .options = "format",
    .least = 1,
    .most = ENT_MANY_OPERANDS,
    .wants = "the folder of a finished run, for example results/ukraine-2025",
    .operand = ENT_ARGUMENT_RESULTS,
    .others = ENT_ARGUMENT_RESULTS,
    .run = plot};
