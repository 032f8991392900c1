#include "charts/drawing.h"

#include "base/status.h"

#include <string.h>

bool ent_drawing_is_whole(ent_chart_format format, const char *bytes, size_t length)
{
    static const char png_head[] = "\x89PNG\r\n\x1a\n";
    static const char png_end[] = "\0\0\0\0IEND\xae\x42\x60\x82";

    switch (format) {
    case ENT_CHART_PNG:
        return length > 20 && memcmp(bytes, png_head, 8) == 0 && memcmp(bytes + length - 12, png_end, 12) == 0;
    case ENT_CHART_PDF:
        while (length > 0 && (bytes[length - 1] == '\n' || bytes[length - 1] == '\r')) {
            length--;
        }
        return length > 10 && memcmp(bytes, "%PDF-", 5) == 0 && memcmp(bytes + length - 5, "%%EOF", 5) == 0;
    case ENT_CHART_SVG:
    default:
        while (length > 0 && strchr(" \n\r\t", bytes[length - 1]) != NULL) {
            length--;
        }
        return length > 6 && memcmp(bytes, "<?xml", 5) == 0 && memcmp(bytes + length - 6, "</svg>", 6) == 0;
    }
}

const char *ent_drawing_last_words(char *text)
{
    static const char nothing[] = "gnuplot gave no reason";
    size_t length = text != NULL ? strlen(text) : 0;

    while (length > 0 && strchr(" \n\r\t", text[length - 1]) != NULL) {
        text[--length] = '\0';
    }
    if (length == 0) {
        return nothing;
    }
    length = 0;
    for (const char *c = text; *c != '\0'; c++) {
        char one = *c;
        if ((unsigned char) one < 0x20) {
            one = ' ';
        }
        if (one != ' ' || (length > 0 && text[length - 1] != ' ')) {
            text[length++] = one;
        }
    }
    text[length] = '\0';
    return length == 0 ? nothing : length > 300 ? text + length - 300 : text;
}

bool ent_drawing_is_stopped(const ent_chart_context *context)
{
    return context->request->stop != NULL && atomic_load(context->request->stop) != 0;
}

static void fail(ent_chart_context *context)
{
    if (context->status == ENT_OK) {
        context->status = ENT_ERR_CHART;
    }
}

void ent_drawing_report_failure(ent_chart_context *context, const ent_chart_script *script, const char *why)
{
    if (ent_drawing_is_stopped(context)) {
        return;
    }
    ent_diagnostics_add(context->diagnostics, ENT_SEVERITY_ERROR, (ent_position){0}, NULL, NULL,
        "the chart %s was not drawn: %s", script->name, why);
    fail(context);
}

void ent_drawing_report_missing(ent_chart_context *context)
{
    ent_diagnostics_add(context->diagnostics, ENT_SEVERITY_ERROR, (ent_position){0}, NULL,
        "install gnuplot 5.4 or later (on Debian and Ubuntu: apt install gnuplot-nox), then draw with: entente "
        "plot",
        "gnuplot cannot be started, so there are no charts; the tables are complete");
    fail(context);
}
