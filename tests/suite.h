/* The frame of every test program: a table of named tests, run by CUnit, exit status 1 when one fails. */
#ifndef ENT_TESTS_SUITE_H
#define ENT_TESTS_SUITE_H

#include <CUnit/Basic.h>
#include <CUnit/CUnit.h>
#include <stdlib.h>

/* Runs `tests` (ended by CU_TEST_INFO_NULL) as one suite called `name`; returns the process exit status. */
static inline int ent_run_suite(const char *name, CU_TestInfo *tests)
{
    CU_SuiteInfo suites[2] = {{0}, {0}};
    unsigned int failed;

    suites[0].pName = name;
    suites[0].pTests = tests;
    if (CU_initialize_registry() != CUE_SUCCESS) {
        return EXIT_FAILURE;
    }
    if (CU_register_suites(suites) != CUE_SUCCESS) {
        CU_cleanup_registry();
        return EXIT_FAILURE;
    }
    CU_basic_set_mode(CU_BRM_VERBOSE);
    CU_basic_run_tests();
    failed = CU_get_number_of_failures() + (CU_get_number_of_tests_run() == 0 ? 1U : 0U);
    CU_cleanup_registry();
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

#endif
