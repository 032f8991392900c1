/* The output of another program: whole or nothing, and it is ended where it takes too long or is not wanted. */
#include "charts/layout/program_output.h"
#include "suite.h"

#include <stdlib.h>
#include <string.h>

static char *output_of(const char *script, unsigned seconds, size_t most, const atomic_int *stop)
{
    char shell[] = "sh", command[] = "-c";
    char text[256];
    char *const argv[] = {shell, command, text, NULL};

    strncpy(text, script, sizeof(text) - 1);
    text[sizeof(text) - 1] = '\0';
    return ent_program_output(argv, seconds, most, stop);
}

static void test_whole(void)
{
    char *text = output_of("echo one; echo two; echo unseen >&2; cat", 60, 1000, NULL); /* standard input is empty */

    CU_ASSERT_PTR_NOT_NULL_FATAL(text);
    CU_ASSERT_STRING_EQUAL(text, "one\ntwo\n");
    free(text);
    text = output_of("head -c 300000 /dev/zero | tr '\\0' x", 60, 300000, NULL); /* several blocks */
    CU_ASSERT_PTR_NOT_NULL_FATAL(text);
    CU_ASSERT_EQUAL(strspn(text, "x"), 300000);
    CU_ASSERT_EQUAL(strlen(text), 300000);
    free(text);
    text = output_of("true", 60, 10, NULL);
    CU_ASSERT_PTR_NOT_NULL_FATAL(text);
    CU_ASSERT_STRING_EQUAL(text, "");
    free(text);
}

static void test_nothing(void)
{
    char missing[] = "entente-no-such-program";
    char *const argv[] = {missing, NULL};
    const atomic_int stop = 1;

    CU_ASSERT_PTR_NULL(ent_program_output(argv, 60, 1000, NULL));
    CU_ASSERT_PTR_NULL(output_of("echo half; exit 3", 60, 1000, NULL));
    CU_ASSERT_PTR_NULL(output_of("echo half; kill -TERM $$", 60, 1000, NULL));
    CU_ASSERT_PTR_NULL(output_of("head -c 300001 /dev/zero | tr '\\0' x", 60, 300000, NULL));
    CU_ASSERT_PTR_NULL(output_of("yes", 60, 1 << 20, NULL)); /* endless */
    CU_ASSERT_PTR_NULL(output_of("echo half; sleep 600", 1, 1000, NULL));
    CU_ASSERT_PTR_NULL(output_of("exec >/dev/null; sleep 600", 1, 1000, NULL)); /* its output ends, and it does not */
    CU_ASSERT_PTR_NULL(output_of("sleep 600 & echo whole", 1, 1000, NULL)); /* one it started keeps the output open */
    CU_ASSERT_PTR_NULL(output_of("sleep 600", 60, 1000, &stop));
}

int main(void)
{
    CU_TestInfo tests[] = {{"whole", test_whole}, {"nothing", test_nothing}, CU_TEST_INFO_NULL};

    return ent_run_suite("charts/program_output", tests);
}
