#include "cli/summaries/run_cost.h"

#include "cli/command_table.h"
#include "cli/console.h"
#include "run/counter.h"
#include "wording/wording.h"

#include <stdio.h>
#include <unistd.h>

static const double LARGE = 1e10;         /* draws of a run whose time is worth a note */
static const double DRAWS_A_SECOND = 1e6; /* on one processor: a little under the slowest scenario that is shipped */

ent_run_cost ent_run_cost_of(const ent_experiment *experiment)
{
    const ent_variant_model *base = experiment->item[0];
    const ent_run_size *size = &base->scenario.run;
    ent_tally_layout layout = ent_counter_layout(&base->model, 0);
    double count = size->replications <= UINT8_MAX ? 1.0 : size->replications <= UINT16_MAX ? 2.0 : 4.0;
    double tally = (double) layout.kept * count + (double) (layout.means * sizeof(ent_exact_sum)) +
                   (double) (layout.measures * sizeof(ent_measure_sum));
    double headline = layout.headline_is_mean ? sizeof(ent_measure_sum) : 2 * sizeof(uint32_t);
    long pages = sysconf(_SC_PHYS_PAGES), page = sysconf(_SC_PAGESIZE);
    ent_run_cost made = {.memory = pages > 0 && page > 0 ? (double) pages * (double) page : 0.0};

    /* tallies of the base and of the variant at hand, and the headline of each */
    made.per_world = tally * (experiment->count > 1 ? 2 : 1) + headline * (double) experiment->count;
    made.bytes = made.per_world * (double) size->worlds;
    made.draws = (double) size->worlds * (double) size->replications * (double) experiment->count;
    return made;
}

/* "3 hours", "40 days", "6 years": one or two digits. */
static void print_duration(char *words, size_t room, double seconds)
{
    static const double unit[] = {365.25 * 86400, 86400, 3600};
    static const char *const name[] = {"years", "days", "hours"};
    size_t i = seconds >= 2 * unit[0] ? 0 : seconds >= 2 * unit[1] ? 1 : 2;
    char number[ENT_WORDING_BYTES];

    ent_wording_number(
        number, seconds / unit[i] < 1000 ? (double) (long) (seconds / unit[i] + 0.5) : seconds / unit[i]);
    (void) snprintf(words, room, "%s %s", number, name[i]);
}

/* 2.1 GB */
static void print_bytes(char *words, size_t room, double bytes)
{
    (void) snprintf(words, room, bytes >= 1e13 ? "%.0f GB" : "%.1f GB", bytes / 1e9);
}

int ent_print_run_cost(const ent_experiment *experiment, bool quiet)
{
    const ent_run_cost size = ent_run_cost_of(experiment);
    char draws[ENT_WORDING_BYTES], worlds[ENT_WORDING_BYTES];
    char duration[2 * ENT_WORDING_BYTES], needs[ENT_WORDING_BYTES], has[ENT_WORDING_BYTES];

    ent_wording_number(draws, size.draws);
    ent_wording_number(worlds, (double) experiment->item[0]->scenario.run.worlds);
    print_bytes(needs, sizeof(needs), size.bytes);
    print_bytes(has, sizeof(has), size.memory);
    print_duration(duration, sizeof(duration), size.draws / DRAWS_A_SECOND);
    if (size.memory > 0.0 && size.bytes > size.memory) {
        ent_complain(
            "run.worlds: %s worlds need %s of memory, %.0f bytes each, and this machine has %s: take fewer; four "
            "times as many worlds only halve an interval",
            worlds, needs, size.per_world, has);
        return ENT_EXIT_FAILED;
    }
    if (size.draws > LARGE && !quiet) {
        fprintf(stderr,
            "entente: a run plays %s futures in all: about %s on one processor, at a million a second, and %s of "
            "memory "
            "for its worlds\n",
            draws, duration, needs);
    }
    return ENT_EXIT_OK;
}
