/* The method `blockers`: the obstacles between the parties. */
#include "jobs/analyse/methods.h"
#include "jobs/blockers/blockers.h"
#include "tables/analysis/blockers.h"
#include "tables/tables.h"

#include "base/status.h"
#include "wording/change_words.h"
#include "wording/headline_phrase.h"
#include "wording/wording.h"

enum { SENTENCES = 5 /* changes that are stated */ };

static void add_draws(void *context, uint64_t draws)
{
    ent_analysis *self = context;

    ent_job_add_draws(self->host, &self->results.progress, draws);
}

static uint64_t number_of_draws(const ent_analysis *self)
{
    return ent_blockers_draws(self->variant);
}

/* --- table -------------------------------------------------------------------------------------------------------- */

/* The source of the rows. */
typedef struct blocker_rows {
    const char *variant;
    const ent_blockers *blockers;
} blocker_rows;

static void write_rows(ent_sink *sink, const void *context)
{
    const blocker_rows *self = context;

    for (size_t i = 0; i < self->blockers->count; i++) {
        const ent_blocker *it = &self->blockers->item[i];
        const ent_blocker_row row = {.variant = self->variant,
            .kind = it->change->kind,
            .change = it->change->words,
            .paths = it->change->paths,
            .agreed = it->agreed,
            .headline = it->headline,
            .agreed_difference = it->agreed_difference,
            .headline_difference = it->headline_difference};
        ent_table_blockers_row(sink, &row);
    }
}

/* --- sentences ---------------------------------------------------------------------------------------------------- */

/* The headline as a clause; of a mean the name of the measure. */
static const char *clause_of(ent_analysis *self)
{
    const ent_scenario *scenario = &self->variant->scenario;

    return scenario->headline_query.measure != NULL ? scenario->measure[scenario->headline_measure].label.name
                                                    : ent_headline_clause(scenario->headline, scenario->headline_name,
                                                          scenario->ratifications > 0, &self->arena);
}

static ent_change_effect effect_of(const ent_estimate *with, const ent_difference *difference)
{
    return (ent_change_effect){
        .with = with->p, .difference = difference->value, .low = difference->low, .high = difference->high};
}

static ent_change_words words_of(const ent_analysis *self, const ent_blocker *it, const char *clause)
{
    const ent_scenario *scenario = &self->variant->scenario;

    return (ent_change_words){.change = it->change->words,
        .agreed = effect_of(&it->agreed, &it->agreed_difference),
        .headline = effect_of(&it->headline, &it->headline_difference),
        .clause = clause,
        .unit = scenario->headline_query.measure != NULL ? scenario->measure[scenario->headline_measure].unit : NULL};
}

/* How many changes clearly move the chance of a deal and the headline, and with how many draws. */
static int find_summary(ent_analysis *self, const ent_blockers *blockers, const char *clause)
{
    const ent_blocker_size *size = &blockers->size;
    size_t deal = 0;
    size_t headline = 0;
    char draws[ENT_WORDING_BYTES];

    ent_wording_number(draws, (double) (size->worlds * size->replications));
    for (size_t i = 0; i < blockers->count; i++) {
        ent_change_words words = words_of(self, &blockers->item[i], clause);
        deal += ent_change_moves_deal(&words) ? 1 : 0;
        headline += ent_change_moves_headline(&words) ? 1 : 0;
    }
    return ent_analysis_find(self,
        "Of %zu changes, each on its own with %s draws, %zu clearly move the chance of a deal and %zu the headline.",
        blockers->count, draws, deal, headline);
}

/* The largest clear changes in the order of the table. */
static int find_sentences(ent_analysis *self, const ent_blockers *blockers)
{
    const char *clause = clause_of(self);
    size_t stated = 0;
    int status = clause != NULL ? ENT_OK : ENT_ERR_NO_MEMORY;

    for (size_t i = 0; i < blockers->count && stated < SENTENCES && status == ENT_OK; i++) {
        ent_change_words words = words_of(self, &blockers->item[i], clause);
        if (ent_change_moves_deal(&words) || ent_change_moves_headline(&words)) {
            const char *sentence = ent_change_sentence(&words, &self->arena);
            status = sentence != NULL ? ent_analysis_find(self, "%s", sentence) : ENT_ERR_NO_MEMORY;
            stated++;
        }
    }
    if (status == ENT_OK && blockers->count == 0) {
        return ent_analysis_find(self, "There is nothing to change: no talks, no contributors and no events.");
    }
    return status == ENT_OK ? find_summary(self, blockers, clause) : status;
}

static void warn_of_omissions(ent_analysis *self, const ent_blockers *blockers)
{
    for (size_t i = 0; i < blockers->omissions; i++) {
        ent_analysis_warn(self, NULL, "%s: %s", blockers->omission[i].path, blockers->omission[i].text);
    }
    for (size_t i = 0; i < blockers->count; i++) {
        if (blockers->item[i].change->paths[0] == '\0') {
            ent_analysis_warn(self, "write it into the `set` of each expert",
                "the experts differ on what is changed, so that no one `set` says `%s`: its cell `paths` is empty",
                blockers->item[i].change->words);
        }
    }
}

static int run(ent_analysis *self)
{
    ent_blockers blockers = {.count = 0};
    const ent_blocker_options options = {.scenario_id = self->experiment->id,
        .threads = self->request->threads,
        .stop = self->host->stop,
        .progress = add_draws,
        .context = self};
    const blocker_rows rows = {.variant = self->variant->id, .blockers = &blockers};
    int status = ent_blockers_find(&blockers, self->variant, &options);

    if (status == ENT_ERR_NUMERIC) {
        ent_diagnostics_add(&self->results.diagnostics, ENT_SEVERITY_ERROR, (ent_position){0}, NULL, NULL,
            "a setting is not a number in some draw of the analysis `blockers`");
    }
    if (status == ENT_OK) {
        status = ent_analysis_table(self, &ent_table_blockers, write_rows, &rows);
    }
    if (status == ENT_OK) {
        warn_of_omissions(self, &blockers);
        status = find_sentences(self, &blockers);
    }
    ent_blockers_free(&blockers);
    return status;
}

const ent_analysis_method ent_method_blockers = {.name = "blockers",
    .about = "what keeps the parties apart, one change at a time",
    .draws = number_of_draws,
    .run = run};
