/* Helpers for the suites of errors: tables of texts and of their messages. */
#ifndef ENT_TESTS_FORMULA_ERRORS_H
#define ENT_TESTS_FORMULA_ERRORS_H

#include "formula/formula_case.h"

#include <CUnit/CUnit.h>

typedef struct error_row {
    const char *text;
    size_t offset, length;
    const char *message;
    const char *help; /* NULL: none */
} error_row;

static inline bool same_text(const char *a, const char *b)
{
    return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0;
}

static inline void check_error(const error_row *row, int status, const ent_formula_error *error)
{
    bool right = status == ENT_ERR_SCENARIO && error->offset == row->offset && error->length == row->length &&
                 same_text(error->message, row->message) && same_text(error->help, row->help);

    if (!right) {
        printf("\n%s\n  expected %zu+%zu %s\n           %s\n  found    %zu+%zu %s\n           %s\n", row->text,
            row->offset, row->length, row->message, row->help != NULL ? row->help : "-", error->offset, error->length,
            error->message != NULL ? error->message : "-", error->help != NULL ? error->help : "-");
    }
    CU_ASSERT_TRUE(right);
}

static inline void check_formula_errors(const error_row *row, size_t rows)
{
    for (size_t i = 0; i < rows; i++) {
        formula_case f = formula_case_parse(row[i].text);
        check_error(&row[i], f.status, &f.error);
        CU_ASSERT_PTR_NULL(f.ast);
        formula_case_free(&f);
    }
}

#define CHECK_FORMULA_ERRORS(rows) check_formula_errors(rows, sizeof(rows) / sizeof((rows)[0]))

#endif
