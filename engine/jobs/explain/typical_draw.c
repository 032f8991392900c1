#include "jobs/explain/typical_draw.h"

#include "base/status.h"
#include "run/experts/player.h"
#include "tables/draw_rows.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Standard deviations between a finite number and one that is infinite or missing. */
static const double far_away = 3.0;

/* --- the draws, replayed ------------------------------------------------------------------------------------------ */

/* The cells of draws.csv of the draws that are compared. */
typedef struct rows {
    ent_arena arena;
    ent_cell *cell; /* [count][columns] */
    size_t count, columns;
} rows;

static int replay_all(rows *self, const ent_variant_model *variant, const ent_draw_sample *sample)
{
    uint64_t replications = variant->scenario.run.replications;
    ent_player player = {.simulators = 0};
    uint64_t world = UINT64_MAX;
    int status = ent_player_init(&player, &variant->recorder, 1, false);

    for (size_t i = 0; i < sample->count && status == ENT_OK; i++) {
        ent_simulator *simulator = ent_player_of_world(&player, sample->draw[i] / replications);
        if (sample->draw[i] / replications != world) {
            world = sample->draw[i] / replications;
            ent_simulator_set_worlds(simulator, world, 1, replications, false);
        }
        status = ent_simulator_run(simulator, sample->draw[i], 1);
        if (status == ENT_OK) {
            (void) ent_draw_cells(&simulator->block, 0, self->cell + i * self->columns);
        }
    }
    ent_player_free(&player);
    return status;
}

static int rows_open(rows *self, const ent_variant_model *variant, const ent_draw_sample *sample)
{
    const char **column;

    *self = (rows){.count = sample->count};
    column = ent_draw_columns(&variant->scenario, &self->arena, &self->columns);
    self->cell = ent_arena_array(&self->arena, self->count * self->columns + 1, sizeof(*self->cell));
    if (column == NULL || self->cell == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    return replay_all(self, variant, sample);
}

/* --- the middle of a column --------------------------------------------------------------------------------------- */

/* The middle of the numbers or texts of one column. */
typedef struct middle {
    bool varies;
    double median, deviation; /* of numbers; NaN where most are missing */
    const char *text;         /* the most frequent text */
    double share;             /* of that */
} middle;

static int by_value(const void *left, const void *right)
{
    double a = *(const double *) left;
    double b = *(const double *) right;

    return isnan(a) || isnan(b) ? isnan(a) - isnan(b) : a < b ? -1 : a > b ? 1 : 0;
}

static int by_text(const void *left, const void *right)
{
    return strcmp(*(const char *const *) left, *(const char *const *) right);
}

/* Numbers in order, those that are missing last. */
static middle middle_of_numbers(double *x, size_t n)
{
    middle made = {.deviation = 0.0};
    double sum = 0.0;
    double squares = 0.0;
    size_t finite = 0;

    qsort(x, n, sizeof(*x), by_value);
    made.median = x[(n - 1) / 2];
    for (size_t i = 0; i < n; i++) {
        finite += isfinite(x[i]) ? 1 : 0;
        sum += isfinite(x[i]) ? x[i] : 0.0;
    }
    for (size_t i = 0; i < n && finite > 0; i++) {
        double d = isfinite(x[i]) ? x[i] - sum / (double) finite : 0.0;
        squares += d * d;
    }
    made.deviation = finite > 0 ? sqrt(squares / (double) finite) : 0.0;
    made.varies = made.deviation > 0.0 && isfinite(made.deviation);
    return made;
}

static middle middle_of_texts(const char **text, size_t n)
{
    middle made = {.text = text[0]};
    size_t most = 0;

    qsort((void *) text, n, sizeof(*text), by_text);
    for (size_t first = 0; first < n;) {
        size_t end = first + 1;
        while (end < n && strcmp(text[end], text[first]) == 0) {
            end++;
        }
        if (end - first > most) {
            most = end - first;
            made.text = text[first];
        }
        first = end;
    }
    made.share = (double) most / (double) n;
    made.varies = most < n;
    return made;
}

static double distance(const middle *from, const ent_cell *cell)
{
    double d;

    if (from->text != NULL && cell->text != NULL) {
        return strcmp(cell->text, from->text) == 0 ? 0.0 : 1.0 / (from->share * (1.0 - from->share));
    }
    if (cell->number == from->median || (isnan(cell->number) && isnan(from->median))) {
        return 0.0;
    }
    d = isfinite(cell->number) && isfinite(from->median) ? (cell->number - from->median) / from->deviation : far_away;
    return d * d;
}

/* Adds the distances of a column to those of the rows. scratch: room for [count] numbers or texts. */
static void add_column(const rows *self, size_t column, double *scratch, double *sum)
{
    const char **text = (const char **) scratch;
    bool is_text = self->cell[column].text != NULL;
    middle of_all;

    for (size_t i = 0; i < self->count; i++) {
        const ent_cell *cell = &self->cell[i * self->columns + column];
        if (is_text) {
            text[i] = cell->text;
        } else {
            scratch[i] = cell->number;
        }
    }
    of_all = is_text ? middle_of_texts(text, self->count) : middle_of_numbers(scratch, self->count);
    for (size_t i = 0; i < self->count && of_all.varies; i++) {
        sum[i] += distance(&of_all, &self->cell[i * self->columns + column]);
    }
}

/* Number of the row nearest to the middle of all, of several the first. */
static int nearest_row(const rows *self, size_t *nearest)
{
    double *sum = calloc(self->count, sizeof(*sum));
    double *scratch = calloc(self->count, sizeof(*scratch));
    int status = sum != NULL && scratch != NULL ? ENT_OK : ENT_ERR_NO_MEMORY;

    *nearest = 0;
    for (size_t c = 0; c < self->columns && status == ENT_OK; c++) {
        add_column(self, c, scratch, sum);
    }
    for (size_t i = 1; i < self->count && status == ENT_OK; i++) {
        *nearest = sum[i] < sum[*nearest] ? i : *nearest;
    }
    free(sum);
    free(scratch);
    return status;
}

/* --- the whole ---------------------------------------------------------------------------------------------------- */

static int find_among(const ent_draw_query *query, const ent_draw_sample *sample, ent_draw_found *found)
{
    rows all;
    size_t nearest = 0;
    int status = rows_open(&all, query->variant, sample);

    if (status == ENT_OK) {
        status = nearest_row(&all, &nearest);
    }
    found->any = status == ENT_OK;
    found->draw = sample->draw[nearest];
    found->matching = sample->all;
    ent_arena_free(&all.arena);
    return status;
}

/* The outcome with the most draws, of several the first. */
static size_t most_frequent(const ent_draw_sample *sample, size_t samples)
{
    size_t most = 0;

    for (size_t o = 1; o < samples; o++) {
        most = sample[o].all > sample[most].all ? o : most;
    }
    return most;
}

int ent_find_typical_draw(const ent_draw_query *query, ent_draw_found *found)
{
    bool by_outcome = query->outcome == SIZE_MAX && !query->where;
    size_t samples = by_outcome ? query->variant->scenario.outcomes + 1 : 1;
    ent_draw_sample *sample = calloc(samples, sizeof(*sample));
    int status = ENT_ERR_NO_MEMORY;

    *found = (ent_draw_found){.outcome = query->outcome};
    if (sample != NULL) {
        status = ent_sample_draws(query, by_outcome, sample, &found->looked);
    }
    if (status == ENT_OK) {
        size_t most = most_frequent(sample, samples);
        found->outcome = by_outcome ? most : query->outcome;
        status = sample[most].count > 0 ? find_among(query, &sample[most], found) : ENT_OK;
    }
    for (size_t o = 0; sample != NULL && o < samples; o++) {
        free(sample[o].draw);
    }
    free(sample);
    return status;
}
