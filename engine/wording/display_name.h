/* Display names of identifiers: "us_air_cover" -> "US air cover".
 *
 * An identifier is written in small letters. A word of it takes capitals where the names of the scenario write the same
 * word with capitals beyond its first letter: "IDF withdrawal" makes "idf_back" "IDF back". */
#ifndef ENT_WORDING_DISPLAY_NAME_H
#define ENT_WORDING_DISPLAY_NAME_H

#include "base/arena.h"

#include <stddef.h>

/* One word with capitals, in a list. */
typedef struct ent_capital_word {
    const char *word; /* As written: "UN", "MoU", "G7" */
    const struct ent_capital_word *next;
} ent_capital_word;

/* The words that a scenario's names write with capitals. Zeroed: none. Words are in the arenas that they were added
 * with; nothing is to be freed. */
typedef struct ent_capitals {
    const ent_capital_word *first;
} ent_capitals;

/* Adds the words of a display name that have a capital beyond the first letter, or a capital and digits only. A name of
 * several words without any small letter adds nothing: its capitals are a style of type. Of two spellings of a word the
 * first added counts. NULL adds nothing. ENT_OK or ENT_ERR_NO_MEMORY. */
int ent_capitals_add(ent_capitals *self, const char *name, ent_arena *arena);

/* Returns the display name of an id, in the arena: "_" becomes a blank; the words in `capitals` (NULL: none) and the
 * common acronyms US, UN, EU, UK, NATO and OSCE are written so; the first letter is large. "" for "". NULL when memory
 * is exhausted. */
const char *ent_display_name(const char *id, const ent_capitals *capitals, ent_arena *arena);

#endif
