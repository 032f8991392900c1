/* Why there is no deal, in the section of what moves the headline: the sentences from no_deal.csv. */
#include "report_folder.h"

#define HEAD "variant,kind,name,count,share,mc_low,mc_high\n"
#define OUTCOMES                                                                                                       \
    "variant,outcome,name,draws,count,probability,mc_low,mc_high,world_p05,world_p50,world_p95\n"                      \
    "base,a,A,1000,1000,1,0.99,1,,,\n"

/* The section of a folder with these rows. */
static void expect(const char *rows, const char *first, const char *second)
{
    folder self;
    char text[2000];

    folder_open(&self);
    fill(&self);
    put(&self, "outcomes.csv", OUTCOMES);
    snprintf(text, sizeof(text), HEAD "%s", rows);
    put(&self, "no_deal.csv", text);
    has(write_page(&self), "<h3>Why there is no deal</h3>");
    has(self.text, first);
    if (second != NULL) {
        has(self.text, second);
    }
    folder_close(&self);
}

#define REASONS(stages, open, accepted)                                                                                \
    "base,reason,stages," stages "\nbase,reason,nothing_open," open "\nbase,reason,not_accepted," accepted             \
    "\nbase,reason,not_ratified,0,0,0,0.01\nbase,reason,collapse,0,0,0,0.01\nbase,reason,too_late,0,0,0,0.01\n"

static void test_two(void)
{
    expect(REASONS("310,0.57,0.5,0.6", "2,0.004,0,0.01",
               "230,0.42,0.4,0.44") "base,alone,p,200,0.87,0.8,0.9\nbase,alone,q,190,0.83,0.8,0.9\nbase,only,p,30,0.13,"
                                    "0.1,0.2\n"
                                    "base,only,q,20,0.09,0,0.1\nbase,several,,170,0.74,0.7,0.8\nbase,none,,10,0.04,0,0."
                                    "1\n",
        "<p>In 54 of 100 futures there is no deal. In 31 the talks never reach a round in which a deal could be "
        "signed; "
        "in 23 there are terms left, but none that P and Q would both sign; in fewer than 1 nothing is left to agree "
        "on: "
        "every package has an option that is not available or that a party refuses.</p>",
        "<p>Where terms are left, P alone stands in the way in 13 of 100, Q alone in 9; in 74 either of the two could "
        "make the deal by accepting less; in 4 more than one would have to accept less.</p>");
}

static void test_one_veto(void)
{
    expect(REASONS("0,0,0,0.01", "0,0,0,0.01", "1000,1,0.99,1") "base,alone,p,1000,1,0.99,1\nbase,only,p,1000,1,0.99,"
                                                                "1\nbase,several,,0,0,0,0.01\nbase,none,,0,0,0,0.01\n",
        "<p>In all 1,000 futures there is no deal. In more than 99 there are terms left, but none that P would "
        "sign.</p>",
        "<p>Where terms are left, P alone stands in the way.</p>");
}

/* Half a future of 100 is fewer than one, and not none. */
static void test_half(void)
{
    expect(REASONS("0,0,0,0.01", "5,0.01,0,0.1", "230,0.99,0.9,1") "base,several,,0,0,0,0.01\nbase,none,,0,0,0,0.01\n",
        "in fewer than 1 nothing is left to agree on", NULL);
    expect(REASONS("0,0,0,0.01", "6,0.01,0,0.1", "994,0.99,0.9,1") "base,several,,0,0,0,0.01\nbase,none,,0,0,0,0.01\n",
        "in 1 nothing is left to agree on", NULL);
}

static void test_always(void)
{
    expect(REASONS("0,,,", "0,,,", "0,,,") "base,several,,0,,,\nbase,none,,0,,,\n",
        "<p>In the base every future has a deal.</p>", NULL);
}

int main(void)
{
    CU_TestInfo tests[] = {{"two parties", test_two}, {"one party", test_one_veto}, {"half a future", test_half},
        {"always a deal", test_always}, CU_TEST_INFO_NULL};

    return ent_run_suite("no deal", tests);
}
