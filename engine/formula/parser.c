#include "formula/parser.h"

#include "base/status.h"
#include "formula/arguments.h"
#include "formula/calendar.h"
#include "formula/corrections/phrases.h"
#include "formula/parse_errors.h"

#include <string.h>

/* Precedence of the operators, lowest first. */
typedef enum level {
    LEVEL_OR = 1,
    LEVEL_AND,
    LEVEL_NOT,
    LEVEL_COMPARE,
    LEVEL_TO,
    LEVEL_ADD,
    LEVEL_MULTIPLY,
    LEVEL_NEGATE,
    LEVEL_POWER
} level;

typedef struct binary {
    level level;
    ent_ast_kind kind;
} binary;

static ent_ast *parse_level(ent_parser *self, level least);

static ent_ast *new_node(ent_parser *self, ent_ast_kind kind, size_t offset, size_t length)
{
    ent_ast *node = ent_arena_alloc(self->sink.arena, sizeof(*node));

    if (node == NULL) {
        ent_formula_no_memory(&self->sink);
        return NULL;
    }
    *node = (ent_ast){.kind = kind, .offset = offset, .length = length, .height = 1};
    return node;
}

/* Sets the arguments of a node; NULL when the tree becomes too high. */
static ent_ast *adopt(ent_parser *self, ent_ast *node, ent_ast **argument, size_t arguments)
{
    node->argument = argument;
    node->arguments = arguments;
    for (size_t i = 0; i < arguments; i++) {
        if (argument[i]->height >= node->height) {
            node->height = argument[i]->height + 1;
        }
    }
    if (node->height > ENT_FORMULA_HEIGHT) {
        ent_formula_fail(&self->sink, node->offset, node->length, "split it into several factors or events",
            "the formula is too long: more than %d operations on top of each other", (int) ENT_FORMULA_HEIGHT);
        return NULL;
    }
    return node;
}

static ent_ast *new_parent(ent_parser *self, ent_ast_kind kind, size_t offset, ent_ast *const *child, size_t children)
{
    ent_ast **argument = ent_arena_array(self->sink.arena, children, sizeof(ent_ast *));
    const ent_ast *last = child[children - 1];
    ent_ast *node = new_node(self, kind, offset, last->offset + last->length - offset);

    if (argument == NULL) {
        ent_formula_no_memory(&self->sink);
        return NULL;
    }
    if (node == NULL) {
        return NULL;
    }
    memcpy(argument, child, children * sizeof(ent_ast *));
    return adopt(self, node, argument, children);
}

/* Counts the levels of recursion; fails at the token that exceeds the limit. Must be paired with leave, also on
 * failure. */
static bool enter(ent_parser *self)
{
    self->nesting++;
    if (self->nesting > ENT_FORMULA_NESTING) {
        ent_formula_fail(&self->sink, self->token.offset, self->token.length, "split it into several factors or events",
            "the formula is nested more than %d deep", (int) ENT_FORMULA_NESTING);
        return false;
    }
    return true;
}

static void leave(ent_parser *self)
{
    self->nesting--;
}

static ent_ast *parse_parentheses(ent_parser *self)
{
    const ent_token opener = self->token;
    ent_ast *inner = NULL;

    if (enter(self) && ent_parser_advance(self) == ENT_OK) {
        inner = parse_level(self, LEVEL_OR);
    }
    leave(self);
    if (inner == NULL) {
        return NULL;
    }
    if (self->token.kind != ENT_TOKEN_CLOSE) {
        ent_parse_error_no_operator(self, &opener, false);
        return NULL;
    }
    inner->offset = opener.offset;
    inner->length = self->token.offset + self->token.length - opener.offset;
    return ent_parser_advance(self) == ENT_OK ? inner : NULL;
}

typedef struct argument_list {
    ent_ast **item;
    size_t count, capacity;
} argument_list;

static bool append(ent_parser *self, argument_list *list, ent_ast *item)
{
    if (list->count == list->capacity) {
        size_t capacity = list->capacity == 0 ? 4 : 2 * list->capacity;
        ent_ast **grown = ent_arena_array(self->sink.arena, capacity, sizeof(ent_ast *));
        if (grown == NULL) {
            ent_formula_no_memory(&self->sink);
            return false;
        }
        if (list->count > 0) {
            memcpy(grown, list->item, list->count * sizeof(ent_ast *));
        }
        list->item = grown;
        list->capacity = capacity;
    }
    list->item[list->count++] = item;
    return true;
}

/* Parses from after `(` to after `)`. */
static bool parse_arguments(ent_parser *self, const ent_token *opener, argument_list *list)
{
    bool more = self->token.kind != ENT_TOKEN_CLOSE;

    while (more) {
        ent_ast *item = parse_level(self, LEVEL_OR);
        if (item == NULL || !append(self, list, item)) {
            return false;
        }
        more = self->token.kind == ENT_TOKEN_COMMA;
        if (more && ent_parser_advance(self) != ENT_OK) {
            return false;
        }
    }
    if (self->token.kind != ENT_TOKEN_CLOSE) {
        ent_parse_error_no_operator(self, opener, true);
        return false;
    }
    return ent_parser_advance(self) == ENT_OK;
}

static bool fits(const ent_callable *callable, size_t arguments)
{
    return arguments >= callable->least && arguments <= callable->most && (!callable->pairs || arguments % 2 == 0);
}

/* unknown(d): the distribution d, marked. */
static ent_ast *parse_unknown(ent_parser *self, const ent_ast *call)
{
    ent_ast *inner = call->argument[0];

    if (inner->kind != ENT_AST_DISTRIBUTION) {
        ent_parse_error_not_unknown(self, inner);
        return NULL;
    }
    inner->unknown = true;
    inner->offset = call->offset;
    inner->length = call->length;
    return inner;
}

static ent_ast *parse_call(ent_parser *self, const ent_token *name)
{
    bool is_function = name->word.kind == ENT_WORD_FUNCTION;
    const ent_callable *callable =
        is_function ? &ent_functions[name->word.index] : &ent_distributions[name->word.index]->call;
    const ent_token opener = self->token;
    argument_list list = {0};
    ent_ast *node;
    bool right;

    if (opener.kind != ENT_TOKEN_OPEN) {
        ent_parse_error_no_parenthesis(self, name, callable);
        return NULL;
    }
    right = enter(self) && ent_parser_advance(self) == ENT_OK && parse_arguments(self, &opener, &list);
    leave(self);
    if (!right) {
        return NULL;
    }
    node = new_node(self, is_function ? ENT_AST_CALL : ENT_AST_DISTRIBUTION, name->offset,
        self->previous.offset + self->previous.length - name->offset);
    if (node == NULL) {
        return NULL;
    }
    if (is_function) {
        node->function = (ent_function) name->word.index;
    } else {
        node->distribution = ent_distributions[name->word.index];
    }
    node = adopt(self, node, list.item, list.count);
    if (node != NULL && !fits(callable, list.count)) {
        ent_parse_error_arity(self, node, callable);
        return NULL;
    }
    if (node != NULL && is_function && node->function == ENT_FN_UNKNOWN) {
        return parse_unknown(self, node);
    }
    return node;
}

/* Copies a piece of the formula to the text of a node. */
static ent_ast *with_text(ent_parser *self, ent_ast *node, size_t offset, size_t length)
{
    if (node == NULL) {
        return NULL;
    }
    node->text = ent_arena_strndup(self->sink.arena, self->lexer.text + offset, length);
    if (node->text == NULL) {
        ent_formula_no_memory(&self->sink);
        return NULL;
    }
    return node;
}

static ent_ast *parse_word(ent_parser *self)
{
    const ent_token word = self->token;
    ent_ast *node;

    if (ent_parser_advance(self) != ENT_OK) {
        return NULL;
    }
    switch (word.word.kind) {
    case ENT_WORD_NAME:
        if (self->token.kind == ENT_TOKEN_OPEN) {
            ent_parse_error_unknown_function(self, &word);
            return NULL;
        }
        return with_text(self, new_node(self, ENT_AST_NAME, word.offset, word.length), word.offset, word.length);
    case ENT_WORD_CONSTANT:
        node = new_node(self, ENT_AST_NUMBER, word.offset, word.length);
        if (node != NULL) {
            node->number = ent_constants[word.word.index].value;
            node->text = ent_constants[word.word.index].name;
        }
        return node;
    default:
        return parse_call(self, &word);
    }
}

static ent_ast *parse_primary(ent_parser *self)
{
    const ent_token token = self->token;
    ent_ast *node;

    if (!ent_token_starts_value(&token)) {
        ent_parse_error_no_value(self);
        return NULL;
    }
    if (token.kind == ENT_TOKEN_OPEN) {
        return parse_parentheses(self);
    }
    if (token.kind == ENT_TOKEN_WORD) {
        return parse_word(self);
    }
    node = new_node(self, token.kind == ENT_TOKEN_STRING ? ENT_AST_STRING : ENT_AST_NUMBER, token.offset, token.length);
    if (token.kind == ENT_TOKEN_STRING) {
        node = with_text(self, node, token.offset + 1, token.length - 2);
        if (node != NULL && ent_calendar_read(node->text, &node->number)) {
            node->kind = ENT_AST_DATE;
        }
    } else if (node != NULL) {
        node->number = token.number;
        node->percent = token.percent;
        node->suffix = token.suffix;
    }
    return node != NULL && ent_parser_advance(self) == ENT_OK ? node : NULL;
}

/* Parses `not`, the sign `-`, or a value. */
static ent_ast *parse_prefix(ent_parser *self, level least)
{
    const ent_token token = self->token;
    bool is_not = ent_token_is(&token, ENT_WORD_NOT);
    ent_ast *operand = NULL;

    if (is_not && least > LEVEL_NOT) {
        ent_parse_error_no_value(self);
        return NULL;
    }
    if (!is_not && token.kind != ENT_TOKEN_MINUS) {
        return parse_primary(self);
    }
    if (enter(self) && ent_parser_advance(self) == ENT_OK) {
        operand = parse_level(self, is_not ? LEVEL_NOT : LEVEL_NEGATE);
    }
    leave(self);
    if (operand == NULL) {
        return NULL;
    }
    return new_parent(self, is_not ? ENT_AST_NOT : ENT_AST_NEGATE, token.offset, &operand, 1);
}

static bool binary_of(const ent_token *token, binary *infix)
{
    static const binary signs[] = {
        [ENT_TOKEN_EQ] = {LEVEL_COMPARE, ENT_AST_EQ},
        [ENT_TOKEN_NE] = {LEVEL_COMPARE, ENT_AST_NE},
        [ENT_TOKEN_LT] = {LEVEL_COMPARE, ENT_AST_LT},
        [ENT_TOKEN_LE] = {LEVEL_COMPARE, ENT_AST_LE},
        [ENT_TOKEN_GT] = {LEVEL_COMPARE, ENT_AST_GT},
        [ENT_TOKEN_GE] = {LEVEL_COMPARE, ENT_AST_GE},
        [ENT_TOKEN_PLUS] = {LEVEL_ADD, ENT_AST_ADD},
        [ENT_TOKEN_MINUS] = {LEVEL_ADD, ENT_AST_SUB},
        [ENT_TOKEN_STAR] = {LEVEL_MULTIPLY, ENT_AST_MUL},
        [ENT_TOKEN_SLASH] = {LEVEL_MULTIPLY, ENT_AST_DIV},
        [ENT_TOKEN_CARET] = {LEVEL_POWER, ENT_AST_POW},
    };

    if (token->kind >= ENT_TOKEN_EQ) {
        *infix = signs[token->kind];
        return true;
    }
    if (ent_token_is(token, ENT_WORD_OR)) {
        *infix = (binary){LEVEL_OR, ENT_AST_OR};
        return true;
    }
    if (ent_token_is(token, ENT_WORD_AND)) {
        *infix = (binary){LEVEL_AND, ENT_AST_AND};
        return true;
    }
    if (ent_token_is(token, ENT_WORD_TO)) {
        *infix = (binary){LEVEL_TO, ENT_AST_DISTRIBUTION};
        return true;
    }
    return false;
}

/* Whether a value is written with %; sums and differences of such values are too: `10% to 20% + 5%`. */
static bool is_percent(const ent_ast *self)
{
    switch (self->kind) {
    case ENT_AST_NUMBER:
        return self->percent;
    case ENT_AST_NEGATE:
        return is_percent(self->argument[0]);
    case ENT_AST_ADD:
    case ENT_AST_SUB:
        return is_percent(self->argument[0]) && is_percent(self->argument[1]);
    default:
        return false;
    }
}

/* Parses the right side of an operator. Only `^` is right-associative and may be followed by a sign. */
static ent_ast *parse_right(ent_parser *self, binary infix)
{
    ent_ast *right = NULL;

    if (infix.level != LEVEL_POWER) {
        return ent_parser_advance(self) == ENT_OK ? parse_level(self, (level) (infix.level + 1)) : NULL;
    }
    if (enter(self) && ent_parser_advance(self) == ENT_OK) {
        right = parse_level(self, LEVEL_NEGATE);
    }
    leave(self);
    return right;
}

static ent_ast *parse_level(ent_parser *self, level least)
{
    ent_ast *left = parse_prefix(self, least);
    level before = LEVEL_POWER;
    binary infix;

    while (left != NULL && binary_of(&self->token, &infix) && infix.level >= least) {
        const ent_token sign = self->token;
        ent_ast *side[2] = {left, parse_right(self, infix)};
        if (side[1] == NULL) {
            return NULL;
        }
        if (infix.level == before && (before == LEVEL_COMPARE || before == LEVEL_TO)) {
            ent_parse_error_chain(self, left, &sign, side[1]);
            return NULL;
        }
        left = new_parent(self, infix.kind, left->offset, side, 2);
        if (left != NULL && infix.kind == ENT_AST_DISTRIBUTION) {
            left->distribution = &ent_kind_interval;
            left->logit_interval = is_percent(side[0]) && is_percent(side[1]);
        }
        before = infix.level;
    }
    return left;
}

ent_ast *ent_parser_expression(ent_parser *self)
{
    return parse_level(self, LEVEL_OR);
}

/* A string may only be compared with a name, by == or !=. */
static int check_string(ent_parser *self, const ent_ast *string, const ent_ast *parent)
{
    const ent_ast *other;
    char date[ENT_CALENDAR_TEXT];

    if (ent_phrase_is_date(string->text) || (*string->text >= '0' && *string->text <= '9')) {
        return ent_formula_fail(&self->sink, string->offset, string->length,
            ent_calendar_correct(string->text, date) ? ent_formula_help(&self->sink, "write '%s'", date)
                                                     : "write the year and the number of the month, such as '2026-12'",
            "'%s' is not a calendar month in the form of '2026-12'", string->text);
    }
    if (parent == NULL || (parent->kind != ENT_AST_EQ && parent->kind != ENT_AST_NE)) {
        return ent_formula_fail(&self->sink, string->offset, string->length,
            "for example `deal.western_troops == 'met'`", "a string stands only in a comparison with == or !=");
    }
    other = parent->argument[0] == string ? parent->argument[1] : parent->argument[0];
    if (other->kind != ENT_AST_NAME) {
        return ent_formula_fail(&self->sink, string->offset, string->length,
            "for example `deal.western_troops == 'met'`",
            "a string is compared with a name such as deal.western_troops or truce.cause");
    }
    return ENT_OK;
}

static int finish(ent_parser *self, ent_ast *node, const ent_ast *parent)
{
    if (node->kind == ENT_AST_STRING) {
        return check_string(self, node, parent);
    }
    if (node->kind == ENT_AST_DISTRIBUTION) {
        node->ordinal = self->distributions++;
    }
    for (size_t i = 0; i < node->arguments; i++) {
        if (finish(self, node->argument[i], node) != ENT_OK) {
            return self->sink.status;
        }
    }
    return ent_arguments_check(node, &self->sink);
}

int ent_parser_finish(ent_parser *self, ent_ast *root)
{
    return finish(self, root, NULL);
}
