#include "tables/tables.h"

#define ADDRESS(name) &ent_table_##name,
const ent_table *const ent_tables[ENT_TABLES_COUNT] = {ENT_TABLES(ADDRESS)};

size_t ent_table_index(const ent_table *self)
{
    size_t i = 0;

    while (i < ENT_TABLES_COUNT && ent_tables[i] != self) {
        i++;
    }
    return i;
}
