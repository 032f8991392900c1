#include "formula/describe.h"

#include "kernels/scalar_functions.h"

#include <math.h>
#include <string.h>

/* How closely a text holds together; below what the place asks for, it gets parentheses. */
typedef enum level {
    LEVEL_PHRASE, /* words with commas or colons */
    LEVEL_OR,
    LEVEL_AND,
    LEVEL_NOT,
    LEVEL_COMPARE,
    LEVEL_ADD,
    LEVEL_MULTIPLY,
    LEVEL_NEGATE,
    LEVEL_POWER,
    LEVEL_VALUE
} level;

/* Text that grows in an arena. */
typedef struct writer {
    ent_arena *arena;
    char *text;
    size_t length, capacity;
    bool failed; /* memory ran out; nothing more is written */
} writer;

static void put_node(writer *self, const ent_ast *node, level least);

static void put(writer *self, const char *text)
{
    size_t n = strlen(text);

    if (!self->failed && self->length + n + 1 > self->capacity) {
        size_t capacity = 2 * (self->length + n + 1);
        char *grown = ent_arena_alloc(self->arena, capacity);
        if (grown == NULL) {
            self->failed = true;
            return;
        }
        if (self->length > 0) {
            memcpy(grown, self->text, self->length);
        }
        self->text = grown;
        self->capacity = capacity;
    }
    if (!self->failed) {
        memcpy(self->text + self->length, text, n + 1);
        self->length += n;
    }
}

static void put_number(writer *self, double value, int digits)
{
    char buffer[ENT_NUMBER_TEXT];

    put(self, ent_number_readable(value, digits, buffer));
}

static void put_percent(writer *self, double value, int digits)
{
    char buffer[ENT_NUMBER_TEXT];

    put(self, ent_number_percent(value, digits, buffer));
}

static void put_literal(writer *self, const ent_ast *node)
{
    if (node->percent) {
        put_percent(self, node->number, 0);
    } else if (node->text != NULL && isfinite(node->number)) {
        put(self, node->text); /* true, false */
    } else {
        put_number(self, node->number, 0);
    }
}

typedef struct operator_text {
    level level;
    const char *text;
} operator_text;

static const operator_text operators[] = {
    [ENT_AST_OR] = {LEVEL_OR, " or "},
    [ENT_AST_AND] = {LEVEL_AND, " and "},
    [ENT_AST_EQ] = {LEVEL_COMPARE, " is "},
    [ENT_AST_NE] = {LEVEL_COMPARE, " is not "},
    [ENT_AST_LT] = {LEVEL_COMPARE, " is below "},
    [ENT_AST_LE] = {LEVEL_COMPARE, " is at most "},
    [ENT_AST_GT] = {LEVEL_COMPARE, " is above "},
    [ENT_AST_GE] = {LEVEL_COMPARE, " is at least "},
    [ENT_AST_ADD] = {LEVEL_ADD, " + "},
    [ENT_AST_SUB] = {LEVEL_ADD, " \xE2\x88\x92 "},
    [ENT_AST_MUL] = {LEVEL_MULTIPLY, " \xC3\x97 "},
    [ENT_AST_DIV] = {LEVEL_MULTIPLY, " / "},
    [ENT_AST_POW] = {LEVEL_POWER, "^"},
};

static bool is_comparison(const ent_ast *node)
{
    return node->kind >= ENT_AST_EQ && node->kind <= ENT_AST_GE;
}

/* The comparison that holds where this one does not. */
static ent_ast_kind opposite(ent_ast_kind kind)
{
    switch (kind) {
    case ENT_AST_EQ:
        return ENT_AST_NE;
    case ENT_AST_NE:
        return ENT_AST_EQ;
    case ENT_AST_LT:
        return ENT_AST_GE;
    case ENT_AST_LE:
        return ENT_AST_GT;
    case ENT_AST_GT:
        return ENT_AST_LE;
    default:
        return ENT_AST_LT;
    }
}

static level level_of(const ent_ast *node)
{
    switch (node->kind) {
    case ENT_AST_NUMBER:
        return node->number < 0.0 ? LEVEL_NEGATE : LEVEL_VALUE;
    case ENT_AST_STRING:
    case ENT_AST_NAME:
        return LEVEL_VALUE;
    case ENT_AST_NOT:
        return is_comparison(node->argument[0]) ? LEVEL_COMPARE : LEVEL_NOT;
    case ENT_AST_NEGATE:
        return LEVEL_NEGATE;
    case ENT_AST_CALL:
        return node->function == ENT_FN_IF ? LEVEL_PHRASE : LEVEL_VALUE;
    case ENT_AST_DISTRIBUTION:
        return LEVEL_PHRASE;
    default:
        return operators[node->kind].level;
    }
}

static void put_binary(writer *self, ent_ast_kind kind, const ent_ast *left, const ent_ast *right)
{
    level here = operators[kind].level;
    bool power = kind == ENT_AST_POW;

    put_node(self, left, here == LEVEL_COMPARE || power ? (level) (here + 1) : here);
    put(self, operators[kind].text);
    put_node(self, right, power ? LEVEL_NEGATE : (level) (here + 1));
}

static void put_call(writer *self, const ent_ast *node)
{
    if (node->function == ENT_FN_IF) {
        put_node(self, node->argument[1], LEVEL_OR);
        put(self, " if ");
        put_node(self, node->argument[0], LEVEL_OR);
        put(self, ", otherwise ");
        put_node(self, node->argument[2], LEVEL_OR);
        return;
    }
    put(self, ent_functions[node->function].name);
    put(self, "(");
    for (size_t i = 0; i < node->arguments; i++) {
        put(self, i > 0 ? ", " : "");
        put_node(self, node->argument[i], node->arguments == 1 ? LEVEL_PHRASE : LEVEL_OR);
    }
    put(self, ")");
}

/* An argument of a distribution: what it comes to where it is constant, as per cent if `percent`. */
static void put_argument(writer *self, const ent_ast *argument, bool percent)
{
    double value;

    if (argument->kind == ENT_AST_NUMBER && !percent) {
        put_literal(self, argument);
    } else if (!ent_ast_constant(argument, &value)) {
        put_node(self, argument, LEVEL_ADD);
    } else if (percent) {
        put_percent(self, value, 0);
    } else {
        put_number(self, value, 6);
    }
}

/* Text with `%1` to `%9` for the node's arguments; `%p1` shows a constant one as per cent. */
static void put_template(writer *self, const ent_ast *node, const char *template)
{
    for (const char *at = template; *at != '\0'; at++) {
        bool percent = at[0] == '%' && at[1] == 'p';
        char one[2] = {*at, '\0'};
        if (*at != '%') {
            put(self, one);
            continue;
        }
        at += percent ? 2 : 1;
        put_argument(self, node->argument[*at - '1'], percent || node->logit_interval);
    }
}

static const char *const templates[ENT_DIST_COUNT] = {
    [ENT_DIST_UNIFORM] = "uniform between %1 and %2",
    [ENT_DIST_TRIANGULAR] = "triangular: %1 to %3, most likely %2",
    [ENT_DIST_PERT] = "PERT: %1 to %3, most likely %2",
    [ENT_DIST_NORMAL] = "normal with mean %1 and standard deviation %2",
    [ENT_DIST_LOGNORMAL] = "lognormal: the logarithm has mean %1 and standard deviation %2",
    [ENT_DIST_EXPONENTIAL] = "exponential with mean %1",
    [ENT_DIST_GAMMA] = "gamma with shape %1 and scale %2",
    [ENT_DIST_BETA] = "beta with a = %1 and b = %2",
    [ENT_DIST_WEIBULL] = "Weibull with shape %1 and scale %2",
    [ENT_DIST_STUDENT_T] = "Student's t with %1 degrees of freedom",
    [ENT_DIST_BERNOULLI] = "1 with chance %p1, otherwise 0",
    [ENT_DIST_BINOMIAL] = "successes in %1 trials with chance %p2 each (binomial)",
    [ENT_DIST_POISSON] = "Poisson with mean %1",
    [ENT_DIST_INTERVAL] = "between %1 and %2",
};

/* Adds what an analyst can check at a glance: the median or the mean, where the arguments are constant. */
static void put_figure(writer *self, const ent_ast *node)
{
    double a, b;

    if (node->arguments != 2 || !ent_ast_constant(node->argument[0], &a) || !ent_ast_constant(node->argument[1], &b)) {
        return;
    }
    if (node->distribution == ENT_DIST_LOGNORMAL) {
        put(self, " (median ");
        put_number(self, ent_exp(a), 4);
    } else if (node->distribution == ENT_DIST_GAMMA || node->distribution == ENT_DIST_BETA) {
        put(self, " (mean ");
        put_number(self, node->distribution == ENT_DIST_GAMMA ? a * b : a / (a + b), 4);
    } else if (node->distribution == ENT_DIST_WEIBULL) {
        put(self, " (median ");
        put_number(self, b * ent_pow(ent_log(2.0), 1.0 / a), 4);
    } else {
        return;
    }
    put(self, ")");
}

static double logit(double p)
{
    return ent_log(p / (1.0 - p));
}

/* The kind of interval and its median: the middle of the ends on the scale on which it is normal. */
static void put_interval_kind(writer *self, const ent_ast *node)
{
    double low, high;
    bool low_known = ent_ast_constant(node->argument[0], &low);
    bool both = low_known && ent_ast_constant(node->argument[1], &high);

    put(self, " (90% interval, ");
    if (!low_known) {
        put(self, "lognormal where the low end is above 0, otherwise normal)");
        return;
    }
    put(self, node->logit_interval ? "logit-normal" : low > 0.0 ? "lognormal" : "normal");
    if (both) {
        put(self, ", median ");
        if (node->logit_interval) {
            put_percent(self, 1.0 / (1.0 + ent_exp(-0.5 * (logit(low) + logit(high)))), 3);
        } else {
            put_number(self, low > 0.0 ? sqrt(low) * sqrt(high) : 0.5 * (low + high), 4);
        }
    }
    put(self, ")");
}

/* The sum of the weights (every second argument from `first`) where all are constant, else NaN. */
static double weight_sum(const ent_ast *node, size_t first)
{
    double sum = 0.0;

    for (size_t i = first; i < node->arguments; i += 2) {
        double weight;
        if (!ent_ast_constant(node->argument[i], &weight)) {
            return NAN;
        }
        sum += weight;
    }
    return sum;
}

static void put_weight(writer *self, const ent_ast *weight, double sum)
{
    double value;

    if (!isnan(sum) && ent_ast_constant(weight, &value)) {
        put_percent(self, value / sum, 3);
    } else {
        put(self, "weight ");
        put_node(self, weight, LEVEL_ADD);
    }
}

static void put_discrete(writer *self, const ent_ast *node)
{
    double sum = weight_sum(node, 1);

    put(self, "one of ");
    for (size_t i = 0; i + 1 < node->arguments; i += 2) {
        put(self, i > 0 ? "; " : "");
        put_argument(self, node->argument[i], false);
        put(self, " (");
        put_weight(self, node->argument[i + 1], sum);
        put(self, ")");
    }
}

static void put_quantiles(writer *self, const ent_ast *node)
{
    put(self, "quantiles ");
    for (size_t i = 0; i + 1 < node->arguments; i += 2) {
        put(self, i > 0 ? "; " : "");
        put_argument(self, node->argument[i], true);
        put(self, ": ");
        put_argument(self, node->argument[i + 1], false);
    }
    put(self, " (linear between)");
}

/* A distribution within another one's text: in parentheses only where its text is a list itself. */
static void put_inner(writer *self, const ent_ast *node)
{
    bool list = node->distribution == ENT_DIST_MIXTURE || node->distribution == ENT_DIST_DISCRETE ||
                node->distribution == ENT_DIST_QUANTILES || node->distribution == ENT_DIST_TRUNCATE;

    put_node(self, node, list ? LEVEL_OR : LEVEL_PHRASE);
}

static void put_mixture(writer *self, const ent_ast *node)
{
    double sum = weight_sum(node, 0);

    put(self, "mixture of ");
    for (size_t i = 0; i + 1 < node->arguments; i += 2) {
        put(self, i > 0 ? "; " : "");
        put_weight(self, node->argument[i], sum);
        put(self, " ");
        put_inner(self, node->argument[i + 1]);
    }
}

static void put_truncate(writer *self, const ent_ast *node)
{
    double low, high;
    bool no_low = ent_ast_constant(node->argument[1], &low) && isinf(low);
    bool no_high = ent_ast_constant(node->argument[2], &high) && isinf(high);

    put_inner(self, node->argument[0]);
    if (no_low && no_high) {
        return;
    }
    put_template(self, node,
        no_low    ? ", given that it is at most %3"
        : no_high ? ", given that it is at least %2"
                  : ", given that it lies between %2 and %3");
}

static void put_distribution(writer *self, const ent_ast *node)
{
    switch (node->distribution) {
    case ENT_DIST_DISCRETE:
        put_discrete(self, node);
        break;
    case ENT_DIST_QUANTILES:
        put_quantiles(self, node);
        break;
    case ENT_DIST_MIXTURE:
        put_mixture(self, node);
        break;
    case ENT_DIST_TRUNCATE:
        put_truncate(self, node);
        break;
    case ENT_DIST_INTERVAL:
        put_template(self, node, templates[ENT_DIST_INTERVAL]);
        put_interval_kind(self, node);
        break;
    default:
        put_template(self, node, templates[node->distribution]);
        put_figure(self, node);
        break;
    }
}

static void put_not(writer *self, const ent_ast *node)
{
    const ent_ast *inner = node->argument[0];

    if (is_comparison(inner)) {
        put_binary(self, opposite(inner->kind), inner->argument[0], inner->argument[1]);
    } else {
        put(self, "not ");
        put_node(self, inner, LEVEL_VALUE);
    }
}

static void put_bare(writer *self, const ent_ast *node)
{
    switch (node->kind) {
    case ENT_AST_NUMBER:
        put_literal(self, node);
        break;
    case ENT_AST_STRING:
        put(self, "'");
        put(self, node->text);
        put(self, "'");
        break;
    case ENT_AST_NAME:
        put(self, node->text);
        break;
    case ENT_AST_NOT:
        put_not(self, node);
        break;
    case ENT_AST_NEGATE:
        put(self, "\xE2\x88\x92");
        put_node(self, node->argument[0], LEVEL_POWER);
        break;
    case ENT_AST_CALL:
        put_call(self, node);
        break;
    case ENT_AST_DISTRIBUTION:
        put_distribution(self, node);
        break;
    default:
        put_binary(self, node->kind, node->argument[0], node->argument[1]);
        break;
    }
}

static void put_node(writer *self, const ent_ast *node, level least)
{
    bool enclose = level_of(node) < least;

    put(self, enclose ? "(" : "");
    put_bare(self, node);
    put(self, enclose ? ")" : "");
}

/* Arithmetic on numbers alone shows what it comes to: `5k - 10k` may have been meant as an interval. */
static bool shows_result(const ent_ast *node)
{
    switch (node->kind) {
    case ENT_AST_ADD:
    case ENT_AST_SUB:
    case ENT_AST_MUL:
    case ENT_AST_DIV:
    case ENT_AST_POW:
        return true;
    case ENT_AST_NEGATE:
        return node->argument[0]->kind != ENT_AST_NUMBER;
    case ENT_AST_CALL:
        return node->function != ENT_FN_IF;
    default:
        return false;
    }
}

char *ent_ast_describe(const ent_ast *self, ent_arena *arena)
{
    writer out = {.arena = arena};
    double value;

    put_node(&out, self, LEVEL_PHRASE);
    if (shows_result(self) && ent_ast_constant(self, &value)) {
        put(&out, " = ");
        put_number(&out, value, 6);
    }
    return out.failed ? NULL : out.text;
}
