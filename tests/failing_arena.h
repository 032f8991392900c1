/* An arena that fails on request, in place of the library's, which is then not linked. One program includes it once.
 */
#ifndef ENT_TESTS_FAILING_ARENA_H
#define ENT_TESTS_FAILING_ARENA_H

#include "base/arena.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct ent_arena_page {
    struct ent_arena_page *next;
};

static long allocations_left; /* the one after these fails, and all later ones */

void ent_arena_init(ent_arena *self)
{
    self->page = NULL;
}

void ent_arena_free(ent_arena *self)
{
    while (self->page != NULL) {
        struct ent_arena_page *next = self->page->next;
        free(self->page);
        self->page = next;
    }
}

void *ent_arena_alloc(ent_arena *self, size_t size)
{
    enum { ALIGNED = 64 };
    struct ent_arena_page *page;

    if (allocations_left-- <= 0) {
        return NULL;
    }
    page = aligned_alloc(ALIGNED, ALIGNED + (size + ALIGNED - 1) / ALIGNED * ALIGNED);
    if (page == NULL) {
        return NULL;
    }
    memset(page, 0, ALIGNED + size);
    page->next = self->page;
    self->page = page;
    return (char *) page + ALIGNED;
}

void *ent_arena_array(ent_arena *self, size_t count, size_t size)
{
    return size != 0 && count > SIZE_MAX / size ? NULL : ent_arena_alloc(self, count * size);
}

char *ent_arena_strndup(ent_arena *self, const char *text, size_t n)
{
    char *copy = ent_arena_alloc(self, n + 1);

    return copy != NULL ? memcpy(copy, text, n) : NULL;
}

char *ent_arena_strdup(ent_arena *self, const char *text)
{
    return ent_arena_strndup(self, text, strlen(text));
}

char *ent_arena_vprintf(ent_arena *self, const char *format, va_list args)
{
    char text[4096];

    vsnprintf(text, sizeof(text), format, args);
    return ent_arena_strdup(self, text);
}

char *ent_arena_printf(ent_arena *self, const char *format, ...)
{
    va_list args;
    char *text;

    va_start(args, format);
    text = ent_arena_vprintf(self, format, args);
    va_end(args);
    return text;
}

#endif
