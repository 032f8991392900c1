/* The command line: a command, its options, its operands. */
#ifndef ENT_CLI_OPTIONS_H
#define ENT_CLI_OPTIONS_H

#include "cli/command_table.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#define ENT_DEFAULT_OUT "results" /* folder of results without --out */

enum { ENT_EXIT_OK = 0, ENT_EXIT_FAILED = 1, ENT_EXIT_USAGE = 2, ENT_EXIT_CHECK = 3, ENT_EXIT_INTERRUPTED = 130 };

/* Strings are borrowed from argv. */
typedef struct ent_options {
    const ent_command_entry *entry; /* the command; NULL: none was given */
    const char *command;            /* as typed; NULL: none was given */
    const char *line;               /* the command line as typed, for the manifest; set by main */
    const char **operand;           /* [operands] owned */
    size_t operands;
    const char **set; /* [sets] owned: --set, and --seed, --worlds, --replications as settings */
    size_t sets;
    char **made; /* [mades] owned: settings that were composed here */
    size_t mades;
    uint64_t given;   /* bit i: option i of ent_option_table was given */
    uint64_t threads; /* 0: all processors */
    const char *out;
    uint64_t draws;           /* rows of draws.csv */
    bool draws_first;         /* the first draws; else evenly over all worlds */
    bool excel;               /* tables begin with a byte-order mark */
    uint64_t draw;            /* explain: the draw, … */
    const char *where;        /* … or the first in which this holds; NULL: any, … */
    const char *outcome;      /* … the first with this outcome; NULL: any, … */
    bool typical;             /* … or the nearest to the middle of these */
    uint64_t world;           /* analyse, with draw: the world */
    const char *since;        /* watch: the earlier version; NULL: it waits for saves */
    const char *variant;      /* explain, analyse, sweep; NULL: base */
    const char *choose;       /* analyse: ids of variants with commas between them; NULL: all */
    const char *time, *event; /* fit: columns of the data, … */
    const char *covariates;   /* … of the covariates, with commas between them, … */
    const char *entered;      /* … of the entries, or a number */
    double censor;            /* fit: rows that last longer count as not failed at it; 0: none */
    const char *fix;          /* fit: "shape = 0.6" */
    const char **prior;       /* [priors] owned: fit: "TERM = DISTRIBUTION" */
    size_t priors;
    size_t format;          /* an ent_chart_format */
    size_t colour;          /* an ent_colour */
    uint64_t shard, shards; /* 1 ... shards; shards 0: the whole run */
    const char *solve;      /* sweep: "P(truce.held) = 50%"; NULL: sweeps */
    const char *vary;       /* sweep: path of the setting that is varied for it */
    double from, to;        /* sweep: its range, where the options were given */
    bool least, chance;     /* analyse: boxes of the lowest chance; of events and joins too */
    bool fresh;             /* ignore the checkpoint */
    bool allow_outside;     /* bases and tables may be outside the scenario's own folder */
    const char *page;       /* page, run, report: the template; NULL: the installed one */
    bool live;              /* run: write the page of the run */
    bool no_charts, json, quiet, help, version;
} ent_options;

/* Reads argv: every option must be one of the command's, and the number of operands one that it takes. ENT_EXIT_OK, or
 * ENT_EXIT_USAGE after a message on standard error; ENT_EXIT_FAILED: memory is out. Free in either case. */
int ent_options_read(ent_options *self, int argc, char **argv);
void ent_options_free(ent_options *self);

/* Whether an option was given. name: of ent_option_table. */
bool ent_options_gave(const ent_options *self, const char *name);

/* Prints an error for an unknown command, with the nearest known one. Returns ENT_EXIT_USAGE. */
int ent_unknown_command(const char *name);

/* --- help.c --- */

/* Prints help for a command, or for the program where command is NULL, wrapped to the stream's width. colour: an
 * ent_colour. */
void ent_print_help(FILE *stream, const ent_command_entry *command, size_t colour);

/* Prints it on standard output, or adds it to the JSON output. */
void ent_show_help(const ent_options *options, const ent_command_entry *command);

#endif
