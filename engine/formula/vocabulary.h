/* The words of the language, as const descriptors: functions, distributions, constants, reserved words. */
#ifndef ENT_FORMULA_VOCABULARY_H
#define ENT_FORMULA_VOCABULARY_H

#include "base/distribution_kind.h"

#include <stdbool.h>
#include <stddef.h>

typedef enum ent_function {
    ENT_FN_IF,    /* condition, value if it holds, value otherwise */
    ENT_FN_MIN,   /* 2 or more */
    ENT_FN_MAX,   /* 2 or more */
    ENT_FN_CLAMP, /* x, lo, hi */
    ENT_FN_ABS,
    ENT_FN_EXP,
    ENT_FN_LOG, /* natural */
    ENT_FN_SQRT,
    ENT_FN_FLOOR,
    ENT_FN_LOGISTIC,        /* 1 / (1 + exp(-x)) */
    ENT_FN_LOGIT,           /* log(p / (1 - p)) */
    ENT_FN_NORMAL_CDF,      /* Phi(x) */
    ENT_FN_NORMAL_QUANTILE, /* the inverse of Phi */
    ENT_FN_WEIBULL_HAZARD,  /* shape, scale: (m/scale)^shape - ((m-1)/scale)^shape in month m */
    ENT_FN_COUNT
} ent_function;

/* A function or a distribution: how it is called. */
typedef struct ent_callable {
    const char *name;
    size_t least;          /* arguments at least */
    size_t most;           /* arguments at most; ENT_ANY_COUNT: no limit */
    bool pairs;            /* arguments come in pairs */
    const char *arguments; /* their names, as in a signature: "min, mode, max" */
    const char *doc;       /* one line */
} ent_callable;

#define ENT_ANY_COUNT ((size_t) -1)

/* Descriptors, indexed by kind. The interval has the name "to", 2 arguments, and is not written as a call. */
extern const ent_callable ent_functions[ENT_FN_COUNT];
extern const ent_callable ent_distributions[ENT_DIST_COUNT];

/* What a word of a formula is. Words of other kinds are names. */
typedef enum ent_word_kind {
    ENT_WORD_NAME,
    ENT_WORD_FUNCTION,     /* index: ent_function */
    ENT_WORD_DISTRIBUTION, /* index: ent_distribution_kind */
    ENT_WORD_CONSTANT,     /* index: into ent_constants */
    ENT_WORD_AND,
    ENT_WORD_OR,
    ENT_WORD_NOT,
    ENT_WORD_TO,
    ENT_WORD_GIVEN, /* only in headline and checks */
    ENT_WORD_IN     /* only in checks */
} ent_word_kind;

typedef struct ent_word {
    ent_word_kind kind;
    size_t index; /* 0 where the kind says nothing of it */
} ent_word;

typedef struct ent_named_number {
    const char *name;
    double value;
} ent_named_number;

enum { ENT_CONSTANTS = 3 };
extern const ent_named_number ent_constants[ENT_CONSTANTS]; /* true 1, false 0, inf */

/* Looks up the first n bytes of `text`. Words of other kinds than NAME cannot be names in a formula. */
ent_word ent_word_find(const char *text, size_t n);

/* True for a word of formulas, which no factor, event, contributor, party or demand may carry as a name: keywords,
 * constants, functions, distributions, and the names that formulas see (agreed, deal, month). The names of sections and
 * settings are reserved too: see settings/schema.h. */
bool ent_is_reserved(const char *name);

/* The function or distribution whose name is nearest to `word`; NULL when none is near. */
const char *ent_nearest_callable(const char *word);

#endif
