/* The output of another program. */
#ifndef ENT_CHARTS_LAYOUT_PROGRAM_OUTPUT_H
#define ENT_CHARTS_LAYOUT_PROGRAM_OUTPUT_H

#include <stdatomic.h>
#include <stddef.h>

/* Runs a program, found along PATH and started without a shell, and returns its standard output as a text, which the
 * caller frees; its standard input is empty and its standard error is not shown. NULL where it cannot be started, ends
 * with another status than 0, prints more than `most` bytes, takes longer than `seconds`, *stop is set (NULL: never),
 * or memory is out: it is then ended, with all that it has started. */
char *ent_program_output(char *const argv[], unsigned seconds, size_t most, const atomic_int *stop);

#endif
