/* Scenarios as texts, and calls that must succeed, for the tests of the public interface. */
#ifndef ENT_TESTS_INTERFACE_CASE_H
#define ENT_TESTS_INTERFACE_CASE_H

#include "suite.h"

#include "entente.h"

#include <stdio.h>
#include <string.h>

/* Two variants, a check that does not hold, two sweeps; 40,000 draws a variant. */
#define CASE_TEXT                                                                                                      \
    "title = \"A case\"; run: { worlds = 200; replications = 200; seed = 3; horizon = 12; };\n"                        \
    "events: { mandate = \"40%\"; };\n"                                                                                \
    "contributors: { a: { troops = \"4k to 9k\"; joins = \"if(mandate, 90%, 50%)\"; };\n"                              \
    "b: { troops = \"triangular(1k, 3k, 6k)\"; joins = \"60%\"; }; };\n"                                               \
    "force: { required = \"8k\"; };\n"                                                                                 \
    "parties: { p: { threshold = 0.4; }; };\n"                                                                         \
    "demands: { d: { options = (\"x\", \"y\"); p: { scores = (1, 0.2); refuses = (0.3, 0); }; }; };\n"                 \
    "truce: { causes: { attack: { hazard = \"0.03 * 0.5 ^ min(1, force.ratio)\"; }; }; };\n"                           \
    "headline = \"truce.held\";\n"                                                                                     \
    "variants: { sure: { name = \"Surely\"; set = (\"events.mandate = 100%\"); }; };\n"                                \
    "checks = (\"P(agreed) > 0.99\");\n"                                                                               \
    "sweeps: { size: { vary = \"force.required\"; values = (5000.5, 8000); };\n"                                       \
    "chance: { vary = \"events.mandate\"; values = (0.1, 0.9); }; };\n"

/* Opens a text without errors. */
static inline entente_scenario *case_open(const char *text, const char *const *set, size_t sets)
{
    entente_scenario *scenario = NULL;

    CU_ASSERT_EQUAL_FATAL(entente_open_text(&scenario, "folder/case.cfg", text, set, sets, NULL), ENTENTE_OK);
    return scenario;
}

/* Returns a table that must be there. */
static inline const entente_table *case_table(entente_results *results, const char *name)
{
    const entente_table *table = NULL;

    CU_ASSERT_EQUAL_FATAL(entente_results_table(results, name, &table), ENTENTE_OK);
    CU_ASSERT_PTR_NOT_NULL_FATAL(table);
    return table;
}

/* Returns the number in a row and a named column. */
static inline double case_number(const entente_table *table, size_t row, const char *column)
{
    int index = entente_table_find(table, column);

    CU_ASSERT_FATAL(index >= 0);
    return entente_table_number(table, row, (size_t) index);
}

/* Whether two tables have the same names, units, kinds, texts and bits of numbers. */
static inline int case_same(const entente_table *a, const entente_table *b)
{
    size_t rows = entente_table_rows(a);
    int same = rows == entente_table_rows(b) && entente_table_columns(a) == entente_table_columns(b);

    for (size_t c = 0; same && c < entente_table_columns(a); c++) {
        same = strcmp(entente_table_name(a, c), entente_table_name(b, c)) == 0 &&
               entente_table_unit(a, c) == entente_table_unit(b, c) &&
               entente_table_kind(a, c) == entente_table_kind(b, c) &&
               memcmp(entente_table_numbers(a, c), entente_table_numbers(b, c), rows * sizeof(double)) == 0;
        for (size_t r = 0; same && r < rows; r++) {
            const char *one = entente_table_text(a, r, c);
            const char *other = entente_table_text(b, r, c);
            same = one == NULL || other == NULL ? one == other : strcmp(one, other) == 0;
        }
    }
    return same;
}

/* Whether two results have the same tables. */
static inline int case_same_tables(entente_results *a, entente_results *b)
{
    int same = entente_results_tables(a) == entente_results_tables(b) && entente_results_tables(a) > 0;

    for (size_t t = 0; same && t < entente_results_tables(a); t++) {
        const char *name = entente_results_table_name(a, t);
        same =
            strcmp(name, entente_results_table_name(b, t)) == 0 && case_same(case_table(a, name), case_table(b, name));
    }
    return same;
}

#endif
