/* Options of the public interface: what a call sets is what a run is asked for; a refused call changes nothing. */
#include "interface_case.h"

#include "interface/handles.h"

static void test_formats(void)
{
    static const char *const format[] = {"svg", "png", "pdf"};
    static const ent_chart_format chosen[] = {ENT_CHART_SVG, ENT_CHART_PNG, ENT_CHART_PDF};
    entente_options *options = entente_options_new();

    CU_ASSERT_FALSE(options->request.charts);
    for (size_t i = 0; i < 3; i++) {
        CU_ASSERT_EQUAL(entente_options_charts(options, "scripts", format[i]), ENTENTE_OK);
        CU_ASSERT_EQUAL(entente_options_charts(options, "others", "bmp"), ENTENTE_ERR_ARGUMENT);
        CU_ASSERT_TRUE(options->request.charts);
        CU_ASSERT_EQUAL(options->request.format, chosen[i]);
        CU_ASSERT_STRING_EQUAL(options->request.plots, "scripts");
    }
    entente_options_free(options);
}

/* Texts are copies; NULL takes them back. */
static void test_texts(void)
{
    entente_options *options = entente_options_new();
    char text[] = "out";

    CU_ASSERT_EQUAL(entente_options_folder(options, text), ENTENTE_OK);
    CU_ASSERT_EQUAL(entente_options_command(options, text), ENTENTE_OK);
    text[0] = 'O';
    CU_ASSERT_STRING_EQUAL(options->request.out, "out");
    CU_ASSERT_STRING_EQUAL(options->request.command_line, "out");
    CU_ASSERT_EQUAL(entente_options_folder(options, NULL), ENTENTE_OK);
    CU_ASSERT_EQUAL(entente_options_command(options, NULL), ENTENTE_OK);
    CU_ASSERT_PTR_NULL(options->request.out);
    CU_ASSERT_PTR_NULL(options->request.command_line);
    entente_options_free(options);
}

static void test_numbers(void)
{
    entente_options *options = entente_options_new();

    CU_ASSERT_EQUAL(options->request.checkpoint_seconds, 5.0);
    CU_ASSERT_TRUE(options->request.columns);
    CU_ASSERT_FALSE(options->outside);
    for (int i = 1; i >= 0; i--) {
        entente_options_threads(options, 3 + (unsigned) i);
        entente_options_draws(options, 7 + (uint64_t) i);
        entente_options_tables(options, 2 * i);
        entente_options_allow_outside(options, 2 * i);
        entente_options_checkpoint(options, 1.5 + i, 2 * i);
        CU_ASSERT_EQUAL(options->request.threads, 3 + (unsigned) i);
        CU_ASSERT_EQUAL(options->request.draws, 7 + (uint64_t) i);
        CU_ASSERT_EQUAL(options->request.columns, i == 1);
        CU_ASSERT_EQUAL(options->outside, i == 1);
        CU_ASSERT_EQUAL(options->request.checkpoint_seconds, 1.5 + i);
        CU_ASSERT_EQUAL(options->request.fresh, i == 1);
    }
    entente_options_free(options);
}

int main(void)
{
    CU_TestInfo tests[] = {
        {"formats of charts", test_formats}, {"texts", test_texts}, {"numbers", test_numbers}, CU_TEST_INFO_NULL};

    return ent_run_suite("options of the interface", tests);
}
