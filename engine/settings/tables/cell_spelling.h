/* Numbers and truth values of a cell as English, French and German spreadsheets write them, in the spelling of
 * formulas: "0,35" as 0.35, "35 %" as 35%, "10 000" and "1.250.000" without the separators of thousands, VRAI and WAHR
 * as true.
 *
 * A comma or point before exactly three digits may separate thousands or be the decimal sign, ten thousand or ten. It
 * is an error, except where the file shows its meaning: a number of the form "1.234,5" or "1,234,567", a leading zero,
 * and the point in a file separated by commas, whose decimal sign is the point as in formulas. Internal to
 * engine/settings. */
#ifndef ENT_SETTINGS_TABLES_CELL_SPELLING_H
#define ENT_SETTINGS_TABLES_CELL_SPELLING_H

#include "settings/tables/sheet.h"

/* How the numbers of a file are written. */
typedef struct ent_number_style {
    bool point_groups;   /* a point may separate thousands: "10.000" is ambiguous */
    bool comma_decimals; /* a comma may be the decimal sign: "0,5" between the arguments of a function is ambiguous */
} ent_number_style;

/* Why a cell has no meaning: bytes [offset, offset + length) of its text. Strings are in the arena. */
typedef struct ent_spelling_error {
    size_t offset, length;
    const char *message; /* NULL: no error */
    const char *help;    /* NULL: none */
} ent_spelling_error;

typedef struct ent_spelling {
    ent_mapped_text text;     /* in the spelling of formulas */
    bool decimal_comma;       /* a number has a comma as decimal sign, or points between thousands, beyond doubt */
    ent_spelling_error error; /* the first */
} ent_spelling;

/* Rewrites the text of a cell. `list`: it is a list in parentheses, ( 0, 0.5, 1 ). ENT_OK or ENT_ERR_NO_MEMORY. */
int ent_cell_spelling(
    ent_spelling *self, const ent_mapped_text *cell, ent_number_style style, bool list, ent_arena *arena);

#endif
