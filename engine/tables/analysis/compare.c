/* compare.csv */
#include "tables/analysis/compare.h"

#include "tables/cells.h"

static const ent_column columns[] = {ENT_COLUMN("first", "text", "a choice: FILE.cfg, or FILE.cfg:VARIANT"),
    ENT_COLUMN("second", "text", "another one"),
    ENT_COLUMN("expression", "text", "the headline as written; where the two differ, both, with | between them"),
    ENT_COLUMN("first_probability", "probability or unit", "probability of the headline, or mean of its measure"),
    ENT_COLUMN("second_probability", "probability or unit", "the same of the second"),
    ENT_COLUMN("difference", "difference in probability or unit", "second less first"),
    ENT_COLUMN("difference_low", "difference in probability or unit", "lower end of its 95% interval, paired by world"),
    ENT_COLUMN(
        "difference_high", "difference in probability or unit", "upper end of its 95% interval, paired by world"),
    ENT_COLUMN("better", "share", "share of worlds in which the second is above the first, equal ones as one half"),
    ENT_COLUMN("correlation", "number", "correlation of the two across worlds, noise of replications included"),
    ENT_COLUMN("saving", "number", "how many times more draws two independent runs would need for the same interval")};

void ent_table_compare_row(ent_sink *sink, const ent_compare_row *row)
{
    ent_sink_text(sink, row->first);
    ent_sink_text(sink, row->second);
    ent_sink_text(sink, row->expression);
    ent_sink_real(sink, row->first_probability);
    ent_sink_real(sink, row->second_probability);
    ent_sink_real(sink, row->difference.value);
    ent_sink_real(sink, row->difference.low);
    ent_sink_real(sink, row->difference.high);
    ent_sink_real(sink, row->difference.better);
    ent_sink_real(sink, row->pair.correlation);
    ent_sink_real(sink, row->pair.saving);
    ent_sink_end_row(sink);
}

const ent_table ent_table_compare = {.file = "compare.csv",
    .about = "Variants and files side by side: the headline of every pair, paired by world",
    .column = columns,
    .columns = ENT_COLUMNS(columns),
    .when = ENT_TABLE_BY_COMPARE};
