/* Chunk ranges as bytes: counts read equal counts written, are added to others, and bytes of other models are refused.
 */
#include "run/everything.h"
#include "run/experiment_text.h"

#include "checkpoint/tally_codec.h"

static const ent_threshold at[] = {{1000.0, 0}, {5000.0, 0}, {9000.0, 0}};

static void count(ent_chunk_range *range, const ent_model *model, uint64_t first, uint64_t end)
{
    const ent_run_options options = {.threads = 1};

    CU_ASSERT_EQUAL_FATAL(ent_chunk_range_init(range, model, 3, first, end), ENT_OK);
    CU_ASSERT_EQUAL_FATAL(ent_run_range(range, model, &options, at), ENT_OK);
}

static bool same_parts(const ent_chunk_range *a, const ent_chunk_range *b)
{
    size_t split = a->split != NULL ? (size_t) a->plan.worlds * a->split_columns : 0;

    return same_tallies(&a->tally, &b->tally) && memcmp(a->guard, b->guard, a->guards * sizeof(*a->guard)) == 0 &&
           (a->split != NULL) == (b->split != NULL) &&
           (split == 0 || memcmp(a->split, b->split, split * sizeof(*a->split)) == 0);
}

static const char *const texts[] = {"run: { worlds = 200; replications = 500; seed = 5; horizon = 24; };" EVERYTHING,
    "run: { worlds = 2; replications = 140001; seed = 5; horizon = 12; };" EVERYTHING,
    "run: { worlds = 200; replications = 500; seed = 5; horizon = 24; };" EVERYTHING "given = \"agreed or mandate\";",
    "run: { worlds = 2; replications = 140001; seed = 5; horizon = 12; };" EVERYTHING "given = \"mandate\";",
    "run: { worlds = 1; replications = 1; seed = 1; horizon = 1; };",
    ("run: { worlds = 900; replications = 100; horizon = 3; }; events: { e: \"normal(0.5, 1)\"; };"
     "headline = \"e\";")};

static void round_trip(void)
{
    for (size_t t = 0; t < sizeof(texts) / sizeof(*texts); t++) {
        experiment_text text;
        if (experiment_text_open(&text, texts[t], NULL)) {
            const ent_model *model = &text.experiment.item[0]->model;
            uint64_t chunks = ent_chunk_plan_make(model).chunks;
            for (uint64_t end = 0; end <= chunks; end++) { /* none, some, all */
                ent_arena arena = {0};
                ent_chunk_range range;
                ent_chunk_range read;
                ent_chunk_span span;
                size_t length = 0;
                unsigned char *data;
                count(&range, model, 0, end);
                data = ent_chunk_range_encoded(&range, &arena, &length);
                CU_ASSERT_PTR_NOT_NULL_FATAL(data);
                CU_ASSERT_EQUAL_FATAL(ent_chunk_range_init(&read, model, 3, 0, chunks), ENT_OK);
                CU_ASSERT_EQUAL(ent_chunk_range_decode(&read, data, length, &span), ENT_OK);
                CU_ASSERT_EQUAL(span.first, 0);
                CU_ASSERT_EQUAL(span.next, end);
                CU_ASSERT_TRUE(same_parts(&read, &range));
                ent_chunk_range_free(&read);
                ent_chunk_range_free(&range);
                ent_arena_free(&arena);
            }
        }
        experiment_text_close(&text);
    }
}

/* Chunk by chunk, the last first, added up. */
static void adds_up(void)
{
    for (size_t t = 0; t < sizeof(texts) / sizeof(*texts); t++) {
        experiment_text text;
        if (experiment_text_open(&text, texts[t], NULL)) {
            const ent_model *model = &text.experiment.item[0]->model;
            uint64_t chunks = ent_chunk_plan_make(model).chunks;
            ent_chunk_range whole;
            ent_chunk_range sum;
            count(&whole, model, 0, chunks);
            CU_ASSERT_EQUAL_FATAL(ent_chunk_range_init(&sum, model, 3, 0, chunks), ENT_OK);
            for (uint64_t c = chunks; c-- > 0;) {
                ent_arena arena = {0};
                ent_chunk_range range;
                ent_chunk_span span;
                size_t length = 0;
                unsigned char *data;
                count(&range, model, c, c + 1);
                data = ent_chunk_range_encoded(&range, &arena, &length);
                CU_ASSERT_EQUAL(ent_chunk_range_decode(&sum, data, length, &span), ENT_OK);
                CU_ASSERT_EQUAL(span.first, c);
                CU_ASSERT_EQUAL(span.next, c + 1);
                ent_chunk_range_free(&range);
                ent_arena_free(&arena);
            }
            CU_ASSERT_TRUE(same_parts(&sum, &whole));
            ent_chunk_range_free(&sum);
            ent_chunk_range_free(&whole);
        }
        experiment_text_close(&text);
    }
}

/* Bytes of a model with other sizes. */
static void foreign(void)
{
    experiment_text text;
    experiment_text other;

    if (experiment_text_open(&text, texts[0], NULL) && experiment_text_open(&other, texts[3], NULL)) {
        ent_arena arena = {0};
        ent_chunk_range range;
        ent_chunk_range read;
        ent_chunk_span span;
        size_t length = 0;
        unsigned char *data;
        count(&range, &text.experiment.item[0]->model, 0, 1);
        data = ent_chunk_range_encoded(&range, &arena, &length);
        CU_ASSERT_EQUAL_FATAL(ent_chunk_range_init(&read, &other.experiment.item[0]->model, 3, 0, 1), ENT_OK);
        CU_ASSERT_EQUAL(ent_chunk_range_decode(&read, data, length, &span), ENT_ERR_CHECKPOINT);
        ent_chunk_range_free(&read);
        CU_ASSERT_EQUAL_FATAL(ent_chunk_range_init(&read, &text.experiment.item[0]->model, 2, 0, 1), ENT_OK);
        CU_ASSERT_EQUAL(ent_chunk_range_decode(&read, data, length, &span), ENT_ERR_CHECKPOINT); /* other thresholds */
        ent_chunk_range_free(&read);
        ent_chunk_range_free(&range);
        ent_arena_free(&arena);
        experiment_text_close(&other);
    }
    experiment_text_close(&text);
}

#define TINY                                                                                                           \
    "run: { worlds = 2; replications = 66000; seed = 5; horizon = 2; };"                                               \
    "contributors: { c: { troops = 5; joins = 0.5; }; }; events: { e: \"normal(0.5, 1)\"; };"                          \
    "parties: { p: { threshold = 0.4; }; }; demands: { d: { options = (\"x\"); p: { weight = 1; scores = (1); }; }; "  \
    "}; checks = (\"E(force.offered given e) > 1\");"

/* Cut off after any byte: refused. Any byte changed: refused, or read as other counts (the files' hashes are there to
 * tell), but never more than that. */
static void damage(void)
{
    experiment_text text;

    if (experiment_text_open(&text, TINY, NULL)) {
        const ent_model *model = &text.experiment.item[0]->model;
        ent_arena arena = {0};
        ent_chunk_range range;
        size_t length = 0;
        size_t refused = 0;
        unsigned char *data;
        count(&range, model, 0, 1);
        data = ent_chunk_range_encoded(&range, &arena, &length);
        for (size_t i = 0; i < 2 * length; i++) {
            ent_chunk_range read;
            ent_chunk_span span;
            int status;
            CU_ASSERT_EQUAL_FATAL(ent_chunk_range_init(&read, model, 3, 0, 4), ENT_OK);
            if (i < length) {
                CU_ASSERT_EQUAL(ent_chunk_range_decode(&read, data, i, &span), ENT_ERR_CHECKPOINT);
            } else {
                data[i - length] ^= (unsigned char) (i % 255 + 1);
                status = ent_chunk_range_decode(&read, data, length, &span);
                CU_ASSERT(status == ENT_OK || status == ENT_ERR_CHECKPOINT);
                refused += status == ENT_OK ? 0 : 1;
                data[i - length] ^= (unsigned char) (i % 255 + 1);
            }
            ent_chunk_range_free(&read);
        }
        CU_ASSERT(refused > length / 4);
        ent_chunk_range_free(&range);
        ent_arena_free(&arena);
    }
    experiment_text_close(&text);
}

int main(void)
{
    CU_TestInfo tests[] = {
        {"round trip", round_trip}, {"adds up", adds_up}, {"foreign", foreign}, {"damage", damage}, CU_TEST_INFO_NULL};

    return ent_run_suite("parts as bytes", tests);
}
