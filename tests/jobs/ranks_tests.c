/* A run on several ranks, which here are threads with memory between them: the same tables as on one. The functions of
 * run/ranks/ranks.h below take the place of the library's. */
#include "job_case.h"

#include "jobs/ranks_run.h"
#include "jobs/run.h"
#include "run/ranks/ranks.h"

#include <pthread.h>

enum { RANKS = 3, NUMBERS = 8 };

/* Messages between the ranks, under one lock. */
static struct exchange {
    pthread_mutex_t lock;
    pthread_cond_t changed;
    uint64_t number[NUMBERS]; /* of the last call of tell */
    size_t round;             /* calls of tell by rank 0 */
    unsigned char *data[RANKS];
    size_t length[RANKS];
    int aborted; /* exit status; 0: not */
    bool damage; /* what rank 2 sends */
} exchange = {.lock = PTHREAD_MUTEX_INITIALIZER, .changed = PTHREAD_COND_INITIALIZER};

static _Thread_local unsigned own_rank;
static _Thread_local size_t own_round;

unsigned ent_ranks_count(void)
{
    return RANKS;
}

unsigned ent_ranks_rank(void)
{
    return own_rank;
}

void ent_ranks_abort(int exit_status)
{
    exchange.aborted = exit_status;
}

void ent_ranks_broadcast(uint64_t *number, size_t count)
{
    pthread_mutex_lock(&exchange.lock);
    if (own_rank == 0) {
        memcpy(exchange.number, number, count * sizeof(*number));
        exchange.round++;
        pthread_cond_broadcast(&exchange.changed);
    } else {
        while (exchange.round == own_round) {
            pthread_cond_wait(&exchange.changed, &exchange.lock);
        }
        own_round++;
        memcpy(number, exchange.number, count * sizeof(*number));
    }
    pthread_mutex_unlock(&exchange.lock);
}

void ent_ranks_send(const unsigned char *data, size_t length)
{
    unsigned char *copy = malloc(length);

    if (copy == NULL) {
        abort();
    }
    memcpy(copy, data, length);
    pthread_mutex_lock(&exchange.lock);
    if (exchange.damage && own_rank == 2) {
        memset(copy, 0xFF, length < 64 ? length : 64);
    }
    exchange.data[own_rank] = copy;
    exchange.length[own_rank] = length;
    pthread_cond_broadcast(&exchange.changed);
    pthread_mutex_unlock(&exchange.lock);
}

unsigned char *ent_ranks_receive(unsigned rank, size_t *length)
{
    unsigned char *data;

    pthread_mutex_lock(&exchange.lock);
    while (exchange.data[rank] == NULL) {
        pthread_cond_wait(&exchange.changed, &exchange.lock);
    }
    data = exchange.data[rank];
    *length = exchange.length[rank];
    exchange.data[rank] = NULL;
    pthread_mutex_unlock(&exchange.lock);
    return data;
}

int ent_ranks_open(void)
{
    return ENT_OK;
}

void ent_ranks_close(void)
{
}

uint64_t ent_ranks_max(uint64_t number)
{
    return number;
}

/* --- the ranks ---------------------------------------------------------------------------------------------------- */

static job_experiment loaded[RANKS]; /* each rank's own */

static void *help(void *context)
{
    ent_experiment *experiment = NULL;

    own_rank = *(unsigned *) context;
    experiment = &loaded[own_rank].experiment;
    ent_ranks_run_help(&experiment, 1, 1);
    return NULL;
}

/* Runs the scenario on all ranks. */
static int run(ent_results *results, job_record *record)
{
    static const ent_job_request request = {.threads = 1, .ranks = true};
    pthread_t thread[RANKS];
    unsigned rank[RANKS] = {0, 1, 2};
    int status;

    exchange.round = 0;
    exchange.aborted = 0;
    for (unsigned r = 1; r < RANKS; r++) {
        CU_ASSERT_EQUAL_FATAL(pthread_create(&thread[r], NULL, help, &rank[r]), 0);
    }
    job_record_init(record);
    status = ent_job_run(results, &request, &record->host, &loaded[0].experiment, 0);
    ent_ranks_run_end();
    for (unsigned r = 1; r < RANKS; r++) {
        pthread_join(thread[r], NULL);
    }
    return status;
}

static void test_same_tables(void)
{
    static const ent_job_request alone = {.threads = 1};
    job_record record;
    ent_results together = {.stopped = false};
    ent_results one = {.stopped = false};

    for (size_t r = 0; r < RANKS; r++) {
        job_experiment_open(&loaded[r], JOB_SCENARIO, NULL);
    }
    CU_ASSERT_EQUAL(run(&together, &record), ENT_OK);
    CU_ASSERT_EQUAL(record.done, UINT64_C(800000)); /* the draws of all ranks */
    CU_ASSERT_EQUAL(record.total, record.done);
    CU_ASSERT_TRUE(exchange.round > 3);
    CU_ASSERT_EQUAL(exchange.aborted, 0);
    CU_ASSERT_EQUAL(ent_job_run(&one, &alone, &record.host, &loaded[0].experiment, 0), ENT_OK);
    for (size_t t = 0; t < ENT_TABLES_COUNT; t++) {
        CU_ASSERT_EQUAL_FATAL(together.table[t].length, one.table[t].length);
        CU_ASSERT_TRUE(
            one.table[t].length == 0 || memcmp(together.table[t].bytes, one.table[t].bytes, one.table[t].length) == 0);
    }
    ent_results_free(&one);
    ent_results_free(&together);
}

/* Counts that do not fit end the job on all ranks. */
static void test_damage(void)
{
    job_record record;
    ent_results results = {.stopped = false};

    exchange.damage = true;
    CU_ASSERT_EQUAL(run(&results, &record), ENT_ERR_CHECKPOINT);
    CU_ASSERT_EQUAL(exchange.aborted, EXIT_FAILURE);
    CU_ASSERT_EQUAL(record.messages[ENT_SEVERITY_ERROR], 1);
    CU_ASSERT_PTR_NOT_NULL(strstr(record.text, "a stretch of the run could not be added up"));
    exchange.damage = false;
    ent_results_free(&results);
}

/* Stopped before a window: the other ranks count nothing. */
static void test_stopped(void)
{
    static const ent_job_request request = {.threads = 1, .ranks = true};
    job_record record;
    ent_results results = {.stopped = false};
    size_t rounds = exchange.round;

    job_record_init(&record);
    atomic_store(&record.stop, 1);
    CU_ASSERT_EQUAL(ent_job_run(&results, &request, &record.host, &loaded[0].experiment, 0), ENT_ERR_INTERRUPTED);
    CU_ASSERT_EQUAL(exchange.round, rounds);
    ent_results_free(&results);
}

int main(void)
{
    CU_TestInfo tests[] = {
        {"the same tables", test_same_tables},
        {"damaged counts", test_damage},
        {"stopped", test_stopped},
        CU_TEST_INFO_NULL,
    };
    int status = ent_run_suite("jobs/ranks", tests);

    for (size_t r = 0; r < RANKS; r++) {
        job_experiment_close(&loaded[r]);
    }
    return status;
}
