/* Charts `sweep_NAME`: one a sweep of one or two paths. */
#include "base/status.h"
#include "charts/registry.h"
#include "charts/sweeps/sweep.h"

#include <string.h>

enum { MOST_SWEEPS = 64 };

/* Part of a path behind its section: "contributors.italy.joins" -> "italy.joins". */
static const char *without_section(const char *path)
{
    static const char *const section[] = {"factors.", "events.", "values.", "contributors.", "forces.", "parties.",
        "demands.", "truce.causes.", "talks.stages.", "ratification.", "outcomes."};

    for (size_t i = 0; i < sizeof(section) / sizeof(section[0]); i++) {
        if (strncmp(path, section[i], strlen(section[i])) == 0) {
            return path + strlen(section[i]);
        }
    }
    return path;
}

/* The label of the longest beginning of a path that has one, and in *rest the part behind it; NULL: none has. */
static const char *longest_label(ent_chart_context *context, const char *path, const char **rest)
{
    size_t most = 0;
    const char *found = NULL;

    for (size_t i = 0; i < context->request->labels; i++) {
        const ent_chart_name *it = &context->request->label[i];
        size_t length = strlen(it->id);
        if (length > most && strncmp(path, it->id, length) == 0 && (path[length] == '.' || path[length] == '\0') &&
            it->label != NULL && *it->label != '\0') {
            most = length;
            found = ent_context_name(context, it->label);
            *rest = path + length + (path[length] == '.' ? 1 : 0);
        }
    }
    return found;
}

/* Display name of a path: its label; the label of the group that it is in and the rest in words, "Italy: joins"; else
 * the path in words without its section, "Russia threshold". */
static const char *path_name(ent_chart_context *context, const char *path)
{
    const char *rest = path;
    const char *label = longest_label(context, path, &rest);
    char *text = ent_arena_strdup(&context->arena, label != NULL ? rest : without_section(path));

    for (char *c = text; c != NULL && *c != '\0'; c++) {
        if (*c == '.') {
            *c = '_';
        }
    }
    if (label == NULL) {
        return ent_context_label(context, "", text != NULL ? text : "");
    }
    for (char *c = text; c != NULL && *c != '\0'; c++) {
        if (*c == '_') {
            *c = ' ';
        }
    }
    return text == NULL || *text == '\0' ? label : ent_context_printf(context, "%s: %s", label, text);
}

/* Name of the chart and its files: letters, digits and underscores only. */
static const char *chart_name(ent_chart_context *context, const char *id)
{
    char *name = ent_arena_printf(&context->arena, "sweep_%.60s", id);

    if (name == NULL) {
        context->status = ENT_ERR_NO_MEMORY;
        return "sweep";
    }
    for (char *c = name; *c != '\0'; c++) {
        if (strchr("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_", *c) == NULL) {
            *c = '_';
        }
    }
    return name;
}

static void find_paths(ent_chart_sweep *self, ent_chart_context *context)
{
    const ent_csv *csv = ent_context_table(context, &ent_table_sweeps);
    size_t from = ent_csv_column(csv, "sweep") + 1, to = ent_csv_column(csv, "expression");

    for (size_t c = from; c < to && c < csv->columns; c++) {
        if (ent_csv_cell(csv, self->row[0], c)[0] != '\0') {
            if (self->paths < 2) {
                self->path[self->paths] = c;
                self->axis[self->paths] = path_name(context, csv->cell[c]);
            }
            self->paths++;
        }
    }
}

static ent_chart_sweep gather(ent_chart_context *context, const char *id)
{
    const ent_csv *csv = ent_context_table(context, &ent_table_sweeps);
    size_t variant = ent_csv_column(csv, "variant"), column = ent_csv_column(csv, "sweep");
    const char *of = NULL;
    ent_chart_sweep self = {0};

    self.id = id;
    self.name = ent_context_label(context, ent_context_printf(context, "sweeps.%s", id), id);
    self.chart = chart_name(context, id);
    self.row = ent_context_alloc(context, csv->rows, sizeof(*self.row));
    if (self.row == NULL) {
        return self;
    }
    for (size_t i = 0; i < csv->rows; i++) {
        const char *here = ent_csv_cell(csv, i, variant);
        if (strcmp(ent_csv_cell(csv, i, column), id) == 0 && (of == NULL || strcmp(here, "base") == 0)) {
            of = here;
        }
    }
    for (size_t i = 0; i < csv->rows && of != NULL; i++) {
        if (strcmp(ent_csv_cell(csv, i, column), id) == 0 && strcmp(ent_csv_cell(csv, i, variant), of) == 0) {
            self.row[self.count++] = i;
        }
    }
    if (self.count > 0) {
        find_paths(&self, context);
    }
    return self;
}

static void draw(ent_chart_context *context)
{
    const ent_csv *csv = ent_context_table(context, &ent_table_sweeps);
    size_t column = ent_csv_column(csv, "sweep"), drawn = 0;

    if (ent_context_headline_measure(context) != NULL) {
        return; /* these drawings are of chances */
    }
    for (size_t i = 0; i < csv->rows && drawn < MOST_SWEEPS && context->status != ENT_ERR_NO_MEMORY; i++) {
        const char *id = ent_csv_cell(csv, i, column);
        size_t first = 0;
        ent_chart_sweep self;
        while (strcmp(ent_csv_cell(csv, first, column), id) != 0) {
            first++;
        }
        if (first != i) {
            continue;
        }
        self = gather(context, id);
        drawn++;
        if (self.paths == 1) {
            ent_sweep_draw_line(&self, context);
        } else if (self.paths == 2) {
            ent_sweep_draw_grid(&self, context);
        } else {
            ent_diagnostics_add(context->diagnostics, ENT_SEVERITY_NOTE, (ent_position){0}, NULL, NULL,
                "the sweep %s varies %zu settings at once: it has a table, but no chart", id, self.paths);
        }
    }
}

const ent_chart ent_chart_sweeps = {.name = "sweep_NAME",
    .about = "The headline over one setting (a line) or two (a grid of shares)",
    .table = {&ent_table_sweeps},
    .drawing = {"sweep_line", "sweep_grid"},
    .draw = draw};
