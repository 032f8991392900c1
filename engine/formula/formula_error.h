/* Errors in the text of a formula. */
#ifndef ENT_FORMULA_FORMULA_ERROR_H
#define ENT_FORMULA_FORMULA_ERROR_H

#include "base/arena.h"

#include <stddef.h>

typedef struct ent_formula_error {
    size_t offset, length; /* bytes of the formula; length 0 where something is missing at its end */
    const char *message;   /* in the arena or in static storage */
    const char *help;      /* the nearest known name or the corrected text; NULL for none */
    const char *corrected; /* the whole formula as the help proposes it; NULL: it proposes no whole formula */
} ent_formula_error;

/* Receives the error of a formula that is being parsed. The first error is kept. */
typedef struct ent_formula_sink {
    ent_arena *arena;         /* borrowed; owns the messages */
    ent_formula_error *error; /* borrowed */
    int status;               /* ENT_OK until the first error */
} ent_formula_sink;

/* Record an error and return the status: ENT_ERR_SCENARIO, or ENT_ERR_NO_MEMORY when memory is out. The message comes
 * from printf; help may be NULL and is not copied. */
int ent_formula_fail(ent_formula_sink *self, size_t offset, size_t length, const char *help, const char *format, ...)
    __attribute__((format(printf, 5, 6)));
int ent_formula_no_memory(ent_formula_sink *self);

/* Returns a help text from printf in the arena; NULL (no help) when memory is out. */
const char *ent_formula_help(ent_formula_sink *self, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
