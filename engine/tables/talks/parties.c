/* parties.csv */
#include "tables/cells.h"

static const ent_column columns[] = {ENT_COLUMN_VARIANT, ENT_COLUMN("party", "text", "id of the party"),
    ENT_COLUMN("threshold_mean", "utility", "mean of its threshold over all draws"),
    ENT_COLUMN("utility_mean", "utility", "mean of its utility over the deals"),
    ENT_COLUMN("utility_p05", "utility", "5% quantile of the same"),
    ENT_COLUMN("utility_p50", "utility", "median of the same"),
    ENT_COLUMN("utility_p95", "utility", "95% quantile of the same")};

static void write_rows(ent_sink *sink, const ent_figures *figures)
{
    const ent_tally *tally = figures->tally;

    for (size_t p = 0; p < figures->scenario->parties; p++) {
        ent_sink_text(sink, figures->variant);
        ent_sink_text(sink, figures->scenario->party[p].label.id);
        ent_cells_mean(sink, &tally->threshold_sum[p]);
        ent_cells_mean(sink, &tally->utility_sum[p]);
        ent_sink_real(sink, ent_histogram_attained(&tally->utility[p], 0.05));
        ent_sink_real(sink, ent_histogram_attained(&tally->utility[p], 0.50));
        ent_sink_real(sink, ent_histogram_attained(&tally->utility[p], 0.95));
        ent_sink_end_row(sink);
    }
}

const ent_table ent_table_parties = {.file = "parties.csv",
    .about = "What each party requires of a deal, and gets in one",
    .column = columns,
    .columns = ENT_COLUMNS(columns),
    .write = write_rows};
