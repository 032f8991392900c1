/* The charts of one scenario: drawn by gnuplot from the CSV tables in its result folder, and from nothing else.
 *
 * For every chart a self-contained gnuplot script is written to FOLDER/charts/NAME.gp (style, numbers, labels), and
 * the drawing beside it as NAME.svg, NAME.png or NAME.pdf. `gnuplot NAME.gp` in that folder redraws it. */
#ifndef ENT_CHARTS_CHARTS_H
#define ENT_CHARTS_CHARTS_H

#include "base/arena.h"
#include "base/diagnostic.h"
#include "folder/manifest.h"

#include <stddef.h>
#include <stdint.h>

typedef enum ent_chart_format { ENT_CHART_SVG, ENT_CHART_PNG, ENT_CHART_PDF } ent_chart_format;

/* What a thing is called for a reader. */
typedef struct ent_chart_name {
    const char *id;    /* variants: as in the CSV; others: the path, "demands.western_troops" */
    const char *label; /* display name; NULL or "": the id made readable, "western_troops" -> "Western troops" */
} ent_chart_name;

typedef struct ent_chart_request {
    const char *folder;            /* one scenario's results: holds the CSV files */
    const char *plots;             /* folder of the drawing scripts: style.gp, outcomes.gp, ... */
    const char *scenario;          /* id, for the footer */
    const char *title;             /* the scenario's, may be NULL; not shown, since a chart's title is its finding */
    const ent_chart_name *variant; /* [variants], base first; those not named here go by their id */
    size_t variants;
    const ent_chart_name *label; /* [labels]: paths "demands.D", "demands.D.OPTION", "truce.causes.C", "sweeps.S" or
                                    any path that a sweep varies; may be empty */
    size_t labels;
    const char *headline; /* the expression; NULL: as in headline.csv */
    uint64_t seed;
    uint64_t draws;      /* of one variant */
    uint64_t stopped;    /* draws of all variants in a run that was stopped; 0: the run is whole */
    const char *version; /* of the program */
    ent_chart_format format;
    unsigned processes; /* gnuplot processes at a time; 0: one for each processor, at most 8 */
} ent_chart_request;

/* Draws every chart whose table is in the folder. Strings in the request are read only, and escaped wherever they
 * reach gnuplot. Errors: ENT_ERR_CHART (gnuplot missing or failed: the diagnostics say which chart and why; the tables
 * are untouched), ENT_ERR_IO (a table or script could not be read, or a drawing not written), ENT_ERR_NO_MEMORY.
 * A chart that fails does not keep the others from being drawn. */
int ent_charts_draw(const ent_chart_request *request, ent_diagnostics *diagnostics);

/* Sets scenario, title, version, headline, seed, draws, variants and labels of a request from a manifest. Texts are
 * borrowed from it; new arrays are in the arena. ENT_OK or ENT_ERR_NO_MEMORY. */
int ent_charts_request_describe(ent_chart_request *request, const ent_manifest *manifest, ent_arena *arena);

/* Does the same from FOLDER/manifest.json, and sets the folder; every text is in the arena. Errors: ENT_ERR_IO with a
 * diagnostic (no manifest, so that the folder is unfinished, or a file that is no manifest), ENT_ERR_NO_MEMORY. */
int ent_charts_request_load(
    ent_chart_request *request, const char *folder, ent_arena *arena, ent_diagnostics *diagnostics);

/* "svg", "png" or "pdf" to a format; ENT_ERR_ARGUMENT for anything else. */
int ent_chart_format_parse(const char *word, ent_chart_format *format);

#endif
