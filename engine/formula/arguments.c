#include "formula/arguments.h"

#include "base/status.h"
#include "distribution/distribution.h"

#include <math.h>
#include <string.h>

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

/* --- suffixes ----------------------------------------------------------------------------------------------------- */

/* The literal of an argument, below a sign; NULL where it is none. */
static const ent_ast *literal_of(const ent_ast *argument)
{
    const ent_ast *at = argument->kind == ENT_AST_NEGATE ? argument->argument[0] : argument;

    return at->kind == ENT_AST_NUMBER && at->text == NULL ? at : NULL;
}

static double scale_of(char suffix)
{
    switch (suffix) {
    case '%':
        return 0.01;
    case 'k':
        return 1e3;
    case 'M':
        return 1e6;
    case 'B':
        return 1e9;
    default:
        return 1.0;
    }
}

/* Argument i as text: with_unit: 8 as 8k, and what has a suffix as written; else in full, 15k as 15000, or in per cent
 * where the suffix is %. "" for an argument that is no literal. */
static const char *as_text(const ent_ast *self, size_t i, char suffix, bool with_unit, ent_formula_sink *sink)
{
    const ent_ast *literal = literal_of(self->argument[i]);
    char buffer[ENT_NUMBER_TEXT];
    double value;

    if (literal == NULL || !known(self, i, &value)) {
        return "";
    }
    if (with_unit && literal->suffix != '\0') {
        suffix = literal->suffix;
    }
    if (suffix == '%' && !(with_unit && literal->suffix == '\0')) {
        return ent_formula_help(sink, "%s", ent_number_percent(value, 0, buffer));
    }
    if (with_unit && literal->suffix != '\0') {
        value = ent_number_rounded(value / scale_of(suffix), 15);
    }
    return ent_formula_help(
        sink, "%s%.*s", ent_number_shortest(value, buffer), with_unit && value != 0.0 ? 1 : 0, &suffix);
}

/* Whether the arguments ascend when those without a suffix get this one. */
static bool ascends_with(const ent_ast *self, char suffix)
{
    double before = -(double) INFINITY;

    for (size_t i = 0; i < self->arguments && ent_kind_is_value(self->distribution, i); i++) {
        double value;
        if (!known(self, i, &value)) {
            continue;
        }
        value *= literal_of(self->argument[i]) != NULL && literal_of(self->argument[i])->suffix == '\0'
                     ? scale_of(suffix)
                     : 1.0;
        if (value < before) {
            return false;
        }
        before = value;
    }
    return true;
}

/* Whether the arguments ascend as they are. */
static bool ascends(const ent_ast *self)
{
    return ascends_with(self, '\0');
}

/* The whole distribution with its literals as as_text writes them; NULL where an argument is no literal. */
static const char *rewritten(const ent_ast *self, char suffix, bool with_unit, ent_formula_sink *sink)
{
    bool infix = self->distribution->infix;
    const char *text = infix ? "" : ent_formula_help(sink, "%s(", self->distribution->call.name);

    for (size_t i = 0; i < self->arguments && text != NULL; i++) {
        bool is_value = ent_kind_is_value(self->distribution, i);
        char own = '\0';
        const char *argument;
        if (is_value) {
            own = suffix;
        }
        argument = as_text(self, i, own, with_unit && is_value, sink);
        if (argument == NULL || *argument == '\0') {
            return NULL;
        }
        text = ent_formula_help(sink, "%s%s%s", text, i == 0 ? "" : infix ? " to " : ", ", argument);
    }
    return text == NULL || infix ? text : ent_formula_help(sink, "%s)", text);
}

/* Fails for the number at i, which has no suffix while one a hundred times as large has: 8 to 15k. */
static int fail_of_suffix(const ent_ast *self, size_t i, char suffix, ent_formula_sink *sink)
{
    const ent_ast *at = self->argument[i];
    const char *meant = ascends_with(self, suffix) ? rewritten(self, suffix, true, sink) : NULL;
    const char *literally = ascends(self) ? rewritten(self, suffix, false, sink) : NULL;
    const char *help = "write all of them with a suffix, or none";
    char buffer[ENT_NUMBER_TEXT];
    double value = 0.0;

    known(self, i, &value);
    ent_number_shortest(value, buffer);
    if (meant != NULL && literally != NULL) {
        help = ent_formula_help(sink, "write `%s`; for %s itself `%s`", meant, buffer, literally);
    } else if (meant != NULL || literally != NULL) {
        help = ent_formula_help(sink, "write `%s`", meant != NULL ? meant : literally);
    }
    return ent_formula_fail(sink, at->offset, at->length, help,
        "%s: %s stands without a suffix beside a number with `%c`", name_of(self), buffer, suffix);
}

/* Rejects numbers that differ a hundredfold where one of them has a suffix and the smaller one has none. */
static int check_suffixes(const ent_ast *self, ent_formula_sink *sink)
{
    for (size_t i = 0; i < self->arguments && ent_kind_is_value(self->distribution, i); i++) {
        const ent_ast *plain = literal_of(self->argument[i]);
        for (size_t j = 0; j < self->arguments && ent_kind_is_value(self->distribution, j); j++) {
            const ent_ast *other = literal_of(self->argument[j]);
            if (plain != NULL && other != NULL && plain->suffix == '\0' && other->suffix != '\0' &&
                plain->number != 0.0 && other->number >= 100.0 * plain->number) {
                return fail_of_suffix(self, i, other->suffix, sink);
            }
        }
    }
    return ENT_OK;
}

/* --- sizes that belong to another distribution ---------------------------------------------------------------------
 */

/* Rounds to three significant digits. */
static const char *three_digits(double value, ent_formula_sink *sink)
{
    char buffer[ENT_NUMBER_TEXT];

    return ent_formula_help(sink, "%s", ent_number_shortest(ent_number_rounded(value, 3), buffer));
}

/* The same arguments for the kind that they were probably meant for, and its 5th to 95th percentile. */
static const char *help_instead(const ent_distribution_kind *kind, const double *argument, ent_formula_sink *sink)
{
    char first[ENT_NUMBER_TEXT], second[ENT_NUMBER_TEXT];
    double low = ent_dist_quantile_with(kind, argument, 2, 0.05);
    double high = ent_dist_quantile_with(kind, argument, 2, 0.95);
    const char *call = ent_formula_help(sink, "`%s(%s, %s)`", kind->call.name, ent_number_shortest(argument[0], first),
        ent_number_shortest(argument[1], second));
    const char *from = three_digits(low, sink), *to = three_digits(high, sink);

    if (isnan(low) || isnan(high) || !(low < high) || call == NULL || from == NULL || to == NULL ||
        strcmp(from, to) == 0) {
        return ent_formula_help(sink, "for a quantity of that size write `low to high`, its 5th and 95th percentile");
    }
    return ent_formula_help(sink,
        "for the mean and standard deviation of the quantity itself write %s, or a range: `%s to %s`", call, from, to);
}

static int check_mistaken(const ent_ast *self, ent_formula_sink *sink)
{
    const ent_distribution_kind *kind = self->distribution;
    double argument[ENT_KIND_PARAMETERS] = {0};

    if (kind->mistaken == NULL) {
        return ENT_OK;
    }
    for (size_t i = 0; i < self->arguments && i < ENT_KIND_PARAMETERS; i++) {
        if (!known(self, i, &argument[i])) {
            return ENT_OK;
        }
    }
    if (!kind->mistaken(argument)) {
        return ENT_OK;
    }
    return ent_formula_fail(sink, self->offset, self->length, help_instead(kind->instead, argument, sink), "%s: %s",
        kind->call.name, kind->mistake);
}

static int check_distribution(const ent_ast *self, ent_formula_sink *sink)
{
    bool infix = self->distribution->infix;
    int status = check_arguments(self, sink);

    if (status == ENT_OK && infix) {
        status = check_percent_ends(self, sink);
    }
    if (status == ENT_OK) {
        status = check_suffixes(self, sink);
    }
    if (status == ENT_OK) {
        status = check_limits(self, sink);
    }
    if (status == ENT_OK) {
        status = check_mistaken(self, sink);
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
