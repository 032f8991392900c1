/* scenarios/ukraine-2025.cfg: more troops never make the truce more dangerous. The hazard of month 1 is read from the
 * engine for forces from no troops to all required ones, draw by draw, in the same worlds and with the same deal. */
#include "load_file.h"
#include "model/scenario_text.h"

enum { WORLDS = 60, REPLICATIONS = 10, ROWS = WORLDS * REPLICATIONS };

/* One deal that all sign in every draw, with Western troops; no contributor comes but France, at once and for good. */
static const char *const sets[] = {"run.horizon = 1", "parties.russia.threshold = 0", "parties.ukraine.threshold = 0",
    "talks.stages.bilateral = 1", "talks.stages.trilateral = 1", "talks.stages.comprehensive = 1",
    "ratification.rada.chance = 1", "contributors.france.lead_months = 0", "contributors.france.leaves = 0",
    "contributors.france.pool = 1M", "events.consent_ends.monthly = 0", "events.us_withdraws.monthly = 0",
    "events.aid_dries_up.monthly = 0",
    "truce.causes.internal.contained = if(month > 99, 1, 0)"}; /* month by month, so that the hazard is a column */

static void assign(ent_tree *tree, ent_diagnostics *said, const char *assignment)
{
    int status = ent_tree_assign(tree, assignment, (ent_position){0}, said);

    if (status != ENT_OK) {
        fprintf(stderr, "%s: %s\n", assignment, said->count > 0 ? said->item[0].text : "");
    }
    CU_ASSERT_EQUAL_FATAL(status, ENT_OK);
}

/* Leaves the first option of each demand (of Western troops: deployed) and no red line, so that every draw has the same
 * deal. */
static void fix_deal(ent_tree *tree, const ent_scenario *scenario, ent_diagnostics *said)
{
    for (size_t d = 0; d < scenario->demands; d++) {
        char zeros[64] = "0", first[64] = "true";
        char text[160];
        for (size_t o = 1; o < scenario->demand[d].options; o++) {
            strcat(zeros, ", 0");
            strcat(first, ", false");
        }
        (void) snprintf(text, sizeof(text), "demands.%s.available = (%s)", scenario->demand[d].label.id, first);
        assign(tree, said, text);
        for (size_t p = 0; p < 2; p++) {
            (void) snprintf(text, sizeof(text), "demands.%s.%s.refuses = (%s)", scenario->demand[d].label.id,
                p == 0 ? "russia" : "ukraine", zeros);
            assign(tree, said, text);
        }
    }
}

/* Fills hazard[ROWS], all causes in month 1, by draw. troops: of France. */
static void read_hazards(double troops, const char *monitors, double *hazard)
{
    char path[1024], text[80];
    scenario_text self = {0};
    ent_simulator simulator = {.block = {.model = NULL}};
    const ent_active_truces *truces = &simulator.truces.active;

    (void) snprintf(path, sizeof(path), "%s/scenarios/ukraine-2025.cfg", ENTENTE_SOURCE);
    CU_ASSERT_EQUAL_FATAL(ent_tree_load(&self.tree, path, ent_test_load_file, NULL, &self.said), ENT_OK);
    CU_ASSERT_EQUAL_FATAL(ent_scenario_read(&self.scenario, "ukraine-2025", &self.tree, &self.said), ENT_OK);
    for (size_t i = 0; i < sizeof(sets) / sizeof(*sets); i++) {
        assign(&self.tree, &self.said, sets[i]);
    }
    for (size_t c = 0; c < self.scenario.contributors; c++) {
        const char *id = self.scenario.contributor[c].label.id;
        (void) snprintf(text, sizeof(text), "contributors.%s.joins = %d", id, strcmp(id, "france") == 0 && troops > 0);
        assign(&self.tree, &self.said, text);
    }
    fix_deal(&self.tree, &self.scenario, &self.said);
    (void) snprintf(text, sizeof(text), "contributors.france.troops = %.0f", troops);
    assign(&self.tree, &self.said, text);
    (void) snprintf(text, sizeof(text), "demands.line_watch.available = (%s)", monitors);
    assign(&self.tree, &self.said, text);
    ent_scenario_free(&self.scenario);
    CU_ASSERT_EQUAL_FATAL(ent_scenario_read(&self.scenario, "ukraine-2025", &self.tree, &self.said), ENT_OK);
    CU_ASSERT_EQUAL_FATAL(
        ent_model_compile(&self.model, &self.scenario, ent_kernels_select(NULL), false, &self.said), ENT_OK);
    CU_ASSERT_FALSE_FATAL(self.model.truce.event_driven);
    CU_ASSERT_EQUAL_FATAL(ent_simulator_init(&simulator, &self.model, WORLDS), ENT_OK);
    ent_simulator_set_worlds(&simulator, 0, WORLDS, REPLICATIONS, true);
    for (size_t first = 0; first < ROWS; first += ENT_BLOCK_ROWS) {
        size_t rows = ROWS - first < ENT_BLOCK_ROWS ? ROWS - first : (size_t) ENT_BLOCK_ROWS;
        CU_ASSERT_EQUAL_FATAL(ent_simulator_run(&simulator, first, rows), ENT_OK);
        CU_ASSERT_EQUAL_FATAL(truces->count, rows);
        for (size_t i = 0; i < rows; i++) {
            hazard[first + truces->row[i]] = truces->hazard[i];
        }
    }
    ent_simulator_free(&simulator);
    scenario_text_close(&self);
}

static void hazard_falls_with_troops(void)
{
    static const double troops[] = {0, 1000, 3000, 10000, 20000, 35000};
    static const char *const monitors[] = {"true, false", "false, true"};
    enum { FORCES = sizeof(troops) / sizeof(*troops) };

    for (size_t m = 0; m < 2; m++) {
        double hazard[FORCES][ROWS];
        double mean[FORCES] = {0};
        for (size_t f = 0; f < FORCES; f++) {
            size_t higher = 0;
            read_hazards(troops[f], monitors[m], hazard[f]);
            for (size_t i = 0; i < ROWS; i++) {
                CU_ASSERT(hazard[f][i] > 0.0);
                higher += f > 0 && hazard[f][i] > hazard[f - 1][i] * (1 + 1e-12) ? 1 : 0;
                mean[f] += hazard[f][i] / ROWS;
            }
            CU_ASSERT_EQUAL(higher, 0);
        }
        CU_ASSERT(mean[1] < mean[0] || m == 1); /* a tripwire deters, if less than monitors may */
        CU_ASSERT(mean[2] < mean[0]);
        CU_ASSERT(mean[3] < 0.9 * mean[0]); /* a force above it clearly */
    }
}

int main(void)
{
    CU_TestInfo tests[] = {{"the hazard never rises with troops", hazard_falls_with_troops}, CU_TEST_INFO_NULL};

    return ent_run_suite("the hazard in ukraine-2025", tests);
}
