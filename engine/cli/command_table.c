#include "cli/command_table.h"

#include <string.h>

#define ENTRY(name) &ent_command_##name,

static const ent_command_entry *const table[] = {ENT_COMMANDS(ENTRY)};

const ent_command_entry *const *ent_command_table(size_t *count)
{
    *count = sizeof(table) / sizeof(*table);
    return table;
}

const ent_command_entry *ent_command_find(const char *name)
{
    for (size_t i = 0; i < sizeof(table) / sizeof(*table); i++) {
        if (strcmp(table[i]->name, name) == 0) {
            return table[i];
        }
    }
    return NULL;
}

/* Whether `word` is one of the words in `list`. */
static bool has_word(const char *list, const char *word)
{
    size_t length = strlen(word);

    for (const char *at = list; *at != '\0'; at += strspn(at, " ")) {
        size_t own = strcspn(at, " ");
        if (own == length && memcmp(at, word, length) == 0) {
            return true;
        }
        at += own;
    }
    return false;
}

bool ent_command_takes(const ent_command_entry *command, const ent_option_entry *option)
{
    if (option->everywhere) {
        return true;
    }
    return command != NULL && command->options != NULL && has_word(command->options, option->name);
}
