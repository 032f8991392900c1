/* Written bytes reach the disk before their name does: each fsync counts, and a failed one leaves no file. */
#include "failing_sync.h"
#include "suite.h"

#include "base/status.h"
#include "folder/folder.h"
#include "folder/ledger.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char base[] = "/tmp/entente-durable-XXXXXX";

static void remove_all(const char *path)
{
    char command[256];

    snprintf(command, sizeof(command), "rm -rf '%s'", path);
    CU_ASSERT_EQUAL(system(command), 0);
}

static void test_files_of_a_folder(void)
{
    ent_folder folder;
    ent_diagnostics diagnostics = {0};
    char path[128];

    CU_ASSERT_PTR_NOT_NULL_FATAL(mkdtemp(base));
    ent_folder_init(&folder);
    CU_ASSERT_EQUAL_FATAL(ent_folder_open(&folder, base, "run", &diagnostics), ENT_OK);
    synced = 0;
    CU_ASSERT_EQUAL(ent_folder_write(&folder, "outcomes.csv", "a\r\n", 3, &diagnostics), ENT_OK);
    CU_ASSERT_TRUE(synced >= 1);
    failing = true;
    CU_ASSERT_NOT_EQUAL(ent_folder_write(&folder, "headline.csv", "b\r\n", 3, &diagnostics), ENT_OK);
    CU_ASSERT_NOT_EQUAL(ent_folder_write(&folder, "outcomes.csv", "c\r\n", 3, &diagnostics), ENT_OK);
    failing = false;
    failing_close = true; /* what a network file system reports at the end */
    CU_ASSERT_NOT_EQUAL(ent_folder_write(&folder, "headline.csv", "b\r\n", 3, &diagnostics), ENT_OK);
    CU_ASSERT_EQUAL(ent_ledger_append(folder.path, ENT_LEDGER_WRITTEN, "x.csv", "0"), ENT_ERR_IO);
    CU_ASSERT_EQUAL(errno, EIO); /* of the file that was written, not of the one that was not there to be read */
    failing_close = false;
    snprintf(path, sizeof(path), "%s/run/headline.csv", base);
    CU_ASSERT_NOT_EQUAL(access(path, F_OK), 0);
    snprintf(path, sizeof(path), "%s/run/outcomes.csv", base); /* the former file is whole */
    if (access(path, F_OK) == 0) {
        char text[8] = "";
        FILE *file = fopen(path, "rb");
        CU_ASSERT_PTR_NOT_NULL_FATAL(file);
        CU_ASSERT_EQUAL(fread(text, 1, sizeof(text), file), 3);
        CU_ASSERT_EQUAL(text[0], 'a');
        fclose(file);
    }
    CU_ASSERT_TRUE(diagnostics.errors >= 2);
    ent_folder_free(&folder);
    ent_diagnostics_free(&diagnostics);
    remove_all(base);
}

int main(void)
{
    CU_TestInfo tests[] = {{"files of a folder", test_files_of_a_folder}, CU_TEST_INFO_NULL};

    return ent_run_suite("durable", tests);
}
