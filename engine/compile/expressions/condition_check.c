#include "compile/expressions/condition_check.h"

#include "scenario/meaning.h"

#include <math.h>
#include <string.h>

enum { SHOWN_BYTES = 60 /* longest formula that a help text repeats */ };

/* --- kinds of formulas ------------------------------------------------------------------------------------------- */

/* Whether a named value is a condition; found out once. In a circle, which is an error, it may be either. */
static bool named_is_condition(const ent_compiler *self, size_t i)
{
    ent_factor_kind *kind = &self->named_kind[i];

    if (*kind == ENT_FACTOR_UNDECIDED && !self->scenario->named[i].value.wrong && !self->reads[i].circular) {
        *kind = ent_compile_is_condition(self, self->scenario->named[i].value.formula) ? ENT_FACTOR_CONDITION
                                                                                       : ENT_FACTOR_NUMBER;
    }
    return *kind != ENT_FACTOR_NUMBER;
}

static bool name_is_condition(const ent_compiler *self, ent_name name)
{
    switch (name.kind) {
    case ENT_NAME_EVENT:
    case ENT_NAME_JOINS:
    case ENT_NAME_AGREED:
    case ENT_NAME_SIGNED:
    case ENT_NAME_HELD:
    case ENT_NAME_IN_FORCE:
    case ENT_NAME_AT_PEACE:
        return true;
    case ENT_NAME_FACTOR:
        return self->factor_kind[name.index] != ENT_FACTOR_NUMBER;
    case ENT_NAME_VALUE:
        return named_is_condition(self, name.index);
    case ENT_NAME_UNKNOWN:
    case ENT_NAME_DEAL:
    case ENT_NAME_CAUSE:
        return true; /* an error of its own */
    default:
        return false;
    }
}

bool ent_compile_is_condition(const ent_compiler *self, const ent_ast *ast)
{
    switch (ast->kind) {
    case ENT_AST_NUMBER:
        return ast->number == 0.0 || ast->number == 1.0;
    case ENT_AST_NAME:
        return name_is_condition(self, ent_name_find(self->scenario, ast->text));
    case ENT_AST_DISTRIBUTION:
        return ast->distribution == &ent_kind_bernoulli;
    case ENT_AST_CALL:
        return ast->function == ENT_FN_IF && ent_compile_is_condition(self, ast->argument[1]) &&
               ent_compile_is_condition(self, ast->argument[2]);
    default:
        return ent_ast_is_truth(ast);
    }
}

/* --- texts --------------------------------------------------------------------------------------------------------
 */

/* The node as written, without parentheses around it; "" where it is not in the text of the setting. */
static const char *written(ent_compiler *self, const ent_ast *ast)
{
    const ent_quantity *quantity = self->setting.quantity;
    const char *text = quantity->written;
    bool in_text = ast->offset + ast->length <= strlen(text);
    size_t offset = ast->offset;
    size_t length = ast->length > 0 ? ast->length : strlen(text);
    const char *copy;

    if (!in_text) {
        return "";
    }
    if (length >= 2 && text[offset] == '(' && ast->kind != ENT_AST_DISTRIBUTION && ast->kind != ENT_AST_CALL) {
        const char *close = memchr(text + offset + 1, ')', length - 1);
        if (close == text + offset + length - 1) {
            offset++;
            length -= 2;
        }
    }
    copy = ent_arena_strndup(self->arena, text + offset, length);
    return copy != NULL ? copy : "";
}

/* Whether a factor is drawn from 0 and 1 alone. */
static bool is_zero_or_one(const ent_compiler *self, ent_name name)
{
    const ent_ast *formula = name.kind == ENT_NAME_FACTOR ? self->scenario->factor[name.index].value.formula : NULL;

    if (formula == NULL || formula->kind != ENT_AST_DISTRIBUTION || formula->distribution != &ent_kind_discrete) {
        return false;
    }
    for (size_t i = 0; i < formula->arguments; i += 2) {
        double value;
        if (!ent_ast_constant(formula->argument[i], &value) || (value != 0.0 && value != 1.0)) {
            return false;
        }
    }
    return true;
}

static const char *help_for_name(ent_compiler *self, const ent_ast *ast)
{
    ent_name name = ent_name_find(self->scenario, ast->text);
    const char *comparison =
        is_zero_or_one(self, name) ? "== 1"
        : name.kind == ENT_NAME_TRUCE_MONTHS || name.kind == ENT_NAME_TALKS_MONTH || name.kind == ENT_NAME_TALKS_SIGNED
            ? ">= 12"
        : name.kind == ENT_NAME_RATIO ? ">= 1"
                                      : "> 0";

    return ent_arena_printf(self->arena, "compare it, for example `%s %s`", ast->text, comparison);
}

/* The text that turns a number into a condition. */
static const char *help_for_number(ent_compiler *self, const ent_ast *ast)
{
    const char *text = written(self, ast);
    double value;

    if (ast->kind == ENT_AST_NAME) {
        return help_for_name(self, ast);
    }
    if (*text == '\0' || strlen(text) > SHOWN_BYTES) {
        return "write a comparison, an event, or true";
    }
    if (ent_ast_constant(ast, &value) && value > 0.0 && value < 1.0) {
        return ent_arena_printf(self->arena,
            "for a chance make it an event, NAME = \"%s\" in `events`, and write its name here; or write "
            "`bernoulli(%s)`",
            text, text);
    }
    if (ent_ast_constant(ast, &value)) {
        return "write a comparison, an event, or true";
    }
    return ent_arena_printf(self->arena, "compare it, for example `%s > 0`", text);
}

/* --- errors ------------------------------------------------------------------------------------------------------ */

/* The operands of a chain of one operator, a or b or c, from left to right. */
typedef struct operand_list {
    const ent_ast **item;
    size_t count;
} operand_list;

static int count_operands(const ent_ast *ast, ent_ast_kind kind)
{
    return ast->kind == kind ? count_operands(ast->argument[0], kind) + count_operands(ast->argument[1], kind) : 1;
}

static void collect(operand_list *self, const ent_ast *ast, ent_ast_kind kind)
{
    if (ast->kind == kind) {
        collect(self, ast->argument[0], kind);
        collect(self, ast->argument[1], kind);
    } else {
        self->item[self->count++] = ast;
    }
}

static operand_list operands_of(ent_compiler *self, const ent_ast *ast)
{
    operand_list made = {0};

    made.item = ent_compile_array(self, (size_t) count_operands(ast, ast->kind), sizeof(*made.item));
    if (made.item != NULL) {
        collect(&made, ast, ast->kind);
    }
    return made;
}

/* `8k or 12k`, `8k and 15k`: numbers alone. */
static bool are_constant_numbers(const ent_compiler *self, const operand_list *list)
{
    bool numbers = false;

    for (size_t i = 0; i < list->count; i++) {
        double value;
        if (!ent_ast_constant(list->item[i], &value)) {
            return false;
        }
        numbers = numbers || !ent_compile_is_condition(self, list->item[i]);
    }
    return numbers;
}

/* discrete(8k, 1, 12k, 1) for `8k or 12k`; 8k to 15k for `8k and 15k`. */
static const char *help_for_constants(ent_compiler *self, const ent_ast *ast, const operand_list *list)
{
    const char *text = "discrete(";

    if (self->setting.quantity->meaning == ENT_MEANING_CONDITION) {
        return "write comparisons or events on both sides";
    }
    if (ast->kind == ENT_AST_AND) {
        return list->count == 2 ? ent_arena_printf(self->arena, "for an interval write `%s to %s`",
                                      written(self, list->item[0]), written(self, list->item[1]))
                                : "for several values write `discrete(x1, weight1, x2, weight2)`";
    }
    for (size_t i = 0; i < list->count && text != NULL; i++) {
        text = ent_arena_printf(self->arena, "%s%s%s, 1", text, i > 0 ? ", " : "", written(self, list->item[i]));
    }
    return text != NULL
               ? ent_arena_printf(self->arena, "for one of these values, each with the same chance, write `%s)`", text)
               : NULL;
}

/* The help for a formula that as a whole is a number: in a check its mean may be meant. */
static const char *help_for_whole(ent_compiler *self, const ent_ast *ast)
{
    const char *help = help_for_number(self, ast);
    const char *text = written(self, ast);

    if (strcmp(self->setting.quantity->path, "checks") != 0 || ast != self->setting.quantity->formula || help == NULL ||
        *text == '\0' || strlen(text) > SHOWN_BYTES) {
        return help; /* after `given` stands a condition */
    }
    return ent_arena_printf(self->arena, "%s; for its mean write `E(%s)`", help, text);
}

/* whole: the number is the whole formula. */
static bool error_of_number(ent_compiler *self, const ent_ast *ast, bool whole, const char *where)
{
    const char *text = written(self, ast);
    bool shown = *text != '\0' && strlen(text) <= SHOWN_BYTES;

    ent_compile_error(self, self->setting.quantity, ast, whole ? help_for_whole(self, ast) : help_for_number(self, ast),
        "%s%s%s is a number, and %s: true or false", shown ? "`" : "", shown ? text : "this", shown ? "`" : "", where);
    return false;
}

/* Checks the operands of a chain of and, of or, or of one not. */
static bool check_operands(ent_compiler *self, const ent_ast *ast)
{
    static const char *const where[] = {[ENT_AST_NOT] = "`not` takes a condition",
        [ENT_AST_OR] = "`or` connects conditions",
        [ENT_AST_AND] = "`and` connects conditions"};
    operand_list list = {0};
    bool right = true;

    if (ast->kind == ENT_AST_NOT) {
        return ent_compile_is_condition(self, ast->argument[0]) ||
               error_of_number(self, ast->argument[0], false, where[ast->kind]);
    }
    list = operands_of(self, ast);
    if (are_constant_numbers(self, &list)) {
        ent_compile_error(self, self->setting.quantity, ast, help_for_constants(self, ast, &list),
            "`%s` connects conditions, and these are numbers", ast->kind == ENT_AST_OR ? "or" : "and");
        return false;
    }
    for (size_t i = 0; i < list.count; i++) {
        right = (ent_compile_is_condition(self, list.item[i]) ||
                    error_of_number(self, list.item[i], false, where[ast->kind])) &&
                right;
    }
    return right;
}

static bool check_inside(ent_compiler *self, const ent_ast *ast, ent_ast_kind around)
{
    bool connects = ast->kind == ENT_AST_NOT || ast->kind == ENT_AST_AND || ast->kind == ENT_AST_OR;
    bool right = true;

    if (connects && ast->kind != around) {
        right = check_operands(self, ast);
    } else if (ast->kind == ENT_AST_CALL && ast->function == ENT_FN_IF &&
               !ent_compile_is_condition(self, ast->argument[0])) {
        right = error_of_number(self, ast->argument[0], false, "the first argument of `if` is a condition");
    }
    for (size_t i = 0; i < ast->arguments; i++) {
        right =
            check_inside(self, ast->argument[i], connects && ast->kind != ENT_AST_NOT ? ast->kind : ENT_AST_NUMBER) &&
            right;
    }
    return right;
}

/* An amount that is as a whole a condition. */
static bool check_amount(ent_compiler *self, const ent_ast *ast)
{
    const ent_quantity *quantity = self->setting.quantity;
    const char *text;

    if (!ent_meaning_is_amount(quantity->meaning) || !ent_ast_is_truth(ast)) {
        return true;
    }
    text = written(self, ast);
    ent_compile_error(self, quantity, ast,
        strlen(text) <= SHOWN_BYTES
            ? ent_arena_printf(
                  self->arena, "to choose between two numbers write if(condition, a, b): `if(%s, 1, 0)`", text)
            : "to choose between two numbers write if(condition, a, b)",
        "this is true or false, and a number belongs here");
    return false;
}

bool ent_compile_check_conditions(ent_compiler *self, const ent_ast *ast, bool whole)
{
    bool right = check_inside(self, ast, ENT_AST_NUMBER);

    if (right && whole && !ent_compile_is_condition(self, ast)) {
        right = error_of_number(self, ast, true, "a condition belongs here");
    }
    return right && check_amount(self, ast);
}

/* Whether a formula is an error of its own, or 0 or 1, which are numbers too. */
static bool may_be_number(const ent_compiler *self, const ent_ast *ast)
{
    ent_name_kind kind;

    if (ast->kind != ENT_AST_NAME) {
        return ast->kind == ENT_AST_NUMBER && ast->text == NULL;
    }
    kind = ent_name_find(self->scenario, ast->text).kind;
    return kind == ENT_NAME_UNKNOWN || kind == ENT_NAME_DEAL || kind == ENT_NAME_CAUSE;
}

void ent_compile_check_number(ent_compiler *self, const ent_ast *ast)
{
    const char *text;

    if (!check_inside(self, ast, ENT_AST_NUMBER) || may_be_number(self, ast) || !ent_compile_is_condition(self, ast)) {
        return;
    }
    text = written(self, ast);
    ent_compile_error(self, self->setting.quantity, ast,
        *text != '\0' && strlen(text) <= SHOWN_BYTES
            ? ent_arena_printf(self->arena, "for the probability of a condition write `P(%s)`", text)
            : "for the probability of a condition write `P(...)`",
        "this is true or false, and `E(...)` takes the mean of a number");
}
