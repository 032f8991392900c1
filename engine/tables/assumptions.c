/* assumptions.csv */
#include "tables/assumptions.h"

#include "base/status.h"
#include "formula/describe.h"
#include "scenario/unknowns.h"
#include "tables/cells.h"
#include "tables/structure_rows.h"
#include "wording/wording.h"

#include <math.h>
#include <string.h>

static const ent_column columns[] = {ENT_COLUMN_VARIANT, ENT_COLUMN("path", "text", "path of the setting"),
    ENT_COLUMN("written", "text", "its value as written"), ENT_COLUMN("understood", "text", "its value in words"),
    ENT_COLUMN("p05", "as in the setting", "5% quantile over the draws of a pilot"),
    ENT_COLUMN("p50", "as in the setting", "median of the same"),
    ENT_COLUMN("p95", "as in the setting", "95% quantile of the same"),
    ENT_COLUMN(
        "note", "text", "its note, or that of the group around it; of an assigned value one that was assigned too"),
    ENT_COLUMN("source", "text",
        "its source, or that of the group around it; of an assigned value one that was assigned too")};

static const char *text_of(const ent_quantity *quantity, const char *key)
{
    return quantity->setting != NULL ? ent_setting_text_around(quantity->setting, key) : "";
}

/* The settings of a variant, or of an expert in it, in the arena. */
static int settings_of(const ent_variant_model *variant, ent_arena *arena, ent_assumption_row **row, size_t *rows)
{
    const ent_model *model = &variant->recorder;

    *rows = 0;
    *row = ent_arena_array(arena, model->quantities + ent_structure_most(&variant->scenario), sizeof(**row));
    for (size_t q = 0; *row != NULL && q < model->quantities; q++) {
        const ent_quantity *quantity = model->recorded[q];
        const ent_spread *spread = &variant->pilot.spread[q];
        ent_assumption_row *made = &(*row)[*rows];
        if (!quantity->given) {
            continue;
        }
        made->path = quantity->path;
        made->written = quantity->written;
        made->understood = ent_ast_describe(quantity->formula, arena);
        made->p05 = spread->known ? spread->p05 : NAN;
        made->p50 = spread->known ? spread->p50 : NAN;
        made->p95 = spread->known ? spread->p95 : NAN;
        made->note = text_of(quantity, "note");
        made->source = text_of(quantity, "source");
        made->drawn_anew = ent_quantity_is_drawn_anew(quantity);
        if (made->understood == NULL) {
            return ENT_ERR_NO_MEMORY;
        }
        ++*rows;
    }
    return *row != NULL ? ent_structure_rows(variant, arena, *row, rows) : ENT_ERR_NO_MEMORY;
}

/* --- experts ------------------------------------------------------------------------------------------------------ */

static ent_assumption_row weight_row(const ent_variant_model *variant, size_t e, ent_arena *arena)
{
    const ent_expert *expert = &variant->scenario.expert[e];
    const ent_setting *weight = ent_setting_get(expert->setting, "weight");
    double all = 0.0;
    char share[ENT_WORDING_BYTES];

    for (size_t i = 0; i < variant->scenario.experts; i++) {
        all += variant->scenario.expert[i].weight;
    }
    ent_wording_chance(share, expert->weight / all);
    return (ent_assumption_row){.path = ent_arena_printf(arena, "experts.%s.weight", expert->label.id),
        .written = weight != NULL ? weight->text : "",
        .understood = ent_arena_printf(arena, "%s of all worlds are played with the settings of %s%s", share,
            expert->label.name, weight == NULL ? " (default)" : ""),
        .p05 = expert->weight,
        .p50 = expert->weight,
        .p95 = expert->weight,
        .note = expert->label.note,
        .source = expert->label.source,
        .structure = true};
}

static bool has_row(const ent_assumption_row *row, size_t rows, const ent_assumption_row *wanted)
{
    for (size_t i = 0; i < rows; i++) {
        if (strcmp(row[i].path, wanted->path) == 0 && strcmp(row[i].written, wanted->written) == 0) {
            return true;
        }
    }
    return false;
}

/* Appends the weight of an expert, and those of its settings that the file has not. note and source are the expert's
 * where it has any. own: [count]; file: [rows] rows of the file */
static int append_expert(const ent_variant_model *variant, size_t e, ent_arena *arena, const ent_assumption_row *own,
    size_t count, const ent_assumption_row *file, size_t rows, ent_assumption_row *to, size_t *made)
{
    const ent_label *label = &variant->scenario.expert[e].label;

    to[*made] = weight_row(variant, e, arena);
    if (to[*made].path == NULL || to[*made].understood == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    ++*made;
    for (size_t i = 0; i < count; i++) {
        ent_assumption_row *row = &to[*made];
        if (has_row(file, rows, &own[i])) {
            continue;
        }
        *row = own[i];
        row->path = ent_arena_printf(arena, "experts.%s.%s", label->id, own[i].path);
        row->note = *label->note != '\0' ? label->note : row->note;
        row->source = *label->source != '\0' ? label->source : row->source;
        if (row->path == NULL) {
            return ENT_ERR_NO_MEMORY;
        }
        ++*made;
    }
    return ENT_OK;
}

int ent_assumptions(const ent_variant_model *variant, ent_arena *arena, ent_assumption_row **row, size_t *rows)
{
    ent_assumption_row *file = NULL;
    size_t count = 0;
    int status = settings_of(variant, arena, &file, &count);

    *row = file;
    *rows = count;
    for (size_t e = 0; e < variant->experts && status == ENT_OK; e++) {
        ent_assumption_row *own = NULL;
        ent_assumption_row *all;
        size_t owned = 0;
        status = settings_of(variant->expert[e], arena, &own, &owned);
        all = ent_arena_array(arena, *rows + owned + 1, sizeof(*all));
        if (status != ENT_OK || all == NULL) {
            return status != ENT_OK ? status : ENT_ERR_NO_MEMORY;
        }
        memcpy(all, *row, *rows * sizeof(*all));
        *row = all;
        status = append_expert(variant, e, arena, own, owned, file, count, all, rows);
    }
    return status;
}

static void put_row(ent_sink *sink, const char *variant, const ent_assumption_row *row)
{
    ent_sink_text(sink, variant);
    ent_sink_text(sink, row->path);
    ent_sink_text(sink, row->written);
    ent_sink_text(sink, row->understood);
    ent_sink_real(sink, row->p05);
    ent_sink_real(sink, row->p50);
    ent_sink_real(sink, row->p95);
    ent_sink_text(sink, row->note);
    ent_sink_text(sink, row->source);
    ent_sink_end_row(sink);
}

static void write_rows(ent_sink *sink, const ent_figures *figures)
{
    ent_arena arena = {0};
    ent_assumption_row *row = NULL;
    size_t rows = 0;
    int status = ent_assumptions(figures->compiled, &arena, &row, &rows);

    ent_sink_fail(sink, status);
    for (size_t i = 0; status == ENT_OK && i < rows; i++) {
        put_row(sink, figures->variant, &row[i]);
    }
    ent_arena_free(&arena);
}

const ent_table ent_table_assumptions = {.file = "assumptions.csv",
    .about = "Every setting that the results depend on, as written and as understood, with its range, note and source",
    .column = columns,
    .columns = ENT_COLUMNS(columns),
    .write = write_rows};
