/* The order in which the entries of a section can be computed when their formulas refer to one another. */
#ifndef ENT_COMPILE_TOPOLOGICAL_ORDER_H
#define ENT_COMPILE_TOPOLOGICAL_ORDER_H

#include "compile/compiler.h"

/* A section with entries that may refer to one another in any order. */
typedef struct ent_section {
    ent_name_kind kind; /* the kind of names that refer to its entries */
    size_t count;       /* number of entries */

    /* The formula of entry i; NULL if it refers to no entry. */
    const ent_quantity *(*quantity)(const ent_scenario *scenario, size_t i);

    /* The id of entry i, for messages. */
    const char *(*id)(const ent_scenario *scenario, size_t i);

    /* Called once per entry, after all entries that it refers to (a circle of references apart). */
    void (*finish)(ent_compiler *self, size_t i);

    bool *circular; /* [count] set for entries that depend on themselves, which is an error */
} ent_section;

/* Finishes all entries of a section in topological order. */
void ent_compile_in_topological_order(ent_compiler *self, const ent_section *section);

#endif
