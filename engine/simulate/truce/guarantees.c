#include "simulate/truce/guarantees.h"

#include "simulate/truce/story.h"

#include <math.h>
#include <string.h>

/* --- months in force ---------------------------------------------------------------------------------------------- */

void ent_guarantees_start(ent_active_truces *truces)
{
    const ent_truce_plan *plan = &truces->model->truce;

    for (size_t g = 0; g < plan->guarantees; g++) {
        if (plan->guarantee[g].failed_for_good != ENT_NO_REGISTER) {
            ent_column_fill(truces->reg[plan->guarantee[g].failed_for_good], 0.0, truces->count);
        }
    }
}

void ent_guarantees_open_month(ent_active_truces *truces, double month)
{
    const ent_truce_plan *plan = &truces->model->truce;

    for (size_t g = 0; g < plan->guarantees; g++) {
        const ent_guarantee_plan *guarantee = &plan->guarantee[g];
        if (guarantee->open != ENT_NO_REGISTER) {
            const double *first = truces->reg[guarantee->first];
            const double *last = truces->reg[guarantee->last];
            double *open = truces->reg[guarantee->open];
            for (size_t i = 0; i < truces->count; i++) {
                open[i] = ((month >= first[i]) & (month <= last[i])) ? 1.0 : 0.0;
            }
        }
    }
}

/* Sets `open` of one guarantee in `now`, and lowers `next` to the first month in which it changes. */
static void open_by(ent_active_truces *truces, const ent_guarantee_plan *guarantee)
{
    const double *first = truces->reg[guarantee->first];
    const double *last = truces->reg[guarantee->last];
    double *open = truces->reg[guarantee->open];

    for (size_t i = 0; i < truces->count; i++) {
        double now = truces->now[i];
        double change = now < first[i] ? ceil(first[i]) : now <= last[i] ? floor(last[i]) + 1.0 : (double) INFINITY;
        open[i] = ((now >= first[i]) & (now <= last[i])) ? 1.0 : 0.0;
        truces->next[i] = change < truces->next[i] ? change : truces->next[i];
    }
}

void ent_guarantees_open_interval(ent_active_truces *truces)
{
    const ent_truce_plan *plan = &truces->model->truce;

    for (size_t g = 0; g < plan->guarantees; g++) {
        if (plan->guarantee[g].open != ENT_NO_REGISTER) {
            open_by(truces, &plan->guarantee[g]);
        }
    }
}

/* --- counts ------------------------------------------------------------------------------------------------------- */

/* The counts by month of a guarantee, from month 1 on. */
static uint64_t *by_month(const ent_active_truces *truces, size_t guarantee, size_t series)
{
    return truces->block->guarantee_month +
           (guarantee * ENT_GUARANTEE_SERIES + series) * (truces->model->truce.horizon + 1);
}

/* Whether row i adds to the counts by month. */
static bool is_counted(const ent_active_truces *truces, size_t i)
{
    const double *counted = truces->block->counted;

    return counted == NULL || counted[truces->row[i]] != 0.0;
}

/* Adds months from … to of one guarantee in force to row i. By month, only the first and the month after the last are
 * marked: the table adds the marks up. */
static void count_one(ent_active_truces *truces, size_t g, size_t i, size_t from, size_t to)
{
    const ent_guarantee_plan *guarantee = &truces->model->truce.guarantee[g];
    truces->block->draw[guarantee->months][truces->row[i]] += (double) (to - from + 1);
    if (is_counted(truces, i)) {
        by_month(truces, g, ENT_GUARANTEE_BEGINS)[from - 1]++;
        by_month(truces, g, ENT_GUARANTEE_CEASES)[to]++;
    }
}

void ent_guarantees_count(ent_active_truces *truces, size_t i, size_t from, size_t to)
{
    const ent_truce_plan *plan = &truces->model->truce;

    for (size_t g = 0; g < plan->guarantees; g++) {
        if (truces->reg[plan->guarantee[g].in_force][i] != 0.0) {
            count_one(truces, g, i, from, to);
        }
    }
}

/* Number of counted rows whose truce is there. */
static uint64_t count_holding(const ent_active_truces *truces)
{
    uint64_t count = 0;

    if (truces->block->counted == NULL) {
        return truces->model->kernels->count_nonzero(truces->count, truces->holds);
    }
    for (size_t i = 0; i < truces->count; i++) {
        count += truces->holds[i] != 0.0 && is_counted(truces, i) ? 1 : 0;
    }
    return count;
}

void ent_guarantees_count_month(ent_active_truces *truces, size_t month)
{
    const ent_truce_plan *plan = &truces->model->truce;

    for (size_t g = 0; g < plan->guarantees; g++) {
        const double *in_force = truces->reg[plan->guarantee[g].in_force];
        for (size_t i = 0; i < truces->count; i++) {
            if (in_force[i] != 0.0 && truces->holds[i] != 0.0) {
                count_one(truces, g, i, month, month);
            }
        }
        if (plan->renewal.any) {
            by_month(truces, g, ENT_GUARANTEE_TRUCES)[month - 1] += count_holding(truces);
        }
    }
}

void ent_guarantees_count_interval(ent_active_truces *truces)
{
    const ent_truce_plan *plan = &truces->model->truce;

    for (size_t g = 0; g < plan->guarantees; g++) {
        const double *in_force = truces->reg[plan->guarantee[g].in_force];
        for (size_t i = 0; i < truces->count; i++) {
            if (in_force[i] != 0.0 && truces->alive[i] != 0.0) {
                count_one(truces, g, i, (size_t) truces->now[i], (size_t) truces->next[i] - 1);
            }
        }
    }
}

/* Adds 1 to a count of the draw of violation k, and to the counts of its month. */
static void count_end(const ent_violations *due, ent_active_truces *truces, size_t k, size_t guarantee,
    ent_register column, ent_guarantee_series series)
{
    truces->block->draw[column][truces->row[due->truce[k]]] += 1.0;
    if (is_counted(truces, due->truce[k])) {
        by_month(truces, guarantee, series)[due->month[k] - 1]++;
    }
}

/* --- tests -------------------------------------------------------------------------------------------------------- */

/* Reduces the first `count` chosen violations to those where the trial of a chance succeeds. */
static size_t keep_successes(
    ent_violations *due, const ent_active_truces *truces, size_t count, ent_register chance, uint64_t key)
{
    size_t kept = 0;

    if (chance == ENT_NO_REGISTER) {
        return count;
    }
    for (size_t n = 0; n < count; n++) {
        due->key[n] = key;
    }
    ent_violations_uniforms(due, truces, count);
    for (size_t n = 0; n < count; n++) {
        size_t k = due->chosen[n];
        if (due->uniform[n] > 1.0 - truces->reg[chance][due->truce[k]]) {
            due->chosen[kept++] = (uint32_t) k;
        }
    }
    return kept;
}

/* Chooses the violations that test guarantee g: those by a cause it is against, while it is in force, of those that
 * `by` contained (ENT_VIOLATION_OPEN: that are not contained yet). */
static size_t choose(ent_violations *due, const ent_active_truces *truces, size_t g, uint32_t by)
{
    const ent_guarantee_plan *guarantee = &truces->model->truce.guarantee[g];
    const double *in_force = truces->reg[guarantee->in_force];
    size_t chosen = 0;

    for (size_t k = 0; k < due->count; k++) {
        if (due->by[k] == by && guarantee->against[due->cause[k]] && in_force[due->truce[k]] != 0.0) {
            due->chosen[chosen++] = (uint32_t) k;
        }
    }
    return chosen;
}

/* With `renews`: counts the truces that test guarantee g, each once. */
static void count_tested_truce(const ent_violations *due, ent_active_truces *truces, size_t k, size_t g)
{
    const ent_truce_plan *plan = &truces->model->truce;
    size_t i = due->truce[k];

    if (plan->renewal.any) {
        double *last = truces->renewal.tested[g];
        if (last[i] < truces->renewal.began[i]) {
            truces->block->draw[plan->guarantee[g].tested_truces][truces->row[i]] += 1.0;
        }
        last[i] = (double) due->month[k];
    }
}

static void record_tests(ent_violations *due, ent_active_truces *truces, size_t g, size_t chosen)
{
    for (size_t n = 0; n < chosen; n++) {
        count_end(due, truces, due->chosen[n], g, truces->model->truce.guarantee[g].tested, ENT_GUARANTEE_TESTED);
        count_tested_truce(due, truces, due->chosen[n], g);
        due->failed[due->chosen[n]] = true; /* until it is known to be honoured */
    }
}

static void record_honoured(ent_violations *due, ent_active_truces *truces, size_t g, size_t chosen)
{
    for (size_t n = 0; n < chosen; n++) {
        count_end(due, truces, due->chosen[n], g, truces->model->truce.guarantee[g].honoured, ENT_GUARANTEE_HONOURED);
        due->failed[due->chosen[n]] = false;
        ent_story_test(truces, due, due->chosen[n], g, true);
    }
}

/* Records the tests in which guarantee g was not honoured; it may be void from then on. */
static void record_failed(ent_violations *due, ent_active_truces *truces, size_t g)
{
    const ent_guarantee_plan *guarantee = &truces->model->truce.guarantee[g];

    for (size_t k = 0; k < due->count; k++) {
        if (!due->failed[k]) {
            continue;
        }
        truces->block->draw[guarantee->failed][truces->row[due->truce[k]]] += 1.0;
        due->failed[k] = false;
        ent_story_test(truces, due, k, g, false);
        if (guarantee->failed_for_good != ENT_NO_REGISTER) {
            truces->reg[guarantee->failed_for_good][due->truce[k]] = 1.0;
            due->changed[k] = true;
        }
    }
}

static void test_one(ent_violations *due, ent_active_truces *truces, size_t g)
{
    const ent_guarantee_plan *guarantee = &truces->model->truce.guarantee[g];
    size_t count = choose(due, truces, g, ENT_VIOLATION_OPEN);

    record_tests(due, truces, g, count);
    count = keep_successes(due, truces, count, guarantee->honoured_chance, guarantee->honoured_key);
    record_honoured(due, truces, g, count);
    record_failed(due, truces, g);
    count = keep_successes(due, truces, count, guarantee->contains, guarantee->contains_key);
    for (size_t n = 0; n < count; n++) {
        size_t k = due->chosen[n];
        count_end(due, truces, k, g, guarantee->contained, ENT_GUARANTEE_CONTAINED);
        due->by[k] = (uint32_t) g;
        due->saved[k] = true;
    }
}

/* Clears `saved` of the violations contained by guarantee g that guarantee `later` would have contained too. */
static void clear_saved(ent_violations *due, const ent_active_truces *truces, size_t g, size_t later)
{
    const ent_guarantee_plan *guarantee = &truces->model->truce.guarantee[later];
    size_t count = choose(due, truces, later, (uint32_t) g);

    count = keep_successes(due, truces, count, guarantee->honoured_chance, guarantee->honoured_key);
    count = keep_successes(due, truces, count, guarantee->contains, guarantee->contains_key);
    for (size_t n = 0; n < count; n++) {
        due->saved[due->chosen[n]] = false;
    }
}

static void record_saved(ent_violations *due, ent_active_truces *truces)
{
    const ent_truce_plan *plan = &truces->model->truce;

    for (size_t k = 0; k < due->count; k++) {
        if (due->by[k] < plan->guarantees && due->saved[k]) {
            truces->block->draw[plan->guarantee[due->by[k]].saved][truces->row[due->truce[k]]] = 1.0;
        }
    }
}

void ent_guarantees_test(ent_violations *due, ent_active_truces *truces)
{
    size_t guarantees = truces->model->truce.guarantees;

    for (size_t g = 0; g < guarantees; g++) {
        test_one(due, truces, g);
    }
    for (size_t g = 0; g < guarantees; g++) {
        for (size_t later = g + 1; later < guarantees; later++) {
            clear_saved(due, truces, g, later);
        }
    }
    record_saved(due, truces);
}
