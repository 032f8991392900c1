/* A CSV file of data: columns, cells, numbers, mistakes with their positions. */
#include "suite.h"

#include "base/status.h"
#include "settings/tables/data_table.h"

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

typedef struct opened {
    ent_arena arena;
    ent_diagnostics diagnostics;
    ent_data_table table;
    int status;
} opened;

static void open_text(opened *self, const char *text)
{
    *self = (opened){.status = 0};
    self->status = ent_data_table_read(&self->table, "d.csv", text, strlen(text), &self->arena, &self->diagnostics);
}

static void close_text(opened *self)
{
    ent_diagnostics_free(&self->diagnostics);
    ent_arena_free(&self->arena);
}

static void check_number(const opened *of, size_t row, size_t column, double expected)
{
    const char *why, *help;
    double number;

    CU_ASSERT_EQUAL(ent_data_table_number(&of->table, row, column, &number, &why, &help), ENT_OK);
    CU_ASSERT_DOUBLE_EQUAL(number, expected, 0);
}

static void check_none(const opened *of, size_t row, size_t column)
{
    const char *why, *help;
    double number;

    CU_ASSERT_EQUAL(ent_data_table_number(&of->table, row, column, &number, &why, &help), ENT_ERR_ARGUMENT);
    CU_ASSERT(isnan(number));
}

static void test_cells(void)
{
    opened of;

    open_text(&of, "\xEF\xBB\xBFid,months,kind,\r\na,12.5,\"x, y\"\r\n\r\nb,,TRUE,\r\nc,35%,inf\r\n");
    CU_ASSERT_EQUAL_FATAL(of.status, ENT_OK);
    CU_ASSERT_EQUAL(of.table.rows, 3);
    CU_ASSERT_EQUAL(of.table.columns, 4);
    CU_ASSERT_EQUAL(ent_data_table_find(&of.table, "kind"), 2);
    CU_ASSERT_EQUAL(ent_data_table_find(&of.table, "king"), SIZE_MAX);
    check_number(&of, 0, 1, 12.5);
    check_number(&of, 2, 1, 0.35);
    check_number(&of, 1, 2, 1);
    check_none(&of, 0, 2);
    check_none(&of, 1, 1);
    check_none(&of, 2, 2); /* infinite */
    CU_ASSERT_STRING_EQUAL(ent_data_table_text(&of.table, 0, 2), "x, y");
    CU_ASSERT_STRING_EQUAL(ent_data_table_text(&of.table, 1, 1), "");
    CU_ASSERT_TRUE(ent_data_table_is_empty(&of.table, 0, 3)); /* a short row */
    CU_ASSERT_EQUAL(ent_data_table_at(&of.table, 1, 2).line, 4);
    CU_ASSERT_EQUAL(ent_data_table_at(&of.table, 1, 2).column, 4);
    CU_ASSERT_EQUAL(ent_data_table_header_at(&of.table, 1).column, 4);
    close_text(&of);
}

static void test_spreadsheets(void)
{
    opened of;

    open_text(&of, "id;months\na;12,5\nb;1 250\nc;10.000\n");
    CU_ASSERT_EQUAL_FATAL(of.status, ENT_OK);
    check_number(&of, 0, 1, 12.5);
    check_number(&of, 1, 1, 1250);
    check_none(&of, 2, 1); /* ten or ten thousand */
    close_text(&of);
    open_text(&of, "id\tmonths\na\t7\n");
    CU_ASSERT_EQUAL_FATAL(of.status, ENT_OK);
    check_number(&of, 0, 1, 7);
    close_text(&of);
}

static void check_refused(const char *text, const char *message)
{
    opened of;

    open_text(&of, text);
    CU_ASSERT_EQUAL(of.status, ENT_ERR_SCENARIO);
    CU_ASSERT_EQUAL_FATAL(of.diagnostics.count, 1);
    CU_ASSERT_PTR_NOT_NULL(strstr(of.diagnostics.item[0].text, message));
    close_text(&of);
}

static void test_refused(void)
{
    check_refused("", "the table is empty");
    check_refused("a,b\n", "the table has a header and no rows");
    check_refused("a,b,a\n1,2,3\n", "two columns are called `a`");
    check_refused("a,,c\n1,2,3\n", "the column has no header");
    check_refused("a,b\n1,\"2\n", "never closed");
    check_refused("a,b\n1,\xFF\n", "is not UTF-8");
}

/* More rows than a table of settings may have. */
static void test_many_rows(void)
{
    static char text[20 * 5000 + 20];
    size_t length = (size_t) snprintf(text, sizeof(text), "id,x\n");
    opened of;

    for (int i = 0; i < 5000; i++) {
        length += (size_t) snprintf(text + length, sizeof(text) - length, "r%d,%d\n", i, i);
    }
    open_text(&of, text);
    CU_ASSERT_EQUAL_FATAL(of.status, ENT_OK);
    CU_ASSERT_EQUAL(of.table.rows, 5000);
    check_number(&of, 4999, 1, 4999);
    close_text(&of);
}

int main(void)
{
    CU_TestInfo tests[] = {{"cells", test_cells}, {"spreadsheets", test_spreadsheets}, {"refused", test_refused},
        {"many rows", test_many_rows}, CU_TEST_INFO_NULL};

    return ent_run_suite("data tables", tests);
}
