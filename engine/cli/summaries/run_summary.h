/* Standard output of a run: its figures for people, or as a result of the JSON output. */
#ifndef ENT_CLI_SUMMARIES_RUN_SUMMARY_H
#define ENT_CLI_SUMMARIES_RUN_SUMMARY_H

#include "cli/options.h"
#include "jobs/results.h"
#include "wording/wording.h"

#include <cjson/cJSON.h>

/* Prints the headline of all variants, the checks, the number of warnings, and the paths. */
void ent_print_summary(const ent_results *results);

/* The same as a JSON object, which the caller adds or frees. */
cJSON *ent_summary_json(const ent_results *results);

/* Prints the end of a run with a status of the library: its diagnostics, and the summary where it has one. Returns an
 * exit status. */
int ent_conclude_run(ent_results *results, const ent_options *options, int status);

/* Why an estimate has no figure. A static string. */
const char *ent_nothing_text(const ent_estimate *estimate);

/* Writes the figure of an estimate: "34%", or of a measure "163 billion". */
void ent_summary_figure(char buffer[ENT_WORDING_BYTES], const ent_estimate *estimate);

/* Writes a difference of two such estimates in words. worlds: that stand behind both. */
void ent_summary_difference(
    char buffer[ENT_WORDING_BYTES], const ent_difference *difference, bool is_mean, uint64_t worlds);

/* The headline in the form of a question: "P(truce.held)", "mean(cost)"; with its unit "mean(cost), euro". */
void ent_summary_question(char *buffer, size_t room, const ent_scenario *scenario);

/* Writes the range across worlds as the terminal prints it: "12–31%"; "not measured"; "" if there is no unknown. */
void ent_summary_range(char buffer[ENT_WORDING_BYTES], const ent_estimate *estimate);

/* Whether the charts that the options want were not all drawn: an exit status of 1, with the tables complete. */
bool ent_charts_missing(const ent_results *results, const ent_options *options);

/* Prints how far a job that was stopped came. id: of its scenario. */
void ent_print_stop(const char *id, const ent_job_progress *progress);

/* Writes the index over the runs in a folder (jobs/pages/page.h: ent_page_index) and prints its path. listed: it is a
 * result of the JSON output. Returns a status of the library. */
int ent_write_index(const char *folder, bool wanted, bool listed, const ent_options *options);

/* Prints the path of a page that was written, "report: FOLDER/FILE", or adds it to the JSON output. */
void ent_print_page(const char *kind, const char *folder, const char *file, const ent_options *options);

#endif
