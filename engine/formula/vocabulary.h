/* The words of the formula language: functions, distributions, constants, keywords, reserved words. */
#ifndef ENT_FORMULA_VOCABULARY_H
#define ENT_FORMULA_VOCABULARY_H

#include "base/callable.h"
#include "distribution/kinds.h"

#include <stdbool.h>
#include <stddef.h>

typedef enum ent_function {
    ENT_FN_IF,    /* condition, value where it is true, value where it is false */
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
    ENT_FN_WEIBULL_HAZARD,  /* shape, scale (months): (m/scale)^shape - ((m-1)/scale)^shape in month m */
    ENT_FN_UNKNOWN,         /* a distribution; the parser marks it (ent_ast.unknown), so no tree contains this call */
    ENT_FN_COUNT
} ent_function;

/* Descriptors of the functions, indexed by ent_function. Those of the distributions are in distribution/kinds.h. */
extern const ent_callable ent_functions[ENT_FN_COUNT];

/* Kind of a word. */
typedef enum ent_word_kind {
    ENT_WORD_NAME,         /* not a word of the language */
    ENT_WORD_FUNCTION,     /* index: ent_function */
    ENT_WORD_DISTRIBUTION, /* index: into ent_distributions */
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
    size_t index; /* see the kinds; 0 for the others */
} ent_word;

typedef struct ent_named_number {
    const char *name;
    double value;
} ent_named_number;

enum { ENT_CONSTANTS = 3 };
extern const ent_named_number ent_constants[ENT_CONSTANTS]; /* true 1, false 0, inf */

/* Returns the kind of the word in the first n bytes of `text`. Only words of kind NAME may be names in a formula. */
ent_word ent_word_find(const char *text, size_t n);

/* Whether a word is reserved in formulas, so that no factor, event, contributor, party or demand may have it as a name:
 * keywords, constants, functions, distributions, and the names that formulas may use (agreed, deal, month). The names
 * of sections and settings are reserved too: see settings/schema.h. */
bool ent_is_reserved(const char *name);

/* The name of the function or distribution that is nearest to `word` (see ent_nearest_name), in static storage; NULL
 * when none is near. */
const char *ent_nearest_callable(const char *word);

#endif
