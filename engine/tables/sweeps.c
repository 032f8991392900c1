/* sweeps.csv */
#include "tables/sweeps.h"

#include "tables/cells.h"

#include <math.h>
#include <string.h>

static const ent_column columns[] = {ENT_COLUMN_VARIANT, ENT_COLUMN("sweep", "text", "id of the sweep"),
    ENT_COLUMN_EACH("*", "as assigned", "value of each setting that a sweep varies", ENT_ITEMS_SWEPT_PATHS),
    ENT_COLUMN("expression", "text", "the headline as written"),
    ENT_COLUMNS_HEADLINE("probability", "probability of the headline, or the mean of its measure"),
    ENT_COLUMNS_HEADLINE_RANGE};

static const ent_sweep_axis *axis_of(const ent_sweep *sweep, const char *path)
{
    for (size_t a = 0; a < sweep->axes; a++) {
        if (strcmp(sweep->axis[a].path, path) == 0) {
            return &sweep->axis[a];
        }
    }
    return NULL;
}

/* The value of a path at this point: a number, or else the text that is assigned. */
static ent_cell value_of(const ent_sweep_row *row, const char *path)
{
    const ent_sweep_axis *axis = axis_of(row->sweep, path);
    size_t value;

    if (axis == NULL) {
        return (ent_cell){.number = (double) NAN};
    }
    value = row->value[axis - row->sweep->axis];
    return isnan(axis->number[value]) ? (ent_cell){.text = axis->value[value]}
                                      : (ent_cell){.number = axis->number[value]};
}

void ent_table_sweeps_row(ent_sink *sink, const ent_scenario *scenario, const ent_sweep_row *row)
{
    ent_sink_text(sink, row->variant);
    ent_sink_text(sink, row->sweep->label.id);
    for (size_t i = 0; i < ent_column_item_count(ENT_ITEMS_SWEPT_PATHS, scenario); i++) {
        const char *path = ent_column_item(ENT_ITEMS_SWEPT_PATHS, scenario, i);
        if (path != NULL) {
            ent_cell cell = value_of(row, path);
            ent_sink_cell(sink, &cell);
        }
    }
    ent_sink_text(sink, row->expression);
    ent_cells_estimate(sink, &row->estimate);
    ent_cells_range(sink, &row->estimate);
    ent_sink_end_row(sink);
}

const ent_table ent_table_sweeps = {.file = "sweeps.csv",
    .about = "The headline at every point of every sweep",
    .column = columns,
    .columns = ENT_COLUMNS(columns),
    .when = ENT_TABLE_WITH_SWEEPS};
