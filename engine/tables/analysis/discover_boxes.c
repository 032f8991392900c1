/* discover_boxes.csv */
#include "tables/analysis/discover.h"

#include "tables/cells.h"

static const ent_column columns[] = {ENT_COLUMN_VARIANT, ENT_COLUMN("box", "count", "number of the box, from 1"),
    ENT_COLUMN("factor", "text", "factor, distribution within unknown(...), or with --chance event or NAME.joins"),
    ENT_COLUMN("low", "as in the setting", "lower limit; empty: none"),
    ENT_COLUMN("high", "as in the setting", "upper limit; empty: none"),
    ENT_COLUMN("density_without", "probability or unit", "chance of the headline in the box without this limit"),
    ENT_COLUMN("quasi_p", "probability", "chance that as many worlds of the box without it have so many cases")};

void ent_table_discover_boxes_rows(ent_sink *sink, const char *variant, const ent_boxes *boxes, const char *const *name)
{
    for (size_t b = 0; b < boxes->boxes; b++) {
        const ent_boxes_box *box = &boxes->box[b];
        for (size_t l = 0; l < box->limits; l++) {
            ent_sink_text(sink, variant);
            ent_sink_count(sink, b + 1);
            ent_sink_text(sink, name[box->limit[l].dimension]);
            ent_sink_real(sink, box->limit[l].low);
            ent_sink_real(sink, box->limit[l].high);
            ent_sink_real(sink, box->limit[l].density_without);
            ent_sink_real(sink, box->limit[l].quasi_p);
            ent_sink_end_row(sink);
        }
    }
}

const ent_table ent_table_discover_boxes = {.file = "discover_boxes.csv",
    .about = "The limits of the boxes proposed, and what each of them adds",
    .column = columns,
    .columns = ENT_COLUMNS(columns),
    .when = ENT_TABLE_WITH_ANALYSIS};
