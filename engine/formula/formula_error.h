/* What is wrong with a formula, and where. */
#ifndef ENT_FORMULA_FORMULA_ERROR_H
#define ENT_FORMULA_FORMULA_ERROR_H

#include "base/arena.h"

#include <stddef.h>

typedef struct ent_formula_error {
    size_t offset, length; /* bytes of the formula; length 0 where something is missing at its end */
    const char *message;   /* what was found, what was expected; in the arena or static */
    const char *help;      /* the nearest known name or the corrected text; NULL when none */
} ent_formula_error;

/* Where reading a formula reports to. The first failure stays. */
typedef struct ent_formula_sink {
    ent_arena *arena;         /* borrowed; messages go here */
    ent_formula_error *error; /* borrowed */
    int status;               /* ENT_OK until something failed */
} ent_formula_sink;

/* Each records a failure (ENT_ERR_SCENARIO, or ENT_ERR_NO_MEMORY when there is no room for the message) and returns the
 * status. help may be NULL; it is not copied. */
int ent_formula_fail(ent_formula_sink *self, size_t offset, size_t length, const char *help, const char *format, ...)
    __attribute__((format(printf, 5, 6)));
int ent_formula_no_memory(ent_formula_sink *self);

/* printf into the arena for a help text; NULL (no help) when memory is out. */
const char *ent_formula_help(ent_formula_sink *self, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
