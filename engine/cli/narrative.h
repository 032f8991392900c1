/* One simulated future in plain sentences. */
#ifndef ENT_CLI_NARRATIVE_H
#define ENT_CLI_NARRATIVE_H

#include "simulate/block.h"

#include <stdio.h>

/* Tells row 0 of a block that ran one draw of a model compiled for recording. */
void ent_narrate(FILE *out, const ent_block *block);

#endif
