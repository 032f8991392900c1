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

/* Position after `WORD(`; 0 where the text does not start with it. */
static size_t after_head(const char *text, const char *word)
{
    size_t n = strspn(text, " \t\r\n");
    size_t length = strlen(word);

    if (strncmp(text + n, word, length) != 0) {
        return 0;
    }
    n += length;
    n += strspn(text + n, " \t\r\n");
    return text[n] == '(' ? n + 1 : 0;
}

static const char mean_word[] = "mean";

static const char *help_for_measure(ent_parser *parser, const ent_ast *event)
{
    const char *text = parser->lexer.text + event->offset;
    int length = (int) event->length;

    if (event->kind == ENT_AST_NUMBER || length == 0 || length > 80) {
        return "name a number in `measures`, such as measures: { peace = \"truce.months\"; }, and write mean(peace)";
    }
    return ent_formula_help(
        &parser->sink, "name the number in `measures`: { x = \"%.*s\"; }, and write mean(x)", length, text);
}

/* Parses MEASURE, behind `mean(`. */
static bool parse_measure(ent_parser *parser, ent_query *query)
{
    *query = (ent_query){0};
    query->event = ent_parser_expression(parser);
    if (query->event == NULL) {
        return false;
    }
    if (query->event->kind != ENT_AST_NAME || strchr(query->event->text, '.') != NULL) {
        ent_formula_fail(&parser->sink, query->event->offset, query->event->length,
            help_for_measure(parser, query->event), "`mean(...)` takes the name of a measure");
        return false;
    }
    if (ent_token_is(&parser->token, ENT_WORD_GIVEN)) {
        ent_formula_fail(&parser->sink, parser->token.offset, parser->token.length,
            ent_formula_help(&parser->sink,
                "write it into the measure, as in %s: { value = \"…\"; given = \"agreed\"; }", query->event->text),
            "`mean(...)` takes no condition of its own");
        return false;
    }
    query->measure = query->event->text;
    return true;
}

static bool take_close(ent_parser *parser, size_t opener);

static int parse_mean(const char *text, size_t start, ent_arena *arena, ent_query *query, ent_formula_error *error)
{
    ent_parser parser;
    bool right = ent_parser_start(&parser, text, start, arena, error) == ENT_OK;

    parser.previous = (ent_token){.kind = ENT_TOKEN_OPEN, .offset = start - 1, .length = 1};
    if (right && parse_measure(&parser, query) && take_close(&parser, start - 1) &&
        parser.token.kind != ENT_TOKEN_END) {
        ent_formula_fail(&parser.sink, parser.token.offset, parser.token.length,
            "a calculation with means can be a measure of its own; a condition is its `given`",
            "the headline should end after `mean(%s)`", query->measure);
    }
    if (parser.sink.status != ENT_OK) {
        *query = (ent_query){0};
    }
    return parser.sink.status;
}

static int parse_query(const char *text, ent_arena *arena, ent_query *query, ent_formula_error *error)
{
    ent_parser parser;
    size_t mean = after_head(text, mean_word);
    bool right;

    if (mean > 0) {
        return parse_mean(text, mean, arena, query, error);
    }
    right = ent_parser_start(&parser, text, 0, arena, error) == ENT_OK && parse_event(&parser, query);
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
    const char *word, *example, *limit;
} head;

enum { PROBABILITY, MEAN, MEAN_OF_MEASURE, HEADS };

static const head heads[HEADS] = {
    {"P", "for example `P(truce.held given agreed) > 0.5`",
        "a check compares with a number, for example 0.5 or 50%, or with another `P(...)`"},
    {"E", "for example `E(truce.months given agreed) >= 24`",
        "a mean is compared with a number, for example 24 or 5k, or with another `E(...)`"},
    {mean_word, "for example `mean(cost) < 5B`",
        "a mean is compared with a number, for example 24 or 5k, or with another `mean(...)`"},
};

static const head *head_of(const ent_check *check)
{
    return &heads[check->of_measures ? MEAN_OF_MEASURE : check->is_mean ? MEAN : PROBABILITY];
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

    return ent_formula_fail(sink, start, length < 40 ? length : 40, heads[mean ? MEAN : PROBABILITY].example,
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
            "after `%s(...)` a comparison was expected: <, <=, >, >=, == or !=", head_of(check)->word);
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

/* An error where something of another kind stands on the right. */
static bool fail_other_kind(ent_parser *parser, const ent_check *check, const head *other)
{
    const char *text = parser->lexer.text + parser->lexer.position;
    size_t blank = strspn(text, " \t\r\n");
    bool of_measure = check->of_measures || other == &heads[MEAN_OF_MEASURE];

    ent_formula_fail(&parser->sink, parser->lexer.position + blank, strlen(other->word), head_of(check)->example, "%s",
        of_measure ? "the mean of a measure is compared with a number or with another `mean(...)`"
                   : "a probability `P(...)` and a mean `E(...)` are not compared with each other");
    return false;
}

/* Parses what stands in the parentheses. */
static bool take_query(ent_parser *parser, const ent_check *check, ent_query *query)
{
    return check->of_measures ? parse_measure(parser, query) : parse_event(parser, query);
}

/* Parses what follows the comparison: `P(...)`, `E(...)` or a bound. */
static bool take_limit(ent_parser *parser, ent_check *check)
{
    const char *rest = parser->lexer.text + parser->lexer.position;
    size_t start = after_head(rest, head_of(check)->word);
    size_t opener = parser->lexer.position + start - 1;

    for (size_t i = 0; i < HEADS; i++) {
        if (&heads[i] != head_of(check) && after_head(rest, heads[i].word) > 0) {
            return fail_other_kind(parser, check, &heads[i]);
        }
    }
    parser->lexer.position += start;
    if (ent_parser_advance(parser) != ENT_OK) {
        return false;
    }
    if (start == 0) {
        return take_bound(parser, check);
    }
    parser->previous = (ent_token){.kind = ENT_TOKEN_OPEN, .offset = opener, .length = 1};
    return take_query(parser, check, &check->other) && take_close(parser, opener);
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
    size_t measure = after_head(text, mean_word);
    size_t mean = measure > 0 ? measure : after_head(text, "E");
    size_t position = mean > 0 ? mean : after_head(text, "P");
    bool right;

    *check = (ent_check){.is_mean = mean > 0, .of_measures = measure > 0};
    if (position == 0) {
        ent_formula_sink sink = {.arena = arena, .error = error, .status = ENT_OK};
        return fail_head(&sink, text);
    }
    right = ent_parser_start(&parser, text, position, arena, error) == ENT_OK;
    parser.previous = (ent_token){.kind = ENT_TOKEN_OPEN, .offset = position - 1, .length = 1};
    right = right && take_query(&parser, check, &check->query) && take_close(&parser, position - 1) &&
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
