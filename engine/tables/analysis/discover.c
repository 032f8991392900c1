/* discover.csv */
#include "tables/analysis/discover.h"

#include "tables/cells.h"

static const ent_column columns[] = {ENT_COLUMN_VARIANT, ENT_COLUMN("box", "count", "number of the box, from 1"),
    ENT_COLUMN("step", "count", "step of its trajectory: 0 without a limit, then peeled, at the end pasted"),
    ENT_COLUMN("mass", "share", "share of all worlds in the box, each by its draws with the headline's condition"),
    ENT_COLUMN("density", "probability or unit", "chance of the headline in the box"),
    ENT_COLUMN("coverage", "share", "share of all cases in the box; with --least of all draws that are no case"),
    ENT_COLUMN("dimensions", "count", "factors that have a limit"),
    ENT_COLUMN("chosen", "0 or 1", "1 for the step proposed")};

void ent_table_discover_rows(ent_sink *sink, const char *variant, const ent_boxes *boxes)
{
    for (size_t b = 0; b < boxes->boxes; b++) {
        const ent_boxes_box *box = &boxes->box[b];
        for (size_t i = 0; i < box->steps; i++) {
            ent_sink_text(sink, variant);
            ent_sink_count(sink, b + 1);
            ent_sink_count(sink, i);
            ent_sink_real(sink, box->step[i].mass);
            ent_sink_real(sink, box->step[i].density);
            ent_sink_real(sink, box->step[i].coverage);
            ent_sink_count(sink, box->step[i].dimensions);
            ent_sink_count(sink, i == box->chosen ? 1 : 0);
            ent_sink_end_row(sink);
        }
    }
}

const ent_table ent_table_discover = {.file = "discover.csv",
    .about = "Boxes of worlds in which the headline is likely: every step of the search",
    .column = columns,
    .columns = ENT_COLUMNS(columns),
    .when = ENT_TABLE_WITH_ANALYSIS};
