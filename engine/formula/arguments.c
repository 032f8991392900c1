#include "formula/arguments.h"

#include "base/status.h"

#include <math.h>

static const ent_parameter weibull_hazard_arguments[] = {
    {.name = "shape", .domain = ENT_PARAMETER_POSITIVE}, {.name = "scale", .domain = ENT_PARAMETER_POSITIVE}};

/* Whether argument i is constant, and its value. */
static bool known(const ent_ast *self, size_t i, double *value)
{
    return ent_ast_constant(self->argument[i], value);
}

static const char *name_of(const ent_ast *self)
{
    if (self->kind == ENT_AST_CALL) {
        return ent_functions[self->function].name;
    }
    return self->distribution->infix ? "interval" : self->distribution->call.name;
}

/* Text of a value, as per cent where the argument was written so. */
static char *written(const ent_ast *argument, double value, char *buffer)
{
    return argument->percent ? ent_number_percent(value, 0, buffer) : ent_number_shortest(value, buffer);
}

/* The requirement that a value outside a domain violates. */
static const char *requirement(ent_parameter_domain domain, double value)
{
    if (domain != ENT_PARAMETER_REAL && domain != ENT_PARAMETER_PROBABILITY && !isfinite(value)) {
        return "must be a finite number";
    }
    switch (domain) {
    case ENT_PARAMETER_POSITIVE:
        return "must be above 0";
    case ENT_PARAMETER_NOT_NEGATIVE:
    case ENT_PARAMETER_WEIGHT:
        return "must be 0 or more";
    case ENT_PARAMETER_WHOLE:
        return "must be a whole number, 0 or more";
    case ENT_PARAMETER_PROBABILITY:
        return "must lie between 0 and 1";
    default:
        return "must be a number";
    }
}

static int check_domain(const ent_ast *self, size_t i, const ent_parameter *what, ent_formula_sink *sink)
{
    const ent_ast *argument = self->argument[i];
    char buffer[ENT_NUMBER_TEXT];
    double value;

    if (!known(self, i, &value) || ent_parameter_fits(what->domain, value)) {
        return ENT_OK;
    }
    return ent_formula_fail(sink, argument->offset, argument->length,
        what->domain == ENT_PARAMETER_PROBABILITY && value > 1.0 && value <= 100.0 && !argument->percent
            ? ent_formula_help(sink, "did you mean `%s%%`?", ent_number_shortest(value, buffer))
            : NULL,
        "%s: the %s %s, found %s", name_of(self), what->name, requirement(what->domain, value),
        written(argument, value, buffer));
}

/* Argument i may not exceed argument j; if strict, it may not equal it either. */
static int check_order(const ent_ast *self, size_t i, size_t j, bool strict, ent_formula_sink *sink)
{
    const ent_parameter *names = self->distribution->parameter;
    const ent_ast *at = self->argument[i];
    char low_text[ENT_NUMBER_TEXT], high_text[ENT_NUMBER_TEXT];
    double low, high;

    if (!known(self, i, &low) || !known(self, j, &high) || low < high || (!strict && low == high)) {
        return ENT_OK;
    }
    written(self->argument[i], low, low_text);
    written(self->argument[j], high, high_text);
    if (low == high) {
        return ent_formula_fail(sink, at->offset, at->length, "for a certain value write the number alone",
            "%s: the %s and the %s are both %s", name_of(self), names[i].name, names[j].name, low_text);
    }
    return ent_formula_fail(sink, at->offset, at->length, "the smaller one comes first",
        "%s: the %s %s lies above the %s %s", name_of(self), names[i].name, low_text, names[j].name, high_text);
}

static int check_is_distribution(const ent_ast *self, size_t i, ent_formula_sink *sink)
{
    const ent_ast *argument = self->argument[i];
    const ent_callable *callable = &self->distribution->call;

    if (argument->kind == ENT_AST_DISTRIBUTION && argument->unknown) {
        return ent_formula_fail(sink, argument->offset, argument->length,
            ent_formula_help(sink, "write `unknown(%s(...))`", callable->name),
            "%s: what it is made of cannot be unknown by itself: the whole is drawn at once", callable->name);
    }
    if (argument->kind == ENT_AST_DISTRIBUTION) {
        return ENT_OK;
    }
    return ent_formula_fail(sink, argument->offset, argument->length,
        ent_formula_help(sink, "write `%s(%s)`, with a distribution such as `normal(0, 1)` for d", callable->name,
            callable->arguments),
        "%s: argument %zu must be a distribution", callable->name, i + 1);
}

/* The descriptor of argument i. */
static const ent_parameter *argument_of(const ent_ast *self, size_t i)
{
    return &self->distribution->parameter[self->distribution->call.pairs ? i % 2 : i];
}

static int check_weights(const ent_ast *self, ent_formula_sink *sink)
{
    double sum = 0.0;
    bool weighted = false;
    bool all_known = true;

    for (size_t i = 0; i < self->arguments; i++) {
        double weight = 0.0;
        if (argument_of(self, i)->domain != ENT_PARAMETER_WEIGHT) {
            continue;
        }
        if (check_domain(self, i, argument_of(self, i), sink) != ENT_OK) {
            return sink->status;
        }
        weighted = true;
        all_known = known(self, i, &weight) && all_known;
        sum += weight;
    }
    if (weighted && all_known && sum == 0.0) {
        return ent_formula_fail(sink, self->offset, self->length, "give at least one a weight above 0",
            "%s: all weights are 0", name_of(self));
    }
    return ENT_OK;
}

/* In an ordered column of pairs argument i must be above the one of the pair before, or at least as large. */
static int check_rising(const ent_ast *self, size_t i, const ent_parameter *what, ent_formula_sink *sink)
{
    const ent_ast *at = self->argument[i];
    bool steps = what->order == ENT_ORDER_NOT_FALLING;
    char before_text[ENT_NUMBER_TEXT], here_text[ENT_NUMBER_TEXT];
    double before, here;

    if (what->order == ENT_ORDER_ANY || i < 2 || !known(self, i - 2, &before) || !known(self, i, &here) ||
        here > before || (steps && here == before)) {
        return ENT_OK;
    }
    return ent_formula_fail(sink, at->offset, at->length, "sort the points by their probability",
        "%s: the %s %s the one before, found %s after %s", name_of(self), what->name,
        steps ? "may not lie below" : "must lie above", written(at, here, here_text),
        written(self->argument[i - 2], before, before_text));
}

/* Checks every argument by its descriptor; the weights last. */
static int check_arguments(const ent_ast *self, ent_formula_sink *sink)
{
    for (size_t i = 0; i < self->arguments; i++) {
        const ent_parameter *what = argument_of(self, i);
        if (what->domain == ENT_PARAMETER_DISTRIBUTION) {
            check_is_distribution(self, i, sink);
        } else if (what->domain != ENT_PARAMETER_WEIGHT && check_domain(self, i, what, sink) == ENT_OK) {
            check_rising(self, i, what, sink);
        }
        if (sink->status != ENT_OK) {
            return sink->status;
        }
    }
    return check_weights(self, sink);
}

static int check_limits(const ent_ast *self, ent_formula_sink *sink)
{
    const ent_parameter_limit *limit = self->distribution->limit;

    for (size_t i = 0; i < ENT_KIND_PARAMETERS && limit[i].low != limit[i].high; i++) {
        if (check_order(self, limit[i].low, limit[i].high, limit[i].strict, sink) != ENT_OK) {
            return sink->status;
        }
    }
    return ENT_OK;
}

/* `50 to 70%`: only the high end is written with %. */
static int check_percent_ends(const ent_ast *self, ent_formula_sink *sink)
{
    char low_text[ENT_NUMBER_TEXT], high_text[ENT_NUMBER_TEXT];
    double low, high;

    if (!known(self, 0, &low) || !known(self, 1, &high) || !self->argument[1]->percent || self->argument[0]->percent ||
        low <= high || low >= 100.0 * high) {
        return ENT_OK;
    }
    return ent_formula_fail(sink, self->argument[0]->offset, self->argument[0]->length,
        ent_formula_help(sink, "write `%s%% to %s`", ent_number_shortest(low, low_text),
            written(self->argument[1], high, high_text)),
        "interval: only the high end is written with %%");
}

/* An interval of probabilities is logit-normal, so its ends must lie strictly between 0 and 1. */
static int check_logit(const ent_ast *self, ent_formula_sink *sink)
{
    double low, high;

    if (!self->logit_interval || !known(self, 0, &low) || !known(self, 1, &high) || (low > 0.0 && high < 1.0)) {
        return ENT_OK;
    }
    return ent_formula_fail(sink, self->offset, self->length,
        "write ends between 0% and 100%, such as `1% to 99%`; or leave out the % for a quantity that is no probability",
        "interval: between percentages it must lie above 0%% and below 100%%");
}

static int check_distribution(const ent_ast *self, ent_formula_sink *sink)
{
    bool infix = self->distribution->infix;
    int status = check_arguments(self, sink);

    if (status == ENT_OK && infix) {
        status = check_percent_ends(self, sink);
    }
    if (status == ENT_OK) {
        status = check_limits(self, sink);
    }
    return status == ENT_OK && infix ? check_logit(self, sink) : status;
}

static int check_call(const ent_ast *self, ent_formula_sink *sink)
{
    const ent_ast *at;
    double low, high;

    if (self->function == ENT_FN_WEIBULL_HAZARD) {
        for (size_t i = 0; i < 2; i++) {
            if (check_domain(self, i, &weibull_hazard_arguments[i], sink) != ENT_OK) {
                return sink->status;
            }
        }
    }
    if (self->function != ENT_FN_CLAMP || !known(self, 1, &low) || !known(self, 2, &high) || low <= high) {
        return ENT_OK;
    }
    at = self->argument[1];
    return ent_formula_fail(
        sink, at->offset, at->length, "write `clamp(x, lo, hi)`", "clamp: the lower end lies above the upper end");
}

int ent_arguments_check(const ent_ast *self, ent_formula_sink *sink)
{
    if (self->kind == ENT_AST_DISTRIBUTION) {
        return check_distribution(self, sink);
    }
    return self->kind == ENT_AST_CALL ? check_call(self, sink) : ENT_OK;
}
