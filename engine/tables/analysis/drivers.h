/* The drivers of one variant: what moves the headline, from the counts of its run. */
#ifndef ENT_TABLES_ANALYSIS_DRIVERS_H
#define ENT_TABLES_ANALYSIS_DRIVERS_H

#include "run/experiment.h"
#include "tally/drivers/driver_figure.h"

/* One quantity. Strings are in the arena of the list or borrowed from the variant. */
typedef struct ent_driver_row {
    const char *quantity; /* "resolve", "germany", "donbas.recognised" */
    const char *kind;     /* "factor", "event", "joins", "demand", "stage" */
    ent_driver_figure figure;
} ent_driver_row;

typedef struct ent_driver_rows {
    ent_arena arena;
    ent_driver_row *row; /* [rows] by falling |difference|, then in the order of the file; those without one last */
    size_t rows;
} ent_driver_rows;

/* Fills a list, which is freed by the caller whatever the status. None for a headline that is a mean. Errors:
 * ENT_ERR_NO_MEMORY. */
int ent_driver_rows_collect(ent_driver_rows *self, const ent_variant_model *variant, const ent_tally *tally);
void ent_driver_rows_free(ent_driver_rows *self);

#endif
