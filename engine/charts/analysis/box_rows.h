/* The boxes of discover.csv and discover_boxes.csv as words, for charts and the report. */
#ifndef ENT_CHARTS_BOX_ROWS_H
#define ENT_CHARTS_BOX_ROWS_H

#include "tables/format/csv_reader.h"
#include "wording/box_words.h"

/* The tables; all borrowed. */
typedef struct ent_box_rows {
    const ent_csv *steps, *limits, *assumptions;
    const char *unit; /* of the mean that the headline is; NULL: it is a probability */

    /* Display name of a contributor or an event (section "contributors", "events"), or of a factor or distribution
     * within unknown(...) as tables name it (section ""); context is the first argument. */
    const char *(*label)(void *context, const char *section, const char *id);
    void *context;
} ent_box_rows;

/* Number of boxes of which a step is proposed. */
size_t ent_box_rows_count(const ent_box_rows *self);

/* Fills words with box `number`, from 1. Returns whether there is such a box; false too when memory is out. */
bool ent_box_rows_words(const ent_box_rows *self, size_t number, ent_box_words *words, ent_arena *arena);

/* The row of discover.csv of the step proposed for a box; SIZE_MAX without one. */
size_t ent_box_rows_chosen(const ent_box_rows *self, size_t number);

/* Whether a setting is written with a per cent sign. path: that of the setting. */
bool ent_box_rows_percent(const ent_csv *assumptions, const char *path);

#endif
