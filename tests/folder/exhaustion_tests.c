/* Memory that runs out at every request of describing the tables of a folder. */
#include "failing_memory.h"

#include "folder/package_folder.h"

#include "folder/datapackage.h"

static int try_describe(void *context)
{
    static const ent_manifest_name labels[] = {{"measures.cost.unit", "euros"}, {"factors.f", "F"}};
    static const char *const sources[] = {"a book"};
    const ent_manifest manifest = {.program = "entente",
        .scenario = "id",
        .title = "Title",
        .headline = "mean(cost)",
        .label = labels,
        .labels = 2,
        .source = sources,
        .sources = 1};
    ent_diagnostics diagnostics = {0};
    char *text = NULL;
    int status = ent_datapackage_text(package_root, &manifest, package_file, package_files, &text, &diagnostics);

    (void) context;
    CU_ASSERT_EQUAL(text != NULL, status == ENT_OK);
    CU_ASSERT_EQUAL(diagnostics.count, 0);
    free(text);
    ent_diagnostics_free(&diagnostics);
    return status;
}

static void test_describe(void)
{
    memory_allow_all();
    package_open();
    package_put("headline.csv", "variant,expression,probability\r\nbase,mean(cost),1\r\n");
    package_put("no_deal.csv", "variant,kind,share\r\n");
    package_put("sweeps.csv", "variant,sweep,f\r\nbase,s,\"a, b\"\r\n");
    CU_ASSERT_TRUE(memory_exhaust(try_describe, NULL, ENT_OK) > 20); /* without those of cJSON's shared library */
    package_close();
}

int main(void)
{
    CU_TestInfo tests[] = {{"describe", test_describe}, CU_TEST_INFO_NULL};

    return ent_run_suite("memory of descriptions", tests);
}
