/* Who sends what: contributors.csv, force.csv. */
#include "results/cells.h"

void ent_table_contributors(ent_csv_writer *self, const ent_figures *figures)
{
    const ent_tally *tally = figures->tally;

    ent_cells_header(self, "variant,contributor,name,joins,mc_low,mc_high,troops_mean,troops_p05,troops_p50,troops_p95,"
                           "pivotal,shapley");
    for (size_t c = 0; c < figures->scenario->contributors; c++) {
        const ent_label *label = &figures->scenario->contributor[c].label;
        ent_estimate joins = ent_tally_streamed(tally, tally->layout.joins + c);
        ent_csv_text(self, figures->variant);
        ent_csv_text(self, label->id);
        ent_csv_text(self, label->name);
        ent_cells_estimate(self, &joins);
        ent_csv_real(self, ent_exact_sum_mean(&tally->troops_sum[c]));
        ent_csv_real(self, ent_histogram_quantile(&tally->troops[c], 0.05));
        ent_csv_real(self, ent_histogram_quantile(&tally->troops[c], 0.50));
        ent_csv_real(self, ent_histogram_quantile(&tally->troops[c], 0.95));
        ent_cells_share(self, tally->pivotal[c], tally->draws);
        ent_cells_share(self, tally->shapley[c], tally->draws);
        ent_csv_end_row(self);
    }
}

static void force_rows(ent_csv_writer *self, const ent_figures *figures, const char *quantity, size_t column)
{
    for (size_t t = 0; t < figures->tally->layout.thresholds; t++) {
        ent_estimate reached = ent_tally_streamed(figures->tally, column + t);
        ent_csv_text(self, figures->variant);
        ent_csv_text(self, quantity);
        ent_csv_real(self, figures->threshold[t]);
        ent_cells_estimate(self, &reached);
        ent_csv_end_row(self);
    }
}

void ent_table_force(ent_csv_writer *self, const ent_figures *figures)
{
    const ent_tally_layout *at = &figures->tally->layout;

    ent_cells_header(self, "variant,quantity,troops,exceedance,mc_low,mc_high");
    force_rows(self, figures, "offered", at->offered);
    force_rows(self, figures, "committed", at->committed);
    force_rows(self, figures, "required", at->required);
}
