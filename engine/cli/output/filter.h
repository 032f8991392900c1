/* The filter of standard output: bytes in, bytes out, whatever the pieces in which they come. */
#ifndef ENT_CLI_OUTPUT_FILTER_H
#define ENT_CLI_OUTPUT_FILTER_H

#include <stddef.h>

enum {
    ENT_FILTER_MARK = 17, /* bytes of the mark: escape and 16 digits */
    ENT_FILTER_HELD = 24  /* at most so many bytes wait for the next piece */
};

typedef struct ent_filter {
    const char *mark;           /* [ENT_FILTER_MARK] what begins a code of the program; borrowed */
    char held[ENT_FILTER_HELD]; /* start of a character or code whose end has not come yet */
    size_t length;              /* of held */
} ent_filter;

/* Filters the bytes held and bytes [length] into out, which has room for ENT_VISIBLE_LONGEST (ENT_FILTER_HELD + length)
 * bytes. `last`: nothing more will come, so nothing is held back. Returns the number of bytes written. */
size_t ent_filter_feed(ent_filter *self, const char *bytes, size_t length, int last, char *out);

/* The escape sequence of a code, by the letter behind the mark ('a' is the first of ent_code). NULL: there is none. */
const char *ent_filter_sequence(char letter);

#endif
