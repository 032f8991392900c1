/* The deals that were struck, most frequent first: packages.csv. */
#include "base/status.h"
#include "results/cells.h"

#include <stdlib.h>

enum { MOST_PACKAGES = 1000 };

/* A package that some draw agreed on. */
typedef struct struck {
    uint64_t count;
    size_t package;
} struck;

static int by_count(const void *left, const void *right)
{
    const struck *a = left;
    const struck *b = right;

    if (a->count != b->count) {
        return a->count > b->count ? -1 : 1;
    }
    return a->package < b->package ? -1 : a->package > b->package ? 1 : 0;
}

/* The packages with a count, in order; NULL when memory is out. The caller frees them. */
static struck *rank(const ent_tally *tally, size_t *count)
{
    struck *list;

    *count = 0;
    for (size_t i = 0; i < tally->layout.packages; i++) {
        *count += tally->package_count[i] > 0 ? 1 : 0;
    }
    list = calloc(*count + 1, sizeof(*list));
    if (list == NULL) {
        return NULL;
    }
    *count = 0;
    for (size_t i = 0; i < tally->layout.packages; i++) {
        if (tally->package_count[i] > 0) {
            list[(*count)++] = (struck){.count = tally->package_count[i], .package = i};
        }
    }
    qsort(list, *count, sizeof(*list), by_count);
    return list;
}

static void header(ent_csv_writer *self, const ent_scenario *scenario)
{
    if (self->rows > 0) {
        return;
    }
    ent_csv_names(self, "variant,rank,count,share");
    for (size_t d = 0; d < scenario->demands; d++) {
        ent_csv_text(self, scenario->demand[d].label.id);
    }
    for (size_t p = 0; p < scenario->parties; p++) {
        ent_csv_joined(self, "utility_", scenario->party[p].label.id);
    }
    ent_csv_end_row(self);
}

/* A package's number counts through the options with the last demand fastest: digits of mixed base. */
static const char *option_of(const ent_scenario *scenario, size_t package, size_t demand)
{
    for (size_t d = scenario->demands; d-- > demand + 1;) {
        package /= scenario->demand[d].options;
    }
    return scenario->demand[demand].option[package % scenario->demand[demand].options];
}

static void row(ent_csv_writer *self, const ent_figures *figures, const struck *item, uint64_t place, uint64_t deals)
{
    const ent_scenario *scenario = figures->scenario;
    const ent_exact_sum *utility = figures->tally->package_utility + item->package * scenario->parties;

    ent_csv_text(self, figures->variant);
    ent_csv_count(self, place);
    ent_csv_count(self, item->count);
    ent_cells_share(self, item->count, deals);
    for (size_t d = 0; d < scenario->demands; d++) {
        ent_csv_text(self, option_of(scenario, item->package, d));
    }
    for (size_t p = 0; p < scenario->parties; p++) {
        ent_csv_real(self, ent_exact_sum_mean(&utility[p]));
    }
    ent_csv_end_row(self);
}

void ent_table_packages(ent_csv_writer *self, const ent_figures *figures)
{
    size_t count;
    struck *list = rank(figures->tally, &count);
    uint64_t deals = ent_cells_deals(figures->tally);

    if (list == NULL) {
        ent_csv_fail(self, ENT_ERR_NO_MEMORY);
        return;
    }
    header(self, figures->scenario);
    for (size_t i = 0; i < count && i < MOST_PACKAGES; i++) {
        row(self, figures, &list[i], i + 1, deals);
    }
    free(list);
}
