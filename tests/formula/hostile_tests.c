/* Malformed, deep and long texts are either parsed or an error. Run with the sanitizers too. */
#include "formula/describe.h"
#include "formula/formula_case.h"
#include "formula/query.h"
#include "suite.h"

#include <stdint.h>

static uint64_t next_random(uint64_t *state)
{
    *state = *state * 6364136223846793005ULL + 1442695040888963407ULL;
    return *state >> 33;
}

/* For every text, the result is a valid tree that can be described, or an error within the text. */
static int try_text(const char *text)
{
    formula_case f = formula_case_parse(text);
    ent_query query;
    ent_check check;
    ent_formula_error error = {0};
    size_t length = strlen(text);
    int status = f.status;
    double value;

    if (f.status == ENT_OK) {
        CU_ASSERT_PTR_NOT_NULL_FATAL(f.ast);
        CU_ASSERT_TRUE(f.ast->height <= ENT_FORMULA_HEIGHT);
        CU_ASSERT_TRUE(f.ast->offset + f.ast->length <= length);
        CU_ASSERT_PTR_NOT_NULL(ent_ast_describe(f.ast, &f.arena));
        ent_ast_constant(f.ast, &value);
    } else {
        CU_ASSERT_EQUAL_FATAL(f.status, ENT_ERR_SCENARIO);
        CU_ASSERT_PTR_NULL(f.ast);
        CU_ASSERT_TRUE(f.error.message != NULL && f.error.message[0] != '\0');
        CU_ASSERT_TRUE(f.error.offset + f.error.length <= length);
    }
    ent_query_parse(text, &f.arena, &query, &error);
    ent_check_parse(text, &f.arena, &check, &error);
    formula_case_free(&f);
    return status;
}

static const char *const seeds[] = {
    "logistic(-0.4 + 1.1 * us_air_cover + 0.8 * resolve)",
    "weibull_hazard(0.8, 60) * exp(-0.9 * min(force.ratio, 1) + 0.4 * us_withdraws)",
    "unknown(normal(unknown(1 to 2), 3)) + unknown(beta(2, 3))",
    "deal.western_troops == 'met' and not (agreed or talks.month >= 3)",
    "mixture(0.3, truncate(8k to 15k, 0, 12k), 70%, quantiles(5%, 1, 50%, 2^1, 95%, 3))",
    "P(truce.held given agreed) < 0.9 in air_cover",
    "if(a ≤ 2, “x”, 10_000) − 35 % ** 2",
    "discrete(1, 0.5, 2, 0.5) to 1.5M / -x^2 != inf",
};

enum { SEEDS = sizeof(seeds) / sizeof(seeds[0]), LONGEST = 128 };

static void test_truncations(void)
{
    char text[LONGEST];

    for (size_t i = 0; i < SEEDS; i++) {
        for (size_t start = 0; start < strlen(seeds[i]); start++) {
            for (size_t n = 0; n <= strlen(seeds[i]) - start; n += 1 + start % 3) {
                memcpy(text, seeds[i] + start, n);
                text[n] = '\0';
                try_text(text);
            }
        }
    }
}

static void test_mutations(void)
{
    static const char signs[] = "()',.%kM+-*/^<>=!&| \t09azAZ_\"`;[]{}\xE2\x89\xA4\xC2\xA0\xFF\x01";
    uint64_t state = 1;
    int understood = 0;

    for (int i = 0; i < 20000; i++) {
        char text[LONGEST];
        size_t length;
        snprintf(text, sizeof(text), "%s", seeds[next_random(&state) % SEEDS]);
        length = strlen(text);
        for (uint64_t changes = 1 + next_random(&state) % 3; changes > 0; changes--) {
            text[next_random(&state) % length] = signs[next_random(&state) % (sizeof(signs) - 1)];
        }
        understood += try_text(text) == ENT_OK ? 1 : 0;
    }
    CU_ASSERT_TRUE(understood > 100); /* otherwise only the lexer was tested */
}

static void test_random_bytes(void)
{
    uint64_t state = 2;

    for (int i = 0; i < 20000; i++) {
        char text[40];
        size_t length = next_random(&state) % (sizeof(text) - 1);
        for (size_t k = 0; k < length; k++) {
            text[k] = (char) (1 + next_random(&state) % 255);
        }
        text[length] = '\0';
        try_text(text);
    }
}

static void test_random_words(void)
{
    static const char *const words[] = {"(", ")", ",", "a", "x.y", "1", "35%", "2k", "to", "and", "or", "not", "-", "+",
        "*", "/", "^", "==", "<", "'s'", "if(", "min(", "normal(", "1 to 2", "given", "in", "P(", "inf", "mixture(1,"};
    uint64_t state = 3;
    int understood = 0;

    for (int i = 0; i < 20000; i++) {
        char text[LONGEST] = "";
        for (uint64_t n = 1 + next_random(&state) % 8; n > 0; n--) {
            strcat(text, words[next_random(&state) % (sizeof(words) / sizeof(words[0]))]);
            strcat(text, " ");
        }
        understood += try_text(text) == ENT_OK ? 1 : 0;
    }
    CU_ASSERT_TRUE(understood > 100);
}

/* Parses count times `unit`, then `tail`, then count times `end`. */
static int try_repeated(const char *unit, const char *tail, const char *end, size_t count, const char **message)
{
    static char text[3 * ENT_FORMULA_BYTES];
    static char said[200];
    size_t n = 0;
    formula_case f;
    int status;

    for (size_t i = 0; i < count; i++) {
        n += (size_t) snprintf(text + n, sizeof(text) - n, "%s", unit);
    }
    n += (size_t) snprintf(text + n, sizeof(text) - n, "%s", tail);
    for (size_t i = 0; i < count && end[0] != '\0'; i++) {
        n += (size_t) snprintf(text + n, sizeof(text) - n, "%s", end);
    }
    f = formula_case_parse(text);
    status = f.status;
    snprintf(said, sizeof(said), "%s", f.error.message != NULL ? f.error.message : "");
    *message = said;
    if (status == ENT_OK) {
        CU_ASSERT_PTR_NOT_NULL(ent_ast_describe(f.ast, &f.arena));
    }
    formula_case_free(&f);
    return status;
}

static void test_nesting(void)
{
    static const struct {
        const char *unit, *end;
    } rows[] = {{"(", ")"}, {"-", ""}, {"not ", ""}, {"exp(", ")"}, {"2^", ""}, {"max(1, ", ")"}, {"1 + (", ")"},
        {"if(a, 1, ", ")"}};
    const char *message;

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        CU_ASSERT_EQUAL(try_repeated(rows[i].unit, "x", rows[i].end, ENT_FORMULA_NESTING, &message), ENT_OK);
        CU_ASSERT_EQUAL(
            try_repeated(rows[i].unit, "x", rows[i].end, ENT_FORMULA_NESTING + 1, &message), ENT_ERR_SCENARIO);
        CU_ASSERT_STRING_EQUAL(message, "the formula is nested more than 200 deep");
        CU_ASSERT_EQUAL(try_repeated(rows[i].unit, "x", "", 6000, &message), ENT_ERR_SCENARIO);
    }
}

static void test_long_sums(void)
{
    const char *message;

    CU_ASSERT_EQUAL(try_repeated("a + ", "a", "", ENT_FORMULA_HEIGHT - 1, &message), ENT_OK);
    CU_ASSERT_EQUAL(try_repeated("a + ", "a", "", ENT_FORMULA_HEIGHT, &message), ENT_ERR_SCENARIO);
    CU_ASSERT_STRING_EQUAL(message, "the formula is too long: more than 1000 operations on top of each other");
    CU_ASSERT_EQUAL(try_repeated("a or ", "a", "", 12000, &message), ENT_ERR_SCENARIO);
}

static void test_long_texts(void)
{
    const char *message;

    CU_ASSERT_EQUAL(try_repeated(" ", "a", "", ENT_FORMULA_BYTES - 1, &message), ENT_OK);
    CU_ASSERT_EQUAL(try_repeated(" ", "a", "", ENT_FORMULA_BYTES, &message), ENT_ERR_SCENARIO);
    CU_ASSERT_STRING_EQUAL(message, "the formula is 65537 bytes long, 65536 are allowed");
    CU_ASSERT_EQUAL(try_repeated("a", "", "", 60000, &message), ENT_OK);
    CU_ASSERT_EQUAL(try_repeated("9", "", "", 60000, &message), ENT_ERR_SCENARIO);
    CU_ASSERT_EQUAL(try_repeated("min(0, 1", "", ", 1)", 1, &message), ENT_OK);
    CU_ASSERT_EQUAL(try_repeated("discrete(1, 2", ", 1, 2)", "", 1, &message), ENT_OK);
}

static void test_many_arguments(void)
{
    static char text[ENT_FORMULA_BYTES];
    size_t n = (size_t) snprintf(text, sizeof(text), "min(");
    formula_case f;
    double value = -1.0;

    for (int i = 0; i < 9000; i++) {
        n += (size_t) snprintf(text + n, sizeof(text) - n, "%d, ", 9000 - i);
    }
    snprintf(text + n, sizeof(text) - n, "0.5)");
    f = formula_case_parse(text);
    CU_ASSERT_EQUAL_FATAL(f.status, ENT_OK);
    CU_ASSERT_EQUAL(f.ast->arguments, 9001);
    CU_ASSERT_TRUE(ent_ast_constant(f.ast, &value));
    CU_ASSERT_EQUAL(value, 0.5);
    formula_case_free(&f);
}

int main(void)
{
    CU_TestInfo tests[] = {{"truncations", test_truncations}, {"mutations", test_mutations},
        {"random bytes", test_random_bytes}, {"random words", test_random_words}, {"nesting", test_nesting},
        {"long sums", test_long_sums}, {"long texts", test_long_texts}, {"many arguments", test_many_arguments},
        CU_TEST_INFO_NULL};

    return ent_run_suite("hostile", tests);
}
