/* Display names of quantities that are unknown by world. */
#ifndef ENT_WORDING_QUANTITY_NAME_H
#define ENT_WORDING_QUANTITY_NAME_H

#include "base/arena.h"

/* The display name of an entry of a section: of ("parties", "russia") "Russia". NULL when memory is out. */
typedef struct ent_name_source {
    const char *(*label)(void *context, const char *section, const char *id);
    void *context; /* borrowed */
} ent_name_source;

/* Display name of a quantity as tables name it: "resolve+us_commitment" gives "Resolve + US commitment", the path of a
 * distribution within unknown(...) "parties.russia.threshold" gives "Russia: threshold, unknown part", "experts" gives
 * "Which expert is right". In the arena or static; NULL when memory is out. */
const char *ent_quantity_name(const char *quantity, const ent_name_source *names, ent_arena *arena);

#endif
