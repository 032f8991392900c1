#include "formula/parse_errors.h"

#include "base/status.h"
#include "base/utf8.h"
#include "formula/corrections/foreign_functions.h"

#include <string.h>

enum { SHOWN = 60 };

/* Number of bytes of a piece of text that a message shows: whole characters, at most SHOWN bytes. */
static int shown(const char *text, size_t length)
{
    return (int) ent_utf8_prefix(text, length, SHOWN);
}

#define TOKEN(self, token)                                                                                             \
    shown((self)->lexer.text + (token)->offset, (token)->length), (self)->lexer.text + (token)->offset
#define NODE(self, node) shown((self)->lexer.text + (node)->offset, (node)->length), (self)->lexer.text + (node)->offset

static int fail_at(ent_parser *self, const ent_token *token, const char *help, const char *message)
{
    return ent_formula_fail(&self->sink, token->offset, token->length, help, "%s", message);
}

static const char unopened[] = "this parenthesis was never opened";
static const char unopened_help[] = "remove it, or open one before";

static int no_value_at_end(ent_parser *self)
{
    const ent_token *last = &self->previous;

    if (last->kind == ENT_TOKEN_END) {
        return fail_at(self, &self->token, "write a number, for example `35%`, or a formula", "the formula is empty");
    }
    if (last->kind == ENT_TOKEN_OPEN) {
        return fail_at(self, last, "close it with `)`", "this parenthesis is never closed");
    }
    return ent_formula_fail(&self->sink, last->offset, last->length, NULL,
        "the formula ends after `%.*s`, where a value was expected", TOKEN(self, last));
}

static int misplaced_word(ent_parser *self)
{
    const ent_token *at = &self->token;

    if (at->word.kind == ENT_WORD_NOT) {
        return fail_at(
            self, at, "put parentheses around it: `(not ...)`", "`not` binds less closely than the operator before it");
    }
    if (at->word.kind == ENT_WORD_GIVEN) {
        return fail_at(self, at, "in a formula use `and`, or `if(condition, a, b)`",
            "`given` stands only in the headline and in checks, once, after an expression");
    }
    if (at->word.kind == ENT_WORD_IN) {
        return fail_at(self, at, NULL, "`in` stands only at the end of a check, before the name of a variant");
    }
    return ent_formula_fail(
        &self->sink, at->offset, at->length, NULL, "a value was expected before `%.*s`", TOKEN(self, at));
}

int ent_parse_error_no_value(ent_parser *self)
{
    const ent_token *at = &self->token;
    const ent_token *last = &self->previous;

    if (at->kind == ENT_TOKEN_END) {
        return no_value_at_end(self);
    }
    if (at->kind == ENT_TOKEN_WORD) {
        return misplaced_word(self);
    }
    if (at->kind == ENT_TOKEN_PLUS) {
        return fail_at(self, at, "leave it out: a number without `-` is positive",
            "a value was expected before `+`; there is no sign `+`");
    }
    if (at->kind == ENT_TOKEN_CLOSE && last->kind == ENT_TOKEN_OPEN) {
        return fail_at(self, at, NULL, "there is nothing between the parentheses");
    }
    if (at->kind == ENT_TOKEN_CLOSE && last->kind == ENT_TOKEN_COMMA) {
        return fail_at(
            self, last, "leave the comma out, or write the argument", "an argument is missing after this comma");
    }
    if (at->kind == ENT_TOKEN_CLOSE && last->kind == ENT_TOKEN_END) {
        return fail_at(self, at, unopened_help, unopened);
    }
    if (at->kind == ENT_TOKEN_COMMA && (last->kind == ENT_TOKEN_OPEN || last->kind == ENT_TOKEN_COMMA)) {
        return fail_at(self, at, NULL, "an argument is missing before this comma");
    }
    if (last->kind != ENT_TOKEN_END) {
        return ent_formula_fail(&self->sink, at->offset, at->length, NULL,
            "a value was expected between `%.*s` and `%.*s`", TOKEN(self, last), TOKEN(self, at));
    }
    return ent_formula_fail(
        &self->sink, at->offset, at->length, NULL, "a value was expected before `%.*s`", TOKEN(self, at));
}

static bool is_text(const ent_parser *self, const ent_token *token, const char *text)
{
    return token->length == strlen(text) && memcmp(self->lexer.text + token->offset, text, token->length) == 0;
}

/* Whether a token is three digits, as after a thousands separator. */
static bool is_thousands(const ent_parser *self, const ent_token *token)
{
    const char *text = self->lexer.text + token->offset;

    return token->kind == ENT_TOKEN_NUMBER && token->length == 3 && strspn(text, "0123456789") == 3;
}

/* Help for a unit behind a number. Numbers have no units, but some units have a suffix. */
static const char *help_for_unit(ent_parser *self, const ent_token *number, const ent_token *word)
{
    static const struct {
        const char *word, *suffix;
    } units[] = {{"percent", "%"}, {"per", NULL}, {"a", NULL}, {"thousand", "k"}, {"million", "M"}, {"m", "M"},
        {"year", NULL}, {"years", NULL}, {"yr", NULL}, {"month", NULL}, {"months", NULL}, {"days", NULL},
        {"weeks", NULL}, {"troops", NULL}, {"soldiers", NULL}, {"men", NULL}, {"people", NULL}};

    for (size_t i = 0; i < sizeof(units) / sizeof(*units) && number->kind == ENT_TOKEN_NUMBER; i++) {
        if (!is_text(self, word, units[i].word)) {
            continue;
        }
        if (units[i].suffix != NULL) {
            return ent_formula_help(&self->sink, "write `%.*s%s`", TOKEN(self, number), units[i].suffix);
        }
        if (units[i].word[0] == 'y') {
            return "numbers carry no units: write the number of months alone, 12 for a year";
        }
        return ent_formula_help(&self->sink, "numbers carry no units: write `%.*s` alone", TOKEN(self, number));
    }
    return NULL;
}

static const char *help_between(ent_parser *self)
{
    const ent_token *left = &self->previous;
    const ent_token *right = &self->token;

    if (left->kind == ENT_TOKEN_NUMBER && is_thousands(self, right)) {
        return ent_formula_help(&self->sink, "numbers have no thousands separators: write `%.*s%.*s`",
            TOKEN(self, left), TOKEN(self, right));
    }
    if (left->kind == ENT_TOKEN_NUMBER && is_text(self, right, "k")) {
        return ent_formula_help(&self->sink, "write `%.*sk` without a blank", TOKEN(self, left));
    }
    if (help_for_unit(self, left, right) != NULL) {
        return help_for_unit(self, left, right);
    }
    if (is_text(self, right, "mod")) {
        return "for the remainder of x / y write `x - y * floor(x / y)`";
    }
    if (left->percent) {
        return "there is no modulo: `%` belongs to the number before it";
    }
    if (left->kind == ENT_TOKEN_NUMBER || right->kind == ENT_TOKEN_OPEN) {
        return ent_formula_help(&self->sink, "to multiply, write `%.*s * %.*s%s`", TOKEN(self, left),
            TOKEN(self, right), right->kind == ENT_TOKEN_OPEN ? "...)" : "");
    }
    return NULL;
}

static int comma_outside(ent_parser *self, bool in_parentheses)
{
    const ent_token *at = &self->token;
    const char *help = in_parentheses ? "is a function's name missing before the parenthesis?" : NULL;
    const ent_token comma = *at;
    const ent_token left = self->previous;

    if (ent_parser_advance(self) != ENT_OK) {
        return self->sink.status;
    }
    if (left.kind == ENT_TOKEN_NUMBER && is_thousands(self, &self->token)) {
        help = ent_formula_help(&self->sink, "numbers have no thousands separators: write `%.*s%.*s`",
            TOKEN(self, &left), TOKEN(self, &self->token));
    } else if (left.kind == ENT_TOKEN_NUMBER && self->token.kind == ENT_TOKEN_NUMBER) {
        help = ent_formula_help(&self->sink, "the decimal sign is a point: write `%.*s.%.*s`", TOKEN(self, &left),
            TOKEN(self, &self->token));
    }
    return fail_at(self, &comma, help, "a comma stands only between the arguments of a function");
}

int ent_parse_error_no_operator(ent_parser *self, const ent_token *opener, bool in_call)
{
    const ent_token *at = &self->token;

    if (at->kind == ENT_TOKEN_END && opener != NULL) {
        return fail_at(self, opener, "close it with `)`", "this parenthesis is never closed");
    }
    if (at->kind == ENT_TOKEN_CLOSE) {
        return fail_at(self, at, unopened_help, unopened);
    }
    if (at->kind == ENT_TOKEN_COMMA && !in_call) {
        return comma_outside(self, opener != NULL);
    }
    if (ent_token_starts_value(at)) {
        return ent_formula_fail(&self->sink, at->offset, at->length, help_between(self),
            "an operator is missing between `%.*s` and `%.*s`", TOKEN(self, &self->previous), TOKEN(self, at));
    }
    if (ent_token_is(at, ENT_WORD_NOT)) {
        return fail_at(self, at, "write `and not`, or `!=` for `is not`", "an operator is missing before `not`");
    }
    return ent_parse_error_no_value(self);
}

int ent_parse_error_unknown_function(ent_parser *self, const ent_token *name)
{
    char *word = ent_arena_strndup(
        self->sink.arena, self->lexer.text + name->offset, name->length < SHOWN ? name->length : SHOWN);
    const char *near;
    const char *help = "to multiply, write `*` before the parenthesis";

    if (word == NULL) {
        return ent_formula_no_memory(&self->sink);
    }
    near = ent_nearest_callable(word);
    if (ent_foreign_function_help(word) != NULL) {
        help = ent_formula_help(&self->sink, "write `%s`", ent_foreign_function_help(word));
    } else if (near != NULL) {
        help = ent_formula_help(&self->sink, "did you mean `%s`?", near);
    } else if (strcmp(word, "p") == 0 || strcmp(word, "e") == 0) {
        help = *word == 'p' ? "a check starts with a capital `P(`" : "the mean in a check is a capital `E(`";
    }
    return ent_formula_fail(
        &self->sink, name->offset, name->length, help, "`%s` is neither a function nor a distribution", word);
}

int ent_parse_error_no_parenthesis(ent_parser *self, const ent_token *name, const ent_callable *callable)
{
    return ent_formula_fail(&self->sink, name->offset, name->length,
        ent_formula_help(&self->sink, "write `%s(%s)`", callable->name, callable->arguments),
        "`%s` needs its arguments in parentheses", callable->name);
}

static int find_distribution(const ent_ast *node, void *context)
{
    const ent_ast **found = context;

    *found = node->kind == ENT_AST_DISTRIBUTION ? node : NULL;
    return *found != NULL ? 1 : 0;
}

int ent_parse_error_not_unknown(ent_parser *self, const ent_ast *argument)
{
    const ent_ast *inside = NULL;
    const char *help = "give the range: for example `unknown(40% to 80%)`";
    double value;

    ent_ast_walk(argument, find_distribution, &inside);
    if (inside != NULL && !inside->unknown) {
        help = ent_formula_help(
            &self->sink, "put `unknown` around the distribution alone: `unknown(%.*s)`", NODE(self, inside));
    } else if (ent_ast_constant(argument, &value)) {
        help = ent_formula_help(&self->sink,
            "what is known stands alone: write `%.*s`; for a range, `unknown(40%% to 80%%)`", NODE(self, argument));
    }
    return ent_formula_fail(&self->sink, argument->offset, argument->length, help,
        "`unknown` takes a distribution, found `%.*s`", NODE(self, argument));
}

/* Whether an argument of three digits follows a number, as in `10,000`, which is two arguments. */
static bool has_split_number(const ent_parser *self, const ent_ast *call)
{
    for (size_t i = 1; i < call->arguments; i++) {
        const ent_ast *before = call->argument[i - 1];
        const ent_ast *here = call->argument[i];
        if (before->kind == ENT_AST_NUMBER && here->kind == ENT_AST_NUMBER && here->length == 3 &&
            strspn(self->lexer.text + here->offset, "0123456789") == 3 &&
            here->offset == before->offset + before->length + 1) {
            return true;
        }
    }
    return false;
}

int ent_parse_error_arity(ent_parser *self, const ent_ast *call, const ent_callable *callable)
{
    const char *plural = callable->least == 1 ? "" : "s";
    const char *help = ent_formula_help(&self->sink, "write `%s(%s)`%s", callable->name, callable->arguments,
        has_split_number(self, call) ? "; numbers have no thousands separators: `10000`, not `10,000`" : "");
    const char *amount;

    if (callable->pairs) {
        amount = callable->least > 2 ? "pairs of arguments, two pairs or more" : "pairs of arguments";
    } else if (callable->most == ENT_ANY_COUNT) {
        amount = ent_arena_printf(self->sink.arena, "%zu arguments or more", callable->least);
    } else if (callable->most > callable->least) {
        amount = ent_arena_printf(self->sink.arena, "%zu or %zu arguments", callable->least, callable->most);
    } else {
        amount = ent_arena_printf(self->sink.arena, "%zu argument%s", callable->least, plural);
    }
    if (amount == NULL) {
        return ent_formula_no_memory(&self->sink);
    }
    return ent_formula_fail(&self->sink, call->offset, call->length, help, "`%s` takes %s, found %zu", callable->name,
        amount, call->arguments);
}

int ent_parse_error_chain(ent_parser *self, const ent_ast *left, const ent_token *second, const ent_ast *right)
{
    size_t length = right->offset + right->length - left->offset;
    bool interval = left->kind == ENT_AST_DISTRIBUTION;
    const char *help = interval ? "an interval is `low to high`" : "join two comparisons with `and`";
    const char *text = self->lexer.text;
    const ent_ast *a = left->argument[0];
    const ent_ast *b = left->argument[1];

    if (length <= SHOWN && interval) {
        help = ent_formula_help(&self->sink, "for three points write `triangular(%.*s, %.*s, %.*s)`", NODE(self, a),
            NODE(self, b), NODE(self, right));
    } else if (length <= SHOWN) {
        help = ent_formula_help(&self->sink, "write `%.*s and %.*s %.*s %.*s`", (int) left->length, text + left->offset,
            NODE(self, b), TOKEN(self, second), NODE(self, right));
    }
    return ent_formula_fail(&self->sink, left->offset, length, help, "%s",
        interval ? "`to` takes two ends and cannot be chained" : "comparisons cannot be chained");
}
