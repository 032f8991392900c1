/* Scenarios whose truces are followed in both ways, event-driven and month by month: the same truces, draw by draw. */
#ifndef ENT_TESTS_BOTH_WAYS_H
#define ENT_TESTS_BOTH_WAYS_H

#include "../model/scenario_text.h"

#include <stdlib.h>

/* Opens `text` as it is and with a cause that needs truces to be followed month by month. */
static inline bool open_both(scenario_text both[2], const char *text)
{
    static const char causes[] = "causes: {";
    const char *at = strstr(text, causes);
    char monthly[4000];

    CU_ASSERT_PTR_NOT_NULL_FATAL(at);
    at += strlen(causes);
    snprintf(monthly, sizeof(monthly), "%.*s never: { hazard = 0; contained = \"if(month > 99, 1, 0)\"; };%s",
        (int) (at - text), text, at);
    both[1] = (scenario_text){0};
    return scenario_text_open(&both[0], text, NULL) && scenario_text_open(&both[1], monthly, NULL);
}

typedef struct ends {
    double *months, *last;
    size_t draws;
} ends;

static inline void see_ends(void *context, const ent_block *block)
{
    ends *self = context;
    const ent_truce_plan *plan = &block->model->truce;

    for (size_t i = 0; i < block->rows; i++, self->draws++) {
        self->months[self->draws] = block->draw[plan->months][i];
        self->last[self->draws] = plan->timed[0].last != ENT_NO_REGISTER ? block->draw[plan->timed[0].last][i] : 0.0;
    }
}

/* Plays a scenario in both ways: the same truces, draw by draw, and the exact probabilities of its checks. */
static inline void compare_both(const char *text, const double *exact)
{
    scenario_text both[2];
    ends seen[2];

    if (open_both(both, text)) {
        size_t draws = (size_t) both[0].scenario.run.replications;
        CU_ASSERT_EQUAL(both[0].model.truce.event_driven, strstr(text, "when") == NULL); /* those read the month */
        CU_ASSERT_FALSE(both[1].model.truce.event_driven);
        for (size_t s = 0; s < 2; s++) {
            seen[s] = (ends){calloc(draws, sizeof(double)), calloc(draws, sizeof(double)), 0};
            scenario_text_play(&both[s].model, see_ends, &seen[s], NULL);
        }
        CU_ASSERT_EQUAL(memcmp(seen[0].months, seen[1].months, draws * sizeof(double)), 0);
        CU_ASSERT_EQUAL(memcmp(seen[0].last, seen[1].last, draws * sizeof(double)), 0);
        for (size_t s = 0; s < 2; s++) {
            free(seen[s].months);
            free(seen[s].last);
        }
    }
    scenario_text_close(&both[0]);
    scenario_text_close(&both[1]);
    scenario_text_compare(text, exact);
}

#endif
