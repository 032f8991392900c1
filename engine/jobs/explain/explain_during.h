/* The part of an explanation about events that may begin in the talks, and of events that begin again. Internal
 * to engine/jobs. */
#ifndef ENT_JOBS_EXPLAIN_DURING_H
#define ENT_JOBS_EXPLAIN_DURING_H

#include "simulate/block.h"

#include <stdio.h>

enum { ENT_EXPLAIN_DATE_BYTES = 48 };

/* ": December 2026" and the like, where the scenario gives a start: `before`, the date of a month of the talks (with
 * part of a month: the month that it lies in), `after`. Else "". Returns buffer. */
const char *ent_explain_date(const ent_scenario *scenario, double month, const char *before, const char *after,
    char buffer[ENT_EXPLAIN_DATE_BYTES]);

/* Writes the events that have begun while the talks went on and while a deal waited, and whether they still last, of
 * row 0 of a replayed block: a line an event, or two. */
void ent_explain_during(FILE *out, const ent_block *block);

/* Writes when timed event number `event` of the truce, which has `every`, begins: "; it begins in months 3 and 9".
 * shift: month of the talks in which the truce's clock starts. */
void ent_explain_onsets_of_truce(FILE *out, const ent_block *block, size_t event, double shift);

#endif
