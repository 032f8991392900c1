/* A scenario with all sections; the caller prepends the size of its run. */
#ifndef ENT_TESTS_EVERYTHING_H
#define ENT_TESTS_EVERYTHING_H

#define EVERYTHING                                                                                                     \
    "factors: { resolve = \"normal(0, 1)\"; s = \"uniform(20, 80)\"; };"                                               \
    "events: { mandate: 0.4; cover: \"logistic(resolve)\"; withdraws: { monthly = \"3%\"; when = \"cover\"; }; };"     \
    "contributors: { france: { troops = \"6k to 10k\"; joins = \"logistic(1.5 + 0.8 * resolve)\"; };"                  \
    "italy: { troops = \"1k to 4k\"; joins = 0.6; requires = \"mandate\"; after = \"8k\"; leaves = 0.3; };"            \
    "spain: { troops = \"gamma(1 + mandate, 1000)\"; joins = 0.7; }; };"                                               \
    "force: { required = \"uniform(5k, 10k)\"; thresholds = (1000, 8000, 12000); };"                                   \
    "parties: { r: { threshold = \"triangular(25%, 50%, 70%)\"; concession = 0.5; };"                                  \
    "u: { threshold = \"unknown(triangular(10%, 40%, 60%))\"; }; };"                                                   \
    "demands: { west: { options = (\"no\", \"un\", \"met\"); available = (\"true\", \"mandate\", \"true\");"           \
    "r: { weight = 25; scores = (0, \"if(cover, 0.3, 0.5)\", 1); refuses = (\"30%\", 0, 0); };"                        \
    "u: { weight = 30; scores = (1, 0.6, 0); }; };"                                                                    \
    "land: { options = (\"a\", \"b\"); r: { weight = 20; scores = (1, 0.2); };"                                        \
    "u: { weight = 10; scores = (0.1, 1); }; }; };"                                                                    \
    "talks: { rounds = 12; deadline = 9; stages: { first: \"25%\"; }; };"                                              \
    "ratification: { duma: { chance = \"if(deal.land == 'a', 0.8, 0.4)\"; takes = \"uniform(0, 4)\"; if_no = "         \
    "\"talks\"; };"                                                                                                    \
    "vote: { chance = \"logistic(resolve)\"; takes = 2; when = \"deal.west != 'met'\"; }; };"                          \
    "truce: { causes: { attack: { hazard = \"weibull_hazard(0.8, s) * exp(-0.9 * min(force.ratio, 1) + withdraws)\";"  \
    "contained = 0.2; }; accident: { hazard = 0.02; }; }; };"                                                          \
    "measures: { peace = \"truce.months\"; cost: { value = \"-1k * force.committed * resolve\"; given = \"agreed\"; "  \
    "unit = \"euro\"; }; };"                                                                                           \
    "headline = \"truce.held given agreed\"; checks = (\"P(truce.months > 6 given agreed) > 0.01\","                   \
    "\"E(force.deployed) > 1\", \"E(talks.month given agreed) < 99\");"

#endif
