/* Readers of headline, checks and sweeps: the questions to a scenario. */
#include "scenario/quantity.h"
#include "scenario/sections.h"

#include "base/status.h"
#include "formula/parse.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static void formula_error(
    ent_reader *self, const ent_setting *setting, const char *path, int status, const ent_formula_error *error)
{
    ent_setting at = *setting;

    if (status == ENT_ERR_NO_MEMORY) {
        self->status = status;
    } else if (status != ENT_OK) {
        at.at = ent_setting_text_position(setting, error->offset, error->length);
        ent_reader_error(self, &at, path, error->help, "%s", error->message);
    }
}

/* setting: NULL for a default, which has no dates. */
static void query_dates(ent_reader *self, const ent_setting *setting, const char *path, const ent_query *query)
{
    if (ent_reader_dates(self, setting, path, query->event)) {
        (void) ent_reader_dates(self, setting, path, query->given);
    }
}

/* Reads headline = { value; name; note; source }. Returns the setting of the formula; NULL after an error. */
static const ent_setting *read_named_headline(ent_reader *self, const ent_setting *group)
{
    const ent_setting *value = ent_setting_get(group, "value");
    const char *name;

    if (!ent_reader_group(self, group, "headline", ENT_GROUP_QUANTITY)) {
        return NULL;
    }
    name = ent_reader_line(self, group, "name", "");
    if (*name != '\0') {
        self->scenario->headline_name = name;
    }
    if (value == NULL) {
        ent_reader_missing(self, group, "headline", "value", "headline = { value = \"truce.held\"; name = \"…\"; };",
            "the group has no `value`");
    }
    return value != NULL && !ent_reader_is_wrong(value) ? value : NULL;
}

static void read_headline(ent_reader *self)
{
    ent_scenario *scenario = self->scenario;
    const ent_setting *setting = ent_setting_get(self->root, "headline");
    ent_formula_error error = {0};
    int status;

    scenario->headline = "truce.held";
    if (setting != NULL && ent_reader_is_wrong(setting)) {
        setting = NULL;
    }
    if (setting != NULL && setting->type == ENT_SETTING_GROUP) {
        setting = read_named_headline(self, setting);
    }
    if (setting != NULL && setting->type != ENT_SETTING_STRING) {
        ent_reader_error(self, setting, "headline", "headline = \"truce.held\";", "expected a formula in quotes");
        setting = NULL;
    }
    scenario->headline_setting = setting;
    if (setting != NULL) {
        scenario->headline = setting->text;
    }
    status = ent_query_parse(scenario->headline, &scenario->arena, &scenario->headline_query, &error);
    if (status != ENT_OK && setting != NULL) {
        formula_error(self, setting, "headline", status, &error);
        status = ent_query_parse("truce.held", &scenario->arena, &scenario->headline_query, &error);
    }
    if (status == ENT_ERR_NO_MEMORY) {
        self->status = status;
    }
    if (scenario->headline_query.measure != NULL && setting != NULL) {
        scenario->headline_measure = ent_read_measure_of(self, setting, "headline", &scenario->headline_query);
        return;
    }
    query_dates(self, setting, "headline", &scenario->headline_query);
}

static bool is_variant(const ent_reader *self, const char *name)
{
    const ent_setting *variants = ent_setting_get(self->root, "variants");

    return strcmp(name, "base") == 0 ||
           (variants != NULL && variants->type == ENT_SETTING_GROUP && ent_setting_get(variants, name) != NULL);
}

static const char *variant_help(ent_reader *self, const char *name)
{
    const ent_setting *variants = ent_setting_get(self->root, "variants");
    size_t count = variants != NULL && variants->type == ENT_SETTING_GROUP ? variants->count : 0;
    const char **known = ent_reader_array(self, count + 1, sizeof(*known));
    const char *near = NULL;

    if (known != NULL) {
        known[count] = "base";
        for (size_t i = 0; i < count; i++) {
            known[i] = variants->child[i]->name;
        }
        near = ent_nearest_name(name, known, count + 1);
    }
    return near != NULL ? ent_arena_printf(&self->scenario->arena, "did you mean `%s`?", near)
                        : "`in` names one of the `variants`, or base";
}

/* Numbers the probabilities of the checks, and their means, in file order. */
static void number_queries(ent_scenario *scenario, ent_check_line *line)
{
    size_t *next = line->check.is_mean ? &scenario->means : &scenario->check_queries;

    if (line->check.of_measures) {
        return;
    }
    line->first = *next;
    *next += ent_check_queries(&line->check);
}

/* Finds the measures of a check, and makes its dates count. */
static void read_query(ent_reader *self, const ent_setting *item, ent_check_line *line)
{
    if (line->check.of_measures) {
        line->first = ent_read_measure_of(self, item, "checks", &line->check.query);
        line->second =
            line->check.other.measure != NULL ? ent_read_measure_of(self, item, "checks", &line->check.other) : 0;
        return;
    }
    query_dates(self, item, "checks", &line->check.query);
    query_dates(self, item, "checks", &line->check.other);
}

static void read_checks(ent_reader *self)
{
    ent_scenario *scenario = self->scenario;
    const ent_setting *list = ent_reader_list(self, self->root, "checks", "");

    scenario->check = ent_reader_array(self, list != NULL ? list->count : 0, sizeof(*scenario->check));
    for (size_t i = 0; list != NULL && scenario->check != NULL && i < list->count; i++) {
        const ent_setting *item = list->child[i];
        ent_check_line *line = &scenario->check[scenario->checks];
        ent_formula_error error = {0};
        int status;
        if (item->type != ENT_SETTING_STRING) {
            ent_reader_error(self, item, "checks", "\"P(truce.held) > 0.1\"", "expected a check in quotes");
            continue;
        }
        status = ent_check_parse(item->text, &scenario->arena, &line->check, &error);
        if (status != ENT_OK) {
            formula_error(self, item, "checks", status, &error);
            continue;
        }
        if (line->check.variant != NULL && !is_variant(self, line->check.variant)) {
            ent_reader_error(self, item, "checks", variant_help(self, line->check.variant),
                "there is no variant called `%s`", line->check.variant);
            continue;
        }
        read_query(self, item, line);
        line->text = item->text;
        line->setting = item;
        scenario->checks++;
        number_queries(scenario, line);
    }
}

void ent_read_queries(ent_reader *self)
{
    read_headline(self);
    read_checks(self);
}

/* Returns the i-th member of a list (NULL beyond its end), or the setting itself when it is not a list. */
static const ent_setting *member(const ent_setting *setting, size_t i)
{
    return setting->type == ENT_SETTING_LIST ? (i < setting->count ? setting->child[i] : NULL) : setting;
}

static bool make_room(ent_reader *self, ent_sweep_axis *axis, size_t count)
{
    axis->value = ent_reader_array(self, count, sizeof(*axis->value));
    axis->number = ent_reader_array(self, count, sizeof(*axis->number));
    axis->at = ent_reader_array(self, count, sizeof(*axis->at));
    return axis->value != NULL && axis->number != NULL && axis->at != NULL;
}

static void add_value(ent_reader *self, ent_sweep_axis *axis, const char *text, double number, const ent_setting *from)
{
    axis->value[axis->values] = text;
    axis->at[axis->values] = from->at;
    axis->number[axis->values] = number;
    axis->values++;
    if (text == NULL) {
        self->status = ENT_ERR_NO_MEMORY;
    }
}

/* A list as an assignment takes it: "(0, 0.5, 1)", texts in quotes. NULL when memory is out. */
static const char *list_text(const ent_setting *list, ent_arena *arena)
{
    const char *text = "(";

    for (size_t i = 0; i < list->count && text != NULL; i++) {
        const ent_setting *item = list->child[i];
        const char *quote = item->type == ENT_SETTING_STRING ? "\"" : "";
        const char *one = item->type == ENT_SETTING_LIST ? list_text(item, arena) : item->text;
        text = one != NULL ? ent_arena_printf(arena, "%s%s%s%s%s", text, i > 0 ? ", " : "", quote, one, quote) : NULL;
    }
    return text != NULL ? ent_arena_printf(arena, "%s)", text) : NULL;
}

/* Whether a value is a number or a formula of constants; a word, a truth value, a list or a distribution is not. */
static bool is_number(const ent_setting *item)
{
    ent_arena arena = {0};
    ent_formula_error error = {0};
    ent_ast *ast = NULL;
    double value;
    bool is = item->type == ENT_SETTING_INTEGER || item->type == ENT_SETTING_FLOAT;

    if (item->type == ENT_SETTING_STRING) {
        is = ent_formula_parse(item->text, &arena, &ast, &error) == ENT_OK && !ent_ast_is_truth(ast) &&
             ent_ast_constant(ast, &value);
    }
    ent_arena_free(&arena);
    return is;
}

/* Values that are no numbers are assigned as they are written; errors in them are found where the points of the sweep
 * are read. */
static void listed_values(ent_reader *self, const ent_setting *list, const char *path, ent_sweep_axis *axis)
{
    if (!make_room(self, axis, list->count)) {
        return;
    }
    for (size_t i = 0; i < list->count; i++) {
        const ent_setting *item = list->child[i];
        double number = (double) NAN;
        if (item->type == ENT_SETTING_GROUP) {
            ent_reader_error(self, item, path, NULL, "expected a value, found a group");
            continue;
        }
        if (is_number(item)) {
            number = ent_reader_constant(self, item, path, -INFINITY, INFINITY, false, 0.0);
        }
        add_value(self, axis, item->type == ENT_SETTING_LIST ? list_text(item, &self->scenario->arena) : item->text,
            number, item);
    }
}

static void stepped_values(ent_reader *self, const ent_setting *const part[3], const char *path, ent_sweep_axis *axis)
{
    double from = ent_reader_constant(self, part[0], ent_reader_join(self, path, "from"), -1e300, 1e300, false, 0.0);
    double to = ent_reader_constant(self, part[1], ent_reader_join(self, path, "to"), -1e300, 1e300, false, 1.0);
    size_t steps =
        (size_t) ent_reader_constant(self, part[2], ent_reader_join(self, path, "steps"), 1.0, 100000.0, true, 2.0);

    if (!make_room(self, axis, steps)) {
        return;
    }
    for (size_t i = 0; i < steps; i++) {
        double x = steps == 1 ? from : from + (to - from) * (double) i / (double) (steps - 1);
        char text[40];
        double rounded = x;
        snprintf(text, sizeof(text), "%.12g", x); /* 0.3 and not 0.30000000000000004 */
        if (ent_formula_number(text, &rounded) != ENT_OK) {
            rounded = x;
        }
        add_value(self, axis, ent_arena_strdup(&self->scenario->arena, text), rounded, part[i == 0 ? 0 : 1]);
    }
}

/* Reads the list of values for path i of `vary`: `values` itself for a single path, its i-th member for several. */
static void read_listed(
    ent_reader *self, const ent_setting *group, const char *path, size_t i, bool grid, ent_sweep_axis *axis)
{
    const char *where = ent_reader_join(self, path, "values");
    const ent_setting *values = ent_reader_list(self, group, "values", path);
    bool nested = values != NULL && values->count > 0 && values->child[0]->type == ENT_SETTING_LIST;
    const ent_setting *own = values;

    if (values == NULL) {
        return;
    }
    if (grid && (nested || i > 0)) {
        own = nested && i < values->count ? values->child[i] : NULL;
    }
    if (own == NULL || own->type != ENT_SETTING_LIST) {
        ent_reader_error(self, values, where, "values = ( ( 1, 2 ), ( 3, 4 ) );",
            "expected one list of values for each path of `vary`");
    } else if (own->count == 0) {
        ent_reader_error(self, own, where, "values = ( 1, 2, 3 );", "the list of values is empty");
    } else {
        listed_values(self, own, where, axis);
    }
}

static void read_stepped(ent_reader *self, const ent_setting *group, const char *path, size_t i, ent_sweep_axis *axis)
{
    static const char *const keys[] = {"from", "to", "steps"};
    static const char help[] = "give `values`, or `from`, `to` and `steps`";
    const ent_setting *part[3] = {0};
    bool whole = true;

    for (size_t k = 0; k < 3; k++) {
        const ent_setting *setting = ent_setting_get(group, keys[k]);
        part[k] = setting != NULL ? member(setting, i) : NULL;
        if (setting == NULL) {
            ent_reader_missing(self, group, path, keys[k], help, ent_reader_print(self, "`%s` is missing", keys[k]));
        } else if (part[k] == NULL) {
            ent_reader_error(self, setting, ent_reader_join(self, path, keys[k]), "one value for each path of `vary`",
                "`%s` is missing for `%s`", keys[k], axis->path);
        }
        whole = whole && part[k] != NULL && !ent_reader_is_wrong(setting);
    }
    if (whole) {
        stepped_values(self, part, path, axis);
    }
}

static void read_axis(ent_reader *self, const ent_setting *group, const char *path, size_t i, ent_sweep_axis *axis)
{
    const ent_setting *list = ent_setting_get(group, "vary");
    const ent_setting *vary = member(list, i);

    if (vary->type != ENT_SETTING_STRING) {
        ent_reader_error(
            self, vary, ent_reader_join(self, path, "vary"), NULL, "expected the path of a setting in quotes");
        return;
    }
    if (ent_schema_is_record(vary->text)) {
        ent_reader_error(self, vary, ent_reader_join(self, path, "vary"), "vary a number, such as force.required",
            "found `%s`, which the simulation does not read", vary->text);
        return;
    }
    axis->path = vary->text;
    axis->path_at = vary->at;
    if (ent_setting_get(group, "values") != NULL) {
        read_listed(self, group, path, i, list->type == ENT_SETTING_LIST, axis);
    } else if (!ent_reader_misspelt(group, "values")) {
        read_stepped(self, group, path, i, axis);
    }
}

/* Checks that a sweep has either `values` or from, to and steps, and the number of its points. */
static void check_size(ent_reader *self, const ent_setting *group, const char *path, const ent_sweep *sweep)
{
    static const char *const stepped[] = {"from", "to", "steps"};
    const double most = 1e6;
    double points = 1.0;

    for (size_t k = 0; k < 3 && ent_setting_get(group, "values") != NULL; k++) {
        const ent_setting *vain = ent_setting_get(group, stepped[k]);
        if (vain != NULL) {
            ent_reader_error(self, vain, ent_reader_join(self, path, stepped[k]), "keep one of the two",
                "`%s` has no meaning beside `values`", stepped[k]);
        }
    }
    for (size_t i = 0; i < sweep->axes; i++) {
        points *= (double) sweep->axis[i].values;
    }
    if (points > most) {
        ent_reader_error(
            self, group, path, "take fewer steps", "%.0f points, expected no more than %.0f", points, most);
    }
}

static void read_sweep(ent_reader *self, const ent_setting *group, ent_sweep *sweep)
{
    const char *path = ent_reader_join(self, "sweeps", group->name);
    const ent_setting *vary;

    sweep->label = ent_reader_label(self, group, path, false);
    if (!ent_reader_group(self, group, path, ENT_GROUP_SWEEP)) {
        return;
    }
    vary = ent_setting_get(group, "vary");
    if (vary != NULL && ent_reader_is_wrong(vary)) {
        return;
    }
    if (vary == NULL || (vary->type == ENT_SETTING_LIST && vary->count == 0)) {
        ent_reader_missing(
            self, group, path, "vary", "vary = \"force.required\";", "`vary` is missing: what the sweep changes");
        return;
    }
    sweep->axis = ent_reader_array(self, vary->type == ENT_SETTING_LIST ? vary->count : 1, sizeof(*sweep->axis));
    if (sweep->axis == NULL) {
        return;
    }
    sweep->axes = vary->type == ENT_SETTING_LIST ? vary->count : 1;
    for (size_t i = 0; i < sweep->axes; i++) {
        read_axis(self, group, path, i, &sweep->axis[i]);
    }
    check_size(self, group, path, sweep);
}

void ent_read_sweeps(ent_reader *self)
{
    ent_scenario *scenario = self->scenario;
    const ent_setting *section = ent_reader_section(self, "sweeps");

    scenario->sweep = ent_reader_array(self, ent_reader_entries(section), sizeof(*scenario->sweep));
    for (size_t i = 0; section != NULL && scenario->sweep != NULL && i < section->count; i++) {
        if (ent_reader_is_entry(section->child[i])) {
            read_sweep(self, section->child[i], &scenario->sweep[scenario->sweeps++]);
        }
    }
}
