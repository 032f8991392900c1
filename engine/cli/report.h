/* One scenario's run as files: the tables of all variants, the manifest, the charts. */
#ifndef ENT_CLI_REPORT_H
#define ENT_CLI_REPORT_H

#include "cli/answer.h"
#include "cli/console.h"
#include "cli/counting.h"
#include "folder/folder.h"
#include "tables/format/csv_writer.h"
#include "tables/tables.h"

#include <time.h>

/* What is said of a variant on standard output. */
typedef struct ent_variant_summary {
    const char *id, *label;
    ent_estimate headline;
    ent_difference difference;
    ent_estimate *outcome; /* [outcomes] */
    ent_estimate deals;
    uint32_t *event, *given; /* [worlds]: the headline's counts by world, for differences to another run */
    uint64_t worlds;
} ent_variant_summary;

typedef struct ent_report {
    ent_arena arena;
    const ent_options *options;
    ent_experiment *experiment;
    ent_csv_writer table[ENT_TABLES_COUNT]; /* in the order of ent_tables */
    ent_variant_summary *summary; /* [experiment->count] */
    size_t checks_failed, checks;
    size_t warnings;
    ent_diagnostics diagnostics;
    time_t started;
    double wall, cpu;
    bool stopped;          /* by Ctrl-C: the tables hold what was counted until then */
    size_t shown;          /* variants in the tables */
    uint64_t counted;      /* draws */
    const char *folder; /* NULL until written */
    bool charts_drawn;
    bool passing; /* a preview, soon written again */
} ent_report;

void ent_report_free(ent_report *self);

/* Turns the counts of all variants of a loaded experiment into tables. Library status; after ENT_ERR_INTERRUPTED the
 * tables hold the variants that were complete, and of the last one the worlds that were. */
int ent_report_tabulate(ent_report *self, const ent_options *options, ent_experiment *experiment,
    ent_part_source source, void *context);

/* Writes tables and manifest into --out; those of a run that was stopped into a folder `partial` within, without charts,
 * where its manifest and its title say what they are. */
int ent_report_write(ent_report *self);

/* A whole run was written: what an earlier one left in `partial` is out of date. */
void ent_report_forget_partial(const ent_report *self);

/* Writes a folder of one table `name` and a manifest (sweeps.csv). */
int ent_report_write_table(ent_report *self, const char *name, const ent_csv_writer *csv);

/* Draws the charts of a folder: of a finished one by its manifest, of one that is being written by what its manifest
 * will say. Messages are printed. Library status. */
int ent_draw_charts(const char *folder, ent_chart_format format);
int ent_draw_described(const char *folder, const ent_manifest *manifest, ent_chart_format format, ent_arena *arena);

/* Says how it ended: messages, and the summary where there is one. Exit status. */
int ent_report_conclude(ent_report *self, int status);

/* The summary for people, and as a result of the JSON answer. */
void ent_report_print(const ent_report *self);
void ent_report_answer(const ent_report *self);
cJSON *ent_report_json(const ent_report *self);

#endif
