/* Options as written: an identifier, a colon, a name. */
#include "settings/option_text.h"
#include "suite.h"

#include <string.h>

/* name: NULL where the text has no colon. */
static void expect(const char *text, const char *id, const char *name)
{
    ent_option_text read = ent_option_text_read(text);

    CU_ASSERT_EQUAL(read.id_length, strlen(id));
    CU_ASSERT(strncmp(read.id, id, strlen(id)) == 0);
    CU_ASSERT_EQUAL(read.name == NULL, name == NULL);
    CU_ASSERT_EQUAL(read.name_length, name != NULL ? strlen(name) : 0);
    CU_ASSERT(name == NULL || strncmp(read.name, name, strlen(name)) == 0);
}

static void test_parts(void)
{
    expect("met", "met", NULL);
    expect(" met ", "met", NULL);
    expect("met: Fully met", "met", "Fully met");
    expect("met:Fully met", "met", "Fully met");
    expect("  met \t:  \n Fully: met \t", "met", "Fully: met");
    expect("met:", "met", "");
    expect(" : x", "", "x");
    expect("", "", NULL);
}

int main(void)
{
    CU_TestInfo tests[] = {{"parts", test_parts}, CU_TEST_INFO_NULL};

    return ent_run_suite("option text", tests);
}
