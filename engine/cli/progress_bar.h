/* The progress bar of a run, on standard error where that is a terminal. */
#ifndef ENT_CLI_PROGRESS_BAR_H
#define ENT_CLI_PROGRESS_BAR_H

#include <stdbool.h>
#include <stdint.h>

typedef struct ent_progress_bar {
    const char *label; /* borrowed */
    uint64_t resumed;  /* draws of a checkpoint, which do not count for the speed */
    double started;    /* seconds (ent_now) of the first update; 0: there was none */
    double shown;      /* of the last time it was drawn; 0: it is not on the terminal */
    bool visible;
} ent_progress_bar;

/* Initialises a bar without an update. label: borrowed; quiet: the bar is never drawn. */
void ent_progress_bar_init(ent_progress_bar *self, const char *label, bool quiet);

/* Draws the bar, at most every 0.1 seconds and not before 0.3 seconds; removes it when done reaches total. The first
 * call gives the draws that are resumed from a checkpoint. */
void ent_progress_bar_update(ent_progress_bar *self, uint64_t done, uint64_t total);

/* Removes the bar from the terminal; a later update draws it again. */
void ent_progress_bar_clear(ent_progress_bar *self);

#endif
