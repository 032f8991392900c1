/* Draws the charts of one scenario, by gnuplot, from the CSV tables of its results folder and from nothing else.
 *
 * Each chart has a self-contained gnuplot script FOLDER/charts/NAME.gp (style, numbers, labels, commands), and its
 * drawing beside it, NAME.svg, NAME.png or NAME.pdf. `gnuplot NAME.gp` in that folder draws it again. */
#ifndef ENT_CHARTS_CHARTS_H
#define ENT_CHARTS_CHARTS_H

#include "base/arena.h"
#include "base/diagnostic.h"
#include "folder/manifest.h"

#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>

typedef enum ent_chart_format { ENT_CHART_SVG, ENT_CHART_PNG, ENT_CHART_PDF } ent_chart_format;

/* A display name. */
typedef struct ent_chart_name {
    const char *id;    /* Of a variant: as in the tables; else a path, "demands.western_troops" */
    const char *label; /* NULL or "": the id made readable, "western_troops" -> "Western troops" */
} ent_chart_name;

/* The charts to draw. All pointers are borrowed. */
typedef struct ent_chart_request {
    const char *folder;            /* Results folder of one scenario, with the tables */
    const char *plots;             /* Folder of style.gp and the drawing commands */
    const char *scenario;          /* Id, for the footer */
    const char *title;             /* Of the scenario; may be NULL. Not drawn: the title of a chart states its result */
    const ent_chart_name *variant; /* [variants] base first; variants of headline.csv that are missing here follow */
    size_t variants;
    const ent_chart_name *label; /* [labels] names of paths: "demands.D", "demands.D.OPTION", "truce.causes.C",
                                    "sweeps.S", or any path that a sweep varies */
    size_t labels;
    const char *headline; /* The expression; NULL: as in headline.csv */
    uint64_t seed;
    uint64_t worlds;     /* Number of worlds of one variant; 0: not known */
    uint64_t draws;      /* Number of draws of one variant */
    uint64_t stopped;    /* Number of draws of all variants in a run that was stopped; 0: the run is complete */
    const char *version; /* Of the program */
    ent_chart_format format;
    unsigned seconds;       /* Time for all charts; those not drawn by then are given up. 0: 30 seconds */
    unsigned processes;     /* Number of gnuplot processes at a time; 0: one a processor, at most 8 */
    const atomic_int *stop; /* Not 0: drawing ends at once, and charts that are not drawn yet fail; NULL: never */
} ent_chart_request;

/* Draws every chart of the registry whose table is in the folder. A chart that fails does not keep the others from
 * being drawn. Errors, with diagnostics that name the chart or file: ENT_ERR_CHART (gnuplot is missing or failed),
 * ENT_ERR_IO (a table or script cannot be read, or a drawing not be written); ENT_ERR_NO_MEMORY. The tables are never
 * changed. */
int ent_charts_draw(const ent_chart_request *request, ent_diagnostics *diagnostics);

/* Sets scenario, title, version, headline, seed, draws, variants and labels of a request from a manifest. Texts are
 * borrowed from it; new arrays are in the arena. ENT_OK or ENT_ERR_NO_MEMORY. */
int ent_charts_request_describe(ent_chart_request *request, const ent_manifest *manifest, ent_arena *arena);

/* Does the same from FOLDER/manifest.json, and sets the folder; every text is in the arena. Errors: ENT_ERR_IO with a
 * diagnostic (no manifest, so that the folder is unfinished, or a file that is no manifest), ENT_ERR_NO_MEMORY. */
int ent_charts_request_load(
    ent_chart_request *request, const char *folder, ent_arena *arena, ent_diagnostics *diagnostics);

/* Sets *format from "svg", "png" or "pdf". ENT_OK; ENT_ERR_ARGUMENT for any other word. */
int ent_chart_format_parse(const char *word, ent_chart_format *format);

#endif
