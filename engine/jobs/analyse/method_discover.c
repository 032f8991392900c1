/* discover: boxes of worlds in which the headline is likely. */
#include "analysis/boxes.h"
#include "base/status.h"
#include "base/visible_text.h"
#include "jobs/analyse/box_scenario.h"
#include "jobs/analyse/factor_words.h"
#include "jobs/analyse/methods.h"
#include "run/evaluation/draw_flags.h"
#include "run/evaluation/world_values.h"
#include "tables/analysis/discover.h"
#include "wording/box_words.h"
#include "wording/wording.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    CHART_WORLDS = 1000, /* rows of discover_worlds.csv a box, at most */
    MOST_DRAWS = 8000000 /* of --chance, for memory's sake */
};

/* All arrays but those of values and flags are in the arena of the analysis. */
typedef struct discovery {
    ent_analysis *analysis;
    const ent_scenario *scenario;
    ent_world_values values;
    ent_draw_flags flags; /* with --chance */
    ent_box_dimension *dimension;
    ent_limited *kind;
    const char **name;
    const double **factor;
    size_t factors, dimensions;
    double *mean, *weight, *sum; /* [worlds] of the headline */
    ent_boxes_data data;
    ent_boxes_options options;
    ent_boxes boxes;
} discovery;

static bool is_chance(const ent_analysis *self)
{
    return self->request->chance;
}

/* With --chance: the draws of a world that are played. */
static uint64_t replications_of(const ent_analysis *self)
{
    uint64_t worlds = self->variant->scenario.run.worlds;
    uint64_t replications = self->variant->scenario.run.replications;
    uint64_t most = worlds < MOST_DRAWS ? MOST_DRAWS / worlds : 1;

    return is_chance(self) && replications > most ? most : replications;
}

static uint64_t draws(const ent_analysis *self)
{
    return self->variant->scenario.run.worlds * replications_of(self);
}

/* --- dimensions --------------------------------------------------------------------------------------------------- */

static void add_dimension(
    discovery *self, ent_box_quantity quantity, size_t index, const char *name, ent_limited kind, const double *value)
{
    size_t at = self->dimensions++;

    self->dimension[at] = (ent_box_dimension){quantity, index, name};
    self->name[at] = name;
    self->kind[at] = kind;
    if (value != NULL) {
        self->factor[self->factors++] = value;
    }
}

/* A column that is not known in every world, such as one that only some experts have, is no dimension. */
static bool is_known(const double *value, uint64_t worlds)
{
    for (uint64_t w = 0; w < worlds; w++) {
        if (isnan(value[w])) {
            return false;
        }
    }
    return true;
}

typedef struct written_search {
    const char *path, *written;
} written_search;

static int match_path(const ent_quantity *quantity, void *context)
{
    written_search *search = context;

    if (strcmp(quantity->path, search->path) == 0) {
        search->written = quantity->written;
    }
    return ENT_OK;
}

/* The formula of a column as written. */
static const char *written_of(const ent_scenario *scenario, size_t column)
{
    written_search search = {.written = ""};

    if (column < scenario->factors) {
        return scenario->factor[column].value.written;
    }
    search.path = scenario->unknown[scenario->unknown_column[column - scenario->factors].unknown].path;
    ent_scenario_each_quantity(scenario, match_path, &search);
    return search.written;
}

static void add_columns(discovery *self)
{
    const ent_world_values *values = &self->values;

    for (size_t c = 0; c < values->columns; c++) {
        const double *value = values->value + c * values->worlds;
        const ent_ast *formula = ent_world_values_formula(self->scenario, c);
        bool factor = c < values->factors;
        if (formula != NULL && is_known(value, values->worlds)) {
            add_dimension(self, factor ? ENT_BOX_FACTOR : ENT_BOX_UNKNOWN,
                factor ? c : self->scenario->unknown_column[c - values->factors].unknown,
                ent_world_values_name(self->scenario, c), ent_limited_of(written_of(self->scenario, c)), value);
        }
    }
}

/* Whether a name is the subject of the headline: a limit on it would have no content. */
static bool is_headline(const ent_scenario *scenario, const char *name)
{
    const ent_ast *event = scenario->headline_query.event;

    return event->kind == ENT_AST_NAME && strcmp(event->text, name) == 0;
}

/* The order is that of ent_draw_flags. */
static int add_flags(discovery *self)
{
    const ent_scenario *scenario = self->scenario;

    for (size_t e = 0; e < scenario->events; e++) {
        if (!scenario->event[e].timed) {
            add_dimension(self, ENT_BOX_EVENT, e, scenario->event[e].label.id, ENT_LIMITED_EVENT, NULL);
        }
    }
    for (size_t c = 0; c < scenario->contributors; c++) {
        const char *name = ent_arena_printf(&self->analysis->arena, "%s.joins", scenario->contributor[c].label.id);
        if (name == NULL) {
            return ENT_ERR_NO_MEMORY;
        }
        add_dimension(self, ENT_BOX_JOINS, c, name, ENT_LIMITED_JOINS, NULL);
    }
    return ENT_OK;
}

static int list_dimensions(discovery *self)
{
    ent_arena *arena = &self->analysis->arena;
    size_t most = self->values.columns + ent_draw_flags_count(self->scenario);

    self->dimension = ent_arena_array(arena, most, sizeof(*self->dimension));
    self->kind = ent_arena_array(arena, most, sizeof(*self->kind));
    self->name = ent_arena_array(arena, most, sizeof(*self->name));
    self->factor = ent_arena_array(arena, most, sizeof(*self->factor));
    if (self->dimension == NULL || self->kind == NULL || self->name == NULL || self->factor == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    add_columns(self);
    return is_chance(self->analysis) ? add_flags(self) : ENT_OK;
}

/* --- the headline by world, or by draw ---------------------------------------------------------------------------- */

static int count_worlds(discovery *self)
{
    const ent_scenario *scenario = self->scenario;
    ent_world_counts counts = {.worlds = 0};
    ent_evaluation evaluation = {.model = &self->analysis->variant->model,
        .worlds = scenario->run.worlds,
        .replications = scenario->run.replications};
    int status = ent_analysis_evaluate(self->analysis, &counts, evaluation);

    if (status == ENT_OK) {
        ent_world_counts_means(&counts, self->mean, self->weight);
        for (uint64_t w = 0; w < counts.worlds; w++) {
            double sum = counts.sum != NULL ? self->mean[w] * self->weight[w] : (double) counts.event[w];
            self->sum[w] = self->weight[w] > 0.0 ? sum : 0.0;
        }
    }
    ent_world_counts_free(&counts);
    self->data.points = (size_t) scenario->run.worlds;
    self->data.sum = self->sum;
    self->data.weight = self->weight;
    return status;
}

static void advance(void *context, uint64_t number)
{
    ent_analysis *analysis = context;

    ent_job_add_draws(analysis->host, &analysis->results.progress, number);
}

/* Takes the headline's own event out of the flags. */
static void clear_headline(discovery *self)
{
    ent_draw_flags *flags = &self->flags;

    for (size_t f = 0; f < flags->flags; f++) {
        if (!is_headline(self->scenario, self->name[self->factors + f])) {
            continue;
        }
        for (uint64_t d = 0; d < flags->draws; d++) {
            flags->flag[d * flags->words + f / 64] &= ~(UINT64_C(1) << (f % 64));
        }
    }
}

static int count_draws(discovery *self)
{
    ent_analysis *analysis = self->analysis;
    ent_draw_flags *flags = &self->flags;
    ent_draw_flags_request request = {.variant = analysis->variant,
        .worlds = self->scenario->run.worlds,
        .replications = replications_of(analysis),
        .threads = analysis->request->threads,
        .stop = analysis->host->stop,
        .progress = advance,
        .context = analysis};
    int status = ent_draw_flags_fill(flags, &request);

    for (uint64_t d = 0; d < flags->draws && status == ENT_OK; d++) {
        self->sum[flags->world[d]] += flags->sum[d];
        self->weight[flags->world[d]] += 1.0;
    }
    for (uint64_t w = 0; w < request.worlds && status == ENT_OK; w++) {
        self->mean[w] = self->weight[w] > 0.0 ? self->sum[w] / self->weight[w] : (double) NAN;
    }
    if (request.replications < self->scenario->run.replications && status == ENT_OK) {
        ent_analysis_warn(analysis, NULL, "--chance looks at %llu draws of each world, for memory's sake",
            (unsigned long long) request.replications);
    }
    clear_headline(self);
    self->data.points = (size_t) flags->draws;
    self->data.world = flags->world;
    self->data.flags = flags->flags;
    self->data.flag = flags->flag;
    self->data.sum = flags->sum;
    return status;
}

static int count(discovery *self)
{
    ent_arena *arena = &self->analysis->arena;
    size_t worlds = (size_t) self->scenario->run.worlds;
    int status;

    self->mean = ent_arena_array(arena, worlds, sizeof(*self->mean));
    self->weight = ent_arena_array(arena, worlds, sizeof(*self->weight));
    self->sum = ent_arena_array(arena, worlds, sizeof(*self->sum));
    if (self->mean == NULL || self->weight == NULL || self->sum == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    status = is_chance(self->analysis) ? count_draws(self) : count_worlds(self);
    self->data.worlds = worlds;
    self->data.factors = self->factors;
    self->data.factor = self->factor;
    return status;
}

/* --- tables ------------------------------------------------------------------------------------------------------- */

static void write_steps(ent_sink *sink, const void *context)
{
    const discovery *self = context;

    ent_table_discover_rows(sink, self->analysis->variant->id, &self->boxes);
}

static void write_limits(ent_sink *sink, const void *context)
{
    const discovery *self = context;

    ent_table_discover_boxes_rows(sink, self->analysis->variant->id, &self->boxes, self->name);
}

static double gain(const ent_boxes_box *box, size_t limit)
{
    return fabs(box->step[box->chosen].density - box->limit[limit].density_without);
}

/* The limit of a factor, other than `other`, that adds most; SIZE_MAX without one. */
static size_t main_limit(const discovery *self, const ent_boxes_box *box, size_t other)
{
    size_t best = SIZE_MAX;

    for (size_t l = 0; l < box->limits; l++) {
        if (box->limit[l].dimension < self->factors && l != other &&
            (best == SIZE_MAX || gain(box, l) > gain(box, best))) {
            best = l;
        }
    }
    return best;
}

static double value_of(const discovery *self, const ent_boxes_limit *limit, uint64_t world)
{
    return self->factor[limit->dimension][world];
}

static bool is_inside(const discovery *self, const ent_boxes_box *box, uint64_t world)
{
    for (size_t l = 0; l < box->limits; l++) {
        const ent_boxes_limit *limit = &box->limit[l];
        if (limit->dimension < self->factors) {
            double value = value_of(self, limit, world);
            if (value < limit->low || value > limit->high) { /* false for an end without limit */
                return false;
            }
        }
    }
    return true;
}

static void write_box_worlds(ent_sink *sink, const discovery *self, size_t b)
{
    const ent_boxes_box *box = &self->boxes.box[b];
    size_t across = main_limit(self, box, SIZE_MAX);
    size_t up = main_limit(self, box, across);
    uint64_t worlds = self->scenario->run.worlds;
    uint64_t step = (worlds + CHART_WORLDS - 1) / CHART_WORLDS;

    for (uint64_t w = 0; w < worlds && across != SIZE_MAX; w += step) {
        ent_discover_world row = {.variant = self->analysis->variant->id,
            .box = b + 1,
            .world = w,
            .across = self->name[box->limit[across].dimension],
            .across_value = value_of(self, &box->limit[across], w),
            .probability = self->mean[w],
            .inside = is_inside(self, box, w)};
        if (up != SIZE_MAX) {
            row.up = self->name[box->limit[up].dimension];
            row.up_value = value_of(self, &box->limit[up], w);
        }
        ent_table_discover_worlds_row(sink, &row);
    }
}

static void write_worlds(ent_sink *sink, const void *context)
{
    const discovery *self = context;

    for (size_t b = 0; b < self->boxes.boxes; b++) {
        write_box_worlds(sink, self, b);
    }
}

static int write_tables(discovery *self)
{
    int status = ent_analysis_table(self->analysis, &ent_table_discover, write_steps, self);

    if (status == ENT_OK) {
        status = ent_analysis_table(self->analysis, &ent_table_discover_boxes, write_limits, self);
    }
    return status == ENT_OK ? ent_analysis_table(self->analysis, &ent_table_discover_worlds, write_worlds, self)
                            : status;
}

/* --- sentences and files ------------------------------------------------------------------------------------------ */

/* NULL when memory is out. */
static const char *shown_name(const discovery *self, const ent_box_dimension *dimension)
{
    switch (dimension->quantity) {
    case ENT_BOX_JOINS:
        return self->scenario->contributor[dimension->index].label.name;
    case ENT_BOX_EVENT:
        return self->scenario->event[dimension->index].label.name;
    default:
        return ent_factor_words(self->analysis, dimension->name);
    }
}

/* Whether a box limits a quantity that differs between the draws of a world. */
static bool limits_draws(const discovery *self, const ent_boxes_box *box)
{
    return box->limits > 0 && box->limit[box->limits - 1].dimension >= self->factors;
}

static const char *sentence_of(const discovery *self, size_t b)
{
    const ent_boxes_box *box = &self->boxes.box[b];
    const ent_boxes_step *step = &box->step[box->chosen];
    ent_arena *arena = &self->analysis->arena;
    ent_limit_words *limit = ent_arena_array(arena, box->limits, sizeof(*limit));
    ent_box_words words = {.limit = limit,
        .limits = box->limits,
        .number = b + 1,
        .density = step->density,
        .overall = self->boxes.density,
        .mass = step->mass,
        .coverage = step->coverage,
        .unit = self->options.mean ? self->scenario->measure[self->scenario->headline_measure].unit : NULL,
        .least = self->options.least,
        .draws = false};

    for (size_t i = 0; i <= b; i++) {
        words.draws = words.draws || limits_draws(self, &self->boxes.box[i]);
    }
    for (size_t l = 0; limit != NULL && l < box->limits; l++) {
        size_t d = box->limit[l].dimension;
        limit[l] = (ent_limit_words){self->kind[d], shown_name(self, &self->dimension[d]), box->limit[l].low,
            box->limit[l].high, box->limit[l].quasi_p};
        if (limit[l].name == NULL) {
            return NULL;
        }
    }
    return limit != NULL ? ent_box_sentence(&words, arena) : NULL;
}

/* boxes/NAME-1.cfg, of a variant boxes/NAME-VARIANT-1.cfg. */
static const char *file_name(const discovery *self, size_t b)
{
    const ent_analysis *analysis = self->analysis;
    bool base = analysis->variant == analysis->experiment->item[0];

    return ent_arena_printf(&self->analysis->arena, "boxes/%s%s%s-%zu.cfg", analysis->experiment->id, base ? "" : "-",
        base ? "" : analysis->variant->id, b + 1);
}

static int add_scenario(discovery *self, size_t b, const char *sentence)
{
    ent_analysis *analysis = self->analysis;
    const char *name = file_name(self, b);
    const char *line = ent_visible_text(sentence, true, &analysis->arena); /* names end no comment */
    const char *head = ent_arena_printf(&analysis->arena,
        "# A box of worlds, found by `entente analyse FILE discover`: `set` at the end has its limits.\n# %s\n",
        line != NULL ? line : "");
    const char *near = NULL;
    char *text = NULL;
    size_t length = 0;
    int status = ENT_ERR_NO_MEMORY;

    if (name != NULL && head != NULL) {
        status =
            ent_box_scenario_write(analysis->variant, self->dimension, self->boxes.box, b, head, &text, &length, &near);
    }
    if (status == ENT_OK) {
        status = ent_analysis_add_file(analysis, name, text, length);
    }
    if (status == ENT_OK && near != NULL) {
        ent_analysis_warn(analysis, NULL,
            "in %s the chance is only near that of the box: no formula can name `%s`, so that what it hangs together "
            "with, "
            "or the worlds of an earlier box, cannot be left out",
            name, near);
    }
    free(text);
    return status;
}

static int report_box(discovery *self, size_t b)
{
    const char *sentence = sentence_of(self, b);
    int status = sentence != NULL ? ent_analysis_find(self->analysis, "%s", sentence) : ENT_ERR_NO_MEMORY;

    return status == ENT_OK ? add_scenario(self, b, sentence) : status;
}

/* Why no box is proposed. */
static void warn_of_none(discovery *self)
{
    ent_analysis *analysis = self->analysis;

    if (self->boxes.boxes == 0) {
        ent_analysis_warn(analysis, "more draws, or another headline", "the headline's condition holds in no draw");
    } else if (self->dimensions == 0) {
        ent_analysis_warn(analysis,
            "write what could be known as a factor, or unknown(...) around a distribution; or --chance",
            "no box is proposed: nothing is unknown, so all worlds are alike");
    } else if (self->boxes.box[0].noise) {
        ent_analysis_warn(analysis, "more worlds, or more replications",
            "no box is proposed: the boxes found in one half of the worlds do not hold in the other, so they may be "
            "chance noise");
    } else {
        ent_analysis_warn(analysis, NULL, "no box is proposed: the headline is the same in all boxes");
    }
}

/* Removes the scenarios of boxes that an earlier analysis found, and this one does not. */
static int remove_others(discovery *self, size_t found)
{
    int status = ENT_OK;

    for (size_t b = found; b < ENT_BOXES_MOST && status == ENT_OK; b++) {
        const char *name = file_name(self, b);
        status = name != NULL ? ent_analysis_add_file(self->analysis, name, NULL, 0) : ENT_ERR_NO_MEMORY;
    }
    return status;
}

static int report(discovery *self)
{
    bool any = self->boxes.boxes > 0 && self->boxes.box[0].chosen != SIZE_MAX;
    int status = write_tables(self);

    status = status == ENT_OK ? remove_others(self, any ? self->boxes.boxes : 0) : status;

    if (!any) {
        warn_of_none(self);
        return status;
    }
    if (self->scenario->experts > 0) {
        ent_analysis_warn(self->analysis, NULL,
            "which expert is right is no dimension: the worlds of a box may be those of an expert by luck");
    }
    for (size_t b = 0; b < self->boxes.boxes && status == ENT_OK; b++) {
        status = report_box(self, b);
    }
    return status;
}

static int run(ent_analysis *analysis)
{
    discovery self = {.analysis = analysis, .scenario = &analysis->variant->scenario, .options = ent_boxes_defaults};
    int status = ent_world_values_fill(&self.values, analysis->variant, self.scenario->run.worlds);

    self.options.least = analysis->request->least;
    self.options.mean = self.scenario->headline_query.measure != NULL;
    status = status == ENT_OK ? list_dimensions(&self) : status;
    status = status == ENT_OK ? count(&self) : status;
    status = status == ENT_OK ? ent_boxes_find(&self.boxes, &self.data, &self.options) : status;
    status = status == ENT_OK ? report(&self) : status;
    ent_boxes_free(&self.boxes);
    ent_draw_flags_free(&self.flags);
    ent_world_values_free(&self.values);
    return status;
}

const ent_analysis_method ent_method_discover = {
    .name = "discover", .about = "in which worlds is it likely?", .draws = draws, .run = run};
