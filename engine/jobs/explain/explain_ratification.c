#include "jobs/explain/explain_ratification.h"

#include "formula/calendar.h"
#include "formula/number.h"
#include "tables/draw_rows.h"
#include "wording/wording.h"

#include <math.h>

static const char *number(double value, char *buffer)
{
    return ent_number_readable(value, 3, buffer);
}

/* "month 9", and the date where the scenario gives a start: "month 9, December 2026" */
static void put_month(FILE *out, const ent_model *model, double month)
{
    const ent_run_size *run = &model->scenario->run;
    char text[ENT_NUMBER_TEXT];
    char words[ENT_CALENDAR_TEXT];

    fprintf(out, "month %s", number(month, text));
    if (run->dated) {
        ent_calendar_words(words, run->start + month);
        fprintf(out, ", %s", words);
    }
}

/* "kept, some": the options of a package, in file order. */
static void put_package(FILE *out, const ent_model *model, uint32_t package)
{
    const ent_talks_plan *plan = &model->talks;
    size_t left = package;
    size_t size = plan->packages;

    for (size_t d = 0; d < plan->demands; d++) {
        const ent_demand *demand = &model->scenario->demand[d];
        size /= demand->options;
        fprintf(out, "%s%s", d > 0 ? ", " : "", demand->option_name[left / size]);
        left %= size;
    }
}

static void put_signature(FILE *out, const ent_model *model, const ent_attempt *attempt)
{
    char round[ENT_NUMBER_TEXT];

    fprintf(out, "  A deal is signed in ");
    if (model->talks.none) {
        put_month(out, model, 0.0);
    } else {
        fprintf(out, "round %s (", number(attempt->round, round));
        put_month(out, model, attempt->month);
        fprintf(out, "): ");
        put_package(out, model, attempt->package);
    }
    fprintf(out, ".\n");
}

/* "2 months later"; "at once" */
static void put_wait(FILE *out, double months)
{
    char text[ENT_NUMBER_TEXT];

    if (months > 0.0) {
        fprintf(out, "%s month%s later", number(months, text), ent_wording_plural(months));
    } else {
        fprintf(out, "at once");
    }
}

static void put_answer(FILE *out, const ent_ratification *entry, const ent_attempt *attempt, size_t e)
{
    char text[ENT_WORDING_BYTES];

    fprintf(out, "    %s", entry->label.name);
    if (*entry->by != '\0') {
        fprintf(out, " (%s)", entry->by);
    }
    switch (attempt->answer[e]) {
    case ENT_ANSWER_NOT_ASKED:
        fprintf(out, " is not asked: `%s` does not hold.\n", entry->when.written);
        return;
    case ENT_ANSWER_TOO_LATE:
        fprintf(out, " is not asked any more: its answer would have come later.\n");
        return;
    case ENT_ANSWER_COLLAPSE:
        fprintf(out, " is not asked any more: the truce collapses before its answer.\n");
        return;
    default:
        break;
    }
    fprintf(out, " says %s ", attempt->answer[e] == ENT_ANSWER_YES ? "yes" : "no");
    put_wait(out, attempt->takes[e]);
    ent_wording_chance(text, attempt->chance[e]);
    fprintf(out, " (the chance of a yes was %s).\n", text);
}

/* The entry whose no counts: the earliest, of several in one month the first; `entries` if all approved. */
static size_t refuser_of(const ent_attempt *attempt, size_t entries)
{
    size_t found = entries;

    for (size_t e = 0; e < entries; e++) {
        if (attempt->answer[e] == ENT_ANSWER_NO && (found == entries || attempt->takes[e] < attempt->takes[found])) {
            found = e;
        }
    }
    return found;
}

/* in_force: month of the draw's deal; infinity without one. */
static void put_consequence(FILE *out, const ent_model *model, const ent_attempt *attempt, bool last, double in_force)
{
    const ent_ratification_plan *plan = &model->ratification;
    size_t entry = refuser_of(attempt, plan->entries);
    double months = 0.0;

    if (entry < plan->entries) {
        fprintf(out, "    The deal is refused in ");
        put_month(out, model, attempt->month + attempt->takes[entry]);
        fprintf(out, "%s.\n",
            !plan->if_no_talks[entry] ? ", and the talks end without one"
            : last                    ? "; the talks go on, but no other deal is signed"
                                      : "; the talks go on without this package");
        return;
    }
    if (last && !isfinite(in_force)) { /* lost to a collapse, or too late: reported with the reason for no deal */
        return;
    }
    for (size_t e = 0; e < plan->entries; e++) {
        months = attempt->answer[e] == ENT_ANSWER_YES ? fmax(months, attempt->takes[e]) : months;
    }
    fprintf(out, "    It enters into force in ");
    put_month(out, model, attempt->month + months);
    fprintf(out, ".\n");
}

void ent_explain_attempts(FILE *out, const ent_block *block)
{
    const ent_model *model = block->model;

    for (size_t n = 0; n < block->attempts; n++) {
        const ent_attempt *attempt = &block->attempt[n];
        put_signature(out, model, attempt);
        for (size_t e = 0; e < model->ratification.entries; e++) {
            put_answer(out, &model->scenario->ratification[e], attempt, e);
        }
        put_consequence(out, model, attempt, n + 1 == block->attempts, ent_draw_value(block, model->talks.month, 0));
    }
}
