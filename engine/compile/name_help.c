#include "compile/name_help.h"

#include <string.h>

typedef struct name_list {
    ent_arena *arena;
    const char **name; /* [count] */
    size_t count;
    bool failed; /* an allocation failed: the list is not used */
} name_list;

/* Appends a name; NULL marks the list as failed. */
static void add(name_list *self, const char *name)
{
    self->failed = self->failed || name == NULL;
    if (!self->failed) {
        self->name[self->count++] = name;
    }
}

/* A list with room for all names. */
static name_list make_list(const ent_scenario *scenario, ent_arena *arena)
{
    size_t capacity = ENT_NAMES_FIXED + 2 + scenario->factors + scenario->nameds + scenario->events +
                      2 * scenario->contributors + 3 * scenario->parties + (scenario->parties + 1) * scenario->demands +
                      4 * scenario->guarantees + ENT_FORCE_MEMBERS * scenario->forces;
    name_list made = {.arena = arena, .name = ent_arena_array(arena, capacity, sizeof(*made.name))};

    made.failed = made.name == NULL;
    return made;
}

/* Appends the random quantities; timed: timed events among them. */
static void add_random(name_list *self, const ent_scenario *scenario, bool timed)
{
    for (size_t i = 0; i < scenario->factors; i++) {
        add(self, scenario->factor[i].label.id);
    }
    for (size_t i = 0; i < scenario->events; i++) {
        if (timed || !scenario->event[i].timed) {
            add(self, scenario->event[i].label.id);
        }
    }
    for (size_t i = 0; i < scenario->contributors; i++) {
        add(self, ent_arena_printf(self->arena, "%s.joins", scenario->contributor[i].label.id));
        add(self, ent_arena_printf(self->arena, "%s.troops", scenario->contributor[i].label.id));
    }
}

/* Appends P.DEMAND of each red line, and P.* of its party. */
static void add_red_lines(name_list *self, const ent_scenario *scenario)
{
    for (size_t p = 0; p < scenario->parties; p++) {
        const char *id = scenario->party[p].label.id;
        size_t before = self->count;
        for (size_t d = 0; d < scenario->demands; d++) {
            if (scenario->demand[d].stance != NULL && scenario->demand[d].stance[p].red_line) {
                add(self, ent_arena_printf(self->arena, "%s.%s", id, scenario->demand[d].label.id));
            }
        }
        if (self->count > before) {
            add(self, ent_arena_printf(self->arena, "%s.*", id));
        }
    }
}

static const char *nearest(name_list *self, const char *text)
{
    return self->failed ? NULL : ent_nearest_name(text, self->name, self->count);
}

static const char *nearest_name(const ent_scenario *scenario, const char *text, ent_arena *arena)
{
    name_list list = make_list(scenario, arena);

    for (size_t i = 0; i < ENT_NAMES_FIXED; i++) {
        add(&list, ent_name_fixed(i));
    }
    add_random(&list, scenario, true);
    for (size_t i = 0; i < scenario->nameds; i++) {
        add(&list, scenario->named[i].label.id);
    }
    for (size_t i = 0; i < scenario->parties; i++) {
        add(&list, ent_arena_printf(arena, "%s.utility", scenario->party[i].label.id));
        add(&list, ent_arena_printf(arena, "%s.threshold", scenario->party[i].label.id));
    }
    for (size_t i = 0; i < scenario->demands; i++) {
        add(&list, ent_arena_printf(arena, "deal.%s", scenario->demand[i].label.id));
    }
    for (size_t f = 1; f < scenario->forces; f++) {
        for (size_t k = 0; k < ENT_FORCE_MEMBERS; k++) {
            add(&list, ent_arena_printf(arena, "%s.%s", scenario->force[f].label.id, ent_name_of_force(k)));
        }
    }
    for (size_t i = 0; i < scenario->guarantees; i++) {
        static const char *const member[] = {"in_force", "tested", "honoured", "failed"};
        for (size_t k = 0; k < sizeof(member) / sizeof(*member); k++) {
            add(&list, ent_arena_printf(arena, "%s.%s", scenario->guarantee[i].label.id, member[k]));
        }
    }
    return nearest(&list, text);
}

static bool is_id(const ent_label *label, const char *id, size_t length)
{
    return label->id != NULL && strlen(label->id) == length && strncmp(label->id, id, length) == 0;
}

/* The members that formulas can refer to, for the id of a contributor, a force, a party or a guarantee; else NULL. */
static const char *help_for_id(const ent_scenario *scenario, const char *id, size_t length, ent_arena *arena)
{
    int n = (int) length;

    for (size_t i = 0; i < scenario->contributors; i++) {
        if (is_id(&scenario->contributor[i].label, id, length)) {
            return ent_arena_printf(
                arena, "of a contributor, formulas see `%.*s.joins` and `%.*s.troops`", n, id, n, id);
        }
    }
    for (size_t f = 0; f < scenario->forces; f++) {
        if (is_id(&scenario->force[f].label, id, length)) {
            return ent_arena_printf(arena,
                "of a force, formulas see `%.*s.offered`, `.required`, `.contributors`, after the deal `.committed`, "
                "and "
                "month by month `.deployed` and `.ratio`",
                n, id);
        }
    }
    for (size_t i = 0; i < scenario->parties; i++) {
        if (is_id(&scenario->party[i].label, id, length)) {
            return ent_arena_printf(
                arena, "of a party, formulas see `%.*s.utility` and `%.*s.threshold`", n, id, n, id);
        }
    }
    for (size_t i = 0; i < scenario->guarantees; i++) {
        if (is_id(&scenario->guarantee[i].label, id, length)) {
            return ent_arena_printf(arena,
                "of a guarantee, formulas see `%.*s.in_force` month by month, and `%.*s.tested`, `.honoured` and "
                "`.failed` after the truce",
                n, id, n, id);
        }
    }
    return NULL;
}

/* For the id of a demand, an option, a cause or an outcome: how formulas refer to it; else NULL. */
static const char *help_for_word(const ent_scenario *scenario, const char *word, ent_arena *arena)
{
    size_t length = strlen(word);

    for (size_t d = 0; d < scenario->demands; d++) {
        const ent_demand *demand = &scenario->demand[d];
        if (is_id(&demand->label, word, length)) {
            return ent_arena_printf(arena, "for what is agreed on it, write deal.%s == '%s'", word,
                demand->options > 0 ? demand->option[0] : "option");
        }
        for (size_t o = 0; o < demand->options; o++) {
            if (strcmp(demand->option[o], word) == 0) {
                return ent_arena_printf(arena, "for an option, write deal.%s == '%s'", demand->label.id, word);
            }
        }
    }
    for (size_t i = 0; i < scenario->measures; i++) {
        if (is_id(&scenario->measure[i].label, word, length)) {
            return ent_arena_printf(arena,
                "a measure is no name of formulas: its mean is `mean(%s)`; a number that formulas share is named in "
                "`values`",
                word);
        }
    }
    for (size_t i = 0; i < scenario->causes; i++) {
        if (is_id(&scenario->cause[i].label, word, length)) {
            return ent_arena_printf(arena, "for a truce that ends by it, write truce.cause == '%s'", word);
        }
    }
    for (size_t i = 0; i < scenario->outcomes; i++) {
        if (is_id(&scenario->outcome[i].label, word, length)) {
            return "an outcome cannot be referred to; write its condition again";
        }
    }
    return NULL;
}

/* For the path of a setting: the name without the section (events.mandate: `mandate`, demands.d: `deal.d`); else NULL.
 */
static const char *help_for_path(const ent_scenario *scenario, const char *text, ent_arena *arena)
{
    static const char *const sections[] = {
        "factors.", "values.", "events.", "contributors.", "forces.", "parties.", "demands.", "guarantees."};
    const char *rest = NULL;

    for (size_t i = 0; i < sizeof(sections) / sizeof(*sections); i++) {
        size_t length = strlen(sections[i]);
        if (strncmp(text, sections[i], length) == 0) {
            rest = text + length;
            if (*sections[i] == 'd') {
                rest = ent_arena_printf(arena, "deal.%s", rest);
            }
        }
    }
    if (rest == NULL || ent_name_find(scenario, rest).kind == ENT_NAME_UNKNOWN) {
        return NULL;
    }
    return ent_arena_printf(arena, "in a formula the section is left out: `%s`", rest);
}

/* For words that other tools know as values; NULL for any other. */
static const char *help_for_everyday_word(const char *word)
{
    static const struct {
        const char *word, *help;
    } known[] = {{"yes", "write `true`"}, {"on", "write `true`"}, {"always", "write `true`"}, {"no", "write `false`"},
        {"off", "write `false`"}, {"never", "write `false`"}, {"up", "for a range up to x write `uniform(0, x)`"},
        {"nan", "write a number or a range, or leave the setting out"},
        {"none", "write a number or a range, or leave the setting out"},
        {"null", "write a number or a range, or leave the setting out"}, {"infinity", "write `inf`"},
        {"unlimited", "write `inf`"}, {"otherwise", "write `if(condition, a, b)`"}, {"year", "write `month / 12`"},
        {"years", "write `month / 12`"}};

    for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++) {
        if (strcmp(word, known[i].word) == 0) {
            return known[i].help;
        }
    }
    return NULL;
}

const char *ent_name_help(const ent_scenario *scenario, const char *text, ent_arena *arena)
{
    size_t stem = strcspn(text, ".");
    const char *help = help_for_path(scenario, text, arena);

    const char *near;

    help = help != NULL ? help : help_for_everyday_word(text);
    if (help == NULL && text[stem] == '\0') {
        help = help_for_id(scenario, text, stem, arena);
        help = help != NULL ? help : help_for_word(scenario, text, arena);
    }
    if (help != NULL) {
        return help;
    }
    near = nearest_name(scenario, text, arena);
    if (near != NULL && (strncmp(near, text, stem + 1) == 0 || help_for_id(scenario, text, stem, arena) == NULL)) {
        return ent_arena_printf(arena, "did you mean `%s`?", near);
    }
    return help_for_id(scenario, text, stem, arena);
}

const char *ent_name_help_correlated(const ent_scenario *scenario, const char *text, ent_arena *arena)
{
    name_list list = make_list(scenario, arena);
    const char *near;

    for (size_t i = 0; i < scenario->contributors; i++) {
        if (is_id(&scenario->contributor[i].label, text, strlen(text))) {
            return ent_arena_printf(arena, "did you mean `%s.joins`?", text);
        }
    }
    for (size_t i = 0; i < scenario->parties; i++) {
        if (is_id(&scenario->party[i].label, text, strlen(text))) {
            return ent_arena_printf(arena, "for all red lines of the party write `%s.*`", text);
        }
    }
    add(&list, "*.joins");
    add(&list, "*.troops");
    add_random(&list, scenario, false);
    add_red_lines(&list, scenario);
    near = nearest(&list, text);
    return near != NULL ? ent_arena_printf(arena, "did you mean `%s`?", near) : NULL;
}
