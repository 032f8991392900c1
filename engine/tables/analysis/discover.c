/* discover.csv and discover_boxes.csv */
#include "tables/analysis/discover.h"

#include "tables/cells.h"

static const ent_column step_columns[] = {ENT_COLUMN_VARIANT, ENT_COLUMN("box", "count", "number of the box, from 1"),
    ENT_COLUMN("step", "count", "step of its trajectory: 0 without a limit, then peeled, at the end pasted"),
    ENT_COLUMN("mass", "share", "share of all worlds in the box, each by its draws with the headline's condition"),
    ENT_COLUMN("density", "probability", "chance of the headline in the box"),
    ENT_COLUMN("coverage", "share", "share of all cases in the box; with --least of all draws that are no case"),
    ENT_COLUMN("dimensions", "count", "factors that have a limit"),
    ENT_COLUMN("chosen", "0 or 1", "1 for the step proposed")};

static const ent_column limit_columns[] = {ENT_COLUMN_VARIANT, ENT_COLUMN("box", "count", "number of the box, from 1"),
    ENT_COLUMN("factor", "text", "factor, distribution within unknown(...), or with --chance event or NAME.joins"),
    ENT_COLUMN("low", "as in the setting", "lower limit; empty: none"),
    ENT_COLUMN("high", "as in the setting", "upper limit; empty: none"),
    ENT_COLUMN("density_without", "probability", "chance of the headline in the box without this limit"),
    ENT_COLUMN("quasi_p", "probability", "chance that as many worlds of the box without it have so many cases")};

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

const ent_table ent_table_discover = {.file = "discover.csv",
    .about = "Boxes of worlds in which the headline is likely: every step of the search",
    .column = step_columns,
    .columns = ENT_COLUMNS(step_columns),
    .when = ENT_TABLE_WITH_ANALYSIS};

const ent_table ent_table_discover_boxes = {.file = "discover_boxes.csv",
    .about = "The limits of the boxes proposed, and what each of them adds",
    .column = limit_columns,
    .columns = ENT_COLUMNS(limit_columns),
    .when = ENT_TABLE_WITH_ANALYSIS};
