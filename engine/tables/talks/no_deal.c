/* no_deal.csv */
#include "simulate/no_deal/no_deal.h"
#include "tables/cells.h"

static const ent_column columns[] = {ENT_COLUMN_VARIANT,
    ENT_COLUMN_ONE_OF("kind", "reason alone only several none",
        "reason: what ended the talks, of the draws without a deal; alone: of those of the reason not_accepted, the "
        "draws in which accepting less by the party alone would do; only: those in which no other party's would; "
        "several, "
        "none: those in which that of any of several would, of no single one"),
    ENT_COLUMN("name", "text", "the reason, or the id of the party; empty for several and none"),
    ENT_COLUMN("count", "count", "number of these draws"), ENT_COLUMNS_ESTIMATE("share", "their share")};

static const char *const reasons[ENT_NO_DEAL_REASONS] = {
    [ENT_NO_DEAL_STAGES] = "stages",
    [ENT_NO_DEAL_NOTHING_OPEN] = "nothing_open",
    [ENT_NO_DEAL_NOT_ACCEPTED] = "not_accepted",
    [ENT_NO_DEAL_NOT_RATIFIED] = "not_ratified",
    [ENT_NO_DEAL_COLLAPSE] = "collapse",
    [ENT_NO_DEAL_TOO_LATE] = "too_late",
};

static void put_row(ent_sink *sink, const ent_figures *figures, const char *kind, const char *name, size_t column)
{
    ent_estimate share = ent_tally_interval(figures->tally, column);

    ent_sink_text(sink, figures->variant);
    ent_sink_text(sink, kind);
    ent_sink_text(sink, name);
    ent_sink_count(sink, share.k);
    ent_cells_estimate(sink, &share);
    ent_sink_end_row(sink);
}

static void put_parties(ent_sink *sink, const ent_figures *figures, const char *kind, size_t first)
{
    for (size_t p = 0; p < figures->scenario->parties; p++) {
        if (figures->scenario->party[p].veto) {
            put_row(sink, figures, kind, figures->scenario->party[p].label.id, first + p);
        }
    }
}

static void write_rows(ent_sink *sink, const ent_figures *figures)
{
    const ent_tally_layout *layout = &figures->tally->layout;

    for (size_t r = 0; r < layout->no_deal_reasons; r++) {
        put_row(sink, figures, "reason", reasons[r], layout->reason + r);
    }
    if (layout->no_deal_reasons > 0 && ent_cells_any_talks(figures)) {
        put_parties(sink, figures, "alone", layout->alone);
        put_parties(sink, figures, "only", layout->only);
        put_row(sink, figures, "several", "", layout->several);
        put_row(sink, figures, "none", "", layout->no_single);
    }
}

const ent_table ent_table_no_deal = {.file = "no_deal.csv",
    .about = "Why there is no deal, and which party stands in the way",
    .column = columns,
    .columns = ENT_COLUMNS(columns),
    .items = ENT_ITEMS_DEALS_CAN_FAIL,
    .write = write_rows};
