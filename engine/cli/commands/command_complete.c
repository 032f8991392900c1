/* `entente complete -- WORDS...`: candidates for the last word of a command line, for the completions of shells.
 *
 * Prints one candidate a line: the whole word, a tab, its meaning; the shell adds no blank after one that ends in '.'
 * or
 * '='. Or one line ":scenarios", ":folders" or ":files", which the shell completes itself. Prints no messages, since
 * they would appear within the line that is typed. */
#include "cli/options.h"
#include "jobs/analyse/methods.h"
#include "jobs/load.h"
#include "settings/schema.h"
#include "settings/tree.h"

#include <stdio.h>
#include <string.h>

/* The command line typed so far. */
typedef struct typing {
    const char *const *word; /* [count] words after the program's name, without the last */
    size_t count;
    const char *last;   /* the last word, "" for a new one; behind `before` */
    const char *before; /* the beginning of that word, which all candidates share: "--set=" */
    const ent_command_entry *command;
    const char *first; /* first operand; NULL: not typed yet */
    size_t operands;
    bool only_operands; /* after -- */
    uint64_t given;     /* bit i: option i of ent_option_table */
} typing;

/* Prints a candidate, and `end` behind it, if it begins as the last word does. */
static void offer(const typing *self, const char *candidate, const char *end, const char *means)
{
    size_t typed = strlen(self->last);

    if (strncmp(candidate, self->last, strlen(candidate) < typed ? strlen(candidate) : typed) != 0 ||
        strlen(candidate) < typed) {
        return;
    }
    printf("%s%s%s\t", self->before, candidate, end);
    for (const char *c = means; *c != '\0'; c++) {
        putchar(*c == '\n' || *c == '\t' ? ' ' : *c);
    }
    putchar('\n');
}

/* --- names in the scenario ---------------------------------------------------------------------------------------- */

static const char *name_of(const ent_setting *group)
{
    const ent_setting *name = ent_setting_get(group, "name");

    return name != NULL && name->type == ENT_SETTING_STRING ? name->text : "";
}

static void offer_entries(const typing *self, const ent_setting *root, const char *section)
{
    const ent_setting *group = ent_setting_get(root, section);

    for (size_t i = 0; group != NULL && group->type == ENT_SETTING_GROUP && i < group->count; i++) {
        offer(self, group->child[i]->name, "", name_of(group->child[i]));
    }
}

/* Whether a value needs no quoting in any shell. */
static bool is_plain(const char *text)
{
    return *text != '\0' &&
           strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._%+-") == strlen(text);
}

/* After `path=`: the current value. */
static void offer_value(const typing *self, const ent_setting *root, const char *equals, ent_arena *arena)
{
    const char *path = ent_arena_strndup(arena, self->last, (size_t) (equals - self->last));
    const ent_setting *setting = path != NULL ? ent_setting_find(root, path) : NULL;
    const char *candidate;

    if (setting != NULL && setting->type == ENT_SETTING_GROUP) {
        setting = ent_setting_get(setting, "value");
    }
    if (setting == NULL || setting->type == ENT_SETTING_LIST || setting->type == ENT_SETTING_GROUP ||
        !is_plain(setting->text)) {
        return;
    }
    candidate = ent_arena_printf(arena, "%s=%s", path, setting->text);
    if (candidate != NULL) {
        offer(self, candidate, "", "as it is");
    }
}

static bool is_text(const char *name)
{
    const ent_schema_row *row = ent_schema_named(name);

    return ent_schema_is_label(name) || (row != NULL && (row->traits & ENT_TRAIT_NOT_SIMULATED) != 0);
}

/* behind: what follows a path, "=" or nothing. */
static void offer_setting(
    const typing *self, const ent_setting *child, const char *path, const char *behind, ent_arena *arena)
{
    const ent_setting *value = ent_setting_get(child, "value");
    const char *label = name_of(child);

    if (child->type != ENT_SETTING_GROUP) {
        offer(self, path, behind, child->type == ENT_SETTING_LIST ? "a list" : child->text);
        return;
    }
    if (value != NULL && value->type != ENT_SETTING_LIST) {
        const char *means = ent_arena_printf(arena, "%s%s%s", label, *label != '\0' ? ": " : "", value->text);
        offer(self, path, behind, means != NULL ? means : "");
    } else {
        offer(self, path, ".", label);
    }
}

/* Offers one component of a path at a time, since a scenario has hundreds of settings. */
static void offer_settings(const typing *self, const ent_setting *root, const char *behind, ent_arena *arena)
{
    const char *equals = strchr(self->last, '=');
    const char *dot = strrchr(self->last, '.');
    const char *above = dot != NULL ? ent_arena_strndup(arena, self->last, (size_t) (dot - self->last)) : "";
    const ent_setting *group;

    if (equals != NULL) {
        offer_value(self, root, equals, arena);
        return;
    }
    group = above != NULL ? ent_setting_find(root, above) : NULL;
    for (size_t i = 0; group != NULL && group->type == ENT_SETTING_GROUP && i < group->count; i++) {
        const ent_setting *child = group->child[i];
        const char *path = dot != NULL ? ent_arena_printf(arena, "%s.%s", above, child->name) : child->name;
        if (path != NULL && !is_text(child->name)) {
            offer_setting(self, child, path, behind, arena);
        }
    }
}

/* The file is only parsed, not compiled: that takes some milliseconds, and works while the file has other errors. */
static void offer_from_scenario(const typing *self, ent_argument kind)
{
    ent_file_scope scope = {.scenario = self->first};
    ent_tree tree = {0};
    ent_diagnostics ignored = {0};
    ent_arena arena = {0};

    if (self->first == NULL) {
        return;
    }
    ent_tree_load(&tree, self->first, ent_load_file, &scope, &ignored);
    if (tree.root != NULL && (kind == ENT_ARGUMENT_SETTING || kind == ENT_ARGUMENT_PATH)) {
        offer_settings(self, tree.root, kind == ENT_ARGUMENT_SETTING ? "=" : "", &arena);
    } else if (tree.root != NULL && kind == ENT_ARGUMENT_VARIANT) {
        offer(self, "base", "", "the file itself");
        offer_entries(self, tree.root, "variants");
    } else if (tree.root != NULL) {
        offer_entries(self, tree.root, kind == ENT_ARGUMENT_OUTCOME ? "outcomes" : "sweeps");
    }
    ent_arena_free(&arena);
    ent_diagnostics_free(&ignored);
    ent_tree_free(&tree);
}

/* Behind FILE: the variants of the file; else scenario files. */
static void offer_compared(const typing *self)
{
    const char *colon = strrchr(self->last, ':');
    typing behind = *self;
    ent_arena arena = {0};

    if (colon == NULL) {
        puts(":scenarios");
        return;
    }
    behind.first = ent_arena_strndup(&arena, self->last, (size_t) (colon - self->last));
    behind.before = ent_arena_strndup(&arena, self->last, (size_t) (colon - self->last) + 1);
    behind.last = colon + 1;
    if (behind.first != NULL && behind.before != NULL) {
        offer_from_scenario(&behind, ENT_ARGUMENT_VARIANT);
    }
    ent_arena_free(&arena);
}

/* --- commands and options ----------------------------------------------------------------------------------------- */

static void offer_commands(const typing *self)
{
    size_t count;
    const ent_command_entry *const *command = ent_command_table(&count);

    for (size_t i = 0; i < count; i++) {
        if (!command[i]->hidden) {
            offer(self, command[i]->name, "", command[i]->summary);
        }
    }
}

static void offer_methods(const typing *self)
{
    size_t count;
    const ent_analysis_method *const *method = ent_methods(&count);

    for (size_t i = 0; i < count; i++) {
        offer(self, method[i]->name, "", method[i]->about);
    }
}

static void offer_choices(const typing *self, const char *choices)
{
    char words[64];
    char *rest = NULL;

    snprintf(words, sizeof(words), "%s", choices);
    for (char *word = strtok_r(words, " ", &rest); word != NULL; word = strtok_r(NULL, " ", &rest)) {
        offer(self, word, "", "");
    }
}

static void offer_argument(const typing *self, ent_argument kind, const char *choices)
{
    switch (kind) {
    case ENT_ARGUMENT_SCENARIO:
    case ENT_ARGUMENT_SCENARIOS:
        puts(":scenarios");
        break;
    case ENT_ARGUMENT_COMPARED:
        offer_compared(self);
        break;
    case ENT_ARGUMENT_FOLDER:
    case ENT_ARGUMENT_RESULTS:
        puts(":folders");
        break;
    case ENT_ARGUMENT_SHARDS:
    case ENT_ARGUMENT_NEW_FILE:
        puts(":files");
        break;
    case ENT_ARGUMENT_SETTING:
    case ENT_ARGUMENT_PATH:
    case ENT_ARGUMENT_VARIANT:
    case ENT_ARGUMENT_OUTCOME:
    case ENT_ARGUMENT_SWEEP:
        offer_from_scenario(self, kind);
        break;
    case ENT_ARGUMENT_METHOD:
        offer_methods(self);
        puts(":scenarios");
        break;
    case ENT_ARGUMENT_CHOICE:
        offer_choices(self, choices);
        break;
    case ENT_ARGUMENT_COMMAND:
        offer_commands(self);
        break;
    case ENT_ARGUMENT_NONE:
    case ENT_ARGUMENT_COUNT:
    case ENT_ARGUMENT_ANYTHING:
        break;
    }
}

/* Offers the options of the command that may still be given. */
static void offer_options(const typing *self)
{
    size_t count;
    const ent_option_entry *option = ent_option_table(&count);

    for (size_t i = 0; i < count; i++) {
        char word[64];
        bool again = (self->given >> i & 1) != 0 && !option[i].repeats;
        if (!again && ent_command_takes(self->command, &option[i])) {
            snprintf(word, sizeof(word), "--%s", option[i].name);
            offer(self, word, "", option[i].help);
        }
    }
}

/* --- the line ----------------------------------------------------------------------------------------------------- */

/* The option in a word; NULL where it is none. *value: the text behind its '=', NULL without one. */
static const ent_option_entry *option_of(const char *word, const char **value)
{
    size_t length = strcspn(word, "=");

    *value = word[length] == '=' ? word + length + 1 : NULL;
    if (strncmp(word, "--", 2) == 0) {
        return ent_option_find(word + 2, length - 2);
    }
    return word[0] == '-' && word[1] != '\0' && word[2] == '\0' ? ent_option_of_letter(word[1]) : NULL;
}

/* Reads the words before the last. Returns the option of which the last word is the value; NULL where it is not. */
static const ent_option_entry *read_line(typing *self)
{
    const ent_option_entry *waiting = NULL;
    size_t count;

    for (size_t i = 0; i < self->count; i++) {
        const char *word = self->word[i];
        const char *value;
        const ent_option_entry *option = self->only_operands ? NULL : option_of(word, &value);
        if (waiting != NULL) {
            waiting = NULL;
        } else if (option != NULL) {
            self->given |= UINT64_C(1) << (option - ent_option_table(&count));
            waiting = option->argument != NULL && value == NULL ? option : NULL;
        } else if (!self->only_operands && strcmp(word, "--") == 0) {
            self->only_operands = true;
        } else if (self->only_operands || word[0] != '-') {
            if (self->command == NULL) {
                self->command = ent_command_find(word);
            } else {
                self->first = self->first == NULL ? word : self->first;
                self->operands++;
            }
        }
    }
    return waiting;
}

static void offer_operand(const typing *self)
{
    if (self->command == NULL) {
        offer_commands(self);
    } else if (self->operands < self->command->most) {
        offer_argument(self, self->operands == 0 ? self->command->operand : self->command->others, NULL);
    }
}

/* The kind of an option's value. */
static ent_argument kind_of(const typing *self, const ent_option_entry *option)
{
    bool is_file = option->kind == ENT_ARGUMENT_FOLDER && self->command != NULL && self->command->out_file != NULL;

    return is_file ? ENT_ARGUMENT_NEW_FILE : option->kind;
}

static int complete(const ent_options *options)
{
    typing self = {.word = options->operand, .last = "", .before = ""};
    const ent_option_entry *waiting;
    const char *value = NULL;
    char before[64];

    if (options->operands > 0) {
        self.count = options->operands - 1;
        self.last = options->operand[self.count];
    }
    waiting = read_line(&self);
    if (waiting == NULL && !self.only_operands) {
        waiting = option_of(self.last, &value);
        if (value != NULL && waiting != NULL) { /* --name=value in one word */
            snprintf(before, sizeof(before), "%.*s", (int) (value - self.last), self.last);
            self.before = before;
            self.last = value;
        } else {
            waiting = NULL;
        }
    }
    if (waiting != NULL) {
        offer_argument(&self, kind_of(&self, waiting), waiting->choices);
    } else if (self.last[0] == '-' && !self.only_operands) {
        offer_options(&self);
    } else {
        offer_operand(&self);
    }
    return ENT_EXIT_OK;
}

const ent_command_entry ent_command_complete = {.name = "complete",
    .operands = "-- WORDS...",
    .summary = "what the last word of a command line may become, for shells",
    .text = "Prints a candidate a line, with what it is behind a tab, for the completions of bash, zsh and fish.",
    .example = {{"entente complete -- run mine.cfg --set events.", "the events that can be set"}},
    .most = ENT_MANY_OPERANDS,
    .hidden = true,
    .run = complete};
