/* Worlds in order of a number, cut into groups as equal as can be, in time that grows with their number alone. */
#ifndef ENT_ANALYSIS_RANK_GROUPS_H
#define ENT_ANALYSIS_RANK_GROUPS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Groups at most. */
enum { ENT_RANK_GROUPS = 64 };

/* Sets group[w] to the group of each world, 0 … groups - 1 in order of value; where value is NaN to `groups`. With
 * `most` values or fewer the groups are the values; else world i of W in order, equal ones by number, is in group
 * floor(most i / W). Returns the number of groups, 0 without a value. by_value: which
 * of both. value, group: [worlds], worlds below 2^32; most <= ENT_RANK_GROUPS. SIZE_MAX: memory is out. */
size_t ent_rank_groups(const double *value, uint64_t worlds, size_t most, uint8_t *group, bool *by_value);

#endif
