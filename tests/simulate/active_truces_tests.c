/* Active truces: which draws enter the risk set and in what order, compaction, and the invariants that
 * ent_active_truces_check verifies. */
#include "model/scenario_text.h"
#include "simulate/truce/compaction.h"

enum { ROWS = 300 };

/* Half of the draws have a deal; of these 0.6 have a force, which arrives and leaves. */
static const char text[] =
    "run: { worlds = 3; replications = 100; seed = 5; horizon = 12; };"
    "events: { e: 0.5; t: { monthly = 0.1; lasts = 2; }; };"
    "contributors: { a: { troops = 10; joins = 0.6; lead_months = 2; leaves = \"if(t, 50%, 10%)\"; }; };"
    "force: { required = 10; };"
    "parties: { p: { threshold = 0; }; }; talks: { rounds = 1; };"
    "demands: { d: { options = (\"x\"); available = (\"e\"); p: { weight = 1; scores = (1); }; }; };"
    "truce: { causes: { c: { hazard = \"0.1 * exp(-force.ratio)\"; contained = 0.5; }; }; };"
    "checks = (\"P(t) > 0\");";

typedef struct fixture {
    scenario_text scenario;
    ent_simulator simulator;
    ent_active_truces *active;
} fixture;

/* Plays a block, then starts its truces again. */
static bool set_up(fixture *self)
{
    *self = (fixture){.active = &self->simulator.truces.active};
    if (!scenario_text_open(&self->scenario, text, NULL)) {
        return false;
    }
    CU_ASSERT_EQUAL_FATAL(ent_simulator_init(&self->simulator, &self->scenario.model, 3), ENT_OK);
    ent_simulator_set_worlds(&self->simulator, 0, 3, 100, true);
    CU_ASSERT_EQUAL_FATAL(ent_simulator_run(&self->simulator, 0, ROWS), ENT_OK);
    CU_ASSERT_PTR_NULL(ent_active_truces_check(self->active));
    ent_active_truces_start(self->active);
    ent_column_fill(self->active->now, 1.0, self->active->count);
    CU_ASSERT_PTR_NULL(ent_active_truces_check(self->active));
    return true;
}

static void tear_down(fixture *self)
{
    ent_simulator_free(&self->simulator);
    scenario_text_close(&self->scenario);
}

static void risk_set(void)
{
    fixture f;

    if (set_up(&f)) {
        const ent_model *model = &f.scenario.model;
        const double *agreed = f.simulator.block.draw[model->talks.agreed];
        const double *offered = f.simulator.block.draw[model->coalition.force[0].offered];
        size_t deals = 0;
        for (size_t i = 0; i < ROWS; i++) {
            deals += agreed[i] != 0.0 ? 1 : 0;
        }
        CU_ASSERT(deals > 100 && deals < 200);
        CU_ASSERT_EQUAL(f.active->count, deals);
        CU_ASSERT_EQUAL(f.active->living, deals);
        CU_ASSERT_FALSE(f.active->all_rows);
        CU_ASSERT(f.active->with_force > 0 && f.active->with_force < deals);
        for (size_t i = 0; i < f.active->count; i++) {
            CU_ASSERT(agreed[f.active->row[i]] != 0.0);
            CU_ASSERT_EQUAL(offered[f.active->row[i]] > 0.0, i < f.active->with_force);
        }
    }
    tear_down(&f);
}

/* Every third truce is kept, but for the first with a force and the first without. */
static void compaction(void)
{
    fixture f;

    if (set_up(&f)) {
        ent_active_truces *active = f.active;
        uint32_t kept[ROWS];
        size_t count = 0;
        size_t with_force = 0;
        for (size_t i = 0; i < active->count; i++) {
            active->violations[i] = (double) active->row[i]; /* recognises a row that was moved */
            active->departure[0].left[i] = 1.0 + active->row[i];
            active->alive[i] = i % 3 == 1 && i != active->with_force ? 1.0 : 0.0;
            if (active->alive[i] != 0.0) {
                with_force += i < active->with_force ? 1 : 0;
                kept[count++] = active->row[i];
            }
        }
        active->living = count;
        ent_compaction_run(active);
        CU_ASSERT_PTR_NULL(ent_active_truces_check(active));
        CU_ASSERT_EQUAL_FATAL(active->count, count);
        CU_ASSERT_EQUAL(active->with_force, with_force);
        for (size_t i = 0; i < count; i++) {
            CU_ASSERT_EQUAL(active->row[i], kept[i]);
            CU_ASSERT_EQUAL(active->violations[i], kept[i]);
            CU_ASSERT(i >= with_force || active->departure[0].left[i] == 1.0 + kept[i]);
        }
    }
    tear_down(&f);
}

/* Rows are moved only when a third of them has ended. */
static void few_ended(void)
{
    fixture f;

    if (set_up(&f)) {
        ent_active_truces *active = f.active;
        size_t count = active->count;
        for (size_t i = 0; 3 * (count - active->living) + 3 <= count; i++) {
            ent_compaction_run(active);
            CU_ASSERT_EQUAL(active->count, count);
            active->alive[i] = 0.0;
            active->living--;
        }
        active->alive[count - 1] = 0.0;
        active->living--;
        ent_compaction_run(active);
        CU_ASSERT_EQUAL(active->count, active->living);
        CU_ASSERT_PTR_NULL(ent_active_truces_check(active));
    }
    tear_down(&f);
}

/* Each invariant is broken once; the check names it. */
static void invariants(void)
{
    fixture f;

    if (set_up(&f)) {
        ent_active_truces *active = f.active;
        active->living++;
        CU_ASSERT_PTR_NOT_NULL(ent_active_truces_check(active));
        active->living--;
        active->with_force = active->count + 1;
        CU_ASSERT_PTR_NOT_NULL(ent_active_truces_check(active));
        active->with_force = 1;
        active->row[1] = active->row[0];
        CU_ASSERT_PTR_NOT_NULL(ent_active_truces_check(active)); /* in the risk set twice */
        ent_active_truces_start(active);
        ent_column_fill(active->now, 1.0, active->count);
        active->index[0]++;
        CU_ASSERT_PTR_NOT_NULL(ent_active_truces_check(active));
        active->index[0]--;
        active->timed[0].onset[0] = 13.0; /* after the horizon */
        CU_ASSERT_PTR_NOT_NULL(ent_active_truces_check(active));
        active->timed[0].onset[0] = 12.0;
        CU_ASSERT_PTR_NULL(ent_active_truces_check(active));
        active->departure[0].left[0] = 0.5;
        CU_ASSERT_PTR_NOT_NULL(ent_active_truces_check(active));
        active->departure[0].left[0] = 1.0;
        active->now[0] = 13.0;
        CU_ASSERT_PTR_NOT_NULL(ent_active_truces_check(active));
        active->now[0] = 12.0;
        CU_ASSERT_PTR_NULL(ent_active_truces_check(active));
        active->all_rows = true;
        CU_ASSERT_PTR_NOT_NULL(ent_active_truces_check(active));
    }
    tear_down(&f);
}

int main(void)
{
    CU_TestInfo tests[] = {{"risk set", risk_set}, {"compaction", compaction}, {"few ended", few_ended},
        {"invariants", invariants}, CU_TEST_INFO_NULL};

    return ent_run_suite("active truces", tests);
}
