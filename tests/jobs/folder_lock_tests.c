/* Several runs into one folder. */
#include "job_case.h"

#include "base/read_file.h"
#include "folder/manifest_read.h"
#include "jobs/folder_lock.h"
#include "jobs/pages/page.h"
#include "jobs/run.h"

#include <sys/wait.h>

enum { RUNS = 8, ROUNDS = 20 };

static const char small[] =
    "run: { worlds = 4; replications = 5; horizon = 6; }; events: { e: \"40%\"; };"
    "contributors: { a: { troops = \"4k to 9k\"; joins = \"if(e, 90%, 50%)\"; }; }; headline = \"e\";";

/* One run of another number of worlds, and the index. Returns the number of errors. */
static int run_one(size_t number)
{
    ent_job_request request = {.out = in_folder("one"), .threads = 1, .checkpoint_seconds = -1.0, .temporary = true};
    ent_results results = {.stopped = false};
    ent_index_result index;
    ent_diagnostics diagnostics = {.count = 0};
    job_experiment own;
    job_record record;
    char set[64];
    int status;

    snprintf(set, sizeof(set), "run.worlds = %zu", number + 2);
    job_experiment_open(&own, small, set);
    own.experiment.id = number % 2 == 0 ? "even" : "odd";
    job_record_init(&record);
    status = ent_job_run(&results, &request, &record.host, &own.experiment, 0);
    ent_results_free(&results);
    if (status == ENT_OK) {
        status = ent_page_index(request.out, false, &index, &diagnostics);
    }
    ent_diagnostics_free(&diagnostics);
    job_experiment_close(&own);
    return status == ENT_OK ? 0 : 1;
}

/* Whether every file of a folder is the one that its manifest names. */
static bool agrees(const char *folder)
{
    ent_arena arena = {0};
    ent_manifest manifest = {.files = 0};
    size_t length = 0;
    int status;
    const char *path = ent_arena_printf(&arena, "%s/manifest.json", folder);
    const char *text = ent_read_file(path, &arena, &length, &status);
    bool same = text != NULL && ent_manifest_read(&manifest, text, length, &arena) == ENT_OK && manifest.files > 10;

    for (size_t i = 0; same && i < manifest.files; i++) {
        char sha256[ENT_SHA256_TEXT];
        path = ent_arena_printf(&arena, "%s/%s", folder, manifest.file[i].name);
        same = ent_sha256_file(path, sha256) == ENT_OK && strcmp(sha256, manifest.file[i].sha256) == 0;
    }
    ent_arena_free(&arena);
    return same;
}

static bool index_names(const char *name)
{
    size_t length;
    char *page = text_of(in_folder("one/index.html"), &length);
    bool found = page != NULL && strstr(page, name) != NULL;

    free(page);
    return found;
}

/* Eight runs at once of two scenarios into one folder, twenty times: none fails, each folder agrees with its manifest,
 * the index names both, and no lock or temporary file is left. */
static void test_eight_at_once(void)
{
    size_t failed = 0;
    size_t wrong = 0;
    char command[256];

    for (int round = 0; round < ROUNDS; round++) {
        pid_t child[RUNS];
        for (size_t i = 0; i < RUNS; i++) {
            child[i] = fork();
            if (child[i] == 0) {
                _exit(run_one(i));
            }
        }
        for (size_t i = 0; i < RUNS; i++) {
            int status = 1;
            failed += waitpid(child[i], &status, 0) != child[i] || status != 0 ? 1 : 0;
        }
        wrong += agrees(in_folder("one/even")) && agrees(in_folder("one/odd")) ? 0 : 1;
        wrong += index_names("even/report.html") && index_names("odd/report.html") ? 0 : 1;
    }
    CU_ASSERT_EQUAL(failed, 0);
    CU_ASSERT_EQUAL(wrong, 0);
    snprintf(command, sizeof(command), "test -z \"$(find '%s' -name '.*')\"", in_folder("one"));
    CU_ASSERT_EQUAL(system(command), 0);
}

static void stop_at_message(void *context, ent_severity severity, const char *text)
{
    job_record *record = context;

    record_message(context, severity, text);
    atomic_store(&record->stop, 1);
}

/* Who waits gets a note, and can be stopped. */
static void test_wait(void)
{
    ent_folder_lock holder;
    ent_folder_lock lock;
    ent_diagnostics diagnostics = {.count = 0};
    job_record record;

    CU_ASSERT_EQUAL(mkdir(in_folder("held"), 0755), 0);
    CU_ASSERT_EQUAL_FATAL(ent_folder_lock_try(&holder, in_folder("held")), ENT_OK);
    job_record_init(&record);
    record.host.message = stop_at_message;
    CU_ASSERT_EQUAL(ent_job_lock_folder(&lock, in_folder("held"), &record.host, &diagnostics), ENT_ERR_INTERRUPTED);
    CU_ASSERT_EQUAL(record.messages[ENT_SEVERITY_NOTE], 1);
    CU_ASSERT_PTR_NOT_NULL(strstr(record.text, "another run is writing into "));
    ent_folder_lock_release(&lock, true);
    ent_folder_lock_release(&holder, true);
    CU_ASSERT_EQUAL(ent_job_lock_folder(&lock, in_folder("held"), &record.host, &diagnostics), ENT_OK);
    ent_folder_lock_release(&lock, true);
    ent_diagnostics_free(&diagnostics);
}

/* A folder with a file of that name that is not of this program: refused before a draw is counted, nothing changed. */
static void test_foreign(void)
{
    ent_job_request request = {.out = in_folder("foreign"), .threads = 1, .checkpoint_seconds = -1.0};
    ent_results results = {.stopped = false};
    job_experiment own;
    job_record record;
    FILE *file;

    CU_ASSERT_EQUAL(mkdir(in_folder("foreign"), 0755) | mkdir(in_folder("foreign/case"), 0755), 0);
    file = fopen(in_folder("foreign/case/truce.csv"), "w");
    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    fputs("mine", file);
    fclose(file);
    job_experiment_open(&own, small, NULL);
    job_record_init(&record);
    CU_ASSERT_EQUAL(ent_job_run(&results, &request, &record.host, &own.experiment, 0), ENT_ERR_IO);
    CU_ASSERT_EQUAL(results.diagnostics.errors, 1);
    CU_ASSERT_PTR_NOT_NULL(strstr(results.diagnostics.item[0].text, "foreign/case/truce.csv was not written by this"));
    CU_ASSERT_EQUAL(record.done, 0);
    CU_ASSERT_TRUE(file_is(in_folder("foreign/case/truce.csv"), "mine", 4));
    CU_ASSERT_FALSE(is_there(in_folder("foreign/case/.lock")));
    CU_ASSERT_FALSE(is_there(in_folder("foreign/case/headline.csv")));
    ent_results_free(&results);
    job_experiment_close(&own);
}

int main(void)
{
    CU_TestInfo tests[] = {{"eight runs at once", test_eight_at_once}, {"waiting", test_wait},
        {"a foreign folder", test_foreign}, CU_TEST_INFO_NULL};
    int status = job_folder_make() == 0 ? ent_run_suite("jobs/folder_lock", tests) : EXIT_FAILURE;

    return job_folder_remove() == 0 ? status : EXIT_FAILURE;
}
