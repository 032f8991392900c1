/* Labels and sentences of the charts of sweeps. */
#include "charts/sweeps/sweep.h"

#include "charts/world_range.h"
#include "wording/wording.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

const char *ent_sweep_value(ent_chart_context *context, const char *value)
{
    char *end;
    double number = strtod(value, &end);
    char words[ENT_WORDING_BYTES];

    if (end == value || *end != '\0') {
        return value;
    }
    ent_wording_number(words, number);
    return ent_context_printf(context, "%s", words);
}

const char *ent_sweep_title(const ent_chart_sweep *self, ent_chart_context *context)
{
    const ent_csv *csv = ent_context_table(context, &ent_table_sweeps);
    size_t low = 0, high = 0;
    char least[ENT_WORDING_BYTES], most[ENT_WORDING_BYTES];
    ent_chart_figure a, b;

    for (size_t i = 1; i < self->count; i++) {
        double p = ent_context_figure(csv, self->row[i], "probability").p;
        low = p < ent_context_figure(csv, self->row[low], "probability").p ? i : low;
        high = p > ent_context_figure(csv, self->row[high], "probability").p ? i : high;
    }
    a = ent_context_figure(csv, self->row[low], "probability");
    b = ent_context_figure(csv, self->row[high], "probability");
    ent_wording_figure(least, a.p, a.mc_low, a.mc_high);
    ent_wording_figure(most, b.p, b.mc_low, b.mc_high);
    if (strcmp(least, most) == 0 || b.mc_low < a.mc_high) {
        return ent_context_printf(context, "\xE2\x80\x9C%s\xE2\x80\x9D hardly moves the chance that %s: %s%s%s",
            self->name, ent_context_clause(context), least, strcmp(least, most) == 0 ? "" : " to ",
            strcmp(least, most) == 0 ? "" : most);
    }
    if (self->paths == 1 && (low == 0 || high == 0) && (low + 1 == self->count || high + 1 == self->count)) {
        return ent_context_printf(context,
            "\xE2\x80\x9C%s\xE2\x80\x9D from %s to %s: the chance that %s %s from %s to %s", self->axis[0],
            ent_sweep_value(context, ent_csv_cell(csv, self->row[0], self->path[0])),
            ent_sweep_value(context, ent_csv_cell(csv, self->row[self->count - 1], self->path[0])),
            ent_context_clause(context), low == 0 ? "rises" : "falls", low == 0 ? least : most,
            low == 0 ? most : least);
    }
    return ent_context_printf(context, "\xE2\x80\x9C%s\xE2\x80\x9D: the chance that %s lies between %s and %s",
        self->name, ent_context_clause(context), least, most);
}

const char *ent_sweep_range(const ent_chart_sweep *self, ent_chart_context *context)
{
    const ent_csv *csv = ent_context_table(context, &ent_table_sweeps);
    ent_chart_figure *point = ent_context_alloc(context, self->count, sizeof(*point));
    const char *bands =
        self->paths == 1 ? "" : "Lines part the bands of likelihood of ICD-203 (5, 20, 45, 55, 80, 95%). ";
    double widest = 0;

    for (size_t i = 0; point != NULL && i < self->count; i++) {
        point[i] = ent_context_figure(csv, self->row[i], "probability");
        widest = ent_world_range_is_known(&point[i]) ? fmax(widest, point[i].world_p95 - point[i].world_p05) : widest;
    }
    if (point == NULL) {
        return "";
    }
    return ent_context_printf(context, "%s%s", bands,
        ent_world_range_footer(context, point, self->count,
            self->paths == 1 ? "Band: 90% range across worlds (what could be known, but is not). "
                             : ent_context_printf(context, "The 90%% range across worlds is up to %.0f points wide. ",
                                   ceil(100 * widest))));
}
