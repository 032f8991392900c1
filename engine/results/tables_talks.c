/* The tables of stage 3: when a deal is reached, with what content, how good it is for whom. */
#include "results/tables.h"

#include "base/status.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_PACKAGES = 1000 };

static void header(ent_csv *csv, const char *names)
{
    if (csv->length == 0) {
        ent_csv_names(csv, names);
        ent_csv_end_row(csv);
    }
}

/* --- talks.csv ------------------------------------------------------------------------------------------------------ */

static void talks_row(ent_csv *csv, const char *variant, size_t month, const ent_estimate *estimate)
{
    ent_csv_text(csv, variant);
    ent_csv_count(csv, month);
    ent_csv_estimate(csv, estimate);
    ent_csv_end_row(csv);
}

static void add_months(ent_csv *csv, const ent_variant_figures *figures)
{
    const ent_tally *tally = figures->tally;
    const ent_talks *talks = &figures->scenario->talks;
    size_t months = (size_t) ceil((double) talks->rounds * talks->months_per_round);
    ent_moments never = {.n = tally->draws, .worlds = tally->worlds};
    size_t round = 0;

    for (size_t m = 1; m <= months; m++) {
        ent_estimate estimate;
        while (round < talks->rounds && (double) (round + 1) * talks->months_per_round <= (double) m + 1e-9) {
            round++;
        }
        estimate = round == 0 ? ent_estimate_of_moments(&never, tally->worlds)
                              : ent_tally_streamed(tally, tally->layout.agreed + round - 1);
        talks_row(csv, figures->variant, m, &estimate);
    }
}

static int add_talks(ent_csv *csv, const ent_variant_figures *figures)
{
    const ent_tally *tally = figures->tally;
    ent_estimate estimate;

    header(csv, "variant,month,agreed,mc_low,mc_high");
    if (tally->layout.rounds > 0) {
        add_months(csv, figures);
        return ENT_OK;
    }
    if (ent_tally_kept(tally, tally->layout.deals, tally->layout.draws, &estimate) != ENT_OK) {
        return ENT_ERR_NO_MEMORY;
    }
    talks_row(csv, figures->variant, 0, &estimate);
    return ENT_OK;
}

/* --- demands.csv, parties.csv ------------------------------------------------------------------------------------------ */

static void add_demands(ent_csv *csv, const ent_variant_figures *figures)
{
    const ent_tally *tally = figures->tally;
    double draws = (double) tally->draws;
    size_t option = 0;

    header(csv, "variant,demand,option,share,mc_low,mc_high,available,refused");
    for (size_t d = 0; d < figures->scenario->demands; d++) {
        const ent_demand *demand = &figures->scenario->demand[d];
        for (size_t o = 0; o < demand->options; o++, option++) {
            ent_estimate share = {0};
            bool talks = tally->layout.packages > 0;
            if (talks) {
                share = ent_tally_streamed(tally, tally->layout.share + option);
            }
            ent_csv_text(csv, figures->variant);
            ent_csv_text(csv, demand->label.id);
            ent_csv_text(csv, demand->option[o]);
            ent_csv_estimate(csv, &share);
            ent_csv_number(csv, talks ? (double) tally->available[option] / draws : NAN);
            ent_csv_number(csv, talks ? (double) tally->refused[option] / draws : NAN);
            ent_csv_end_row(csv);
        }
    }
}

static void add_parties(ent_csv *csv, const ent_variant_figures *figures)
{
    const ent_tally *tally = figures->tally;

    header(csv, "variant,party,threshold_mean,utility_mean,utility_p05,utility_p50,utility_p95");
    for (size_t p = 0; p < figures->scenario->parties; p++) {
        ent_csv_text(csv, figures->variant);
        ent_csv_text(csv, figures->scenario->party[p].label.id);
        ent_csv_number(csv, ent_exact_sum_mean(&tally->threshold_sum[p]));
        ent_csv_number(csv, ent_exact_sum_mean(&tally->utility_sum[p]));
        ent_csv_number(csv, ent_histogram_quantile(&tally->utility[p], 0.05));
        ent_csv_number(csv, ent_histogram_quantile(&tally->utility[p], 0.50));
        ent_csv_number(csv, ent_histogram_quantile(&tally->utility[p], 0.95));
        ent_csv_end_row(csv);
    }
}

/* --- packages.csv ------------------------------------------------------------------------------------------------------ */

typedef struct ranked {
    uint64_t count;
    size_t package;
} ranked;

static int by_count(const void *left, const void *right)
{
    const ranked *a = left;
    const ranked *b = right;

    if (a->count != b->count) {
        return a->count > b->count ? -1 : 1;
    }
    return a->package < b->package ? -1 : 1;
}

static void package_header(ent_csv *csv, const ent_scenario *scenario)
{
    if (csv->length > 0) {
        return;
    }
    ent_csv_names(csv, "variant,rank,count,share");
    for (size_t d = 0; d < scenario->demands; d++) {
        ent_csv_text(csv, scenario->demand[d].label.id);
    }
    for (size_t p = 0; p < scenario->parties; p++) {
        char name[256] = "utility_";
        strncat(name, scenario->party[p].label.id, sizeof(name) - sizeof("utility_"));
        ent_csv_text(csv, name);
    }
    ent_csv_end_row(csv);
}

static void package_row(ent_csv *csv, const ent_variant_figures *figures, size_t rank, const ranked *package,
    uint64_t deals)
{
    const ent_scenario *scenario = figures->scenario;
    const ent_tally *tally = figures->tally;
    size_t below = tally->layout.packages;
    size_t rest = package->package;

    ent_csv_text(csv, figures->variant);
    ent_csv_count(csv, rank);
    ent_csv_count(csv, package->count);
    ent_csv_number(csv, (double) package->count / (double) deals);
    for (size_t d = 0; d < scenario->demands; d++) {
        below /= scenario->demand[d].options;
        ent_csv_text(csv, scenario->demand[d].option[rest / below]);
        rest %= below;
    }
    for (size_t p = 0; p < scenario->parties; p++) {
        ent_csv_number(
            csv, ent_exact_sum_mean(&tally->package_utility[package->package * scenario->parties + p]));
    }
    ent_csv_end_row(csv);
}

static int add_packages(ent_csv *csv, const ent_variant_figures *figures)
{
    const ent_tally *tally = figures->tally;
    ranked *list;
    size_t count = 0;
    uint64_t deals = 0;

    package_header(csv, figures->scenario);
    for (size_t i = 0; i < tally->layout.packages; i++) {
        count += tally->package_count[i] > 0 ? 1 : 0;
        deals += tally->package_count[i];
    }
    list = malloc((count + 1) * sizeof(*list));
    if (list == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    count = 0;
    for (size_t i = 0; i < tally->layout.packages; i++) {
        if (tally->package_count[i] > 0) {
            list[count++] = (ranked){tally->package_count[i], i};
        }
    }
    qsort(list, count, sizeof(*list), by_count);
    for (size_t i = 0; i < count && i < MOST_PACKAGES; i++) {
        package_row(csv, figures, i + 1, &list[i], deals);
    }
    free(list);
    return ENT_OK;
}

int ent_tables_add_talks(ent_tables *self, const ent_variant_figures *figures)
{
    int status = add_talks(&self->csv[ENT_TABLE_TALKS], figures);

    add_demands(&self->csv[ENT_TABLE_DEMANDS], figures);
    add_parties(&self->csv[ENT_TABLE_PARTIES], figures);
    return status == ENT_OK ? add_packages(&self->csv[ENT_TABLE_PACKAGES], figures) : status;
}
