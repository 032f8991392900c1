/* assumptions.csv */
#include "tables/assumptions.h"

#include "base/status.h"
#include "formula/describe.h"
#include "scenario/unknowns.h"
#include "tables/cells.h"
#include "tables/structure_rows.h"

#include <math.h>

static const ent_column columns[] = {ENT_COLUMN_VARIANT, ENT_COLUMN("path", "text", "path of the setting"),
    ENT_COLUMN("written", "text", "its value as written"), ENT_COLUMN("understood", "text", "its value in words"),
    ENT_COLUMN("p05", "as in the setting", "5% quantile over the draws of a pilot"),
    ENT_COLUMN("p50", "as in the setting", "median of the same"),
    ENT_COLUMN("p95", "as in the setting", "95% quantile of the same"),
    ENT_COLUMN("note", "text", "its note, or that of the group around it"),
    ENT_COLUMN("source", "text", "its source, or that of the group around it")};

static const char *text_of(const ent_quantity *quantity, const char *own, const char *key)
{
    return *own != '\0' || quantity->setting == NULL ? own : ent_setting_text_around(quantity->setting, key);
}

int ent_assumptions(const ent_variant_model *variant, ent_arena *arena, ent_assumption_row **row, size_t *rows)
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
        made->note = text_of(quantity, quantity->note, "note");
        made->source = text_of(quantity, quantity->source, "source");
        made->drawn_anew = ent_quantity_is_drawn_anew(quantity);
        if (made->understood == NULL) {
            return ENT_ERR_NO_MEMORY;
        }
        ++*rows;
    }
    return *row != NULL ? ent_structure_rows(variant, arena, *row, rows) : ENT_ERR_NO_MEMORY;
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
