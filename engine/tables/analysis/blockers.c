/* blockers.csv */
#include "tables/analysis/blockers.h"

#include "tables/cells.h"

#include <math.h>

static const ent_column columns[] = {ENT_COLUMN_VARIANT,
    ENT_COLUMN_ONE_OF("kind", "veto demand refusal threshold stage availability contributor event",
        "kind of the setting that is changed"),
    ENT_COLUMN("change", "text", "what is changed, in words"),
    ENT_COLUMN("paths", "text", "the assignments of `set`, with `; ` between them"),
    ENT_COLUMN("agreed", "probability", "probability of a deal with the change"),
    ENT_COLUMN(
        "agreed_difference", "difference in probability", "difference to the variant without it, paired draw by draw"),
    ENT_COLUMN("agreed_low", "difference in probability", "lower end of its 95% Monte Carlo interval"),
    ENT_COLUMN("agreed_high", "difference in probability", "upper end of its 95% Monte Carlo interval"),
    ENT_COLUMN(
        "headline", "probability or unit", "probability of the headline with the change, or the mean of its measure"),
    ENT_COLUMN("headline_difference", "difference in probability or unit",
        "difference to the variant without it, paired draw by draw"),
    ENT_COLUMN("headline_low", "difference in probability or unit", "lower end of its 95% Monte Carlo interval"),
    ENT_COLUMN("headline_high", "difference in probability or unit", "upper end of its 95% Monte Carlo interval")};

static void put_figures(ent_sink *sink, const ent_estimate *estimate, const ent_difference *difference)
{
    ent_sink_real(sink, estimate->p);
    ent_sink_real(sink, difference->value);
    ent_cells_end(sink, difference->low);
    ent_cells_end(sink, difference->high);
}

void ent_table_blockers_row(ent_sink *sink, const ent_blocker_row *row)
{
    ent_sink_text(sink, row->variant);
    ent_sink_text(sink, row->kind);
    ent_sink_text(sink, row->change);
    ent_sink_text(sink, row->paths);
    put_figures(sink, &row->agreed, &row->agreed_difference);
    put_figures(sink, &row->headline, &row->headline_difference);
    ent_sink_end_row(sink);
}

const ent_table ent_table_blockers = {.file = "blockers.csv",
    .about = "What one change at a time does to the chance of a deal and to the headline",
    .column = columns,
    .columns = ENT_COLUMNS(columns),
    .when = ENT_TABLE_WITH_ANALYSIS};
