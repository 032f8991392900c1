#include "formula/vocabulary.h"

#include "base/diagnostic.h"

#include <math.h>
#include <string.h>

/* clang-format off */
const ent_callable ent_functions[ENT_FN_COUNT] = {
    [ENT_FN_IF] = {"if", 3, 3, false, "condition, a, b", "a where the condition is true, else b"},
    [ENT_FN_MIN] = {"min", 2, ENT_ANY_COUNT, false, "a, b, ...", "smallest argument"},
    [ENT_FN_MAX] = {"max", 2, ENT_ANY_COUNT, false, "a, b, ...", "largest argument"},
    [ENT_FN_CLAMP] = {"clamp", 3, 3, false, "x, lo, hi", "x limited to lo to hi"},
    [ENT_FN_ABS] = {"abs", 1, 1, false, "x", "absolute value"},
    [ENT_FN_EXP] = {"exp", 1, 1, false, "x", "exponential function"},
    [ENT_FN_LOG] = {"log", 1, 1, false, "x", "natural logarithm"},
    [ENT_FN_SQRT] = {"sqrt", 1, 1, false, "x", "square root"},
    [ENT_FN_FLOOR] = {"floor", 1, 1, false, "x", "largest whole number not above x"},
    [ENT_FN_LOGISTIC] = {"logistic", 1, 1, false, "x", "1 / (1 + exp(-x)), which maps any number to a probability"},
    [ENT_FN_LOGIT] = {"logit", 1, 1, false, "p", "log(p / (1 - p)), the inverse of logistic"},
    [ENT_FN_NORMAL_CDF] = {"normal_cdf", 1, 1, false, "x", "probability that a standard normal variate is below x"},
    [ENT_FN_NORMAL_QUANTILE] = {"normal_quantile", 1, 1, false, "p", "inverse of normal_cdf"},
    [ENT_FN_WEIBULL_HAZARD] = {"weibull_hazard", 2, 2, false, "shape, scale",
        "increase of the cumulative hazard (month / scale)^shape in the month"},
    [ENT_FN_UNKNOWN] = {"unknown", 1, 1, false, "d",
        "the distribution d of a quantity that could be known but is not: drawn once a world"},
};
/* clang-format on */

const ent_named_number ent_constants[ENT_CONSTANTS] = {{"true", 1.0}, {"false", 0.0}, {"inf", INFINITY}};

static const char *const operator_words[] = {"and", "or", "not", "to", "given", "in"};

/* Names that formulas may use beside sections. */
static const char *const formula_words[] = {"agreed", "calendar", "deal", "month", "signed"};

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static bool same(const char *word, const char *text, size_t n)
{
    return strncmp(word, text, n) == 0 && word[n] == '\0';
}

static bool find_function(const char *text, size_t n, size_t *index)
{
    for (size_t i = 0; i < ENT_FN_COUNT; i++) {
        if (same(ent_functions[i].name, text, n)) {
            *index = i;
            return true;
        }
    }
    return false;
}

static bool find_distribution(const char *text, size_t n, size_t *index)
{
    for (size_t i = 0; i < ENT_DISTRIBUTIONS; i++) {
        if (!ent_distributions[i]->infix && same(ent_distributions[i]->call.name, text, n)) {
            *index = i;
            return true;
        }
    }
    return false;
}

ent_word ent_word_find(const char *text, size_t n)
{
    ent_word word = {ENT_WORD_NAME, 0};

    for (size_t i = 0; i < COUNT(operator_words); i++) {
        if (same(operator_words[i], text, n)) {
            word.kind = (ent_word_kind) (ENT_WORD_AND + i);
            return word;
        }
    }
    for (size_t i = 0; i < ENT_CONSTANTS; i++) {
        if (same(ent_constants[i].name, text, n)) {
            return (ent_word){ENT_WORD_CONSTANT, i};
        }
    }
    if (find_function(text, n, &word.index)) {
        word.kind = ENT_WORD_FUNCTION;
    } else if (find_distribution(text, n, &word.index)) {
        word.kind = ENT_WORD_DISTRIBUTION;
    }
    return word;
}

static bool is_listed(const char *name, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (strcmp(name, words[i]) == 0) {
            return true;
        }
    }
    return false;
}

bool ent_is_reserved(const char *name)
{
    return ent_word_find(name, strlen(name)).kind != ENT_WORD_NAME ||
           is_listed(name, formula_words, COUNT(formula_words));
}

const char *ent_nearest_callable(const char *word)
{
    const char *names[ENT_FN_COUNT + ENT_DISTRIBUTIONS];
    size_t count = 0;

    for (size_t i = 0; i < ENT_FN_COUNT; i++) {
        names[count++] = ent_functions[i].name;
    }
    for (size_t i = 0; i < ENT_DISTRIBUTIONS; i++) {
        if (!ent_distributions[i]->infix) {
            names[count++] = ent_distributions[i]->call.name;
        }
    }
    return ent_nearest_name(word, names, count);
}
