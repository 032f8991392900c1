/* score.csv */
#include "tables/score/score.h"
#include "formula/calendar.h"
#include "tables/cells.h"

#include <math.h>

const unsigned ent_score_months[ENT_SCORE_HORIZONS] = {12, 24, 60, 120};

#define AT(months)                                                                                                     \
    ENT_COLUMN("chance_" #months, "probability",                                                                       \
        "the model's chance that the truce still holds " #months " months after it began, given that it did when it "  \
        "came under observation"),                                                                                     \
        ENT_COLUMN("mc_low_" #months, "probability", "lower end of its 95% Monte Carlo interval"),                     \
        ENT_COLUMN("mc_high_" #months, "probability", "upper end of its 95% Monte Carlo interval"),                    \
        ENT_COLUMN("world_p05_" #months, "probability", "its 5% quantile across worlds"),                              \
        ENT_COLUMN("world_p50_" #months, "probability", "its median across worlds"),                                   \
        ENT_COLUMN("world_p95_" #months, "probability", "its 95% quantile across worlds"),                             \
        ENT_COLUMN("held_" #months, "0 or 1", "whether it did; empty: not known"),                                     \
        ENT_COLUMN("weight_" #months, "number", "inverse-probability-of-censoring weight; 0: it is not known"),        \
        ENT_COLUMN("brier_" #months, "number", "Brier score of the chance"),                                           \
        ENT_COLUMN("log_" #months, "number", "log score, natural logarithm; inf: it had no chance, and came about")

static const ent_column columns[] = {ENT_COLUMN("set", "text", "the set of cases that it belongs to; never mixed"),
    ENT_COLUMN("case", "text", "id of the case, or of its file"), ENT_COLUMN("name", "text", "its name in words"),
    ENT_COLUMN("file", "text", "scenario file"),
    ENT_COLUMN("conflict", "text", "cases of one conflict do not predict one another"),
    ENT_COLUMN("kind", "text", "kind of guarantee"),
    ENT_COLUMN("in_sample", "0 or 1", "1: a prior of the file was fitted to data with this case"),
    ENT_COLUMN("frozen", "0 or 1", "1: its files are as FROZEN.sha256 lists them; 0: one is not; empty: no such list"),
    ENT_COLUMN("began", "text", "calendar month in which the truce began"),
    ENT_COLUMN("entered", "months", "age of the truce when it came under observation (left truncation)"),
    ENT_COLUMN("truce_months", "months", "that it lasted, or is known to have lasted; empty: not scored"),
    ENT_COLUMN("ended", "0 or 1", "1: it ended then; 0: it is censored"), AT(12), AT(24), AT(60), AT(120),
    ENT_COLUMN("integrated_brier", "number", "mean Brier score over the months to 120, by their weights"),
    ENT_COLUMN("integrated_weight", "number", "mean weight of these months"),
    ENT_COLUMN("pit_low", "probability", "lower end of the probability integral transform"),
    ENT_COLUMN("pit_high", "probability", "its upper end: of a month, or of all that is not known"),
    ENT_COLUMN("pit", "probability", "even between the two at random")};

static void write_held(ent_sink *sink, ent_held held)
{
    ent_sink_real(sink, held == ENT_HELD_UNKNOWN ? (double) NAN : held == ENT_HELD ? 1.0 : 0.0);
}

static void write_horizon(ent_sink *sink, const ent_horizon_score *at)
{
    ent_cells_estimate(sink, &at->chance);
    ent_cells_range(sink, &at->chance);
    write_held(sink, at->held);
    ent_sink_real(sink, at->weight);
    ent_sink_real(sink, at->brier);
    ent_sink_real(sink, at->log);
}

void ent_table_score_row(ent_sink *sink, const ent_score_row *row)
{
    char began[ENT_CALENDAR_TEXT];

    ent_calendar_text(began, row->began);
    ent_sink_text(sink, row->set);
    ent_sink_text(sink, row->name);
    ent_sink_text(sink, row->title);
    ent_sink_text(sink, row->file);
    ent_sink_text(sink, row->conflict);
    ent_sink_text(sink, row->kind);
    ent_sink_count(sink, row->in_sample ? 1 : 0);
    ent_sink_real(sink, row->frozen);
    ent_sink_text(sink, began);
    ent_sink_real(sink, row->duration.entered);
    ent_sink_real(sink, row->duration.months);
    ent_sink_real(sink, !row->known ? (double) NAN : row->duration.ended ? 1.0 : 0.0);
    for (size_t h = 0; h < ENT_SCORE_HORIZONS; h++) {
        write_horizon(sink, &row->at[h]);
    }
    ent_sink_real(sink, row->integrated.score);
    ent_sink_real(sink, row->integrated.weight);
    ent_sink_real(sink, row->pit_ends.low);
    ent_sink_real(sink, row->pit_ends.high);
    ent_sink_real(sink, row->pit);
    ent_sink_end_row(sink);
}

const ent_table ent_table_score = {.file = "score.csv",
    .about = "Cases: the chances that the model gave, and what happened",
    .column = columns,
    .columns = ENT_COLUMNS(columns),
    .when = ENT_TABLE_BY_SCORE};
