#include "jobs/fit/row_condition.h"

#include "base/status.h"
#include "formula/parse.h"
#include "kernels/scalar_functions.h"
#include "settings/source_position.h"

#include <math.h>
#include <string.h>

enum { LISTED = 20 /* columns of a help */ };

const char *ent_column_help(const ent_data_table *table, const char *name)
{
    const char *near = ent_nearest_name(name, table->column, table->columns);
    const char *list = "the columns are";

    if (near != NULL && *near != '\0') {
        return ent_arena_printf(table->arena, "did you mean `%s`?", near);
    }
    for (size_t i = 0; i < table->columns && i < LISTED && list != NULL; i++) {
        list = ent_arena_printf(table->arena, "%s%s %s", list, i > 0 ? "," : "", table->column[i]);
    }
    return list != NULL && table->columns > LISTED ? ent_arena_printf(table->arena, "%s, …", list) : list;
}

static int fail(ent_row_condition *self, const ent_ast *at, const char *help, const char *message, const char *what)
    __attribute__((format(printf, 4, 0)));

/* Adds an error at a part of the condition; message takes one string. */
static int fail(ent_row_condition *self, const ent_ast *at, const char *help, const char *message, const char *what)
{
    self->errors++;
    ent_diagnostics_add(self->diagnostics, ENT_SEVERITY_ERROR,
        ent_source_position(self->source, at->offset, at->length), NULL, help, message, what);
    return ENT_ERR_SCENARIO;
}

/* --- parsing -------------------------------------------------------------------------------------------------------
 */

/* `kind=interstate` as `kind == 'interstate'`, a column that exists before a single =; else the text itself. */
static const char *spelled_out(const ent_data_table *table, const char *text)
{
    const char *equals = strchr(text, '=');
    const char *name;

    if (equals == NULL || equals == text || equals[1] == '=' || strchr("<>!", equals[-1]) != NULL ||
        strchr(equals + 1, '=') != NULL || strchr(equals + 1, '\'') != NULL || strpbrk(equals, "<>()") != NULL) {
        return text;
    }
    name = ent_arena_strndup(table->arena, text, (size_t) (equals - text));
    if (name == NULL || ent_data_table_find(table, name) == SIZE_MAX) {
        return name == NULL ? NULL : text;
    }
    return ent_arena_printf(table->arena, "%s == '%s'", name, equals + 1);
}

static bool is_condition(const ent_ast *node)
{
    return node->kind == ENT_AST_NOT || (node->kind >= ENT_AST_OR && node->kind <= ENT_AST_GE);
}

static int check_name(ent_row_condition *self, const ent_ast *node)
{
    if (ent_data_table_find(self->table, node->text) == SIZE_MAX) {
        return fail(self, node, ent_column_help(self->table, node->text), "there is no column `%s`", node->text);
    }
    return ENT_OK;
}

/* Refuses parts that a condition on rows cannot have. */
static int check(ent_row_condition *self, const ent_ast *node, bool condition)
{
    bool logic = node->kind == ENT_AST_NOT || node->kind == ENT_AST_OR || node->kind == ENT_AST_AND;
    int status = ENT_OK;

    if (node->kind == ENT_AST_CALL || node->kind == ENT_AST_DISTRIBUTION || node->kind == ENT_AST_DATE) {
        return fail(self, node, "compare columns with numbers and texts, as months > 12 and kind == 'interstate'",
            "functions, distributions and dates have no place in a condition on rows%s", "");
    }
    if (condition != is_condition(node)) {
        return fail(self, node, condition ? "compare it, as months > 12 or kind == 'interstate'" : NULL,
            condition ? "a condition on rows is a comparison%s" : "a condition stands where a number belongs%s", "");
    }
    if (node->kind == ENT_AST_NAME) {
        return check_name(self, node);
    }
    for (size_t i = 0; i < node->arguments && status == ENT_OK; i++) {
        status = check(self, node->argument[i], logic);
    }
    return status;
}

int ent_row_condition_init(ent_row_condition *self, const ent_data_table *table, const char *option, const char *text,
    ent_diagnostics *diagnostics)
{
    ent_source *source = ent_arena_alloc(table->arena, sizeof(*source));
    const char *written = spelled_out(table, text);
    ent_formula_error error = {.message = NULL};
    int status;

    *self = (ent_row_condition){.table = table, .source = source, .diagnostics = diagnostics};
    if (source == NULL || written == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    *source = (ent_source){.name = option, .text = written, .length = strlen(written)};
    status = ent_formula_parse(written, table->arena, &self->formula, &error);
    if (status == ENT_ERR_SCENARIO) {
        ent_diagnostics_add(diagnostics, ENT_SEVERITY_ERROR, ent_source_position(source, error.offset, error.length),
            NULL, error.help, "%s", error.message);
    }
    return status == ENT_OK ? check(self, self->formula, true) : status;
}

/* --- a row ---------------------------------------------------------------------------------------------------------
 */

static int cell_number(ent_row_condition *self, const ent_ast *node, size_t row, double *number)
{
    size_t column = ent_data_table_find(self->table, node->text);
    const char *why, *help;
    int status = ent_data_table_number(self->table, row, column, number, &why, &help);

    if (status != ENT_ERR_ARGUMENT || ent_data_table_is_empty(self->table, row, column)) {
        return status == ENT_ERR_ARGUMENT ? ENT_OK : status; /* NaN: no comparison with it holds */
    }
    self->errors++;
    ent_diagnostics_add(self->diagnostics, ENT_SEVERITY_ERROR, ent_data_table_at(self->table, row, column), node->text,
        help != NULL ? help : "compare it with a text, as kind == 'interstate'", "%s",
        why != NULL ? why : "the cell is no number, and --where compares it with one");
    return ENT_ERR_SCENARIO;
}

static double calculate(ent_ast_kind kind, double a, double b)
{
    switch (kind) {
    case ENT_AST_ADD:
        return a + b;
    case ENT_AST_SUB:
        return a - b;
    case ENT_AST_MUL:
        return a * b;
    case ENT_AST_DIV:
        return a / b;
    default:
        return ent_pow(a, b);
    }
}

static int number_of(ent_row_condition *self, const ent_ast *node, size_t row, double *number)
{
    double a, b = 0.0;
    int status;

    if (node->kind == ENT_AST_NUMBER) {
        *number = node->number;
        return ENT_OK;
    }
    if (node->kind == ENT_AST_NAME) {
        return cell_number(self, node, row, number);
    }
    status = number_of(self, node->argument[0], row, &a);
    if (status == ENT_OK && node->arguments > 1) {
        status = number_of(self, node->argument[1], row, &b);
    }
    *number = status != ENT_OK ? (double) NAN : node->kind == ENT_AST_NEGATE ? -a : calculate(node->kind, a, b);
    return status;
}

static bool compare(ent_ast_kind kind, double a, double b)
{
    switch (kind) {
    case ENT_AST_EQ:
        return a >= b && a <= b;
    case ENT_AST_NE:
        return a < b || a > b;
    case ENT_AST_LT:
        return a < b;
    case ENT_AST_LE:
        return a <= b;
    case ENT_AST_GT:
        return a > b;
    default:
        return a >= b;
    }
}

/* A column against a text in quotes. */
static int compare_texts(ent_row_condition *self, const ent_ast *node, size_t row, bool *holds)
{
    bool first = node->argument[0]->kind == ENT_AST_STRING;
    const ent_ast *text = node->argument[first ? 0 : 1], *name = node->argument[first ? 1 : 0];
    size_t column = ent_data_table_find(self->table, name->text);
    const char *cell = ent_data_table_text(self->table, row, column);

    if (cell == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    *holds = !ent_data_table_is_empty(self->table, row, column) &&
             (strcmp(cell, text->text) == 0) == (node->kind == ENT_AST_EQ);
    return ENT_OK;
}

static int compare_nodes(ent_row_condition *self, const ent_ast *node, size_t row, bool *holds)
{
    double a = 0.0, b = 0.0;
    int status;

    if (node->argument[0]->kind == ENT_AST_STRING || node->argument[1]->kind == ENT_AST_STRING) {
        return compare_texts(self, node, row, holds);
    }
    status = number_of(self, node->argument[0], row, &a);
    if (status == ENT_OK) {
        status = number_of(self, node->argument[1], row, &b);
    }
    *holds = status == ENT_OK && compare(node->kind, a, b);
    return status;
}

static int holds_of(ent_row_condition *self, const ent_ast *node, size_t row, bool *holds)
{
    bool second = false;
    int status;

    if (node->kind != ENT_AST_NOT && node->kind != ENT_AST_AND && node->kind != ENT_AST_OR) {
        return compare_nodes(self, node, row, holds);
    }
    status = holds_of(self, node->argument[0], row, holds);
    if (node->kind == ENT_AST_NOT) {
        *holds = !*holds;
        return status;
    }
    if (status == ENT_OK) {
        status = holds_of(self, node->argument[1], row, &second);
    }
    *holds = node->kind == ENT_AST_AND ? *holds && second : *holds || second;
    return status;
}

int ent_row_condition_holds(ent_row_condition *self, size_t row, bool *holds)
{
    *holds = false;
    return holds_of(self, self->formula, row, holds);
}
