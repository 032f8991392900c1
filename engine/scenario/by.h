/* The setting `by`: who demands, guarantees or ratifies something, for people to read. */
#ifndef ENT_SCENARIO_BY_H
#define ENT_SCENARIO_BY_H

#include "scenario/reader.h"

/* The display name of the party or contributor with this id; NULL where there is none. Borrowed from the scenario,
 * whose parties and contributors have been read. */
const char *ent_actor_name(const ent_scenario *scenario, const char *id);

/* Returns `by` of a group, as written; "" where it is left out. free_text: any text is allowed, and one that looks like
 * a misspelt id is warned of; otherwise anything but the id of a party or contributor is an error. */
const char *ent_reader_by(ent_reader *self, const ent_setting *group, const char *path, bool free_text);

#endif
