/* An arena: many small allocations with one lifetime, released together. */
#ifndef ENT_BASE_ARENA_H
#define ENT_BASE_ARENA_H

#include <stdarg.h>
#include <stddef.h>

struct ent_arena_page;

typedef struct ent_arena {
    struct ent_arena_page *page; /* newest first */
} ent_arena;

/* Zero-initialised arenas are valid; init is the same as {0}. free may be called any number of times. */
void ent_arena_init(ent_arena *self);
void ent_arena_free(ent_arena *self);

/* Zeroed memory aligned to 64 bytes, owned by the arena; NULL when memory is out. size 0 gives a valid pointer. */
void *ent_arena_alloc(ent_arena *self, size_t size);

/* Room for count items of the given size; NULL on overflow too. */
void *ent_arena_array(ent_arena *self, size_t count, size_t size);

/* Copies of a string or of its first n bytes; NULL when memory is out. */
char *ent_arena_strdup(ent_arena *self, const char *text);
char *ent_arena_strndup(ent_arena *self, const char *text, size_t n);

/* printf into the arena; NULL when memory is out. */
char *ent_arena_printf(ent_arena *self, const char *format, ...) __attribute__((format(printf, 2, 3)));
char *ent_arena_vprintf(ent_arena *self, const char *format, va_list args) __attribute__((format(printf, 2, 0)));

#endif
