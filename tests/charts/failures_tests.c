/* Charts that cannot be drawn: the message has the reason, the status is an error, and the others are drawn. */
#include "chart_folder.h"
#include "suite.h"

#include "base/status.h"

#include <errno.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

extern long syscall(long number, ...); /* not declared by POSIX */

static size_t closed_twice; /* calls of close on what is not open */

/* In place of the C library's. */
int close(int file)
{
    int status = (int) syscall(SYS_close, file);

    closed_twice += status != 0 && errno == EBADF ? 1 : 0;
    return status;
}

/* Puts a shell script in front of gnuplot on PATH; returns the PATH to set again. */
static const char *put_gnuplot(folder *it, const char *commands)
{
    const char *path = ent_arena_strdup(&it->arena, getenv("PATH"));

    put(it, "gnuplot", ent_arena_printf(&it->arena, "#!/bin/sh\n%s\n", commands));
    CU_ASSERT_EQUAL(chmod(in(it, "gnuplot"), 0755), 0);
    setenv("PATH", ent_arena_printf(&it->arena, "%s:%s", it->path, path), 1);
    return path;
}

static void test_message_of_gnuplot(void)
{
    folder it;
    const char *path;

    folder_open(&it);
    path = put_gnuplot(&it, "echo 'line 3: undefined variable' >&2; exit 1");
    CU_ASSERT_EQUAL(ent_charts_draw(&it.request, &it.diagnostics), ENT_ERR_CHART);
    setenv("PATH", path, 1);
    CU_ASSERT_EQUAL_FATAL(it.diagnostics.count, 2);
    CU_ASSERT_PTR_NOT_NULL(strstr(it.diagnostics.item[0].text, "was not drawn: line 3: undefined variable"));
    folder_close(&it);
}

static void test_success_without_drawing(void)
{
    folder it;
    const char *path;

    folder_open(&it);
    path = put_gnuplot(&it, "exit 0");
    CU_ASSERT_EQUAL(ent_charts_draw(&it.request, &it.diagnostics), ENT_ERR_CHART);
    setenv("PATH", path, 1);
    CU_ASSERT_EQUAL_FATAL(it.diagnostics.count, 2);
    CU_ASSERT_PTR_NOT_NULL(strstr(it.diagnostics.item[0].text, "the drawing is not whole: gnuplot gave no reason"));
    folder_close(&it);
}

/* Gnuplot ends with success where its drawing cannot be written: the reason is that of the write. A limit on the size
 * of files stands for a full disk. */
static void test_drawing_cannot_be_written(void)
{
    folder it;
    struct rlimit limit, small;

    folder_open(&it);
    it.request.format = ENT_CHART_PNG;
    CU_ASSERT_EQUAL_FATAL(getrlimit(RLIMIT_FSIZE, &limit), 0);
    small = limit;
    small.rlim_cur = 20000; /* above the size of a script, below that of a drawing */
    (void) signal(SIGXFSZ, SIG_IGN);
    CU_ASSERT_EQUAL_FATAL(setrlimit(RLIMIT_FSIZE, &small), 0);
    CU_ASSERT_EQUAL(ent_charts_draw(&it.request, &it.diagnostics), ENT_ERR_CHART);
    CU_ASSERT_EQUAL(setrlimit(RLIMIT_FSIZE, &limit), 0);
    (void) signal(SIGXFSZ, SIG_DFL);
    CU_ASSERT_EQUAL_FATAL(it.diagnostics.count, 2);
    CU_ASSERT_PTR_NOT_NULL(strstr(it.diagnostics.item[0].text, "the drawing cannot be written: File too large"));
    CU_ASSERT_FALSE(there(&it, "charts/headline.png"));
    CU_ASSERT_FALSE(there(&it, "charts/headline.png.tmp"));
    folder_close(&it);
}

static void test_script_cannot_be_written(void)
{
    folder it;
    struct rlimit limit, small;

    folder_open(&it);
    CU_ASSERT_EQUAL_FATAL(getrlimit(RLIMIT_FSIZE, &limit), 0);
    small = limit;
    small.rlim_cur = 1000;
    (void) signal(SIGXFSZ, SIG_IGN);
    CU_ASSERT_EQUAL_FATAL(setrlimit(RLIMIT_FSIZE, &small), 0);
    CU_ASSERT_EQUAL(ent_charts_draw(&it.request, &it.diagnostics), ENT_ERR_IO);
    CU_ASSERT_EQUAL(setrlimit(RLIMIT_FSIZE, &limit), 0);
    (void) signal(SIGXFSZ, SIG_DFL);
    CU_ASSERT_FATAL(it.diagnostics.count > 0);
    CU_ASSERT_PTR_NOT_NULL(strstr(it.diagnostics.item[0].text, ".gp': File too large"));
    folder_close(&it);
}

/* With one process at a time, the first chart hangs and the second is never started: both are given up. */
static void test_time_limit(void)
{
    folder it;
    const char *path;

    folder_open(&it);
    it.request.seconds = 1;
    it.request.processes = 1;
    path = put_gnuplot(&it, "exec sleep 600");
    CU_ASSERT_EQUAL(ent_charts_draw(&it.request, &it.diagnostics), ENT_ERR_CHART);
    setenv("PATH", path, 1);
    CU_ASSERT_EQUAL_FATAL(it.diagnostics.count, 1);
    CU_ASSERT_STRING_EQUAL(it.diagnostics.item[0].text,
        "2 charts were given up: drawing took over 1 second in all; the tables are complete");
    CU_ASSERT_TRUE(there(&it, "headline.csv"));
    CU_ASSERT_TRUE(there(&it, "charts/headline.gp"));
    folder_close(&it);
}

/* Several processes that hang are all ended. */
static void test_time_limit_of_several(void)
{
    folder it;
    const char *path;

    folder_open(&it);
    it.request.seconds = 1;
    it.request.processes = 2;
    path = put_gnuplot(&it, "exec sleep 600");
    CU_ASSERT_EQUAL(ent_charts_draw(&it.request, &it.diagnostics), ENT_ERR_CHART);
    setenv("PATH", path, 1);
    CU_ASSERT_EQUAL_FATAL(it.diagnostics.count, 1);
    CU_ASSERT_PTR_NOT_NULL(strstr(it.diagnostics.item[0].text, "2 charts were given up"));
    folder_close(&it);
}

/* Of all charts before: another thread may have been given the number of a file that is closed once more. */
static void test_files_are_closed_once(void)
{
    folder it;

    folder_open(&it);
    CU_ASSERT_EQUAL(ent_charts_draw(&it.request, &it.diagnostics), ENT_OK);
    folder_close(&it);
    CU_ASSERT_EQUAL(closed_twice, 0);
}

int main(void)
{
    CU_TestInfo tests[] = {{"message of gnuplot", test_message_of_gnuplot},
        {"success without a drawing", test_success_without_drawing},
        {"a drawing that cannot be written", test_drawing_cannot_be_written},
        {"a script that cannot be written", test_script_cannot_be_written}, {"time limit", test_time_limit},
        {"time limit of several", test_time_limit_of_several}, {"files are closed once", test_files_are_closed_once},
        CU_TEST_INFO_NULL};

    return ent_run_suite("charts that cannot be drawn", tests);
}
