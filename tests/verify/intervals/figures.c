#include "figures.h"

#include <stddef.h>

/* a, b, c are uniform on (0, 1): E a = 1/2, E a^2 = 1/3. Within a world events are independent. */
static const char unknowns[] =
    "run: { worlds = 200; replications = 20; horizon = 1; };"
    "factors: { a = \"uniform(0, 1)\"; b = \"uniform(0, 1)\"; c = \"uniform(0, 1)\"; };"
    "events: { e = \"a * b\"; f = \"0.2 + 0.6 * a\"; h = \"if(a + b > 1, 1, 0)\"; rare = \"0.04 * a * a * c\";"
    "  rarer = \"0.002 * a\"; sure = \"1 - 0.04 * a * a * c\"; surer = \"1 - 0.002 * a\"; };"
    "contributors: { n: { troops = \"uniform(0, 100)\"; joins = \"a\"; }; };"
    "force: { required = 50; thresholds = ( 50, 90 ); };"
    "measures: { x = \"a * b + c + e\"; y: { value = \"c + e\"; given = \"f\"; };"
    "  days = \"if(e, 100, 1) * (1 + b)\"; };"
    "outcomes: { one: { when = \"e\"; }; two: { when = \"rare\"; }; rest: { }; };"
    "headline = \"e given f\";"
    "variants: { v: { set = ( \"events.e = a * b * b\" ); }; same: { set = ( \"events.e = a * b + 0.001\" ); }; };"
    "checks = ( \"P(e) > 0\", \"P(rare) > 0\", \"P(rarer) > 0\", \"P(sure) > 0\", \"P(surer) > 0\", \"P(h) > 0\","
    "  \"E(a * b + e) > 0\", \"P(e given h) > P(f)\", \"P(rare given e) > 0\" );";

static const figure of_unknowns[] = {
    {"headline, P(e given f)", "headline", "base", "variant", "base", "mc_low", "mc_high", 0.3, false},
    {"headline, difference to the base", "headline", "v", "variant", "v", "difference_low", "difference_high", -0.1,
        false},
    /* E (0.001 f) / E f */
    {"headline, difference of one in a thousand", "headline", "same", "variant", "same", "difference_low",
        "difference_high", 0.001, false},
    {"outcome", "outcomes", "base", "outcome", "one", "mc_low", "mc_high", 0.25, false},
    /* rare and not e: 0.04 (E a^2 E c - E a^3 E b E c) */
    {"outcome of one in 240", "outcomes", "base", "outcome", "two", "mc_low", "mc_high",
        0.04 * (1.0 / 6.0 - 1.0 / 16.0), false},
    {"check, a quarter", "checks", "base", "check", "P(e) > 0", "mc_low", "mc_high", 0.25, false},
    {"check, 1 in 150", "checks", "base", "check", "P(rare) > 0", "mc_low", "mc_high", 0.04 / 6.0, false},
    {"check, 1 in 1,000 (four draws)", "checks", "base", "check", "P(rarer) > 0", "mc_low", "mc_high", 0.001, false},
    {"check, 149 in 150", "checks", "base", "check", "P(sure) > 0", "mc_low", "mc_high", 1.0 - 0.04 / 6.0, false},
    {"check, 999 in 1,000", "checks", "base", "check", "P(surer) > 0", "mc_low", "mc_high", 0.999, false},
    {"check, by world 0 or 1", "checks", "base", "check", "P(h) > 0", "mc_low", "mc_high", 0.5, false},
    {"check, mean", "checks", "base", "check", "E(a * b + e) > 0", "mc_low", "mc_high", 0.5, false},
    /* E(a b; a + b > 1) = 5/24, of 1/2 */
    {"check, difference of two shares", "checks", "base", "check", "P(e given h) > P(f)", "mc_low", "mc_high",
        5.0 / 12.0 - 0.5, false},
    /* 0.04 E a^3 E b E c / E a b */
    {"check, 1 in 100 of a condition", "checks", "base", "check", "P(rare given e) > 0", "mc_low", "mc_high", 0.01,
        false},
    {"measure, mean", "measures", "base", "measure", "x", "mc_low", "mc_high", 1.0, false},
    {"measure, mean given a condition", "measures", "base", "measure", "y", "mc_low", "mc_high", 0.8, false},
    /* E (1 + b) + 99 E a b (1 + b) */
    {"measure, skewed", "measures", "base", "measure", "days", "mc_low", "mc_high", 1.5 + 99.0 * (0.25 + 1.0 / 6.0),
        false},
    {"measure, difference", "measures", "v", "measure", "x", "difference_low", "difference_high", 1.0 / 6.0 - 0.25,
        false},
    {"contributor joins", "contributors", "base", "contributor", "n", "mc_low", "mc_high", 0.5, false},
    {"force, exceedance", "force", "base", "troops", "50", "mc_low", "mc_high", 0.25, false},
    {"force, exceedance of 5%", "force", "base", "troops", "90", "mc_low", "mc_high", 0.05, false}, {.name = NULL}};

/* A deal needs the stage (20% a month), an option (a, refused by 30%, or else b, available by 50%) and a yes (0.2 + 0.6
 * z). Then a truce breaks by the hazard 0.1 z a month, z uniform: it holds m months with probability 2 E (0.2 + 0.6 z)
 * exp(-0.1 z m). By month 6 the stage is passed with probability 1 - 0.8^6. */
static const char talks[] =
    "run: { worlds = 200; replications = 20; horizon = 12; };"
    "factors: { z = \"uniform(0, 1)\"; };"
    "events: { offered = \"50%\"; };"
    "parties: { p: { threshold = \"50%\"; }; };"
    "demands: { d: { options = ( \"a\", \"b\" ); available = ( true, \"offered\" );"
    "  p: { weight = 1; scores = ( 1, 0.8 ); refuses = ( \"30%\", 0 ); }; }; };"
    "talks: { rounds = 6; stages: { opened = \"20%\"; }; };"
    "ratification: { house: { chance = \"0.2 + 0.6 * z\"; }; };"
    "truce: { causes: { war: { hazard = \"0.1 * z\"; }; }; };"
    "outcomes: { none: { when = \"not agreed\"; }; held: { when = \"truce.held\"; }; war: { }; };"
    "headline = \"truce.held given agreed\";";

#define STAGE_PASSED 0.737856
#define DEAL (0.85 * STAGE_PASSED * 0.5)

static const figure of_talks[] = {{"headline, a truce holds given a deal", "headline", "base", "variant", "base",
                                      "mc_low", "mc_high", 0.5140792076211516, false},
    {"deal by the third month", "talks", "base", "month", "3", "mc_low", "mc_high", 0.85 * 0.488 * 0.5, false},
    {"deal by the last month", "talks", "base", "month", "6", "mc_low", "mc_high", DEAL, false},
    {"option, share of the deals", "demands", "base", "option", "b", "mc_low", "mc_high", 0.15 / 0.85, false},
    {"ratification, yes", "ratification", "base", "entry", "house", "mc_low", "mc_high", 0.5, false},
    {"truce holds one month", "truce", "base", "month", "1", "mc_low", "mc_high", 0.9421111471323049, false},
    {"truce holds six months", "truce", "base", "month", "6", "mc_low", "mc_high", 0.7071301835221254, false},
    {.name = NULL}};

static const figure of_blockers[] = {{"blockers, a stage passed at once", "blockers", "base", "kind", "stage",
                                         "agreed_low", "agreed_high", 0.85 * 0.5 - DEAL, false},
    {"blockers, an option not refused", "blockers", "base", "kind", "refusal", "agreed_low", "agreed_high",
        0.15 * STAGE_PASSED * 0.5, false},
    {.name = NULL}};

/* Violations come with chance q = 1 - exp(-(0.05 + 0.1 z)) a month, z uniform, and 0.6 * 0.7 of them are contained:
 * (1 - 0.58 q)^10 of truces hold, (1 - q)^10 without any violation. The integrals over z are sums of 20,000 terms. */
static const char guarantees[] = "run: { worlds = 200; replications = 20; horizon = 10; };"
                                 "factors: { z = \"uniform(0, 1)\"; };"
                                 "guarantees: { air: { honoured = \"60%\"; contains = \"70%\"; }; };"
                                 "truce: { causes: { war: { hazard = \"0.05 + 0.1 * z\"; }; }; };"
                                 "outcomes: { held: { when = \"truce.held\"; }; war: { }; };"
                                 "headline = \"truce.held\";";

static const figure of_guarantees[] = {
    {"headline, a truce holds", "headline", "base", "variant", "base", "mc_low", "mc_high", 0.5747055669922779, false},
    {"guarantee tested", "guarantees", "base", "guarantee", "air", "tested_low", "tested_high", 0.6165995004757359,
        false},
    {"guarantee honoured", "guarantees", "base", "guarantee", "air", "honoured_low", "honoured_high", 0.6, false},
    {"guarantee contains", "guarantees", "base", "guarantee", "air", "contained_low", "contained_high", 0.7, false},
    {"guarantee saves", "guarantees", "base", "guarantee", "air", "saved_low", "saved_high", 0.3328749162274675, false},
    {.name = NULL}};

/* The same hazard; from the month after a collapse on, a new truce begins with 20% a month, and may break in it:
 * P(m) = (P(m - 1) + 0.2 (1 - P(m - 1))) (1 - q), P(0) = 1. */
static const char renewal[] = "run: { worlds = 200; replications = 20; horizon = 12; };"
                              "factors: { z = \"uniform(0, 1)\"; };"
                              "truce: { renews = \"20%\"; causes: { war: { hazard = \"0.05 + 0.1 * z\"; }; }; };"
                              "outcomes: { peace: { when = \"truce.at_peace\"; }; war: { }; };"
                              "headline = \"truce.at_peace\";";

static const figure of_renewal[] = {
    {"at peace in month 2", "renewal", "base", "month", "2", "mc_low", "mc_high", 0.8371196855653585, false},
    {"at peace in month 5", "renewal", "base", "month", "5", "mc_low", "mc_high", 0.727569194709337, false},
    {"at peace at the end", "headline", "base", "variant", "base", "mc_low", "mc_high", 0.6685426328414059, false},
    {.name = NULL}};

/* Between the experts the variance is 3/16 * 0.4^2 = 0.03, within them 0.2^2 / 12. */
static const char experts[] =
    "run: { worlds = 400; replications = 20; horizon = 1; };"
    "factors: { u = \"uniform(0, 1)\"; };"
    "events: { e = \"0.2 + 0.2 * u\"; };"
    "experts: { low: { weight = 3; }; high: { weight = 1; set = ( \"events.e = 0.6 + 0.2 * u\" ); }; };"
    "headline = \"e\";";

static const figure of_experts[] = {
    {"headline of all experts", "headline", "base", "variant", "base", "mc_low", "mc_high", 0.4, false},
    {"one expert's headline", "experts", "base", "expert", "high", "mc_low", "mc_high", 0.7, false},
    {"disagreement, share of the variance", "disagreement", "base", "variant", "base", "share_low", "share_high", 0.9,
        false},
    {.name = NULL}};

/* p_w = 0.28 + 0.3 u + 0.1 v: of its variance u explains 0.9 and v 0.1. */
static const char drivers[] = "run: { worlds = 1000; replications = 20; horizon = 1; };"
                              "factors: { u = \"uniform(0, 1)\"; v = \"uniform(0, 1)\"; };"
                              "events: { k = \"50%\"; e = \"0.1 + 0.3 * u + 0.1 * v + 0.2 * k + 0.2 * n.joins\"; };"
                              "contributors: { n: { troops = 10; joins = \"40%\"; }; };"
                              "headline = \"e\";";

static const figure of_drivers[] = {{"drivers, a strong factor: difference of fifths", "drivers", "base", "quantity",
                                        "u", "difference_low", "difference_high", 0.24, false},
    {"drivers, a strong factor: explained", "drivers", "base", "quantity", "u", "explained_low", "explained_high", 0.9,
        false},
    {"drivers, a weak factor: difference of fifths", "drivers", "base", "quantity", "v", "difference_low",
        "difference_high", 0.08, false},
    {"drivers, a weak factor: explained", "drivers", "base", "quantity", "v", "explained_low", "explained_high", 0.1,
        false},
    {"drivers, an event: difference", "drivers", "base", "quantity", "k", "difference_low", "difference_high", 0.2,
        false},
    {"drivers, an event: explained", "drivers", "base", "quantity", "k", "explained_low", "explained_high",
        0.01 / (0.48 * 0.52), false},
    {"drivers, a contributor: difference", "drivers", "base", "quantity", "n", "difference_low", "difference_high", 0.2,
        false},
    {"drivers, a contributor: explained", "drivers", "base", "quantity", "n", "explained_low", "explained_high",
        0.0096 / (0.48 * 0.52), false},
    {"convergence, the first 16 worlds", "convergence", "base", "worlds", "16", "mc_low", "mc_high", 0.48, false},
    {.name = NULL}};

static const figure of_sensitivity[] = {
    {"Sobol' indices, first order, strong", "sensitivity", "base", "group", "u", "first_low", "first_high", 0.9, false},
    {"Sobol' indices, total, strong", "sensitivity", "base", "group", "u", "total_low", "total_high", 0.9, false},
    {"Sobol' indices, first order, weak", "sensitivity", "base", "group", "v", "first_low", "first_high", 0.1, false},
    {"Sobol' indices, total, weak", "sensitivity", "base", "group", "v", "total_low", "total_high", 0.1, false},
    {.name = NULL}};

/* Worth knowing: E max(1/2, 0.25 + 0.4 u) - 1/2 = E max(0, 0.4 u - 0.25) = 9/320; another factor adds nothing. */
static const char value[] = "run: { worlds = 500; replications = 50; horizon = 1; };"
                            "factors: { u = \"uniform(0, 1)\"; w = \"uniform(0, 1)\"; };"
                            "events: { e = \"50% + 0 * u * w\"; };"
                            "variants: { other: { set = ( \"events.e = 0.25 + 0.4 * u\" ); }; };"
                            "headline = \"e\";";

static const figure of_value[] = {{"value of knowing a factor (EVPPI)", "value", "base", "factor", "u", "value_low",
                                      "value_high", 9.0 / 320.0, false},
    {"value of knowing all (EVPI)", "value", "base", "factor", "all", "value_low", "value_high", 9.0 / 320.0, true},
    {.name = NULL}};

const known_scenario known_scenarios[] = {{"unknowns", unknowns, NULL, of_unknowns}, {"talks", talks, NULL, of_talks},
    {"talks", talks, "blockers", of_blockers}, {"guarantees", guarantees, NULL, of_guarantees},
    {"renewal", renewal, NULL, of_renewal}, {"experts", experts, NULL, of_experts},
    {"drivers", drivers, NULL, of_drivers}, {"drivers", drivers, "sensitivity", of_sensitivity},
    {"value", value, "value", of_value}, {.name = NULL}};
