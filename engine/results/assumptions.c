#include "results/assumptions.h"

#include "base/status.h"
#include "formula/describe.h"

#include <math.h>

static const char *group_text(const ent_setting *setting, const char *key)
{
    const ent_setting *found = ent_setting_get(setting, key);

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

int ent_assumptions(const ent_variant_model *variant, ent_arena *arena, ent_assumption_row **row, size_t *rows)
{
    const ent_model *model = &variant->recorder;

    *rows = 0;
    *row = ent_arena_array(arena, model->quantities, sizeof(**row));
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
        made->note = inherited(quantity, quantity->note, "note");
        made->source = inherited(quantity, quantity->source, "source");
        if (made->understood == NULL) {
            return ENT_ERR_NO_MEMORY;
        }
        ++*rows;
    }
    return *row != NULL ? ENT_OK : ENT_ERR_NO_MEMORY;
}
