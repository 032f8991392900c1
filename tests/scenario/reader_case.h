/* Reads a scenario from a text and compares all messages. */
#ifndef ENT_TESTS_READER_CASE_H
#define ENT_TESTS_READER_CASE_H

#include "scenario/scenario.h"
#include "settings/tree_case.h"

/* Loads and reads a text, also after errors in single values, and compares all diagnostics. */
static inline void ent_case_messages(const char *text, const char *expected)
{
    ent_case_file files[] = {{"s.cfg", text, 0}, {0}};
    ent_tree tree = {0};
    ent_scenario scenario = {0};
    ent_diagnostics diagnostics = {0};
    ent_case_text found = {.text = ""};
    int status = ent_tree_load(&tree, "s.cfg", ent_case_load, files, &diagnostics);

    if (tree.root != NULL) {
        int read = ent_scenario_read(&scenario, "s", &tree, &diagnostics);
        status = status == ENT_OK ? read : status;
    }
    CU_ASSERT_EQUAL(status, diagnostics.errors > 0 ? ENT_ERR_SCENARIO : ENT_OK);
    ent_diagnostics_sort(&diagnostics);
    ent_case_diagnostics(&found, &diagnostics);
    ent_case_compare(text, found.text, expected);
    ent_scenario_free(&scenario);
    ent_diagnostics_free(&diagnostics);
    ent_tree_free(&tree);
}

#endif
