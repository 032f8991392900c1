#include "results/tables.h"

#include "base/status.h"

#include <math.h>
#include <string.h>

const char *ent_table_file(ent_table table)
{
    static const char *const files[] = {"outcomes.csv", "headline.csv", "contributors.csv", "force.csv", "talks.csv",
        "demands.csv", "parties.csv", "packages.csv", "truce.csv", "convergence.csv", "checks.csv", "assumptions.csv",
        "warnings.csv", "draws.csv"};

    return files[table];
}

void ent_tables_free(ent_tables *self)
{
    for (size_t t = 0; t < ENT_TABLES; t++) {
        ent_csv_free(&self->csv[t]);
    }
    *self = (ent_tables){0};
}

static void number_if(ent_csv *csv, bool known, double number)
{
    if (known) {
        ent_csv_number(csv, number);
    } else {
        ent_csv_blank(csv);
    }
}

void ent_csv_estimate(ent_csv *self, const ent_estimate *estimate)
{
    number_if(self, estimate->has_p, estimate->p);
    number_if(self, estimate->has_interval, estimate->low);
    number_if(self, estimate->has_interval, estimate->high);
}

void ent_csv_range(ent_csv *self, const ent_estimate *estimate)
{
    number_if(self, estimate->has_range, estimate->p05);
    number_if(self, estimate->has_range, estimate->p50);
    number_if(self, estimate->has_range, estimate->p95);
}

static void header(ent_csv *csv, const char *names)
{
    if (csv->length == 0) {
        ent_csv_names(csv, names);
        ent_csv_end_row(csv);
    }
}

/* --- outcomes, headline, convergence, checks -------------------------------------------------------------------------- */

static int add_outcome(ent_csv *csv, const ent_variant_figures *figures, size_t o, const char *id, const char *name)
{
    const ent_tally *tally = figures->tally;
    ent_estimate estimate;
    int status = ent_tally_kept(tally, tally->layout.outcome + o, tally->layout.draws, &estimate);

    ent_csv_text(csv, figures->variant);
    ent_csv_text(csv, id);
    ent_csv_text(csv, name);
    ent_csv_count(csv, estimate.n);
    ent_csv_count(csv, estimate.k);
    ent_csv_estimate(csv, &estimate);
    ent_csv_range(csv, &estimate);
    ent_csv_end_row(csv);
    return status;
}

static uint64_t unclassified(const ent_tally *tally)
{
    ent_counts counts = ent_tally_counts(tally, tally->layout.outcome + tally->layout.outcomes);
    uint64_t sum = 0;

    for (uint64_t w = 0; w < tally->worlds; w++) {
        sum += counts.at[w * counts.stride];
    }
    return sum;
}

static int add_outcomes(ent_csv *csv, const ent_variant_figures *figures)
{
    const ent_scenario *scenario = figures->scenario;
    int status = ENT_OK;

    header(csv, "variant,outcome,name,draws,count,probability,mc_low,mc_high,world_p05,world_p50,world_p95");
    for (size_t o = 0; status == ENT_OK && o < scenario->outcomes; o++) {
        status = add_outcome(csv, figures, o, scenario->outcome[o].label.id, scenario->outcome[o].label.name);
    }
    if (status == ENT_OK && unclassified(figures->tally) > 0) {
        status = add_outcome(csv, figures, scenario->outcomes, "unclassified", "Unclassified");
    }
    return status;
}

static int add_headline(ent_csv *csv, const ent_variant_figures *figures)
{
    const ent_tally *tally = figures->tally;
    const ent_tally *base = figures->base;
    size_t k = tally->layout.headline;
    size_t k_base = base->layout.headline;
    ent_estimate estimate;
    ent_difference difference = {0};
    int status = ent_tally_kept(tally, k, k + 1, &estimate);

    header(csv,
        "variant,expression,probability,mc_low,mc_high,world_p05,world_p50,world_p95,difference,difference_low,"
        "difference_high");
    if (tally != base) {
        difference = ent_paired_difference(ent_tally_counts(tally, k), ent_tally_counts(tally, k + 1),
            ent_tally_counts(base, k_base), ent_tally_counts(base, k_base + 1), tally->worlds);
    }
    ent_csv_text(csv, figures->variant);
    ent_csv_text(csv, figures->scenario->headline);
    ent_csv_estimate(csv, &estimate);
    ent_csv_range(csv, &estimate);
    number_if(csv, difference.has_value, difference.value);
    number_if(csv, difference.has_interval, difference.low);
    number_if(csv, difference.has_interval, difference.high);
    ent_csv_end_row(csv);
    return status;
}

static void add_convergence(ent_csv *csv, const ent_variant_figures *figures)
{
    const ent_tally *tally = figures->tally;
    ent_counts k = ent_tally_counts(tally, tally->layout.headline);
    ent_counts n = ent_tally_counts(tally, tally->layout.headline + 1);
    ent_moments moments = {0};
    uint64_t next = 1;

    header(csv, "variant,worlds,draws,probability,mc_low,mc_high");
    for (uint64_t w = 0; w < tally->worlds; w++) {
        ent_moments_add(&moments, k.at[w * k.stride], n.at[w * n.stride]);
        if (w + 1 == next || w + 1 == tally->worlds) {
            ent_estimate estimate = ent_estimate_of_moments(&moments, w + 1);
            ent_csv_text(csv, figures->variant);
            ent_csv_count(csv, w + 1);
            ent_csv_count(csv, (w + 1) * tally->replications);
            ent_csv_estimate(csv, &estimate);
            ent_csv_end_row(csv);
            next *= 2;
        }
    }
}

static bool holds(const ent_check *check, const ent_estimate *estimate)
{
    double p = estimate->p;

    if (!estimate->has_p) {
        return false;
    }
    switch (check->op) {
    case ENT_AST_LT:
        return p < check->bound;
    case ENT_AST_LE:
        return p <= check->bound;
    case ENT_AST_GT:
        return p > check->bound;
    case ENT_AST_GE:
        return p >= check->bound;
    case ENT_AST_EQ:
        return p == check->bound;
    default:
        return p != check->bound;
    }
}

static int add_checks(ent_tables *self, const ent_variant_figures *figures)
{
    ent_csv *csv = &self->csv[ENT_TABLE_CHECKS];
    const ent_tally *tally = figures->tally;

    header(csv, "variant,check,value,mc_low,mc_high,holds");
    for (size_t c = 0; c < figures->scenario->checks; c++) {
        const ent_check_line *line = &figures->scenario->check[c];
        const char *where = line->check.variant != NULL ? line->check.variant : "base";
        size_t column = tally->layout.check + 2 * c;
        ent_estimate estimate;
        bool held;
        if (strcmp(where, figures->variant) != 0) {
            continue;
        }
        if (ent_tally_kept(tally, column, column + 1, &estimate) != ENT_OK) {
            return ENT_ERR_NO_MEMORY;
        }
        held = holds(&line->check, &estimate);
        self->check_failed = self->check_failed || !held;
        ent_csv_text(csv, figures->variant);
        ent_csv_text(csv, line->text);
        ent_csv_estimate(csv, &estimate);
        ent_csv_count(csv, held ? 1 : 0);
        ent_csv_end_row(csv);
    }
    return ENT_OK;
}

/* --- contributors, force ---------------------------------------------------------------------------------------------- */

static void add_contributors(ent_csv *csv, const ent_variant_figures *figures)
{
    const ent_tally *tally = figures->tally;
    double draws = (double) tally->draws;

    header(csv,
        "variant,contributor,name,joins,mc_low,mc_high,troops_mean,troops_p05,troops_p50,troops_p95,pivotal,shapley");
    for (size_t c = 0; c < figures->scenario->contributors; c++) {
        const ent_label *label = &figures->scenario->contributor[c].label;
        ent_estimate joins = ent_tally_streamed(tally, tally->layout.joins + c);
        ent_csv_text(csv, figures->variant);
        ent_csv_text(csv, label->id);
        ent_csv_text(csv, label->name);
        ent_csv_estimate(csv, &joins);
        ent_csv_number(csv, ent_exact_sum_mean(&tally->troops_sum[c]));
        ent_csv_number(csv, ent_histogram_quantile(&tally->troops[c], 0.05));
        ent_csv_number(csv, ent_histogram_quantile(&tally->troops[c], 0.50));
        ent_csv_number(csv, ent_histogram_quantile(&tally->troops[c], 0.95));
        ent_csv_number(csv, (double) tally->pivotal[c] / draws);
        ent_csv_number(csv, (double) tally->shapley[c] / draws);
        ent_csv_end_row(csv);
    }
}

static void add_force(ent_csv *csv, const ent_variant_figures *figures)
{
    static const char *const quantity[] = {"offered", "committed", "required"};
    const ent_tally *tally = figures->tally;
    const size_t column[] = {tally->layout.offered, tally->layout.committed, tally->layout.required};

    header(csv, "variant,quantity,troops,exceedance,mc_low,mc_high");
    for (size_t q = 0; q < 3; q++) {
        for (size_t t = 0; t < tally->layout.thresholds; t++) {
            ent_estimate estimate = ent_tally_streamed(tally, column[q] + t);
            ent_csv_text(csv, figures->variant);
            ent_csv_text(csv, quantity[q]);
            ent_csv_number(csv, figures->threshold[t]);
            ent_csv_estimate(csv, &estimate);
            ent_csv_end_row(csv);
        }
    }
}

/* --- truce ------------------------------------------------------------------------------------------------------------ */

static uint64_t sum_column(const ent_tally *tally, size_t column)
{
    ent_counts counts = ent_tally_counts(tally, column);
    uint64_t sum = 0;

    for (uint64_t w = 0; w < tally->worlds; w++) {
        sum += counts.at[w * counts.stride];
    }
    return sum;
}

static void truce_header(ent_csv *csv, const ent_scenario *scenario)
{
    if (csv->length > 0) {
        return;
    }
    ent_csv_names(csv, "variant,month,at_risk,survival,mc_low,mc_high,world_p05,world_p95");
    for (size_t c = 0; c < scenario->causes; c++) {
        char name[256] = "cause_";
        strncat(name, scenario->cause[c].label.id, sizeof(name) - sizeof("cause_"));
        ent_csv_text(csv, name);
    }
    ent_csv_end_row(csv);
}

static void add_causes(ent_csv *csv, const ent_tally *tally, size_t month, uint64_t deals)
{
    size_t horizon = tally->layout.horizon;

    for (size_t c = 0; c < tally->layout.causes; c++) {
        uint64_t collapsed = 0;
        for (size_t m = 0; m <= month; m++) {
            collapsed += tally->cause_month[c * horizon + m];
        }
        ent_csv_number(csv, deals > 0 ? (double) collapsed / (double) deals : NAN);
    }
}

static int add_truce(ent_csv *csv, const ent_variant_figures *figures)
{
    const ent_tally *tally = figures->tally;
    const ent_tally_layout *layout = &tally->layout;
    uint64_t deals = sum_column(tally, layout->deals);
    uint64_t at_risk = deals;

    truce_header(csv, figures->scenario);
    for (size_t m = 0; m < layout->horizon; m++) {
        ent_estimate estimate;
        if (ent_tally_kept(tally, layout->survived + m, layout->deals, &estimate) != ENT_OK) {
            return ENT_ERR_NO_MEMORY;
        }
        ent_csv_text(csv, figures->variant);
        ent_csv_count(csv, m + 1);
        ent_csv_count(csv, at_risk);
        ent_csv_estimate(csv, &estimate);
        number_if(csv, estimate.has_range, estimate.p05);
        number_if(csv, estimate.has_range, estimate.p95);
        add_causes(csv, tally, m, deals);
        ent_csv_end_row(csv);
        at_risk = estimate.k;
    }
    return ENT_OK;
}

/* --- all -------------------------------------------------------------------------------------------------------------- */

static void add_warnings(ent_csv *csv, const ent_variant_figures *figures)
{
    header(csv, "variant,path,warning,count");
    for (size_t i = 0; i < figures->warnings; i++) {
        ent_csv_text(csv, figures->variant);
        ent_csv_text(csv, figures->warning[i].path);
        ent_csv_text(csv, figures->warning[i].text);
        if (figures->warning[i].count > 0) {
            ent_csv_count(csv, figures->warning[i].count);
        } else {
            ent_csv_blank(csv);
        }
        ent_csv_end_row(csv);
    }
}

int ent_tables_add(ent_tables *self, const ent_variant_figures *figures)
{
    int status = add_outcomes(&self->csv[ENT_TABLE_OUTCOMES], figures);

    if (status == ENT_OK) {
        status = add_headline(&self->csv[ENT_TABLE_HEADLINE], figures);
    }
    if (status == ENT_OK) {
        status = add_checks(self, figures);
    }
    if (status == ENT_OK) {
        status = add_truce(&self->csv[ENT_TABLE_TRUCE], figures);
    }
    if (status == ENT_OK) {
        status = ent_tables_add_talks(self, figures);
    }
    if (status == ENT_OK) {
        status = ent_tables_add_assumptions(self, figures);
    }
    add_convergence(&self->csv[ENT_TABLE_CONVERGENCE], figures);
    add_contributors(&self->csv[ENT_TABLE_CONTRIBUTORS], figures);
    add_force(&self->csv[ENT_TABLE_FORCE], figures);
    add_warnings(&self->csv[ENT_TABLE_WARNINGS], figures);
    for (size_t t = 0; t < ENT_TABLES; t++) {
        status = self->csv[t].no_memory ? ENT_ERR_NO_MEMORY : status;
    }
    return status;
}
