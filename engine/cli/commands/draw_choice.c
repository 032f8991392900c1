#include "cli/commands/draw_choice.h"

#include "base/arena.h"
#include "base/shell_word.h"
#include "base/status.h"
#include "cli/console.h"
#include "jobs/explain/typical_draw.h"
#include "wording/wording.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

static bool looks(const ent_options *options)
{
    return options->where != NULL || options->outcome != NULL || options->typical;
}

int ent_draw_choice_check(const ent_options *options)
{
    bool numbered = ent_options_gave(options, "draw");
    ent_arena arena = {0};

    if (numbered && looks(options)) {
        ent_complain("--draw names a future, and --%s looks for one: give either of them",
            options->where != NULL     ? "where"
            : options->outcome != NULL ? "outcome"
                                       : "typical");
        return ENT_EXIT_USAGE;
    }
    if (!numbered && !looks(options)) {
        const char *path = ent_shell_path(options->operand[0], &arena);
        ent_complain(
            "explain wants a draw: entente explain %s --draw 0; or --typical, --outcome NAME, --where CONDITION",
            path != NULL ? path : "FILE");
        ent_arena_free(&arena);
        return ENT_EXIT_USAGE;
    }
    return ENT_EXIT_OK;
}

/* --- outcomes ----------------------------------------------------------------------------------------------------- */

static void complain_of_outcome(const char *outcome, const ent_scenario *scenario)
{
    const char **name = calloc(scenario->outcomes + 1, sizeof(*name));
    char list[1024] = "";
    const char *near = NULL;

    for (size_t i = 0; name != NULL && i < scenario->outcomes; i++) {
        size_t length = strlen(list);
        name[i] = scenario->outcome[i].label.id;
        snprintf(list + length, sizeof(list) - length, "%s%s", i > 0 ? ", " : "", name[i]);
    }
    near = name != NULL ? ent_nearest_name(outcome, name, scenario->outcomes) : NULL;
    if (near != NULL) {
        ent_complain("there is no outcome `%s`; did you mean `%s`?", outcome, near);
    } else {
        ent_complain("there is no outcome `%s`; those of the file are %s", outcome, list);
    }
    free((void *) name);
}

/* Sets *number to that of the outcome asked for; SIZE_MAX: any. */
static int find_outcome(const ent_options *options, const ent_scenario *scenario, size_t *number)
{
    *number = SIZE_MAX;
    if (options->outcome == NULL) {
        return ENT_EXIT_OK;
    }
    for (*number = 0; *number < scenario->outcomes; (*number)++) {
        if (strcmp(scenario->outcome[*number].label.id, options->outcome) == 0) {
            return ENT_EXIT_OK;
        }
    }
    if (strcmp(options->outcome, "unclassified") == 0) {
        return ENT_EXIT_OK;
    }
    complain_of_outcome(options->outcome, scenario);
    return ENT_EXIT_USAGE;
}

static const char *name_of_outcome(const ent_scenario *scenario, size_t outcome)
{
    return outcome < scenario->outcomes ? scenario->outcome[outcome].label.name : "none of the file's outcomes";
}

/* "in which `agreed` holds and that end as “Peace”": the draws asked for. */
static void say_wanted(const ent_options *options, const ent_scenario *scenario, size_t outcome, bool one, FILE *out)
{
    if (options->where != NULL) {
        fprintf(out, " in which `%s` holds", options->where);
    }
    if (outcome != SIZE_MAX && (options->outcome != NULL || options->where == NULL)) {
        fprintf(out, "%s that %s as \xE2\x80\x9C%s\xE2\x80\x9D", options->where != NULL ? " and" : "",
            one ? "ends" : "end", name_of_outcome(scenario, outcome));
    }
}

/* --- the draw ----------------------------------------------------------------------------------------------------- */

static void complain_of_none(const ent_options *options, const ent_scenario *scenario, size_t outcome, uint64_t looked)
{
    char *words = NULL;
    size_t length = 0;
    FILE *out = open_memstream(&words, &length);
    char number[ENT_WORDING_BYTES];

    ent_wording_number(number, (double) looked);
    if (out != NULL) {
        say_wanted(options, scenario, outcome, true, out);
        (void) fclose(out);
    }
    ent_complain(
        "none of %s future%s is one%s", number, ent_wording_plural((double) looked), words != NULL ? words : "");
    free(words);
}

int ent_choose_draw(const ent_options *options, const ent_variant_model *variant, ent_draw_found *found)
{
    const ent_run_size *run = &variant->scenario.run;
    ent_draw_query query = {.variant = variant, .where = options->where != NULL};
    int status = find_outcome(options, &variant->scenario, &query.outcome);

    *found = (ent_draw_found){.any = true, .draw = options->draw, .outcome = SIZE_MAX};
    if (status != ENT_EXIT_OK) {
        return status;
    }
    if (looks(options)) {
        status = options->typical ? ent_find_typical_draw(&query, found) : ent_find_first_draw(&query, found);
        if (status != ENT_OK) {
            return ent_exit_status(status);
        }
        if (!found->any) {
            complain_of_none(options, &variant->scenario, query.outcome, found->looked);
            return ENT_EXIT_FAILED;
        }
    } else if (options->draw >= run->worlds * run->replications) {
        ent_complain(
            "there is no draw %" PRIu64 ": they are 0 to %" PRIu64, options->draw, run->worlds * run->replications - 1);
        return ENT_EXIT_USAGE;
    }
    return ENT_EXIT_OK;
}

void ent_print_draw_choice(const ent_options *options, const ent_variant_model *variant, const ent_draw_found *found)
{
    char looked[ENT_WORDING_BYTES];
    char matching[ENT_WORDING_BYTES];

    ent_wording_number(looked, (double) found->looked);
    ent_wording_number(matching, (double) found->matching);
    if (options->typical) {
        printf("  The most typical of %s future%s", matching, ent_wording_plural((double) found->matching));
        say_wanted(options, &variant->scenario, found->outcome, found->matching == 1, stdout);
        printf(", of %s in all: the nearest to their middle.\n", looked);
    } else if (looks(options)) {
        printf("  The first future");
        say_wanted(options, &variant->scenario, found->outcome, true, stdout);
        printf("; %s %s looked at.\n", looked, found->looked == 1 ? "was" : "were");
    }
}
