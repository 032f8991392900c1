/* Month by month after a deal: truce.csv. */
#include "base/status.h"
#include "results/cells.h"

#include <stdlib.h>

static void header(ent_csv_writer *self, const ent_scenario *scenario)
{
    if (self->rows > 0) {
        return;
    }
    ent_csv_names(self, "variant,month,at_risk,survival,mc_low,mc_high,world_p05,world_p95");
    for (size_t c = 0; c < scenario->causes; c++) {
        ent_csv_joined(self, "cause_", scenario->cause[c].label.id);
    }
    ent_csv_end_row(self);
}

/* `collapsed` holds the collapses by each cause up to this month. */
static void row(ent_csv_writer *self, const ent_figures *figures, size_t month, uint64_t at_risk,
    const ent_estimate *survival, const uint64_t *collapsed)
{
    ent_csv_text(self, figures->variant);
    ent_csv_count(self, month);
    ent_csv_count(self, at_risk);
    ent_cells_estimate(self, survival);
    ent_csv_real(self, survival->p05);
    ent_csv_real(self, survival->p95);
    for (size_t c = 0; c < figures->scenario->causes; c++) {
        ent_cells_share(self, collapsed[c], survival->n);
    }
    ent_csv_end_row(self);
}

void ent_table_truce(ent_csv_writer *self, const ent_figures *figures)
{
    const ent_tally *tally = figures->tally;
    const ent_tally_layout *at = &tally->layout;
    uint64_t *collapsed = calloc(at->causes + 1, sizeof(*collapsed));
    uint64_t at_risk = ent_cells_deals(tally);

    if (collapsed == NULL) {
        ent_csv_fail(self, ENT_ERR_NO_MEMORY);
        return;
    }
    header(self, figures->scenario);
    for (size_t m = 0; m < at->horizon; m++) {
        ent_estimate survival = ent_cells_kept(self, tally, at->survived + m, at->deals);
        for (size_t c = 0; c < at->causes; c++) {
            collapsed[c] += tally->cause_month[c * at->horizon + m];
        }
        row(self, figures, m + 1, at_risk, &survival, collapsed);
        at_risk = survival.k;
    }
    free(collapsed);
}
