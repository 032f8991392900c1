/* The registry of commands and of options: const descriptors that parsing, help and completion read, so that the
 * program accepts, explains and offers the same.
 *
 * To add a command: commands/command_NAME.c with its descriptor ent_command_NAME, and NAME in ENT_COMMANDS below. To
 * add an option: a row in option_table.c, a field in ent_options for its value, and its name in the `options` of the
 * commands that take it. */
#ifndef ENT_CLI_COMMAND_TABLE_H
#define ENT_CLI_COMMAND_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct ent_options;

/* All commands, in the order in which help lists them. */
#define ENT_COMMANDS(COMMAND)                                                                                          \
    COMMAND(init)                                                                                                      \
    COMMAND(check)                                                                                                     \
    COMMAND(run)                                                                                                       \
    COMMAND(watch)                                                                                                     \
    COMMAND(explain)                                                                                                   \
    COMMAND(analyse)                                                                                                   \
    COMMAND(sweep)                                                                                                     \
    COMMAND(compare)                                                                                                   \
    COMMAND(score)                                                                                                     \
    COMMAND(fit)                                                                                                       \
    COMMAND(merge)                                                                                                     \
    COMMAND(page)                                                                                                      \
    COMMAND(plot)                                                                                                      \
    COMMAND(report)                                                                                                    \
    COMMAND(complete)                                                                                                  \
    COMMAND(help)

/* Kind of an argument, which decides what completion offers. */
typedef enum ent_argument {
    ENT_ARGUMENT_NONE,
    ENT_ARGUMENT_COUNT,     /* a whole number */
    ENT_ARGUMENT_SCENARIO,  /* a scenario file */
    ENT_ARGUMENT_COMPARED,  /* a scenario file, or FILE:VARIANT */
    ENT_ARGUMENT_SCENARIOS, /* a scenario file, or a folder of them */
    ENT_ARGUMENT_FOLDER,
    ENT_ARGUMENT_RESULTS, /* the folder of a finished run */
    ENT_ARGUMENT_SHARDS,  /* a shard, or a folder of them */
    ENT_ARGUMENT_SETTING, /* PATH=VALUE in the scenario of the first operand */
    ENT_ARGUMENT_PATH,    /* PATH of a setting of that scenario */
    ENT_ARGUMENT_VARIANT, /* of that scenario */
    ENT_ARGUMENT_OUTCOME, /* of that scenario */
    ENT_ARGUMENT_SWEEP,   /* of that scenario */
    ENT_ARGUMENT_METHOD,  /* of `analyse`, or a scenario file */
    ENT_ARGUMENT_CHOICE,  /* one of `choices` */
    ENT_ARGUMENT_COMMAND,
    ENT_ARGUMENT_NEW_FILE,
    ENT_ARGUMENT_ANYTHING
} ent_argument;

/* An option. */
typedef struct ent_option_entry {
    const char *name; /* without the dashes */
    char letter;      /* "-q"; 0: none */
    ent_argument kind;
    const char *argument; /* as help shows it: "N"; NULL: the option takes no value */
    const char *choices;  /* of ENT_ARGUMENT_CHOICE: "svg png pdf" */
    const char *help;     /* one line, no capital, no full stop */
    bool everywhere;      /* every command takes it */
    bool repeats;         /* may be given more than once */
    size_t field;         /* offset of the value in ent_options, for `read` */
    uint64_t least, most; /* smallest and largest number that `read` accepts */

    /* Reads a value ("" where the option takes none) into the options. ENT_EXIT_OK; ENT_EXIT_USAGE after a message;
     * ENT_EXIT_FAILED: memory is out. */
    int (*read)(const struct ent_option_entry *option, const char *value, struct ent_options *options);
} ent_option_entry;

/* A command line and its explanation. */
typedef struct ent_example {
    const char *line, *does;
} ent_example;

enum { ENT_COMMAND_EXAMPLES = 4, ENT_MANY_OPERANDS = 1 << 20 };

/* A command. */
typedef struct ent_command_entry {
    const char *name;
    const char *operands; /* as help shows them: "FILE|DIR..." */
    const char *summary;  /* one line */
    const char *text;     /* paragraphs, separated by an empty line */
    ent_example example[ENT_COMMAND_EXAMPLES];
    const char *options;  /* names with blanks between them, without the options of every command; NULL: none */
    size_t least, most;   /* number of operands */
    const char *wants;    /* noun of a missing operand: "a scenario file" */
    ent_argument operand; /* kind of the first operand */
    ent_argument others;  /* kind of the other operands */
    const char *out_file; /* --out names a file: its help; NULL: a folder */
    bool hidden;          /* not in the list of commands */

    /* Runs the command; returns an exit status. */
    int (*run)(const struct ent_options *options);
} ent_command_entry;

/* Options that several commands take. */
#define ENT_OPTIONS_OF_SETTINGS "set given seed worlds replications design until allow-outside"

/* The descriptors, one in each commands/command_NAME.c. */
#define ENT_COMMAND_DECLARATION(name) extern const ent_command_entry ent_command_##name;
ENT_COMMANDS(ENT_COMMAND_DECLARATION)
#undef ENT_COMMAND_DECLARATION

/* All commands, [*count]. */
const ent_command_entry *const *ent_command_table(size_t *count);

/* All options, [*count], in the order in which help lists them. */
const ent_option_entry *ent_option_table(size_t *count);

/* The command or option of a name; NULL when there is none. length: of the name, which need not end there. */
const ent_command_entry *ent_command_find(const char *name);
const ent_option_entry *ent_option_find(const char *name, size_t length);

/* The option of a letter; NULL when there is none. */
const ent_option_entry *ent_option_of_letter(char letter);

/* Whether a command takes an option. command NULL: whether every command does. */
bool ent_command_takes(const ent_command_entry *command, const ent_option_entry *option);

#endif
