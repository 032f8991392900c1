#include "formula/formula_case.h"
#include "suite.h"

#include <math.h>

static void test_tables_are_full(void)
{
    for (size_t i = 0; i < ENT_FN_COUNT; i++) {
        CU_ASSERT_PTR_NOT_NULL_FATAL(ent_functions[i].name);
        CU_ASSERT_PTR_NOT_NULL_FATAL(ent_functions[i].doc);
        CU_ASSERT_TRUE(ent_functions[i].least >= 1 && ent_functions[i].least <= ent_functions[i].most);
    }
}

static void check_word(const char *word, ent_word_kind kind, size_t index)
{
    ent_word found = ent_word_find(word, strlen(word));

    CU_ASSERT_EQUAL(found.kind, kind);
    CU_ASSERT_EQUAL(found.index, index);
}

static void check_distribution(const char *word, const ent_distribution_kind *kind)
{
    ent_word found = ent_word_find(word, strlen(word));

    CU_ASSERT_EQUAL_FATAL(found.kind, ENT_WORD_DISTRIBUTION);
    CU_ASSERT_PTR_EQUAL(ent_distributions[found.index], kind);
}

static void test_find(void)
{
    check_word("logistic", ENT_WORD_FUNCTION, ENT_FN_LOGISTIC);
    check_word("if", ENT_WORD_FUNCTION, ENT_FN_IF);
    check_word("weibull_hazard", ENT_WORD_FUNCTION, ENT_FN_WEIBULL_HAZARD);
    check_distribution("weibull", &ent_kind_weibull);
    check_distribution("truncate", &ent_kind_truncate);
    check_word("inf", ENT_WORD_CONSTANT, 2);
    check_word("and", ENT_WORD_AND, 0);
    check_word("or", ENT_WORD_OR, 0);
    check_word("not", ENT_WORD_NOT, 0);
    check_word("to", ENT_WORD_TO, 0);
    check_word("given", ENT_WORD_GIVEN, 0);
    check_word("in", ENT_WORD_IN, 0);
    check_word("resolve", ENT_WORD_NAME, 0);
    check_word("logist", ENT_WORD_NAME, 0);
    check_word("logistics", ENT_WORD_NAME, 0);
    CU_ASSERT_EQUAL(ent_word_find("expx", 3).kind, ENT_WORD_FUNCTION);
    CU_ASSERT_TRUE(isinf(ent_constants[2].value));
}

static void test_reserved(void)
{
    static const char *const reserved[] = {"and", "in", "given", "true", "inf", "exp", "if", "clamp", "normal", "pert",
        "student_t", "to", "deal", "agreed", "month"};
    static const char *const open[] = {"resolve", "france", "western_troops", "us_air_cover", "un_mandate", "",
        "months", "held", "p", "nash", "united", "resolve_1", "factors", "troops"};

    for (size_t i = 0; i < sizeof(reserved) / sizeof(reserved[0]); i++) {
        CU_ASSERT_TRUE(ent_is_reserved(reserved[i]));
    }
    for (size_t i = 0; i < sizeof(open) / sizeof(open[0]); i++) {
        CU_ASSERT_FALSE(ent_is_reserved(open[i]));
    }
}

static void test_nearest(void)
{
    CU_ASSERT_STRING_EQUAL(ent_nearest_callable("trianglar"), "triangular");
    CU_ASSERT_STRING_EQUAL(ent_nearest_callable("logisitc"), "logistic");
    CU_ASSERT_PTR_NULL(ent_nearest_callable("quux_of_nothing"));
}

/* Parses a call with a number of arguments: distributions where the kind takes them, else names. */
static void check_count(const char *name, size_t arguments, bool right)
{
    char text[400];
    size_t n = (size_t) snprintf(text, sizeof(text), "%s(", name);
    ent_word word = ent_word_find(name, strlen(name));
    const ent_distribution_kind *kind = word.kind == ENT_WORD_DISTRIBUTION ? ent_distributions[word.index] : NULL;
    formula_case f;

    for (size_t i = 0; i < arguments; i++) {
        size_t position = kind == NULL || !kind->call.pairs ? i : i % 2;
        bool distribution = kind != NULL && position < ENT_KIND_PARAMETERS &&
                            kind->parameter[position].domain == ENT_PARAMETER_DISTRIBUTION;
        n += (size_t) snprintf(
            text + n, sizeof(text) - n, "%s%s", i > 0 ? ", " : "", distribution ? "normal(0, 1)" : "x");
    }
    snprintf(text + n, sizeof(text) - n, ")");
    f = formula_case_parse(text);
    CU_ASSERT_EQUAL(f.status, right ? ENT_OK : ENT_ERR_SCENARIO);
    if (right) {
        CU_ASSERT_EQUAL_FATAL(f.status, ENT_OK);
        CU_ASSERT_EQUAL(f.ast->arguments, arguments);
    } else {
        char counted[80];
        snprintf(counted, sizeof(counted), "found %zu", arguments);
        CU_ASSERT_PTR_NOT_NULL_FATAL(f.error.message);
        CU_ASSERT_PTR_NOT_NULL(strstr(f.error.message, counted));
        CU_ASSERT_PTR_NOT_NULL(strstr(f.error.message, name));
        CU_ASSERT_EQUAL(f.error.offset, 0);
        CU_ASSERT_EQUAL(f.error.length, strlen(text));
        CU_ASSERT_PTR_NOT_NULL_FATAL(f.error.help);
        CU_ASSERT_PTR_NOT_NULL(strstr(f.error.help, name));
    }
    formula_case_free(&f);
}

/* As documented for the scenario language, independently of the descriptors. */
static void test_arity(void)
{
    static const struct {
        const char *name;
        size_t least, most; /* 9: no limit */
        bool pairs;
    } rows[] = {{"if", 3, 3, false}, {"min", 2, 9, false}, {"max", 2, 9, false}, {"clamp", 3, 3, false},
        {"abs", 1, 1, false}, {"exp", 1, 1, false}, {"log", 1, 1, false}, {"sqrt", 1, 1, false}, {"floor", 1, 1, false},
        {"logistic", 1, 1, false}, {"logit", 1, 1, false}, {"normal_cdf", 1, 1, false},
        {"normal_quantile", 1, 1, false}, {"weibull_hazard", 2, 2, false}, {"uniform", 2, 2, false},
        {"triangular", 3, 3, false}, {"pert", 3, 4, false}, {"normal", 2, 2, false}, {"lognormal", 2, 2, false},
        {"lognormal_mean_sd", 2, 2, false}, {"exponential", 1, 1, false}, {"gamma", 2, 2, false}, {"beta", 2, 2, false},
        {"weibull", 2, 2, false}, {"student_t", 1, 1, false}, {"bernoulli", 1, 1, false}, {"binomial", 2, 2, false},
        {"poisson", 1, 1, false}, {"discrete", 2, 9, true}, {"quantiles", 4, 9, true}, {"mixture", 2, 9, true},
        {"truncate", 3, 3, false}};

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        for (size_t n = 0; n <= 9; n++) {
            bool right = n >= rows[i].least && n <= rows[i].most && (!rows[i].pairs || n % 2 == 0);
            check_count(rows[i].name, n, right);
        }
    }
}

/* The parser knows every kind of the registry by its signature; only `low to high` is not a call. */
static void test_registry(void)
{
    for (size_t i = 0; i < ENT_DISTRIBUTIONS; i++) {
        const ent_callable *call = &ent_distributions[i]->call;
        CU_ASSERT_EQUAL(ent_distributions[i]->infix, strcmp(call->name, "to") == 0);
        CU_ASSERT_TRUE(ent_is_reserved(call->name));
        for (size_t n = 0; n <= 6 && !ent_distributions[i]->infix; n++) {
            check_count(call->name, n, n >= call->least && n <= call->most && (!call->pairs || n % 2 == 0));
        }
    }
}

int main(void)
{
    CU_TestInfo tests[] = {{"tables are full", test_tables_are_full}, {"find", test_find}, {"reserved", test_reserved},
        {"nearest", test_nearest}, {"numbers of arguments", test_arity}, {"registry", test_registry},
        CU_TEST_INFO_NULL};

    return ent_run_suite("vocabulary", tests);
}
