/* The document that --json prints: one JSON object on standard output, whatever the command and its exit status (the
 * README of this folder describes it). There is one standard output, so there is one document. */
#ifndef ENT_CLI_JSON_OUTPUT_H
#define ENT_CLI_JSON_OUTPUT_H

#include "base/diagnostic.h"
#include "tally/estimate.h"

#include <cjson/cJSON.h>
#include <stdbool.h>
#include <stdint.h>

/* Starts the document: from here on messages are collected too. Before that, none of the functions below has an
 * effect. */
void ent_json_open(void);
void ent_json_close(void);

/* Whether the document is wanted: a command then prints nothing else on standard output. */
bool ent_json_wanted(void);

/* Adds a result to `results`, and frees it with the document; at once, returning false, where no document is wanted or
 * memory is out. */
bool ent_json_result(cJSON *result);

/* Add an item to a list, a member to an object; where memory is out, or either is NULL, the item is freed. */
void ent_json_append(cJSON *list, cJSON *item);
void ent_json_member(cJSON *object, const char *key, cJSON *item);

/* Adds a message to `messages`. severity: "error", "warning" or "note". */
void ent_json_message(const char *severity, const char *text);
void ent_json_diagnostic(const ent_diagnostic *diagnostic);

/* Whether a member of a document was left out since memory was out. */
bool ent_json_ran_out(void);

/* Prints each document in one line from here on, since there will be several. */
void ent_json_in_lines(void);

/* Prints the document, with U+FFFD for bytes that are not UTF-8 (names of files), and starts an empty one. command: as
 * typed; NULL: none. ENT_OK; ENT_ERR_NO_MEMORY: nothing was printed. */
int ent_json_print(const char *command, int exit_status);

/* The document for a command that a signal ends at once, in one line; NULL without JSON output, and when memory is out.
 * Freed by the caller. */
char *ent_json_interrupted(const char *command);

/* --- members of results --- */

/* Adds a whole number with all its digits. */
void ent_json_count(cJSON *json, const char *key, uint64_t number);

/* Adds a number with the digits that read back to it, or null where it is not known. NaN and infinity become null too.
 */
void ent_json_number(cJSON *json, const char *key, bool known, double number);

/* Adds probability, mc_low, mc_high, world_p05, world_p50, world_p95. */
void ent_json_estimate(cJSON *json, const ent_estimate *estimate);

/* Adds difference, difference_low, difference_high. */
void ent_json_difference(cJSON *json, const ent_difference *difference);

#endif
