#include "scenario/unknowns.h"

#include "base/status.h"

#include <stdint.h>
#include <string.h>

static bool is_factor(const ent_quantity *quantity)
{
    return strncmp(quantity->path, "factors.", strlen("factors.")) == 0;
}

/* Receives a distribution within unknown(...). A status other than ENT_OK ends the search. */
typedef int (*unknown_visitor)(const ent_ast *node, void *context);

/* Calls visit for the distributions within unknown(...), those within another one apart: they are part of it. */
static int each_unknown(const ent_ast *node, unknown_visitor visit, void *context)
{
    int status = ENT_OK;

    if (node->kind == ENT_AST_DISTRIBUTION && node->unknown) {
        return visit(node, context);
    }
    for (size_t i = 0; i < node->arguments && status == ENT_OK; i++) {
        status = each_unknown(node->argument[i], visit, context);
    }
    return status;
}

/* --- properties --------------------------------------------------------------------------------------------------- */

static int stop(const ent_ast *node, void *context)
{
    (void) node;
    (void) context;
    return 1;
}

static int is_distribution(const ent_ast *node, void *context)
{
    (void) context;
    return node->kind == ENT_AST_DISTRIBUTION ? 1 : 0;
}

static int differs_by_world(const ent_quantity *quantity, void *context)
{
    (void) context;
    return is_factor(quantity) ? ent_ast_walk(quantity->formula, is_distribution, NULL)
                               : each_unknown(quantity->formula, stop, NULL);
}

bool ent_scenario_has_unknowns(const ent_scenario *self)
{
    return ent_scenario_each_quantity(self, differs_by_world, NULL) != 0;
}

/* The first distribution outside unknown(...); Bernoulli variates only if `chance`. */
static const ent_ast *find_drawn_anew(const ent_ast *node, bool chance)
{
    const ent_ast *found = NULL;

    if (node->kind == ENT_AST_DISTRIBUTION && node->unknown) {
        return NULL;
    }
    if (node->kind == ENT_AST_DISTRIBUTION && (chance || node->distribution != &ent_kind_bernoulli)) {
        return node;
    }
    for (size_t i = 0; i < node->arguments && found == NULL; i++) {
        found = find_drawn_anew(node->argument[i], chance);
    }
    return found;
}

const ent_ast *ent_ast_drawn_anew(const ent_ast *self)
{
    return find_drawn_anew(self, true);
}

bool ent_quantity_is_drawn_anew(const ent_quantity *self)
{
    return self->formula != NULL && !is_factor(self) && find_drawn_anew(self->formula, false) != NULL;
}

/* --- list --------------------------------------------------------------------------------------------------------- */

/* One pass over a scenario: counts, or fills the list where it is allocated. */
typedef struct listing {
    ent_scenario *scenario;
    const ent_quantity *quantity;
    size_t count;       /* in all settings so far */
    size_t in_quantity; /* in this one */
} listing;

static int list_one(const ent_ast *node, void *context)
{
    listing *self = context;
    ent_scenario *scenario = self->scenario;
    const char *name = self->quantity->path;

    self->in_quantity++;
    if (scenario->unknown != NULL) {
        if (self->in_quantity > 1) {
            name = ent_arena_printf(&scenario->arena, "%s#%zu", name, self->in_quantity);
        }
        if (name == NULL) {
            return ENT_ERR_NO_MEMORY;
        }
        scenario->unknown[self->count] =
            (ent_unknown){.name = name, .path = self->quantity->path, .ordinal = node->ordinal};
    }
    self->count++;
    return ENT_OK;
}

static int list_quantity(const ent_quantity *quantity, void *context)
{
    listing *self = context;

    self->quantity = quantity;
    self->in_quantity = 0;
    return is_factor(quantity) ? ENT_OK : each_unknown(quantity->formula, list_one, self);
}

/* Name of a column; `force.required` is that of another column already. */
static const char *column_name(const char *name)
{
    return strcmp(name, "force.required") == 0 ? "force.required#1" : name;
}

int ent_scenario_list_unknowns(ent_scenario *self)
{
    listing count = {.scenario = self};
    listing fill = {.scenario = self};
    ent_unknown *list;

    self->unknown = NULL;
    (void) ent_scenario_each_quantity(self, list_quantity, &count);
    list = ent_arena_array(&self->arena, count.count, sizeof(*list));
    self->unknown_column = ent_arena_array(&self->arena, count.count, sizeof(*self->unknown_column));
    if (list == NULL || self->unknown_column == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    self->unknown = list;
    if (ent_scenario_each_quantity(self, list_quantity, &fill) != ENT_OK) {
        return ENT_ERR_NO_MEMORY;
    }
    self->unknowns = self->unknown_columns = count.count;
    for (size_t i = 0; i < count.count; i++) {
        self->unknown_column[i] = (ent_unknown_column){.name = column_name(list[i].name), .unknown = i};
    }
    return ENT_OK;
}

size_t ent_scenario_find_unknown(const ent_scenario *self, const char *path, size_t ordinal)
{
    for (size_t i = 0; i < self->unknowns; i++) {
        if (self->unknown[i].ordinal == ordinal && strcmp(self->unknown[i].path, path) == 0) {
            return i;
        }
    }
    return SIZE_MAX;
}

/* --- columns of several scenarios --------------------------------------------------------------------------------- */

static size_t find_name(const ent_scenario *self, const char *name)
{
    for (size_t i = 0; i < self->unknowns; i++) {
        if (strcmp(self->unknown[i].name, name) == 0) {
            return i;
        }
    }
    return SIZE_MAX;
}

/* Writes the names of all scenarios, each once, to name; returns their number. */
static size_t gather_names(ent_scenario *const *scenario, size_t count, const char **name)
{
    size_t names = 0;

    for (size_t s = 0; s < count; s++) {
        for (size_t i = 0; i < scenario[s]->unknowns; i++) {
            bool is_new = true;
            for (size_t earlier = 0; earlier < s && is_new; earlier++) {
                is_new = find_name(scenario[earlier], scenario[s]->unknown[i].name) == SIZE_MAX;
            }
            if (is_new) {
                name[names++] = scenario[s]->unknown[i].name;
            }
        }
    }
    return names;
}

int ent_scenario_share_unknowns(ent_scenario *const *scenario, size_t count)
{
    ent_arena scratch = {0};
    const char **name;
    size_t most = 0;
    size_t names;
    int status = ENT_ERR_NO_MEMORY;

    for (size_t s = 0; s < count; s++) {
        most += scenario[s]->unknowns;
    }
    name = ent_arena_array(&scratch, most, sizeof(*name));
    if (name == NULL) {
        goto out;
    }
    names = gather_names(scenario, count, name);
    for (size_t s = 0; s < count; s++) {
        ent_unknown_column *column = ent_arena_array(&scenario[s]->arena, names, sizeof(*column));
        if (column == NULL) {
            goto out;
        }
        for (size_t i = 0; i < names; i++) {
            column[i] = (ent_unknown_column){.name = column_name(name[i]), .unknown = find_name(scenario[s], name[i])};
        }
        scenario[s]->unknown_column = column;
        scenario[s]->unknown_columns = names;
    }
    status = ENT_OK;
out:
    ent_arena_free(&scratch);
    return status;
}
