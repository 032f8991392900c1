/* What --json prints: one document on standard output, whatever the command and however it ends (see README.md here).
 * There is one standard output, so there is one answer. */
#ifndef ENT_CLI_ANSWER_H
#define ENT_CLI_ANSWER_H

#include "base/diagnostic.h"
#include "tally/estimate.h"

#include <cjson/cJSON.h>
#include <stdbool.h>

/* JSON was asked for: from here on what is said is collected too. Until then nothing below does anything. */
void ent_answer_open(void);

/* Whether it was: a command then prints nothing on standard output itself. */
bool ent_answer_wanted(void);

/* Adds to `results`, and owns it from here on (also when JSON was not asked for). */
void ent_answer_result(cJSON *result);

/* Adds to `messages`. */
void ent_answer_message(const char *severity, const char *text);
void ent_answer_diagnostic(const ent_diagnostic *diagnostic);

/* From here on each document is one line, since there will be several. */
void ent_answer_in_lines(void);

/* Prints the document, and starts an empty one. ENT_OK or ENT_ERR_NO_MEMORY. */
int ent_answer_print(const char *command, int exit_status);
void ent_answer_close(void);

/* --- members of results --- */

/* A number, or null where it is not known. */
void ent_json_number(cJSON *json, const char *key, bool known, double number);

/* probability, mc_low, mc_high, world_p05, world_p50, world_p95. */
void ent_json_estimate(cJSON *json, const ent_estimate *estimate);

/* difference, difference_low, difference_high. */
void ent_json_difference(cJSON *json, const ent_difference *difference);

#endif
