/* frontier.csv */
#include "tables/analysis/frontier.h"

#include "tables/cells.h"

#include <math.h>
#include <string.h>

static const ent_column columns[] = {ENT_COLUMN_VARIANT,
    ENT_COLUMN_EACH("*", "text", "option of each demand", ENT_ITEMS_DEMANDS),
    ENT_COLUMN_EACH(
        "utility_*", "utility", "of each party, in the draw in the middle or the one asked for", ENT_ITEMS_PARTIES),
    ENT_COLUMN("pareto", "0 or 1",
        "1: no package is at least as good for all parties with a veto and better for one, in that draw"),
    ENT_COLUMN("rational", "0 or 1",
        "1: it can be a deal in that draw: every party with a veto gets at least what it gets by fighting on to the "
        "last "
        "round, and nothing in it is refused or out"),
    ENT_COLUMN("point", "text", "the bargaining rules that would choose it among the rational ones, in that draw"),
    ENT_COLUMN("ties", "count", "packages within 1e-12 of the point, itself included"),
    ENT_COLUMN("acceptable", "probability",
        "share of draws in which all parties with a veto would accept it in the last round, refusals and availability "
        "included"),
    ENT_COLUMN("signed", "probability", "share of draws in which it is the deal")};

/* The rules whose point the package is, joined by a blank, and the largest number of packages that tie with it by one
 * of them. Returns that number; 0 where it is no point. */
static size_t points_of(const ent_frontier *frontier, size_t package, char *text, size_t size)
{
    size_t ties = 0;

    text[0] = '\0';
    for (size_t r = 0; r < frontier->points; r++) {
        const ent_deal_point *point = &frontier->point[r];
        size_t length = strlen(text);
        if (point->package != package || length + strlen(point->rule->name) + 2 > size) {
            continue;
        }
        if (length > 0) {
            text[length++] = ' ';
        }
        memcpy(text + length, point->rule->name, strlen(point->rule->name) + 1);
        ties = point->ties > ties ? point->ties : ties;
    }
    return ties;
}

static void put_row(
    ent_sink *sink, const char *variant, const ent_scenario *scenario, const ent_frontier *frontier, size_t package)
{
    const ent_talks_plan *plan = frontier->plan;
    size_t below = plan->packages; /* packages with the same options up to this demand */
    char text[256];
    size_t ties = points_of(frontier, package, text, sizeof(text));

    ent_sink_text(sink, variant);
    for (size_t d = 0; d < scenario->demands; d++) {
        size_t options = scenario->demand[d].options;
        below /= options;
        ent_sink_text(sink, scenario->demand[d].option[package / below % options]);
    }
    for (size_t p = 0; p < scenario->parties; p++) {
        ent_sink_real(sink, frontier->utility[p * frontier->packages + package]);
    }
    ent_sink_count(sink, frontier->pareto[package] ? 1 : 0);
    ent_sink_count(sink, frontier->rational[package] ? 1 : 0);
    ent_sink_text(sink, text);
    if (ties > 0) {
        ent_sink_count(sink, ties);
    } else {
        ent_sink_real(sink, (double) NAN);
    }
    ent_cells_share(sink, frontier->counts.acceptance.acceptable[package], frontier->counts.acceptance.draws);
    ent_cells_share(sink, frontier->counts.deals[package], frontier->counts.draws);
    ent_sink_end_row(sink);
}

void ent_table_frontier_rows(
    ent_sink *sink, const char *variant, const ent_scenario *scenario, const ent_frontier *frontier)
{
    for (size_t i = 0; i < frontier->packages; i++) {
        if (ent_frontier_lists(frontier, i)) {
            put_row(sink, variant, scenario, frontier, i);
        }
    }
}

const ent_table ent_table_frontier = {.file = "frontier.csv",
    .about = "The space of deals: what each package is worth to each party, and how often all would accept it",
    .column = columns,
    .columns = ENT_COLUMNS(columns),
    .when = ENT_TABLE_WITH_ANALYSIS};
