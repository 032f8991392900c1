/* The tables of talks, deals and truces. */
#include "tables/read_back.h"

#include <math.h>

/* Rounds in months 1.5 and 3. */
static void test_talks(void)
{
    fake f;
    ent_csv_writer writer = {0};
    ent_csv csv;

    fake_init(&f);
    ent_table_write(&ent_table_talks, ent_csv_sink(&writer), &f.figures);
    read_back(&writer, "variant,month,agreed,mc_low,mc_high", &csv);
    CU_ASSERT_EQUAL(csv.rows, 3);
    expect(&csv, 0, "month", "1");
    ESTIMATE(&csv, 0, "agreed", 0, 0, 100, 100);
    expect(&csv, 1, "month", "2");
    ESTIMATE(&csv, 1, "agreed", 20, 0, 100, 100);
    expect(&csv, 2, "month", "3");
    ESTIMATE(&csv, 2, "agreed", 60, 40, 100, 100);
    ent_csv_free(&csv);
    fake_free(&f);
}

/* How many months there are, and the round that each has reached. In doubles 25 * 0.28 is a rounding above 7, and
 * 7 / 0.28 one below 25. */
static void test_talks_calendar(void)
{
    static const struct {
        size_t rounds;
        double months_per_round;
        size_t months;
    } cases[] = {{12, 1.0, 12}, {10, 1.1, 11}, {30, 0.1, 3}, {3, 1.0 / 3.0, 1}, {1, 0.25, 1}, {2, 6.0, 12}, {5, 0.5, 3},
        {25, 0.28, 7}};
    fake f;

    fake_init(&f);
    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        ent_tally_layout layout = {.steps = cases[i].rounds, .horizon = 1};
        ent_tally tally = {0};
        ent_csv_writer writer = {0};
        ent_csv csv;
        ent_tally_layout_place(&layout);
        CU_ASSERT_EQUAL_FATAL(ent_tally_init(&tally, &layout, 2, 100), ENT_OK);
        for (uint64_t w = 0; w < 2; w++) {
            uint32_t count[64] = {0};
            count[layout.draws] = 100;
            for (size_t k = 0; k < cases[i].rounds; k++) {
                count[layout.agreed + k] = (uint32_t) k + 1; /* so that agreed is the number of rounds in percent */
            }
            ent_tally_world(&tally, w, count);
        }
        f.figures.tally = &tally;
        f.scenario.talks = (ent_talks){.rounds = cases[i].rounds, .months_per_round = cases[i].months_per_round};
        ent_table_write(&ent_table_talks, ent_csv_sink(&writer), &f.figures);
        read_back(&writer, "variant,month,agreed,mc_low,mc_high", &csv);
        CU_ASSERT_EQUAL(csv.rows, cases[i].months);
        for (size_t m = 1; m <= csv.rows; m++) {
            double rounds = floor((double) m / cases[i].months_per_round + 1e-6);
            rounds = fmin(rounds, (double) cases[i].rounds);
            CU_ASSERT_EQUAL(ent_csv_number(&csv, m - 1, 2), rounds / 100.0);
        }
        ent_csv_free(&csv);
        ent_tally_free(&tally);
    }
    fake_free(&f);
}

static void test_no_talks(void)
{
    fake f;
    ent_csv_writer writer = {0};
    ent_csv csv;

    fake_init(&f);
    f.scenario.parties = 0;
    f.tally.column[f.tally.layout.agreed] =
        (ent_moments){.k = 200, .n = 200, .kk = 20000, .kn = 20000, .nn = 20000, .worlds = 2};
    ent_table_write(&ent_table_talks, ent_csv_sink(&writer), &f.figures);
    read_back(&writer, "variant,month,agreed,mc_low,mc_high", &csv);
    CU_ASSERT_EQUAL(csv.rows, 1);
    expect(&csv, 0, "month", "0");
    expect(&csv, 0, "agreed", "1");
    expect(&csv, 0, "mc_high", "1");
    ent_csv_free(&csv);
    ent_table_write(&ent_table_demands, ent_csv_sink(&writer), &f.figures);
    CU_ASSERT_EQUAL(writer.sink.rows, 1);
    ent_csv_writer_free(&writer);
    ent_table_write(&ent_table_parties, ent_csv_sink(&writer), &f.figures);
    CU_ASSERT_EQUAL(writer.sink.rows, 1);
    ent_csv_writer_free(&writer);
    fake_free(&f);
}

static void test_demands(void)
{
    fake f;
    ent_csv_writer writer = {0};
    ent_csv csv;

    fake_init(&f);
    ent_table_write(&ent_table_demands, ent_csv_sink(&writer), &f.figures);
    read_back(&writer, "variant,demand,option,share,mc_low,mc_high,available,refused", &csv);
    CU_ASSERT_EQUAL(csv.rows, 5);
    expect(&csv, 1, "demand", "western_troops");
    expect(&csv, 1, "option", "un_only");
    ESTIMATE(&csv, 1, "share", 20, 0, 60, 40);
    expect(&csv, 1, "available", "0.15");
    expect(&csv, 1, "refused", "0.1");
    expect(&csv, 4, "demand", "border");
    expect(&csv, 4, "option", "open");
    ESTIMATE(&csv, 4, "share", 0, 30, 60, 40);
    expect(&csv, 4, "available", "0.75");
    expect(&csv, 4, "refused", "0.005");
    ent_csv_free(&csv);
    fake_free(&f);
}

static void test_parties(void)
{
    fake f;
    ent_csv_writer writer = {0};
    ent_csv csv;

    fake_init(&f);
    f.tally.utility_sum[1] = (ent_exact_sum){0}; /* no deal */
    f.tally.utility[1].count = 0;
    ent_table_write(&ent_table_parties, ent_csv_sink(&writer), &f.figures);
    read_back(&writer, "variant,party,threshold_mean,utility_mean,utility_p05,utility_p50,utility_p95", &csv);
    CU_ASSERT_EQUAL(csv.rows, 2);
    expect(&csv, 0, "party", "russia");
    expect(&csv, 0, "threshold_mean", "0.1");
    expect(&csv, 0, "utility_mean", "0.25");
    expect(&csv, 0, "utility_p95", "0.25");
    expect(&csv, 1, "threshold_mean", "0.5");
    expect(&csv, 1, "utility_mean", "");
    expect(&csv, 1, "utility_p50", "");
    ent_csv_free(&csv);
    fake_free(&f);
}

static void test_packages(void)
{
    static const char *const counts[] = {"50", "30", "20", "20"};
    static const char *const troops[] = {"met", "refused", "refused", "un_only"};
    static const char *const border[] = {"closed", "open", "closed", "open"};
    fake f;
    ent_csv_writer writer = {0};
    ent_csv csv;

    fake_init(&f);
    ent_table_write(&ent_table_packages, ent_csv_sink(&writer), &f.figures);
    read_back(&writer, "variant,rank,count,share,western_troops,border,utility_russia,utility_ukraine", &csv);
    CU_ASSERT_EQUAL_FATAL(csv.rows, 4);
    for (size_t i = 0; i < 4; i++) {
        CU_ASSERT_EQUAL(ent_csv_number(&csv, i, ent_csv_column(&csv, "rank")), (double) (i + 1));
        expect(&csv, i, "count", counts[i]);
        expect(&csv, i, "western_troops", troops[i]);
        expect(&csv, i, "border", border[i]);
    }
    expect(&csv, 0, "share", "0.5");
    expect(&csv, 0, "utility_russia", "0.6");
    expect(&csv, 0, "utility_ukraine", "0.9666666666666667");
    ent_csv_free(&csv);
    fake_free(&f);
}

/* At most 1000 of them, the most frequent ones. */
static void test_many_packages(void)
{
    enum { PACKAGES = 1500 };
    static const char *option[PACKAGES];
    ent_tally_layout layout = {.horizon = 1, .packages = PACKAGES, .parties = 2};
    fake f;
    ent_demand demand = {.label = {.id = "d"}, .option = option, .options = PACKAGES};
    ent_tally tally = {0};
    ent_csv_writer writer = {0};
    ent_csv csv;

    fake_init(&f);
    ent_tally_layout_place(&layout);
    CU_ASSERT_EQUAL_FATAL(ent_tally_init(&tally, &layout, 1, 1), ENT_OK);
    for (size_t i = 0; i < PACKAGES; i++) {
        option[i] = "o";
        tally.package_count[i] = i + 1;
    }
    f.scenario.demand = &demand;
    f.scenario.demands = 1;
    f.figures.tally = &tally;
    ent_table_write(&ent_table_packages, ent_csv_sink(&writer), &f.figures);
    read_back(&writer, "variant,rank,count,share,d,utility_russia,utility_ukraine", &csv);
    CU_ASSERT_EQUAL(csv.rows, 1000);
    expect(&csv, 0, "count", "1500");
    expect(&csv, 999, "count", "501");
    expect(&csv, 0, "share", ""); /* this tally saw no world, so no deal */
    ent_csv_free(&csv);
    ent_tally_free(&tally);
    fake_free(&f);
}

/* --- truce -------------------------------------------------------------------------------------------------------- */

static void test_truce(void)
{
    fake f;
    ent_csv_writer writer = {0};
    ent_csv csv;

    fake_init(&f);
    ent_table_write(&ent_table_truce, ent_csv_sink(&writer), &f.figures);
    read_back(&writer,
        "variant,month,at_risk,survival,mc_low,mc_high,world_p05,world_p95,cause_offensive,cause_incident", &csv);
    CU_ASSERT_EQUAL_FATAL(csv.rows, 3);
    expect(&csv, 0, "month", "1");
    expect(&csv, 0, "at_risk", "100");
    ESTIMATE(&csv, 0, "survival", 50, 40, 60, 40);
    expect(&csv, 0, "cause_offensive", "0.08");
    expect(&csv, 0, "cause_incident", "0.02");
    expect(&csv, 1, "at_risk", "90");
    ESTIMATE(&csv, 1, "survival", 40, 20, 60, 40);
    expect(&csv, 2, "at_risk", "60");
    ESTIMATE(&csv, 2, "survival", 30, 10, 60, 40);
    expect(&csv, 2, "cause_offensive", "0.2");
    expect(&csv, 2, "cause_incident", "0.4"); /* with survival 0.4 they add up to 1 */
    ent_csv_free(&csv);
    fake_free(&f);
}

static void test_truce_without_deals(void)
{
    ent_tally_layout layout = fake_layout();
    fake f;
    ent_tally tally = {0};
    ent_csv_writer writer = {0};
    ent_csv csv;
    uint32_t count[64] = {0};

    fake_init(&f);
    count[layout.draws] = 100;
    CU_ASSERT_EQUAL_FATAL(ent_tally_init(&tally, &layout, 2, 100), ENT_OK);
    ent_tally_world(&tally, 0, count);
    ent_tally_world(&tally, 1, count);
    f.figures.tally = &tally;
    ent_table_write(&ent_table_truce, ent_csv_sink(&writer), &f.figures);
    read_back(&writer,
        "variant,month,at_risk,survival,mc_low,mc_high,world_p05,world_p95,cause_offensive,cause_incident", &csv);
    expect(&csv, 2, "at_risk", "0");
    expect(&csv, 2, "survival", "");
    expect(&csv, 2, "mc_low", "");
    expect(&csv, 2, "cause_offensive", "");
    ent_csv_free(&csv);
    ent_tally_free(&tally);
    fake_free(&f);
}

int main(void)
{
    CU_TestInfo tests[] = {{"talks", test_talks}, {"talks: calendar", test_talks_calendar}, {"no talks", test_no_talks},
        {"demands", test_demands}, {"parties", test_parties}, {"packages", test_packages},
        {"many packages", test_many_packages}, {"truce", test_truce}, {"truce without deals", test_truce_without_deals},
        CU_TEST_INFO_NULL};

    return ent_run_suite("deal tables", tests);
}
