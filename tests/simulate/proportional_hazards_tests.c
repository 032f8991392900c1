/* Proportional hazards: sums over months and the month in which an exponential is reached, compared with adding up
 * month by month. */
#include "model/scenario_text.h"
#include "simulate/truce/truce.h"

enum { ROWS = 200, WORLDS = 4, HORIZON = 40 };

/* One baseline hazard, of the worlds; three, of the worlds, of all worlds, and constant. */
static const char *const texts[] = {
    "run: { worlds = 4; replications = 50; seed = 3; horizon = 40; };"
    "factors: { s = \"uniform(20, 60)\"; }; events: { e: 0.5; };"
    "truce: { causes: { a: { hazard = \"weibull_hazard(0.7, s) * if(e, 3, 1)\"; }; }; };",
    "run: { worlds = 4; replications = 50; seed = 3; horizon = 40; };"
    "factors: { s = \"uniform(20, 60)\"; f = \"uniform(0, 1)\"; }; events: { e: 0.5; g: \"f\"; };"
    "truce: { causes: { a: { hazard = \"weibull_hazard(0.7, s) * if(e, 3, 1)\"; };"
    "b: { hazard = \"weibull_hazard(2, 30) * if(g, 0.5, 1) + 0.01 * (1 + e)\"; }; }; };"};

typedef struct fixture {
    scenario_text scenario;
    ent_simulator simulator;
    const ent_truce_plan *plan;
    const ent_active_truces *active;
    ent_proportional_hazards *hazards;
} fixture;

/* Starts the truces of a block in their first interval, with the hazards as they are in it. */
static bool set_up(fixture *self, const char *text)
{
    ent_active_truces *active = &self->simulator.truces.active;
    ent_row_set frame;

    *self = (fixture){.active = active, .hazards = &self->simulator.truces.event_driven.hazards};
    if (!scenario_text_open(&self->scenario, text, NULL)) {
        return false;
    }
    self->plan = &self->scenario.model.truce;
    CU_ASSERT_EQUAL_FATAL(ent_simulator_init(&self->simulator, &self->scenario.model, WORLDS), ENT_OK);
    ent_simulator_set_worlds(&self->simulator, 0, WORLDS, 50, true);
    CU_ASSERT_EQUAL_FATAL(ent_simulator_run(&self->simulator, 0, ROWS), ENT_OK);
    CU_ASSERT_TRUE_FATAL(self->plan->event_driven);
    ent_active_truces_start(active);
    ent_column_fill(active->now, 1.0, active->count);
    ent_column_fill(active->next, HORIZON + 1.0, active->count);
    frame = ent_active_truces_frame(active);
    ent_segment_run(&self->scenario.model.program.segment[ENT_SEGMENT_HAZARD], &frame);
    ent_proportional_hazards_set(self->hazards, active);
    return true;
}

static void tear_down(fixture *self)
{
    ent_simulator_free(&self->simulator);
    scenario_text_close(&self->scenario);
}

/* The hazard of all causes in a month. */
static double of_month(const fixture *f, size_t i, size_t month)
{
    double sum = 0.0;

    for (size_t c = 0; c < f->plan->causes; c++) {
        sum += ent_proportional_hazards_of_cause(f->hazards, f->active, i, c, month);
    }
    return sum;
}

static void number_of_baselines(void)
{
    for (size_t t = 0; t < 2; t++) {
        fixture f;
        if (set_up(&f, texts[t])) {
            CU_ASSERT_EQUAL(f.plan->baselines, t == 0 ? 1 : 3);
        }
        tear_down(&f);
    }
}

/* weibull_hazard(0.7, s) in month m: (m / s)^0.7 - ((m - 1) / s)^0.7, three times that where e holds. */
static void weibull(void)
{
    fixture f;

    if (set_up(&f, texts[0])) {
        double s[WORLDS] = {0.0}; /* from the hazard of month 1 of a row without e: the smaller of two values */
        for (size_t i = 0; i < ROWS; i++) {
            double guess = pow(of_month(&f, i, 1), -1.0 / 0.7);
            s[i / 50] = fmax(s[i / 50], guess);
        }
        for (size_t i = 0; i < ROWS; i++) {
            double factor = of_month(&f, i, 1) * pow(s[i / 50], 0.7);
            CU_ASSERT(s[i / 50] > 20.0 && s[i / 50] < 60.0);
            CU_ASSERT(fabs(factor - 1.0) < 1e-12 || fabs(factor - 3.0) < 1e-12);
            for (size_t m = 1; m <= HORIZON; m++) {
                double h = pow((double) m / s[i / 50], 0.7) - pow((double) (m - 1) / s[i / 50], 0.7);
                CU_ASSERT_DOUBLE_EQUAL(of_month(&f, i, m), factor * h, 1e-12);
            }
        }
    }
    tear_down(&f);
}

/* Sums between any two months, and over the interval, are the sums of their months. */
static void sums(void)
{
    for (size_t t = 0; t < 2; t++) {
        fixture f;
        if (set_up(&f, texts[t])) {
            double increase[ENT_BLOCK_ROWS];
            ent_proportional_hazards_of_interval(f.hazards, f.active, increase);
            for (size_t i = 0; i < ROWS; i += 7) {
                for (size_t from = 0; from <= HORIZON; from += 5) {
                    double sum = 0.0;
                    for (size_t to = from; to <= HORIZON; to++) {
                        sum += to > from ? of_month(&f, i, to) : 0.0;
                        CU_ASSERT_DOUBLE_EQUAL(
                            ent_proportional_hazards_between(f.hazards, f.active, i, from, to), sum, 1e-12);
                    }
                    CU_ASSERT(from > 0 || fabs(increase[i] - sum) < 1e-12);
                }
            }
        }
        tear_down(&f);
    }
}

/* Every exponential between two sums is reached in the later month; one equal to a sum in that month. */
static void months(void)
{
    for (size_t t = 0; t < 2; t++) {
        fixture f;
        if (set_up(&f, texts[t])) {
            double *exponential = f.active->reg[f.plan->trigger];
            uint32_t row[ROWS];
            uint64_t month[ROWS];
            for (size_t wanted = 1; wanted <= HORIZON; wanted++) {
                for (size_t i = 0; i < ROWS; i++) {
                    double before = ent_proportional_hazards_between(f.hazards, f.active, i, 0, wanted - 1);
                    double after = ent_proportional_hazards_between(f.hazards, f.active, i, 0, wanted);
                    double share = (double) (i % 4) / 3.0;
                    exponential[i] = i % 4 == 0   ? nextafter(before, 99.0)
                                     : i % 4 == 3 ? after
                                                  : before + share * (after - before);
                    row[i] = (uint32_t) i;
                }
                ent_proportional_hazards_months(f.hazards, f.active, row, month, ROWS);
                for (size_t i = 0; i < ROWS; i++) {
                    CU_ASSERT_EQUAL(month[i], wanted);
                    CU_ASSERT_EQUAL(ent_proportional_hazards_month(f.hazards, f.active, i, 0, HORIZON), wanted);
                }
            }
        }
        tear_down(&f);
    }
}

int main(void)
{
    CU_TestInfo tests[] = {{"number of baselines", number_of_baselines}, {"weibull", weibull}, {"sums", sums},
        {"months", months}, CU_TEST_INFO_NULL};

    return ent_run_suite("proportional hazards", tests);
}
