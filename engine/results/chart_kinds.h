/* The charts, one function a table. Each writes its scripts into the book and skips itself when its table is absent. */
#ifndef ENT_RESULTS_CHART_KINDS_H
#define ENT_RESULTS_CHART_KINDS_H

#include "results/chart_book.h"

void ent_chart_outcomes(ent_chart_book *book);     /* how it ends, by variant */
void ent_chart_headline(ent_chart_book *book);     /* the one number, by variant, against base */
void ent_chart_force(ent_chart_book *book);        /* troops offered and let in, against what is required */
void ent_chart_contributors(ent_chart_book *book); /* who joins, with how many troops */
void ent_chart_pivotal(ent_chart_book *book);      /* whose troops make the difference */
void ent_chart_talks(ent_chart_book *book);        /* when there is a deal */
void ent_chart_deal(ent_chart_book *book);         /* what is in it */
void ent_chart_truce(ent_chart_book *book);        /* how long the truce holds */
void ent_chart_causes(ent_chart_book *book);       /* what ends it */
void ent_chart_sweeps(ent_chart_book *book);       /* one chart a sweep of one or two paths */
void ent_chart_convergence(ent_chart_book *book);  /* whether the draws suffice */

#endif
