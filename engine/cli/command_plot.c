#include "base/status.h"
#include "cli/console.h"
#include "cli/report.h"

#include <stdio.h>

int ent_command_plot(const ent_options *options)
{
    int status = ENT_EXIT_OK;

    for (size_t i = 0; i < options->operands; i++) {
        int drawn = ent_draw_charts(options->operand[i], options);
        if (drawn == ENT_OK && !options->quiet) {
            printf("charts: %s/charts/\n", options->operand[i]);
        }
        status = drawn == ENT_OK ? status : ENT_EXIT_FAILED;
    }
    return status;
}
