#include "formula/arguments.h"

#include "base/status.h"

#include <math.h>

typedef enum range {
    ANYTHING, /* infinity too */
    FINITE,
    POSITIVE,
    NOT_NEGATIVE,
    WHOLE,
    PROBABILITY
} range;

typedef struct parameter {
    const char *name;
    range range;
} parameter;

enum { PARAMETERS = 3 };

/* Distributions with a fixed number of arguments; the others have functions of their own. */
static const parameter parameters[ENT_DIST_COUNT][PARAMETERS] = {
    [ENT_DIST_UNIFORM] = {{"lower end", FINITE}, {"upper end", FINITE}},
    [ENT_DIST_TRIANGULAR] = {{"minimum", FINITE}, {"mode", FINITE}, {"maximum", FINITE}},
    [ENT_DIST_PERT] = {{"minimum", FINITE}, {"mode", FINITE}, {"maximum", FINITE}},
    [ENT_DIST_NORMAL] = {{"mean", FINITE}, {"standard deviation", POSITIVE}},
    [ENT_DIST_LOGNORMAL] = {{"mu", FINITE}, {"sigma", POSITIVE}},
    [ENT_DIST_EXPONENTIAL] = {{"mean", POSITIVE}},
    [ENT_DIST_GAMMA] = {{"shape", POSITIVE}, {"scale", POSITIVE}},
    [ENT_DIST_BETA] = {{"parameter a", POSITIVE}, {"parameter b", POSITIVE}},
    [ENT_DIST_WEIBULL] = {{"shape", POSITIVE}, {"scale", POSITIVE}},
    [ENT_DIST_STUDENT_T] = {{"number of degrees of freedom", POSITIVE}},
    [ENT_DIST_BERNOULLI] = {{"probability", PROBABILITY}},
    [ENT_DIST_BINOMIAL] = {{"number of trials", WHOLE}, {"probability", PROBABILITY}},
    [ENT_DIST_POISSON] = {{"mean", NOT_NEGATIVE}},
    [ENT_DIST_TRUNCATE] = {{"distribution", ANYTHING}, {"lower end", ANYTHING}, {"upper end", ANYTHING}},
    [ENT_DIST_INTERVAL] = {{"low end", FINITE}, {"high end", FINITE}},
};

static const parameter weibull_hazard_parameters[] = {{"shape", POSITIVE}, {"scale", POSITIVE}};

/* The value of argument i where it is constant. */
static bool known(const ent_ast *self, size_t i, double *value)
{
    return ent_ast_constant(self->argument[i], value);
}

static const char *name_of(const ent_ast *self)
{
    if (self->kind == ENT_AST_CALL) {
        return ent_functions[self->function].name;
    }
    return self->distribution == ENT_DIST_INTERVAL ? "interval" : ent_distributions[self->distribution].name;
}

/* A value as the argument was written: 120% stays 120%. */
static char *written(const ent_ast *argument, double value, char *buffer)
{
    return argument->percent ? ent_number_percent(value, 0, buffer) : ent_number_shortest(value, buffer);
}

static const char *violation(range allowed, double value)
{
    if (allowed != ANYTHING && allowed != PROBABILITY && !isfinite(value)) {
        return "must be a finite number";
    }
    switch (allowed) {
    case POSITIVE:
        return value > 0.0 ? NULL : "must be above 0";
    case NOT_NEGATIVE:
        return value >= 0.0 ? NULL : "must be 0 or more";
    case WHOLE:
        return value >= 0.0 && floor(value) == value ? NULL : "must be a whole number, 0 or more";
    case PROBABILITY:
        return value >= 0.0 && value <= 1.0 ? NULL : "must lie between 0 and 1";
    default:
        return isnan(value) ? "must be a number" : NULL;
    }
}

static int check_range(const ent_ast *self, size_t i, parameter what, ent_formula_sink *report)
{
    const ent_ast *argument = self->argument[i];
    char buffer[ENT_NUMBER_TEXT];
    const char *wrong;
    double value;

    if (!known(self, i, &value)) {
        return ENT_OK;
    }
    wrong = violation(what.range, value);
    if (wrong == NULL) {
        return ENT_OK;
    }
    return ent_formula_fail(report, argument->offset, argument->length,
        what.range == PROBABILITY && value > 1.0 && value <= 100.0 && !argument->percent
            ? ent_formula_help(report, "did you mean `%s%%`?", ent_number_shortest(value, buffer))
            : NULL,
        "%s: the %s %s, found %s", name_of(self), what.name, wrong, written(argument, value, buffer));
}

static int check_fixed(const ent_ast *self, ent_formula_sink *report)
{
    for (size_t i = 0; i < self->arguments && i < PARAMETERS; i++) {
        if (check_range(self, i, parameters[self->distribution][i], report) != ENT_OK) {
            return report->status;
        }
    }
    return ENT_OK;
}

/* Argument i may not exceed argument j, nor equal it when strict. */
static int check_order(const ent_ast *self, size_t i, size_t j, bool strict, ent_formula_sink *report)
{
    const parameter *names = parameters[self->distribution];
    const ent_ast *at = self->argument[i];
    char low_text[ENT_NUMBER_TEXT], high_text[ENT_NUMBER_TEXT];
    double low, high;

    if (!known(self, i, &low) || !known(self, j, &high) || low < high || (!strict && low == high)) {
        return ENT_OK;
    }
    written(self->argument[i], low, low_text);
    written(self->argument[j], high, high_text);
    if (low == high) {
        return ent_formula_fail(report, at->offset, at->length, "for a certain value write the number alone",
            "%s: the %s and the %s are both %s", name_of(self), names[i].name, names[j].name, low_text);
    }
    return ent_formula_fail(report, at->offset, at->length, "the smaller one comes first",
        "%s: the %s %s lies above the %s %s", name_of(self), names[i].name, low_text, names[j].name, high_text);
}

static int check_three(const ent_ast *self, ent_formula_sink *report)
{
    int status = check_order(self, 0, 2, true, report);

    if (status == ENT_OK) {
        status = check_order(self, 0, 1, false, report);
    }
    return status == ENT_OK ? check_order(self, 1, 2, false, report) : status;
}

static int check_is_distribution(const ent_ast *self, size_t i, ent_formula_sink *report)
{
    const ent_ast *argument = self->argument[i];
    const ent_callable *callable = &ent_distributions[self->distribution];

    if (argument->kind == ENT_AST_DISTRIBUTION) {
        return ENT_OK;
    }
    return ent_formula_fail(report, argument->offset, argument->length,
        ent_formula_help(report, "write `%s(%s)`, with a distribution such as `normal(0, 1)` for d", callable->name,
            callable->arguments),
        "%s: argument %zu must be a distribution", callable->name, i + 1);
}

/* Every second argument from `first`: weights. */
static int check_weights(const ent_ast *self, size_t first, ent_formula_sink *report)
{
    double sum = 0.0;
    bool all_known = true;

    for (size_t i = first; i < self->arguments; i += 2) {
        double weight;
        if (check_range(self, i, (parameter){"weight", NOT_NEGATIVE}, report) != ENT_OK) {
            return report->status;
        }
        if (known(self, i, &weight)) {
            sum += weight;
        } else {
            all_known = false;
        }
    }
    if (all_known && sum == 0.0) {
        return ent_formula_fail(report, self->offset, self->length, "give at least one a weight above 0",
            "%s: all weights are 0", name_of(self));
    }
    return ENT_OK;
}

static int check_discrete(const ent_ast *self, ent_formula_sink *report)
{
    for (size_t i = 0; i < self->arguments; i += 2) {
        if (check_range(self, i, (parameter){"value", FINITE}, report) != ENT_OK) {
            return report->status;
        }
    }
    return check_weights(self, 1, report);
}

static int check_mixture(const ent_ast *self, ent_formula_sink *report)
{
    for (size_t i = 1; i < self->arguments; i += 2) {
        if (check_is_distribution(self, i, report) != ENT_OK) {
            return report->status;
        }
    }
    return check_weights(self, 0, report);
}

/* Argument i must be above the one two before it; steps: at least as large. */
static int check_rising(const ent_ast *self, size_t i, bool steps, ent_formula_sink *report)
{
    const ent_ast *at = self->argument[i];
    char before_text[ENT_NUMBER_TEXT], here_text[ENT_NUMBER_TEXT];
    double before, here;

    if (i < 2 || !known(self, i - 2, &before) || !known(self, i, &here) || here > before || (steps && here == before)) {
        return ENT_OK;
    }
    return ent_formula_fail(report, at->offset, at->length, "sort the points by their probability",
        "quantiles: the %s %s the one before, found %s after %s", steps ? "value" : "probability",
        steps ? "may not lie below" : "must lie above", written(at, here, here_text),
        written(self->argument[i - 2], before, before_text));
}

static int check_quantiles(const ent_ast *self, ent_formula_sink *report)
{
    for (size_t i = 0; i < self->arguments; i++) {
        bool is_value = i % 2 == 1;
        parameter what = {is_value ? "value" : "probability", is_value ? FINITE : PROBABILITY};
        if (check_range(self, i, what, report) != ENT_OK || check_rising(self, i, is_value, report) != ENT_OK) {
            return report->status;
        }
    }
    return ENT_OK;
}

/* An interval of probabilities must leave room on both sides for the logit-normal's tails. */
static int check_interval(const ent_ast *self, ent_formula_sink *report)
{
    double low, high;

    if (known(self, 0, &low) && known(self, 1, &high) && self->argument[1]->percent && !self->argument[0]->percent &&
        low > high && low < 100.0 * high) { /* 50 to 70% */
        char low_text[ENT_NUMBER_TEXT], high_text[ENT_NUMBER_TEXT];
        return ent_formula_fail(report, self->argument[0]->offset, self->argument[0]->length,
            ent_formula_help(report, "write `%s%% to %s`", ent_number_shortest(low, low_text),
                written(self->argument[1], high, high_text)),
            "interval: only the high end is written with %%");
    }
    if (check_order(self, 0, 1, true, report) != ENT_OK) {
        return report->status;
    }
    if (!self->logit_interval || !known(self, 0, &low) || !known(self, 1, &high) || (low > 0.0 && high < 1.0)) {
        return ENT_OK;
    }
    return ent_formula_fail(report, self->offset, self->length,
        "write ends between 0% and 100%, such as `1% to 99%`; or leave out the % for a quantity that is no probability",
        "interval: between percentages it must lie above 0%% and below 100%%");
}

static int check_distribution(const ent_ast *self, ent_formula_sink *report)
{
    switch (self->distribution) {
    case ENT_DIST_DISCRETE:
        return check_discrete(self, report);
    case ENT_DIST_MIXTURE:
        return check_mixture(self, report);
    case ENT_DIST_QUANTILES:
        return check_quantiles(self, report);
    default:
        break;
    }
    if (check_fixed(self, report) != ENT_OK) {
        return report->status;
    }
    switch (self->distribution) {
    case ENT_DIST_UNIFORM:
        return check_order(self, 0, 1, true, report);
    case ENT_DIST_TRIANGULAR:
    case ENT_DIST_PERT:
        return check_three(self, report);
    case ENT_DIST_TRUNCATE:
        return check_is_distribution(self, 0, report) != ENT_OK ? report->status
                                                                : check_order(self, 1, 2, true, report);
    case ENT_DIST_INTERVAL:
        return check_interval(self, report);
    default:
        return ENT_OK;
    }
}

static int check_call(const ent_ast *self, ent_formula_sink *report)
{
    const ent_ast *at;
    double low, high;

    if (self->function == ENT_FN_WEIBULL_HAZARD) {
        for (size_t i = 0; i < 2; i++) {
            if (check_range(self, i, weibull_hazard_parameters[i], report) != ENT_OK) {
                return report->status;
            }
        }
    }
    if (self->function != ENT_FN_CLAMP || !known(self, 1, &low) || !known(self, 2, &high) || low <= high) {
        return ENT_OK;
    }
    at = self->argument[1];
    return ent_formula_fail(
        report, at->offset, at->length, "write `clamp(x, lo, hi)`", "clamp: the lower end lies above the upper end");
}

int ent_arguments_check(const ent_ast *self, ent_formula_sink *report)
{
    if (self->kind == ENT_AST_DISTRIBUTION) {
        return check_distribution(self, report);
    }
    return self->kind == ENT_AST_CALL ? check_call(self, report) : ENT_OK;
}
