#include "suite.h"

#include "base/status.h"
#include "tables/format/csv_reader.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static int parse(ent_csv *csv, const char *text)
{
    return ent_csv_parse(csv, text, strlen(text));
}

static void test_plain_table(void)
{
    ent_csv csv = {0};

    CU_ASSERT_EQUAL(parse(&csv, "variant,probability\nbase,0.25\nother,\n"), ENT_OK);
    CU_ASSERT_EQUAL(csv.columns, 2);
    CU_ASSERT_EQUAL(csv.rows, 2);
    CU_ASSERT_EQUAL(ent_csv_column(&csv, "probability"), 1);
    CU_ASSERT_EQUAL(ent_csv_column(&csv, "absent"), ENT_CSV_NONE);
    CU_ASSERT_STRING_EQUAL(ent_csv_cell(&csv, 0, 0), "base");
    CU_ASSERT_EQUAL(ent_csv_number(&csv, 0, 1), 0.25);
    CU_ASSERT_STRING_EQUAL(ent_csv_cell(&csv, 1, 1), "");
    CU_ASSERT_TRUE(isnan(ent_csv_number(&csv, 1, 1)));
    CU_ASSERT_TRUE(isnan(ent_csv_number(&csv, 0, 0)));
    CU_ASSERT_TRUE(isnan(ent_csv_number(&csv, 0, ENT_CSV_NONE)));
    CU_ASSERT_STRING_EQUAL(ent_csv_cell(&csv, 9, 0), "");
    ent_csv_free(&csv);
}

static void test_quotes_and_line_ends(void)
{
    ent_csv csv = {0};

    CU_ASSERT_EQUAL(parse(&csv, "a,b\r\n\"x, y\",\"say \"\"no\"\"\"\r\n\"two\nlines\",\"\"\r\n"), ENT_OK);
    CU_ASSERT_EQUAL(csv.rows, 2);
    CU_ASSERT_STRING_EQUAL(ent_csv_cell(&csv, 0, 0), "x, y");
    CU_ASSERT_STRING_EQUAL(ent_csv_cell(&csv, 0, 1), "say \"no\"");
    CU_ASSERT_STRING_EQUAL(ent_csv_cell(&csv, 1, 0), "two\nlines");
    CU_ASSERT_STRING_EQUAL(ent_csv_cell(&csv, 1, 1), "");
    CU_ASSERT_EQUAL(parse(&csv, "a,b\n1,"), ENT_OK); /* no last line end, empty last cell */
    CU_ASSERT_EQUAL(csv.rows, 1);
    CU_ASSERT_STRING_EQUAL(ent_csv_cell(&csv, 0, 1), "");
    CU_ASSERT_EQUAL(parse(&csv, "a\nx\ry\n"), ENT_OK); /* a lone CR is text */
    CU_ASSERT_STRING_EQUAL(ent_csv_cell(&csv, 0, 0), "x\ry");
    ent_csv_free(&csv);
}

static void test_many_cells(void)
{
    ent_csv csv = {0};
    char text[16384] = "a,b,c\n";

    for (int i = 0; i < 700; i++) {
        char row[32];
        (void) snprintf(row, sizeof(row), "%d,%d,\"%d\"\n", i, 2 * i, 3 * i);
        strcat(text, row);
    }
    CU_ASSERT_EQUAL(parse(&csv, text), ENT_OK);
    CU_ASSERT_EQUAL(csv.rows, 700);
    CU_ASSERT_EQUAL(ent_csv_number(&csv, 699, 2), 2097);
    CU_ASSERT_EQUAL(ent_csv_number(&csv, 0, 0), 0);
    ent_csv_free(&csv);
}

static void test_errors_name_the_line(void)
{
    ent_csv csv = {0};

    CU_ASSERT_EQUAL(parse(&csv, "a,b\n1,2\n3\n"), ENT_ERR_IO);
    CU_ASSERT_EQUAL(csv.line, 3);
    CU_ASSERT_EQUAL(csv.rows, 0);
    CU_ASSERT_EQUAL(ent_csv_column(&csv, "a"), ENT_CSV_NONE);
    CU_ASSERT_EQUAL(parse(&csv, "a\n\"open\n"), ENT_ERR_IO);
    CU_ASSERT_EQUAL(parse(&csv, "a\n\"x\"y\n"), ENT_ERR_IO);
    CU_ASSERT_EQUAL(csv.line, 2);
    CU_ASSERT_EQUAL(ent_csv_parse(&csv, "a\n\0\n", 4), ENT_ERR_IO);
    ent_csv_free(&csv);
}

static void test_empty_and_files(void)
{
    char reason[ENT_CSV_REASON];
    ent_csv csv = {0};
    char path[] = "/tmp/entente-csv-XXXXXX";
    int fd = mkstemp(path);

    CU_ASSERT_EQUAL(parse(&csv, ""), ENT_OK);
    CU_ASSERT_EQUAL(csv.rows, 0);
    CU_ASSERT_FATAL(fd >= 0);
    CU_ASSERT_EQUAL(write(fd, "a\n7\n", 4), 4);
    close(fd);
    CU_ASSERT_EQUAL(ent_csv_read(&csv, "/tmp", path + strlen("/tmp/")), ENT_OK);
    CU_ASSERT_EQUAL(ent_csv_number(&csv, 0, 0), 7);
    unlink(path);
    CU_ASSERT_EQUAL(ent_csv_read(&csv, "/tmp", path + strlen("/tmp/")), ENT_ERR_IO);
    ent_csv_reason(&csv, errno, reason);
    CU_ASSERT_STRING_EQUAL(reason, "cannot be read: No such file or directory");
    CU_ASSERT_EQUAL(csv.rows, 0);
    CU_ASSERT_EQUAL(csv.line, 0);
    CU_ASSERT_EQUAL(ent_csv_parse(&csv, "a,b\r\n1,2\r\n3\r\n", 13), ENT_ERR_IO);
    ent_csv_reason(&csv, ENOENT, reason);
    CU_ASSERT_STRING_EQUAL(reason, "line 3 is no CSV row of this table");
    ent_csv_free(&csv);
    ent_csv_free(&csv);
}

/* The mark is no part of the first column's name; a lone part of it is. */
static void test_byte_order_mark(void)
{
    ent_csv csv = {0};

    CU_ASSERT_EQUAL(parse(&csv, "\xEF\xBB\xBFvariant,x\nbase,2\n"), ENT_OK);
    CU_ASSERT_EQUAL(ent_csv_column(&csv, "variant"), 0);
    CU_ASSERT_EQUAL(ent_csv_number(&csv, 0, 1), 2);
    CU_ASSERT_EQUAL(parse(&csv, "\xEF\xBB"), ENT_OK);
    CU_ASSERT_EQUAL(ent_csv_column(&csv, "\xEF\xBB"), 0);
    ent_csv_free(&csv);
}

int main(void)
{
    CU_TestInfo tests[] = {{"plain table", test_plain_table}, {"byte-order mark", test_byte_order_mark},
        {"quotes and line ends", test_quotes_and_line_ends}, {"many cells", test_many_cells},
        {"errors name the line", test_errors_name_the_line}, {"empty tables and files", test_empty_and_files},
        CU_TEST_INFO_NULL};

    return ent_run_suite("csv_read", tests);
}
