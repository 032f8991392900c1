/* Memory that runs out at every possible place of loading a folder and writing its pages: an error, never a page with
 * something missing. */
#include "failing_arena.h"
#include "suite.h"

#include "base/status.h"
#include "report/report.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { ENOUGH = 1000000 };

static char root[64];

static void put(const char *name, const char *text)
{
    char path[128];
    FILE *file;

    (void) snprintf(path, sizeof(path), "%s/%s", root, name);
    file = fopen(path, "w");
    CU_ASSERT_FATAL(file != NULL);
    CU_ASSERT(fputs(text, file) >= 0);
    CU_ASSERT_EQUAL(fclose(file), 0);
}

static void fill(void)
{
    char path[128];

    strcpy(root, "/tmp/entente-report-memory-XXXXXX");
    CU_ASSERT_FATAL(mkdtemp(root) != NULL);
    (void) snprintf(path, sizeof(path), "%s/charts", root);
    CU_ASSERT_EQUAL(mkdir(path, 0777), 0);
    put("manifest.json",
        "{\"program\": \"entente\", \"scenario\": \"case\", \"title\": \"A case\", \"notes\": \"Some.\", \"sources\": "
        "[\"A\"], "
        "\"sha256\": \"72b055d01d788088c14e0b95574d2b935b5ab7db243050da44e79bee99d9a2c7\", "
        "\"bases\": {\"b.cfg\": \"0406fe6d1bcbc78e5d69babb9bd337585595b1132f8b3057aca26ac8b45bb8ce\"}, \"seed\": 7, "
        "\"worlds\": 20, \"replications\": 50, "
        "\"variants\": [\"base\", {\"name\": \"other\", \"label\": \"O\"}], \"labels\": {\"a.b\": "
        "\"c\"}, \"files\": {\"outcomes.csv\": \"aa\"}}");
    put("scenario.cfg", "title = \"x\";\n");
    put("base-1.cfg", "notes = \"y\";\n");
    put("headline.csv",
        "variant,expression,probability,mc_low,mc_high,world_p05,world_p50,world_p95,difference,"
        "difference_low,difference_high\nbase,force.offered >= 3 given agreed,0.3,0.29,0.31,0.1,0.3,0.5,"
        ",,\nother,force.offered >= 3 given agreed,0.4,0.39,0.41,0.1,0.3,0.5,0.1,0.09,0.11\n");
    put("outcomes.csv", "variant,outcome,name,draws,count,probability,mc_low,mc_high,world_p05,world_p50,world_p95\n"
                        "base,a,A,1000,660,0.66,0.65,0.67,0.5,0.66,0.8\n");
    put("guarantees.csv",
        "variant,guarantee,name,in_force,in_force_low,in_force_high,tested,tested_low,tested_high,honoured,"
        "honoured_low,honoured_high,contained,contained_low,contained_high,saved,saved_low,saved_high,truces,tests\n"
        "base,air,Air,0.5,0.49,0.51,0.3,0.29,0.31,0.6,0.59,0.61,0.75,0.74,0.76,0.2,0.19,0.21,1000,500\n"
        "other,air,Air,0,0,0.01,0,0,0.01,,,,,,,0,0,0.01,1000,0\n");
    put("assumptions.csv", "variant,path,written,understood,p05,p50,p95,note,source\n"
                           "base,events.aid,40%,40%,0.4,0.4,0.4,,\nother,events.aid,50%,50%,0.5,0.5,0.5,,\n");
    put("charts/outcomes.svg", "<?xml version=\"1.0\"?><svg viewBox=\"0 0 720 480\"><text>Endings</text></svg>");
}

static int attempt(char **page, size_t *length)
{
    ent_diagnostics diagnostics = {0};
    ent_run_data digest;
    ent_html html = {0};
    int status = ent_run_data_load(&digest, root, NULL, true, &diagnostics);

    if (status == ENT_OK) {
        status = ent_html_report(&html, &digest);
    }
    *length = html.length;
    *page = status == ENT_OK ? html.bytes : NULL;
    if (status != ENT_OK) {
        ent_html_free(&html);
    }
    ent_run_data_free(&digest);
    ent_diagnostics_free(&diagnostics);
    return status;
}

static void test_page(void)
{
    char *whole = NULL;
    size_t length = 0;
    long places = 0;

    fill();
    allocations_left = ENOUGH;
    CU_ASSERT_EQUAL_FATAL(attempt(&whole, &length), ENT_OK);
    for (int status = ENT_ERR_NO_MEMORY; status != ENT_OK && places < ENOUGH; places++) {
        char *page = NULL;
        size_t own = 0;
        allocations_left = places;
        status = attempt(&page, &own);
        CU_ASSERT(status == ENT_OK || status == ENT_ERR_NO_MEMORY);
        if (status == ENT_OK && page != NULL && whole != NULL) {
            CU_ASSERT_EQUAL_FATAL(own, length);
            CU_ASSERT_EQUAL(memcmp(page, whole, length), 0);
        }
        free(page);
    }
    CU_ASSERT(places > 50);
    free(whole);
}

int main(void)
{
    CU_TestInfo tests[] = {{"a page", test_page}, CU_TEST_INFO_NULL};
    int status = ent_run_suite("report memory", tests);
    char command[128];

    (void) snprintf(command, sizeof(command), "rm -r %s", root);
    return system(command) == 0 ? status : EXIT_FAILURE;
}
