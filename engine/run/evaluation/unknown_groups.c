#include "run/evaluation/unknown_groups.h"

#include "base/status.h"
#include "run/experts/experts.h"

#include <string.h>

/* A stream of some model, with the name and the place of its quantity in the file, and the number of the lowest stream
 * that it is grouped with. */
typedef struct member {
    const ent_world_stream *stream;
    const char *name;
    size_t place;
    size_t root;
} member;

/* Factors come first, in file order, then distributions within unknown(...). */
static size_t place_of(const ent_scenario *scenario, const char *quantity)
{
    for (size_t i = 0; i < scenario->factors; i++) {
        if (strcmp(scenario->factor[i].label.id, quantity) == 0) {
            return i;
        }
    }
    for (size_t i = 0; i < scenario->unknowns; i++) {
        if (strcmp(scenario->unknown[i].name, quantity) == 0) {
            return scenario->factors + i;
        }
    }
    return SIZE_MAX;
}

/* The name of a quantity in tables: of a distribution within unknown(...) that of its column in draws.csv. */
static const char *table_name(const ent_scenario *scenario, const char *quantity)
{
    for (size_t c = 0; c < scenario->unknown_columns; c++) {
        size_t unknown = scenario->unknown_column[c].unknown;
        if (unknown != SIZE_MAX && strcmp(scenario->unknown[unknown].name, quantity) == 0) {
            return scenario->unknown_column[c].name;
        }
    }
    return quantity;
}

/* Gives the groups of a and b the lower root of both. */
static void unite(member *list, size_t count, size_t a, size_t b)
{
    size_t low = list[a].root < list[b].root ? list[a].root : list[b].root;
    size_t high = list[a].root < list[b].root ? list[b].root : list[a].root;

    for (size_t i = 0; i < count; i++) {
        list[i].root = list[i].root == high ? low : list[i].root;
    }
}

/* Adds the streams of a model to list [count], and unites those of one quantity or coupled in it. Returns the new
 * count. */
static size_t add_streams(member *list, size_t count, const ent_model *model, const ent_scenario *scenario)
{
    size_t first = count;

    for (size_t i = 0; i < model->world_streams; i++) {
        const ent_world_stream *stream = &model->world_stream[i];
        list[count] =
            (member){stream, table_name(scenario, stream->quantity), place_of(scenario, stream->quantity), count};
        count++;
        for (size_t j = 0; j + 1 < count; j++) {
            const ent_world_stream *other = list[j].stream;
            bool coupled = j >= first && stream->group != SIZE_MAX && stream->group == other->group;
            if (coupled || strcmp(stream->quantity, other->quantity) == 0) {
                unite(list, count, j, count - 1);
            }
        }
    }
    return count;
}

/* Sorts by place in the file; streams of one quantity stay together. */
static void sort_by_place(member *list, size_t count, size_t *order)
{
    for (size_t i = 0; i < count; i++) {
        size_t at = i;
        while (at > 0 && list[order[at - 1]].place > list[i].place) {
            order[at] = order[at - 1];
            at--;
        }
        order[at] = i;
    }
}

/* Fills the group of the streams with the root of list[order[from]]. Returns false where memory is out. */
static bool fill_group(ent_unknown_groups *self, ent_unknown_group *group, const member *list, const size_t *order,
    size_t count, size_t from)
{
    uint64_t *key = ent_arena_array(&self->arena, count, sizeof(*key));
    const char *last = NULL;

    group->name = "";
    group->key = key;
    for (size_t i = from; key != NULL && group->name != NULL && i < count; i++) {
        const member *own = &list[order[i]];
        bool listed = false;
        if (own->root != list[order[from]].root) {
            continue;
        }
        if (last == NULL || strcmp(last, own->name) != 0) {
            group->name = last == NULL ? own->name : ent_arena_printf(&self->arena, "%s+%s", group->name, own->name);
            last = own->name;
        }
        for (size_t k = 0; k < group->keys; k++) {
            listed = listed || key[k] == own->stream->key;
        }
        if (!listed) {
            key[group->keys++] = own->stream->key;
        }
    }
    return key != NULL && group->name != NULL;
}

/* Whether several experts have worlds. */
static bool experts_differ(const ent_model *model)
{
    size_t weighted = 0;

    for (size_t e = 0; e < model->experts.count; e++) {
        weighted += model->experts.weight[e] > 0.0 ? 1 : 0;
    }
    return weighted > 1;
}

static int fill_groups(ent_unknown_groups *self, const ent_model *model, member *list, size_t *order, size_t count)
{
    sort_by_place(list, count, order);
    for (size_t i = 0; i < count; i++) {
        bool begins = true;
        for (size_t j = 0; j < i; j++) {
            begins = begins && list[order[j]].root != list[order[i]].root;
        }
        if (begins && !fill_group(self, &self->group[self->count++], list, order, count, i)) {
            return ENT_ERR_NO_MEMORY;
        }
    }
    if (experts_differ(model)) {
        self->group[self->count++] = (ent_unknown_group){.name = "experts", .experts = true};
    }
    return ENT_OK;
}

int ent_unknown_groups_init(ent_unknown_groups *self, const ent_model *model)
{
    size_t most = 0, count = 0;
    member *list;
    size_t *order;

    *self = (ent_unknown_groups){.count = 0};
    for (size_t e = 0; e < ent_experts_models(model); e++) {
        most += ent_experts_model(model, e)->world_streams;
    }
    list = ent_arena_array(&self->arena, most + 1, sizeof(*list));
    order = ent_arena_array(&self->arena, most + 1, sizeof(*order));
    self->group = ent_arena_array(&self->arena, most + 1, sizeof(*self->group));
    if (list == NULL || order == NULL || self->group == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    for (size_t e = 0; e < ent_experts_models(model); e++) {
        count = add_streams(list, count, ent_experts_model(model, e), model->scenario);
    }
    return fill_groups(self, model, list, order, count);
}

void ent_unknown_groups_free(ent_unknown_groups *self)
{
    ent_arena_free(&self->arena);
    self->group = NULL;
    self->count = 0;
}
