#include "tables/read_back.h"

#include "tables/checks.h"

#include <math.h>

/* --- outcomes of the draws ---------------------------------------------------------------------------------------- */

static void test_outcomes(void)
{
    fake f;
    ent_csv_writer writer = {0};
    ent_csv csv;

    fake_init(&f);
    ent_table_write(&ent_table_outcomes, ent_csv_sink(&writer), &f.figures);
    f.figures.variant = "air_cover";
    ent_table_write(&ent_table_outcomes, ent_csv_sink(&writer), &f.figures);
    read_back(
        &writer, "variant,outcome,name,draws,count,probability,mc_low,mc_high,world_p05,world_p50,world_p95", &csv);
    CU_ASSERT_EQUAL(csv.rows, 6);
    expect(&csv, 0, "variant", "base");
    expect(&csv, 0, "outcome", "no_deal");
    expect(&csv, 0, "draws", "200");
    expect(&csv, 0, "count", "100");
    expect(&csv, 0, "probability", "0.5");
    expect(&csv, 1, "name", "Holds, \"for now\"");
    ESTIMATE(&csv, 1, "probability", 55, 40, 100, 100);
    expect(&csv, 2, "outcome", "unclassified");
    expect(&csv, 2, "count", "5");
    ESTIMATE(&csv, 2, "probability", 5, 0, 100, 100);
    expect(&csv, 3, "variant", "air_cover");
    ent_csv_free(&csv);
    fake_set(&f.tally, f.tally.layout.outcome + 2, 0, 0);
    ent_table_write(&ent_table_outcomes, ent_csv_sink(&writer), &f.figures);
    CU_ASSERT_EQUAL(writer.sink.rows, 3); /* no row for an outcome that never happened */
    ent_csv_writer_free(&writer);
    fake_free(&f);
}

static void test_headline(void)
{
    fake f;
    fake other;
    ent_csv_writer writer = {0};
    ent_csv csv;
    ent_difference d;
    const uint32_t k_v[] = {40, 32};
    const uint32_t k_b[] = {20, 30};
    const uint32_t n[] = {60, 40};

    fake_init(&f);
    fake_init(&other);
    fake_set(&other.tally, other.tally.layout.headline, 0, 40);
    fake_set(&other.tally, other.tally.layout.headline, 1, 32);
    other.figures.variant = "air_cover";
    other.figures.base = &f.tally;
    ent_table_write(&ent_table_headline, ent_csv_sink(&writer), &f.figures);
    ent_table_write(&ent_table_headline, ent_csv_sink(&writer), &other.figures);
    other.figures.base = NULL;
    ent_table_write(&ent_table_headline, ent_csv_sink(&writer), &other.figures);
    read_back(&writer,
        "variant,expression,probability,mc_low,mc_high,world_p05,world_p50,world_p95,difference,difference_low,"
        "difference_high,better,draws,worlds",
        &csv);
    expect(&csv, 0, "expression", "truce.held given agreed");
    ESTIMATE(&csv, 0, "probability", 20, 30, 60, 40);
    expect(&csv, 0, "difference", "0");
    expect(&csv, 0, "better", "0.5");
    expect(&csv, 0, "draws", "100");
    expect(&csv, 0, "worlds", "2");
    expect(&csv, 0, "difference_high", "0");
    ESTIMATE(&csv, 1, "probability", 40, 32, 60, 40);
    d = ent_paired_difference(
        ent_counts_of(k_v, 1), ent_counts_of(n, 1), ent_counts_of(k_b, 1), ent_counts_of(n, 1), 2);
    CU_ASSERT_DOUBLE_EQUAL(d.value, 0.22, 1e-15);
    CU_ASSERT_EQUAL(ent_csv_number(&csv, 1, ent_csv_column(&csv, "difference")), d.value);
    CU_ASSERT_EQUAL(ent_csv_number(&csv, 1, ent_csv_column(&csv, "difference_low")), d.low);
    CU_ASSERT_EQUAL(ent_csv_number(&csv, 1, ent_csv_column(&csv, "difference_high")), d.high);
    expect(&csv, 1, "better", "1");
    expect(&csv, 2, "difference", "");
    expect(&csv, 2, "better", "");
    ent_csv_free(&csv);
    fake_free(&f);
    fake_free(&other);
}

/* Two worlds give no range. */
static void test_differences(void)
{
    fake f;
    fake other;
    ent_csv_writer writer = {0};
    ent_csv csv;

    fake_init(&f);
    fake_init(&other);
    fake_set(&other.tally, other.tally.layout.headline, 0, 40);
    fake_set(&other.tally, other.tally.layout.headline, 1, 32);
    other.figures.variant = "air_cover";
    other.figures.base = &f.tally;
    ent_table_write(&ent_table_differences, ent_csv_sink(&writer), &f.figures);
    ent_table_write(&ent_table_differences, ent_csv_sink(&writer), &other.figures);
    other.figures.base = NULL;
    ent_table_write(&ent_table_differences, ent_csv_sink(&writer), &other.figures);
    read_back(&writer, "variant,expression,difference,world_p05,world_p50,world_p95,better", &csv);
    CU_ASSERT_EQUAL(csv.rows, 3);
    expect(&csv, 0, "variant", "base");
    expect(&csv, 0, "world_p50", "");
    expect(&csv, 1, "variant", "air_cover");
    expect(&csv, 1, "expression", "truce.held given agreed");
    CU_ASSERT_DOUBLE_EQUAL(ent_csv_number(&csv, 1, ent_csv_column(&csv, "difference")), 0.22, 1e-15);
    expect(&csv, 1, "world_p05", "");
    expect(&csv, 1, "better", "1");
    expect(&csv, 2, "difference", "");
    expect(&csv, 2, "better", "");
    ent_csv_free(&csv);
    fake_free(&f);
    fake_free(&other);
}

/* A condition that one world carries: its probability, and nothing else. */
static void test_headline_of_one_world(void)
{
    fake f;
    ent_csv_writer writer = {0};
    ent_csv csv = {.columns = 0};

    fake_init(&f);
    f.tally.layout.unknowns = true;
    fake_set(&f.tally, f.tally.layout.headline, 1, 0);
    fake_set(&f.tally, f.tally.layout.headline + 1, 1, 0);
    ent_table_write(&ent_table_headline, ent_csv_sink(&writer), &f.figures);
    CU_ASSERT_TRUE_FATAL(ent_csv_parse(&csv, writer.bytes, writer.length) == ENT_OK);
    expect(&csv, 0, "probability", "0.3333333333333333");
    expect(&csv, 0, "mc_low", "");
    expect(&csv, 0, "mc_high", "");
    expect(&csv, 0, "world_p50", "");
    expect(&csv, 0, "difference", "");
    expect(&csv, 0, "difference_high", "");
    expect(&csv, 0, "better", "");
    expect(&csv, 0, "draws", "60");
    expect(&csv, 0, "worlds", "1");
    ent_csv_free(&csv);
    ent_csv_writer_free(&writer);
    fake_free(&f);
}

/* outcomes.csv and truce.csv have a range where it was measured: 40 worlds of two kinds. */
static void test_ranges(void)
{
    ent_tally_layout layout = fake_layout();
    fake f;
    ent_tally tally = {0};
    ent_csv_writer outcomes = {0}, truce = {0};
    ent_csv csv = {.columns = 0};

    fake_init(&f);
    layout.unknowns = true;
    CU_ASSERT_EQUAL_FATAL(ent_tally_init(&tally, &layout, 40, 1000), ENT_OK);
    for (uint64_t w = 0; w < 40; w++) {
        uint32_t count[64] = {0};
        count[layout.draws] = 1000;
        count[layout.outcome] = w % 2 == 0 ? 200 : 600;
        count[layout.outcome + 1] = 1000 - count[layout.outcome];
        count[layout.deals] = 500;
        count[layout.survived] = 500;
        count[layout.survived + 1] = w % 2 == 0 ? 100 : 300;
        ent_tally_world(&tally, w, count);
    }
    f.figures.tally = &tally;
    ent_table_write(&ent_table_outcomes, ent_csv_sink(&outcomes), &f.figures);
    ent_table_write(&ent_table_truce, ent_csv_sink(&truce), &f.figures);
    CU_ASSERT_TRUE_FATAL(ent_csv_parse(&csv, outcomes.bytes, outcomes.length) == ENT_OK);
    CU_ASSERT_DOUBLE_EQUAL(ent_csv_number(&csv, 0, ent_csv_column(&csv, "world_p05")), 0.2, 0.02);
    CU_ASSERT_DOUBLE_EQUAL(ent_csv_number(&csv, 0, ent_csv_column(&csv, "world_p95")), 0.6, 0.02);
    ent_csv_free(&csv);
    CU_ASSERT_TRUE_FATAL(ent_csv_parse(&csv, truce.bytes, truce.length) == ENT_OK);
    expect(&csv, 0, "world_p05", ""); /* no truce ends in month 1: nothing distinguishes worlds */
    CU_ASSERT_DOUBLE_EQUAL(ent_csv_number(&csv, 1, ent_csv_column(&csv, "world_p05")), 0.2, 0.03);
    CU_ASSERT_DOUBLE_EQUAL(ent_csv_number(&csv, 1, ent_csv_column(&csv, "world_p95")), 0.6, 0.03);
    ent_csv_free(&csv);
    ent_csv_writer_free(&outcomes);
    ent_csv_writer_free(&truce);
    ent_tally_free(&tally);
    fake_free(&f);
}

/* Numbers of worlds 1, 2, 4, ... and all: here of 7. */
static void test_convergence(void)
{
    static const char *const worlds[] = {"1", "2", "4", "7"};
    ent_tally_layout layout = fake_layout();
    fake f;
    ent_tally tally = {0};
    ent_csv_writer writer = {0};
    ent_csv csv;

    fake_init(&f);
    CU_ASSERT_EQUAL_FATAL(ent_tally_init(&tally, &layout, 7, 10), ENT_OK);
    for (uint64_t w = 0; w < 7; w++) {
        uint32_t count[64] = {0};
        count[layout.draws] = 10;
        count[layout.headline] = (uint32_t) (w % 2 + 1);
        count[layout.headline + 1] = 10;
        ent_tally_world(&tally, w, count);
    }
    f.figures.tally = &tally;
    ent_table_write(&ent_table_convergence, ent_csv_sink(&writer), &f.figures);
    read_back(&writer, "variant,worlds,draws,probability,mc_low,mc_high", &csv);
    CU_ASSERT_EQUAL(csv.rows, 4);
    for (size_t i = 0; i < 4; i++) {
        expect(&csv, i, "worlds", worlds[i]);
    }
    expect(&csv, 0, "probability", "0.1");
    expect(&csv, 0, "mc_low", "");
    expect(&csv, 1, "draws", "20");
    ESTIMATE(&csv, 1, "probability", 1, 2, 10, 10);
    expect(&csv, 3, "draws", "70");
    CU_ASSERT_EQUAL(ent_csv_number(&csv, 3, 3), 10.0 / 70.0);
    ent_csv_free(&csv);
    ent_tally_free(&tally);
    fake_free(&f);
}

/* With two worlds intervals are wide, so nothing can be decided. */
static void test_checks(void)
{
    fake f;
    ent_csv_writer writer = {0};
    ent_csv csv;

    fake_init(&f);
    CU_ASSERT_EQUAL(ent_checks_failed(&f.figures), 0);
    CU_ASSERT_EQUAL(ent_checks_count(&f.figures, ENT_CHECK_UNDECIDED), 3);
    CU_ASSERT_EQUAL(ent_table_write(&ent_table_checks, ent_csv_sink(&writer), &f.figures), ENT_OK);
    f.figures.variant = "air_cover";
    CU_ASSERT_EQUAL(ent_checks_count(&f.figures, ENT_CHECK_UNDECIDED), 1);
    CU_ASSERT_EQUAL(ent_table_write(&ent_table_checks, ent_csv_sink(&writer), &f.figures), ENT_OK);
    f.figures.variant = "another";
    CU_ASSERT_EQUAL(ent_checks_count(&f.figures, ENT_CHECK_UNDECIDED), 0);
    CU_ASSERT_EQUAL(ent_table_write(&ent_table_checks, ent_csv_sink(&writer), &f.figures), ENT_OK);
    read_back(&writer, "variant,check,value,mc_low,mc_high,holds", &csv);
    CU_ASSERT_EQUAL(csv.rows, 4);
    expect(&csv, 0, "check", "P(truce.held) > 0.2");
    ESTIMATE(&csv, 0, "value", 20, 30, 100, 100);
    expect(&csv, 0, "holds", "");
    expect(&csv, 1, "check", "P(agreed) >= 0.6");
    expect(&csv, 1, "value", "0.5");
    expect(&csv, 1, "holds", "");
    expect(&csv, 2, "value", ""); /* its condition never held */
    expect(&csv, 2, "holds", "");
    expect(&csv, 3, "variant", "air_cover");
    expect(&csv, 3, "value", "0.25");
    expect(&csv, 3, "holds", "");
    ent_csv_free(&csv);
    fake_free(&f);
}

/* Every operator with its limit below, at the ends of, in and above the interval. */
static void test_check_operators(void)
{
    enum { NO = ENT_CHECK_FALSE, YES = ENT_CHECK_TRUE, OPEN = ENT_CHECK_UNDECIDED };
    static const struct {
        ent_ast_kind op;
        int below, low, inside, high, above;
    } cases[] = {{ENT_AST_EQ, NO, OPEN, OPEN, OPEN, NO}, {ENT_AST_NE, YES, OPEN, OPEN, OPEN, YES},
        {ENT_AST_LT, NO, NO, OPEN, OPEN, YES}, {ENT_AST_LE, NO, OPEN, OPEN, YES, YES},
        {ENT_AST_GT, YES, OPEN, OPEN, NO, NO}, {ENT_AST_GE, YES, YES, OPEN, OPEN, NO}};
    fake f;
    ent_check_line line = {.text = "c"};
    ent_estimate e;

    fake_init(&f);
    e = ent_tally_interval(&f.tally, f.tally.layout.check);
    f.scenario.check = &line;
    f.scenario.checks = 1;
    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        const int expected[] = {cases[i].below, cases[i].low, cases[i].inside, cases[i].high, cases[i].above};
        const double limit[] = {0.5 * e.low, e.low, e.p, e.high, 0.5 * (1.0 + e.high)};
        for (size_t b = 0; b < 5; b++) {
            ent_arena arena = {0};
            ent_check_outcome *check;
            size_t count;
            line.check = (ent_check){.op = cases[i].op, .bound = limit[b]};
            CU_ASSERT_EQUAL_FATAL(ent_checks_of(&f.figures, &arena, &check, &count), ENT_OK);
            CU_ASSERT_EQUAL_FATAL(count, 1);
            CU_ASSERT_EQUAL((int) check->result, expected[b]);
            CU_ASSERT_STRING_EQUAL(check->text, "c");
            CU_ASSERT_STRING_EQUAL(check->variant, "base");
            CU_ASSERT_EQUAL(ent_checks_failed(&f.figures), expected[b] == NO ? 1 : 0);
            ent_arena_free(&arena);
        }
    }
    fake_free(&f);
}

/* The difference of two probabilities in the mean of two worlds, 25% - 50%, between checks of one: each check takes the
 * counts after those of the checks before it. */
static void test_check_of_two(void)
{
    static ent_ast event;
    fake f;
    ent_check_line line[] = {{.text = "one", .check = {.op = ENT_AST_GT, .bound = 0.1}},
        {.text = "two", .first = 1, .check = {.op = ENT_AST_LT, .other = {.event = &event}}},
        {.text = "never", .first = 3, .check = {.op = ENT_AST_GT, .bound = 0.1}}};
    const ent_tally_layout *at = &f.tally.layout;
    ent_arena arena = {0};
    ent_check_outcome *check;
    ent_difference d;
    size_t count;

    fake_init(&f);
    d = ent_paired_difference(ent_tally_counts(&f.tally, at->check + 2), ent_tally_counts(&f.tally, at->check + 3),
        ent_tally_counts(&f.tally, at->check + 4), ent_tally_counts(&f.tally, at->check + 5), FAKE_WORLDS);
    f.scenario.check = line;
    f.scenario.checks = 3;
    CU_ASSERT_EQUAL_FATAL(ent_checks_of(&f.figures, &arena, &check, &count), ENT_OK);
    CU_ASSERT_EQUAL_FATAL(count, 3);
    CU_ASSERT_FALSE(check[0].has_two);
    CU_ASSERT_EQUAL(check[0].estimate.p, 0.25);
    CU_ASSERT_TRUE(check[1].has_two);
    CU_ASSERT_EQUAL(check[1].estimate.p, -0.25);
    CU_ASSERT_TRUE(check[1].estimate.has_interval);
    CU_ASSERT_EQUAL(check[1].estimate.low, d.low);
    CU_ASSERT_EQUAL(check[1].estimate.high, d.high);
    CU_ASSERT_FALSE(check[2].estimate.has_p);
    ent_arena_free(&arena);
    fake_free(&f);
}

/* --- force and talks ---------------------------------------------------------------------------------------------- */

static void test_contributors(void)
{
    fake f;
    ent_csv_writer writer = {0};
    ent_csv csv;

    fake_init(&f);
    ent_table_write(&ent_table_contributors, ent_csv_sink(&writer), &f.figures);
    read_back(&writer,
        "variant,contributor,name,joins,mc_low,mc_high,troops_mean,troops_p05,troops_p50,troops_p95,pivotal,shapley",
        &csv);
    CU_ASSERT_EQUAL(csv.rows, 2);
    expect(&csv, 0, "contributor", "france");
    expect(&csv, 0, "name", "France");
    ESTIMATE(&csv, 0, "joins", 80, 60, 100, 100);
    expect(&csv, 0, "troops_mean", "6000");
    expect(&csv, 0, "troops_p05", "5000");
    expect(&csv, 0, "troops_p50", "5000");
    expect(&csv, 0, "troops_p95", "7000");
    expect(&csv, 0, "pivotal", "0.25");
    expect(&csv, 0, "shapley", "0.2");
    expect(&csv, 1, "joins", "0.1");
    expect(&csv, 1, "troops_mean", ""); /* nothing was added up */
    expect(&csv, 1, "troops_p95", "");
    expect(&csv, 1, "pivotal", "0");
    ent_csv_free(&csv);
    fake_free(&f);
}

static void test_force(void)
{
    fake f;
    ent_csv_writer writer = {0};
    ent_csv csv;

    fake_init(&f);
    ent_table_write(&ent_table_force, ent_csv_sink(&writer), &f.figures);
    read_back(&writer, "variant,quantity,troops,exceedance,mc_low,mc_high", &csv);
    CU_ASSERT_EQUAL(csv.rows, 6);
    expect(&csv, 0, "quantity", "offered");
    expect(&csv, 0, "troops", "10000");
    ESTIMATE(&csv, 0, "exceedance", 90, 80, 100, 100);
    expect(&csv, 1, "troops", "25000.5");
    ESTIMATE(&csv, 1, "exceedance", 10, 20, 100, 100);
    expect(&csv, 3, "quantity", "committed");
    ESTIMATE(&csv, 3, "exceedance", 0, 0, 100, 100);
    expect(&csv, 5, "quantity", "required");
    ESTIMATE(&csv, 5, "exceedance", 50, 70, 100, 100);
    ent_csv_free(&csv);
    fake_free(&f);
}

int main(void)
{
    CU_TestInfo tests[] = {{"outcomes", test_outcomes}, {"headline", test_headline}, {"differences", test_differences},
        {"headline of one world", test_headline_of_one_world}, {"ranges", test_ranges},
        {"convergence", test_convergence}, {"checks", test_checks}, {"check operators", test_check_operators},
        {"contributors", test_contributors}, {"force", test_force}, {"check of two probabilities", test_check_of_two},
        CU_TEST_INFO_NULL};

    return ent_run_suite("tables", tests);
}
