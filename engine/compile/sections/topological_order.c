/* Depth-first search with an explicit stack, since a chain of references may be as long as the file. */
#include "compile/sections/topological_order.h"

#include "base/status.h"

#include <string.h>

enum { NAMED_IN_CIRCLE = 8 /* references that a message lists */ };

typedef enum entry_state { UNSEEN, OPEN, DONE } entry_state;

typedef struct reference {
    size_t to;          /* index of the entry referred to */
    const ent_ast *ast; /* the node that refers */
} reference;

typedef struct entry {
    entry_state state;
    reference *refers; /* [references] */
    size_t references;
    size_t next; /* the first reference that has not been followed */
} entry;

typedef struct order_search {
    ent_compiler *compiler;
    const ent_section *section;
    entry *entries;
    size_t *chain; /* [open] stack of the open entries, each referring to the next */
    size_t open;
    entry *noting; /* its formula is being read */
} order_search;

/* Whether a reference to a name is also one to the names that a named value reads. */
static bool looks_into(const order_search *self, ent_name name)
{
    return name.kind == ENT_NAME_VALUE && self->section->kind != ENT_NAME_VALUE;
}

static int count_reference(const ent_ast *ast, void *context)
{
    order_search *search = context;

    ent_name name = {ENT_NAME_UNKNOWN, 0};

    if (ast->kind == ENT_AST_NAME) {
        name = ent_name_find(search->compiler->scenario, ast->text);
        search->noting->references += 1 + (looks_into(search, name) ? search->compiler->reads[name.index].names : 0);
    }
    return 0;
}

/* A reference to a named value is one to each name that it reads. */
static void note_read_names(order_search *self, size_t value, const ent_ast *ast)
{
    const ent_reads *reads = &self->compiler->reads[value];

    for (size_t i = 0; i < reads->names; i++) {
        ent_name name = {ENT_NAME_UNKNOWN, 0};
        if (reads->name[i]->kind == ENT_AST_NAME) {
            name = ent_name_find(self->compiler->scenario, reads->name[i]->text);
        }
        if (name.kind == self->section->kind) {
            self->noting->refers[self->noting->references++] = (reference){name.index, ast};
        }
    }
}

static int note_reference(const ent_ast *ast, void *context)
{
    order_search *search = context;
    ent_name name;

    if (ast->kind == ENT_AST_NAME) {
        name = ent_name_find(search->compiler->scenario, ast->text);
        if (name.kind == search->section->kind) {
            search->noting->refers[search->noting->references++] = (reference){name.index, ast};
        }
        if (looks_into(search, name)) {
            note_read_names(search, name.index, ast);
        }
    }
    return 0;
}

static void open_entry(order_search *self, size_t i)
{
    const ent_quantity *quantity = self->section->quantity(self->compiler->scenario, i);
    entry *opened = &self->entries[i];

    opened->state = OPEN;
    self->chain[self->open++] = i;
    if (quantity == NULL) {
        return;
    }
    self->noting = opened;
    ent_ast_walk(quantity->formula, count_reference, self);
    opened->refers = ent_compile_array(self->compiler, opened->references, sizeof(*opened->refers));
    opened->references = 0;
    if (opened->refers != NULL) {
        ent_ast_walk(quantity->formula, note_reference, self);
    }
}

static const char *id_of(const order_search *self, size_t i)
{
    return self->section->id(self->compiler->scenario, i);
}

/* "`c` depends on `a`, `a` on `b`, and `b` on `c`": the circle from the last open entry to itself. */
static const char *circle_text(const order_search *self, size_t first)
{
    ent_arena *arena = self->compiler->arena;
    size_t length = self->open - first;
    size_t last = self->chain[self->open - 1];
    const char *text =
        ent_arena_printf(arena, "`%s` depends on `%s`", id_of(self, last), id_of(self, self->chain[first]));

    for (size_t i = 0; i + 1 < length && text != NULL; i++) {
        bool final = i + 2 == length;
        if (i >= NAMED_IN_CIRCLE && !final) {
            continue;
        }
        text = ent_arena_printf(arena, "%s,%s%s `%s` on `%s`", text, i > NAMED_IN_CIRCLE ? " \xE2\x80\xA6" : "",
            final ? " and" : "", id_of(self, self->chain[first + i]), id_of(self, self->chain[first + i + 1]));
    }
    return text != NULL ? text : "";
}

/* Error of the last open entry, which refers to the open entry `to`. */
static void error_of_circle(order_search *self, size_t to, const ent_ast *at)
{
    ent_compiler *compiler = self->compiler;
    size_t from = self->chain[self->open - 1];
    const ent_quantity *quantity = self->section->quantity(compiler->scenario, from);
    size_t first = self->open - 1;

    while (self->chain[first] != to) {
        first--;
    }
    for (size_t i = first; i < self->open; i++) {
        self->section->circular[self->chain[i]] = true;
    }
    if (from == to) {
        ent_compile_error(
            compiler, quantity, at, "leave it out, or refer to another name", "`%s` refers to itself", id_of(self, to));
        return;
    }
    ent_compile_error(
        compiler, quantity, at, "leave out one of these references", "a circle: %s", circle_text(self, first));
}

/* Follows the next reference of the last open entry, or finishes the entry if there is none. */
static void step(order_search *self)
{
    size_t at = self->chain[self->open - 1];
    entry *last = &self->entries[at];
    const reference *next;

    if (last->next == last->references) {
        last->state = DONE;
        self->open--;
        self->section->finish(self->compiler, at);
        return;
    }
    next = &last->refers[last->next++];
    if (self->entries[next->to].state == OPEN) {
        error_of_circle(self, next->to, next->ast);
    } else if (self->entries[next->to].state == UNSEEN) {
        open_entry(self, next->to);
    }
}

void ent_compile_in_topological_order(ent_compiler *self, const ent_section *section)
{
    order_search search = {.compiler = self, .section = section};

    search.entries = ent_compile_array(self, section->count, sizeof(*search.entries));
    search.chain = ent_compile_array(self, section->count, sizeof(*search.chain));
    for (size_t i = 0; i < section->count && self->status == ENT_OK; i++) {
        if (search.entries[i].state != UNSEEN) {
            continue;
        }
        open_entry(&search, i);
        while (search.open > 0 && self->status == ENT_OK) {
            step(&search);
        }
    }
}
