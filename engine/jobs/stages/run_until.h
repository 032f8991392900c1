/* A run that stops once it is precise enough (run.until): all variants are counted in stages of 250, 500, 1,000, …
 * worlds (ent_design_stage), and after each the half-widths of the headline decide. The stages are the file's alone, so
 * where the run stops is a function of the file, and its counts are those of a run of so many worlds. */
#ifndef ENT_JOBS_STAGES_RUN_UNTIL_H
#define ENT_JOBS_STAGES_RUN_UNTIL_H

#include "jobs/run_counts.h"

/* Gives all variants the worlds of the file again, after an earlier run that stopped. Refuses a run with `until` in
 * shares or on several ranks, none of which could decide alone: ENT_ERR_ARGUMENT, with a message. A run with `until`
 * over Latin hypercubes, which begin anew at each stage, saves no checkpoint. */
int ent_run_until_begin(ent_run_counts *self);

/* As ent_run_counts_variant: counts all variants when the first is asked for. Afterwards the scenarios have the number
 * of worlds at which the run stopped (ent_run_size.worlds). */
int ent_run_until_variant(
    ent_run_counts *self, size_t variant, const ent_threshold *threshold, size_t thresholds, ent_chunk_range *part);

/* Frees the ranges that were not handed out. */
void ent_run_until_free(ent_run_counts *self);

#endif
