/* The signature of a function or a distribution of the formula language. */
#ifndef ENT_BASE_CALLABLE_H
#define ENT_BASE_CALLABLE_H

#include <stdbool.h>
#include <stddef.h>

/* Value of ent_callable.most: no upper limit. */
#define ENT_ANY_COUNT ((size_t) -1)

/* All strings have static storage. */
typedef struct ent_callable {
    const char *name;      /* as written in a formula */
    size_t least;          /* minimal number of arguments */
    size_t most;           /* maximal number of arguments; ENT_ANY_COUNT: no limit */
    bool pairs;            /* the arguments come in pairs */
    const char *arguments; /* names of the arguments, as in a signature: "min, mode, max" */
    const char *doc;       /* description in one line */
} ent_callable;

#endif
