#include "base/arena.h"
#include "base/status.h"
#include "suite.h"

#include <stdint.h>
#include <string.h>

static void test_zeroed_and_freed_twice(void)
{
    ent_arena arena = {0};

    ent_arena_free(&arena);
    ent_arena_free(&arena);
    ent_arena_init(&arena);
    CU_ASSERT_PTR_NOT_NULL(ent_arena_alloc(&arena, 0));
    ent_arena_free(&arena);
    CU_ASSERT_PTR_NULL(arena.page);
    CU_ASSERT_PTR_NOT_NULL(ent_arena_alloc(&arena, 1)); /* usable again */
    ent_arena_free(&arena);
}

static void test_zero_filled_and_apart(void)
{
    ent_arena arena = {0};
    unsigned char *piece[200];
    size_t size[200];

    for (size_t i = 0; i < 200; i++) {
        size[i] = i % 7 == 0 ? 20000 + i : 1 + i; /* small ones, and some larger than a page */
        piece[i] = ent_arena_alloc(&arena, size[i]);
        CU_ASSERT_PTR_NOT_NULL_FATAL(piece[i]);
        CU_ASSERT_EQUAL((uintptr_t) piece[i] % 64, 0);
        for (size_t k = 0; k < size[i]; k++) {
            CU_ASSERT_EQUAL_FATAL(piece[i][k], 0);
        }
        memset(piece[i], (int) (i + 1), size[i]);
    }
    CU_ASSERT_TRUE(ent_arena_check(&arena));
    for (size_t i = 0; i < 200; i++) {
        CU_ASSERT_EQUAL(piece[i][0], (unsigned char) (i + 1));
        CU_ASSERT_EQUAL(piece[i][size[i] - 1], (unsigned char) (i + 1));
    }
    ent_arena_free(&arena);
}

static void test_sizes_that_do_not_fit(void)
{
    ent_arena arena = {0};

    CU_ASSERT_PTR_NULL(ent_arena_alloc(&arena, SIZE_MAX));
    CU_ASSERT_PTR_NULL(ent_arena_alloc(&arena, SIZE_MAX - 100));
    CU_ASSERT_PTR_NULL(ent_arena_array(&arena, SIZE_MAX / 4, 8));
    CU_ASSERT_PTR_NULL(ent_arena_array(&arena, 2, SIZE_MAX));
    CU_ASSERT_PTR_NOT_NULL(ent_arena_array(&arena, 0, 8));
    CU_ASSERT_PTR_NOT_NULL(ent_arena_array(&arena, SIZE_MAX, 0));
    ent_arena_free(&arena);
}

static void test_texts(void)
{
    ent_arena arena = {0};

    CU_ASSERT_STRING_EQUAL(ent_arena_strdup(&arena, "abc"), "abc");
    CU_ASSERT_STRING_EQUAL(ent_arena_strdup(&arena, ""), "");
    CU_ASSERT_STRING_EQUAL(ent_arena_strndup(&arena, "abc", 2), "ab");
    CU_ASSERT_STRING_EQUAL(ent_arena_strndup(&arena, "abc", 0), "");
    CU_ASSERT_STRING_EQUAL(ent_arena_printf(&arena, "%s-%d", "x", 42), "x-42");
    CU_ASSERT_EQUAL(strlen(ent_arena_printf(&arena, "%*s", 40000, "")), 40000);
    ent_arena_free(&arena);
}

static void test_every_status_has_a_sentence(void)
{
    const char *unknown = ent_strerror(1);

    for (int status = 0; status >= ENT_ERR_CHECKPOINT; status--) {
        CU_ASSERT_STRING_NOT_EQUAL(ent_strerror(status), unknown);
        for (int other = status - 1; other >= ENT_ERR_CHECKPOINT; other--) {
            CU_ASSERT_STRING_NOT_EQUAL(ent_strerror(status), ent_strerror(other));
        }
    }
    CU_ASSERT_STRING_EQUAL(unknown, "unknown error");
    CU_ASSERT_STRING_EQUAL(ent_strerror(ENT_ERR_CHECKPOINT - 1), unknown);
    CU_ASSERT_STRING_EQUAL(ent_strerror(ENT_ERR_NO_MEMORY), "out of memory");
}

int main(void)
{
    CU_TestInfo tests[] = {{"zeroed, freed twice", test_zeroed_and_freed_twice},
        {"zero-filled, apart, aligned", test_zero_filled_and_apart},
        {"sizes that do not fit", test_sizes_that_do_not_fit}, {"texts", test_texts},
        {"statuses", test_every_status_has_a_sentence}, CU_TEST_INFO_NULL};

    return ent_run_suite("arena", tests);
}
