#include "cli/command_table.h"

#include "cli/options.h"

#include <string.h>

#define BIT(option) (UINT64_C(1) << ENT_OPTION_##option)

static const ent_option_entry option_table[ENT_OPTIONS] = {
    [ENT_OPTION_SET] = {"set", 0, ENT_ARGUMENT_SETTING, "PATH=VALUE", NULL,
        "change a setting, as --set events.un_mandate=100%; may be given again and again"},
    [ENT_OPTION_SEED] = {"seed", 0, ENT_ARGUMENT_COUNT, "N", NULL, "seed of the random numbers, instead of the file's"},
    [ENT_OPTION_WORLDS] = {"worlds", 0, ENT_ARGUMENT_COUNT, "N", NULL, "worlds to simulate, instead of the file's"},
    [ENT_OPTION_REPLICATIONS] = {"replications", 0, ENT_ARGUMENT_COUNT, "N", NULL,
        "futures in each world, instead of the file's"},
    [ENT_OPTION_DRAW] = {"draw", 0, ENT_ARGUMENT_COUNT, "N", NULL, "the future to tell, counted from 0"},
    [ENT_OPTION_VARIANT] = {"variant", 0, ENT_ARGUMENT_VARIANT, "NAME", NULL, "in this variant instead of the base"},
    [ENT_OPTION_THREADS] = {"threads", 0, ENT_ARGUMENT_COUNT, "N", NULL,
        "processors to use (all); results do not depend on it"},
    [ENT_OPTION_OUT] = {"out", 'o', ENT_ARGUMENT_FOLDER, "DIR", NULL,
        "where results go (results): one folder a scenario, named after its file"},
    [ENT_OPTION_DRAWS] = {"draws", 0, ENT_ARGUMENT_COUNT, "N", NULL,
        "also write the first N simulated futures of each variant, draws.csv"},
    [ENT_OPTION_FORMAT] = {"format", 0, ENT_ARGUMENT_CHOICE, "svg|png|pdf", "svg png pdf", "of the charts (svg)"},
    [ENT_OPTION_NO_CHARTS] = {"no-charts", 0, ENT_ARGUMENT_NONE, NULL, NULL, "tables only"},
    [ENT_OPTION_SHARD] = {"shard", 0, ENT_ARGUMENT_ANYTHING, "I/N", NULL,
        "count only share I of N, to be put together by `entente merge`"},
    [ENT_OPTION_FRESH] = {"fresh", 0, ENT_ARGUMENT_NONE, NULL, NULL,
        "start over, even where an earlier run was interrupted and could be gone on with"},
    [ENT_OPTION_JSON] = {"json", 0, ENT_ARGUMENT_NONE, NULL, NULL,
        "one JSON document on standard output, instead of text"},
    [ENT_OPTION_QUIET] = {"quiet", 'q', ENT_ARGUMENT_NONE, NULL, NULL, "errors only"},
    [ENT_OPTION_COLOR] = {"color", 0, ENT_ARGUMENT_CHOICE, "WHEN", "auto always never",
        "colour: auto (on a terminal), always or never"},
    [ENT_OPTION_HELP] = {"help", 'h', ENT_ARGUMENT_NONE, NULL, NULL, "this help"},
    [ENT_OPTION_VERSION] = {"version", 'V', ENT_ARGUMENT_NONE, NULL, NULL, "the version"},
};

static const uint64_t for_all = BIT(JSON) | BIT(QUIET) | BIT(COLOR) | BIT(HELP) | BIT(VERSION);

#define SETTINGS (BIT(SET) | BIT(SEED) | BIT(WORLDS) | BIT(REPLICATIONS))

enum { MANY = 1 << 20 };

static const ent_command_entry command_table[] = {
    {.name = "init",
        .operands = "[FILE]",
        .summary = "write a commented scenario to start from",
        .text = "Writes a commented scenario that runs: scenario.cfg, when no name is given. A file that is there "
                "already is left alone.",
        .example = {{"entente init mine.cfg", "a scenario to change"}},
        .options = 0,
        .least = 0,
        .most = 1,
        .operand = ENT_ARGUMENT_NEW_FILE,
        .run = ent_command_init},
    {.name = "check",
        .operands = "FILE|DIR...",
        .summary = "say every setting as understood, and every mistake",
        .text = "Says every setting as written and as understood, with its 5th, 50th and 95th percentile, and all "
                "mistakes at once. Nothing is simulated or written. Settings that change month by month are shown as "
                "in the first month of a truce.",
        .example = {{"entente check mine.cfg", "every setting in words"},
            {"entente check scenarios/ --quiet", "mistakes only, of a whole folder"}},
        .options = SETTINGS,
        .least = 1,
        .most = MANY,
        .wants = "a scenario file",
        .operand = ENT_ARGUMENT_SCENARIOS,
        .others = ENT_ARGUMENT_SCENARIOS,
        .run = ent_command_check},
    {.name = "run",
        .operands = "FILE|DIR...",
        .summary = "simulate scenarios with their variants: report, tables, charts",
        .text = "Simulates each scenario with its variants, and writes one folder each under --out: the tables (CSV), "
                "the charts, report.html, and manifest.json last; over several runs, an index.html. A mistake in any "
                "file: nothing is run. A run of more than some seconds saves how far it is; after a crash, or Ctrl-C, "
                "the same command goes on from there, to the same results.",
        .example = {{"entente run scenarios/ukraine-2025.cfg", "all variants, into results/ukraine-2025/"},
            {"entente run mine.cfg --set force.required=20k", "with one setting changed"},
            {"entente run scenarios/ --out OUT --format png", "every scenario of a folder"},
            {"entente run mine.cfg --worlds 500 --no-charts --json", "a small run, for a script"}},
        .options = SETTINGS | BIT(THREADS) | BIT(OUT) | BIT(DRAWS) | BIT(FORMAT) | BIT(NO_CHARTS) | BIT(FRESH) |
            BIT(SHARD),
        .least = 1,
        .most = MANY,
        .wants = "a scenario file",
        .operand = ENT_ARGUMENT_SCENARIOS,
        .others = ENT_ARGUMENT_SCENARIOS,
        .run = ent_command_run},
    {.name = "watch",
        .operands = "FILE",
        .summary = "run a small preview at every save, and say what the change did",
        .text = "At every save of the file, or of a file that it is based on, checks it, runs a preview of 500 worlds "
                "of 50 futures (--worlds and --replications change that), draws the charts again, and says which "
                "settings changed and what that did to the headline. Before and after share their random numbers, so "
                "that a difference is the change's. Mistakes are said, and watching goes on. The preview's tables and "
                "charts are in results/preview/NAME/ (--out), apart from those of a run. Ctrl-C ends it.",
        .example = {{"entente watch mine.cfg", "in one window; the file in an editor in another"},
            {"entente watch mine.cfg --no-charts --worlds 2000", "a larger preview without charts"}},
        .options = SETTINGS | BIT(THREADS) | BIT(OUT) | BIT(FORMAT) | BIT(NO_CHARTS),
        .least = 1,
        .most = 1,
        .wants = "a scenario file",
        .operand = ENT_ARGUMENT_SCENARIO,
        .run = ent_command_watch},
    {.name = "explain",
        .operands = "FILE --draw N",
        .summary = "tell one simulated future in sentences",
        .text = "Replays one simulated future (draw N, from 0) and tells it: who joined and why not, which round, "
                "which deal, what each party got, what broke the truce.",
        .example = {{"entente explain mine.cfg --draw 17", "the future number 17"},
            {"entente explain mine.cfg --draw 17 --variant air_cover", "the same future in a variant"}},
        .options = SETTINGS | BIT(DRAW) | BIT(VARIANT),
        .least = 1,
        .most = 1,
        .wants = "a scenario file",
        .operand = ENT_ARGUMENT_SCENARIO,
        .run = ent_command_explain},
    {.name = "sweep",
        .operands = "FILE [NAME...]",
        .summary = "the headline over a range of settings",
        .text = "Runs the scenario's `sweeps`, or those named: the headline at every point, into sweeps.csv and a "
                "chart, in the folder of a run of the same file, seed and size.",
        .example = {{"entente sweep mine.cfg", "every sweep of the file"},
            {"entente sweep mine.cfg size --variant air_cover", "one of them, in a variant"}},
        .options = SETTINGS | BIT(VARIANT) | BIT(THREADS) | BIT(OUT) | BIT(FORMAT) | BIT(NO_CHARTS) | BIT(FRESH) |
            BIT(SHARD),
        .least = 1,
        .most = MANY,
        .wants = "a scenario file",
        .operand = ENT_ARGUMENT_SCENARIO,
        .others = ENT_ARGUMENT_SWEEP,
        .run = ent_command_sweep},
    {.name = "merge",
        .operands = "DIR|FILE...",
        .summary = "put the shards of a run together: tables and charts",
        .text = "Puts together what `run` or `sweep` counted with --shard 1/N to --shard N/N, on whatever machines and in whatever "
                "order: the same tables and charts as of one run. Takes the shards, or the folder that they are in. "
                "Shards that are missing, there twice, or of another run are named, and nothing is written.",
        .example = {{"entente merge results/", "every run whose shards are there"},
            {"entente merge results/mine/shard-*-of-8.part --out OUT", "these shards, into OUT/mine/"}},
        .options = BIT(OUT) | BIT(FORMAT) | BIT(NO_CHARTS),
        .least = 1,
        .most = MANY,
        .wants = "the folder with the shards of a run, as `entente run FILE --shard 1/8` writes them",
        .operand = ENT_ARGUMENT_SHARDS,
        .others = ENT_ARGUMENT_SHARDS,
        .run = ent_command_merge},
    {.name = "plot",
        .operands = "DIR...",
        .summary = "draw the charts of a finished run again",
        .text = "Draws the charts of a finished run again, from its tables.",
        .example = {{"entente plot results/mine --format png", "the charts as PNG"}},
        .options = BIT(FORMAT),
        .least = 1,
        .most = MANY,
        .wants = "the folder of a finished run, for example results/ukraine-2025",
        .operand = ENT_ARGUMENT_RESULTS,
        .others = ENT_ARGUMENT_RESULTS,
        .run = ent_command_plot},
    {.name = "report",
        .operands = "DIR...",
        .summary = "write the report of a finished run again",
        .text = "Draws the charts of a finished run again and writes its report.html, from the tables in its folder "
                "alone. For a folder of several runs it writes the report of each, and an index.html over them.",
        .example = {{"entente report results/mine", "results/mine/report.html"},
            {"entente report results", "every run in results/, and an index"},
            {"entente report results/mine --no-charts", "tables in place of charts"}},
        .options = BIT(NO_CHARTS),
        .least = 1,
        .most = MANY,
        .wants = "the folder of a finished run, for example results/ukraine-2025",
        .operand = ENT_ARGUMENT_RESULTS,
        .others = ENT_ARGUMENT_RESULTS,
        .run = ent_command_report},
    {.name = "complete",
        .operands = "-- WORDS...",
        .summary = "what the last word of a command line may become, for shells",
        .text = "Prints a candidate a line, with what it is behind a tab, for the completions of bash, zsh and fish.",
        .example = {{"entente complete -- run mine.cfg --set events.", "the events that can be set"}},
        .most = MANY,
        .hidden = true,
        .run = ent_command_complete},
    {.name = "help",
        .operands = "[COMMAND]",
        .summary = "help for the program or a command",
        .text = "The same as --help after a command.",
        .example = {{"entente help run", "what `run` takes"}},
        .most = 1,
        .operand = ENT_ARGUMENT_COMMAND,
        .run = ent_command_help},
};

const ent_option_entry *ent_option_table(void)
{
    return option_table;
}

const ent_command_entry *ent_command_table(size_t *count)
{
    *count = sizeof(command_table) / sizeof(*command_table);
    return command_table;
}

const ent_command_entry *ent_command_find(const char *name)
{
    size_t count;
    const ent_command_entry *entry = ent_command_table(&count);

    for (size_t i = 0; i < count; i++) {
        if (strcmp(entry[i].name, name) == 0) {
            return &entry[i];
        }
    }
    return NULL;
}

bool ent_command_takes(const ent_command_entry *command, ent_option_id option)
{
    uint64_t taken = for_all | (command != NULL ? command->options : 0);

    return (taken >> option & 1) != 0;
}
