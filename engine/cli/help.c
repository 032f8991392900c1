#include "cli/options.h"

#include <stdio.h>
#include <string.h>

static const char general[] =
    "entente - simulate how wars end: will there be a truce, is its guarantee real, will it hold\n"
    "\n"
    "Examples:\n"
    "  entente run scenarios/ukraine-2025.cfg          all variants, tables and charts into results/\n"
    "  entente run scenarios/ --out OUT --format png   every scenario of a folder\n"
    "  entente run mine.cfg --set force.required=20k   with one setting changed\n"
    "  entente check mine.cfg                          every setting as understood, nothing simulated\n"
    "  entente explain mine.cfg --draw 17              one simulated future, told in sentences\n"
    "  entente sweep mine.cfg size                     the headline over a range of settings\n"
    "  entente plot results/mine                       redraw the charts of a finished run\n"
    "  entente init mine.cfg                           a commented scenario to start from\n"
    "\n"
    "Commands: run, check, explain, sweep, plot, init. `entente COMMAND --help` says more.\n"
    "\n"
    "Options:\n"
    "  --set PATH=VALUE    change a setting (again and again): --set events.un_mandate=100%\n"
    "  --seed N, --worlds N, --replications N    size of the run, instead of the file's\n"
    "  --threads N         processors to use (all); results do not depend on it\n"
    "  --out DIR, -o DIR   where results go (results): one folder a scenario\n"
    "  --draws N           also write the first N simulated futures (draws.csv)\n"
    "  --draw N            explain: the future to tell, from 0\n"
    "  --variant V         explain, sweep: the variant instead of the base\n"
    "  --format svg|png|pdf   of the charts (svg)\n"
    "  --no-charts         tables only\n"
    "  --json              the summary as JSON on standard output\n"
    "  --quiet             errors only\n"
    "  --help, --version\n"
    "\n"
    "Exit status: 0 fine, 1 run-time error, 2 usage or scenario error, 3 a line of `checks` is false,\n"
    "130 interrupted. Messages go to standard error; NO_COLOR is honoured.\n";

static const char *const pages[][2] = {
    {"run",
        "entente run FILE|DIR... [options]\n\n"
        "  entente run scenarios/ukraine-2025.cfg --out OUT\n"
        "  entente run mine.cfg --worlds 500 --replications 100 --no-charts --json\n\n"
        "Simulates each scenario with its variants, and writes one folder each under --out: the tables (CSV), the\n"
        "charts, and manifest.json last. A mistake in any file: nothing is run.\n"},
    {"check",
        "entente check FILE|DIR... [options]\n\n"
        "  entente check mine.cfg\n\n"
        "Says every setting as written and as understood, with its 5th, 50th and 95th percentile, and all mistakes\n"
        "at once. Nothing is written. Month-rate settings are shown as in the first month of a truce.\n"},
    {"plot",
        "entente plot DIR... [--format svg|png|pdf]\n\n"
        "  entente plot results/ukraine-2025 --format png\n\n"
        "Redraws the charts of a finished run from its tables.\n"},
    {"explain",
        "entente explain FILE --draw N [--variant V]\n\n"
        "  entente explain scenarios/ukraine-2025.cfg --draw 4711 --variant air_cover\n\n"
        "Replays one simulated future (draw N, from 0) and tells it: who joined and why not, which round, which deal,\n"
        "what each party got, what broke the truce.\n"},
    {"sweep",
        "entente sweep FILE [NAME...] [--variant V] [options]\n\n"
        "  entente sweep scenarios/ukraine-2025.cfg\n\n"
        "Runs the scenario's `sweeps` (or those named): the headline at every point, into sweeps.csv and a chart.\n"},
    {"init",
        "entente init [FILE]\n\n"
        "  entente init mine.cfg\n\n"
        "Writes a commented scenario that runs (scenario.cfg when no name is given). An existing file is left alone.\n"},
};

void ent_print_help(const char *command)
{
    for (size_t i = 0; command != NULL && i < sizeof(pages) / sizeof(*pages); i++) {
        if (strcmp(command, pages[i][0]) == 0) {
            fputs(pages[i][1], stdout);
            fputs("\n`entente --help` lists the options.\n", stdout);
            return;
        }
    }
    fputs(general, stdout);
}
