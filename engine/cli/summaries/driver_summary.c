#include "cli/summaries/driver_summary.h"

#include "cli/console.h"
#include "cli/json_output.h"
#include "tables/format/csv_reader.h"
#include "tables/tables.h"
#include "wording/display_name.h"
#include "wording/driver_words.h"
#include "wording/wording.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { MOST_LISTED = 10 }; /* rows of each variant in the JSON document */

/* Reads drivers.csv of the run in memory. */
static void read_drivers(ent_csv *table, const ent_results *results)
{
    const ent_csv_writer *from = &results->table[ent_table_index(&ent_table_drivers)];

    ent_csv_init(table);
    if (from->bytes != NULL) {
        (void) ent_csv_parse(table, from->bytes, from->length);
    }
}

static const char *text_at(const ent_csv *table, size_t row, const char *column)
{
    return ent_csv_cell(table, row, ent_csv_column(table, column));
}

/* --- terminal ----------------------------------------------------------------------------------------------------- */

static bool is_label(const ent_label *label, const char *id)
{
    return strcmp(label->id, id) == 0;
}

/* Name of an option, "demands.DEMAND.OPTION"; NULL for any other path. */
static const char *option_name(const ent_scenario *scenario, const char *path)
{
    for (size_t d = 0; d < scenario->demands; d++) {
        const ent_demand *demand = &scenario->demand[d];
        for (size_t o = 0; o < demand->options; o++) {
            char own[512];
            snprintf(own, sizeof(own), "demands.%s.%s", demand->label.id, demand->option[o]);
            if (strcmp(own, path) == 0) {
                return demand->option_name[o];
            }
        }
    }
    return NULL;
}

/* Finds a label of a section by its id; NULL where there is none. */
#define FIND(section, list, count)                                                                                     \
    for (size_t i = 0; strncmp(path, section ".", sizeof(section)) == 0 && i < (count); i++) {                         \
        if (is_label(&(list)[i].label, id)) {                                                                          \
            return (list)[i].label.name;                                                                               \
        }                                                                                                              \
    }

/* What names are looked up in, and made in. */
typedef struct names {
    const ent_scenario *scenario;
    ent_arena arena;
} names;

static const char *label_of(void *context, const char *path, const char *id)
{
    names *self = context;
    const ent_scenario *scenario = self->scenario;
    const char *option = option_name(scenario, path);

    FIND("factors", scenario->factor, scenario->factors)
    FIND("events", scenario->event, scenario->events)
    FIND("contributors", scenario->contributor, scenario->contributors)
    FIND("demands", scenario->demand, scenario->demands)
    FIND("talks.stages", scenario->talks.stage, scenario->talks.stages)
    FIND("parties", scenario->party, scenario->parties)
    FIND("truce.causes", scenario->cause, scenario->causes)
    FIND("guarantees", scenario->guarantee, scenario->guarantees)
    return option != NULL ? option : ent_display_name(id, NULL, &self->arena);
}

/* Row of the base with the largest clear difference; stages of the talks stand back, since without them there is no
 * deal anyway. The table's number of rows where there is none. */
static size_t find_most(const ent_csv *table)
{
    size_t stage = table->rows;

    for (size_t row = 0; row < table->rows && strcmp(text_at(table, row, "variant"), "base") == 0; row++) {
        bool is_stage = strcmp(text_at(table, row, "kind"), "stage") == 0;
        if (!ent_wording_is_clear(ent_csv_number_of(table, row, "difference"),
                ent_csv_number_of(table, row, "difference_low"), ent_csv_number_of(table, row, "difference_high"))) {
            continue;
        }
        if (!is_stage) {
            return row;
        }
        stage = stage == table->rows ? row : stage;
    }
    return stage;
}

static void print_row(const ent_csv *table, size_t row, const ent_scenario *scenario)
{
    const char *kind = text_at(table, row, "kind"), *quantity = text_at(table, row, "quantity");
    names of = {.scenario = scenario};
    const char *name = ent_driver_name(kind, quantity, label_of, &of, &of.arena);
    char low[ENT_WORDING_BYTES], high[ENT_WORDING_BYTES];

    ent_wording_percent(low, ent_csv_number_of(table, row, "low"));
    ent_wording_percent(high, ent_csv_number_of(table, row, "high"));
    printf("  goes along with it most: %s: %s %s, %s %s (drivers.csv)\n", name != NULL ? name : quantity, low,
        ent_driver_low_side(kind, quantity), high, ent_driver_high_side(kind, quantity));
    ent_arena_free(&of.arena);
}

void ent_print_driver(const ent_results *results)
{
    ent_csv table;
    size_t row;

    read_drivers(&table, results);
    row = find_most(&table);
    if (row < table.rows) {
        print_row(&table, row, &results->experiment->item[0]->scenario);
    }
    ent_csv_free(&table);
}

/* --- JSON --------------------------------------------------------------------------------------------------------- */

static cJSON *row_json(const ent_csv *table, size_t row)
{
    static const char *const column[] = {"share", "low", "high", "difference", "difference_low", "difference_high",
        "explained", "explained_low", "explained_high"};
    cJSON *json = cJSON_CreateObject();

    cJSON_AddStringToObject(json, "quantity", text_at(table, row, "quantity"));
    cJSON_AddStringToObject(json, "kind", text_at(table, row, "kind"));
    for (size_t i = 0; i < sizeof(column) / sizeof(*column); i++) {
        double x = ent_csv_number_of(table, row, column[i]);
        ent_json_number(json, column[i], !isnan(x), x);
    }
    return json;
}

void ent_add_drivers(cJSON *variants, const ent_results *results)
{
    ent_csv table;
    size_t row = 0;

    read_drivers(&table, results);
    for (size_t v = 0; v < results->experiment->count; v++) {
        cJSON *list = cJSON_AddArrayToObject(cJSON_GetArrayItem(variants, (int) v), "drivers");
        for (size_t i = 0; row < table.rows && strcmp(text_at(&table, row, "variant"), results->summary[v].id) == 0;
             i++, row++) {
            if (i < MOST_LISTED) {
                ent_json_append(list, row_json(&table, row));
            }
        }
    }
    ent_csv_free(&table);
}
