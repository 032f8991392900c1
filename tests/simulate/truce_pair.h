/* Truces played by both methods: event-driven, where that is possible, and monthly. */
#ifndef ENT_TESTS_TRUCE_PAIR_H
#define ENT_TESTS_TRUCE_PAIR_H

#include "model/scenario_text.h"

#define RUN(replications, seed, horizon)                                                                               \
    "run: { worlds = 1; replications = " #replications "; seed = " #seed "; horizon = " #horizon "; };"

/* Plays a scenario with causes event-driven, where that is possible, and monthly: a cause that never comes, contained
 * by the month, needs the latter. Both must have the exact probabilities. */
static inline void compare_both(const char *text, const double *exact)
{
    static const char causes[] = "causes: {",
                      never[] = " never: { hazard = 0; contained = \"if(month > 99, 1, 0)\"; };";
    const char *at = strstr(text, causes);
    char monthly[4000];
    scenario_text scenario;

    CU_ASSERT_PTR_NOT_NULL_FATAL(at);
    at += strlen(causes);
    snprintf(monthly, sizeof(monthly), "%.*s%s%s", (int) (at - text), text, never, at);
    if (scenario_text_open(&scenario, monthly, NULL)) {
        CU_ASSERT_FALSE(scenario.model.truce.event_driven);
    }
    scenario_text_close(&scenario);
    scenario_text_compare(text, exact);
    scenario_text_compare(monthly, exact);
}

#endif
