#include "wording/driver_words.h"

#include <string.h>

/* The sides of each kind of quantity. */
static const struct {
    const char *kind, *low, *high;
} side[] = {{"factor", "where it is lowest", "where it is highest"}, {"event", "without it", "with it"},
    {"joins", "where it stays out", "where it joins"}, {"demand", "in deals with another option", "in deals with it"},
    {"stage", "where it is not passed in time", "where it is"}};

static size_t find_side(const char *kind)
{
    for (size_t i = 0; i < sizeof(side) / sizeof(*side); i++) {
        if (strcmp(side[i].kind, kind) == 0) {
            return i;
        }
    }
    return 0;
}

static int is_experts(const char *kind, const char *quantity)
{
    return strcmp(kind, "factor") == 0 && strcmp(quantity, "experts") == 0;
}

const char *ent_driver_low_side(const char *kind, const char *quantity)
{
    return is_experts(kind, quantity) ? "as the expert with the lowest figure has it" : side[find_side(kind)].low;
}

const char *ent_driver_high_side(const char *kind, const char *quantity)
{
    return is_experts(kind, quantity) ? "as the one with the highest has it" : side[find_side(kind)].high;
}

static const char *labelled(
    const char *section, const char *id, ent_driver_label label, void *context, ent_arena *arena)
{
    const char *path = ent_arena_printf(arena, "%s.%s", section, id);

    return path != NULL ? label(context, path, id) : NULL;
}

/* "donbas.line_frozen" -> "Donbas: Line frozen". */
static const char *name_option(const char *quantity, ent_driver_label label, void *context, ent_arena *arena)
{
    const char *dot = strchr(quantity, '.');
    const char *demand = ent_arena_printf(arena, "%.*s", dot != NULL ? (int) (dot - quantity) : 0, quantity);
    const char *name, *option, *section;

    if (demand == NULL || dot == NULL) {
        return quantity;
    }
    section = ent_arena_printf(arena, "demands.%s", demand);
    name = labelled("demands", demand, label, context, arena);
    option = section != NULL ? labelled(section, dot + 1, label, context, arena) : NULL;
    return name != NULL && option != NULL ? ent_arena_printf(arena, "%s: %s", name, option) : NULL;
}

/* "parties.russia.threshold" -> "Russia: Threshold, unknown part", of the last two parts of the path: the formula may
 * turn it round, so that it is not the setting's own value. "#1" at its end distinguishes two distributions of a
 * setting. */
static const char *name_unknown(const char *path, ent_driver_label label, void *context, ent_arena *arena)
{
    const char *last = strrchr(path, '.');
    const char *owner, *before, *name, *setting;

    if (last == NULL) {
        setting = label(context, path, path);
        return setting != NULL ? ent_arena_printf(arena, "%s, unknown part", setting) : NULL;
    }
    owner = ent_arena_printf(arena, "%.*s", (int) (last - path), path);
    if (owner == NULL) {
        return NULL;
    }
    before = strrchr(owner, '.');
    name = label(context, owner, before != NULL ? before + 1 : owner);
    setting = label(context, path, last + 1);
    return name != NULL && setting != NULL ? ent_arena_printf(arena, "%s: %s, unknown part", name, setting) : NULL;
}

const char *ent_driver_name(
    const char *kind, const char *quantity, ent_driver_label label, void *context, ent_arena *arena)
{
    const char *name;

    if (strcmp(kind, "event") == 0) {
        return labelled("events", quantity, label, context, arena);
    }
    if (strcmp(kind, "joins") == 0) {
        name = labelled("contributors", quantity, label, context, arena);
        return name != NULL ? ent_arena_printf(arena, "%s joins", name) : NULL;
    }
    if (strcmp(kind, "demand") == 0) {
        return name_option(quantity, label, context, arena);
    }
    if (strcmp(kind, "stage") == 0) {
        return labelled("talks.stages", quantity, label, context, arena);
    }
    if (is_experts(kind, quantity)) {
        return "Which expert is right";
    }
    return strchr(quantity, '.') != NULL || strchr(quantity, '#') != NULL
               ? name_unknown(quantity, label, context, arena)
               : labelled("factors", quantity, label, context, arena);
}
