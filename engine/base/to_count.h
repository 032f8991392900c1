/* Numbers read from files as counts. */
#ifndef ENT_BASE_TO_COUNT_H
#define ENT_BASE_TO_COUNT_H

#include <stdint.h>

/* The count that a number read from a file stands for: its whole part; 0 where it is negative or no number, UINT64_MAX
 * where it is larger than any count. Such numbers stand in no file of this program, but in a stranger's, and C leaves
 * it undefined what they are as integers (C11, 6.3.1.4). */
static inline uint64_t ent_to_count(double number)
{
    return number >= 0x1p64 ? UINT64_MAX : number > 0.0 ? (uint64_t) number : 0;
}

#endif
