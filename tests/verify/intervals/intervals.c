/* How often the 95% intervals of the tables hold the true figure, over many seeds of scenarios whose figures are known.
 *
 *     entente_intervals [SEEDS]      default 2000; prints a table as Markdown; status 1 after a failure
 *
 * A figure that intervals hold too seldom (its count below the binomial quantile of LEVEL, with 95%) is looked at again
 * with as many other seeds, and is a failure where it is too low again: a run with m figures fails by chance with
 * probability m LEVEL^2 at most. Intervals that hold more than 95% are no failure. */
#include "entente.h"
#include "figures.h"

#include <gsl/gsl_cdf.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_FIGURES = 32, OTHER_SEEDS = 1000000 };

static const double LEVEL = 1e-3;

typedef struct tally {
    unsigned covered[MOST_FIGURES], below[MOST_FIGURES],
        above[MOST_FIGURES]; /* intervals with, below, above the truth */
    unsigned failed;         /* runs without tables */
} tally;

static const char *cell(const entente_table *table, size_t row, int column, char *room, size_t size)
{
    const char *text = entente_table_text(table, row, (size_t) column);

    snprintf(room, size, "%g", entente_table_number(table, row, (size_t) column));
    return text != NULL ? text : room;
}

/* The first row of the figure; -1: none. */
static long row_of(const entente_table *table, const figure *it)
{
    int variant = entente_table_find(table, "variant"), column = entente_table_find(table, it->column);
    char room[2][32];

    for (size_t r = 0; variant >= 0 && column >= 0 && r < entente_table_rows(table); r++) {
        if (strcmp(cell(table, r, variant, room[0], sizeof(room[0])), it->variant) == 0 &&
            strcmp(cell(table, r, column, room[1], sizeof(room[1])), it->row) == 0) {
            return (long) r;
        }
    }
    return -1;
}

static void count_figure(entente_results *results, const figure *it, size_t f, tally *to)
{
    const entente_table *table;
    long row = entente_results_table(results, it->table, &table) == ENTENTE_OK ? row_of(table, it) : -1;
    int low = row < 0 ? -1 : entente_table_find(table, it->low);
    int high = row < 0 ? -1 : entente_table_find(table, it->high);

    if (low >= 0 && high >= 0) {
        double from = entente_table_number(table, (size_t) row, (size_t) low);
        double to_value = entente_table_number(table, (size_t) row, (size_t) high);
        bool below = to_value < it->truth && !it->is_least;
        to->covered[f] += from <= it->truth && !below ? 1 : 0;
        to->below[f] += below ? 1 : 0;
        to->above[f] += from > it->truth ? 1 : 0;
    }
}

static void count_seed(const known_scenario *it, unsigned long seed, tally *to)
{
    char setting[48];
    const char *set[] = {setting};
    entente_options *options = entente_options_new();
    entente_scenario *scenario = NULL;
    entente_results *results = NULL;
    int status = ENTENTE_ERR_NO_MEMORY;

    snprintf(setting, sizeof(setting), "run.seed = %lu", seed);
    if (options != NULL) {
        entente_options_threads(options, 1);
        status = entente_open_text(&scenario, it->name, it->text, set, 1, options);
    }
    if (status == ENTENTE_OK && it->method == NULL) {
        status = entente_run(scenario, options, &results);
    } else if (status == ENTENTE_OK) {
        status = entente_analyse(scenario, NULL, &it->method, 1, options, &results);
    }
    if (status == ENTENTE_OK) {
        for (size_t f = 0; it->figure[f].name != NULL; f++) {
            count_figure(results, &it->figure[f], f, to);
        }
    } else if (scenario != NULL && entente_scenario_message(scenario, 0) != NULL) {
        fprintf(stderr, "%s: %s\n", it->name, entente_scenario_message(scenario, 0)->text);
    }
    to->failed += status == ENTENTE_OK ? 0 : 1;
    entente_results_free(results);
    entente_scenario_free(scenario);
    entente_options_free(options);
}

static void add(tally *to, const tally *from)
{
    for (size_t f = 0; f < MOST_FIGURES; f++) {
        to->covered[f] += from->covered[f];
        to->below[f] += from->below[f];
        to->above[f] += from->above[f];
    }
    to->failed += from->failed;
}

static tally count_seeds(const known_scenario *it, unsigned long first, unsigned seeds)
{
    tally all = {.failed = 0};

#ifdef _OPENMP
#pragma omp parallel for num_threads(2) schedule(dynamic, 10)
#endif
    for (unsigned s = 0; s < seeds; s++) {
        tally one = {.failed = 0};
        count_seed(it, first + s, &one);
#ifdef _OPENMP
#pragma omp critical
#endif
        add(&all, &one);
    }
    return all;
}

/* The probability of so few intervals with the truth, or fewer, if each holds it with 95%. */
static double chance_of(unsigned covered, unsigned count)
{
    return gsl_cdf_binomial_P(covered, 0.95, count);
}

static unsigned measured(const tally *it, size_t f)
{
    return it->covered[f] + it->below[f] + it->above[f];
}

/* Returns whether the figure's intervals hold the truth too seldom, or are missing. */
static bool too_low(const tally *it, size_t f)
{
    return measured(it, f) == 0 || chance_of(it->covered[f], measured(it, f)) < LEVEL;
}

/* Returns 1 for a failure, else 0. */
static int put_row(const figure *it, size_t f, const tally *first, const tally *second)
{
    bool doubtful = too_low(first, f), failed = doubtful && too_low(second, f);
    unsigned n = measured(first, f);

    printf("| %s | %u | %.1f%% | %.1f%% | %.1f%% |", it->name, n, 100.0 * first->covered[f] / n,
        100.0 * first->below[f] / n, 100.0 * first->above[f] / n);
    if (doubtful && measured(second, f) > 0) {
        printf(" again: %.1f%%", 100.0 * second->covered[f] / measured(second, f));
    }
    printf("%s |\n", failed ? " **FAILED**" : "");
    return failed ? 1 : 0;
}

/* Returns the number of failures. */
static int verify_scenario(const known_scenario *it, unsigned seeds, int *figures)
{
    tally first = count_seeds(it, 1, seeds), second = first;
    bool again = false;
    int failures = first.failed > 0 ? 1 : 0;

    for (size_t f = 0; it->figure[f].name != NULL; f++) {
        again = again || too_low(&first, f);
    }
    if (again && failures == 0) {
        second = count_seeds(it, OTHER_SEEDS, seeds);
    }
    for (size_t f = 0; it->figure[f].name != NULL; f++) {
        failures += put_row(&it->figure[f], f, &first, &second);
        (*figures)++;
    }
    fflush(stdout);
    return failures;
}

int main(int argc, char **argv)
{
    unsigned long seeds = argc > 1 ? strtoul(argv[1], NULL, 10) : 2000;
    int failures = 0, figures = 0;

    if (argc > 2 || seeds < 100 || seeds >= OTHER_SEEDS) {
        fprintf(stderr, "usage: entente_intervals [SEEDS]    from 100 to %d\n", OTHER_SEEDS - 1);
        return 2;
    }
    printf(
        "| figure | intervals | with the truth | below it | above it | |\n| --- | ---: | ---: | ---: | ---: | --- |\n");
    for (const known_scenario *it = known_scenarios; it->name != NULL; it++) {
        failures += verify_scenario(it, (unsigned) seeds, &figures);
    }
    printf("\n%d figures; exact intervals fail with probability %.2g at most. Failed: %d.\n", figures,
        figures * LEVEL * LEVEL, failures);
    return failures > 0 ? 1 : 0;
}
