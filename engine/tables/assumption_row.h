/* A row of the register of assumptions. */
#ifndef ENT_TABLES_ASSUMPTION_ROW_H
#define ENT_TABLES_ASSUMPTION_ROW_H

#include <stdbool.h>

/* One setting. Texts are borrowed from the case and the arena. */
typedef struct ent_assumption_row {
    const char *path;       /* "contributors.italy.joins" */
    const char *written;    /* As in the file; "" for a default */
    const char *understood; /* In words */
    double p05, p50, p95;   /* Quantiles in the pilot, in the unit of the setting; NaN: not known */
    const char *note;       /* Own note, else that of the nearest group around the setting; "" when there is none */
    const char *source;     /* Likewise */
    bool structure;         /* Not a quantity: p05, p50 and p95 are its constant, or NaN */
    bool drawn_anew;        /* Its range is drawn anew in every draw: see ent_quantity_is_drawn_anew */
} ent_assumption_row;

#endif
