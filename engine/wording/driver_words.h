/* Drivers in words: the name of a quantity, and those of its low and its high side. */
#ifndef ENT_WORDING_DRIVER_WORDS_H
#define ENT_WORDING_DRIVER_WORDS_H

#include "base/arena.h"

/* Returns the display name of a path ("events.us_pressure"); where it has none, that of its last part, `id`. */
typedef const char *(*ent_driver_label)(void *context, const char *path, const char *id);

/* Returns the name of a quantity of drivers.csv: "Moscow's patience"; "Germany joins"; "Donbas: Line frozen";
 * "threshold of Russia" for a distribution within unknown(...), "parties.russia.threshold". In the arena, or of
 * `label`; NULL when memory is out. */
const char *ent_driver_name(
    const char *kind, const char *quantity, ent_driver_label label, void *context, ent_arena *arena);

/* The sides of a quantity, which follow a chance: "7% where it is highest", "27% with it". */
const char *ent_driver_low_side(const char *kind, const char *quantity);
const char *ent_driver_high_side(const char *kind, const char *quantity);

#endif
