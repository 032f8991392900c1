/* contributors.csv */
#include "tables/cells.h"

static const ent_column columns[] = {ENT_COLUMN_VARIANT, ENT_COLUMN("contributor", "text", "id of the contributor"),
    ENT_COLUMN("name", "text", "its display name"),
    ENT_COLUMNS_ESTIMATE("joins", "probability that it joins the coalition"),
    ENT_COLUMN("troops_mean", "troops", "mean of the troops it sends, over the draws in which it joins"),
    ENT_COLUMN("troops_p05", "troops", "5% quantile of the same"),
    ENT_COLUMN("troops_p50", "troops", "median of the same"),
    ENT_COLUMN("troops_p95", "troops", "95% quantile of the same"),
    ENT_COLUMN("pivotal", "probability", "share of draws in which enough troops are offered only with it"),
    ENT_COLUMN("shapley", "probability", "mean Shapley value in the game of offering enough troops")};

static void write_rows(ent_sink *sink, const ent_figures *figures)
{
    const ent_tally *tally = figures->tally;

    for (size_t c = 0; c < figures->scenario->contributors; c++) {
        const ent_label *label = &figures->scenario->contributor[c].label;
        ent_estimate joins = ent_tally_interval(tally, tally->layout.joins + c);
        ent_sink_text(sink, figures->variant);
        ent_sink_text(sink, label->id);
        ent_sink_text(sink, label->name);
        ent_cells_estimate(sink, &joins);
        ent_cells_mean(sink, &tally->troops_sum[c]);
        ent_sink_real(sink, ent_histogram_quantile(&tally->troops[c], 0.05));
        ent_sink_real(sink, ent_histogram_quantile(&tally->troops[c], 0.50));
        ent_sink_real(sink, ent_histogram_quantile(&tally->troops[c], 0.95));
        ent_cells_share(sink, tally->pivotal[c], tally->draws);
        ent_cells_share(sink, tally->shapley[c], tally->draws);
        ent_sink_end_row(sink);
    }
}

const ent_table ent_table_contributors = {.file = "contributors.csv",
    .about = "Who joins the coalition, with how many troops, and how much each contributor decides",
    .column = columns,
    .columns = ENT_COLUMNS(columns),
    .write = write_rows};
