#include "base/status.h"
#include "formula/number.h"
#include "suite.h"

#include <locale.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static void test_literals(void)
{
    static const struct {
        const char *text;
        size_t length;
        double value;
        bool percent;
    } rows[] = {
        {"0", 1, 0.0, false},
        {"0.35)", 4, 0.35, false},
        {"35%", 3, 0.35, true},
        {"12.3%", 5, 0.123, true}, /* 12.3 / 100 would be another double */
        {"0.07%", 5, 0.0007, true},
        {"40k", 3, 40000.0, false},
        {"1.5M", 4, 1500000.0, false},
        {"2.3k,", 4, 2300.0, false},
        {"3e4", 3, 30000.0, false},
        {"3E-4x", 4, 0.0003, false},
        {"1e3k", 4, 1e6, false},
        {"1e+2%", 5, 1.0, true},
        {".5", 2, 0.5, false},
        {"5.", 2, 5.0, false},
        {"5.k", 1, 5.0, false},
        {"8..15", 1, 8.0, false},
        {"1.5.2", 3, 1.5, false},
        {"2e", 1, 2.0, false},
        {"2e+", 1, 2.0, false},
        {"10km", 2, 10.0, false},
        {"10k5", 2, 10.0, false},
        {"0.1", 3, 0.1, false},
        {"123456789012345678", 18, 123456789012345678.0, false},
        {"9007199254740993", 16, 9007199254740992.0, false}, /* ties to even */
        {"2.2250738585072011e-308", 23, 2.2250738585072011e-308, false},
        {"1e-400", 6, 0.0, false},
        {"", 0, 0.0, false},
        {"x", 0, 0.0, false},
        {".", 0, 0.0, false},
        {"-1", 0, 0.0, false},
    };

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        ent_literal literal;
        CU_ASSERT_EQUAL(ent_literal_read(rows[i].text, &literal), ENT_OK);
        CU_ASSERT_EQUAL(literal.length, rows[i].length);
        CU_ASSERT_EQUAL(literal.value, rows[i].value);
        CU_ASSERT_EQUAL(literal.percent, rows[i].percent);
    }
}

static void test_too_large(void)
{
    char digits[ENT_NUMBER_BYTES + 2];
    ent_literal literal;

    CU_ASSERT_EQUAL(ent_literal_read("1e309", &literal), ENT_ERR_ARGUMENT);
    CU_ASSERT_EQUAL(literal.length, 5);
    CU_ASSERT_EQUAL(ent_literal_read("1e99999999999999999999", &literal), ENT_ERR_ARGUMENT);
    memset(digits, '1', sizeof(digits) - 1);
    digits[sizeof(digits) - 1] = '\0';
    CU_ASSERT_EQUAL(ent_literal_read(digits, &literal), ENT_ERR_ARGUMENT);
    CU_ASSERT_EQUAL(literal.length, ENT_NUMBER_BYTES + 1);
    memset(digits, '0', sizeof(digits) - 1); /* the longest literal that is allowed */
    digits[ENT_NUMBER_BYTES] = '\0';
    digits[ENT_NUMBER_BYTES - 1] = '7';
    CU_ASSERT_EQUAL(ent_literal_read(digits, &literal), ENT_OK);
    CU_ASSERT_EQUAL(literal.value, 7.0);
}

static void test_whole_text(void)
{
    static const struct {
        const char *text;
        double value;
    } rows[] = {{"35%", 0.35}, {"40k", 40000.0}, {"1.5M", 1.5e6}, {"-3e4", -3e4}, {" 7 ", 7.0}, {"inf", INFINITY},
        {"-inf", -INFINITY}, {"-0.5%", -0.005}};
    static const char *const wrong[] = {"", " ", "-", "35 %", "1 2", "x", "1k to 2k", "10k5", "+3", "--3", "0x10",
        "nan", "infinity", "1,5", "1e999", "1 + 1", "true"};
    double value = -1.0;

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        CU_ASSERT_EQUAL(ent_formula_number(rows[i].text, &value), ENT_OK);
        CU_ASSERT_EQUAL(value, rows[i].value);
    }
    for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
        CU_ASSERT_EQUAL(ent_formula_number(wrong[i], &value), ENT_ERR_SCENARIO);
    }
}

static void test_shortest(void)
{
    static const struct {
        double value;
        const char *text;
    } rows[] = {{0.35, "0.35"}, {40000.0, "40000"}, {1e-9, "1e-9"}, {1e22, "1e22"}, {0.1 + 0.2, "0.30000000000000004"},
        {1.0 / 3.0, "0.3333333333333333"}, {-2.5, "-2.5"}, {0.0, "0"}, {INFINITY, "inf"}, {-INFINITY, "-inf"},
        {NAN, "nan"}, {5e-324, "4.94065645841247e-324"}, {1.7976931348623157e308, "1.7976931348623157e308"}};
    char buffer[ENT_NUMBER_TEXT];

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        CU_ASSERT_STRING_EQUAL(ent_number_shortest(rows[i].value, buffer), rows[i].text);
    }
}

static void test_readable(void)
{
    static const struct {
        double value;
        int digits;
        const char *text;
    } rows[] = {{8000.0, 0, "8,000"}, {1234567.0, 0, "1,234,567"}, {999.0, 0, "999"}, {0.35, 0, "0.35"},
        {-5000.0, 0,
            "\xE2\x88\x92"
            "5,000"},
        {2.0 / 7.0, 4, "0.2857"}, {10954.451150103323, 4, "10,954"}, {12345.678, 7, "12,345.68"}, {9999.6, 4, "10,000"},
        {0.00123456, 3, "0.00123"}, {100.0, 4, "100"}, {0.0, 4, "0"}, {-0.0, 0, "0"}, {1.5e-7, 4, "1.5e-7"},
        {2.5e20, 4, "2.5e20"}, {INFINITY, 0, "infinity"}, {-INFINITY, 4, "\xE2\x88\x92infinity"},
        {NAN, 4, "not a number"}, {0.99999, 3, "1"}, {1e14, 3, "100,000,000,000,000"}};
    char buffer[ENT_NUMBER_TEXT];

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        CU_ASSERT_STRING_EQUAL(ent_number_readable(rows[i].value, rows[i].digits, buffer), rows[i].text);
    }
}

static void test_percent(void)
{
    static const struct {
        double value;
        int digits;
        const char *text;
    } rows[] = {{0.35, 0, "35%"}, {0.07, 0, "7%"}, {0.29, 0, "29%"}, {0.123, 0, "12.3%"}, {1.2, 0, "120%"},
        {1.0 / 3.0, 3, "33.3%"}, {-0.05, 0, "-5%"}, {0.0, 0, "0%"}, {INFINITY, 0, "inf"}, {1e-8, 0, "1e-6%"}};
    char buffer[ENT_NUMBER_TEXT];

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        CU_ASSERT_STRING_EQUAL(ent_number_percent(rows[i].value, rows[i].digits, buffer), rows[i].text);
    }
}

/* Reading and writing agree for doubles of every size (4,000 bit patterns of a fixed generator). */
static void test_round_trip(void)
{
    unsigned long long state = 20250821ULL;
    char buffer[ENT_NUMBER_TEXT];

    for (int i = 0; i < 4000; i++) {
        double value, back = -1.0;
        state = state * 6364136223846793005ULL + 1442695040888963407ULL;
        memcpy(&value, &state, sizeof(value));
        if (!isfinite(value)) {
            continue;
        }
        CU_ASSERT_EQUAL_FATAL(ent_formula_number(ent_number_shortest(value, buffer), &back), ENT_OK);
        CU_ASSERT_EQUAL_FATAL(back, value);
        CU_ASSERT_TRUE(strlen(ent_number_readable(value, 17, buffer)) < ENT_NUMBER_TEXT);
        CU_ASSERT_TRUE(strlen(ent_number_percent(value, 17, buffer)) < ENT_NUMBER_TEXT);
    }
}

/* Numbers do not depend on a locale with a decimal comma, if one is installed; the C locale is always tested. */
static void test_locale(void)
{
    static const char *const locales[] = {"de_DE.UTF-8", "de_DE.utf8", "de_DE", "fr_FR.UTF-8", "C"};
    char buffer[ENT_NUMBER_TEXT];
    double value = 0.0;

    for (size_t i = 0; i < sizeof(locales) / sizeof(locales[0]); i++) {
        if (setlocale(LC_ALL, locales[i]) != NULL) {
            break;
        }
    }
    CU_ASSERT_EQUAL(ent_formula_number("1.5", &value), ENT_OK);
    CU_ASSERT_EQUAL(value, 1.5);
    CU_ASSERT_STRING_EQUAL(ent_number_shortest(1.5, buffer), "1.5");
    CU_ASSERT_STRING_EQUAL(ent_number_readable(1.54321, 3, buffer), "1.54");
    CU_ASSERT_STRING_EQUAL(ent_number_percent(0.015, 0, buffer), "1.5%");
    setlocale(LC_ALL, "C");
}

int main(void)
{
    CU_TestInfo tests[] = {{"literals", test_literals}, {"too large", test_too_large}, {"whole text", test_whole_text},
        {"shortest", test_shortest}, {"readable", test_readable}, {"per cent", test_percent},
        {"round trip", test_round_trip}, {"locale", test_locale}, CU_TEST_INFO_NULL};

    return ent_run_suite("number", tests);
}
