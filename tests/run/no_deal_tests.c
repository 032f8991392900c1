/* Why draws have no deal: the shares of the tally against closed forms (4.5 standard errors, false alarm 7e-6 each,
 * fixed seeds), the same counts for any number of threads and with split worlds, and of kept draws alone. Who stands
 * alone in single draws: tests/simulate/talks_tests.c. */
#include "run/experiment_text.h"

/* Two packages, thresholds uniform on (0, 1). a: 0.8 for p and 0.3 for q; b: 0.2 and 0.9. */
#define TALKS                                                                                                          \
    "parties: { p: { threshold = \"uniform(0, 1)\"; }; q: { threshold = \"uniform(0, 1)\"; }; };"                      \
    "demands: { d: { options = (\"a\", \"b\"); q: { weight = 1; scores = (0.3, 0.9); };"
#define SCORES "p: { weight = 1; scores = (0.8, 0.2); }; }; };"
static const double deal = 0.8 * 0.3 + 0.2 * 0.9 - 0.2 * 0.3;

static void expect(const ent_tally *tally, size_t column, double exact)
{
    ent_estimate share = ent_tally_interval(tally, column);
    double error = share.n > 0 ? sqrt(exact * (1.0 - exact) / (double) share.n) : 1.0;

    if (!(fabs(share.p - exact) <= ENT_TEST_SIGMAS * error + 1e-12)) {
        fprintf(stderr, "column %zu: %.5f, exactly %.5f\n", column, share.p, exact);
        CU_FAIL("a share is off");
    }
}

static void expect_reasons(const ent_tally *tally, const double exact[ENT_NO_DEAL_REASONS])
{
    double sum = 0.0;
    uint64_t deals = ent_tally_total(tally, tally->layout.deals);
    ent_estimate share = ent_tally_interval(tally, tally->layout.reason);

    CU_ASSERT_EQUAL(share.n, tally->draws - deals);
    for (size_t r = 0; r < ENT_NO_DEAL_REASONS; r++) {
        sum += exact[r];
    }
    for (size_t r = 0; r < ENT_NO_DEAL_REASONS; r++) {
        expect(tally, tally->layout.reason + r, exact[r] / sum);
    }
}

/* Who stands alone among draws in which terms are left but no deal is made. */
static void expect_blockers(const ent_tally *tally)
{
    const ent_tally_layout *layout = &tally->layout;
    const double none = 1.0 - deal;

    expect(tally, layout->alone, (0.9 - deal) / none);
    expect(tally, layout->alone + 1, (0.8 - deal) / none);
    expect(tally, layout->only, 0.9 * 0.2 / none);
    expect(tally, layout->only + 1, 0.8 * 0.1 / none);
    expect(tally, layout->several, (0.8 * 0.9 - deal) / none);
    expect(tally, layout->no_single, 0.1 * 0.2 / none);
}

/* A stage of 50% a month and two rounds; one uniform refuses both options; a yes in half of the signatures. */
static void reasons(void)
{
    static const char text[] = "run: { worlds = 2000; replications = 50; seed = 4; };"
                               "talks: { rounds = 2; stages: { s = 0.5; }; };" TALKS
                               "p: { weight = 1; scores = (0.8, 0.2); refuses = (0.4, 0.4); }; }; };"
                               "ratification: { r: { chance = 0.5; }; };";
    const double exact[ENT_NO_DEAL_REASONS] = {[ENT_NO_DEAL_STAGES] = 0.25,
        [ENT_NO_DEAL_NOTHING_OPEN] = 0.75 * 0.4,
        [ENT_NO_DEAL_NOT_ACCEPTED] = 0.75 * 0.6 * (1.0 - deal),
        [ENT_NO_DEAL_NOT_RATIFIED] = 0.75 * 0.6 * deal * 0.5};
    experiment_text run;

    if (experiment_text_open(&run, text, NULL)) {
        experiment_text_run(&run, 2);
        expect_reasons(&run.tally, exact);
        expect_blockers(&run.tally);
    }
    experiment_text_close(&run);
}

/* The talks end in the month of a collapse; terms that no party accepts, or a deal that waits beyond the horizon. */
static void truce_in_force(void)
{
    static const char never[] =
        "run: { worlds = 1000; replications = 40; seed = 5; horizon = 12; };"
        "talks: { rounds = 6; }; truce: { in_force = true; causes: { c: { hazard = 0.1; }; }; };"
        "parties: { p: { threshold = 0.9; }; };"
        "demands: { d: { options = (\"a\", \"b\"); p: { weight = 1; scores = (0.8, 0.2); }; }; };";
    static const char late[] =
        "run: { worlds = 1000; replications = 40; seed = 6; horizon = 12; };"
        "talks: { rounds = 6; }; truce: { in_force = true; causes: { c: { hazard = 0.1; }; }; };"
        "parties: { p: { threshold = 0.5; }; };"
        "demands: { d: { options = (\"a\", \"b\"); p: { weight = 1; scores = (0.8, 0.2); }; }; };"
        "ratification: { r: { chance = 0.5; takes = 30; }; };";
    const double ends[ENT_NO_DEAL_REASONS] = {
        [ENT_NO_DEAL_NOT_ACCEPTED] = exp(-0.6), [ENT_NO_DEAL_COLLAPSE] = 1.0 - exp(-0.6)};
    const double waits[ENT_NO_DEAL_REASONS] = {[ENT_NO_DEAL_TOO_LATE] = 0.5 * exp(-1.2),
        [ENT_NO_DEAL_NOT_RATIFIED] = 0.5 * exp(-1.2),
        [ENT_NO_DEAL_COLLAPSE] = 1.0 - exp(-1.2)};
    experiment_text run;

    if (experiment_text_open(&run, never, NULL)) {
        experiment_text_run(&run, 2);
        expect_reasons(&run.tally, ends);
        expect(&run.tally, run.tally.layout.only, 1.0); /* the only party with a veto */
    }
    experiment_text_close(&run);
    if (experiment_text_open(&run, late, NULL)) {
        experiment_text_run(&run, 2);
        expect_reasons(&run.tally, waits);
    }
    experiment_text_close(&run);
}

/* The answers "no" end the talks in month 3; a collapse after it changes nothing, one before ends the talks first. */
static void refused_before_collapse(void)
{
    static const char text[] =
        "run: { worlds = 1000; replications = 40; seed = 7; horizon = 24; };"
        "talks: { rounds = 1; }; truce: { in_force = true; causes: { c: { hazard = 0.1; }; }; };"
        "parties: { p: { threshold = 0.5; }; };"
        "demands: { d: { options = (\"a\", \"b\"); p: { weight = 1; scores = (0.8, 0.2); }; }; };"
        "ratification: { r: { chance = 0; takes = 2; }; };";
    const double exact[ENT_NO_DEAL_REASONS] = {
        [ENT_NO_DEAL_NOT_RATIFIED] = exp(-0.3), [ENT_NO_DEAL_COLLAPSE] = 1.0 - exp(-0.3)};
    experiment_text run;

    if (experiment_text_open(&run, text, NULL)) {
        experiment_text_run(&run, 2);
        expect_reasons(&run.tally, exact);
    }
    experiment_text_close(&run);
}

/* Answers that a collapse comes before are not asked for: of the signatures of month 1, those before month 3. */
static void answers_before_collapse(void)
{
    static const char text[] =
        "run: { worlds = 1000; replications = 40; seed = 10; horizon = 24; };"
        "talks: { rounds = 1; }; truce: { in_force = true; causes: { c: { hazard = 0.1; }; }; };"
        "parties: { p: { threshold = 0.5; }; };"
        "demands: { d: { options = (\"a\", \"b\"); p: { weight = 1; scores = (0.8, 0.2); }; }; };"
        "ratification: { r: { chance = 0.7; takes = 2; }; };";
    experiment_text run;

    if (experiment_text_open(&run, text, NULL)) {
        experiment_text_run(&run, 2);
        expect(&run.tally, run.tally.layout.asked, exp(-0.2));
        expect(&run.tally, run.tally.layout.yes, 0.7);
        CU_ASSERT_EQUAL(run.tally.answer_months[0], 2 * ent_tally_total(&run.tally, run.tally.layout.asked));
    }
    experiment_text_close(&run);
}

/* Of kept draws: those in which p asks for more than 0.5. */
static void kept_draws(void)
{
    static const char text[] = "run: { worlds = 1000; replications = 80; seed = 8; };"
                               "talks: { rounds = 1; }; given = \"p.threshold > 0.5\";" TALKS SCORES;
    experiment_text run;

    if (experiment_text_open(&run, text, NULL)) {
        const double kept = (0.8 - 0.5) / 0.5 * 0.3; /* P(deal given T_p > 0.5): package a */
        experiment_text_run(&run, 2);
        expect(&run.tally, run.tally.layout.alone, (0.9 - kept) / (1.0 - kept));
        expect(&run.tally, run.tally.layout.only, 0.9 * 0.4 / (1.0 - kept));
        expect(&run.tally, run.tally.layout.only + 1, 0.6 * 0.1 / (1.0 - kept));
    }
    experiment_text_close(&run);
}

/* Worlds of one chunk each and of several. */
static void any_threads(void)
{
    static const char *const sizes[] = {"worlds = 500; replications = 20;", "worlds = 3; replications = 60000;"};

    for (size_t i = 0; i < 2; i++) {
        char text[2000];
        experiment_text one, seven;
        snprintf(text, sizeof(text), "run: { %s seed = 9; }; talks: { rounds = 2; stages: { s = 0.5; }; };%s", sizes[i],
            TALKS SCORES);
        if (experiment_text_open(&one, text, "narrowest") && experiment_text_open(&seven, text, NULL)) {
            experiment_text_run(&one, 1);
            experiment_text_run(&seven, 7);
            CU_ASSERT(same_tallies(&one.tally, &seven.tally));
        }
        experiment_text_close(&one);
        experiment_text_close(&seven);
    }
}

/* Without talks and ratification there is nothing to count. */
static void always_a_deal(void)
{
    static const char text[] = "run: { worlds = 10; replications = 10; seed = 1; };"
                               "truce: { causes: { c: { hazard = 0.1; }; }; };";
    experiment_text run;

    if (experiment_text_open(&run, text, NULL)) {
        experiment_text_run(&run, 1);
        CU_ASSERT_EQUAL(run.tally.layout.no_deals, run.tally.layout.numbers);
    }
    experiment_text_close(&run);
}

int main(void)
{
    CU_TestInfo tests[] = {{"reasons", reasons}, {"truce in force", truce_in_force},
        {"refused before a collapse", refused_before_collapse}, {"answers before a collapse", answers_before_collapse},
        {"kept draws", kept_draws}, {"any threads", any_threads}, {"always a deal", always_a_deal}, CU_TEST_INFO_NULL};

    return ent_run_suite("no deal", tests);
}
