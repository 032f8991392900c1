#include "scenario/quantity.h"

#include "base/status.h"
#include "distribution/kinds.h"
#include "formula/calendar.h"
#include "formula/corrections/phrases.h"
#include "formula/number.h"
#include "formula/parse.h"
#include "scenario/meaning.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static ent_ast *number_ast(ent_reader *self, double number)
{
    ent_ast *ast = ent_reader_array(self, 1, sizeof(*ast));

    if (ast != NULL) {
        ast->kind = ENT_AST_NUMBER;
        ast->number = number;
        ast->height = 1;
    }
    return ast;
}

/* Returns the substitute for a wrong formula: a random number, so that no check of constants adds a false error. */
static const ent_ast *unknown_ast(ent_reader *self)
{
    ent_ast *ast = ent_reader_array(self, 1, sizeof(*ast));
    ent_ast **argument = ent_reader_array(self, 2, sizeof(*argument));

    if (ast == NULL || argument == NULL) {
        return NULL;
    }
    ast->kind = ENT_AST_DISTRIBUTION;
    ast->distribution = &ent_kind_normal;
    ast->argument = argument;
    ast->arguments = 2;
    ast->height = 2;
    argument[0] = number_ast(self, 0.0);
    argument[1] = number_ast(self, 1.0);
    return argument[0] != NULL && argument[1] != NULL ? ast : NULL;
}

static void stand_in(ent_reader *self, ent_quantity *quantity)
{
    quantity->formula = unknown_ast(self);
    quantity->meaning = ENT_MEANING_NUMBER;
    quantity->wrong = true;
}

bool ent_reader_dates(ent_reader *self, const ent_setting *setting, const char *path, ent_ast *ast)
{
    const ent_ast *date = ast != NULL ? ent_ast_set_start(ast, self->scenario->run.start) : NULL;

    if (date != NULL && !self->scenario->run.dated) {
        ent_setting at = *setting;
        if (setting->type == ENT_SETTING_STRING && date->length > 0) {
            at.at = ent_setting_text_position(setting, date->offset, date->length);
        }
        ent_reader_error(self, &at, path,
            "write in which month the talks begin, as in run: { start = \"2025-09\"; }, or count months from the deal",
            "`%s` is a calendar month, and the file has no `run.start`", date->text);
        return false;
    }
    return true;
}

static const ent_ast *parse_text(ent_reader *self, const ent_setting *setting, const char *text, const char *path)
{
    ent_ast *ast = NULL;
    ent_formula_error error = {0};
    int status = ent_formula_parse(text, &self->scenario->arena, &ast, &error);

    if (status == ENT_ERR_NO_MEMORY) {
        self->status = status;
    } else if (status != ENT_OK) {
        ent_setting at = *setting;
        if (setting->type == ENT_SETTING_STRING) {
            at.at = ent_setting_text_position(setting, error.offset, error.length);
        }
        ent_reader_error(self, &at, path, error.help, "%s", error.message);
        ast = NULL;
    }
    return ent_reader_dates(self, setting, path, ast) ? ast : NULL;
}

/* Returns the suffix of the high end that the low end lacks, as in 8-15k; "" where both are written alike. */
static const char *suffix_of_both(const ent_ast *ast, double low, double high)
{
    static const struct {
        char suffix;
        const char *text;
    } known[] = {{'%', "%"}, {'k', "k"}, {'M', "M"}, {'B', "B"}};
    const ent_ast *first = ast->argument[0], *last = ast->argument[1];

    for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++) {
        if (first->suffix == '\0' && last->suffix == known[i].suffix &&
            (last->suffix == '%' || (low != 0.0 && high >= 100.0 * low))) {
            return known[i].text;
        }
    }
    return "";
}

/* Returns a help for a difference such as "1k-4k" that was probably meant as an interval; NULL for any other
 * formula. */
static const char *dash_help(ent_reader *self, const ent_quantity *quantity)
{
    const ent_ast *ast = quantity->formula;
    const char *text = quantity->written;
    double low, high;

    if (ast->kind != ENT_AST_SUB || ast->argument[0]->kind != ENT_AST_NUMBER ||
        ast->argument[1]->kind != ENT_AST_NUMBER || !ent_ast_constant(ast->argument[0], &low) ||
        !ent_ast_constant(ast->argument[1], &high) ||
        (low >= high && !(ast->argument[0]->suffix == '\0' && ast->argument[1]->percent && low < 100.0 * high))) {
        return NULL;
    }
    return ent_arena_printf(&self->scenario->arena, "`-` subtracts; for an interval write \"%.*s%s to %.*s\"",
        (int) ast->argument[0]->length, text + ast->argument[0]->offset, suffix_of_both(ast, low, high),
        (int) ast->argument[1]->length, text + ast->argument[1]->offset);
}

static const char *range_help(ent_reader *self, const ent_quantity *quantity, double value)
{
    bool number = quantity->formula->kind == ENT_AST_NUMBER;
    bool in_per_cent = quantity->meaning == ENT_MEANING_PROBABILITY || quantity->meaning == ENT_MEANING_SHARE ||
                       quantity->meaning == ENT_MEANING_PART;

    if (number && in_per_cent && value > 1.0 && value <= 100.0 && strchr(quantity->written, '%') == NULL) {
        return ent_arena_printf(&self->scenario->arena, "if you mean per cent, write \"%.15g%%\"", value);
    }
    if (quantity->meaning == ENT_MEANING_ADDITION && fabs(value) <= 100.0 && strchr(quantity->written, '%') == NULL) {
        return ent_arena_printf(
            &self->scenario->arena, "a utility runs from 0 to 1: for so many hundredths write %.15g", value / 100.0);
    }
    if (quantity->meaning == ENT_MEANING_SCORE && value > 1.0 && value <= 100.0) {
        return ent_arena_printf(&self->scenario->arena, "if 100 is the best, write %.15g", value / 100.0);
    }
    return dash_help(self, quantity);
}

static void check_constant(ent_reader *self, const ent_setting *setting, ent_quantity *quantity)
{
    double value;

    if (!ent_ast_constant(quantity->formula, &value)) {
        return;
    }
    if (isnan(value)) {
        ent_reader_error(self, setting, quantity->path, NULL, "`%s` is not a number", quantity->written);
        stand_in(self, quantity);
    } else if (ent_meaning_excludes(quantity->meaning, value)) {
        ent_reader_error(self, setting, quantity->path, range_help(self, quantity, value), "found %s, expected %s",
            quantity->written, ent_meaning_range_of(quantity->meaning).what);
        stand_in(self, quantity);
    }
}

/* Warns of a difference of two numbers that is negative, as in "8k-15k", where a negative value is allowed. */
static void warn_of_difference(ent_reader *self, const ent_setting *setting, const ent_quantity *quantity)
{
    const char *help = quantity->wrong ? NULL : dash_help(self, quantity);
    char number[ENT_NUMBER_TEXT];
    double value;

    if (help != NULL && ent_ast_constant(quantity->formula, &value) && value < 0.0) {
        ent_reader_warn(
            self, setting, quantity->path, help, "`%s` is %s", quantity->written, ent_number_shortest(value, number));
    }
}

/* Rejects a number of troops or months in per cent, as in after = "60%", which is 0.6 of a person. */
static void check_per_cent(ent_reader *self, const ent_setting *setting, ent_quantity *quantity)
{
    const ent_ast *ast = quantity->formula;
    bool troops = quantity->meaning == ENT_MEANING_TROOPS;
    bool counts, found;

    if (quantity->wrong || (!troops && quantity->meaning != ENT_MEANING_MONTH &&
                               quantity->meaning != ENT_MEANING_DURATION && quantity->meaning != ENT_MEANING_PERIOD)) {
        return;
    }
    counts = ast->kind == ENT_AST_DISTRIBUTION;
    found = ast->kind == ENT_AST_NUMBER && ast->percent && ast->number != 0.0;
    for (size_t i = 0; counts && i < ast->arguments && ent_kind_is_value(ast->distribution, i); i++) {
        found = found || (ast->argument[i]->percent && ast->argument[i]->number != 0.0);
    }
    if (found) {
        ent_reader_error(self, setting, quantity->path,
            troops ? "for a share of a number write it as a product, such as \"0.6 * 30k\"" : NULL,
            "`%s` is a share, expected %s", quantity->written,
            troops ? ent_meaning_range_of(quantity->meaning).what : "a number of months");
        stand_in(self, quantity);
    }
}

/* Rejects an interval of troops that reaches below 0, as "-2k to 5k": it would be a normal distribution with
 * impossible values. */
static void check_troop_interval(ent_reader *self, const ent_setting *setting, ent_quantity *quantity)
{
    const ent_ast *ast = quantity->formula;
    double low, high;

    if (quantity->wrong || quantity->meaning != ENT_MEANING_TROOPS || ast->kind != ENT_AST_DISTRIBUTION ||
        !ast->distribution->infix || ast->arguments < 2 || !ent_ast_constant(ast->argument[0], &low) ||
        !ent_ast_constant(ast->argument[1], &high) || low >= 0.0) {
        return;
    }
    ent_reader_error(self, setting, quantity->path,
        high > 0.0
            ? ent_arena_printf(&self->scenario->arena,
                  "write a low end above 0, or \"triangular(0, %.15g, %.15g)\" where none may come", 0.5 * high, high)
            : ent_arena_printf(&self->scenario->arena, "write \"%.15g to %.15g\"", 0.0 - high, -low),
        "the low end of a number of troops is negative (%.15g)", low);
    stand_in(self, quantity);
}

/* True for a number such as 20.000, which is 20 but was probably meant as twenty thousand. */
static bool is_grouped(const char *text, size_t length)
{
    size_t whole = strspn(text, "0123456789");

    return whole > 0 && whole <= 3 && *text != '0' && length == whole + 4 && text[whole] == '.' &&
           strspn(text + whole + 1, "0123456789") >= 3;
}

static void check_grouped(
    ent_reader *self, const ent_setting *setting, ent_quantity *quantity, size_t at, size_t length)
{
    const char *text = quantity->written + at;
    int whole = (int) length - 4;
    ent_setting at_number = *setting;

    if (quantity->wrong || !is_grouped(text, length)) {
        return;
    }
    if (setting->type == ENT_SETTING_STRING) {
        at_number.at = ent_setting_text_position(setting, at, length);
    }
    ent_reader_error(self, &at_number, quantity->path,
        ent_arena_printf(&self->scenario->arena, "for thousands write %.*s%.3s, otherwise %.*s", whole, text,
            text + length - 3, whole, text),
        "`%.*s` troops are %.*s: the point is the decimal sign", (int) length, text, whole, text);
    stand_in(self, quantity);
}

/* Checks a number of troops, the ends of an interval, and the arguments of a distribution of troops; not
 * coefficients in a formula. */
static void check_grouped_troops(ent_reader *self, const ent_setting *setting, ent_quantity *quantity)
{
    const ent_ast *ast = quantity->formula;
    bool counts = ast->kind == ENT_AST_DISTRIBUTION;

    if (quantity->meaning != ENT_MEANING_TROOPS) {
        return;
    }
    if (ast->kind == ENT_AST_NUMBER) {
        check_grouped(self, setting, quantity, 0, strlen(quantity->written));
    }
    for (size_t i = 0; counts && i < ast->arguments && ent_kind_is_value(ast->distribution, i); i++) {
        if (ast->argument[i]->kind == ENT_AST_NUMBER) {
            check_grouped(self, setting, quantity, ast->argument[i]->offset, ast->argument[i]->length);
        }
    }
}

/* Rejects true and false as an amount. As a chance, a condition or a switch they are 1 and 0. */
static bool refuses_truth(ent_reader *self, const ent_setting *setting, ent_quantity *quantity)
{
    bool amount = ent_meaning_is_amount(quantity->meaning);

    if (setting->type != ENT_SETTING_BOOLEAN || !amount) {
        return false;
    }
    ent_reader_error(self, setting, quantity->path, NULL, "found %s, expected %s", setting->text,
        ent_meaning_range_of(quantity->meaning).what);
    return true;
}

/* The date of an onset, such as at = "2026-12". */
static const ent_ast *date_ast(ent_reader *self, const ent_setting *setting, const char *path)
{
    ent_ast *ast = ent_reader_array(self, 1, sizeof(*ast));

    if (ast != NULL) {
        *ast = (ent_ast){.kind = ENT_AST_DATE, .text = setting->text, .length = strlen(setting->text), .height = 1};
        (void) ent_calendar_read(setting->text, &ast->number);
    }
    return ent_reader_dates(self, setting, path, ast) ? ast : NULL;
}

/* Rejects a date of an onset in another form than "2026-12". Returns whether it is one. */
static bool refuses_date(ent_reader *self, const ent_setting *setting, const char *path)
{
    char date[ENT_CALENDAR_TEXT];
    bool known = ent_calendar_correct(setting->text, date);

    if (!known && !ent_phrase_is_date(setting->text)) {
        return false;
    }
    ent_reader_error(self, setting, path,
        known ? ent_reader_print(self, "write \"%s\"", date)
              : "write the year and the number of the month, such as \"2026-12\"",
        "`%s` is not a calendar month in the form of \"2026-12\"", setting->text);
    return true;
}

static void take_scalar(ent_reader *self, const ent_setting *setting, ent_quantity *quantity)
{
    quantity->written = setting->text;
    if (refuses_truth(self, setting, quantity)) {
        stand_in(self, quantity);
        return;
    }
    if (quantity->meaning == ENT_MEANING_MONTH && setting->type == ENT_SETTING_STRING &&
        ent_calendar_read(setting->text, NULL)) {
        quantity->formula = date_ast(self, setting, quantity->path);
        if (quantity->formula == NULL) {
            stand_in(self, quantity);
        }
        return;
    }
    if (quantity->meaning == ENT_MEANING_MONTH && setting->type == ENT_SETTING_STRING &&
        refuses_date(self, setting, quantity->path)) {
        stand_in(self, quantity);
        return;
    }
    if (setting->type == ENT_SETTING_STRING) {
        quantity->formula = parse_text(self, setting, setting->text, quantity->path);
    } else {
        quantity->formula = number_ast(self, setting->number);
    }
    if (quantity->formula == NULL) {
        stand_in(self, quantity);
        return;
    }
    check_grouped_troops(self, setting, quantity);
    if (quantity->wrong) {
        return;
    }
    check_constant(self, setting, quantity);
    check_per_cent(self, setting, quantity);
    check_troop_interval(self, setting, quantity);
    warn_of_difference(self, setting, quantity);
}

ent_quantity ent_reader_unknown(ent_reader *self, const ent_setting *setting, const char *path)
{
    ent_quantity quantity = {.path = path, .written = "", .setting = setting, .given = true};

    stand_in(self, &quantity);
    return quantity;
}

/* Proposes a range for a list of two numbers, as in [8000, 15000]. */
static const char *list_help(ent_reader *self, const ent_setting *list)
{
    double low, high;

    if (list->type != ENT_SETTING_LIST || list->count != 2 ||
        ent_formula_number(list->child[0]->text, &low) != ENT_OK ||
        ent_formula_number(list->child[1]->text, &high) != ENT_OK || low >= high) {
        return NULL;
    }
    return ent_reader_print(self, "for a range write \"%s to %s\"", list->child[0]->text, list->child[1]->text);
}

ent_quantity ent_reader_value(ent_reader *self, const ent_setting *setting, const char *path, ent_meaning meaning)
{
    ent_quantity quantity = {.path = path, .written = "", .setting = setting, .meaning = meaning, .given = true};
    const ent_setting *value = setting;

    if (ent_reader_is_wrong(setting)) {
        return ent_reader_unknown(self, setting, path);
    }
    if (setting->type == ENT_SETTING_GROUP) {
        value = ent_setting_get(setting, "value");
        if (value == NULL) {
            ent_reader_missing(self, setting, path, "value", "write { value = …; note = \"…\"; source = \"…\"; }",
                "the group has no `value`");
        }
    }
    if (value != NULL && !ent_reader_is_wrong(value) &&
        (value->type == ENT_SETTING_LIST || value->type == ENT_SETTING_GROUP)) {
        ent_reader_error(self, value, path, list_help(self, value),
            "found a %s, expected a number or a formula in quotes", value->type == ENT_SETTING_LIST ? "list" : "group");
        value = NULL;
    }
    if (value == NULL || ent_reader_is_wrong(value)) {
        return ent_reader_unknown(self, setting, path);
    }
    quantity.setting = value;
    take_scalar(self, value, &quantity);
    return quantity;
}

ent_quantity ent_reader_quantity(ent_reader *self, const ent_setting *setting, const char *path, ent_meaning meaning)
{
    if (setting->type == ENT_SETTING_GROUP) {
        ent_reader_group(self, setting, path, ENT_GROUP_QUANTITY);
    }
    return ent_reader_value(self, setting, path, meaning);
}

ent_quantity ent_reader_default(ent_reader *self, const char *text, const char *path, ent_meaning meaning)
{
    ent_quantity quantity = {.path = path, .written = text != NULL ? text : "", .meaning = meaning};
    ent_setting nowhere = {0};

    if (text != NULL) {
        quantity.formula = parse_text(self, &nowhere, text, path);
    }
    return quantity;
}

ent_quantity ent_reader_child(ent_reader *self, const ent_setting *group, const char *key, const char *path,
    ent_meaning meaning, const char *otherwise)
{
    const ent_setting *child = group != NULL && group->type == ENT_SETTING_GROUP ? ent_setting_get(group, key) : NULL;
    const char *whole = ent_reader_join(self, path, key);

    if (child == NULL && group != NULL && ent_reader_misspelt(group, key)) {
        return ent_reader_unknown(self, group, whole);
    }
    if (child == NULL) {
        return ent_reader_default(self, otherwise, whole, meaning);
    }
    return ent_reader_quantity(self, child, whole, meaning);
}

/* The largest whole number whose neighbours are whole numbers too: 2^53 - 1. */
static const double largest_exact = 9007199254740991;

/* Whether a whole number written with digits alone may have been rounded to the nearest double. */
static bool is_inexact(const char *text, double value)
{
    return text[strspn(text, "0123456789")] == '\0' && value > largest_exact;
}

bool ent_reader_refuses_truth(ent_reader *self, const ent_quantity *quantity)
{
    if (quantity->setting->type == ENT_SETTING_BOOLEAN || !ent_ast_is_truth(quantity->formula)) {
        return false;
    }
    ent_reader_error(self, quantity->setting, quantity->path, NULL, "`%s` is true or false, and a number belongs here",
        quantity->written);
    return true;
}

double ent_reader_constant(ent_reader *self, const ent_setting *setting, const char *path, double low, double high,
    bool whole, double otherwise)
{
    ent_quantity quantity = ent_reader_quantity(self, setting, path, ENT_MEANING_NUMBER);
    double value;

    if (quantity.wrong || quantity.formula == NULL) {
        return otherwise;
    }
    if (ent_reader_refuses_truth(self, &quantity)) {
        return otherwise;
    }
    if (!ent_ast_constant(quantity.formula, &value)) {
        ent_reader_error(self, quantity.setting, path, NULL,
            "found `%s`, expected a constant number: it is the same in every draw", quantity.written);
        return otherwise;
    }
    if (quantity.formula->kind == ENT_AST_NUMBER && quantity.formula->percent && low >= 0.0 && high > 1.0) {
        ent_reader_error(self, quantity.setting, path, "write the number itself, without %",
            "`%s` is a share, expected a %snumber from %.16g to %.16g", quantity.written, whole ? "whole " : "", low,
            high);
        return otherwise;
    }
    if (whole && is_inexact(quantity.written, value)) {
        ent_reader_error(self, quantity.setting, path, "the largest whole number is 9007199254740991",
            "%s is too large to be kept exactly", quantity.written);
        return otherwise;
    }
    if (!(value >= low && value <= high) || (whole && value != floor(value)) ||
        quantity.setting->type == ENT_SETTING_BOOLEAN) {
        ent_reader_error(self, quantity.setting, path, NULL, "found %s, expected a %snumber from %.16g to %.16g",
            quantity.written, whole ? "whole " : "", low, high);
        return otherwise;
    }
    return value;
}
