#include "formula/parse.h"

#include "base/status.h"
#include "formula/corrections/corrections.h"
#include "formula/parse_errors.h"
#include "formula/parser.h"

static int parse_plain(const char *text, ent_arena *arena, ent_ast **ast, ent_formula_error *error)
{
    ent_parser parser;
    ent_ast *root = NULL;

    *ast = NULL;
    if (ent_parser_start(&parser, text, 0, arena, error) == ENT_OK) {
        root = ent_parser_expression(&parser);
    }
    if (root != NULL && parser.token.kind != ENT_TOKEN_END) {
        ent_parse_error_no_operator(&parser, NULL, false);
        root = NULL;
    }
    if (root != NULL && ent_parser_finish(&parser, root) == ENT_OK) {
        *ast = root;
    }
    return parser.sink.status;
}

static bool parses(const char *text, ent_arena *arena)
{
    ent_formula_error error = {0};
    ent_ast *ast;

    return parse_plain(text, arena, &ast, &error) == ENT_OK;
}

int ent_formula_parse(const char *text, ent_arena *arena, ent_ast **ast, ent_formula_error *error)
{
    int status = parse_plain(text, arena, ast, error);

    return status == ENT_ERR_SCENARIO ? ent_correct(text, arena, parses, error) : status;
}
