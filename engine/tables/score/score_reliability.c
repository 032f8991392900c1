/* score_reliability.csv */
#include "tables/cells.h"
#include "tables/score/score.h"

static const ent_column columns[] = {ENT_COLUMN("set", "text", "the set of cases"),
    ENT_COLUMN("horizon", "months", "since the truce began"),
    ENT_COLUMN("from", "probability", "smallest chance of the row"),
    ENT_COLUMN("to", "probability", "its largest, which belongs to the next row unless it is 1"),
    ENT_COLUMN("cases", "count", "cases that the model gave such a chance, and of which it is known whether they held"),
    ENT_COLUMN("predicted", "probability", "mean of the model's chances"),
    ENT_COLUMN("observed", "share", "share of the truces that still held, by censoring weights"),
    ENT_COLUMN("observed_low", "share", "lower end of its 95% interval (Wilson)"),
    ENT_COLUMN("observed_high", "share", "upper end of its 95% interval (Wilson)")};

void ent_table_score_reliability_row(ent_sink *sink, const ent_reliability_row *row)
{
    ent_sink_text(sink, row->set);
    ent_sink_count(sink, row->months);
    ent_sink_real(sink, row->from);
    ent_sink_real(sink, row->to);
    ent_sink_count(sink, row->cases);
    ent_sink_real(sink, row->predicted);
    ent_sink_real(sink, row->observed);
    ent_sink_real(sink, row->low);
    ent_sink_real(sink, row->high);
    ent_sink_end_row(sink);
}

const ent_table ent_table_score_reliability = {.file = "score_reliability.csv",
    .about = "How often truces held to which the model gave a chance of so many per cent",
    .column = columns,
    .columns = ENT_COLUMNS(columns),
    .when = ENT_TABLE_BY_SCORE};
