#include "jobs/explain/explain_story.h"

#include "formula/number.h"
#include "jobs/explain/explain_during.h"
#include "simulate/truce/story.h"
#include "tables/draw_rows.h"
#include "wording/wording.h"

#include <math.h>

enum { MOST_LINES = 60 };

/* The event of the scenario that is timed event `e` of the truce. */
static const char *event_name(const ent_scenario *scenario, size_t e)
{
    size_t i = 0;

    for (;; i++) {
        if (ent_event_in_truce(&scenario->event[i]) && e-- == 0) {
            return scenario->event[i].label.name;
        }
    }
}

static void put_tests(FILE *out, const ent_scenario *scenario, const ent_story_entry *test, const ent_story_entry *end)
{
    for (; test < end; test++) {
        fprintf(out, "; %s is tested and %s", scenario->guarantee[test->subject].label.name,
            test->kind == ENT_STORY_HONOURED                    ? "honoured"
            : scenario->guarantee[test->subject].fails_for_good ? "not honoured, and void from then on"
                                                                : "not honoured");
    }
}

/* A violation, the tests that came with it, and its end. */
static void put_violation(
    FILE *out, const ent_scenario *scenario, const ent_story_entry *test, const ent_story_entry *it)
{
    fprintf(out, "%s", scenario->cause[it->subject].label.name);
    put_tests(out, scenario, test, it);
    fprintf(out, it->by == ENT_VIOLATION_OPEN        ? "; the truce collapses."
                 : it->by == ENT_VIOLATION_BY_ITSELF ? "; it is contained."
                                                     : "; it contains the violation.");
}

static void put_change(FILE *out, const ent_scenario *scenario, const ent_story_entry *it)
{
    char troops[ENT_NUMBER_TEXT];

    switch (it->kind) {
    case ENT_STORY_EVENT_BEGINS:
        fprintf(out, "%s begins.", event_name(scenario, it->subject));
        break;
    case ENT_STORY_EVENT_LASTS:
        fprintf(out, "%s has begun before.", event_name(scenario, it->subject));
        break;
    case ENT_STORY_EVENT_ENDS:
        fprintf(out, "%s ends.", event_name(scenario, it->subject));
        break;
    case ENT_STORY_ARRIVES:
        fprintf(out, "%s arrives with %s troop%s.", scenario->contributor[it->subject].label.name,
            ent_number_readable(round(it->troops), 17, troops), ent_wording_plural(round(it->troops)));
        break;
    case ENT_STORY_LEAVES:
        fprintf(out, "%s leaves.", scenario->contributor[it->subject].label.name);
        break;
    case ENT_STORY_IN_FORCE:
        fprintf(out, "%s is in force.", scenario->guarantee[it->subject].label.name);
        break;
    default:
        fprintf(out, "%s is no longer in force.", scenario->guarantee[it->subject].label.name);
        break;
    }
}

static bool is_test(const ent_story_entry *it)
{
    return it->kind == ENT_STORY_HONOURED || it->kind == ENT_STORY_NOT_HONOURED;
}

/* A line with the entries [first, end), all of one month. */
static void put_month(FILE *out, const ent_block *block, const ent_story_entry *first, const ent_story_entry *end)
{
    const ent_scenario *scenario = block->model->scenario;
    double start = scenario->truce.in_force ? 0.0 : ent_draw_value(block, block->model->talks.month, 0);
    const ent_story_entry *test = NULL; /* the first of those of a violation */
    char when[ENT_EXPLAIN_DATE_BYTES];

    fprintf(out, "    Month %zu%s:", first->month,
        ent_explain_date(scenario, start + (double) first->month, " (", ")", when));
    for (const ent_story_entry *it = first; it < end; it++) {
        if (is_test(it)) {
            test = test == NULL ? it : test;
            continue;
        }
        fprintf(out, " ");
        if (it->kind == ENT_STORY_VIOLATION) {
            put_violation(out, scenario, test != NULL ? test : it, it);
            test = NULL;
        } else {
            put_change(out, scenario, it);
        }
    }
    fprintf(out, "\n");
}

void ent_explain_story(FILE *out, const ent_block *block)
{
    const ent_story *story = block->story;
    size_t lines = 0;

    if (story == NULL || story->count == 0) {
        return;
    }
    fprintf(out, "  Month by month:\n");
    for (size_t first = 0; first < story->count;) {
        size_t end = first + 1;
        while (end < story->count && story->entry[end].month == story->entry[first].month) {
            end++;
        }
        if (lines++ < MOST_LINES) {
            put_month(out, block, &story->entry[first], &story->entry[end]);
        }
        first = end;
    }
    if (lines > MOST_LINES) {
        fprintf(out, "    Something happens in %zu month%s more.\n", lines - MOST_LINES,
            ent_wording_plural((double) (lines - MOST_LINES)));
    }
}
