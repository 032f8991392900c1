#include "report/analysis/no_deal_text.h"

#include "report/answer_text.h"
#include "wording/wording.h"

#include <math.h>
#include <string.h>

enum { MOST_REASONS = 8 };

static const ent_table *const table = &ent_table_no_deal;

static double figure(const ent_run_data *digest, size_t row, const char *column)
{
    return ent_run_data_number_at(digest, table, row, column);
}

/* The row of the base of a kind and, unless NULL, a name; the number of rows where there is none. */
static size_t row_of(const ent_run_data *digest, const char *kind, const char *name)
{
    size_t rows = ent_run_data_table(digest, table)->rows;
    size_t row = ent_run_data_row(digest, table, digest->variant[0], 0);

    while (row < rows && (strcmp(ent_run_data_text_at(digest, table, row, "kind"), kind) != 0 ||
                             (name != NULL && strcmp(ent_run_data_text_at(digest, table, row, "name"), name) != 0))) {
        row = ent_run_data_row(digest, table, digest->variant[0], row + 1);
    }
    return row;
}

/* The rows of the base of a kind, by falling count. Returns how many, at most MOST_REASONS. */
static size_t list_rows(const ent_run_data *digest, const char *kind, size_t list[MOST_REASONS])
{
    size_t rows = ent_run_data_table(digest, table)->rows;
    size_t count = 0;

    for (size_t row = ent_run_data_row(digest, table, digest->variant[0], 0); row < rows && count < MOST_REASONS;
         row = ent_run_data_row(digest, table, digest->variant[0], row + 1)) {
        size_t at = count;
        if (strcmp(ent_run_data_text_at(digest, table, row, "kind"), kind) != 0 ||
            !(figure(digest, row, "count") > 0.0)) {
            continue;
        }
        for (; at > 0 && figure(digest, list[at - 1], "count") < figure(digest, row, "count"); at--) {
            list[at] = list[at - 1];
        }
        list[at] = row;
        count++;
    }
    return count;
}

/* "31", "fewer than 1", "more than 99": of 100, for the middle of a sentence. */
static const char *of_100(ent_run_data *digest, double p)
{
    return p <= 0.005 ? "fewer than 1" : p >= 0.995 ? "more than 99" : ent_run_data_format(digest, "%.0f", 100.0 * p);
}

/* --- reasons ------------------------------------------------------------------------------------------------------ */

/* Names of the first two parties of the base with a veto; returns how many there are. */
static size_t find_vetoes(ent_run_data *digest, const char *name[2])
{
    size_t rows = ent_run_data_table(digest, table)->rows;
    size_t count = 0;

    for (size_t row = ent_run_data_row(digest, table, digest->variant[0], 0); row < rows;
         row = ent_run_data_row(digest, table, digest->variant[0], row + 1)) {
        if (strcmp(ent_run_data_text_at(digest, table, row, "kind"), "alone") == 0) {
            if (count < 2) {
                name[count] = ent_run_data_label(digest, "parties", ent_run_data_text_at(digest, table, row, "name"));
            }
            count++;
        }
    }
    return count;
}

/* "that Russia and Ukraine would both sign"; of one party "that Russia would sign" */
static const char *signatories(ent_run_data *digest)
{
    const char *name[2];
    size_t count = find_vetoes(digest, name);

    return count == 1   ? ent_run_data_format(digest, "that %s would sign", name[0])
           : count == 2 ? ent_run_data_format(digest, "that %s and %s would both sign", name[0], name[1])
                        : "that all parties with a veto would sign";
}

static const char *say_reason(ent_run_data *digest, const char *reason)
{
    if (strcmp(reason, "stages") == 0) {
        return "the talks never reach a round in which a deal could be signed";
    }
    if (strcmp(reason, "nothing_open") == 0) {
        return "nothing is left to agree on: every package has an option that is not available or that a party refuses";
    }
    if (strcmp(reason, "not_accepted") == 0) {
        return ent_run_data_format(digest, "there are terms left, but none %s", signatories(digest));
    }
    if (strcmp(reason, "not_ratified") == 0) {
        return "a deal is signed, but ratification stops it";
    }
    if (strcmp(reason, "collapse") == 0) {
        return "the truce collapses before the talks are over";
    }
    return "the deal that is signed would enter into force after the last month that is followed";
}

const char *ent_no_deal_text_reasons(ent_run_data *digest)
{
    size_t list[MOST_REASONS];
    size_t count = list_rows(digest, "reason", list);
    double draws = ent_run_data_number_at(
        digest, &ent_table_outcomes, ent_run_data_row(digest, &ent_table_outcomes, digest->variant[0], 0), "draws");
    bool ratified = ent_run_data_table(digest, &ent_table_ratification)->rows > 0;
    double none = 0.0;
    const char *text;

    for (size_t i = 0; i < count; i++) {
        none += figure(digest, list[i], "count");
    }
    if (!(none > 0.0) || !(draws > 0.0)) {
        return NULL;
    }
    text = ent_run_data_format(digest, "I%s there is no deal%s.",
        ent_answer_text_of_100(digest, none / draws, (double) NAN, (double) NAN) + 1, ratified ? " in force" : "");
    for (size_t i = 0; i < count; i++) {
        text = ent_run_data_format(digest, "%s%s %s %s", text, i == 0 ? " In" : "; in",
            of_100(digest, figure(digest, list[i], "count") / draws),
            say_reason(digest, ent_run_data_text_at(digest, table, list[i], "name")));
    }
    return ent_run_data_format(digest, "%s.", text);
}

/* --- who stands in the way ---------------------------------------------------------------------------------------- */

/* ", Russia alone stands in the way in 11 of 100, Ukraine alone in 5" */
static const char *say_only(ent_run_data *digest)
{
    size_t list[MOST_REASONS];
    size_t count = list_rows(digest, "only", list);
    const char *text = "";

    for (size_t i = 0; i < count; i++) {
        text = ent_run_data_format(digest, "%s, %s alone%s in %s%s", text,
            ent_run_data_label(digest, "parties", ent_run_data_text_at(digest, table, list[i], "name")),
            i == 0 ? " stands in the way" : "", of_100(digest, figure(digest, list[i], "share")),
            i == 0 ? " of 100" : "");
    }
    return text;
}

const char *ent_no_deal_text_blockers(ent_run_data *digest)
{
    const char *name[2];
    size_t vetoes = find_vetoes(digest, name);
    double several = figure(digest, row_of(digest, "several", NULL), "share");
    double none = figure(digest, row_of(digest, "none", NULL), "share");
    const char *text;

    if (isnan(several) || isnan(none)) {
        return NULL;
    }
    if (vetoes == 1) {
        return ent_run_data_format(digest, "Where terms are left, %s alone stands in the way.", name[0]);
    }
    text = ent_run_data_format(digest, "Where terms are left%s", say_only(digest));
    if (several > 0.0) {
        text = ent_run_data_format(digest, "%s%s in %s %s could make the deal by accepting less", text,
            strchr(text, ',') != NULL ? ";" : ",", of_100(digest, several),
            vetoes == 2 ? "either of the two" : "any one of several");
    }
    if (none > 0.0) {
        text = ent_run_data_format(digest, "%s%s in %s more than one would have to accept less", text,
            strchr(text, ',') != NULL ? ";" : ",", of_100(digest, none));
    }
    return ent_run_data_format(digest, "%s.", text);
}
