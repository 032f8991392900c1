#include "formula/describe.h"

#include "formula/calendar.h"

#include <math.h>
#include <string.h>

/* Precedence of a text, lowest first. A text of lower precedence than its context requires is put in parentheses. */
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
    bool failed; /* memory is out; nothing more is written */
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

static void put_date(writer *self, const ent_ast *node)
{
    char words[ENT_CALENDAR_TEXT];
    double month = (double) NAN;

    (void) ent_calendar_read(node->text, &month);
    ent_calendar_words(words, month);
    put(self, words);
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
    case ENT_AST_DATE:
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

/* An argument of a distribution: its value where it is constant, as per cent if `percent`. */
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

/* The sum of the weights; NaN if some weight is not constant. */
static double weight_sum(const ent_ast *node)
{
    const ent_distribution_kind *kind = node->distribution;
    double sum = 0.0;

    for (size_t i = 0; i < node->arguments; i++) {
        double weight;
        if (kind->parameter[kind->call.pairs ? i % 2 : i].domain != ENT_PARAMETER_WEIGHT) {
            continue;
        }
        if (!ent_ast_constant(node->argument[i], &weight)) {
            return NAN;
        }
        sum += weight;
    }
    return sum;
}

/* A weight as its share of the sum. */
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

/* A distribution within the text of another one: in parentheses only where its own text is a list. */
static void put_inner(writer *self, const ent_ast *node)
{
    bool list = node->kind == ENT_AST_DISTRIBUTION &&
                (node->distribution->call.pairs || ent_kind_composite(node->distribution));

    put_node(self, node, list ? LEVEL_OR : LEVEL_PHRASE);
}

/* A template of a distribution (see distribution/kind.h) that is being written out. */
typedef struct template
{
    const ent_ast *node;
    double figure;  /* NaN: none */
    double weights; /* sum of the weights; NaN: not constant */
    size_t first;   /* position of %1 among the arguments */
}
template;

/* Writes one directive, which begins after its `%`. Returns the position of its last character. */
static const char *put_directive(writer *self, const template *what, const char *at)
{
    char type = *at;

    if (type == '%') {
        put(self, "%");
        return at;
    }
    at += type == 'p' || type == 'w' || type == 'd' ? 1 : 0;
    if (*at == 'm' && type == 'p') {
        put_percent(self, what->figure, 3);
    } else if (*at == 'm') {
        put_number(self, what->figure, 4);
    } else {
        const ent_ast *argument = what->node->argument[what->first + (size_t) (*at - '1')];
        if (type == 'w') {
            put_weight(self, argument, what->weights);
        } else if (type == 'd') {
            put_inner(self, argument);
        } else {
            put_argument(self, argument, type == 'p');
        }
    }
    return at;
}

/* Writes the template text in [from, end); what->first selects the pair. */
static void put_span(writer *self, const template *what, const char *from, const char *end)
{
    for (const char *at = from; at < end; at++) {
        char one[2] = {*at, '\0'};
        if (*at == '%') {
            at = put_directive(self, what, at + 1);
        } else if (*at == '[' && isnan(what->figure)) {
            at = strchr(at, ']');
        } else if (*at != '[' && *at != ']') {
            put(self, one);
        }
    }
}

/* Writes a template, with the group in braces repeated for each pair. */
static void put_template(writer *self, const ent_ast *node, const char *text, double figure)
{
    template what = {.node = node, .figure = figure, .weights = weight_sum(node)};
    const char *end = text + strlen(text);
    const char *open = strchr(text, '{');
    const char *close = open != NULL ? strchr(open, '}') : NULL;

    if (close == NULL) {
        put_span(self, &what, text, end);
        return;
    }
    put_span(self, &what, text, open);
    for (size_t i = 0; i + 1 < node->arguments; i += 2) {
        what.first = i;
        put(self, i > 0 ? "; " : "");
        put_span(self, &what, open + 1, close);
    }
    put_span(self, &what, close + 1, end);
}

static void put_distribution(writer *self, const ent_ast *node)
{
    const ent_distribution_kind *kind = node->distribution;
    double argument[ENT_KIND_PARAMETERS] = {NAN, NAN, NAN, NAN};
    bool all_known = true;
    double figure = NAN;

    for (size_t i = 0; i < node->arguments; i++) {
        double value;
        bool is_known = ent_ast_constant(node->argument[i], &value);
        all_known = all_known && is_known;
        if (is_known && i < ENT_KIND_PARAMETERS) {
            argument[i] = value;
        }
    }
    if (kind->figure != NULL && all_known) {
        figure = kind->figure(argument, node->logit_interval);
    }
    put(self, node->unknown ? "unknown, the same in all futures of a world: " : "");
    put_template(self, node, kind->phrase != NULL ? kind->phrase(argument, node->logit_interval) : kind->words, figure);
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
    case ENT_AST_DATE:
        put_date(self, node);
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

/* Whether the result of constant arithmetic is shown: `5k - 10k` may have been meant as an interval. */
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
