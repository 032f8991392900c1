#include "cli/options.h"

#include "base/diagnostic.h"
#include "base/status.h"
#include "cli/answer.h"
#include "cli/console.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Bits of what is given and taken are 64. */
_Static_assert(ENT_OPTIONS <= 64, "more options than bits");

void ent_options_free(ent_options *self)
{
    for (size_t i = 0; i < self->mades; i++) {
        free(self->made[i]);
    }
    free(self->made);
    free((void *) self->operand);
    free((void *) self->set);
    *self = (ent_options){0};
}

/* --- values ------------------------------------------------------------------------------------------------------- */

static int read_count(const char *option, const char *text, uint64_t most, uint64_t *value)
{
    char *end = NULL;
    unsigned long long read;

    errno = 0;
    read = *text >= '0' && *text <= '9' ? strtoull(text, &end, 10) : 0;
    if (end == NULL || *end != '\0') {
        ent_complain("--%s takes a whole number, as in --%s 100, not `%s`", option, option, text);
        return ENT_EXIT_USAGE;
    }
    if (errno != 0 || read > most) {
        ent_complain("--%s %s is too large: at most %llu", option, text, (unsigned long long) most);
        return ENT_EXIT_USAGE;
    }
    *value = read;
    return ENT_EXIT_OK;
}

/* --seed 7 is --set run.seed=7. */
static int add_run_setting(ent_options *self, const char *name, const char *text)
{
    size_t length = strlen(name) + strlen(text) + 8;
    char *made = malloc(length);
    uint64_t checked;

    if (made == NULL) {
        return ENT_EXIT_FAILED;
    }
    snprintf(made, length, "run.%s = %s", name, text);
    self->made[self->mades++] = made;
    self->set[self->sets++] = made;
    return read_count(name, text, UINT64_C(9007199254740992), &checked);
}

/* "3/8" */
static int read_shard(ent_options *self, const char *text)
{
    char share[32] = "";
    const char *slash = strchr(text, '/');
    uint64_t shard = 0;
    uint64_t shards = 0;

    if (slash != NULL && slash - text < (ptrdiff_t) sizeof(share)) {
        memcpy(share, text, (size_t) (slash - text));
    }
    if (share[0] < '0' || share[0] > '9' || slash[1] < '0' || slash[1] > '9') {
        ent_complain("--shard takes which share of how many, as in --shard 3/8, not `%s`", text);
        return ENT_EXIT_USAGE;
    }
    if (read_count("shard", share, 1000000, &shard) != ENT_EXIT_OK ||
        read_count("shard", slash + 1, 1000000, &shards) != ENT_EXIT_OK) {
        return ENT_EXIT_USAGE;
    }
    if (shard < 1 || shard > shards) {
        ent_complain("--shard %s: shares are counted from 1 to the number of them, as in --shard 3/8", text);
        return ENT_EXIT_USAGE;
    }
    self->shard = shard;
    self->shards = shards;
    return ENT_EXIT_OK;
}

/* The place of a word among an option's choices; -1 after a message. */
static int read_choice(const ent_option_entry *option, const char *text)
{
    const char *names[8];
    char words[64];
    size_t count = 0;
    const char *near;
    char *rest = NULL;

    snprintf(words, sizeof(words), "%s", option->choices);
    for (char *word = strtok_r(words, " ", &rest); word != NULL && count < 8; word = strtok_r(NULL, " ", &rest)) {
        if (strcmp(word, text) == 0) {
            return (int) count;
        }
        names[count++] = word;
    }
    near = ent_nearest_name(text, names, count);
    ent_complain("--%s takes one of: %s; not `%s`%s%s%s", option->name, option->choices, text,
        near != NULL ? "; did you mean `" : "", near != NULL ? near : "", near != NULL ? "`?" : "");
    return -1;
}


/* value: "" for options that take none. */
static int take_option(ent_options *self, ent_option_id id, const char *value)
{
    const ent_option_entry *entry = &ent_option_table()[id];
    uint64_t number = 0;
    int choice = entry->kind == ENT_ARGUMENT_CHOICE ? read_choice(entry, value) : 0;
    int status = choice >= 0 ? ENT_EXIT_OK : ENT_EXIT_USAGE;

    self->given |= UINT64_C(1) << id;
    switch (id) {
    case ENT_OPTION_SET:
        self->set[self->sets++] = value;
        break;
    case ENT_OPTION_SEED:
    case ENT_OPTION_WORLDS:
    case ENT_OPTION_REPLICATIONS:
        return add_run_setting(self, entry->name, value);
    case ENT_OPTION_THREADS:
        status = read_count(entry->name, value, 1024, &number);
        self->threads = (unsigned) number;
        break;
    case ENT_OPTION_OUT:
        self->out = value;
        break;
    case ENT_OPTION_DRAWS:
        return read_count(entry->name, value, 100000000, &self->draws);
    case ENT_OPTION_DRAW:
        self->has_draw = true;
        return read_count(entry->name, value, UINT64_MAX / 2, &self->draw);
    case ENT_OPTION_VARIANT:
        self->variant = value;
        break;
    case ENT_OPTION_FORMAT:
        return status == ENT_EXIT_OK && ent_chart_format_parse(value, &self->format) == ENT_OK ? ENT_EXIT_OK
                                                                                               : ENT_EXIT_USAGE;
    case ENT_OPTION_COLOR:
        self->colour = choice > 0 ? (ent_colour) choice : ENT_COLOUR_AUTO;
        break;
    case ENT_OPTION_NO_CHARTS:
        self->charts = false;
        break;
    case ENT_OPTION_SHARD:
        return read_shard(self, value);
    case ENT_OPTION_FRESH:
        self->fresh = true;
        break;
    case ENT_OPTION_JSON:
        self->json = true;
        break;
    case ENT_OPTION_QUIET:
        self->quiet = true;
        break;
    case ENT_OPTION_HELP:
        self->help = true;
        break;
    case ENT_OPTION_VERSION:
        self->version = true;
        break;
    case ENT_OPTIONS:
        break;
    }
    return status;
}

/* --- names -------------------------------------------------------------------------------------------------------- */

/* "run, sweep": the commands that take an option. */
static void list_takers(ent_option_id id, char *buffer, size_t room)
{
    size_t count;
    const ent_command_entry *command = ent_command_table(&count);
    size_t length = 0;

    buffer[0] = '\0';
    for (size_t i = 0; i < count && length < room; i++) {
        if (!command[i].hidden && ent_command_takes(&command[i], id)) {
            length +=
                (size_t) snprintf(buffer + length, room - length, "%s%s", length > 0 ? ", " : "", command[i].name);
        }
    }
}

static int unknown_option(const ent_command_entry *command, const char *text)
{
    const char *names[ENT_OPTIONS];
    size_t count = 0;
    const char *near;
    char word[64];

    for (int i = 0; i < ENT_OPTIONS; i++) {
        if (command == NULL || ent_command_takes(command, (ent_option_id) i)) {
            names[count++] = ent_option_table()[i].name;
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

/* Options of other commands are no mistake of typing, so the message says whose they are. */
static int check_given(const ent_options *self)
{
    for (int i = 0; i < ENT_OPTIONS; i++) {
        ent_option_id id = (ent_option_id) i;
        char takers[128];
        if ((self->given >> i & 1) == 0 || ent_command_takes(self->entry, id)) {
            continue;
        }
        list_takers(id, takers, sizeof(takers));
        if (self->entry == NULL) {
            ent_complain("--%s goes with a command: %s", ent_option_table()[i].name, takers);
        } else {
            ent_complain("`%s` takes no --%s (that is for: %s); `entente %s --help` lists its options",
                self->entry->name, ent_option_table()[i].name, takers, self->entry->name);
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
    const ent_command_entry *command = ent_command_table(&count);
    const char *names[64];
    const char *near;
    size_t shown = 0;
    char list[256] = "";
    size_t length = 0;

    for (size_t i = 0; i < count && shown < 64; i++) {
        if (!command[i].hidden) {
            names[shown++] = command[i].name;
            length += (size_t) snprintf(
                list + length, sizeof(list) - length, "%s%s", length > 0 ? ", " : "", command[i].name);
        }
    }
    near = ent_nearest_name(name, names, shown);
    if (near != NULL) {
        ent_complain("`%s` is no command; did you mean `entente %s`?", name, near);
    } else if (strchr(name, '.') != NULL || strchr(name, '/') != NULL) {
        ent_complain("`%s` is no command; did you mean `entente run %s`?", name, name);
    } else {
        ent_complain("`%s` is no command; the commands are %s", name, list);
    }
    return ENT_EXIT_USAGE;
}

/* --- argv --------------------------------------------------------------------------------------------------------- */

/* The words of the command line, and how far they are read. */
typedef struct words {
    char **word;
    int count, at;
} words;

static const ent_option_entry *by_name(const char *name, size_t length, ent_option_id *id)
{
    const ent_option_entry *option = ent_option_table();

    for (int i = 0; i < ENT_OPTIONS; i++) {
        if (strlen(option[i].name) == length && strncmp(option[i].name, name, length) == 0) {
            *id = (ent_option_id) i;
            return &option[i];
        }
    }
    return NULL;
}

static const ent_option_entry *by_letter(char letter, ent_option_id *id)
{
    const ent_option_entry *option = ent_option_table();

    for (int i = 0; i < ENT_OPTIONS; i++) {
        if (option[i].letter == letter) {
            *id = (ent_option_id) i;
            return &option[i];
        }
    }
    return NULL;
}

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
    ent_option_id id;
    const ent_option_entry *option = by_name(word + 2, length, &id);

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
    return take_option(self, id, value != NULL ? value : "");
}

/* -q, -qh, -o DIR, -oDIR. */
static int read_letters(ent_options *self, words *line)
{
    const char *word = line->word[line->at++];
    int status = ENT_EXIT_OK;

    for (size_t i = 1; word[i] != '\0' && status == ENT_EXIT_OK; i++) {
        ent_option_id id;
        const ent_option_entry *option = by_letter(word[i], &id);
        const char *value = word + i + 1;
        if (option == NULL) {
            return unknown_option(self->entry, word);
        }
        if (option->argument == NULL) {
            status = take_option(self, id, "");
            continue;
        }
        if (*value == '\0' && line->at == line->count) {
            ent_complain("-%c wants a value: -%c %s", option->letter, option->letter, option->argument);
            return ENT_EXIT_USAGE;
        }
        return take_option(self, id, *value != '\0' ? value : line->word[line->at++]);
    }
    return status;
}

/* The command is the first word that is neither an option nor its value: known before the options are read, so that
 * what is said about them can be about the command's. */
static const char *find_command(int argc, char **argv)
{
    for (int i = 1; i < argc; i++) {
        size_t length = strlen(argv[i]);
        ent_option_id id;
        const ent_option_entry *option = NULL;
        if (!is_option(argv[i])) {
            return argv[i];
        }
        if (argv[i][1] == '-') {
            option = by_name(argv[i] + 2, length - 2, &id);
        } else if (length == 2) {
            option = by_letter(argv[i][1], &id);
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

    *self = (ent_options){.out = "results", .charts = true, .format = ENT_CHART_SVG};
    self->operand = calloc(room, sizeof(*self->operand));
    self->set = calloc(room, sizeof(*self->set));
    self->made = calloc(room, sizeof(*self->made));
    if (self->operand == NULL || self->set == NULL || self->made == NULL) {
        return ENT_EXIT_FAILED;
    }
    if (asks_for_json(argc, argv)) { /* before the rest is read, whose mistakes are part of the answer */
        ent_answer_open();
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
