/* The method `frontier`: the space of deals. */
#include "base/status.h"
#include "jobs/analyse/methods.h"
#include "run/deals/frontier.h"
#include "tables/analysis/frontier.h"
#include "wording/analysis/frontier_words.h"

#include <inttypes.h>
#include <math.h>

/* The source of the tables. */
typedef struct found {
    const ent_analysis *analysis;
    const ent_frontier *frontier;
    const uint64_t *draw;
} found;

static uint64_t draws(const ent_analysis *self)
{
    const ent_run_size *run = &self->variant->scenario.run;

    return self->variant->model.talks.none ? 0 : run->worlds * run->replications;
}

static void write_packages(ent_sink *sink, const void *context)
{
    const found *self = context;

    ent_table_frontier_rows(sink, self->analysis->variant->id, &self->analysis->variant->scenario, self->frontier);
}

static void write_summary(ent_sink *sink, const void *context)
{
    const found *self = context;

    ent_table_frontier_summary_rows(
        sink, self->analysis->variant->id, &self->analysis->variant->scenario, self->frontier, self->draw);
}

/* --- findings ----------------------------------------------------------------------------------------------------- */

static double count_of(const bool *flag, size_t count)
{
    size_t set = 0;

    for (size_t i = 0; i < count; i++) {
        set += flag[i] ? 1 : 0;
    }
    return (double) set;
}

/* The figures of the sentences. party: [parties of the scenario], filled */
static ent_frontier_figures figures_of(const found *self, ent_frontier_party *party)
{
    const ent_scenario *scenario = &self->analysis->variant->scenario;
    const ent_frontier *from = self->frontier;
    const ent_acceptance_counts *of = &from->counts.acceptance;
    double draws_counted = of->draws > 0 ? (double) of->draws : (double) NAN;
    ent_frontier_figures made = {.draw = self->draw != NULL ? (double) *self->draw : (double) NAN,
        .packages = (double) from->packages,
        .out = count_of(from->out, from->packages),
        .pareto = count_of(from->pareto, from->packages),
        .rational = (double) from->rationals,
        .counted = (double) of->draws,
        .none = (double) of->none / draws_counted,
        .nothing_left = (double) of->nothing_left / draws_counted,
        .apart = (double) of->apart / draws_counted,
        .party = party};

    for (size_t p = 0; p < scenario->parties; p++) {
        if (from->plan->veto[p]) {
            party[made.parties++] = (ent_frontier_party){.name = scenario->party[p].label.name,
                .never_enough = (double) of->never_enough[p] / draws_counted,
                .reservation = from->reservation[p]};
        }
    }
    return made;
}

/* "Territory: frozen; Troops: none" */
static const char *options_of(const ent_scenario *scenario, size_t package, ent_arena *arena)
{
    const char *text = "";

    for (size_t d = scenario->demands; d-- > 0 && text != NULL;) {
        const ent_demand *demand = &scenario->demand[d];
        text = ent_arena_printf(arena, "%s: %s%s%s", demand->label.name, demand->option_name[package % demand->options],
            *text != '\0' ? "; " : "", text);
        package /= demand->options;
    }
    return text;
}

static int describe_package(const found *self, ent_arena *arena, size_t package, ent_frontier_package *made)
{
    const ent_frontier *from = self->frontier;
    const ent_scenario *scenario = &self->analysis->variant->scenario;
    double *utility = ent_arena_array(arena, scenario->parties + 1, sizeof(*utility));
    size_t vetoes = 0;

    *made = (ent_frontier_package){.options = options_of(scenario, package, arena),
        .rules = "",
        .acceptable = (double) from->counts.acceptance.acceptable[package] / (double) from->counts.acceptance.draws,
        .is_signed = (double) from->counts.deals[package] / (double) from->counts.draws,
        .utility = utility};
    for (size_t p = 0; utility != NULL && p < scenario->parties; p++) {
        if (from->plan->veto[p]) {
            utility[vetoes++] = from->utility[p * from->packages + package];
        }
    }
    for (size_t r = 0; r < from->points && made->rules != NULL; r++) {
        if (from->point[r].package == package) {
            made->rules = ent_arena_printf(
                arena, "%s%s%s", made->rules, *made->rules != '\0' ? " " : "", from->point[r].rule->name);
        }
    }
    return utility != NULL && made->options != NULL && made->rules != NULL ? ENT_OK : ENT_ERR_NO_MEMORY;
}

static bool is_point(const ent_frontier *frontier, size_t package)
{
    for (size_t r = 0; r < frontier->points; r++) {
        if (frontier->point[r].package == package) {
            return true;
        }
    }
    return false;
}

/* The packages that are the point of a rule, in file order. made: [ENT_FRONTIER_POINTS] */
static int describe_points(const found *self, ent_arena *arena, ent_frontier_package *made, size_t *packages)
{
    int status = ENT_OK;

    *packages = 0;
    for (size_t i = 0; i < self->frontier->packages && status == ENT_OK; i++) {
        if (is_point(self->frontier, i)) {
            status = describe_package(self, arena, i, &made[(*packages)++]);
        }
    }
    return status;
}

static int find(ent_analysis *self, const char *text)
{
    return text == NULL ? ENT_ERR_NO_MEMORY : *text != '\0' ? ent_analysis_find(self, "%s", text) : ENT_OK;
}

static size_t most_acceptable(const ent_frontier *frontier)
{
    const uint64_t *acceptable = frontier->counts.acceptance.acceptable;
    size_t best = 0;

    for (size_t i = 1; i < frontier->packages; i++) {
        best = acceptable[i] > acceptable[best] ? i : best;
    }
    return best;
}

static int add_findings(ent_analysis *self, const found *from)
{
    ent_arena *arena = &self->arena;
    ent_frontier_party *party = ent_arena_array(arena, self->variant->scenario.parties + 1, sizeof(*party));
    ent_frontier_package point[ENT_FRONTIER_POINTS];
    ent_frontier_package best;
    ent_frontier_figures figures;
    size_t points = 0;
    int status = party != NULL ? describe_points(from, arena, point, &points) : ENT_ERR_NO_MEMORY;

    status = status == ENT_OK ? describe_package(from, arena, most_acceptable(from->frontier), &best) : status;
    if (status != ENT_OK) {
        return status;
    }
    figures = figures_of(from, party);
    status = find(self, ent_frontier_zone_sentence(&figures, arena));
    status = status == ENT_OK ? find(self, ent_frontier_space_sentence(&figures, arena)) : status;
    status = status == ENT_OK ? find(self, ent_frontier_points_sentence(&figures, point, points, arena)) : status;
    return status == ENT_OK ? find(self, ent_frontier_best_sentence(&best, arena)) : status;
}

/* --- the method --------------------------------------------------------------------------------------------------- */

static void warn_of_worlds(ent_analysis *self, const ent_frontier *frontier)
{
    if (frontier->counts.worlds < self->variant->scenario.run.worlds) {
        ent_analysis_warn(self, NULL,
            "with %zu packages `acceptable` and the zone of agreement are counted in the first %" PRIu64
            " worlds only; `signed` is of all",
            frontier->packages, frontier->counts.worlds);
    }
}

static void add_progress(void *context, uint64_t count)
{
    ent_analysis *self = context;

    ent_job_add_draws(self->host, &self->results.progress, count);
}

static int run(ent_analysis *self)
{
    const ent_run_options options = {
        .threads = self->request->threads, .stop = self->host->stop, .progress = add_progress, .context = self};
    ent_frontier frontier;
    found from = {
        .analysis = self, .frontier = &frontier, .draw = self->request->at_draw ? &self->request->draw : NULL};
    int status;

    if (self->variant->model.talks.none) {
        ent_analysis_warn(self, NULL, "the file has no demands or no parties, so there is no space of deals");
        return ENT_OK;
    }
    status = ent_frontier_run(&frontier, &self->variant->model, from.draw, &options);
    if (status == ENT_OK) {
        warn_of_worlds(self, &frontier);
        status = ent_analysis_table(self, &ent_table_frontier, write_packages, &from);
    }
    status = status == ENT_OK ? ent_analysis_table(self, &ent_table_frontier_summary, write_summary, &from) : status;
    status = status == ENT_OK ? add_findings(self, &from) : status;
    ent_frontier_free(&frontier);
    return status;
}

const ent_analysis_method ent_method_frontier = {.name = "frontier",
    .about = "the space of deals: what each package is worth to whom, and how often all would accept it",
    .draws = draws,
    .run = run};
