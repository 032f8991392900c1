/* Memory that runs out at every request of writing a table, in turn: alone, and with all later ones. */
#include "failing_memory.h"

#include "fake_scenario.h"
#include "run/experiment_text.h"
#include "tables/format/csv_writer.h"
#include "tables/format/memory_table.h"
#include "tables/tables.h"

static const char text[] = "run: { worlds = 3; replications = 4; horizon = 2; };"
                           "factors: { f = { value = \"normal(0.5, 0.4)\"; note = \"a guess\"; }; };"
                           "contributors: { a: { troops = \"1 to 900\"; joins = \"f\"; }; };"
                           "parties: { p: { threshold = 0.4; }; };"
                           "demands: { d: { options = (\"x\", \"y\"); p: { scores = (1, 0.2); }; }; };"
                           "truce: { causes: { c: { hazard = 0.1; }; }; };";

typedef struct subject {
    const ent_table *table;
    ent_figures figures;
    bool in_memory; /* The memory table, else CSV */
} subject;

static int try_write(void *context)
{
    subject *self = context;
    ent_csv_writer writer = {0};
    ent_memory_table memory_table = {0};
    ent_sink *sink = self->in_memory ? ent_memory_table_sink(&memory_table) : ent_csv_sink(&writer);
    int status = ent_table_write(self->table, sink, &self->figures);

    if (status == ENT_OK) { /* the second variant is below the same column names */
        status = ent_table_write(self->table, sink, &self->figures);
    }
    ent_memory_table_free(&memory_table);
    ent_csv_writer_free(&writer);
    return status;
}

static void test_tables(void)
{
    experiment_text loaded;
    ent_diagnostics diagnostics = {0};

    memory_allow_all();
    if (experiment_text_open(&loaded, text, NULL)) {
        ent_variant_model *base = loaded.experiment.item[0];
        size_t thresholds;
        subject self = {.in_memory = false};
        experiment_text_run(&loaded, 1);
        self.figures = (ent_figures){.variant = base->id,
            .scenario = &base->scenario,
            .tally = &loaded.tally,
            .base = &loaded.tally,
            .threshold = ent_experiment_thresholds(&loaded.experiment, &thresholds),
            .compiled = base,
            .guard = loaded.guard,
            .draws = 7,
            .diagnostics = &diagnostics};
        for (size_t t = 0; t < (size_t) 2 * ENT_TABLES_COUNT; t++) {
            self.table = ent_tables[t / 2];
            self.in_memory = t % 2 == 1;
            if (self.table->write != NULL) {
                CU_ASSERT(memory_exhaust(try_write, &self, ENT_OK) >= 2);
            }
        }
    }
    CU_ASSERT_EQUAL(diagnostics.count, 0);
    ent_diagnostics_free(&diagnostics);
    experiment_text_close(&loaded);
}

static int try_columns(void *context)
{
    ent_arena arena = {0};
    size_t columns;
    const char **name = ent_table_columns(&ent_table_draws, context, &arena, &columns);

    ent_arena_free(&arena);
    return name != NULL ? ENT_OK : ENT_ERR_NO_MEMORY;
}

static void test_columns(void)
{
    ent_scenario scenario = fake_scenario();

    CU_ASSERT(memory_exhaust(try_columns, &scenario, ENT_OK) > 10);
}

int main(void)
{
    CU_TestInfo tests[] = {{"tables", test_tables}, {"columns", test_columns}, CU_TEST_INFO_NULL};

    return ent_run_suite("tables/exhaustion", tests);
}
