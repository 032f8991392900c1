#include "cli/summaries/run_findings.h"

#include "base/status.h"
#include "cli/console.h"
#include "cli/json_output.h"
#include "cli/output/streams.h"
#include "formula/number.h"
#include "tables/format/csv_reader.h"
#include "tables/warnings.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

enum { MOST_WARNINGS = 10 };

/* --- checks ------------------------------------------------------------------------------------------------------- */

/* "0.39 to 0.43", or "0.39 or more" if the other end has no bound. */
static void print_interval(const ent_estimate *estimate)
{
    char low[ENT_NUMBER_TEXT];
    char high[ENT_NUMBER_TEXT];
    bool below = isfinite(estimate->low);
    bool above = isfinite(estimate->high);

    ent_number_readable(estimate->low, 4, low);
    ent_number_readable(estimate->high, 4, high);
    printf("%s%s%s%s\n", below ? low : "",
        below && above ? " to "
        : below        ? " or more"
                       : "",
        above ? high : "", above && !below ? " or less" : "");
}

/* "check FALSE: P(agreed) > 0.5: it is 0.41, 95% interval 0.39 to 0.43"; of two probabilities "the difference is". */
static void print_check(const ent_check_outcome *check)
{
    const ent_estimate *estimate = &check->estimate;
    bool is_false = check->result == ENT_CHECK_FALSE;
    bool colour = is_false && ent_console_colour(stdout);
    char value[ENT_NUMBER_TEXT];
    const char *subject = check->has_two ? "the difference" : "it";

    printf("  check %s%s%s: %s: ", ent_code_if(colour, ENT_CODE_RED_BOLD), is_false ? "FALSE" : "cannot be told",
        ent_code_if(colour, ENT_CODE_OFF), ent_line(check->text));
    if (check->beyond > 0) {
        printf("in %" PRIu64 " draws the number is infinite or no number, so there is no mean\n", check->beyond);
    } else if (!estimate->has_p) {
        puts(check->has_two ? "a condition never held, or in one world only" : "its condition never held");
    } else if (!estimate->has_interval) {
        printf("%s is %s, without an interval\n", subject, ent_number_readable(estimate->p, 4, value));
    } else {
        printf("%s is %s, 95%% interval ", subject, ent_number_readable(estimate->p, 4, value));
        print_interval(estimate);
    }
}

void ent_print_checks(const ent_results *self)
{
    size_t listed = self->checks_failed + self->checks_undecided;
    size_t hold = self->checks - listed;

    if (self->checks > 0 && listed == 0) {
        printf("  %s\n", hold == 1 ? "the check holds" : hold == 2 ? "both checks hold" : "all checks hold");
    } else if (self->checks > 1) {
        printf("  %zu of %zu checks %s (checks.csv)\n", hold, self->checks, hold == 1 ? "holds" : "hold");
    }
    for (size_t i = 0; i < listed; i++) {
        print_check(&self->check[i]);
    }
}

void ent_add_checks(cJSON *json, const ent_results *self)
{
    cJSON *list = cJSON_AddArrayToObject(json, "check_results");

    for (size_t i = 0; i < self->checks_failed + self->checks_undecided; i++) {
        const ent_check_outcome *check = &self->check[i];
        cJSON *item = cJSON_CreateObject();
        cJSON_AddStringToObject(item, "variant", check->variant);
        cJSON_AddStringToObject(item, "check", check->text);
        ent_json_number(item, "value", check->estimate.has_p, check->estimate.p);
        ent_json_number(item, "mc_low", check->estimate.has_interval, check->estimate.low);
        ent_json_number(item, "mc_high", check->estimate.has_interval, check->estimate.high);
        ent_json_member(item, "holds", check->result == ENT_CHECK_FALSE ? cJSON_CreateFalse() : cJSON_CreateNull());
        ent_json_append(list, item);
    }
}

/* --- warnings ----------------------------------------------------------------------------------------------------- */

/* Reads warnings.csv of the run in memory. */
static void read_warnings(ent_csv *table, const ent_results *results)
{
    const ent_csv_writer *from = &results->table[ent_table_index(&ent_table_warnings)];

    ent_csv_init(table);
    if (from->bytes != NULL) {
        (void) ent_csv_parse(table, from->bytes, from->length);
    }
}

/* One warning, with the variants that it concerns. */
typedef struct warning {
    const char *path, *text, *variant; /* variant: the first one */
    size_t variants;
    double least, most; /* its count in these variants; 0: not counted */
} warning;

/* Finds the rows of warnings.csv that repeat row `row`. Returns false where an earlier row is the same warning. */
static bool collect(const ent_csv *table, size_t row, warning *found)
{
    size_t path = ent_csv_column(table, "path");
    size_t text = ent_csv_column(table, "warning");
    size_t count = ent_csv_column(table, "count");

    *found = (warning){.path = ent_csv_cell(table, row, path),
        .text = ent_csv_cell(table, row, text),
        .variant = ent_csv_cell(table, row, ent_csv_column(table, "variant")),
        .least = ent_csv_number(table, row, count),
        .most = ent_csv_number(table, row, count)};
    for (size_t i = 0; i < table->rows; i++) {
        double own = ent_csv_number(table, i, count);
        if (strcmp(ent_csv_cell(table, i, path), found->path) != 0 ||
            strcmp(ent_csv_cell(table, i, text), found->text) != 0) {
            continue;
        }
        if (i < row) {
            return false;
        }
        found->variants++;
        found->least = own < found->least ? own : found->least;
        found->most = own > found->most ? own : found->most;
    }
    return true;
}

/* Whether a warning is about the file: it is listed for the base alone, though it may be true of the variants too. */
static bool is_of_file(const warning *self, const ent_experiment *experiment)
{
    const ent_variant_model *base = experiment->item != NULL ? experiment->item[0] : NULL;

    if (base == NULL || strcmp(self->variant, "base") != 0) {
        return false;
    }
    for (size_t i = 0; i < base->warnings.count; i++) {
        const ent_diagnostic *item = &base->warnings.item[i];
        if (strcmp(item->path, self->path) == 0 && strcmp(item->text, self->text) == 0) {
            return true;
        }
    }
    return false;
}

/* The warning as one text in the arena; NULL when memory is out. */
static const char *words_of(const warning *self, const ent_experiment *experiment, ent_arena *arena)
{
    size_t variants = is_of_file(self, experiment) ? self->variants : experiment->count;
    char least[ENT_NUMBER_TEXT];
    char most[ENT_NUMBER_TEXT];
    const char *count = "";
    const char *where = "";

    if (self->most > 0.0) {
        bool one = self->least == self->most;
        count = ent_arena_printf(arena, ": %s%s%s", ent_number_readable(self->least, 15, least), one ? "" : " to ",
            one ? "" : ent_number_readable(self->most, 15, most));
    }
    if (self->variants < variants && self->variants == 1) {
        where = ent_arena_printf(arena, " (in %s)", self->variant);
    } else if (self->variants < variants) {
        where = ent_arena_printf(arena, " (in %zu of %zu variants)", self->variants, variants);
    }
    return count != NULL && where != NULL ? ent_arena_printf(arena, "%s%s%s", self->text, count, where) : NULL;
}

/* Calls `put` with the notes about the file, which no table has. */
static void each_note(const ent_results *self, void (*put)(const ent_diagnostic *note))
{
    const ent_variant_model *base = self->experiment->item != NULL ? self->experiment->item[0] : NULL;

    for (size_t i = 0; base != NULL && i < base->warnings.count; i++) {
        if (base->warnings.item[i].severity == ENT_SEVERITY_NOTE) {
            put(&base->warnings.item[i]);
        }
    }
}

static void print_note(const ent_diagnostic *note)
{
    printf("  note: %s: %s\n", note->path, ent_line(note->text));
}

void ent_print_run_warnings(const ent_results *self)
{
    ent_arena arena = {0};
    ent_csv table;
    size_t count = 0;
    warning one;

    each_note(self, print_note);
    read_warnings(&table, self);
    for (size_t row = 0; row < table.rows; row++) {
        if (!collect(&table, row, &one) || strcmp(one.path, ENT_WARNING_OF_DRIVERS) == 0) {
            continue;
        }
        count++;
        if (count <= MOST_WARNINGS) {
            const char *words = words_of(&one, self->experiment, &arena);
            printf("  warning: %s%s%s\n", one.path, *one.path != '\0' ? ": " : "",
                ent_line(words != NULL ? words : one.text));
        }
    }
    if (count > MOST_WARNINGS) {
        printf("  and %zu more warnings: see warnings.csv\n", count - MOST_WARNINGS);
    }
    ent_csv_free(&table);
    ent_arena_free(&arena);
}

void ent_add_run_warnings(const ent_results *self)
{
    ent_arena arena = {0};
    ent_csv table;
    warning one;

    each_note(self, ent_json_diagnostic);
    read_warnings(&table, self);
    for (size_t row = 0; row < table.rows; row++) {
        if (collect(&table, row, &one)) {
            const char *words = words_of(&one, self->experiment, &arena);
            ent_diagnostic diagnostic = {
                .severity = ENT_SEVERITY_WARNING, .path = one.path, .text = words != NULL ? words : one.text};
            ent_json_diagnostic(&diagnostic);
        }
    }
    ent_csv_free(&table);
    ent_arena_free(&arena);
}
