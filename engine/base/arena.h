/* An arena: many small allocations with one lifetime, freed together. */
#ifndef ENT_BASE_ARENA_H
#define ENT_BASE_ARENA_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

struct ent_arena_page;

typedef struct ent_arena {
    struct ent_arena_page *page; /* list of pages, newest first; owned */
} ent_arena;

/* A zeroed arena is valid: init is the same as {0}. free may be called any number of times. */
void ent_arena_init(ent_arena *self);
void ent_arena_free(ent_arena *self);

/* Returns zeroed memory aligned to 64 bytes, owned by the arena; NULL when memory is out. The pointer is valid for
 * size 0 too. */
void *ent_arena_alloc(ent_arena *self, size_t size);

/* Returns a zeroed array of `count` items of `size` bytes; NULL when memory is out or the size overflows. */
void *ent_arena_array(ent_arena *self, size_t count, size_t size);

/* Copies a string, or its first n bytes with a NUL behind them; NULL when memory is out. */
char *ent_arena_strdup(ent_arena *self, const char *text);
char *ent_arena_strndup(ent_arena *self, const char *text, size_t n);

/* printf into a string of the arena; NULL when memory is out. */
char *ent_arena_printf(ent_arena *self, const char *format, ...) __attribute__((format(printf, 2, 3)));
char *ent_arena_vprintf(ent_arena *self, const char *format, va_list args) __attribute__((format(printf, 2, 0)));

/* True once any arena of the process could not be given memory. A program asks at its end, so that a text that lacks a
 * word for want of memory is never taken for a whole one; errors are reported by the functions above. */
bool ent_arena_ran_out(void);

/* Verifies the invariants: every page is aligned and used to at most its size. */
bool ent_arena_check(const ent_arena *self);

#endif
