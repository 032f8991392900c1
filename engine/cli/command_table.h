/* The commands and options of the program, as one table: parsing, help and completions all read it, so that what is
 * accepted, what is explained and what is offered are the same. To add an option: an id, a row in the table of
 * options, its bit in the commands that take it, a case in options.c. To add a command: a row. */
#ifndef ENT_CLI_COMMAND_TABLE_H
#define ENT_CLI_COMMAND_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct ent_options;

/* In the order in which help shows them. */
typedef enum ent_option_id {
    ENT_OPTION_SET,
    ENT_OPTION_SEED,
    ENT_OPTION_WORLDS,
    ENT_OPTION_REPLICATIONS,
    ENT_OPTION_DRAW,
    ENT_OPTION_VARIANT,
    ENT_OPTION_THREADS,
    ENT_OPTION_OUT,
    ENT_OPTION_DRAWS,
    ENT_OPTION_FORMAT,
    ENT_OPTION_NO_CHARTS,
    ENT_OPTION_SHARD,
    ENT_OPTION_FRESH,
    ENT_OPTION_JSON,
    ENT_OPTION_QUIET,
    ENT_OPTION_COLOR,
    ENT_OPTION_HELP,
    ENT_OPTION_VERSION,
    ENT_OPTIONS
} ent_option_id;

/* What an argument names: decides what completion offers. */
typedef enum ent_argument {
    ENT_ARGUMENT_NONE,
    ENT_ARGUMENT_COUNT,     /* a whole number */
    ENT_ARGUMENT_SCENARIO,  /* a scenario file */
    ENT_ARGUMENT_SCENARIOS, /* a scenario file, or a folder of them */
    ENT_ARGUMENT_FOLDER,
    ENT_ARGUMENT_RESULTS,   /* the folder of a finished run */
    ENT_ARGUMENT_SHARDS,    /* a shard, or a folder of them */
    ENT_ARGUMENT_SETTING,   /* PATH=VALUE in the scenario of the first operand */
    ENT_ARGUMENT_VARIANT,   /* of that scenario */
    ENT_ARGUMENT_SWEEP,     /* of that scenario */
    ENT_ARGUMENT_CHOICE,    /* one of `choices` */
    ENT_ARGUMENT_COMMAND,
    ENT_ARGUMENT_NEW_FILE,
    ENT_ARGUMENT_ANYTHING
} ent_argument;

typedef struct ent_option_entry {
    const char *name; /* without the dashes */
    char letter;      /* 0: none */
    ent_argument kind;
    const char *argument; /* as help shows it: "N"; NULL where it takes none */
    const char *choices;  /* of ENT_ARGUMENT_CHOICE: "svg png pdf" */
    const char *help;     /* one line, no capital, no full stop */
} ent_option_entry;

/* A command line and what it does. */
typedef struct ent_example {
    const char *line, *does;
} ent_example;

enum { ENT_COMMAND_EXAMPLES = 4 };

typedef struct ent_command_entry {
    const char *name;
    const char *operands; /* as help shows them: "FILE|DIR..." */
    const char *summary;  /* one line */
    const char *text;     /* paragraphs, separated by an empty line */
    ent_example example[ENT_COMMAND_EXAMPLES];
    uint64_t options;     /* bit of each that it takes, beyond those that all take */
    size_t least, most;   /* operands */
    const char *wants;    /* what is missing below `least`: "a scenario file" */
    ent_argument operand; /* the first */
    ent_argument others;  /* the rest */
    bool hidden;          /* not in the list of commands */
    int (*run)(const struct ent_options *options);
} ent_command_entry;

const ent_option_entry *ent_option_table(void); /* [ENT_OPTIONS] */
const ent_command_entry *ent_command_table(size_t *count);

/* By name; NULL when there is none. */
const ent_command_entry *ent_command_find(const char *name);

/* Whether the command (NULL: none was given) takes it. */
bool ent_command_takes(const ent_command_entry *command, ent_option_id option);

#endif
