/* Helpers for the suites of engine/formula: parsing, trees as text. */
#ifndef ENT_TESTS_FORMULA_CASE_H
#define ENT_TESTS_FORMULA_CASE_H

#include "base/arena.h"
#include "base/status.h"
#include "formula/parse.h"

#include <CUnit/CUnit.h>
#include <stdio.h>
#include <string.h>

/* A parsed formula with its arena. Free with formula_case_free. */
typedef struct formula_case {
    ent_arena arena;
    ent_ast *ast;
    ent_formula_error error;
    int status;
} formula_case;

static inline formula_case formula_case_parse(const char *text)
{
    formula_case self = {0};

    self.status = ent_formula_parse(text, &self.arena, &self.ast, &self.error);
    CU_ASSERT_TRUE(self.status != ENT_OK || ent_ast_check(self.ast, strlen(text)));
    return self;
}

static inline void formula_case_free(formula_case *self)
{
    ent_arena_free(&self->arena);
}

/* The tree as text: (op left right), calls and distributions by name, strings in quotes. */
static inline char *formula_tree(const ent_ast *node, ent_arena *arena)
{
    static const char *const operators[] = {[ENT_AST_NOT] = "not",
        [ENT_AST_NEGATE] = "neg",
        [ENT_AST_OR] = "or",
        [ENT_AST_AND] = "and",
        [ENT_AST_EQ] = "==",
        [ENT_AST_NE] = "!=",
        [ENT_AST_LT] = "<",
        [ENT_AST_LE] = "<=",
        [ENT_AST_GT] = ">",
        [ENT_AST_GE] = ">=",
        [ENT_AST_ADD] = "+",
        [ENT_AST_SUB] = "-",
        [ENT_AST_MUL] = "*",
        [ENT_AST_DIV] = "/",
        [ENT_AST_POW] = "^"};
    const char *name;
    char *text;

    if (node->kind == ENT_AST_NUMBER) {
        return ent_arena_printf(arena, "%.17g", node->number);
    }
    if (node->kind == ENT_AST_NAME) {
        return ent_arena_strdup(arena, node->text);
    }
    if (node->kind == ENT_AST_STRING) {
        return ent_arena_printf(arena, "'%s'", node->text);
    }
    name = node->kind == ENT_AST_CALL           ? ent_functions[node->function].name
           : node->kind == ENT_AST_DISTRIBUTION ? node->distribution->call.name
                                                : operators[node->kind];
    text = ent_arena_printf(arena, "(%s", name);
    for (size_t i = 0; i < node->arguments; i++) {
        text = ent_arena_printf(arena, "%s %s", text, formula_tree(node->argument[i], arena));
    }
    return ent_arena_printf(arena, "%s)", text);
}

#endif
