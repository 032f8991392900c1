/* Violations: the cause of each from given hazards, containment, and the exact month in which a cumulative hazard
 * reaches its exponential, monthly and event-driven. */
#include "model/scenario_text.h"
#include "simulate/truce/monthly.h"

enum { ROWS = 384, CAUSES = 4 };

#define RUN "run: { worlds = 1; replications = 384; seed = 7; horizon = 6; };"

typedef struct fixture {
    scenario_text scenario;
    ent_simulator simulator;
    ent_active_truces *active;
    ent_violations *due;
} fixture;

/* Plays a block, then starts its truces again. */
static bool set_up(fixture *self, const char *text)
{
    *self = (fixture){.active = &self->simulator.truces.active, .due = &self->simulator.truces.due};
    if (!scenario_text_open(&self->scenario, text, NULL)) {
        return false;
    }
    CU_ASSERT_EQUAL_FATAL(ent_simulator_init(&self->simulator, &self->scenario.model, 1), ENT_OK);
    ent_simulator_set_worlds(&self->simulator, 0, 1, ROWS, true);
    CU_ASSERT_EQUAL_FATAL(ent_simulator_run(&self->simulator, 0, ROWS), ENT_OK);
    ent_truces_run(&self->simulator.truces); /* playing again gives the same results */
    ent_active_truces_start(self->active);
    CU_ASSERT_EQUAL_FATAL(self->active->count, ROWS);
    return true;
}

static void tear_down(fixture *self)
{
    ent_simulator_free(&self->simulator);
    scenario_text_close(&self->scenario);
}

static const char four_causes[] = RUN "truce: { causes: { a: { hazard = 0.1; contained = 1; }; b: { hazard = 0.1; };"
                                      "c: { hazard = 0.1; }; d: { hazard = 0.1; contained = 0.3; }; }; };";

/* Lists a violation of every truce, in month 3, with the same hazards. */
static void list_all(const fixture *f, const double *hazard)
{
    f->due->count = ROWS;
    for (size_t k = 0; k < ROWS; k++) {
        f->due->truce[k] = (uint32_t) k;
        f->due->month[k] = 3;
        f->due->total[k] = 0.0;
        for (size_t c = 0; c < CAUSES; c++) {
            f->due->hazard[c][k] = hazard[c];
            f->due->total[k] += hazard[c];
        }
    }
}

/* A cause without hazard never comes; an infinite one always, the first of several. */
static void certain_causes(void)
{
    static const double hazards[][CAUSES] = {{0, 0, 0, 5}, {0, 0, 1e-300, 0}, {0, INFINITY, INFINITY, 9},
        {9, 9, INFINITY, 9}, {0, 9, 0, INFINITY}, {1e-9, 0, 0, 0}};
    static const uint32_t expected[] = {3, 2, 1, 2, 3, 0};
    fixture f;

    for (size_t i = 0; i < 6; i++) {
        if (set_up(&f, four_causes)) {
            list_all(&f, hazards[i]);
            ent_violations_settle(f.due, f.active);
            for (size_t k = 0; k < ROWS; k++) {
                CU_ASSERT_EQUAL(f.due->cause[k], expected[i]);
            }
        }
        tear_down(&f);
    }
}

/* Causes a and b in the ratio 1 to 3: in 384 draws within 4.5 standard errors (a false alarm in 7 of a
 * million with other seeds). */
static void shares(void)
{
    static const double hazard[CAUSES] = {0.5, 1.5, 0, 0};
    fixture f;

    if (set_up(&f, four_causes)) {
        size_t first = 0;
        list_all(&f, hazard);
        ent_violations_settle(f.due, f.active);
        for (size_t k = 0; k < ROWS; k++) {
            CU_ASSERT(f.due->cause[k] <= 1);
            first += f.due->cause[k] == 0 ? 1 : 0;
        }
        CU_ASSERT_DOUBLE_EQUAL((double) first, 96.0, ENT_TEST_SIGMAS * sqrt(384.0 * 0.25 * 0.75));
    }
    tear_down(&f);
}

/* A violation that is never contained ends the truce: its draw held two months. One that always is restarts it. */
static void ends_and_restarts(void)
{
    static const double never[CAUSES] = {0, 1, 0, 0}, always[CAUSES] = {1, 0, 0, 0};
    fixture f;

    if (set_up(&f, four_causes)) {
        const ent_truce_plan *plan = &f.scenario.model.truce;
        double **draw = f.simulator.block.draw;
        double *exponential = f.active->reg[plan->trigger];
        double before[ROWS], sum = 0.0;
        memcpy(before, exponential, sizeof(before));
        ent_column_fill(f.active->cumulative, 9.0, ROWS);
        list_all(&f, always);
        ent_violations_settle(f.due, f.active);
        f.due->count = ROWS;
        ent_violations_settle(f.due, f.active);
        CU_ASSERT_EQUAL(f.active->living, ROWS);
        for (size_t i = 0; i < ROWS; i++) {
            CU_ASSERT_EQUAL(f.active->violations[i], 2.0);
            CU_ASSERT_EQUAL(f.active->cumulative[i], 0.0);
            CU_ASSERT(exponential[i] > 0.0 && exponential[i] != before[i]);
            sum += exponential[i];
        }
        CU_ASSERT_DOUBLE_EQUAL(sum / ROWS, 1.0, ENT_TEST_SIGMAS / sqrt(ROWS)); /* unit exponentials */
        list_all(&f, never);
        ent_violations_settle(f.due, f.active);
        CU_ASSERT_EQUAL(f.active->living, 0);
        for (size_t i = 0; i < ROWS; i++) {
            CU_ASSERT_EQUAL(f.active->alive[i], 0.0);
            CU_ASSERT_EQUAL(draw[plan->held][i], 0.0);
            CU_ASSERT_EQUAL(draw[plan->months][i], 2.0);
            CU_ASSERT_EQUAL(draw[plan->cause][i], 1.0);
            CU_ASSERT_EQUAL(draw[plan->violations][i], 2.0);
        }
    }
    tear_down(&f);
}

/* A chance of containment of 0.3, and a fresh random number in every month. */
static void containment(void)
{
    static const double hazard[CAUSES] = {0, 0, 0, 1};
    fixture f;

    if (set_up(&f, four_causes)) {
        size_t contained[2] = {0, 0};
        for (size_t m = 0; m < 2; m++) {
            ent_active_truces_start(f.active);
            list_all(&f, hazard);
            for (size_t k = 0; k < ROWS; k++) {
                f.due->month[k] = 3 + m;
            }
            ent_violations_settle(f.due, f.active);
            contained[m] = f.active->living;
            CU_ASSERT_DOUBLE_EQUAL((double) contained[m], 115.2, ENT_TEST_SIGMAS * sqrt(384.0 * 0.3 * 0.7));
        }
        CU_ASSERT_NOT_EQUAL(contained[0], contained[1]);
    }
    tear_down(&f);
}

/* Exponentials that cumulative hazards of 0.5 a month reach exactly, just not, or never within the horizon. */
static void exact_months(void)
{
    static const struct {
        double exponential, months;
    } cases[] = {{0.5, 0}, {0.5000001, 1}, {1.0, 1}, {1.0000001, 2}, {3.0, 5}, {3.0000001, 6}};
    static const char *const texts[] = {RUN "truce: { causes: { c: { hazard = 0.5; }; }; };",
        RUN "truce: { causes: { c: { hazard = 0.25; }; d: { hazard = \"if(month > 0, 0.25, 0)\"; }; }; };",
        RUN "truce: { causes: { c: { hazard = 0.25; contained = \"if(month > 100, 1, 0)\"; }; d: { hazard = 0.25; }; "
            "}; };"};
    fixture f;

    for (size_t t = 0; t < 3; t++) {
        for (size_t i = 0; i < 6 && set_up(&f, texts[t]); i++) {
            const ent_truce_plan *plan = &f.scenario.model.truce;
            CU_ASSERT_EQUAL(plan->event_driven, t < 2);
            ent_column_fill(f.active->reg[plan->trigger], cases[i].exponential, ROWS);
            ent_column_fill(f.simulator.block.draw[plan->months], 6.0, ROWS);
            if (t < 2) {
                ent_event_driven_run(&f.simulator.truces.event_driven, f.active, f.due);
            } else {
                ent_monthly_run(f.active, f.due);
            }
            CU_ASSERT_EQUAL(f.simulator.block.draw[plan->months][0], cases[i].months);
            CU_ASSERT_EQUAL(f.simulator.block.draw[plan->months][ROWS - 1], cases[i].months);
            tear_down(&f);
        }
    }
}

int main(void)
{
    CU_TestInfo tests[] = {{"certain causes", certain_causes}, {"shares", shares},
        {"ends and restarts", ends_and_restarts}, {"containment", containment}, {"exact months", exact_months},
        CU_TEST_INFO_NULL};

    return ent_run_suite("violations", tests);
}
