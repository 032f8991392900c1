/* Letters with accents as plain ones. */
#include "base/transliterate.h"

#include "suite.h"

#include <string.h>

static void test_letters(void)
{
    static const char *const pairs[][2] = {{"türkiye", "turkiye"}, {"España", "Espana"}, {"Łódź", "lodz"},
        {"straße", "strasse"}, {"Ærø", "aero"}, {"côte_d_ivoire", "cote_d_ivoire"}, {"x1", "x1"}, {"", ""},
        {"İstanbul", "istanbul"}};
    static const char *const none[] = {"Україна", "x×y", "한국", "a\xFF"};
    char out[40];

    for (size_t i = 0; i < sizeof(pairs) / sizeof(*pairs); i++) {
        CU_ASSERT_TRUE(ent_transliterate(pairs[i][0], out, sizeof(out)));
        CU_ASSERT_STRING_EQUAL(out, pairs[i][1]);
    }
    for (size_t i = 0; i < sizeof(none) / sizeof(*none); i++) {
        CU_ASSERT_FALSE(ent_transliterate(none[i], out, sizeof(out)));
    }
    CU_ASSERT_TRUE(ent_transliterate("ßa", out, 4));
    CU_ASSERT_FALSE(ent_transliterate("ßa", out, 3));
}

int main(void)
{
    CU_TestInfo tests[] = {{"letters", test_letters}, CU_TEST_INFO_NULL};

    return ent_run_suite("transliterate", tests);
}
