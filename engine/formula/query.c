#include "formula/query.h"

#include "base/status.h"
#include "formula/corrections/corrections.h"
#include "formula/parse_errors.h"
#include "formula/parser.h"

#include <string.h>

/* Parses EXPR [given EXPR], up to the first token that does not continue it. */
static bool parse_event(ent_parser *parser, ent_query *query)
{
    *query = (ent_query){0};
    query->event = ent_parser_expression(parser);
    if (query->event == NULL) {
        return false;
    }
    if (ent_token_is(&parser->token, ENT_WORD_GIVEN)) {
        if (ent_parser_advance(parser) != ENT_OK) {
            return false;
        }
        query->given = ent_parser_expression(parser);
        return query->given != NULL;
    }
    return true;
}

static int finish_event(ent_parser *parser, ent_query *query)
{
    int status = ent_parser_finish(parser, query->event);

    if (status == ENT_OK && query->given != NULL) {
        status = ent_parser_finish(parser, query->given);
    }
    return status;
}

static int parse_query(const char *text, ent_arena *arena, ent_query *query, ent_formula_error *error)
{
    ent_parser parser;
    bool right = ent_parser_start(&parser, text, 0, arena, error) == ENT_OK && parse_event(&parser, query);

    if (right && parser.token.kind != ENT_TOKEN_END) {
        ent_parse_error_no_operator(&parser, NULL, false);
    } else if (right) {
        finish_event(&parser, query);
    }
    if (parser.sink.status != ENT_OK) {
        *query = (ent_query){0};
    }
    return parser.sink.status;
}

static bool query_parses(const char *text, ent_arena *arena)
{
    ent_formula_error error = {0};
    ent_query query;

    return parse_query(text, arena, &query, &error) == ENT_OK;
}

int ent_query_parse(const char *text, ent_arena *arena, ent_query *query, ent_formula_error *error)
{
    int status = parse_query(text, arena, query, error);

    return status == ENT_ERR_SCENARIO ? ent_correct_query(text, arena, query_parses, error) : status;
}

/* What depends on whether a check is about a probability or about a mean. */
typedef struct head {
    char letter;
    const char *example, *limit;
} head;

static const head heads[] = {
    {'P', "for example `P(truce.held given agreed) > 0.5`",
        "a check compares with a number, for example 0.5 or 50%, or with another `P(...)`"},
    {'E', "for example `E(truce.months given agreed) >= 24`",
        "a mean is compared with a number, for example 24 or 5k, or with another `E(...)`"},
};

static const head *head_of(const ent_check *check)
{
    return &heads[check->is_mean ? 1 : 0];
}

/* Position after `P(` or `E(`; 0 where the text does not start with it. */
static size_t after_head(const char *text, char letter)
{
    size_t n = strspn(text, " \t\r\n");

    if (text[n] != letter) {
        return 0;
    }
    n++;
    n += strspn(text + n, " \t\r\n");
    return text[n] == '(' ? n + 1 : 0;
}

static bool is_word_for_mean(const char *word, size_t length)
{
    static const char *const words[] = {"e", "mean", "average", "avg", "expectation", "expected"};

    for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
        if (strlen(words[i]) == length && strncmp(word, words[i], length) == 0) {
            return true;
        }
    }
    return false;
}

static int fail_head(ent_formula_sink *sink, const char *text)
{
    size_t start = strspn(text, " \t\r\n");
    size_t length = strcspn(text + start, " \t\r\n(<>=!");
    bool mean = is_word_for_mean(text + start, length);

    return ent_formula_fail(sink, start, length < 40 ? length : 40, heads[mean ? 1 : 0].example,
        "a check starts with what it is about: a probability `P(...)` or a mean `E(...)`");
}

static bool take_close(ent_parser *parser, size_t opener)
{
    const ent_token token = {.kind = ENT_TOKEN_OPEN, .offset = opener, .length = 1};

    if (parser->token.kind != ENT_TOKEN_CLOSE) {
        ent_parse_error_no_operator(parser, &token, false);
        return false;
    }
    return ent_parser_advance(parser) == ENT_OK;
}

static bool take_comparison(ent_parser *parser, ent_check *check)
{
    const ent_token *token = &parser->token;

    if (token->kind < ENT_TOKEN_EQ || token->kind > ENT_TOKEN_GE) {
        ent_formula_fail(&parser->sink, token->offset, token->length, head_of(check)->example,
            "after `%c(...)` a comparison was expected: <, <=, >, >=, == or !=", head_of(check)->letter);
        return false;
    }
    check->op = (ent_ast_kind) (ENT_AST_EQ + (token->kind - ENT_TOKEN_EQ));
    return true;
}

/* An error where a bound is no probability. first: where it starts. */
static bool check_probability(ent_parser *parser, const ent_check *check, const ent_token *first)
{
    const ent_token *number = &parser->token;
    const char *help = NULL;

    if (check->bound >= 0.0 && check->bound <= 1.0) {
        return true;
    }
    if (check->bound > 1.0 && check->bound <= 100.0 && !number->percent) {
        help = ent_formula_help(
            &parser->sink, "did you mean `%.*s%%`?", (int) number->length, parser->lexer.text + number->offset);
    }
    ent_formula_fail(&parser->sink, first->offset, number->offset + number->length - first->offset, help,
        "a probability lies between 0 and 1");
    return false;
}

static bool take_bound(ent_parser *parser, ent_check *check)
{
    const ent_token first = parser->token;
    bool negative = first.kind == ENT_TOKEN_MINUS;

    if (negative && ent_parser_advance(parser) != ENT_OK) {
        return false;
    }
    if (parser->token.kind != ENT_TOKEN_NUMBER) {
        ent_formula_fail(&parser->sink, parser->token.offset, parser->token.length, head_of(check)->example, "%s",
            head_of(check)->limit);
        return false;
    }
    check->bound = negative ? -parser->token.number : parser->token.number;
    return (check->is_mean || check_probability(parser, check, &first)) && ent_parser_advance(parser) == ENT_OK;
}

/* An error where a mean stands after a probability or the reverse. */
static bool fail_other_kind(ent_parser *parser, const ent_check *check)
{
    const char *text = parser->lexer.text + parser->lexer.position;
    size_t blank = strspn(text, " \t\r\n");

    ent_formula_fail(&parser->sink, parser->lexer.position + blank, 1, head_of(check)->example,
        "a probability `P(...)` and a mean `E(...)` are not compared with each other");
    return false;
}

/* Parses what follows the comparison: `P(...)`, `E(...)` or a bound. */
static bool take_limit(ent_parser *parser, ent_check *check)
{
    const char *rest = parser->lexer.text + parser->lexer.position;
    size_t start = after_head(rest, head_of(check)->letter);
    size_t opener = parser->lexer.position + start - 1;

    if (after_head(rest, heads[check->is_mean ? 0 : 1].letter) > 0) {
        return fail_other_kind(parser, check);
    }
    parser->lexer.position += start;
    if (ent_parser_advance(parser) != ENT_OK) {
        return false;
    }
    if (start == 0) {
        return take_bound(parser, check);
    }
    parser->previous = (ent_token){.kind = ENT_TOKEN_OPEN, .offset = opener, .length = 1};
    return parse_event(parser, &check->other) && take_close(parser, opener);
}

/* Parses [in VARIANT] and the end. The name of a variant may be a word of the language. */
static bool take_variant(ent_parser *parser, ent_check *check)
{
    const ent_token *token = &parser->token;

    if (ent_token_is(token, ENT_WORD_IN)) {
        if (ent_parser_advance(parser) != ENT_OK) {
            return false;
        }
        if (token->kind != ENT_TOKEN_WORD || memchr(parser->lexer.text + token->offset, '.', token->length) != NULL) {
            ent_formula_fail(&parser->sink, token->offset, token->length, "for example `in air_cover`",
                "after `in` the name of a variant was expected");
            return false;
        }
        check->variant_offset = token->offset;
        check->variant_length = token->length;
        check->variant = ent_arena_strndup(parser->sink.arena, parser->lexer.text + token->offset, token->length);
        if (check->variant == NULL) {
            ent_formula_no_memory(&parser->sink);
            return false;
        }
        if (ent_parser_advance(parser) != ENT_OK) {
            return false;
        }
    }
    if (token->kind != ENT_TOKEN_END) {
        ent_formula_fail(&parser->sink, token->offset, token->length,
            "write each check as a string of its own; `in VARIANT` may follow the number", "the check should end here");
        return false;
    }
    return true;
}

size_t ent_check_queries(const ent_check *check)
{
    return check->other.event != NULL ? 2 : 1;
}

static int parse_check(const char *text, ent_arena *arena, ent_check *check, ent_formula_error *error)
{
    ent_parser parser;
    size_t mean = after_head(text, 'E');
    size_t position = mean > 0 ? mean : after_head(text, 'P');
    bool right;

    *check = (ent_check){.is_mean = mean > 0};
    if (position == 0) {
        ent_formula_sink sink = {.arena = arena, .error = error, .status = ENT_OK};
        return fail_head(&sink, text);
    }
    right = ent_parser_start(&parser, text, position, arena, error) == ENT_OK;
    parser.previous = (ent_token){.kind = ENT_TOKEN_OPEN, .offset = position - 1, .length = 1};
    right = right && parse_event(&parser, &check->query) && take_close(&parser, position - 1) &&
            take_comparison(&parser, check) && take_limit(&parser, check) && take_variant(&parser, check) &&
            finish_event(&parser, &check->query) == ENT_OK &&
            (check->other.event == NULL || finish_event(&parser, &check->other) == ENT_OK);
    if (!right) {
        *check = (ent_check){0};
    }
    return parser.sink.status;
}

static bool check_parses(const char *text, ent_arena *arena)
{
    ent_formula_error error = {0};
    ent_check check;

    return parse_check(text, arena, &check, &error) == ENT_OK;
}

int ent_check_parse(const char *text, ent_arena *arena, ent_check *check, ent_formula_error *error)
{
    int status = parse_check(text, arena, check, error);

    return status == ENT_ERR_SCENARIO ? ent_correct_query(text, arena, check_parses, error) : status;
}
