/* frontier_summary.csv */
#include "tables/analysis/frontier.h"
#include "tables/cells.h"

#include <math.h>

static const ent_column columns[] = {ENT_COLUMN_VARIANT,
    ENT_COLUMN("figure", "text",
        "draw (empty: the one in the middle), packages, out, pareto, rational: of that draw; draws: that the following "
        "are "
        "shares of; none: no zone of agreement in the last round; nothing_left, never_enough, apart: why; reservation"),
    ENT_COLUMN("party", "text", "of never_enough and reservation: a party with a veto"),
    ENT_COLUMN("value", "count, probability or utility", "the figure")};

static void put(ent_sink *sink, const char *variant, const char *figure, const char *party, double value)
{
    ent_sink_text(sink, variant);
    ent_sink_text(sink, figure);
    ent_sink_text(sink, party);
    ent_sink_real(sink, value);
    ent_sink_end_row(sink);
}

static double count_of(const bool *flag, size_t count)
{
    size_t set = 0;

    for (size_t i = 0; i < count; i++) {
        set += flag[i] ? 1 : 0;
    }
    return (double) set;
}

void ent_table_frontier_summary_rows(ent_sink *sink, const char *variant, const ent_scenario *scenario,
    const ent_frontier *frontier, const uint64_t *draw)
{
    const ent_acceptance_counts *of = &frontier->counts.acceptance;
    double draws = of->draws > 0 ? (double) of->draws : (double) NAN;

    put(sink, variant, "draw", "", draw != NULL ? (double) *draw : (double) NAN);
    put(sink, variant, "packages", "", (double) frontier->packages);
    put(sink, variant, "out", "", count_of(frontier->out, frontier->packages));
    put(sink, variant, "pareto", "", count_of(frontier->pareto, frontier->packages));
    put(sink, variant, "rational", "", (double) frontier->rationals);
    put(sink, variant, "draws", "", (double) of->draws);
    put(sink, variant, "none", "", (double) of->none / draws);
    put(sink, variant, "nothing_left", "", (double) of->nothing_left / draws);
    put(sink, variant, "apart", "", (double) of->apart / draws);
    for (size_t p = 0; p < scenario->parties; p++) {
        if (frontier->plan->veto[p]) {
            put(sink, variant, "never_enough", scenario->party[p].label.id, (double) of->never_enough[p] / draws);
            put(sink, variant, "reservation", scenario->party[p].label.id, frontier->reservation[p]);
        }
    }
}

const ent_table ent_table_frontier_summary = {.file = "frontier_summary.csv",
    .about = "The space of deals in figures: in how many draws there is no zone of agreement, and why",
    .column = columns,
    .columns = ENT_COLUMNS(columns),
    .when = ENT_TABLE_WITH_ANALYSIS};
