#include "suite.h"

#include "base/status.h"
#include "tables/format/csv_reader.h"
#include "tables/format/csv_writer.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static void expect(ent_csv_writer *writer, const char *bytes)
{
    CU_ASSERT_EQUAL(writer->sink.status, ENT_OK);
    CU_ASSERT_EQUAL_FATAL(writer->length, strlen(bytes));
    CU_ASSERT_EQUAL(memcmp(writer->bytes, bytes, writer->length), 0);
    ent_csv_writer_free(writer);
}

static void test_rows(void)
{
    ent_csv_writer writer;

    ent_csv_writer_init(&writer);
    ent_sink_text(ent_csv_sink(&writer), "variant");
    ent_sink_text(ent_csv_sink(&writer), "name");
    ent_sink_text(ent_csv_sink(&writer), "n");
    ent_sink_end_row(ent_csv_sink(&writer));
    ent_sink_text(ent_csv_sink(&writer), "base");
    ent_sink_real(ent_csv_sink(&writer), 0.1);
    ent_sink_count(ent_csv_sink(&writer), 3);
    ent_sink_end_row(ent_csv_sink(&writer));
    ent_sink_cell(ent_csv_sink(&writer), &(ent_cell){.text = ""});
    ent_sink_cell(ent_csv_sink(&writer), &(ent_cell){.number = (double) NAN});
    ent_sink_cell(ent_csv_sink(&writer), &(ent_cell){.text = NULL, .number = 0.5});
    ent_sink_end_row(ent_csv_sink(&writer));
    CU_ASSERT_EQUAL(writer.sink.columns, 3);
    CU_ASSERT_EQUAL(writer.sink.rows, 3);
    CU_ASSERT_EQUAL(ent_csv_rows(&writer), 2);
    expect(&writer, "variant,name,n\r\nbase,0.1,3\r\n,,0.5\r\n");
}

static void test_quotes(void)
{
    ent_csv_writer writer = {0};

    ent_sink_text(ent_csv_sink(&writer), "plain text; with 'signs'");
    ent_sink_text(ent_csv_sink(&writer), "a, b");
    ent_sink_text(ent_csv_sink(&writer), "say \"no\"");
    ent_sink_text(ent_csv_sink(&writer), "\"");
    ent_sink_text(ent_csv_sink(&writer), "two\nlines");
    ent_sink_text(ent_csv_sink(&writer), "return\r");
    ent_sink_text(ent_csv_sink(&writer), "");
    ent_sink_text(ent_csv_sink(&writer), NULL);
    ent_sink_text(ent_csv_sink(&writer), "a\"b,");
    ent_sink_text(ent_csv_sink(&writer), "Україна");
    ent_sink_end_row(ent_csv_sink(&writer));
    expect(&writer, "plain text; with 'signs',\"a, b\",\"say \"\"no\"\"\",\"\"\"\",\"two\nlines\",\"return\r\",,,"
                    "\"a\"\"b,\",Україна\r\n");
}

/* A text that a spreadsheet would run gets an apostrophe, numbers do not; read back, it is the same text. */
static void test_apostrophe(void)
{
    static const char *const texts[] = {
        "=1+1", "+1", "-0.4 + x", "@SUM(1)", "\tx", "\rx", "=a, \"b\"", "a=1", " =1", "'", ""};
    ent_csv_writer writer = {0};
    ent_csv csv = {0};

    for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
        ent_sink_text(ent_csv_sink(&writer), texts[i]);
    }
    ent_sink_real(ent_csv_sink(&writer), -5.0);
    ent_sink_end_row(ent_csv_sink(&writer));
    expect(&writer, "'=1+1,'+1,'-0.4 + x,'@SUM(1),'\tx,\"'\rx\",\"'=a, \"\"b\"\"\",a=1, =1,',,-5\r\n");
    ent_csv_writer_free(&writer);
    ent_sink_text(ent_csv_sink(&writer), "column");
    ent_sink_end_row(ent_csv_sink(&writer));
    for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
        ent_sink_text(ent_csv_sink(&writer), texts[i]);
        ent_sink_end_row(ent_csv_sink(&writer));
    }
    CU_ASSERT_EQUAL_FATAL(ent_csv_parse(&csv, writer.bytes, writer.length), ENT_OK);
    CU_ASSERT_EQUAL_FATAL(csv.rows, sizeof(texts) / sizeof(*texts));
    for (size_t i = 0; i < csv.rows; i++) {
        CU_ASSERT_STRING_EQUAL(ent_csv_cell(&csv, i, 0), texts[i]);
    }
    ent_csv_free(&csv);
    ent_csv_writer_free(&writer);
}

/* A table is UTF-8, whatever bytes a text has. */
static void test_damaged_texts(void)
{
    ent_csv_writer writer = {0};

    ent_sink_text(ent_csv_sink(&writer), "caf\xE9");
    ent_sink_text(ent_csv_sink(&writer), "=\xE2\x80,");
    ent_sink_text(ent_csv_sink(&writer), "caf\xC3\xA9");
    ent_sink_end_row(ent_csv_sink(&writer));
    expect(&writer, "caf\xEF\xBF\xBD,\"'=\xEF\xBF\xBD\xEF\xBF\xBD,\",caf\xC3\xA9\r\n");
}

static void test_numbers(void)
{
    ent_csv_writer writer = {0};

    ent_sink_real(ent_csv_sink(&writer), 35000.0);
    ent_sink_real(ent_csv_sink(&writer), 29.0 / 30.0);
    ent_sink_real(ent_csv_sink(&writer), -0.0);
    ent_sink_real(ent_csv_sink(&writer), (double) INFINITY);
    ent_sink_real(ent_csv_sink(&writer), (double) NAN);
    ent_sink_count(ent_csv_sink(&writer), UINT64_MAX);
    ent_sink_end_row(ent_csv_sink(&writer));
    expect(&writer, "35000,0.9666666666666667,0,inf,,18446744073709551615\r\n");
}

/* Numbers read back as the same doubles, whatever the size. */
static void test_round_trip(void)
{
    ent_csv_writer writer = {0};
    double number[64];
    char *at;

    for (int i = 0; i < 64; i++) {
        number[i] = ldexp(1.0 / (i + 3.0), i * 7 - 200);
        ent_sink_real(ent_csv_sink(&writer), number[i]);
    }
    ent_sink_text(ent_csv_sink(&writer), "");
    ent_sink_end_row(ent_csv_sink(&writer));
    at = writer.bytes;
    for (int i = 0; i < 64; i++) {
        CU_ASSERT_EQUAL(strtod(at, &at), number[i]);
        CU_ASSERT_EQUAL(*at++, ',');
    }
    ent_csv_writer_free(&writer);
}

/* The reader reads the writer's tables. */
static void test_reader_agrees(void)
{
    static const char *const texts[] = {"a,b", "\"", "x\r\ny", "", " spaced "};
    ent_csv_writer writer = {0};
    ent_csv csv;

    ent_sink_text(ent_csv_sink(&writer), "one");
    ent_sink_text(ent_csv_sink(&writer), "two");
    ent_sink_end_row(ent_csv_sink(&writer));
    for (size_t i = 0; i < 5; i++) {
        ent_sink_text(ent_csv_sink(&writer), texts[i]);
        ent_sink_text(ent_csv_sink(&writer), "end");
        ent_sink_end_row(ent_csv_sink(&writer));
    }
    ent_csv_init(&csv);
    CU_ASSERT_EQUAL_FATAL(ent_csv_parse(&csv, writer.bytes, writer.length), ENT_OK);
    CU_ASSERT_EQUAL_FATAL(csv.rows, 5);
    for (size_t i = 0; i < 5; i++) {
        CU_ASSERT_STRING_EQUAL(ent_csv_cell(&csv, i, 0), texts[i]);
    }
    ent_csv_free(&csv);
    ent_csv_writer_free(&writer);
}

static void test_growth(void)
{
    ent_csv_writer writer = {0};
    char text[1001];

    memset(text, 'x', 1000);
    text[1000] = '\0';
    for (int i = 0; i < 300; i++) {
        ent_sink_text(ent_csv_sink(&writer), text);
        ent_sink_end_row(ent_csv_sink(&writer));
    }
    CU_ASSERT_EQUAL(writer.sink.status, ENT_OK);
    CU_ASSERT_EQUAL(writer.length, (size_t) 300 * 1002);
    CU_ASSERT_EQUAL(memcmp(writer.bytes + (size_t) 299 * 1002, "xxx", 3), 0);
    CU_ASSERT_EQUAL(memcmp(writer.bytes + (size_t) 300 * 1002 - 3, "x\r\n", 3), 0);
    ent_csv_writer_free(&writer);
}

static void test_failures_stay(void)
{
    ent_csv_writer writer = {0};
    size_t length;

    ent_sink_text(ent_csv_sink(&writer), "a");
    ent_sink_text(ent_csv_sink(&writer), "b");
    ent_sink_end_row(ent_csv_sink(&writer));
    ent_sink_text(ent_csv_sink(&writer), "only one");
    ent_sink_end_row(ent_csv_sink(&writer));
    CU_ASSERT_EQUAL(writer.sink.status, ENT_ERR_ARGUMENT);
    length = writer.length;
    ent_sink_text(ent_csv_sink(&writer), "more");
    CU_ASSERT_EQUAL(writer.length, length);
    ent_sink_fail(ent_csv_sink(&writer), ENT_ERR_NO_MEMORY); /* the first failure stays */
    CU_ASSERT_EQUAL(writer.sink.status, ENT_ERR_ARGUMENT);
    ent_csv_writer_free(&writer);
    CU_ASSERT_EQUAL(writer.sink.status, ENT_OK);
    ent_sink_fail(ent_csv_sink(&writer), ENT_OK);
    CU_ASSERT_EQUAL(writer.sink.status, ENT_OK);
    ent_sink_fail(ent_csv_sink(&writer), ENT_ERR_NO_MEMORY);
    CU_ASSERT_EQUAL(writer.sink.status, ENT_ERR_NO_MEMORY);
    ent_csv_writer_free(&writer);
    ent_csv_writer_free(&writer);
}

int main(void)
{
    CU_TestInfo tests[] = {{"rows", test_rows}, {"quotes", test_quotes}, {"apostrophe", test_apostrophe},
        {"damaged texts", test_damaged_texts}, {"numbers", test_numbers}, {"round trip", test_round_trip},
        {"reader agrees", test_reader_agrees}, {"growth", test_growth}, {"failures stay", test_failures_stay},
        CU_TEST_INFO_NULL};

    return ent_run_suite("csv", tests);
}
