#include "base/arena.h"

#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ALIGNMENT = 64, PAGE_SIZE = 16384 };

struct ent_arena_page {
    struct ent_arena_page *next;
    size_t used;          /* bytes */
    size_t size;          /* bytes */
    unsigned char *bytes; /* [size], aligned, within the allocation of the page */
};

static atomic_bool ran_out;

bool ent_arena_ran_out(void)
{
    return atomic_load(&ran_out);
}

void ent_arena_init(ent_arena *self)
{
    self->page = NULL;
}

void ent_arena_free(ent_arena *self)
{
    struct ent_arena_page *page = self->page;

    while (page != NULL) {
        struct ent_arena_page *next = page->next;
        free(page);
        page = next;
    }
    self->page = NULL;
}

static struct ent_arena_page *page_new(size_t size)
{
    struct ent_arena_page *page;

    if (size > SIZE_MAX - sizeof(*page) - ALIGNMENT) {
        return NULL;
    }
    page = calloc(1, sizeof(*page) + size + ALIGNMENT);
    if (page == NULL) {
        return NULL;
    }
    page->size = size;
    page->bytes = (unsigned char *) (page + 1);
    page->bytes += (ALIGNMENT - (uintptr_t) page->bytes % ALIGNMENT) % ALIGNMENT;
    return page;
}

void *ent_arena_alloc(ent_arena *self, size_t size)
{
    struct ent_arena_page *page = self->page;
    void *result;

    if (size > SIZE_MAX - ALIGNMENT) {
        return NULL;
    }
    size = (size + ALIGNMENT - 1) & ~(size_t) (ALIGNMENT - 1);
    if (page == NULL || page->size - page->used < size) {
        page = page_new(size > PAGE_SIZE ? size : PAGE_SIZE);
        if (page == NULL) {
            atomic_store(&ran_out, true);
            return NULL;
        }
        page->next = self->page;
        self->page = page;
    }
    result = page->bytes + page->used;
    page->used += size;
    return result;
}

void *ent_arena_array(ent_arena *self, size_t count, size_t size)
{
    if (size != 0 && count > SIZE_MAX / size) {
        return NULL;
    }
    return ent_arena_alloc(self, count * size);
}

char *ent_arena_strndup(ent_arena *self, const char *text, size_t n)
{
    char *copy = ent_arena_alloc(self, n + 1);

    if (copy != NULL) {
        memcpy(copy, text, n);
        copy[n] = '\0';
    }
    return copy;
}

char *ent_arena_strdup(ent_arena *self, const char *text)
{
    return ent_arena_strndup(self, text, strlen(text));
}

char *ent_arena_vprintf(ent_arena *self, const char *format, va_list args)
{
    va_list again;
    int length;
    char *text;

    va_copy(again, args);
    length = vsnprintf(NULL, 0, format, again);
    va_end(again);
    if (length < 0) {
        return NULL;
    }
    text = ent_arena_alloc(self, (size_t) length + 1);
    if (text != NULL) {
        vsnprintf(text, (size_t) length + 1, format, args);
    }
    return text;
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

bool ent_arena_check(const ent_arena *self)
{
    for (const struct ent_arena_page *page = self->page; page != NULL; page = page->next) {
        if (page->used > page->size || page->used % ALIGNMENT != 0 || (uintptr_t) page->bytes % ALIGNMENT != 0) {
            return false;
        }
    }
    return true;
}
