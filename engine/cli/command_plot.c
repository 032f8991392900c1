#include "base/status.h"
#include "cli/answer.h"
#include "cli/console.h"
#include "cli/report.h"

#include <stdio.h>

static void answer(const char *folder, bool drawn)
{
    cJSON *json = cJSON_CreateObject();

    cJSON_AddStringToObject(json, "folder", folder);
    cJSON_AddBoolToObject(json, "charts", drawn);
    ent_answer_result(json);
}

int ent_command_plot(const ent_options *options)
{
    int status = ENT_EXIT_OK;

    for (size_t i = 0; i < options->operands; i++) {
        int drawn = ent_draw_charts(options->operand[i], options->format);
        if (ent_answer_wanted()) {
            answer(options->operand[i], drawn == ENT_OK);
        } else if (drawn == ENT_OK && !options->quiet) {
            printf("charts: %s/charts/\n", options->operand[i]);
        }
        status = drawn == ENT_OK ? status : ENT_EXIT_FAILED;
    }
    if (status == ENT_EXIT_OK) {
        ent_say_next(options, "entente report %s", options->operand[0]);
    }
    return status;
}
