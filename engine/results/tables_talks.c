/* Which deals: talks.csv, demands.csv, parties.csv. */
#include "results/cells.h"

#include <math.h>

/* --- talks.csv ---------------------------------------------------------------------------------------------------- */

/* Rounding of k * months_per_round must not push a round into the next month. */
#define MONTH_SLACK 1e-9

static void talks_row(ent_csv_writer *self, const ent_figures *figures, uint64_t month, const ent_estimate *agreed)
{
    ent_csv_text(self, figures->variant);
    ent_csv_count(self, month);
    ent_cells_estimate(self, agreed);
    ent_csv_end_row(self);
}

/* Deals of none of the draws: what is known before the first round. */
static ent_estimate nothing_yet(const ent_tally *tally)
{
    ent_moments moments = tally->moments[tally->layout.agreed - tally->layout.kept];

    moments.k = 0;
    moments.kk = 0;
    moments.kn = 0;
    return ent_estimate_of_moments(&moments, tally->worlds);
}

/* Rounds that lie in month `month` or before. */
static size_t rounds_by(const ent_talks *talks, double month)
{
    double rounds = floor(month / talks->months_per_round + MONTH_SLACK);

    return rounds < (double) talks->rounds ? (size_t) rounds : talks->rounds;
}

void ent_table_talks(ent_csv_writer *self, const ent_figures *figures)
{
    const ent_tally *tally = figures->tally;
    const ent_talks *talks = &figures->scenario->talks;
    double last = ceil((double) talks->rounds * talks->months_per_round - MONTH_SLACK);
    ent_estimate agreed;

    ent_cells_header(self, "variant,month,agreed,mc_low,mc_high");
    if (!ent_cells_any_talks(figures)) {
        agreed = ent_cells_kept(self, tally, tally->layout.deals, tally->layout.draws);
        talks_row(self, figures, 0, &agreed);
        return;
    }
    for (uint64_t month = 1; (double) month <= last; month++) {
        size_t rounds = rounds_by(talks, (double) month);
        agreed = rounds == 0 ? nothing_yet(tally) : ent_tally_streamed(tally, tally->layout.agreed + rounds - 1);
        talks_row(self, figures, month, &agreed);
    }
}

/* --- demands.csv, parties.csv ------------------------------------------------------------------------------------- */

static void demand_row(
    ent_csv_writer *self, const ent_figures *figures, const ent_demand *demand, size_t option, size_t place)
{
    const ent_tally *tally = figures->tally;
    ent_estimate share = ent_tally_streamed(tally, tally->layout.share + place);

    ent_csv_text(self, figures->variant);
    ent_csv_text(self, demand->label.id);
    ent_csv_text(self, demand->option[option]);
    ent_cells_estimate(self, &share);
    ent_cells_share(self, tally->available[place], tally->draws);
    ent_cells_share(self, tally->refused[place], tally->draws);
    ent_csv_end_row(self);
}

void ent_table_demands(ent_csv_writer *self, const ent_figures *figures)
{
    size_t place = 0;

    ent_cells_header(self, "variant,demand,option,share,mc_low,mc_high,available,refused");
    for (size_t d = 0; ent_cells_any_talks(figures) && d < figures->scenario->demands; d++) {
        const ent_demand *demand = &figures->scenario->demand[d];
        for (size_t o = 0; o < demand->options; o++) {
            demand_row(self, figures, demand, o, place++);
        }
    }
}

void ent_table_parties(ent_csv_writer *self, const ent_figures *figures)
{
    const ent_tally *tally = figures->tally;

    ent_cells_header(self, "variant,party,threshold_mean,utility_mean,utility_p05,utility_p50,utility_p95");
    for (size_t p = 0; p < figures->scenario->parties; p++) {
        ent_csv_text(self, figures->variant);
        ent_csv_text(self, figures->scenario->party[p].label.id);
        ent_csv_real(self, ent_exact_sum_mean(&tally->threshold_sum[p]));
        ent_csv_real(self, ent_exact_sum_mean(&tally->utility_sum[p]));
        ent_csv_real(self, ent_histogram_quantile(&tally->utility[p], 0.05));
        ent_csv_real(self, ent_histogram_quantile(&tally->utility[p], 0.50));
        ent_csv_real(self, ent_histogram_quantile(&tally->utility[p], 0.95));
        ent_csv_end_row(self);
    }
}
