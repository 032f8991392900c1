#include "cli/options.h"

#include "base/diagnostic.h"
#include "base/shell_word.h"
#include "cli/console.h"
#include "cli/json_output.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void ent_options_free(ent_options *self)
{
    for (size_t i = 0; i < self->mades; i++) {
        free(self->made[i]);
    }
    free(self->made);
    free((void *) self->operand);
    free((void *) self->set);
    free((void *) self->prior);
    *self = (ent_options){0};
}

bool ent_options_gave(const ent_options *self, const char *name)
{
    size_t count;
    const ent_option_entry *option = ent_option_find(name, strlen(name));

    return option != NULL && (self->given >> (option - ent_option_table(&count)) & 1) != 0;
}

/* value: "" for options that take none. */
static int take_option(ent_options *self, const ent_option_entry *option, const char *value)
{
    size_t count;

    self->given |= UINT64_C(1) << (option - ent_option_table(&count));
    return option->read(option, value, self);
}

/* --- names -------------------------------------------------------------------------------------------------------- */

/* Writes the commands that take an option: "run, sweep". */
static void list_takers(const ent_option_entry *option, char *buffer, size_t room)
{
    size_t count;
    const ent_command_entry *const *command = ent_command_table(&count);
    size_t length = 0;

    buffer[0] = '\0';
    for (size_t i = 0; i < count && length < room; i++) {
        if (!command[i]->hidden && ent_command_takes(command[i], option)) {
            length +=
                (size_t) snprintf(buffer + length, room - length, "%s%s", length > 0 ? ", " : "", command[i]->name);
        }
    }
}

static int unknown_option(const ent_command_entry *command, const char *text)
{
    const char *names[64];
    size_t options;
    const ent_option_entry *option = ent_option_table(&options);
    size_t count = 0;
    const char *near;
    char word[64];

    for (size_t i = 0; i < options; i++) {
        if (command == NULL || ent_command_takes(command, &option[i])) {
            names[count++] = option[i].name;
        }
    }
    snprintf(word, sizeof(word), "%s", text + strspn(text, "-"));
    word[strcspn(word, "=")] = '\0';
    near = ent_nearest_name(word, names, count);
    if (near != NULL) {
        ent_complain("unknown option `%s`; did you mean --%s?", text, near);
    } else {
        ent_complain("unknown option `%s`; `entente%s%s --help` lists the options", text, command != NULL ? " " : "",
            command != NULL ? command->name : "");
    }
    return ENT_EXIT_USAGE;
}

/* For an option of other commands, the message names these commands. */
static int check_given(const ent_options *self)
{
    size_t options;
    const ent_option_entry *option = ent_option_table(&options);

    for (size_t i = 0; i < options; i++) {
        char takers[128];
        if ((self->given >> i & 1) == 0 || ent_command_takes(self->entry, &option[i])) {
            continue;
        }
        list_takers(&option[i], takers, sizeof(takers));
        if (self->entry == NULL) {
            ent_complain("--%s goes with a command: %s", option[i].name, takers);
        } else {
            ent_complain("`%s` takes no --%s (that is for: %s); `entente %s --help` lists its options",
                self->entry->name, option[i].name, takers, self->entry->name);
        }
        return ENT_EXIT_USAGE;
    }
    return ENT_EXIT_OK;
}

static int check_operands(const ent_options *self)
{
    const ent_command_entry *entry = self->entry;

    if (self->operands < entry->least) {
        ent_complain("%s wants %s; for example: %s", entry->name, entry->wants, entry->example[0].line);
        return ENT_EXIT_USAGE;
    }
    if (self->operands > entry->most) {
        ent_complain("`%s` is one too many: the usage is `entente %s %s`", self->operand[entry->most], entry->name,
            entry->operands);
        return ENT_EXIT_USAGE;
    }
    return ENT_EXIT_OK;
}

int ent_unknown_command(const char *name)
{
    size_t count;
    const ent_command_entry *const *command = ent_command_table(&count);
    const char *names[64];
    const char *near;
    size_t shown = 0;
    char list[256] = "";
    size_t length = 0;

    for (size_t i = 0; i < count && shown < 64; i++) {
        if (!command[i]->hidden) {
            names[shown++] = command[i]->name;
            length += (size_t) snprintf(
                list + length, sizeof(list) - length, "%s%s", length > 0 ? ", " : "", command[i]->name);
        }
    }
    near = ent_nearest_name(name, names, shown);
    if (near != NULL) {
        ent_complain("`%s` is no command; did you mean `entente %s`?", name, near);
    } else if (strchr(name, '.') != NULL || strchr(name, '/') != NULL) {
        ent_arena arena = {0};
        const char *path = ent_shell_path(name, &arena);
        ent_complain("`%s` is no command; did you mean `entente run %s`?", name, path != NULL ? path : name);
        ent_arena_free(&arena);
    } else {
        ent_complain("`%s` is no command; the commands are %s", name, list);
    }
    return ENT_EXIT_USAGE;
}

/* --- argv --------------------------------------------------------------------------------------------------------- */

/* The words of the command line; at: index of the next one. */
typedef struct words {
    char **word;
    int count, at;
} words;

static bool is_option(const char *word)
{
    return word[0] == '-' && word[1] != '\0';
}

/* --name, --name=value, --name value. */
static int read_long(ent_options *self, words *line)
{
    const char *word = line->word[line->at++];
    size_t length = strcspn(word + 2, "=");
    const char *value = word[2 + length] == '=' ? word + 2 + length + 1 : NULL;
    const ent_option_entry *option = ent_option_find(word + 2, length);

    if (option == NULL) {
        return unknown_option(self->entry, word);
    }
    if (option->argument == NULL && value != NULL) {
        ent_complain("--%s takes no value", option->name);
        return ENT_EXIT_USAGE;
    }
    if (option->argument != NULL && value == NULL) {
        if (line->at == line->count) {
            ent_complain("--%s wants a value: --%s %s", option->name, option->name, option->argument);
            return ENT_EXIT_USAGE;
        }
        value = line->word[line->at++];
    }
    return take_option(self, option, value != NULL ? value : "");
}

/* -q, -qh, -o DIR, -oDIR. */
static int read_letters(ent_options *self, words *line)
{
    const char *word = line->word[line->at++];
    int status = ENT_EXIT_OK;

    for (size_t i = 1; word[i] != '\0' && status == ENT_EXIT_OK; i++) {
        const ent_option_entry *option = ent_option_of_letter(word[i]);
        const char *value = word + i + 1;
        if (option == NULL) {
            return unknown_option(self->entry, word);
        }
        if (option->argument == NULL) {
            status = take_option(self, option, "");
            continue;
        }
        if (*value == '\0' && line->at == line->count) {
            ent_complain("-%c wants a value: -%c %s", option->letter, option->letter, option->argument);
            return ENT_EXIT_USAGE;
        }
        return take_option(self, option, *value != '\0' ? value : line->word[line->at++]);
    }
    return status;
}

/* The command: the first word that is neither an option nor the value of one. It is found before the options are read,
 * so that messages about options can name it. NULL when there is none. */
static const char *find_command(int argc, char **argv)
{
    for (int i = 1; i < argc; i++) {
        size_t length = strlen(argv[i]);
        const ent_option_entry *option = NULL;
        if (!is_option(argv[i])) {
            return argv[i];
        }
        if (argv[i][1] == '-') {
            option = ent_option_find(argv[i] + 2, length - 2);
        } else if (length == 2) {
            option = ent_option_of_letter(argv[i][1]);
        }
        i += option != NULL && option->argument != NULL ? 1 : 0;
    }
    return NULL;
}

static bool asks_for_json(int argc, char **argv)
{
    for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++) {
        if (strcmp(argv[i], "--json") == 0) {
            return true;
        }
    }
    return false;
}

static int read_words(ent_options *self, words *line)
{
    bool only_operands = false;
    int status = ENT_EXIT_OK;

    while (status == ENT_EXIT_OK && line->at < line->count) {
        const char *word = line->word[line->at];
        if (only_operands || !is_option(word)) {
            self->operand[self->operands++] = word;
            line->at++;
        } else if (strcmp(word, "--") == 0) {
            only_operands = true;
            line->at++;
        } else {
            status = word[1] == '-' ? read_long(self, line) : read_letters(self, line);
        }
    }
    if (self->operands > 0) {
        self->operands--;
        memmove((void *) self->operand, (const void *) (self->operand + 1), self->operands * sizeof(*self->operand));
    }
    return status;
}

int ent_options_read(ent_options *self, int argc, char **argv)
{
    size_t room = (size_t) argc + 1;
    words line = {.word = argv, .count = argc, .at = 1};
    int status;

    *self = (ent_options){.out = ENT_DEFAULT_OUT};
    self->operand = calloc(room, sizeof(*self->operand));
    self->set = calloc(room, sizeof(*self->set));
    self->made = calloc(room, sizeof(*self->made));
    self->prior = calloc(room, sizeof(*self->prior));
    if (self->operand == NULL || self->set == NULL || self->made == NULL || self->prior == NULL) {
        return ENT_EXIT_FAILED;
    }
    if (asks_for_json(argc, argv)) { /* before the options are read, since their errors are in the document too */
        ent_json_open();
        self->json = true;
    }
    self->command = find_command(argc, argv);
    if (self->command != NULL) {
        self->entry = ent_command_find(self->command);
        if (self->entry == NULL) {
            return ent_unknown_command(self->command);
        }
    }
    status = read_words(self, &line);
    if (status != ENT_EXIT_OK || self->help || self->version) {
        return status;
    }
    status = check_given(self);
    return status == ENT_EXIT_OK && self->entry != NULL ? check_operands(self) : status;
}
