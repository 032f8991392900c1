/* packages.csv */
#include "base/status.h"
#include "tables/cells.h"

#include <stdlib.h>

enum { MOST_PACKAGES = 1000 };

static const ent_column columns[] = {ENT_COLUMN_VARIANT,
    ENT_COLUMN("rank", "count", "1 for the most frequent deal; the first 1000 are listed"),
    ENT_COLUMN("count", "count", "number of draws that agree on the package"),
    ENT_COLUMN("share", "probability", "share of all deals"),
    ENT_COLUMN_EACH("*", "text", "option of each demand", ENT_ITEMS_DEMANDS),
    ENT_COLUMN_EACH("utility_*", "utility", "mean utility of each party over these deals", ENT_ITEMS_PARTIES)};

/* A package that some draw agreed on. */
typedef struct agreed_package {
    uint64_t count;
    size_t package;
} agreed_package;

/* By falling count; equal counts by package number. */
static int compare(const void *left, const void *right)
{
    const agreed_package *a = left;
    const agreed_package *b = right;

    if (a->count != b->count) {
        return a->count > b->count ? -1 : 1;
    }
    return a->package < b->package ? -1 : a->package > b->package ? 1 : 0;
}

/* Returns the packages with a count, in order: an array [*count] that the caller frees. NULL when memory is out. */
static agreed_package *rank(const ent_tally *tally, size_t *count)
{
    agreed_package *list;

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
            list[(*count)++] = (agreed_package){.count = tally->package_count[i], .package = i};
        }
    }
    qsort(list, *count, sizeof(*list), compare);
    return list;
}

/* A package's number in mixed radix: one digit a demand, its option; the last demand is the lowest digit. */
static const char *option_of(const ent_scenario *scenario, size_t package, size_t demand)
{
    for (size_t d = scenario->demands; d-- > demand + 1;) {
        package /= scenario->demand[d].options;
    }
    return scenario->demand[demand].option[package % scenario->demand[demand].options];
}

static void put_row(
    ent_sink *sink, const ent_figures *figures, const agreed_package *item, uint64_t number, uint64_t deals)
{
    const ent_scenario *scenario = figures->scenario;
    const ent_exact_sum *utility = figures->tally->package_utility + item->package * scenario->parties;

    ent_sink_text(sink, figures->variant);
    ent_sink_count(sink, number);
    ent_sink_count(sink, item->count);
    ent_cells_share(sink, item->count, deals);
    for (size_t d = 0; d < scenario->demands; d++) {
        ent_sink_text(sink, option_of(scenario, item->package, d));
    }
    for (size_t p = 0; p < scenario->parties; p++) {
        ent_sink_real(sink, ent_exact_sum_mean(&utility[p]));
    }
    ent_sink_end_row(sink);
}

static void write_rows(ent_sink *sink, const ent_figures *figures)
{
    size_t count;
    agreed_package *list = rank(figures->tally, &count);
    uint64_t deals = ent_cells_deals(figures->tally);

    ent_sink_fail(sink, list != NULL ? ENT_OK : ENT_ERR_NO_MEMORY);
    for (size_t i = 0; list != NULL && i < count && i < MOST_PACKAGES; i++) {
        put_row(sink, figures, &list[i], i + 1, deals);
    }
    free(list);
}

const ent_table ent_table_packages = {.file = "packages.csv",
    .about = "The packages agreed on, most frequent first",
    .column = columns,
    .columns = ENT_COLUMNS(columns),
    .write = write_rows};
