/* charts/gnuplot.h in a page: there are no processes, so gnuplot is another module, which the page calls for each
 * script (engine/page/hooks.js). */
#include "charts/gnuplot.h"

#include "base/read_file.h"
#include "base/status.h"
#include "charts/drawing.h"

#include <stdio.h>
#include <unistd.h>

enum { LONGEST_MESSAGE = 4096 };

static const char drawing[] = "/tmp/drawing.svg";

/* Runs gnuplot on a script, which writes `target`. Returns its exit status; -1: there is no gnuplot. What it printed is
 * in message[size], as a string. */
extern int ent_page_gnuplot(const char *script, const char *target, char *message, size_t size);

/* Gives a complete drawing its name; false where it is not complete. */
static bool take_drawing(ent_chart_context *context, const ent_chart_script *script)
{
    ent_arena arena = {0};
    size_t length = 0;
    int status = ENT_OK;
    const char *bytes = ent_read_file(drawing, &arena, &length, &status);
    bool whole = bytes != NULL && ent_drawing_is_whole(ENT_CHART_SVG, bytes, length);

    if (whole) {
        (void) ent_context_put(context, ent_context_printf(context, "%s.svg", script->name), bytes, length);
    }
    ent_arena_free(&arena);
    (void) unlink(drawing);
    return whole;
}

static void draw(ent_chart_context *context, const ent_chart_script *script)
{
    char message[LONGEST_MESSAGE];
    const char *path = ent_context_printf(context, "%s/charts/%s.gp", context->request->folder, script->name);
    int status = ent_page_gnuplot(path, drawing, message, sizeof(message));
    const char *words = ent_drawing_last_words(message);

    if (status < 0) {
        ent_drawing_report_missing(context);
    } else if (status > 0) {
        ent_drawing_report_failure(context, script, words);
    } else if (!take_drawing(context, script)) {
        ent_drawing_report_failure(context, script, ent_context_printf(context, "the drawing is not whole: %s", words));
    }
}

void ent_gnuplot_run(ent_chart_context *context)
{
    if (context->request->format != ENT_CHART_SVG) {
        ent_diagnostics_add(context->diagnostics, ENT_SEVERITY_ERROR, (ent_position){0}, NULL,
            "leave --format out, or draw with the program of the command line", "a page draws charts as SVG only");
        context->status = context->status == ENT_OK ? ENT_ERR_CHART : context->status;
        return;
    }
    for (const ent_chart_script *script = context->script; script != NULL; script = script->next) {
        if (context->status == ENT_ERR_NO_MEMORY) {
            break;
        }
        draw(context, script);
    }
}
