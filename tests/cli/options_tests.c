/* Options and operands: each option's value, wrong values, unknown names and the nearest known ones. */
#include "command_line.h"

/* Reads a line of arguments; prints nothing. Returns the status. */
static int read_line(ent_options *options, const char *line)
{
    static char storage[4096];
    static char *word[WORDS + 1] = {storage};
    redirected err;
    int status;

    strcpy(storage, "entente");
    redirect(&err, stderr);
    status = ent_options_read(options, 1 + split_words(line, storage + 8, word + 1), word);
    free(restore(&err));
    return status;
}

static void test_values(void)
{
    ent_options options;

    CU_ASSERT_EQUAL(read_line(&options, "run a.cfg b.cfg --set x=1 --seed 7 --set=y=2 --worlds 10 --replications=20 "
                                        "--threads 3 --out DIR --draws 5 --format png --no-charts --shard 2/8 --fresh "
                                        "--json -q --color never"),
        ENT_EXIT_OK);
    CU_ASSERT_PTR_EQUAL(options.entry, &ent_command_run);
    CU_ASSERT_STRING_EQUAL(options.command, "run");
    CU_ASSERT_EQUAL_FATAL(options.operands, 2);
    CU_ASSERT_STRING_EQUAL(options.operand[0], "a.cfg");
    CU_ASSERT_STRING_EQUAL(options.operand[1], "b.cfg");
    CU_ASSERT_EQUAL_FATAL(options.sets, 5);
    CU_ASSERT_STRING_EQUAL(options.set[0], "x=1");
    CU_ASSERT_STRING_EQUAL(options.set[1], "run.seed = 7");
    CU_ASSERT_STRING_EQUAL(options.set[2], "y=2");
    CU_ASSERT_STRING_EQUAL(options.set[3], "run.worlds = 10");
    CU_ASSERT_STRING_EQUAL(options.set[4], "run.replications = 20");
    CU_ASSERT_EQUAL(options.threads, 3);
    CU_ASSERT_STRING_EQUAL(options.out, "DIR");
    CU_ASSERT_EQUAL(options.draws, 5);
    CU_ASSERT_EQUAL(options.format, 1);
    CU_ASSERT_EQUAL(options.shard, 2);
    CU_ASSERT_EQUAL(options.shards, 8);
    CU_ASSERT_TRUE(options.no_charts && options.fresh && options.json && options.quiet);
    CU_ASSERT_FALSE(options.help || options.version);
    CU_ASSERT_EQUAL(options.colour, ENT_COLOUR_NEVER);
    CU_ASSERT_TRUE(ent_options_gave(&options, "out") && ent_options_gave(&options, "seed"));
    CU_ASSERT_FALSE(ent_options_gave(&options, "variant") || ent_options_gave(&options, "none"));
    ent_options_free(&options);
    ent_json_close();
    CU_ASSERT_FALSE(options.draws_first || options.excel);
    CU_ASSERT_EQUAL(read_line(&options, "run x --draws first:2k --worlds 1M --excel"), ENT_EXIT_OK);
    CU_ASSERT_EQUAL(options.draws, 2000);
    CU_ASSERT_TRUE(options.draws_first && options.excel);
    CU_ASSERT_STRING_EQUAL(options.set[0], "run.worlds = 1000000");
    ent_options_free(&options);
    CU_ASSERT_EQUAL(read_line(&options, "run - --seed 9007199254740991"), ENT_EXIT_OK);
    CU_ASSERT_STRING_EQUAL(options.operand[0], "-");
    CU_ASSERT_STRING_EQUAL(options.set[0], "run.seed = 9007199254740991");
    ent_options_free(&options);
    CU_ASSERT_EQUAL(read_line(&options, "explain x --draw 17 --variant v"), ENT_EXIT_OK);
    CU_ASSERT_EQUAL(options.draw, 17);
    CU_ASSERT_STRING_EQUAL(options.variant, "v");
    ent_options_free(&options);
}

static void test_defaults(void)
{
    ent_options options;

    CU_ASSERT_EQUAL(read_line(&options, "run x"), ENT_EXIT_OK);
    CU_ASSERT_STRING_EQUAL(options.out, "results");
    CU_ASSERT_EQUAL(options.sets + options.draws + options.threads + options.shards + options.format, 0);
    CU_ASSERT_FALSE(options.no_charts || options.json || options.quiet || options.fresh);
    CU_ASSERT_EQUAL(options.colour, ENT_COLOUR_AUTO);
    CU_ASSERT_EQUAL(options.given, 0);
    ent_options_free(&options);
    CU_ASSERT_EQUAL(read_line(&options, ""), ENT_EXIT_OK);
    CU_ASSERT_PTR_NULL(options.entry);
    CU_ASSERT_PTR_NULL(options.command);
    ent_options_free(&options);
}

/* Letters may be put together; their values may follow at once. */
static void test_letters(void)
{
    ent_options options;

    CU_ASSERT_EQUAL(read_line(&options, "-q run x -oDIR"), ENT_EXIT_OK);
    CU_ASSERT_STRING_EQUAL(options.out, "DIR");
    CU_ASSERT_TRUE(options.quiet);
    ent_options_free(&options);
    CU_ASSERT_EQUAL(read_line(&options, "-o DIR run x"), ENT_EXIT_OK);
    CU_ASSERT_STRING_EQUAL(options.operand[0], "x");
    ent_options_free(&options);
    CU_ASSERT_EQUAL(read_line(&options, "run -qh"), ENT_EXIT_OK);
    CU_ASSERT_TRUE(options.quiet && options.help);
    ent_options_free(&options);
    CU_ASSERT_EQUAL(read_line(&options, "-V"), ENT_EXIT_OK);
    CU_ASSERT_TRUE(options.version);
    ent_options_free(&options);
}

/* The value of an option before the command is not the command; after -- there are no options. */
static void test_operands(void)
{
    ent_options options;

    CU_ASSERT_EQUAL(read_line(&options, "--out check run x"), ENT_EXIT_OK);
    CU_ASSERT_PTR_EQUAL(options.entry, &ent_command_run);
    ent_options_free(&options);
    CU_ASSERT_EQUAL(read_line(&options, "run -- --seed -q -"), ENT_EXIT_OK);
    CU_ASSERT_EQUAL(options.operands, 3);
    CU_ASSERT_STRING_EQUAL(options.operand[0], "--seed");
    CU_ASSERT_FALSE(options.quiet);
    ent_options_free(&options);
}

/* Every option is taken by some command or by all, and every command's options exist. */
static void test_tables(void)
{
    size_t options;
    size_t commands;
    const ent_option_entry *option = ent_option_table(&options);
    const ent_command_entry *const *command = ent_command_table(&commands);

    for (size_t i = 0; i < options; i++) {
        size_t takers = 0;
        for (size_t c = 0; c < commands; c++) {
            takers += ent_command_takes(command[c], &option[i]) ? 1 : 0;
        }
        CU_ASSERT_TRUE(takers > 0);
        CU_ASSERT_EQUAL(ent_command_takes(NULL, &option[i]), option[i].everywhere);
        CU_ASSERT_PTR_EQUAL(ent_option_find(option[i].name, strlen(option[i].name)), &option[i]);
        CU_ASSERT_PTR_NOT_NULL(option[i].read);
        CU_ASSERT_EQUAL(option[i].kind == ENT_ARGUMENT_NONE, option[i].argument == NULL);
        CU_ASSERT_EQUAL(option[i].kind == ENT_ARGUMENT_CHOICE, option[i].choices != NULL);
        if (option[i].letter != 0) {
            CU_ASSERT_PTR_EQUAL(ent_option_of_letter(option[i].letter), &option[i]);
        }
    }
    for (size_t c = 0; c < commands; c++) {
        const char *at = command[c]->options != NULL ? command[c]->options : "";
        for (; *at != '\0'; at += strspn(at, " ")) {
            size_t length = strcspn(at, " ");
            CU_ASSERT_PTR_NOT_NULL(ent_option_find(at, length));
            at += length;
        }
        CU_ASSERT_PTR_EQUAL(ent_command_find(command[c]->name), command[c]);
        CU_ASSERT_TRUE(command[c]->least <= command[c]->most);
        CU_ASSERT_EQUAL(command[c]->least > 0, command[c]->wants != NULL);
        CU_ASSERT_PTR_NOT_NULL(command[c]->example[0].line);
    }
    CU_ASSERT_PTR_NULL(ent_option_find("see", 3));
    CU_ASSERT_PTR_NULL(ent_option_of_letter('z'));
    CU_ASSERT_PTR_NULL(ent_command_find("runs"));
}

/* Refused command lines, and their messages. */
static void test_refused(void)
{
    static const char *const refused[][2] = {
        {"rnu x", "`rnu` is no command; did you mean `entente run`?"},
        {"x.cfg", "`x.cfg` is no command; did you mean `entente run x.cfg`?"},
        {"qqqqqq", "`qqqqqq` is no command; the commands are init, check, run, watch, explain, analyse, sweep, "
                   "compare, score, fit, merge, "
                   "page, plot, report, help"},
        {"run x --treads 2", "unknown option `--treads`; did you mean --threads?"},
        {"run x --treads=2", "unknown option `--treads=2`; did you mean --threads?"},
        {"run x --qqqqqqqqq", "unknown option `--qqqqqqqqq`; `entente run --help` lists the options"},
        {"--qqqqqqqqq", "unknown option `--qqqqqqqqq`; `entente --help` lists the options"},
        {"run x -z", "unknown option `-z`; `entente run --help` lists the options"},
        {"run x --variant v",
            "`run` takes no --variant (that is for: explain, analyse, sweep); `entente run --help` lists its"},
        {"--worlds 5", "--worlds goes with a command: check, run, watch, explain, analyse, sweep"},
        {"run", "run wants a scenario file; for example: entente run scenarios/ukraine-2025.cfg"},
        {"init a b", "`b` is one too many: the usage is `entente init [FILE]`"},
        {"run x --seed 1x", "--seed takes a whole number, as in --seed 100 or 20k, not `1x`"},
        {"run x --seed ''", "--seed takes a whole number, as in --seed 100 or 20k, not ``"},
        {"run x --worlds -1", "--worlds takes a whole number, as in --worlds 100 or 20k, not `-1`"},
        {"run x --seed 9007199254740993", "--seed 9007199254740993 is too large: at most 9007199254740991"},
        {"run x --draws 99999999999999999999", "--draws 99999999999999999999 is too large: at most 100000000"},
        {"run x --draws first:-3", "--draws takes a whole number, as in --draws 100 or 20k, not `-3`"},
        {"run x --worlds 0", "--worlds 0 is too small: at least 1"},
        {"run x --replications 0", "--replications 0 is too small: at least 1"},
        {"run x --worlds 3B", "--worlds 3B is too large: at most 2147483647"},
        {"run x --worlds 99999999999B", "--worlds 99999999999B is too large: at most 2147483647"},
        {"run x --out ''", "--out takes the name of a folder, as in --out results, not an empty word"},
        {"run x --threads 1025", "--threads 1025 is too large: at most 1024"},
        {"run x --worlds", "--worlds wants a value: --worlds N"},
        {"run x -o", "-o wants a value: -o DIR"},
        {"run x --quiet=1", "--quiet takes no value"},
        {"run x --format svq", "--format takes one of: svg png pdf; not `svq`; did you mean `svg`?"},
        {"run x --color sometimes", "--color takes one of: auto always never; not `sometimes`\n"},
        {"run x --shard 3", "--shard takes which share of how many, as in --shard 3/8, not `3`"},
        {"run x --shard a/8", "--shard takes which share of how many, as in --shard 3/8, not `a/8`"},
        {"run x --shard 3/", "--shard takes which share of how many, as in --shard 3/8, not `3/`"},
        {"run x --shard 3/8x", "--shard takes a whole number, as in --shard 100 or 20k, not `8x`"},
        {"run x --shard 3x/8", "--shard takes a whole number, as in --shard 100 or 20k, not `3x`"},
        {"run x --shard 3/2000000", "--shard 2000000 is too large: at most 1000000"},
        {"run x --shard 0/8", "--shard 0/8: shares are counted from 1 to the number of them"},
        {"run x --shard 9/8", "--shard 9/8: shares are counted from 1 to the number of them"},
        {"run x --shard 11111111111111111111111111111111111111/2", "--shard takes which share of how many"},
        {"compare a b --levels 20,50", "--levels takes chances with commas between them, from low to high, as in "},
        {"compare a b --levels 50%,20%", "as in --levels 20%,50%, not `50%,20%`"},
        {"compare a b --levels 20%,20%", "as in --levels 20%,50%, not `20%,20%`"},
        {"compare a b --levels 20%,", "as in --levels 20%,50%, not `20%,`"},
        {"compare a b --levels 0%", "as in --levels 20%,50%, not `0%`"},
        {"compare a b --levels 100%", "as in --levels 20%,50%, not `100%`"},
        {"help explian", "`explian` is no command; did you mean `entente explain`?"},
    };

    for (size_t i = 0; i < sizeof(refused) / sizeof(*refused); i++) {
        expect_line(refused[i][0], ENT_EXIT_USAGE, "", refused[i][1]);
    }
}

/* Help is given whatever else is wrong or missing behind the options read so far. */
static void test_help_first(void)
{
    ent_options options;

    CU_ASSERT_EQUAL(read_line(&options, "run --help"), ENT_EXIT_OK);
    CU_ASSERT_TRUE(options.help);
    ent_options_free(&options);
    CU_ASSERT_EQUAL(read_line(&options, "init a b c --version"), ENT_EXIT_OK);
    CU_ASSERT_TRUE(options.version);
    ent_options_free(&options);
}

/* With --json, wrong options are in the document; after -- it is an operand. */
static void test_json(void)
{
    expect_line(
        "run x --treads 2 --json", ENT_EXIT_USAGE, "\"text\":\t\"unknown option `--treads`; did you mean", "unknown");
    expect_line("init --json a b", ENT_EXIT_USAGE, "\"exit_status\":\t2", "one too many");
    expect_line("init a -- --json", ENT_EXIT_USAGE, "", "one too many");
}

int main(void)
{
    CU_TestInfo tests[] = {
        {"values", test_values},
        {"defaults", test_defaults},
        {"letters", test_letters},
        {"operands", test_operands},
        {"tables", test_tables},
        {"refused", test_refused},
        {"help first", test_help_first},
        {"json", test_json},
        CU_TEST_INFO_NULL,
    };

    return ent_run_suite("cli/options", tests);
}
