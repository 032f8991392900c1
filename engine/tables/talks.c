/* talks.csv */
#include "tables/cells.h"

#include <math.h>

static const ent_column columns[] = {ENT_COLUMN_VARIANT,
    ENT_COLUMN("month", "months", "month of the talks; 0 where there are no demands or no parties"),
    ENT_COLUMNS_ESTIMATE("agreed", "probability of a deal in this month or before")};

/* Tolerance for the rounding of k * months_per_round, which must not move a round into the next month. */
#define MONTH_SLACK 1e-9

static void put_row(ent_sink *sink, const ent_figures *figures, uint64_t month, const ent_estimate *agreed)
{
    ent_sink_text(sink, figures->variant);
    ent_sink_count(sink, month);
    ent_cells_estimate(sink, agreed);
    ent_sink_end_row(sink);
}

/* Estimate of no deal in any draw, for the months before the first round. */
static ent_estimate no_deal_yet(const ent_tally *tally)
{
    ent_moments moments = tally->moments[tally->layout.agreed - tally->layout.kept];

    moments.k = 0;
    moments.kk = 0;
    moments.kn = 0;
    return ent_estimate_of_moments(&moments);
}

/* Number of rounds that end in `month` or before. */
static size_t rounds_by(const ent_talks *talks, double month)
{
    double rounds = floor(month / talks->months_per_round + MONTH_SLACK);

    return rounds < (double) talks->rounds ? (size_t) rounds : talks->rounds;
}

/* Months 1 to the month of the last round. */
static void write_rows(ent_sink *sink, const ent_figures *figures)
{
    const ent_tally *tally = figures->tally;
    const ent_talks *talks = &figures->scenario->talks;
    double last = ceil((double) talks->rounds * talks->months_per_round - MONTH_SLACK);
    ent_estimate agreed;

    if (!ent_cells_any_talks(figures)) {
        agreed = ent_tally_interval(tally, tally->layout.deals, tally->layout.draws);
        put_row(sink, figures, 0, &agreed);
        return;
    }
    for (uint64_t month = 1; (double) month <= last; month++) {
        size_t rounds = rounds_by(talks, (double) month);
        agreed = rounds == 0 ? no_deal_yet(tally) : ent_tally_streamed(tally, tally->layout.agreed + rounds - 1);
        put_row(sink, figures, month, &agreed);
    }
}

const ent_table ent_table_talks = {.file = "talks.csv",
    .about = "The probability of a deal by month of the talks",
    .column = columns,
    .columns = ENT_COLUMNS(columns),
    .write = write_rows};
