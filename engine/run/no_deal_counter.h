/* Counts why draws have no deal. */
#ifndef ENT_RUN_NO_DEAL_COUNTER_H
#define ENT_RUN_NO_DEAL_COUNTER_H

#include "run/counting/chunk_counts.h"

/* Whether some draw of the model, or of the model of an expert, may have no deal: there are talks or ratification. */
bool ent_deals_can_fail(const ent_model *model);

/* Counts the rows of the block that has begun, which lists its draws without a deal. */
void ent_count_no_deals(ent_chunk_counts *self, const ent_block *block);

#endif
