/* `together`: which packages each entry describes, its addition to their utilities, and the bundles of demands that the
 * entries tie to one another (ent_together_plan). */
#include "base/status.h"
#include "compile/expressions/conditions.h"
#include "compile/expressions/formulas.h"
#include "compile/expressions/quantities.h"
#include "compile/expressions/visibility.h"
#include "compile/sections/sections.h"

#include <string.h>

/* Combinations of options that the entries may look at, in one bundle or all. */
enum { MOST_CHOICES = 1048576 };

/* --- names in `when` ---------------------------------------------------------------------------------------------- */

/* The names in a `when`. */
typedef struct when_names {
    ent_compiler *compiler;
    bool *read; /* [demands] */
    bool wrong; /* an error was reported */
} when_names;

static void error_of_other_name(ent_compiler *self, const ent_ast *ast)
{
    const ent_scenario *scenario = self->scenario;
    const char *what = ast->kind == ENT_AST_NAME ? ast->text : "x";

    ent_compile_error(self, self->setting.quantity, ast,
        ent_arena_printf(
            self->arena, "let what is added depend on it: %s = \"0.1 * %s\"", scenario->party[0].label.id, what),
        ast->kind == ENT_AST_NAME ? "`when` describes packages, so it may read deal.* alone, not `%s`"
                                  : "`when` describes packages, so nothing may be drawn in it",
        what);
}

/* A named value that reads the deal alone describes packages too. */
static void see_value(when_names *self, const ent_ast *ast, size_t value)
{
    const ent_reads *reads = &self->compiler->reads[value];
    bool others = reads->drawn;

    for (size_t i = 0; i < reads->names; i++) {
        ent_name name = {ENT_NAME_UNKNOWN, 0};
        if (reads->name[i]->kind == ENT_AST_NAME) {
            name = ent_name_find(self->compiler->scenario, reads->name[i]->text);
        }
        if (name.kind == ENT_NAME_DEAL) {
            self->read[name.index] = true;
        }
        others = others || name.kind != ENT_NAME_DEAL;
    }
    if (others) {
        error_of_other_name(self->compiler, ast);
        self->wrong = true;
    }
}

static int see_name(const ent_ast *ast, void *context)
{
    when_names *self = context;
    ent_name name = {ENT_NAME_DEAL, 0};

    if (ast->kind == ENT_AST_NAME) {
        name = ent_name_find(self->compiler->scenario, ast->text);
    }
    if (ast->kind == ENT_AST_NAME && name.kind == ENT_NAME_DEAL) {
        self->read[name.index] = true;
    } else if (ast->kind == ENT_AST_NAME && name.kind == ENT_NAME_VALUE) {
        see_value(self, ast, name.index);
    } else if (name.kind == ENT_NAME_UNKNOWN) {
        ent_compile_unknown_name(self->compiler, ast);
        self->wrong = true;
    } else if (ast->kind == ENT_AST_NAME || ast->kind == ENT_AST_DISTRIBUTION) {
        error_of_other_name(self->compiler, ast);
        self->wrong = true;
    }
    return 0;
}

/* Checks a `when` and appends the demands that it looks at. Returns false after an error. */
static bool compile_when(ent_compiler *self, const ent_quantity *when, ent_together_plan *plan, size_t entry)
{
    size_t demands = self->scenario->demands;
    when_names names = {.compiler = self, .read = ent_compile_array(self, demands, sizeof(*names.read))};
    size_t errors;
    size_t count = plan->first_demand[entry];

    ent_compile_begin(self, when);
    if (names.read == NULL || when->wrong) {
        return false;
    }
    ent_compile_at(self, ENT_TIME_EVENT_3, 0, false);
    ent_ast_walk(when->formula, see_name, &names);
    errors = self->errors;
    if (!names.wrong) {
        ent_compile_quantity(self, when, ENT_NO_VALUE);
    }
    if (names.wrong || self->errors > errors) {
        return false;
    }
    for (size_t d = 0; d < demands; d++) {
        if (names.read[d]) {
            plan->demand[count++] = d;
        }
    }
    plan->first_demand[entry + 1] = count;
    return true;
}

/* --- packages described ------------------------------------------------------------------------------------------- */

static size_t options_of(const ent_compiler *self, size_t demand)
{
    return self->scenario->demand[demand].options;
}

/* Number of combinations of the options of some demands; at most the number of packages, so it does not overflow. */
static size_t combinations(const ent_compiler *self, const size_t *demand, size_t count)
{
    size_t product = 1;

    for (size_t i = 0; i < count; i++) {
        product *= options_of(self, demand[i]);
    }
    return product;
}

/* Evaluates `when` for one combination: names of the deal stand for constants meanwhile. */
static bool describes(ent_compiler *self, const ent_quantity *when, const size_t *demand, size_t count, size_t at)
{
    double truth = 0.0;

    for (size_t i = count; i-- > 0;) {
        size_t options = options_of(self, demand[i]);
        self->name.deal[demand[i]] = ent_compile_constant(self, (double) (at % options));
        at /= options;
    }
    ent_compile_begin(self, when);
    ent_compile_is_constant(self, ent_compile_truth(self, ent_compile_expression(self, when->formula)), &truth);
    return truth != 0.0;
}

static void error_of_many(ent_compiler *self, const ent_label *label, size_t number)
{
    ent_diagnostics_add(self->diagnostics, ENT_SEVERITY_ERROR, label->setting->name_at,
        ent_arena_printf(self->arena, "together.%s", label->id), "look at fewer demands, or merge options",
        "the demands that `together` ties to one another have %zu combinations of options: more than the %d that this "
        "version can value",
        number, MOST_CHOICES);
}

/* Fills the table of an entry, and warns of one that describes no package. */
static void tabulate(ent_compiler *self, ent_together_plan *plan, size_t entry, const ent_value *deal)
{
    const ent_together *from = &self->scenario->together[entry];
    const size_t *demand = plan->demand + plan->first_demand[entry];
    size_t count = plan->first_demand[entry + 1] - plan->first_demand[entry];
    size_t number = combinations(self, demand, count);
    bool *table = NULL;
    bool any = false;

    if (number > MOST_CHOICES) {
        error_of_many(self, &from->label, number);
        return;
    }
    table = ent_compile_array(self, number, sizeof(*table));
    ent_compile_at(self, ENT_TIME_EVENT_3, 0, false);
    for (size_t i = 0; table != NULL && i < number; i++) {
        table[i] = describes(self, &from->when, demand, count, i);
        any = any || table[i];
    }
    for (size_t i = 0; i < count; i++) {
        self->name.deal[demand[i]] = deal[demand[i]];
    }
    plan->describes[entry] = table;
    if (!any && from->when.setting != NULL) { /* left out is an error of its own */
        ent_diagnostics_add(self->diagnostics, ENT_SEVERITY_WARNING, from->when.setting->at, from->when.path,
            "no package has all that it asks for: look for two options of the same demand joined by `and`",
            "`%s` describes no package", from->when.written);
    }
}

/* --- bundles --------------------------------------------------------------------------------------------------------
 */

/* The bundles while they are made. */
typedef struct bundle_list {
    size_t *leader;    /* [demands] the first demand of its bundle */
    size_t *order;     /* [bundles] leaders, by falling number of choices */
    size_t *number;    /* [demands] combinations of the bundle of a leader */
    size_t *member;    /* [demands] scratch: demands of one bundle */
    size_t *option;    /* [demands] scratch: one option of each, within the demand */
    size_t *stride;    /* [demands] of the package index */
    size_t met, parts; /* counted so far */
    size_t in_bundle;  /* choices listed of the bundle */
} bundle_list;

/* Ties the demands of each entry to one another. */
static void tie(ent_compiler *self, const ent_together_plan *plan, bundle_list *list)
{
    size_t demands = self->scenario->demands;

    for (size_t d = 0; d < demands; d++) {
        list->leader[d] = d;
    }
    for (size_t e = 0; e < plan->entries; e++) {
        for (size_t i = plan->first_demand[e] + 1; i < plan->first_demand[e + 1]; i++) {
            size_t a = list->leader[plan->demand[i - 1]];
            size_t b = list->leader[plan->demand[i]];
            for (size_t d = 0; d < demands; d++) {
                list->leader[d] = list->leader[d] == a || list->leader[d] == b ? (a < b ? a : b) : list->leader[d];
            }
        }
    }
}

/* Lists the bundles. Returns the number of their combinations, or more than MOST_CHOICES after an error. */
static size_t order_bundles(ent_compiler *self, ent_together_plan *plan, bundle_list *list)
{
    size_t demands = self->scenario->demands;
    size_t total = 0;
    size_t stride = 1;

    for (size_t d = demands; d-- > 0;) {
        list->stride[d] = stride;
        stride *= options_of(self, d);
        list->number[d] = 1;
    }
    for (size_t d = 0; d < demands; d++) {
        list->number[list->leader[d]] *= options_of(self, d);
    }
    for (size_t d = 0; d < demands; d++) {
        size_t at = plan->bundles;
        if (list->leader[d] != d) {
            continue;
        }
        while (at > 0 && list->number[list->order[at - 1]] < list->number[d]) {
            list->order[at] = list->order[at - 1];
            at--;
        }
        list->order[at] = d;
        plan->bundles++;
        total += list->number[d];
    }
    if (total > MOST_CHOICES) {
        error_of_many(self, &self->scenario->together[0].label, total);
    }
    return total;
}

/* Whether an entry describes the choice in list->option of the bundle with this leader. Entries that look at no demand
 * count to the first bundle. */
static bool is_met(
    const ent_compiler *self, const ent_together_plan *plan, const bundle_list *list, size_t e, size_t leader)
{
    size_t first = plan->first_demand[e];
    size_t at = 0;

    if (plan->describes[e] == NULL ||
        (first < plan->first_demand[e + 1] ? list->leader[plan->demand[first]] : list->order[0]) != leader) {
        return false;
    }
    for (size_t i = first; i < plan->first_demand[e + 1]; i++) {
        at = at * options_of(self, plan->demand[i]) + list->option[plan->demand[i]];
    }
    return plan->describes[e][at];
}

/* Whether a choice is out in every draw. */
static bool is_out(
    const ent_compiler *self, const ent_together_plan *plan, const bundle_list *list, size_t members, size_t leader)
{
    const ent_talks_plan *talks = &self->model->talks;

    for (size_t i = 0; i < members; i++) {
        size_t d = list->member[i];
        if (talks->excluded_always[talks->first_option[d] + list->option[d]]) {
            return true;
        }
    }
    for (size_t e = 0; e < plan->entries; e++) {
        if (plan->never[e] && is_met(self, plan, list, e, leader)) {
            return true;
        }
    }
    return false;
}

/* How many of the `members` options from `at` on are those of the choice before, in the same bundle; at most 255. */
static uint8_t shared_parts(const ent_together_plan *plan, size_t at, size_t members, bool has_before)
{
    uint8_t shared = 0;

    while (has_before && shared < members && shared < UINT8_MAX &&
           plan->part[at + shared] == plan->part[at + shared - members]) {
        shared++;
    }
    return shared;
}

/* Appends the choice in list->option; counts it alone while there are no arrays. */
static void add_choice(
    const ent_compiler *self, ent_together_plan *plan, bundle_list *list, size_t members, size_t leader)
{
    const ent_talks_plan *talks = &self->model->talks;
    size_t c = plan->choices++;

    for (size_t i = 0; i < members && plan->part != NULL; i++) {
        size_t d = list->member[i];
        size_t option = talks->first_option[d] + list->option[d];
        plan->part[list->parts + i] = (uint32_t) option;
        plan->index[c] += (double) (list->option[d] * list->stride[d]);
        if (talks->flag_of[option] != SIZE_MAX) {
            plan->excluding[c * plan->words + talks->flag_of[option] / 64] |= UINT64_C(1)
                                                                              << (talks->flag_of[option] % 64);
        }
    }
    if (plan->part != NULL) {
        plan->shared[c] = shared_parts(plan, list->parts, members, c > 0 && list->in_bundle > 0);
    }
    list->in_bundle++;
    list->parts += members;
    for (size_t e = 0; e < plan->entries; e++) {
        if (!plan->never[e] && is_met(self, plan, list, e, leader)) {
            if (plan->met != NULL) {
                plan->met[list->met] = (uint32_t) e;
            }
            list->met++;
        }
    }
    if (plan->part != NULL) {
        plan->first_part[c + 1] = (uint32_t) list->parts;
        plan->first_met[c + 1] = (uint32_t) list->met;
    }
}

/* Takes the next combination of options; the last demand fastest. Returns false after the last. */
static bool take_next(const ent_compiler *self, bundle_list *list, size_t members)
{
    for (size_t i = members; i-- > 0;) {
        size_t d = list->member[i];
        if (++list->option[d] < options_of(self, d)) {
            return true;
        }
        list->option[d] = 0;
    }
    return false;
}

static void list_choices(const ent_compiler *self, ent_together_plan *plan, bundle_list *list)
{
    plan->choices = 0;
    list->met = 0;
    list->parts = 0;
    for (size_t b = 0; b < plan->bundles; b++) {
        size_t leader = list->order[b];
        size_t members = 0;
        list->in_bundle = 0;
        for (size_t d = 0; d < self->scenario->demands; d++) {
            list->option[d] = 0;
            if (list->leader[d] == leader) {
                list->member[members++] = d;
            }
        }
        do {
            if (!is_out(self, plan, list, members, leader)) {
                add_choice(self, plan, list, members, leader);
            }
        } while (take_next(self, list, members));
        plan->first_choice[b + 1] = plan->choices;
    }
}

static bool allocate_choices(ent_compiler *self, ent_together_plan *plan, const bundle_list *list)
{
    size_t choices = plan->choices;

    plan->index = ent_compile_array(self, choices, sizeof(*plan->index));
    plan->excluding = ent_compile_array(self, choices * plan->words, sizeof(*plan->excluding));
    plan->first_part = ent_compile_array(self, choices + 1, sizeof(*plan->first_part));
    plan->part = ent_compile_array(self, list->parts, sizeof(*plan->part));
    plan->shared = ent_compile_array(self, choices, sizeof(*plan->shared));
    plan->first_met = ent_compile_array(self, choices + 1, sizeof(*plan->first_met));
    plan->met = ent_compile_array(self, list->met, sizeof(*plan->met));
    return self->status == ENT_OK;
}

static void make_bundles(ent_compiler *self, ent_together_plan *plan)
{
    size_t demands = self->scenario->demands;
    size_t *room = ent_compile_array(self, 6 * demands, sizeof(*room));
    bundle_list list = {.leader = room};

    plan->first_choice = ent_compile_array(self, demands + 1, sizeof(*plan->first_choice));
    if (room == NULL || plan->first_choice == NULL) {
        return;
    }
    list.order = room + demands;
    list.number = room + 2 * demands;
    list.member = room + 3 * demands;
    list.option = room + 4 * demands;
    list.stride = room + 5 * demands;
    plan->words = (self->model->talks.flags + 63) / 64;
    tie(self, plan, &list);
    if (order_bundles(self, plan, &list) > MOST_CHOICES) {
        return;
    }
    list_choices(self, plan, &list); /* counts */
    if (allocate_choices(self, plan, &list)) {
        list_choices(self, plan, &list);
    }
}

/* --- the section ----------------------------------------------------------------------------------------------------
 */

static void compile_additions(ent_compiler *self, size_t entry)
{
    const ent_together *from = &self->scenario->together[entry];
    size_t parties = self->scenario->parties;

    ent_compile_at(self, ENT_TIME_TALKS, 0, false);
    for (size_t p = 0; p < parties; p++) {
        ent_value *value = &self->talks.addition[entry * parties + p];
        *value = ent_compile_constant(self, 0.0);
        if (from->addition[p].formula != NULL) {
            *value = ent_compile_quantity(self, &from->addition[p], ENT_NO_VALUE);
            ent_compile_preference(self, *value);
        }
    }
}

static ent_together_plan *allocate(ent_compiler *self)
{
    const ent_scenario *scenario = self->scenario;
    ent_together_plan *plan = ent_compile_array(self, 1, sizeof(*plan));

    if (plan == NULL) {
        return NULL;
    }
    plan->entries = scenario->togethers;
    plan->first_demand = ent_compile_array(self, plan->entries + 1, sizeof(*plan->first_demand));
    plan->demand = ent_compile_array(self, plan->entries * scenario->demands, sizeof(*plan->demand));
    plan->describes = ent_compile_array(self, plan->entries, sizeof(*plan->describes));
    plan->never = ent_compile_array(self, plan->entries, sizeof(*plan->never));
    self->talks.addition = ent_compile_values(self, plan->entries * scenario->parties);
    return self->status == ENT_OK ? plan : NULL;
}

void ent_compile_together(ent_compiler *self)
{
    ent_together_plan *plan = allocate(self);
    size_t errors = self->diagnostics->errors;
    ent_value *deal = ent_compile_values(self, self->scenario->demands);

    if (plan == NULL || deal == NULL) {
        return;
    }
    memcpy(deal, self->name.deal, self->scenario->demands * sizeof(*deal));
    for (size_t e = 0; e < plan->entries && self->status == ENT_OK; e++) {
        plan->never[e] = self->scenario->together[e].never;
        plan->first_demand[e + 1] = plan->first_demand[e];
        compile_additions(self, e);
        if (compile_when(self, &self->scenario->together[e].when, plan, e)) {
            tabulate(self, plan, e, deal);
        }
    }
    if (self->status == ENT_OK && self->diagnostics->errors == errors) {
        make_bundles(self, plan);
        self->model->talks.together = plan;
    }
}
