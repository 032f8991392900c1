/* Readers of parties, demands and talks: the parties to an agreement, its content, and its timing. */
#include "scenario/by.h"
#include "scenario/quantity.h"
#include "scenario/sections.h"
#include "settings/option_text.h"

#include "base/status.h"

#include <math.h>
#include <string.h>

/* Warns of a constant concession that gives everything up at once, such as 80 for 80%. */
static void warn_of_concession(ent_reader *self, const ent_quantity *concession)
{
    const double most = 20.0; /* 0.05 of the way to the deadline gives up nine tenths */
    double value;

    if (concession->formula != NULL && ent_ast_constant(concession->formula, &value) && value > most &&
        isfinite(value)) {
        ent_reader_warn(self, concession->setting, concession->path,
            value <= 100.0 ? ent_reader_print(self, "if you mean per cent, write \"%.15g%%\"", value) : NULL,
            "a concession of %.15g gives up everything in the first round: 1 falls evenly to the deadline, below 1 "
            "holds out longer",
            value);
    }
}

void ent_read_parties(ent_reader *self)
{
    ent_scenario *scenario = self->scenario;
    const ent_setting *section = ent_reader_section(self, "parties");

    scenario->party = ent_reader_array(self, ent_reader_entries(section), sizeof(*scenario->party));
    for (size_t i = 0; section != NULL && scenario->party != NULL && i < section->count; i++) {
        const ent_setting *group = section->child[i];
        const char *path = ent_reader_join(self, "parties", group->name);
        ent_party *party = &scenario->party[scenario->parties];
        if (!ent_reader_is_entry(group)) {
            continue;
        }
        party->label = ent_reader_label(
            self, group, path, true); /* demands can refer to it even when its other settings are wrong */
        if (ent_reader_group(self, group, path, ENT_GROUP_PARTY) && ent_setting_get(group, "threshold") == NULL) {
            ent_reader_missing(self, group, path, "threshold", "threshold = \"50%\";",
                "`threshold` is missing: the least utility this party accepts");
        }
        party->threshold = ent_reader_child(self, group, "threshold", path, ENT_MEANING_SHARE, "0");
        party->war_cost = ent_reader_child(self, group, "war_cost", path, ENT_MEANING_SHARE, "0");
        party->concession = ent_reader_child(self, group, "concession", path, ENT_MEANING_POSITIVE, NULL);
        warn_of_concession(self, &party->concession);
        party->softens = ent_reader_child(self, group, "softens", path, ENT_MEANING_PROBABILITY, NULL);
        party->veto = group->type != ENT_SETTING_GROUP || ent_reader_flag(self, group, "veto", path, true);
        scenario->parties++;
    }
}

static bool is_option(const char *text)
{
    static const char allowed[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-";

    return *text != '\0' && text[strspn(text, allowed)] == '\0';
}

/* The error in an option's text, and the remedy in *help; NULL for none. */
static const char *wrong_option(
    ent_reader *self, const ent_setting *item, const ent_option_text *option, const char *id, const char **help)
{
    const char *name = NULL;

    if (!is_option(id)) {
        name = item->type == ENT_SETTING_STRING ? ent_reader_as_name(self, id) : NULL;
        *help = name == NULL ? "for example \"un_only\""
                : option->name != NULL
                    ? ent_reader_print(self, "write \"%s: %.*s\"", name, (int) option->name_length, option->name)
                    : ent_reader_print(self, "write \"%s\", or \"%s: %s\" for a name that people read", name, name, id);
        return "expected the option's name in quotes: one word of letters, digits and _";
    }
    *help = ent_reader_print(self, "write \"%s: …\", or \"%s\" alone", id, id);
    return option->name != NULL && option->name_length == 0 ? "behind the colon the name that people read is missing"
                                                            : NULL;
}

/* The name that people read: the one given, or one derived from the id. */
static const char *name_of_option(ent_reader *self, const char *id, const char *given)
{
    const char *name = given != NULL ? given : ent_display_name(id, &self->capitals, &self->scenario->arena);

    self->status = name != NULL ? self->status : ENT_ERR_NO_MEMORY;
    return name != NULL ? name : "";
}

static void read_option(ent_reader *self, const ent_setting *item, const char *where, ent_demand *demand)
{
    const char *text = item->type == ENT_SETTING_STRING ? item->text : "";
    ent_option_text option = ent_option_text_read(text);
    const char *id = ent_reader_print(self, "%.*s", (int) option.id_length, option.id);
    const char *given =
        option.name_length > 0
            ? ent_reader_one_line(self, ent_reader_print(self, "%.*s", (int) option.name_length, option.name))
            : NULL;
    const char *help = NULL;
    const char *wrong = wrong_option(self, item, &option, id, &help);
    size_t i = demand->options;

    if (wrong != NULL) {
        ent_reader_error(self, item, where, help, "%s", wrong);
    }
    for (size_t j = 0; j < i && *id != '\0'; j++) {
        if (strcmp(demand->option[j], id) == 0) {
            ent_reader_error(self, item, where, NULL, "the option '%s' stands here twice", id);
            break;
        }
        if (given != NULL && demand->option_given[j] != NULL && strcmp(demand->option_given[j], given) == 0) {
            ent_reader_error(self, item, where, "give each a name of its own, since people read nothing else",
                "the options '%s' and '%s' have the same name, `%s`", demand->option[j], id, given);
            break;
        }
    }
    demand->option[i] = id;
    demand->option_given[i] = given;
    demand->option_name[i] = name_of_option(self, id, given);
    demand->options = i + 1;
}

static void read_options(ent_reader *self, const ent_setting *group, const char *path, ent_demand *demand)
{
    static const char help[] = "options = ( \"refused\", \"met\" );";
    const ent_setting *list = ent_reader_list(self, group, "options", path);
    const char *where = ent_reader_join(self, path, "options");

    if (ent_setting_get(group, "options") == NULL) {
        ent_reader_missing(self, group, path, "options", help, "`options` is missing: what can be agreed");
    }
    if (list == NULL) {
        return;
    }
    if (list->count == 0) {
        ent_reader_error(self, list, where, help, "the list of what can be agreed is empty");
    }
    demand->option = ent_reader_array(self, list->count, sizeof(*demand->option));
    demand->option_name = ent_reader_array(self, list->count, sizeof(*demand->option_name));
    demand->option_given = ent_reader_array(self, list->count, sizeof(*demand->option_given));
    if (demand->option == NULL || demand->option_name == NULL || demand->option_given == NULL) {
        return;
    }
    for (size_t i = 0; i < list->count; i++) {
        read_option(self, list->child[i], where, demand);
    }
}

/* "one for each of: a, b, c"; NULL where the name of one cannot be read. */
static const char *each_option(ent_reader *self, const ent_demand *demand)
{
    const char *help = "one for each of:";

    for (size_t i = 0; i < demand->options; i++) {
        if (*demand->option[i] == '\0') {
            return NULL;
        }
        help = ent_reader_print(self, "%s%s %s", help, i > 0 ? "," : "", demand->option[i]);
    }
    return help;
}

/* Returns an array with one quantity per option, from the list `key` or from its default. */
static ent_quantity *read_per_option(ent_reader *self, const ent_setting *group, const char *key, const char *path,
    const ent_demand *demand, ent_meaning meaning, const char *otherwise)
{
    const ent_setting *list = group != NULL ? ent_reader_list(self, group, key, path) : NULL;
    const char *where = ent_reader_join(self, path, key);
    ent_quantity *quantity = ent_reader_array(self, demand->options, sizeof(*quantity));

    if (list != NULL && list->count != demand->options && demand->options > 0) {
        ent_reader_error(self, list, where, each_option(self, demand), "found %zu value%s, expected %zu", list->count,
            list->count == 1 ? "" : "s", demand->options);
    }
    if (list != NULL && list->count != demand->options) {
        list = NULL;
    }
    for (size_t i = 0; quantity != NULL && i < demand->options; i++) {
        const char *item = ent_reader_join(self, where, demand->option[i]);
        quantity[i] = list != NULL ? ent_reader_quantity(self, list->child[i], item, meaning)
                                   : ent_reader_default(self, otherwise, item, meaning);
    }
    return quantity;
}

/* Warns of `softens` without a refusal. */
static void warn_of_nothing_to_soften(ent_reader *self, const ent_quantity *softens, bool refuses)
{
    if (softens->formula != NULL && !softens->wrong && !refuses) {
        ent_reader_warn(self, softens->setting, softens->path,
            "say with which chance each option is refused at first: refuses = ( \"60%\", 0 );",
            "nothing is refused here, so there is nothing to soften");
    }
}

static void read_stance(ent_reader *self, const ent_setting *group, const char *path, const ent_party *party,
    const ent_demand *demand, ent_stance *stance)
{
    const char *where = ent_reader_join(self, path, party->label.id);
    const ent_setting *setting = ent_setting_get(group, party->label.id);

    if (setting != NULL && !ent_reader_group(self, setting, where, ENT_GROUP_STANCE)) {
        setting = NULL;
    }
    stance->given = setting != NULL;
    if (setting != NULL && ent_setting_get(setting, "scores") == NULL && ent_setting_get(setting, "weight") != NULL) {
        ent_reader_missing(
            self, setting, where, "scores", "scores = ( 0, 1 );", "`scores` is missing: one from 0 to 1 an option");
    }
    stance->weight = ent_reader_child(self, setting, "weight", where, ENT_MEANING_NOT_NEGATIVE,
        setting != NULL && ent_setting_get(setting, "scores") != NULL ? "1" : "0");
    stance->score = read_per_option(self, setting, "scores", where, demand, ENT_MEANING_SCORE, "0");
    stance->refuses = read_per_option(self, setting, "refuses", where, demand, ENT_MEANING_PROBABILITY, "0");
    stance->red_line = setting != NULL && ent_setting_get(setting, "refuses") != NULL;
    stance->softens = ent_reader_child(self, setting, "softens", where, ENT_MEANING_PROBABILITY, NULL);
    warn_of_nothing_to_soften(self, &stance->softens, stance->red_line);
}

static void check_demand_names(ent_reader *self, const ent_setting *group, const char *path)
{
    const ent_scenario *scenario = self->scenario;
    const char **known = ent_reader_array(self, ENT_SCHEMA_NAMES + scenario->parties, sizeof(*known));
    size_t count;

    if (known == NULL) {
        return;
    }
    count = ent_schema_names(ENT_GROUP_DEMAND, known);
    for (size_t p = 0; p < scenario->parties; p++) {
        known[count++] = scenario->party[p].label.id;
    }
    ent_reader_names(self, group, path, known, count);
}

static const char *nearest_party(ent_reader *self, const char *name)
{
    const ent_scenario *scenario = self->scenario;
    const char **known = ent_reader_array(self, scenario->parties, sizeof(*known));

    for (size_t p = 0; known != NULL && p < scenario->parties; p++) {
        known[p] = scenario->party[p].label.id;
    }
    return known != NULL ? ent_nearest_name(name, known, scenario->parties) : NULL;
}

static void read_demand(ent_reader *self, const ent_setting *group, ent_demand *demand)
{
    const ent_scenario *scenario = self->scenario;
    const char *path = ent_reader_join(self, "demands", group->name);

    demand->label = ent_reader_label(self, group, path, true);
    demand->by = "";
    if (group->type == ENT_SETTING_GROUP) {
        demand->by = ent_reader_by(self, group, path, false);
        read_options(self, group, path, demand);
    }
    check_demand_names(self, group, path);
    demand->available = read_per_option(self, group, "available", path, demand, ENT_MEANING_CONDITION, "true");
    /* also for a demand that is not a group: every party then has a stance of weight 0 */
    demand->stance = ent_reader_array(self, scenario->parties, sizeof(*demand->stance));
    for (size_t p = 0; demand->stance != NULL && p < scenario->parties; p++) {
        read_stance(self, group, path, &scenario->party[p], demand, &demand->stance[p]);
    }
}

static bool is_lost(ent_reader *self, const ent_demand *demand, const ent_party *party);

/* A score of 0 for each option: "0, 0, 0". */
static const char *zeros(ent_reader *self, size_t count)
{
    char *text = ent_reader_array(self, 3 * count + 1, sizeof(*text));

    for (size_t i = 0; text != NULL && i < count; i++) {
        memcpy(text + (i == 0 ? 0 : 3 * i - 2), i == 0 ? "0" : ", 0", i == 0 ? 1 : 3);
    }
    return text != NULL ? text : "";
}

/* Warns of a party with a veto that a demand forgets. */
static void warn_of_forgotten(ent_reader *self, const ent_demand *demand)
{
    const ent_scenario *scenario = self->scenario;

    for (size_t p = 0; demand->stance != NULL && p < scenario->parties; p++) {
        const ent_party *party = &scenario->party[p];
        ent_setting at = *demand->label.setting;
        if (demand->stance[p].given || !party->veto || demand->options == 0 || self->status != ENT_OK ||
            is_lost(self, demand, party)) {
            continue;
        }
        at.at = at.name_at;
        ent_reader_warn(self, &at, ent_reader_join(self, "demands", demand->label.id),
            ent_reader_print(self, "if it is indifferent, write %s: { weight = 0; scores = ( %s ); };", party->label.id,
                zeros(self, demand->options)),
            "`%s` has a veto and no entry here: this demand weighs 0 for it", party->label.id);
    }
}

/* True when the stance of a party on a demand may be lost in an error reported before: the demand is not a group, or
 * one of its entries is a misspelt name of this party. */
static bool is_lost(ent_reader *self, const ent_demand *demand, const ent_party *party)
{
    const ent_setting *group = demand->label.setting;
    const ent_setting *own = ent_setting_get(group, party->label.id);

    if (group->type != ENT_SETTING_GROUP || (own != NULL && own->type != ENT_SETTING_GROUP)) {
        return true;
    }
    for (size_t i = 0; own == NULL && i < group->count; i++) {
        const char *name = group->child[i]->name;
        if (ent_nearest_name(name, &party->label.id, 1) != NULL && nearest_party(self, name) == party->label.id) {
            return true;
        }
    }
    return false;
}

static bool may_have_lost_weight(ent_reader *self, const ent_party *party)
{
    for (size_t d = 0; d < self->scenario->demands && self->errors <= ENT_READER_ERRORS; d++) {
        if (is_lost(self, &self->scenario->demand[d], party)) {
            return true;
        }
    }
    return false;
}

static void check_weights(ent_reader *self, const ent_party *party, size_t p)
{
    const ent_scenario *scenario = self->scenario;
    ent_setting at = *party->label.setting;
    double total = 0.0;

    for (size_t d = 0; d < scenario->demands; d++) {
        double value;
        if (self->status != ENT_OK || !ent_ast_constant(scenario->demand[d].stance[p].weight.formula, &value)) {
            return;
        }
        total += value;
    }
    if (scenario->demands > 0 && !(total > 0.0) && !may_have_lost_weight(self, party)) {
        at.at = at.name_at;
        ent_reader_error(self, &at, ent_reader_join(self, "parties", party->label.id),
            "give it an entry with a weight in at least one demand",
            "all weights of `%s` are zero: it has no utility to compare with its threshold", party->label.id);
    }
}

void ent_read_demands(ent_reader *self)
{
    ent_scenario *scenario = self->scenario;
    const ent_setting *section = ent_reader_section(self, "demands");
    double packages = 1.0;

    scenario->demand = ent_reader_array(self, ent_reader_entries(section), sizeof(*scenario->demand));
    for (size_t i = 0; section != NULL && scenario->demand != NULL && i < section->count; i++) {
        if (ent_reader_is_entry(section->child[i])) {
            ent_demand *demand = &scenario->demand[scenario->demands++];
            size_t before = self->errors;
            read_demand(self, section->child[i], demand);
            if (self->errors == before) {
                warn_of_forgotten(self, demand);
            }
            packages *= demand->options > 0 ? (double) demand->options : 1.0;
        }
    }
    if (packages > 16777216.0) {
        ent_reader_error(self, section, "demands", "merge options or demands that go together",
            "%.0f packages: more than the 16777216 this version can keep apart", packages);
    }
    for (size_t p = 0; p < scenario->parties; p++) {
        bool refuses = false;
        for (size_t d = 0; scenario->demand != NULL && d < scenario->demands; d++) {
            refuses = refuses || (scenario->demand[d].stance != NULL && scenario->demand[d].stance[p].red_line);
        }
        warn_of_nothing_to_soften(self, &scenario->party[p].softens, refuses || self->errors > 0);
        check_weights(self, &scenario->party[p], p);
    }
}

static void report_unknown_rule(ent_reader *self, const ent_setting *section, const char *text)
{
    ent_arena *arena = &self->scenario->arena;
    const char **name = ent_reader_array(self, ent_bargaining_rules(), sizeof(*name));
    const char *expected = ent_bargaining_rule_at(0)->name;
    const char *near;

    if (name == NULL) {
        return;
    }
    for (size_t i = 0; i < ent_bargaining_rules(); i++) {
        name[i] = ent_bargaining_rule_at(i)->name;
        expected = i == 0 ? name[i] : ent_arena_printf(arena, "%s, %s", expected != NULL ? expected : "", name[i]);
    }
    near = ent_nearest_name(text, name, ent_bargaining_rules());
    ent_reader_error(self, ent_setting_get(section, "rule"), "talks.rule",
        near != NULL ? ent_arena_printf(arena, "did you mean \"%s\"?", near) : NULL, "found \"%s\", expected one of %s",
        text, expected != NULL ? expected : "");
}

static const ent_bargaining_rule *read_rule(ent_reader *self, const ent_setting *section)
{
    const ent_bargaining_rule *standard = ent_bargaining_rule_at(0);
    const char *text = ent_reader_string(self, section, "rule", "talks", standard->name);
    const ent_bargaining_rule *rule = ent_bargaining_rule_find(text);

    if (rule == NULL) {
        report_unknown_rule(self, section, text);
    }
    return rule != NULL ? rule : standard;
}

static bool are_talks(const ent_scenario *self)
{
    return self->parties > 0 && self->demands > 0;
}

static void warn_of_closed_stage(ent_reader *self, const ent_quantity *chance)
{
    double value;

    if (are_talks(self->scenario) && chance->formula != NULL && ent_ast_constant(chance->formula, &value) &&
        value == 0.0) {
        ent_reader_warn(self, chance->setting, chance->path, NULL,
            "a stage with a monthly chance of 0 is never passed: there is never a deal");
    }
}

static void read_stages(ent_reader *self, const ent_setting *section)
{
    ent_talks *talks = &self->scenario->talks;
    const ent_setting *stages = ent_setting_get(section, "stages");

    if (stages == NULL || ent_reader_is_wrong(stages)) {
        return;
    }
    if (stages->type != ENT_SETTING_GROUP) {
        ent_reader_error(self, stages, "talks.stages", "stages: { bilateral = \"15%\"; };", "expected a group");
        return;
    }
    ent_reader_texts(self, stages, "talks.stages");
    talks->stage = ent_reader_array(self, ent_reader_entries(stages), sizeof(*talks->stage));
    for (size_t i = 0; talks->stage != NULL && i < stages->count; i++) {
        const ent_setting *child = stages->child[i];
        const char *path = ent_reader_join(self, "talks.stages", child->name);
        if (ent_reader_is_entry(child)) {
            ent_stage *stage = &talks->stage[talks->stages++];
            stage->label = ent_reader_label(self, child, path, false);
            stage->chance = ent_reader_quantity(self, child, path, ENT_MEANING_PROBABILITY);
            warn_of_closed_stage(self, &stage->chance);
        }
    }
}

/* Warns of settings that nothing reads where there are no talks: they would seem to hold a deal up, or to shape it. */
static void warn_of_no_talks(ent_reader *self)
{
    static const char *const section[] = {"parties", "demands"};
    static const char *const missing[] = {"demands", "parties"};
    const ent_scenario *scenario = self->scenario;
    const size_t count[] = {scenario->parties, scenario->demands};

    if (are_talks(scenario) || self->diagnostics->errors > 0) { /* what is wrong may be what is missing */
        return;
    }
    for (size_t i = 0; i < sizeof(count) / sizeof(*count); i++) {
        if (count[i] > 0) {
            ent_reader_warn(self, ent_setting_get(self->root, section[i]), section[i],
                ent_reader_print(self, "add `%s`, or leave `%s` out", missing[i], section[i]),
                "there are no talks without `%s`: a deal is signed at once, whatever stands here", missing[i]);
        }
    }
    if (scenario->parties + scenario->demands == 0 && scenario->talks.stages > 0) {
        ent_reader_warn(self, ent_setting_get(ent_setting_get(self->root, "talks"), "stages"), "talks.stages",
            "add `parties` and `demands`, or leave `stages` out",
            "there are no talks (no parties, no demands): a deal is signed at once, and no stage holds it up");
    }
}

static void read_settings(ent_reader *self, const ent_setting *section)
{
    ent_talks *talks = &self->scenario->talks;
    const ent_setting *child = ent_setting_get(section, "rounds");

    if (child != NULL) {
        talks->rounds = (size_t) ent_reader_constant(self, child, "talks.rounds", 1.0, 1200.0, true, 12.0);
    }
    child = ent_setting_get(section, "months_per_round");
    if (child != NULL) {
        talks->months_per_round = ent_reader_constant(self, child, "talks.months_per_round", 1e-3, 1200.0, false, 1.0);
    }
    child = ent_setting_get(section, "deadline");
    talks->deadline_given = child != NULL;
    talks->deadline = talks->rounds;
    if (child != NULL) {
        talks->deadline =
            (size_t) ent_reader_constant(self, child, "talks.deadline", 1.0, 1200.0, true, (double) talks->rounds);
    }
    talks->rule = read_rule(self, section);
    read_stages(self, section);
}

void ent_read_talks(ent_reader *self)
{
    const ent_setting *section = ent_reader_section(self, "talks");

    self->scenario->talks =
        (ent_talks){.rounds = 12, .months_per_round = 1.0, .deadline = 12, .rule = ent_bargaining_rule_at(0)};
    if (section != NULL && ent_reader_group(self, section, "talks", ENT_GROUP_TALKS)) {
        read_settings(self, section);
    }
    warn_of_no_talks(self);
}
