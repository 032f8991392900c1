/* The commands, run within the test: exit statuses, output, and files. */
#include "command_line.h"

#include "cli/job_console.h"

#include <cjson/cJSON.h>
#include <signal.h>
#include <sys/wait.h>

static void test_init(void)
{
    expect_line("init mine.cfg", 0, "wrote mine.cfg\nnext: entente check mine.cfg && entente run mine.cfg\n", "");
    CU_ASSERT_TRUE(is_there("mine.cfg"));
    expect_line("init mine.cfg", 1, "", "mine.cfg: there is such a file already; choose another name");
    expect_line("init none/mine.cfg", 1, "", "none/mine.cfg: No such file or directory");
    expect_line("init -q", 0, "", "");
    CU_ASSERT_TRUE(is_there("scenario.cfg"));
    expect_line("init other.cfg --json", 0, "\"file\":\t\"other.cfg\"", "");
}

static void test_check(void)
{
    write_file("case.cfg", CLI_SCENARIO);
    expect_line("check case.cfg", 0, "case: fine; 6 settings, 5 of them without note or source, 1 variant\n", "");
    expect_line("check case.cfg", 0, "events.mandate\n    written     40%\n", "");
    expect_line("check case.cfg", 0, "    note        Guessed\n    source      None\n", "");
    expect_line("check case.cfg", 0, "next: entente run case.cfg\n", "");
    expect_line("check case.cfg --color always", 0, "\033[1mevents.mandate\033[0m", "");
    expect_line("check case.cfg -q", 0, "", "");
    expect_line("check case.cfg --json", 0, "\"variant\":\t\"sure\"", "");
    expect_line("check case.cfg --set force.requird=3", 2, "", "did you mean `required`?");
    expect_line("check case.cfg --set force.requird=3", 2, "", "case.cfg: 1 mistake; nothing was run\n");
    expect_line("check case.cfg --set force.requird=3 --json", 2, "\"fine\":\tfalse", NULL);
    expect_line("check case.cfg --set 'events.mandate = \"40% to 80%\"'", 0, NULL, "warning: events.mandate:");
    expect_line("check case.cfg -q --set 'events.mandate = \"40% to 80%\"'", 0, "", "");
}

/* Files and folders that operands name. */
static void test_files(void)
{
    CU_ASSERT_EQUAL(mkdir("empty", 0755) | mkdir("two", 0755), 0);
    write_file("two/b.cfg", CLI_SCENARIO);
    write_file("two/a.cfg", CLI_SCENARIO);
    write_file("two/.hidden.cfg", "wrong");
    write_file("two/c.txt", "wrong");
    expect_line("check two -q", 0, "", "");
    expect_line("check two/", 0, "b: fine;", "");
    expect_line("check empty", 2, "", "the folder empty holds no scenario (*.cfg)");
    expect_line("check csae.cfg", 2, "", "csae.cfg: No such file or directory; did you mean case.cfg?");
    expect_line("check two/aa.cfg", 2, "", "did you mean two/a.cfg?");
    expect_line("check none/zzzzzz.cfg", 2, "", "`entente init NAME.cfg` writes a scenario to start from");
    expect_line("run two two/../two/a.cfg", 2, "", "two/a.cfg and two/../two/a.cfg would write into one folder, a:");
    setenv("ENTENTE_ISA", "none", 1);
    expect_line("check case.cfg", 2, "", "ENTENTE_ISA names no instruction set of this processor");
    unsetenv("ENTENTE_ISA");
}

/* A range that was not measured is not left blank; without unknown quantities there is none. */
static void test_run_ranges(void)
{
    expect_line("run case.cfg --no-charts --out out", 0,
        "  Base             33%   not measured\n  Surely           46%   not measured          +12 points, clear\n",
        "");
    expect_line("run case.cfg --no-charts --out out --set factors.will=2", 0,
        "  variant  probability   against the base\n"
        "  Base             33%\n  Surely           46%   +12 points, clear\n",
        "");
    expect_line(
        "run case.cfg --no-charts --out out --worlds 9", 0, "not measured          cannot be told from 9 worlds\n", "");
    expect_line("run case.cfg --no-charts --out out --worlds 12", 0,
        "not measured          +13 points, clear on 12 worlds\n", "");
}

static void test_run(void)
{
    expect_line("run case.cfg --no-charts --out out --threads 1", 0,
        "  P(force.offered >= force.required)\n"
        "  variant  probability   across worlds (90%)   against the base\n"
        "  Base             33%   not measured\n"
        "  Surely           46%   not measured          +12 points, clear\n"
        "  goes along with it most: North joins: <1% where it stays out, 51% where it joins (drivers.csv)\n"
        "  the check holds\n"
        "  warning: headline: the range across worlds is not measured: at 25 replications ",
        "");
    CU_ASSERT_TRUE(is_there("out/case/headline.csv"));
    CU_ASSERT_FALSE(is_there("out/case/draws.csv"));
    expect_line("run case.cfg --no-charts --out out --draws 2", 0, "  the check holds\n", "");
    CU_ASSERT_TRUE(is_there("out/case/draws.csv"));
    expect_line(
        "run case.cfg --no-charts --out out", 0, "  tables: out/case/\nnext: entente explain case.cfg --draw 0\n", "");
    expect_line("run case.cfg --no-charts --out out -q", 0, "", "");
    expect_line("run two --no-charts --out all", 0, "index: all/index.html\n", "");
    expect_line("run case.cfg --no-charts --out out --color always", 0, "\033[1mA case\033[0m\n", "");
    expect_line("run case.cfg --no-charts --out out --set 'headline=\"mandate given force.offered > 1e9\"'", 0,
        "nothing to divide: the condition never held\n", "");
    expect_line("run case.cfg --no-charts --out case.cfg", 1, "", "case.cfg");
}

/* A false check: the tables are there, and the exit status is 3. */
static void test_false_check(void)
{
    expect_line("run case.cfg --no-charts --out false --set 'checks=(\"P(mandate) > 0.99\")'", 3,
        "  check FALSE: P(mandate) > 0.99: it is 0.412, 95% interval 0.3799 to 0.4449\n", "");
    CU_ASSERT_TRUE(is_there("false/case/manifest.json"));
    expect_line("run case.cfg --no-charts --out false -q --set 'checks=(\"P(mandate) > 0.99\")'", 3, "", "");
}

/* The JSON document of a run: its figures agree with each other. */
static void test_run_json(void)
{
    command_line line;
    cJSON *document;
    const cJSON *result;
    const cJSON *variants;

    enter(&line, "run case.cfg --no-charts --out out --json");
    CU_ASSERT_EQUAL(line.status, 0);
    document = cJSON_Parse(line.out);
    CU_ASSERT_PTR_NOT_NULL_FATAL(document);
    result = cJSON_GetArrayItem(cJSON_GetObjectItem(document, "results"), 0);
    CU_ASSERT_STRING_EQUAL(cJSON_GetStringValue(cJSON_GetObjectItem(result, "scenario")), "case");
    CU_ASSERT_EQUAL(cJSON_GetNumberValue(cJSON_GetObjectItem(result, "worlds")), 40.0);
    variants = cJSON_GetObjectItem(result, "variants");
    CU_ASSERT_EQUAL_FATAL(cJSON_GetArraySize(variants), 2);
    for (int v = 0; v < 2; v++) {
        const cJSON *variant = cJSON_GetArrayItem(variants, v);
        const cJSON *outcome = cJSON_GetArrayItem(cJSON_GetObjectItem(variant, "outcomes"), 0);
        double p = cJSON_GetNumberValue(cJSON_GetObjectItem(variant, "probability"));
        CU_ASSERT_TRUE(p > 0.2 && p < 0.9);
        CU_ASSERT_EQUAL(cJSON_GetNumberValue(cJSON_GetObjectItem(outcome, "probability")), p);
        CU_ASSERT_EQUAL(cJSON_GetNumberValue(cJSON_GetObjectItem(variant, "difference")) > 0.0, v == 1);
    }
    cJSON_Delete(document);
    command_line_free(&line);
}

/* Ctrl-C before the first draw, and after a checkpoint was written. */
static void test_interrupted(void)
{
    atomic_store(&ent_interrupted, 1);
    expect_line("run case.cfg --no-charts --out stop", 130, "", "entente: case: stopped at 0%\n");
    expect_line("run case.cfg --no-charts --out stop --shard 2/2", 130, "", "entente: case: stopped at 0%\n");
    expect_line("sweep case.cfg --no-charts --out stop", 130, "",
        "entente: case: stopped at 0%; the same command goes on from there\n");
    expect_line("watch case.cfg --no-charts --out stop", 130, "watching case.cfg", "");
    atomic_store(&ent_interrupted, 0);
    CU_ASSERT_FALSE(is_there("stop/case/manifest.json"));
}

/* A deferred SIGINT sets the flag, and is announced where that is wanted. */
static void test_signal(void)
{
    redirected err;
    char *printed;

    redirect(&err, stderr);
    ent_defer_interrupts(true);
    ent_catch_interrupts(false);
    raise(SIGINT);
    CU_ASSERT_EQUAL(atomic_exchange(&ent_interrupted, 0), 1);
    ent_catch_interrupts(true);
    raise(SIGTERM);
    CU_ASSERT_EQUAL(atomic_exchange(&ent_interrupted, 0), 1);
    ent_set_interrupt_text("\nanother text\n");
    ent_catch_interrupts(true);
    raise(SIGINT);
    CU_ASSERT_EQUAL(atomic_exchange(&ent_interrupted, 0), 1);
    signal(SIGINT, SIG_DFL);
    signal(SIGTERM, SIG_DFL);
    ent_defer_interrupts(false);
    printed = restore(&err);
    CU_ASSERT_STRING_EQUAL(
        printed, "\nentente: stopping once the draws in hand are counted (again: at once)\n\nanother text\n");
    free(printed);
}

static void interrupt_check(void)
{
    ent_catch_interrupts(true);
    ent_set_interrupt_output("the document\n");
    raise(SIGTERM);
    _exit(0); /* not reached */
}

/* A signal that is not deferred ends the process at once, with the document of --json. */
static void test_signal_at_once(void)
{
    redirected out;
    redirected err;
    char *printed;
    int status = 0;
    pid_t child;

    redirect(&out, stdout);
    redirect(&err, stderr);
    child = fork();
    if (child == 0) {
        interrupt_check();
    }
    CU_ASSERT_EQUAL(waitpid(child, &status, 0), child);
    CU_ASSERT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == ENT_EXIT_INTERRUPTED);
    printed = restore(&err);
    CU_ASSERT_STRING_EQUAL(printed, "\nentente: interrupted\n");
    free(printed);
    printed = restore(&out);
    CU_ASSERT_STRING_EQUAL(printed, "the document\n");
    free(printed);
}

/* A job's messages by severity: --quiet leaves the errors, and notes are not in the JSON document. */
static void test_job_messages(void)
{
    static const char *const wanted[] = {
        "entente: an error\nentente: a warning\nentente: a note\n", "entente: an error\n"};

    for (int quiet = 0; quiet < 2; quiet++) {
        const ent_options options = {.quiet = quiet == 1, .out = "results"};
        ent_job_console console;
        redirected err;
        char *printed;
        redirect(&err, stderr);
        ent_console_open(ENT_COLOUR_NEVER);
        ent_job_console_open(&console, &options);
        ent_job_console_begin(&console, "a job");
        console.host.progress(console.host.context, 0, 10);
        console.host.message(console.host.context, ENT_SEVERITY_ERROR, "an error");
        console.host.message(console.host.context, ENT_SEVERITY_WARNING, "a warning");
        console.host.message(console.host.context, ENT_SEVERITY_NOTE, "a note");
        ent_job_console_close(&console);
        printed = restore(&err);
        CU_ASSERT_STRING_EQUAL(printed, wanted[quiet]);
        free(printed);
    }
}

/* The request of a command line, and the environment's seconds between checkpoints. */
static void test_request(void)
{
    static const struct {
        const char *text;
        double seconds;
    } interval[] = {{"0", 0.0}, {"2.5", 2.5}, {"-1", 5.0}, {"x", 5.0}, {"", 5.0}};
    const ent_options options = {
        .out = "DIR", .line = "run x", .threads = 3, .draws = 7, .format = 2, .no_charts = true};
    ent_job_console console;

    ent_job_console_open(&console, &options);
    CU_ASSERT_STRING_EQUAL(console.request.out, "DIR");
    CU_ASSERT_STRING_EQUAL(console.request.command_line, "run x");
    CU_ASSERT_EQUAL(console.request.threads, 3);
    CU_ASSERT_EQUAL(console.request.draws, 7);
    CU_ASSERT_EQUAL(console.request.format, ENT_CHART_PDF);
    CU_ASSERT_FALSE(console.request.charts);
    CU_ASSERT_EQUAL(console.request.checkpoint_seconds, 5.0);
    ent_job_console_close(&console);
    for (size_t i = 0; i < sizeof(interval) / sizeof(*interval); i++) {
        setenv("ENTENTE_CHECKPOINT_SECONDS", interval[i].text, 1);
        ent_job_console_open(&console, &options);
        CU_ASSERT_EQUAL(console.request.checkpoint_seconds, interval[i].seconds);
        ent_job_console_close(&console);
    }
    unsetenv("ENTENTE_CHECKPOINT_SECONDS");
}

static void test_explain(void)
{
    expect_line("explain case.cfg --draw 3", 0, "A case, Base: draw 3 (world 0, seed 1)\n", "");
    expect_line("explain case.cfg --draw 3", 0, "next: entente explain case.cfg --draw 4\n", "");
    expect_line("explain case.cfg --draw 999 --variant sure", 0,
        "next: entente explain case.cfg --draw 0 --variant sure\n", "");
    expect_line("explain case.cfg --draw 3 --seed 7 --worlds 2k --set 'force.required = 3' --design sobol --given "
                "'mandate or not mandate' --until 0",
        0,
        "next: entente explain case.cfg --draw 4 --seed 7 --worlds 2000 --set 'force.required = 3' --design sobol "
        "--given 'mandate or not mandate' --until 0\n",
        "");
    expect_line("explain case.cfg --draw 26 --json", 0, "\"world\":\t1,\n", "");
    expect_line("explain case.cfg --draw 26 --json --variant sure", 0, "\"mandate\":\t1,\n", "");
    expect_line("explain case.cfg", 2, "", "explain wants a draw: entente explain case.cfg --draw 0; or --typical");
    expect_line("explain case.cfg --draw 1 --typical", 2, "", "--draw names a future, and --typical looks for one");
    expect_line("explain case.cfg --draw 1 --where mandate", 2, "", "--draw names a future, and --where looks for one");
    expect_line("explain case.cfg --where ''", 2, "", "--where takes a condition, as in --where agreed");
    expect_line("explain case.cfg --where mandat", 2, "", "--where:1:9: error: where: unknown name `mandat`");
    expect_line(
        "explain case.cfg --where 'mandate given 1'", 2, "", "`given` stands only in the headline and in checks");
    expect_line("explain case.cfg --where 'mandate and not mandate'", 1, "",
        "none of 1,000 futures is one in which `mandate and not mandate` holds\n");
    expect_line("explain case.cfg --where 'not mandate' --variant sure", 1, "", "none of 1,000 futures");
    expect_line("explain case.cfg --where mandate", 0, "The first future in which `mandate` holds;", "");
    expect_line("explain case.cfg --where mandate --json", 0, "\"looked_at\":", "");
    expect_line("explain case.cfg --typical", 0, "The most typical of ", "");
    expect_line("explain case.cfg --typical --json", 0, "\"typical_of\":", "");
    expect_line("explain case.cfg --outcome qqqqqqqq", 2, "",
        "there is no outcome `qqqqqqqq`; those of the file are enough, few\n");
    expect_line("explain case.cfg --outcome fex", 2, "", "there is no outcome `fex`; did you mean `few`?");
    expect_line("explain case.cfg --outcome few", 0,
        "The first future that ends as \xE2\x80\x9C"
        "Few\xE2\x80\x9D;",
        "");
    expect_line("explain case.cfg --outcome few --where mandate --typical", 0,
        "in which `mandate` holds and that end as \xE2\x80\x9C"
        "Few\xE2\x80\x9D, of 1,000 in all",
        "");
    expect_line("explain case.cfg --draw 1000", 2, "", "there is no draw 1000: they are 0 to 999");
    expect_line("explain case.cfg --draw 1 --variant sue", 2, "", "case has no variant `sue`; did you mean `sure`?");
    expect_line("explain case.cfg --draw 1 --variant qqqqqqqq", 2, "", "its `variants` group names them");
}

static void test_sweep(void)
{
    expect_line("sweep case.cfg --no-charts --out sweeps", 0,
        "sweeps: sweeps/case/sweeps.csv\nnext: entente run case.cfg\n", "");
    expect_line("sweep case.cfg size --no-charts --out sweeps --variant sure -q", 0, "", "");
    expect_line("sweep case.cfg size --no-charts --out sweeps --json", 0, "\"force.required\":\t\"8000\"", "");
    expect_line("sweep case.cfg sise", 2, "", "case has no sweep `sise`; did you mean `size`?");
    expect_line("sweep case.cfg qqqqqq", 2, "", "case has no sweep `qqqqqq`\n");
    expect_line("sweep case.cfg --variant qqqqqq", 2, "", "case has no variant `qqqqqq`");
    expect_line("sweep case.cfg --set 'sweeps={}'", 2, "", NULL);
    expect_line("sweep case.cfg --no-charts --out case.cfg", 1, "", NULL);
    write_file("plain.cfg", "run: { worlds = 2; replications = 2; }; events: { e = 0.5; }; headline = \"e\";");
    expect_line("sweep plain.cfg", 2, "", "plain has no `sweeps`; scenarios/README.md shows how they are written");
}

static void test_merge(void)
{
    expect_line("run case.cfg --out shards --shard 1/2", 0,
        "case: shards/case/shard-1-of-2.part\nonce all 2 shards are there, next: entente merge shards --out shards\n",
        "");
    expect_line("run case.cfg --out shards --shard 1/2", 0, "case: shards/case/shard-1-of-2.part (was there)\n", "");
    expect_line("merge shards --no-charts --out merged", 2, "", "2 of 2");
    expect_line("run case.cfg --out shards --shard 2/2 -q", 0, "", "");
    expect_line("merge shards --no-charts --out merged", 0, "next: entente plot merged/case --format png\n", "");
    CU_ASSERT_TRUE(is_there("merged/case/outcomes.csv"));
    expect_line("merge shards --no-charts --out merged --json", 0, "\"folder\":\t\"merged/case\"", "");
    expect_line("sweep case.cfg size --out shards --shard 1/1", 0, "case: shards/case/sweep-shard-1-of-1.part\n", "");
    expect_line("merge shards --no-charts --out merged", 0, "sweeps: merged/case/sweeps.csv\n", "");
    expect_line("merge nowhere", 2, "", "nowhere: No such file or directory");
    expect_line("merge empty", 2, "", "the folder empty holds no shards (shard-1-of-8.part and so on)");
    expect_line("merge case.cfg", 1, "", "case.cfg ");
    expect_line("merge shards --no-charts --out case.cfg", 1, "", "case.cfg");
}

static void test_report(void)
{
    expect_line("report out/case/ --no-charts", 0,
        "report: out/case/report.html\nnext: entente plot out/case/ --format png\n", "");
    expect_line("report all --no-charts --json", 0, "\"index\":\t\"index.html\"", "");
    expect_line("report all --no-charts", 0, "index: all/index.html\n", "");
    expect_line("report nowhere --no-charts", 1, "", "nowhere");
    write_file("all/index.html", "mine");
    expect_line("report all --no-charts", 0, "report: all/a/report.html\n",
        "was not written by this program or has been changed since");
}

/* Without drawing scripts there are no charts; the tables are complete, and the exit status is 1. */
static void test_plot(void)
{
    setenv("ENTENTE_PLOTS", "/nonexistent", 1);
    expect_line("plot out/case", 1, "", "error: ");
    expect_line("plot out/case --json", 1, "\"charts\":\tfalse", NULL);
    expect_line("run case.cfg --out charts", 1, "  tables: charts/case/\n", "error: ");
    CU_ASSERT_TRUE(is_there("charts/case/manifest.json"));
    expect_line("sweep case.cfg size --out charts", 1, "sweeps: charts/case/sweeps.csv\n", "error: ");
    expect_line("run two --out charts", 1, "  tables: charts/b/\n", "error: "); /* both, in spite of the first */
    unsetenv("ENTENTE_PLOTS");
    expect_line("plot nowhere", 1, "", "nowhere");
}

/* With the drawing scripts, and gnuplot where there is one: the paths of the charts are printed. */
static void test_charts(void)
{
    char path[4096];

    if (system("command -v gnuplot >/dev/null 2>&1") != 0) {
        return;
    }
    setenv("ENTENTE_PLOTS", ENTENTE_SOURCE "/plots", 1);
    expect_line("plot out/case --format png", 0, "charts: out/case/charts/\nnext: entente report out/case\n", "");
    CU_ASSERT_TRUE(is_there("out/case/charts/headline.png"));
    expect_line("run case.cfg --out charts --format pdf", 0, "  charts: charts/case/charts/\n", "");
    CU_ASSERT_TRUE(is_there("charts/case/charts/headline.pdf"));
    CU_ASSERT_TRUE(is_there("charts/case/charts/headline.svg")); /* for the page */
    expect_line(
        "sweep case.cfg size --out charts", 0, "sweeps: charts/case/sweeps.csv; charts beside it, in charts/\n", "");
    expect_line("report charts/case", 0, "report: charts/case/report.html\n", "");
    (void) snprintf(path, sizeof(path), "%s", getenv("PATH"));
    setenv(
        "PATH", "/nonexistent", 1); /* no gnuplot: the page is written, and the status shows that charts are missing */
    expect_line("report charts/case", 1, "report: charts/case/report.html\n", "gnuplot");
    expect_line("report charts", 1, "index: charts/index.html\n", "gnuplot");
    setenv("PATH", path, 1);
    unsetenv("ENTENTE_PLOTS");
}

static void test_help(void)
{
    expect_line("help", 0, "Exit status:\n  0 fine, 1 run-time error", "");
    expect_line("help run", 0, "Usage:\n  entente run FILE|DIR... [options]\n", "");
    expect_line("run --help", 0, "Examples:\n", "");
    expect_line("help --json", 0, "\"command\":\t\"sweep\"", "");
    expect_line("help complete --json", 0, "\"operands\":\t\"-- WORDS...\"", "");
    expect_line("help --color always", 0, "\033[1mCommands:\033[0m", "");
}

int main(void)
{
    CU_TestInfo tests[] = {
        {"init", test_init},
        {"check", test_check},
        {"files", test_files},
        {"run", test_run},
        {"ranges of a run", test_run_ranges},
        {"a false check", test_false_check},
        {"run as JSON", test_run_json},
        {"interrupted", test_interrupted},
        {"signals", test_signal},
        {"a signal that is not deferred", test_signal_at_once},
        {"messages of jobs", test_job_messages},
        {"request of a job", test_request},
        {"explain", test_explain},
        {"sweep", test_sweep},
        {"merge", test_merge},
        {"report", test_report},
        {"plot", test_plot},
        {"charts", test_charts},
        {"help", test_help},
        CU_TEST_INFO_NULL,
    };
    int status = work_folder_make() == 0 ? ent_run_suite("cli/commands", tests) : EXIT_FAILURE;

    return work_folder_remove() == 0 ? status : EXIT_FAILURE;
}
