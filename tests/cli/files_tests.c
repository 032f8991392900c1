/* Paths of the program's own files, and files that are watched. */
#include "command_line.h"

#include "base/status.h"
#include "cli/install_paths.h"
#include "cli/watch_files.h"

#include <errno.h>
#include <pthread.h>
#include <time.h>

/* Nothing lies beside this program, so only the environment names a folder. */
static void test_install_paths(void)
{
    ent_arena arena = {0};
    const char *operand = "sinai-1956";
    const char *path = "none/sinai-1956.cfg";

    CU_ASSERT_PTR_NULL(ent_own_folder("no-such-folder", &arena));
    setenv("ENTENTE_PLOTS", "/some/folder", 1);
    CU_ASSERT_STRING_EQUAL(ent_plots_folder(&arena), "/some/folder");
    unsetenv("ENTENTE_PLOTS");
    CU_ASSERT_PTR_EQUAL(ent_scenario_path(path, &arena), path);
    write_file(operand, "x = 1;");
    CU_ASSERT_PTR_EQUAL(ent_scenario_path(operand, &arena), operand); /* a file here counts first */
    CU_ASSERT_PTR_EQUAL(ent_scenario_path(work_folder, &arena), work_folder);
    ent_arena_free(&arena);
}

static void pause_for(long milliseconds)
{
    const struct timespec time = {.tv_nsec = milliseconds * 1000000L};

    nanosleep(&time, NULL);
}

/* After a moment: saves a file in place or by renaming, or sets the flag. */
typedef struct actor {
    const char *path;
    bool rename, other;
    atomic_int *stop;
} actor;

static void *act(void *context)
{
    const actor *self = context;
    FILE *file;

    pause_for(60);
    if (self->other) {
        file = fopen("other.txt", "w");
        if (file != NULL) {
            fclose(file);
        }
        pause_for(60);
    }
    if (self->stop != NULL) {
        atomic_store(self->stop, 1);
        return NULL;
    }
    file = fopen(self->rename ? "new.tmp" : self->path, "w");
    if (file != NULL) {
        fputs("x = 2;", file);
        fclose(file);
    }
    if (self->rename && rename("new.tmp", self->path) != 0) {
        abort();
    }
    return NULL;
}

static int wait_for(ent_watch *watch, actor about, const atomic_int *stop)
{
    pthread_t thread;
    int status;

    if (pthread_create(&thread, NULL, act, &about) != 0) {
        abort();
    }
    status = ent_watch_wait(watch, stop);
    pthread_join(thread, NULL);
    return status;
}

static void test_watch(void)
{
    ent_watch watch;
    atomic_int stop = 0;

    write_file("a.cfg", "x = 1;");
    CU_ASSERT_EQUAL(symlink("a.cfg", "link.cfg"), 0);
    CU_ASSERT_EQUAL_FATAL(ent_watch_open(&watch), ENT_OK);
    CU_ASSERT_EQUAL(ent_watch_add(&watch, "link.cfg"), ENT_OK);
    CU_ASSERT_EQUAL(watch.count, 2); /* the link and its file */
    CU_ASSERT_EQUAL(ent_watch_add(&watch, "link.cfg"), ENT_OK);
    CU_ASSERT_EQUAL(watch.count, 2);
    CU_ASSERT_EQUAL(ent_watch_add(&watch, "to-come.cfg"), ENT_OK);
    CU_ASSERT_EQUAL(wait_for(&watch, (actor){.path = "a.cfg"}, &stop), ENT_OK);
    CU_ASSERT_EQUAL(wait_for(&watch, (actor){.path = "to-come.cfg", .rename = true}, &stop), ENT_OK);
    CU_ASSERT_EQUAL(wait_for(&watch, (actor){.other = true, .stop = &stop}, &stop),
        ENT_ERR_INTERRUPTED); /* another file is no save */
    CU_ASSERT_EQUAL(ent_watch_add(&watch, "none/x.cfg"), ENT_ERR_IO);
    CU_ASSERT_EQUAL(errno, ENOENT);
    ent_watch_close(&watch);
}

/* More files than the first room for them; a folder that is removed ends the watch. */
static void test_many(void)
{
    ent_watch watch;
    atomic_int stop = 0;
    char path[32];

    CU_ASSERT_EQUAL(mkdir("gone", 0755), 0);
    CU_ASSERT_EQUAL_FATAL(ent_watch_open(&watch), ENT_OK);
    for (int i = 0; i < 20; i++) {
        snprintf(path, sizeof(path), "gone/%d.cfg", i);
        CU_ASSERT_EQUAL(ent_watch_add(&watch, path), ENT_OK);
    }
    CU_ASSERT_EQUAL(watch.count, 20);
    CU_ASSERT_EQUAL(rmdir("gone"), 0);
    CU_ASSERT_EQUAL(ent_watch_wait(&watch, &stop), ENT_ERR_IO);
    CU_ASSERT_EQUAL(errno, ENOENT);
    ent_watch_close(&watch);
}

/* Waits for the manifest of a preview, and a moment more, at most 20 seconds. */
static void wait_for_preview(void)
{
    for (int i = 0; i < 1000 && !is_there("results/preview/case/manifest.json"); i++) {
        pause_for(20);
    }
    pause_for(400);
}

/* A folder that lacks its manifest alone would be refused as foreign. */
static void remove_preview(void)
{
    if (system("rm -rf results/preview/case") != 0) {
        abort();
    }
}

/* After the first preview: saves the scenario with another setting; after the second: as Ctrl-C. */
static void *change_and_stop(void *context)
{
    (void) context;
    wait_for_preview();
    remove_preview();
    write_file("case.cfg", CLI_SCENARIO "set = ( \"force.required = 4000\" );\n");
    wait_for_preview();
    remove_preview();
    atomic_store(&ent_interrupted, 1);
    return NULL;
}

static void watch_case(const char *line, const char *const *part)
{
    pthread_t thread;
    command_line self;

    write_file("case.cfg", CLI_SCENARIO);
    if (pthread_create(&thread, NULL, change_and_stop, NULL) != 0) {
        abort();
    }
    enter(&self, line);
    pthread_join(thread, NULL);
    atomic_store(&ent_interrupted, 0);
    CU_ASSERT_EQUAL(self.status, ENT_EXIT_INTERRUPTED);
    CU_ASSERT_STRING_EQUAL(self.err, "");
    for (; *part != NULL; part++) {
        bool found = strstr(self.out, *part) != NULL;
        CU_ASSERT_TRUE(found);
        if (!found) {
            fprintf(stderr, "\nno \"%s\" in:\n%s\n", *part, self.out);
        }
    }
    command_line_free(&self);
}

static void test_watch_command(void)
{
    static const char *const text[] = {"watching case.cfg, with previews of few futures; Ctrl-C ends it\n",
        "  tables: results/preview/case/\n",
        "force required 6000 to 4000: enough offered 33% to 62%, +30 points, clear\n", NULL};
    static const char *const json[] = {"\"changes\":[],\"effects\":[]",
        "\"changes\":[{\"path\":\"force.required\",\"before\":\"6000\",\"after\":\"4000\"}]", "\"exit_status\":130",
        NULL};

    watch_case("watch case.cfg --no-charts", text);
    watch_case("watch case.cfg --no-charts --json", json);
}

int main(void)
{
    CU_TestInfo tests[] = {
        {"install paths", test_install_paths},
        {"watch", test_watch},
        {"many files", test_many},
        {"watch, the command", test_watch_command},
        CU_TEST_INFO_NULL,
    };
    int status = work_folder_make() == 0 ? ent_run_suite("cli/files", tests) : EXIT_FAILURE;

    return work_folder_remove() == 0 ? status : EXIT_FAILURE;
}
