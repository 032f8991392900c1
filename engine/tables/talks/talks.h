/* talks.csv */
#ifndef ENT_TABLES_TALKS_H
#define ENT_TABLES_TALKS_H

#include "tables/table.h"

/* Last month in which a deal enters into force in a draw of a variant with ratification; 0: there is none, or no
 * ratification. */
uint64_t ent_last_deal(const ent_scenario *scenario, const ent_tally *tally);

#endif
