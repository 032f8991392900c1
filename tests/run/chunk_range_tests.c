/* Chunk ranges: in any order, paused and continued, they add up to the run. */
#include "run/experiment_text.h"

#define SMALL_WORLDS                                                                                                   \
    "run: { worlds = 400; replications = 500; seed = 4; horizon = 6; };"                                               \
    "factors: { f = \"normal(0, 1)\"; };"                                                                              \
    "events: { e: \"logistic(f)\"; g: \"0.4 + 0.5 * f\"; h: \"0.5 + 0.1 * sqrt(f)\"; };"                               \
    "contributors: { a: { troops = \"1k to 9k\"; joins = 0.6; }; }; force: { required = 4000; }; headline = \"g\";"
#define SPLIT_WORLDS                                                                                                   \
    "run: { worlds = 3; replications = 150000; seed = 4; horizon = 6; };"                                              \
    "factors: { f = \"normal(0, 1)\"; }; events: { e: \"logistic(f)\"; g: \"0.4 + 0.5 * f\"; }; headline = \"g\";"

/* --- chunks ------------------------------------------------------------------------------------------------------- */

static void chunks_cover_all(void)
{
    static const char *const texts[] = {SMALL_WORLDS, SPLIT_WORLDS};

    for (size_t t = 0; t < 2; t++) {
        experiment_text text;
        if (experiment_text_open(&text, texts[t], NULL)) {
            ent_chunk_plan plan = ent_chunk_plan_make(&text.experiment.item[0]->model);
            uint64_t end = 0;
            CU_ASSERT_EQUAL(plan.chunks, t == 0 ? 7 : 9); /* of 66 worlds; of 65,536 draws or the rest of a world */
            for (uint64_t c = 0; c < plan.chunks; c++) {
                ent_chunk chunk = ent_chunk_plan_get(&plan, c);
                CU_ASSERT_EQUAL(chunk.first, end);
                CU_ASSERT_EQUAL(chunk.first, ent_chunk_plan_draws_before(&plan, c));
                CU_ASSERT_EQUAL(chunk.starts_world, chunk.first % plan.replications == 0);
                CU_ASSERT_EQUAL(chunk.world, chunk.first / plan.replications);
                CU_ASSERT_EQUAL((chunk.end - 1) / plan.replications, chunk.world + chunk.worlds - 1);
                end = chunk.end;
            }
            CU_ASSERT_EQUAL(end, plan.worlds * plan.replications);
            CU_ASSERT_EQUAL(ent_chunk_plan_draws_before(&plan, plan.chunks), end);
        }
        experiment_text_close(&text);
    }
}

/* The division into chunks, which files on disk depend on. With `until` the first 250 worlds (256 of a design) are
 * whole chunks. */
static void sizes_of_chunks(void)
{
    static const struct {
        uint64_t worlds, replications;
        size_t registers, horizon;
        uint64_t worlds_in_chunk, chunks_in_world, chunks;
        double until;
        ent_design_kind design;
    } cases[] = {{100, 32768, 0, 12, 1, 1, 100, 0, ENT_DESIGN_RANDOM},
        {100, 16384, 0, 12, 2, 1, 50, 0, ENT_DESIGN_RANDOM}, {100, 16385, 0, 12, 2, 1, 50, 0, ENT_DESIGN_RANDOM},
        {100, 16383, 0, 12, 3, 1, 34, 0, ENT_DESIGN_RANDOM}, {5000, 1, 0, 12, 1024, 1, 5, 0, ENT_DESIGN_RANDOM},
        {5000, 32, 1, 12, 1024, 1, 5, 0, ENT_DESIGN_RANDOM}, {5000, 33, 0, 12, 993, 1, 6, 0, ENT_DESIGN_RANDOM},
        {5000, 1, 1, 512, 1024, 1, 5, 0, ENT_DESIGN_RANDOM}, {5000, 1, 1, 513, 512, 1, 10, 0, ENT_DESIGN_RANDOM},
        {5000, 1, 4, 512, 256, 1, 20, 0, ENT_DESIGN_RANDOM}, {2, 1, 1000000, 600, 1, 1, 2, 0, ENT_DESIGN_RANDOM},
        {2, 65536, 0, 12, 1, 1, 2, 0, ENT_DESIGN_RANDOM}, {2, 65537, 0, 12, 1, 2, 4, 0, ENT_DESIGN_RANDOM},
        {3, 150000, 0, 12, 1, 3, 9, 0, ENT_DESIGN_RANDOM}, {1000, 500, 0, 12, 50, 1, 20, 0.01, ENT_DESIGN_RANDOM},
        {1000, 500, 0, 12, 64, 1, 16, 0.01, ENT_DESIGN_SOBOL}, {5000, 1, 0, 12, 250, 1, 20, 0.01, ENT_DESIGN_RANDOM},
        {5000, 1, 0, 12, 256, 1, 20, 0.01, ENT_DESIGN_SOBOL}, {5000, 131, 0, 12, 250, 1, 20, 0.01, ENT_DESIGN_RANDOM},
        {5000, 132, 0, 12, 125, 1, 40, 0.01, ENT_DESIGN_RANDOM},
        {100, 32768, 0, 12, 1, 1, 100, 0.01, ENT_DESIGN_RANDOM}, {3, 150000, 0, 12, 1, 3, 9, 0.01, ENT_DESIGN_RANDOM}};

    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        ent_scenario scenario = {.run = {.worlds = cases[i].worlds,
                                     .replications = cases[i].replications,
                                     .until = cases[i].until,
                                     .design = cases[i].design}};
        ent_model model = {.scenario = &scenario, .truce = {.horizon = cases[i].horizon}};
        ent_chunk_plan plan;
        model.program.space[ENT_SPACE_WORLD_MONTH].registers = cases[i].registers;
        plan = ent_chunk_plan_make(&model);
        CU_ASSERT_EQUAL(plan.worlds_in_chunk, cases[i].worlds_in_chunk);
        CU_ASSERT_EQUAL(plan.chunks_in_world, cases[i].chunks_in_world);
        CU_ASSERT_EQUAL(plan.chunks, cases[i].chunks);
    }
}

static void shares_cover_all(void)
{
    static const uint64_t chunks[] = {0, 1, 7, 100, UINT64_C(1) << 47};
    static const uint64_t shares[] = {1, 2, 3, 8, 100, 1000000};

    for (size_t c = 0; c < 5; c++) {
        for (size_t s = 0; s < 6; s++) {
            ent_chunk_plan plan = {.chunks = chunks[c]};
            uint64_t most = chunks[c] / shares[s] + 1;
            CU_ASSERT_EQUAL(ent_chunk_plan_boundary(&plan, 0, shares[s]), 0);
            CU_ASSERT_EQUAL(ent_chunk_plan_boundary(&plan, shares[s], shares[s]), chunks[c]);
            for (uint64_t i = 1; i <= shares[s] && i < 2000; i++) {
                uint64_t size =
                    ent_chunk_plan_boundary(&plan, i, shares[s]) - ent_chunk_plan_boundary(&plan, i - 1, shares[s]);
                CU_ASSERT(size == most || size == most - 1);
            }
        }
    }
}

/* --- chunk ranges ------------------------------------------------------------------------------------------------- */

static const ent_threshold at[] = {{1000.0, 0}, {5000.0, 0}};

static void count(ent_chunk_range *range, const ent_model *model, uint64_t first, uint64_t end)
{
    const ent_run_options options = {.threads = 2};

    CU_ASSERT_EQUAL_FATAL(ent_chunk_range_init(range, model, 2, first, end), ENT_OK);
    CU_ASSERT_EQUAL(ent_run_range(range, model, &options, at), ENT_OK);
    CU_ASSERT_EQUAL(range->next, end);
    CU_ASSERT_PTR_NULL(ent_chunk_range_check(range));
}

static bool same_guards(const ent_chunk_range *a, const ent_chunk_range *b)
{
    return a->guards == b->guards && memcmp(a->guard, b->guard, a->guards * sizeof(*a->guard)) == 0;
}

/* Number of draws, of all guards, in which a formula gave no number. */
static uint64_t without_number(const ent_chunk_range *range)
{
    uint64_t sum = 0;

    for (size_t g = 0; g < range->guards; g++) {
        sum += range->guard[g].nan;
    }
    return sum;
}

/* The last range first; where worlds are split, ranges end within worlds. */
static void any_order(void)
{
    static const char *const texts[] = {SMALL_WORLDS, SPLIT_WORLDS};

    for (size_t t = 0; t < 2; t++) {
        static const uint64_t ends[] = {0, 2, 4, 5};
        experiment_text text;
        if (experiment_text_open(&text, texts[t], NULL)) {
            const ent_model *model = &text.experiment.item[0]->model;
            ent_chunk_range whole;
            ent_chunk_range sum;
            count(&whole, model, 0, ent_chunk_plan_make(model).chunks);
            count(&sum, model, 5, whole.end);
            CU_ASSERT(whole.guards > 0 && whole.guard[0].moved > 0);
            CU_ASSERT_FALSE(same_tallies(&sum.tally, &whole.tally));
            CU_ASSERT(t == 0
                          ? without_number(&whole) > 2 * without_number(&sum) && without_number(&sum) > 0
                          : without_number(&whole) == 0); /* in every range some of the roots are of negative numbers */
            for (size_t i = 3; i-- > 0;) {
                ent_chunk_range range;
                count(&range, model, ends[i], ends[i + 1]);
                ent_chunk_range_merge(&sum, &range);
                ent_chunk_range_free(&range);
            }
            CU_ASSERT_TRUE(same_tallies(&sum.tally, &whole.tally));
            CU_ASSERT_TRUE(same_guards(&sum, &whole));
            ent_chunk_range_free(&sum);
            ent_chunk_range_free(&whole);
            ent_chunk_range_free(&whole);
        }
        experiment_text_close(&text);
    }
}

static void whole_worlds(void)
{
    experiment_text text;

    if (experiment_text_open(&text, SMALL_WORLDS, NULL)) {
        ent_chunk_range range;
        count(&range, &text.experiment.item[0]->model, 0, 2);
        CU_ASSERT_EQUAL(ent_chunk_range_whole_worlds(&range), 132);
        CU_ASSERT_EQUAL(ent_chunk_range_draws(&range), 66000);
        CU_ASSERT_EQUAL(range.tally.draws, 66000);
        ent_chunk_range_free(&range);
        count(&range, &text.experiment.item[0]->model, 1, 2);
        CU_ASSERT_EQUAL(ent_chunk_range_whole_worlds(&range), 0); /* without chunk 0 */
        ent_chunk_range_free(&range);
        count(&range, &text.experiment.item[0]->model, 6, 7);
        CU_ASSERT_EQUAL(ent_chunk_range_whole_worlds(&range), 0); /* complete ones, but not from world 0 on */
        CU_ASSERT_EQUAL(ent_chunk_range_draws(&range), 2000);
        ent_chunk_range_free(&range);
        count(&range, &text.experiment.item[0]->model, 0, 7);
        CU_ASSERT_EQUAL(ent_chunk_range_whole_worlds(&range), 400);
        ent_chunk_range_free(&range);
    }
    experiment_text_close(&text);
    if (experiment_text_open(&text, SPLIT_WORLDS, NULL)) {
        static const uint64_t worlds[] = {0, 0, 0, 1, 0, 0, 2};
        for (uint64_t chunks = 1; chunks < 7; chunks++) {
            ent_chunk_range range;
            count(&range, &text.experiment.item[0]->model, 0, chunks);
            CU_ASSERT_EQUAL(ent_chunk_range_whole_worlds(&range), worlds[chunks]);
            ent_chunk_range_free(&range);
        }
    }
    experiment_text_close(&text);
}

/* Each invariant is broken once; the check names it. */
static void invariants(void)
{
    experiment_text text;
    ent_chunk_range range;

    if (experiment_text_open(&text, SMALL_WORLDS, NULL)) {
        count(&range, &text.experiment.item[0]->model, 2, 5);
        range.first = 6;
        CU_ASSERT_PTR_NOT_NULL(ent_chunk_range_check(&range)); /* first > next */
        range.first = 2;
        range.end = 4;
        CU_ASSERT_PTR_NOT_NULL(ent_chunk_range_check(&range)); /* next > end */
        range.end = 8;
        CU_ASSERT_PTR_NOT_NULL(ent_chunk_range_check(&range)); /* beyond the run */
        range.end = 7;
        CU_ASSERT_PTR_NULL(ent_chunk_range_check(&range));
        range.next = 6;
        CU_ASSERT_PTR_NOT_NULL(ent_chunk_range_check(&range)); /* a chunk that is not counted */
        range.next = 5;
        range.plan.chunks_in_world = 2;
        CU_ASSERT_PTR_NOT_NULL(ent_chunk_range_check(&range)); /* split worlds without counts */
        ent_chunk_range_free(&range);
    }
    experiment_text_close(&text);
    if (experiment_text_open(&text, SPLIT_WORLDS, NULL)) {
        count(&range, &text.experiment.item[0]->model, 0, 2);
        CU_ASSERT_PTR_NULL(ent_chunk_range_check(&range));
        range.split[range.tally.layout.draws] = 150000;
        CU_ASSERT_PTR_NOT_NULL(ent_chunk_range_check(&range)); /* a complete world that is not in the tally */
        ent_chunk_range_free(&range);
    }
    experiment_text_close(&text);
}

/* --- pauses and stops --------------------------------------------------------------------------------------------- */

typedef struct watch {
    uint64_t asked, stop_after, draws;
    atomic_int stop;
} watch;

static bool always(void *context)
{
    ((watch *) context)->asked++;
    return true;
}

static void stop_later(void *context, uint64_t draws)
{
    watch *self = context;

    self->draws += draws;
    if (self->draws >= self->stop_after) {
        atomic_store(&self->stop, 1);
    }
}

#define MANY_CHUNKS "run: { worlds = 26; replications = 40000; seed = 9; horizon = 1; }; events: { e: 0.5; };"

/* A paused run has counted a multiple of ENT_RUN_PAUSE_CHUNKS chunks. */
static void pauses(void)
{
    experiment_text text;

    if (experiment_text_open(&text, MANY_CHUNKS, NULL)) {
        const ent_model *model = &text.experiment.item[0]->model;
        watch seen = {.stop_after = UINT64_MAX};
        const ent_run_options options = {.threads = 3, .pause = always, .context = &seen};
        ent_chunk_range whole;
        ent_chunk_range range;
        uint64_t calls = 0;
        count(&whole, model, 0, 26);
        CU_ASSERT_EQUAL_FATAL(ent_chunk_range_init(&range, model, 2, 0, 26), ENT_OK);
        while (range.next < range.end && calls < 30) {
            CU_ASSERT_EQUAL(ent_run_range(&range, model, &options, at), ENT_OK);
            CU_ASSERT(range.next == range.end || range.next % ENT_RUN_PAUSE_CHUNKS == 0);
            CU_ASSERT_EQUAL(range.tally.draws, range.next * 40000);
            CU_ASSERT_PTR_NULL(ent_chunk_range_check(&range));
            calls++;
        }
        CU_ASSERT_EQUAL(calls, 4); /* 8, 16, 24, 26 */
        CU_ASSERT(seen.asked >= 3);
        CU_ASSERT_TRUE(same_tallies(&range.tally, &whole.tally));
        CU_ASSERT_EQUAL(ent_run_range(&range, model, &options, at), ENT_OK); /* nothing is left to do */
        ent_chunk_range_free(&range);
        ent_chunk_range_free(&whole);
    }
    experiment_text_close(&text);
}

/* A stopped run has counted chunks without gaps, and continues to the same tally. */
static void stops(void)
{
    experiment_text text;

    if (experiment_text_open(&text, MANY_CHUNKS, NULL)) {
        const ent_model *model = &text.experiment.item[0]->model;
        watch seen = {.stop_after = 5 * 40000};
        ent_run_options options = {.threads = 3, .progress = stop_later, .stop = &seen.stop, .context = &seen};
        ent_chunk_range whole;
        ent_chunk_range range;
        atomic_init(&seen.stop, 0);
        count(&whole, model, 0, 26);
        CU_ASSERT_EQUAL_FATAL(ent_chunk_range_init(&range, model, 2, 0, 26), ENT_OK);
        CU_ASSERT_EQUAL(ent_run_range(&range, model, &options, at), ENT_ERR_INTERRUPTED);
        CU_ASSERT(range.next >= 5 && range.next <= 8); /* at most two other threads were in a chunk */
        CU_ASSERT_EQUAL(range.tally.draws, range.next * 40000);
        CU_ASSERT_EQUAL(seen.draws, range.tally.draws);
        CU_ASSERT_PTR_NULL(ent_chunk_range_check(&range));
        options.stop = NULL;
        CU_ASSERT_EQUAL(ent_run_range(&range, model, &options, at), ENT_OK);
        CU_ASSERT_TRUE(same_tallies(&range.tally, &whole.tally));
        ent_chunk_range_free(&range);
        ent_chunk_range_free(&whole);
    }
    experiment_text_close(&text);
}

int main(void)
{
    CU_TestInfo tests[] = {{"chunks cover all", chunks_cover_all}, {"sizes of chunks", sizes_of_chunks},
        {"shares cover all", shares_cover_all}, {"any order", any_order}, {"whole worlds", whole_worlds},
        {"invariants", invariants}, {"pauses", pauses}, {"stops", stops}, CU_TEST_INFO_NULL};

    return ent_run_suite("chunk ranges", tests);
}
