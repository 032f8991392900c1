/* Reader of variants: their own assignments, and those of the variants that they put together. */
#include "scenario/sections.h"

#include "base/status.h"

#include <stdint.h>
#include <string.h>

enum { MOST_ASSIGNMENTS = 10000 /* of one variant */, DEEPEST = 100 /* variants of variants of … */ };

/* --- one variant -------------------------------------------------------------------------------------------------- */

/* A variant as written, before the assignments of the variants in `of` are put before its own. */
typedef struct written {
    const ent_setting *list;     /* `of` as a list, or a single text in its place; NULL: left out */
    size_t *part;                /* [parts] indices of the variants in `of` */
    const ent_setting **part_at; /* [parts] where they are named */
    size_t parts;
    enum { UNSEEN, OPEN, DONE } state; /* of the walk that puts assignments together */
} written;

/* Whether an assignment is one to the thresholds of a force: "force.thresholds = …", "forces.monitors.thresholds = …".
 */
static bool is_of_thresholds(const char *text)
{
    static const char list[] = ".thresholds";
    size_t length = strcspn(text, " \t=");

    return (strncmp(text, "force.", strlen("force.")) == 0 || strncmp(text, "forces.", strlen("forces.")) == 0) &&
           length > strlen(list) && strncmp(text + length - strlen(list), list, strlen(list)) == 0;
}

/* Rejects an assignment of a variant to the size or seed of the run, since draws are paired with those of the base, and
 * to what is read once for the whole run. */
static void check_assignment(ent_reader *self, const ent_setting *item, const char *path)
{
    static const char *const fixed[] = {"run.worlds", "run.replications", "run.seed", "run.design", "run.until"};
    static const char *const whole[] = {"checks", "variants", "sweeps", "levels", "observed", "cases"};
    const char *text = item->text + strspn(item->text, " \t");

    for (size_t i = 0; i < sizeof(fixed) / sizeof(*fixed); i++) {
        size_t length = strlen(fixed[i]);
        if (strncmp(text, fixed[i], length) == 0 && strchr(" \t=", text[length]) != NULL) {
            ent_reader_error(self, item, path, "set it in `run`, for all variants",
                "a variant may not change %s: its draws are compared with those of the base", fixed[i]);
        }
    }
    if (strncmp(text, "headline", strlen("headline")) == 0 && strchr(" \t=.", text[strlen("headline")]) != NULL) {
        ent_reader_error(self, item, path, "put the second question into `checks`, or into a file of its own",
            "a variant may not change the headline: its figure is compared with that of the base");
    }
    for (size_t i = 0; i < sizeof(whole) / sizeof(*whole); i++) {
        size_t length = strlen(whole[i]);
        if (strncmp(text, whole[i], length) == 0 && strchr(" \t=.", text[length]) != NULL) {
            ent_reader_error(self, item, path, "write it into the file, for all variants",
                "a variant may not change `%s`: they are of the whole run", whole[i]);
        }
    }
    if (is_of_thresholds(text)) {
        ent_reader_error(self, item, path, "write them into the file, for all variants: all that any of them needs",
            "a variant may not change %.*s: all variants are counted at the same thresholds",
            (int) strcspn(text, " \t="), text);
    }
    if (strncmp(text, "experts", strlen("experts")) == 0 && strchr(" \t=.", text[strlen("experts")]) != NULL) {
        ent_reader_error(self, item, path, "write it into the section `experts`, or into --set",
            "a variant may not change the experts: each world belongs to the same expert in all variants");
    }
}

static void read_set(ent_reader *self, const ent_setting *group, const char *path, ent_variant *variant)
{
    const ent_setting *list = ent_reader_list(self, group, "set", path);

    if (list == NULL) {
        return;
    }
    variant->set = ent_reader_array(self, list->count, sizeof(*variant->set));
    for (size_t i = 0; variant->set != NULL && i < list->count; i++) {
        const ent_setting *item = list->child[i];
        if (item->type != ENT_SETTING_STRING) {
            ent_reader_error(self, item, path, "\"events.air_cover = 100%\"", "expected `path = value` in quotes");
            continue;
        }
        check_assignment(self, item, path);
        variant->set[variant->sets].text = item->text;
        variant->set[variant->sets++].at = item->at;
    }
}

static void read_variant(ent_reader *self, const ent_setting *group, ent_variant *variant, written *as)
{
    const char *path = ent_reader_join(self, "variants", group->name);

    variant->label = ent_reader_label(self, group, path, false);
    if (!ent_reader_group(self, group, path, ENT_GROUP_VARIANT)) {
        return;
    }
    if (strcmp(group->name, "base") == 0) {
        ent_reader_error(self, group, path, "choose another name", "`base` is the file itself");
    }
    as->list = ent_setting_get(group, "of");
    if (as->list != NULL && ent_reader_is_wrong(as->list)) {
        as->list = NULL;
    }
    read_set(self, group, path, variant);
}

/* --- variants of variants ----------------------------------------------------------------------------------------- */

static size_t find_variant(const ent_scenario *scenario, const char *id)
{
    for (size_t i = 0; i < scenario->variants; i++) {
        if (strcmp(scenario->variant[i].label.id, id) == 0) {
            return i;
        }
    }
    return SIZE_MAX;
}

/* "did you mean `us_in`?", or the list of the other variants. */
static const char *other_variants(ent_reader *self, const ent_variant *variant, const char *name)
{
    const ent_scenario *scenario = self->scenario;
    const char **known = ent_reader_array(self, scenario->variants, sizeof(*known));
    const char *list = "`of` names other variants:";
    size_t count = 0;
    const char *near;

    for (size_t i = 0; known != NULL && i < scenario->variants; i++) {
        if (&scenario->variant[i] != variant) {
            known[count++] = scenario->variant[i].label.id;
        }
    }
    if (known == NULL || count == 0) {
        return "write the changes into `set`: the file has no other variant";
    }
    near = ent_nearest_name(name, known, count);
    for (size_t i = 0; i < count && i < ENT_READER_LISTED; i++) {
        list = ent_reader_print(self, "%s%s %s", list, i > 0 ? "," : "", known[i]);
    }
    return near != NULL ? ent_reader_print(self, "did you mean `%s`?", near) : list;
}

/* Reads the name of one variant that another puts together. */
static void read_part(ent_reader *self, const ent_setting *item, const char *path, ent_variant *variant, written *as)
{
    size_t index = item->type == ENT_SETTING_STRING ? find_variant(self->scenario, item->text) : SIZE_MAX;

    if (item->type != ENT_SETTING_STRING) {
        ent_reader_error(
            self, item, path, "of = ( \"us_in\", \"un_framework\" );", "expected names of variants in quotes");
        return;
    }
    if (strcmp(item->text, "base") == 0) {
        ent_reader_error(self, item, path, "leave it out", "every variant begins with the base");
        return;
    }
    if (index == SIZE_MAX) {
        ent_reader_error(
            self, item, path, other_variants(self, variant, item->text), "there is no variant called `%s`", item->text);
        return;
    }
    for (size_t i = 0; i < as->parts; i++) {
        if (as->part[i] == index) {
            ent_reader_error(self, item, path, "leave it out", "`%s` is named twice", item->text);
            return;
        }
    }
    variant->of[variant->ofs++] = item->text;
    as->part_at[as->parts] = item;
    as->part[as->parts++] = index;
}

static void read_parts(ent_reader *self, ent_variant *variant, written *as)
{
    const ent_setting *list = as->list;
    bool several = list->type == ENT_SETTING_LIST;
    size_t count = several ? list->count : 1;
    const char *path = ent_reader_join(self, ent_reader_join(self, "variants", variant->label.id), "of");

    variant->of = ent_reader_array(self, count, sizeof(*variant->of));
    as->part = ent_reader_array(self, count, sizeof(*as->part));
    as->part_at = ent_reader_array(self, count, sizeof(*as->part_at));
    for (size_t i = 0; variant->of != NULL && as->part != NULL && as->part_at != NULL && i < count; i++) {
        read_part(self, several ? list->child[i] : list, path, variant, as);
    }
}

/* One step of a walk along `of`. */
typedef struct step {
    size_t variant;
    size_t depth;              /* 1: the first */
    const struct step *before; /* NULL: the first */
} step;

/* "a -> b -> a": from the step at which the walk came by `again` first. */
static const char *cycle_text(ent_reader *self, const step *last, size_t again)
{
    const ent_variant *variant = self->scenario->variant;
    const char *text = variant[again].label.id;

    for (const step *at = last; at != NULL; at = at->before) {
        text = ent_reader_print(self, "%s -> %s", variant[at->variant].label.id, text);
        if (at->variant == again) {
            break;
        }
    }
    return text;
}

static void put_together(ent_reader *self, written *as, size_t index, const step *before);

/* Walks on to the variants in `of`; returns the number of their assignments. */
static size_t count_parts(ent_reader *self, written *as, size_t index, const step *here)
{
    const ent_variant *variant = self->scenario->variant;
    size_t count = 0;

    for (size_t i = 0; i < as[index].parts; i++) {
        size_t part = as[index].part[i];
        if (as[part].state == OPEN) {
            ent_reader_error(self, as[index].part_at[i],
                ent_reader_print(self, "variants.%s.of", variant[index].label.id), "take one of them out of `of`",
                "the variants go round in a circle: %s", cycle_text(self, here, part));
            continue;
        }
        if (here->depth < DEEPEST) {
            put_together(self, as, part, here);
        }
        count += variant[part].sets;
    }
    if (here->depth == DEEPEST || count > MOST_ASSIGNMENTS) {
        ent_reader_error(self, as[index].list, ent_reader_print(self, "variants.%s.of", variant[index].label.id),
            "write the changes into `set`", "more than %d %s", here->depth == DEEPEST ? DEEPEST : MOST_ASSIGNMENTS,
            here->depth == DEEPEST ? "variants, each of the next" : "assignments in one variant");
        return 0;
    }
    return count;
}

/* Puts the assignments of the variants in `of`, themselves put together before, in front of a variant's own. As deep as
 * variants are nested. */
static void put_together(ent_reader *self, written *as, size_t index, const step *before)
{
    ent_variant *variant = &self->scenario->variant[index];
    step here = {.variant = index, .depth = before != NULL ? before->depth + 1 : 1, .before = before};
    size_t own = variant->sets;
    ent_assignment *all;
    size_t count;

    if (as[index].state == DONE) {
        return;
    }
    as[index].state = OPEN;
    count = count_parts(self, as, index, &here);
    all = ent_reader_array(self, count + own, sizeof(*all));
    if (count > 0 && all != NULL) {
        size_t next = 0;
        for (size_t i = 0; i < as[index].parts; i++) {
            const ent_variant *part = &self->scenario->variant[as[index].part[i]];
            for (size_t k = 0; as[as[index].part[i]].state == DONE && k < part->sets; k++) {
                all[next++] = part->set[k];
            }
        }
        for (size_t k = 0; k < own; k++) {
            all[next++] = variant->set[k];
        }
        variant->set = all;
        variant->sets = next;
    }
    as[index].state = DONE;
}

void ent_read_variants(ent_reader *self)
{
    ent_scenario *scenario = self->scenario;
    const ent_setting *section = scenario->variant == NULL ? ent_reader_section(self, "variants") : NULL;
    written *as;

    if (scenario->variant != NULL) { /* known already: see ent_scenario_read */
        return;
    }
    as = ent_reader_array(self, ent_reader_entries(section), sizeof(*as));
    scenario->variant = ent_reader_array(self, ent_reader_entries(section), sizeof(*scenario->variant));
    if (section == NULL || as == NULL || scenario->variant == NULL) {
        return;
    }
    for (size_t i = 0; i < section->count; i++) {
        if (ent_reader_is_entry(section->child[i])) {
            read_variant(self, section->child[i], &scenario->variant[scenario->variants], &as[scenario->variants]);
            scenario->variants++;
        }
    }
    for (size_t i = 0; i < scenario->variants; i++) {
        if (as[i].list != NULL) {
            read_parts(self, &scenario->variant[i], &as[i]);
        }
    }
    for (size_t i = 0; i < scenario->variants; i++) {
        put_together(self, as, i, NULL);
    }
}
