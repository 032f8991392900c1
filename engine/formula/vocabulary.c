#include "formula/vocabulary.h"

#include "base/diagnostic.h"

#include <math.h>
#include <string.h>

/* clang-format off */
const ent_callable ent_functions[ENT_FN_COUNT] = {
    [ENT_FN_IF] = {"if", 3, 3, false, "condition, a, b", "a where the condition holds, else b"},
    [ENT_FN_MIN] = {"min", 2, ENT_ANY_COUNT, false, "a, b, ...", "the smallest"},
    [ENT_FN_MAX] = {"max", 2, ENT_ANY_COUNT, false, "a, b, ...", "the largest"},
    [ENT_FN_CLAMP] = {"clamp", 3, 3, false, "x, lo, hi", "x, moved to the nearer end where it lies outside lo to hi"},
    [ENT_FN_ABS] = {"abs", 1, 1, false, "x", "the size of x, without its sign"},
    [ENT_FN_EXP] = {"exp", 1, 1, false, "x", "e to the power of x"},
    [ENT_FN_LOG] = {"log", 1, 1, false, "x", "the natural logarithm"},
    [ENT_FN_SQRT] = {"sqrt", 1, 1, false, "x", "the square root"},
    [ENT_FN_FLOOR] = {"floor", 1, 1, false, "x", "the largest whole number not above x"},
    [ENT_FN_LOGISTIC] = {"logistic", 1, 1, false, "x", "1 / (1 + exp(-x)): from any number to a probability"},
    [ENT_FN_LOGIT] = {"logit", 1, 1, false, "p", "log(p / (1 - p)): the inverse of logistic"},
    [ENT_FN_NORMAL_CDF] = {"normal_cdf", 1, 1, false, "x", "the chance that a standard normal lies below x"},
    [ENT_FN_NORMAL_QUANTILE] = {"normal_quantile", 1, 1, false, "p", "the inverse of normal_cdf"},
    [ENT_FN_WEIBULL_HAZARD] = {"weibull_hazard", 2, 2, false, "shape, scale",
        "the month's part of the integrated hazard (month / scale)^shape"},
};

const ent_callable ent_distributions[ENT_DIST_COUNT] = {
    [ENT_DIST_UNIFORM] = {"uniform", 2, 2, false, "a, b", "every value between a and b alike"},
    [ENT_DIST_TRIANGULAR] = {"triangular", 3, 3, false, "min, mode, max", "a density that rises to mode, then falls"},
    [ENT_DIST_PERT] = {"pert", 3, 3, false, "min, mode, max", "a smooth beta shape over min to max, lambda 4"},
    [ENT_DIST_NORMAL] = {"normal", 2, 2, false, "mean, sd", "the bell curve"},
    [ENT_DIST_LOGNORMAL] = {"lognormal", 2, 2, false, "mu, sigma", "its logarithm is normal(mu, sigma)"},
    [ENT_DIST_EXPONENTIAL] = {"exponential", 1, 1, false, "mean", "a waiting time without memory"},
    [ENT_DIST_GAMMA] = {"gamma", 2, 2, false, "shape, scale", "mean shape * scale"},
    [ENT_DIST_BETA] = {"beta", 2, 2, false, "a, b", "between 0 and 1, mean a / (a + b)"},
    [ENT_DIST_WEIBULL] = {"weibull", 2, 2, false, "shape, scale", "survival exp(-(x / scale)^shape)"},
    [ENT_DIST_STUDENT_T] = {"student_t", 1, 1, false, "df", "as the standard normal, with heavier tails"},
    [ENT_DIST_BERNOULLI] = {"bernoulli", 1, 1, false, "p", "1 with chance p, else 0"},
    [ENT_DIST_BINOMIAL] = {"binomial", 2, 2, false, "n, p", "successes in n trials of chance p"},
    [ENT_DIST_POISSON] = {"poisson", 1, 1, false, "mean", "a count of independent happenings"},
    [ENT_DIST_DISCRETE] = {"discrete", 2, ENT_ANY_COUNT, true, "x1, w1, x2, w2, ...", "one of the x, by weight"},
    [ENT_DIST_QUANTILES] = {"quantiles", 4, ENT_ANY_COUNT, true, "p1, x1, p2, x2, ...",
        "through the points (p, x), linear between them, flat outside"},
    [ENT_DIST_MIXTURE] = {"mixture", 2, ENT_ANY_COUNT, true, "w1, d1, w2, d2, ...", "one of the d, by weight"},
    [ENT_DIST_TRUNCATE] = {"truncate", 3, 3, false, "d, lo, hi", "the distribution d, given that it lies in lo to hi"},
    [ENT_DIST_INTERVAL] = {"to", 2, 2, false, "low, high", "a 90% interval: lognormal, normal or logit-normal"},
};
/* clang-format on */

const ent_named_number ent_constants[ENT_CONSTANTS] = {{"true", 1.0}, {"false", 0.0}, {"inf", INFINITY}};

static const char *const operator_words[] = {"and", "or", "not", "to", "given", "in"};

/* What formulas see beside sections: a factor of such a name would hide it. */
static const char *const seen_words[] = {"agreed", "deal", "month"};

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static bool same(const char *word, const char *text, size_t n)
{
    return strncmp(word, text, n) == 0 && word[n] == '\0';
}

static bool find_callable(const ent_callable *table, size_t count, const char *text, size_t n, size_t *index)
{
    for (size_t i = 0; i < count; i++) {
        if (same(table[i].name, text, n)) {
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
    if (find_callable(ent_functions, ENT_FN_COUNT, text, n, &word.index)) {
        word.kind = ENT_WORD_FUNCTION;
    } else if (find_callable(ent_distributions, ENT_DIST_COUNT, text, n, &word.index)) {
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
           is_listed(name, seen_words, COUNT(seen_words));
}

const char *ent_nearest_callable(const char *word)
{
    const char *names[ENT_FN_COUNT + ENT_DIST_COUNT];
    size_t count = 0;

    for (size_t i = 0; i < ENT_FN_COUNT; i++) {
        names[count++] = ent_functions[i].name;
    }
    for (size_t i = 0; i < ENT_DIST_COUNT; i++) {
        if (i != ENT_DIST_INTERVAL) {
            names[count++] = ent_distributions[i].name;
        }
    }
    return ent_nearest_name(word, names, count);
}
