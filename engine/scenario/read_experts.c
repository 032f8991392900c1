/* Reader of experts: the judges whose settings the worlds of a run are shared among. */
#include "scenario/quantity.h"
#include "scenario/sections.h"

#include <math.h>
#include <string.h>

/* A setting that is the same for all experts, and all below it. */
typedef struct shared_setting {
    const char *path;
    const char *why; /* "an expert may not change …: why" */
    const char *help;
} shared_setting;

static const char for_all[] = "set it for all experts: in its section, or by --set";

static const shared_setting shared[] = {
    {"run", "the worlds of one run are shared among the experts", for_all},
    {"talks.rounds", "the talks of all experts have the same rounds", for_all},
    {"talks.months_per_round", "the talks of all experts have the same rounds", for_all},
    {"truce.in_force", "the tables count truces of all draws, or of those with a deal", for_all},
    {"force.thresholds", "their figures stand in one table", for_all},
    {"headline", "the experts answer one question", "put the second question into `checks`"},
    {"given", "the experts answer one question", "put the second question into `checks`"},
    {"outcomes", "their draws are counted by the same outcomes",
        "let the outcomes refer to a factor or an event, which the expert changes"},
    {"checks", "they are checks of the whole run", for_all},
    {"experts", "experts do not change one another", "write it into the section `experts`, or into --set"},
    {"variants", "a variant is a change to the whole file, and is made on top of the experts",
        "write it into the section `variants`"},
    {"sweeps", "a sweep varies the whole file", "write it into the section `sweeps`"},
    {"levels", "a comparison is of the whole file", for_all},
    {"observed", "it is what happened, whoever judges", "write it into the file"},
    {"cases", "a case is a change to the whole file", "write it into the section `cases`"},
    {"base", "the expert's settings are changes to this file", for_all},
    {"set", "the expert's settings are changes to this file", "write the assignments into the expert's own `set`"},
};

/* Length of the path of "path = value", without blanks. */
static size_t path_length(const char *text)
{
    size_t length = strcspn(text, "=");

    while (length > 0 && strchr(" \t\n", text[length - 1]) != NULL) {
        length--;
    }
    return length;
}

static bool is_at_or_below(const char *path, size_t length, const char *above)
{
    size_t own = strlen(above);

    return length >= own && strncmp(path, above, own) == 0 && (length == own || path[own] == '.');
}

/* Whether the path is that of a setting `list` of a group in a section: "demands.", ".options". */
static bool is_list_of(const char *path, size_t length, const char *section, const char *list)
{
    return length > strlen(section) + strlen(list) && strncmp(path, section, strlen(section)) == 0 &&
           strncmp(path + length - strlen(list), list, strlen(list)) == 0;
}

/* Whether an expert may make this assignment; with an error where not. */
static bool check_assignment(ent_reader *self, const ent_setting *item, const char *path)
{
    const char *text = item->text + strspn(item->text, " \t\n");
    size_t length = path_length(text);

    for (size_t i = 0; i < sizeof(shared) / sizeof(*shared); i++) {
        if (is_at_or_below(text, length, shared[i].path)) {
            ent_reader_error(self, item, path, shared[i].help, "an expert may not change %.*s: %s", (int) length, text,
                shared[i].why);
            return false;
        }
    }
    if (is_list_of(text, length, "forces.", ".thresholds")) {
        ent_reader_error(self, item, path, for_all, "an expert may not change %.*s: their figures stand in one table",
            (int) length, text);
        return false;
    }
    if (is_list_of(text, length, "demands.", ".options")) {
        ent_reader_error(self, item, path,
            "write all options into the file; the expert's `available` or `refuses` puts one out",
            "an expert may not change which options exist: deals of all experts are counted together");
        return false;
    }
    return true;
}

static void read_set(ent_reader *self, const ent_setting *group, const char *path, ent_expert *expert)
{
    const ent_setting *list = ent_reader_list(self, group, "set", path);

    if (list == NULL) {
        return;
    }
    expert->set = ent_reader_array(self, list->count, sizeof(*expert->set));
    for (size_t i = 0; expert->set != NULL && i < list->count; i++) {
        const ent_setting *item = list->child[i];
        if (item->type != ENT_SETTING_STRING) {
            ent_reader_error(
                self, item, path, "\"factors.trust = normal(1, 0.5)\"", "expected `path = value` in quotes");
            continue;
        }
        if (check_assignment(self, item, path)) {
            expert->set[expert->sets].text = item->text;
            expert->set[expert->sets++].at = item->at;
        }
    }
}

/* A constant of at least 0, as a number or a share ("40%"); 1 after an error. */
static double read_weight(ent_reader *self, const ent_setting *setting, const char *path)
{
    ent_quantity quantity = ent_reader_quantity(self, setting, path, ENT_MEANING_NOT_NEGATIVE);
    double value;

    if (quantity.wrong || quantity.formula == NULL || ent_reader_refuses_truth(self, &quantity)) {
        return 1.0;
    }
    if (!ent_ast_constant(quantity.formula, &value) || !isfinite(value)) {
        ent_reader_error(self, quantity.setting, path, "a number, such as 2 or \"40%\"",
            "found `%s`, expected a constant weight: it decides how many worlds belong to the expert",
            quantity.written);
        return 1.0;
    }
    return value;
}

static void read_expert(ent_reader *self, const ent_setting *group, ent_expert *expert)
{
    const char *path = ent_reader_join(self, "experts", group->name);
    const ent_setting *weight;

    expert->label = ent_reader_label(self, group, path, false);
    expert->setting = group;
    expert->weight = 1.0;
    if (!ent_reader_group(self, group, path, ENT_GROUP_EXPERT)) {
        return;
    }
    weight = ent_setting_get(group, "weight");
    if (weight != NULL && !ent_reader_is_wrong(weight)) {
        expert->weight = read_weight(self, weight, ent_reader_join(self, path, "weight"));
    }
    read_set(self, group, path, expert);
}

static void check_weights(ent_reader *self, const ent_setting *section)
{
    const ent_scenario *scenario = self->scenario;
    double sum = 0.0;

    for (size_t i = 0; i < scenario->experts; i++) {
        sum += scenario->expert[i].weight;
    }
    if (scenario->experts > 0 && !(sum > 0.0)) {
        ent_reader_error(self, section, "experts", "give one of them a weight above 0; left out it is 1",
            "the weights of all experts are 0: no world belongs to anyone");
    }
}

void ent_read_experts(ent_reader *self)
{
    ent_scenario *scenario = self->scenario;
    const ent_setting *section = ent_reader_section(self, "experts");

    scenario->expert = ent_reader_array(self, ent_reader_entries(section), sizeof(*scenario->expert));
    for (size_t i = 0; section != NULL && scenario->expert != NULL && i < section->count; i++) {
        if (ent_reader_is_entry(section->child[i])) {
            read_expert(self, section->child[i], &scenario->expert[scenario->experts++]);
        }
    }
    check_weights(self, section);
}
