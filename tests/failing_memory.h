/* All memory of the engine fails on request: the arena (see failing_arena.h) and malloc, calloc, realloc and
 * aligned_alloc, which the linker puts through here (--wrap; see CMakeLists.txt). One program includes it once. */
#ifndef ENT_TESTS_FAILING_MEMORY_H
#define ENT_TESTS_FAILING_MEMORY_H

#include "failing_arena.h"
#include "suite.h"

#include "base/status.h"

#include <limits.h>
#include <stdatomic.h>
#include <stdbool.h>

typedef struct memory_plan {
    atomic_long left; /* so many requests more are met */
    bool once;        /* only the one after these fails; otherwise all later ones do */
    atomic_bool ran_out;
} memory_plan;

static memory_plan memory;

static bool memory_is_out(void)
{
    long left = atomic_fetch_sub(&memory.left, 1);

    if (left > 0 || (memory.once && left < 0)) {
        return false;
    }
    atomic_store(&memory.ran_out, true);
    return true;
}

/* NOLINTBEGIN: the linker chooses these names */
void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *old, size_t size);
void *__real_aligned_alloc(size_t alignment, size_t size);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *old, size_t size);
void *__wrap_aligned_alloc(size_t alignment, size_t size);

void *__wrap_malloc(size_t size)
{
    return memory_is_out() ? NULL : __real_malloc(size);
}

void *__wrap_calloc(size_t count, size_t size)
{
    return memory_is_out() ? NULL : __real_calloc(count, size);
}

void *__wrap_realloc(void *old, size_t size)
{
    return memory_is_out() ? NULL : __real_realloc(old, size);
}

void *__wrap_aligned_alloc(size_t alignment, size_t size)
{
    return memory_is_out() ? NULL : __real_aligned_alloc(alignment, size);
}
/* NOLINTEND */

static void memory_allow(long requests, bool once)
{
    allocations_left = LONG_MAX; /* the arena takes its memory through here too */
    memory.once = once;
    atomic_store(&memory.ran_out, false);
    atomic_store(&memory.left, requests);
}

static void memory_allow_all(void)
{
    memory_allow(LONG_MAX, false);
}

/* Lets `attempt` run out of memory at its first request, its second, …, until none is missing, and once with only
 * that request failing. `done`: its status when there is enough; where that is a mistake, a help may be lost alone and
 * the mistake still be reported. Returns the number of requests. */
static long memory_exhaust(int (*attempt)(void *context), void *context, int done)
{
    long requests = 0;

    for (int once = 0; once < 2; once++) {
        long n = 0;
        for (bool out = true; out && n < 1000000; n++) {
            int status;
            memory_allow(n, once == 1);
            status = attempt(context);
            out = atomic_load(&memory.ran_out);
            memory_allow_all();
            if (status != (out ? ENT_ERR_NO_MEMORY : done) && (once == 0 || status != done || done == ENT_OK)) {
                printf("\nrequest %ld%s: status %d\n", n, once == 1 ? " alone" : " and all later ones", status);
                CU_FAIL("memory that ran out was not reported");
            }
        }
        requests = n - 1;
    }
    return requests;
}

#endif
