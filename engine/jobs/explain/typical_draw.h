/* The typical draw of an outcome: the one nearest to its middle. */
#ifndef ENT_JOBS_TYPICAL_DRAW_H
#define ENT_JOBS_TYPICAL_DRAW_H

#include "jobs/explain/find_draw.h"

/* Sets *found to the typical draw of a query: of its draws with the most frequent outcome, or of all of them where the
 * query asks for an outcome or a condition. It is the draw x, the first of several, with the least
 *
 *   sum over quantities i of ((x_i - m_i) / s_i)^2
 *
 * over the quantities of draws.csv that vary, m_i the median (the lower one of two) and s_i the standard deviation (of
 * finite numbers, divisor n) among these draws. A number that is infinite, or missing, and differs from m_i counts as
 * 3 s_i away. A text, such as the option of a demand, is 0 away where it is the most frequent one, of several the first
 * in the alphabet, and otherwise 1 / sqrt(p (1 - p)), p the share of that one: the distance of a 0 from a 1 of that
 * share. Of more than ENT_DRAW_SAMPLE draws so many are compared, chosen by a hash of their numbers. Errors:
 * ENT_ERR_NO_MEMORY. */
int ent_find_typical_draw(const ent_draw_query *query, ent_draw_found *found);

#endif
