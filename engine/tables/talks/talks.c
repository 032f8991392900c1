/* talks.csv */
#include "tables/talks/talks.h"

#include "tables/cells.h"

#include <math.h>

static const ent_column columns[] = {ENT_COLUMN_VARIANT,
    ENT_COLUMN("month", "months", "month of the talks; 0 where there are no demands or no parties"),
    ENT_COLUMNS_ESTIMATE("agreed", "probability that a deal enters into force in this month or before")};

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
    ent_moments moments = ent_tally_moments(tally, tally->layout.agreed);

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

static bool any_talks(const ent_scenario *scenario)
{
    return scenario->demands > 0 && scenario->parties > 0;
}

/* Number of steps of the tally (ent_tally_layout.steps) that end in `month` or before. */
static size_t steps_by(const ent_scenario *scenario, const ent_tally *tally, uint64_t month)
{
    size_t steps = (size_t) month;

    if (!any_talks(scenario)) {
        steps++; /* the first step is month 0 */
    } else if (scenario->ratifications == 0) {
        return rounds_by(&scenario->talks, (double) month);
    }
    return steps < tally->layout.steps ? steps : tally->layout.steps;
}

uint64_t ent_last_deal(const ent_scenario *scenario, const ent_tally *tally)
{
    const ent_moments *agreed = tally->column + tally->layout.agreed;
    size_t last = scenario->ratifications > 0 ? tally->layout.steps : 0;

    while (last > 0 && agreed[last - 1].k == (last > 1 ? agreed[last - 2].k : 0)) {
        last--;
    }
    return last > 0 && !any_talks(scenario) ? last - 1 : last;
}

/* Months 1 to the month of the last round, or of the last deal of any variant; without talks from month 0 on. */
static void write_rows(ent_sink *sink, const ent_figures *figures)
{
    const ent_tally *tally = figures->tally;
    const ent_scenario *scenario = figures->scenario;
    const ent_talks *talks = &scenario->talks;
    bool talk = any_talks(scenario);
    double rounds = talk ? ceil((double) talks->rounds * talks->months_per_round - MONTH_SLACK) : 0.0;
    uint64_t last = rounds > (double) figures->last_deal ? (uint64_t) rounds : figures->last_deal;

    for (uint64_t month = talk ? 1 : 0; month <= last; month++) {
        size_t steps = steps_by(scenario, tally, month);
        ent_estimate agreed =
            steps == 0 ? no_deal_yet(tally) : ent_tally_interval(tally, tally->layout.agreed + steps - 1);
        put_row(sink, figures, month, &agreed);
    }
}

const ent_table ent_table_talks = {.file = "talks.csv",
    .about = "The probability of a deal by month of the talks",
    .column = columns,
    .columns = ENT_COLUMNS(columns),
    .after_all = true,
    .write = write_rows};
