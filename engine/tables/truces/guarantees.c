/* guarantees.csv */
#include "tables/cells.h"

#define INTERVAL(name)                                                                                                 \
    ENT_COLUMN(name "_low", "probability", "lower end of its 95% Monte Carlo interval"),                               \
        ENT_COLUMN(name "_high", "probability", "upper end of its 95% Monte Carlo interval")

static const ent_column columns[] = {ENT_COLUMN_VARIANT, ENT_COLUMN("guarantee", "text", "id of the guarantee"),
    ENT_COLUMN("name", "text", "its name"),
    ENT_COLUMN("in_force", "probability", "share of the months of truce in which it is in force"), INTERVAL("in_force"),
    ENT_COLUMN("tested", "probability", "share of truces that test it at least once"), INTERVAL("tested"),
    ENT_COLUMN("honoured", "probability", "share of its tests in which it is honoured"), INTERVAL("honoured"),
    ENT_COLUMN("contained", "probability", "share of the honoured tests in which it contains the violation"),
    INTERVAL("contained"),
    ENT_COLUMN("saved", "probability",
        "share of the truces that hold to the horizon in which it contained a violation that no later guarantee would "
        "have contained"),
    INTERVAL("saved"), ENT_COLUMN("truces", "count", "number of truces"),
    ENT_COLUMN("tests", "count", "number of its tests")};

static void write_rows(ent_sink *sink, const ent_figures *figures)
{
    static const ent_guarantee_column column[] = {ENT_GUARANTEE_MONTHS, ENT_GUARANTEE_TESTED_TRUCES,
        ENT_GUARANTEE_HONOURED_TESTS, ENT_GUARANTEE_CONTAINED_TESTS, ENT_GUARANTEE_SAVED_TRUCES};
    const ent_tally *tally = figures->tally;

    for (size_t g = 0; g < figures->scenario->guarantees; g++) {
        size_t first = tally->layout.guarantee + g * ENT_GUARANTEE_COLUMNS;
        ent_estimate tests = ent_tally_interval(tally, first + ENT_GUARANTEE_TESTS);
        ent_sink_text(sink, figures->variant);
        ent_sink_text(sink, figures->scenario->guarantee[g].label.id);
        ent_sink_text(sink, figures->scenario->guarantee[g].label.name);
        for (size_t i = 0; i < sizeof(column) / sizeof(*column); i++) {
            ent_estimate estimate = ent_tally_interval(tally, first + column[i]);
            ent_cells_estimate(sink, &estimate);
        }
        ent_sink_count(sink, ent_tally_interval(tally, tally->layout.truces_begun).k);
        ent_sink_count(sink, tests.k);
        ent_sink_end_row(sink);
    }
}

const ent_table ent_table_guarantees = {.file = "guarantees.csv",
    .about = "How often each guarantee is in force, tested and kept, and how many truces it saves",
    .column = columns,
    .columns = ENT_COLUMNS(columns),
    .items = ENT_ITEMS_GUARANTEES,
    .write = write_rows};
