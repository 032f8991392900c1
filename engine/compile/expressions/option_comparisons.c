#include "compile/expressions/option_comparisons.h"

#include "compile/expressions/condition_check.h"
#include "compile/expressions/visibility.h"

#include <string.h>

enum { LISTED_WORDS = 12 /* in a help text */ };

/* The options of a demand, or the causes of violations; *count is their number. */
static const char *const *words_of(ent_compiler *self, ent_name name, size_t *count)
{
    const ent_scenario *scenario = self->scenario;
    const char **cause;

    if (name.kind == ENT_NAME_DEAL) {
        *count = scenario->demand[name.index].options;
        return scenario->demand[name.index].option;
    }
    *count = scenario->causes;
    cause = ent_compile_array(self, scenario->causes, sizeof(*cause));
    for (size_t i = 0; cause != NULL && i < scenario->causes; i++) {
        cause[i] = scenario->cause[i].label.id;
    }
    return cause;
}

/* The nearest known word or, if none is near, all of them; NULL if there are more than LISTED_WORDS. */
static const char *words_help(
    ent_compiler *self, const char *word, ent_name name, const char *const *known, size_t count)
{
    const char *near = ent_nearest_name(word, known, count);
    const char *help = name.kind == ENT_NAME_DEAL ? "its options are" : "the causes are";

    for (size_t i = 0; name.kind == ENT_NAME_DEAL && i < count; i++) {
        if (strcmp(self->scenario->demand[name.index].option_name[i], word) == 0) {
            return ent_arena_printf(self->arena, "that is its name for people: write '%s'", known[i]);
        }
    }
    if (near != NULL) {
        return ent_arena_printf(self->arena, "did you mean '%s'?", near);
    }
    for (size_t i = 0; i < count && help != NULL; i++) {
        help = ent_arena_printf(self->arena, "%s%s '%s'", help, i > 0 ? "," : "", known[i]);
    }
    return count > 0 && count <= LISTED_WORDS ? help : NULL;
}

static ent_value error_of_unknown_word(
    ent_compiler *self, const ent_ast *text, const ent_ast *side, ent_name name, const char *const *known, size_t count)
{
    bool deal = name.kind == ENT_NAME_DEAL;
    bool wrong = deal && self->scenario->demand[name.index].label.setting != NULL &&
                 self->scenario->demand[name.index].options == 0; /* an error of the reader: it has no options */

    if (!wrong) {
        ent_compile_error(self, self->setting.quantity, text, words_help(self, text->text, name, known, count),
            "'%s' is no %s of `%s`", text->text, deal ? "option" : "cause", side->text);
    }
    return ent_compile_unknown(self);
}

/* The operand in quotes; NULL if neither is. */
static const ent_ast *word_of(const ent_ast *ast)
{
    return ast->argument[0]->kind == ENT_AST_STRING   ? ast->argument[0]
           : ast->argument[1]->kind == ENT_AST_STRING ? ast->argument[1]
                                                      : NULL;
}

static bool is_option_name(const ent_compiler *self, const ent_ast *ast)
{
    ent_name name = {ENT_NAME_UNKNOWN, 0};

    if (ast->kind == ENT_AST_NAME) {
        name = ent_name_find(self->scenario, ast->text);
    }
    return name.kind == ENT_NAME_DEAL || name.kind == ENT_NAME_CAUSE;
}

bool ent_compile_is_option_comparison(const ent_compiler *self, const ent_ast *ast)
{
    return (ast->kind == ENT_AST_EQ || ast->kind == ENT_AST_NE) &&
           (word_of(ast) != NULL || is_option_name(self, ast->argument[0]) || is_option_name(self, ast->argument[1]));
}

const char *ent_compile_comparison_example(ent_compiler *self, const char *text, ent_name name)
{
    size_t count = 0;
    const char *const *known = words_of(self, name, &count);

    return ent_arena_printf(self->arena, "compare it with a word in single quotes: %s == '%s'", text,
        known != NULL && count > 0   ? known[0]
        : name.kind == ENT_NAME_DEAL ? "option"
                                     : "cause");
}

/* Error of deal.d == met and deal.d == 2, whose other operand is not in quotes. */
static ent_value error_of_unquoted(ent_compiler *self, const ent_ast *ast)
{
    bool first = is_option_name(self, ast->argument[0]);
    const ent_ast *side = ast->argument[first ? 0 : 1];
    const ent_ast *other = ast->argument[first ? 1 : 0];
    ent_name name = ent_name_find(self->scenario, side->text);

    if (other->kind == ENT_AST_NAME && !is_option_name(self, other)) {
        ent_compile_error(self, self->setting.quantity, other,
            ent_arena_printf(self->arena, "put it in single quotes: '%s'", other->text),
            "`%s` stands for a value here, but `%s` can be compared only with a word", other->text, side->text);
    } else {
        ent_compile_error(self, self->setting.quantity, other, ent_compile_comparison_example(self, side->text, name),
            "`%s` can be compared only with a word in single quotes", side->text);
    }
    return ent_compile_unknown(self);
}

/* Error of a word compared with a name that is a number or a truth value. */
static ent_value error_of_number(ent_compiler *self, const ent_ast *text, const ent_ast *side, ent_name name)
{
    bool truth = name.kind == ENT_NAME_EVENT || name.kind == ENT_NAME_JOINS || name.kind == ENT_NAME_AGREED ||
                 name.kind == ENT_NAME_SIGNED || name.kind == ENT_NAME_HELD || name.kind == ENT_NAME_AT_PEACE ||
                 (name.kind == ENT_NAME_VALUE && ent_compile_is_condition(self, side));

    if (name.kind == ENT_NAME_CALENDAR) {
        ent_compile_error(self, self->setting.quantity, text, "write a month, such as calendar >= '2026-12'",
            "'%s' is not a calendar month in the form of '2026-12'", text->text);
        return ent_compile_unknown(self);
    }
    ent_compile_error(self, self->setting.quantity, text,
        truth ? ent_arena_printf(self->arena, "write `%s` or `not %s`", side->text, side->text)
              : "only deal.DEMAND and truce.cause are compared with words",
        "`%s` is %s, which cannot be compared with a word in quotes", side->text, truth ? "true or false" : "a number");
    return ent_compile_unknown(self);
}

/* The number of the option agreed, or of the cause, as the current setting sees it. */
static ent_value number_of(const ent_compiler *self, ent_name name)
{
    const ent_deal_values *deal = self->setting.deal;

    if (name.kind == ENT_NAME_CAUSE) {
        return self->name.cause;
    }
    if (self->setting.time == ENT_TIME_RATIFICATION) {
        return self->signature.deal[name.index];
    }
    return deal != NULL && deal->deal[name.index] != ENT_NO_VALUE ? deal->deal[name.index]
                                                                  : self->name.deal[name.index];
}

ent_value ent_compile_option_comparison(ent_compiler *self, const ent_ast *ast)
{
    const ent_ast *text = word_of(ast);
    const ent_ast *side = ast->argument[text == ast->argument[0] ? 1 : 0];
    ent_name name = {ENT_NAME_UNKNOWN, 0};
    const char *const *known;
    size_t count = 0;
    size_t found = 0;

    if (text == NULL) {
        return error_of_unquoted(self, ast);
    }
    name = ent_name_find(self->scenario, side->text);
    if (name.kind == ENT_NAME_UNKNOWN) {
        ent_compile_unknown_name(self, side);
        return ent_compile_unknown(self);
    }
    if (name.kind != ENT_NAME_DEAL && name.kind != ENT_NAME_CAUSE) {
        return error_of_number(self, text, side, name);
    }
    known = words_of(self, name, &count);
    if (known == NULL || !ent_compile_may_read(self, side, name)) {
        return ent_compile_unknown(self);
    }
    while (found < count && strcmp(known[found], text->text) != 0) {
        found++;
    }
    if (found == count) {
        return error_of_unknown_word(self, text, side, name, known, count);
    }
    return ent_compile_binary(self, ast->kind == ENT_AST_EQ ? ENT_OP_EQ : ENT_OP_NE, number_of(self, name),
        ent_compile_constant(self, (double) found));
}
