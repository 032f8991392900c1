/* Candidates for the last word of a command line. */
#include "command_line.h"

/* Expects exactly these candidates, the words before the tabs, in order with a blank behind each. */
static void expect(const char *line, const char *candidates)
{
    char command[512];
    char words[8192] = "";
    size_t length = 0;
    command_line self;
    bool new_word = line[0] == '\0' || line[strlen(line) - 1] == ' ';

    snprintf(command, sizeof(command), "complete -- %s%s", line, new_word ? "''" : "");
    enter(&self, command);
    for (const char *at = self.out; *at != '\0' && length < sizeof(words) - 256;) {
        size_t word = strcspn(at, "\t\n");
        length += (size_t) snprintf(words + length, sizeof(words) - length, "%.*s ", (int) word, at);
        at += strcspn(at, "\n");
        at += *at == '\n' ? 1 : 0;
    }
    CU_ASSERT_EQUAL(self.status, 0);
    CU_ASSERT_STRING_EQUAL(words, candidates);
    CU_ASSERT_STRING_EQUAL(self.err, "");
    command_line_free(&self);
}

static void test_commands(void)
{
    expect("", "init check run watch explain analyse sweep compare score fit merge page plot report help ");
    expect("re", "report ");
    expect("help r", "run report ");
    expect("qq", "");
    expect("qq x", "");
}

static void test_options(void)
{
    expect("run --s", "--set --seed --shard ");
    expect("run --seed 1 --s", "--set --shard ");
    expect("run --set a=1 --seed=1 --s", "--set --shard ");
    expect("init --", "--json --quiet --color --help --version ");
    expect("--v", "--version ");
    expect("run -q --q", "");
    expect("run -- --s", ":scenarios ");
}

static void test_values(void)
{
    expect("run --format ", "svg png pdf ");
    expect("run --format p", "png pdf ");
    expect("run --format=p", "--format=png --format=pdf ");
    expect("run --color=a", "--color=auto --color=always ");
    expect("run --out ", ":folders ");
    expect("run -o ", ":folders ");
    expect("run --seed ", "");
    expect("run --shard ", "");
}

static void test_operands(void)
{
    expect("run ", ":scenarios ");
    expect("run a.cfg ", ":scenarios ");
    expect("watch a.cfg ", "");
    expect("plot ", ":folders ");
    expect("page ", ":scenarios ");
    expect("page --out ", ":files ");
    expect("run --out ", ":folders ");
    expect("merge ", ":files ");
    expect("init ", ":files ");
    expect("init a.cfg ", "");
}

/* From the scenario on the line. */
static void test_scenario(void)
{
    write_file("case.cfg", CLI_SCENARIO);
    expect("sweep case.cfg ", "size both ");
    expect("sweep case.cfg si", "size ");
    expect("sweep case.cfg size --variant ", "base sure ");
    expect("explain case.cfg --outcome ", "enough few ");
    expect("sweep --variant ", "");
    expect("compare ", ":scenarios ");
    expect("compare none.cfg case.cfg:", "case.cfg:base case.cfg:sure ");
    expect("compare case.cfg case.cfg:s", "case.cfg:sure ");
    expect("compare case.cfg none.cfg:s", "");
    expect("sweep none.cfg ", "");
    expect("run case.cfg --set for", "force. ");
    expect("run case.cfg --set force.", "force.required= ");
    expect("run case.cfg --set events.", "events.mandate= ");
    expect("run case.cfg --set=events.", "--set=events.mandate= ");
    expect("run case.cfg --set force.required=", "force.required=6000 ");
    expect("run case.cfg --set events.mandate=", "events.mandate=40% ");
    expect("run case.cfg --set 'contributors.north.joins='", ""); /* would need quotes */
    expect("run case.cfg --set variants.sure.", "");              /* only its name and its set */
    expect("run case.cfg --set sweeps.size.val", "sweeps.size.values= ");
    expect("run case.cfg --set none.", "");
    expect("run case.cfg --set none=", "");
}

/* Meanings stand behind a tab, in one line. */
static void test_meaning(void)
{
    expect_line("complete -- sweep case.cfg si", 0, "size\tBy size\n", "");
    expect_line("complete -- run case.cfg --set events.", 0, "events.mandate=\tMandate: 40%\n", "");
    expect_line("complete -- expl", 0, "explain\ttell one simulated future in sentences\n", "");
    expect_line("complete", 0, "run\tsimulate scenarios", "");
}

int main(void)
{
    CU_TestInfo tests[] = {
        {"commands", test_commands},
        {"options", test_options},
        {"values", test_values},
        {"operands", test_operands},
        {"from a scenario", test_scenario},
        {"meanings", test_meaning},
        CU_TEST_INFO_NULL,
    };
    int status = work_folder_make() == 0 ? ent_run_suite("cli/complete", tests) : EXIT_FAILURE;

    return work_folder_remove() == 0 ? status : EXIT_FAILURE;
}
