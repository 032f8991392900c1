/* A result folder of a stranger: `report` and `plot` on it. An input is files, each behind a line "== NAME"; names with
 * "/" or a leading "." are left out. No gnuplot is started (target.c): only the data for it are written. */
#include "jobs/pages/draw_charts.h"
#include "jobs/pages/page.h"
#include "tables/format/csv_reader.h"
#include "target.h"

#include <stdlib.h>
#include <string.h>

enum { NAME_BYTES = 60 };

static void ignore_message(void *context, ent_severity severity, const char *text)
{
    (void) context;
    (void) severity;
    fuzz_require(text != NULL && *text != '\0', "a message with a text");
}

static void ignore_diagnostics(void *context, ent_diagnostics *diagnostics)
{
    (void) context;
    (void) diagnostics;
}

static void parse_table(const char *text, size_t length)
{
    ent_csv table = {.rows = 0};
    int status = ent_csv_parse(&table, text, length);

    fuzz_require(status == ENT_OK || status == ENT_ERR_IO, "an error of the table");
    ent_csv_free(&table);
}

/* Writes one file of the input; returns what follows it. */
static const char *unpack(const char *at, const char *end)
{
    const char *line = memchr(at, '\n', (size_t) (end - at));
    const char *body = line != NULL ? line + 1 : end;
    const char *next = body;
    char name[NAME_BYTES] = "";
    size_t length = (size_t) ((line != NULL ? line : end) - at);

    while (next < end && !(end - next > 3 && memcmp(next, "== ", 3) == 0 && next[-1] == '\n')) {
        next++;
    }
    if (length > 3 && length < NAME_BYTES && memcmp(at, "== ", 3) == 0) {
        memcpy(name, at + 3, length - 3);
    }
    if (*name != '\0' && *name != '.' && strpbrk(name, "/\\") == NULL && strlen(name) == length - 3) {
        fuzz_write(name, body, (size_t) (next - body));
        parse_table(body, (size_t) (next - body));
    }
    return next;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *at = (const char *) data;
    const char *end = at + size;
    ent_job_request request = {
        .out = fuzz_folder(), .command_line = "entente", .charts = true, .plots = getenv("PLOTS")};
    ent_job_host host = {.message = ignore_message, .diagnostics = ignore_diagnostics};
    ent_diagnostics diagnostics = {0};

    fuzz_empty();
    while (at < end) {
        at = unpack(at, end);
    }
    (void) ent_job_draw(fuzz_folder(), &request, &host);
    (void) ent_page_rewrite(fuzz_folder(), &request, &host, &diagnostics);
    for (size_t i = 0; i < diagnostics.count; i++) {
        fuzz_require(*diagnostics.item[i].text != '\0', "a message with a text");
    }
    ent_diagnostics_free(&diagnostics);
    return 0;
}
