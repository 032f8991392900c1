/* The forces in sentences: whether enough troops are offered, and on whom that depends. */
#ifndef ENT_REPORT_FORCES_FORCE_TEXT_H
#define ENT_REPORT_FORCES_FORCE_TEXT_H

#include "report/run_data.h"

/* Sentences on all forces of the base that require troops; NULL where none does, or no contributor can join. */
const char *ent_force_text(ent_run_data *digest);

/* The sentence on one force, by its id; NULL as above. named: with the name of the force. */
const char *ent_force_text_of(ent_run_data *digest, const char *id, bool named);

/* Display name of a force. */
const char *ent_force_text_name(ent_run_data *digest, const char *id);

#endif
