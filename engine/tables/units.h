/* The units of columns: the type of their cells, and the limits that no figure leaves. */
#ifndef ENT_TABLES_UNITS_H
#define ENT_TABLES_UNITS_H

#include <stdbool.h>

typedef enum ent_unit_type {
    ENT_UNIT_TEXT,
    ENT_UNIT_INTEGER, /* Whole numbers, or empty */
    ENT_UNIT_NUMBER,  /* Numbers, inf and -inf included, or empty */
    ENT_UNIT_SETTING  /* Numbers, or else texts, as what is assigned to a setting */
} ent_unit_type;

typedef struct ent_unit {
    const char *name; /* "probability" */
    ent_unit_type type;
    double minimum, maximum; /* Limits of every cell; infinite: none */
    const char *about;       /* One line */
} ent_unit;

/* Units of the headline, which is a probability or the mean of a measure, in the unit of the measure; and those that
 * take their place where it is known to be a probability. */
#define ENT_UNIT_HEADLINE "probability or unit"
#define ENT_UNIT_HEADLINE_DIFFERENCE "difference in probability or unit"
#define ENT_UNIT_PROBABILITY "probability"
#define ENT_UNIT_DIFFERENCE "difference in probability"

/* The unit with this name; NULL: there is none, and no column may name it. */
const ent_unit *ent_unit_find(const char *name);

#endif
