/* assumptions.csv: every setting as written, as understood, and what it comes to. */
#include "results/tables.h"

#include "base/status.h"
#include "formula/describe.h"

#include <string.h>

static const char *group_text(const ent_setting *setting, const char *key)
{
    const ent_setting *found = setting != NULL && setting->type == ENT_SETTING_GROUP
        ? ent_setting_get(setting, key) : NULL;

    return found != NULL && found->type == ENT_SETTING_STRING ? found->text : "";
}

/* A setting's own note, else that of the nearest group around it. */
static const char *inherited(const ent_quantity *quantity, const char *own, const char *key)
{
    const ent_setting *at = quantity->setting != NULL ? quantity->setting->parent : NULL;

    while (*own == '\0' && at != NULL) {
        own = group_text(at, key);
        at = at->parent;
    }
    return own;
}

static int add_row(ent_csv *csv, const ent_variant_figures *figures, size_t q, ent_arena *arena)
{
    const ent_quantity *quantity = figures->model->recorded[q];
    const ent_spread *spread = &figures->pilot->spread[q];
    const char *words = ent_ast_describe(quantity->formula, arena);

    if (words == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    ent_csv_text(csv, figures->variant);
    ent_csv_text(csv, quantity->path);
    ent_csv_text(csv, quantity->written);
    ent_csv_text(csv, words);
    if (spread->known) {
        ent_csv_number(csv, spread->p05);
        ent_csv_number(csv, spread->p50);
        ent_csv_number(csv, spread->p95);
    } else {
        ent_csv_blank(csv);
        ent_csv_blank(csv);
        ent_csv_blank(csv);
    }
    ent_csv_text(csv, inherited(quantity, quantity->note, "note"));
    ent_csv_text(csv, inherited(quantity, quantity->source, "source"));
    ent_csv_end_row(csv);
    return ENT_OK;
}

int ent_tables_add_assumptions(ent_tables *self, const ent_variant_figures *figures)
{
    ent_csv *csv = &self->csv[ENT_TABLE_ASSUMPTIONS];
    ent_arena arena = {0};
    int status = ENT_OK;

    if (csv->length == 0) {
        ent_csv_names(csv, "variant,path,written,understood,p05,p50,p95,note,source");
        ent_csv_end_row(csv);
    }
    for (size_t q = 0; status == ENT_OK && q < figures->model->quantities; q++) {
        if (figures->model->recorded[q]->given) {
            status = add_row(csv, figures, q, &arena);
        }
    }
    ent_arena_free(&arena);
    return status;
}
