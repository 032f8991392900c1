/* The public interface from several threads: scenarios of their own, tables as alone. */
#include "interface_case.h"

#include <pthread.h>

typedef struct worker {
    const char *set;
    entente_scenario *scenario;
    entente_results *results;
    int status;
} worker;

static void *work(void *context)
{
    worker *self = context;

    self->status = entente_open_text(&self->scenario, "case", CASE_TEXT, &self->set, 1, NULL);
    if (self->status == ENTENTE_OK) {
        self->status = entente_run(self->scenario, NULL, &self->results);
    }
    return NULL;
}

/* Two scenarios at once, in two threads: the tables of each as alone. */
static void test_threads(void)
{
    worker alone[2] = {{.set = "run.seed = 11"}, {.set = "force.required = 20k"}};
    worker together[2] = {alone[0], alone[1]};
    pthread_t thread[2];

    for (size_t i = 0; i < 2; i++) {
        work(&alone[i]);
        CU_ASSERT_EQUAL_FATAL(pthread_create(&thread[i], NULL, work, &together[i]), 0);
    }
    for (size_t i = 0; i < 2; i++) {
        pthread_join(thread[i], NULL);
        CU_ASSERT_EQUAL_FATAL(together[i].status, ENTENTE_OK);
        CU_ASSERT_TRUE(case_same_tables(alone[i].results, together[i].results));
    }
    CU_ASSERT_FALSE(case_same_tables(alone[0].results, alone[1].results));
    for (size_t i = 0; i < 2; i++) {
        entente_results_free(alone[i].results);
        entente_results_free(together[i].results);
        entente_scenario_free(alone[i].scenario);
        entente_scenario_free(together[i].scenario);
    }
}

int main(void)
{
    CU_TestInfo tests[] = {{"two scenarios in two threads", test_threads}, CU_TEST_INFO_NULL};

    return ent_run_suite("interface of threads", tests);
}
