/* Messages about `run.start`, dates, `calendar` and `every`. */
#include "message_case.h"

#define START "run: { start = \"2025-09\"; };\n"

static void test_start(void)
{
    expect("run: { start = 2025; };\n", "E 1:16+4 run.start: found 2025, expected a calendar month in the form of "
                                        "\"2025-09\" [write the year and the number of the month, such as start = "
                                        "\"2025-09\"]\n");
    expect("run: { start = \"June 2025\"; };\n", "E 1:16+11 run.start: found June 2025, expected a calendar month in "
                                                 "the form of \"2025-09\" [write start = \"2025-06\"]\n");
    expect("run: { start = \"2025-13\"; };\nheadline = \"truce.months > '2026-12'\";\n",
        "E 1:16+9 run.start: found 2025-13, expected a calendar month in the form of \"2025-09\" [write the year and "
        "the number of the month, such as start = \"2025-09\"]\n"); /* dates cause no other error */
    expect("run: { start: { value = \"2025-09\"; note = \"n\"; }; };\nset = ( \"run.start = 2025-10\" );\n", "");
}

static void test_dates_without_start(void)
{
    static const char help[] = " [write in which month the talks begin, as in run: { start = \"2025-09\"; }, or count "
                               "months from the deal]\n";
    char expected[1200];

    snprintf(expected, sizeof(expected),
        "E 1:22+7 events.a.at: `2026-12` is a calendar month, and the file has no `run.start`%s"
        "E 1:67+9 events.b.when: `2026-12` is a calendar month, and the file has no `run.start`%s"
        "E 2:40+9 headline: `2027-01` is a calendar month, and the file has no `run.start`%s"
        "E 3:26+9 checks: `2027-02` is a calendar month, and the file has no `run.start`%s",
        help, help, help, help);
    expect("events: { a: { at = \"2026-12\"; }; b: { at = 3; when = \"calendar < '2026-12'\"; }; };\n"
           "headline = \"truce.held and calendar >= '2027-01'\";\n"
           "checks = ( \"P(calendar > '2027-02') > 0.1\" );\n",
        expected);
}

static void test_malformed_dates(void)
{
    expect(START "events: { a: { at = \"June 2026\"; }; b: { at = \"2026-13\"; };\n"
                 "  c: { at = \"2026/12\"; }; d: { at = \"2026-1\"; }; e: { at = { value = \"12.2026\"; }; }; };\n",
        "E 2:21+11 events.a.at: `June 2026` is not a calendar month in the form of \"2026-12\" [write \"2026-06\"]\n"
        "E 2:47+9 events.b.at: `2026-13` is not a calendar month in the form of \"2026-12\" [write the year and the "
        "number of the month, such as \"2026-12\"]\n"
        "E 3:13+9 events.c.at: `2026/12` is not a calendar month in the form of \"2026-12\" [write \"2026-12\"]\n"
        "E 3:37+8 events.d.at: `2026-1` is not a calendar month in the form of \"2026-12\" [write \"2026-01\"]\n"
        "E 3:70+9 events.e.at: `12.2026` is not a calendar month in the form of \"2026-12\" [write \"2026-12\"]\n");
}

static void test_words(void)
{
    expect(START WORLD "outcomes: { a: { when = \"calendar == 'soon'\"; }; b: { when = \"deal.d == '2026-12'\"; };\n"
                       "  c: { when = \"calendar >= '2026-12' or not agreed\"; }; };\n",
        "E 9:38+6 outcomes.a.when: 'soon' is not a calendar month in the form of '2026-12' [write a month, such as "
        "calendar >= '2026-12']\n"
        "E 9:73+9 outcomes.b.when: `deal.d` can be compared only with a word in single quotes [compare it with a word "
        "in single quotes: deal.d == 'refused']\n");
}

static void test_too_early(void)
{
    expect("factors: { f = \"calendar\"; calendar = 3; };\n"
           "contributors: { a: { troops = \"calendar\"; }; };\n"
           "demands: { d: { options = ( \"x\", \"y\" ); p: { weight = \"calendar\"; scores = ( 0, 1 ); }; }; };\n"
           "parties: { p: { threshold = 0.5; }; };\n",
        "E 1:17+8 factors.f: `calendar` is no factor: it differs from draw to draw [a factor may refer only to other "
        "factors]\n"
        "E 1:28+8 factors.calendar: `calendar` is a word of the language and cannot be a name [choose another, for "
        "example `calendar_1`]\n"
        "E 2:32+8 contributors.a.troops: `calendar` is not known yet: it counts the months of the talks (stage 3), "
        "after the coalition (stage 2) [this setting may refer to factors and to events that depend on nothing "
        "later]\n"
        "E 3:56+8 demands.d.p.weight: `calendar` changes from round to round, and this setting may not [only "
        "threshold, war_cost, refuses, available, the chances of stages, and `when`, `monthly` and `chance` of events "
        "during the talks may]\n");
}

/* Months that lie outside what any truce is followed to, and dates inside formulas of `at`. */
static void test_warnings(void)
{
    expect("run: { start = \"2025-09\"; horizon = 24; };\n" WORLD "set = ( \"events.withdraws.monthly = 2%\" );\n", "");
    expect(
        "run: { start = \"2025-09\"; horizon = 24; }; talks: { rounds = 12; };\n"
        "parties: { p: { threshold = 0.5; }; };\n"
        "demands: { d: { options = ( \"x\", \"y\" ); p: { weight = 1; scores = ( 0, 1 ); }; }; };\n"
        "events: { late: { at = \"2028-10\"; }; last: { at = \"2028-09\"; }; gone: { at = \"2025-08\"; lasts = 2; };\n"
        "  old: { at = \"2025-08\"; }; sum: { at = \"'2026-12' + 1\"; }; own: { at = \"'2026-12' - talks.month\"; }; "
        "};\n",
        "W 4:24+9 events.late.at: `2028-10` is after the last month that any truce is followed to (24 months from the "
        "deal), so the event never begins [make `run.horizon` longer, or the month earlier]\n"
        "W 4:78+9 events.gone.at: `2025-08` is before month 1 of every truce, and the event is over by then [make "
        "`lasts` longer, or the month later]\n"
        "W 5:41+15 events.sum.at: a date inside a formula is the number of months since `run.start`, and `at` counts "
        "months from the deal [write the date alone, or subtract talks.month: \"'2026-12' - talks.month\"]\n");
}

static void test_every(void)
{
    expect("events: { a: { every = 6; }; b: { at = 3; every = 0; }; c: { at = 3; every = \"d < 2\"; };\n"
           "  d: { at = 3; when = \"d\"; every = 2; }; e: { monthly = 0.1; every = \"month\"; }; };\n",
        "E 1:24+1 events.a.every: `every` belongs to a timed event, and this event has no timing [write `monthly = …` "
        "(a chance each month) or `at = …` (one possible month)]\n"
        "E 1:51+1 events.b.every: found 0, expected a number of months, 1 or more\n"
        "E 1:79+1 events.c.every: `d` changes from month to month, and this setting may not [only leaves, hazard, "
        "contained, allowed, cap, present, guarantees, renews and the `when` and `monthly` of timed events may]\n"
        "E 1:79+5 events.c.every: this is true or false, and a number belongs here [to choose between two numbers "
        "write if(condition, a, b): `if(d < 2, 1, 0)`]\n"
        "E 2:24+1 events.d.when: `d` refers to itself [write what else `when` waits for, in terms of other names]\n"
        "W 2:70+7 events.e.every: with `monthly` there is a chance in month 1 and every so many months from there, and "
        "in "
        "no month between [write `at = 1; chance = …;` in place of `monthly`; for a chance in each month, every = 1]\n"
        "E 2:71+5 events.e.every: `month` changes from month to month, and this setting may not [only leaves, hazard, "
        "contained, allowed, cap, present, guarantees, renews and the `when` and `monthly` of timed events may]\n");
    expect("events: { a: { monthly = 0.1; every = 1; }; b: { monthly = 0.1; every = 12; }; };\n",
        "W 1:73+2 events.b.every: with `monthly` there is a chance in month 1 and every so many months from there, and "
        "in no month between [write `at = 1; chance = …;` in place of `monthly`; for a chance in each month, every = "
        "1]\n");
}

int main(void)
{
    CU_TestInfo tests[] = {{"start", test_start}, {"dates without a start", test_dates_without_start},
        {"malformed dates", test_malformed_dates}, {"words", test_words}, {"too early", test_too_early},
        {"warnings", test_warnings}, {"every", test_every}, CU_TEST_INFO_NULL};

    return ent_run_suite("calendar messages", tests);
}
