/* Why there is no deal, in sentences, from no_deal.csv. */
#ifndef ENT_REPORT_NO_DEAL_TEXT_H
#define ENT_REPORT_NO_DEAL_TEXT_H

#include "report/run_data.h"

/* "In 54 of 100 futures there is no deal. In 31 …; in 20 …": the base, the most frequent reason first. NULL if
 * each of its draws has a deal, or the folder has no such table. The digest's. */
const char *ent_no_deal_text_reasons(ent_run_data *digest);

/* "Where terms are left, …": which party alone stands in the way, in the base. NULL where none are left. The digest's.
 */
const char *ent_no_deal_text_blockers(ent_run_data *digest);

#endif
